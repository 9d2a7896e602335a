#!/bin/sh
# arm64.sh [TEST...] - compiles base/, model/ and trail/ for ARM64 and runs the tests of trail/ there, in an emulator
#
# Everything that counts is in these folders.  It needs a cross compiler, qemu-user and the libraries for arm64
# (tools/setup.sh arm64 brings them on Debian).  Closes with "N passed, N failed, N skipped".
set -u
cd "$(dirname "$0")/.."
cc=aarch64-linux-gnu-gcc
build=build-arm64
command -v $cc >/dev/null && command -v qemu-aarch64-static >/dev/null || {
	echo "arm64.sh: no cross compiler or no emulator here (tools/setup.sh arm64)" >&2
	exit 77
}
flags='-std=gnu17 -O2 -D_GNU_SOURCE -DWEND_VERSION="0" -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -Isrc -Itests -Itests/trail'
libs='-licui18n -licuuc -ljansson -lyaml -lcmocka -lm -pthread'
mkdir -p $build

# compile FILE...: what is older than its source, and then what is older than any header
compile() {
	for file in "$@"; do
		object=$build/$(echo "$file" | tr / _).o
		objects="$objects $object"
		[ -n "$(find "$object" -newer "$file" 2>/dev/null)" ] &&
			[ -z "$(find src tests -name '*.h' -newer "$object" | head -n 1)" ] && continue
		# shellcheck disable=SC2086
		$cc $flags -c "$file" -o "$object" || exit 1
	done
}

objects=
compile src/base/*.c src/model/*.c src/trail/*.c
for helper in tests/trail/*.c; do
	case $helper in *_test.c) ;; *) compile "$helper" ;; esac
done
rm -f $build/libwend.a
# shellcheck disable=SC2086
aarch64-linux-gnu-ar rcs $build/libwend.a $objects

passed=0 failed=0 skipped=0
for test in ${*:-tests/trail/*_test.c}; do
	name=$(basename "$test" .c)
	# shellcheck disable=SC2086
	$cc $flags "tests/trail/$name.c" $build/libwend.a $libs -o "$build/$name" || exit 1
	CMOCKA_MESSAGE_OUTPUT=TAP WEND_LOGS=${WEND_LOGS:-500} qemu-aarch64-static "$build/$name" >"$build/$name.txt" 2>&1
	status=$?
	ok=$(grep -cE '^ok ' "$build/$name.txt")
	bad=$(grep -cE '^not ok ' "$build/$name.txt")
	[ $status = 0 ] || [ "$bad" != 0 ] || bad=1
	passed=$((passed + ok)) failed=$((failed + bad))
	[ "$bad" = 0 ] || { echo "$name failed:"; grep -E '^not ok|^#' "$build/$name.txt" | head -n 5; }
done
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed = 0 ]
