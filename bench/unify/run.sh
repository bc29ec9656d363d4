#!/usr/bin/env bash
# Compares Mawqif's search for the least burden with CP-SAT, HiGHS and RC2, on the same instances in
# the same run. Makes its own virtual environment. Needs the instance generator beside the
# repository (../shared/bench/coalition.py, or MAWQIF_SHARED); without it, says so and stops.
#
# usage: bench/unify/run.sh [--quick]      writes the table to standard output
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
shared=${MAWQIF_SHARED:-$top/../shared}
if [ ! -f "$shared/bench/coalition.py" ]; then
  echo "skipped: no instance generator at $shared/bench/coalition.py" >&2
  exit 0
fi
venv=${MAWQIF_BENCH_VENV:-$here/.venv}
[ -x "$venv/bin/python" ] || { python3 -m venv "$venv"; "$venv/bin/pip" install -q ortools highspy 'python-sat[pb]'; }
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$top/target}
cargo build --release --quiet -p mawqif-core --example time_unify --manifest-path "$top/Cargo.toml"
exec "$venv/bin/python" "$here/compare.py" --generator "$shared/bench" \
  --mawqif "$CARGO_TARGET_DIR/release/examples/time_unify" "$@"
