#include "insight/order.h"

#include <math.h>
#include <stdlib.h>

/* Words stand for this many journeys where the data is thin: a pair that fewer than PAIR_THIN journeys tell
 * of or, as one more voice among few, any pair of a map with less than JOURNEYS_THIN journeys. */
enum { WORDS_SAY = 3, PAIR_THIN = 3, JOURNEYS_THIN = 100 };

enum { SHAKES_MOST = 200, WORK_MOST = 4000000 }; /* restarts; about 10 ms */

struct ordering {
	size_t n;
	const int64_t *gain; /* n * n, [a * n + b]: for a before b, and its negative the other way */
	uint32_t *order;
	uint64_t random;
};

static int64_t net(const struct order_input *in, size_t a, size_t b)
{
	return (int64_t)in->first_before[a * in->n + b] - (int64_t)in->first_before[b * in->n + a];
}

static int64_t pull(const struct order_input *in, size_t a, size_t b)
{
	if (!in->rank || !(fabs(in->rank[a] - in->rank[b]) > 1e-9)) /* NaN too */
		return 0;
	uint64_t told = in->first_before[a * in->n + b] + in->first_before[b * in->n + a];
	if (told >= PAIR_THIN && in->journeys >= JOURNEYS_THIN)
		return 0;
	return in->rank[a] < in->rank[b] ? WORDS_SAY : -WORDS_SAY;
}

/* Who comes first where nothing else tells: mean position, then name, then index. */
static int tie(const struct order_input *in, size_t a, size_t b)
{
	double x = in->mean_position[a], y = in->mean_position[b];
	int by_name = str_compare(in->names[a], in->names[b]);

	if (x != y)
		return x < y ? 1 : -1;
	return by_name ? (by_name < 0 ? 1 : -1) : a < b ? 1 : -1;
}

/* Ties are one part of the sum, each worth less than one journey all together: so the best order among equals
 * is the same whatever the search met first. */
static int64_t *gains_of(struct scope *sc, const struct order_input *in)
{
	size_t n = in->n;
	int64_t *gain = NEW_ARRAY(sc, int64_t, n * n + 1), journey = (int64_t)(n * (n - 1) + 1);

	for (size_t a = 0; a < n; a++)
		for (size_t b = 0; b < n; b++)
			if (a != b)
				gain[a * n + b] = (net(in, a, b) + pull(in, a, b)) * journey + tie(in, a, b);
	return gain;
}

static int64_t score(const struct ordering *o, const uint32_t *order)
{
	int64_t sum = 0;

	for (size_t i = 0; i < o->n; i++)
		for (size_t k = i + 1; k < o->n; k++)
			sum += o->gain[order[i] * o->n + order[k]];
	return sum;
}

static void move(uint32_t *order, size_t from, size_t to)
{
	uint32_t moved = order[from];

	if (from < to)
		memmove(order + from, order + from + 1, (to - from) * sizeof *order);
	else
		memmove(order + to + 1, order + to, (from - to) * sizeof *order);
	order[to] = moved;
}

/* The best place for what stands at `from`, and what is gained by it.  Each step to the right turns one pair
 * round, so all places are tried in O(n). */
static int64_t best_place(const struct ordering *o, size_t from, size_t *to)
{
	const int64_t *mine = o->gain + o->order[from] * o->n;
	int64_t best = 0, sum = 0;

	*to = from;
	for (size_t k = from + 1; k < o->n; k++) {
		sum -= 2 * mine[o->order[k]];
		if (sum > best) {
			best = sum;
			*to = k;
		}
	}
	sum = 0;
	for (size_t k = from; k-- > 0;) {
		sum += 2 * mine[o->order[k]];
		if (sum > best) {
			best = sum;
			*to = k;
		}
	}
	return best;
}

static void climb(struct ordering *o)
{
	for (bool better = true; better;) {
		better = false;
		for (size_t i = 0; i < o->n; i++) {
			size_t to;
			if (best_place(o, i, &to) > 0) {
				move(o->order, i, to);
				better = true;
			}
		}
	}
}

static uint64_t next_random(struct ordering *o)
{
	o->random ^= o->random << 13;
	o->random ^= o->random >> 7;
	o->random ^= o->random << 17;
	return o->random >> 11;
}

/* A few touchpoints to other places, and now and then a whole run turned round. */
static void shake(struct ordering *o)
{
	size_t moves = 2 + next_random(o) % 3;

	for (size_t i = 0; i < moves; i++)
		move(o->order, next_random(o) % o->n, next_random(o) % o->n);
	if (next_random(o) % 3 != 0)
		return;
	size_t a = next_random(o) % o->n, b = next_random(o) % o->n;
	for (size_t low = a < b ? a : b, high = a < b ? b : a; low < high; low++, high--) {
		uint32_t kept = o->order[low];
		o->order[low] = o->order[high];
		o->order[high] = kept;
	}
}

static void search(struct scope *sc, struct ordering *o)
{
	uint32_t *best = NEW_ARRAY(sc, uint32_t, o->n);
	size_t shakes = WORK_MOST / (o->n * o->n * 8), bytes = o->n * sizeof *best;

	climb(o);
	memcpy(best, o->order, bytes);
	int64_t most = score(o, best);
	for (size_t i = 0; i < (shakes < SHAKES_MOST ? shakes : SHAKES_MOST); i++) {
		shake(o);
		climb(o);
		int64_t here = score(o, o->order);
		if (here > most)
			memcpy(best, o->order, bytes);
		else
			memcpy(o->order, best, bytes);
		most = here > most ? here : most;
	}
	memcpy(o->order, best, bytes);
}

/* By tie alone, which is a total order: insertion sort, n is small. */
static void start(const struct order_input *in, uint32_t *order)
{
	for (size_t i = 0; i < in->n; i++) {
		size_t k = i;
		for (; k > 0 && tie(in, i, order[k - 1]) > 0; k--)
			order[k] = order[k - 1];
		order[k] = (uint32_t)i;
	}
}

uint32_t *order_find(struct scope *sc, const struct order_input *in)
{
	struct ordering o = { .n = in->n, .random = 0x9e3779b97f4a7c15ull };

	if (in->n > ORDER_MOST)
		return scope_fail(sc, FAULT_LIMIT, "%zu touchpoints are more than %d", in->n, ORDER_MOST);
	o.gain = gains_of(sc, in);
	o.order = NEW_ARRAY(sc, uint32_t, in->n + 1);
	start(in, o.order);
	if (in->n > 1)
		search(sc, &o);
	return o.order;
}

int64_t order_score(const struct order_input *in, const uint32_t *order)
{
	int64_t sum = 0;

	for (size_t i = 0; i < in->n; i++)
		for (size_t k = i + 1; k < in->n; k++)
			sum += net(in, order[i], order[k]);
	return sum;
}
