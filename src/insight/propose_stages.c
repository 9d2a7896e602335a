#include "insight/cut.h"
#include "insight/propose_inside.h"

/* A piece without a name of words, of whose moves less than this stay inside, is no stage of its own. */
static const double held_together = .15;
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

static enum default_stage words_of(const struct proposing *p, const struct proposed_stage *stage)
{
	double share;

	return propose_words(p, stage->from, stage->from + stage->n, &share);
}

/* Moves between two stages, both ways. */
static uint64_t moves_between(
	const struct proposing *p, const struct proposed_stage *a, const struct proposed_stage *b)
{
	uint64_t sum = 0;

	for (size_t i = a->from; i < a->from + a->n; i++)
		for (size_t k = b->from; k < b->from + b->n; k++)
			sum += p->transitions[i * p->in->n + k] + p->transitions[k * p->in->n + i];
	return sum;
}

/* Joins the stage with the one behind it. */
static void join(struct proposal *out, size_t index)
{
	out->stages[index].n += out->stages[index + 1].n;
	out->n_stages--;
	for (size_t i = index + 1; i < out->n_stages; i++)
		out->stages[i] = out->stages[i + 1];
}

/* A neighbour with the same words is the same stage; unless that would leave only one: then the words do not
 * tell the stages apart, and movement does. */
static void join_same(struct proposing *p)
{
	struct proposal *out = p->out;
	size_t differ = 0;

	for (size_t i = 1; i < out->n_stages; i++) {
		enum default_stage words = words_of(p, &out->stages[i]);
		differ += words == STAGE_UNKNOWN || words != words_of(p, &out->stages[i - 1]);
	}
	p->by_flow = out->n_stages > 1 && differ == 0;
	for (size_t i = 1; i < out->n_stages && !p->by_flow;) {
		enum default_stage words = words_of(p, &out->stages[i]);
		bool same = words != STAGE_UNKNOWN && words == words_of(p, &out->stages[i - 1]);
		if (same && out->stages[i].from != p->outcomes_from)
			join(out, i - 1);
		else
			i++;
	}
}

/* What neither words nor movement hold together goes to the neighbour that it has more to do with. */
static void join_loose(struct proposing *p)
{
	struct proposal *out = p->out;

	for (size_t i = 0; i < out->n_stages && out->n_stages > 2;) {
		struct proposed_stage *s = &out->stages[i];
		bool loose = s->from != p->outcomes_from && words_of(p, s) == STAGE_UNKNOWN &&
			     propose_inside_moves(p, s) < held_together;
		bool may_left = i > 0, may_right = i + 1 < out->n_stages && s[1].from != p->outcomes_from;
		if (!loose || !(may_left || may_right)) {
			i++;
			continue;
		}
		bool left =
			may_left && (!may_right || moves_between(p, s - 1, s) >= moves_between(p, s, s + 1));
		i -= left;
		join(out, i);
	}
}

void propose_stages(struct proposing *p)
{
	struct cut cut = find_cut(p);
	struct proposal *out = p->out;

	out->stages = NEW_ARRAY(p->sc, struct proposed_stage, CUT_MOST);
	out->stage_of = NEW_ARRAY(p->sc, uint32_t, p->in->n + 1);
	out->n_stages = cut.n;
	for (size_t i = 0; i < cut.n; i++)
		out->stages[i] =
			(struct proposed_stage){ .from = cut.from[i], .n = cut.from[i + 1] - cut.from[i] };
	join_same(p);
	join_loose(p);
	propose_names(p);
	for (size_t i = 0; i < out->n_stages; i++)
		for (size_t k = 0; k < out->stages[i].n; k++)
			out->stage_of[out->stages[i].from + k] = (uint32_t)i;
}
