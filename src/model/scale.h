/* scale - the scales that customers rate on, a row each, and the one scale that they are drawn on.
 *
 * Every rating is kept as it was given, with its scale; on a map it stands on the feeling scale, -2 to +2:
 * v = (rating - middle) / (range / 4)  [design: voice, section 3].
 */
#pragma once

#include "base/str.h"

enum scale {
	SCALE_NONE,
	SCALE_NPS, /* 0..10, how likely to recommend */
	SCALE_1_5, /* stars, CSAT */
	SCALE_1_7, /* CES and other seven-point scales */
	SCALE_1_10,
	SCALE_0_10, /* eleven points, not about recommending */
	SCALE_1_6,
	SCALE_1_4,
	SCALE_1_3,
	SCALE_0_1, /* thumb down, thumb up */
	SCALE_0_100,
	SCALE_FEELING,  /* -2..+2 as it is drawn */
	SCALE_POLARITY, /* -1..+1 */
	SCALE_0_5,
	SCALE_0_4,
	SCALE_0_6,
	SCALES,
};

const char *scale_name(enum scale scale);  /* "1-5", "nps", as --scale and the map's JSON have it */
const char *scale_label(enum scale scale); /* "5 points", for people */
double scale_low(enum scale scale);
double scale_high(enum scale scale);
bool scale_find(struct str name, enum scale *out) MUST_USE;

/* The rating on the feeling scale; the rating must lie within its scale. */
double scale_feeling(enum scale scale, double rating);
/* And back, to 1/1000 of a point: a float's last digits are no part of what was given. */
double scale_given(enum scale scale, double feeling);
bool scale_holds(enum scale scale, double rating);
