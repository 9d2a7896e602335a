#!/bin/sh
# dist.sh - makes what is handed out, in dist/: a Debian package, a tarball that runs where it is unpacked, a container's
# recipe, and their checksums
#
# The same source and tools give the same bytes: times are those of the last commit (or $SOURCE_DATE_EPOCH), names are
# in order.  What the tarball brings along besides glibc are this system's libraries, so it runs on systems that are
# as new as this one.
set -eu
cd "$(dirname "$0")/.."
umask 022
export LC_ALL=C TZ=UTC
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)}
export SOURCE_DATE_EPOCH

maintainer=${MAINTAINER:-Wend <wend@localhost>}

say() { echo "dist: $*" >&2; }

cpu=$(uname -m)
arch=$(dpkg --print-architecture)
[ -f build-dist/build.ninja ] ||
	meson setup build-dist --buildtype=release -Dtests=false --prefix=/usr --libdir=lib >/dev/null
say "building"
ninja -C build-dist --quiet
version=$(build-dist/wend --version | cut -d' ' -f2)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 0755 "$work"
mkdir -p dist
rm -f dist/wend_* dist/wend-* dist/Containerfile dist/SHA256SUMS

# --- what both have ------------------------------------------------------------------------------

root=$work/root
DESTDIR=$root meson install -C build-dist --quiet --strip --no-rebuild
# The search path for building is not one for running.
patchelf --set-rpath '$ORIGIN/../lib/wend' "$root/usr/bin/wend"

