#include "model/metric.h"

#include <math.h>

#include "base/buf.h"

/* Beginnings of words, in small letters; a blank before them: only where a word begins. */
static const struct {
	const char *part;
	enum metric_way way;
} parts[] = {
	/* clang-format off */
	{ " average", METRIC_MEAN }, { " avg", METRIC_MEAN }, { " mean", METRIC_MEAN }, { " median", METRIC_MEAN },
	{ " rate", METRIC_MEAN }, { " ratio", METRIC_MEAN }, { " share", METRIC_MEAN }, { "percent", METRIC_MEAN },
	{ "%", METRIC_MEAN }, { " per ", METRIC_MEAN }, { " time ", METRIC_MEAN },
	{ " duration", METRIC_MEAN }, { " depth", METRIC_MEAN }, { " position", METRIC_MEAN }, { " score", METRIC_MEAN },
	{ " frequency", METRIC_MEAN }, { " ctr ", METRIC_MEAN }, { " cpc ", METRIC_MEAN }, { " cpm ", METRIC_MEAN },
	{ " cpa ", METRIC_MEAN }, { " roas ", METRIC_MEAN },
	{ " średni", METRIC_MEAN }, { " współczynnik", METRIC_MEAN }, { " wskaźnik", METRIC_MEAN },
	{ " odsetek", METRIC_MEAN }, { "procent", METRIC_MEAN }, { " udział", METRIC_MEAN }, { " czas", METRIC_MEAN },
	{ " na użytkownika", METRIC_MEAN }, { " na sesję", METRIC_MEAN }, { " na aktywnego", METRIC_MEAN },
	{ " средн", METRIC_MEAN }, { " коэффициент", METRIC_MEAN }, { " показатель", METRIC_MEAN },
	{ " процент", METRIC_MEAN }, { " доля", METRIC_MEAN }, { " время", METRIC_MEAN },
	{ " длительность", METRIC_MEAN }, { " на пользователя", METRIC_MEAN }, { " на сеанс", METRIC_MEAN },
	{ " user ", METRIC_LARGEST }, { " users ", METRIC_LARGEST }, { " visitors ", METRIC_LARGEST },
	{ " customers ", METRIC_LARGEST }, { " people ", METRIC_LARGEST }, { " reach ", METRIC_LARGEST },
	{ " unique", METRIC_LARGEST }, { " distinct", METRIC_LARGEST },
	{ " użytkowni", METRIC_LARGEST }, { " zasięg", METRIC_LARGEST }, { " unikaln", METRIC_LARGEST },
	{ " пользовател", METRIC_LARGEST }, { " охват", METRIC_LARGEST }, { " уникальн", METRIC_LARGEST },
	/* clang-format on */
};

enum { LETTERS = 200 };

static bool is_capital(struct str s, size_t i)
{
	return i < s.n && s.p[i] >= 'A' && s.p[i] <= 'Z';
}

/* " scroll depth average scroll depth " of "ScrollDepth: averageScrollDepth": words with blanks around them. */
static struct str words_of(struct scope *sc, struct str name)
{
	char *spaced = scope_alloc(sc, 2 * name.n + 3, 1);
	size_t n = 0;

	spaced[n++] = ' ';
	for (size_t i = 0; i < name.n; i++) {
		bool joint = i && is_capital(name, i) && !is_capital(name, i - 1);
		bool between = name.p[i] && strchr(":_-,;/().", name.p[i]);
		if (joint)
			spaced[n++] = ' ';
		spaced[n++] = between ? ' ' : name.p[i];
	}
	spaced[n++] = ' ';
	return str_fold(sc, (struct str){ spaced, n });
}

enum metric_way metric_way(struct str name)
{
	struct scope mine = { 0 };
	struct str words = words_of(&mine, str_sub(name, 0, LETTERS));
	enum metric_way way = METRIC_ADDED;

	for (size_t i = 0; i < COUNT_OF(parts) && way == METRIC_ADDED; i++)
		if (str_has(words, str_of(parts[i].part)))
			way = parts[i].way;
	scope_close(&mine);
	return way;
}

const char *metric_way_name(enum metric_way way)
{
	static const char *const names[METRIC_WAYS] = {
		[METRIC_ADDED] = "added", [METRIC_LARGEST] = "largest", [METRIC_MEAN] = "mean"
	};

	return names[way];
}

struct str metric_title(struct str name, struct str currency)
{
	size_t behind = currency.n + 2; /* and its brackets */

	if (!currency.n || name.n <= behind)
		return name;
	struct str end = str_sub(name, name.n - behind, name.n);
	if (end.p[0] != '(' || end.p[behind - 1] != ')' || !str_same(str_sub(end, 1, behind - 1), currency))
		return name;
	return str_trim(str_sub(name, 0, name.n - behind));
}

/* Money with its hundredths, other numbers with three figures at least; what is whole without. */
static int places_of(double size, bool money)
{
	if (size == floor(size) || size >= 1e15)
		return 0;
	return money || size < 10 ? 2 : size < 100 ? 1 : 0;
}

struct str metric_amount(struct scope *sc, double amount, struct str currency)
{
	struct buf *b = buf_new(sc, 1000);
	double size = fabs(amount);
	struct str digits = str_of(scope_printf(sc, "%.*f", places_of(size, currency.n > 0), size));
	const char *point = memchr(digits.p, '.', digits.n);
	size_t before = point ? (size_t)(point - digits.p) : digits.n;

	buf_puts(b, amount < 0 ? "\xe2\x88\x92" : ""); /* minus */
	for (size_t i = 0; i < digits.n; i++)
		buf_printf(b, i && i < before && (before - i) % 3 == 0 ? ",%c" : "%c", digits.p[i]);
	if (currency.n)
		buf_printf(b, "\xc2\xa0%.*s", STR_ARG(currency));
	return buf_str(b);
}
