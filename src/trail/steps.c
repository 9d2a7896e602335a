#include "trail/steps.h"

#include "base/crew.h"
#include "trail/fold.h"

static const char *const anchors[STEPS_ANCHORS] = { "first", "last", "every" };

/* One worker's matrix; 32 bits a cell, which is why it is given over before so many events have passed. */
struct share {
	struct steps m;
	uint32_t *at, *links;
	uint64_t since;
};

struct counting {
	struct steps *m;
	const struct steps_wish *wish;
	struct share share[CREW_MOST];
};

/* The journey in hand as its visits. */
struct visits {
	const struct block *b;
	uint32_t first, n;
};

const char *steps_anchor_name(enum steps_anchor anchor)
{
	return anchors[anchor];
}

static uint16_t touch_at(const struct visits *v, uint32_t visit)
{
	return v->b->touch[v->b->visit[v->first + visit]];
}

/* --- from the entry: no visits are needed for it -------------------------------------------------- */

static void count_entries(struct share *s, const struct block *b)
{
	size_t rows = steps_rows(&s->m);

	for (size_t u = 0; u < b->units; u++) {
		uint32_t *row = s->at, *end = s->at + rows * s->m.columns;
		row[b->touch[b->start[u]]]++;
		row += s->m.columns;
		for (size_t i = b->start[u] + 1; i < b->start[u + 1]; i++) {
			if (b->touch[i] == b->touch[i - 1])
				continue;
			if (row == end)
				break;
			row[b->touch[i]]++;
			row += s->m.columns;
		}
	}
	s->m.journeys += b->units;
	s->m.anchors += b->units;
}

/* --- from visits at a touchpoint ------------------------------------------------------------------ */

/* What is beyond the journey's ends (or the ways's) is counted by what is missing in a row: see close_rows. */
static void count_rows(struct share *s, const struct visits *v, uint32_t anchor, uint32_t end)
{
	const struct steps *m = &s->m;
	size_t gone = m->columns - 1, was = gone;

	s->m.anchors++;
	for (size_t row = 0; row < steps_rows(m); row++) {
		int64_t at = m->backward ? (int64_t)anchor - (int64_t)row
					 : (int64_t)anchor + (int64_t)row - (int64_t)m->before;
		bool there = at >= 0 && at < (int64_t)end;
		size_t is = there ? touch_at(v, (uint32_t)at) : gone;
		if (there)
			s->at[steps_cell(m, row, is)]++;
		if (s->links && row)
			s->links[steps_link(m, row - 1, was, is)]++;
		was = is;
	}
}

/* From the first visit, where links are wanted: they need the visits. */
static void count_way(struct share *s, const struct visits *v)
{
	s->m.journeys++;
	count_rows(s, v, 0, v->n);
}

/* Behind the first visit at `to` after the anchor; 0 where none follows. */
static uint32_t end_of_way(const struct visits *v, uint32_t anchor, int to)
{
	for (uint32_t i = anchor + 1; i < v->n; i++)
		if (touch_at(v, i) == to)
			return i + 1;
	return 0;
}

static void count_journey(struct share *s, const struct steps_wish *wish, const struct visits *v)
{
	bool both = wish->from != STEPS_NO_ANCHOR && wish->to != STEPS_NO_ANCHOR, any = false;
	int touch = wish->from != STEPS_NO_ANCHOR ? wish->from : wish->to;
	uint32_t last = 0, last_end = 0;

	for (uint32_t i = 0; i < v->n; i++) {
		if (touch_at(v, i) != touch)
			continue;
		uint32_t end = both ? end_of_way(v, i, wish->to) : v->n;
		if (!end)
			break; /* nor from a later one */
		any = true;
		last = i;
		last_end = end;
		if (wish->anchor != STEPS_LAST)
			count_rows(s, v, i, end);
		if (wish->anchor == STEPS_FIRST)
			break;
	}
	if (any && wish->anchor == STEPS_LAST)
		count_rows(s, v, last, last_end);
	s->m.journeys += any;
}

/* --- all together --------------------------------------------------------------------------------- */

static size_t links_of(const struct steps *m)
{
	return (steps_rows(m) - 1) * m->columns * m->columns;
}

static void give(struct share *s)
{
	for (size_t i = 0; s->links && i < links_of(&s->m); i++) {
		s->m.links[i] += s->links[i];
		s->links[i] = 0;
	}
	for (size_t i = 0; i < steps_rows(&s->m) * s->m.columns; i++) {
		s->m.at[i] += s->at[i];
		s->at[i] = 0;
	}
	s->since = 0;
}

