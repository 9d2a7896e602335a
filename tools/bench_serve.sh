#!/bin/sh
# bench_serve.sh BUILD_DIR WORK_DIR - the server under load, as rows of Markdown: what is asked of it, what it gives
#
# Client and server share this machine's processors.  nginx, where it is installed, answers the same requests with an
# access log that nobody waits for: what is commonly used to catch events, and what it takes without any promise.
set -eu
build=$1
dir=$2/serve
wend=$build/wend
load=$build/bench/load
port=18321
seconds=${BENCH_SERVE_SECONDS:-60}
server=

say() { echo "bench: $*" >&2; }
stop() {
	[ -z "$server" ] || { kill -TERM "$server" && wait "$server"; } 2>/dev/null || true
	server=
}
trap stop EXIT
trap 'exit 1' INT TERM

field() { sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p" | head -n 1; }
memory() { awk '/^VmRSS/ { printf "%.0f MB", $2 / 1024 }' "/proc/$server/status"; }
row() { echo "| $1 | $2 |"; }

begin() { # WORKSPACE [OPTION...]
	where=$1
	shift
	"$wend" serve -w "$where" --listen "127.0.0.1:$port" "$@" 2>"$dir/log" &
	server=$!
	for _ in $(seq 100); do
		curl -s -o "$dir/health" "http://127.0.0.1:$port/health" && return
		sleep .1
	done
	say "the server does not start: $(tail -n 1 "$dir/log")"
	exit 1
}

said() { # the load client's words, shortened
	sed -n '1s/^[0-9]* connections, [0-9]* events a request, //p'
}

command -v curl >/dev/null || { say "the server is not measured: curl is missing"; exit 0; }
rm -rf "$dir"
mkdir -p "$dir"
echo
echo "| the server | measured |"
echo "| --- | --- |"

"$wend" init "$dir/ws" 2>/dev/null
key=$("$wend" source add web -w "$dir/ws" --json | field key)
begin "$dir/ws"
sleep 2
row "memory at rest, empty workspace" "$(memory)"
row "single events, 256 connections, $seconds s" "$("$load" $port "$key" 256 1 "$seconds" | said); $(memory)"
row "single events, 128 connections, 10 s" "$("$load" $port "$key" 128 1 10 | said)"
row "single events at 5,000 a second, 256 connections, $seconds s" "$("$load" $port "$key" 256 1 "$seconds" 5000 | said)"
stop

"$wend" init "$dir/batches" 2>/dev/null
key=$("$wend" source add web -w "$dir/batches" --json | field key)
begin "$dir/batches"
row "batches of 100 at 1,000 a second, 64 connections, $seconds s" "$("$load" $port "$key" 64 100 "$seconds" 1000 | said); $(memory)"
row "batches of 100, as many as go, 64 connections, 20 s" "$("$load" $port "$key" 64 100 20 | said); $(memory)"
stop

"$wend" init "$dir/idle" 2>/dev/null
key=$("$wend" source add web -w "$dir/idle" --json | field key)
begin "$dir/idle"
before=$(memory)
"$load" $port "$key" 10000 1 10 2000 >"$dir/idle.out" &
client=$!
sleep 8
held=$(memory)
wait "$client" || true
row "10,000 connections that are kept, each asked a little" "$held, $before before; $(said <"$dir/idle.out")"
stop

"$wend" init "$dir/leak" 2>/dev/null
key=$("$wend" source add web -w "$dir/leak" --json | field key)
begin "$dir/leak"
"$load" $port /health 64 1 5 >"$dir/warm.out"
before=$(memory)
"$load" $port /health 64 1 25 >"$dir/million.out"
row "memory after a million requests and more" "$(memory), $before before; $(said <"$dir/million.out")"
stop

# --- the map of a large workspace: from the shelf, after each new event, and after a start ---

took() { curl -s -o "$dir/map.json" -w '%{time_total} %{http_code}\n' -H "Authorization: Bearer $LOAD_TOKEN" "http://127.0.0.1:$port/api/v1/maps/first-map"; }
worst() { sort -n | awk '$2 != 200 { bad++ } { a[NR] = $1 } END { printf "median %.0f ms, slowest %.0f ms of %d%s", a[int((NR + 1) / 2)] * 1000, a[NR] * 1000, NR, bad ? ", " bad " refused" : "" }'; }

large_map() {
	ws=$dir/large
	"$build/bench/generate" "$events" 1 >"$dir/log.csv"
	"$wend" init "$ws" 2>/dev/null && "$wend" import "$dir/log.csv" -w "$ws" >/dev/null 2>&1 && rm "$dir/log.csv"
	"$wend" map -w "$ws" -o "$dir/map.svg" 2>/dev/null
	key=$("$wend" source add web -w "$ws" --json | field key)
	echo 'a bench that loads servers' | "$wend" user add bench@example.org --role admin --password-stdin -w "$ws" >/dev/null 2>&1
	LOAD_TOKEN=$("$wend" token add bench --scope read -w "$ws" 2>/dev/null)
	export LOAD_TOKEN
	for _ in 1 2 3 4 5; do
		begin "$ws"
		took
		stop
	done >"$dir/started"
	begin "$ws" --limit move-seconds=1
	took >/dev/null
	row "map of $events events, asked for again: 1 connection, 10 s" "$("$load" $port /api/v1/maps/first-map 1 1 10 | said)"
	row "map of $events events, asked for again: 32 connections, 10 s" "$("$load" $port /api/v1/maps/first-map 32 1 10 | said)"
	for _ in $(seq 30); do
		"$load" $port "$key" 1 1 .05 100 >/dev/null
		sleep 2.5
		took
	done >"$dir/cold"
	row "map of $events events, after new events came" "$(worst <"$dir/cold"); $(memory)"
	row "map of $events events, the first after a start" "$(worst <"$dir/started")"
	stop
}

events=${BENCH_SERVE_EVENTS-10000000}
[ -z "$events" ] || large_map

if command -v nginx >/dev/null; then
	cat >"$dir/nginx.conf" <<-END
		worker_processes 2; daemon off; pid $dir/nginx.pid; error_log $dir/nginx.err;
		events { worker_connections 4096; }
		http { access_log $dir/nginx.log; client_body_temp_path $dir/body; keepalive_requests 100000000;
		server { listen 127.0.0.1:$port; location / { return 200 "{}"; } } }
	END
	nginx -c "$dir/nginx.conf" -p "$dir" &
	server=$!
	sleep 1
	row "nginx, access log, nothing kept of the body: 256 connections, 10 s" "$("$load" $port none 256 1 10 | said)"
	stop
fi
