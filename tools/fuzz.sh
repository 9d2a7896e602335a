#!/bin/sh
# fuzz.sh [SECONDS [NAME...]] - runs the fuzzers of tests/fuzz, each for so long (60): those of a module by its name,
# those of a format's reader by the format's, all unless told
#
#   TOTAL=SECONDS   this time is shared by all of them; SECONDS is not heeded
#   JOBS=N          so many at a time (1)
#
# What they learn stays in build-fuzz/corpus/NAME; it starts from tests/fuzz/seeds, tests/samples and, where they lie
# beside the project, real exports.  An input that fails is named and kept in build-fuzz/crashes; the exit code is
# then 1.  To see one again: build-fuzz/tests/fuzz/fuzz_NAME FILE
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-60}
[ $# -gt 0 ] && shift
build='build-fuzz'
jobs=${JOBS:-1}

# The formats' names are the rows of their table; a file's name has _ where the format's has -.
modules=$(for f in tests/fuzz/fuzz_*.c; do basename "$f" .c | sed 's/^fuzz_//'; done | grep -vx format)
formats=$(sed -n 's/^\t&format_\(.*\),$/\1/p' src/formats/formats.c)
names=$(echo "${*:-$modules $formats}" | tr -- '-\n' '_ ')
[ -z "${TOTAL:-}" ] || seconds=$((TOTAL * jobs / $(echo "$names" | wc -w)))
[ "$seconds" -gt 0 ] || { echo "fuzz: less than a second for each of them: say a longer TOTAL" >&2; exit 2; }

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

is_format() { echo "$formats" | grep -qx -- "$1"; }

# The most bytes of an input: a format's record may be long.
most() {
	case $1 in
	archive | collect | detect | request | xlsx) echo 4096 ;;
	ocel_sqlite | frozen) echo 16384 ;; # a database has pages, a map all its names
	*) if is_format "$1"; then echo 4096; else echo 1024; fi ;;
	esac
}

# The first bytes of an input choose how it is read (see fuzz_NAME.c); the seeds themselves are plain files.
prefixes() {
	case $1 in
	charset) echo '007\007' ;;
	mapping) case $2 in *tsv) echo '002' ;; *) echo '000 001 120' ;; esac ;;
	definition) case $2 in *.json) echo '002 000' ;; *) echo '001 000' ;; esac ;;
	paper)
		case $2 in
		*persona*) echo '000' ;;
		*segment*) echo '001' ;;
		*touchpoint*) echo '002' ;;
		*channel*) echo '003' ;;
		*opportunity*) echo '004' ;;
		*) echo '005' ;;
		esac
		;;
	when) echo '001 361' ;;
	detect) echo '000' ;;
	collect) case $2 in *calls*) echo '000 001 003 004 005' ;; *sendgrid*) echo '007' ;; *mailgun*) echo '011' ;; *) echo '006' ;; esac ;;
	request) case $2 in *map* | *me.* | *drawing*) echo '000 001' ;; *put* | *token*) echo '002' ;; *) echo '000 005' ;; esac ;;
	header) echo '000 001 002 003 004 005 006' ;;
	form) case $2 in *form*) echo '000' ;; *languages*) echo '001' ;; *) echo '002' ;; esac ;;
	said) printf '%s\n' '377\377' '000\003' ;; # two bytes: the row that is filled
	heard) echo '001 002 003' ;;
	xlsx) case $2 in *workbook*) echo '001' ;; *texts*) echo '003' ;; *) echo '000' ;; esac ;;
	*) if is_format "$1"; then echo '007'; fi ;;
	esac
}

# seed NAME FILE: no more of it than the fuzzer would keep
seed() {
	at=$build/corpus/$1/seed-$(basename "$2")
	bytes=$(prefixes "$1" "$2")
	size=$(($(most "$1") - 2))
	if [ -z "$bytes" ]; then head -c $size "$2" >"$at"; fi
	for byte in $bytes; do
		# shellcheck disable=SC2059
		{ printf "\\$byte"; head -c $size "$2"; } >"$at-$(echo "$byte" | tr -d '\\')"
	done
}

# The samples of which the golden file says that they are of this format.
own_samples() {
	wanted=$(echo "$1" | tr _ -)
	for golden in tests/golden/formats/*.txt; do
		read -r format <"$golden"
		[ "$format" != "$wanted" ] || echo "tests/samples/$(basename "$golden" .txt)"
	done
}

# The samples and real exports that a fuzzer can make something of.
samples_of() {
	for folder in tests/samples ../shared/design/samples; do
		case $1 in
		csv | mapping) ls $folder/*.csv $folder/*.tsv ;;
		json | ndjson) ls $folder/*.json $folder/*.ndjson ;;
		charset) ls $folder/*.csv $folder/*.srt ;;
		detect) find $folder -type f ;;
		esac 2>/dev/null
	done
	if is_format "$1"; then own_samples "$1"; fi
}

# The last number that follows a word in the log.
figure() { sed -n "s/.*$2 *\([0-9][0-9]*\).*/\1/p" "$1" | tail -n 1; }

fuzz() {
	name=$1
	log=$build/fuzz-$name.log
	fuzzer=$build/tests/fuzz/fuzz_$name
	mkdir -p $build/corpus/"$name" $build/crashes
	for file in tests/fuzz/seeds/"$name"/* $(samples_of "$name"); do
		[ ! -f "$file" ] || seed "$name" "$file"
	done
	failed=
	"$fuzzer" -max_total_time="$seconds" -max_len="$(most "$name")" -timeout=20 -rss_limit_mb=2048 -entropic=0 \
		-detect_leaks=0 -print_final_stats=1 -artifact_prefix=$build/crashes/"$name"- \
		$build/corpus/"$name" >"$log" 2>&1 || failed=run
	cp "$log" "$log.run"
	[ -n "$failed" ] || "$fuzzer" -runs=0 -max_len="$(most "$name")" \
		-artifact_prefix=$build/crashes/"$name"- $build/corpus/"$name" >>"$log" 2>&1 || failed=leak
	echo "fuzz $name: $(figure "$log.run" number_of_executed_units:) executions," \
		"$(figure "$log.run" average_exec_per_sec:) a second, $(figure "$log.run" cov:) branches," \
		"$(ls $build/corpus/"$name" | wc -l) inputs kept"
	rm -f "$log.run"
	[ -n "$failed" ] || return 0
	grep -E 'ERROR: |SUMMARY: |runtime error: ' "$log" | head -n 4
	echo "fuzz $name: FAILED; see $log, input: $(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)"
	return 1
}

# Several at a time: each worker takes every N-th name, and leaves a line of its own where one fails.
failures=$build/fuzz-failures
: >$failures
worker() {
	number=0
	for each in $names; do
		[ $((number % jobs)) != "$1" ] || fuzz "$each" || echo "$each" >>$failures
		number=$((number + 1))
	done
}
job=0
while [ "$job" -lt "$jobs" ]; do
	worker "$job" || echo "worker $job" >>$failures &
	job=$((job + 1))
done
wait

executions=0
for name in $names; do
	n=$(figure $build/fuzz-"$name".log number_of_executed_units:)
	executions=$((executions + ${n:-0}))
done
echo "fuzz: $(echo "$names" | wc -w) fuzzers, $executions executions, $(wc -l <$failures) failed"
[ ! -s $failures ]
