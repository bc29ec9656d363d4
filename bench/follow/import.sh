#!/usr/bin/env bash
# Tables of reports on their way into a server and onto a board of 50 commitments in 50 areas, in the way people bring them: seconds of each
# step, and the most memory of the server. The first table is spread evenly; the second, of a tenth of the rows, has many events in few places and
# on few days, and is compared with the first. Makes tables, case and database below target/.
#
# usage: bench/follow/import.sh [ROWS [PROFILE]]
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
cd "$top"
rows=${1:-1000000}
profile=${2:-release}
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$top/target}
work=$CARGO_TARGET_DIR/follow-bench
mkdir -p "$work"
cargo build -q --locked --profile "$profile" --bin mawqif
folder=$profile
case $profile in dev | test) folder=debug ;; esac
few=$((rows / 10))
[ -f "$work/$rows.csv" ] || bench/follow/table.py "$rows" > "$work/$rows.csv"
[ -f "$work/clustered-$few.csv" ] || bench/follow/table.py "$few" clustered 2 > "$work/clustered-$few.csv"
bench/follow/wide_case.py 50 50 > "$work/wide.toml"
rm -rf "$work/server"
echo "$(nproc) × $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(findmnt -no FSTYPE -T "$work"), $(uname -sr), $(rustc --version)"
python3 bench/follow/server.py "$CARGO_TARGET_DIR/$folder/mawqif" "$work/server" "$work/wide.toml" "$work/$rows.csv" "$work/clustered-$few.csv"
echo "database: $(stat -c %s "$work/server/mawqif.db") bytes"
