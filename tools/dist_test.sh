#!/bin/sh
# dist_test.sh - installs the package and unpacks the tarball of dist/ in clean systems of the machine's own release,
# works with them there, takes the package away again; a line each, then "N passed, N failed, N skipped"
#
# As root, with debootstrap and network; skipped with a message where one is missing.  The clean system is kept in
# build-dist/clean-RELEASE.tar for the next time.  What was said lies in build-dist/said/.
set -u
cd "$(dirname "$0")/.."
passed=0 failed=0 skipped=0
said=$PWD/build-dist/said
mkdir -p "$said"

skip_all() {
	echo "skipped dist: $1"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
}

[ "$(id -u)" = 0 ] || skip_all "installing needs root"
command -v debootstrap >/dev/null || skip_all "there is no debootstrap (tools/setup.sh dist)"
deb=$(ls dist/wend_*.deb 2>/dev/null) || skip_all "there is no dist/wend_*.deb (make dist)"
tarball=$(ls dist/wend-*.tar.gz)
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
# Where this machine has its packages from is nowhere written down but there.
source=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' |
	awk -v release="$release" '$2 == release && $3 == "main" { print $1; exit }')
[ -n "$source" ] || skip_all "apt has no source of $release"

work=$(mktemp -d)
ends() {
	for at in proc dev; do
		for root in "$work"/*/; do
			if mountpoint -q "$root$at" 2>/dev/null; then umount -l "$root$at"; fi
		done
	done
	rm -rf --one-file-system "$work"
}
trap ends EXIT
trap 'exit 1' INT TERM

base=build-dist/clean-$release.tar
if [ ! -f "$base" ]; then
	echo "dist-test: a clean $release ..." >&2
	debootstrap --variant=minbase "$release" "$work/base" "$source" >"$said/debootstrap.txt" 2>&1 ||
		skip_all "debootstrap cannot fetch $release (see $said/debootstrap.txt)"
	rm -f "$work"/base/var/cache/apt/archives/*.deb
	tar -C "$work/base" -cf "$base.part" . && mv "$base.part" "$base"
	rm -rf "$work/base"
fi

# clean NAME: a clean system
clean() {
	mkdir "$work/$1" && tar -C "$work/$1" -xf "$base" && cp /etc/resolv.conf "$work/$1/etc/" &&
		mount -t proc proc "$work/$1/proc" && mount --bind /dev "$work/$1/dev"
}

# step NAME COMMAND...: its figure is the last line that it says
step() {
	name=$1
	shift
	since=$(date +%s)
	if "$@" >"$said/$name.txt" 2>&1; then
		passed=$((passed + 1))
		echo "ok $name: $(tail -n 1 "$said/$name.txt") ($(($(date +%s) - since)) s)"
	else
		failed=$((failed + 1))
		echo "FAILED $name: $(tail -n 1 "$said/$name.txt"); see $said/$name.txt"
	fi
}

# --- what is worked there ----------------------------------------------------------------------------

# become ROOT COMMAND...: this shell is the command in the system, as the user $as where it is set
become() {
	root=$1
	shift
	exec chroot ${as:+--userspec="$as"} "$root" /usr/bin/env -i PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin HOME=/tmp \
		LANG=C.UTF-8 "$@"
}
in_system() { (become "$@"); }

# A shop, its map and its pictures, a backup and back: all as the program that was packed does it here.
expected() {
	mkdir -p "$work/here"
	(
		cd "$work/here" || exit 1
		"$OLDPWD/build-dist/wend" simulate files >/dev/null &&
			"$OLDPWD/build-dist/wend" init shop &&
			"$OLDPWD/build-dist/wend" import files/*.csv files/*.ndjson -w shop >/dev/null &&
			"$OLDPWD/build-dist/wend" map -w shop --json >map.json &&
			"$OLDPWD/build-dist/wend" map -w shop -o map.svg -o map.png
	)
}

# works ROOT WEND: in /tmp/trial of the system, as the user $as
works() {
	rm -rf "$1/tmp/trial"
	install -d -m 0777 "$1/tmp/trial"
	[ "$(in_system "$1" "$2" --version)" = "$(build-dist/wend --version)" ] || return 1
	in_system "$1" /bin/sh -euc '
		cd /tmp/trial
		"$0" simulate files >/dev/null
		"$0" init shop
		"$0" import files/*.csv files/*.ndjson -w shop >/dev/null
		"$0" map -w shop --json >map.json
		"$0" map -w shop -o map.svg -o map.png -o map.pdf
		"$0" backup shop.zip -w shop
		"$0" restore shop.zip again
		"$0" map -w again --json | cmp - map.json
	' "$2" || return 1
	cmp "$work/here/map.json" "$1/tmp/trial/map.json" && cmp "$work/here/map.svg" "$1/tmp/trial/map.svg" &&
		cmp "$work/here/map.png" "$1/tmp/trial/map.png" || return 1
	if grep -i fontconfig "$said/$name.txt"; then return 1; fi
	[ "$(head -c 5 "$1/tmp/trial/map.pdf")" = %PDF- ] || return 1
	echo "the map, its pictures and the one after a backup are the same bytes as here"
}

# serves ROOT WEND: where the program has a server, it answers
serves() {
	become "$1" "$2" serve /tmp/trial/shop --listen 127.0.0.1:18473 >"$said/server.txt" 2>&1 &
	pid=$!
	answer=
	for _ in $(seq 100); do
		answer=$(in_system "$1" /bin/bash -c 'exec 3<>/dev/tcp/127.0.0.1/18473 &&
			printf "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" >&3 && head -n 1 <&3' 2>/dev/null)
		[ -z "$answer" ] || break
		sleep 0.1
	done
	kill -TERM "$pid"
	wait "$pid"
	status=$?
	case $answer in
	*" 200 "*) echo "it answers: $(printf %s "$answer" | tr -d '\r'); asked to stop it ends with $status"; [ "$status" = 0 ] ;;
	*) cat "$said/server.txt"; echo "it does not answer: $answer"; return 1 ;;
	esac
}

step_serves() {
	if in_system "$2" "$3" help serve >/dev/null 2>&1; then
		step "$1" serves "$2" "$3"
	else
		skipped=$((skipped + 1))
		echo "skipped $1: there is no wend serve"
	fi
}

# --- the package -----------------------------------------------------------------------------------

files_of() { (cd "$work/package" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./tmp -o -path ./run -o -path ./var/log \
	-o -path ./var/cache -o -path ./var/lib/apt \) -prune -o -print | grep -v '/var/lib/dpkg/.*-old$' | sort); }

installs() {
	cp "$deb" "$work/package/tmp/" &&
		in_system "$work/package" apt-get update -qq &&
		in_system "$work/package" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
			"/tmp/$(basename "$deb")" || return 1
	[ "$(in_system "$work/package" stat -c '%U %a' /var/lib/wend)" = "wend 750" ] || return 1
	in_system "$work/package" dpkg -V wend || return 1
	echo "$(stat -c %s "$deb") bytes, $(in_system "$work/package" dpkg-query -W -f '${Installed-Size}' wend) KiB installed," \
		"$(in_system "$work/package" dpkg-query -W -f '.' 'lib*' | wc -c) libraries' packages in all"
}

# The libraries stay, so that only the package itself makes the difference.
goes() {
	in_system "$work/package" dpkg -P wend || return 1
	files_of >"$work/before"
	in_system "$work/package" dpkg -i "/tmp/$(basename "$deb")" || return 1
	as=wend:wend in_system "$work/package" wend init /var/lib/wend/workspace || return 1
	in_system "$work/package" dpkg -r wend || return 1
	[ -f "$work/package/etc/default/wend" ] || { echo "settings went with dpkg -r"; return 1; }
	in_system "$work/package" dpkg -P wend || return 1
	files_of >"$work/after"
	left=$(comm -13 "$work/before" "$work/after" | grep -v '^\./var/lib/wend')
	[ -z "$left" ] || { echo "left: $left"; return 1; }
	[ -f "$work/package/var/lib/wend/workspace/wend.db" ] || { echo "the workspace is gone"; return 1; }
	in_system "$work/package" getent passwd wend || { echo "the workspace has lost its owner"; return 1; }
	rm -rf "$work/package/var/lib/wend/workspace"
	in_system "$work/package" dpkg -i "/tmp/$(basename "$deb")" && in_system "$work/package" dpkg -P wend || return 1
	if in_system "$work/package" getent passwd wend; then echo "the user stays where there are no data"; return 1; fi
	echo "dpkg -r leaves settings and data, dpkg -P the data"
}

# --- the tarball -----------------------------------------------------------------------------------

unpacks() {
	tar -C "$work/tarball/opt" --no-same-owner -xzf "$tarball" && mv "$work/tarball"/opt/wend-* "$work/tarball/opt/any where" || return 1
	missing=$(in_system "$work/tarball" /bin/sh -c 'ldd "/opt/any where/bin/wend" "/opt/any where"/lib/wend/*.so*' |
		grep -E 'not found|=> /(usr/)?lib' | grep -vE 'lib(c|m|dl|rt|pthread|resolv)\.so')
	[ -z "$missing" ] || { echo "taken from the system, or missing: $missing"; return 1; }
	needs=$(objdump -T "$work/tarball/opt/any where/bin/wend" "$work/tarball/opt/any where"/lib/wend/*.so* |
		grep -o 'GLIBC_2\.[0-9]*' | sort -u -V | tail -n 1)
	echo "$(stat -c %s "$tarball") bytes, $(du -sk --apparent-size "$work/tarball/opt/any where" | cut -f1) KiB unpacked, needs $needs"
}

# --- the container ---------------------------------------------------------------------------------

# Without a daemon and without a registry: on the clean system.
ship() { buildah --root "$work/images" --runroot "$work/run" --storage-driver vfs "$@"; }

contains() {
	mkdir "$work/context" && cp dist/Containerfile "$deb" "$work/context/" || return 1
	from=$(ship from scratch) && ship add -q "$from" "$base" / && ship commit -q "$from" localhost/clean || return 1
	ship build --network host --isolation chroot --format docker --build-arg BASE=localhost/clean -t wend "$work/context" || return 1
	wend=$(ship from localhost/wend) || return 1
	[ "$(ship run --isolation chroot "$wend" wend --version)" = "$(build-dist/wend --version)" ] || return 1
	[ "$(ship run --isolation chroot "$wend" id -un)" = wend ] || return 1
	# shellcheck disable=SC2016
	ship run --isolation chroot "$wend" sh -c 'wend init shop && cd /tmp && wend simulate files >/dev/null &&
		wend import files/*.csv files/*.ndjson -w ~/shop >/dev/null && wend map -w ~/shop --json' >"$work/contained.json" &&
		cmp "$work/here/map.json" "$work/contained.json" || return 1
	echo "an image of $(ship images --format '{{.Size}}' localhost/wend), $(ship images --format '{{.Size}}' localhost/clean) of them the system; it runs as wend; the map is the same bytes"
}

# Its own command and its own health check, on a port of the test's.
contained_serves() {
	start=$(ship inspect --type image --format '{{index .Docker.Config.Cmd 2}}' localhost/wend)
	check=$(ship inspect --type image --format '{{index .Docker.Config.Healthcheck.Test 3}}' localhost/wend)
	ship run --isolation chroot --env WEND_LISTEN=127.0.0.1:18474 "$wend" bash -c "
		($start) & pid=\$!
		for i in \$(seq 100); do if ($check) 2>/dev/null; then healthy=1; break; fi; sleep 0.1; done
		kill \$pid; wait \$pid; [ \"\$healthy\" ]" || { echo "it is not healthy"; return 1; }
	echo "it is healthy"
}

as=
step here expected
clean package && clean tarball || { echo "FAILED: no clean system can be made"; exit 1; }
step install installs
as=wend:wend
step package works "$work/package" /usr/bin/wend
step_serves package-server "$work/package" /usr/bin/wend
as=
step remove goes
step unpack unpacks
as=65534:65534
step tarball works "$work/tarball" "/opt/any where/bin/wend"
step_serves tarball-server "$work/tarball" "/opt/any where/bin/wend"
if command -v buildah >/dev/null; then
	step container contains
	if build-dist/wend help serve >/dev/null 2>&1; then step container-server contained_serves; fi
else
	skipped=$((skipped + 1))
	echo "skipped container: there is no buildah (tools/setup.sh dist)"
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
