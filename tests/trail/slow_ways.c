#include "slow.h"

static struct str name_at(const struct slow *w, const struct slow_unit *u, size_t i)
{
	return w->log->dictionary->kinds[u->events.at[i].is.kind].event;
}

static bool same_sequence(const struct slow *w, const struct slow_unit *a, const struct slow_unit *b)
{
	bool same = a->events.n == b->events.n;

	for (size_t i = 0; same && i < a->events.n; i++)
		same = str_equal(name_at(w, a, i), name_at(w, b, i));
	return same;
}

static void count_variant(
	struct scope *sc, const struct slow *w, const struct slow_unit *u, struct slow_stats *s)
{
	struct slow_variant *v = NULL;

	for (size_t i = 0; i < s->variants.n && !v; i++)
		if (same_sequence(w, s->variants.at[i].like, u))
			v = &s->variants.at[i];
	if (!v) {
		v = LIST_ADD(sc, &s->variants);
		*v = (struct slow_variant){ .like = u };
	}
	v->count++;
	v->converted += u->goal;
}

/* --- runs of names -------------------------------------------------------------------------------- */

static uint32_t code_at(const struct slow *w, const struct slow_unit *u, size_t i)
{
	return w->log->dictionary->event_code[u->events.at[i].is.kind];
}

static struct slow_gram *gram_for(
	struct scope *sc, struct slow_stats *s, const uint32_t names[STATS_GRAM], size_t n)
{
	for (size_t k = 0; k < s->grams.n; k++) {
		bool same = s->grams.at[k].n == n;
		for (size_t i = 0; i < n; i++)
			same &= s->grams.at[k].names[i] == names[i];
		if (same)
			return &s->grams.at[k];
	}
	struct slow_gram *g = LIST_ADD(sc, &s->grams);
	*g = (struct slow_gram){ .n = n };
	for (size_t i = 0; i < n; i++)
		g->names[i] = names[i];
	return g;
}

static void count_grams(struct scope *sc, const struct slow *w, const struct slow_unit *u, size_t longest,
	struct slow_stats *s)
{
	for (size_t n = 1; n <= longest; n++) {
		for (size_t from = 0; from + n <= u->events.n; from++) {
			uint32_t names[STATS_GRAM] = { 0 };
			bool known = false;
			for (size_t i = 0; i < n; i++)
				names[i] = code_at(w, u, from + i);
			struct slow_gram *g = gram_for(sc, s, names, n);
			g->count++;
			for (size_t i = 0; i < g->customers.n; i++)
				known |= g->customers.at[i] == u->customer;
			if (!known)
				*LIST_ADD(sc, &g->customers) = u->customer;
		}
	}
}

/* --- how long, and how somebody moves -------------------------------------------------------------- */

static void count_times(struct scope *sc, const struct slow_unit *u, struct slow_stats *s)
{
	*LIST_ADD(sc, &s->length.at) = (int64_t)u->events.n;
	*LIST_ADD(sc, &s->span.at) = slow_between(&u->events.at[0], &u->events.at[u->events.n - 1]);
	if (u->goal_at >= 0)
		*LIST_ADD(sc, &s->to_goal.at) = slow_between(&u->events.at[0], &u->events.at[u->goal_at]);
}

static bool any_mark(const struct slow_unit *u, const struct stats_ask *ask, unsigned mark)
{
	for (size_t i = 0; i < u->events.n; i++)
		if (ask->style_mark[u->events.at[i].is.kind] & mark)
			return true;
	return false;
}

/* The same form three times, directly after each other. */
static bool same_form(const struct slow_unit *u, const struct stats_ask *ask)
{
	for (size_t i = 2; i < u->events.n; i++) {
		uint32_t kind = u->events.at[i].is.kind;
		if (u->events.at[i - 1].is.kind == kind && u->events.at[i - 2].is.kind == kind &&
			(ask->style_mark[kind] & STYLE_MARK_FORM))
			return true;
	}
	return false;
}

static uint64_t returns_of(const struct slow_visits *v)
{
	uint64_t n = 0;

	for (size_t i = 0; i < v->n; i++) {
		bool been = false;
		for (size_t k = 0; k < i; k++)
			been |= v->at[k].touch == v->at[i].touch;
		n += been;
	}
	return n;
}

static uint64_t quick_of(const struct slow_unit *u, const struct slow_visits *v)
{
	uint64_t n = 0;

	for (size_t i = 0; i + 1 < v->n; i++)
		n += slow_between(&u->events.at[v->at[i].first], &u->events.at[v->at[i + 1].first]) <= 10;
	return n;
}

static void count_style(
	struct scope *sc, const struct slow_unit *u, const struct stats_ask *ask, struct stats_styles *s)
{
	struct slow_visits v = slow_visits(sc, u);
	bool stuck = any_mark(u, ask, STYLE_MARK_STUCK), searched = any_mark(u, ask, STYLE_MARK_SEARCH),
	     form = same_form(u, ask);
	uint64_t returns = returns_of(&v), quick = quick_of(u, &v);
	double third = (double)v.n / 3;

	s->units[stuck || form             ? STYLE_STUCK
		 : searched                ? STYLE_SEARCHING
		 : (double)returns > third ? STYLE_WANDERING
		 : quick == 0 && !returns  ? STYLE_DIRECT
					   : STYLE_OTHER]++;
	s->searched += searched;
	s->stuck += stuck;
	s->same_form += form;
	s->returned += returns > 0;
	s->left_quickly += quick > 0;
	s->visits += v.n;
	s->returns += returns;
	s->quick += quick;
}

void slow_ways(struct scope *sc, const struct slow *walk, const struct slow_unit *u,
	const struct stats_ask *ask, struct slow_stats *s)
{
	count_variant(sc, walk, u, s);
	count_grams(sc, walk, u, ask->gram, s);
	count_times(sc, u, s);
	count_style(sc, u, ask, &s->styles);
}
