/* Ratings beside which their record says what was expected: a column of the same table. */
#include "answer/gaps_private.h"

#include <string.h>

#include "answer/where_private.h"

/* Of one kind of event and scale. */
struct beside {
	uint32_t code;
	enum scale scale;
	LIST(struct gaps_answer) answers;
};

struct reading {
	struct gaps_work *w;
	const struct gaps_property *p;
	struct scope own;
	uint32_t *place; /* [events' names][SCALES]: 1 + where it is in `all` */
	LIST(struct beside) all;
};

/* A format that pairs the questions itself has the expected rating with the experienced one. */
static bool is_of_format(const struct gaps_property *p)
{
	return str_starts(p->name, STR("$"));
}

static struct beside *beside_of(struct reading *r, uint32_t code, enum scale scale)
{
	uint32_t *place = &r->place[(size_t)code * SCALES + scale];

	if (!*place) {
		*LIST_ADD(&r->own, &r->all) = (struct beside){ .code = code, .scale = scale };
		*place = (uint32_t)r->all.n;
	}
	return &r->all.at[*place - 1];
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
	struct beside *one = beside_of(r, r->w->study->dictionary->event_code[kind], scale);
	*LIST_ADD(&r->own, &one->answers) = (struct gaps_answer){ customer, expected, duck_number(rows, 2) };
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

/* Those that are named alike; else the only one that there is. */
static bool *find_meant(struct reading *r)
{
	const struct str *names = r->w->study->dictionary->events;
	bool *meant = NEW_ARRAY(&r->own, bool, r->all.n + 1),
	     all = is_of_format(r->p) || r->p->touchpoint >= 0;
	struct gap_question said, rated;
	size_t n = 0;

	gap_question(&r->own, r->p->name, &said);
	for (size_t i = 0; i < r->all.n; i++) {
		struct scope mine = { 0 };
		gap_question(&mine, names[r->all.at[i].code], &rated);
		meant[i] = all || gap_questions_pair(&said, &rated);
		n += meant[i];
		scope_close(&mine);
	}
	meant[0] |= !n && r->all.n == 1;
	return meant;
}

static void take_meant(struct reading *r, const struct beside *from)
{
	struct gaps_work *w = r->w;
	struct gaps_answer *answers = NEW_ARRAY(&w->own, struct gaps_answer, from->answers.n);

	memcpy(answers, from->answers.at, from->answers.n * sizeof *answers);
	*LIST_ADD(&w->own, &w->rated) = (struct gaps_rated){ .property = r->p->name,
		.touchpoint = r->p->touchpoint,
		.code = from->code,
		.scale = from->scale,
		.answers = answers,
		.n = from->answers.n };
}

static bool rate(struct reading *r)
{
	size_t n = 0;

	r->place = NEW_ARRAY(&r->own, uint32_t, (size_t)r->w->study->dictionary->n_events * SCALES + 1);
	if (!read_answers(r))
		return false;
	const bool *meant = find_meant(r);
	for (size_t i = 0; i < r->all.n; i++) {
		if (meant[i])
			take_meant(r, &r->all.at[i]);
		n += meant[i];
	}
	if (!n)
		gaps_remark(r->w,
			"\"%.*s\" says which rating was expected, and beside it stands none that is named alike: on the map,"
			" expected: {property: ...} of a touchpoint says which it is.",
			STR_ARG(r->p->name));
	return true;
}

bool gaps_rated_property(struct gaps_work *w, const struct gaps_property *p)
{
	struct reading r = { .w = w, .p = p };
	bool ok = rate(&r);

	scope_close(&r.own);
	return ok;
}
