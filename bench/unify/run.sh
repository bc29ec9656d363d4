#!/usr/bin/env bash
# Mawqif's search for the least burden beside CP-SAT, HiGHS and RC2, on the same drawn coalitions in the same run; or
# the time and memory of its whole answers. Makes its own virtual environment for the other solvers. Whatever is
# missing, it fails.
#
# usage: bench/unify/run.sh [--quick]                 writes the table to standard output
#        bench/unify/run.sh --answer [--quick]        the whole answer at each size
#        bench/unify/run.sh --write DIR [--quick]     the dossiers of that table, as files
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
python=python3
case " $* " in
  *" --write "*) exec "$python" "$here/compare.py" "$@" ;;
  *" --answer "*) ;;
  *)
    venv=${MAWQIF_BENCH_VENV:-$here/.venv}
    [ -x "$venv/bin/python" ] || python3 -m venv "$venv"
    "$venv/bin/python" -c 'import ortools, highspy, pysat' 2> /dev/null ||
      "$venv/bin/pip" install -q ortools highspy 'python-sat[pb]'
    python=$venv/bin/python
    ;;
esac
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$top/target}
cargo build --release --locked --quiet -p mawqif-core --example time_unify --manifest-path "$top/Cargo.toml"
exec "$python" "$here/compare.py" --mawqif "$CARGO_TARGET_DIR/release/examples/time_unify" "$@"
