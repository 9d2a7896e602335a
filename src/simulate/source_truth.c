#include "simulate/source_truth.h"

#include <stdlib.h>

#include "base/json.h"
#include "simulate/agreement.h"
#include "simulate/source_files.h"

enum { FIRST_DAY = 19900 }; /* 2024-06-26 */

struct happening {
	int64_t time_s;
	uint32_t number;
	uint8_t at, journey, claim;
};

size_t source_truth_day(int64_t time_s)
{
	return (size_t)(time_s / 86400 - FIRST_DAY);
}

int64_t source_truth_day_s(size_t day)
{
	return ((int64_t)day + FIRST_DAY) * 86400;
}

static int by_time(const void *a, const void *b)
{
	const struct happening *x = a, *y = b;

	if (x->time_s != y->time_s)
		return x->time_s < y->time_s ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

static void add_event(struct source_truth *t, const struct happening *h)
{
	t->events++;
	t->files[source_touchpoints[h->at].file].events++;
	t->points[h->at].events++;
	t->points[h->at].known_events += h->claim > 0;
	if (h->at == AT_PROMOTION)
		t->promotions[source_truth_day(h->time_s)]++;
}

/* Who came to each touchpoint: the customer, and each of the customer's histories. */
static void add_arrivals(struct source_truth *t, const struct happening *h, size_t n)
{
	bool seen[SOURCE_POINTS][UINT8_MAX + 1] = { 0 }, came[SOURCE_POINTS] = { 0 };

	for (size_t i = 0; i < n; i++) {
		t->points[h[i].at].customers += !came[h[i].at];
		came[h[i].at] = true;
		if (h[i].claim && !seen[h[i].at][h[i].claim]) {
			t->points[h[i].at].known_histories++;
			seen[h[i].at][h[i].claim] = true;
		}
	}
}

static void add_walked(struct source_truth *t, const struct happening *h, size_t n)
{
	const struct happening *last = NULL;

	for (size_t i = 0; i < n; i++) {
		if (h[i].at >= SOURCE_STEPS)
			continue;
		if (last && last->journey == h[i].journey)
			t->walked[last->at][h[i].at]++;
		else
			t->journeys++;
		last = &h[i];
	}
}

static void add_histories(struct source_truth *t, const struct happening *h, size_t n)
{
	const struct happening *last[UINT8_MAX + 1] = { 0 };
	uint64_t events[UINT8_MAX + 1] = { 0 };

	for (size_t i = 0; i < n; i++) {
		if (!h[i].claim)
			continue;
		const struct happening **before = &last[h[i].claim];
		events[h[i].claim]++;
		if (h[i].at >= SOURCE_EVENTS)
			continue;
		if (*before && (*before)->journey == h[i].journey)
			t->knowable[(*before)->at][h[i].at]++;
		*before = &h[i];
	}
	for (size_t c = 1; c <= UINT8_MAX; c++) {
		t->histories += events[c] > 0;
		t->pairs += agreement_pairs(events[c]);
	}
}

void source_truth_add(struct scope *sc, struct source_truth *truth, const struct person *person,
	const struct source_record *records, size_t n)
{
	struct happening *h = NEW_ARRAY(sc, struct happening, n * RECORD_EVENTS);
	size_t events = 0;

	truth->kinds[person->kind]++;
	truth->shares[person->pair]++;
	for (size_t i = 0; i < n; i++) {
		const struct source_record *r = &records[i];
		truth->files[source_touchpoints[r->at].file].records++;
		truth->files[source_touchpoints[r->at].file].without_history += !r->claim;
		for (size_t k = 0; k < RECORD_EVENTS && r->time_s[k]; k++)
			h[events++] = (struct happening){ r->time_s[k], r->number, (uint8_t)(r->at + k),
				r->journey, r->claim };
	}
	qsort(h, events, sizeof *h, by_time);
	for (size_t i = 0; i < events; i++)
		add_event(truth, &h[i]);
	add_arrivals(truth, h, events);
	add_walked(truth, h, events);
	add_histories(truth, h, events);
}

/* --- as JSON ---------------------------------------------------------------------------------------------- */

static void tell_files(const struct source_truth *t, struct json *json)
{
	json_open(json, "files", '[');
	for (int f = 0; f < SOURCE_FILES; f++) {
		json_open(json, NULL, '{');
		json_text(json, "name", str_of(source_file_name((enum source_file)f)));
		json_count(json, "records", t->files[f].records);
		json_count(json, "events", t->files[f].events);
		json_count(json, "records_without_history", t->files[f].without_history);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void tell_touchpoint(
	const struct source_truth *t, const struct chain *chain, size_t at, struct json *json)
{
	const struct source_touchpoint *p = &source_touchpoints[at];

	json_open(json, NULL, '{');
	json_text(json, "id", str_of(p->id));
	json_text(json, "event", str_of(p->event));
	json_text(json, "file", str_of(source_file_name(p->file)));
	json_text(json, "channel", str_of(p->channel));
	json_bool(json, "aside", at >= SOURCE_STEPS);
	json_bool(json, "is_event", at < SOURCE_EVENTS);
	if (at < SOURCE_STEPS)
		json_number(json, "reach", true, chain_reach(chain, chain->start, 1ull << at, NULL));
	json_count(json, "events", t->points[at].events);
	json_count(json, "customers", t->points[at].customers);
	json_count(json, "known_events", t->points[at].known_events);
	json_count(json, "known_histories", t->points[at].known_histories);
	json_close(json, '}');
}

static void tell_move(
	const struct source_truth *t, const struct chain *chain, size_t from, size_t to, struct json *json)
{
	bool steps = from < SOURCE_STEPS && to < SOURCE_STEPS;
	double planted = steps ? chain->next[from][to] : 0;

	if (planted <= 0 && !t->knowable[from][to])
		return;
	json_open(json, NULL, '{');
	json_text(json, "from", str_of(source_touchpoints[from].id));
	json_text(json, "to", str_of(source_touchpoints[to].id));
	json_number(json, "planted", true, planted);
	json_count(json, "walked", steps ? t->walked[from][to] : 0);
	json_count(json, "knowable", t->knowable[from][to]);
	json_close(json, '}');
}

static void tell_map(const struct source_truth *t, struct json *json)
{
	struct chain chain;

	source_chain(&chain);
	json_open(json, "touchpoints", '[');
	for (size_t i = 0; i < SOURCE_POINTS; i++)
		tell_touchpoint(t, &chain, i, json);
	json_close(json, ']');
	json_open(json, "moves", '[');
	for (size_t i = 0; i < SOURCE_POINTS; i++)
		for (size_t k = 0; k < SOURCE_POINTS; k++)
			tell_move(t, &chain, i, k, json);
	json_close(json, ']');
}

static void tell_people(const struct source_truth *t, struct json *json)
{
	json_open(json, "kinds", '{');
	for (int i = 0; i < PERSON_KINDS; i++)
		json_count(json, person_kind_name((enum person_kind)i), t->kinds[i]);
	json_close(json, '}');
	json_open(json, "share", '{');
	for (int i = 0; i < PERSON_PAIRS; i++)
		json_count(json, person_pair_name((enum person_pair)i), t->shares[i]);
	json_close(json, '}');
}

void source_truth_write(
	const struct source_truth *truth, const struct simulate_options *options, struct buf *out)
{
	struct json json = { .out = out };

	json_open(&json, NULL, '{');
	json_count(&json, "seed", options->seed);
	json_count(&json, "customers", options->customers);
	json_count(&json, "journeys", truth->journeys);
	json_count(&json, "events", truth->events);
	json_count(&json, "histories", truth->histories);
	json_count(&json, "pairs_of_one_history", truth->pairs);
	json_number(&json, "silence_days", true, 90);
	tell_people(truth, &json);
	tell_files(truth, &json);
	tell_map(truth, &json);
	json_close(&json, '}');
	buf_puts(out, "\n");
}
