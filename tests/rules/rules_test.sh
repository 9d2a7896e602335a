#!/bin/sh
# The rules of the hand that no compiler checks, as TAP: one test a rule, each breach said with its place.
#	rules_test.sh SOURCE_ROOT
set -u
cd "${1:-.}" || exit 1
sources=$(find src -name '*.[ch]' | sort)
all=$(find src tests -name '*.[ch]' | sort)

# rule NUMBER NAME: fails where standard input has lines, which are shown.
rule() {
	number=$1
	shift
	breaches=$(cat)
	if [ -z "$breaches" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		printf '%s\n' "$breaches" | sed 's/^/# /'
	fi
}

# The code without its comments and texts, with file and line before each line, so that a word in a sentence
# is not taken for a call.
code() {
	# shellcheck disable=SC2086
	awk '
	FNR == 1 { inside = 0 }
	{
		line = $0
		gsub(/\\./, "", line)
		gsub(/"[^"]*"/, "\"\"", line)
		out = ""
		while (line != "") {
			if (inside) {
				end = index(line, "*/")
				if (!end) { line = ""; break }
				line = substr(line, end + 2)
				inside = 0
			} else {
				begin = index(line, "/*")
				if (!begin) { out = out line; line = ""; break }
				out = out substr(line, 1, begin - 1)
				line = substr(line, begin + 2)
				inside = 1
			}
		}
		sub(/\/\/.*/, "", out)
		if (out ~ /[^ \t]/) print FILENAME ":" FNR ":" out
	}' $1
}

# Each folder of src/ and the folders that it may use, in the order of src/meson.build.
layers='base:
model:base
sources:base model
formats:base model sources
store:base model
doors:base model store
intake:base model sources formats store
collect:base model sources formats store intake
trail:base model
voice:base model
insight:base model trail voice
map:base model insight trail voice
draw:base model insight map voice
simulate:base model
answer:base model sources formats store intake trail voice insight map draw simulate
tell:base model sources formats store intake trail voice insight map draw simulate answer
serve:base model sources formats store doors intake collect trail voice insight map draw simulate answer tell
cli:base model sources formats store doors intake collect trail voice insight map draw simulate answer tell serve'

layers_breached() {
	for folder in $(ls src); do
		[ -d "src/$folder" ] || continue
		allowed=$(printf '%s\n' "$layers" | sed -n "s/^$folder://p")
		printf '%s\n' "$layers" | grep -q "^$folder:" || echo "src/$folder is in no layer"
		grep -rnE '^#include "' "src/$folder" | while IFS=: read -r file line include; do
			used=$(printf '%s' "$include" | sed 's/^#include "\([^"\/]*\)\/.*/\1/')
			case " $folder $allowed " in
			*" $used "*) ;;
			*) echo "$file:$line: $folder may not use $include" ;;
			esac
		done
	done
}

# The order in which meson builds them is the order of the table.
order_breached() {
	built=$(sed -n "s/^subdir('\([a-z]*\)')/\1/p" src/meson.build | tr '\n' ' ')
	table=$(printf '%s\n' "$layers" | cut -d: -f1 | tr '\n' ' ')
	[ "$built" = "$table" ] || echo "src/meson.build has $built, the layers are $table"
}

unlisted() {
	for file in $(find src tests -name '*.c' | sort); do
		folder=$(dirname "$file") name=$(basename "$file" .c)
		case $file in
		src/cli/main.c) lists=meson.build ;;
		*) lists=$folder/meson.build ;;
		esac
		tested=${name%_test}
		grep -qE "'(.*/)?$name\.c'" "$lists" && continue
		[ "$tested" != "$name" ] && grep -q "'$tested'" "$lists" && continue
		case $name in fuzz_*) grep -q "'${name#fuzz_}'" "$lists" && continue ;; esac
		echo "$file is not in $lists"
	done
}

# foo.h begins by saying what it is for; a foo.c without one belongs to another header of its folder, or to a
# row of the commands.
headers_missing() {
	for file in $(find src tests -name '*.h' | sort); do
		name=$(basename "$file" .h)
		head -n 1 "$file" | grep -q "^/\* $name - ." || echo "$file: begins with no \"/* $name - what it is for\""
	done
	for file in $(find src -name '*.c' | sort); do
		[ -f "${file%.c}.h" ] && continue
		folder=$(basename "$(dirname "$file")")
		grep -qE "^#include \"$folder/" "$file" || echo "$file: has no header in its folder"
	done
}

