#include "insight/order.h"
#include "insight/propose_inside.h"

/* Customers and business partners in one log walk ways that never meet.  Between touchpoints of two such ways
 * no journey tells an order, so each way is proposed by itself: the one with the largest reach makes the map's
 * stages, each other one a stage of its own behind them. */

enum { LEAST = 3 /* touchpoints that make a way */ };

struct way {
	uint32_t *members; /* candidates */
	size_t n;
};

static size_t root_of(size_t *up, size_t i)
{
	while (up[i] != i)
		i = up[i] = up[up[i]];
	return i;
}

static size_t *connect(struct scope *sc, const struct propose_input *in)
{
	size_t *up = NEW_ARRAY(sc, size_t, in->n + 1);

	for (size_t i = 0; i < in->n; i++)
		up[i] = i;
	for (size_t a = 0; a < in->n; a++)
		for (size_t b = 0; b < a; b++)
			if (!propose_apart(in, a, b))
				up[root_of(up, a)] = root_of(up, b);
	for (size_t i = 0; i < in->n; i++)
		up[i] = root_of(up, i);
	return up;
}

static size_t *sizes_of(struct scope *sc, const size_t *up, size_t n)
{
	size_t *size = NEW_ARRAY(sc, size_t, n + 1);

	for (size_t i = 0; i < n; i++)
		size[up[i]]++;
	return size;
}

/* The main way first, with all that is too small to be a way; at most n of them. */
static struct way *find_ways(struct scope *sc, const struct propose_input *in, size_t *n_ways)
{
	size_t *up = connect(sc, in), *size = sizes_of(sc, up, in->n), best = in->n;
	struct way *ways = NEW_ARRAY(sc, struct way, in->n + 1);
	uint64_t *reach = NEW_ARRAY(sc, uint64_t, in->n + 1);

	for (size_t i = 0; i < in->n; i++)
		reach[up[i]] += in->at[i].reach;
	for (size_t i = 0; i < in->n; i++)
		if (size[i] >= LEAST && (best == in->n || reach[i] > reach[best]))
			best = i;
	*n_ways = 1;
	for (size_t root = 0; root <= in->n; root++) {
		bool first = root == in->n, other = !first && size[root] >= LEAST && root != best;
		struct way *way = first ? &ways[0] : &ways[*n_ways];
		if (!first && !other)
			continue;
		way->members = NEW_ARRAY(sc, uint32_t, in->n + 1);
		for (size_t i = 0; i < in->n; i++)
			if (first ? up[i] == best || size[up[i]] < LEAST : up[i] == root)
				way->members[way->n++] = (uint32_t)i;
		*n_ways += other;
	}
	return ways;
}

static uint64_t *pairs_of(
	struct scope *sc, const struct propose_input *in, const struct way *way, const uint64_t *pairs)
{
	uint64_t *out = NEW_ARRAY(sc, uint64_t, way->n * way->n + 1);

	for (size_t a = 0; a < way->n; a++)
		for (size_t b = 0; b < way->n; b++)
			out[a * way->n + b] = pairs[way->members[a] * in->n + way->members[b]];
	return out;
}

static struct proposal *propose_part(struct scope *sc, const struct propose_input *in, const struct way *way)
{
	struct propose_candidate *at = NEW_ARRAY(sc, struct propose_candidate, way->n + 1);
	struct propose_input part = *in;

	for (size_t i = 0; i < way->n; i++)
		at[i] = in->at[way->members[i]];
	part.n = way->n;
	part.at = at;
	part.first_before = pairs_of(sc, in, way, in->first_before);
	part.transitions = pairs_of(sc, in, way, in->transitions);
	part.together = pairs_of(sc, in, way, in->together);
	return propose_way(sc, &part);
}

static struct str most_visited(struct scope *sc, const struct propose_input *in, const struct way *way)
{
	size_t best = 0;

	for (size_t i = 1; i < way->n; i++)
		if (in->at[way->members[i]].visits > in->at[way->members[best]].visits)
			best = i;
	return words_name_in(sc, in->at[way->members[best]].name, in->speech);
}

static void append(struct scope *sc, struct proposal *all, const struct propose_input *in,
	const struct way *way, const struct proposal *part, size_t from)
{
	for (size_t i = 0; i < way->n; i++) {
		all->order[from + i] = way->members[part->order[i]];
		all->stage_of[from + i] = (uint32_t)all->n_stages;
	}
	all->stages[all->n_stages++] = (struct proposed_stage){
		.name = most_visited(sc, in, way),
		.why = STR("a way of its own: no journey leads here from the others"),
		.from = from,
		.n = way->n,
		.sure = part->n_stages ? part->stages[0].sure : 0,
		.words = STAGE_UNKNOWN,
	};
}

/* The main way's proposal with room for the others, its indices those of all candidates. */
static struct proposal *widen(struct scope *sc, const struct propose_input *in, const struct way *way,
	const struct proposal *part, size_t n_ways)
{
	struct proposal *all = NEW(sc, struct proposal);

	*all = *part;
	all->order = NEW_ARRAY(sc, uint32_t, in->n + 1);
	all->stage_of = NEW_ARRAY(sc, uint32_t, in->n + 1);
	all->stages = NEW_ARRAY(sc, struct proposed_stage, part->n_stages + n_ways);
	for (size_t i = 0; i < way->n; i++) {
		all->order[i] = way->members[part->order[i]];
		all->stage_of[i] = part->stage_of[i];
	}
	for (size_t s = 0; s < part->n_stages; s++)
		all->stages[s] = part->stages[s];
	if (part->goal >= 0)
		all->goal = (int)way->members[part->goal];
	return all;
}

struct proposal *propose(struct scope *sc, const struct propose_input *in)
{
	size_t n_ways = 1, from;
	struct way *ways = in->n <= ORDER_MOST ? find_ways(sc, in, &n_ways) : NULL;

	if (n_ways == 1)
		return propose_way(sc, in);
	struct proposal *part = propose_part(sc, in, &ways[0]);
	struct proposal *all = part ? widen(sc, in, &ways[0], part, n_ways) : NULL;
	from = ways[0].n;
	for (size_t w = 1; all && w < n_ways; from += ways[w++].n) {
		part = propose_part(sc, in, &ways[w]);
		if (!part)
			return NULL;
		append(sc, all, in, &ways[w], part, from);
	}
	return all;
}
