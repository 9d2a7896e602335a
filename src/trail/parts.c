#include "trail/parts.h"

#include <string.h>

/* --- a trail ------------------------------------------------------------------------------------- */

static void add_delta(struct scope *sc, struct trail *t, const struct image *delta)
{
	const struct trail_part *d = &delta->part;
	uint32_t last = d->rows ? d->code[d->rows - 1] + 1 : 0;
	size_t words;

	if (last > t->customers)
		t->customers = last;
	words = t->customers / 64 + 1;
	uint64_t *bits = NEW_ARRAY(sc, uint64_t, words);
	uint32_t *rank = NEW_ARRAY(sc, uint32_t, words);
	for (uint32_t r = 0; r < d->rows; r++)
		bits[d->code[r] / 64] |= 1ull << (d->code[r] % 64);
	for (size_t w = 1; w < words; w++)
		rank[w] = rank[w - 1] + (uint32_t)__builtin_popcountll(bits[w - 1]);
	t->parts[1] = *d;
	t->parts[1].base = t->parts[0].events;
	t->n_parts = 2;
	t->in_delta = bits;
	t->rank = rank;
}

const struct trail *trail_of_images(struct scope *sc, const struct image *main, const struct image *delta)
{
	struct trail *t = NEW(sc, struct trail);
	const struct image *newest = delta ? delta : main;

	t->parts[0] = main->part;
	t->n_parts = 1;
	t->customers = main->part.rows;
	if (delta)
		add_delta(sc, t, delta);
	t->from_us = newest->facts.from_us;
	t->to_us = newest->facts.to_us;
	t->silence_s = newest->facts.silence_s;
	t->silence_learnt = newest->facts.silence_learnt;
	t->kinds = newest->kinds;
	t->kind_events = newest->kind_events;
	t->kind_newest = newest->kind_newest;
	for (uint32_t k = 0; k < t->kinds; k++)
		t->events += t->kind_events[k];
	return t;
}

/* --- what clashes -------------------------------------------------------------------------------- */

static struct history row_history(const struct trail_part *p, uint64_t row)
{
	return row < p->rows ? (struct history){ p, p->first[row], p->first[row + 1] }
			     : (struct history){ p, 0, 0 };
}

static bool shares_second(struct history a, struct history b)
{
	while (a.from < a.to && b.from < b.to) {
		int64_t x = part_second(a.part, a.from), y = part_second(b.part, b.from);
		if (x == y)
			return true;
		if (x < y)
			a.from++;
		else
			b.from++;
	}
	return false;
}

uint32_t parts_clash(const struct trail_part *main, const struct trail_part *fresh, uint64_t *clash)
{
	uint32_t n = 0;

	for (uint32_t r = 0; r < fresh->rows; r++) {
		struct history old = row_history(main, fresh->code[r]), new = row_history(fresh, r);
		if (old.from == old.to || new.from == new.to ||
			part_second(main, old.to - 1) < part_second(fresh, new.from) ||
			!shares_second(old, new))
			continue;
		clash[r / 64] |= 1ull << (r % 64);
		n++;
	}
	return n;
}

/* --- copying ------------------------------------------------------------------------------------- */

struct copying {
	struct image *to;
	uint64_t events; /* written */
};

static void put_event(struct copying *c, const struct trail_part *from, uint64_t i)
{
	struct trail_part *p = &c->to->part;
	uint64_t to = c->events++;
	int64_t s = part_second(from, i) - p->base_s;

	if (p->kind_bytes == 1)
		IMAGE_COLUMN(uint8_t, p->kind)[to] = (uint8_t)part_kind(from, i);
	else
		IMAGE_COLUMN(uint16_t, p->kind)[to] = (uint16_t)part_kind(from, i);
	if (p->time_bytes == 4)
		IMAGE_COLUMN(uint32_t, p->time)[to] = (uint32_t)s;
	else
		IMAGE_COLUMN(int64_t, p->time)[to] = s;
	if (p->case_code)
		IMAGE_COLUMN(uint32_t, p->case_code)[to] = part_case(from, i);
}

static void copy_extras(struct copying *c, const struct history *h, uint64_t i)
{
	struct trail_part *p = &c->to->part;
	size_t r = part_rating_at(h->part, i), v = part_value_at(h->part, i);

	if (r < h->part->n_ratings && h->part->ratings[r].event == i) {
		struct trail_rating rating = h->part->ratings[r];
		rating.event = c->events;
		IMAGE_COLUMN(struct trail_rating, p->ratings)[p->n_ratings++] = rating;
	}
	if (v < h->part->n_values && h->part->values[v].event == i)
		IMAGE_COLUMN(struct trail_value, p->values)
	[p->n_values++] = (struct trail_value){ c->events, h->part->values[v].minor };
}

