#!/bin/sh
# bench.sh - how fast, and beside what: whole processes, and each question beside SQL in DuckDB on the same events
#
#   make bench                            tables in Markdown on standard output, as docs/performance.md has them
#   BENCH_SIZES= make bench               the formats and the texts alone: how fast each is imported, heard, learnt from
#   BENCH_SIZES='1000000' make bench      sizes of the logs, in events (1, 10 and 100 million)
#   BENCH_DIR=/big/disk make bench        where the files go (/tmp); a hundred million events need 25 GB
#   BENCH_SERVE= make bench               without the server under load (tools/bench_serve.sh, seven minutes)
#   BENCH_PAGE= make bench                without the page in a browser
#   BENCH_LIMIT=600                       seconds that one question may take in SQL before it is cut off
#   BENCH_AGAIN=10000000                  the largest log that is imported once more, and with a row more
#
# Exit code 1 where a kernel and SQL do not give the same rows.
set -eu
cd "$(dirname "$0")/.."
sizes=${BENCH_SIZES-1000000 10000000 100000000}
limit=${BENCH_LIMIT:-600}
again=${BENCH_AGAIN:-10000000}
bad=0

dir=$(mktemp -d "${BENCH_DIR:-/tmp}/wend-bench.XXXXXX")
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM

say() { echo "bench: $*" >&2; }

[ -d build-bench ] || meson setup build-bench --buildtype=release -Dtests=false -Dbench=true >/dev/null
ninja -C build-bench --quiet >&2
wend=$PWD/build-bench/wend
here=$PWD/build-bench/bench
log=$dir/log.csv
ws=$dir/ws

largest=$(for n in 1000000 $sizes; do echo "$n"; done | sort -n | tail -n 1)
free_kb=$(df -Pk "$dir" | awk 'NR == 2 { print $4 }')
if [ "$free_kb" -lt $((largest / 4)) ]; then
	say "$largest events need $((largest / 4000)) MB in $dir, and there are $((free_kb / 1024)): BENCH_DIR"
	exit 1
fi

# --- writing -----------------------------------------------------------------------------------------

words() { echo "$1" | sed -e ':a' -e 's/\([0-9]\)\([0-9]\{3\}\)\($\|,\| \)/\1,\2\3/;ta'; }

# Seconds as people read them, in every awk below.
seconds='function s(x) {
		if (x !~ /^>?[0-9]/) return x
		if (x ~ /^>/) return "more than " substr(x, 2) " s"
		return x < .01 ? sprintf("%.2f ms", x * 1000) : x < 1 ? sprintf("%.0f ms", x * 1000) : \
			x < 10 ? sprintf("%.2f s", x) : sprintf("%.1f s", x)
	}
	function over(a, b) {
		if (a !~ /^>?[0-9]/ || b !~ /^[0-9]/ || b == 0) return ""
		more = a ~ /^>/ ? "over " : ""
		sub(/^>/, "", a)
		return more sprintf(a / b < 10 ? "%.1f" : "%.0f", a / b)
	}'

processes() {
	echo
	echo "| what | wall | CPU | memory | of it, no file's |"
	echo "| --- | --- | --- | --- | --- |"
	awk -F '\t' "$seconds"' { printf "| %s | %s | %s | %s MB | %s MB |\n", $1, s($2), s($3), $4, $5 }' "$dir/processes"
	: >"$dir/processes"
}

questions() {
	echo
	echo "| question, $(words "$1") events | CPU, one core | ns an event | wall, all cores | memory | SQL: CPU | wall | memory | ratio of CPU | of wall | SQL over journeys: CPU | ratio | rows the same |"
	echo "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
	awk -F '\t' -v n="$1" "$seconds"' $1 == n {
		printf "| %s | %s | %s | %s | %s MB | %s | %s | %s MB | %s | %s | %s | %s | %s |\n", $2, s($3),
			$3 == "-" ? "-" : sprintf("%.2f", $3 / n * 1e9), s($5), $6, s($7), s($8), $9, over($7, $3),
			over($8, $5), s($10), over($10, $3), $15 == "same" ? $13 : "**" $15 "**" }' "$dir/questions"
	awk -F '\t' -v n="$1" '$1 == n && $2 ~ /all weights/ {
		printf "\nQuantiles of gaps are at most %.2f %% from the exact nearest rank.\n", $14 * 100 }' "$dir/questions"
}

