/* language - which of the three languages a text is in, by rules of our own.
 *
 *	enum language l = language_of(STR("Paczka przyszła w piątek"));     // LANGUAGE_PL
 *
 * Anything that is surely neither of the three is LANGUAGE_OTHER, and gets no sentiment; what cannot be told
 * (emoji alone, "ok", a number) is LANGUAGE_UNDECIDED and takes the language of its source.
 * Words are looked up among those of some twenty languages, and the letter pairs of the others are weighed;
 * addresses of pages and mails, @names, #tags, emoji and words with digits count for nothing.
 */
#pragma once

#include "base/str.h"

/* Bytes of a text that are looked at: it will hardly change its language behind them. */
enum { LANGUAGE_TEXT = 4096 };

enum language { LANGUAGE_UNDECIDED, LANGUAGE_EN, LANGUAGE_PL, LANGUAGE_RU, LANGUAGE_OTHER, LANGUAGES };

enum language language_of(struct str text);
const char *language_key(enum language language);                /* "en", "pl", "ru", "other", "undecided" */
bool language_find(struct str key, enum language *out) MUST_USE; /* en, pl, ru */
