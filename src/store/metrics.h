/* metrics - what sources report of many at once, read back: the newest amount of each sum, equal ones together.
 *
 *	evidence_metrics(sc, ev, on_metric, to);               // struct metric, in the order of what they name
 *
 * `table` is what the source says that its rows are broken down by (the property `breakdown`); sessions' recordings do
 * not say it, so what their rows name stands for it.
 */
#pragma once

#include "model/metric.h"
#include "store/evidence.h"

/* The texts are valid until it returns; false ends the reading. */
typedef bool (*evidence_metric_fn)(struct scope *sc, void *to, const struct metric *metric);
bool evidence_metrics(struct scope *sc, struct evidence *ev, evidence_metric_fn fn, void *to) MUST_USE;

/* How many rows there are in all. */
bool evidence_metric_rows(struct scope *sc, struct evidence *ev, uint64_t *rows) MUST_USE;
