/* words_table - the rows behind words.h: words and phrases, with what they say.
 *
 *	{ STAGE_PURCHASE, 9, 0, 0, "cart, basket, koszyk*, add to cart" }
 *
 * An entry is one word or a phrase of up to five; `*` at a word's end lets it go on (stems of inflected
 * languages), and a plural's -s needs none.  The same entry may stand in several rows; all of them count.  Lower
 * case, Polish without its marks, Russian without ё.
 */
#pragma once

#include "insight/words.h"

enum {
	WORD_DONE = 1,       /* completed, placed: with a goal's noun it makes a goal */
	WORD_OPEN = 2,       /* started, chosen, looked at: what stands beside it is not reached yet */
	WORD_FAILED = 4,     /* failed, cancelled: not a goal, whatever else is said */
	WORD_REACHED = 8,    /* a goal that WORD_OPEN beside it does not take back ("thank you page") */
	WORD_VIEW = 16,      /* page view */
	WORD_ALONE = 32,     /* its goal counts only where it is the whole name */
	WORD_DELIVERY = 128, /* what was bought is on its way, or there */
	WORD_FEEDBACK = 64,  /* customers are asked, or write of their own accord */
};

struct words_row {
	enum default_stage stage; /* STAGE_UNKNOWN: says nothing of it */
	int weight;               /* for the stage, 1..10 */
	int goal;                 /* goal by itself, 1..10 */
	int noun;                 /* goal together with a WORD_DONE, 1..10 */
	int flags;
	const char *entries; /* separated by ", " */
};

extern const struct words_row words_rows[]; /* ends with entries NULL */
