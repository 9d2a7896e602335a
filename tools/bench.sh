#!/bin/sh
# bench.sh - how long the first map of a file takes and how much memory, beside DuckDB alone on the same file
set -eu
cd "$(dirname "$0")/.."
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
deps=deps/duckdb/node_modules
lib=$(dirname "$(ls $deps/@duckdb/*/libduckdb.so | head -n 1)")
command -v /usr/bin/time >/dev/null || { echo "bench: needs the package time" >&2; exit 1; }

cc -O2 -o "$dir/generate" bench/generate.c
cc -O2 -o "$dir/duck" bench/duck.c -isystem $deps/duckdb/src/duckdb/src/include "$lib/libduckdb.so" -Wl,-rpath,"$PWD/$lib"

# Three runs after one for warming up; the median wall time, and the largest memory.
measure() {
	label=$1
	shift
	"$@" >/dev/null 2>&1
	for _ in 1 2 3; do
		/usr/bin/time -f '%e %U %S %M' -o "$dir/t" "$@" >/dev/null 2>&1 || echo "failed: $*" >&2
		cat "$dir/t"
	done | sort -n | awk -v label="$label" '{ wall[NR] = $1; cpu[NR] = $2 + $3; if ($4 > kb) kb = $4 }
		END { printf "%-46s %7.2f s wall %7.2f s cpu %7.0f MB\n", label, wall[2], cpu[2], kb / 1024 }'
}

echo "$(date -u +%Y-%m-%d), $(uname -m), $(nproc) cores: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
for events in 100000 1000000 ${BENCH_MORE:-}; do
	"$dir/generate" "$events" 1 >"$dir/log.csv"
	measure "wend map, $events events, CSV to SVG" build/wend map "$dir/log.csv" -o "$dir/map.svg"
	rm -rf "$dir/ws" && build/wend init "$dir/ws" 2>/dev/null && build/wend import "$dir/log.csv" -w "$dir/ws" >/dev/null
	measure "wend map, $events events, from a workspace" build/wend map -w "$dir/ws" -o "$dir/map.svg"
	measure "wend import, $events events, nothing new" build/wend import "$dir/log.csv" -w "$dir/ws"
	measure "DuckDB, $events events: CSV, reach, transitions" "$dir/duck" "$dir/log.csv"
done
