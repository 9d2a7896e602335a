#include "random_log.h"

#include <math.h>

#include "model/scale.h"
#include "test.h"

static const int64_t SECOND = 1000000;

uint32_t random_below(uint64_t *state, uint32_t n)
{
	return (uint32_t)((test_random(state) >> 33) % n);
}

bool random_chance(uint64_t *state, uint32_t percent)
{
	return random_below(state, 100) < percent;
}

/* --- the dictionary and what its kinds belong to ------------------------------------------------- */

static const struct dictionary *random_dictionary(struct scope *sc, uint64_t *state)
{
	static const struct str names[] = { { "a", 1 }, { "b", 1 }, { "c", 1 }, { "d", 1 }, { "e", 1 } };
	struct dictionary *d = NEW(sc, struct dictionary);
	uint32_t n = 1 + random_below(state, 7), *code = NEW_ARRAY(sc, uint32_t, n);
	struct kind *kinds = NEW_ARRAY(sc, struct kind, n);

	for (uint32_t k = 0; k < n; k++) {
		code[k] = k < COUNT_OF(names) ? k : random_below(state, COUNT_OF(names));
		kinds[k] = (struct kind){ .source = SOURCE_WEB, .event = names[code[k]] };
	}
	*d = (struct dictionary){ .kinds = kinds,
		.n = n,
		.event_code = code,
		.events = names,
		.n_events = n < COUNT_OF(names) ? n : COUNT_OF(names) };
	return d;
}

const struct matching *random_matching(
	struct scope *sc, uint64_t *state, uint32_t kinds, uint32_t touchpoints)
{
	struct matching *m = NEW(sc, struct matching);
	uint32_t *first = NEW_ARRAY(sc, uint32_t, kinds + 1);
	LIST(struct candidate) all = { 0 };

	for (uint32_t k = 0; k < kinds; k++) {
		uint32_t t = random_below(state, touchpoints);
		for (uint32_t more = random_chance(state, 25) ? 1 + random_below(state, 2) : 0; more > 0;
			more--)
			*LIST_ADD(sc, &all) = (struct candidate){ (uint16_t)(t++ % touchpoints),
				random_chance(state, 50) ? WHEN_BEFORE : WHEN_AFTER,
				(uint16_t)random_below(state, touchpoints), 0 };
		if (random_chance(state, 85))
			*LIST_ADD(sc, &all) =
				(struct candidate){ (uint16_t)(t % touchpoints), WHEN_ALWAYS, 0, 0 };
		first[k + 1] = (uint32_t)all.n;
	}
	*m = (struct matching){ .n_kinds = kinds, .first = first, .candidates = all.at };
	return m;
}

/* --- events -------------------------------------------------------------------------------------- */

int64_t random_gap_us(uint64_t *state, const struct walk_rules *rules)
{
	int64_t s = rules->silence_s, i = rules->idle_s;
	const int64_t whole[] = { 0, 0, 1, 2, i - 1, i, i + 1, s - 1, s, s + 1, 3 * s, 7 };
	int64_t gap = whole[random_below(state, COUNT_OF(whole))] * SECOND;

	if (random_chance(state, 50))
		return gap;
	return gap + (int64_t)random_below(state, 3) - 1 +
	       (random_chance(state, 30) ? random_below(state, 1000000) : 0);
}

/* One of the log's kinds, now and then of a case, with a rating or a value; its time and order are to be settled. */
struct trail_event random_event(
	uint64_t *state, const struct random_log *r, uint32_t customer, uint32_t cases)
{
	struct trail_event e = { .customer = customer,
		.nps = -1,
		.rating = NAN,
		.id = test_random(state),
		.kind = random_below(state, r->log.dictionary->n) };

	if (cases && random_chance(state, cases))
		e.case_code = 1 + customer * 3 + random_below(state, 3);
	if (random_chance(state, 20)) {
		e.rating = (float)random_below(state, 9) / 2 - 2;
		e.nps = (int8_t)(random_chance(state, 50) ? (int)random_below(state, 11) : -1);
		e.scale = e.nps >= 0 ? SCALE_NPS : SCALE_1_5;
	}
	if (random_chance(state, 20)) {
		e.has_value = true;
		e.value_minor = (int64_t)random_below(state, 1000) - 200;
	}
	return e;
}

