#include "answer/attributes.h"

#include "base/buf.h"

/* What condition's attributes look up outside the properties (where_store.c): first of all, in this order. */
static const struct {
	const char *name, *sql;
} own[] = {
	{ "source", "s.name" },
	{ "channel", "k.channel" },
	{ "campaign", "k.campaign" },
	{ "page", "k.page" },
	{ "value", "CAST(e.value / 100.0 AS VARCHAR)" },
	{ "currency", "e.currency" },
};

/* One in so many events is looked at, told by its id: the same ones each time. */
static int64_t one_in(const struct study *study)
{
	return 1 + (int64_t)(study->trail->events / ATTRIBUTES_LOOK);
}

/* Rows of name, value, customer: what own columns hold, then each property; those with a $ are of the program itself. */
static const char *told(struct scope *sc, const struct study *study)
{
	const char *events = scope_printf(sc,
		"(SELECT * FROM %s WHERE id %% %lld = 0) e JOIN kind k ON k.code = e.kind"
		" JOIN source_kind s ON s.code = k.source",
		evidence_owned(&study->persons), (long long)one_in(study));
	struct buf *names = buf_new(sc, 4000), *columns = buf_new(sc, 4000), *taken = buf_new(sc, 4000);

	for (size_t i = 0; i < COUNT_OF(own); i++) {
		buf_printf(names, "%s'%s'", i ? ", " : "", own[i].name);
		buf_printf(columns, "%s%s", i ? ", " : "", own[i].sql);
		buf_printf(taken, "%s'%s'", i ? ", " : "", own[i].name);
	}
	return scope_printf(sc,
		"SELECT 1 AS own, unnest([%.*s]) AS name, unnest([%.*s]) AS value, e.customer AS customer FROM %s"
		" UNION ALL SELECT 0, name, json_extract_string(properties, '/' || replace(replace(name, '~', '~0'), '/', '~1')),"
		" customer FROM (SELECT e.properties, e.customer, unnest(json_keys(e.properties)) AS name FROM %s"
		" WHERE e.properties IS NOT NULL) WHERE name NOT LIKE '$%%' AND lower(name) NOT IN (%.*s)",
		STR_ARG(buf_str(names)), STR_ARG(buf_str(columns)), events, events, STR_ARG(buf_str(taken)));
}

static struct duck_rows *ask(struct scope *sc, struct study *study)
{
	const char *sql = scope_printf(sc,
		"WITH told AS MATERIALIZED (%s), valued AS MATERIALIZED (SELECT own, name, value, count(*) AS events, count(DISTINCT customer) AS customers"
		" FROM told WHERE value IS NOT NULL GROUP BY ALL),"
		" named AS (SELECT own, name, sum(events)::BIGINT AS events, count(*) AS different,"
		" bool_and(try_cast(value AS DOUBLE) IS NOT NULL) AS numbers, min(try_cast(value AS DOUBLE)) AS least,"
		" max(try_cast(value AS DOUBLE)) AS most FROM valued GROUP BY ALL"
		" ORDER BY own DESC, events DESC, name LIMIT ?),"
		" many AS (SELECT own, name, count(DISTINCT customer) AS customers FROM told WHERE value IS NOT NULL GROUP BY ALL)"
		" SELECT n.own, n.name, n.events, m.customers, n.different, n.numbers, n.least, n.most, v.value, v.events, v.customers"
		" FROM named n JOIN many m USING (own, name)"
		" LEFT JOIN (SELECT * FROM valued WHERE customers >= ? QUALIFY row_number() OVER"
		" (PARTITION BY own, name ORDER BY events DESC, value) <= ?) v USING (own, name)"
		" ORDER BY n.own DESC, n.events DESC, n.name, v.events DESC, v.value",
		told(sc, study));

	return duck_ask(sc, evidence_duck(study->ws->evidence), sql, 3,
		(struct duck_value[]){
			DUCK_INT(ATTRIBUTES_MOST), DUCK_INT(ATTRIBUTES_LEAST), DUCK_INT(ATTRIBUTES_VALUES) });
}

enum { OWN, NAME, EVENTS, CUSTOMERS, DIFFERENT, NUMBERS, LOW, HIGH, VALUE, VALUE_EVENTS, VALUE_CUSTOMERS };

static struct attribute *attribute_of(struct scope *sc, struct attributes *out, const struct duck_rows *row)
{
	struct attribute *last = out->at.n ? &out->at.at[out->at.n - 1] : NULL;
	bool is_own = duck_int(row, OWN) != 0;

	if (last && last->own == is_own && str_equal(last->name, duck_text(row, NAME)))
		return last;
	last = LIST_ADD(sc, &out->at);
	*last = (struct attribute){ .name = str_copy(sc, duck_text(row, NAME)),
		.own = is_own,
		.events = (uint64_t)duck_int(row, EVENTS),
		.customers = (uint64_t)duck_int(row, CUSTOMERS),
		.distinct = (uint64_t)duck_int(row, DIFFERENT) };
	last->numbers = duck_int(row, NUMBERS) && last->customers >= ATTRIBUTES_LEAST;
	if (last->numbers) {
		last->least = duck_number(row, LOW);
		last->most = duck_number(row, HIGH);
	}
	return last;
}

/* The divisor stands in the SQL: bound, it would be divided as a number of 128 bits. */
static bool count_looked_at(struct scope *sc, struct study *study, struct attributes *out)
{
	const char *sql =
		scope_printf(sc, "SELECT count(*) FROM event WHERE id %% %lld = 0", (long long)one_in(study));
	int64_t n;

	if (!duck_one(sc, evidence_duck(study->ws->evidence), sql, 0, NULL, 0, &n))
		return false;
	out->looked_at = (uint64_t)n;
	return true;
}

struct attributes *study_attributes(struct scope *sc, struct study *study)
{
	struct duck_rows *rows = ask(sc, study);
	struct attributes *out = NEW(sc, struct attributes);

	while (rows && duck_next(rows)) {
		struct attribute *at = attribute_of(sc, out, rows);
		if (!duck_null(rows, VALUE))
			*LIST_ADD(sc, &at->values) =
				(struct attribute_value){ str_copy(sc, duck_text(rows, VALUE)),
					(uint64_t)duck_int(rows, VALUE_EVENTS),
					(uint64_t)duck_int(rows, VALUE_CUSTOMERS) };
	}
	out->events = study->trail->events;
	return rows && duck_done(sc, rows) && count_looked_at(sc, study, out) ? out : NULL;
}
