#include "trail/block.h"

#include <string.h>

#include "trail/find.h"

/* The buffers of a block; they grow with the longest history. */
struct room {
	size_t n; /* events */
	uint64_t *bits, *place;
	uint32_t *time, *start, *customer, *goal_at, *visit, *visits, *hits, *unit;
	int64_t *wide;
	uint16_t *touch, *kind;
	uint8_t *flags;
};

struct blocks {
	struct scope sc;
	const struct trail *trail;
	const struct walk_rules *rules;
	const struct walk_wish *wish;
	unsigned need;
	size_t part;
	uint64_t row[2], end[2]; /* this share of each part's rows */
	uint16_t *touch_of;      /* [kinds + 1] where the rules are plain; NULL: each customer is walked */
	struct walk *walk;
	bool copies; /* this part: something may be left out */
	int64_t limit, open_limit, now_s;
	uint64_t events; /* a block */
	struct room room;
	struct block block;
};

/* --- opening ------------------------------------------------------------------------------------- */

/* Whether a kind alone says the touchpoint, and pauses alone cut. */
static bool rules_are_plain(const struct walk_rules *rules, uint32_t kinds)
{
	if (rules->end_at_goal && rules->goal >= 0)
		return false;
	for (uint32_t k = 0; k < kinds; k++)
		if (matching_simple(rules->matching, k) == MATCH_DEPENDS)
			return false;
	return true;
}

static uint16_t *touch_table(struct scope *sc, const struct walk_rules *rules, uint32_t kinds)
{
	uint16_t *table = NEW_ARRAY(sc, uint16_t, (size_t)kinds + 1);

	for (uint32_t k = 0; k < kinds; k++) {
		int touch = matching_simple(rules->matching, k);
		table[k] = (uint16_t)(touch == MATCH_UNSORTED ? (int)rules->touchpoints : touch);
	}
	return table;
}

/* The first row at or behind which the share begins: shares have equal numbers of events. */
static uint64_t share_begins(const struct trail_part *p, unsigned worker, unsigned workers)
{
	uint64_t event = p->events * worker / workers, from = 0, to = p->rows;

	if (worker == workers)
		return p->rows;
	while (worker && from < to) {
		uint64_t middle = from + (to - from) / 2;
		if (p->first[middle] < event)
			from = middle + 1;
		else
			to = middle;
	}
	return worker ? from : 0;
}

static void keep_journey(void *to, const struct journey *j);

static void enter_part(struct blocks *it, size_t part)
{
	const struct trail_part *p = &it->trail->parts[part];

	it->part = part;
	it->copies = !it->touch_of || it->wish->customers || it->wish->has_period || p->case_code ||
		     (part == 0 && it->trail->in_delta);
}

struct blocks *blocks_open(const struct trail *trail, const struct walk_rules *rules,
	const struct walk_wish *wish, unsigned need, unsigned worker, unsigned workers)
{
	struct scope sc = { 0 };
	struct blocks *it = NEW(&sc, struct blocks);

	*it = (struct blocks){ .trail = trail, .rules = rules, .wish = wish, .need = need };
	it->sc = sc;
	it->now_s = trail_seconds(rules->now_us);
	it->events = wish->block ? wish->block : BLOCK_EVENTS;
	it->limit = walk_limit(rules, wish->unit);
	it->open_limit = wish->unit == UNIT_SESSIONS ? rules->idle_s : rules->silence_s;
	if ((need & BLOCK_VISITS) || wish->fold || ((need & BLOCK_STATE) && rules->goal >= 0))
		it->need |= BLOCK_TOUCH;
	if ((need & BLOCK_STATE) && rules->answers)
		it->need |= BLOCK_KIND;
	if (rules_are_plain(rules, trail->kinds))
		it->touch_of = touch_table(&it->sc, rules, trail->kinds);
	it->walk = walk_open(rules, wish, keep_journey, it);
	for (size_t p = 0; p < trail->n_parts; p++) {
		it->row[p] = share_begins(&trail->parts[p], worker, workers);
		it->end[p] = share_begins(&trail->parts[p], worker + 1, workers);
	}
	enter_part(it, 0);
	return it;
}

void blocks_close(struct blocks *it)
{
	walk_close(it->walk);
	struct scope sc = it->sc; /* the blocks themselves lie in it */
	scope_close(&sc);
}