docs=$root/usr/share/doc/wend
mkdir -p "$docs/examples" "$docs/docs/images"
cp README.md CONTRIBUTING.md "$docs/"
cp docs/*.md docs/*.json "$docs/docs/"
cp docs/images/*.svg "$docs/docs/images/"
cp -r docs/example "$docs/docs/"
cp packaging/wend-backup.service packaging/wend-backup.timer packaging/Containerfile \
	packaging/Caddyfile packaging/nginx.conf "$docs/examples/"
chmod -R u=rwX,go=rX "$docs"

strip --strip-unneeded "$root/usr/lib/wend/libduckdb.so"

# --- licences --------------------------------------------------------------------------------------

duckdb_licence=$(ls deps/duckdb/node_modules/duckdb/LICENSE 2>/dev/null || true)

copyright() {
	cat packaging/copyright
	[ -z "$duckdb_licence" ] || sed -e 's/^$/./' -e 's/^/ /' "$duckdb_licence"
	echo
	echo "License: OFL-1.1"
	awk '/^License: OFL-1.1$/ { on = 1; next } /^[A-Z][a-z]*:/ { on = 0 } on' /usr/share/doc/fonts-inter/copyright
}

# --- the package -----------------------------------------------------------------------------------

deb() {
	pkg=$work/deb
	cp -a "$root" "$pkg"
	install -D -m 0644 -t "$pkg/lib/systemd/system" packaging/wend.service packaging/wend.socket
	install -D -m 0644 packaging/wend.default "$pkg/etc/default/wend"
	mkdir -p "$pkg/DEBIAN"
	install -m 0755 packaging/postinst packaging/prerm packaging/postrm "$pkg/DEBIAN/"
	echo /etc/default/wend >"$pkg/DEBIAN/conffiles"
	# bash looks for a completion by the command's own name
	[ ! -f "$pkg/usr/share/bash-completion/completions/wend.bash" ] ||
		mv "$pkg/usr/share/bash-completion/completions/wend.bash" "$pkg/usr/share/bash-completion/completions/wend"
	mkdir -p "$pkg/usr/share/zsh/vendor-completions"
	mv "$pkg/usr/share/zsh/site-functions/_wend" "$pkg/usr/share/zsh/vendor-completions/"
	rmdir "$pkg/usr/share/zsh/site-functions"
	gzip -9n "$pkg/usr/share/man/man1/wend.1"
	doc=$pkg/usr/share/doc/wend
	copyright >"$doc/copyright"
	{
		echo "wend ($version) unstable; urgency=medium"
		echo
		echo "  * Version $version."
		echo
		echo " -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")"
	} | gzip -9n >"$doc/changelog.gz"
	install -D -m 0644 packaging/lintian-overrides "$pkg/usr/share/lintian/overrides/wend"
	find "$pkg" -type d -exec chmod 0755 {} +
	depends=$(depends "$pkg")
	sed -e "s/@MAINTAINER@/$maintainer/" -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@DEPENDS@/$depends/" \
		-e "s/@SIZE@/$(du -sk --apparent-size "$pkg" | cut -f1)/" packaging/control >"$pkg/DEBIAN/control"
	(cd "$pkg" && find etc lib usr -type f | sort | xargs md5sum >DEBIAN/md5sums)
	find "$pkg" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
	dpkg-deb --root-owner-group -Zxz --build "$pkg" "dist/wend_${version}_$arch.deb" >/dev/null
}

# Which packages have the libraries that it is linked to; libduckdb is its own.
depends() {
	mkdir -p "$work/shlibs/debian"
	printf 'Source: wend\n\nPackage: wend\nArchitecture: any\n' >"$work/shlibs/debian/control"
	(cd "$work/shlibs" && dpkg-shlibdeps -O --ignore-missing-info -l"$1/usr/lib/wend" -e "$1/usr/bin/wend" \
		$(find "$1/usr/lib/wend" -name '*.so*' -printf '-e%p ') 2>/dev/null) | sed -n 's/^shlibs:Depends=//p'
}

# --- the tarball -----------------------------------------------------------------------------------

# glibc comes with the system: another one beside the system's loader would not start.
of_glibc() {
	case $(basename "$1") in
	ld-linux*|libc.so*|libm.so*|libdl.so*|libpthread.so*|librt.so*|libresolv.so*|libutil.so*|libmvec.so*) return 0 ;;
	*) return 1 ;;
	esac
}

# licence LIBRARY: that of the package which it comes from; packages write /lib where systems have /usr/lib now
licence() {
	owner=
	for path in "$1" "/usr$1" "$(readlink -f "$1")" "$(readlink -f "$1" | sed 's|^/usr||')"; do
		[ -n "$owner" ] || owner=$(dpkg-query -S "$path" 2>/dev/null | head -n 1 | cut -d: -f1)
	done
	if [ -z "$owner" ]; then
		say "no package has $1: its licence is not known"
		exit 1
	fi
	cp "/usr/share/doc/$owner/copyright" "$tree/licences/$owner"
	dpkg-query -W -f '${Package} ${Version} (source ${source:Package} ${source:Version})\n' "$owner:$arch" \
		>>"$work/owners"
}

tarball() {
	name=wend-$version-linux-$cpu
	tree=$work/tar/$name
	mkdir -p "$tree/licences"
	cp -a "$root/usr/." "$tree/"
	ldd "$root/usr/bin/wend" | sed -n 's/.* => \(\/[^ ]*\) .*/\1/p' | sort -u >"$work/libs"
	: >"$work/owners"
	while read -r lib; do
		case $lib in *libduckdb.so) continue ;; esac
		of_glibc "$lib" && continue
		cp -L "$lib" "$tree/lib/wend/"
		licence "$lib"
	done <"$work/libs"
	chmod 0644 "$tree"/lib/wend/*
	# What a library needs is looked for beside it.
	for lib in "$tree"/lib/wend/*.so*; do patchelf --set-rpath '$ORIGIN' "$lib"; done
	cp LICENSE "$tree/LICENSE"
	copyright >"$tree/licences/wend"
	cp /usr/share/common-licenses/LGPL-2.1 /usr/share/common-licenses/LGPL-3 /usr/share/common-licenses/GPL-2 \
		/usr/share/common-licenses/GPL-3 /usr/share/common-licenses/Apache-2.0 "$tree/licences/"
	{
		echo "The libraries in lib/wend are those of these packages of $(. /etc/os-release && echo "$PRETTY_NAME"),"
		echo "unchanged but for the path on which they look for each other; the distribution has their source."
		echo "Each may be replaced by another build of it."
		echo
		sort -u "$work/owners"
	} >"$tree/licences/README"
	cp -r packaging "$tree/packaging"
	rm -f "$tree/packaging/control" "$tree/packaging/lintian-overrides" "$tree/packaging/copyright"
	find "$tree" -type d -exec chmod 0755 {} +
	tar -C "$work/tar" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
		--format=gnu -cf - "$name" | gzip -9n >"dist/$name.tar.gz"
}

say "the package"
deb
say "the tarball"
tarball
cp packaging/Containerfile dist/
(cd dist && sha256sum wend* Containerfile >SHA256SUMS)
ls -l dist | sed -n 's/^-[^ ]* *[0-9]* *[^ ]* *[^ ]* *\([0-9]*\) .* \(.*\)$/\1 \2/p'
