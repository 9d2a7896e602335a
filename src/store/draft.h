/* draft - the one shared draft of a map: changes that merge where they touch different parts, and say both texts where
 * they touch the same.
 *
 *	struct draft_edit edit = { .map = id, .author = STR("anna"), .ops = ops, .now_us = now };
 *	struct draft_change change;
 *	if (!draft_edit(sc, docs, &edit, &change)) ...      // FAULT_CONFLICT: change.conflicts, and nothing was written
 *
 * Each operation says in which revision its part was seen.  Where that part reads the same in the newest revision, it
 * is made there, however far the map has moved on.  All of a list is made, as one revision, or none of it.
 */
#pragma once

#include "model/operation.h"
#include "store/documents.h"

struct draft_edit {
	struct str map, author;
	struct operations ops; /* each with `seen` */
	int64_t now_us;
	bool own; /* of an undo: it is known to be theirs, whatever name it was written under */
};

/* A part that somebody else changed since it was seen.  The texts are JSON; p NULL: it is not there (any more). */
struct draft_conflict {
	size_t operation; /* its place in the list */
	struct str part;  /* in words: "needs of \"cart\"" */
	struct str seen, theirs, yours;
	struct str author; /* of the revision that changed it last */
	int64_t revision;
};

struct draft_change {
	int64_t revision;         /* the newest now; the same as before where nothing changed by it */
	struct definition *draft; /* as it reads now */
	LIST(struct draft_conflict) conflicts;
};

/* Also FAULT_INVALID, FAULT_NOT_FOUND as operation_apply has them. */
bool draft_edit(struct scope *sc, struct documents *docs, const struct draft_edit *edit,
	struct draft_change *change) MUST_USE;

/* Takes back what this author wrote as this revision, wherever nobody changed it since.  FAULT_DENIED where another
 * wrote it. */
bool draft_undo(struct scope *sc, struct documents *docs, const struct draft_edit *edit, int64_t revision,
	struct draft_change *change) MUST_USE; /* edit's operations are not looked at */

/* Writes a definition as the newest revision, whatever the draft is now: a revision or a version that comes back. */
bool draft_restore(struct scope *sc, struct documents *docs, const struct draft_edit *edit,
	struct str definition, struct draft_change *change) MUST_USE;

/* --- what was --- */

struct draft_revision {
	struct saved_map map;
	struct str operations; /* JSON list of what made it; p NULL: it was written as a whole */
};

/* NULL: FAULT_NOT_FOUND, with the revisions that there are. */
struct draft_revision *draft_revision(
	struct scope *sc, struct documents *docs, struct str map, int64_t revision) MUST_USE;

/* From the first to the newest, after this one (0: all). */
bool draft_page(struct scope *sc, struct documents *docs, struct str map, int64_t after, size_t most,
	struct draft_revision **list, size_t *n) MUST_USE; /* so many at most */
bool draft_revisions(struct scope *sc, struct documents *docs, struct str map, int64_t after,
	struct draft_revision **list, size_t *n) MUST_USE;
