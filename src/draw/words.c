#include "draw/words.h"

#include <math.h>
#include <stdio.h>

#define NBSP "\xc2\xa0"
#define MINUS "\xe2\x88\x92"
#define DASH "\xe2\x80\x93"

struct str words_line(struct scope *sc, const char *format, ...)
{
	va_list ap, again;

	va_start(ap, format);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	char *p = scope_alloc(sc, (size_t)(n < 0 ? 0 : n) + 1, 1);
	vsnprintf(p, (size_t)(n < 0 ? 0 : n) + 1, format, again);
	va_end(again);
	return str_of(p);
}

struct str words_count(struct scope *sc, uint64_t n)
{
	char text[32], *p = text + sizeof text;
	int digits = 0;

	*--p = 0;
	do {
		if (digits && digits % 3 == 0)
			*--p = ',';
		*--p = (char)('0' + n % 10);
		n /= 10;
		digits++;
	} while (n);
	return str_copy(sc, str_of(p));
}

struct str words_plural(struct scope *sc, uint64_t n, const char *one, const char *many)
{
	return words_line(sc, "%s" NBSP "%s", words_count(sc, n).p, n == 1 ? one : many);
}

/* Whole per cents from ten up; one place below, so that a small share is not rounded to nothing. */
static const char *percent(struct scope *sc, double share)
{
	double x = share * 100;

	if (x > 0 && x < 0.05)
		return "<0.1";
	if (x > 99.5 && x < 100)
		return scope_printf(sc, "%.1f", fmin(x, 99.9));
	return scope_printf(sc, fabs(x) < 9.95 && x != floor(x) ? "%.1f" : "%.0f", x);
}

struct str words_share(struct scope *sc, double share)
{
	return words_line(sc, "%s" NBSP "%%", percent(sc, share));
}

struct str words_interval(struct scope *sc, const struct estimate *share)
{
	return words_line(sc, "%s" DASH "%s" NBSP "%%", percent(sc, share->low), percent(sc, share->high));
}

struct str words_feeling(struct scope *sc, double feeling)
{
	double x = round(feeling * 10) / 10;

	return words_line(sc, "%s%.1f", x > 0 ? "+" : x < 0 ? MINUS : "", fabs(x));
}

struct str words_feeling_interval(struct scope *sc, const struct estimate *feeling)
{
	return words_line(
		sc, "%s to %s", words_feeling(sc, feeling->low).p, words_feeling(sc, feeling->high).p);
}

struct str words_signed(struct scope *sc, double x)
{
	double whole = round(x);

	return words_line(sc, "%s%.0f", whole > 0 ? "+" : whole < 0 ? MINUS : "", fabs(whole));
}

/* Two units up to two days ("2 h 10 min"), then days with one place. */
struct str words_span(struct scope *sc, double s)
{
	if (s < 9.95)
		return words_line(sc, s < 0.05 ? "%.0f" NBSP "s" : "%.1f" NBSP "s", s);
	if (s < 59.5)
		return words_line(sc, "%.0f" NBSP "s", s);
	if (s < 3570)
		return words_line(sc, "%.0f" NBSP "min", s / 60);
	double days = round(s / 8640) / 10;
	if (s >= 2 * 86400.0)
		return words_line(sc,
			days >= 100 || days == floor(days) ? "%.0f" NBSP "days" : "%.1f" NBSP "days", days);
	long minutes = lround(s / 60), hours = minutes / 60;
	if (minutes % 60 == 0 || hours >= 10)
		return words_line(sc, "%ld" NBSP "h", lround((double)minutes / 60));
	return words_line(sc, "%ld" NBSP "h" NBSP "%ld" NBSP "min", hours, minutes % 60);
}

/* Days since 1970-01-01 to a date of the proleptic Gregorian calendar (Hinnant 2013, civil_from_days). */
static void date_of(int64_t days, int64_t *year, unsigned *month, unsigned *day)
{
	int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
	unsigned doe = (unsigned)(z - era * 146097);
	unsigned yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;

	*day = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = (int64_t)yoe + era * 400 + (*month <= 2);
}

enum { US_PER_S = 1000000 };
#define US_PER_DAY (86400ll * US_PER_S)

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

struct str words_date(struct scope *sc, int64_t us)
{
	int64_t year;
	unsigned month, day;

	date_of(floor_div(us, US_PER_DAY), &year, &month, &day);
	return words_line(sc, "%04lld-%02u-%02u", (long long)year, month, day);
}

struct str words_period(struct scope *sc, int64_t from_us, int64_t to_us, uint64_t events)
{
	if (!events)
		return STR("no events yet");
	return words_line(sc, "%s to %s", words_date(sc, from_us).p, words_date(sc, to_us).p);
}

struct str words_iso(struct scope *sc, int64_t us)
{
	int64_t rest = us - floor_div(us, US_PER_DAY) * US_PER_DAY;
	unsigned s = (unsigned)(rest / US_PER_S), part = (unsigned)(rest % US_PER_S);
	char fraction[16] = "";

	if (part) {
		size_t n = (size_t)snprintf(fraction, sizeof fraction, ".%06u", part);
		while (fraction[n - 1] == '0')
			fraction[--n] = 0;
	}
	return words_line(
		sc, "%sT%02u:%02u:%02u%sZ", words_date(sc, us).p, s / 3600, s / 60 % 60, s % 60, fraction);
}

const char *words_evidence(unsigned grade)
{
	static const char *const names[] = { "none", "weak", "some", "good", "strong" };

	return names[grade < COUNT_OF(names) ? grade : COUNT_OF(names) - 1];
}
