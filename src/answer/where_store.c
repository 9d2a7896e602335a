#include <stdlib.h>

#include "answer/where_private.h"
#include "base/buf.h"
#include "model/scale.h"

static bool equal(const struct condition_value *want, struct str value)
{
	double number;

	if (want->kind == VALUE_INTEGER || want->kind == VALUE_REAL)
		return str_number(value, &number) && number >= want->number && number <= want->number;
	return str_same(want->text, value);
}

bool where_holds(const struct condition_test *test, struct str value)
{
	double number = 0;

	switch (test->kind) {
	case TEST_NONE:
		return true;
	case TEST_EXISTS:
		return test->exists == (value.p != NULL);
	case TEST_RANGE:
		return value.p && str_number(value, &number) && (!test->has_above || number > test->above) &&
		       (!test->has_below || number < test->below);
	case TEST_IS:
	case TEST_IN:
		for (size_t i = 0; value.p && i < test->values.n; i++)
			if (equal(&test->values.at[i], value))
				return true;
	}
	return false;
}

struct str where_pointer(struct scope *sc, struct str name)
{
	struct buf *b = buf_new(sc, 10000);

	buf_putc(b, '/');
	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] == '~' || name.p[i] == '/')
			buf_puts(b, name.p[i] == '~' ? "~0" : "~1");
		else
			buf_putc(b, name.p[i]);
	}
	return buf_str(b);
}

/* What stands in a column of its own instead of among the properties. */
static const char *own_column(struct str name)
{
	static const struct {
		const char *name, *sql;
	} columns[] = {
		{ "channel", "k.channel" },
		{ "campaign", "k.campaign" },
		{ "page", "k.page" },
		{ "source", "s.name" },
		{ "value", "CAST(e.value / 100.0 AS VARCHAR)" },
		{ "currency", "e.currency" },
	};

	for (size_t i = 0; i < COUNT_OF(columns); i++)
		if (str_same(name, str_of(columns[i].name)))
			return columns[i].sql;
	return NULL;
}

/* `sql` with one `%s` for the value: its column, or its place among the properties (then bound as the first
 * parameter). */
static struct duck_rows *ask_value(struct asking *a, const char *before, const char *after, struct str name)
{
	const char *column = own_column(name);
	struct duck *db = evidence_duck(a->study->ws->evidence);
	struct duck_value path = DUCK_TEXT(where_pointer(a->sc, name));
	const char *sql = scope_printf(
		a->sc, "%s%s%s", before, column ? column : "json_extract_string(e.properties, ?)", after);

	return duck_ask(a->sc, db, sql, column ? 0 : 1, &path);
}

#define FROM_EVENTS " AS v FROM %s e JOIN kind k ON k.code = e.kind JOIN source_kind s ON s.code = k.source"

/* An attribute of a customer is the last value that any event gives. */
uint64_t *where_attr(struct asking *a, const struct condition *c)
{
	uint64_t *out = where_none(a), *has = where_none(a);
	bool any = false;
	struct duck_rows *rows = ask_value(a,
		"SELECT customer, arg_max(v, place) FROM (SELECT e.customer, (e.time, e.row, e.part, e.id) AS place, ",
		scope_printf(a->sc, FROM_EVENTS ") WHERE v IS NOT NULL GROUP BY customer",
			evidence_owned(&a->study->persons)),
		c->name);

	if (!rows)
		return NULL;
	while (duck_next(rows)) {
		uint32_t customer = (uint32_t)duck_int(rows, 0);
		any = true;
		where_set(has, customer);
		if (where_holds(&c->test, duck_text(rows, 1)))
			where_set(out, customer);
	}
	if (!duck_done(a->sc, rows))
		return NULL;
	if (!any && c->test.kind != TEST_EXISTS)
		return scope_fail(a->sc, FAULT_NOT_FOUND,
			"nothing is known of \"%.*s\" of any customer: it is neither channel, campaign, page, source,"
			" value, currency nor a column that was imported",
			STR_ARG(c->name));
	for (uint32_t i = 0; c->test.kind == TEST_EXISTS && !c->test.exists && i < a->study->trail->customers;
		i++)
		if (!(has[i / 64] >> (i % 64) & 1))
			where_set(out, i);
	return out;
}

/* --- did, where: properties of the same event ---------------------------------------------------- */

/* The events in the order of the trail, so that the n-th row of a customer is the n-th event of theirs. */
static struct duck_rows *ask_properties(struct asking *a, const struct condition *c)
{
	struct buf *columns = buf_new(a->sc, 100000);
	struct duck_value *paths = NEW_ARRAY(a->sc, struct duck_value, c->where.n + 1);
	size_t bound = 0;

	for (size_t i = 0; i < c->where.n; i++) {
		const char *column = own_column(c->where.at[i].name);
		buf_printf(columns, ", %s", column ? column : "json_extract_string(e.properties, ?)");
		if (!column)
			paths[bound++] = DUCK_TEXT(where_pointer(a->sc, c->where.at[i].name));
	}
	const char *sql = scope_printf(a->sc,
		"SELECT e.customer%.*s FROM %s e JOIN kind k ON k.code = e.kind"
		" JOIN source_kind s ON s.code = k.source ORDER BY e.customer, e.time, e.row, e.part, e.id",
		STR_ARG(buf_str(columns)), evidence_owned(&a->study->persons));
	return duck_ask(a->sc, evidence_duck(a->study->ws->evidence), sql, bound, paths);
}

/* How many of each customer's events pass. */
static bool count_passing(
	struct asking *a, const struct condition *c, const struct where_mark *mark, uint32_t *n)
{
	struct duck_rows *rows = ask_properties(a, c);
	struct history h = { 0 };
	int64_t customer = -1;

	if (!rows)
		return false;
	for (; duck_next(rows); h.from++) {
		if (duck_int(rows, 0) != customer) {
			customer = duck_int(rows, 0);
			h = trail_history(a->study->trail, (uint32_t)customer);
		}
		bool ok = h.from < h.to && where_is(a, mark, h.part, h.from) &&
			  where_within(a, h.part, h.from, c->within_us);
		for (size_t i = 0; ok && i < c->where.n; i++)
			ok = where_holds(&c->where.at[i].test, duck_text(rows, 1 + i));
		n[customer] += ok;
	}
	return duck_done(a->sc, rows);
}

uint64_t *where_did_with(struct asking *a, const struct condition *c)
{
	struct where_mark *mark = where_mark(a, c->name);
	uint64_t *out = where_none(a);
	uint32_t customers = a->study->trail->customers, *n = NEW_ARRAY(a->sc, uint32_t, customers + 1);

	if (!mark || !count_passing(a, c, mark, n))
		return NULL;
	for (uint32_t i = 0; i < customers; i++)
		if ((int64_t)n[i] >= (c->at_least ? c->at_least : 1))
			where_set(out, i);
	return out;
}

/* --- the rest ------------------------------------------------------------------------------------ */

uint64_t *where_party(struct asking *a, const struct condition *c)
{
	uint64_t *out = where_none(a);
	struct duck_value party = DUCK_TEXT(str_of(condition_party_name(c->party)));
	struct duck_rows *rows = duck_ask(a->sc, evidence_duck(a->study->ws->evidence),
		"SELECT DISTINCT coalesce(person, code) FROM customer WHERE party = ?", 1, &party);

	if (!rows)
		return NULL;
	while (duck_next(rows))
		if (duck_int(rows, 0) < a->study->trail->customers)
			where_set(out, (uint32_t)duck_int(rows, 0));
	return duck_done(a->sc, rows) ? out : NULL;
}
