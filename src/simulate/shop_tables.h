/* shop_tables - the touchpoints of the simulated shop and how one walks between them. */
#pragma once

#include "simulate/chain.h"
#include "simulate/dwell.h"

enum shop_file {
	FILE_WEB,
	FILE_EMAIL,
	FILE_ORDERS,
	FILE_SUPPORT,
	FILE_SURVEY,
	FILE_NPS,
	FILE_PARTNERS,
	SHOP_FILES
};

enum shop_scale { RATED_NOT, RATED_1_5, RATED_NPS };

enum { SHOP_MOVES = 5, SHOP_ANSWERS = 11 };

struct shop_touchpoint {
	const char *event;
	enum shop_file file;
	const char *channel, *page; /* page NULL: none; `%u` in it is a number */
	uint32_t start;             /* of a thousand journeys */
	uint32_t typical_s;
	enum dwell_shape shape;
	uint32_t later;   /* of a thousand stays: goes on another day */
	uint32_t repeats; /* of a thousand stays: the event happens twice */
	enum shop_scale scale;
	uint32_t answers[SHOP_ANSWERS]; /* weights of the ratings, from the lowest */
	struct {
		const char *to;
		uint32_t chance; /* of a thousand; what is missing leaves */
	} moves[SHOP_MOVES];
};

struct shop {
	const struct shop_touchpoint *at;
	size_t n;
	const char *goal; /* NULL: none */
};

extern const struct shop shop_customers, shop_partners;

void shop_chain(const struct shop *shop, struct chain *chain);
size_t shop_find(const struct shop *shop, const char *event);
double shop_rating_low(enum shop_scale scale), shop_rating_high(enum shop_scale scale);
