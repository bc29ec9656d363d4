#!/usr/bin/env bash
# Asserts that what is acknowledged is on the disk: for every act on SQLite, strace must have seen, in this
# order, that it was sent, that its payload was written to the database's log, that an fsync or fdatasync
# of the log began and succeeded, and only then that it was acknowledged. A process that is killed does not
# tell this apart from a store that never syncs.
#
# usage: bench/store/fsync.sh [ACTS]      half of them one after the other, half at once; 400 by default
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
acts=${1:-400}
command -v strace > /dev/null || { apt-get update && apt-get install --yes --no-install-recommends strace; } > /dev/null
if ! strace -o /dev/null true 2> /dev/null; then
  echo "skipped: no process may be traced here (ptrace is not permitted), so nothing was asserted" >&2
  exit 0
fi

# As the tests are built: what is asserted has nothing to do with speed.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$top/target}
cargo build --profile test --quiet -p mawqif-store --example time_store --manifest-path "$top/Cargo.toml"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
strace -f -y -s 8192 -e trace=write,pwrite64,writev,pwritev,fsync,fdatasync -o "$folder/trace" \
  "$CARGO_TARGET_DIR/debug/examples/time_store" "$folder/mawqif.db" tell "$acts" > /dev/null

# `written` is the line at which an act's payload first reached the log; `synced` the line at which the last
# successful sync began. A call that another thread interrupts in the trace stands on two lines.
awk -v wanted="$acts" '
  function number(text) { match($0, text " [0-9]+\\."); return substr($0, RSTART + length(text) + 1, RLENGTH - length(text) - 2) }
  $2 ~ /^write\(/ && /"sent / { sent[number("sent")] = NR; next }
  $2 ~ /^p?writev?(64)?\(/ && /-wal>/ {
    rest = $0
    while (match(rest, /act-[0-9]+\./)) {
      act = substr(rest, RSTART + 4, RLENGTH - 5)
      if (!(act in written)) written[act] = NR
      rest = substr(rest, RSTART + RLENGTH)
    }
    next
  }
  $2 ~ /^f(data)?sync\(/ && /-wal>/ {
    begun[$1] = NR
    if (/= 0$/) { synced = NR; syncs++ }
    else if (!/unfinished/) { print "failed: " $0; bad++ }
    if (!/unfinished/) delete begun[$1]
    next
  }
  /<\.\.\. f(data)?sync resumed>/ && ($1 in begun) {
    if (/= 0$/) { if (begun[$1] > synced) synced = begun[$1]; syncs++ }
    else { print "failed: " $0; bad++ }
    delete begun[$1]
    next
  }
  $2 ~ /^write\(/ && /"acknowledged / {
    act = number("acknowledged"); acknowledged++
    if (!(act in sent) || !(act in written) || written[act] < sent[act] || synced <= written[act]) {
      print "act " act " was acknowledged before it was synced: sent " sent[act] ", written " written[act] ", synced " synced ", acknowledged " NR
      bad++
    }
  }
  END {
    print acknowledged " acts acknowledged, " bad + 0 " of them not after their own sync; " syncs + 0 " syncs of the log"
    exit bad > 0 || acknowledged != wanted || syncs == 0
  }
' "$folder/trace"
