/* journeys - plain journeys counted into what propose() takes: the slow, obvious way.
 *
 *	struct journeys js = { .sc = sc, .names = names_new(sc) };
 *	journey_add(&js, STR("a"), false); journey_add(&js, STR("b"), false);   // true: a new journey begins
 *	struct propose_input in = journeys_count(&js, false);
 */
#pragma once

#include "base/names.h"
#include "insight/propose.h"

struct happening {
	uint32_t event;
	bool first; /* of its journey */
};

struct journeys {
	struct scope *sc;
	struct names *names;
	LIST(struct happening) all;
};

static inline void journey_add(struct journeys *js, struct str event, bool first)
{
	*LIST_ADD(js->sc, &js->all) = (struct happening){ names_add(js->names, event), first };
}

struct counted {
	struct propose_candidate *at;
	uint64_t *before, *moves, *together;
	size_t n;
};

/* One journey's visits, already without repeats. */
static inline void count_journey(struct counted *c, const uint32_t *visit, size_t n, double *places)
{
	for (size_t i = 0; i < n; i++) {
		size_t first = 0;
		while (visit[first] != visit[i])
			first++;
		c->at[visit[i]].visits++;
		c->at[visit[i]].entries += i == 0;
		c->at[visit[i]].exits += i + 1 == n;
		if (i + 1 < n)
			c->moves[visit[i] * c->n + visit[i + 1]]++;
		if (first != i)
			continue;
		c->at[visit[i]].reach++;
		places[visit[i]] += n > 1 ? (double)i / (double)(n - 1) : .5;
		for (size_t k = 0; k < i; k++) {
			bool again = visit[k] == visit[i];
			for (size_t m = 0; m < k; m++)
				again |= visit[m] == visit[k];
			if (again)
				continue;
			c->before[visit[k] * c->n + visit[i]]++;
			c->together[visit[k] * c->n + visit[i]]++;
			c->together[visit[i] * c->n + visit[k]]++;
		}
	}
}

/* Only what at least 1 % of the journeys pass, at most 40: the rest is left out of the journeys. */
static inline uint32_t *kept_events(struct journeys *js, uint64_t journeys, uint32_t *kept)
{
	uint32_t n = names_count(js->names), *to = NEW_ARRAY(js->sc, uint32_t, n + 1);
	uint64_t *reach = NEW_ARRAY(js->sc, uint64_t, n + 1), *last = NEW_ARRAY(js->sc, uint64_t, n + 1),
		 j = 0;

	for (size_t i = 0; i < js->all.n; i++) {
		j += js->all.at[i].first;
		reach[js->all.at[i].event] += last[js->all.at[i].event] != j;
		last[js->all.at[i].event] = j;
	}
	for (uint32_t i = 0; i < n; i++) {
		uint32_t larger = 0;
		for (uint32_t k = 0; k < n; k++)
			larger += reach[k] > reach[i] || (reach[k] == reach[i] && k < i);
		to[i] = larger < 40 && 100 * reach[i] >= journeys ? (*kept)++ : UINT32_MAX;
	}
	return to;
}

static inline struct propose_input journeys_count(struct journeys *js, bool has_cases)
{
	struct counted c = { 0 };
	uint64_t journeys = 0;
	uint32_t kept = 0, *visit = NEW_ARRAY(js->sc, uint32_t, js->all.n + 1);

	for (size_t i = 0; i < js->all.n; i++)
		journeys += js->all.at[i].first;
	uint32_t *to = kept_events(js, journeys, &kept);
	c.n = kept;
	c.at = NEW_ARRAY(js->sc, struct propose_candidate, c.n + 1);
	c.before = NEW_ARRAY(js->sc, uint64_t, c.n * c.n + 1);
	c.moves = NEW_ARRAY(js->sc, uint64_t, c.n * c.n + 1);
	c.together = NEW_ARRAY(js->sc, uint64_t, c.n * c.n + 1);
	double *places = NEW_ARRAY(js->sc, double, c.n + 1);
	for (size_t i = 0, n = 0; i <= js->all.n; i++) {
		if (i == js->all.n || js->all.at[i].first) {
			count_journey(&c, visit, n, places);
			n = 0;
		}
		uint32_t event = i < js->all.n ? to[js->all.at[i].event] : UINT32_MAX;
		if (event != UINT32_MAX && (n == 0 || visit[n - 1] != event))
			visit[n++] = event;
	}
	for (uint32_t i = 0; i < names_count(js->names); i++)
		if (to[i] != UINT32_MAX)
			c.at[to[i]].name = names_at(js->names, i);
	for (size_t i = 0; i < c.n; i++) {
		c.at[i].is_page = str_starts(c.at[i].name, STR("/"));
		c.at[i].mean_position = c.at[i].reach ? places[i] / (double)c.at[i].reach : .5;
	}
	return (struct propose_input){ c.n, c.at, c.before, c.moves, c.together, journeys, has_cases,
		SPEECH_EN };
}