static void make_room(struct blocks *it, size_t n)
{
	struct room *r = &it->room;
	struct scope *sc = &it->sc;
	size_t was = r->n, now = was ? was : BLOCK_EVENTS + BLOCK_EVENTS / 4;

	if (n + TRAIL_PAD <= was)
		return;
	while (now < n + TRAIL_PAD)
		now *= 2; /* a multiple of 64: bits have a word for each */
	r->bits = scope_grow(sc, r->bits, was / 64, now / 64, sizeof *r->bits);
	r->place = scope_grow(sc, r->place, was, now, sizeof *r->place);
	r->time = scope_grow(sc, r->time, was, now, sizeof *r->time);
	r->start = scope_grow(sc, r->start, was, now, sizeof *r->start);
	r->customer = scope_grow(sc, r->customer, was, now, sizeof *r->customer);
	r->goal_at = scope_grow(sc, r->goal_at, was, now, sizeof *r->goal_at);
	r->visit = scope_grow(sc, r->visit, was, now, sizeof *r->visit);
	r->visits = scope_grow(sc, r->visits, was, now, sizeof *r->visits);
	r->hits = scope_grow(sc, r->hits, was, now, sizeof *r->hits);
	r->unit = scope_grow(sc, r->unit, was, now, sizeof *r->unit);
	r->wide = scope_grow(sc, r->wide, was, now, sizeof *r->wide);
	r->touch = scope_grow(sc, r->touch, was, now, sizeof *r->touch);
	r->kind = scope_grow(sc, r->kind, was, now, sizeof *r->kind);
	r->flags = scope_grow(sc, r->flags, was, now, sizeof *r->flags);
	r->n = now;
}

/* --- where everything is plain: times are read where they lie ------------------------------------- */

static uint32_t code_of(const struct trail_part *p, uint64_t row)
{
	return p->code ? p->code[row] : (uint32_t)row;
}

/* Whole customers, of as many events as a block has, or one customer of more. */
static uint64_t rows_of_block(const struct blocks *it, const struct trail_part *p)
{
	uint64_t row = it->row[it->part], end = it->end[it->part], from = p->first[row];

	do
		row++;
	while (row < end && p->first[row + 1] - from <= it->events);
	return row;
}

/* Units begin with a customer and behind a pause over the limit. */
static void cut_rows(struct blocks *it, const struct trail_part *p, uint64_t from_row, uint64_t to_row)
{
	struct block *b = &it->block;
	struct room *r = &it->room;
	uint64_t from = p->first[from_row];
	bool cuts = it->limit < UINT32_MAX && b->time;
	size_t u = 0;

	if (cuts)
		find_gaps(b->time, b->n, (uint32_t)it->limit, r->bits);
	else
		memset(r->bits, 0, (b->n / 64 + 1) * sizeof *r->bits);
	for (size_t i = 1; b->wide && i < b->n; i++)
		if (b->wide[i] - b->wide[i - 1] > it->limit)
			r->bits[i / 64] |= 1ull << (i % 64);
	b->customers = 0;
	for (uint64_t row = from_row; row < to_row; row++) {
		uint64_t at = p->first[row] - from;
		bool any = p->first[row] < p->first[row + 1];
		b->customers += any;
		r->bits[at / 64] |= (uint64_t)any << (at % 64);
	}
	b->units = find_bits(r->bits, b->n, r->start);
	r->start[b->units] = (uint32_t)b->n;
	if (!(it->need & BLOCK_CUSTOMER))
		return;
	for (uint64_t row = from_row; row < to_row; row++)
		for (uint64_t end = p->first[row + 1] - from; u < b->units && r->start[u] < end; u++)
			r->customer[u] = code_of(p, row);
}

static void look_up(struct blocks *it, const struct trail_part *p, uint64_t from, size_t n, size_t to)
{
	struct room *r = &it->room;

	if (p->kind_bytes == 1 && (it->need & BLOCK_TOUCH))
		find_in_table8(
			(const uint8_t *)p->kind + from, n, it->touch_of, it->trail->kinds, r->touch + to);
	else if (it->need & BLOCK_TOUCH)
		find_in_table16((const uint16_t *)p->kind + from, n, it->touch_of, r->touch + to);
	if (!(it->need & BLOCK_KIND))
		return;
	if (p->kind_bytes == 2)
		memcpy(r->kind + to, (const uint16_t *)p->kind + from, n * sizeof *r->kind);
	for (size_t i = 0; p->kind_bytes == 1 && i < n; i++)
		r->kind[to + i] = ((const uint8_t *)p->kind)[from + i];
}

static void take_rows(struct blocks *it, const struct trail_part *p)
{
	struct block *b = &it->block;
	uint64_t row = it->row[it->part], end = rows_of_block(it, p), from = p->first[row];

	it->row[it->part] = end;
	b->n = p->first[end] - from;
	if (!b->n)
		return;
	make_room(it, b->n);
	b->from = from;
	b->place = NULL;
	b->time = p->time_bytes == 4 ? (const uint32_t *)p->time + from : NULL;
	b->wide = p->time_bytes == 8 ? (const int64_t *)p->time + from : NULL;
	look_up(it, p, from, b->n, 0);
	cut_rows(it, p, row, end);
}

