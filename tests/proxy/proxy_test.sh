#!/bin/sh
# proxy_test.sh SOURCE_ROOT nginx|caddy - runs proxy_test.mjs with this proxy, or says what is missing for it
set -u
name=$2
cd "$1/tests/proxy" || exit 1
PATH=$PATH:/usr/sbin

skip() {
	echo 1..1
	echo "ok 1 - proxy/$name # SKIP $*"
	exit 0
}

for tool in node openssl python3 "$name"; do
	command -v "$tool" >/dev/null || skip "there is no $tool (tools/setup.sh test)"
done
exec node proxy_test.mjs "$name"
