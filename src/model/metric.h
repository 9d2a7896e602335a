/* metric - a sum of many, as a source reports it: views of a page, cost of a campaign.  No customer, no event.
 *
 *	enum metric_way way = metric_way(STR("Average engagement time"));      // METRIC_MEAN
 *	struct str name = metric_title(STR("Amount spent (PLN)"), STR("PLN")); // "Amount spent"
 *
 * How several rows of one metric become one number is told by its name, in English, Polish and Russian: counts and
 * money are added up; averages, rates, shares and times are not, their mean is shown; nor are people, of whom the
 * same may stand in every row: the largest row is shown, and that it is at least so many.
 */
#pragma once

#include "model/source.h"

enum metric_way { METRIC_ADDED, METRIC_LARGEST, METRIC_MEAN, METRIC_WAYS };

/* Rows that name the same, put together.  p NULL: not named. */
struct metric {
	struct str name, currency, event, page, channel, campaign;
	struct str table; /* what the rows were broken down by: of two tables only one may count */
	enum source_kind source;
	double amount, largest; /* the sum of its rows, the largest of them */
	uint64_t rows;
	int64_t from_us, to_us;
};

enum metric_way metric_way(struct str name);
const char *metric_way_name(enum metric_way way); /* "added", "largest", "mean" */

/* The name without the currency in brackets. */
struct str metric_title(struct str name, struct str currency);

/* "12,345.67 PLN", "1,240", "2.35". */
struct str metric_amount(struct scope *sc, double amount, struct str currency);
