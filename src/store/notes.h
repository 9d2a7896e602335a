/* notes - what staff observe, in their own words: of a touchpoint of a map.  Evidence of the source `staff`, and no
 * event: the journeys never change by it.
 *
 *	int64_t id;
 *	notes_add(sc, docs, &(struct note){ .map = STR("first-map"), .touchpoint = STR("cart"), .text = text }, &id);
 *	notes_of(sc, docs, STR("first-map"), &notes, &n);      // oldest first; map p NULL: of all maps
 */
#pragma once

#include "store/documents.h"

enum { NOTE_LETTERS = 2000, NOTE_NAME_LETTERS = 120, NOTES_MOST = 20000 }; /* ceilings; of a workspace */

struct note {
	int64_t id; /* 1.., never used again */
	int64_t written_us;
	struct str author, about; /* which customers, "new customers"; p NULL: not said */
	struct str map, touchpoint, text;
};

/* FAULT_INVALID where a text is empty, too long or no UTF-8; the texts are kept without blanks around them. */
bool notes_add(struct scope *sc, struct documents *docs, const struct note *note, int64_t *id) MUST_USE;
/* FAULT_NOT_FOUND where there is none of this number. */
bool notes_remove(struct scope *sc, struct documents *docs, int64_t id) MUST_USE;
bool notes_of(
	struct scope *sc, struct documents *docs, struct str map, struct note **notes, size_t *n) MUST_USE;
