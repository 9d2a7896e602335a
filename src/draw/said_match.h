/* said_match - a sentence that the server made, found again among the formats that it makes them by.
 *
 *	struct said_found f;
 *	if (said_match(STR("Critical moment: 37 % give up here (34 to 39 %)"), &f)) ...       // f.values: "37", "34", "39"
 *
 * The English is the C format, with %s, %d and %f for its holes.  The more of it is said for sure, the sooner it is meant.
 */
#pragma once

#include "draw/said.h"

enum { SAID_HOLES = 12 };

struct said_found {
	const struct said_row *row;
	struct str values[SAID_HOLES];
	char kinds[SAID_HOLES]; /* 's', 'd', 'f' */
	size_t n;
};

/* Without the point at its end. */
bool said_match(struct str text, struct said_found *found) MUST_USE;

size_t said_sign(struct str number); /* how many bytes its sign has, "-", "+" or "−"; 0: none */

/* "1,204", "−3.5": a whole number or one with decimals. */
bool said_is_number(struct str s);
