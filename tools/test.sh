#!/bin/sh
# test.sh BUILD [SUITE...] - runs the tests of a build and closes with "N passed, N failed, N skipped"
set -u
build=$1
shift
status=0
export ASAN_OPTIONS="${ASAN_OPTIONS:-abort_on_error=1:detect_leaks=1}"
export LSAN_OPTIONS="${LSAN_OPTIONS:-suppressions=$PWD/tools/leaks.supp:print_suppressions=0}"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-halt_on_error=1:print_stacktrace=1}"
meson test -C "$build" --no-rebuild --print-errorlogs "$@" || status=$?

# One line a test file is not enough: what counts is every test in it.
awk '
/<testcase / { cases++ }
/<failure|<error/ { failed++ }
/<skipped/ { skipped++ }
END { printf "%d passed, %d failed, %d skipped\n", cases - failed - skipped, failed, skipped; exit failed > 0 }
' "$build/meson-logs/testlog.junit.xml" || status=1
exit $status
