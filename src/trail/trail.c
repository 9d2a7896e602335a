#include "trail/trail.h"

size_t part_rating_at(const struct trail_part *p, uint64_t place)
{
	size_t from = 0, to = p->n_ratings;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (p->ratings[middle].event < place)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

size_t part_value_at(const struct trail_part *p, uint64_t place)
{
	size_t from = 0, to = p->n_values;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (p->values[middle].event < place)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}
