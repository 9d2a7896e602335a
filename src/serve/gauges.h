/* gauges - what the server counts of itself, for whoever watches it (Prometheus' text format).
 *
 *	gauges_request(g, route, 200, 1200);         // microseconds that it took
 *	gauges_write(g, out);
 *
 * Counters are atomic and never block; none names a person, a map or a path.
 */
#pragma once

#include "base/buf.h"

struct gauges;

struct gauges *gauges_new(struct scope *sc);
void gauges_request(struct gauges *g, int status, int64_t took_us, bool collected);
void gauges_events(struct gauges *g, uint64_t accepted, uint64_t refused);
void gauges_write(const struct gauges *g, struct buf *out);

/* A line of a number that is known elsewhere: "wend_inbox_items 12", with its help and type. */
void gauge_line(struct buf *out, const char *name, const char *type, const char *help, uint64_t value);
