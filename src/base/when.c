#include "base/when_parts.h"

#define US_PER_S INT64_C(1000000)
#define US_PER_DAY (86400 * US_PER_S)

static const struct {
	const char *name;
	bool (*read)(struct str text, enum when_order order, struct when_parts *parts);
	/* what a guess takes for it: numbers below or above are more likely something else */
	int64_t low_us, high_us;
} families[WHEN_FAMILIES] = {
	/* clang-format off */
	[WHEN_NOT_A_TIME] = { "not a time", NULL, 0, 0 },
	[WHEN_ISO] = { "YYYY-MM-DD", when_read_iso, INT64_MIN, INT64_MAX },
	[WHEN_YMD] = { "YYYY/MM/DD", when_read_ymd, -70 * 366 * US_PER_DAY, 230 * 366 * US_PER_DAY },
	[WHEN_DMY_MDY] = { "day, month, year", when_read_dmy, INT64_MIN, INT64_MAX },
	[WHEN_EPOCH_S] = { "seconds since 1970", when_read_epoch_s, 100000000 * US_PER_S, 100000000000 * US_PER_S },
	[WHEN_EPOCH_MS] = { "milliseconds since 1970", when_read_epoch_ms, 100000000 * US_PER_S, 100000000000 * US_PER_S },
	[WHEN_EPOCH_US] = { "microseconds since 1970", when_read_epoch_us, 100000000 * US_PER_S, 100000000000 * US_PER_S },
	[WHEN_LOG] = { "DD/Mon/YYYY:HH:MM:SS", when_read_log, INT64_MIN, INT64_MAX },
	[WHEN_CTIME] = { "Day Mon DD HH:MM:SS YYYY", when_read_ctime, INT64_MIN, INT64_MAX },
	[WHEN_MAIL] = { "Day, DD Mon YYYY HH:MM:SS", when_read_mail, INT64_MIN, INT64_MAX },
	[WHEN_WORDS] = { "the month in letters", when_read_words, INT64_MIN, INT64_MAX },
	/* clang-format on */
};

const char *when_family_name(enum when_family family)
{
	return families[family].name;
}

/* Hinnant, "chrono-compatible low-level date algorithms" (2013): days_from_civil and civil_from_days. */
int64_t when_days(int year, int month, int day)
{
	int64_t y = year - (month <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t in_era = y - era * 400;
	int64_t in_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + in_era * 365 + in_era / 4 - in_era / 100 + in_year - 719468;
}

void when_civil(int64_t days, int *year, int *month, int *day)
{
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t in_era = z - era * 146097;
	int64_t y = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
	int64_t in_year = in_era - (365 * y + y / 4 - y / 100);
	int64_t shifted = (5 * in_year + 2) / 153;

	*day = (int)(in_year - (153 * shifted + 2) / 5 + 1);
	*month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
	*year = (int)(y + era * 400 + (*month <= 2));
}

static int days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 && leap ? 29 : days[month - 1];
}

static bool parts_valid(const struct when_parts *p)
{
	return p->year >= 1600 && p->year <= 9999 && p->month >= 1 && p->month <= 12 && p->day >= 1 &&
	       (p->day <= 28 || p->day <= days_in_month(p->year, p->month)) && p->hour < 24 &&
	       p->minute < 60 && p->second <= 60;
}

static enum when_precision parts_precision(const struct when_parts *p)
{
	if (p->fraction_digits)
		return p->fraction_digits > 3 ? WHEN_US : WHEN_MS;
	if (!p->has_time)
		return WHEN_DAY;
	return p->has_seconds ? WHEN_S : WHEN_MIN;
}

static enum when_precision epoch_precision(enum when_family family, const struct when_parts *p)
{
	if (family == WHEN_EPOCH_S && p->fraction_digits == 0)
		return WHEN_S;
	return family == WHEN_EPOCH_US || p->fraction_digits > 3 ? WHEN_US : WHEN_MS;
}

static bool epoch_us(const struct when_parts *p, int64_t *us)
{
	static const int64_t low = -135140 * US_PER_DAY,
			     high = INT64_C(2932897) * US_PER_DAY; /* 1600, 10000 */

	*us = p->epoch_us;
	return p->epoch_us >= low && p->epoch_us < high;
}

static bool parts_us(const struct when_parts *p, struct when_zone *zone, int64_t *us)
{
	if (p->is_epoch)
		return epoch_us(p, us);
	if (!parts_valid(p))
		return false;
	int64_t seconds =
		when_days(p->year, p->month, p->day) * 86400 + p->hour * 3600 + p->minute * 60 + p->second;
	int64_t local = seconds * US_PER_S + p->us;
	if (p->has_zone)
		*us = local - p->offset_s * US_PER_S;
	else
		*us = zone ? local - when_zone_offset_us(zone, local) : local;
	return true;
}

/* Most texts have nothing to trim: that is two compares. */
static struct str trimmed(struct str text)
{
	unsigned char a = text.n ? (unsigned char)text.p[0] : 0;
	unsigned char b = text.n ? (unsigned char)text.p[text.n - 1] : 0;

