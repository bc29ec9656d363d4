#!/usr/bin/env bash
# The show case from a received offer to an adopted position, over the API, with curl and jq; and the
# receipt of the adoption, verified offline. docs/api.md says more of each step.
#
# usage: docs/session.sh [DATABASE]      an empty one, such as postgres://mawqif@localhost/mawqif; SQLite when absent
# MAWQIF names the program, which is on the path otherwise; PORT a port to listen at, which is any free one otherwise.
set -euo pipefail
for tool in curl jq "${MAWQIF:-mawqif}"; do
  command -v "$tool" > /dev/null || { echo "$0 needs $tool" >&2; exit 1; }
done
# The folder changes below.
MAWQIF=$(realpath "$(command -v "${MAWQIF:-mawqif}")")
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
place=(--data "$folder/data" --name coalition.example ${1:+--database "$1"})

# One person begins: whoever runs the server makes that account.
salma=$("$MAWQIF" account add "${place[@]}" --email salma@example.org Salma)

"$MAWQIF" serve "${place[@]}" --listen "127.0.0.1:${PORT:-0}" > "$folder/address" 2> "$folder/log" &
server=$!
end() {
  local status=$?
  kill "$server" 2> /dev/null || true
  wait "$server" 2> /dev/null || true
  # What the server had to say helps when something went wrong.
  [ $status = 0 ] || tail -n 20 "$folder/log" >&2
  rm -rf "$folder"
}
trap end EXIT
trap 'exit 130' INT TERM
for ((tenths = 0; ; tenths++)); do
  [ -s "$folder/address" ] && break
  kill -0 "$server" 2> /dev/null || { echo "the server did not start" >&2; exit 1; }
  [ $tenths -lt 300 ] || { echo "the server does not listen after half a minute" >&2; exit 1; }
  sleep 0.1
done
site=$(cat "$folder/address")
case=$site/api/cases/wadi-nahr

# as TOKEN METHOD URL [BODY]: the answer; a problem ends the session.
as() {
  local token=$1 method=$2 url=$3
  shift 3
  curl --silent --show-error --fail-with-body --max-time 60 --request "$method" \
    --header "Authorization: Bearer $token" --header 'Content-Type: application/json' \
    ${1:+--data-binary "$1"} "$url" || { echo >&2; return 1; }
}
# An act has a key of its own, so that it can be sent again when no answer comes.
act() {
  curl --silent --show-error --fail-with-body --max-time 60 --request POST \
    --header "Authorization: Bearer $1" --header 'Content-Type: application/json' \
    --header "Idempotency-Key: $(uuidgen 2> /dev/null || cat /proc/sys/kernel/random/uuid)" \
    --data-binary "$2" "$case/acts" || { echo >&2; return 1; }
}

echo "1. Salma opens the case and takes over what is known of the offer, without anybody's stance."
as "$salma" POST "$site/api/cases" '{"id": "wadi-nahr"}' | jq -r '"   the key of the record: " + .key'
awk '/^\[/ { stance = ($0 == "[[stance]]") } !stance' examples/wadi-nahr.toml > "$folder/offer.toml"
as "$salma" POST "$case/dossier" "@$folder/offer.toml" | jq -r '"   entries: \(.size)"'

echo "2. Each of the bodies gets a delegate, invited by a link."
bodies=$(as "$salma" GET "$case" | jq -r '.dossier.body[].id')
declare -A delegate
for body in $bodies; do
  invitation=$(as "$salma" POST "$case/invitations" "{\"role\": \"delegate\", \"body\": \"$body\"}")
  link=$(jq -r .link <<< "$invitation")
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  accepted=$(curl --silent --show-error --fail-with-body --header 'Content-Type: application/json' --data \
    "{\"name\": \"Delegate\", \"address\": \"$body@example.org\", \"password\": \"$password\"}" \
    "$site/api/invitations/${link##*/}")
  delegate[$body]=$(jq -r .session.token <<< "$accepted")
done
echo "   delegates: ${#delegate[@]}"

echo "3. The consultation is opened, and the delegates file what their bodies say."
act "$salma" '{"act": "open-consultation"}' > /dev/null
# What they say stands in the example's file, one key on each line.
stances=$(sed -n '/^\[\[stance\]\]/,$p' examples/wadi-nahr.toml | sed -nE 's/^(body|says) = "(.*)"$/\2/p')
while read -r body && read -r says; do
  # One body keeps what it says to itself: the engine counts it, and nobody else sees it.
  confidential=false
  [ "$body" = doctors-syndicate ] && confidential=true
  act "${delegate[$body]}" "{\"act\": \"file-stance\", \"body\": \"$body\", \"says\": \"$says\",
    \"version\": 1, \"confidential\": $confidential}" > /dev/null
done <<< "$stances"
as "$salma" GET "$case" | jq -r '"   stances: \((.dossier.stance | length) + (.confidential | length)), of which hidden from the secretariat: \(.confidential | length)"'

echo "4. The board answers, and what if."
as "$salma" GET "$case/position" | jq -r '"   \(.position): \(.package | join(", ")); burden \(.burden), support \(.support) of \(.support_base)"'
as "$salma" GET "$case/position?assume=northern-brigade%3Dreject" | jq -r '"   if northern-brigade rejects: \(.position) (\(.reason))"'
as "$salma" GET "$case/position?prefer=support&with=detainees&without=no-amnesty" |
  jq -r '"   with detainees: \(.package | join(", ")); burden \(.burden), support \(.support)"'

echo "5. The position is computed for the record; the bodies ratify the package that wins the Women's Network."
act "$salma" '{"act": "compute-position"}' > /dev/null
opened=$(act "$salma" '{"act": "open-ballot", "package": ["ground", "monitors", "routes", "detainees", "response"]}')
ballot=$(jq '.facts[0].fact.ballot' <<< "$opened")
for body in $bodies; do
  choice=accept
  [ "$body" = eastern-front ] && choice=reject
  act "${delegate[$body]}" "{\"act\": \"cast-ballot\", \"ballot\": $ballot, \"body\": \"$body\", \"choice\": \"$choice\"}" > /dev/null
done
act "$salma" "{\"act\": \"close-ballot\", \"ballot\": $ballot}" |
  jq -r '.facts[-1].fact | "   \(.outcome): \(.tally.accept) for, \(.tally.reject) against"'

echo "6. It is adopted."
act "$salma" "{\"act\": \"adopt-position\", \"ballot\": $ballot}" > "$folder/adoption.json"
jq -r '.facts[0].fact | "   \(.position): \(.package | join(", ")); burden \(.burden), support \(.support)"' "$folder/adoption.json"

echo "7. A delegate takes the receipt home. The server is switched off, and an ordinary computer settles it."
seq=$(jq '.facts[0].seq' "$folder/adoption.json")
as "${delegate[relief-union]}" GET "$case/entries/$seq/receipt" > "$folder/adoption.tlog-proof"
as "${delegate[relief-union]}" GET "$case/entries/$seq" > "$folder/adoption.entry.json"
key=$(as "${delegate[relief-union]}" GET "$case/key")
kill -TERM "$server"
wait "$server"
"$MAWQIF" verify "$folder/adoption.tlog-proof" --entry "$folder/adoption.entry.json" --key "$key"
