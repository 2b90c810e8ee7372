# shellcheck shell=bash disable=SC2034,SC2154,SC2164 # a part of ../dev, which sets -e and these names
# Steps of ./dev: one line each, with what it took. The output of each goes to target/dev/NAME.log
# and is shown when the step fails.

logs=target/dev
mkdir -p "$logs"
passed=0
failed=0
ticker_pid=

say() { printf '%s\n' "$*"; }
die() {
  say "$*" >&2
  exit 1
}

clock() { printf '[%d:%02d]' $((SECONDS / 60)) $((SECONDS % 60)); }

# run LABEL HOW_LONG LOG COMMAND...: leaves the exit code in $code and the seconds in $took.
# HOW_LONG is empty for what takes a moment.
run() {
  local label=$1 how_long=$2 from=$SECONDS
  log=$logs/$3.log
  shift 3
  [ -z "$how_long" ] || say "$(clock) $label ($how_long) ..."
  : >"$log"
  start_ticker "$label"
  set +e
  # A subshell of its own, so that a function stops at its first error here too.
  (
    set -e
    "$@"
  ) >"$log" 2>&1 </dev/null
  code=$?
  set -e
  stop_ticker
  took=$((SECONDS - from))
}

# On a terminal, a line below shows each second how long it has taken and what the step last said.
start_ticker() {
  [ -t 1 ] || return 0
  (
    trap '' INT
    while sleep 1; do
      printf '\r\033[K%s %s: %s' "$(clock)" "$1" "$(tail -n 1 "$log" | tr -d '\r\033' | cut -c 1-60)"
    done
  ) &
  ticker_pid=$!
}
stop_ticker() {
  [ -n "$ticker_pid" ] || return 0
  kill "$ticker_pid" 2>/dev/null || true
  wait "$ticker_pid" 2>/dev/null || true
  ticker_pid=
  printf '\r\033[K'
}

show_log() {
  tail -n 60 "$log" | sed 's/^/    /'
  failing_tests
  say "    (all of it: $log)"
}

# Of cargo test's log and of Playwright's, what each failing test said: it stands before the tests that
# came after, out of the reach of a log's end.
failing_tests() {
  local told
  told=$(awk '/^---- .* stdout ----$/ || /^  [0-9]+\) \[/ { on = 1; n = 0 }
    /^(failures:|test result:|\[[0-9]+\/)/ { on = 0 } on && n++ < 40' "$log")
  [ -z "$told" ] || printf '%s\n' "$told" | sed 's/^/    /'
}

# try LABEL HOW_LONG LOG COMMAND...: there is another way if it fails.
try() {
  run "$@"
  if [ "$code" = 0 ]; then say "$(clock) $1: done, $took s"; else say "$(clock) $1: not to be had here ($log), $took s"; fi
}

# must LABEL HOW_LONG LOG COMMAND...: nothing makes sense after it fails.
must() {
  run "$@"
  if [ "$code" != 0 ]; then
    say "$(clock) FAILED $1, $took s"
    show_log
    exit 1
  fi
  say "$(clock) $1: done, $took s"
}

# count LABEL PASSED FAILED: adds to the sums and says so; a step that failed without a failed
# test (it did not compile, say) counts as one.
count() {
  local more=$2 bad=$3
  [ "$code" = 0 ] || [ "$bad" != 0 ] || bad=1
  passed=$((passed + more))
  failed=$((failed + bad))
  if [ "$bad" = 0 ]; then
    say "$(clock) $1: ok${4:+, $4}, $took s"
  else
    say "$(clock) FAILED $1${4:+, $4}, $took s"
    show_log
  fi
}

# check LABEL HOW_LONG LOG COMMAND...: counts as one test.
check() {
  run "$@"
  if [ "$code" = 0 ]; then count "$1" 1 0; else count "$1" 0 1; fi
}

# The counts of all "test result:" lines of cargo test.
cargo_tests() {
  run "$@"
  local sums
  sums=$(awk '/^test result:/ { for (i = 2; i <= NF; i++) { if ($i == "passed;") p += $(i - 1); if ($i == "failed;") f += $(i - 1) } } END { print p + 0, f + 0 }' "$log")
  # shellcheck disable=SC2086
  set -- "$1" $sums
  count "$1" "$2" "$3" "$2 passed, $3 failed"
}

# The counts of Playwright's report, and the names of those that passed only the second time.
browser_tests() {
  rm -f "$logs/playwright.json"
  run "$@"
  local report="0 0"
  if [ -s "$logs/playwright.json" ]; then
    report=$(node end2end/report.mjs "$logs/playwright.json")
  fi
  printf '%s\n' "$report" | sed '1d; s/^/    passed only the second time: /'
  # shellcheck disable=SC2046
  set -- "$1" $(printf '%s\n' "$report" | head -n 1)
  [ "$2" != 0 ] || [ "$code" != 0 ] || code=1 # a run without one test proves nothing
  count "$1" "$2" "$3" "$2 passed, $3 failed"
}
