#!/usr/bin/env bash
# Kills processes that append, on SQLite and on PostgreSQL, and compares the records with what they had
# acknowledged: tests/kill.rs, with more rounds than `cargo test` runs.
#
# usage: crates/store/tests/kill.sh [ROUNDS]      300 when not said
set -euo pipefail
cd "$(dirname "$0")/../../.."
export MAWQIF_KILL_ROUNDS=${1:-300}
.ci/postgres cargo test -p mawqif-store --locked --test kill -- --nocapture --test-threads 1 \
  | grep -E '^(test |[0-9]+ rounds|.*panicked|test result)'
