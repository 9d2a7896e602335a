/* gaps_pairing - promises and the events that may be what was promised, each pair found without a copy of either.
 *
 *	struct pairing p = pairing_new(sc, promises.at, promises.n, comings.at, comings.n, candidates);
 *	pairing_came(&p, candidate, on_pair, &tally);     // those that came: as long as that candidate's events
 *	pairing_all(&p, candidate, on_pair, &outcomes);   // every promise
 *
 * Per case, or per customer where only one of the two has cases: then they say nothing of the other.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct scope;

/* In whole days of the promise's own zone, or to the second. */
struct promise {
	uint32_t customer, case_code;
	int64_t made_us, due_us, made_day, due_day;
	size_t order; /* as it was read */
};

/* An event that may be what was promised. */
struct coming {
	uint32_t customer, case_code;
	int64_t second, day;
	uint32_t candidate;
	uint16_t touch;
	size_t order;
};

/* A promise once, however often it is said: by customer, by case. */
struct promised {
	struct promise *at;
	size_t n;
};

struct pairing {
	struct promised alone, in_cases; /* alone: as if there were no cases */
	struct coming *comings;          /* by candidate, by customer, by case */
	size_t *start;                   /* [candidates + 1] in comings */
	bool *cases;                     /* [candidates]: promises and events both have them */
};

/* Sorts the comings, and takes from those whose cases say nothing what they say. */
struct pairing pairing_new(struct scope *sc, const struct promise *promises, size_t n, struct coming *comings,
	size_t n_comings, size_t candidates);

/* c NULL: it did not come. */
typedef void (*pair_fn)(void *to, const struct promise *p, const struct coming *c);

void pairing_all(const struct pairing *p, size_t candidate, pair_fn on_pair, void *to);
void pairing_came(const struct pairing *p, size_t candidate, pair_fn on_pair, void *to); /* no NULL */
