/* generate - a log of events for measuring: EVENTS SEED, as CSV on standard output.
 *
 * Twelve events a customer in the mean, 40 event names that follow one another like a Markov chain, in bursts;
 * the same on every machine for the same seed (xorshift64*, Vigna 2016).
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { NAMES = 40, MEAN = 12, BURST_S = 300, DAYS = 180 };

static uint64_t state;

static uint64_t next(uint64_t n)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return state * 2685821657736338717ull % n;
}

static void write_event(uint64_t customer, unsigned name, int64_t at)
{
	time_t s = (time_t)at;
	struct tm tm;
	char text[32];

	gmtime_r(&s, &tm);
	strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &tm);
	printf("u%llu,event_%02u,%s\n", (unsigned long long)customer, name, text);
}

/* Mostly to a near neighbour, sometimes anywhere. */
static unsigned step(unsigned name)
{
	return next(10) < 8 ? (name + 1 + (unsigned)next(3)) % NAMES : (unsigned)next(NAMES);
}

int main(int argc, char **argv)
{
	uint64_t events = argc > 1 ? strtoull(argv[1], NULL, 10) : 100000;

	state = argc > 2 ? strtoull(argv[2], NULL, 10) * 2 + 1 : 1;
	puts("customer,event,time");
	for (uint64_t i = 0, customer = 0; i < events; customer++) {
		int64_t at = 1735689600 + (int64_t)next(DAYS * 86400ull);
		unsigned name = (unsigned)next(5);
		for (uint64_t n = 1 + next(2 * MEAN - 1); n && i < events; n--, i++) {
			write_event(customer, name, at);
			name = step(name);
			at += (int64_t)(next(6) ? next(BURST_S) : next(5 * 86400));
		}
	}
	return 0;
}
