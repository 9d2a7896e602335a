/* Records to events.  What each column means was settled before; here nothing is allocated. */
#include "intake/mapping_parts.h"

#include "base/address.h"
#include "base/buf.h"
#include "intake/money.h"

#include <stdio.h>
#include <stdlib.h>

enum { WHY = 256, EXCERPT = 60 };

struct str clip(struct str s, size_t bytes)
{
	if (s.n <= bytes)
		return s;
	while (bytes && ((unsigned char)s.p[bytes] & 0xc0) == 0x80)
		bytes--;
	return str_sub(s, 0, bytes);
}

/* Identifiers that name nobody to a stranger stay properties too, so that one can ask for them; facts say what is to
 * be kept themselves. */
static bool is_open_identifier(const struct mapping *m, enum role role)
{
	return !m->facts && (role == ROLE_EXTERNAL || role == ROLE_ORDER || role == ROLE_COOKIE ||
				    role == ROLE_DEVICE || role == ROLE_ALIAS || role == ROLE_KEY);
}

static bool is_property(enum role role)
{
	return role == ROLE_NONE || role == ROLE_EXPECTED || role == ROLE_SESSION || role == ROLE_ADDRESS ||
	       role == ROLE_EACH || role == ROLE_JOINED;
}

static bool is_sayable(const struct mapping *m, enum role role)
{
	return is_open_identifier(m, role) || is_property(role) || role == ROLE_VALUE || role == ROLE_END ||
	       role == ROLE_FLAG;
}

/* Outside texts stand trimmed nearly always: then this is two compares. */
static struct str value_of(const struct record *record, uint32_t column)
{
	struct str s = column < record->n ? record->values[column] : (struct str){ 0 };

	if (s.n && ((unsigned char)s.p[0] <= ' ' || (unsigned char)s.p[s.n - 1] <= ' ' ||
			   (unsigned char)s.p[0] >= 0x80 || (unsigned char)s.p[s.n - 1] >= 0x80))
		return str_trim(s);
	return s;
}

static bool take_time(struct mapping *m, struct column *c, struct str value)
{
	if (!when_read(&c->shape, m->zone, value, &m->draft.time_us, NULL)) {
		snprintf(m->why, WHY, "\"%.*s\" is \"%.*s\", which is no time like %s",
			STR_ARG(clip(c->name, EXCERPT)), STR_ARG(clip(value, EXCERPT)),
			when_family_name(c->shape.family));
		return false;
	}
	m->has_draft_time = true;
	return true;
}

static bool take_stage(struct mapping *m, struct column *c, struct str value)
{
	if (!take_time(m, c, value))
		return false;
	m->stage_times[c->stage].us = m->draft.time_us;
	m->stage_times[c->stage].has = true;
	return true;
}

static bool take_end(struct mapping *m, struct column *c, struct str value)
{
	m->draft.has_end = when_read(&c->shape, m->zone, value, &m->draft.end_us, NULL);
	c->say = !m->draft.has_end;
	c->unreadable += c->say;
	return true;
}

static bool take_value(struct mapping *m, struct column *c, struct str value)
{
	struct str currency = m->draft.currency;

	m->draft.has_value = money_read(value, m->decimal_comma, &m->draft.value_minor, &currency);
	if (m->draft.has_value && !m->draft.currency.p)
		m->draft.currency = currency;
	c->say = !m->draft.has_value;
	c->unreadable += c->say;
	return true;
}

static bool take_rating(struct mapping *m, struct column *c, struct str value)
{
	m->draft.has_rating = rater_take(&c->rater, value, &m->draft.rating);
	m->draft.scale = m->draft.has_rating ? c->rater.scale : SCALE_NONE;
	return true;
}

static bool take_answer(struct mapping *m, struct column *c, struct str value)
{
	m->answers[c->stage].has = rater_take(&c->rater, value, &m->answers[c->stage].value);
	return true;
}

