#include "insight/voices_new.h"

#include <stdlib.h>

#include "insight/interval.h"
#include "insight/voices_inside.h"
#include "voice/mask.h"
#include "voice/themes.h"

enum { NOW, BEFORE, PERIODS, FEWEST = 5 /* customers in both periods together */ };

struct comparing {
	struct scope *sc;
	const struct voices_input *in;
	struct themes *themes;
	struct voice_reading reading;
	int64_t from_us, span_us;
	size_t places; /* that something was said of */
	LIST(struct voice_change) all;
	struct voice_changes *out;
};

static bool period_of(const struct comparing *c, const struct voice_text *t, uint32_t *period)
{
	int64_t at = t->time_us - c->from_us;

	*period = at >= 0 ? NOW : BEFORE;
	return at >= -c->span_us && at < c->span_us;
}

static int by_customer(const void *x, const void *y)
{
	const uint32_t *a = x, *b = y;

	return a[0] != b[0] ? (a[0] > b[0] ? 1 : -1) : (a[1] > b[1]) - (a[1] < b[1]);
}

/* Clauses of both periods in the order of their customers, which is how themes take them. */
static uint32_t (*in_order(struct comparing *c, size_t *n))[2]
{
	uint32_t(*order)[2] = scope_alloc(c->sc, c->in->n_clauses + 1, sizeof *order), period;

	*n = 0;
	for (uint32_t i = 0; i < c->in->n_clauses; i++) {
		const struct voice_text *t = &c->in->texts[c->in->clauses[i].text];
		if (!period_of(c, t, &period))
			continue;
		order[*n][0] = t->customer;
		order[(*n)++][1] = i;
	}
	if (*n)
		qsort(order, *n, sizeof *order, by_customer);
	return order;
}

/* Group 0 and 1 are everywhere; then two for each touchpoint, and for what is of none. */
static void add(struct comparing *c, uint32_t number)
{
	const struct voice_clause *clause = &c->in->clauses[number];
	const struct voice_text *t = &c->in->texts[clause->text];
	uint32_t place = clause->touchpoint < 0 ? (uint32_t)c->in->n_touchpoints
						: (uint32_t)clause->touchpoint,
		 period;
	struct tokens tokens = voices_tokens(c->in, clause, &c->reading);

	(void)period_of(c, t, &period);
	struct themes_text text = { &tokens, t->language, period, t->customer };
	(void)!themes_add(c->sc, c->themes, &text); /* in order, and below the ceiling of groups */
	text.group = (place + 1) * PERIODS + period;
	(void)!themes_add(c->sc, c->themes, &text);
}

static void compare(struct comparing *c, int touchpoint, uint32_t group)
{
	struct theme_changes changes =
		themes_changes(c->sc, c->themes, group + NOW, group + BEFORE, THEMES_PRIOR, FEWEST);

	for (size_t i = 0; i < changes.n; i++) {
		const struct theme_change *t = &changes.at[i];
		*LIST_ADD(c->sc, &c->all) =
			(struct voice_change){ touchpoint, t->form, t->now, t->before, t->log_odds, t->p };
	}
}

static int by_p(const void *x, const void *y)
{
	const struct voice_change *a = x, *b = y;

	if (a->p != b->p)
		return a->p < b->p ? -1 : 1;
	if (a->touchpoint != b->touchpoint)
		return a->touchpoint < b->touchpoint ? -1 : 1;
	return str_compare(a->form, b->form);
}

static void keep_significant(struct comparing *c)
{
	size_t n = c->all.n, kept = 0;
	double *p = NEW_ARRAY(c->sc, double, n + 1), *adjusted = NEW_ARRAY(c->sc, double, n + 1);

	for (size_t i = 0; i < n; i++)
		p[i] = c->all.at[i].p;
	benjamini_hochberg_adjust(c->sc, p, n, adjusted);
	for (size_t i = 0; i < n; i++) {
		/* a name is nothing that customers speak of */
		if (adjusted[i] > .05 || mask_find(c->sc, c->all.at[i].form).n)
			continue;
		c->all.at[kept] = c->all.at[i];
		c->all.at[kept++].p = adjusted[i];
	}
	if (kept)
		qsort(c->all.at, kept, sizeof *c->all.at, by_p);
	c->out->at = c->all.at;
	c->out->n = kept;
	c->out->looked_at = n;
}

/* Where all is about one place, everywhere is there. */
static size_t count_places(struct comparing *c)
{
	bool *seen = NEW_ARRAY(c->sc, bool, c->in->n_touchpoints + 2);
	size_t n = 0;

	for (size_t i = 0; i < c->in->n_clauses; i++) {
		size_t place = (size_t)(c->in->clauses[i].touchpoint + 1);
		n += !seen[place];
		seen[place] = true;
	}
	return n;
}

static void count_texts(struct comparing *c)
{
	uint32_t period;

	for (size_t i = 0; i < c->in->n_texts; i++) {
		if (!period_of(c, &c->in->texts[i], &period))
			continue;
		c->out->texts_now += period == NOW;
		c->out->texts_before += period == BEFORE;
	}
}

struct voice_changes voices_changes(
	struct scope *sc, const struct voices_input *input, int64_t from_us, int64_t span_us)
{
	struct voice_changes out = { 0 };
	struct comparing c = { .sc = sc,
		.in = input,
		.themes = themes_open(0),
		.reading = { .text = UINT32_MAX },
		.from_us = from_us,
		.span_us = span_us,
		.out = &out };
	size_t n;
	uint32_t(*order)[2] = in_order(&c, &n);

	for (size_t i = 0; i < n; i++)
		add(&c, order[i][1]);
	c.places = count_places(&c);
	compare(&c, VOICE_EVERYWHERE, 0);
	for (size_t t = 0; c.places > 1 && t <= input->n_touchpoints; t++)
		compare(&c, t < input->n_touchpoints ? (int)t : -1, (uint32_t)(t + 1) * PERIODS);
	keep_significant(&c);
	count_texts(&c);
	themes_close(c.themes);
	tokens_close(&c.reading.tokens);
	return out;
}
