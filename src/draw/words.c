#include "draw/words.h"

#include "base/when.h"

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

/* "fewer than 10"; "not shown" where it is more, but another number would follow from it. */
static struct str words_untold(struct scope *sc, uint64_t n)
{
	if (n == COUNT_UNTOLD)
		return STR("not shown");
	return words_line(sc, "fewer than" NBSP "%llu", (unsigned long long)(COUNT_UNTOLD - n));
}

struct str words_none(struct scope *sc, uint64_t n)
{
	return count_is_told(n) ? STR("no data") : words_untold(sc, n);
}

struct str words_count(struct scope *sc, uint64_t n)
{
	char text[32], *p = text + sizeof text;
	int digits = 0;

	if (!count_is_told(n))
		return words_untold(sc, n);
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
	if (n == COUNT_UNTOLD)
		return words_line(sc, "%s not shown", many);
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

struct str words_period(struct scope *sc, int64_t from_us, int64_t to_us, uint64_t events)
{
	if (!events)
		return STR("no events yet");
	return words_line(sc, "%s to %s", when_date(sc, from_us).p, when_date(sc, to_us).p);
}

struct str words_goal(struct scope *sc, const struct map *map)
{
	const struct estimate *c = &map->conversion;
	const uint64_t reached = map->journeys.converted, all = map->journeys.total;

	if (c->known)
		return words_line(sc, "reached by %s (%s) of the %s%sjourneys that are old enough to tell",
			words_share(sc, c->value).p, words_interval(sc, c).p,
			count_is_told(c->n) ? words_count(sc, c->n).p : "", count_is_told(c->n) ? " " : "");
	if (count_is_told(c->n))
		return words_none(sc, c->n);
	if (reached == COUNT_UNTOLD)
		return STR("how many reached it is not shown");
	if (!count_is_told(reached) || !count_is_told(all) || !all)
		return words_line(sc, "reached by %s", words_plural(sc, reached, "journey", "journeys").p);
	return words_line(sc, "reached by %s of the %s journeys",
		words_share(sc, (double)reached / (double)all).p, words_count(sc, all).p);
}

const char *words_evidence(unsigned grade)
{
	static const char *const names[] = { "none", "weak", "some", "good", "strong" };

	return names[grade < COUNT_OF(names) ? grade : COUNT_OF(names) - 1];
}

/* A single row is what its source says, however its name puts rows together. */
struct str words_sum(struct scope *sc, const struct map_sums *line, const struct map_sum *sum)
{
	static const char *const before[METRIC_WAYS] = { [METRIC_LARGEST] = "at least" NBSP };
	static const char *const behind[METRIC_WAYS] = { [METRIC_MEAN] = " on average" };
	bool several = sum->rows > 1;
	const char *first = several && before[line->way] ? before[line->way] : "";
	const char *last = several && behind[line->way] ? behind[line->way] : "";

	return words_line(sc, "%s%s%s", first, metric_amount(sc, sum->amount, line->currency).p, last);
}

struct str words_sum_name(struct scope *sc, const struct map_sums *line)
{
	return line->currency.n ? words_line(sc, "%.*s, %.*s", STR_ARG(line->name), STR_ARG(line->currency))
				: line->name;
}

struct str words_source(struct scope *sc, const struct map_source *source)
{
	struct str events = words_count(sc, source->events);

	if (!source->notes)
		return events;
	struct str notes = words_plural(sc, source->notes, "note", "notes");
	return source->events ? words_line(sc, "%s and %s", events.p, notes.p) : notes;
}
