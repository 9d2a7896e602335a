#include "answer/journeys.h"

#include <stdlib.h>

#include "trail/fold.h"

/* clang-format off */
static const struct {
	const char *name;
	bool ends; /* of a touchpoint alone */
} rows[JOURNEYS_OF] = {
	[JOURNEYS_REACH] = { "reach", false },
	[JOURNEYS_SETTLED] = { "settled", false },
	[JOURNEYS_LEFT] = { "left", false },
	[JOURNEYS_CONVERTED] = { "converted", false },
	[JOURNEYS_SETTLED_CONVERTED] = { "settled_converted", false },
	[JOURNEYS_OPEN] = { "open", false },
	[JOURNEYS_ANSWERED] = { "answered", false },
	[JOURNEYS_ENTRIES] = { "entries", true },
	[JOURNEYS_EXITS] = { "exits", true },
};
/* clang-format on */

const char *journeys_of_name(enum journeys_of of)
{
	return rows[of].name;
}

bool journeys_of_find(struct str name, enum journeys_of *out)
{
	for (int i = 0; i < JOURNEYS_OF; i++)
		if (str_equal(name, str_of(rows[i].name))) {
			*out = (enum journeys_of)i;
			return true;
		}
	return false;
}

/* --- what is asked ------------------------------------------------------------------------------------- */

enum { WHOLE_MAP = -1 };

/* One worker's count, and the places of the newest that it met: up to twice as many as are wanted, then the older half
 * goes. */
struct hand {
	uint64_t total, customers;
	uint32_t seen; /* the customer + 1 that was counted last */
	struct journeys_place *at;
	size_t n;
	bool full; /* at[wanted - 1] is the oldest that is of use */
};

struct asking {
	struct scope *sc;
	const struct trail *trail;
	const struct journeys_question *q;
	struct walk_rules rules;
	struct walk_wish walk;
	int here;          /* what is counted: a touchpoint or a stage; WHOLE_MAP */
	int64_t settled_s; /* who came at this second or before can be judged */
	size_t wanted;     /* one more than a page: whether there are more */
	struct hand *hands;
};

/* As the map folds its touchpoints for the numbers of a stage. */
static void fold_to_stages(struct asking *a, const struct definition *def)
{
	size_t n = definition_touchpoints(def);
	uint16_t *fold = NEW_ARRAY(a->sc, uint16_t, n + 1);

	for (size_t t = 0; t < n; t++)
		fold[t] = (uint16_t)definition_stage_of(def, t);
	fold[n] = (uint16_t)def->stages.n;
	a->walk.fold = fold;
	a->walk.folded = (uint32_t)def->stages.n;
}

static int stage_find(const struct definition *def, struct str id)
{
	for (size_t s = 0; s < def->stages.n; s++)
		if (str_equal(def->stages.at[s].id, id))
			return (int)s;
	return -1;
}

static bool find_place(struct asking *a, const struct definition *def)
{
	const struct journeys_question *q = a->q;

	a->here = WHOLE_MAP;
	if (!q->at.p)
		return !rows[q->of].ends ||
		       scope_fail(a->sc, FAULT_INVALID, "%s are of a touchpoint: name one", rows[q->of].name);
	if (q->is_stage)
		fold_to_stages(a, def);
	if (str_equal(q->at, JOURNEYS_UNSORTED))
		a->here = (int)walk_touchpoints(&a->rules, &a->walk);
	else
		a->here = q->is_stage ? stage_find(def, q->at) : definition_find(def, q->at);
	return a->here >= 0 ||
	       scope_fail(a->sc, FAULT_NOT_FOUND, "the map \"%.*s\" has no %s \"%.*s\"", STR_ARG(def->id),
		       q->is_stage ? "stage" : "touchpoint", STR_ARG(str_short(a->sc, q->at, 60)));
}

/* --- which of them: what the tables of the map count, journey by journey -------------------------------------- */

static size_t first_here(const struct asking *a, const struct block *b, size_t u)
{
	size_t i = b->start[u];

	while (a->here != WHOLE_MAP && i < b->start[u + 1] && b->touch[i] != a->here)
		i++;
	return i;
}

