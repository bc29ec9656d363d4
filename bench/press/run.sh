#!/usr/bin/env bash
# Reading press reports: quality on the annotated sets, and speed beside tools from PyPI that need no model, on the same
# text in the same run. The sets stand beside the repository (../shared/data/press, or MAWQIF_SHARED); without them, says
# so and stops. Makes a virtual environment below target/.
#
# usage: bench/press/run.sh [quality|speed]
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
shared=${MAWQIF_SHARED:-$top/../shared}/data/press
[ -f "$shared/gold_dev2.jsonl" ] || { echo "no annotated sets in $shared; set MAWQIF_SHARED" >&2; exit 1; }
cd "$top"
target=${CARGO_TARGET_DIR:-$top/target}
work=$target/press-bench
mkdir -p "$work"
what=${1:-all}
if [ "$what" != speed ]; then
  cargo build --release -q -p mawqif
  for set in seed native_dev dev2 pud; do
    "$target/release/mawqif" read --jsonl "$shared/gold_$set.jsonl" > "$work/$set.jsonl"
    printf '\n== %s\n' "$set"
    bench/press/score.py "$shared/gold_$set.jsonl" "$work/$set.jsonl"
  done
  # Written by whoever wrote the rules, and part of the repository.
  "$target/release/mawqif" read --jsonl bench/press/english.jsonl > "$work/english.jsonl"
  printf '\n== english\n'
  bench/press/score.py bench/press/english.jsonl "$work/english.jsonl"
  # Whether what is called sure would be so on a set that it was not counted on.
  printf '\n== sure, counted on one set and tried on the other\n'
  bench/press/across.py "$shared/gold_dev2.jsonl" "$work/dev2.jsonl" "$shared/gold_native_dev.jsonl" "$work/native_dev.jsonl"
fi
if [ "$what" != quality ]; then
  cargo build --release -q -p mawqif-core --example time_press
  venv=$work/venv
  if [ ! -d "$venv" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install -q pyarabic==0.6.15 tashaphyne==0.3.6
  fi
  # The texts of the sets, repeated to eight megabytes.
  "$venv/bin/python" bench/press/text.py "$shared" 8000000 > "$work/text.txt"
  printf '\n== speed, MB for a second of processor time\n'
  rounds=10
  TIMEFORMAT='%U %S'
  for step in words read; do
    spent=$( { time "$target/release/examples/time_press" "$work/text.txt" "$step" "$rounds"; } 2>&1 )
    echo "$spent" | awk -v step="$step" -v bytes="$(stat -c %s "$work/text.txt")" -v rounds="$rounds" \
      '{ printf "%s %.1f\n", step, bytes * rounds / 1e6 / ($1 + $2) }'
  done
  "$venv/bin/python" bench/press/speed.py "$work/text.txt"
fi
