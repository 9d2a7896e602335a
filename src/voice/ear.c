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

/* Scores in eighths, and what there is at all. */
size_t ear_hints(const struct heard *h, uint8_t *hints)
{
	size_t n = 0;

	hints[n++] = (uint8_t)(8.f * (h->score + 1) + .5f);
	hints[n++] = (uint8_t)(32 + (int)(4.f * (h->most + 1) + .5f));
	hints[n++] = (uint8_t)(48 + (int)(4.f * (h->least + 1) + .5f));
	if (h->mixed)
		hints[n++] = 64;
	if (!h->n_hits)
		hints[n++] = 65;
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
		ear->heard.n_hits = 0;
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
