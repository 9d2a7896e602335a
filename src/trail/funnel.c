#include "trail/funnel.h"

#include <string.h>

static const char *const modes[FUNNEL_MODES] = { "ordered", "strict", "any", "open" };

struct chain {
	size_t depth;                 /* steps reached, 0..n */
	uint32_t at[FUNNEL_STEPS];    /* the place of each in the journey */
};

struct counting {
	struct scope *sc;
	struct scope mine;
	struct funnel *f;
	const struct trail *trail;
	const struct funnel_wish *wish;
	uint64_t *by_kind, *by_touch; /* bit s: step s; bit 32 + s: exclusion s */
	const struct journey *j;
	uint64_t *marks;              /* of the journey's events */
	bool *onward;                 /* [steps * room], for windows a step: see chain_by_windows */
	size_t room;
};

static const uint64_t EXCLUDED = 0xFFFFFFFF00000000ull;

const char *funnel_mode_name(enum funnel_mode mode)
{
	return modes[mode];
}

bool funnel_mode_find(struct str name, enum funnel_mode *out)
{
	for (int i = 0; i < FUNNEL_MODES; i++) {
		if (str_same(name, str_of(modes[i]))) {
			*out = (enum funnel_mode)i;
			return true;
		}
	}
	return false;
}

static bool is_step(const struct counting *c, size_t i, size_t step)
{
	return c->marks[i] >> step & 1;
}

static int64_t gap(const struct counting *c, size_t from, size_t to)
{
	return trail_gap(c->trail->time_us[c->j->events[from]], c->trail->time_us[c->j->events[to]]);
}

static bool in_window(const struct counting *c, size_t start, size_t i)
{
	return !c->wish->within_s || gap(c, start, i) <= c->wish->within_s;
}

/* From one start, the earliest next step each time: nothing reaches further when the only window is the one
 * from the start. */
static struct chain chain_from(const struct counting *c, size_t start)
{
	struct chain chain = { .depth = 1, .at = { (uint32_t)start } };

	for (size_t i = start + 1; i < c->j->n && chain.depth < c->wish->n && in_window(c, start, i); i++) {
		if (is_step(c, i, chain.depth))
			chain.at[chain.depth++] = (uint32_t)i;
		else if (c->marks[i] & EXCLUDED)
			break;
	}
	return chain;
}

static bool near_enough(const struct counting *c, size_t step, size_t from, size_t to)
{
	int64_t limit = c->wish->steps[step].within_s;

	return !limit || gap(c, from, to) <= limit;
}

/* The next place at which `step` may follow what stands at `from`, or n; `only` restricts the places. */
static size_t next_place(const struct counting *c, size_t start, size_t from, size_t step, const bool *only)
{
	for (size_t i = from + 1; i < c->j->n && in_window(c, start, i) && near_enough(c, step, from, i); i++) {
		if (is_step(c, i, step) && (!only || only[i]))
			return i;
		if ((c->marks[i] & EXCLUDED) && !is_step(c, i, step))
			break;
	}
	return c->j->n;
}

/* With a window a step, the earliest next step may lead nowhere.  onward[k][i]: from step k at place i the
 * chain can be completed to `depth`; filled from the back, then followed from the front by the earliest. */
static struct chain chain_to_depth(const struct counting *c, size_t start, size_t depth)
{
	struct chain chain = { .depth = 1, .at = { (uint32_t)start } };
	size_t n = c->j->n;

	for (size_t i = 0; i < n; i++)
		c->onward[(depth - 1) * n + i] = is_step(c, i, depth - 1);
	for (size_t k = depth - 1; k-- > 0;)
		for (size_t i = 0; i < n; i++)
			c->onward[k * n + i] = is_step(c, i, k) &&
				next_place(c, start, i, k + 1, c->onward + (k + 1) * n) < n;
	while (chain.depth < depth) {
		size_t from = chain.at[chain.depth - 1];
		size_t i = next_place(c, start, from, chain.depth, c->onward + chain.depth * n);
		if (i == n)
			break;
		chain.at[chain.depth++] = (uint32_t)i;
	}
	return chain;
}

static struct chain chain_by_windows(const struct counting *c, size_t start)
{
	struct chain best = { .depth = 1, .at = { (uint32_t)start } };

