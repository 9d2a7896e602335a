#include <math.h>

#include "answer/listen.h"
#include "answer/voice_search.h"
#include "answer/where_private.h"
#include "store/judged.h"

struct said_asking {
	struct asking *a;
	const struct condition *c;
	const struct where_mark *at; /* NULL: anywhere */
	struct voice_query *theme;   /* NULL: whatever it says */
	struct ear *ear;             /* NULL: nobody asks how it feels */
	const enum language *usual;  /* by kind */
	const struct judged_label *labels;
	size_t n_labels;
};

/* voice: below -0.25 of the half scale is negative, above +0.25 positive; here on -2 to +2. */
static enum condition_feeling rated(float rating)
{
	return rating < -.5f ? FEELING_NEGATIVE : rating > .5f ? FEELING_POSITIVE : FEELING_NEUTRAL;
}

static enum condition_feeling of_polarity(enum polarity polarity)
{
	static const enum condition_feeling feelings[POLARITIES] = { FEELING_NEGATIVE, FEELING_NEUTRAL,
		FEELING_POSITIVE };

	return feelings[polarity];
}

/* As the map has it: what a person said of it, else the rating, else the words. */
static enum condition_feeling feeling_of(const struct said_asking *s, const struct said *said)
{
	const struct judged_label *label = judged_find(s->labels, s->n_labels, said->id, STR("feeling"));

	for (int i = 0; label && i < POLARITIES; i++)
		if (str_equal(label->label, str_of(polarity_key((enum polarity)i))))
			return of_polarity((enum polarity)i);
	if (!isnan(said->feeling))
		return rated(said->feeling);
	return of_polarity(ear_hear(s->ear, said->text, s->usual[said->kind])->polarity);
}

static bool feels(const struct said_asking *s, const struct said *said)
{
	return !s->ear || s->c->feeling == feeling_of(s, said);
}

/* The first of a customer's events at this second or later. */
static uint64_t event_at(struct history h, int64_t second)
{
	while (h.from < h.to) {
		uint64_t middle = h.from + (h.to - h.from) / 2;
		if (part_second(h.part, middle) < second)
			h.from = middle + 1;
		else
			h.to = middle;
	}
	return h.from;
}

/* The text's event: same customer, same second, same kind. */
static bool is_at(const struct said_asking *s, const struct said *said)
{
	struct history h = trail_history(s->a->study->trail, said->customer);
	int64_t second = trail_seconds(said->time_us);

	if (!s->at)
		return true;
	for (uint64_t i = event_at(h, second); i < h.to && part_second(h.part, i) == second; i++)
		if (part_kind(h.part, i) == said->kind && where_is(s->a, s->at, h.part, i))
			return true;
	return false;
}

static void mark(struct said_asking *s, const struct said_list *said, uint64_t *out)
{
	for (size_t i = 0; i < said->n; i++) {
		const struct said *at = &said->at[i];
		if (is_at(s, at) && (!s->theme || voice_query_fits(s->theme, at->text)) && feels(s, at))
			where_set(out, at->customer);
	}
}

static bool read_labels(struct said_asking *s)
{
	struct judged_label *labels;
	bool ok = judged_labels(s->a->sc, s->a->study->ws->documents, &labels, &s->n_labels);

	s->labels = labels;
	return ok;
}

uint64_t *where_said(struct asking *a, const struct condition *c)
{
	struct said_asking s = { .a = a, .c = c };
	uint64_t *out = where_none(a);
	struct voice_kit *kit = NULL;
	bool ok = (!c->at.p || (s.at = where_mark(a, c->at))) &&
		  (!c->theme.p || (s.theme = voice_query_open(a->sc, c->theme))) &&
		  (c->feeling == FEELING_ANY || (kit = voice_kit_open(a->sc, a->study->ws)));
	struct said_list *said = ok ? said_read(a->sc, a->study, NULL, NULL) : NULL;

	if (kit)
		s.ear = ear_open(&kit->ear);
	ok = said && (!kit || read_labels(&s));
	if (ok && kit)
		s.usual = listen_usual(a->sc, a->study, said);
	if (ok)
		mark(&s, said, out);
	ear_close(s.ear);
	voice_kit_close(kit);
	voice_query_close(s.theme);
	return ok ? out : NULL;
}
