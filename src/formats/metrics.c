#include "formats/metrics.h"

#include <ctype.h>
#include <stdio.h>

#include "base/buf.h"

#define US_PER_DAY (INT64_C(86400) * 1000000)

bool metric_days(struct facts *f, const struct when_shape *shape, struct str first, struct str last)
{
	struct scope mine = { 0 };
	struct when_shape day = *shape;
	int64_t us = 0;

	/* The next midnight by the calendar, then in the zone: a day with a change of clocks has another length. */
	day.has_zone = false;
	bool ok = facts_when(f, FACT_TIME, shape, first) && when_read(&day, NULL, last, &us, NULL) &&
		  facts_iso(f, FACT_END, when_date(&mine, us + US_PER_DAY));
	scope_close(&mine);
	return ok;
}

void metric_put(struct facts *f, struct str name, double amount, struct str currency)
{
	struct scope mine = { 0 };
	struct buf *digits = buf_new(&mine, 64);

	buf_number(digits, amount, 15);
	facts_put(f, FACT_METRIC, name);
	facts_put(f, FACT_AMOUNT, facts_keep(f, buf_str(digits)));
	facts_put(f, FACT_CURRENCY, currency);
	scope_close(&mine);
}

struct str metric_currency(struct str name)
{
	for (size_t i = 0; i + 5 <= name.n; i++) {
		const char *p = name.p + i;
		if (p[0] == '(' && p[4] == ')' && isupper((unsigned char)p[1]) &&
			isupper((unsigned char)p[2]) && isupper((unsigned char)p[3]))
			return (struct str){ p + 1, 3 };
	}
	return (struct str){ 0 };
}

/* 20260101 or 2026-01-01 at p; how many bytes it is, 0 for none. */
static size_t day_at(const char *p, const char *end, char out[static METRIC_DAY + 1])
{
	size_t n = 0;
	const char *at = p;
	struct str text = { out, METRIC_DAY };
	int64_t us;

	while (at < end && n < METRIC_DAY &&
		(isdigit((unsigned char)*at) || (*at == '-' && (n == 4 || n == 6) && at[-1] != '-')))
		if (*at++ != '-')
			out[n++] = at[-1];
	out[n] = 0;
	if (n < METRIC_DAY || (at < end && isdigit((unsigned char)*at)))
		return 0;
	const struct when_shape shape = { .family = WHEN_YMD };
	return when_read(&shape, NULL, text, &us, NULL) ? (size_t)(at - p) : 0;
}

size_t metric_days_in(struct str line, char out[static 2][METRIC_DAY + 1])
{
	size_t n = 0;

	for (size_t i = 0; i < line.n && n < 2; i++) {
		if (!isdigit((unsigned char)line.p[i]))
			continue;
		size_t length = day_at(line.p + i, line.p + line.n, out[n]);
		n += length > 0;
		i += length;
		while (i < line.n && isdigit((unsigned char)line.p[i]))
			i++;
	}
	return n;
}

const char *metric_why(char room[static METRIC_WHY], struct str column, struct str value, const char *what)
{
	struct scope mine = { 0 };
	struct str name = str_short(&mine, column, 40), said = str_short(&mine, str_trim(value), 40);

	if (said.n)
		snprintf(room, METRIC_WHY, "\"%.*s\" says \"%.*s\", which is no %s", STR_ARG(name),
			STR_ARG(said), what);
	else
		snprintf(room, METRIC_WHY, "\"%.*s\" is empty where a %s is needed", STR_ARG(name), what);
	scope_close(&mine);
	return room;
}
