#include "insight/propose.h"

#include <math.h>

#include "insight/order.h"
#include "insight/propose_inside.h"

/* An outcome: this share of its visits ends the journey, and no more of its journeys have another outcome. */
static const double outcome_exits = .8, outcome_shared = .02;
/* A goal lies in the later half of the order; where people use what they bought or joined for long, and no
 * case was closed, a certain word may stand earlier. */
static const double goal_late = .5, goal_late_certain = .1;
enum { GOAL_LEAST = 3, GOAL_CERTAIN = 7 };

bool propose_ends(const struct propose_candidate *c)
{
	return c->visits > 0 && (double)c->exits >= outcome_exits * (double)c->visits;
}

/* A page's name reads as one: to be on a page that is called "purchase" is not a purchase yet. */
static struct words_say say_of(struct proposing *p, const struct propose_candidate *c)
{
	bool bare = c->is_page && !str_starts(c->name, STR("/")) && !str_has(c->name, STR("://"));
	struct str name = bare ? str_of(scope_printf(p->sc, "/%.*s", STR_ARG(c->name))) : c->name;

	return words_read(p->words, name);
}

static struct words_say *say_all(struct proposing *p)
{
	struct words_say *say = NEW_ARRAY(p->sc, struct words_say, p->in->n + 1);

	for (size_t i = 0; i < p->in->n; i++)
		say[i] = say_of(p, &p->in->at[i]);
	return say;
}

/* Where words put it among the default stages: between two where they name two; NaN where unclear. */
static double rank_of(const struct words_say *say)
{
	double sum = 0, weights = 0;

	if (words_stage(say) == STAGE_UNKNOWN)
		return NAN;
	for (int i = 0; i < DEFAULT_STAGES; i++) {
		sum += (double)say->stage[i] * i;
		weights += say->stage[i];
	}
	return sum / weights;
}

static bool find_order(struct proposing *p)
{
	const struct propose_input *in = p->in;
	double *position = NEW_ARRAY(p->sc, double, in->n + 1), *rank = NEW_ARRAY(p->sc, double, in->n + 1);
	struct str *names = NEW_ARRAY(p->sc, struct str, in->n + 1);

	for (size_t i = 0; i < in->n; i++) {
		position[i] = in->at[i].mean_position;
		names[i] = in->at[i].name;
		rank[i] = rank_of(&p->say[i]);
	}
	struct order_input order = { in->n, in->first_before, position, names, rank, in->journeys };
	p->out->order = order_find(p->sc, &order);
	return p->out->order != NULL;
}

bool propose_apart(const struct propose_input *in, size_t a, size_t b)
{
	uint64_t reach = in->at[a].reach < in->at[b].reach ? in->at[a].reach : in->at[b].reach;

	return (double)in->together[a * in->n + b] <= outcome_shared * (double)reach;
}

/* An ending that shuts all other endings out; journeys of one event all end at once and tell nothing. */
static bool is_outcome(const struct propose_input *in, size_t a, const bool *ends)
{
	bool other = false;

	for (size_t b = 0; ends[a] && b < in->n; b++) {
		if (b == a || !ends[b])
			continue;
		other = true;
		if (!propose_apart(in, a, b))
			return false;
	}
	return ends[a] && other && 2 * in->at[a].entries < in->at[a].visits;
}

/* "lost": an ending that a name of its own was given. */
static bool is_loss(const struct propose_candidate *c, const struct words_say *say)
{
	return say->failure && words_stage(say) == STAGE_UNKNOWN && c->exits >= c->visits - c->visits / 20 &&
	       2 * c->entries < c->visits;
}

/* Outcomes are at least two that shut one another out, or a loss. */
static size_t find_outcomes(const struct proposing *p, bool *outcome)
{
	const struct propose_input *in = p->in;
	bool *ends = NEW_ARRAY(p->sc, bool, in->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < in->n; i++)
		ends[i] = propose_ends(&in->at[i]);
	for (size_t i = 0; i < in->n; i++) {
		outcome[i] = is_outcome(in, i, ends) || is_loss(&in->at[i], &p->say[i]);
		n += outcome[i];
	}
	return n;
}

