#include "answer/scores_private.h"

#include "insight/interval.h"

struct telling {
	struct scope *sc;
	struct study *study;
	const struct definition *def;
	const struct scores_question *question;
	const struct scores_names *names;
	const struct scores_counted *counted;
	size_t segments;
	int64_t first, last; /* periods with an answer, of anything */
	struct scores_answer *out;
};

static bool same_question(const struct scores_key *a, const struct scores_key *b)
{
	return a->place == b->place && a->question == b->question && a->scale == b->scale;
}

/* --- a line -------------------------------------------------------------------------------------- */

static void line_place(const struct telling *t, uint32_t place, struct scores_line *line)
{
	const struct touchpoint *at = NULL;

	if (t->question->by == SCORES_BY_EVENT)
		return;
	if (t->question->by == SCORES_BY_SOURCE) {
		line->place = line->place_id = str_of(source_name((enum source_kind)place));
		return;
	}
	if (place == SCORES_NOWHERE) {
		line->place = line->place_id = STR("(several)");
		return;
	}
	at = definition_touchpoint(t->def, place);
	line->place = at ? at->name : STR("(unsorted)");
	line->place_id = at ? at->id : STR("(unsorted)");
}

static struct scores_line *line_add(
	const struct telling *t, const struct scores_key *key, enum score score, size_t segment)
{
	struct scores_line *line = LIST_ADD(t->sc, &t->out->lines);

	*line = (struct scores_line){ .question = t->names->questions[key->question],
		.scale = key->scale == SCORES_SUS ? SCALE_1_5 : (enum scale)key->scale,
		.score = score,
		.segment = segment };
	line_place(t, key->place, line);
	return line;
}

/* --- its cells ----------------------------------------------------------------------------------- */

/* Periods from..to; an empty run is one cell. */
static struct scores_cell *cell_add(
	const struct telling *t, struct scores_line *line, int64_t from, int64_t to)
{
	struct scores_cell *cell = LIST_ADD(t->sc, &line->cells);

	if (t->question->per == PERIOD_NONE)
		return cell;
	cell->period = period_name(t->sc, t->question->per, from);
	cell->from_s = period_start(t->question->per, from);
	if (to > from)
		cell->to = period_name(t->sc, t->question->per, to);
	return cell;
}

static void cell_fill(struct scores_line *line, struct scores_cell *cell, const struct scores_sum *sum)
{
	cell->answers = sum->sum.answers;
	cell->value = score_estimate(line->score, line->scale, &sum->sum);
	line->incomplete += sum->incomplete;
}

/* The counted cells from..to are the line's; the periods between them have no answer. */
static void cells_make(const struct telling *t, struct scores_line *line, size_t from, size_t to)
{
	const struct scores_sum *before = NULL;
	struct str against = { 0 };
	int64_t next = t->first;

	for (size_t i = from; i < to; i++) {
		const struct scores_sum *sum = &t->counted->at[i];
		if (sum->key.period > next)
			cell_add(t, line, next, sum->key.period - 1);
		next = sum->key.period + 1;
		struct scores_cell *cell = cell_add(t, line, sum->key.period, sum->key.period);
		cell_fill(line, cell, sum);
		if (before)
			cell->change = score_change(line->score, line->scale, &before->sum, &sum->sum);
		cell->against = against;
		if (cell->value.known) {
			before = sum;
			against = cell->period;
		}
	}
	if (next <= t->last)
		cell_add(t, line, next, t->last);
}

static size_t end_of_segment(const struct telling *t, size_t from, size_t to, size_t segment)
{
	while (from < to && t->counted->at[from].key.segment == segment)
		from++;
	return from;
}

/* What is asked from..to, in each of its scores and for each of the segments. */
static void question_tell(const struct telling *t, size_t from, size_t to)
{
	const struct scores_key *key = &t->counted->at[from].key;
	enum score measures[SCORE_MEASURES] = { SCORE_SUS };
	size_t n = key->scale == SCORES_SUS ? 1
					    : score_measures((enum scale)key->scale,
						      t->names->effort[key->question], measures);

	for (size_t m = 0; m < n; m++) {
		size_t at = from;
		for (size_t s = 0; s < t->segments; s++) {
			size_t end = end_of_segment(t, at, to, s);
			cells_make(t, line_add(t, key, measures[m], s), at, end);
			at = end;
		}
	}
}

static void lines_make(struct telling *t)
{
	const struct scores_sum *at = t->counted->at;

	t->first = t->last = t->counted->n ? at[0].key.period : 0;
	for (size_t i = 0; i < t->counted->n; i++) {
		t->first = at[i].key.period < t->first ? at[i].key.period : t->first;
		t->last = at[i].key.period > t->last ? at[i].key.period : t->last;
	}
	for (size_t from = 0, to; from < t->counted->n; from = to) {
		for (to = from + 1; to < t->counted->n && same_question(&at[from].key, &at[to].key);)
			to++;
		question_tell(t, from, to);
	}
}

/* --- over all lines ------------------------------------------------------------------------------ */

static void changes_test(struct scope *sc, struct scores_answer *a)
{
	LIST(double) p = { 0 };
	LIST(struct scores_cell *) cells = { 0 };

	for (size_t i = 0; i < a->lines.n; i++) {
		for (size_t k = 0; k < a->lines.at[i].cells.n; k++) {
			struct scores_cell *cell = &a->lines.at[i].cells.at[k];
			if (!cell->change.tested)
				continue;
			*LIST_ADD(sc, &p) = cell->change.p;
			*LIST_ADD(sc, &cells) = cell;
		}
	}
	bool *keep = NEW_ARRAY(sc, bool, p.n + 1);
	a->tested = p.n;
	a->significant = p.n ? benjamini_hochberg(sc, p.at, p.n, .05, keep) : 0;
	for (size_t i = 0; i < cells.n; i++)
		cells.at[i]->significant = keep[i];
}

/* Said by name, so that nobody takes them for touchpoints with an average score. */
static void without_find(const struct telling *t)
{
	if (t->question->by != SCORES_BY_TOUCHPOINT)
		return;
	for (size_t at = 0; at < definition_touchpoints(t->def); at++)
		if (!t->counted->rated[at])
			*LIST_ADD(t->sc, &t->out->without) = definition_touchpoint(t->def, at)->name;
}

struct scores_answer *study_scores(struct scope *sc, struct study *study, const struct definition *def,
	const struct scores_question *question)
{
	struct study_rules *rules = study_rules(sc, study, def);
	struct telling t = { .sc = sc, .study = study, .def = def, .question = question };

	if (!rules || !(t.names = scores_names(sc, study)))
		return NULL;
	t.segments = question->n_segments ? question->n_segments : 1;
	t.out = NEW(sc, struct scores_answer);
	t.out->n_segments = t.segments;
	t.out->per = question->per;
	t.counted = scores_count(sc, study, &rules->walk, t.names, question);
	lines_make(&t);
	changes_test(sc, t.out);
	without_find(&t);
	return t.out;
}
