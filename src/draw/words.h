/* words - numbers, durations and dates as a map says them to people.
 *
 *	words_count(sc, 2687)              // "2,687"
 *	words_share(sc, 0.62)              // "62 %", with a space that does not break
 *	words_interval(sc, &figures.reach) // "58–66 %"
 *
 * In the language of the scope (said.h), with no locale: the same text on every machine.  Durations are seconds.
 */
#pragma once

#include "base/buf.h"
#include "draw/said.h"
#include "model/estimate.h"
#include "map/look.h"
#include "map/map.h"

struct str words_count(struct scope *sc, uint64_t n);
struct str words_none(
	struct scope *sc, uint64_t n); /* of what is not known of n: "no data", "fewer than 10" */
struct str words_share(struct scope *sc, double share); /* 0..1: "62 %", "4.2 %", "<0.1 %" */
struct str words_interval(struct scope *sc, const struct estimate *share); /* "58–66 %" */
struct str words_feeling(struct scope *sc, double feeling);                /* "+0.9", "−1.2", "0.0" */
struct str words_feeling_interval(struct scope *sc, const struct estimate *feeling);
struct str words_signed(struct scope *sc, double x);     /* "+32", "−7": NPS */
struct str words_span(struct scope *sc, double seconds); /* "45 s", "3 min", "2 h 10 min", "4.2 days" */
struct str words_date(struct scope *sc, int64_t us);     /* "2026-03-01", "1 mar 2026" */
/* "2026-03-01 to 2026-05-31", or "no events yet". */
struct str words_period(struct scope *sc, int64_t from_us, int64_t to_us, uint64_t events);
struct str words_plural(struct scope *sc, uint64_t n, const char *one, const char *many); /* "1 journey" */
/* The name alone, in the form that goes with the number. */
const char *words_counted(struct scope *sc, uint64_t n, const char *one, const char *many);
/* After the goal's name: "reached by 62 % (58–66 %) of the 640 journeys that are old enough to tell", or of all. */
struct str words_goal(struct scope *sc, const struct map *map);
const char *words_evidence(
	struct scope *sc, unsigned grade); /* "none", "weak", "some", "good", "strong" for 0..4 */
/* The format is said in the language, where it has a row. */
struct str words_line(struct scope *sc, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* "1,240", "12.50 PLN", "2.35 on average", "at least 310". */
struct str words_sum(struct scope *sc, const struct map_sums *line, const struct map_sum *sum);
struct str words_sum_name(struct scope *sc, const struct map_sums *line); /* "Ad cost, PLN" */

/* How much a source has: "45,310", "2 notes", "310 and 2 notes". */
struct str words_source(struct scope *sc, const struct map_source *source);

/* A channel as Wend knows it in the language; one of the company's own as they call it. */
struct str words_channel(struct scope *sc, const struct map_look *look);

/* A cell's text: what a person wrote as it is, what the evidence says in the language; a quote between the marks of the
 * language; where and when it is from. */
struct str words_cell(struct scope *sc, const struct map_cell *cell);
struct str words_quote(struct scope *sc, const struct map_cell *cell);
struct str words_said(struct scope *sc, const struct map_cell *cell);
