#include "answer/listen.h"

#include <math.h>
#include <stdlib.h>

#include "answer/feedback.h"
#include "base/crew.h"
#include "store/judged.h"
#include "voice/near.h"

enum { CHUNK = 512 };

struct chunk { /* clauses of CHUNK texts; their numbers of texts are the list's */
	struct scope sc;
	LIST(struct voice_clause) clauses;
};

struct listening {
	struct scope *sc;
	struct study *study;
	const struct definition *def;
	const struct voice_kit *kit;
	const struct said_list *said;
	struct links *links;
	struct voice_text *texts;
	bool *acts;           /* [touchpoints]: listen_acts */
	enum language *usual; /* [kinds]: the language that most of its texts are in */
	const struct judged_label *labels;
	size_t n_labels;
	struct chunk *chunks;
	struct ear *ears[CREW_MOST];
	struct link_reader *linkers[CREW_MOST];
	struct model_reader *learned[CREW_MOST][LANGUAGES];
};

/* --- before the texts ----------------------------------------------------------------------------------- */

/* Customers act at a touchpoint where fewer than half of a kind's events are a text or a rating. */
bool *listen_acts(struct scope *sc, struct study *study, const struct definition *def)
{
	size_t n = definition_touchpoints(def);
	struct matching *m = matching_make(sc, def, study->dictionary);
	const uint64_t *speaking = m ? feedback_speaking(sc, study) : NULL;
	bool anywhere = false, *acts = NEW_ARRAY(sc, bool, n + 1);

	if (!speaking)
		return NULL;
	for (uint32_t k = 0; k < study->dictionary->n; k++)
		for (uint32_t c = m->first[k]; c < m->first[k + 1]; c++)
			if (speaking[k] * 2 < study->trail->kind_events[k])
				anywhere = acts[m->candidates[c].touchpoint] = true;
	for (size_t t = 0; t < n; t++)
		anywhere |= definition_touchpoint(def, t)->keywords.n > 0;
	for (size_t t = 0; t < n; t++)
		acts[t] |= !anywhere;
	return acts;
}

static void add_keywords(struct listening *l)
{
	size_t n = definition_touchpoints(l->def);

	l->links = links_new(l->sc, n);
	for (size_t t = 0; t < n; t++) {
		const struct touchpoint *at = definition_touchpoint(l->def, t);
		for (size_t k = 0; k < at->keywords.n; k++)
			(void)links_add(l->links, t, at->keywords.at[k], LINK_OWN);
		if (!l->acts[t] && !at->keywords.n)
			continue;
		(void)links_add(l->links, t, at->name, LINK_NAME);
		enum lexicon_subject subject = link_subject_of(l->kit->ear.lexicons, at->name);
		links_subject(l->links, subject, t);
	}
}

/* Texts in even steps through all of them. */
static void sample_texts(struct listening *l)
{
	enum { SAMPLE = 2000 };
	size_t n = l->said->n < SAMPLE ? l->said->n : SAMPLE;
	struct str *texts = NEW_ARRAY(l->sc, struct str, n + 1);

	for (size_t i = 0; i < n; i++)
		texts[i] = l->said->at[i * l->said->n / n].text;
	links_sample(l->links, texts, n);
}

enum language *listen_usual(struct scope *sc, const struct study *study, const struct said_list *said)
{
	uint32_t n = study->dictionary->n;
	uint32_t *count = NEW_ARRAY(sc, uint32_t, (size_t)(n + 1) * LANGUAGES);
	enum language *usual = NEW_ARRAY(sc, enum language, n + 1);

	for (size_t i = 0; i < said->n; i++)
		count[said->at[i].kind * LANGUAGES + language_of(said->at[i].text)]++;
	for (uint32_t k = 0; k < n; k++)
		for (int i = LANGUAGE_EN; i < LANGUAGES; i++)
			if (count[k * LANGUAGES + (unsigned)i] >
				count[k * LANGUAGES + usual[k]] * (usual[k] != LANGUAGE_UNDECIDED))
				usual[k] = (enum language)i;
	return usual;
}

static void find_repeats(struct listening *l)
{
	struct near *near = near_new(l->sc);
	struct tokens tokens = { 0 };

	for (size_t i = 0; i < l->said->n; i++) {
		tokens_read(&tokens, l->said->at[i].text);
		l->texts[i].first = near_add(near, &tokens);
	}
	tokens_close(&tokens);
}

/* --- people's corrections -------------------------------------------------------------------------------- */

static struct str label_of(const struct listening *l, uint64_t text, struct str task)
{
	const struct judged_label *found = judged_find(l->labels, l->n_labels, text, task);

	return found ? found->label : (struct str){ 0 };
}

