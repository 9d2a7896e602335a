/* when - times: reading every shape that files bring, zones, and writing them again.
 *
 *	struct when_shape shape;
 *	if (when_guess(samples, n, &shape)) ...
 *	if (when_read(&shape, zone, STR("2026-03-02 10:15:00"), &us, &precision)) ...
 *
 * A time is int64 microseconds since 1970-01-01 UTC, years 1600 to 9999; how exact it was is kept beside it.
 */
#pragma once

#include "base/str.h"

enum when_precision { WHEN_US, WHEN_MS, WHEN_S, WHEN_MIN, WHEN_DAY };
enum when_order { WHEN_ORDER_UNKNOWN, WHEN_DAY_FIRST, WHEN_MONTH_FIRST };

enum when_family {
	WHEN_NOT_A_TIME,
	WHEN_ISO,     /* 2026-03-02T10:15:00.123Z, 2026-03-02 10:15:00, 2026-03-02T10:15+01, 2026-03-02 */
	WHEN_YMD,     /* 2026/03/02 10:15:00, 2026.03.02, 20260302, 20260302101500 */
	WHEN_DMY_MDY, /* 01/05/2018 19:43, 5.1.2018, 24-02-2015 11.35, 03/02/26 1:05:00 PM */
	WHEN_EPOCH_S, /* 1772446500, 1772446500.5123 */
	WHEN_EPOCH_MS,
	WHEN_EPOCH_US,
	WHEN_LOG,   /* [02/Mar/2026:10:15:00 +0100] */
	WHEN_CTIME, /* Mon Mar 02 10:15:00 +0000 2026 */
	WHEN_MAIL,  /* Mon, 2 Mar 2026 10:15:00 +0100 */
	WHEN_WORDS, /* Apr 19, 2017, 3:35 AM; 2 marca 2026 10:15; 2 марта 2026 */
	WHEN_FAMILIES,
};

struct when_shape {
	enum when_family family;
	enum when_order order; /* for WHEN_DMY_MDY */
	bool has_zone;         /* the samples carry a zone or are epochs */
	enum when_precision precision;
};

/* An IANA zone, with its offsets remembered; it lives in its scope and holds nothing else.  A time that the
 * clock shows twice is the first of the two; one that it skips is read with the offset before the gap. */
struct when_zone;

/* NULL: no such zone; the reason names one that is ("Europe/Warsaw"). */
struct when_zone *when_zone_open(struct scope *sc, const char *name) MUST_USE;
struct when_zone *when_zone_twin(struct scope *sc, const struct when_zone *zone); /* for another thread */

/* The shape that most of the samples have (empty ones are not counted), and how many fit it. */
size_t when_guess(const struct str *samples, size_t n, struct when_shape *shape);

/* What one more sample says about day or month first: the shape's order is settled by a part over 12. */
void when_settle(struct when_shape *shape, struct str sample);

/* false: not a time of this shape.  A zone in the text goes before `zone`; NULL is UTC. */
bool when_read(const struct when_shape *shape, struct when_zone *zone, struct str text, int64_t *us,
	enum when_precision *precision) MUST_USE;

/* Any shape at all, for options and definitions: "2026-05-01", "2026-05-01 10:00". */
bool when_read_any(struct when_zone *zone, struct str text, int64_t *us) MUST_USE;

/* "7d", "30m", "1h30m", "90 s", "2w": to microseconds.  "auto" is not one. */
bool when_span(struct str text, int64_t *us) MUST_USE;

/* For people: "3 min", "2 h 10 min", "4.2 days"; seconds in. */
struct str when_span_words(struct scope *sc, double seconds);

struct str when_iso(struct scope *sc, int64_t us); /* 2026-03-02T10:15:00.123456Z, as many digits as needed */
struct str when_date(struct scope *sc, int64_t us); /* 2026-03-02 */
const char *when_family_name(enum when_family family);
