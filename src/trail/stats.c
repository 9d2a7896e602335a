#include "trail/stats.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One customer's ratings at one touchpoint, until the next customer comes. */
struct rated {
	double sum;
	uint64_t answers;
	int nps;            /* the last answer, 0..10, or -1 */
	uint64_t nps_event; /* and its place in the trail: cases may overlap in time */
};

struct variant_slot {
	struct stats_variant variant; /* count 0: free */
};

struct visit {
	uint16_t touch;
	uint32_t first, last; /* events of the journey */
	bool first_time;      /* not here before in this journey */
};

struct counting {
	struct scope *sc;
	struct scope mine;
	struct stats *s;
	const struct trail *trail;
	const struct walk_rules *rules;
	uint64_t *names;         /* [kinds]: hash of the event's name, the same on every machine */
	uint32_t customer;       /* whose journeys are coming in; UINT32_MAX before the first */
	uint32_t *seen_customer; /* [n + 1]: customer + 1 that was counted last */
	struct rated *rated;     /* [n + 1] of this customer */
	LIST(uint16_t) rated_at;
	LIST(struct visit) visits; /* of the journey in hand */
	LIST(uint16_t) firsts;     /* the touchpoints that it reaches, in the order of its coming there */
	uint64_t *seen_journey;    /* [n + 1]: number of the journey that was counted last */
	uint64_t *seen_pair;       /* [(n + 1)^2]: the same for transitions */
	uint64_t journey;
	struct variant_slot *variants;
	size_t variants_size; /* a power of two, at most half full */
	size_t variants_used;
};

static struct stats *stats_new(struct scope *sc, uint32_t n, uint32_t kinds)
{
	struct stats *s = NEW(sc, struct stats);
	size_t pairs = (size_t)(n + 1) * (n + 1);

	s->n = n;
	s->kinds = kinds;
	s->at = NEW_ARRAY(sc, struct stats_touchpoint, n + 1);
	for (uint32_t t = 0; t <= n; t++)
		s->at[t].dwell.bits = s->at[t].time_on.bits = HIST_FINE;
	s->transitions = NEW_ARRAY(sc, struct stats_transition *, pairs);
	s->first_before = NEW_ARRAY(sc, uint64_t, pairs);
	s->together = NEW_ARRAY(sc, uint64_t, pairs);
	s->place = NEW_ARRAY(sc, uint64_t, n + 1);
	s->kind_events = NEW_ARRAY(sc, uint64_t, kinds + 1);
	return s;
}

/* --- variants ------------------------------------------------------------------------------------ */

static struct variant_slot *slot_for(struct counting *c, const uint64_t key[2])
{
	for (size_t i = key[0] & (c->variants_size - 1);; i = (i + 1) & (c->variants_size - 1)) {
		struct variant_slot *slot = &c->variants[i];
		if (!slot->variant.count ||
			(slot->variant.key[0] == key[0] && slot->variant.key[1] == key[1]))
			return slot;
	}
}

static void variants_grow(struct counting *c)
{
	struct variant_slot *old = c->variants;
	size_t n = c->variants_size;

	c->variants_size = n ? n * 2 : 1024;
	c->variants = NEW_ARRAY(&c->mine, struct variant_slot, c->variants_size);
	for (size_t i = 0; i < n; i++)
		if (old[i].variant.count)
			*slot_for(c, old[i].variant.key) = old[i];
}

static void count_variant(struct counting *c, const struct journey *j)
{
	uint64_t key[2] = { 1, 2 };

	for (size_t i = 0; i < j->n; i++) {
		uint64_t name = c->names[c->trail->kind[j->events[i]]];
		key[0] = hash_mix(key[0], name);
		key[1] = hash_mix(key[1], name);
	}
	if (c->variants_used * 2 >= c->variants_size)
		variants_grow(c);
	struct stats_variant *v = &slot_for(c, key)->variant;
	if (!v->count) {
		c->variants_used++;
		v->key[0] = key[0];
		v->key[1] = key[1];
	}
	v->count++;
	v->converted += j->reached_goal;
}

static int compare_variants(const void *x, const void *y)
{
	const struct stats_variant *a = x, *b = y;

	if (a->key[0] != b->key[0])
		return a->key[0] < b->key[0] ? -1 : 1;
	return (a->key[1] > b->key[1]) - (a->key[1] < b->key[1]);
}

