#!/usr/bin/env bash
# Runs the fuzz targets one after another, from seeds made of the examples, and ends with a table for
# docs/trust.md: a line for each target. A target that finds something does not keep the others from
# running; what it found stays in fuzz/artifacts/TARGET, and the script fails.
#
# usage: fuzz/run.sh [SECONDS [TARGET…]]      four minutes each, and all of them, when not said
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-240}
shift || true
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
  for file in fuzz/fuzz_targets/*.rs; do targets+=("$(basename "$file" .rs)"); done
fi
cargo fuzz --version > /dev/null || { echo "cargo install cargo-fuzz" >&2; exit 1; }
fuzz/seeds.sh
# The product's own versions of what it depends on.
cp Cargo.lock fuzz/Cargo.lock
# Sanitizers and coverage are options of the nightly compiler; the stable one has them locked.
export RUSTC_BOOTSTRAP=1
log=$(mktemp)
trap 'rm -f "$log"' EXIT
rows=() failed=0

# How many inputs of a target have failed, ever.
failures() { { find "fuzz/artifacts/$1" -type f 2> /dev/null || true; } | wc -l; }

# What libFuzzer's final statistics say of one thing; it says nothing when it was cut off.
stat() { awk -v name="stat::$1:" '$1 == name { value = $2 } END { print value }' "$log"; }

for target in "${targets[@]}"; do
  printf '\n== fuzz %s, %s s\n' "$target" "$seconds"
  cargo fuzz build "$target"
  before=$(failures "$target")
  begun=$SECONDS
  status=0
  nice -n 10 cargo fuzz run "$target" -- \
    -dict=fuzz/words.dict -max_total_time="$seconds" -max_len=4096 -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
    2>&1 | tee "$log" || status=$?
  took=$((SECONDS - begun))
  crashes=$(($(failures "$target") - before))
  executions=$(stat number_of_executed_units)
  # Without statistics, the last count that was told on the way.
  [ -n "$executions" ] || executions=$(awk '/^#[0-9]+/ { sub("#", "", $1); value = $1 } END { print value }' "$log")
  [ "$status" -eq 0 ] || failed=1
  [ "$status" -eq 0 ] || [ "$crashes" -gt 0 ] || crashes="did not run to its end"
  # Thousands apart, as the other tables have them.
  executions=$(echo "${executions:-0}" | sed -E ':a; s/^([0-9]+)([0-9]{3})/\1,\2/; ta')
  rows+=("| \`$target\` | $took | $executions | $crashes |")
done

printf '\n%s, %s, commit %s\n\n' "$(date -u +%Y-%m-%d)" "$(rustc --version | cut -d' ' -f1,2)" "$(git rev-parse --short HEAD)"
printf '| target | seconds | executions | crashes |\n|---|---:|---:|---:|\n'
printf '%s\n' "${rows[@]}"
exit "$failed"
