/* evidence_change - evidence taken back: an import, a person, what is older than it may be.
 *
 *	struct evidence_undone undone;
 *	evidence_undo(sc, ev, 7, &undone);
 *
 * Each is one transaction.  Feedback in the documents follows with workspace_clean, at the latest when the workspace is
 * opened next.
 */
#pragma once

#include "store/identity.h"

struct evidence_undone {
	struct str file;
	uint64_t events, restored; /* events of earlier versions that count again */
	uint64_t handed_on;        /* events that another import names, too: they stay until that is undone */
	uint64_t metrics, quarantined;
	int64_t took_place; /* the import of the same file, read otherwise, that it had replaced; 0: none */
};

/* FAULT_NOT_FOUND where there is no such import, FAULT_CONFLICT where it was undone already: whether there is one to undo
 * may be asked before. */
bool evidence_may_undo(struct scope *sc, struct evidence *ev, int64_t import) MUST_USE;
bool evidence_undo(
	struct scope *sc, struct evidence *ev, int64_t import, struct evidence_undone *out) MUST_USE;

/* Removes all events of these identifiers, what joins them, and their names; the hashes are remembered so that
 * another import brings nothing of them back.  `hashes` belong to the codes. */
bool evidence_erase(struct scope *sc, struct evidence *ev, const uint32_t *codes, size_t n,
	const struct str *hashes, uint64_t *events) MUST_USE;

/* Rows in quarantine that have this text in them. */
bool evidence_erase_quarantined(
	struct scope *sc, struct evidence *ev, struct str text, uint64_t *rows) MUST_USE;

bool evidence_quarantine_mentions(
	struct scope *sc, struct evidence *ev, struct str text, uint64_t *rows) MUST_USE;

/* How long evidence of a kind of source is kept; 0: for ever. */
bool evidence_retention(
	struct scope *sc, struct evidence *ev, int64_t spans_us[static SOURCE_KINDS]) MUST_USE;
bool evidence_set_retention(
	struct scope *sc, struct evidence *ev, enum source_kind source, int64_t span_us) MUST_USE;
/* Removes what is older than that. */
bool evidence_expire(struct scope *sc, struct evidence *ev, int64_t now_us, uint64_t *events) MUST_USE;
