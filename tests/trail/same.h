/* same - the trail's tables against the slow ones, and against each other; a difference fails the test. */
#pragma once

#include "slow.h"

void same_stats(struct scope *sc, const struct stats *got, const struct slow_stats *want);
void same_funnel(struct scope *sc, const struct funnel *got, const struct slow_funnel *want);
void same_steps(const struct steps *got, const struct slow_steps *want);

/* Two ways to the same tables: every number, bin and variant. */
void equal_stats(const struct stats *a, const struct stats *b);
void equal_funnels(const struct funnel *a, const struct funnel *b);
void equal_steps(const struct steps *a, const struct steps *b);

/* The same events of a customer, wherever they lie; the same columns, byte by byte. */
void same_history(struct history a, struct history b);
void same_parts(const struct trail_part *a, const struct trail_part *b);
