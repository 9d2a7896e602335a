#include "simulate/agreement.h"

#include <stdlib.h>

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

uint64_t agreement_pairs(uint64_t items)
{
	return items < 2 ? 0 : items % 2 ? (items - 1) / 2 * items : items / 2 * (items - 1);
}

/* The pairs of equal keys; the keys are sorted on the way. */
static uint64_t pairs_of(uint64_t *keys, size_t n)
{
	uint64_t pairs = 0;

	qsort(keys, n, sizeof *keys, by_number);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && keys[end] == keys[i];)
			end++;
		pairs += agreement_pairs(end - i);
	}
	return pairs;
}

static uint64_t pairs_within(const uint32_t *groups, size_t n, uint64_t *keys)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (groups[i] != AGREEMENT_ALONE)
			keys[kept++] = groups[i];
	return pairs_of(keys, kept);
}

struct agreement agreement_count(struct scope *sc, const uint32_t *truth, const uint32_t *found, size_t n)
{
	uint64_t *keys = NEW_ARRAY(sc, uint64_t, n + 1);
	struct agreement a = { .pairs_true = pairs_within(truth, n, keys),
		.pairs_found = pairs_within(found, n, keys) };
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (truth[i] != AGREEMENT_ALONE && found[i] != AGREEMENT_ALONE)
			keys[kept++] = (uint64_t)truth[i] << 32 | found[i];
	a.pairs_both = pairs_of(keys, kept);
	return a;
}

static double share(uint64_t part, uint64_t all)
{
	return all ? (double)part / (double)all : 1;
}

double agreement_precision(const struct agreement *a)
{
	return share(a->pairs_both, a->pairs_found);
}

double agreement_recall(const struct agreement *a)
{
	return share(a->pairs_both, a->pairs_true);
}
