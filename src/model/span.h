/* span - a length of time as definitions and conditions have it: "39d", "1h30m", "90 s", "2w".
 *
 *	if (span_read(STR("1h30m"), &us)) ...             // 5,400,000,000
 *	span_text(sc, us);                                // "1h30m"
 *	span_words(sc, us);                               // "1 hour 30 minutes"
 *
 * Whole seconds, more than none, at most a hundred years.
 */
#pragma once

#include "base/str.h"

#define SPAN_SECOND_US INT64_C(1000000)
#define SPAN_LONGEST_US (INT64_C(36500) * 86400 * SPAN_SECOND_US)

/* false: not a span, or outside its range. */
bool span_read(struct str text, int64_t *us) MUST_USE;

/* What span_read reads back; `us` must be a span. */
struct str span_text(struct scope *sc, int64_t us);
struct str span_words(struct scope *sc, int64_t us);
