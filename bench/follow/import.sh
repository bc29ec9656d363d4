#!/usr/bin/env bash
# A table of reports on its way into a SQLite file and onto a board of 50 commitments in 50 areas: seconds of each step, and the
# most memory. Makes table, case and database below target/.
#
# usage: bench/follow/import.sh [ROWS [PROFILE]]
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
cd "$top"
rows=${1:-1000000}
profile=${2:-release}
target=${CARGO_TARGET_DIR:-$top/target}
work=$target/follow-bench
mkdir -p "$work"
cargo build -q --locked --profile "$profile" --workspace --example import_reports
folder=$profile
case $profile in dev | test) folder=debug ;; esac
[ -f "$work/$rows.csv" ] || bench/follow/table.py "$rows" > "$work/$rows.csv"
bench/follow/wide_case.py 50 50 > "$work/wide.toml"
rm -f "$work"/import.db*
echo "$rows rows, $(stat -c %s "$work/$rows.csv") bytes"
"$target/$folder/examples/import_reports" "$work/import.db" "$work/wide.toml" "$work/$rows.csv"
echo "database: $(stat -c %s "$work/import.db") bytes"
