/* mask - quotes as they may be shown: what tells who wrote them, or of whom, is taken out.
 *
 *	struct str safe = mask_text(sc, STR("Mr Smith, call 600 100 200"));      // "Mr [name], call [phone]"
 *	struct mask_places places = mask_find(sc, text);                         // the same as places in bytes
 *
 * E-mail addresses, @names, phone numbers, numbers of cards and accounts, any other run of six digits or
 * more, of thirteen where they stand in groups, codes with as many digits, addresses of pages that say more than a page, names after salutations,
 * and frequent first names with the name that follows.  Found by rules, which let some names pass: a quote
 * is shown to fewer people than a number, masked or not.  Every other byte stays as it was, whatever it is;
 * dates, years, amounts and prices stay.  Digits of other scripts and widths, signs that are spelt out for HTML
 * ("&#64;") and signs of no width between others hide nothing from the rules.
 *
 * formats/veil.h is another thing: it goes over what is stored, field by field, and takes away quickly what
 * fields and addresses say by their form.  Here stands prose that a person reads, after it was stored as it
 * was written.
 */
#pragma once

#include "base/str.h"

enum mask_kind { MASK_EMAIL, MASK_PHONE, MASK_NUMBER, MASK_NAME, MASK_LINK, MASK_KINDS };

struct mask_place {
	size_t from, to; /* bytes of the text; no two overlap, and they come in order */
	enum mask_kind kind;
};

struct mask_places {
	struct mask_place *at;
	size_t n, room;
};

/* Linear in the text. */
struct mask_places mask_find(struct scope *sc, struct str text);

/* Whether a byte of these is masked. */
bool mask_hides(const struct mask_places *places, size_t from, size_t to);

/* The bytes from..to of the text, masked.  An edge that lies inside a place is moved out to that of the place, whose
 * word then stands there once.  A part of the text itself where there is nothing to mask. */
struct str mask_part(
	struct scope *sc, struct str text, const struct mask_places *places, size_t from, size_t to);

/* The text itself where there is nothing to mask. */
struct str mask_text(struct scope *sc, struct str text);
const char *mask_word(enum mask_kind kind); /* "[e-mail]", "[phone]", "[number]", "[name]", "[link]" */
