#include "insight/propose.h"

#include <math.h>

#include "base/buf.h"
#include "insight/cut.h"
#include "insight/order.h"

/* An outcome: nearly all its visits end the journey, and it hardly ever shares a journey with another one. */
static const double outcome_exits = .8, outcome_shared = .02;
/* The share of a stage, by reach, whose words must speak for a default stage before it is called that, and
 * by how much those that speak for it outweigh those that speak for another. */
static const double named_share = .4, named_majority = 3;
/* A goal lies in the later part of the order, unless it is all there is. */
static const double goal_late = .4;
enum { GOAL_LEAST = 3 };

struct proposing {
	struct scope *sc;
	const struct propose_input *in;
	const struct words *words;
	struct words_say *say; /* by candidate; after the order is found, `ordered` by position */
	struct proposal *out;
	size_t outcomes_from; /* position */
	struct words_say *ordered;
	uint64_t *transitions, *reach; /* by position */
};

static struct words_say *say_all(struct proposing *p)
{
	struct words_say *say = NEW_ARRAY(p->sc, struct words_say, p->in->n + 1);

	for (size_t i = 0; i < p->in->n; i++)
		say[i] = words_read(p->words, p->in->at[i].name);
	return say;
}

/* Where words put it among the default stages: between two where they name two; NaN where they are unclear.
 */
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

static bool ends_journeys(const struct candidate *c)
{
	return c->visits > 0 && (double)c->exits >= outcome_exits * (double)c->visits;
}

static bool apart(const struct propose_input *in, size_t a, size_t b)
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
		if (!apart(in, a, b))
			return false;
	}
	return ends[a] && other && 2 * in->at[a].entries < in->at[a].visits;
}

/* Outcomes go to the end, in their order; how many there are decides where the last stage begins. */
static void place_outcomes(struct proposing *p)
{
	size_t n = p->in->n, kept = 0, ended = 0;
	bool *ends = NEW_ARRAY(p->sc, bool, n + 1);
	uint32_t *order = p->out->order, *last = NEW_ARRAY(p->sc, uint32_t, n + 1);

	p->outcomes_from = n;
	for (size_t i = 0; i < n; i++)
		ends[i] = ends_journeys(&p->in->at[i]);
	for (size_t i = 0; i < n; i++)
		ended += is_outcome(p->in, i, ends);
	if (ended < 2 || ended == n)
		return;
	p->outcomes_from = n - ended;
	ended = 0;
	for (size_t i = 0; i < n; i++) {
		if (is_outcome(p->in, order[i], ends))
			last[ended++] = order[i];
		else
			order[kept++] = order[i];
	}
	memcpy(order + kept, last, ended * sizeof *last);
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

/* Words that put everything into one stage do not tell stages apart: then movement alone does. */
static struct cut find_cut(struct proposing *p)
{
	struct cut_input in = { p->in->n, p->transitions, p->reach, p->in->journeys, p->outcomes_from,
		p->ordered };
	struct cut cut = cut_find(p->sc, &in);

	if (cut.n > 1)
		return cut;
	in.words = NULL;
	struct cut flow = cut_find(p->sc, &in);
	return flow.n > 1 ? flow : cut;
}

struct agreement {
	double yes, no; /* shares of the stage, by reach, that speak for and against */
};

static struct agreement agreement_of(
	const struct proposing *p, size_t from, size_t to, enum default_stage stage)
{
	struct agreement a = { 0 };
	double all = 0;

	for (size_t i = from; i < to; i++) {
		double fit = cut_fit(&p->ordered[i], stage), reach = (double)p->reach[i] + 1e-9;
		all += reach;
		a.yes += fit > 0 ? fit * reach : 0;
		a.no -= fit < 0 ? fit * reach : 0;
	}
	return (struct agreement){ a.yes / all, a.no / all };
}

static enum default_stage clear_stage(const struct proposing *p, size_t from, size_t to, double *share)
{
	enum default_stage best = STAGE_UNKNOWN;

	*share = 0;
	for (int s = 0; s < DEFAULT_STAGES; s++) {
		struct agreement a = agreement_of(p, from, to, (enum default_stage)s);
		if (a.yes >= named_share && a.yes >= named_majority * a.no && a.yes > *share) {
			best = (enum default_stage)s;
			*share = a.yes;
		}
	}
	return best;
}

/* "words: cart, payment, order": the words of its most reached touchpoints, each once. */
static struct str words_why(struct proposing *p, const struct proposed_stage *stage)
{
	struct buf *why = buf_new(p->sc, 200);
	struct str said[3];
	size_t n = 0;

	for (size_t i = stage->from; i < stage->from + stage->n && n < COUNT_OF(said); i++) {
		struct str word =
			words_because(p->sc, p->words, p->in->at[p->out->order[i]].name, stage->words);
		bool again = !word.p || words_stage(&p->ordered[i]) != stage->words;
		for (size_t k = 0; k < n; k++)
			again |= str_equal(said[k], word);
		if (again)
			continue;
		buf_puts(why, n ? ", " : "words: ");
		buf_str_add(why, word);
		said[n++] = word;
	}
	return buf_str(why);
}

/* Of the moves from or to its touchpoints, the share that stays inside; NaN without moves. */
static double moves_inside(const struct proposing *p, const struct proposed_stage *stage)
{
	uint64_t inside = 0, all = 0;
	size_t n = p->in->n, to = stage->from + stage->n;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++) {
			bool a = i >= stage->from && i < to, b = k >= stage->from && k < to;
			uint64_t moves = i == k ? 0 : p->transitions[i * n + k];
			inside += a && b ? moves : 0;
			all += a || b ? moves : 0;
		}
	return all ? (double)inside / (double)all : NAN;
}

