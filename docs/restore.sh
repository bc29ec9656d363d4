#!/usr/bin/env bash
# A backup is worth what its restore is worth: takes a sealed backup from a running server, throws the server
# away, puts it back from the file alone, and checks that the record is the same and old receipts still hold;
# with the address of an empty PostgreSQL database, also moves from SQLite there. docs/operations.md says more.
#
# usage: docs/restore.sh [DATABASE]      such as postgres://mawqif@localhost/mawqif
# MAWQIF names the program, which is on the path otherwise. Exits with 0 only when everything is as it was.
set -euo pipefail
for tool in curl jq "${MAWQIF:-mawqif}"; do
  command -v "$tool" > /dev/null || { echo "$0 needs $tool" >&2; exit 1; }
done
# The folder changes below.
MAWQIF=$(realpath "$(command -v "${MAWQIF:-mawqif}")")
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
server=
end() {
  local status=$?
  [ -z "$server" ] || { kill "$server" 2> /dev/null; wait "$server" 2> /dev/null; } || true
  # What the servers had to say helps when something went wrong.
  [ $status = 0 ] || tail -n 20 "$folder"/*.log >&2 || true
  rm -rf "$folder"
}
trap end EXIT
trap 'exit 130' INT TERM
wrong() { echo "$0: $1" >&2; exit 1; }

# serve NAME OPTION…: a server on a free port; its address is in $site.
serve() {
  local name=$1 tenths
  shift
  "$MAWQIF" serve "$@" --listen 127.0.0.1:0 > "$folder/$name.address" 2> "$folder/$name.log" &
  server=$!
  for ((tenths = 0; ; tenths++)); do
    [ -s "$folder/$name.address" ] && break
    kill -0 "$server" 2> /dev/null || wrong "the server did not start"
    [ $tenths -lt 300 ] || wrong "the server does not listen after half a minute"
    sleep 0.1
  done
  site=$(cat "$folder/$name.address")
}
stop() { kill -TERM "$server"; wait "$server"; server=; }

# ask PATH: what Salma is told. She has one token before and after.
ask() {
  curl --silent --show-error --fail-with-body --max-time 60 --header "Authorization: Bearer $salma" "$site/api/cases/wadi-nahr$1"
}
act() {
  curl --silent --show-error --fail-with-body --max-time 60 --header "Authorization: Bearer $salma" \
    --header 'Content-Type: application/json' --data-binary "$1" "$site/api/cases/wadi-nahr/acts" > /dev/null
}
# keep NAME: what a careful member takes home.
keep() {
  ask "/checkpoint" > "$folder/$1.checkpoint"
  ask "/entries" | jq -S .entries > "$folder/$1.entries"
  ask "/entries/$seq" > "$folder/$1.entry.json"
  ask "/entries/$seq/receipt" > "$folder/$1.tlog-proof"
}
# same NAME NAME: two that must not differ by a byte.
same() {
  local what
  for what in checkpoint entries entry.json tlog-proof; do
    cmp -s "$folder/$1.$what" "$folder/$2.$what" || wrong "$what is not what it was: $1, $2"
  done
}
# holds NAME: the receipt that was taken home first, and one of now, by the key of then.
holds() {
  local receipt
  for receipt in before "$1"; do
    "$MAWQIF" verify "$folder/$receipt.tlog-proof" --entry "$folder/before.entry.json" --key "$key" > "$folder/said" ||
      wrong "a receipt does not hold any more: $(cat "$folder/said")"
  done
  sed 's/^/   /' "$folder/said"
}

first=(--data "$folder/first" --name coalition.example)
salma=$("$MAWQIF" account add "${first[@]}" --email salma@example.org --opens wadi-nahr Salma)
serve first "${first[@]}"

echo "1. A server works, and a member takes a receipt home."
awk '/^\[/ { stance = ($0 == "[[stance]]") } !stance' examples/wadi-nahr.toml > "$folder/offer.toml"
curl --silent --show-error --fail-with-body --header "Authorization: Bearer $salma" --header 'Content-Type: application/toml' \
  --data-binary "@$folder/offer.toml" "$site/api/cases/wadi-nahr/dossier" | jq -r '"   entries: \(.size)"'
key=$(ask /key)
seq=5
keep before

echo "2. It is backed up while it serves, sealed to a key that it does not have."
public=$("$MAWQIF" backup --new-key "$folder/offline.key")
"$MAWQIF" backup "${first[@]}" --to "$public" "$folder/backup.age" | sed 's/^/   /'
grep -q -a -e salma@example.org -e wadi-nahr "$folder/backup.age" && wrong "the backup can be read"

echo "3. The server is lost. A new one is made from the file and the key."
stop
rm -rf "$folder/first"
begun=$SECONDS
second=(--data "$folder/second" --name coalition.example)
"$MAWQIF" backup --new-key "$folder/other.key" > /dev/null
"$MAWQIF" restore "$folder/backup.age" --identity "$folder/other.key" "${second[@]}" 2> /dev/null &&
  wrong "another key opened the backup"
[ ! -e "$folder/second/seed" ] || wrong "a restore that failed left a seed behind"
"$MAWQIF" restore "$folder/backup.age" --identity "$folder/offline.key" "${second[@]}" | sed 's/^/   /'
"$MAWQIF" restore "$folder/backup.age" --identity "$folder/offline.key" "${second[@]}" 2> /dev/null &&
  wrong "a database that is in use was overwritten"
serve second "${second[@]}"
echo "   $((SECONDS - begun)) s from the file to a server that answers"

echo "4. The record is what it was, and goes on under the same key."
keep second
same before second
holds second
act '{"act": "convene-meeting", "title": "After the loss", "at": 1893456000000000}'
keep later
holds later

echo "5. The case leaves as an archive that anybody can check."
"$MAWQIF" export wadi-nahr "$folder/wadi-nahr.tar" "${second[@]}" > "$folder/exported"
[ "$(cat "$folder/exported")" = "$key" ] || wrong "the archive has another key"
"$MAWQIF" verify --archive "$folder/wadi-nahr.tar" --key "$key" | sed 's/^/   /'

[ $# -gt 0 ] || exit 0
echo "6. From SQLite to PostgreSQL, by a backup of the server that has stopped."
stop
"$MAWQIF" backup "${second[@]}" --to "$public" "$folder/move.age" | sed 's/^/   /'
third=(--data "$folder/third" --name coalition.example --database "$1")
"$MAWQIF" restore "$folder/move.age" --identity "$folder/offline.key" "${third[@]}" | sed 's/^/   /'
serve third "${third[@]}"
keep third
same later third
holds third
act '{"act": "convene-meeting", "title": "After the move", "at": 1893542400000000}'
"$MAWQIF" export wadi-nahr "$folder/moved.tar" "${third[@]}" > /dev/null
"$MAWQIF" verify --archive "$folder/moved.tar" --key "$key" | sed 's/^/   /'
