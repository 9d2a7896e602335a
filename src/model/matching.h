/* matching - which touchpoint the events of each kind belong to, decided on the dictionary.
 *
 *	struct matching *m = matching_make(sc, def, dictionary);
 *	int touchpoint = matching_simple(m, kind);                // where `when` plays no part
 *	for (uint32_t c = m->first[kind]; c < m->first[kind + 1]; c++) ...
 *
 * A match holds for a kind when each part that it names holds, letter case ignored (as str_same): an exact
 * text equals the kind's; an empty text holds where the kind has none; a text that ends in `*` holds where the
 * kind has that part and it starts with what stands before the `*`.  A `*` elsewhere is a letter like any
 * other.  A match that names all five parts is about one kind, as dragging stores it: there a last `*` is a
 * letter too, because templates of pages end in one.
 *
 * Precedence among the matches that hold for a kind:
 *  1. an exact match (all of whose named parts are exact) before a pattern;
 *  2. among exact ones, the one that names more parts: what a person dragged names all five;
 *  3. the one with more literal letters (code points), counted over all its named parts without the last `*`;
 *  4. the order in the map: its touchpoint's, then its own.
 */
#pragma once

#include "model/definition.h"

/* A touchpoint that a kind's events may belong to, by index (definition_touchpoint). */
struct candidate {
	uint16_t touchpoint;
	uint8_t when;     /* enum when */
	uint16_t when_at; /* for WHEN_BEFORE and WHEN_AFTER: a touchpoint's index */
	uint16_t match;   /* which of the touchpoint's matches it was that holds first */
};

/* Kind k may belong to candidates[first[k]] .. candidates[first[k + 1] - 1]: the first whose `when` holds in
 * the journey gets the event, and where none does it is unsorted.  Each touchpoint is there once, and nothing
 * comes after the first WHEN_ALWAYS. */
struct matching {
	uint32_t n_kinds;
	const uint32_t *first; /* n_kinds + 1 */
	const struct candidate *candidates;
};

enum { MATCH_UNSORTED = -1, MATCH_DEPENDS = -2 };

/* NULL: FAULT_INVALID where a `when` names no touchpoint (definition_read lets none through).  Time: kinds
 * times patterns at worst; exact matches cost a lookup for each set of parts that they name. */
struct matching *matching_make(
	struct scope *sc, const struct definition *def, const struct dictionary *dictionary) MUST_USE;

/* The touchpoint of all the kind's events; MATCH_UNSORTED; MATCH_DEPENDS where `when` decides. */
int matching_simple(const struct matching *m, uint32_t kind);
