#include "answer/feedback.h"

#include "insight/words.h"

uint64_t *feedback_speaking(struct scope *sc, struct study *study)
{
	uint64_t *speaking = NEW_ARRAY(sc, uint64_t, study->dictionary->n + 1);
	struct duck_rows *rows = duck_ask(sc, evidence_duck(study->ws->evidence),
		"SELECT kind, count(*) FROM event WHERE said OR rating IS NOT NULL GROUP BY kind", 0, NULL);

	if (!rows)
		return NULL;
	while (duck_next(rows))
		if (duck_int(rows, 0) < study->dictionary->n)
			speaking[duck_int(rows, 0)] = (uint64_t)duck_int(rows, 1);
	return duck_done(sc, rows) ? speaking : NULL;
}

/* Two of the three signs. */
static bool is_feedback(
	const struct words *words, const struct kind *kind, uint64_t speaking, uint64_t events)
{
	bool asked = kind->source == SOURCE_SURVEY || kind->source == SOURCE_INTERVIEW;
	bool named = words_read(words, kind->event).feedback;
	bool speaks = speaking * 10 >= events * 9;

	return asked + named + speaks >= 2;
}

bool *feedback_kinds(struct scope *sc, struct study *study)
{
	const uint64_t *speaking = feedback_speaking(sc, study);
	const struct words *words = words_new(sc);
	bool *is = NEW_ARRAY(sc, bool, study->dictionary->n + 1);

	for (uint32_t k = 0; speaking && k < study->dictionary->n; k++) {
		uint64_t events = study->trail->kind_events[k];
		is[k] = events && is_feedback(words, &study->dictionary->kinds[k], speaking[k], events);
	}
	return speaking ? is : NULL;
}

bool *feedback_only(struct scope *sc, const struct study *study, const struct definition *def,
	const struct matching *matching)
{
	size_t n = definition_touchpoints(def);
	bool *only = NEW_ARRAY(sc, bool, n + 1), *other = NEW_ARRAY(sc, bool, n + 1);

	for (uint32_t k = 0; k < study->dictionary->n; k++)
		for (uint32_t c = matching->first[k];
			study->trail->kind_events[k] && c < matching->first[k + 1]; c++)
			(study->answers[k] ? only : other)[matching->candidates[c].touchpoint] = true;
	for (size_t t = 0; t < n; t++)
		only[t] &= !other[t];
	return only;
}