static bool name_taken(const struct proposing *p, size_t before, struct str name)
{
	for (int s = 0; s < DEFAULT_STAGES; s++)
		if (str_same(name, str_of(default_stage_name((enum default_stage)s))))
			return true;
	for (size_t i = 0; i < before; i++)
		if (str_same(p->out->stages[i].name, name))
			return true;
	return false;
}

/* Its most visited touchpoint's name that no other stage has and that is not a default stage's. */
static struct str plain_name(struct proposing *p, size_t index)
{
	const struct proposed_stage *stage = &p->out->stages[index];
	struct str best = { 0 };
	uint64_t most = 0;

	for (size_t i = stage->from; i < stage->from + stage->n; i++) {
		const struct candidate *c = &p->in->at[p->out->order[i]];
		struct str name = words_name(p->sc, c->name);
		if (name.n && (!best.p || c->visits > most) && !name_taken(p, index, name)) {
			best = name;
			most = c->visits;
		}
	}
	return best.p ? best : str_of(scope_printf(p->sc, "Stage %zu", index + 1));
}

/* What is known from few journeys is not sure, however clear it looks. */
static double by_count(uint64_t journeys)
{
	return (double)journeys / ((double)journeys + 20);
}

static void name_plainly(struct proposing *p, size_t index)
{
	struct proposed_stage *stage = &p->out->stages[index];
	double inside = moves_inside(p, stage);
	bool flow = p->out->n_stages > 1 && inside > 0;

	stage->words = STAGE_UNKNOWN;
	stage->name = plain_name(p, index);
	stage->why =
		flow ? str_of(scope_printf(p->sc, "flow: %.0f %% of the moves stay inside", 100 * inside))
		     : STR("position");
	stage->sure = flow ? .8 * inside * by_count(p->in->journeys) : .2 * by_count(p->in->journeys);
}

static void name_outcomes(struct proposing *p, size_t index)
{
	struct proposed_stage *stage = &p->out->stages[index];

	stage->words = STAGE_UNKNOWN;
	stage->name = name_taken(p, index, STR("Outcome")) ? plain_name(p, index) : STR("Outcome");
	stage->why = STR("flow: each ends the journey, and a journey has only one");
	stage->sure = .9 * by_count(p->in->journeys);
}

/* Default names go up: a stage that its words call Awareness after a Purchase keeps a plain name. */
static void name_stages(struct proposing *p)
{
	struct proposal *out = p->out;
	int last = STAGE_UNKNOWN;

	for (size_t i = 0; i < out->n_stages; i++) {
		struct proposed_stage *stage = &out->stages[i];
		stage->words = clear_stage(p, stage->from, stage->from + stage->n, &stage->sure);
		if (stage->from == p->outcomes_from) {
			name_outcomes(p, i);
		} else if ((int)stage->words > last) {
			last = (int)stage->words;
			stage->name = str_of(default_stage_name(stage->words));
			stage->why = words_why(p, stage);
		} else {
			name_plainly(p, i);
		}
	}
}

/* A neighbour with the same words is the same stage. */
static void add_stage(struct proposing *p, size_t from, size_t to)
{
	struct proposal *out = p->out;
	double share;
	enum default_stage words = clear_stage(p, from, to, &share);
	struct proposed_stage *before = out->n_stages ? &out->stages[out->n_stages - 1] : NULL;

	if (before && words != STAGE_UNKNOWN && from != p->outcomes_from &&
		clear_stage(p, before->from, before->from + before->n, &share) == words)
		before->n += to - from;
	else
		out->stages[out->n_stages++] = (struct proposed_stage){ .from = from, .n = to - from };
}

static void find_stages(struct proposing *p)
{
	struct cut cut = find_cut(p);
	struct proposal *out = p->out;

	out->stages = NEW_ARRAY(p->sc, struct proposed_stage, CUT_MOST);
	out->stage_of = NEW_ARRAY(p->sc, uint32_t, p->in->n + 1);
	for (size_t i = 0; i < cut.n; i++)
		add_stage(p, cut.from[i], cut.from[i + 1]);
	name_stages(p);
	for (size_t i = 0; i < out->n_stages; i++)
		for (size_t k = 0; k < out->stages[i].n; k++)
			out->stage_of[out->stages[i].from + k] = (uint32_t)i;
}

/* 10 for a certain word, as much again for the last place; reach decides among equals. */
static double goal_score(const struct proposing *p, size_t position)
{
	const struct candidate *c = &p->in->at[p->out->order[position]];
	double late = p->in->n > 1 ? (double)position / (double)(p->in->n - 1) : 1;
	double reach = p->in->journeys ? (double)c->reach / (double)p->in->journeys : 0;
	int words = p->ordered[position].goal;

	if (words < GOAL_LEAST || c->reach == 0 || (p->in->n > 3 && late < goal_late))
		return 0;
	return words + 5 * late + 2 * reach;
}

static void no_goal(struct proposing *p)
{
	struct proposal *out = p->out;

	if (p->in->has_cases && p->in->n > 0) {
		out->goal = GOAL_CASE_ENDS;
		out->goal_why = STR("the log brings its cases, and no name in it speaks of a goal");
		out->goal_sure = .3;
	} else {
		out->goal = GOAL_NONE;
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
	out->goal_sure = p->ordered[at].goal / 10. * by_count(p->in->journeys);
}

struct proposal *propose(struct scope *sc, const struct propose_input *in)
{
	struct proposing p = { .sc = sc, .in = in, .words = words_new(sc), .out = NEW(sc, struct proposal) };

	p.say = say_all(&p);
	if (!find_order(&p))
		return NULL;
	place_outcomes(&p);
	put_in_order(&p);
	find_stages(&p);
	find_goal(&p);
	return p.out;
}
