#include "serve/gauges.h"

#include <stdatomic.h>

enum { CLASSES = 6, BOUNDS = 11 };

static const int64_t bounds_us[BOUNDS] = { 500, 1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000,
	1000000, 5000000 };

struct durations {
	atomic_uint_fast64_t at[BOUNDS + 1], sum_us, n;
};

struct gauges {
	atomic_uint_fast64_t answers[CLASSES]; /* by the status' first digit */
	atomic_uint_fast64_t accepted, refused;
	struct durations api, collector;
};

struct gauges *gauges_new(struct scope *sc)
{
	return NEW(sc, struct gauges);
}

static void note(struct durations *d, int64_t us)
{
	int i = 0;

	while (i < BOUNDS && us > bounds_us[i])
		i++;
	atomic_fetch_add_explicit(&d->at[i], 1, memory_order_relaxed);
	atomic_fetch_add_explicit(&d->sum_us, (uint64_t)(us > 0 ? us : 0), memory_order_relaxed);
	atomic_fetch_add_explicit(&d->n, 1, memory_order_relaxed);
}

void gauges_request(struct gauges *g, int status, int64_t took_us, bool collected)
{
	int class = status / 100;

	if (class > 0 && class < CLASSES)
		atomic_fetch_add_explicit(&g->answers[class], 1, memory_order_relaxed);
	note(collected ? &g->collector : &g->api, took_us);
}

void gauges_events(struct gauges *g, uint64_t accepted, uint64_t refused)
{
	atomic_fetch_add_explicit(&g->accepted, accepted, memory_order_relaxed);
	atomic_fetch_add_explicit(&g->refused, refused, memory_order_relaxed);
}

static void heading(struct buf *out, const char *name, const char *type, const char *help)
{
	buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

void gauge_line(struct buf *out, const char *name, const char *type, const char *help, uint64_t value)
{
	heading(out, name, type, help);
	buf_printf(out, "%s %llu\n", name, (unsigned long long)value);
}

static void write_durations(const struct durations *d, const char *part, struct buf *out)
{
	uint64_t n = 0;

	for (int i = 0; i < BOUNDS; i++) {
		n += atomic_load(&d->at[i]);
		buf_printf(out, "wend_request_seconds_bucket{part=\"%s\",le=\"", part);
		buf_number(out, (double)bounds_us[i] / 1e6, 6);
		buf_printf(out, "\"} %llu\n", (unsigned long long)n);
	}
	buf_printf(out, "wend_request_seconds_bucket{part=\"%s\",le=\"+Inf\"} %llu\n", part,
		(unsigned long long)(n + atomic_load(&d->at[BOUNDS])));
	buf_printf(out, "wend_request_seconds_sum{part=\"%s\"} ", part);
	buf_number(out, (double)atomic_load(&d->sum_us) / 1e6, 12);
	buf_printf(out, "\nwend_request_seconds_count{part=\"%s\"} %llu\n", part,
		(unsigned long long)(n + atomic_load(&d->at[BOUNDS])));
}

void gauges_write(const struct gauges *g, struct buf *out)
{
	heading(out, "wend_answers_total", "counter",
		"Requests that were answered, by the class of their status.");
	for (int i = 1; i < CLASSES; i++)
		buf_printf(out, "wend_answers_total{class=\"%dxx\"} %llu\n", i,
			(unsigned long long)atomic_load(&g->answers[i]));
	heading(out, "wend_request_seconds", "histogram",
		"How long answers took, from the request's line to its end.");
	write_durations(&g->api, "api", out);
	write_durations(&g->collector, "collector", out);
	gauge_line(out, "wend_events_accepted_total", "counter", "Events that the collector acknowledged.",
		atomic_load(&g->accepted));
	gauge_line(out, "wend_events_refused_total", "counter", "Events that the collector could not take.",
		atomic_load(&g->refused));
}
