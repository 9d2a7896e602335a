/* The columns that say what was expected, and what they hold: times that were promised, or ratings that were expected. */
#include "answer/gaps_private.h"

#include <jansson.h>
#include <math.h>

#include "answer/where_private.h"
#include "base/when.h"

enum { SAMPLE = 1000, FITTING = 8 /* of ten */ };

static struct gaps_property *property_of(struct gaps_work *w, struct str name)
{
	for (size_t i = 0; i < w->properties.n; i++)
		if (str_equal(w->properties.at[i].name, name))
			return &w->properties.at[i];
	struct gaps_property *p = LIST_ADD(w->sc, &w->properties);
	*p = (struct gaps_property){ .name = str_copy(w->sc, name), .touchpoint = -1 };
	return p;
}

static bool says_something(struct str column)
{
	struct scope mine = { 0 };
	bool says = gap_says_promised(&mine, column) || gap_says_expected(&mine, column);

	scope_close(&mine);
	return says;
}

/* What the format says itself begins with a sign; of two such questions it has made one. */
static void take_columns(struct gaps_work *w, json_t *mapping)
{
	bool of_format = json_object_get(mapping, "$expected") != NULL;
	const char *name;
	json_t *role;

	json_object_foreach(mapping, name, role)
	{
		const char *is = json_string_value(role);
		struct str column = str_of(name);
		bool marked = is && strcmp(is, "expected") == 0, kept = is && strcmp(is, "property") == 0;
		if (str_starts(column, STR("$")) && !str_equal(column, STR("$expected")))
			continue;
		if (!marked && !(kept && says_something(column)))
			continue;
		struct gaps_property *p = property_of(w, column);
		p->marked |= marked;
		p->plain |= !of_format;
	}
}

/* A zone that is not there was refused when the file was taken. */
static void take_zone(struct gaps_work *w, int64_t import, json_t *mapping)
{
	const char *zone = json_string_value(json_object_get(mapping, "$zone"));

	if (zone && import >= 0 && (size_t)import < w->n_zones)
		w->zones[import] = when_zone_open(w->sc, zone);
}

static bool read_mappings(struct gaps_work *w)
{
	struct duck *db = evidence_duck(w->study->ws->evidence);
	int64_t last;

	if (!duck_one(w->sc, db, "SELECT max(id) FROM import", 0, NULL, 0, &last))
		return false;
	w->n_zones = (size_t)last + 1;
	w->zones = NEW_ARRAY(w->sc, struct when_zone *, w->n_zones);
	struct duck_rows *rows = duck_ask(
		w->sc, db, "SELECT id, mapping FROM import WHERE mapping IS NOT NULL ORDER BY id", 0, NULL);
	if (!rows)
		return false;
	while (duck_next(rows)) {
		struct str text = duck_text(rows, 1);
		json_t *mapping = json_loadb(text.p, text.n, 0, NULL);
		if (!mapping)
			continue;
		take_columns(w, mapping);
		take_zone(w, duck_int(rows, 0), mapping);
		json_decref(mapping);
	}
	return duck_done(w->sc, rows);
}

/* What a person says goes before what names say; one promise may be kept at several touchpoints. */
static void take_wishes(struct gaps_work *w)
{
	for (size_t t = 0; t < definition_touchpoints(w->def); t++) {
		struct str name = definition_touchpoint(w->def, t)->expected.property;
		struct gaps_property *p = name.p ? property_of(w, name) : NULL;
		if (p && p->touchpoint >= 0) {
			struct gaps_property again = *p;
			p = LIST_ADD(w->sc, &w->properties);
			*p = again;
		}
		if (p)
			p->touchpoint = (int)t;
	}
}

/* --- what they hold ------------------------------------------------------------------------------ */

struct looking {
	struct scope own; /* of the values */
	struct str at[SAMPLE];
	size_t n, numbers;
	double low, high;
	struct when_shape shape;
	bool guessed;
};

static void look(struct looking *l, struct str value)
{
	double x;

	if (l->n == SAMPLE && !l->guessed)
		l->guessed = when_guess(l->at, l->n, &l->shape) > 0;
	if (l->n == SAMPLE) {
		when_settle(&l->shape, value);
		return;
	}
	if (str_number(value, &x)) {
		l->low = l->numbers ? fmin(l->low, x) : x;
		l->high = l->numbers ? fmax(l->high, x) : x;
		l->numbers++;
	}
	l->at[l->n++] = str_copy(&l->own, value);
}

/* Numbers that may be ratings are no times, whatever could be read into them. */
static enum gaps_content content(struct looking *l, struct when_shape *shape)
{
	size_t fit = l->n ? when_guess(l->at, l->n, shape) : 0;

	if (l->n && l->numbers * 10 >= l->n * FITTING && l->low >= -2 && l->high <= 100)
		return GAPS_RATINGS;
	if (l->guessed)
		*shape = l->shape;
	return l->n && fit * 10 >= l->n * FITTING ? GAPS_TIMES : GAPS_NOTHING;
}

static bool look_at(struct gaps_work *w, struct str name, enum gaps_content *out, struct when_shape *shape)
{
	struct looking l = { .n = 0 };
	struct duck_value path = DUCK_TEXT(where_pointer(w->sc, name));
	struct duck_rows *rows = duck_ask(w->sc, evidence_duck(w->study->ws->evidence),
		"SELECT DISTINCT v FROM (SELECT json_extract_string(properties, ?) AS v FROM event"
		" WHERE properties IS NOT NULL) WHERE v IS NOT NULL AND v <> '' ORDER BY v",
		1, &path);

	if (!rows)
		return false;
	while (duck_next(rows))
		look(&l, duck_text(rows, 0));
	*out = content(&l, shape);
	scope_close(&l.own);
	return duck_done(w->sc, rows);
}

static bool take(struct gaps_work *w, const struct gaps_property *p)
{
	struct when_shape shape = { 0 };
	enum gaps_content what;

	if (!look_at(w, p->name, &what, &shape))
		return false;
	if (what == GAPS_TIMES)
		return gaps_promise(w, p, &shape);
	if (what == GAPS_RATINGS &&
		(p->marked || p->touchpoint >= 0 || (p->plain && gap_says_expected(w->sc, p->name))))
		return gaps_rated_property(w, p);
	if (p->touchpoint >= 0)
		gaps_remark(w,
			"\"%.*s\", which is expected at %.*s, is a property of no event, or has no times in it.",
			STR_ARG(p->name), STR_ARG(gaps_touchpoint_name(w, p->touchpoint)));
	return true;
}

bool gaps_properties_find(struct gaps_work *w)
{
	if (!read_mappings(w))
		return false;
	take_wishes(w);
	for (size_t i = 0; i < w->properties.n; i++)
		if (!take(w, &w->properties.at[i]))
			return false;
	return true;
}
