#include "trail/funnel.h"

#include "trail/funnel_chain.h"

static const char *const modes[FUNNEL_MODES] = { "ordered", "strict", "any", "open" };

struct counting {
	struct scope *sc;
	struct scope mine;
	struct funnel *f;
	const struct trail *trail;
	const struct funnel_wish *wish;
	uint64_t *by_kind, *by_touch; /* marks of chains.h; both say what an event is */
	struct chains chains;
};

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

static void mark_customer(struct counting *c, const struct journey *j, size_t step)
{
	c->f->reached_by[step][j->customer / 64] |= 1ull << (j->customer % 64);
}

/* The time at step k: in any order, how much longer it took than all steps before it. */
static int64_t step_time(const struct counting *c, const struct chain *chain, size_t step)
{
	const int64_t *at_s = c->chains.at_s;
	size_t before = chain->at[0];

	for (size_t s = 1; s < step; s++)
		if (chain->at[s] > before)
			before = chain->at[s];
	return chain->at[step] > before ? at_s[chain->at[step]] - at_s[before] : 0;
}

static void count_chain(struct counting *c, const struct journey *j, const struct chain *chain)
{
	for (size_t s = 0; s < chain->depth; s++) {
		struct funnel_row *row = &c->f->steps[s];
		row->reached++;
		mark_customer(c, j, s);
		if (s > 0)
			hist_add(c->sc, &row->time, step_time(c, chain, s));
		if (s + 1 < chain->depth)
			row->passed++;
		else if (s + 1 < c->wish->n)
			row->open += j->open;
	}
	c->f->entered += chain->depth > 0;
}

/* Open: each step by itself; it is passed where the next one follows within the window. */
static void count_open(struct counting *c, const struct journey *j)
{
	struct chain_pass pass[FUNNEL_STEPS];
	bool entered = false;

	chain_open(&c->chains, pass);
	for (size_t s = 0; s < c->wish->n; s++) {
		struct funnel_row *row = &c->f->steps[s];
		if (!pass[s].reached)
			continue;
		entered = true;
		row->reached++;
		mark_customer(c, j, s);
		row->passed += pass[s].passed;
		if (pass[s].passed)
			hist_add(c->sc, &c->f->steps[s + 1].time, pass[s].took_s);
		else if (s + 1 < c->wish->n)
			row->open += j->open;
	}
	c->f->entered += entered;
}

static void gather(struct counting *c, const struct journey *j)
{
	chains_clear(&c->chains);
	for (size_t i = 0; i < j->n; i++) {
		uint64_t event = j->events[i];
		uint64_t marks = c->by_kind[c->trail->kind[event]] | c->by_touch[j->touch[i]];
		if (marks & ~CHAIN_EXCLUDED)
			marks &= ~CHAIN_EXCLUDED;
		if (marks)
			chains_add(&c->chains, marks, trail_seconds(c->trail->time_us[event]), (uint32_t)i);
	}
}

static void count_unit(void *to, const struct journey *j)
{
	struct counting *c = to;
	struct chain chain;

	c->f->units++;
	gather(c, j);
	if (c->wish->mode == FUNNEL_OPEN) {
		count_open(c, j);
		return;
	}
	chain = c->wish->mode == FUNNEL_ANY      ? chain_any(&c->chains)
		: c->wish->mode == FUNNEL_STRICT ? chain_strict(&c->chains)
						 : chain_ordered(&c->chains);
	count_chain(c, j, &chain);
}

static void mark_step(struct counting *c, const struct funnel_step *step, uint64_t mark,
	const struct dictionary *dictionary)
{
	for (size_t i = 0; i < step->n_touchpoints; i++)
		c->by_touch[step->touchpoints[i]] |= mark;
	for (size_t i = 0; i < step->n_events; i++)
		for (uint32_t k = 0; k < dictionary->n; k++)
			if (dictionary->event_code[k] == step->events[i])
				c->by_kind[k] |= mark;
}

static size_t words_of(const struct funnel *f)
{
	return f->customers / 64 + 1;
}

static bool wish_ok(struct scope *sc, const struct funnel_wish *wish)
{
	if (wish->n < 1 || wish->n > FUNNEL_STEPS || wish->n_without > FUNNEL_STEPS)
		return scope_fail(
			sc, FAULT_INVALID, "a funnel has 1 to %d steps, not %zu", FUNNEL_STEPS, wish->n);
	bool negative = wish->within_s < 0;
	for (size_t s = 0; s < wish->n; s++)
		negative |= wish->steps[s].within_s < 0;
	return !negative || scope_fail(sc, FAULT_INVALID, "a funnel's window cannot be negative");
}

struct funnel *funnel_count(struct scope *sc, const struct trail *trail, const struct walk_rules *rules,
	const struct walk_wish *walk, const struct funnel_wish *wish, const struct dictionary *dictionary)
{
	struct counting c = { .sc = sc, .trail = trail, .wish = wish };

	if (!wish_ok(sc, wish))
		return NULL;
	c.f = NEW(sc, struct funnel);
	c.f->n = wish->n;
	c.f->customers = trail->customers;
	c.chains = (struct chains){ .sc = &c.mine, .wish = wish };
	c.by_kind = NEW_ARRAY(&c.mine, uint64_t, dictionary->n + 1);
	c.by_touch = NEW_ARRAY(&c.mine, uint64_t, rules->touchpoints + 1);
	for (unsigned s = 0; s < wish->n; s++) {
		mark_step(&c, &wish->steps[s], 1ull << s, dictionary);
		c.f->steps[s].time.bits = HIST_FINE;
		c.f->reached_by[s] = NEW_ARRAY(sc, uint64_t, words_of(c.f));
	}
	for (unsigned s = 0; s < wish->n_without; s++)
		mark_step(&c, &wish->without[s], CHAIN_EXCLUDED, dictionary);
	trail_walk(trail, rules, walk, count_unit, &c);
	scope_close(&c.mine);
	return c.f;
}

static void merge_customers(struct scope *sc, struct funnel *into, const struct funnel *from)
{
	size_t before = words_of(into);

	if (from->customers > into->customers)
		into->customers = from->customers;
	for (size_t s = 0; s < into->n; s++) {
		into->reached_by[s] =
			scope_grow(sc, into->reached_by[s], before, words_of(into), sizeof(uint64_t));
		for (size_t w = 0; w < words_of(from); w++)
			into->reached_by[s][w] |= from->reached_by[s][w];
	}
}

void funnel_merge(struct scope *sc, struct funnel *into, const struct funnel *from)
{
	into->units += from->units;
	into->entered += from->entered;
	merge_customers(sc, into, from);
	for (size_t s = 0; s < into->n; s++) {
		into->steps[s].reached += from->steps[s].reached;
		into->steps[s].passed += from->steps[s].passed;
		into->steps[s].open += from->steps[s].open;
		hist_merge(sc, &into->steps[s].time, &from->steps[s].time);
	}
}
