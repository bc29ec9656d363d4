#!/usr/bin/env bash
# Votes on a server over HTTP at a steady rate, on SQLite and on PostgreSQL; fails when a vote that was acknowledged is not counted, or one
# was refused. Writes tables in Markdown.
#
# The databases stand in a temporary folder: point TMPDIR to a disk, not to memory. Client and server share the machine's cores; CORES
# (as taskset takes them) are those of the server, and of PostgreSQL.
#
# usage: bench/opinion/server.sh [SECONDS [RATE [PEOPLE]]]      60 seconds, 2,000 votes a second, 6,400 people by default
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
seconds=${1:-60} rate=${2:-2000} people=${3:-6400}

export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$top/target}
cargo build --release --quiet --manifest-path "$top/Cargo.toml"
program=$CARGO_TARGET_DIR/release/mawqif

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cores=(${CORES:+taskset -c "$CORES"})
printf '#!/bin/sh\nexec %s "%s" "$@"\n' "${cores[*]}" "$program" > "$folder/mawqif"
chmod +x "$folder/mawqif"

echo "$(nproc) × $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(findmnt -no FSTYPE -T "$folder"), $(uname -sr), $(rustc --version)"
python3 "$top/bench/opinion/server.py" "$folder/mawqif" "$folder/sqlite" "$seconds" "$rate" "$people"
sql=
if [ "${PARTS:-}" = yes ]; then
  sql=$folder/parts.sql
  awk '/^### /{of = /Votes in parts/} /^```/{inside = of && /sql/; next} inside' "$top/docs/operations.md" > "$sql"
fi
SQL=$sql "${cores[@]}" "$top/.ci/postgres" bash -c 'python3 "$0" "$@" "$MAWQIF_TEST_POSTGRES" $SQL' \
  "$top/bench/opinion/server.py" "$folder/mawqif" "$folder/postgres" "$seconds" "$rate" "$people"
