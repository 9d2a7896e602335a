#include <math.h>
#include <unicode/uchar.h>

#include "base/buf.h"
#include "insight/cut.h"
#include "insight/given.h"
#include "insight/propose_inside.h"

/* The share of a stage, by reach, whose words must speak for a default stage before it is called that, and
 * by how much those that speak for it outweigh those that speak for another. */
static const double named_share = .4, named_majority = 2;
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

enum default_stage propose_words(const struct proposing *p, size_t from, size_t to, double *share)
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

/* "words: cart, payment, order": the words of its first touchpoints that are clear, each once. */
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

double propose_inside_moves(const struct proposing *p, const struct proposed_stage *stage)
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

static bool name_used(const struct proposing *p, size_t before, struct str name)
{
	for (size_t i = 0; i < before; i++)
		if (str_same(p->out->stages[i].name, name))
			return true;
	return false;
}

static bool name_taken(const struct proposing *p, size_t before, struct str name)
{
	return given_is(p->in->speech, name) || name_used(p, before, name);
}

static struct str large_first(struct scope *sc, struct str name)
{
	struct buf *out = buf_new(sc, name.n + 8);
	size_t at = 0;

	buf_letter(out, (uint32_t)u_toupper((UChar32)str_next(name, &at)));
	buf_str_add(out, str_sub(name, at, name.n));
	return buf_str(out);
}

/* Its most visited touchpoint's name that no other stage has and that is not a default stage's; one where
 * journeys only end ("end", "closed") says little of what goes before it, and comes last. */
static struct str plain_name(struct proposing *p, size_t index)
{
	const struct proposed_stage *stage = &p->out->stages[index];
	struct str best = { 0 };
	uint64_t most = 0;

	for (size_t i = stage->from; i < stage->from + stage->n; i++) {
		const struct propose_candidate *c = &p->in->at[p->out->order[i]];
		struct str name = words_name_in(p->sc, c->name, p->in->speech);
		uint64_t visits = propose_ends(c) ? 0 : c->visits;
		if (name.n && (!best.p || visits > most) && !name_taken(p, index, name)) {
			best = name;
			most = visits;
		}
	}
	struct str stage_word = given(p->in->speech, GIVEN_STAGE);
	return best.p ? large_first(p->sc, best)
		      : str_of(scope_printf(p->sc, "%.*s %zu", STR_ARG(stage_word), index + 1));
}

double propose_count_sure(uint64_t journeys)
{
	return (double)journeys / ((double)journeys + 20);
}

static void name_plainly(struct proposing *p, size_t index)
{
	struct proposed_stage *stage = &p->out->stages[index];
	double inside = propose_inside_moves(p, stage);
	bool flow = p->out->n_stages > 1 && inside > 0;

	stage->words = STAGE_UNKNOWN;
	stage->name = stage->key = plain_name(p, index);
	stage->why =
		flow ? str_of(scope_printf(p->sc, "flow: %.0f %% of the moves stay inside", 100 * inside))
		     : STR("position");
	stage->sure = flow ? .8 * inside * propose_count_sure(p->in->journeys)
			   : .2 * propose_count_sure(p->in->journeys);
}

static void name_outcomes(struct proposing *p, size_t index)
{
	struct proposed_stage *stage = &p->out->stages[index];

	stage->words = STAGE_UNKNOWN;
	struct str name = given(p->in->speech, GIVEN_OUTCOME);
	bool taken = name_used(p, index, name);
	stage->name = taken ? plain_name(p, index) : name;
	stage->key = taken ? stage->name : given(SPEECH_EN, GIVEN_OUTCOME);
	stage->why = stage->n > 1 ? STR("flow: each ends the journey, and a journey has only one")
				  : STR("flow: it ends the journey");
	stage->sure = .9 * propose_count_sure(p->in->journeys);
}

/* Onboarding is parcels that come where most of what speaks for it, by reach, speaks of those. */
static bool is_delivery(const struct proposing *p, const struct proposed_stage *stage)
{
	double parcels = 0, all = 0;

	for (size_t i = stage->from; i < stage->from + stage->n; i++) {
		double fit = cut_fit(&p->ordered[i], STAGE_ONBOARDING), reach = (double)p->reach[i] + 1e-9;
		all += fit > 0 ? fit * reach : 0;
		parcels += fit > 0 && p->ordered[i].delivery ? fit * reach : 0;
	}
	return stage->words == STAGE_ONBOARDING && 2 * parcels > all;
}

static void name_by_words(struct proposing *p, size_t index)
{
	struct proposed_stage *stage = &p->out->stages[index];
	struct str delivery = given(p->in->speech, GIVEN_DELIVERY);
	bool parcels = is_delivery(p, stage) && !name_used(p, index, delivery);

	stage->name = parcels ? delivery : given_stage(p->in->speech, stage->words);
	stage->key = parcels ? given(SPEECH_EN, GIVEN_DELIVERY) : given_stage(SPEECH_EN, stage->words);
	stage->why = words_why(p, stage);
}

/* Default names go up: a stage that its words call Awareness after a Purchase keeps a plain name. */
void propose_names(struct proposing *p)
{
	struct proposal *out = p->out;
	int last = STAGE_UNKNOWN;

	for (size_t i = 0; i < out->n_stages; i++) {
		struct proposed_stage *stage = &out->stages[i];
		stage->words = propose_words(p, stage->from, stage->from + stage->n, &stage->sure);
		if (stage->from == p->outcomes_from) {
			name_outcomes(p, i);
		} else if ((int)stage->words > last && !p->by_flow) {
			last = (int)stage->words;
			name_by_words(p, i);
		} else {
			name_plainly(p, i);
		}
	}
}
