/* evidence_run - events that wait in memory until they are compared with those that are there, and taken in.
 *
 *	struct run run = { .db = db, .import = 7, .compare = true };
 *	run_add(&run, batches, n);                // copies them
 *	if (run_is_full(&run)) run_settle(sc, &run);
 *
 * A large file is several runs; each costs a look at those events of the table whose customers and times lie within
 * its own.  So memory does not grow with the file, and what is in order is looked at once.
 */
#pragma once

#include "store/batch.h"

struct run_repeat { /* an event with a text that was there already */
	uint64_t row;
	uint16_t part;
};

struct run {
	struct duck *db;
	int64_t import;
	bool compare;            /* there were events before this import */
	bool ever;               /* ids of a source's own are looked for at any time */
	size_t most;             /* bytes in memory; 0: RUN_BYTES */
	uint64_t taken, repeats; /* events */
	struct scope sc;         /* of what outlives a run */
	LIST(struct run_repeat) said;
	struct waiting *waiting; /* of this run */
};

enum { RUN_BYTES = 96 << 20 };

void run_add(struct run *run, const struct batch *const *batches, size_t n);
bool run_is_full(const struct run *run);
bool run_settle(struct scope *sc, struct run *run) MUST_USE;
void run_close(struct run *run);
