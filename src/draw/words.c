#include "draw/words.h"

#include "base/when.h"
#include "draw/said.h"

#include <math.h>
#include <stdio.h>

#define NBSP "\xc2\xa0"
#define MINUS "\xe2\x88\x92"
#define DASH "\xe2\x80\x93"

struct str words_line(struct scope *sc, const char *format, ...)
{
	const char *own = said(sc, format);
	va_list ap, again;

	va_start(ap, format);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, own, ap);
	va_end(ap);
	char *p = scope_alloc(sc, (size_t)(n < 0 ? 0 : n) + 1, 1);
	vsnprintf(p, (size_t)(n < 0 ? 0 : n) + 1, own, again);
	va_end(again);
	return str_of(p);
}

/* A number as the language writes it. */
static const char *number(struct scope *sc, const char *english)
{
	return str_c(sc, said_number(sc, str_of(english)));
}

static const char *decimal(struct scope *sc, int digits, double x)
{
	return number(sc, scope_printf(sc, "%.*f", digits, x));
}

/* "fewer than 10"; "not shown" where it is more, but another number would follow from it. */
static struct str words_untold(struct scope *sc, uint64_t n)
{
	if (n == COUNT_UNTOLD)
		return str_of(said(sc, "not shown"));
	return words_line(sc, "fewer than" NBSP "%llu", (unsigned long long)(COUNT_UNTOLD - n));
}

struct str words_none(struct scope *sc, uint64_t n)
{
	return count_is_told(n) ? str_of(said(sc, "no data")) : words_untold(sc, n);
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
	return str_copy(sc, said_number(sc, str_of(p)));
}

const char *words_counted(struct scope *sc, uint64_t n, const char *one, const char *many)
{
	struct str digits =
		count_is_told(n) ? str_of(scope_printf(sc, "%llu", (unsigned long long)n)) : STR("");

	return said_form(sc, digits, one, many);
}

struct str words_plural(struct scope *sc, uint64_t n, const char *one, const char *many)
{
	const char *what = words_counted(sc, n, one, many);

	if (n == COUNT_UNTOLD)
		return words_line(sc, "%s not shown", what);
	return words_line(sc, "%s" NBSP "%s", words_count(sc, n).p, what);
}

