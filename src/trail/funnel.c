#include "trail/funnel.h"

#include "base/crew.h"
#include "trail/find.h"
#include "trail/fold.h"
#include "trail/funnel_chain.h"

static const char *const modes[FUNNEL_MODES] = { "ordered", "strict", "any", "open" };

/* What one worker counts; its results lie in its own scope until they are added up. */
struct share {
	struct scope sc, mine;
	struct funnel f;
	struct chains chains;
	uint32_t *hits; /* the events of a block that are steps or exclusions */
	uint64_t *bits;
	size_t room;
};

struct counting {
	const struct funnel_wish *wish;
	uint64_t *by_kind, *by_touch;  /* marks of funnel_chain.h; both say what an event is */
	bool kinds;                    /* whether any step is an event name */
	bool quick, who;               /* who: the customers behind each number are wished for */
	uint16_t touches[FIND_VALUES]; /* the touchpoints that are any step, where they are few */
	size_t n_touches;
	struct share share[CREW_MOST];
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

static void mark_customer(struct share *s, uint32_t customer, size_t step)
{
	if (s->f.reached_by[step])
		s->f.reached_by[step][customer / 64] |= 1ull << (customer % 64);
}

/* How far somebody came, and how long each step took from the one before. */
struct passage {
	size_t depth;
	int64_t took_s[FUNNEL_STEPS];
};

/* In any order: how much longer it took than all steps before it. */
static void passage_of(const struct chains *c, const struct chain *chain, struct passage *p)
{
	size_t before = chain->at[0];

	p->depth = chain->depth;
	for (size_t k = 1; k < chain->depth; k++) {
		p->took_s[k] = chain->at[k] > before ? c->at_s[chain->at[k]] - c->at_s[before] : 0;
		before = chain->at[k] > before ? chain->at[k] : before;
	}
}

static void count_passage(struct share *s, uint32_t customer, bool open, const struct passage *p, size_t n)
{
	for (size_t k = 0; k < p->depth; k++) {
		struct funnel_row *row = &s->f.steps[k];
		row->reached++;
		mark_customer(s, customer, k);
		if (k > 0)
			hist_add(&s->sc, &row->time, p->took_s[k]);
		if (k + 1 < p->depth)
			row->passed++;
		else if (k + 1 < n)
			row->open += open;
	}
	s->f.entered += p->depth > 0;
}

/* Open: each step by itself; it is passed where the next one follows within the window. */
static void count_open(struct share *s, uint32_t customer, bool open, size_t n)
{
	struct chain_pass pass[FUNNEL_STEPS];
	bool entered = false;

	chain_open(&s->chains, pass);
	for (size_t k = 0; k < n; k++) {
		struct funnel_row *row = &s->f.steps[k];
		if (!pass[k].reached)
			continue;
		entered = true;
		row->reached++;
		mark_customer(s, customer, k);
		row->passed += pass[k].passed;
		if (pass[k].passed)
			hist_add(&s->sc, &s->f.steps[k + 1].time, pass[k].took_s);
		else if (k + 1 < n)
			row->open += open;
	}
	s->f.entered += entered;
}

/* What was gathered, as one unit or as one attempt of it. */
static void count_gathered(struct share *s, const struct funnel_wish *wish, uint32_t customer, bool open)
{
	struct chain chain;
	struct passage passage;

	if (wish->mode == FUNNEL_OPEN) {
		count_open(s, customer, open, wish->n);
		return;
	}
	chain = wish->mode == FUNNEL_ANY      ? chain_any(&s->chains)
		: wish->mode == FUNNEL_STRICT ? chain_strict(&s->chains)
					      : chain_ordered(&s->chains);
	passage_of(&s->chains, &chain, &passage);
	count_passage(s, customer, open, &passage, wish->n);
}

/* --- a block --------------------------------------------------------------------------------------- */

static uint64_t marks_of(const struct counting *c, const struct block *b, size_t i)
{
	uint64_t marks = c->by_touch[b->touch[i]] | (c->kinds ? c->by_kind[b->kind[i]] : 0);

	return marks & ~CHAIN_EXCLUDED ? marks & ~CHAIN_EXCLUDED : marks;
}

static void make_room(struct share *s, size_t n)
{
	if (s->room >= n)
		return;
	s->room = n + BLOCK_EVENTS;
	s->hits = NEW_ARRAY(&s->mine, uint32_t, s->room);
	s->bits = NEW_ARRAY(&s->mine, uint64_t, s->room / 64 + 1);
}

/* Without a branch: most events are none, and which are is not to be foreseen. */
static size_t find_hits(const struct counting *c, struct share *s, const struct block *b)
{
	size_t n = 0;

	make_room(s, b->n + 1);
	if (!c->kinds && c->n_touches <= FIND_VALUES) {
		find_values(b->touch, b->n, c->touches, c->n_touches, s->bits);
		return find_bits(s->bits, b->n, s->hits);
	}
	for (size_t i = 0; i < b->n; i++) {
		s->hits[n] = (uint32_t)i;
		n += (c->by_touch[b->touch[i]] | (c->kinds ? c->by_kind[b->kind[i]] : 0)) != 0;
	}
	return n;
}

static void gather(const struct counting *c, struct share *s, const struct block *b, size_t u, size_t hit)
{
	uint32_t i = s->hits[hit];

	chains_add(&s->chains, marks_of(c, b, i), b->base_s + block_time(b, i, !b->time), i - b->start[u]);
}

/* Every start is an attempt, which ends where the next one begins. */
static void count_attempts(
	const struct counting *c, struct share *s, const struct block *b, size_t u, size_t from, size_t to)
{
	bool open = block_is_open(b, u);
	uint32_t customer = c->who ? b->customer[u] : 0;

	chains_clear(&s->chains);
	for (size_t hit = from; hit < to; hit++) {
		if (marks_of(c, b, s->hits[hit]) & 1) {
			if (s->chains.seen & 1)
				count_gathered(s, c->wish, customer, false);
			chains_clear(&s->chains);
		}
		gather(c, s, b, u, hit);
	}
	if (s->chains.seen & 1)
		count_gathered(s, c->wish, customer, open);
}

/* --- ordered, with one window or none: nothing need be gathered ---------------------------------------- */

static bool is_quick(const struct funnel_wish *wish)
{
	for (size_t k = 1; k < wish->n; k++)
		if (wish->steps[k].within_s)
			return false;
	return wish->mode == FUNNEL_ORDERED && !wish->n_without && !wish->first_attempt && !wish->totals;
}

/* For each number of steps the latest start from which they can be done leaves the most room in the window.  Comes
 * back with the most steps, and with the hit that was first to do them. */
static size_t quick_depth(const struct counting *c, const struct share *s, const struct block *b, size_t from,
	size_t to, size_t *done)
{
	static const int64_t NEVER = INT64_MIN / 2;
	int64_t start[FUNNEL_STEPS], window = c->wish->within_s ? c->wish->within_s : INT64_MAX / 4;
	size_t depth = 0;

	for (size_t hit = from; hit < to && depth < c->wish->n; hit++) {
		int64_t now = block_time(b, s->hits[hit], !b->time);
		uint64_t marks = c->by_touch[b->touch[s->hits[hit]]];
		if (c->kinds)
			marks |= c->by_kind[b->kind[s->hits[hit]]];
		for (uint64_t left = marks & ((2ull << depth) - 1); left;) {
			size_t k = 63 - (size_t)__builtin_clzll(left);
			left ^= 1ull << k;
			int64_t began = k == 0 ? now : start[k - 1];
			if (k > 0 && (began == NEVER || now - began > window))
				continue;
			start[k] = began;
			if (k < depth)
				continue;
			start[k + 1 < FUNNEL_STEPS ? k + 1 : k] = k + 1 < FUNNEL_STEPS ? NEVER : began;
			depth = k + 1;
			*done = hit;
		}
	}
	return depth;
}

/* The earliest start from which the last step was in time, and from there each step as soon as it comes. */
static void quick_passage(const struct counting *c, const struct share *s, const struct block *b, size_t from,
	size_t done, struct passage *p)
{
	int64_t end = block_time(b, s->hits[done], !b->time), before = 0;

	for (size_t hit = from, k = 0; k < p->depth; hit++) {
		int64_t now = block_time(b, s->hits[hit], !b->time);
		if (!(marks_of(c, b, s->hits[hit]) >> k & 1) ||
			(k == 0 && c->wish->within_s && end - now > c->wish->within_s))
			continue;
		p->took_s[k++] = now - before;
		before = now;
	}
}

static void count_quickly(
	const struct counting *c, struct share *s, const struct block *b, size_t from, size_t to)
{
	uint32_t u = b->unit[s->hits[from]];
	size_t done = from;
	struct passage p; /* not zeroed: most units are done in less time than that takes */

	p.depth = to - from == 1 ? 1 : quick_depth(c, s, b, from, to, &done);
	if (p.depth > 1)
		quick_passage(c, s, b, from, done, &p);
	count_passage(s, c->who ? b->customer[u] : 0, block_is_open(b, u), &p, c->wish->n);
}

/* --- a unit, and all of a block ------------------------------------------------------------------------- */

/* The hits of one unit.  Where nobody can begin, nothing is to follow. */
static void count_unit(
	const struct counting *c, struct share *s, const struct block *b, size_t from, size_t to)
{
	const struct funnel_wish *wish = c->wish;
	uint32_t u = b->unit[s->hits[from]], customer = c->who ? b->customer[u] : 0;
	uint64_t seen = 0;

	for (size_t i = from; i < to; i++)
		seen |= marks_of(c, b, s->hits[i]);
	if (!(seen & (wish->mode == FUNNEL_OPEN ? ~CHAIN_EXCLUDED : 1)))
		return;
	if (wish->totals) {
		count_attempts(c, s, b, u, from, to);
		return;
	}
	chains_clear(&s->chains);
	for (size_t i = from; i < to; i++)
		gather(c, s, b, u, i);
	count_gathered(s, wish, customer, block_is_open(b, u));
}

static void count_block(void *to, unsigned worker, const struct block *b)
{
	struct counting *c = to;
	struct share *s = &c->share[worker];
	size_t hits = find_hits(c, s, b);

	s->f.units += b->units;
	for (size_t from = 0, hit; from < hits; from = hit) {
		uint32_t u = b->unit[s->hits[from]];
		hit = from + 1;
		if (c->quick && !(marks_of(c, b, s->hits[from]) & 1))
			continue; /* nothing before the first step matters */
		while (hit < hits && b->unit[s->hits[hit]] == u)
			hit++;
		if (c->quick)
			count_quickly(c, s, b, from, hit);
		else
			count_unit(c, s, b, from, hit);
	}
}

/* --- all together ---------------------------------------------------------------------------------- */

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
	if (negative)
		return scope_fail(sc, FAULT_INVALID, "a funnel's window cannot be negative");
	if (wish->totals && wish->first_attempt)
		return scope_fail(sc, FAULT_INVALID, "either every attempt counts or the first one alone");
	return !wish->totals || wish->mode == FUNNEL_ORDERED || wish->mode == FUNNEL_STRICT ||
	       scope_fail(sc, FAULT_INVALID,
		       "attempts can be counted where the first step begins one: in mode ordered or strict");
}