static bool take_given_rating(struct mapping *m, struct column *c, struct str value)
{
	m->draft.has_rating = str_number(value, &m->draft.rating);
	c->say = !m->draft.has_rating;
	return true;
}

static bool take_scale(struct mapping *m, struct column *c, struct str value)
{
	(void)c;
	if (!scale_find(value, &m->draft.scale))
		m->draft.scale = SCALE_NONE;
	return true;
}

static bool take_source(struct mapping *m, struct column *c, struct str value)
{
	(void)c;
	m->draft.has_source = source_find(value, &m->draft.source);
	return true;
}

static bool take_version(struct mapping *m, struct column *c, struct str value)
{
	m->draft.has_version = str_integer(value, &m->draft.version);
	c->say = !m->draft.has_version;
	return true;
}

static bool take_deleted(struct mapping *m, struct column *c, struct str value)
{
	(void)c;
	m->draft.deleted = str_same(value, STR("true")) || str_equal(value, STR("1"));
	return true;
}

static bool take_amount(struct mapping *m, struct column *c, struct str value)
{
	if (str_number(value, &m->draft.amount))
		return true;
	snprintf(m->why, WHY, "\"%.*s\" is \"%.*s\", which is no number", STR_ARG(clip(c->name, EXCERPT)),
		STR_ARG(clip(value, EXCERPT)));
	return false;
}

/* What is done for each role; a text goes where `offset` says, without a call. */
static const struct {
	bool (*take)(struct mapping *m, struct column *column, struct str value);
	size_t offset;
	bool has_step;
} takers[ROLES] = {
	[ROLE_CUSTOMER] = { NULL, offsetof(struct intake_event, customer), true },
	[ROLE_CASE] = { NULL, offsetof(struct intake_event, case_id), true },
	[ROLE_TIME] = { take_time, 0, true },
	[ROLE_END] = { take_end, 0, true },
	[ROLE_EVENT] = { NULL, offsetof(struct intake_event, event), true },
	[ROLE_PAGE] = { NULL, offsetof(struct intake_event, page), true },
	[ROLE_CHANNEL] = { NULL, offsetof(struct intake_event, channel), true },
	[ROLE_CAMPAIGN] = { NULL, offsetof(struct intake_event, campaign), true },
	[ROLE_VALUE] = { take_value, 0, true },
	[ROLE_CURRENCY] = { NULL, offsetof(struct intake_event, currency), true },
	[ROLE_RATING] = { take_rating, 0, true },
	[ROLE_TEXT] = { NULL, offsetof(struct intake_event, text), true },
	[ROLE_STAGE_TIME] = { take_stage, 0, true },
	[ROLE_EMAIL] = { NULL, offsetof(struct intake_event, ids) + IDENTIFIER_EMAIL * sizeof(struct str),
		true },
	[ROLE_PHONE] = { NULL, offsetof(struct intake_event, ids) + IDENTIFIER_PHONE * sizeof(struct str),
		true },
	[ROLE_EXTERNAL] = { NULL,
		offsetof(struct intake_event, ids) + IDENTIFIER_EXTERNAL * sizeof(struct str), true },
	[ROLE_ORDER] = { NULL, offsetof(struct intake_event, ids) + IDENTIFIER_ORDER * sizeof(struct str),
		true },
	[ROLE_COOKIE] = { NULL, offsetof(struct intake_event, ids) + IDENTIFIER_COOKIE * sizeof(struct str),
		true },
	[ROLE_DEVICE] = { NULL, offsetof(struct intake_event, ids) + IDENTIFIER_DEVICE * sizeof(struct str),
		true },
	[ROLE_HANDLE] = { NULL, offsetof(struct intake_event, ids) + IDENTIFIER_HANDLE * sizeof(struct str),
		true },
	[ROLE_VISITOR] = { NULL, offsetof(struct intake_event, ids) + IDENTIFIER_VISITOR * sizeof(struct str),
		true },
	[ROLE_ALIAS] = { NULL, offsetof(struct intake_event, alias), true },
	[ROLE_KEY] = { NULL, offsetof(struct intake_event, key), true },
	[ROLE_SUBJECT] = { NULL, offsetof(struct intake_event, subject), true },
	[ROLE_DAY] = { NULL, offsetof(struct intake_event, day), true },
	[ROLE_METRIC] = { NULL, offsetof(struct intake_event, metric), true },
	[ROLE_VERSION] = { take_version, 0, true },
	[ROLE_DELETED] = { take_deleted, 0, true },
	[ROLE_SCALE] = { take_scale, 0, true },
	[ROLE_SOURCE] = { take_source, 0, true },
	[ROLE_AMOUNT] = { take_amount, 0, true },
	[ROLE_FLAG] = { take_flag, 0, true },
};

