#include "formats/sheet.h"

#include <stdio.h>

enum { LISTED = 64 * 1024 };

static bool differs(const struct when_shape *a, const struct when_shape *b)
{
	return a->family == WHEN_DMY_MDY && a->order != b->order;
}

struct sheet_time sheet_time_at(struct table *t, struct facts *f, int column, enum when_order fallback)
{
	struct sheet_time time = { column, table_clock(t, column, fallback) };
	struct when_shape other =
		table_clock(t, column, fallback == WHEN_DAY_FIRST ? WHEN_MONTH_FIRST : WHEN_DAY_FIRST);

	if (differs(&time.shape, &other))
		facts_remark(f,
			fallback == WHEN_DAY_FIRST
				? "Dates such as 03/04/2026 were read with the day first: no date in the file settles it"
				: "Dates such as 03/04/2026 were read with the month first: no date in the file settles it");
	return time;
}

struct sheet_time sheet_time(struct table *t, struct facts *f, const char *names, enum when_order fallback)
{
	return sheet_time_at(t, f, table_find(t, names), fallback);
}

bool sheet_when(struct facts *f, enum fact fact, const struct table *t, const struct sheet_time *time)
{
	struct str text = table_at(t, time->column);

	if (!text.p)
		return false;
	if (facts_when(f, fact, &time->shape, text))
		return true;
	facts_remark(f, "Times that cannot be read, in rows that have others, were left out");
	return false;
}

bool sheet_bad(struct facts *f, const struct table *t, uint64_t row, int column, const char *names)
{
	struct scope mine = { 0 };
	struct str value = table_at(t, column), rest = str_of(names), title = str_cut(&rest, '|');
	const char *why;

	if (column >= 0)
		title = table_name(t, (size_t)column);
	if (value.p) {
		value = str_short(&mine, value, 60);
		why = scope_printf(&mine, "the %.*s \"%.*s\" is no time", STR_ARG(title), STR_ARG(value));
	} else {
		why = scope_printf(&mine, "the %.*s is missing", STR_ARG(title));
	}
	bool goes_on = facts_broken(f, row, table_raw(t), why);
	scope_close(&mine);
	return goes_on;
}

bool sheet_needs(struct scope *sc, int column, const char *names)
{
	struct str rest = str_of(names), name = str_cut(&rest, '|');

	return column >= 0 ||
	       scope_fail(sc, FAULT_INVALID, "the table has no column \"%.*s\": another --format is needed",
		       STR_ARG(name));
}

bool sheet_broken(void *to, uint64_t row, struct str raw, const char *why)
{
	struct facts **f = to;

	return facts_broken(*f, row, raw, why);
}

bool sheet_done(bool ok, const struct scope *sc, const struct facts *f)
{
	return (ok || facts_full(f)) && sc->fault == FAULT_NONE;
}

void sheet_say(struct facts *f, const char *name, const struct table *t, int column)
{
	facts_say(f, str_of(name), table_at(t, column));
}

void sheet_money(struct facts *f, enum fact fact, const struct table *t, int column)
{
	double sum;

	if (table_number(t, column, &sum))
		facts_printf(f, fact, "%.2f", sum);
}

void sheet_list(struct buf *list, struct str value)
{
	if (!value.n || buf_len(list) + value.n + 2 > LISTED)
		return;
	buf_puts(list, buf_len(list) ? "; " : "");
	buf_str_add(list, value);
}

void sheet_say_number(struct facts *f, const char *name, double number)
{
	char digits[32];

	snprintf(digits, sizeof digits, "%.15g", number);
	facts_say(f, str_of(name), facts_keep(f, str_of(digits)));
}
