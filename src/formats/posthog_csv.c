/* PostHog's events as its pages export them, a row each: properties have a column each, "properties.$current_url" or
 * "*.properties.$current_url". */
#include "formats/known.h"
#include "formats/members.h"
#include "formats/posthog.h"
#include "formats/table.h"

enum top { UUID, ID, EVENT, TIMESTAMP, DISTINCT, PERSON_ID, EMAIL, PHONE, TOPS };
static const struct str top_names[TOPS] = { KEY("uuid"), KEY("id"), KEY("event"), KEY("timestamp"),
	KEY("distinct_id"), KEY("person_id"), KEY("person.properties.email"),
	KEY("person.properties.phone") };

struct column {
	int property;    /* of posthog_keys, -1: none of them */
	struct str said; /* p NULL: it is not said */
	const char *group;
};

struct reading {
	struct facts *f;
	struct table *table;
	struct column *columns;
	int top[TOPS];
	struct scope *sc;
};

static int among(const struct str *names, int n, struct str name)
{
	for (int i = 0; i < n; i++)
		if (str_equal(names[i], name))
			return i;
	return -1;
}

/* "*.": all of the event, beside columns that were chosen. */
static struct str bare_name(struct str name)
{
	name = str_trim(name);
	return str_starts(name, STR("*.")) ? str_sub(name, 2, name.n) : name;
}

static struct column column_of(struct str name)
{
	static const struct str own = KEY("properties."), person = KEY("person.properties.");
	struct column column = { .property = -1 };

	if (str_starts(name, own)) {
		struct str key = str_sub(name, own.n, name.n);
		column.property = among(posthog_keys, POSTHOG_PROPERTIES, key);
		column.said = !posthog_is_own(key) && !veil_is_private(key, false) ? key : (struct str){ 0 };
	} else if (str_starts(name, person)) {
		struct str key = str_sub(name, person.n, name.n);
		column.said = !posthog_is_own(key) && !veil_is_private(key, true) ? key : (struct str){ 0 };
		column.group = "traits";
	}
	return column;
}

static bool begin(void *to, struct table *t)
{
	struct reading *r = to;
	size_t n = table_columns(t);

	r->table = t;
	r->columns = NEW_ARRAY(r->sc, struct column, n + 1);
	for (int i = 0; i < TOPS; i++)
		r->top[i] = -1;
	for (size_t i = 0; i < n; i++) {
		struct str name = bare_name(table_name(t, i));
		int top = among(top_names, TOPS, name);
		r->columns[i] = column_of(name);
		if (top >= 0 && r->top[top] < 0)
			r->top[top] = (int)i;
	}
	return true;
}

static void say_rest(void *to)
{
	const struct reading *r = to;

	for (size_t i = 0; i < table_columns(r->table); i++) {
		const struct column *column = &r->columns[i];
		struct str value = table_at(r->table, (int)i);
		if (!value.p || !column->said.p || column->property >= 0 || veil_is_email(value))
			continue;
		if (column->group)
			facts_say_in(r->f, column->group, column->said, value);
		else
			members_say_text(r->f, column->said, value);
	}
}

static bool row(void *to, struct table *t, uint64_t number)
{
	struct reading *r = to;
	struct posthog_event e = { 0 };
	struct str id = table_at(t, r->top[UUID]);

	for (size_t i = 0; i < table_columns(t); i++)
		if (r->columns[i].property >= 0 && !e.property[r->columns[i].property].p)
			e.property[r->columns[i].property] = table_at(t, (int)i);
	e.uuid = id.p ? id : table_at(t, r->top[ID]);
	e.event = table_at(t, r->top[EVENT]);
	e.time = table_at(t, r->top[TIMESTAMP]);
	e.distinct_id = table_at(t, r->top[DISTINCT]);
	e.person_id = table_at(t, r->top[PERSON_ID]);
	e.email = table_at(t, r->top[EMAIL]);
	e.phone = table_at(t, r->top[PHONE]);
	return posthog_take(r->f, number, table_raw(t), &e, say_rest, r);
}

static bool broken(void *to, uint64_t number, struct str raw, const char *why)
{
	struct reading *r = to;

	return facts_broken(r->f, number, raw, why);
}

static bool read_rows(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	const struct table_fns fns = { begin, row, broken };
	struct reading r = { .f = facts_new(sc, columns, options, sink, notes, "posthog"), .sc = sc };

	return table_each(sc, in, options, notes, &fns, &r);
}

static bool has_property(const struct sniff *s)
{
	for (uint32_t i = 0; s->header && i < names_count(s->header); i++)
		if (str_starts(bare_name(names_at(s->header, i)), STR("properties.")))
			return true;
	return false;
}

static int claim(const struct sniff *s)
{
	bool ours = sniff_has_columns(
		s, "event|*.event", "timestamp|*.timestamp", "distinct_id|*.distinct_id", NULL);

	return ours && has_property(s) ? 95 : 0;
}

const struct format format_posthog_csv = {
	.name = "posthog-csv",
	.about = "PostHog: events exported from its pages, as CSV",
	.becomes = "as posthog",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_WEB,
	.facts = true,
	.claim = claim,
	.read = read_rows,
};