static void correct_feeling(struct listening *l, struct voice_text *t)
{
	struct str label = label_of(l, t->id, STR("feeling"));

	for (int i = 0; label.p && i < POLARITIES; i++)
		if (str_equal(label, str_of(polarity_key((enum polarity)i)))) {
			t->polarity = (enum polarity)i;
			t->score = (float)(i - POLARITY_NEUTRAL);
			t->felt = true;
			t->feeling = NAN; /* a person who looked at it knows better than the rating */
			t->rated = POLARITIES;
		}
}

/* --- a text --------------------------------------------------------------------------------------------- */

static struct model_reader *learned_of(struct listening *l, unsigned worker, enum language language)
{
	if (!l->learned[worker][language] && l->kit->touchpoints[language])
		l->learned[worker][language] = model_reader_open(l->kit->touchpoints[language]);
	return l->learned[worker][language];
}

/* What was learnt, where it is surer than not. */
static struct linked by_learning(struct listening *l, unsigned worker, const struct heard_text *h)
{
	struct model_reader *reader = learned_of(l, worker, h->language);
	float p[MODEL_CLASSES];
	const struct model_facts *facts;
	size_t best = 0;

	if (!reader)
		return (struct linked){ -1, LINK_NONE };
	facts = model_facts(l->kit->touchpoints[h->language]);
	model_read(reader, &(struct model_text){ h->tokens, NULL, 0 }, p);
	for (size_t i = 1; i < facts->n_classes; i++)
		best = p[i] > p[best] ? i : best;
	int at = p[best] > .5f ? definition_find(l->def, facts->classes[best]) : -1;
	return (struct linked){ at, at >= 0 ? LINK_LEARNED : LINK_NONE };
}

/* Where the whole text stands, whatever its clauses say: somebody said so, or its event is the touchpoint's. */
static struct linked whole_place(struct listening *l, const struct said *s)
{
	struct str label = label_of(l, s->id, STR("touchpoint"));
	int at = label.p ? definition_find(l->def, label) : -1;

	if (at >= 0)
		return (struct linked){ at, LINK_PERSON };
	if (s->touchpoint >= 0 && l->acts[s->touchpoint])
		return (struct linked){ s->touchpoint, LINK_EVENT };
	return (struct linked){ -1, LINK_NONE };
}

/* Where somebody's words are quoted: asked about in the order of the text. */
struct quoting {
	struct str text;
	size_t at, from, to; /* looked at up to `at`; the last quotation */
};

enum { QUOTATION = 400 /* bytes: what is longer was opened by mistake */ };

/* clang-format off */
static const struct { const char *opens, *closes; } quotation_marks[] = {
	{ "\"", "\"" }, { "„", "”" }, { "„", "“" }, { "“", "”" }, { "«", "»" },
};
/* clang-format on */

/* The place behind the quotation that begins at `at`; 0: none does. */
static size_t quotation_at(struct str text, size_t at)
{
	struct str rest = str_sub(text, at, text.n);

	for (size_t i = 0; i < COUNT_OF(quotation_marks); i++) {
		struct str opens = str_of(quotation_marks[i].opens),
			   closes = str_of(quotation_marks[i].closes);
		if (!str_starts(rest, opens))
			continue;
		size_t from = at + opens.n, far = from + QUOTATION < text.n ? from + QUOTATION : text.n;
		const char *end = memmem(text.p + from, far - from, closes.p, closes.n);
		if (end)
			return (size_t)(end - text.p) + closes.n;
	}
	return 0;
}

static bool is_quoted(struct quoting *q, size_t place)
{
	for (; q->at <= place && q->at < q->text.n; q->at++) {
		unsigned char c = (unsigned char)q->text.p[q->at];
		size_t to = c == '"' || c == 0xe2 || c == 0xc2 ? quotation_at(q->text, q->at) : 0;
		if (!to)
			continue;
		q->from = q->at;
		q->to = to;
		q->at = to - 1;
	}
	return place >= q->from && place < q->to;
}

/* What somebody else said, or is quoted, is not the customer's own need, doubt or leaving. */
static void note_roles(const struct heard *heard, struct quoting *quoting, uint32_t clause, size_t *at,
	struct voice_clause *c)
{
	unsigned roles = 0;
	bool speech = false;

	c->entry = LEXICON_NONE;
	for (; *at < heard->n_hits && heard->hits[*at].clause == clause; (*at)++) {
		const struct heard_hit *hit = &heard->hits[*at];
		bool pattern = hit->role > SAYS_SUBJECT;
		speech |= hit->role == SAYS_SPEECH;
		if (pattern && (speech || is_quoted(quoting, hit->from)))
			continue;
		roles |= 1u << hit->role;
		if (pattern && c->entry == LEXICON_NONE) {
			c->entry = hit->entry;
			c->behind = hit->to;
		}
	}
	c->roles = (uint16_t)roles;
}

