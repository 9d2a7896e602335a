/* metrics - what the formats share that bring sums of many: their days, their money.
 *
 *	if (!metric_days(f, &shape, STR("20260301"), STR("20260331"))) ...       // FACT_TIME and FACT_END
 *	metric_say(f, STR("Ad cost"), 12.5, metric_currency(STR("Amount spent (PLN)")));
 */
#pragma once

#include "formats/facts.h"

enum { METRIC_DAY = 8 /* letters of "20260301" */, METRIC_WHY = 512 };

/* From the first day's beginning to the last one's end; false: one of them is no day. */
bool metric_days(struct facts *f, const struct when_shape *shape, struct str first, struct str last) MUST_USE;

/* FACT_METRIC, FACT_AMOUNT, and, where there is one, FACT_CURRENCY. */
void metric_put(struct facts *f, struct str name, double amount, struct str currency);

/* "PLN" of "Amount spent (PLN)"; p NULL: it names none. */
struct str metric_currency(struct str name);

/* Up to two days that stand in a text as 20260101 or 2026-01-01; how many. */
size_t metric_days_in(struct str text, char out[static 2][METRIC_DAY + 1]);

/* "Day" says "soon", which is no day. */
const char *metric_why(char room[static METRIC_WHY], struct str column, struct str value, const char *what);
