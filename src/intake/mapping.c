#include "intake/mapping_parts.h"

#include <stdio.h>

static void columns_look(struct mapping *m, const struct record *sample, size_t n_sample, bool decimal_comma)
{
	for (size_t i = 0; i < m->n_columns; i++) {
		struct scope scratch = { 0 };
		struct column *c = &m->columns[i];
		c->name = names_at(m->names, (uint32_t)i);
		name_words(m->sc, c->name, &c->words);
		look_at(&scratch, c, i, sample, n_sample, decimal_comma);
		scope_close(&scratch);
	}
}

/* In the order of the table; what a recipe names, in the recipe's, which is the journey's where the table's is not. */
static void stage_add(struct mapping *m, size_t column)
{
	size_t i = m->n_stages++;

	for (; i > 0 && m->columns[m->stages[i - 1]].rank > m->columns[column].rank; i--)
		m->stages[i] = m->stages[i - 1];
	m->stages[i] = (uint32_t)column;
}

/* Several ratings were wished, or one under a name: each is an event of its own. */
static void answers_prepare(struct mapping *m)
{
	struct column *event = column_with(m, ROLE_EVENT);

	if (event)
		column_is(event, ROLE_NONE, STR("each rating is an event called after its own column"));
	m->weak_event = false;
	m->kind = KIND_ANSWERS;
	for (size_t i = 0; i < m->n_columns; i++) {
		struct column *c = &m->columns[i];
		if (c->role != ROLE_RATING)
			continue;
		c->event = c->event.p ? c->event : name_clean(m->sc, c->name);
		stage_add(m, i);
	}
	for (size_t i = 0; i < m->n_stages; i++)
		m->columns[m->stages[i]].stage = i;
}

static bool ratings_are_events(const struct mapping *m)
{
	bool named = false;

	for (size_t i = 0; i < m->n_columns; i++)
		named |= m->columns[i].own_event && m->columns[i].role == ROLE_RATING;
	return (named || columns_with(m, ROLE_RATING) > 1) && !column_with(m, ROLE_STAGE_TIME);
}

static bool says_opinions(const struct mapping *m)
{
	return column_with(m, ROLE_RATING) || column_with(m, ROLE_TEXT);
}

static void base_event_find(struct mapping *m, struct str file_name)
{
	const struct column *number = column_with(m, ROLE_CASE);
	bool order = column_with(m, ROLE_ORDER) || (number && role_by_name(number, ROLE_ORDER) >= 50);
	bool of_order = order && column_with(m, ROLE_TIME); /* lines, payments, parcels */

	if (m->base_event.p || m->kind == KIND_WIDE || column_with(m, ROLE_EVENT) ||
		(!says_opinions(m) && !of_order && !column_with(m, ROLE_FLAG)))
		return;
	m->base_event = stem_clean(m->sc, file_name);
	if (!m->base_event.p)
		m->base_event = STR("answer");
}

/* Besides an alias, which only says who is who where nothing happens. */
static size_t columns_of_who(const struct mapping *m)
{
	size_t n = columns_with(m, ROLE_CUSTOMER);

	for (int role = ROLE_EMAIL; role <= ROLE_VISITOR; role++)
		n += columns_with(m, (enum role)role);
	return n;
}

/* The column whose name promised a time; NULL: none did. */
static const struct column *nearly_a_time(const struct mapping *m)
{
	const struct column *best = NULL;
	int most = 0;

	for (size_t i = 0; i < m->n_columns; i++) {
		int score = role_by_name(&m->columns[i], ROLE_TIME);
		if (score > most && m->columns[i].look.filled) {
			most = score;
			best = &m->columns[i];
		}
	}
	return best || m->n_columns > 1 ? best : &m->columns[0];
}

static const struct column *deadline_of(const struct mapping *m)
{
	for (size_t i = 0; i < m->n_columns; i++)
		if (name_is_deadline(&m->columns[i]) && looks_like_times(&m->columns[i].look))
			return &m->columns[i];
	return NULL;
}

/* Products, places, price lists: nobody does anything in them.  Descriptions of things are texts, too. */
static bool describes_things(const struct mapping *m)
{
	bool things = false;

	for (size_t i = 0; i < m->n_columns; i++)
		things |= name_is_a_thing(&m->columns[i]);
	bool somebody = columns_of_who(m) || columns_with(m, ROLE_ALIAS) || column_with(m, ROLE_CASE) ||
			column_with(m, ROLE_SESSION) || column_with(m, ROLE_ADDRESS);
	const struct column *event = column_with(m, ROLE_EVENT);
	bool happens = event && event->wished; /* somebody said so */
	return !somebody && !happens && m->n_columns > 1 && (things || !says_opinions(m));
}

