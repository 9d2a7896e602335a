/* when_parts - a time taken apart, as the readers of the shapes hand it to each other; private to when*.c.
 *
 *	struct when_cursor c = { text.p, text.p + text.n };
 *	if (when_digits(&c, 4, 4, &parts.year) == 4 && ... && when_clock(&c, &parts) && c.p == c.end)
 */
#pragma once

#include "base/when.h"

struct when_cursor {
	const char *p, *end;
};

struct when_parts {
	int year, month, day, hour, minute, second, us;
	int fraction_digits;
	int offset_s; /* east of Greenwich; only with has_zone */
	bool has_time, has_seconds, has_zone;
	bool is_epoch;    /* then epoch_us is all there is */
	bool day_over_12; /* the first part, or the second, can be no month: */
	bool month_over_12;
	bool month_first; /* a month in letters stands before its day */
	bool year_last;   /* the year stands behind the clock */
	int64_t epoch_us;
};

/* How many digits, at least `least` and at most `most`; 0 and the cursor as it was when there are fewer. */
int when_digits(struct when_cursor *c, int least, int most, int *out);
bool when_take(struct when_cursor *c, char letter);
void when_skip_blanks(struct when_cursor *c);

/* What stands behind a date: nothing, or a time of day with fraction, AM or PM, and zone, up to the end. */
bool when_rest(struct when_cursor *c, struct when_parts *parts);
bool when_clock(struct when_cursor *c, struct when_parts *parts); /* 10:15, 10.15, 10:15:00,123 */
bool when_half(struct when_cursor *c, struct when_parts *parts);  /* AM, pm, a.m.: false when there is none */
bool when_offset(struct when_cursor *c, struct when_parts *parts); /* Z, +01, +01:00, GMT+1, (CET) */

/* A reader for each family of shapes. */
bool when_read_iso(struct str text, enum when_order order, struct when_parts *parts);
bool when_read_ymd(struct str text, enum when_order order, struct when_parts *parts);
bool when_read_dmy(struct str text, enum when_order order, struct when_parts *parts);
bool when_read_epoch_s(struct str text, enum when_order order, struct when_parts *parts);
bool when_read_epoch_ms(struct str text, enum when_order order, struct when_parts *parts);
bool when_read_epoch_us(struct str text, enum when_order order, struct when_parts *parts);
bool when_read_log(struct str text, enum when_order order, struct when_parts *parts);
bool when_read_ctime(struct str text, enum when_order order, struct when_parts *parts);
bool when_read_mail(struct str text, enum when_order order, struct when_parts *parts);
bool when_read_words(struct str text, enum when_order order, struct when_parts *parts);

/* The month that the word means in English, Polish or Russian, 1..12; 0 for none. */
int when_month(struct str word);

/* Days since 1970-01-01 of a day in the Gregorian calendar, and back. */
int64_t when_days(int year, int month, int day);
void when_civil(int64_t days, int *year, int *month, int *day);

/* Microseconds east of Greenwich at this local time. */
int64_t when_zone_offset_us(struct when_zone *zone, int64_t local_us);

/* -2 digits are 1969 to 2068, as POSIX has it. */
int when_century(int two_digits);
