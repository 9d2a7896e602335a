/* What is asked: by an event's name, by the question that stands beside it, by the file that it came with. */
#include "answer/scores_private.h"

#include <ctype.h>
#include <stdlib.h>

#include "formats/survey_scale.h"
#include "formats/survey_words.h"

/* The ten items (Brooke 1996) by words that only one of them has, English, Polish, Russian; both must be said. */
static const struct {
	const char *one, *other;
} statements[SUS_ITEMS] = {
	{ "frequently|often|czesto|часто", "use|uzywa*|korzysta*|использ*|пользов*" },
	{ "unnecessarily|niepotrzebnie|излишне|неоправданно|слишком",
		"complex|complicated|skomplikowan*|zlozon*|сложн*" },
	{ "easy|latwy|latwa|latwe|prosty|prosta|легко|легк*|прост*",
		"use|uzyci*|uzywani*|obsludze|использ*|пользов*" },
	{ "support|help|assistance|wsparci*|pomoc*|помощ*|поддержк*",
		"technical|techniczn*|техническ*|специалист*" },
	{ "functions|funkcj*|функци*", "integrated|zintegrowan*|интегрирован*|объединен*|согласован*" },
	{ "inconsistency|inconsistent|niespojn*|несоответств*|непоследовательн*|противореч*", "" },
	{ "quickly|szybko|быстро", "learn|naucz*|науч*|осво*" },
	{ "cumbersome|awkward|nieporeczn*|niewygodn*|uciazliw*|громоздк*|неудобн*", "" },
	{ "confident|pewnie|уверенно|уверен*", "" },
	{ "learn|naucz*|научиться|изучить|узнать|освоить", "lot|wiele|wielu|duzo|много|многому|многое" },
};

static const char sus_words[] = "sus|system usability";
static const char numbered_words[] = "|q|question|item|pytanie|вопрос|";
static const char instrument_name[] = "system usability scale";

/* "sus 03": 3, and "sus" stays; 0: no item. */
static unsigned number_take(struct str *plain)
{
	size_t n = plain->n;
	int64_t number = 0;

	while (n && isdigit((unsigned char)plain->p[n - 1]))
		n--;
	if (n == plain->n || !str_integer(str_sub(*plain, n, plain->n), &number) || number > SUS_ITEMS)
		return 0;
	*plain = str_trim(str_sub(*plain, 0, n));
	return (unsigned)number;
}

static unsigned statement_of(struct str plain)
{
	for (unsigned i = SUS_ITEMS; i-- > 0;) /* the tenth has words of the seventh */
		if (survey_says(plain, statements[i].one) &&
			(!*statements[i].other || survey_says(plain, statements[i].other)))
			return i + 1;
	return 0;
}

/* Stems that are "q" or nothing at all, which a file may say more of. */
static bool is_bare(struct scope *sc, struct str stem)
{
	return strstr(numbered_words, scope_printf(sc, "|%.*s|", STR_ARG(stem))) != NULL;
}

/* The stem of "sus_1", "SUS Q1", and of "q1" where the file is called SUS; p NULL: no item. */
static struct str instrument_of(
	struct scope *sc, struct buf *room, struct str event, struct str file, unsigned *item)
{
	struct str plain = str_copy(sc, survey_plain(room, event)), stem = plain;

	*item = number_take(&stem);
	if (*item && survey_says(stem, sus_words))
		return stem;
	if (*item && is_bare(sc, stem) && file.p && survey_says(survey_plain(room, file), sus_words))
		return STR("sus");
	*item = statement_of(plain);
	return *item ? str_of(instrument_name) : (struct str){ 0 };
}

/* --- what the store knows ------------------------------------------------------------------------ */

/* Bits: the scales that the events of each kind were rated on. */
static uint32_t *scales_of(struct scope *sc, const struct study *study)
{
	uint32_t *scales = NEW_ARRAY(sc, uint32_t, (size_t)study->dictionary->n + 1);

	for (size_t i = 0; i < study->trail->n_parts; i++) {
		const struct trail_part *p = &study->trail->parts[i];
		for (size_t r = 0; r < p->n_ratings; r++)
			scales[part_kind(p, p->ratings[r].event)] |= 1u << p->ratings[r].scale;
	}
	return scales;
}

/* The file that each kind first came with. */
static bool files_of(struct scope *sc, struct study *study, struct str *files)
{
	struct duck_rows *rows = duck_ask(sc, evidence_duck(study->ws->evidence),
		"SELECT k.code, i.file FROM kind k JOIN import i ON i.id = k.import", 0, NULL);

	if (!rows)
		return false;
	while (duck_next(rows))
		if (duck_int(rows, 0) < study->dictionary->n)
			files[duck_int(rows, 0)] = str_copy(sc, duck_text(rows, 1));
	return duck_done(sc, rows);
}