/* They go to the end, in their order; how many there are decides where the last stage begins. */
static void place_outcomes(struct proposing *p)
{
	size_t n = p->in->n, kept = 0;
	bool *outcome = NEW_ARRAY(p->sc, bool, n + 1);
	size_t ended = find_outcomes(p, outcome), last = n - ended;
	uint32_t *order = p->out->order, *placed = NEW_ARRAY(p->sc, uint32_t, n + 1);

	p->outcomes_from = n;
	if (ended == 0 || ended == n)
		return;
	p->outcomes_from = last;
	for (size_t i = 0; i < n; i++)
		placed[outcome[order[i]] ? last++ : kept++] = order[i];
	memcpy(order, placed, n * sizeof *placed);
}

static void put_in_order(struct proposing *p)
{
	const struct propose_input *in = p->in;
	const uint32_t *order = p->out->order;
	size_t n = in->n;

	p->ordered = NEW_ARRAY(p->sc, struct words_say, n + 1);
	p->transitions = NEW_ARRAY(p->sc, uint64_t, n * n + 1);
	p->reach = NEW_ARRAY(p->sc, uint64_t, n + 1);
	for (size_t i = 0; i < n; i++) {
		p->ordered[i] = p->say[order[i]];
		p->reach[i] = in->at[order[i]].reach;
		for (size_t k = 0; k < n; k++)
			p->transitions[i * n + k] = in->transitions[order[i] * n + order[k]];
	}
}

/* 10 for a certain word; the last place and a reach of everybody count a little beside it. */
static double goal_score(const struct proposing *p, size_t position)
{
	const struct propose_candidate *c = &p->in->at[p->out->order[position]];
	double late = p->in->n > 1 ? (double)position / (double)(p->in->n - 1) : 1;
	double reach = p->in->journeys ? (double)c->reach / (double)p->in->journeys : 0;
	int words = p->ordered[position].goal;
	double least = words >= GOAL_CERTAIN && !p->in->has_cases ? goal_late_certain : goal_late;

	/* Where journeys begin is not where they are meant to lead. */
	bool begins = p->in->n > 1 && c->entries * 2 > c->reach;
	if (c->is_asked || words < GOAL_LEAST || c->reach == 0 || begins || (p->in->n > 3 && late < least))
		return 0;
	return words + 2 * late + 3 * reach;
}

static void no_goal(struct proposing *p)
{
	struct proposal *out = p->out;

	if (p->in->has_cases && p->in->n > 0) {
		out->goal = PROPOSE_CASE_ENDS;
		out->goal_why = STR("the log brings its cases, and no name in it speaks of a goal");
		out->goal_sure = .3;
	} else {
		out->goal = PROPOSE_NO_GOAL;
		out->goal_why = STR("no name speaks of a goal");
	}
}

static void find_goal(struct proposing *p)
{
	struct proposal *out = p->out;
	double best = 0;
	size_t at = 0;

	for (size_t i = 0; i < p->in->n; i++) {
		double here = goal_score(p, i);
		if (here > best) {
			best = here;
			at = i;
		}
	}
	if (best <= 0) {
		no_goal(p);
		return;
	}
	struct str name = words_name(p->sc, p->in->at[out->order[at]].name);
	out->goal = (int)out->order[at];
	out->goal_why = str_of(
		scope_printf(p->sc, "words: \"%.*s\", place %zu of %zu", STR_ARG(name), at + 1, p->in->n));
	out->goal_sure = p->ordered[at].goal / 10. * propose_count_sure(p->in->journeys);
}

struct proposal *propose_way(struct scope *sc, const struct propose_input *in)
{
	struct proposing p = { .sc = sc, .in = in, .words = words_new(sc), .out = NEW(sc, struct proposal) };

	p.say = say_all(&p);
	if (!find_order(&p))
		return NULL;
	place_outcomes(&p);
	put_in_order(&p);
	propose_stages(&p);
	find_goal(&p);
	return p.out;
}