static bool is_counted(const struct asking *a, const struct block *b, size_t u)
{
	size_t first = first_here(a, b, u), last = b->start[u + 1] - 1;
	bool goal = b->flags[u] & BLOCK_GOAL, open = b->flags[u] & BLOCK_OPEN;
	bool answered = block_answered(b->flags[u]);

	if (first > last)
		return false;
	bool settled = !answered && b->base_s + block_time(b, first, !b->time) <= a->settled_s;
	bool ends = a->here == WHOLE_MAP || b->touch[last] == a->here;
	switch (a->q->of) {
	case JOURNEYS_SETTLED:
		return settled;
	case JOURNEYS_LEFT:
		return ends && !goal && !open && !answered && (settled || a->here == WHOLE_MAP);
	case JOURNEYS_CONVERTED:
		return goal;
	case JOURNEYS_SETTLED_CONVERTED:
		return settled && goal;
	case JOURNEYS_OPEN:
		return open && !goal && !answered;
	case JOURNEYS_ANSWERED:
		return answered;
	case JOURNEYS_ENTRIES:
		return first == b->start[u];
	case JOURNEYS_EXITS:
		return ends;
	default:
		return true;
	}
}

/* --- the newest of them --------------------------------------------------------------------------------- */

/* Negative: x goes first. */
static int newer_first(const void *x, const void *y)
{
	const struct journeys_place *a = x, *b = y;

	if (a->start_s != b->start_s)
		return a->start_s > b->start_s ? -1 : 1;
	if (a->customer != b->customer)
		return a->customer < b->customer ? -1 : 1;
	return (a->nth > b->nth) - (a->nth < b->nth);
}

static void let_older_go(const struct asking *a, struct hand *hand)
{
	if (hand->n > 1)
		qsort(hand->at, hand->n, sizeof *hand->at, newer_first);
	hand->full = hand->n >= a->wanted;
	hand->n = hand->full ? a->wanted : hand->n;
}

static struct journeys_place place_of(const struct asking *a, const struct block *b, size_t u)
{
	uint64_t from = trail_history(a->trail, b->customer[u]).from;

	return (struct journeys_place){ b->base_s + block_time(b, b->start[u], !b->time), b->customer[u],
		block_place(b, b->start[u]) - from };
}

static void keep(const struct asking *a, struct hand *hand, const struct block *b, size_t u)
{
	struct journeys_place place = place_of(a, b, u);

	if ((a->q->has_after && newer_first(&place, &a->q->after) <= 0) ||
		(hand->full && newer_first(&place, &hand->at[a->wanted - 1]) > 0))
		return;
	hand->at[hand->n++] = place;
	if (hand->n == 2 * a->wanted)
		let_older_go(a, hand);
}

static void on_block(void *to, unsigned worker, const struct block *b)
{
	const struct asking *a = to;
	struct hand hand = a->hands[worker];

	for (size_t u = 0; u < b->units; u++) {
		if (!is_counted(a, b, u))
			continue;
		hand.total++;
		hand.customers += hand.seen != b->customer[u] + 1;
		hand.seen = b->customer[u] + 1;
		keep(a, &hand, b, u);
	}
	a->hands[worker] = hand;
}

/* The hands' together, in order; what each has is newer than all that it let go. */
static size_t join(
	struct asking *a, unsigned workers, struct journeys_place **out, struct journeys_answer *answer)
{
	struct hand all = { .at = NEW_ARRAY(a->sc, struct journeys_place, 2 * a->wanted * workers) };

	for (unsigned w = 0; w < workers; w++) {
		const struct hand *hand = &a->hands[w];
		memcpy(all.at + all.n, hand->at, hand->n * sizeof *hand->at);
		all.n += hand->n;
		answer->total += hand->total;
		answer->customers += hand->customers;
	}
	let_older_go(a, &all);
	*out = all.at;
	return all.n;
}

