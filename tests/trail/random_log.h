/* random_log - small logs with what is hard in them: ties, gaps exactly at the limits, times before 1970, cases
 * that overlap, touchpoints that depend on what came before; and larger ones: crowds.
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
	struct walk_wish wish; /* unit, size of the blocks, now and then a segment and a period; no fold */
	struct stats_ask ask;  /* all tables of these touchpoints */
	uint32_t funnel_steps; /* more than these are too many for the slow funnel */
};

uint32_t random_below(uint64_t *state, uint32_t n);
bool random_chance(uint64_t *state, uint32_t percent);

struct random_log *random_log(struct scope *sc, uint64_t *state);

/* Up to some hundred events: customers with one and with very many, now and then 300 touchpoints and more kinds
 * than a byte tells apart, or five centuries. */
struct random_log *random_crowd(struct scope *sc, uint64_t *state);

struct funnel_wish *random_funnel(struct scope *sc, uint64_t *state, const struct random_log *r);
struct steps_wish random_steps(uint64_t *state, const struct random_log *r);
uint16_t *random_fold(struct scope *sc, uint64_t *state, const struct random_log *r, uint32_t *n);

/* What logs are made of. */
const struct matching *random_matching(
	struct scope *sc, uint64_t *state, uint32_t kinds, uint32_t touchpoints);
int64_t random_gap_us(uint64_t *state, const struct walk_rules *rules);
struct trail_event random_event(
	uint64_t *state, const struct random_log *r, uint32_t customer, uint32_t cases);
void random_finish(struct scope *sc, uint64_t *state, struct random_log *r); /* when all events are there */

/* The log as a trail: all of it, or only the customers of the bitmap. */
const struct trail *random_trail(struct scope *sc, const struct slow_log *log);
const struct trail *random_part(struct scope *sc, const struct slow_log *log, const uint64_t *customers);

/* How many logs a test takes: WEND_LOGS, or what it takes by itself. */
size_t random_logs(size_t by_itself);

/* One of the sizes of blocks at which customers cross borders. */
unsigned random_block(uint64_t *state);

/* Splits the customers by a hash into bitmaps: 2 to 5 of them. */
size_t random_parts(struct scope *sc, uint64_t *state, uint32_t customers, uint64_t *parts[5]);
