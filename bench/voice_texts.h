/* voice_texts - labelled texts of other people, as the measurements of src/voice want them: each once, in classes.
 *
 *	struct texts texts = { 0 };
 *	if (!texts_read(&sc, &texts, "../shared/data", &texts_tasks[0])) ...    // texts_tasks: what there is
 *	texts.at[i].text, .label; the first texts.n_train are for learning, where the task says which
 */
#pragma once

#include "voice/model.h"

enum { TEXTS_CLASSES = 10 };

struct texts_task {
	const char *name, *language;
	const char *files[2];
	const char *label, *text;   /* columns; NULL: lines of "label text" */
	const char *only, *only_is; /* rows that have this in that column; NULL: all */
	bool second_tests;          /* the first file is learnt from, the second tried on */
	struct {
		const char *label;
		uint32_t class;
	} labels[TEXTS_CLASSES + 1];
	const char *classes[TEXTS_CLASSES + 1];
	double accuracy, macro_f1; /* below that something broke; 0: nothing said */
};

extern const struct texts_task texts_tasks[]; /* name NULL: the end */

struct texts {
	LIST(struct model_example) at;
	size_t n_train, twice, bytes; /* n_train 0: nobody says which; twice: were left out */
};

bool texts_read(
	struct scope *sc, struct texts *texts, const char *folder, const struct texts_task *task) MUST_USE;
