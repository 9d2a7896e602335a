/* What was assumed, for people: a sentence each, with the option that changes it. */
#include "intake/mapping_parts.h"

#include "base/buf.h"

#include <stdio.h>

enum { NAMED = 12 };

void remark(const struct mapping *m, const char *format, ...)
{
	char text[1000];
	va_list ap;

	va_start(ap, format);
	vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	*LIST_ADD(m->sc, &m->said->remarks) = str_copy(m->sc, str_of(text));
}

static unsigned long long count(uint64_t n)
{
	return (unsigned long long)n;
}

static bool is_time(const struct column *c)
{
	return c->role == ROLE_TIME || c->role == ROLE_END || c->role == ROLE_STAGE_TIME;
}

static void times_remark(const struct mapping *m)
{
	bool no_zone = false;

	for (size_t i = 0; i < m->n_columns; i++) {
		const struct column *c = &m->columns[i];
		if (!is_time(c))
			continue;
		no_zone = no_zone || !c->shape.has_zone;
		if (c->order_assumed)
			remark(m,
				"\"%.*s\" never has a part over 12: read as day first (--column %s=%.*s@mdy changes it)",
				STR_ARG(c->name), role_name(c->role), STR_ARG(c->name));
	}
	if (no_zone && !m->zone && !m->facts)
		remark(m, "times have no zone: read as UTC (--tz ZONE changes it)");
	if (m->has_at && m->counts.time_assumed) {
		const int64_t day_us = INT64_C(86400000000);
		struct str at = m->at_us % day_us ? when_iso(m->sc, m->at_us) : when_date(m->sc, m->at_us);
		remark(m, "%llu rows have no time of their own: %.*s stands for it (--at)",
			count(m->counts.time_assumed), STR_ARG(at));
	}
	if (m->counts.ends_before)
		remark(m, "%llu rows end before they begin: their end is left out",
			count(m->counts.ends_before));
}

static void customers_remark(const struct mapping *m)
{
	const struct column *c = column_with(m, ROLE_CUSTOMER);

	if (m->facts || m->kind == KIND_WHO)
		return;
	if (m->counts.no_customer && c && m->has_customer)
		remark(m, "%llu rows have no \"%.*s\": each counts as a customer of its own",
			count(m->counts.no_customer), STR_ARG(c->name));
	else if (m->counts.no_customer)
		remark(m, "%llu rows do not say who it was: each counts as a customer of its own",
			count(m->counts.no_customer));
	if (m->counts.no_case)
		remark(m, "%llu rows have no \"%.*s\": they belong to no case", count(m->counts.no_case),
			STR_ARG(column_with(m, ROLE_CASE)->name));
	if (m->has_who || who_is_order(m))
		return;
	if (mapping_rows_are_customers(m))
		remark(m,
			"no column says who the customer is: each row counts as one (--column customer=NAME changes it)");
	else
		remark(m,
			"no column says who the customer is: each case counts as one (--column customer=NAME changes it)");
}

static void stages_said(const struct mapping *m, struct buf *out)
{
	for (size_t i = 0; i < m->n_stages && i < NAMED; i++)
		buf_printf(out, "%s%.*s", i ? ", " : "", STR_ARG(m->columns[m->stages[i]].event));
	if (m->n_stages > NAMED)
		buf_printf(out, " and %zu more", m->n_stages - NAMED);
}

static void flags_remark(const struct mapping *m)
{
	struct buf *out = buf_new(m->sc, 4096);

	for (size_t i = 0; i < m->n_flags && i < NAMED; i++)
		buf_printf(out, "%s%.*s", i ? ", " : "", STR_ARG(m->columns[m->flags[i]].event));
	if (m->n_flags)
		remark(m, "a yes is an event of its own, at the time of its row and after it: %s",
			buf_str(out).p);
}

/* A recipe is for tables of several kinds; but in one that has ratings of its, others are missed. */
static void missing_remark(const struct mapping *m)
{
	struct buf *out = buf_new(m->sc, 8192);

	for (size_t i = 0; i < m->missing.n && i < NAMED; i++)
		buf_printf(out, "%s%.*s", i ? ", " : "", STR_ARG(clip(m->missing.at[i], 60)));
	if (m->missing.n && column_with(m, ROLE_RATING))
		remark(m, "ratings of the recipe that are not there: %s%s", buf_str(out).p,
			m->missing.n > NAMED ? " and others" : "");
}

/* Of scales that were given; those that were found say it themselves. */
static void no_answers_remark(const struct mapping *m)
{
	uint64_t zeros = 0, sixes = 0;

	for (size_t i = 0; i < m->n_columns; i++) {
		const struct rater *r = &m->columns[i].rater;
		bool given = m->columns[i].role == ROLE_RATING && r->given;
		zeros += given ? r->zeros : 0;
		sixes += given ? r->sixes : 0;
	}
	if (zeros + sixes)
		remark(m, "on the scale of 1 to 5, 0 (%llu) and 6 (%llu) were read as no answer",
			count(zeros), count(sixes));
}

