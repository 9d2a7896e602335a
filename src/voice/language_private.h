/* language_private - what language.c reads texts with: each tongue's words, and tables made from them once.
 *
 *	const struct language_tables *t = language_tables();
 *	const struct language_slot *slot = language_known(t, key);   // who has the word
 *	const int8_t *row = t->pairs[from][to];               // what a letter pair says for each lane
 *
 * More tongues are told apart than languages are answered: Portuguese is known so that it is not taken for
 * English.  Tongues of one script compete with each other, so that each has a lane among at most 16, and the
 * evidence of a letter pair is one row of 16 small numbers, added at once.
 */
#pragma once

#include "voice/language.h"

enum script { LATIN, CYRILLIC, SCRIPTS };

/* clang-format off */
enum tongue {
	TONGUE_EN, TONGUE_PL, TONGUE_PT, TONGUE_ES, TONGUE_FR, TONGUE_IT, TONGUE_DE, TONGUE_NL,
	TONGUE_CS, /* and Slovak */
	TONGUE_LT, TONGUE_TR, TONGUE_RO, TONGUE_HU,
	TONGUE_SV, /* and Danish, Norwegian */
	TONGUE_FI,
	TONGUE_HR, /* Croatian, Bosnian, Slovene, Serbian in Latin letters */
	TONGUE_RU, TONGUE_UK, TONGUE_BE, TONGUE_BG, TONGUE_SR, TONGUES
};
/* clang-format on */

enum {
	LANES = 16,
	LATIN_LANES = 16,
	CYRILLIC_LANES = TONGUES - LATIN_LANES,
	LETTER_CODES = 64,
	LETTER_BITS = 6,
	WORD_KNOWN = 10, /* letters that fit into a key: longer words are not looked up */
	BIT = 8,         /* evidence is in eighths of a bit: how much likelier, as a power of two */
};

struct language_words {
	enum tongue tongue; /* TONGUES: nobody's, they count for nothing */
	enum script script;
	const char *often, *words;
};

extern const struct language_words language_words[]; /* up to one without words */

enum letter_kind {
	LETTER_BREAK,   /* ends a word */
	LETTER_PLAIN,   /* is one */
	LETTER_NOTHING, /* no width, or a mark upon the letter before */
	LETTER_DIGIT,
	LETTER_FOREIGN, /* of a script that none of the three uses */
};

struct language_letter {
	uint8_t kind, code; /* code: 1 to 63, without marks and capitals */
	uint16_t missing;   /* lanes of the letter's script whose alphabets lack it */
};

enum { LETTER_TABLE = 0x530, APOSTROPHE = 27, CYRILLIC_A = 28, CYRILLIC_MORE = 60 };

struct language_slot {
	uint64_t key;           /* 0: empty */
	uint16_t often, seldom; /* lanes that know it; none: a word of all */
};

enum { WORD_SLOT_BITS = 14, WORD_SLOTS = 1 << WORD_SLOT_BITS };

struct language_tables {
	struct language_letter letters[LETTER_TABLE];
	int8_t pairs[LETTER_CODES][LETTER_CODES][LANES]; /* code 0: the word's edge */
	struct language_slot slots[WORD_SLOTS];
};

const struct language_tables *language_tables(void);
const struct language_slot *language_known(
	const struct language_tables *t, uint64_t key); /* NULL: by nobody */
enum letter_kind language_far_letter(uint32_t letter);  /* those from LETTER_TABLE on */