by_size() {
	echo
	awk -F '\t' -v sizes="$sizes" '
		$3 != "-" { if (!($2 in seen)) order[++n] = $2; seen[$2] = 1; ns[$2, $1] = $3 / $1 * 1e9 }
		END {
			many = split(sizes, size, " ")
			printf "| ns an event, one core |"
			for (i = 1; i <= many; i++) printf " %d million |", size[i] / 1e6
			printf "\n| --- |"
			for (i = 1; i <= many; i++) printf " --- |"
			for (q = 1; q <= n; q++) {
				printf "\n| %s |", order[q]
				for (i = 1; i <= many; i++) printf " %.2f |", ns[order[q], size[i]]
			}
			print ""
		}' "$dir/questions"
}

# --- measuring ---------------------------------------------------------------------------------------

measure() { "$here/run" "$@" >>"$dir/processes" || bad=1; }

# Runs to warm up and runs that count: what takes minutes is done once.
runs() {
	if [ "$1" -le 1000000 ]; then echo '--warm 1 --runs 3'
	elif [ "$1" -le 10000000 ]; then echo '--warm 0 --runs 3'
	else echo '--warm 0 --runs 1'; fi
}

first_maps() {
	n=$(words "$1")
	say "$n events: maps"
	"$here/generate" "$1" 1 >"$log"
	measure --label "map of $n events, CSV to SVG" -- "$wend" map "$log" -o "$dir/map.svg"
	rm -rf "$ws"
	"$wend" init "$ws" 2>/dev/null && "$wend" import "$log" -w "$ws" >/dev/null
	measure --label "map of $n events, from a workspace" -- "$wend" map -w "$ws" -o "$dir/map.svg"
	measure --label "import of $n events that are there already" -- "$wend" import "$log" -w "$ws"
	measure --label "DuckDB alone, $n events: CSV, reach, transitions" -- "$here/duck" "$log"
}

# From a file to a workspace that has its first map; then a question to it, as a process of its own.
workspace() {
	n=$(words "$1")
	say "$n events: import"
	"$here/generate" "$1" 1 >"$log"
	# shellcheck disable=SC2046
	measure --label "$n events, init and import" $(runs "$1") --before "rm -rf $ws" -- \
		"$wend" init "$ws" --then "$wend" import "$log" -w "$ws"
	[ "$1" -le "$again" ] || rm "$log"
	measure --label "$n events, the first map after it" --warm 0 --runs 1 -- "$wend" map -w "$ws" -o "$dir/map.svg"
	measure --label "$n events, a funnel of a workspace that has a map" --runs 5 -- \
		"$wend" funnel --step event_02 event_05 event_09 event_14 --within 7d -w "$ws"
}

more() {
	n=$(words "$1")
	say "$n events: again, and a row more"
	# shellcheck disable=SC2046
	measure --label "$n events, the same file again" $(runs "$1") -- "$wend" import "$log" -w "$ws"
	# shellcheck disable=SC2046
	measure --label "$n events, the same file and a row more" $(runs "$1") \
		--before "tail -n 1 $log >$dir/row && cat $dir/row >>$log" -- "$wend" import "$log" -w "$ws"
	measure --label "$n events, a funnel after it" --warm 0 --runs 1 -- \
		"$wend" funnel --step event_02 event_05 event_09 event_14 --within 7d -w "$ws"
}

disk() {
	n=$(words "$1")
	say "$n events: disk"
	rm -rf "$ws"
	"$here/generate" "$1" 1 --props >"$log"
	"$wend" init "$ws" 2>/dev/null && "$wend" import "$log" -w "$ws" >/dev/null
	"$wend" map -w "$ws" -o "$dir/map.svg" 2>/dev/null
	rm "$log"
	echo
	echo "| bytes an event on disk, $n events | |"
	echo "| --- | --- |"
	for what in 'events with a property of 35 bytes:events.duckdb' 'trail:trail'; do
		du -sb "$ws/${what#*:}" | awk -v what="${what%:*}" -v n="$1" '{ printf "| %s | %.1f |\n", what, $1 / n }'
	done
}