static void keep_variants(struct counting *c)
{
	struct stats *s = c->s;

	s->variants = NEW_ARRAY(c->sc, struct stats_variant, c->variants_used + 1);
	for (size_t i = 0; i < c->variants_size; i++)
		if (c->variants[i].variant.count)
			s->variants[s->n_variants++] = c->variants[i].variant;
	qsort(s->variants, s->n_variants, sizeof *s->variants, compare_variants);
}

/* --- ratings ------------------------------------------------------------------------------------- */

static void keep_ratings(struct counting *c)
{
	for (size_t i = 0; i < c->rated_at.n; i++) {
		uint16_t t = c->rated_at.at[i];
		struct rated *r = &c->rated[t];
		struct stats_ratings *to = &c->s->at[t].ratings;
		double mean = r->sum / (double)r->answers;
		to->n++;
		to->sum += llround(mean * 1000);
		to->sum_squares += llround(mean * mean * 1000000);
		to->answers += r->answers;
		if (r->nps >= 0) {
			to->nps_n++;
			to->promoters += r->nps >= 9;
			to->detractors += r->nps <= 6;
		}
		*r = (struct rated){ 0 };
	}
	c->rated_at.n = 0;
}

static void count_rating(struct counting *c, uint16_t t, uint64_t event)
{
	struct rated *r = &c->rated[t];

	if (!r->answers) {
		*LIST_ADD(&c->mine, &c->rated_at) = t;
		r->nps = -1;
	}
	r->sum += (double)c->trail->rating[event];
	r->answers++;
	c->s->at[t].ratings.scales |= 1u << c->trail->scale[event];
	if (c->trail->nps[event] >= 0 && (r->nps < 0 || event > r->nps_event)) {
		r->nps = c->trail->nps[event];
		r->nps_event = event;
	}
}

/* --- one journey --------------------------------------------------------------------------------- */

static void find_visits(struct counting *c, const struct journey *j)
{
	c->visits.n = c->firsts.n = 0;
	c->journey++;
	for (uint32_t i = 0; i < j->n; i++) {
		if (i > 0 && j->touch[i] == j->touch[i - 1]) {
			c->visits.at[c->visits.n - 1].last = i;
			continue;
		}
		bool first_time = c->seen_journey[j->touch[i]] != c->journey;
		if (first_time)
			*LIST_ADD(&c->mine, &c->firsts) = j->touch[i];
		c->seen_journey[j->touch[i]] = c->journey;
		*LIST_ADD(&c->mine, &c->visits) = (struct visit){ j->touch[i], i, i, first_time };
	}
}

static int64_t gap(const struct counting *c, const struct journey *j, uint32_t from, uint32_t to)
{
	return trail_gap(c->trail->time_us[j->events[from]], c->trail->time_us[j->events[to]]);
}

static bool same_session(const struct counting *c, const struct journey *j, uint32_t from, uint32_t to)
{
	if (j->is_case)
		return true;
	for (uint32_t i = from; i < to; i++)
		if (gap(c, j, i, i + 1) > c->rules->idle_s)
			return false;
	return true;
}

static void count_transition(
	struct counting *c, const struct journey *j, const struct visit *a, const struct visit *b)
{
	size_t pair = stats_pair(c->s, a->touch, b->touch);

	if (!c->s->transitions[pair]) {
		c->s->transitions[pair] = NEW(c->sc, struct stats_transition);
		c->s->transitions[pair]->gap.bits = HIST_COARSE;
	}
	struct stats_transition *t = c->s->transitions[pair];
	t->count++;
	t->journeys += c->seen_pair[pair] != c->journey;
	c->seen_pair[pair] = c->journey;
	hist_add(c->sc, &t->gap, gap(c, j, a->last, b->first));
}

static void count_reach(struct counting *c, const struct journey *j, const struct visit *v, size_t place)
{
	struct stats_touchpoint *t = &c->s->at[v->touch];
	bool last_place = c->visits.at[c->visits.n - 1].touch == v->touch;

	t->journeys++;
	if (c->seen_customer[v->touch] != j->customer + 1) {
		c->seen_customer[v->touch] = j->customer + 1;
		t->customers++;
	}
	if (trail_gap(c->trail->time_us[j->events[v->first]], c->rules->now_us) >= c->rules->silence_s) {
		t->settled++;
		t->left += last_place && j->state == JOURNEY_LEFT;
		t->settled_converted += j->reached_goal;
	}
	c->s->place[v->touch] += c->visits.n > 1 ? place * STATS_PLACE / (c->visits.n - 1) : STATS_PLACE / 2;
}