/* In seconds; the last two are the years 1700 and 2200. */
static const int64_t bases[] = { 0, -3600, -100000000, 1700000000, -694310400, -8520336000, 7258118400 };
enum { NEAR = 5 /* of them lie within 32 bits of seconds */ };

static void random_customer(struct scope *sc, uint64_t *state, struct random_log *r, uint32_t customer,
	uint32_t cases, uint32_t n_bases, size_t *room)
{
	int64_t at = bases[random_below(state, n_bases)] * SECOND + (int64_t)random_below(state, 2000000);
	size_t n = random_below(state, 14);

	for (size_t i = 0; i < n; i++) {
		struct trail_event e = random_event(state, r, customer, cases);
		e.order = random_below(state, 20) * 100 + i; /* unique within a customer, as rows are */
		e.time_us = at;
		if (r->log.n == *room) {
			r->log.at = scope_grow(sc, r->log.at, *room, *room * 2 + 64, sizeof *r->log.at);
			*room = *room * 2 + 64;
		}
		r->log.at[r->log.n++] = e;
		at += random_gap_us(state, &r->rules);
		if (n_bases > NEAR && random_chance(state, 5))
			at += (int64_t)random_below(state, 200) * 365 * 86400 * SECOND;
	}
}

static void shuffle(uint64_t *state, struct slow_log *log)
{
	for (size_t i = log->n; i > 1; i--) {
		size_t k = random_below(state, (uint32_t)i);
		struct trail_event swap = log->at[i - 1];
		log->at[i - 1] = log->at[k];
		log->at[k] = swap;
	}
}

/* --- rules and wishes ---------------------------------------------------------------------------- */

/* Now and then some kinds, or all of them, are answers. */
static const bool *random_answers(struct scope *sc, uint64_t *state, uint32_t kinds)
{
	bool *answers = NEW_ARRAY(sc, bool, kinds + 1);
	uint32_t percent = random_chance(state, 10) ? 100 : 50;

	for (uint32_t k = 0; k < kinds; k++)
		answers[k] = random_chance(state, percent);
	return random_chance(state, 40) ? answers : NULL;
}

static void random_rules(struct scope *sc, uint64_t *state, struct random_log *r)
{
	static const int64_t silences[] = { 86400, 30 * 86400, 50, 3600, 1 }, idles[] = { 1800, 10, 1 };
	uint32_t touchpoints = 1 + random_below(state, 5);

	r->rules = (struct walk_rules){
		.matching = random_matching(sc, state, r->log.dictionary->n, touchpoints),
		.touchpoints = touchpoints,
		.goal = random_chance(state, 15)   ? GOAL_NONE
			: random_chance(state, 15) ? GOAL_CASES
						   : (int)random_below(state, touchpoints),
		.end_at_goal = random_chance(state, 40),
		.silence_s = silences[random_below(state, COUNT_OF(silences))],
		.idle_s = idles[random_below(state, COUNT_OF(idles))],
		.answers = random_answers(sc, state, r->log.dictionary->n),
	};
}

unsigned random_block(uint64_t *state)
{
	static const unsigned blocks[] = { 0, 1, 2, 3, 7, 64 };

	return blocks[random_below(state, COUNT_OF(blocks))];
}

static void random_ask(struct scope *sc, uint64_t *state, struct random_log *r)
{
	uint32_t kinds = r->log.dictionary->n;
	uint8_t *mark = NEW_ARRAY(sc, uint8_t, kinds + 1);

	for (uint32_t k = 0; k < kinds; k++)
		mark[k] = (uint8_t)(random_chance(state, 30) ? random_below(state, 8) : 0);
	r->ask = (struct stats_ask){ .tables = STATS_ALL,
		.dictionary = r->log.dictionary,
		.n = r->rules.touchpoints,
		.gram = 1 + random_below(state, STATS_GRAM),
		.style_mark = mark };
}

