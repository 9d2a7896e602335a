/* portion - what a piece of a file became: events as columns, and what could not be read.
 *
 *	struct filler *f = filler_new(sc, import, mapping, columns, source);     // one a thread
 *	filler_begin(f, &portion);
 *	filler_record(f, &record);                        // a sink's, as is filler_broken
 *	filler_end(f);
 *	loader_take(sc, loader, &portion, 1);             // on one thread, in the order of the file
 *
 * Portions are filled on several threads at once, while nobody makes codes in the store: what it does not know yet has
 * a code of the portion's own, marked as PORTION_NEW.
 */
#pragma once

#include "intake/mapping.h"
#include "store/evidence.h"
#include "store/secret.h"

#define PORTION_NEW (1u << 31)

struct portion_unread { /* for quarantine */
	uint64_t row;
	struct str why, record; /* JSON */
};

struct portion_text {
	size_t event;
	struct str text;
};

struct portion_link { /* two identifiers of one record, as customers' codes */
	uint32_t a, b;
	uint64_t row;
};

struct portion_version { /* of what a source changes: the event's, or of none */
	size_t event; /* SIZE_MAX: of none */
	uint64_t subject;
	int64_t version;
	bool deleted;
};

struct portion_contact { /* in clear */
	char hash[SECRET_HASH];
	enum identifier_kind kind;
	struct str clear;
};

struct portion_own { /* events of a record that is a customer of its own */
	size_t from, n;
};

struct portion {
	struct scope sc; /* with the fault that filling it met */
	struct batch batch;
	LIST(uint64_t) hashes; /* of its events: all that makes them the same, without the ordinal */
	struct names *customers, *cases, *kind_keys; /* those that the store did not know */
	LIST(struct kind) kinds;                     /* by the code of their keys */
	LIST(struct portion_unread) unread;
	LIST(struct portion_text) texts;
	LIST(struct portion_own) own; /* their hashes lack the customer, too */
	LIST(struct portion_link) links;
	LIST(struct portion_version) versions;
	LIST(struct evidence_metric) metrics;
	LIST(struct portion_contact) contacts; /* where they are to be kept */
	bool has_keys;                         /* some events have ids of their source's own */
	uint64_t rows, without_event, erased;
	size_t bytes;                  /* of what is not in the batch */
	struct mapping_counts *counts; /* NULL: the mapping has counted for itself */
};

/* Too much to wait for more; a piece of a text never is. */
bool portion_is_full(const struct portion *p);
void portion_close(struct portion *p);

struct filler;

struct filling { /* what all fillers of an import share */
	const struct evidence_import *import;
	const struct names *columns;
	const struct secret *secret;
	enum source_kind source;
	int64_t now_us;
	bool contacts; /* e-mail addresses and phones are kept in clear, too */
};

/* `twin`: it applies a twin of the mapping, whose counts go into each portion. */
struct filler *filler_new(struct scope *sc, const struct filling *filling, struct mapping *mapping, bool twin);
void filler_begin(struct filler *f, struct portion *portion); /* it is emptied first */
bool filler_record(void *filler, const struct record *record);
bool filler_broken(void *filler, uint64_t row, struct str raw, const char *why);
void filler_end(struct filler *f);
void filler_close(struct filler *f); /* takes NULL */

/* The customer's part of what makes an event the same. */
uint64_t portion_with_customer(uint64_t content, struct str customer);
