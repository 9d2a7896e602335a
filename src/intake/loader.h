/* loader - portions on their way into the stores: codes, ids, ordinals, feedback.
 *
 * A file of its own because it is the one place, with portion.c, that decides what "the same event" means: source,
 * customer, time, name and everything else that the row says, and how many such rows of that customer came before it
 * in this file.  Across files the larger count wins.  Portions are taken in the order of the file, so codes and ids
 * do not depend on how many threads filled them.
 */
#pragma once

#include "intake/portion.h"
#include "store/workspace.h"

struct loader;

struct loader_counts {
	uint64_t events, duplicates, quarantined, superseded, metrics, links;
};

struct loader *loader_open(
	struct scope *sc, struct workspace *ws, const struct evidence_file *file, unsigned threads) MUST_USE;
struct evidence_import *loader_import(const struct loader *loader);
bool loader_take(struct scope *sc, struct loader *loader, struct portion *portions, size_t n) MUST_USE;
bool loader_settle(struct scope *sc, struct loader *loader, struct loader_counts *counts) MUST_USE;
uint64_t loader_replaced(
	const struct loader *loader); /* events of earlier readings of the file, taken back */
bool loader_commit(struct scope *sc, struct loader *loader, uint64_t rows, struct str remarks) MUST_USE;
void loader_close(struct loader *loader); /* takes NULL; without loader_commit nothing of it stays */

/* How a file was read, as JSON: the columns' roles, and under "$..." what was wished besides. */
struct str loader_mapping_json(struct scope *sc, const struct mapping *mapping,
	const struct mapping_wishes *wishes, enum source_kind source);
