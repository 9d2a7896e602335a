/* generate - a log of events for measuring: EVENTS SEED [--by-customer] [--props], as CSV on standard output.
 *
 *	generate 1000000 1 >log.csv
 *
 * Twelve events a customer in the mean, 40 event names that follow one another like a Markov chain, in bursts;
 * the same on every machine for the same seed (xorshift64*, Vigna 2016).  A row has 45 bytes.  Events come in the
 * order of time over all customers, as a log is written; --by-customer leaves them as they were made.  --props
 * adds a column that becomes a JSON property of 35 bytes.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { NAMES = 40, MEAN = 12, BURST_S = 300, PAUSE_S = 5 * 86400, DAYS = 180, DAY_S = 86400 };
enum { CUSTOMER_DIGITS = 14, ROW = 80, ROOM = 1 << 20, PASS_BITS = 13, PASSES = 2 };
static const int64_t BEGINS = 1735689600; /* 2025-01-01 */

/* An event in eight bytes: seconds since it begins (26 bits), customer (32 bits), name (6 bits). */
enum { NAME_BITS = 6, TIME_SHIFT = 38 };

static uint64_t state;

static uint64_t chance(uint64_t n)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return state * 2685821657736338717ull % n;
}

/* Mostly to a near neighbour, sometimes anywhere. */
static unsigned step(unsigned name)
{
	return chance(10) < 8 ? (name + 1 + (unsigned)chance(3)) % NAMES : (unsigned)chance(NAMES);
}

static void make(uint64_t *events, uint64_t n)
{
	for (uint64_t i = 0, customer = 0; i < n; customer++) {
		uint64_t at = chance(DAYS * (uint64_t)DAY_S);
		unsigned name = (unsigned)chance(5);
		for (uint64_t left = 1 + chance(2 * MEAN - 1); left && i < n; left--, i++) {
			events[i] = at << TIME_SHIFT | customer << NAME_BITS | name;
			name = step(name);
			at += chance(6) ? chance(BURST_S) : chance(PAUSE_S);
		}
	}
}

/* By time; what happens in the same second stays in its order. */
static void sort(uint64_t *events, uint64_t *other, uint64_t n)
{
	static uint64_t at[1 << PASS_BITS];

	for (unsigned pass = 0; pass < PASSES; pass++) {
		unsigned shift = TIME_SHIFT + pass * PASS_BITS;
		memset(at, 0, sizeof at);
		for (uint64_t i = 0; i < n; i++)
			at[events[i] >> shift & ((1 << PASS_BITS) - 1)]++;
		for (uint64_t b = 0, sum = 0; b < 1 << PASS_BITS; b++) {
			uint64_t count = at[b];
			at[b] = sum;
			sum += count;
		}
		for (uint64_t i = 0; i < n; i++)
			other[at[events[i] >> shift & ((1 << PASS_BITS) - 1)]++] = events[i];
		uint64_t *swap = events;
		events = other;
		other = swap;
	}
	_Static_assert(PASSES % 2 == 0, "the sorted events lie where they came from");
}

static char *digits(char *to, uint64_t value, unsigned n)
{
	for (unsigned i = n; i-- > 0; value /= 10)
		to[i] = (char)('0' + value % 10);
	return to + n;
}

static char *text(char *to, const char *from)
{
	size_t n = strlen(from);

	memcpy(to, from, n);
	return to + n;
}

/* The date is looked up anew only where the day is another one. */
static char *date(char *to, uint64_t day)
{
	static char last[16];
	static uint64_t of = UINT64_MAX;

	if (day != of) {
		time_t s = (time_t)(BEGINS + (int64_t)day * DAY_S);
		struct tm tm;
		gmtime_r(&s, &tm);
		strftime(last, sizeof last, "%Y-%m-%d ", &tm);
		of = day;
	}
	return text(to, last);
}

static char *clock_of(char *to, unsigned second)
{
	to = digits(to, second / 3600, 2);
	*to++ = ':';
	to = digits(to, second / 60 % 60, 2);
	*to++ = ':';
	return digits(to, second % 60, 2);
}

static char *props(char *to)
{
	static const char hex[] = "0123456789abcdef";

	to = text(to, ",ref=");
	for (unsigned i = 0; i < 8; i++)
		*to++ = hex[chance(16)];
	return digits(text(to, ";page="), chance(1000), 5);
}

static char *row(char *to, uint64_t event, bool with_props)
{
	uint64_t at = event >> TIME_SHIFT;

	*to++ = 'u';
	to = digits(to, event >> NAME_BITS & UINT32_MAX, CUSTOMER_DIGITS);
	to = digits(text(to, ",event_"), event & ((1 << NAME_BITS) - 1), 2);
	*to++ = ',';
	to = clock_of(date(to, at / DAY_S), (unsigned)(at % DAY_S));
	if (with_props)
		to = props(to);
	*to++ = '\n';
	return to;
}

static bool write_all(const uint64_t *events, uint64_t n, bool with_props)
{
	static char out[ROOM];
	char *to = text(out, with_props ? "customer,event,time,props\n" : "customer,event,time\n");

	for (uint64_t i = 0; i < n; i++) {
		to = row(to, events[i], with_props);
		if (to - out < ROOM - ROW)
			continue;
		if (fwrite(out, (size_t)(to - out), 1, stdout) != 1)
			return false;
		to = out;
	}
	return (to == out || fwrite(out, (size_t)(to - out), 1, stdout) == 1) && fflush(stdout) == 0;
}

static bool has(int argc, char **argv, const char *option)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], option) == 0)
			return true;
	return false;
}

int main(int argc, char **argv)
{
	uint64_t n = argc > 1 ? strtoull(argv[1], NULL, 10) : 100000;
	uint64_t *events = malloc(2 * n * sizeof *events + 1);

	if (!events) {
		fputs("generate: not enough memory\n", stderr);
		return 1;
	}
	state = argc > 2 ? strtoull(argv[2], NULL, 10) * 2 + 1 : 1;
	make(events, n);
	if (!has(argc, argv, "--by-customer"))
		sort(events, events + n, n);
	if (write_all(events, n, has(argc, argv, "--props")))
		return 0;
	perror("generate");
	return 1;
}
