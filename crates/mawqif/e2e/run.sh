#!/bin/sh
# The pages in Debian's Chromium: a whole case in both languages, with and without a script.
# Needs node, npm and chromium. Runs $MAWQIF, or builds the program. Screenshots go to e2e/out.
set -eu
cd "$(dirname "$0")"
[ -d node_modules ] || npm ci --silent
if [ -z "${MAWQIF:-}" ]; then
    cargo build --quiet -p mawqif
    MAWQIF="$(cargo metadata --format-version 1 --no-deps | node -p 'JSON.parse(require("fs").readFileSync(0)).target_directory')/debug/mawqif"
fi
export MAWQIF
node story.mjs
node case.mjs
node around.mjs
node walk.mjs
node statement.mjs
node offline.mjs
node public.mjs
node follow.mjs
node intake.mjs
node fields.mjs
exec node report.mjs
