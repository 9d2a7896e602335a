#!/bin/sh
# script_test.sh SOURCE_ROOT NAME - runs script/test/NAME.test.ts, or says what is missing for it
set -u
name=$2
cd "$1/script" || exit 1

skip() {
	echo 1..1
	echo "ok 1 - script/$name # SKIP $*"
	exit 0
}

command -v node >/dev/null || skip "there is no node (tools/setup.sh test)"
[ -d node_modules/esbuild ] || skip "there is no script/node_modules (tools/setup.sh test)"
if [ "$name" != build ]; then
	WEND_CHROMIUM=${WEND_CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
	[ -n "$WEND_CHROMIUM" ] || skip "there is no chromium (tools/setup.sh test)"
	export WEND_CHROMIUM
fi
node build.mjs "$name" || exit 1
exec node --test-reporter=tap "node_modules/.wend/$name.mjs"
