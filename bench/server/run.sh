#!/usr/bin/env bash
# Times a server over HTTP, on SQLite and on PostgreSQL: acts of many delegates on one case, looking at it
# meanwhile, reckoning the position of a large case, and starting with a long record. Writes tables in
# Markdown.
#
# The databases stand in a temporary folder: point TMPDIR to a disk, not to memory, since waiting for the
# disk is part of what is measured.
#
# usage: bench/server/run.sh [SECONDS [ENTRIES]]      10 seconds and 100,000 entries by default
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
seconds=${1:-10} entries=${2:-100000}

export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$top/target}
cargo build --release --quiet --manifest-path "$top/Cargo.toml"
program=$CARGO_TARGET_DIR/release/mawqif

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

echo "$(nproc) × $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(findmnt -no FSTYPE -T "$folder"), $(uname -sr), $(rustc --version)"
python3 "$top/bench/server/drive.py" "$program" "$folder/sqlite" "$seconds" "$entries"
"$top/.ci/postgres" bash -c 'python3 "$0" "$@" "$MAWQIF_TEST_POSTGRES"' \
  "$top/bench/server/drive.py" "$program" "$folder/postgres" "$seconds" "$entries"
