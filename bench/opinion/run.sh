#!/usr/bin/env bash
# Opinion groups beside red-dwarf 0.4 (PyPI), the same votes in the same run: processor seconds and peak memory. The real sets
# stand beside the repository (../shared/data/opinion, or MAWQIF_SHARED); without them, only drawn votes are taken.
# Makes a virtual environment below target/.
#
# usage: bench/opinion/run.sh [real|drawn|large|partitions]      (all but `large` without a word; `large` needs a gigabyte of disk)
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
cd "$top"
target=${CARGO_TARGET_DIR:-$top/target}
work=$target/opinion-bench
mkdir -p "$work"
cargo build --release -q -p mawqif-core --example time_opinion
venv=${MAWQIF_BENCH_VENV:-$work/venv}
[ -x "$venv/bin/python" ] || { python3 -m venv "$venv"; "$venv/bin/pip" install -q red-dwarf==0.4.0; }
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
exec "$venv/bin/python" bench/opinion/compare.py "$target/release/examples/time_opinion" \
  "${MAWQIF_SHARED:-$top/../shared}/data/opinion" "$work" "${1:-all}"
