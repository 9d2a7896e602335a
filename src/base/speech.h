/* speech - the languages that Wend's own words are in where people without the page read them: drawings, shared pages.
 *
 *	sc->speech = speech_accepted(STR("ru,en;q=0.8"));       // SPEECH_RU
 *	if (!speech_find(STR("pl"), &speech)) ...               // none of these
 *
 * Whoever begins a piece of work says it in its scope; what people wrote stays as it is.
 */
#pragma once

#include "base/str.h"

#define SPEECH_WORDS "en pl ru" /* for what is asked for */

const char *speech_code(enum speech speech); /* "en" */
bool speech_find(struct str code, enum speech *out) MUST_USE;
enum speech speech_or_english(struct str code); /* where it is none of them, or p NULL */

/* The one that a browser likes best, by its Accept-Language; English where it names none of them. */
enum speech speech_accepted(struct str header);
