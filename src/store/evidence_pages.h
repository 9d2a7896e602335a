/* evidence_pages - what is looked through page by page: rows that could not be read, and the kinds of event.
 *
 *	struct quarantine_wish wish = { .most = 51, .import = 7 };
 *	if (!evidence_quarantine_page(sc, ev, &wish, &rows, &n)) ...
 *	wish.after = rows[49].place;                                   // the next page
 */
#pragma once

#include "store/evidence.h"

struct quarantine_row {
	int64_t import;
	uint64_t row;
	struct str file, reason, record;
	struct str place; /* "7 12 1234": import, row, and what tells rows of one number apart */
};

struct quarantine_wish {
	struct str after; /* a row's place; p NULL: from the beginning */
	size_t most;
	int64_t import;  /* 0: of all */
	struct str file; /* of this alone; p NULL: of all */
};

/* By import and row. */
bool evidence_quarantine_page(struct scope *sc, struct evidence *ev, const struct quarantine_wish *wish,
	struct quarantine_row **rows, size_t *n) MUST_USE;

struct kind_row {
	uint32_t code;
	enum source_kind source;
	struct str event, page, channel, campaign; /* p NULL: none */
	uint64_t events;
	int64_t first_us, last_us; /* where events is not 0 */
};

struct kinds_wish {
	int64_t after; /* a row's code; -1: from the beginning */
	size_t most;
	int source;     /* enum source_kind; -1: of all */
	struct str has; /* in its event, page, channel or campaign, letter case ignored; p NULL: any */
};

/* In the order of their coming. */
bool evidence_kinds_page(struct scope *sc, struct evidence *ev, const struct kinds_wish *wish,
	struct kind_row **rows, size_t *n) MUST_USE;

/* What came live, by the name of its import ("live/shop web"), what was undone left out. */
struct live_count {
	struct str file;
	uint64_t events;
	int64_t last_us; /* when the newest were taken in; 0: none are */
};
bool evidence_live_counts(
	struct scope *sc, struct evidence *ev, struct live_count **counts, size_t *n) MUST_USE;