/* Surveys keep what was asked beside a short name. */
static bool effort_asked(
	struct scope *sc, struct study *study, const uint32_t *scales, struct scores_names *names)
{
	struct buf *room = buf_new(sc, 1 << 16);
	struct duck_rows *rows;
	uint32_t any = 0;

	for (uint32_t k = 0; k < study->dictionary->n; k++)
		any |= scales[k];
	if (!(any >> SCALE_1_7 & 1))
		return true;
	rows = duck_ask(sc, evidence_duck(study->ws->evidence),
		"SELECT DISTINCT kind, properties->>'question' FROM event WHERE scale = ? AND properties IS NOT NULL",
		1, (struct duck_value[]){ DUCK_INT(SCALE_1_7) });
	if (!rows)
		return false;
	while (duck_next(rows))
		if (!duck_null(rows, 1) && duck_int(rows, 0) < study->dictionary->n)
			names->effort[names->of[duck_int(rows, 0)].question] |=
				survey_says(survey_plain(room, duck_text(rows, 1)), survey_effort_words);
	return duck_done(sc, rows);
}

/* --- questions ----------------------------------------------------------------------------------- */

struct naming {
	struct scope *sc;
	const struct dictionary *dictionary;
	struct scores_asked *of;
	struct scores_names *out;
	LIST(struct str) questions;
};

struct called {
	struct str folded, name;
	uint32_t event;
};

static int by_name(const void *x, const void *y)
{
	const struct called *a = x, *b = y;
	int order = str_compare(a->folded, b->folded);

	return order ? order : (a->event > b->event) - (a->event < b->event);
}

/* Event names, those that differ in letter case only as one. */
static void questions_make(struct naming *m)
{
	const struct dictionary *d = m->dictionary;
	struct called *called = NEW_ARRAY(m->sc, struct called, (size_t)d->n_events + 1);
	uint32_t *code = NEW_ARRAY(m->sc, uint32_t, (size_t)d->n_events + 1);

	for (uint32_t e = 0; e < d->n_events; e++)
		called[e] = (struct called){ str_fold(m->sc, d->events[e]), d->events[e], e };
	qsort(called, d->n_events, sizeof *called, by_name);
	for (uint32_t e = 0; e < d->n_events; e++) {
		if (!e || !str_equal(called[e].folded, called[e - 1].folded))
			*LIST_ADD(m->sc, &m->questions) = called[e].name;
		code[called[e].event] = (uint32_t)m->questions.n - 1;
	}
	for (uint32_t k = 0; k < d->n; k++)
		m->of[k].question = code[d->event_code[k]];
}

/* Items without the other nine are ratings like any other. */
static void instruments_make(struct naming *m, const uint32_t *scales, const struct str *files)
{
	struct buf *room = buf_new(m->sc, 1 << 16);
	struct names *stems = names_new(m->sc);
	unsigned *seen = NEW_ARRAY(m->sc, unsigned, (size_t)m->dictionary->n + 1);
	uint32_t first = (uint32_t)m->questions.n;

	for (uint32_t k = 0; k < m->dictionary->n; k++) {
		struct str event = m->dictionary->kinds[k].event, stem = { 0 };
		if (scales[k] >> SCALE_1_5 & 1)
			stem = instrument_of(m->sc, room, event, files[k], &m->of[k].item);
		if (!stem.p)
			continue;
		m->of[k].instrument = first + names_add(stems, stem);
		seen[m->of[k].instrument - first] |= 1u << m->of[k].item;
	}
	for (uint32_t i = 0; i < names_count(stems); i++)
		*LIST_ADD(m->sc, &m->questions) = str_copy(m->sc, names_at(stems, i));
	for (uint32_t k = 0; k < m->dictionary->n; k++)
		if (m->of[k].item && seen[m->of[k].instrument - first] != (1u << (SUS_ITEMS + 1)) - 2)
			m->of[k].item = 0;
}

struct scores_names *scores_names(struct scope *sc, struct study *study)
{
	struct naming m = { .sc = sc, .dictionary = study->dictionary };
	struct str *files = NEW_ARRAY(sc, struct str, (size_t)study->dictionary->n + 1);
	struct scores_names *out = NEW(sc, struct scores_names);
	struct buf *room = buf_new(sc, 1 << 16);
	const uint32_t *scales = scales_of(sc, study);

	m.of = NEW_ARRAY(sc, struct scores_asked, (size_t)study->dictionary->n + 1);
	if (!files_of(sc, study, files))
		return NULL;
	questions_make(&m);
	instruments_make(&m, scales, files);
	*out = (struct scores_names){ .of = m.of, .questions = m.questions.at, .n = m.questions.n };
	out->effort = NEW_ARRAY(sc, bool, m.questions.n + 1);
	for (size_t i = 0; i < out->n; i++)
		out->effort[i] = survey_says(survey_plain(room, out->questions[i]), survey_effort_words);
	return effort_asked(sc, study, scales, out) ? out : NULL;
}