static void count_block(void *to, unsigned worker, const struct block *b)
{
	struct counting *c = to;
	struct share *s = &c->share[worker];
	bool entry = c->wish->from == STEPS_NO_ANCHOR && c->wish->to == STEPS_NO_ANCHOR;

	s->m.all += b->units;
	if (s->since >> 31)
		give(s);
	s->since += b->n;
	if (entry && !s->links) {
		count_entries(s, b);
		return;
	}
	for (size_t u = 0; u < b->units; u++) {
		struct visits v = { b, b->visits[u], b->visits[u + 1] - b->visits[u] };
		if (entry)
			count_way(s, &v);
		else
			count_journey(s, c->wish, &v);
	}
}

static void close_rows(struct steps *m)
{
	for (size_t row = 0; row < steps_rows(m); row++) {
		uint64_t there = 0;
		for (size_t c = 0; c + 1 < m->columns; c++)
			there += m->at[steps_cell(m, row, c)];
		m->at[steps_cell(m, row, m->columns - 1)] = m->anchors - there;
	}
}

static bool links_ok(struct scope *sc, const struct steps_wish *wish, size_t columns)
{
	size_t rows = wish->centred ? 2 * wish->depth : wish->depth;

	if (!wish->links || rows * columns * columns <= STEPS_LINKS)
		return true;
	return scope_fail(sc, FAULT_LIMIT,
		"the links of %zu visits between %zu touchpoints are too many to show: depth=%zu goes", rows,
		columns - 2, STEPS_LINKS / (columns * columns) / (wish->centred ? 2 : 1));
}

static bool wish_ok(struct scope *sc, const struct steps_wish *wish, size_t touchpoints)
{
	bool from = wish->from != STEPS_NO_ANCHOR, to = wish->to != STEPS_NO_ANCHOR;

	if (wish->depth < 1 || wish->depth > STEPS_DEPTH)
		return scope_fail(sc, FAULT_LIMIT, "the depth is 1 to %d, not %zu", STEPS_DEPTH, wish->depth);
	if (!from && !to && (wish->anchor != STEPS_FIRST || wish->centred))
		return scope_fail(sc, FAULT_INVALID,
			"the last, every or the centre of what? Name the touchpoint to count from or to");
	if (from && to && wish->centred)
		return scope_fail(sc, FAULT_INVALID, "centred is from one touchpoint, not between two");
	return links_ok(sc, wish, touchpoints + 2);
}

static struct steps steps_new(struct scope *sc, const struct steps_wish *wish, size_t touchpoints)
{
	struct steps m = { .depth = wish->depth, .columns = touchpoints + 2 };

	m.before = wish->centred ? wish->depth : 0;
	m.backward = wish->from == STEPS_NO_ANCHOR && wish->to != STEPS_NO_ANCHOR && !wish->centred;
	m.at = NEW_ARRAY(sc, uint64_t, steps_rows(&m) * m.columns);
	m.links = wish->links ? NEW_ARRAY(sc, uint64_t, links_of(&m)) : NULL;
	return m;
}

struct steps *steps_count(struct scope *sc, const struct trail *trail, const struct walk_rules *rules,
	const struct walk_wish *walk, const struct steps_wish *wish)
{
	struct scope mine = { 0 };
	struct counting *c = NEW(&mine, struct counting);
	bool entry = wish->from == STEPS_NO_ANCHOR && wish->to == STEPS_NO_ANCHOR;
	unsigned workers = fold_workers(trail, walk);

	if (!wish_ok(sc, wish, walk_touchpoints(rules, walk))) {
		scope_close(&mine);
		return NULL;
	}
	c->wish = wish;
	c->m = NEW(sc, struct steps);
	*c->m = steps_new(sc, wish, walk_touchpoints(rules, walk));
	for (unsigned w = 0; w < workers; w++) {
		c->share[w].m = steps_new(&mine, wish, walk_touchpoints(rules, walk));
		c->share[w].at = NEW_ARRAY(&mine, uint32_t, steps_rows(c->m) * c->m->columns);
		c->share[w].links = wish->links ? NEW_ARRAY(&mine, uint32_t, links_of(c->m)) : NULL;
	}
	fold_blocks(trail, rules, walk, entry && !wish->links ? BLOCK_TOUCH : BLOCK_VISITS, workers,
		count_block, c);
	for (unsigned w = 0; w < workers; w++) {
		give(&c->share[w]);
		steps_merge(c->m, &c->share[w].m);
	}
	struct steps *m = c->m;
	close_rows(m);
	scope_close(&mine); /* and with it what counted */
	return m;
}

void steps_merge(struct steps *into, const struct steps *from)
{
	into->journeys += from->journeys;
	into->anchors += from->anchors;
	into->all += from->all;
	for (size_t i = 0; i < steps_rows(into) * into->columns; i++)
		into->at[i] += from->at[i];
	for (size_t i = 0; into->links && i < links_of(into); i++)
		into->links[i] += from->links[i];
}
