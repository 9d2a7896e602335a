/* mask_private - what the files behind mask.h share: each looks at one kind of thing, at one place.
 *
 * All of them answer with what begins at `at`: where it ends, and what is to be masked of it.  An end
 * without a kind is to be left as it is, and not looked at again (a date, the address of a page).  End 0:
 * there is nothing of theirs.
 */
#pragma once

#include "voice/mask.h"

#define MASK_NOTHING MASK_KINDS

struct mask_found {
	size_t from, to, end;
	enum mask_kind kind; /* or MASK_NOTHING */
};

/* At a digit, or a + before one. */
struct mask_found mask_number_at(struct str text, size_t at);

/* At the first letter or digit of a word: accounts (IBAN) and codes of letters and digits. */
struct mask_found mask_code_at(struct str text, size_t at);

/* At the first letter of a word. */
struct mask_found mask_name_at(struct str text, size_t at);

/* mask_words.c, by folded words (fold.h). */
enum mask_address { /* what comes before a name */
	MASK_ADDRESS_NONE,
	MASK_ADDRESS_TITLE,    /* whatever stands behind it with a capital is a name */
	MASK_ADDRESS_CAPITAL,  /* the same, but only if it has a capital itself */
	MASK_ADDRESS_GREETING, /* a name only if it is a known one */
	MASK_ADDRESS_CLOSING,  /* as a title, and a comma or a line's end may stand between */
	MASK_ADDRESS_ROLE,     /* behind a title, and no name: what follows may be one */
	MASK_ADDRESS_NOBODY,   /* behind a title, and no name */
	MASK_ADDRESS_PARTICLE, /* of a surname */
};

enum mask_address mask_address(struct str folded);
bool mask_says_who(struct str before, struct str folded); /* "name" and "is" */
bool mask_is_first_name(struct str folded);
bool mask_is_patronymic(struct str folded);

struct mask_list { /* in the order of their bytes, as they are searched so */
	const char *const *at;
	size_t n;
};

extern const struct mask_list mask_first_names, mask_name_stems;