static bool has_extras(const struct history *h)
{
	size_t r = h->part->n_ratings ? part_rating_at(h->part, h->from) : 0,
	       v = h->part->n_values ? part_value_at(h->part, h->from) : 0;

	return (r < h->part->n_ratings && h->part->ratings[r].event < h->to) ||
	       (v < h->part->n_values && h->part->values[v].event < h->to);
}

/* Two histories of one customer become one, by their seconds; where they share one, the old comes first. */
static void merge_histories(struct copying *c, struct history old, struct history new)
{
	bool extras[2] = { has_extras(&old), has_extras(&new) };

	while (old.from < old.to || new.from < new.to) {
		bool take_new = old.from == old.to || (new.from < new.to &&part_second(new.part, new.from) <
							      part_second(old.part, old.from));
		struct history *h = take_new ? &new : &old;
		if (extras[take_new])
			copy_extras(c, h, h->from);
		put_event(c, h->part, h->from++);
	}
}

static int64_t earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* --- a delta ------------------------------------------------------------------------------------- */

static bool is_whole(const uint64_t *whole, uint32_t row)
{
	return whole && trail_has_bit(whole, row);
}

/* What all of the trail says of its kinds: the main part's, and of those of `fresh` what is new. */
static void sum_kinds(
	struct image *to, const struct image *main, const struct image *fresh, const uint64_t *whole)
{
	for (uint32_t k = 0; k < to->kinds; k++) {
		bool in_main = k < main->kinds;
		to->kind_events[k] = fresh->kind_events[k] + (in_main ? main->kind_events[k] : 0);
		to->kind_newest[k] = later(fresh->kind_newest[k], in_main ? main->kind_newest[k] : INT64_MIN);
	}
	for (uint32_t r = 0; whole && r < fresh->part.rows; r++) {
		struct history old = row_history(&main->part, fresh->part.code[r]);
		for (uint64_t i = old.from; is_whole(whole, r) && i < old.to; i++)
			to->kind_events[part_kind(old.part, i)]--;
	}
}

struct image *parts_delta(struct scope *sc, const char *path, const struct image *main,
	const struct image *fresh, const uint64_t *whole)
{
	const struct trail_part *m = &main->part, *f = &fresh->part;
	struct image_plan plan = { .rows = f->rows,
		.kinds = fresh->kinds,
		.events = f->events,
		.ratings = f->n_ratings + m->n_ratings,
		.values = f->n_values + m->n_values,
		.coded = true,
		.cases = m->case_code || f->case_code,
		.from_us = fresh->facts.from_us,
		.to_us = fresh->facts.to_us };

	if (m->events) {
		plan.from_us = earlier(main->facts.from_us, fresh->facts.from_us);
		plan.to_us = later(main->facts.to_us, fresh->facts.to_us);
	}

	for (uint32_t r = 0; r < f->rows; r++) {
		struct history old = row_history(m, f->code[r]);
		plan.events += is_whole(whole, r) ? 0 : old.to - old.from;
	}
	struct copying c = { image_new(sc, path, &plan), 0 };
	if (!c.to)
		return NULL;
	uint64_t *first = IMAGE_COLUMN(uint64_t, c.to->part.first);
	if (f->rows) /* else there is no column */
		memcpy(IMAGE_COLUMN(uint32_t, c.to->part.code), f->code, f->rows * sizeof *f->code);
	c.to->part.n_ratings = c.to->part.n_values = 0;
	for (uint32_t r = 0; r < f->rows; r++) {
		struct history old = row_history(m, f->code[r]);
		if (is_whole(whole, r))
			old.from = old.to;
		merge_histories(&c, old, row_history(f, r));
		first[r + 1] = c.events;
	}
	sum_kinds(c.to, main, fresh, whole);
	return c.to;
}

/* --- main and delta as one ------------------------------------------------------------------------ */

struct image *parts_join(struct scope *sc, const char *path, const struct trail *t)
{
	struct image_plan plan = { .rows = t->customers,
		.kinds = t->kinds,
		.events = t->events,
		.from_us = t->from_us,
		.to_us = t->to_us };

	for (size_t p = 0; p < t->n_parts; p++) {
		plan.ratings += t->parts[p].n_ratings;
		plan.values += t->parts[p].n_values;
		plan.cases |= t->parts[p].case_code != NULL;
	}
	struct copying c = { image_new(sc, path, &plan), 0 };
	if (!c.to)
		return NULL;
	uint64_t *first = IMAGE_COLUMN(uint64_t, c.to->part.first);
	c.to->part.n_ratings = c.to->part.n_values = 0;
	for (uint32_t customer = 0; customer < t->customers; customer++) {
		struct history h = trail_history(t, customer), none = { h.part, h.to, h.to };
		merge_histories(&c, h, none);
		first[customer + 1] = c.events;
	}
	memcpy(c.to->kind_events, t->kind_events, t->kinds * sizeof *t->kind_events);
	memcpy(c.to->kind_newest, t->kind_newest, t->kinds * sizeof *t->kind_newest);
	return c.to;
}