static void hear_clauses(struct listening *l, unsigned worker, struct chunk *chunk, uint32_t number,
	const struct heard_text *h)
{
	const struct said *s = &l->said->at[number];
	const struct voice_text *t = &l->texts[number];
	struct linked whole = whole_place(l, s), learned = { -1, LINK_NONE };
	size_t hits = 0, looked = 0;
	struct quoting quoting = { .text = s->text };

	if (whole.touchpoint < 0)
		learned = by_learning(l, worker, h);
	for (uint32_t i = 0; i < h->heard->n_clauses; i++) {
		const struct clause *c = &h->heard->clauses[i];
		struct linked at = whole;
		if (at.touchpoint < 0)
			at = link_clause(l->linkers[worker], h->language, h->tokens, h->heard, i, &looked);
		if (at.touchpoint < 0)
			at = learned;
		if (at.touchpoint < 0)
			at.touchpoint = s->touchpoint;
		struct voice_clause *kept = LIST_ADD(&chunk->sc, &chunk->clauses);
		*kept = (struct voice_clause){ .text = number,
			.from = c->from,
			.to = c->to,
			.score = ear_clause_score(h, c, isnan(t->feeling) ? t->score : t->feeling / 2),
			.words = c->score,
			.touchpoint = (int16_t)at.touchpoint,
			.rule = (uint8_t)at.rule };
		note_roles(h->heard, &quoting, i, &hits, kept);
	}
}

static void hear_text(struct listening *l, unsigned worker, struct chunk *chunk, uint32_t number)
{
	const struct said *s = &l->said->at[number];
	const struct heard_text *h = ear_hear(l->ears[worker], s->text, l->usual[s->kind]);
	const struct kind *kind = &l->study->dictionary->kinds[s->kind];
	struct voice_text *t = &l->texts[number];
	uint32_t first = t->first;

	*t = (struct voice_text){ .text = s->text,
		.id = s->id,
		.customer = s->customer,
		.time_us = s->time_us,
		.source = kind->source,
		.event = kind->event,
		.feeling = s->feeling,
		.said_at = s->touchpoint,
		.language = h->language,
		.felt = h->felt,
		.learned = h->learned,
		.score = h->score,
		.polarity = h->polarity,
		.rated = isnan(s->feeling) ? POLARITIES : polarity_of_rating(s->scale, s->feeling),
		.first = first,
		.import = s->import,
		.row = s->row,
		.part = s->part };
	correct_feeling(l, t);
	hear_clauses(l, worker, chunk, number, h);
}

static void hear_chunk(void *to, unsigned worker, size_t task)
{
	struct listening *l = to;
	size_t end = (task + 1) * CHUNK < l->said->n ? (task + 1) * CHUNK : l->said->n;

	if (!l->ears[worker]) {
		l->ears[worker] = ear_open(&l->kit->ear);
		l->linkers[worker] = link_reader_open(l->links);
	}
	for (size_t i = task * CHUNK; i < end; i++)
		hear_text(l, worker, &l->chunks[task], (uint32_t)i);
}

/* --- all of them ----------------------------------------------------------------------------------------- */

static void close_all(struct listening *l, size_t chunks)
{
	for (unsigned w = 0; w < CREW_MOST; w++) {
		ear_close(l->ears[w]);
		link_reader_close(l->linkers[w]);
		for (int i = 0; i < LANGUAGES; i++)
			model_reader_close(l->learned[w][i]);
	}
	for (size_t i = 0; i < chunks; i++)
		scope_close(&l->chunks[i].sc);
}

static void join(struct listening *l, size_t chunks, struct listened *out)
{
	for (size_t i = 0; i < chunks; i++)
		out->n_clauses += l->chunks[i].clauses.n;
	out->clauses = NEW_ARRAY(l->sc, struct voice_clause, out->n_clauses + 1);
	for (size_t i = 0, n = 0; i < chunks; i++) {
		size_t more = l->chunks[i].clauses.n;
		if (more)
			memcpy(out->clauses + n, l->chunks[i].clauses.at, more * sizeof *out->clauses);
		n += more;
	}
}

static struct voices *gather(struct listening *l, struct listened *out)
{
	size_t n = definition_touchpoints(l->def), verdicts_n;
	struct str *ids = NEW_ARRAY(l->sc, struct str, n + 1), *names = NEW_ARRAY(l->sc, struct str, n + 1);
	struct judged_verdict *judged;

