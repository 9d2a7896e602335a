/* loader - events on their way from a mapped record into the stores: codes, ids, ordinals, feedback.
 *
 * Used by import.c and again.c; a file of its own because it is the one place that decides what "the same event"
 * means: source, customer, time, name and everything else that the row says, and how many such rows of that
 * customer came before it in this file.  Across files the larger count wins.
 */
#pragma once

#include "intake/mapping.h"
#include "store/workspace.h"

struct loader;

struct loader_counts {
	uint64_t events, duplicates, quarantined;
};

struct loader *loader_open(struct scope *sc, struct workspace *ws, const struct evidence_file *file) MUST_USE;
bool loader_events(struct scope *sc, struct loader *loader, const struct intake_events *events) MUST_USE;
bool loader_unread(struct scope *sc, struct loader *loader, const struct names *columns,
	const struct record *record, const char *why) MUST_USE;
bool loader_broken(
	struct scope *sc, struct loader *loader, uint64_t row, struct str raw, const char *why) MUST_USE;
bool loader_settle(struct scope *sc, struct loader *loader, struct loader_counts *counts) MUST_USE;
uint64_t loader_replaced(
	const struct loader *loader); /* events of earlier readings of the file, taken back */
bool loader_commit(struct scope *sc, struct loader *loader, uint64_t rows, struct str remarks) MUST_USE;
void loader_close(struct loader *loader); /* takes NULL; without loader_commit nothing of it stays */

/* How a file was read, as JSON: the columns' roles, and under "$..." what was wished besides. */
struct str loader_mapping_json(struct scope *sc, const struct mapping *mapping,
	const struct mapping_wishes *wishes, enum source_kind source);
