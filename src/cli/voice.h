/* voice - the verbs of `wend voice`, one file for those that belong together. */
#pragma once

#include "answer/listen.h"
#include "cli/desk.h"

/* What every verb starts with: a desk over the arguments behind the verb, and what texts are understood by. */
struct voice_desk {
	struct desk desk;
	struct voice_kit *kit;
	struct arguments args; /* without the verb, and without the words that are none of the desk's */
};

bool voice_desk_open(
	struct scope *sc, const struct arguments *args, bool words, struct voice_desk *v) MUST_USE;
void voice_desk_close(struct voice_desk *v);

/* --lang; all three where it is not given.  *n of them. */
bool voice_languages(
	struct scope *sc, const struct arguments *args, enum language *languages, size_t *n) MUST_USE;

bool voice_report(struct scope *sc, const struct arguments *args) MUST_USE;
bool voice_look(struct scope *sc, const struct arguments *args) MUST_USE; /* search */
bool voice_train(struct scope *sc, const struct arguments *args) MUST_USE;
bool voice_eval(struct scope *sc, const struct arguments *args) MUST_USE;
bool voice_correct(struct scope *sc, const struct arguments *args) MUST_USE;
bool voice_uncorrect(struct scope *sc, const struct arguments *args) MUST_USE;
bool voice_findings(struct scope *sc, const struct arguments *args) MUST_USE;
bool voice_confirm(struct scope *sc, const struct arguments *args) MUST_USE;
bool voice_reject(struct scope *sc, const struct arguments *args) MUST_USE;
bool voice_explain(struct scope *sc, const struct arguments *args) MUST_USE;
bool voice_lexicon(struct scope *sc, const struct arguments *args) MUST_USE;