	if (!judged_verdicts(l->sc, l->study->ws->documents, l->def->id, &judged, &verdicts_n))
		return NULL;
	struct voice_verdict *verdicts = NEW_ARRAY(l->sc, struct voice_verdict, verdicts_n + 1);
	for (size_t i = 0; i < verdicts_n; i++)
		verdicts[i] = (struct voice_verdict){ judged[i].finding, judged[i].confirmed };
	for (size_t t = 0; t < n; t++) {
		ids[t] = definition_touchpoint(l->def, t)->id;
		names[t] = definition_touchpoint(l->def, t)->name;
	}
	out->input = (struct voices_input){ .texts = out->texts,
		.clauses = out->clauses,
		.n_texts = out->n_texts,
		.n_clauses = out->n_clauses,
		.touchpoints = ids,
		.names = names,
		.n_touchpoints = n,
		.verdicts = verdicts,
		.n_verdicts = verdicts_n,
		.lexicons = l->kit->ear.lexicons };
	return voices_gather(l->sc, &out->input);
}

static bool prepare(struct listening *l, const uint64_t *members)
{
	struct judged_label *labels;

	l->said = said_read(l->sc, l->study, l->def, members);
	if (!l->said || !judged_labels(l->sc, l->study->ws->documents, &labels, &l->n_labels) ||
		!(l->acts = listen_acts(l->sc, l->study, l->def)))
		return false;
	l->labels = labels;
	l->texts = NEW_ARRAY(l->sc, struct voice_text, l->said->n + 1);
	add_keywords(l);
	sample_texts(l);
	l->usual = listen_usual(l->sc, l->study, l->said);
	find_repeats(l);
	return true;
}

struct listened *listen_to(struct scope *sc, struct study *study, const struct definition *def,
	struct voice_kit *kit, const uint64_t *members)
{
	struct listening *l = NEW(sc, struct listening);
	struct listened *out = NEW(sc, struct listened);

	*l = (struct listening){ .sc = sc, .study = study, .def = def, .kit = kit };
	if (!prepare(l, members))
		return NULL;
	size_t chunks = (l->said->n + CHUNK - 1) / CHUNK;
	l->chunks = NEW_ARRAY(sc, struct chunk, chunks + 1);
	crew_run(crew_size(), chunks, hear_chunk, l);
	out->kit = kit;
	out->texts = l->texts;
	out->n_texts = l->said->n;
	join(l, chunks, out);
	close_all(l, chunks);
	out->voices = gather(l, out);
	return out->voices ? out : NULL;
}

/* --- of a period ------------------------------------------------------------------------------------------ */

/* [texts]: where each is among those of the period; NOT_IN_IT: nowhere. */
static const uint32_t NOT_IN_IT = UINT32_MAX;

static uint32_t *keep_texts(struct scope *sc, struct listened *out, int64_t from_s, int64_t to_s)
{
	struct voices_input *in = &out->input;
	struct voice_text *texts = NEW_ARRAY(sc, struct voice_text, in->n_texts + 1);
	uint32_t *now = NEW_ARRAY(sc, uint32_t, in->n_texts + 1);

	out->n_texts = 0;
	for (size_t i = 0; i < in->n_texts; i++) {
		int64_t second = trail_seconds(in->texts[i].time_us);
		now[i] = NOT_IN_IT;
		if (second < from_s || second > to_s)
			continue;
		now[i] = (uint32_t)out->n_texts;
		texts[out->n_texts++] = in->texts[i];
	}
	for (size_t i = 0; i < in->n_texts; i++)
		if (now[i] != NOT_IN_IT)
			texts[now[i]].first =
				now[in->texts[i].first] == NOT_IN_IT ? now[i] : now[in->texts[i].first];
	out->texts = texts;
	return now;
}

static void keep_clauses(struct scope *sc, struct listened *out, const uint32_t *now)
{
	const struct voices_input *in = &out->input;
	struct voice_clause *clauses = NEW_ARRAY(sc, struct voice_clause, in->n_clauses + 1);

	out->n_clauses = 0;
	for (size_t i = 0; i < in->n_clauses; i++) {
		if (now[in->clauses[i].text] == NOT_IN_IT)
			continue;
		clauses[out->n_clauses] = in->clauses[i];
		clauses[out->n_clauses++].text = now[in->clauses[i].text];
	}
	out->clauses = clauses;
}

struct listened *listen_within(struct scope *sc, const struct listened *heard, int64_t from_s, int64_t to_s)
{
	struct listened *out = NEW(sc, struct listened);

	*out = *heard;
	keep_clauses(sc, out, keep_texts(sc, out, from_s, to_s));
	out->input.texts = out->texts;
	out->input.n_texts = out->n_texts;
	out->input.clauses = out->clauses;
	out->input.n_clauses = out->n_clauses;
	out->voices = voices_gather(sc, &out->input);
	return out;
}