long_functions() {
	# shellcheck disable=SC2086
	awk '
	FNR == 1 { start = 0 }
	/^\{/ { start = FNR }
	/^\}/ { if (start && FNR - start - 1 > 60) print FILENAME ":" start ": " FNR - start - 1 " lines"; start = 0 }
	' $sources
}

long_files() {
	# shellcheck disable=SC2086
	wc -l $all | awk '$2 != "total" && $1 > 600 { print $2 ": " $1 " lines" }'
}

# ` *word`: a line that was wrapped without its blank.  A line that begins so in code is indented by a tab.
mangled_comments() {
	# shellcheck disable=SC2086
	grep -nE '^ \*[^ /	]' $all
}

code "$sources" >"${TMPDIR:-/tmp}/wend-rules-$$"
trap 'rm -f "${TMPDIR:-/tmp}/wend-rules-$$"' EXIT
written() {
	cat "${TMPDIR:-/tmp}/wend-rules-$$"
}

# A format that people cannot look up is not there for them.
unwritten_formats() {
	grep -hoE '^[ 	]\.name = "[a-z0-9-]+"' src/formats/*.c | sed 's/.*"\(.*\)"/\1/' | while read -r name; do
		grep -q "\`$name\`" docs/formats.md docs/import.md || echo "$name stands in neither docs/formats.md nor docs/import.md"
	done
}

# Nor a number that nobody explains to whoever watches it.
unwritten_metrics() {
	grep -hoE '"wend_[a-z_]+' src/serve/gauges.c src/serve/basics.c | sed 's/^"//; s/_bucket$//; s/_sum$//; s/_count$//' | sort -u | while read -r name; do
		grep -q "\`$name\`" docs/server.md || echo "$name does not stand in docs/server.md"
	done
}

# What the page's policy would refuse, or would let a text become the page (docs/design.md).
refused_by_policy() {
	find ui/src \( -name '*.svelte' -o -name '*.ts' \) -exec grep -nE \
		'[ 	]style=["{]|\{@html|innerHTML|outerHTML|insertAdjacentHTML|setAttribute\(.style.|[ 	](transition|in|out|animate):[a-z]+' /dev/null {} +
}

echo 1..16
layers_breached | rule 1 'no include runs back up the layers'
order_breached | rule 2 'the layers are built in their order'
grep -rlE '#include <duckdb\.h>' src | grep -vE '^src/store/duck(_feed\.c|\.c|_private\.h)$' | rule 3 'duckdb.h is included by store/duck*.c alone'
grep -rlE '#include <sqlite3\.h>' src | grep -vE '^src/(store/lite|formats/ocel_sqlite)\.c$' | rule 4 'sqlite3.h is included by store/lite.c, and by the reader of such files'
written | grep -E '[^A-Za-z0-9_](sprintf|vsprintf|strcpy|strcat|strtok|atoi|atol|gets|rand|localtime|system|popen|setlocale|alloca)\(' |
	rule 5 'no unsafe call'
written | grep -E '[^A-Za-z0-9_>.](time|clock_gettime|gettimeofday)\(' | grep -v '^src/serve/clock\.c:' |
	rule 6 'the clock is asked in serve/clock.c alone'
long_functions | rule 7 'no function is longer than 60 lines'
long_files | rule 8 'no file is longer than 600 lines'
grep -rnE '(TODO|FIXME|[^A-Za-z0-9_X]XXX[^A-Za-z0-9_X])' src tests docs tools --exclude-dir=node_modules --include='*.[ch]' --include='*.md' --include='*.build' |
	rule 9 'nothing is left for later'
grep -rnE '(registry|proxy|mirror)\.[a-z0-9.-]+\.[a-z]+|/(home|root|work|Users)/[A-Za-z0-9]' src tools docs meson.build meson_options.txt deps --include='*' \
	--exclude-dir=node_modules | rule 10 'no path of one machine, no host of a registry'
headers_missing | rule 11 'every header says what it is for, every file has one'
unlisted | rule 12 'every file is in the meson.build of its folder'
mangled_comments | rule 13 'no comment was wrapped without its blank'
unwritten_formats | rule 14 'every format is described'
unwritten_metrics | rule 15 'every metric is described'
refused_by_policy | rule 16 'the page does nothing that its policy refuses'
