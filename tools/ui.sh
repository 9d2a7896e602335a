#!/bin/sh
# ui.sh OUT.c - the web page as a C file: builds ui/dist where its sources are others than those it was built of, and packs it
#
# Several build folders share ui/dist, so one at a time builds it.  An OUT.c that would be the same stays as it is.
set -eu
ui=$(cd "$(dirname "$0")/../ui" && pwd)
out=$(realpath -m "$1")

if [ ! -d "$ui/node_modules/vite" ] || ! command -v node >/dev/null; then
	echo "ui.sh: the web page is built by node and what npm brings to ui/node_modules: tools/setup.sh build" >&2
	exit 1
fi
exec 9<"$ui"
flock 9
cd "$ui"
sources=$(find . \( -name node_modules -o -name dist \) -prune -o -type f -print | LC_ALL=C sort | tr '\n' '\0' |
	xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
if [ ! -f dist/index.html ] || [ "$(cat dist/.built 2>/dev/null)" != "$sources" ]; then
	rm -f dist/.built
	node node_modules/vite/bin/vite.js build --logLevel warn >&2
	echo "$sources" >dist/.built
fi
node pack.mjs dist "$out.new"
if cmp -s "$out.new" "$out"; then rm "$out.new"; else mv "$out.new" "$out"; fi
