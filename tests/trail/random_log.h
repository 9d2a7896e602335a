/* random_log - small logs with what is hard in them: ties, gaps exactly at the limits, times before 1970, cases
 * that overlap, touchpoints that depend on what came before.
 *
 *	uint64_t state = seed;
 *	struct random_log *r = random_log(sc, &state);
 *	trail_walk(random_trail(sc, &r->log), &r->rules, &r->wish, ...); slow_walk(sc, &r->log, &r->rules, &r->wish);
 */
#pragma once

#include "slow.h"

struct random_log {
	struct slow_log log;
	struct walk_rules rules;
	struct walk_wish wish; /* unit, and now and then a segment and a period; no fold */
};

uint32_t random_below(uint64_t *state, uint32_t n);
bool random_chance(uint64_t *state, uint32_t percent);

struct random_log *random_log(struct scope *sc, uint64_t *state);
struct funnel_wish *random_funnel(struct scope *sc, uint64_t *state, const struct random_log *r);
uint16_t *random_fold(struct scope *sc, uint64_t *state, const struct random_log *r, uint32_t *n);

/* The log as a trail: all of it, or only the customers of the bitmap. */
const struct trail *random_trail(struct scope *sc, const struct slow_log *log);
const struct trail *random_part(struct scope *sc, const struct slow_log *log, const uint64_t *customers);

/* How many logs a test takes: WEND_LOGS, or what it takes by itself. */
size_t random_logs(size_t by_itself);

/* Splits the customers by a hash into bitmaps: 2 to 5 of them. */
size_t random_parts(struct scope *sc, uint64_t *state, uint32_t customers, uint64_t *parts[5]);