	for (size_t depth = c->wish->n; depth > 1; depth--) {
		struct chain chain = chain_to_depth(c, start, depth);
		if (chain.depth == depth)
			return chain;
	}
	return best;
}

static bool has_step_windows(const struct funnel_wish *wish)
{
	for (size_t s = 1; s < wish->n; s++)
		if (wish->steps[s].within_s)
			return true;
	return false;
}

static struct chain chain_strict(const struct counting *c, size_t start)
{
	struct chain chain = { .depth = 1, .at = { (uint32_t)start } };

	for (size_t i = start + 1; i < c->j->n && chain.depth < c->wish->n; i++) {
		if (!is_step(c, i, chain.depth) || !in_window(c, start, i))
			break;
		chain.at[chain.depth++] = (uint32_t)i;
	}
	return chain;
}

/* The longest chain over all starts; the earliest of the longest. */
static struct chain longest(const struct counting *c)
{
	struct chain best = { 0 };
	bool windows = has_step_windows(c->wish);

	for (size_t i = 0; i < c->j->n && best.depth < c->wish->n; i++) {
		if (!is_step(c, i, 0))
			continue;
		struct chain chain = c->wish->mode == FUNNEL_STRICT ? chain_strict(c, i)
			: windows ? chain_by_windows(c, i)
			: chain_from(c, i);
		if (chain.depth > best.depth)
			best = chain;
		/* Without a window, a later start sees only less, unless an exclusion stopped this one. */
		bool later_may_win = c->wish->within_s || windows || c->wish->n_without ||
			c->wish->mode == FUNNEL_STRICT;
		if (c->wish->first_attempt || !later_may_win)
			break;
	}
	return best;
}

/* Any order: the most leading steps that lie inside one window; the window starts at one of their events. */
static struct chain chain_any(const struct counting *c)
{
	struct chain best = { 0 };

	for (size_t start = 0; start < c->j->n && best.depth < c->wish->n; start++) {
		struct chain chain = { 0 };
		uint64_t have = 0;
		if (!(c->marks[start] & ~EXCLUDED))
			continue;
		for (size_t i = start; i < c->j->n && in_window(c, start, i); i++) {
			if ((c->marks[i] & EXCLUDED) && !(c->marks[i] & ~EXCLUDED))
				break;
			for (size_t s = 0; s < c->wish->n; s++)
				if (is_step(c, i, s) && !(have >> s & 1))
					chain.at[s] = (uint32_t)i;
			have |= c->marks[i] & ~EXCLUDED;
		}
		while (chain.depth < c->wish->n && (have >> chain.depth & 1))
			chain.depth++;
		if (chain.depth > best.depth)
			best = chain;
		if (!c->wish->within_s && !c->wish->n_without)
			break;
	}
	return best;
}

static void mark_customer(struct counting *c, size_t step)
{
	c->f->reached_by[step][c->j->customer / 64] |= 1ull << (c->j->customer % 64);
}

/* The time at step k: in any order, how much longer it took than all steps before it. */
static int64_t step_time(const struct counting *c, const struct chain *chain, size_t step)
{
	size_t before = chain->at[0];

	for (size_t s = 1; s < step; s++)
		if (chain->at[s] > before)
			before = chain->at[s];
	return chain->at[step] > before ? gap(c, before, chain->at[step]) : 0;
}

static void count_chain(struct counting *c, const struct chain *chain)
{
	for (size_t s = 0; s < chain->depth; s++) {
		struct funnel_row *row = &c->f->steps[s];
		row->reached++;
		mark_customer(c, s);
		if (s > 0)
			hist_add(c->sc, &row->time, step_time(c, chain, s));
		if (s + 1 < chain->depth)
			row->passed++;
		else if (s + 1 < c->wish->n)
			row->open += c->j->open;
	}
	c->f->entered += chain->depth > 0;
}