/* Whole per cents from ten up; one place below, so that a small share is not rounded to nothing. */
static const char *percent(struct scope *sc, double share)
{
	double x = share * 100;

	if (x > 0 && x < 0.05)
		return scope_printf(sc, "<%s", number(sc, "0.1"));
	if (x > 99.5 && x < 100)
		return decimal(sc, 1, fmin(x, 99.9));
	return decimal(sc, fabs(x) < 9.95 && x != floor(x) ? 1 : 0, x);
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

	return words_line(sc, "%s%s", x > 0 ? "+" : x < 0 ? MINUS : "", decimal(sc, 1, fabs(x)));
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

static struct str days(struct scope *sc, double n)
{
	const char *text = scope_printf(sc, n >= 100 || n == floor(n) ? "%.0f" : "%.1f", n);

	return words_line(sc, "%s" NBSP "%s", number(sc, text), said_form(sc, str_of(text), "days", "days"));
}

/* Two units up to two days ("2 h 10 min"), then days with one place. */
struct str words_span(struct scope *sc, double s)
{
	if (s < 59.5)
		return words_line(sc, "%s" NBSP "s", decimal(sc, s < 0.05 || s >= 9.95 ? 0 : 1, s));
	if (s < 3570)
		return words_line(sc, "%s" NBSP "min", decimal(sc, 0, s / 60));
	if (s >= 2 * 86400.0)
		return days(sc, round(s / 8640) / 10);
	long minutes = lround(s / 60), hours = minutes / 60;
	if (minutes % 60 == 0 || hours >= 10)
		return words_line(sc, "%ld" NBSP "h", lround((double)minutes / 60));
	return words_line(sc, "%ld" NBSP "h" NBSP "%ld" NBSP "min", hours, minutes % 60);
}

/* The day as people write it; in English as it sorts, since days and months are written either way there. */
struct str words_date(struct scope *sc, int64_t us)
{
	static const char *const months[] = { "January", "February", "March", "April", "May", "June", "July",
		"August", "September", "October", "November", "December" };
	struct str iso = when_date(sc, us);
	int64_t month, day;

	if (sc->speech == SPEECH_EN || iso.n != 10 || !str_integer(str_sub(iso, 5, 7), &month) ||
		!str_integer(str_sub(iso, 8, 10), &day) || month < 1 || month > 12)
		return iso;
	return words_line(sc, "%lld" NBSP "%s" NBSP "%.*s", (long long)day, said(sc, months[month - 1]),
		STR_ARG(str_sub(iso, 0, 4)));
}

struct str words_period(struct scope *sc, int64_t from_us, int64_t to_us, uint64_t events)
{
	if (!events)
		return str_of(said(sc, "no events yet"));
	return words_line(sc, "%.10s to %.10s", words_date(sc, from_us).p, words_date(sc, to_us).p);
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
		return str_of(said(sc, "how many reached it is not shown"));
	if (!count_is_told(reached) || !count_is_told(all) || !all)
		return words_line(
			sc, "reached by %s in all", words_plural(sc, reached, "journey", "journeys").p);
	return words_line(sc, "reached by %s of the %s journeys",
		words_share(sc, (double)reached / (double)all).p, words_count(sc, all).p);
}

const char *words_evidence(struct scope *sc, unsigned grade)
{
	static const char *const names[] = { "none", "weak", "some", "good", "strong" };

	return said(sc, names[grade < COUNT_OF(names) ? grade : COUNT_OF(names) - 1]);
}

/* "12.50 PLN" as the language has it: the currency stays. */
static struct str amount(struct scope *sc, const struct map_sums *line, double x)
{
	struct str english = metric_amount(sc, x, line->currency);
	size_t n = line->currency.n ? english.n - line->currency.n - strlen(NBSP) : english.n;

	return str_of(scope_printf(sc, "%.*s%.*s", STR_ARG(said_number(sc, str_sub(english, 0, n))),
		STR_ARG(str_sub(english, n, english.n))));
}

/* A single row is what its source says, however its name puts rows together. */
struct str words_sum(struct scope *sc, const struct map_sums *line, const struct map_sum *sum)
{
	struct str plain = amount(sc, line, sum->amount);

	if (sum->rows > 1 && line->way == METRIC_LARGEST)
		return words_line(sc, "at least" NBSP "%s", plain.p);
	if (sum->rows > 1 && line->way == METRIC_MEAN)
		return words_line(sc, "%s on average", plain.p);
	return plain;
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

struct str words_channel(struct scope *sc, const struct map_look *look)
{
	const char *known = channel_name(look->symbol);

	return str_equal(look->name, str_of(known)) ? str_of(said(sc, known)) : look->name;
}

struct str words_cell(struct scope *sc, const struct map_cell *cell)
{
	return cell->written ? cell->text : said_again(sc, cell->text);
}

struct str words_quote(struct scope *sc, const struct map_cell *cell)
{
	struct str quote = cell->quote, open = STR("“"), close = STR("”");

	if (quote.n < open.n + close.n || !str_starts(quote, open) || !str_ends(quote, close))
		return quote;
	return words_line(sc, "“%.*s”", STR_ARG(str_sub(quote, open.n, quote.n - close.n)));
}

/* "survey, 2026-05-02" */
struct str words_said(struct scope *sc, const struct map_cell *cell)
{
	struct str rest = cell->said, source = str_cut(&rest, ',');
	int64_t us;

	if (!cell->said.p || !rest.p || !when_read_any(NULL, str_trim(rest), &us))
		return cell->said;
	return words_line(sc, "%s, %s", said(sc, str_c(sc, source)), words_date(sc, us).p);
}
