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
exec node "${name}_test.js"
