#!/bin/sh
# ui_test.sh SOURCE_ROOT NAME - runs tests/ui/NAME_test.mjs, or says what is missing for it
set -u
name=$2
cd "$1/tests/ui" || exit 1

skip() {
	echo 1..1
	echo "ok 1 - ui/$name # SKIP $*"
	exit 0
}

command -v node >/dev/null || skip "there is no node (tools/setup.sh test)"
[ -d ../../ui/node_modules/playwright-core ] || skip "there is no ui/node_modules (tools/setup.sh test)"
case $name in
build | types | *units) ;;
firefox)
	WEND_FIREFOX=${WEND_FIREFOX:-$(command -v firefox-esr)}
	[ -n "$WEND_FIREFOX" ] || skip "there is no firefox-esr (tools/setup.sh test)"
	export WEND_FIREFOX
	;;
*)
	WEND_CHROMIUM=${WEND_CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
	[ -n "$WEND_CHROMIUM" ] || skip "there is no chromium (tools/setup.sh test)"
	export WEND_CHROMIUM
	;;
esac
exec node --test-reporter=tap "${name}_test.mjs"
