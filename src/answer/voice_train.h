/* voice_train - learning from the company's own rated texts, and from what people corrected.
 *
 *	struct voice_lesson *lesson = voice_learn(sc, study, def, kit, LANGUAGE_PL, LESSON_FEELING);
 *	if (lesson->wins) voice_keep(sc, ws, lesson);
 *
 * A fifth of the texts, told by a hash of what they say, is never trained on: there the lexicon, the model that is in use
 * and the new one are held against what customers rated and people corrected.  A new model wins where it is right
 * significantly more often (McNemar, p < .05) than both.
 */
#pragma once

#include "answer/listen.h"

enum lesson_task { LESSON_FEELING, LESSON_TOUCHPOINT, LESSON_TASKS };
const char *lesson_task_key(enum lesson_task task); /* "feeling" */

enum {
	LESSON_LEAST = 100 /* texts */,
	LESSON_CLASS = 10 /* of a class */,
	LESSON_WEIGHT = 5 /* of a correction */
};

struct voice_lesson {
	enum lesson_task task;
	enum language language;
	uint64_t texts, trained, held, corrected, repeats; /* repeats: left out, as they say it again */
	const struct str *classes;
	size_t n_classes;
	uint64_t per_class[MODEL_CLASSES];
	bool too_few; /* nothing was trained */
	struct model_trial lexicon, old,
		fresh;           /* on the same held-out texts; n 0: there is none.  For touchpoints `lexicon`
	                                         * is the answer that most texts have */
	double p_lexicon, p_old; /* of the new one against each */
	bool wins;
	struct model *model; /* NULL where too few; the caller's to model_close */
};

/* `now_us`: when, for the model's facts. */
struct voice_lesson *voice_learn(struct scope *sc, struct study *study, const struct definition *def,
	struct voice_kit *kit, enum language language, enum lesson_task task, int64_t now_us) MUST_USE;

/* Takes away the model of the lesson's task and language, if there is one. */
bool voice_drop(struct scope *sc, const struct workspace *ws, const struct voice_lesson *lesson) MUST_USE;

/* Saves the lesson's model where the kit will find it. */
bool voice_keep(struct scope *sc, const struct workspace *ws, const struct voice_lesson *lesson) MUST_USE;
