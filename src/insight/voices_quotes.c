#include <math.h>
#include <stdlib.h>

#include "insight/voices_inside.h"

enum { CANDIDATES = 4000 /* of one finding: more are not looked at, the strongest come first */ };

/* What being whole sentences is worth beside how much it hurts, -2..2; of interviews, whose pages tear them, more. */
static const float WHOLE = .5f, WHOLE_SPOKEN = 1.5f;

/* Until something can be quoted: long enough and said nowhere else, then shorter, then what another kind quotes too. */
static const struct pass {
	size_t least;
	bool fresh;
} passes[] = { { QUOTE_SHORT, true }, { QUOTE_LEAST, true }, { QUOTE_SHORT, false }, { QUOTE_LEAST, false } };

struct candidate {
	uint32_t clause;
	float strength;
};

static int by_strength(const void *x, const void *y)
{
	const struct candidate *a = x, *b = y;

	if (a->strength != b->strength)
		return a->strength > b->strength ? -1 : 1;
	return (a->clause < b->clause) - (a->clause > b->clause); /* what was said later first */
}

/* One customer once, and nothing that another quote says already. */
static bool is_new(const struct voices_input *in, const struct voice_finding *f, const struct voice_text *t)
{
	for (size_t i = 0; i < f->n_quotes; i++) {
		const struct voice_text *other = &in->texts[f->quotes[i].of];
		if (other->customer == t->customer || other->first == t->first)
			return false;
	}
	return true;
}

static bool is_new_here(const struct voices_input *in, const struct voice_place *p,
	const struct voice_finding *f, const struct voice_text *t, bool fresh)
{
	for (size_t i = 0; i < p->findings.n; i++) {
		const struct voice_finding *other = &p->findings.at[i];
		if (other->kind == f->kind && !is_new(in, other, t))
			return false;
		/* what one kind quotes, another need not say again */
		for (size_t q = 0; fresh && q < other->n_quotes; q++)
			if (in->texts[other->quotes[q].of].first == t->first)
				return false;
	}
	return is_new(in, f, t);
}

static void quote(struct scope *sc, const struct voices_input *in, const struct voice_place *p,
	uint32_t clause, const struct pass *pass, struct voice_finding *f)
{
	const struct voice_clause *c = &in->clauses[clause];
	const struct voice_text *t = &in->texts[c->text];

	if (!is_new_here(in, p, f, t, pass->fresh))
		return;
	struct str words = voices_words(sc, t->text, c, pass->least);
	if (!words.p)
		return;
	f->quotes[f->n_quotes++] = (struct voice_quote){ .text = words,
		.id = t->id,
		.time_us = t->time_us,
		.source = t->source,
		.event = t->event,
		.language = t->language,
		.rule = c->rule,
		.of = c->text,
		.from = c->from,
		.to = c->to,
		.least = pass->least };
}

/* What hurts or delights most speaks first, most of all where the words say it too; of what was found by patterns, what
 * was said last. */
static float strength_of(const struct voices_input *in, const struct voice_clause *c, enum voice_kind kind)
{
	const struct voice_text *t = &in->texts[c->text];
	float sign = kind == VOICE_GAIN ? 1 : -1, whole = 0;

	if (voices_is_whole(t->text, c))
		whole = t->source == SOURCE_INTERVIEW ? WHOLE_SPOKEN : WHOLE;

	return whole + (voice_is_proposed(kind) ? 0 : sign * (c->score + c->words));
}

void voices_quote(struct scope *sc, const struct voices_input *in, const uint32_t *clauses, size_t n,
	const struct voice_place *p, size_t room, struct voice_finding *f)
{
	struct candidate *list = NEW_ARRAY(sc, struct candidate, n + 1);

	for (size_t i = 0; i < n; i++)
		list[i] =
			(struct candidate){ clauses[i], strength_of(in, &in->clauses[clauses[i]], f->kind) };
	if (n)
		qsort(list, n, sizeof *list, by_strength);
	for (size_t k = 0; k < COUNT_OF(passes) && !f->n_quotes; k++)
		for (size_t i = 0; i < n && i < CANDIDATES && f->n_quotes < room; i++)
			quote(sc, in, p, list[i].clause, &passes[k], f);
}
