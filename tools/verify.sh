#!/bin/sh
# verify.sh - the long tests in full; a line each with its figure, then "N passed, N failed, N skipped"
#
#   VERIFY_RUNS    shops whose intervals are held against the truth (200)
#   VERIFY_KILLS   times that an import is killed (60)
#   VERIFY_LOGS    random logs for the walk over journeys and all that is counted from it (50000)
#   FUZZ_SECONDS   for each fuzzer (60)
#
# It needs build/ (release) and build-test/ (sanitized), which `make verify` makes.  What is not there to be
# tested counts as skipped.  Everything that the steps said lies in build-test/verify/.
set -u
cd "$(dirname "$0")/.."
runs=${VERIFY_RUNS:-200}
kills=${VERIFY_KILLS:-60}
logs=${VERIFY_LOGS:-50000}
seconds=${FUZZ_SECONDS:-60}
said=$PWD/build-test/verify
passed=0 failed=0 skipped=0
began=$(date +%s)
mkdir -p "$said"

export LSAN_OPTIONS="suppressions=$PWD/tools/leaks.supp:print_suppressions=0"

# step NAME COMMAND...: its figure is the last line of what the command says
step() {
	name=$1
	shift
	echo "verify: $name ..." >&2
	since=$(date +%s)
	if "$@" >"$said/$name.txt" 2>"$said/$name.err"; then
		passed=$((passed + 1)) result=ok
	else
		failed=$((failed + 1)) result=FAILED
	fi
	figure=$(tail -n 1 "$said/$name.txt")
	echo "$result $name: ${figure:-$(tail -n 1 "$said/$name.err")} ($(($(date +%s) - since)) s)"
	[ $result = ok ] || echo "   see $said/$name.txt and $said/$name.err"
}

skip() {
	skipped=$((skipped + 1))
	echo "skipped $1: $2"
}

# The tests of a folder by their names; nothing where there are none.
tests_of() { meson test -C build-test --list 2>/dev/null | sed -n "s|^\(.* \)\{0,1\}\($1/.*\)|\2|p"; }

coverage() {
	build-test/tests/coverage/simulate_coverage build/wend "$runs" >"$said/table.txt" 2>"$said/table.err"
	status=$?
	cat "$said/table.txt"
	tail -n 1 "$said/table.err"
	return $status
}

# whole FOLDER: all tests of a folder, with time enough for their full length
whole() {
	folder=$1
	shift
	# shellcheck disable=SC2046
	env "$@" tools/test.sh build-test --timeout-multiplier 20 $(tests_of "$folder")
}

step build ninja -C build-test
if [ -x build-test/tests/coverage/simulate_coverage ] && [ -x build/wend ]; then
	step coverage coverage
else
	skip coverage "build/wend or the test that drives it is not built"
fi
if [ -n "$(tests_of cli)" ]; then
	step kills whole cli WEND_FULL=1 WEND_KILLS="$kills"
else
	skip kills "there are no tests cli/..."
fi
if [ -n "$(tests_of trail)" ]; then
	step logs whole trail WEND_LOGS="$logs"
else
	skip logs "there are no tests trail/..."
fi
threads() {
	[ -f build-tsan/build.ninja ] ||
		meson setup build-tsan --buildtype=debugoptimized -Db_sanitize=thread -Db_lundef=false >/dev/null || return 1
	ninja -C build-tsan --quiet || return 1
	TSAN_OPTIONS="suppressions=$PWD/tools/tsan.supp:ignore_noninstrumented_modules=1:halt_on_error=1" WEND_LOGS=300 \
		tools/test.sh build-tsan --timeout-multiplier 10 base/crew intake/threads $(tests_of trail) answer/layout \
		serve/server serve/stream serve/attack_door serve/attack_answer doors/hasher doors/throttle doors/sign_in
}
step threads threads
if [ -x build-test/tests/serve/serve_sign_in_timing ]; then
	step timing build-test/tests/serve/serve_sign_in_timing
else
	skip timing "the test that measures sign-ins is not built"
fi
if command -v qemu-aarch64-static >/dev/null; then
	step processors tools/processors.sh
else
	skip processors "there is no emulator (tools/setup.sh processors)"
fi
if command -v clang >/dev/null; then
	step fuzz tools/fuzz.sh "$seconds"
else
	skip fuzz "there is no clang"
fi

if [ "$(id -u)" = 0 ] && command -v debootstrap >/dev/null && command -v patchelf >/dev/null; then
	step packages sh -c 'tools/dist.sh >/dev/null && tools/dist_test.sh'
else
	skip packages "this needs root, debootstrap and patchelf (tools/setup.sh dist)"
fi

took=$(($(date +%s) - began))
echo "verify: $((took / 60)) min $((took % 60)) s in all"
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed = 0 ]
