#include "trail/trail.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct trail_builder {
	struct scope sc;
	LIST(struct trail_event) events;
	uint32_t customers;
	bool cases, ratings;
};

struct trail_builder *trail_builder_new(uint64_t expected)
{
	struct scope sc = { 0 };
	struct trail_builder *b = NEW(&sc, struct trail_builder);

	b->sc = sc;
	b->events.room = expected ? expected : 1024;
	b->events.at = NEW_ARRAY(&b->sc, struct trail_event, b->events.room);
	return b;
}

void trail_builder_close(struct trail_builder *b)
{
	if (!b)
		return;
	struct scope sc = b->sc; /* the builder itself lies in it */
	scope_close(&sc);
}

void trail_builder_add(struct trail_builder *b, const struct trail_event *event)
{
	*LIST_ADD(&b->sc, &b->events) = *event;
	if (event->customer >= b->customers)
		b->customers = event->customer + 1;
	b->cases |= event->case_code != TRAIL_NO_CASE;
	b->ratings |= !isnan(event->rating);
}

static int compare_events(const void *x, const void *y)
{
	const struct trail_event *a = x, *b = y;

	if (a->time_us != b->time_us)
		return a->time_us < b->time_us ? -1 : 1;
	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

/* Counting sort by customer; then each customer's few by time. */
static struct trail_event *sorted(struct trail_builder *b, uint64_t *first)
{
	struct trail_event *out = NEW_ARRAY(&b->sc, struct trail_event, b->events.n + 1);
	uint64_t *next = NEW_ARRAY(&b->sc, uint64_t, (size_t)b->customers + 1);

	for (size_t i = 0; i < b->events.n; i++)
		first[b->events.at[i].customer + 1]++;
	for (uint32_t c = 0; c < b->customers; c++)
		first[c + 1] += first[c];
	memcpy(next, first, ((size_t)b->customers + 1) * sizeof *next);
	for (size_t i = 0; i < b->events.n; i++)
		out[next[b->events.at[i].customer]++] = b->events.at[i];
	for (uint32_t c = 0; c < b->customers; c++)
		qsort(out + first[c], first[c + 1] - first[c], sizeof *out, compare_events);
	return out;
}

static void fill_rating(struct scope *sc, struct trail *t, const struct trail_event *events)
{
	float *rating = NEW_ARRAY(sc, float, t->events);
	int8_t *nps = NEW_ARRAY(sc, int8_t, t->events);
	uint8_t *scale = NEW_ARRAY(sc, uint8_t, t->events);

	for (uint64_t i = 0; i < t->events; i++) {
		rating[i] = events[i].rating;
		nps[i] = events[i].nps;
		scale[i] = events[i].scale;
	}
	t->rating = rating;
	t->nps = nps;
	t->scale = scale;
}

static void fill_cases(struct scope *sc, struct trail *t, const struct trail_event *events)
{
	uint32_t *cases = NEW_ARRAY(sc, uint32_t, t->events);

	for (uint64_t i = 0; i < t->events; i++)
		cases[i] = events[i].case_code;
	t->case_code = cases;
}

const struct trail *trail_build(struct scope *sc, struct trail_builder *b)
{
	struct trail *t = NEW(sc, struct trail);
	uint64_t *first = NEW_ARRAY(sc, uint64_t, (size_t)b->customers + 1);
	struct trail_event *events = sorted(b, first);
	int64_t *time_us = NEW_ARRAY(sc, int64_t, b->events.n + 1);
	uint32_t *kind = NEW_ARRAY(sc, uint32_t, b->events.n + 1);

	t->customers = b->customers;
	t->events = b->events.n;
	for (uint64_t i = 0; i < t->events; i++) {
		time_us[i] = events[i].time_us;
		kind[i] = events[i].kind;
		if (i == 0 || time_us[i] < t->from_us)
			t->from_us = time_us[i];
		if (i == 0 || time_us[i] > t->to_us)
			t->to_us = time_us[i];
	}
	t->first = first;
	t->time_us = time_us;
	t->kind = kind;
	if (b->cases)
		fill_cases(sc, t, events);
	if (b->ratings)
		fill_rating(sc, t, events);
	trail_builder_close(b);
	return t;
}