static void funnel_begin(
	struct scope *sc, struct funnel *f, const struct funnel_wish *wish, uint32_t customers)
{
	f->n = wish->n;
	f->customers = customers;
	for (unsigned s = 0; s < wish->n; s++) {
		f->steps[s].time.bits = HIST_FINE;
		if (wish->who)
			f->reached_by[s] = NEW_ARRAY(sc, uint64_t, words_of(f));
	}
}

static void mark_all(
	struct scope *sc, struct counting *c, uint32_t touchpoints, const struct dictionary *dictionary)
{
	const struct funnel_wish *wish = c->wish;

	c->by_kind = NEW_ARRAY(sc, uint64_t, dictionary->n + 1);
	c->by_touch = NEW_ARRAY(sc, uint64_t, (size_t)touchpoints + 1);
	for (unsigned s = 0; s < wish->n; s++) {
		mark_step(c, &wish->steps[s], 1ull << s, dictionary);
		c->kinds |= wish->steps[s].n_events > 0;
	}
	for (unsigned s = 0; s < wish->n_without; s++) {
		mark_step(c, &wish->without[s], CHAIN_EXCLUDED, dictionary);
		c->kinds |= wish->without[s].n_events > 0;
	}
	for (uint32_t t = 0; t <= touchpoints; t++)
		if (c->by_touch[t] && c->n_touches++ < FIND_VALUES)
			c->touches[c->n_touches - 1] = (uint16_t)t;
}