static void random_wish(struct scope *sc, uint64_t *state, struct random_log *r)
{
	r->wish.block = random_block(state);
	r->wish.unit = random_chance(state, 50) ? UNIT_JOURNEYS : (enum unit)random_below(state, UNITS);
	if (random_chance(state, 20)) {
		uint64_t *members = NEW_ARRAY(sc, uint64_t, r->log.customers / 64 + 1);
		for (uint32_t w = 0; w <= r->log.customers / 64; w++)
			members[w] = test_random(state);
		r->wish.customers = members;
	}
	if (r->log.n && random_chance(state, 20)) {
		r->wish.has_period = true;
		r->wish.from_s = slow_seconds(r->log.at[random_below(state, (uint32_t)r->log.n)].time_us);
		r->wish.to_s = slow_seconds(r->log.at[random_below(state, (uint32_t)r->log.n)].time_us);
	}
}

void random_finish(struct scope *sc, uint64_t *state, struct random_log *r)
{
	shuffle(state, &r->log);
	for (size_t i = 0; i < r->log.n; i++) {
		if (i == 0 || r->log.at[i].time_us > r->rules.now_us)
			r->rules.now_us = r->log.at[i].time_us;
		if (r->log.at[i].customer >= r->log.customers)
			r->log.customers = r->log.at[i].customer + 1;
	}
	if (random_chance(state, 30))
		r->rules.now_us += r->rules.silence_s * SECOND;
	random_wish(sc, state, r);
	random_ask(sc, state, r);
}

struct random_log *random_log(struct scope *sc, uint64_t *state)
{
	struct random_log *r = NEW(sc, struct random_log);
	uint32_t customers = 1 + random_below(state, 5), cases = 0;
	uint32_t n_bases = random_chance(state, 20) ? COUNT_OF(bases) : NEAR;
	size_t room = 0;

	r->log.dictionary = random_dictionary(sc, state);
	r->funnel_steps = 4;
	random_rules(sc, state, r);
	if (random_chance(state, 30))
		cases = random_chance(state, 50) ? 100 : 60;
	for (uint32_t c = 0; c < customers; c++)
		random_customer(sc, state, r, c, cases, n_bases, &room);
	random_finish(sc, state, r);
	return r;
}

/* --- what is asked -------------------------------------------------------------------------------- */

/* Now and then one that is there: where there are hundreds, most are not. */
static uint16_t random_touch(uint64_t *state, const struct random_log *r)
{
	const struct matching *m = r->rules.matching;
	uint32_t kind = r->log.n ? r->log.at[random_below(state, (uint32_t)r->log.n)].kind : 0;

	if (random_chance(state, 50) || m->first[kind] == m->first[kind + 1])
		return (uint16_t)random_below(state, r->rules.touchpoints);
	return m->candidates[m->first[kind]].touchpoint;
}

static struct funnel_step random_step(struct scope *sc, uint64_t *state, const struct random_log *r)
{
	uint16_t *touchpoints = NEW_ARRAY(sc, uint16_t, 2);
	uint32_t *events = NEW_ARRAY(sc, uint32_t, 1);
	struct funnel_step step = { .touchpoints = touchpoints, .events = events };

	for (int i = 0; i < 2; i++)
		touchpoints[i] = random_touch(state, r);
	events[0] = random_below(state, r->log.dictionary->n_events);
	if (random_chance(state, 25))
		step.n_events = 1;
	else
		step.n_touchpoints = random_chance(state, 25) ? 2 : 1;
	if (random_chance(state, 20))
		step.within_s = random_chance(state, 50) ? r->rules.idle_s : 1 + random_below(state, 10);
	return step;
}

struct funnel_wish *random_funnel(struct scope *sc, uint64_t *state, const struct random_log *r)
{
	struct funnel_wish *wish = NEW(sc, struct funnel_wish);
	struct funnel_step *steps = NEW_ARRAY(sc, struct funnel_step, 4),
			   *without = NEW_ARRAY(sc, struct funnel_step, 2);

