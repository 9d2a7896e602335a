/* shop - a simulated shop: what its customers and business partners did and said, and what is true of them.
 *
 *	simulate_shop(sc, &(struct simulate_options){ .seed = 1, .customers = 4000 }, "demo/files");
 *
 * Writes web.csv, email.ndjson, orders.csv, support.csv, survey.csv, nps.csv and partners.csv, as such systems export
 * them, and truth.json.  The same options give the same bytes.
 *
 * Journeys are walks through an absorbing chain of touchpoints, one event name each.  Truth is written in the
 * definitions of docs/paths.md: inside a journey no pause is longer than about eight days, between two
 * journeys of one customer there are always more than 95, and those are more than a twentieth of all pauses,
 * so the silence limit that is found in the data is 90 days and cuts exactly between journeys.  Every journey
 * is written to its end.
 */
#pragma once

#include "base/str.h"

enum { SIMULATE_CUSTOMERS = 5000000 }; /* the ceiling */

struct simulate_options {
	uint64_t seed;
	uint32_t customers; /* 1..SIMULATE_CUSTOMERS; partners are a twelfth of them */
	enum speech speech; /* of the events' names in the files; truth.json has the English ones */
};

struct simulate_report {
	uint64_t customers, partners, journeys, events;
	LIST(struct str) files;
};

/* NULL, with the reason, where the folder cannot be written, or has a file of such a name that was not simulated. */
struct simulate_report *simulate_shop(
	struct scope *sc, const struct simulate_options *options, const char *dir) MUST_USE;