# --- formats -----------------------------------------------------------------------------------------

# The log's events in another format's dress; ids and times are its own, what stands around them is as real files have it.
dress() {
	case $1 in
	ndjson) awk -F, 'NR > 1 { printf "{\"user_id\":\"%s\",\"event\":\"%s\",\"time\":\"%sZ\",\"page\":\"/p/%d\"}\n", $1, $2, $3, NR % 100 }' ;;
	segment | segment-batches) awk -F, -v batches="$([ "$1" = segment ] || echo 1)" '
		function call() {
			t = $3; sub(/ /, "T", t)
			return sprintf("{\"type\":\"track\",\"messageId\":\"m-%d\",\"anonymousId\":\"a-%s\",\"userId\":\"%s\",\"event\":\"%s\",\"originalTimestamp\":\"%s.000Z\",\"properties\":{\"sku\":\"TEA-%d\",\"price\":24.5,\"quantity\":2,\"url\":\"https://shop.example/p/%d\"},\"context\":{\"ip\":\"203.0.113.%d\",\"locale\":\"pl-PL\",\"userAgent\":\"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120 Safari/537.36\",\"page\":{\"path\":\"/p/%d\",\"url\":\"https://shop.example/p/%d\"},\"library\":{\"name\":\"analytics.js\",\"version\":\"4.1\"}}}", NR, $1, $1, $2, t, NR % 50, NR % 100, NR % 256, NR % 100, NR % 100)
		}
		NR > 1 && !batches { print call() }
		NR > 1 && batches {
			held = held (held == "" ? "" : ",") call()
			if (++n % 100 == 0) { printf "{\"writeKey\":\"k\",\"batch\":[%s],\"sentAt\":\"2026-01-01T00:00:00.000Z\"}\n", held; held = "" }
		}' ;;
	access-log) awk -F '[,: -]' 'BEGIN { split("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", month, " ") }
		NR > 1 { c = substr($1, 8) + 0
			printf "10.%d.%d.%d - - [%s/%s/%s:%s:%s:%s +0100] \"GET /p/%d?utm_source=newsletter HTTP/1.1\" 200 %d \"https://shop.example/p/tea\" \"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/%d Safari/537.36\"\n",
				c / 65536 % 256, c / 256 % 256, c % 256, $5, month[$4 + 0], $3, $6, $7, $8, NR % 200, NR % 9000, 100 + c % 20 }' ;;
	esac
}

# One file into a fresh workspace: its name, events, wall, CPU, memory.
one_format() {
	rm -rf "$ws"
	"$here/run" --label "$1" --warm 0 --runs 3 --before "rm -rf $ws && $wend init $ws 2>/dev/null" -- "$wend" import "$2" -w "$ws" \
		>"$dir/one" || bad=1
	events=$("$wend" status --json -w "$ws" | sed 's/.*"events":\([0-9]*\),"quarantined".*/\1/')
	awk -F '\t' -v n="$events" -v bytes="$(wc -c <"$2")" '{ printf "%s\t%d\t%d\t%s\t%s\t%s\n", $1, n, bytes, $2, $3, $4 }' "$dir/one"
}

# What else people take such files apart with, where it is installed.
one_other() {
	name=$1
	shift
	command -v "$1" >/dev/null || { say "$1 is not installed: left out"; return 0; }
	"$here/run" --label "$name" --warm 0 --runs 1 -- "$@" | awk -F '\t' '{ printf "| %s | | | %.2f s | %.2f s | | %s MB |\n", $1, $2, $3, $4 }'
}