/* --- where something is left out or special: copied, customer by customer -------------------------- */

static void begin_unit(struct blocks *it, uint32_t customer, uint8_t flags)
{
	struct room *r = &it->room;

	it->block.customers += it->block.units == 0 || r->customer[it->block.units - 1] != customer;
	r->customer[it->block.units] = customer;
	r->flags[it->block.units] = flags;
	r->start[it->block.units++] = (uint32_t)it->block.n;
}

static void keep_time(struct blocks *it, const struct trail_part *p, uint64_t from, size_t n, size_t to)
{
	if (p->time_bytes == 4)
		memcpy(it->room.time + to, (const uint32_t *)p->time + from, n * sizeof *it->room.time);
	else
		memcpy(it->room.wide + to, (const int64_t *)p->time + from, n * sizeof *it->room.wide);
}

/* A journey that the walk found, as it says it is. */
static void keep_journey(void *to, const struct journey *j)
{
	struct blocks *it = to;
	struct room *r = &it->room;
	size_t at = it->block.n;

	make_room(it, at + j->n);
	begin_unit(it, j->customer,
		(uint8_t)((j->reached_goal ? BLOCK_GOAL : 0) | (j->open ? BLOCK_OPEN : 0) |
			  (j->is_case ? BLOCK_CASE : 0) | (j->answers ? BLOCK_ANSWERS : 0)));
	for (size_t i = 0; i < j->n; i++) {
		r->place[at + i] = j->events[i];
		r->touch[at + i] = j->touch[i];
		r->kind[at + i] = (uint16_t)part_kind(j->part, j->events[i]);
		keep_time(it, j->part, j->events[i], 1, at + i);
	}
	r->goal_at[it->block.units - 1] =
		j->goal_at == JOURNEY_NOWHERE ? BLOCK_NOWHERE : (uint32_t)(at + j->goal_at);
	it->block.n += j->n;
}

static bool starts_in_period(const struct blocks *it, int64_t at)
{
	return !it->wish->has_period || (at >= it->wish->from_s && at <= it->wish->to_s);
}

static void keep_unit(
	struct blocks *it, const struct trail_part *p, uint32_t customer, uint64_t from, uint64_t to)
{
	struct room *r = &it->room;
	size_t n = to - from, at = it->block.n;

	if (!starts_in_period(it, part_second(p, from)))
		return;
	make_room(it, at + n);
	begin_unit(it, customer, 0);
	keep_time(it, p, from, n, at);
	look_up(it, p, from, n, at);
	for (size_t i = 0; i < n; i++)
		r->place[at + i] = from + i;
	it->block.n += n;
}

static void cut_history(struct blocks *it, uint32_t customer, struct history h)
{
	uint64_t from = h.from;

	for (uint64_t i = from + 1; i < h.to; i++) {
		if (part_second(h.part, i) - part_second(h.part, i - 1) <= it->limit)
			continue;
		keep_unit(it, h.part, customer, from, i);
		from = i;
	}
	keep_unit(it, h.part, customer, from, h.to);
}

static bool has_cases(struct history h)
{
	for (uint64_t i = h.from; h.part->case_code && i < h.to; i++)
		if (h.part->case_code[i] != TRAIL_NO_CASE)
			return true;
	return false;
}

/* A block is either of plain customers or of walked ones: the walk settles goals itself. */
static void copy_rows(struct blocks *it, const struct trail_part *p, bool *walked)
{
	uint64_t *row = &it->row[it->part];

	for (; *row < it->end[it->part] && it->block.n < it->events; ++*row) {
		uint32_t customer = code_of(p, *row);
		struct history h = { p, p->first[*row], p->first[*row + 1] };
		if (h.from == h.to || !walk_wants(it->wish, customer) ||
			(it->part == 0 && it->trail->in_delta &&
				trail_has_bit(it->trail->in_delta, customer)))
			continue;
		bool special = !it->touch_of || has_cases(h);
		if (it->block.n && special != *walked)
			return;
		*walked = special;
		if (special)
			walk_history(it->walk, customer, h);
		else
			cut_history(it, customer, h);
	}
}

static void copy_block(struct blocks *it, const struct trail_part *p, bool *walked)
{
	struct block *b = &it->block;

	make_room(it, BLOCK_EVENTS);
	b->n = b->units = b->customers = 0;
	copy_rows(it, p, walked);
	it->room.start[b->units] = (uint32_t)b->n;
	b->time = p->time_bytes == 4 ? it->room.time : NULL;
	b->wide = p->time_bytes == 8 ? it->room.wide : NULL;
	b->place = it->room.place;
}

