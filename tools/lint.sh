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

# svelte-check is what TypeScript and Svelte's compiler say of the page: a warning is one too many.
if [ -d ui/node_modules/svelte-check ]; then
	(cd ui && node node_modules/svelte-check/bin/svelte-check --tsconfig ./tsconfig.json --fail-on-warnings --output human) >/tmp/wend-page.$$ ||
		{ tail -n 40 /tmp/wend-page.$$; echo "lint: svelte-check warns"; bad=1; }
	rm -f /tmp/wend-page.$$
fi

[ $bad = 0 ] && echo "lint: clean"
exit $bad