formats() {
	n=$1
	say "$(words "$n") events: formats"
	"$here/generate" "$n" 1 >"$log"
	echo
	echo "| format | events | MB | wall | CPU | events a second and core | memory |"
	echo "| --- | --- | --- | --- | --- | --- | --- |"
	for format in ndjson segment segment-batches access-log; do
		dress $format <"$log" >"$dir/dressed"
		one_format "$format" "$dir/dressed"
		[ $format != segment ] || one_other 'segment: jq reads it, and writes four columns' jq -r '[.messageId, .userId, .event, .originalTimestamp] | @csv' "$dir/dressed" >"$dir/others"
		[ $format != access-log ] || one_other 'access-log: goaccess counts it' goaccess "$dir/dressed" --log-format=COMBINED -o json --no-progress >>"$dir/others"
	done | format_rows
	rm -f "$dir/dressed"
	"$wend" simulate "$dir/sources" --sources --customers 100000 --seed 1 >/dev/null
	for file in "$dir"/sources/*; do
		case $file in */truth.*) continue ;; esac
		one_format "$(basename "$file")" "$file"
	done | format_rows
	cat "$dir/others"
	rm -rf "$dir/sources"
}

# --- what customers said ------------------------------------------------------------------------------

# Labelled texts of other people lie beside the project, or not at all.
voices() {
	texts=${WEND_SHARED:-../shared}/data
	[ -d "$texts/airline_tweets" ] || { say "no labelled texts in $texts: the figures of voice.md are left out"; return 0; }
	say 'what customers said'
	echo
	"$here/voice_lexicon" "$texts" || bad=1
	if command -v npm >/dev/null; then
		(cd "$dir" && npm install --silent --ignore-scripts vader-sentiment@1.1.3 >/dev/null 2>&1) && "$here/voice_lexicon" "$texts" --texts >"$dir/texts" &&
			NODE_PATH=$dir/node_modules node bench/vader.cjs "$dir/texts" || say 'VADER cannot be had: left out'
	fi
	echo
	"$here/voice_model" "$texts" || bad=1
	echo
	"$here/voice_model" "$texts" --hints 1 || bad=1
}

format_rows() {
	awk -F '\t' '{ printf "| %s | %d | %.1f | %.2f s | %.2f s | %d | %s MB |\n", $1, $2, $3 / 1e6, $4, $5, $2 / ($5 > 0 ? $5 : 1), $6 }'
}

# The page in a browser, where there is one.
page() {
	if ! command -v chromium >/dev/null || [ ! -d ui/node_modules/playwright-core ]; then
		say 'the page is not measured: there is no chromium or no ui/node_modules (tools/setup.sh test)'
		return 0
	fi
	say 'the page'
	WEND_BIN=$wend node bench/ui_frames.mjs || bad=1
	WEND_BIN=$wend node bench/ui_drag.mjs || bad=1
}

# --- all of it ---------------------------------------------------------------------------------------

: >"$dir/processes"
: >"$dir/questions"
"$wend" init "$ws" 2>/dev/null
duckdb=$("$wend" sql 'SELECT version() AS version' --csv -w "$ws" | tail -n 1 | tr -d '\r')
echo "$(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores," \
	"$(awk '/^MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo) GiB, Linux $(uname -r), DuckDB $duckdb," \
	"load $(cut -d ' ' -f 1 /proc/loadavg) at the beginning."

[ -z "$sizes" ] || for size in 100000 1000000; do first_maps $size; done
[ -z "$sizes" ] || processes
voices
formats 1000000
for size in $sizes; do
	workspace "$size"
	say "$(words "$size") events: questions"
	"$here/questions" "$ws" --limit "$limit" >>"$dir/questions" || bad=1
	[ "$size" -gt "$again" ] || more "$size"
	processes
	questions "$size"
	rm -rf "$ws" "$log"
done
[ -z "$sizes" ] || by_size
[ -z "${BENCH_SERVE-yes}" ] || tools/bench_serve.sh "$PWD/build-bench" "$dir"
[ -z "${BENCH_PAGE-yes}" ] || page
for size in $sizes; do if [ "$size" -le "$again" ]; then biggest=$size; fi; done
[ -z "${biggest:-}" ] || disk "$biggest"

[ $bad = 0 ] || say "something failed, or two answers differ: see above"
exit $bad