	return a > ' ' && a < 0x80 && b > ' ' && b < 0x80 ? text : str_trim(text);
}

bool when_read(const struct when_shape *shape, struct when_zone *zone, struct str text, int64_t *us,
	enum when_precision *precision)
{
	struct when_parts p = { 0 };

	if (shape->family == WHEN_NOT_A_TIME)
		return false;
	text = trimmed(text);
	if (text.n == 0 || !families[shape->family].read(text, shape->order, &p) || !parts_us(&p, zone, us))
		return false;
	if (precision)
		*precision = p.is_epoch ? epoch_precision(shape->family, &p) : parts_precision(&p);
	return true;
}

/* The family that a guess takes the text for. */
static enum when_family family_of(struct str text, struct when_parts *parts)
{
	int64_t us;

	for (int i = WHEN_NOT_A_TIME + 1; i < WHEN_FAMILIES; i++) {
		*parts = (struct when_parts){ 0 };
		if (families[i].read(text, WHEN_ORDER_UNKNOWN, parts) && parts_us(parts, NULL, &us) &&
			us >= families[i].low_us && us < families[i].high_us)
			return (enum when_family)i;
	}
	return WHEN_NOT_A_TIME;
}

struct tally {
	size_t n, zones, day_first, month_first;
	enum when_precision finest;
};

static void tally_add(struct tally *t, enum when_family family, const struct when_parts *p)
{
	enum when_precision precision = p->is_epoch ? epoch_precision(family, p) : parts_precision(p);

	if (t->n == 0 || precision < t->finest)
		t->finest = precision;
	t->n++;
	t->zones += p->has_zone;
	t->day_first += p->day_over_12;
	t->month_first += p->month_over_12;
}

static enum when_order tally_order(const struct tally *t)
{
	if (t->day_first == t->month_first)
		return WHEN_ORDER_UNKNOWN;
	return t->day_first > t->month_first ? WHEN_DAY_FIRST : WHEN_MONTH_FIRST;
}

size_t when_guess(const struct str *samples, size_t n, struct when_shape *shape)
{
	struct tally tallies[WHEN_FAMILIES] = { 0 };
	int best = WHEN_NOT_A_TIME;

	for (size_t i = 0; i < n; i++) {
		struct str text = str_trim(samples[i]);
		struct when_parts parts;
		enum when_family family = text.n ? family_of(text, &parts) : WHEN_NOT_A_TIME;
		if (family != WHEN_NOT_A_TIME)
			tally_add(&tallies[family], family, &parts);
	}
	for (int i = WHEN_NOT_A_TIME + 1; i < WHEN_FAMILIES; i++)
		if (tallies[i].n > tallies[best].n)
			best = i;
	const struct tally *t = &tallies[best];
	*shape = (struct when_shape){ (enum when_family)best, tally_order(t), t->n && t->zones * 2 >= t->n,
		t->n ? t->finest : WHEN_DAY };
	return t->n;
}

void when_settle(struct when_shape *shape, struct str sample)
{
	struct when_parts p = { 0 };
	int64_t us;

	if (shape->family != WHEN_DMY_MDY || shape->order != WHEN_ORDER_UNKNOWN)
		return;
	sample = trimmed(sample);
	if (sample.n == 0 || !when_read_dmy(sample, WHEN_ORDER_UNKNOWN, &p) || !parts_us(&p, NULL, &us))
		return;
	if (p.day_over_12)
		shape->order = WHEN_DAY_FIRST;
	else if (p.month_over_12)
		shape->order = WHEN_MONTH_FIRST;
}

bool when_read_any(struct when_zone *zone, struct str text, int64_t *us)
{
	struct when_shape shape;

	return when_guess(&text, 1, &shape) == 1 && when_read(&shape, zone, text, us, NULL);
}

struct str when_date(struct scope *sc, int64_t us)
{
	int64_t days = us / US_PER_DAY - (us % US_PER_DAY < 0);
	int year, month, day;

	when_civil(days, &year, &month, &day);
	return str_of(scope_printf(sc, "%04d-%02d-%02d", year, month, day));
}

struct str when_iso(struct scope *sc, int64_t us)
{
	int64_t in_day = us % US_PER_DAY + (us % US_PER_DAY < 0 ? US_PER_DAY : 0);
	int second = (int)(in_day / US_PER_S), fraction = (int)(in_day % US_PER_S);
	struct str date = when_date(sc, us);
	char *clock = scope_printf(
		sc, "%.*sT%02d:%02d:%02d", STR_ARG(date), second / 3600, second / 60 % 60, second % 60);

	if (fraction == 0)
		return str_of(scope_printf(sc, "%sZ", clock));
	if (fraction % 1000 == 0)
		return str_of(scope_printf(sc, "%s.%03dZ", clock, fraction / 1000));
	return str_of(scope_printf(sc, "%s.%06dZ", clock, fraction));
}
