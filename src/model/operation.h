/* operation - one change of a map as a person makes it: a cell written, a touchpoint moved, an event dragged.
 *
 *	struct operation op;
 *	if (!operation_read(sc, json, &op)) return false;                // operation_io.h
 *	struct definition *next = operation_apply(sc, def, &op, 1);      // checked as definition_read checks
 *	struct str before = operation_part(sc, def, &op);                // what it touches, to compare two revisions
 *
 * Pure.  An operation touches one part of the map: a cell, a field of a touchpoint, a touchpoint's place.  Where that
 * part reads the same in two revisions, an operation that was made on one may be made on the other.
 */
#pragma once

#include <jansson.h>

#include "model/definition.h"

enum { OPERATIONS = 500 /* in one list: a ceiling */ };

/* In the order of their rows in operation.c. */
enum operation_kind {
	OP_SET_MAP,
	OP_SET_CELL,
	OP_PUT_CELL,
	OP_REMOVE_CELL,
	OP_SET_CELLS,
	OP_ADD_TOUCHPOINT,
	OP_RENAME_TOUCHPOINT,
	OP_SET_TOUCHPOINT,
	OP_REMOVE_TOUCHPOINT,
	OP_MOVE_TOUCHPOINT,
	OP_SPLIT_TOUCHPOINT,
	OP_MERGE_TOUCHPOINT,
	OP_ADD_STAGE,
	OP_RENAME_STAGE,
	OP_SET_STAGE,
	OP_REMOVE_STAGE,
	OP_MOVE_STAGE,
	OP_ADD_MATCH,
	OP_REMOVE_MATCH,
	OP_MOVE_MATCH,
	OPERATION_KINDS,
};

/* What of it means something depends on the kind: operation_io.c has the fields of each.  p NULL: not given. */
struct operation {
	enum operation_kind kind;
	int64_t seen;    /* revision of the map in which its part was seen; 0: not said */
	struct str at;   /* id of a touchpoint or of a stage */
	struct str lane; /* of a cell */
	struct str text;
	enum basis basis;
	struct str to;     /* id of what it goes to */
	struct str before; /* id of what it stands before; p NULL: at the end */
	struct str field;  /* name of a field of the map, of a touchpoint, of a stage */
	struct str name;
	struct str
		value; /* JSON: of the field; a touchpoint, a stage, a match, a list of cells, of attachments */
};

struct operations {
	struct operation *at;
	size_t n, room;
};

const char *operation_name(enum operation_kind kind); /* "set_cell" */

/* The map with all of them made, one after the other; `def` stays.  NULL: FAULT_NOT_FOUND for what is not there,
 * FAULT_INVALID with the place for what would be no map. */
struct definition *operation_apply(
	struct scope *sc, const struct definition *def, const struct operation *op, size_t n) MUST_USE;

/* The part that it touches as compact JSON, keys in order: equal where nothing that matters to it differs.  p NULL: it
 * cannot be made on this map at all, because what it names is not there. */
struct str operation_part(struct scope *sc, const struct definition *def, const struct operation *op);

/* The same of what definition_write gave: for whoever asks often. */
struct str operation_part_in(struct scope *sc, const json_t *root, const struct operation *op);

/* That part in words: "needs of \"cart\"". */
struct str operation_words(struct scope *sc, const struct operation *op);

/* What makes `to` out of `from`; nothing where they are the same.  Matches of one touchpoint have no order: they are
 * told apart by what they say.  The inverse of an operation is the difference backwards. */
struct operations operation_difference(
	struct scope *sc, const struct definition *from, const struct definition *to);

/* Takes these back: what makes `before` again out of what they made of it.  FAULT as operation_apply. */
bool operation_inverse(struct scope *sc, const struct definition *before, const struct operation *op,
	size_t n, struct operations *out) MUST_USE;
