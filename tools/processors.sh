#!/bin/sh
# processors.sh [TEST...] - runs the tests of trail/ on processors that are not here: ARM64, and x86-64 without the
# instructions that this one may have, each in an emulator
#
# Everything that counts is in base/, model/ and trail/.  Needs what `tools/setup.sh processors` brings.  Closes with
# "N passed, N failed, N skipped".
set -u
cd "$(dirname "$0")/.."
command -v qemu-aarch64-static >/dev/null && command -v aarch64-linux-gnu-gcc >/dev/null || {
	echo "processors.sh: no emulator or no cross compiler here (tools/setup.sh processors)" >&2
	exit 77
}
flags='-std=gnu17 -O3 -D_GNU_SOURCE -DWEND_VERSION="0" -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
-Isrc -Itests -Itests/trail'
libs='-licui18n -licuuc -ljansson -lyaml -lcmocka -lm -pthread'
tests=${*:-$(ls tests/trail/*_test.c)}
passed=0 failed=0

# compile COMPILER BUILD: all tests, linked
compile() {
	cc=$1 build=$2
	mkdir -p "$build"
	rm -f "$build"/*.o
	for file in src/base/*.c src/model/*.c src/trail/*.c $(ls tests/trail/*.c | grep -v _test.c); do
		# shellcheck disable=SC2086
		$cc $flags -c "$file" -o "$build/$(echo "$file" | tr / _).o" || exit 1
	done
	for test in $tests; do
		# shellcheck disable=SC2086
		$cc $flags "tests/trail/$(basename "$test")" "$build"/*.o $libs -o "$build/$(basename "$test" .c)" || exit 1
	done
}

# try NAME BUILD EMULATOR...
try() {
	processor=$1 build=$2
	shift 2
	ours=0
	for test in $tests; do
		name=$(basename "$test" .c)
		CMOCKA_MESSAGE_OUTPUT=TAP WEND_LOGS=${WEND_LOGS:-1000} "$@" "$build/$name" >"$build/$name.txt" 2>&1
		status=$?
		ok=$(grep -cE '^ok ' "$build/$name.txt")
		bad=$(grep -cE '^not ok [0-9]' "$build/$name.txt")
		if [ $status != 0 ] && [ "$bad" = 0 ]; then bad=1; fi
		ours=$((ours + ok)) passed=$((passed + ok)) failed=$((failed + bad))
		[ "$bad" = 0 ] || { echo "$processor: $name failed"; grep -E '^not ok|^#' "$build/$name.txt" | head -n 5; }
	done
	echo "$processor: $ours passed"
}

compile aarch64-linux-gnu-gcc build-processors/arm64
try ARM64 build-processors/arm64 qemu-aarch64-static
if [ "$(uname -m)" = x86_64 ]; then
	compile cc build-processors/x86-64
	try 'x86-64 without AVX' build-processors/x86-64 qemu-x86_64-static -cpu Nehalem
	try 'x86-64 with AVX2' build-processors/x86-64 qemu-x86_64-static -cpu Haswell
fi
echo "$passed passed, $failed failed, 0 skipped"
[ $failed = 0 ]
