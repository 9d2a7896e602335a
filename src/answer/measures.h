/* measures - what two states of a map are compared by: counts that the numbers come from, touchpoint by touchpoint.
 *
 *	struct measures *m = measures_take(sc, study, def, &(struct measures_wish){ .heard = heard });
 *	struct str text = measures_write(sc, m);             // kept with a version
 *	struct measures *then = measures_read(sc, text);
 */
#pragma once

#include "answer/listen.h"
#include "insight/difference.h"

/* Of a mean on the feeling scale, -2..2, in 1/1000: one value a customer. */
struct measured_mean {
	uint64_t n;
	int64_t sum, squares;
};

struct measured {
	struct str id, name;
	uint64_t journeys, visits;
	uint64_t left, settled; /* settled 0: nobody can be seen leaving */
	struct measured_mean rating, text;
	uint32_t scales; /* that ratings were given on: bits of enum scale */
	struct duration dwell;
};

struct measures {
	uint64_t customers, journeys;
	struct str who;              /* whose customers these are, by what tells them; empty: everybody */
	struct str goal;             /* a touchpoint's id; empty: none */
	uint64_t converted, settled; /* settled 0: no goal */
	int64_t silence_s;
	int64_t from_s, to_s;
	uint64_t text_model; /* by what texts were understood; 0: there were none */
	struct {
		struct measured *at;
		size_t n, room;
	} touchpoints;
};

struct measures_wish {
	const uint64_t *customers;
	bool has_period; /* journeys that start in it, and what was said in it */
	int64_t from_s, to_s;
	struct str who;               /* what tells those customers; p NULL: everybody */
	const struct listened *heard; /* all that was said by these customers; NULL: nothing was */
};

struct measures *measures_take(struct scope *sc, struct study *study, const struct definition *def,
	const struct measures_wish *wish) MUST_USE;

struct str measures_write(struct scope *sc, const struct measures *m);
struct measures *measures_read(struct scope *sc, struct str text) MUST_USE; /* NULL: FAULT_INVALID */

/* As it is computed with everywhere: points of -2..2. */
struct moments measures_moments(const struct measured_mean *mean);