static int by_name(const void *a, const void *b, void *columns)
{
	const struct column *at = columns;

	return str_compare(at[*(const uint32_t *)a].name, at[*(const uint32_t *)b].name);
}

static void sayable_build(struct mapping *m)
{
	for (size_t i = 0; i < m->n_columns; i++)
		if (is_sayable(m, m->columns[i].role))
			*LIST_ADD(m->sc, &m->sayable) = (uint32_t)i;
	if (m->sayable.n)
		qsort_r(m->sayable.at, m->sayable.n, sizeof *m->sayable.at, by_name, m->columns);
	m->properties_room = m->sayable.n + 1;
	m->each_columns = columns_with(m, ROLE_EACH);
	properties_room(m);
}

void properties_room(struct mapping *m)
{
	m->properties = NEW_ARRAY(m->sc, struct property, m->properties_room);
	m->property_columns = NEW_ARRAY(m->sc, uint32_t, m->properties_room);
	m->each = NEW_ARRAY(m->sc, struct property, m->each_columns + 1);
	if (m->kind == KIND_WIDE)
		m->placed = NEW_ARRAY(m->sc, struct property, m->properties_room + STAGES * m->each_columns);
}

void event_is_another(struct mapping *m, struct intake_event *e)
{
	e->has_value = false;
	e->key = (struct str){ 0 }; /* it is the first's own number */
	e->properties = m->each;
	e->n_properties = m->n_each;
}

/* One more, at its place among the names. */
static void sayable_add(struct mapping *m, uint32_t column)
{
	size_t i = m->sayable.n;

	*LIST_ADD(m->sc, &m->sayable) = column;
	uint32_t *at = m->sayable.at;
	for (; i > 0 && str_compare(m->columns[at[i - 1]].name, m->columns[column].name) > 0; i--)
		at[i] = at[i - 1];
	at[i] = column;
	if (m->sayable.n < m->properties_room)
		return;
	m->properties_room *= 2;
	properties_room(m);
}

void steps_build(struct mapping *m)
{
	for (size_t i = 0; i < m->n_columns; i++) {
		enum role role = m->columns[i].role;
		if (!takers[role].has_step)
			continue;
		struct step step = { (uint32_t)i, takers[role].take, takers[role].offset };
		if (role == ROLE_RATING)
			step.take = m->facts                  ? take_given_rating
				    : m->kind == KIND_ANSWERS ? take_answer
							      : take_rating;
		*LIST_ADD(m->sc, &m->steps) = step;
	}
	sayable_build(m);
}

/* Formats without a header bring columns that the sample did not have: they are properties. */
static void columns_learn(struct mapping *m)
{
	size_t n = names_count(m->names);

	for (; m->n_columns < n; m->n_columns++) {
		m->columns = list_room(m->sc, m->columns, m->n_columns, &m->columns_room, sizeof *m->columns);
		struct column *c = &m->columns[m->n_columns];
		c->name = names_at(m->names, (uint32_t)m->n_columns);
		c->why = STR("it came after the sample");
		sayable_add(m, (uint32_t)m->n_columns);
	}
}

