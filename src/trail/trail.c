#include "trail/trail.h"

/* The first of n things in the order of their events whose event, which it begins with, is at the place or behind. */
static size_t first_at(const void *things, size_t n, size_t size, uint64_t place)
{
	size_t from = 0, to = n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (*(const uint64_t *)(const void *)((const char *)things + middle * size) < place)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

_Static_assert(offsetof(struct trail_rating, event) == 0 && offsetof(struct trail_value, event) == 0,
	"both begin with their event");

size_t part_rating_at(const struct trail_part *p, uint64_t place)
{
	return first_at(p->ratings, p->n_ratings, sizeof *p->ratings, place);
}

size_t part_value_at(const struct trail_part *p, uint64_t place)
{
	return first_at(p->values, p->n_values, sizeof *p->values, place);
}