	*wish = (struct funnel_wish){ .steps = steps,
		.without = without,
		.n = 1 + random_below(state, r->funnel_steps),
		.n_without = random_chance(state, 30) ? 1 + random_below(state, 2) : 0,
		.mode = random_chance(state, 40) ? FUNNEL_ORDERED
						 : (enum funnel_mode)random_below(state, FUNNEL_MODES),
		.who = random_chance(state, 70) };
	if (random_chance(state, 40))
		wish->within_s = random_chance(state, 50) ? r->rules.idle_s : 1 + random_below(state, 100);
	if (wish->mode == FUNNEL_ORDERED || wish->mode == FUNNEL_STRICT)
		wish->totals = random_chance(state, 25);
	wish->first_attempt = !wish->totals && random_chance(state, 20);
	for (size_t s = 0; s < wish->n; s++) {
		steps[s] = random_step(sc, state, r);
		if (random_chance(state, 60))
			steps[s].within_s = 0;
	}
	for (size_t s = 0; s < wish->n_without; s++)
		without[s] = random_step(sc, state, r);
	return wish;
}

struct steps_wish random_steps(uint64_t *state, const struct random_log *r)
{
	struct steps_wish wish = { .from = STEPS_NO_ANCHOR,
		.to = STEPS_NO_ANCHOR,
		.depth = 1 + random_below(state, 8),
		.links = random_chance(state, 40) };

	if (random_chance(state, 60))
		wish.from = random_touch(state, r);
	if (random_chance(state, 60))
		wish.to = random_chance(state, 90) ? (int)random_touch(state, r) : (int)r->rules.touchpoints;
	if (wish.from == STEPS_NO_ANCHOR && wish.to == STEPS_NO_ANCHOR)
		return wish;
	wish.anchor = (enum steps_anchor)random_below(state, STEPS_ANCHORS);
	wish.centred =
		(wish.from == STEPS_NO_ANCHOR || wish.to == STEPS_NO_ANCHOR) && random_chance(state, 40);
	return wish;
}

uint16_t *random_fold(struct scope *sc, uint64_t *state, const struct random_log *r, uint32_t *n)
{
	uint16_t *fold = NEW_ARRAY(sc, uint16_t, r->rules.touchpoints + 1);

	*n = 1 + random_below(state, r->rules.touchpoints);
	for (uint32_t t = 0; t < r->rules.touchpoints; t++)
		fold[t] = (uint16_t)random_below(state, *n);
	fold[r->rules.touchpoints] = (uint16_t)*n;
	return fold;
}

/* --- trails -------------------------------------------------------------------------------------- */

const struct trail *random_part(struct scope *sc, const struct slow_log *log, const uint64_t *customers)
{
	struct trail_event *events = NEW_ARRAY(sc, struct trail_event, log->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < log->n; i++) {
		uint32_t c = log->at[i].customer;
		if (!customers || (customers[c / 64] >> (c % 64) & 1))
			events[n++] = log->at[i];
	}
	return trail_of_events(sc, events, n);
}

const struct trail *random_trail(struct scope *sc, const struct slow_log *log)
{
	return random_part(sc, log, NULL);
}

size_t random_logs(size_t by_itself)
{
	const char *wish = getenv("WEND_LOGS");

	return wish ? (size_t)strtoull(wish, NULL, 10) : by_itself;
}

size_t random_parts(struct scope *sc, uint64_t *state, uint32_t customers, uint64_t *parts[5])
{
	size_t n = 2 + random_below(state, 4);
	uint64_t seed = test_random(state);

	for (size_t p = 0; p < n; p++)
		parts[p] = NEW_ARRAY(sc, uint64_t, customers / 64 + 1);
	for (uint32_t c = 0; c < customers; c++)
		parts[hash_bytes(&c, sizeof c, seed) % n][c / 64] |= 1ull << (c % 64);
	return n;
}