/* What it has in place of a time decides what somebody can do about it. */
static bool no_time(struct mapping *m)
{
	const struct column *by_when = deadline_of(m), *order = column_with(m, ROLE_ORDER);

	if (by_when)
		return scope_fail(m->sc, FAULT_INVALID,
			"no column says when it happened: \"%.*s\" says by when. Say --column time=%.*s if it is the time all"
			" the same, --column time=NAME for another, or --at DATE for all rows; the columns are: %s",
			STR_ARG(clip(by_when->name, 60)), STR_ARG(clip(by_when->name, 60)), columns_said(m));
	if (describes_things(m) && !nearly_a_time(m))
		return scope_fail(m->sc, FAULT_INVALID,
			"this table says neither who nor when: it seems to describe things rather than what customers did,"
			" and no map needs it. Leave it out; if its rows did happen, say --column customer=NAME and --column"
			" time=NAME, or --at DATE for all rows; the columns are: %s",
			columns_said(m));
	if (order && columns_of_who(m) == 1)
		return scope_fail(m->sc, FAULT_INVALID,
			"no column says when, and \"%.*s\" alone says of which order: the date stands in the file of the"
			" orders. Put it beside each row (in a spreadsheet, by the order's number) and import that, or say"
			" --at DATE for all rows; the columns are: %s",
			STR_ARG(clip(order->name, 60)), columns_said(m));
	return true;
}

static bool has_time(struct mapping *m)
{
	if (m->has_at || m->kind == KIND_WIDE || column_with(m, ROLE_TIME))
		return true;
	if (!no_time(m))
		return false;
	const struct column *c = nearly_a_time(m);
	const char *seen = "";
	if (c)
		seen = scope_printf(m->sc, " (of \"%.*s\" %zu of %zu values are times)",
			STR_ARG(clip(c->name, 60)), c->look.times, c->look.filled);
	return scope_fail(m->sc, FAULT_INVALID,
		"no column says when%s: say --column time=NAME, or --at DATE for all rows; the columns are: %s",
		seen, columns_said(m));
}

static bool has_event(struct mapping *m)
{
	if (m->kind != KIND_PLAIN || m->base_event.p || column_with(m, ROLE_EVENT) ||
		column_with(m, ROLE_PAGE))
		return true;
	return scope_fail(m->sc, FAULT_INVALID,
		"no column says what happened, and none is a rating or a text: say --column event=NAME, or --column "
		"rating=NAME for each rating; the columns are: %s",
		columns_said(m));
}

static bool says_who_is_who(struct mapping *m)
{
	bool happens = m->has_at || m->kind != KIND_PLAIN || column_with(m, ROLE_TIME) ||
		       column_with(m, ROLE_EVENT) || column_with(m, ROLE_PAGE) ||
		       column_with(m, ROLE_STAGE_TIME) || column_with(m, ROLE_FLAG) || says_opinions(m);

	return !happens && columns_of_who(m) + columns_with(m, ROLE_ALIAS) > 1;
}

/* An alias in a table of events would be a number that many customers share: kept as a property. */
static void aliases_drop(struct mapping *m)
{
	struct column *alias = column_with(m, ROLE_ALIAS);

	if (alias && !alias->wished)
		column_is(alias, ROLE_NONE, (struct str){ 0 });
}

static void others_leave(struct mapping *m, enum wishes_others others)
{
	for (size_t i = 0; i < m->n_columns && others == OTHERS_IGNORED; i++)
		if (!m->columns[i].wished)
			column_is(&m->columns[i], ROLE_IGNORE, STR("the recipe has no other columns"));
}

static bool roles_find(struct mapping *m, const struct mapping_wishes *wishes)
{
	if (!wishes_apply(m, wishes))
		return false;
	if (!wishes->others)
		roles_assign(m, wishes->rows_are_customers);
	others_leave(m, wishes->others);
	private_columns_guard(m);
	if (says_who_is_who(m)) {
		m->kind = KIND_WHO;
		return true;
	}
	aliases_drop(m);
	if (ratings_are_events(m))
		answers_prepare(m);
	else if (!wishes->others && !wide_find(m) && !column_with(m, ROLE_EVENT) &&
		 !column_with(m, ROLE_PAGE))
		weak_event_assign(m);
	base_event_find(m, wishes->file_name);
	return flags_prepare(m) && has_time(m) && has_event(m);
}

/* --scale is for all ratings, those that were found too. */
static void scales_wish(struct mapping *m, enum scale scale)
{
	for (size_t i = 0; i < m->n_columns; i++)
		if (m->columns[i].role == ROLE_RATING && scale != SCALE_NONE && !m->columns[i].rater.given)
			rater_give(&m->columns[i], scale);
}

