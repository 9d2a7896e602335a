/* How those rate whose promise was kept, and those whose was broken: the two curves. */
#include "answer/gaps.h"

#include <stdlib.h>

struct feeling {
	struct scope *sc;
	const struct gap_line *line;
	bool cases; /* the promises have cases */
	uint32_t touchpoints;
	enum gap_state worst; /* of all promises of the customer in hand */
	uint32_t *place;      /* [touchpoints + 1][SCALES]: 1 + where it is in what was felt */
	struct gap_feelings *out;
};

static int compare(const struct gap_outcome *o, uint32_t customer, uint32_t case_code)
{
	if (o->customer != customer)
		return o->customer < customer ? -1 : 1;
	return (o->case_code > case_code) - (o->case_code < case_code);
}

/* The first outcome of the customer's case or behind it. */
static size_t outcome_at(const struct gap_line *line, uint32_t customer, uint32_t case_code)
{
	size_t low = 0, high = line->n_outcomes;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (compare(&line->outcomes[middle], customer, case_code) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* GAP_STATES: nothing was promised. */
static enum gap_state worst_of(const struct gap_line *line, uint32_t customer)
{
	enum gap_state state = GAP_OPEN;
	size_t from = outcome_at(line, customer, 0), i = from;

	for (; i < line->n_outcomes && line->outcomes[i].customer == customer; i++)
		state = gap_state_worse(state, line->outcomes[i].state);
	return i == from ? GAP_STATES : state;
}

/* Of a case the worst stands first. */
static enum gap_state state_of(const struct feeling *f, uint32_t customer, uint32_t case_code)
{
	const struct gap_line *line = f->line;

	if (!f->cases || !case_code)
		return f->worst;
	size_t i = outcome_at(line, customer, case_code);
	if (i == line->n_outcomes || compare(&line->outcomes[i], customer, case_code) != 0)
		return GAP_STATES;
	return line->outcomes[i].state;
}

static struct gap_felt *felt_of(struct feeling *f, uint16_t touch, enum scale scale)
{
	uint32_t *place = &f->place[(size_t)touch * SCALES + scale];

	if (!*place) {
		*LIST_ADD(f->sc, &f->out->felt) =
			(struct gap_felt){ .touchpoint = touch < f->touchpoints ? touch : -1,
				.scale = scale };
		*place = (uint32_t)f->out->felt.n;
	}
	return &f->out->felt.at[*place - 1];
}

static void take(void *to, const struct journey *j)
{
	struct feeling *f = to;
	const struct trail_part *part = j->part;

	f->worst = worst_of(f->line, j->customer);
	for (size_t i = 0; i < j->n; i++) {
		size_t at = part_rating_at(part, j->events[i]);
		if (at == part->n_ratings || part->ratings[at].event != j->events[i])
			continue;
		enum gap_state state = state_of(f, j->customer, part_case(part, j->events[i]));
		enum scale scale = (enum scale)part->ratings[at].scale;
		double rating = scale_given(scale, (double)part->ratings[at].rating);
		if (state != GAP_STATES)
			score_take(&felt_of(f, j->touch[i], scale)->sums[state], scale, rating, 1);
	}
}

static int by_touchpoint(const void *x, const void *y)
{
	const struct gap_felt *a = x, *b = y;

	if (a->touchpoint != b->touchpoint)
		return (unsigned)a->touchpoint < (unsigned)b->touchpoint ? -1 : 1;
	return (a->scale > b->scale) - (a->scale < b->scale);
}

struct gap_feelings *gaps_feelings(struct scope *sc, struct study *study, const struct definition *def,
	const struct gap_line *line, const uint64_t *customers)
{
	struct study_rules *rules = study_rules(sc, study, def);
	struct feeling f = { .sc = sc, .line = line, .out = NEW(sc, struct gap_feelings) };

	if (!rules)
		return NULL;
	f.touchpoints = rules->walk.touchpoints;
	f.place = NEW_ARRAY(sc, uint32_t, ((size_t)f.touchpoints + 1) * SCALES);
	for (size_t i = 0; i < line->n_outcomes; i++)
		f.cases |= line->outcomes[i].case_code != TRAIL_NO_CASE;
	trail_walk(study->trail, &rules->walk,
		&(struct walk_wish){ .unit = UNIT_CUSTOMERS, .customers = customers, .workers = 1 }, take,
		&f);
	if (f.out->felt.n)
		qsort(f.out->felt.at, f.out->felt.n, sizeof *f.out->felt.at, by_touchpoint);
	return f.out;
}
