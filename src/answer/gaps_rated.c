/* Ratings beside which their record says what was expected: a column of the same table. */
#include "answer/gaps_private.h"

#include "answer/where_private.h"

struct reading {
	struct gaps_work *w;
	const struct gaps_property *p;
	LIST(struct gaps_rated) all; /* by kind of event and scale */
};

/* A format that pairs the questions itself has the expected rating with the experienced one. */
static bool is_of_format(const struct gaps_property *p)
{
	return str_starts(p->name, STR("$"));
}

static struct gaps_rated *rated_of(struct reading *r, uint32_t code, enum scale scale)
{
	for (size_t i = 0; i < r->all.n; i++)
		if (r->all.at[i].code == code && r->all.at[i].scale == scale)
			return &r->all.at[i];
	struct gaps_rated *one = LIST_ADD(r->w->sc, &r->all);
	*one = (struct gaps_rated){
		.property = r->p->name, .touchpoint = r->p->touchpoint, .code = code, .scale = scale
	};
	return one;
}

/* Of a touchpoint that a person named, the kinds that it matches. */
static bool may_be_here(const struct reading *r, uint32_t kind)
{
	const struct matching *m = r->w->rules->matching;

	for (uint32_t c = m->first[kind]; r->p->touchpoint >= 0 && c < m->first[kind + 1]; c++)
		if (m->candidates[c].touchpoint == r->p->touchpoint)
			return true;
	return r->p->touchpoint < 0;
}

static void take(struct reading *r, struct duck_rows *rows)
{
	uint32_t customer = (uint32_t)duck_int(rows, 0), kind = (uint32_t)duck_int(rows, 4);
	enum scale scale = (enum scale)duck_int(rows, 3);
	double expected;

	if (customer >= r->w->study->trail->customers || kind >= r->w->study->dictionary->n ||
		!gaps_wants(r->w, customer) || !may_be_here(r, kind) ||
		!str_number(str_trim(duck_text(rows, 1)), &expected) || !scale_holds(scale, expected))
		return;
	struct gaps_rated *one = rated_of(r, r->w->study->dictionary->event_code[kind], scale);
	*LIST_ADD(r->w->sc, &one->answers) = (struct gaps_answer){ customer, expected, duck_number(rows, 2) };
}

static bool read_answers(struct reading *r)
{
	struct gaps_work *w = r->w;
	const char *owned = evidence_owned(&w->study->persons);
	struct duck_value path[] = { DUCK_TEXT(where_pointer(w->sc, r->p->name)),
		DUCK_TEXT(where_pointer(w->sc, r->p->name)) };
	const char *sql = scope_printf(w->sc,
		"SELECT b.customer, json_extract_string(a.properties, ?), round(b.rating::DOUBLE, 3), b.scale, b.kind"
		" FROM event a JOIN %s b ON a.import = b.import AND a.row = b.row%s WHERE a.properties IS NOT NULL AND"
		" json_extract_string(a.properties, ?) IS NOT NULL AND b.rating IS NOT NULL AND b.scale IS NOT NULL"
		" ORDER BY b.customer, b.time, b.row, b.part, b.id",
		owned, is_of_format(r->p) ? " AND a.part = b.part" : "");
	struct duck_rows *rows = duck_ask(w->sc, evidence_duck(w->study->ws->evidence), sql, 2, path);

	if (!rows)
		return false;
	while (duck_next(rows))
		take(r, rows);
	return duck_done(w->sc, rows);
}

/* One that is named alike; else the only one that there is. */
static bool is_meant(struct reading *r, const struct gaps_rated *one)
{
	struct scope *sc = r->w->sc;
	const struct str *names = r->w->study->dictionary->events;
	bool any = false;

	if (is_of_format(r->p) || r->p->touchpoint >= 0)
		return true;
	for (size_t i = 0; i < r->all.n; i++)
		any |= gap_questions_pair(sc, r->p->name, names[r->all.at[i].code]);
	return any ? gap_questions_pair(sc, r->p->name, names[one->code]) : r->all.n == 1;
}

bool gaps_rated_property(struct gaps_work *w, const struct gaps_property *p)
{
	struct reading r = { .w = w, .p = p };
	size_t n = 0;

	if (!read_answers(&r))
		return false;
	for (size_t i = 0; i < r.all.n; i++) {
		if (!is_meant(&r, &r.all.at[i]))
			continue;
		*LIST_ADD(w->sc, &w->rated) = r.all.at[i];
		n++;
	}
	if (!n)
		gaps_remark(w,
			"\"%.*s\" says which rating was expected, and beside it stands none that is named alike: on the map,"
			" expected: {property: ...} of a touchpoint says which it is.",
			STR_ARG(p->name));
	return true;
}
