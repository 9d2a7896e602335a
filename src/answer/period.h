/* period - days, weeks, months, quarters and years as numbers that go up by one, and their names.
 *
 *	int64_t march = period_of(PERIOD_MONTH, second);
 *	period_name(sc, PERIOD_MONTH, march);                        // "2026-03"; march + 1 is April
 *	period_start(PERIOD_MONTH, march);                           // its first second
 *
 * By UTC.  Weeks are those of ISO 8601: they begin on Monday, and a year's first has its first Thursday.
 */
#pragma once

#include "base/str.h"

enum period { PERIOD_NONE, PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR, PERIODS };

const char *period_word(enum period period); /* "month" */
bool period_find(struct str word, enum period *out) MUST_USE;

int64_t period_of(enum period period, int64_t second);
int64_t period_start(enum period period, int64_t number);
struct str period_name(
	struct scope *sc, enum period period, int64_t number); /* 2026-03-02, 2026-W10, 2026-Q1 */

/* "2026", "2026-Q1", "2026-03", "2026-W10", "2026-03-02", or two of them with ".." between: its first and last second. */
bool period_read(struct scope *sc, struct str text, int64_t *from_s, int64_t *to_s) MUST_USE;

/* The finest in which these seconds are at most so many periods; years where none is. */
enum period period_fitting(int64_t from_s, int64_t to_s, int64_t most);
