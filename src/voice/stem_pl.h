/* stem_pl - Polish words cut to what their inflected forms share, by endings alone.
 *
 *	struct stem_pl *pl = stem_pl_open(sc);
 *	char room[STEM_PL_ROOM];
 *	struct str stem = stem_pl_word(pl, STR("dostawami"), room);      // "dostaw"
 *
 * Words come in folded: small letters without their marks, so that ś is s and ó is o.  Seven cases, both numbers,
 * three genders, degrees of adjectives, tenses, participles and verbal nouns come down to one stem; a stem is a
 * key to compare by and need be no word.  Prefixes stay, and so does what makes one word of another: "platnosc" is
 * not "placic".  Words that go their own way are listed in stem_pl_words.c.  A stem_pl is only read, so threads may
 * share it.
 */
#pragma once

#include "base/str.h"

/* Longer words are no words, and come back as they are; so do those with anything but a to z, and those of
 * one or two letters. */
enum { STEM_PL_WORD = 96, STEM_PL_ROOM = 2 * STEM_PL_WORD + 32 };

struct stem_pl;

struct stem_pl *stem_pl_open(struct scope *sc);

/* In `room` (STEM_PL_ROOM bytes), in the word itself, or in `pl`. */
struct str stem_pl_word(const struct stem_pl *pl, struct str folded, char *room);
