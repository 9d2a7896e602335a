#include "voice/ear.h"

#include <stdlib.h>

struct ear {
	const struct ear_kit *kit;
	struct tokens tokens;
	struct heard heard;
	struct heard_text text;
	struct listener *listeners[LANGUAGES];
	struct model_reader *readers[LANGUAGES];
};

struct ear *ear_open(const struct ear_kit *kit)
{
	struct ear *ear = calloc(1, sizeof *ear);

	if (!ear)
		abort();
	ear->kit = kit;
	return ear;
}

void ear_close(struct ear *ear)
{
	if (!ear)
		return;
	for (int i = 0; i < LANGUAGES; i++) {
		listener_close(ear->listeners[i]);
		model_reader_close(ear->readers[i]);
	}
	tokens_close(&ear->tokens);
	heard_close(&ear->heard);
	free(ear);
}

static struct listener *listener_of(struct ear *ear, enum language language)
{
	if (!ear->listeners[language] && ear->kit->lexicons[language])
		ear->listeners[language] = listener_open(ear->kit->lexicons[language]);
	return ear->listeners[language];
}

static struct model_reader *reader_of(struct ear *ear, enum language language)
{
	if (!ear->readers[language] && ear->kit->models[language])
		ear->readers[language] = model_reader_open(ear->kit->models[language]);
	return ear->readers[language];
}

/* Each step that a score has passed, so that a model can weigh how much of it matters. */
static size_t steps(uint8_t *hints, size_t n, uint8_t first, float score, int count)
{
	for (int k = 0; k < count; k++)
		if (score > 2.f * (float)(k + 1) / (float)(count + 1) - 1)
			hints[n++] = (uint8_t)(first + k);
	return n;
}

size_t ear_hints(const struct heard *h, uint8_t *hints)
{
	enum {
		WHOLE = 11,
		PART = 5,
		OVERALL = 0,
		BEST = 16,
		WORST = 24,
		LAST = 32,
		GOOD = 40,
		BAD = 44,
		MIXED = 48,
		NONE
	};
	unsigned good = 0, bad = 0;
	size_t n = steps(hints, 0, OVERALL, h->score, WHOLE);

	for (size_t i = 0; i < h->n_hits; i++) {
		good += h->hits[i].role == SAYS_FEELING && h->hits[i].weight > 0;
		bad += h->hits[i].role == SAYS_FEELING && h->hits[i].weight < 0;
	}
	n = steps(hints, n, BEST, h->most, PART);
	n = steps(hints, n, WORST, h->least, PART);
	if (h->n_clauses)
		n = steps(hints, n, LAST, h->clauses[h->n_clauses - 1].score, PART);
	for (unsigned k = 0; k < 3; k++) {
		if (good > k)
			hints[n++] = (uint8_t)(GOOD + k);
		if (bad > k)
			hints[n++] = (uint8_t)(BAD + k);
	}
	if (h->mixed)
		hints[n++] = MIXED;
	if (!good && !bad)
		hints[n++] = NONE;
	return n;
}

static void by_model(struct ear *ear, struct model_reader *reader)
{
	struct heard_text *t = &ear->text;
	uint8_t hints[EAR_HINTS];
	size_t n = ear_hints(&ear->heard, hints);
	int best = 0;

	model_read(reader, &(struct model_text){ &ear->tokens, hints, n }, t->p);
	for (int i = 1; i < POLARITIES; i++)
		best = t->p[i] > t->p[best] ? i : best;
	t->learned = true;
	t->polarity = (enum polarity)best;
	t->score = t->p[POLARITY_POSITIVE] - t->p[POLARITY_NEGATIVE];
}

/* Of a language that is not known not even smileys count: they would be all that is heard of it. */
static void feel_nothing(struct heard *h)
{
	for (size_t i = 0; i < h->n_clauses; i++)
		h->clauses[i].x = h->clauses[i].score = 0;
	h->n_hits = 0;
	h->x = h->score = h->mean = h->most = h->least = 0;
	h->mixed = false;
}

const struct heard_text *ear_hear(struct ear *ear, struct str text, enum language usual)
{
	struct heard_text *t = &ear->text;
	enum language language = language_of(text);

	*t = (struct heard_text){ .tokens = &ear->tokens, .heard = &ear->heard };
	t->language = language == LANGUAGE_UNDECIDED ? usual : language;
	tokens_read(&ear->tokens, text);
	struct listener *listener = listener_of(ear, t->language);
	t->felt = listener != NULL;
	t->polarity = POLARITY_NEUTRAL;
	if (!listener)
		listener = listener_of(ear, LANGUAGE_UNDECIDED);
	listener_read(listener, &ear->tokens, &ear->heard);
	if (!t->felt) {
		feel_nothing(&ear->heard);
		return t;
	}
	t->score = ear->heard.score;
	t->polarity = polarity_of(t->language, t->score);
	struct model_reader *reader = reader_of(ear, t->language);
	if (reader)
		by_model(ear, reader);
	return t;
}

float ear_clause_score(const struct heard_text *text, const struct clause *clause, float whole)
{
	float score = whole + clause->score - text->heard->mean;

	return score < -1 ? -1 : score > 1 ? 1 : score;
}
