/* written - a customer's events as a line of text.
 *
 *	struct written log = { 0 };
 *	written_events(sc, &log, "a@0 b@100.5 c@200/1 a@300=-1.5 b@400=2n10", customer);
 *	const struct trail *trail = trail_of_events(sc, log.at, log.n);
 *
 * The letter is the kind (a is 0), then come the seconds since 1970, the case behind a slash, and a rating on the
 * feeling scale, with its NPS answer where there is an n.
 */
#pragma once

#include "model/scale.h"
#include "test.h"
#include "trail/build.h"

struct written { /* a LIST */
	struct trail_event *at;
	size_t n, room;
};

static inline double written_number(struct str text, double none)
{
	double number = none;

	if (text.p && !str_number(text, &number))
		fail_msg("\"%.*s\" is no number", STR_ARG(text));
	return number;
}

static inline void written_events(struct scope *sc, struct written *log, const char *text, uint32_t customer)
{
	struct str rest = str_of(text);

	for (uint64_t order = 0; rest.p && rest.n; order++) {
		struct str word = str_cut(&rest, ' '), kind = str_cut(&word, '@'), left = str_cut(&word, '='),
			   when = str_cut(&left, '/'), rating = str_cut(&word, 'n');
		*LIST_ADD(sc, log) = (struct trail_event){ .customer = customer,
			.order = order,
			.kind = (uint32_t)(kind.p[0] - 'a'),
			.time_us = (int64_t)floor(written_number(when, 0) * 1e6 + .5),
			.case_code = (uint32_t)written_number(left, 0),
			.rating = (float)written_number(rating.n ? rating : (struct str){ 0 }, NAN),
			.nps = (int8_t)written_number(word, -1),
			.scale = !rating.n ? SCALE_NONE
				 : word.p  ? SCALE_NPS
					   : SCALE_1_5 };
	}
}
