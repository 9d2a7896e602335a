#!/bin/sh
# fuzz.sh [SECONDS [NAME...]] - runs the fuzzers of tests/fuzz, each for so long (60), one after another
#
# What they learn stays in build-fuzz/corpus/NAME; it starts from tests/fuzz/seeds and, where they lie beside the
# project, real exports.  An input that fails is named and kept in build-fuzz/crashes; the exit code is then 1.
# To see one again: build-fuzz/tests/fuzz/fuzz_NAME FILE
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-60}
[ $# -gt 0 ] && shift
build=build-fuzz
samples=../shared/design/samples
names=${*:-$(for f in tests/fuzz/fuzz_*.c; do basename "$f" .c | sed 's/^fuzz_//'; done)}

# Small quarantine: readers take blocks of 64 KiB, and fresh memory for each run is what costs most.
# Leaks are looked for once, over the whole corpus, at the end of each fuzzer.
export ASAN_OPTIONS="quarantine_size_mb=1:malloc_context_size=8:detect_leaks=1"
export LSAN_OPTIONS="suppressions=$PWD/tools/leaks.supp:print_suppressions=0"
export UBSAN_OPTIONS="halt_on_error=1:print_stacktrace=1"
export LC_ALL=C.UTF-8 TZ=UTC

# Without optimisation, or without the branches of the libraries in sight, it is slow or blind.
[ -f $build/build.ninja ] || CC=clang meson setup $build --buildtype=debugoptimized -Dfuzz=true \
	-Db_sanitize=address,undefined -Db_lundef=false -Dc_args=-fsanitize=fuzzer-no-link >/dev/null
# shellcheck disable=SC2046
ninja -C $build --quiet $(for name in $names; do echo "tests/fuzz/fuzz_$name"; done)

# The first bytes of an input choose how it is read (see fuzz_NAME.c); the seeds themselves are plain files.
prefixes() {
	case $1 in
	csv | xes) echo '007' ;;
	json) case $2 in *.json | *.js) echo '207' ;; *) echo '007' ;; esac ;;
	charset) echo '007\007' ;;
	mapping) case $2 in *tsv) echo '002' ;; *) echo '000 001 120' ;; esac ;;
	definition) case $2 in *.json) echo '002 000' ;; *) echo '001 000' ;; esac ;;
	when) echo '001 361' ;;
	*) echo '' ;;
	esac
}

# seed NAME FILE: no more of it than the fuzzer would keep
seed() {
	at=$build/corpus/$1/seed-$(basename "$2")
	bytes=$(prefixes "$1" "$2")
	if [ -z "$bytes" ]; then head -c 1000 "$2" >"$at"; fi
	for byte in $bytes; do
		# shellcheck disable=SC2059
		{ printf "\\$byte"; head -c 1000 "$2"; } >"$at-$(echo "$byte" | tr -d '\\')"
	done
}

# The real exports that a fuzzer can make something of.
samples_of() {
	case $1 in
	csv | mapping) ls $samples/*.csv $samples/*.tsv ;;
	json) ls $samples/*.json $samples/*.ndjson ;;
	xes) ls $samples/*.xes ;;
	charset) ls $samples/*.csv $samples/*.srt ;;
	esac 2>/dev/null
}

# The last number that follows a word in the log.
figure() { sed -n "s/.*$2 *\([0-9][0-9]*\).*/\1/p" "$1" | tail -n 1; }

fuzz() {
	name=$1
	log=$build/fuzz-$name.log
	fuzzer=$build/tests/fuzz/fuzz_$name
	mkdir -p $build/corpus/"$name" $build/crashes
	for file in tests/fuzz/seeds/"$name"/* $(samples_of "$name"); do seed "$name" "$file"; done
	failed=
	"$fuzzer" -max_total_time="$seconds" -max_len=1024 -timeout=20 -rss_limit_mb=2048 -entropic=0 \
		-detect_leaks=0 -print_final_stats=1 -artifact_prefix=$build/crashes/"$name"- \
		$build/corpus/"$name" >"$log" 2>&1 || failed=run
	cp "$log" "$log.run"
	[ -n "$failed" ] || "$fuzzer" -runs=0 -max_len=1024 -artifact_prefix=$build/crashes/"$name"- \
		$build/corpus/"$name" >>"$log" 2>&1 || failed=leak
	echo "fuzz $name: $(figure "$log.run" number_of_executed_units:) executions," \
		"$(figure "$log.run" average_exec_per_sec:) a second, $(figure "$log.run" cov:) branches," \
		"$(ls $build/corpus/"$name" | wc -l) inputs kept"
	rm -f "$log.run"
	[ -n "$failed" ] || return 0
	grep -E 'ERROR: |SUMMARY: |runtime error: ' "$log" | head -n 4
	echo "fuzz $name: FAILED; see $log, input: $(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)"
	return 1
}

status=0
for name in $names; do
	fuzz "$name" || status=1
done
exit $status
