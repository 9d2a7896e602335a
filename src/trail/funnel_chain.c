#include "trail/funnel_chain.h"

#include <string.h>

static const uint32_t NOWHERE = UINT32_MAX;

void chains_clear(struct chains *c)
{
	c->n = 0;
	c->seen = 0;
}

static void make_room(struct chains *c)
{
	size_t room = c->room ? c->room * 2 : 256;

	c->marks = scope_grow(c->sc, c->marks, c->room, room, sizeof *c->marks);
	c->at_s = scope_grow(c->sc, c->at_s, c->room, room, sizeof *c->at_s);
	c->place = scope_grow(c->sc, c->place, c->room, room, sizeof *c->place);
	c->end = NEW_ARRAY(c->sc, uint32_t, c->wish->n * room);
	c->room = room;
}

void chains_add(struct chains *c, uint64_t marks, int64_t at_s, uint32_t place)
{
	if (c->n == c->room)
		make_room(c);
	c->marks[c->n] = marks;
	c->at_s[c->n] = at_s;
	c->place[c->n++] = place;
	c->seen |= marks;
}

static bool is_step(const struct chains *c, size_t i, size_t step)
{
	return c->marks[i] >> step & 1;
}

static bool in_window(const struct chains *c, size_t start, size_t i)
{
	return !c->wish->within_s || c->at_s[i] - c->at_s[start] <= c->wish->within_s;
}

static bool near_enough(const struct chains *c, size_t step, size_t from, size_t to)
{
	int64_t limit = c->wish->steps[step].within_s;

	return !limit || c->at_s[to] - c->at_s[from] <= limit;
}

/* --- ordered ------------------------------------------------------------------------------------- */

/* Nothing stops a chain: the first start sees all that a later one sees, and the earliest next step leaves the
 * most behind it. */
static struct chain chain_free(const struct chains *c)
{
	struct chain chain = { 0 };

	for (size_t i = 0; i < c->n && chain.depth < c->wish->n; i++)
		if (is_step(c, i, chain.depth))
			chain.at[chain.depth++] = (uint32_t)i;
	return chain;
}

/* end[k][i]: where a chain that has step k at i can end at the earliest with step `depth - 1`, from what is known
 * of step k + 1.  Only the nearest place behind i from which a chain can be completed matters: one that starts
 * later never ends earlier. */
static void fill_ends(struct chains *c, size_t k)
{
	const uint32_t *next = c->end + (k + 1) * c->room;
	uint32_t nearest = NOWHERE;

	for (size_t i = c->n; i-- > 0;) {
		bool may = is_step(c, i, k) && nearest != NOWHERE && near_enough(c, k + 1, i, nearest);
		c->end[k * c->room + i] = may ? next[nearest] : NOWHERE;
		if (next[i] != NOWHERE)
			nearest = (uint32_t)i;
		if (c->marks[i] & CHAIN_EXCLUDED)
			nearest = NOWHERE;
	}
}

/* From a start that can be completed, the earliest next step from which it still can. */
static struct chain follow(const struct chains *c, size_t start, size_t depth)
{
	struct chain chain = { .depth = 1, .at = { (uint32_t)start } };

	for (size_t i = start + 1; chain.depth < depth; i++)
		if (c->end[chain.depth * c->room + i] != NOWHERE)
			chain.at[chain.depth++] = (uint32_t)i;
	return chain;
}

static struct chain chain_of_depth(struct chains *c, size_t depth)
{
	for (size_t i = 0; i < c->n; i++)
		c->end[(depth - 1) * c->room + i] = is_step(c, i, depth - 1) ? (uint32_t)i : NOWHERE;
	for (size_t k = depth - 1; k-- > 0;)
		fill_ends(c, k);
	for (size_t i = 0; i < c->n; i++) {
		if (!is_step(c, i, 0))
			continue;
		if (c->end[i] != NOWHERE && in_window(c, i, c->end[i]))
			return follow(c, i, depth);
		if (c->wish->first_attempt)
			break;
	}
	return (struct chain){ 0 };
}

