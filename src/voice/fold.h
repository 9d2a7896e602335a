/* fold - letters as they are compared: small, and without the marks that people leave out.
 *
 *	uint32_t bare = fold_letter(0x141);      // 'l', for Ł
 */
#pragma once

#include <stdint.h>

enum fold_class {
	FOLD_OTHER,  /* a mark, a blank, a control character */
	FOLD_LETTER, /* of a word: letters, digits, marks that stand on letters */
	FOLD_SMILE,  /* an emoji */
	FOLD_NOTHING /* no width, or the dress of the sign before it: skin tones, joiners, variation selectors */
};

enum fold_class fold_class(uint32_t letter);

/* 0: nothing remains of it (a combining mark). */
uint32_t fold_letter(uint32_t letter);
