#!/bin/sh
# setup.sh build|test|script|clients|lint|fuzz|dist|processors... - brings what is missing: packages of the distribution, DuckDB from npm
#
# Debian 12 and Ubuntu 24.04 call the packages alike.  Nothing is installed that is there already, and nothing
# is asked where nothing is missing.  A DuckDB of the system (libduckdb and duckdb.h) is used where there is one.
set -eu
cd "$(dirname "$0")/.."

build='gcc libc6-dev meson ninja-build pkg-config libicu-dev libxxhash-dev libjansson-dev libyaml-dev libmicrohttpd-dev libssl-dev
libexpat1-dev zlib1g-dev libzip-dev libsqlite3-dev libsodium-dev libstemmer-dev libcairo2-dev libpango1.0-dev
libfontconfig-dev libfreetype-dev fonts-inter'
tests='libcmocka-dev'
speakers='php-cli php-curl python3-requests curl'
lint='clang clang-format cppcheck'
fuzz='clang'
dist='dpkg-dev patchelf git xz-utils lintian debootstrap buildah'
processors='gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static libicu-dev:arm64 libxxhash-dev:arm64
libjansson-dev:arm64 libyaml-dev:arm64 libcmocka-dev:arm64'

wanted=
browser=
clients=
page=
for what in "$@"; do
	case $what in
	build) wanted="$wanted $build" page=1 ;;
	test) wanted="$wanted $tests $speakers" browser=1 clients=1 page=1 ;;
	script) browser=1 ;;
	clients) wanted="$wanted $speakers" clients=1 ;;
	lint) wanted="$wanted $lint" ;;
	fuzz) wanted="$wanted $fuzz" ;;
	dist) wanted="$wanted $dist" ;;
	processors) wanted="$wanted $processors" ;;
	*) echo "setup.sh: there is no \"$what\": build, test, script, clients, lint, fuzz, dist, processors" >&2; exit 2 ;;
	esac
done

say() { echo "setup: $*" >&2; }

# The C compiler counts as there when any is.
missing=
for package in $wanted; do
	if [ "$package" = gcc ] && command -v cc >/dev/null; then continue; fi
	dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' ||
		missing="$missing $package"
done

duckdb=deps/duckdb/node_modules
system_duckdb() {
	echo '#include <duckdb.h>' | cc -E - >/dev/null 2>&1 && ldconfig -p | grep -q libduckdb.so
}
own_duckdb() {
	[ -f $duckdb/duckdb/src/duckdb/src/include/duckdb.h ] && ls $duckdb/@duckdb/*/libduckdb.so >/dev/null 2>&1
}
has_duckdb() {
	own_duckdb || system_duckdb
}
# The tests of wend.js and of the page and those with other people's libraries want node, the former browsers, those of the
# proxies' examples the proxies.  Who has no Chromium, no Firefox ESR, no Caddy among the packages does without them.
if [ -n "$browser$clients$page" ]; then command -v node >/dev/null || missing="$missing nodejs"; fi
if [ -n "$browser" ]; then
	for tool in chromium firefox-esr pngquant; do
		if ! command -v $tool >/dev/null && apt-cache show $tool >/dev/null 2>&1; then missing="$missing $tool"; fi
	done
fi
proxies=
if [ -n "$browser" ] && [ -n "$clients" ]; then
	for proxy in nginx caddy; do
		if command -v $proxy >/dev/null || [ -x /usr/sbin/$proxy ]; then continue; fi
		if apt-cache show $proxy >/dev/null 2>&1; then proxies="$proxies $proxy"; fi
	done
	missing="$missing$proxies"
	for tool in openssl python3; do command -v $tool >/dev/null || missing="$missing $tool"; done
fi
if { [ -n "$browser$clients$page" ] || ! has_duckdb; } && ! command -v npm >/dev/null; then missing="$missing npm"; fi

if [ -n "$missing" ]; then
	if ! command -v apt-get >/dev/null; then
		say "this needs a distribution with apt-get; missing here:$missing"
		exit 1
	fi
	root=
	if [ "$(id -u)" != 0 ]; then root=sudo; fi
	say "installing$missing"
	export DEBIAN_FRONTEND=noninteractive
	case "$missing" in *:arm64*) $root dpkg --add-architecture arm64 ;; esac
	$root apt-get update -qq
	# shellcheck disable=SC2086
	$root apt-get install -y -qq --no-install-recommends $missing >/dev/null
	# Tests start their own: what came for them serves nobody.
	if [ -n "$proxies" ] && [ -d /run/systemd/system ]; then
		# shellcheck disable=SC2086
		$root systemctl disable --quiet --now $proxies
	fi
fi

if ! has_duckdb; then
	say "fetching DuckDB"
	(cd deps/duckdb && npm ci --no-audit --no-fund --loglevel=error >/dev/null)
fi

# What is there is what the lock file named when it was fetched.
fetch() {
	if cmp -s "$1/package-lock.json" "$1/node_modules/.fetched"; then return; fi
	say "fetching $2"
	(cd "$1" && npm ci --no-audit --no-fund --loglevel=error >/dev/null && cp package-lock.json node_modules/.fetched)
}
if [ -n "$browser" ]; then fetch script "what builds and tests wend.js"; fi
if [ -n "$clients" ]; then fetch tests/clients "libraries and tools that ask the server in tests"; fi
if [ -n "$page" ]; then fetch ui "what builds and tests the web page"; fi