static bool is_free(const struct funnel_wish *wish)
{
	for (size_t s = 1; s < wish->n; s++)
		if (wish->steps[s].within_s)
			return false;
	return !wish->within_s && !wish->n_without;
}

/* Only the first step is there at all. */
static struct chain chain_start(const struct chains *c)
{
	size_t i = 0;

	while (!is_step(c, i, 0))
		i++;
	return (struct chain){ .depth = 1, .at = { (uint32_t)i } };
}

struct chain chain_ordered(struct chains *c)
{
	size_t most = 0;

	if (is_free(c->wish))
		return chain_free(c);
	while (most < c->wish->n && (c->seen >> most & 1))
		most++;
	if (most == 1)
		return chain_start(c);
	for (size_t depth = most; depth > 0; depth--) {
		struct chain chain = chain_of_depth(c, depth);
		if (chain.depth)
			return chain;
	}
	return (struct chain){ 0 };
}

/* --- strict -------------------------------------------------------------------------------------- */

static struct chain strict_from(const struct chains *c, size_t start)
{
	struct chain chain = { .depth = 1, .at = { (uint32_t)start } };

	for (size_t i = start + 1; i < c->n && chain.depth < c->wish->n; i++) {
		if (c->place[i] != c->place[i - 1] + 1 || !is_step(c, i, chain.depth) ||
			!in_window(c, start, i) || !near_enough(c, chain.depth, i - 1, i))
			break;
		chain.at[chain.depth++] = (uint32_t)i;
	}
	return chain;
}

struct chain chain_strict(const struct chains *c)
{
	struct chain best = { 0 };

	for (size_t i = 0; i < c->n && best.depth < c->wish->n; i++) {
		if (!is_step(c, i, 0))
			continue;
		struct chain chain = strict_from(c, i);
		if (chain.depth > best.depth)
			best = chain;
		if (c->wish->first_attempt)
			break;
	}
	return best;
}

/* --- any order, open: from the back, with the nearest of each step behind the place in hand -------- */

struct nearest {
	uint32_t step[FUNNEL_STEPS];
	uint32_t excluded;
};

static struct nearest nothing_near(void)
{
	struct nearest near;

	memset(&near, 0xFF, sizeof near);
	return near;
}

static void see(const struct chains *c, struct nearest *near, size_t i)
{
	for (uint64_t left = c->marks[i] & ~CHAIN_EXCLUDED; left; left &= left - 1)
		near->step[__builtin_ctzll(left)] = (uint32_t)i;
	if (c->marks[i] & CHAIN_EXCLUDED)
		near->excluded = (uint32_t)i;
}

static bool can_come(const struct chains *c, const struct nearest *near, size_t start, size_t step)
{
	uint32_t at = near->step[step];

	return at != NOWHERE && at < near->excluded && in_window(c, start, at);
}

/* The most leading steps that lie inside one window, which starts at one of their events. */
struct chain chain_any(const struct chains *c)
{
	struct chain best = { 0 };
	struct nearest near = nothing_near();

	for (size_t i = c->n; i-- > 0;) {
		size_t depth = 0;
		see(c, &near, i);
		while (depth < c->wish->n && can_come(c, &near, i, depth))
			depth++;
		if (depth && depth >= best.depth && !(c->marks[i] & CHAIN_EXCLUDED)) {
			best.depth = depth;
			memcpy(best.at, near.step, depth * sizeof *best.at);
		}
	}
	return best;
}

void chain_open(const struct chains *c, struct chain_pass *out)
{
	struct nearest near = nothing_near();

	memset(out, 0, c->wish->n * sizeof *out);
	for (size_t i = c->n; i-- > 0;) {
		for (size_t s = 0; s < c->wish->n; s++) {
			if (!is_step(c, i, s))
				continue;
			out[s].reached = true;
			if (s + 1 == c->wish->n || !can_come(c, &near, i, s + 1))
				continue;
			out[s].passed = true;
			out[s].took_s = c->at_s[near.step[s + 1]] - c->at_s[i];
		}
		see(c, &near, i);
	}
}
