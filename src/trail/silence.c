#include "trail/silence.h"

#include "base/crew.h"
#include "trail/walk.h"

/* A limit is at most 90 days, 23 bits of seconds: what is longer shares the last bin. */
enum { LOW = 12, HIGH = 1 << LOW, MOST_S = (1 << (2 * LOW)) - 1 };

struct counting {
	const struct trail *trail;
	int64_t idle_s, high; /* high: the upper bits that are looked into; -1: all are told apart by them */
	unsigned workers;
	uint64_t bins[CREW_MOST][HIGH];
};

static void count_history(const struct counting *c, struct history h, uint64_t *bins)
{
	for (uint64_t i = h.from + 1; i < h.to; i++) {
		int64_t gap = part_second(h.part, i) - part_second(h.part, i - 1);
		if (gap <= c->idle_s)
			continue;
		gap = gap < MOST_S ? gap : MOST_S;
		if (c->high < 0)
			bins[gap >> LOW]++;
		else if (gap >> LOW == c->high)
			bins[gap & (HIGH - 1)]++;
	}
}

static void count_share(void *to, unsigned hand, size_t worker)
{
	struct counting *c = to;
	uint64_t n = c->trail->customers, from = n * worker / c->workers, end = n * (worker + 1) / c->workers;

	(void)hand;
	for (uint64_t i = 0; i < HIGH; i++)
		c->bins[worker][i] = 0;
	for (uint64_t customer = from; customer < end; customer++)
		count_history(c, trail_history(c->trail, (uint32_t)customer), c->bins[worker]);
}

static uint64_t count_bins(struct counting *c, int64_t high)
{
	uint64_t n = 0;

	c->high = high;
	crew_run(c->workers, c->workers, count_share, c);
	for (unsigned w = 1; w < c->workers; w++)
		for (size_t i = 0; i < HIGH; i++)
			c->bins[0][i] += c->bins[w][i];
	for (size_t i = 0; i < HIGH; i++)
		n += c->bins[0][i];
	return n;
}

/* The bin that holds the rank; what lies before it is taken off the rank. */
static int64_t bin_of(const struct counting *c, uint64_t *rank)
{
	int64_t bin = 0;

	for (; *rank > c->bins[0][bin]; bin++)
		*rank -= c->bins[0][bin];
	return bin;
}

int64_t trail_silence(const struct trail *trail, int64_t idle_s, unsigned workers, bool *learnt)
{
	struct scope mine = { 0 };
	struct counting *c = NEW(&mine, struct counting);
	int64_t limit = 30 * DAY_S;

	c->trail = trail;
	c->idle_s = idle_s;
	c->workers = crew_wished(trail->events < 100000 ? 1 : workers);
	uint64_t gaps = count_bins(c, -1);
	*learnt = gaps >= 100;
	if (*learnt) {
		uint64_t rank = (gaps * 95 + 99) / 100;
		int64_t high = bin_of(c, &rank);
		count_bins(c, high);
		limit = high << LOW | bin_of(c, &rank);
	}
	scope_close(&mine);
	return limit < DAY_S ? DAY_S : limit > 90 * DAY_S ? 90 * DAY_S : limit;
}
