#!/usr/bin/env bash
# Compares Mawqif's stability analysis with the matrix method in numpy, on the same drawn games in the
# same run, one core each. Makes its own virtual environment.
#
# usage: bench/stress/run.sh      writes the table to standard output
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
venv=${MAWQIF_BENCH_VENV:-$here/.venv}
[ -x "$venv/bin/python" ] || { python3 -m venv "$venv"; "$venv/bin/pip" install -q numpy; }
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$top/target}
cargo build --release --quiet -p mawqif-core --example time_stability --manifest-path "$top/Cargo.toml"
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
exec "$venv/bin/python" "$here/compare.py" "$CARGO_TARGET_DIR/release/examples/time_stability"
