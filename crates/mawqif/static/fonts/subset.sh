#!/bin/sh
# Cuts what nearly every page needs (the letters and digits of U+0600–06FF) out of the whole fonts, which browsers load for
# rarer letters only. Needs fonttools with brotli: pip install fonttools brotli
set -eu
cd "$(dirname "$0")"
for weight in regular bold; do
    pyftsubset "naskh-$weight-rest.woff2" --layout-features='*' --flavor=woff2 --output-file="naskh-$weight.woff2" \
        --unicodes=U+0600-0605,U+060B-06D5,U+06EE-06FF,U+200C-200F,U+25CC,U+FD3E-FD3F,U+FDF2
done
