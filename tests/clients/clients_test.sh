#!/bin/sh
# clients_test.sh SOURCE_ROOT NAME - runs tests/clients/NAME_test.js, or says what is missing for it
set -u
name=$2
cd "$1/tests/clients" || exit 1

skip() {
	echo 1..1
	echo "ok 1 - clients/$name # SKIP $*"
	exit 0
}

command -v node >/dev/null || skip "there is no node (tools/setup.sh test)"
[ -d node_modules/ajv ] || skip "there is no tests/clients/node_modules (tools/setup.sh test)"
if [ "$name" = visit ]; then
	WEND_CHROMIUM=${WEND_CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
	[ -n "$WEND_CHROMIUM" ] || skip "there is no chromium (tools/setup.sh test)"
	export WEND_CHROMIUM
fi
exec node "${name}_test.js"
