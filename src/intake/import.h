/* import - a file into the evidence of a workspace: read, understood, taken once, or not at all.
 *
 *	struct import_report *r = import_file(sc, ws, "orders.csv", &(struct import_wish){ 0 });
 *	r->events, r->duplicates, r->quarantined, r->remarks
 *
 * Exactly once: importing the same or an overlapping file again adds nothing.  Where no event can be taken, or
 * the stream breaks off, nothing is committed and NULL comes back with the reason.
 */
#pragma once

#include <stdatomic.h>

#include "intake/mapping.h"
#include "intake/preview.h"
#include "store/workspace.h"

typedef void (*progress_fn)(void *to, uint64_t done, uint64_t all);
/* Of each file whose rows could be looked at, whether or not anything could be taken out of them. */
typedef void (*preview_fn)(void *to, const struct import_preview *preview);

/* What came live and is moved on: it may have no event at all, its own ids are known however old they are, and what
 * belongs to it is written in its transaction. */
struct import_live {
	uint64_t fingerprint; /* of the move; not 0 */
	bool (*beside)(struct scope *sc, void *to, struct evidence_import *import);
	void *to;
};

struct import_wish {
	struct str format; /* p NULL: found */
	bool has_source;
	enum source_kind source;
	struct mapping_wishes mapping;
	enum reader_header header; /* whether the first line of a table has the columns' names */
	struct str sheet;          /* of a workbook, by name or number; p NULL: the first */
	bool contacts;             /* e-mail addresses and phones are kept in clear, to write to */
	bool dry_run;              /* everything but the keeping */
	int64_t now_us;            /* when the import happens; kept with it */
	progress_fn progress;
	void *progress_to;
	preview_fn preview; /* NULL: nobody looks */
	void *preview_to;
	const atomic_bool *stop;        /* set by another thread: nothing is kept; NULL: nobody stops it */
	unsigned threads;               /* 0: as many as there are processors; what comes of it is the same */
	const struct import_live *live; /* NULL: a file */
	size_t piece;                   /* bytes that one thread reads at a time; 0: as it suits */
};

struct import_quarantined { /* the first few, for people */
	uint64_t row;
	struct str reason;
};

enum { IMPORT_SHOWN = 5 };

struct import_report {
	struct str file, format, encoding;
	enum source_kind source;
	uint64_t rows, events, duplicates, quarantined, without_event;
	uint64_t superseded; /* events of earlier versions that no longer count */
	uint64_t metrics, links, erased;
	uint64_t replaced; /* events of an earlier reading of the same file, taken back */
	const struct mapped_column *columns;
	size_t n_columns;
	bool wide, rows_are_customers;
	LIST(struct str) remarks;
	struct import_quarantined shown[IMPORT_SHOWN];
	size_t n_shown;
	bool kept; /* false after a dry run */
};

struct import_report *import_file(
	struct scope *sc, struct workspace *ws, const char *path, const struct import_wish *wish) MUST_USE;

/* Of an open input, which is closed: what lies in an archive is called "archive.zip/its name". */
struct import_report *import_member(struct scope *sc, struct workspace *ws, struct input *in,
	const char *name, const struct import_wish *wish) MUST_USE;

/* A file, or each file of an archive: one report each.  `report` NULL: that one could not be taken, and the reason is
 * in the scope, to be forgiven.  What an archive has besides is passed over and counted. */
typedef void (*import_each_fn)(void *to, struct import_report *report, const char *name);
bool import_path(struct scope *sc, struct workspace *ws, const char *path, const struct import_wish *wish,
	import_each_fn fn, void *to) MUST_USE;

/* The rows in quarantine, read again with other wishes; what is understood now leaves it. */
struct import_report *import_quarantined(
	struct scope *sc, struct workspace *ws, const struct import_wish *wish) MUST_USE;
