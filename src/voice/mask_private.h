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

/* mask_plain.c.  A text as it is seen: without signs of no width, digits and marks in their plain form, those
 * that are spelt out for HTML as what they stand for.  It is looked through instead of what was written. */
struct mask_change {
	size_t from, to; /* what was written */
	size_t plain, n; /* where it begins as it is seen, and its bytes */
	char as[4];
};

struct mask_plain {
	struct str text; /* what was written, where nothing was changed */
	struct mask_change *at;
	size_t n, room;
};

struct mask_plain mask_plain(struct scope *sc, struct str text);
/* Places of the plain text become places of the one that was written. */
void mask_as_written(const struct mask_plain *plain, struct mask_places *places);

/* Digits in groups, as they are written: "+48 600-100-200". */
enum { MASK_GROUPS = 16 };

struct mask_digits {
	struct str text;
	size_t n;
	size_t from[MASK_GROUPS], to[MASK_GROUPS];
	bool dots, slashes, others; /* what stands between the groups looked at */
	bool plus;
};

static inline size_t mask_length(const struct mask_digits *d, size_t i)
{
	return d->to[i] - d->from[i];
}

/* mask_kept.c; k is how many groups are looked at, from the first. */
unsigned mask_value(const struct mask_digits *d, size_t i); /* no more than six digits of it */
size_t mask_date_groups(const struct mask_digits *d);       /* how many are a date or years; 0: none */
size_t mask_before_date(const struct mask_digits *d);   /* how many stand before one; all: there is none */
size_t mask_before_price(const struct mask_digits *d);  /* behind a phone or more: "600 100 200 50 PLN" */
size_t mask_amount_groups(const struct mask_digits *d); /* as with dates: "1 250 000", "12.99" */
bool mask_is_amount(const struct mask_digits *d, size_t k);
bool mask_are_amounts(const struct mask_digits *d);         /* all of them, one after the other */
bool mask_is_priced(const struct mask_digits *d, size_t k); /* a currency stands by */

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
