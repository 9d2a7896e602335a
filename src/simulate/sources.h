/* sources - one shop's history as fifteen systems would have it, each with the identifiers that it has and no others.
 *
 *	simulate_sources(sc, &(struct simulate_options){ .seed = 1, .customers = 2000 }, "demo/sources");
 *
 * Writes a file a system, ads.csv (sums of many), truth.csv (whose each record is) and truth.json (what was planted).
 * The same options give the same bytes.  Each file is in the order of its times.
 *
 * truth.csv: file, line (where the record begins), record (from 1), key (the record's own number in its system),
 * touchpoint, event, time, customer (who it truly was), history.  Records are of one history where strong identifiers
 * that are one customer's alone join them; an empty history cannot be told to be anybody's: only an address and an agent,
 * only a name on a network, a shared computer before the login, a shared mailbox.  A customer may have several histories:
 * nothing says that they are one's.  What is found is held against `history` for completeness and against `customer` for
 * soundness.
 */
#pragma once

#include "simulate/shop.h"

enum {
	SIMULATE_SOURCES_CUSTOMERS = 100000
}; /* the ceiling: all records are in memory at once, 48 bytes each */

/* NULL, with the reason, where the folder cannot be written, or has such a file that was not simulated. */
struct simulate_report *simulate_sources(
	struct scope *sc, const struct simulate_options *options, const char *dir) MUST_USE;
