#!/bin/sh
# lint.sh - formatting, static analysis, the same build under clang
set -u
cd "$(dirname "$0")/.."
bad=0

if ! git ls-files '*.c' '*.h' | xargs clang-format --dry-run -Werror 2>/tmp/wend-format.$$; then
	head -n 20 /tmp/wend-format.$$
	echo "lint: not formatted (make format mends it)"
	bad=1
fi
rm -f /tmp/wend-format.$$

[ -d build-clang ] || CC=clang meson setup build-clang --buildtype=debug >/dev/null || bad=1
ninja -C build-clang --quiet || { echo "lint: clang warns"; bad=1; }

cppcheck --quiet --error-exitcode=1 --std=c11 --inline-suppr -j 2 -I src \
	--enable=warning,portability --suppressions-list=tools/cppcheck.supp src || { echo "lint: cppcheck warns"; bad=1; }

[ $bad = 0 ] && echo "lint: clean"
exit $bad
