/* said - what Wend itself writes on a drawing or a shared page, in the language that the scope says (base/speech.h).
 *
 *	said(sc, "no data")                             // "brak danych"
 *	said_form(sc, STR("3"), "journey", "journeys")  // "podróże"
 *	said_number(sc, STR("1,234.5"))                 // "1234,5"
 *	said_again(sc, STR("Goal: Order. Reached by 8 % ... of the journeys."))
 *
 * English words are the names of the others: said_words.c has a row for each.  What has none stays English, and what
 * people wrote is never handed in.
 */
#pragma once

#include "base/speech.h"

struct said_row {
	const char *english, *polish, *russian;
};

/* Sorted by the English; formats have the same holes in each language, names that are counted their forms: one|few|many|other. */
extern const struct said_row said_rows[];
extern const size_t said_rows_n;

/* What the server's sentences are in other languages, as the page has it (ui/src/words/served, decision 0056). */
extern const struct said_row served_rows[];
extern const size_t served_rows_n;

const char *said(struct scope *sc, const char *english);
const char *said_in(const struct said_row *row, enum speech speech); /* what a row says */

/* A number as English writes it, as the language does: thousands, and what stands before the decimals. */
struct str said_number(struct scope *sc, struct str number);

/* The name of what is counted, in the form that goes with the number. */
const char *said_form(struct scope *sc, struct str number, const char *one, const char *many);

/* A sentence that was made in English before, found again among the server's; what is not known stays as it came. */
struct str said_again(struct scope *sc, struct str sentence);

/* "one|few|many|other" cut to what goes with a number as English writes it. */
struct str said_pick(struct scope *sc, struct str number, struct str forms);