/* --- what follows from the units ------------------------------------------------------------------ */

static bool only_answers(const struct blocks *it, size_t u)
{
	const struct room *r = &it->room;
	uint32_t i = r->start[u];

	while (i < r->start[u + 1] && it->rules->answers[r->kind[i]])
		i++;
	return i == r->start[u + 1];
}

static void find_answers(struct blocks *it)
{
	for (size_t u = 0; it->rules->answers && u < it->block.units; u++)
		if (only_answers(it, u))
			it->room.flags[u] |= BLOCK_ANSWERS;
}

static void find_states(struct blocks *it)
{
	struct block *b = &it->block;
	struct room *r = &it->room;
	size_t n = it->rules->goal >= 0 ? find_value(r->touch, b->n, (uint16_t)it->rules->goal, r->hits) : 0;

	for (size_t u = 0; u < b->units; u++) {
		r->flags[u] = block_time(b, r->start[u + 1] - 1, !b->time) > b->open_after ? BLOCK_OPEN : 0;
		r->goal_at[u] = BLOCK_NOWHERE;
	}
	for (size_t i = 0, u = 0; i < n; i++) {
		while (r->start[u + 1] <= r->hits[i])
			u++;
		if (r->goal_at[u] == BLOCK_NOWHERE)
			r->goal_at[u] = r->hits[i];
		r->flags[u] |= BLOCK_GOAL;
	}
	find_answers(it);
}

/* The first visit of each unit is as many as there are bits before it. */
static void count_visits_before(struct blocks *it)
{
	const struct block *b = &it->block;
	struct room *r = &it->room;
	uint32_t before = 0;

	for (size_t u = 0, w = 0; u < b->units; u++) {
		uint32_t at = r->start[u];
		for (; w < at / 64; w++)
			before += (uint32_t)__builtin_popcountll(r->bits[w]);
		r->visits[u] =
			before + (uint32_t)__builtin_popcountll(r->bits[w] & ((1ull << (at % 64)) - 1));
	}
	r->visits[b->units] = (uint32_t)b->n_visits;
}

static void find_visits(struct blocks *it)
{
	struct block *b = &it->block;
	struct room *r = &it->room;

	find_changes(r->touch, b->n, r->bits);
	for (size_t u = 0; u < b->units; u++)
		r->bits[r->start[u] / 64] |= 1ull << (r->start[u] % 64);
	b->n_visits = find_bits(r->bits, b->n, r->visit);
	r->visit[b->n_visits] = (uint32_t)b->n;
	count_visits_before(it);
}

/* Sixteen at a time, past the unit's end: the next unit writes over it. */
static void find_units(struct blocks *it)
{
	const struct block *b = &it->block;
	struct room *r = &it->room;

	for (size_t u = 0; u < b->units; u++)
		for (uint32_t i = r->start[u]; i < r->start[u + 1]; i += 16)
			for (uint32_t k = 0; k < 16; k++)
				r->unit[i + k] = (uint32_t)u;
}

static void point_at_room(struct blocks *it)
{
	struct block *b = &it->block;
	struct room *r = &it->room;

	b->touch = r->touch;
	b->kind = r->kind;
	b->start = r->start;
	b->customer = r->customer;
	b->flags = r->flags;
	b->goal_at = r->goal_at;
	b->visit = r->visit;
	b->visits = r->visits;
	b->unit = r->unit;
}

static void finish(struct blocks *it, bool walked)
{
	struct block *b = &it->block;

	b->walked = walked;
	b->open_after = it->now_s - it->open_limit - b->base_s;
	if ((it->need & BLOCK_STATE) && !walked)
		find_states(it);
	if (it->wish->fold && !walked)
		find_in_table16(it->room.touch, b->n, it->wish->fold, it->room.touch);
	if (it->need & BLOCK_VISITS)
		find_visits(it);
	if (it->need & BLOCK_UNIT)
		find_units(it);
	point_at_room(it);
}

const struct block *blocks_next(struct blocks *it)
{
	for (;;) {
		const struct trail_part *p = &it->trail->parts[it->part];
		bool walked = false;
		if (it->row[it->part] >= it->end[it->part]) {
			if (it->part + 1 == it->trail->n_parts)
				return NULL;
			enter_part(it, it->part + 1);
			continue;
		}
		it->block.part = p;
		it->block.base_s = p->base_s;
		if (it->copies)
			copy_block(it, p, &walked);
		else
			take_rows(it, p);
		if (!it->block.n)
			continue;
		finish(it, walked);
		return &it->block;
	}
}