struct funnel *funnel_count(struct scope *sc, const struct trail *trail, const struct walk_rules *rules,
	const struct walk_wish *walk, const struct funnel_wish *wish, const struct dictionary *dictionary)
{
	struct scope mine = { 0 };
	struct counting *c;
	struct funnel *f;
	unsigned workers = fold_workers(trail, walk);

	if (!wish_ok(sc, wish))
		return NULL;
	c = NEW(&mine, struct counting);
	c->wish = wish;
	c->quick = is_quick(wish);
	c->who = wish->who;
	mark_all(&mine, c, walk_touchpoints(rules, walk), dictionary);
	for (unsigned w = 0; w < workers; w++) {
		struct share *s = &c->share[w];
		funnel_begin(&s->sc, &s->f, wish, trail->customers);
		s->chains = (struct chains){ .sc = &s->mine, .wish = wish };
	}
	fold_blocks(trail, rules, walk,
		BLOCK_TOUCH | BLOCK_UNIT | (c->kinds ? BLOCK_KIND : 0) | (c->who ? BLOCK_CUSTOMER : 0),
		workers, count_block, c);
	f = NEW(sc, struct funnel);
	funnel_begin(sc, f, wish, trail->customers);
	for (unsigned w = 0; w < workers; w++) {
		funnel_merge(sc, f, &c->share[w].f);
		scope_close(&c->share[w].sc);
		scope_close(&c->share[w].mine);
	}
	scope_close(&mine);
	return f;
}

static void merge_customers(struct scope *sc, struct funnel *into, const struct funnel *from)
{
	size_t before = words_of(into);

	if (from->customers > into->customers)
		into->customers = from->customers;
	for (size_t s = 0; s < into->n && into->reached_by[s] && from->reached_by[s]; s++) {
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