static void events_remark(const struct mapping *m)
{
	const struct column *c = column_with(m, ROLE_EVENT);

	if (m->facts)
		return;
	if (m->kind == KIND_WHO) {
		remark(m, "its rows say who is who and of no event");
		return;
	}
	if (m->kind != KIND_PLAIN) {
		struct buf *out = buf_new(m->sc, 4096);
		stages_said(m, out);
		remark(m,
			m->kind == KIND_WIDE
				? "each row is a case; its times are the events %s (--column event=NAME if a column names them)"
				: "each rating is an event called after its column: %s",
			buf_str(out).p);
	} else if (c && m->weak_event) {
		remark(m, "the events are called after \"%.*s\" (--column event=NAME changes it)",
			STR_ARG(c->name));
	} else if (!c && m->base_event.p) {
		remark(m,
			"no column says what happened: every row is the event \"%.*s\" (--column event=NAME changes it)",
			STR_ARG(m->base_event));
	} else if (!c) {
		remark(m,
			"no column says what happened: every row is the event \"page_view\" (--column event=NAME changes it)");
	}
}

static void unreadable_remark(const struct mapping *m)
{
	for (size_t i = 0; i < m->n_columns; i++) {
		const struct column *c = &m->columns[i];
		const char *as = c->role == ROLE_VALUE  ? "money"
				 : c->role == ROLE_END  ? "times"
				 : c->role == ROLE_FLAG ? "yes or no"
							: NULL;
		if (c->unreadable && as)
			remark(m, "%llu values of \"%.*s\" cannot be read as %s: kept as properties",
				count(c->unreadable), STR_ARG(c->name), as);
	}
}

/* Columns that could be ratings too, where only the likeliest was taken. */
static void other_ratings_remark(const struct mapping *m)
{
	const struct column *taken = column_with(m, ROLE_RATING);
	struct buf *out = buf_new(m->sc, 4096);
	size_t n = 0;

	if (!taken || taken->wished)
		return;
	for (size_t i = 0; i < m->n_columns; i++) {
		struct column c = m->columns[i];
		bool numbers = c.look.filled && c.look.numbers * 10 >= c.look.filled * 8;
		if (c.role != ROLE_NONE || c.wished || !numbers || role_by_name(&c, ROLE_RATING) < 50 ||
			!rater_guess(&c))
			continue;
		if (n++ < NAMED)
			buf_printf(out, "%s\"%.*s\"", n > 1 ? ", " : "", STR_ARG(clip(c.name, 60)));
	}
	if (n)
		remark(m,
			"%zu more columns look like ratings: %s (--column rating=NAME for each makes events of them)",
			n, buf_str(out).p);
}

const struct str *mapping_remarks(const struct mapping *m, size_t *n)
{
	m->said->remarks.n = 0;
	customers_remark(m);
	events_remark(m);
	flags_remark(m);
	missing_remark(m);
	times_remark(m);
	for (size_t i = 0; i < m->n_columns; i++)
		if (m->columns[i].role == ROLE_RATING && !m->facts)
			rater_remarks(m, &m->columns[i]);
	no_answers_remark(m);
	other_ratings_remark(m);
	unreadable_remark(m);
	*n = m->said->remarks.n;
	return m->said->remarks.at;
}

/* "DD/MM/YYYY HH:MM, no zone: UTC assumed" */
static struct str shape_said(const struct mapping *m, const struct column *c)
{
	static const char *const clocks[] = { [WHEN_US] = " HH:MM:SS.ffffff",
		[WHEN_MS] = " HH:MM:SS.fff",
		[WHEN_S] = " HH:MM:SS",
		[WHEN_MIN] = " HH:MM",
		[WHEN_DAY] = "" };
	enum when_family family = c->shape.family;
	bool digits = family == WHEN_ISO || family == WHEN_YMD || family == WHEN_DMY_MDY;
	const char *date = family != WHEN_DMY_MDY               ? when_family_name(family)
			   : c->shape.order == WHEN_MONTH_FIRST ? "MM/DD/YYYY"
								: "DD/MM/YYYY";
	const char *zone = c->shape.has_zone ? "with zone"
			   : m->zone         ? "no zone: --tz"
					     : "no zone: UTC assumed";

	return str_of(scope_printf(m->sc, "%s%s, %s", date, digits ? clocks[c->shape.precision] : "", zone));
}

const struct mapped_column *mapping_columns(const struct mapping *m, size_t *n)
{
	m->said->mapped.n = 0;
	for (size_t i = 0; i < m->n_columns; i++) {
		const struct column *c = &m->columns[i];
		*LIST_ADD(m->sc, &m->said->mapped) = (struct mapped_column){
			.name = c->name,
			.role = c->role,
			.why = c->why,
			.scale = c->role == ROLE_RATING ? c->rater.scale : SCALE_NONE,
			.event = c->event,
			.shape = is_time(c) ? shape_said(m, c) : (struct str){ 0 },
		};
	}
	*n = m->said->mapped.n;
	return m->said->mapped.at;
}