/* A year of four digits between others that are none: 0 where the name has none. */
static unsigned year_in(struct str name)
{
	unsigned year = 0, digits = 0;

	for (size_t i = 0; i <= name.n; i++) {
		if (i < name.n && name.p[i] >= '0' && name.p[i] <= '9') {
			year = digits++ < 4 ? year * 10 + (unsigned)(name.p[i] - '0') : 0;
			continue;
		}
		if (digits == 4 && year >= 1900 && year < 2100)
			return year;
		year = digits = 0;
	}
	return 0;
}

/* "YYYY-05-15" and "2014_survey.csv": the 15th of May 2014. */
static bool at_find(struct mapping *m, const struct mapping_wishes *wishes)
{
	struct str at = wishes->at_in_name;
	char text[40];

	m->has_at = wishes->has_at || at.p;
	m->at_us = wishes->at_us;
	if (!at.p || wishes->has_at)
		return true;
	bool named = str_starts(at, STR("YYYY"));
	unsigned year = named ? year_in(wishes->file_name) : 0;
	if (named && !year)
		return scope_fail(m->sc, FAULT_INVALID,
			"at \"%.*s\" takes the year from the file's name, and \"%.*s\" has none of four digits",
			STR_ARG(clip(at, 30)), STR_ARG(clip(wishes->file_name, 60)));
	if (named)
		snprintf(text, sizeof text, "%u%.*s", year, STR_ARG(clip(str_sub(at, 4, at.n), 30)));
	else
		snprintf(text, sizeof text, "%.*s", STR_ARG(clip(at, 30)));
	return when_read_any(NULL, str_of(text), &m->at_us) ||
	       scope_fail(m->sc, FAULT_INVALID, "at \"%.*s\" makes \"%s\", which is no date",
		       STR_ARG(clip(at, 30)), text);
}

struct mapping *mapping_guess(struct scope *sc, const struct names *columns, const struct record *sample,
	size_t n_sample, const struct mapping_wishes *wishes)
{
	struct mapping *m = NEW(sc, struct mapping);

	m->sc = sc;
	m->names = columns;
	m->said = NEW(sc, struct said);
	m->n_columns = names_count(columns);
	m->columns_room = m->n_columns + 1;
	m->columns = NEW_ARRAY(sc, struct column, m->columns_room);
	m->decimal_comma = wishes->decimal_comma;
	if (wishes->seen)
		*wishes->seen = m;
	if (!m->n_columns || (!n_sample && !wishes->may_be_empty))
		return scope_fail(
			sc, FAULT_INVALID, "there is %s in it", m->n_columns ? "no record" : "no column");
	if (wishes->zone && !(m->zone = when_zone_open(sc, wishes->zone)))
		return NULL;
	if (!at_find(m, wishes))
		return NULL;
	if (wishes->format && wishes->format->facts)
		return mapping_of_facts(m);
	m->log_cases = !wishes->rows_are_customers &&
		       (wishes->cases || names_find(columns, STR("case:concept:name")) != NAMES_NONE);
	columns_look(m, sample, n_sample, wishes->decimal_comma);
	if (!roles_find(m, wishes))
		return NULL;
	scales_wish(m, wishes->scale);
	m->has_customer = column_with(m, ROLE_CUSTOMER);
	m->has_who = columns_of_who(m) > 0;
	m->has_case = column_with(m, ROLE_CASE);
	m->case_is_order = m->has_case && role_by_name(column_with(m, ROLE_CASE), ROLE_ORDER) >= 50;
	steps_build(m);
	return m;
}

bool mapping_unsettled(const struct mapping *m)
{
	for (size_t i = 0; i < m->n_columns; i++) {
		const struct column *c = &m->columns[i];
		bool used = c->role == ROLE_TIME || c->role == ROLE_END || c->role == ROLE_STAGE_TIME;
		if (used && c->shape.family == WHEN_DMY_MDY && c->shape.order == WHEN_ORDER_UNKNOWN)
			return true;
	}
	return false;
}

void mapping_settle(struct mapping *m, const struct record *record)
{
	for (size_t i = 0; i < m->n_columns && i < record->n; i++) {
		struct column *c = &m->columns[i];
		if (c->role == ROLE_TIME || c->role == ROLE_END || c->role == ROLE_STAGE_TIME)
			when_settle(&c->shape, record->values[i]);
	}
}

bool who_is_order(const struct mapping *m)
{
	return m->case_is_order && (m->kind == KIND_WIDE || !column_with(m, ROLE_EVENT));
}

bool mapping_is_wide(const struct mapping *m)
{
	return m->kind == KIND_WIDE;
}

bool mapping_is_identity(const struct mapping *m)
{
	return m->kind == KIND_WHO;
}

bool mapping_rows_are_customers(const struct mapping *m)
{
	return !m->has_who && !who_is_order(m) && (m->kind == KIND_WIDE || !m->has_case);
}
