#!/usr/bin/env bash
# Weighs every page in both languages, as a browser receives it, and times them: first useful paint, the board of a
# large case on the server, and a long record. Writes tables in Markdown. Needs node, npm and Debian's chromium.
#
# usage: bench/web/run.sh [ENTRIES]      a record of 20,000 entries by default
#        bench/web/run.sh --slow         the reporter's form over a slow line, instead
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$top/target}
cargo build --release --quiet --manifest-path "$top/Cargo.toml"
export MAWQIF=${MAWQIF:-$CARGO_TARGET_DIR/release/mawqif}
cd "$top/crates/mawqif/e2e"
[ -d node_modules ] || npm ci --silent
echo "$(nproc) × $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(uname -sr), $(rustc --version), $("${CHROMIUM:-/usr/bin/chromium}" --version)"
[ "${1:-}" != --slow ] || exec node ../../../bench/web/slow.mjs
exec node ../../../bench/web/measure.mjs "$@"
