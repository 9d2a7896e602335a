#include "answer/gaps_private.h"

#include <stdio.h>
#include <stdlib.h>

#include "model/definition_io.h"

bool gaps_wants(const struct gaps_work *w, uint32_t customer)
{
	return !w->customers || trail_has_bit(w->customers, customer);
}

void gaps_remark(struct gaps_work *w, const char *format, ...)
{
	char text[2000];
	va_list ap;

	va_start(ap, format);
	vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	*LIST_ADD(w->sc, &w->out->remarks) = str_copy(w->sc, str_of(text));
}

struct str gaps_touchpoint_name(const struct gaps_work *w, int touchpoint)
{
	if (touchpoint < 0)
		return (struct str){ 0 };
	return definition_touchpoint(w->def, (size_t)touchpoint)->name;
}

struct gap_line *gaps_line(struct gaps_work *w, enum map_gap_kind kind, int touchpoint)
{
	struct gap_line *line = LIST_ADD(w->sc, &w->out->lines);

	*line = (struct gap_line){ .at = { .touchpoint = touchpoint, .kind = kind }, .event = GAPS_NO_EVENT };
	return line;
}

/* The worst first. */
static const int worst[GAP_STATES] = { [GAP_BROKEN] = 0, [GAP_OVERDUE] = 1, [GAP_KEPT] = 2, [GAP_OPEN] = 3 };

enum gap_state gap_state_worse(enum gap_state a, enum gap_state b)
{
	return worst[b] < worst[a] ? b : a;
}

static int by_case(const void *x, const void *y)
{
	const struct gap_outcome *a = x, *b = y;

	if (a->customer != b->customer)
		return a->customer < b->customer ? -1 : 1;
	if (a->case_code != b->case_code)
		return a->case_code < b->case_code ? -1 : 1;
	return worst[a->state] - worst[b->state];
}

void gaps_outcomes(struct gaps_work *w, struct gap_line *line, struct gap_outcome *outcomes, size_t n)
{
	(void)w;
	for (size_t i = 0; i < n; i++) {
		line->at.open += outcomes[i].state == GAP_OPEN;
		line->at.overdue += outcomes[i].state == GAP_OVERDUE;
	}
	if (n)
		qsort(outcomes, n, sizeof *outcomes, by_case);
	line->outcomes = outcomes;
	line->n_outcomes = n;
}

/* --- planned maps -------------------------------------------------------------------------------- */

static bool add_plan(struct gaps_work *w, const struct definition *def)
{
	struct gap_plan plan;

	if (def->state != MAP_PLANNED)
		return true;
	if (!gaps_plan(w, def, &plan))
		return false;
	*LIST_ADD(w->sc, &w->out->plans) = plan;
	return true;
}

/* The one that is asked about first, as it was handed in. */
static bool add_plans(struct gaps_work *w, bool every)
{
	struct saved_map *maps;
	size_t n;

	if (!add_plan(w, w->def))
		return false;
	if (!every || !documents_maps(w->sc, w->study->ws->documents, &maps, &n))
		return !every;
	for (size_t i = 0; i < n; i++) {
		if (str_equal(maps[i].id, w->def->id))
			continue;
		struct definition *def = definition_from_text(w->sc, DOCUMENT_JSON, maps[i].text);
		if (!def || !add_plan(w, def))
			return false;
	}
	return true;
}

static bool find_gaps(struct gaps_work *w, const struct gaps_wish *wish)
{
	w->rules = study_rules(w->sc, w->study, w->def);
	if (!w->rules || !gaps_properties_find(w))
		return false;
	gaps_within(w);
	return wish->promises_only || (gaps_ratings(w) && add_plans(w, wish->every_plan));
}

struct gaps *study_gaps(
	struct scope *sc, struct study *study, const struct definition *def, const struct gaps_wish *wish)
{
	struct gaps_work w = { .sc = sc, .study = study, .def = def, .customers = wish->customers };

	w.out = NEW(sc, struct gaps);
	bool ok = find_gaps(&w, wish);
	scope_close(&w.own);
	return ok ? w.out : NULL;
}
