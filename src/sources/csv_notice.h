/* csv_notice - what people and their programs leave in tables: decimal commas, total lines, ="00123".
 *
 *	decimals_see(&decimals, value);
 *	if (decimals_comma(&decimals)) ...
 */
#pragma once

#include "base/str.h"

struct decimals {
	uint64_t comma, point; /* numbers that can only be meant so */
};

void decimals_see(struct decimals *d, struct str value);
bool decimals_comma(const struct decimals *d);

/* "Grand total,,129,45": a word for a total in the first or second field, and fields left empty or out. */
bool csv_is_total(const struct str *fields, size_t n, size_t columns);

/* 00123 out of ="00123", which keeps Excel from making a number of it. */
struct str csv_unwrap(struct str value);

static inline bool csv_is_wrapped(struct str value)
{
	return value.n >= 3 && value.p[0] == '=' && value.p[1] == '"' && value.p[value.n - 1] == '"';
}
