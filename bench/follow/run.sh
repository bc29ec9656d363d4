#!/usr/bin/env bash
# Reports read, tallied and searched for duplicates: `mawqif follow` beside pandas, on the same made table, in the same
# run. Tells processor time and peak memory of both, and that both count and find the same. Makes the table and a virtual environment
# below target/.
#
# usage: bench/follow/run.sh [ROWS...]
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
cd "$top"
target=${CARGO_TARGET_DIR:-$top/target}
work=$target/follow-bench
mkdir -p "$work"
cargo build --release -q --locked --workspace --bin mawqif
venv=$work/venv
if [ ! -d "$venv" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q pandas==2.3.3
fi
if [ $# -eq 0 ]; then set -- 100000 1000000; fi
for rows in "$@"; do
  [ -f "$work/$rows.csv" ] || bench/follow/table.py "$rows" > "$work/$rows.csv"
  printf '\n== %s rows, %s bytes\n' "$rows" "$(stat -c %s "$work/$rows.csv")"
  "$venv/bin/python" bench/follow/compare.py ours "$target/release/mawqif" follow bench/follow/case.toml "$work/$rows.csv" \
    --today 2030-01-01 --height 8 --json
  "$venv/bin/python" bench/follow/compare.py theirs "$venv/bin/python" bench/follow/pandas_follow.py "$work/$rows.csv"
done