static size_t find_newest(struct asking *a, struct journeys_place **out, struct journeys_answer *answer)
{
	unsigned workers = fold_workers(a->trail, &a->walk);

	a->hands = NEW_ARRAY(a->sc, struct hand, workers);
	for (unsigned w = 0; w < workers; w++)
		a->hands[w].at = NEW_ARRAY(a->sc, struct journeys_place, 2 * a->wanted);
	fold_blocks(a->trail, &a->rules, &a->walk, BLOCK_TOUCH | BLOCK_STATE | BLOCK_CUSTOMER, workers,
		on_block, a);
	return join(a, workers, out, answer);
}

/* --- what happened in each: its customer's history, walked once more ------------------------------------------ */

struct reading {
	struct scope *sc;
	uint64_t from; /* of the customer's history */
	struct journeys_row *row;
};

static void read_visits(struct scope *sc, const struct journey *j, struct journeys_row *row)
{
	LIST(struct journeys_visit) visits = { 0 };
	struct journeys_visit *now = NULL;

	for (size_t i = 0; i < j->n; i++) {
		bool begins = i == 0 || j->touch[i] != j->touch[i - 1];
		row->n_visits += begins;
		if (begins && visits.n == JOURNEYS_VISITS)
			now = NULL;
		else if (begins) {
			now = LIST_ADD(sc, &visits);
			*now = (struct journeys_visit){ j->touch[i], part_second(j->part, j->events[i]), 0 };
		}
		if (now)
			now->events++;
	}
	row->visits = visits.at;
}

static void on_journey(void *to, const struct journey *j)
{
	struct reading *r = to;

	if (j->events[0] - r->from != r->row->place.nth)
		return;
	r->row->end_s = part_second(j->part, j->events[j->n - 1]);
	r->row->state = j->state;
	r->row->is_case = j->is_case;
	r->row->events = j->n;
	read_visits(r->sc, j, r->row);
}

/* By touchpoints, also where stages were counted. */
static void read_rows(struct asking *a, struct journeys_answer *answer)
{
	struct walk_wish wish = { .unit = UNIT_JOURNEYS };
	struct reading r = { .sc = a->sc };
	struct walk *walk = walk_open(&a->rules, &wish, on_journey, &r);

	for (size_t i = 0; i < answer->n; i++) {
		r.row = &answer->rows[i];
		struct history h = trail_history(a->trail, r.row->place.customer);
		r.from = h.from;
		walk_history(walk, r.row->place.customer, h);
	}
	walk_close(walk);
}

static bool question_ok(struct scope *sc, const struct journeys_question *q)
{
	return (q->limit >= 1 && q->limit <= JOURNEYS_PAGE) ||
	       scope_fail(sc, FAULT_LIMIT, "a page has 1 to %d journeys, not %zu", JOURNEYS_PAGE, q->limit);
}

struct journeys_answer *study_journeys(struct scope *sc, struct study *study, const struct definition *def,
	const struct journeys_question *q)
{
	const struct study_rules *rules = question_ok(sc, q) ? study_rules(sc, study, def) : NULL;
	struct journeys_answer *answer = NEW(sc, struct journeys_answer);
	struct journeys_place *places;

	if (!rules)
		return NULL;
	struct asking a = { .sc = sc,
		.trail = study->trail,
		.q = q,
		.rules = rules->walk,
		.walk = { .unit = UNIT_JOURNEYS,
			.customers = q->customers,
			.has_period = q->has_period,
			.from_s = q->from_s,
			.to_s = q->to_s },
		.settled_s = trail_seconds(rules->walk.now_us) - rules->walk.silence_s,
		.wanted = q->limit + 1 };
	if (!find_place(&a, def))
		return NULL;
	size_t n = find_newest(&a, &places, answer);
	answer->more = n > q->limit;
	answer->n = answer->more ? q->limit : n;
	answer->rows = NEW_ARRAY(sc, struct journeys_row, answer->n + 1);
	for (size_t i = 0; i < answer->n; i++)
		answer->rows[i].place = places[i];
	read_rows(&a, answer);
	return answer;
}
