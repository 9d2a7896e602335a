/* survey_scale - whether a survey's question asks for a rating, and which scale its answers stand on.
 *
 *	struct survey_answers seen = { answers, counts, n };           // the different ones of the first rows
 *	if (survey_scale_find(room, STR("How satisfied are you?"), &seen, &scale)) ...
 *	if (survey_rate(room, &scale, STR("Very satisfied"), &rating)) ...           // 5
 *
 * A column of numbers is a rating where the question says so (by words, or "(1-7)"); words are one where nearly all
 * of the answers are those of one row of the table of worded scales, English, Polish or Russian.
 */
#pragma once

#include "base/buf.h"
#include "model/scale.h"

struct survey_answers {
	const struct str *at;
	const size_t *counts; /* how often each was given */
	size_t n;
};

struct survey_scale {
	enum scale scale;
	const char *const *steps; /* of a worded scale, from bad to good; NULL: numbers */
	size_t n_steps;
};

/* Small letters without marks, all that is no letter and no digit one blank: "how easy was it 1 7". */
struct str survey_plain(struct buf *room, struct str text);
/* Such a text has one of the words or phrases, "word*" its start; | between them. */
bool survey_says(struct str plain, const char *patterns);

/* `question` as it stands; `room` is written over. */
bool survey_scale_find(struct buf *room, struct str question, const struct survey_answers *answers,
	struct survey_scale *out) MUST_USE;
bool survey_asks_for_rating(struct buf *room, struct str question);

/* false: the answer is none of the scale's. */
bool survey_rate(
	struct buf *room, const struct survey_scale *scale, struct str answer, double *rating) MUST_USE;
/* "N/A", "Don't know", "nie dotyczy": no rating, and none that is missed. */
bool survey_is_no_answer(struct buf *room, struct str answer);