/* Open: each step by itself; it is passed where the next one follows within the window. */
static void count_open(struct counting *c)
{
	uint64_t all = 0;

	for (size_t s = 0; s < c->wish->n; s++) {
		struct funnel_row *row = &c->f->steps[s];
		bool reached = false;
		int64_t took = -1;
		for (size_t i = 0; i < c->j->n && took < 0; i++) {
			if (!is_step(c, i, s))
				continue;
			reached = true;
			for (size_t k = i + 1; s + 1 < c->wish->n && k < c->j->n && in_window(c, i, k); k++) {
				if (is_step(c, k, s + 1)) {
					took = gap(c, i, k);
					break;
				}
				if (c->marks[k] & EXCLUDED)
					break;
			}
		}
		all |= (uint64_t)reached << s;
		if (!reached)
			continue;
		row->reached++;
		mark_customer(c, s);
		row->passed += took >= 0;
		if (took >= 0)
			hist_add(c->sc, &c->f->steps[s + 1].time, took);
		else if (s + 1 < c->wish->n)
			row->open += c->j->open;
	}
	c->f->entered += all != 0;
}

static void make_room(struct counting *c, size_t n)
{
	if (n <= c->room)
		return;
	c->marks = scope_grow(&c->mine, c->marks, c->room, n * 2, sizeof *c->marks);
	c->onward = NEW_ARRAY(&c->mine, bool, c->wish->n * n * 2);
	c->room = n * 2;
}

static void count_unit(void *to, const struct journey *j)
{
	struct counting *c = to;
	uint64_t seen = 0;

	make_room(c, j->n);
	c->j = j;
	c->f->units++;
	for (size_t i = 0; i < j->n; i++) {
		c->marks[i] = c->by_kind[c->trail->kind[j->events[i]]] | c->by_touch[j->touch[i]];
		seen |= c->marks[i];
	}
	if (!(seen & ~EXCLUDED))
		return;
	if (c->wish->mode == FUNNEL_OPEN) {
		count_open(c);
		return;
	}
	struct chain chain = c->wish->mode == FUNNEL_ANY ? chain_any(c) : longest(c);
	count_chain(c, &chain);
}

static void mark_step(struct counting *c, const struct funnel_step *step, unsigned bit,
	const struct dictionary *dictionary)
{
	for (size_t i = 0; i < step->n_touchpoints; i++)
		c->by_touch[step->touchpoints[i]] |= 1ull << bit;
	for (size_t i = 0; i < step->n_events; i++)
		for (uint32_t k = 0; k < dictionary->n; k++)
			if (dictionary->event_code[k] == step->events[i])
				c->by_kind[k] |= 1ull << bit;
}

static bool wish_ok(struct scope *sc, const struct funnel_wish *wish)
{
	if (wish->n < 1 || wish->n > FUNNEL_STEPS || wish->n_without > FUNNEL_STEPS)
		return scope_fail(sc, FAULT_INVALID, "a funnel has 1 to %d steps, not %zu", FUNNEL_STEPS,
			wish->n);
	if (wish->within_s < 0)
		return scope_fail(sc, FAULT_INVALID, "a funnel's window cannot be negative");
	return true;
}

struct funnel *funnel_count(struct scope *sc, const struct trail *trail, const struct walk_rules *rules,
	const struct walk_wish *walk, const struct funnel_wish *wish, const struct dictionary *dictionary)
{
	struct counting c = { .sc = sc, .trail = trail, .wish = wish };

	if (!wish_ok(sc, wish))
		return NULL;
	c.f = NEW(sc, struct funnel);
	c.f->n = wish->n;
	c.by_kind = NEW_ARRAY(&c.mine, uint64_t, dictionary->n + 1);
	c.by_touch = NEW_ARRAY(&c.mine, uint64_t, rules->touchpoints + 1);
	for (unsigned s = 0; s < wish->n; s++) {
		mark_step(&c, &wish->steps[s], s, dictionary);
		c.f->steps[s].time.bits = HIST_FINE;
		c.f->reached_by[s] = NEW_ARRAY(sc, uint64_t, trail->customers / 64 + 1);
	}
	for (unsigned s = 0; s < wish->n_without; s++)
		mark_step(&c, &wish->without[s], 32 + s, dictionary);
	trail_walk(trail, rules, walk, count_unit, &c);
	scope_close(&c.mine);
	return c.f;
}

void funnel_merge(struct scope *sc, struct funnel *into, const struct funnel *from)
{
	into->units += from->units;
	into->entered += from->entered;
	for (size_t s = 0; s < into->n; s++) {
		into->steps[s].reached += from->steps[s].reached;
		into->steps[s].passed += from->steps[s].passed;
		into->steps[s].open += from->steps[s].open;
		hist_merge(sc, &into->steps[s].time, &from->steps[s].time);
	}
}