static void properties_collect(struct mapping *m)
{
	size_t n = 0;

	m->n_each = 0;
	for (size_t i = 0; i < m->sayable.n; i++) {
		const struct column *c = &m->columns[m->sayable.at[i]];
		bool said = is_property(c->role) || c->say || is_open_identifier(m, c->role);
		struct str value = said ? value_of(m->record, m->sayable.at[i]) : (struct str){ 0 };
		if (value.n && c->role == ROLE_ADDRESS)
			value = address_cut(value, m->address) ? str_of(m->address) : value;
		if (!value.n)
			continue;
		m->property_columns[n] = m->sayable.at[i];
		m->properties[n++] = (struct property){ c->name, value };
		if (c->role == ROLE_EACH)
			m->each[m->n_each++] = m->properties[n - 1];
	}
	m->draft.properties = m->properties;
	m->draft.n_properties = n;
}

/* A column whose order the file never settled goes with one that it did, else day first. */
void orders_settle(struct mapping *m)
{
	enum when_order known = WHEN_ORDER_UNKNOWN;

	m->settled = true;
	for (size_t i = 0; i < m->n_columns; i++)
		if (m->columns[i].shape.family == WHEN_DMY_MDY && m->columns[i].shape.order)
			known = m->columns[i].shape.order;
	for (size_t i = 0; i < m->n_columns; i++) {
		struct column *c = &m->columns[i];
		if (c->shape.family != WHEN_DMY_MDY || c->shape.order)
			continue;
		c->shape.order = known ? known : WHEN_DAY_FIRST;
		c->order_assumed = !known;
	}
}

/* What is not there leaves no mark: "a" and "" are "a". */
static struct str value_together(struct mapping *m, struct column *c)
{
	buf_cut(c->together, 0);
	for (size_t i = 0; i <= c->n_joined; i++) {
		struct str part = value_of(m->record, i ? c->joined[i - 1] : (uint32_t)(c - m->columns));
		if (part.n && buf_len(c->together))
			buf_putc(c->together, '+');
		buf_str_add(c->together, part);
	}
	return buf_str(c->together);
}

static bool values_take(struct mapping *m)
{
	for (size_t i = 0; i < m->steps.n; i++) {
		const struct step *step = &m->steps.at[i];
		struct column *c = &m->columns[step->column];
		struct str value = c->together ? value_together(m, c) : value_of(m->record, step->column);
		if (value.n == 0)
			continue;
		if (!step->take)
			*(struct str *)(void *)((char *)&m->draft + step->offset) = value;
		else if (!step->take(m, c, value))
			return false;
	}
	return true;
}

bool intake_event_has_who(const struct intake_event *e)
{
	for (int i = 0; i < IDENTIFIER_KINDS; i++)
		if (e->ids[i].p)
			return true;
	return false;
}

static void customer_settle(struct mapping *m)
{
	struct intake_event *e = &m->draft;

	if (m->case_is_order && !e->ids[IDENTIFIER_ORDER].p)
		e->ids[IDENTIFIER_ORDER] = e->case_id;
	if (m->kind == KIND_WIDE && !e->case_id.p) {
		int n = snprintf(m->row_name, sizeof m->row_name, "row %llu", (unsigned long long)e->row);
		e->case_id = (struct str){ m->row_name, (size_t)n };
	} else if (!m->has_who && m->has_case && m->kind != KIND_WIDE && !who_is_order(m)) {
		e->customer = e->case_id;
	}
	m->counts.no_customer += m->has_who && !intake_event_has_who(e);
	m->counts.no_case += m->has_case && !e->case_id.p;
}

/* In recordings of interviews: how long after the start, where the start itself is not known. */
static int64_t offset_of(const struct intake_event *e)
{
	double seconds;

	for (size_t i = 0; i < e->n_properties; i++)
		if (str_equal(e->properties[i].name, STR("offset_s")) &&
			str_number(e->properties[i].value, &seconds) && seconds >= 0 && seconds < 1e6)
			return (int64_t)(seconds * 1e6);
	return 0;
}

