#!/usr/bin/env bash
# Times the store on SQLite and PostgreSQL: acts per second, each act in a transaction of its own and
# grouped by the writer, and the audit of a record of 100,000 entries. Writes tables in Markdown.
#
# The databases stand in a temporary folder: point TMPDIR to a disk, not to memory, since waiting for the
# disk is what is measured.
#
# usage: bench/store/run.sh [SECONDS [ENTRIES]]      seconds for each row of the first table, 5 by default
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
seconds=${1:-5} entries=${2:-100000}

export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$top/target}
cargo build --release --quiet -p mawqif-store --example time_store --manifest-path "$top/Cargo.toml"
program=$CARGO_TARGET_DIR/release/examples/time_store

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

both() {
  "$program" "$folder/$1.db" "$@"
  "$top/.ci/postgres" bash -c '"$0" "$MAWQIF_TEST_POSTGRES" "$@"' "$program" "$@"
}

echo "$(nproc) × $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(findmnt -no FSTYPE -T "$folder"), $(uname -sr), $(rustc --version)"
echo
echo "| database | clients | each act | acts per second | half waited at most | 99 % waited at most |"
echo "|---|---|---|---|---|---|"
both acts "$seconds"
echo
echo "| database | entries | filling | audit | memory before | memory after |"
echo "|---|---|---|---|---|---|"
both audit "$entries"
