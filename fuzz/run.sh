#!/usr/bin/env bash
# Runs the fuzz targets one after another, from seeds made of the examples.
#
# usage: fuzz/run.sh [SECONDS [TARGET…]]      four minutes each, and all of them, when not said
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-240}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(act dossier dump format game messages press record stance statement unify workbook)
cargo fuzz --version > /dev/null || { echo "cargo install cargo-fuzz" >&2; exit 1; }
fuzz/seeds.sh
# The product's own versions of what it depends on.
cp Cargo.lock fuzz/Cargo.lock
# Sanitizers and coverage are options of the nightly compiler; the stable one has them locked.
export RUSTC_BOOTSTRAP=1
for target in "${targets[@]}"; do
  printf '\n== fuzz %s, %s s\n' "$target" "$seconds"
  nice -n 10 cargo fuzz run "$target" -- \
    -dict=fuzz/words.dict -max_total_time="$seconds" -max_len=4096 -timeout=20 -rss_limit_mb=2048 -print_final_stats=1
done