static bool time_settle(struct mapping *m)
{
	struct intake_event *e = &m->draft;

	if (!m->has_draft_time) {
		if (!m->has_at && m->facts) {
			snprintf(m->why, WHY, "it does not say when: --at DATE gives all such rows a time");
			return false;
		}
		if (!m->has_at) {
			const struct column *c = column_with(m, ROLE_TIME);
			snprintf(m->why, WHY, "\"%.*s\" is empty: the record has no time",
				STR_ARG(clip(c ? c->name : STR("time"), EXCERPT)));
			return false;
		}
		e->time_us = m->at_us + offset_of(e);
		e->time_assumed = true;
		m->counts.time_assumed++;
	}
	if (e->has_end && e->end_us < e->time_us) {
		e->has_end = false;
		m->counts.ends_before++;
	}
	return true;
}

/* A fact without an event says who is who, or that something is no more, or a sum. */
static bool says_no_event(const struct mapping *m)
{
	const struct intake_event *e = &m->draft;

	return m->facts && (e->metric.p || e->deleted || !e->event.p);
}

static bool plain_finish(struct mapping *m, struct intake_events *events)
{
	struct intake_event *e = &m->draft;

	if (m->facts && e->has_rating && !scale_holds(e->scale, e->rating))
		e->has_rating = false;
	if (says_no_event(m)) {
		e->time_assumed = e->metric.p && !m->has_draft_time; /* a sum up to now */
		return true;
	}

	if (!time_settle(m))
		return false;
	if (!e->event.p)
		e->event = m->base_event.p || !e->page.p ? m->base_event : STR("page_view");
	if (!e->event.p) {
		const struct column *c = column_with(m, ROLE_EVENT);
		snprintf(m->why, WHY, "\"%.*s\" is empty: the record does not say what happened",
			STR_ARG(clip(c ? c->name : STR("event"), EXCERPT)));
		return false;
	}
	events->at = e;
	events->n = 1;
	return true;
}

/* Each answer is an event called after its column; the text stands with the last, or alone. */
static bool answers_finish(struct mapping *m, struct intake_events *events)
{
	size_t n = 0;

	if (!time_settle(m))
		return false;
	for (size_t i = 0; i < m->n_stages; i++) {
		if (!m->answers[i].has)
			continue;
		const struct column *c = &m->columns[m->stages[i]];
		struct intake_event *e = &m->events[n++];
		*e = m->draft;
		e->event = c->event;
		e->part = (uint16_t)i;
		e->has_rating = true;
		e->rating = m->answers[i].value;
		e->scale = c->rater.scale;
		e->text = (struct str){ 0 };
		if (n > 1)
			event_is_another(m, e);
	}
	if (n == 0 && m->draft.text.p) {
		m->events[n] = m->draft;
		m->events[n].event = m->base_event;
		m->events[n++].part = (uint16_t)m->n_stages;
	}
	if (n)
		m->events[n - 1].text = m->draft.text;
	events->at = m->events;
	events->n = n;
	return true;
}

static void record_begin(struct mapping *m, const struct record *record)
{
	m->record = record;
	m->draft = (struct intake_event){ .row = record->row, .part = record->part };
	m->has_draft_time = false;
	for (size_t i = 0; i < m->n_stages; i++)
		m->stage_times[i].has = m->answers[i].has = false;
	for (size_t i = 0; i < m->n_flags; i++)
		m->flagged[i] = false;
}

bool mapping_apply(
	struct mapping *m, const struct record *record, struct intake_events *events, char why[static 256])
{
	*events = (struct intake_events){ .said = &m->draft };
	m->why = why;
	if (record->n > m->n_columns)
		columns_learn(m);
	if (!m->settled)
		orders_settle(m);
	record_begin(m, record);
	if (!values_take(m))
		return false;
	customer_settle(m);
	properties_collect(m);
	if (m->kind == KIND_WHO)
		return true;
	if (m->kind == KIND_WIDE) {
		wide_finish(m, events);
		return true;
	}
	if (!(m->kind == KIND_PLAIN ? plain_finish : answers_finish)(m, events))
		return false;
	if (m->n_flags)
		flags_add(m, events);
	return true;
}
