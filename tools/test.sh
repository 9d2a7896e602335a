#!/bin/sh
# test.sh BUILD [ARGUMENT...] - runs the tests of a build (the rest goes to meson test), and closes with
# "N passed, N failed, N skipped"
set -u
build=$1
shift
status=0
export ASAN_OPTIONS="${ASAN_OPTIONS:-abort_on_error=1:detect_leaks=1}"
export LSAN_OPTIONS="${LSAN_OPTIONS:-suppressions=$PWD/tools/leaks.supp:print_suppressions=0}"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-halt_on_error=1:print_stacktrace=1}"
meson test -C "$build" --no-rebuild --print-errorlogs "$@" || status=$?

# A line a test file is not enough: what counts is every test in it.  One that crashed has no line of its own.
awk -v broken="$status" '
/^ok [0-9]+.*# *SKIP/ { skipped++; next }
/^ok [0-9]+/ { passed++ }
/^not ok [0-9]+/ { failed++ }
END {
	if (broken && !failed) failed = 1
	printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
	exit failed > 0
}' "$build/meson-logs/testlog.txt" || status=1
exit $status
