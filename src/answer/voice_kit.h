/* voice_kit - what a workspace understands texts by: its lexicons, and the models that learnt from its own texts.
 *
 *	struct voice_kit *kit = voice_kit_open(sc, ws);          // NULL: a lexicon of the company's own is broken
 *	struct ear *ear = ear_open(&kit->ear);
 *	voice_kit_close(kit);
 *
 * In the workspace's folder `voice`: lexicon-pl.txt is the company's own words beside Wend's; feeling-pl.vlm and
 * touchpoint-pl.vlm are models.  A model is there only where it did better than what was there before
 * (voice_train.h), so one that is there is used.
 */
#pragma once

#include "store/workspace.h"
#include "voice/ear.h"

struct voice_kit {
	struct ear_kit ear;
	struct lexicon *lexicons[LANGUAGES];        /* the same, to be changed */
	const struct model *touchpoints[LANGUAGES]; /* NULL: nothing was learnt of what is about what */
	LIST(struct model *) open;
	uint64_t sum; /* of all of it: equal where the same text is understood the same */
};

struct voice_kit *voice_kit_open(struct scope *sc, const struct workspace *ws) MUST_USE;
void voice_kit_close(struct voice_kit *kit); /* takes NULL */

/* The file of a task ("feeling", "touchpoint", "lexicon") in a language; NULL for a workspace in memory. */
const char *voice_file(
	struct scope *sc, const struct workspace *ws, const char *task, enum language language);