static void count_pairs(struct counting *c)
{
	struct stats *s = c->s;

	for (size_t a = 0; a < c->firsts.n; a++) {
		for (size_t b = 0; b < c->firsts.n; b++) {
			size_t pair = stats_pair(s, c->firsts.at[a], c->firsts.at[b]);
			s->together[pair]++;
			s->first_before[pair] += a < b;
		}
	}
}

static void count_visits(struct counting *c, const struct journey *j)
{
	size_t n = c->visits.n;

	for (size_t i = 0; i < n; i++) {
		const struct visit *v = &c->visits.at[i], *next = v + 1;
		struct stats_touchpoint *t = &c->s->at[v->touch];
		t->visits++;
		t->events += v->last - v->first + 1;
		t->returns += !v->first_time;
		*(i == 0 ? &t->entries : &t->arrivals) += 1;
		*(i + 1 == n ? &t->exits : &t->departures) += 1;
		if (v->first_time)
			count_reach(c, j, v, i);
		if (i + 1 == n)
			continue;
		hist_add(c->sc, &t->dwell, gap(c, j, v->first, next->first));
		if (same_session(c, j, v->first, next->first))
			hist_add(c->sc, &t->time_on, gap(c, j, v->first, next->first));
		count_transition(c, j, v, next);
	}
}

static void count_totals(struct counting *c, const struct journey *j)
{
	struct stats *s = c->s;
	bool settled = trail_gap(c->trail->time_us[j->events[0]], c->rules->now_us) >= c->rules->silence_s;

	s->events += j->n;
	s->journeys++;
	s->cases += j->is_case;
	s->converted += j->state == JOURNEY_CONVERTED;
	s->left += j->state == JOURNEY_LEFT;
	s->open += j->state == JOURNEY_OPEN;
	s->settled += settled;
	s->settled_converted += settled && j->reached_goal;
	s->settled_left += settled && j->state == JOURNEY_LEFT;
	for (size_t i = 0; i < j->n; i++) {
		uint64_t event = j->events[i];
		int64_t at = c->trail->time_us[event];
		s->kind_events[c->trail->kind[event]]++;
		s->from_us = s->events == j->n && i == 0 ? at : at < s->from_us ? at : s->from_us;
		s->to_us = s->events == j->n && i == 0 ? at : at > s->to_us ? at : s->to_us;
		if (c->trail->rating && !isnan(c->trail->rating[event]))
			count_rating(c, j->touch[i], event);
	}
}

static void count_journey(void *to, const struct journey *j)
{
	struct counting *c = to;

	if (j->customer != c->customer) {
		keep_ratings(c);
		c->customer = j->customer;
		c->s->customers++;
	}
	find_visits(c, j);
	count_visits(c, j);
	count_pairs(c);
	count_totals(c, j);
	count_variant(c, j);
}

struct stats *stats_count(struct scope *sc, const struct trail *trail, const struct walk_rules *rules,
	const struct walk_wish *wish, const struct dictionary *dictionary, uint32_t n)
{
	size_t pairs = (size_t)(n + 1) * (n + 1);
	struct counting c = { .sc = sc, .trail = trail, .rules = rules, .customer = UINT32_MAX };

	c.s = stats_new(sc, n, dictionary->n);
	c.seen_customer = NEW_ARRAY(&c.mine, uint32_t, n + 1);
	c.rated = NEW_ARRAY(&c.mine, struct rated, n + 1);
	c.seen_journey = NEW_ARRAY(&c.mine, uint64_t, n + 1);
	c.seen_pair = NEW_ARRAY(&c.mine, uint64_t, pairs);
	c.names = NEW_ARRAY(&c.mine, uint64_t, dictionary->n + 1);
	for (uint32_t k = 0; k < dictionary->n; k++)
		c.names[k] = hash_str(dictionary->kinds[k].event, 0);
	trail_walk(trail, rules, wish, count_journey, &c);
	keep_ratings(&c);
	keep_variants(&c);
	scope_close(&c.mine);
	return c.s;
}
