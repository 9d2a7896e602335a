/* attributes - what customers can be asked about in a condition: the properties of events, and what every event has.
 *
 *	struct attributes *a = study_attributes(sc, study);
 *	a->at[0].name, a->at[0].values[0].text, a->at[0].values[0].events
 *
 * Values that fewer than ATTRIBUTES_LEAST customers have are not shown: they would tell who it is.  Of very many events a
 * part is looked at, the same each time.
 */
#pragma once

#include "answer/study.h"

enum {
	ATTRIBUTES_MOST = 500,   /* properties, the commonest first */
	ATTRIBUTES_VALUES = 50,  /* of each, the commonest first */
	ATTRIBUTES_LEAST = 5,    /* customers who have a value, for it to be shown */
	ATTRIBUTES_LOOK = 400000 /* events about that are looked at for properties */
};

struct attribute_value {
	struct str text;
	uint64_t events, customers; /* of those that were looked at */
};

struct attribute {
	struct str name;
	bool own; /* what every event has: channel, campaign, page, source, value, currency */
	uint64_t events, customers; /* that have it, of those that were looked at */
	uint64_t distinct;          /* values, those that are not shown too */
	bool numbers;               /* all of them are numbers */
	double least, most;         /* of those */
	LIST(struct attribute_value) values;
};

struct attributes {
	LIST(struct attribute) at;
	uint64_t events, looked_at;
};

struct attributes *study_attributes(struct scope *sc, struct study *study) MUST_USE;
