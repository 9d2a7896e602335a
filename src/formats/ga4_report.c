/* Google Analytics 4: what its reports and explorations download as CSV.  Several tables may stand in one file, each
 * below lines of comment that name its days; a table's first columns are what it is counted by, its last are
 * numbers. */
#include <stdio.h>

#include "formats/facts.h"
#include "formats/known.h"
#include "formats/metrics.h"
#include "sources/binary.h"
#include "sources/csv_split.h"
#include "sources/feed.h"

enum { SURVEY = 50 /* rows */, WINDOW = 64 * 1024, ROW = 1 << 20, COLUMNS = 200 };

enum role { ROLE_PROPERTY, ROLE_TIME, ROLE_NTH_DAY, ROLE_EVENT, ROLE_PAGE, ROLE_CHANNEL, ROLE_CAMPAIGN };

/* Columns' names in small letters; a star stands for anything. */
static const struct {
	const char *name;
	enum role role;
} columns_known[] = {
	{ "date", ROLE_TIME },
	{ "date + hour*", ROLE_TIME },
	{ "date hour*", ROLE_TIME },
	{ "data", ROLE_TIME },
	{ "data i godzina*", ROLE_TIME },
	{ "data + godzina*", ROLE_TIME },
	{ "дата", ROLE_TIME },
	{ "дата и час*", ROLE_TIME },
	{ "дата + час*", ROLE_TIME },
	{ "datum", ROLE_TIME },
	{ "fecha", ROLE_TIME },
	{ "day", ROLE_TIME },
	{ "dzień", ROLE_TIME },
	{ "день", ROLE_TIME },
	{ "year month", ROLE_TIME },
	{ "rok i miesiąc", ROLE_TIME },
	{ "год и месяц", ROLE_TIME },
	{ "nth day", ROLE_NTH_DAY },
	{ "n-ty dzień", ROLE_NTH_DAY },
	{ "n-й день", ROLE_NTH_DAY },
	{ "event name", ROLE_EVENT },
	{ "nazwa zdarzenia", ROLE_EVENT },
	{ "название события", ROLE_EVENT },
	{ "page path*", ROLE_PAGE },
	{ "page location", ROLE_PAGE },
	{ "landing page*", ROLE_PAGE },
	{ "ścieżka strony*", ROLE_PAGE },
	{ "ścieżka do strony*", ROLE_PAGE },
	{ "strona docelowa*", ROLE_PAGE },
	{ "путь к странице*", ROLE_PAGE },
	{ "целевая страница*", ROLE_PAGE },
	{ "*channel group*", ROLE_CHANNEL },
	{ "*grupa kanałów*", ROLE_CHANNEL },
	{ "*группа каналов*", ROLE_CHANNEL },
	{ "campaign", ROLE_CAMPAIGN },
	{ "session campaign", ROLE_CAMPAIGN },
	{ "first user campaign", ROLE_CAMPAIGN },
	{ "kampania", ROLE_CAMPAIGN },
	{ "sesja – kampania", ROLE_CAMPAIGN },
	{ "кампания", ROLE_CAMPAIGN },
};

static const enum fact fact_of[] = {
	[ROLE_EVENT] = FACT_EVENT,
	[ROLE_PAGE] = FACT_PAGE,
	[ROLE_CHANNEL] = FACT_CHANNEL,
	[ROLE_CAMPAIGN] = FACT_CAMPAIGN,
};

static const char *const totals[] = { "grand total", "total", "totals", "suma końcowa", "łącznie", "razem",
	"suma", "итого", "общий итог", "всего" };

struct column {
	struct str name;
	enum role role;
};

struct ga4 {
	struct scope *sc, table; /* `table` has what belongs to the table at hand */
	struct facts *f;
	const struct reader_options *options;
	struct reader_notes *notes;
	struct feed feed;
	struct csv_shape shape;
	struct csv_record *r;
	bool in_table;
	struct column columns[COLUMNS];
	size_t n, numbers; /* the columns from `numbers` on are numbers */
	struct str breakdown;
	char days[2][METRIC_DAY + 1]; /* the first and the last that the comment names */
	size_t n_days;
	bool days_used; /* a table stood below them: the next day named begins anew */
};

/* --- what stands in a comment -------------------------------------------------------------------- */

static bool is_comment(struct str line)
{
	return line.n && line.p[0] == '#' && (line.n == 1 || memchr(" -,;\t\r", line.p[1], 6));
}

static void see_comment(struct ga4 *g, struct str line)
{
	char days[2][METRIC_DAY + 1];
	size_t n = metric_days_in(line, days);

	if (n && g->days_used) {
		g->n_days = 0;
		g->days_used = false;
	}
	for (size_t i = 0; i < n && g->n_days < 2; i++)
		memcpy(g->days[g->n_days++], days[i], METRIC_DAY + 1);
	g->in_table = false;
}

/* --- a table's columns --------------------------------------------------------------------------- */

static enum role role_of(struct scope *sc, struct str name)
{
	struct str small = str_fold(sc, str_trim(name));

	for (size_t i = 0; i < COUNT_OF(columns_known); i++) {
		struct str known = str_of(columns_known[i].name);
		bool before = str_starts(known, STR("*")), behind = str_ends(known, STR("*"));
		struct str word = str_sub(known, before, known.n - behind);
		if (before ? str_has(small, word) : behind ? str_starts(small, word) : str_equal(small, word))
			return columns_known[i].role;
	}
	return ROLE_PROPERTY;
}

static bool has_role(const struct ga4 *g, enum role role)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->columns[i].role == role)
			return true;
	return false;
}

static bool is_total(struct str text)
{
	text = str_trim(text);
	for (size_t i = 0; i < COUNT_OF(totals); i++)
		if (str_same(text, str_of(totals[i])))
			return true;
	return false;
}

/* "Grand total" before the numbers or, in explorations, behind them. */
static bool is_total_row(const struct ga4 *g, const struct csv_record *r)
{
	return (r->n && is_total(r->fields[0])) ||
	       (r->n > g->n && r->n <= CSV_FIELDS && is_total(r->fields[r->n - 1]));
}

static bool number(const struct ga4 *g, struct str text, double *out)
{
	char digits[64];

	text = str_trim(text);
	if (text.n >= sizeof digits || g->shape.delimiter == ',')
		return str_number(text, out);
	for (size_t i = 0; i < text.n; i++)
		digits[i] = text.p[i] == ',' ? '.' : text.p[i];
	return str_number((struct str){ digits, text.n }, out);
}

/* Ids are digits, too, but nothing that can be counted. */
static bool is_dimension(const struct column *c)
{
	return c->role != ROLE_PROPERTY || str_ends(c->name, STR(" ID")) || str_starts(c->name, STR("Nth "));
}

struct tally {
	size_t numbers[COLUMNS], others[COLUMNS];
};

static void see_row(struct ga4 *g, const struct csv_record *r, struct tally *seen)
{
	double value;

	for (size_t i = 0; i < g->n && i < r->n; i++)
		if (str_trim(r->fields[i]).n)
			number(g, r->fields[i], &value) ? seen->numbers[i]++ : seen->others[i]++;
}

static bool is_blank(struct str line)
{
	for (size_t i = 0; i < line.n; i++)
		if (!memchr(" \t\r,;", line.p[i], 5))
			return false;
	return true;
}

/* The rows that lie in the window, up to the table's end. */
static void look_ahead(struct ga4 *g, struct tally *seen)
{
	struct str rest = feed_text(&g->feed);

	for (size_t i = 0; i < SURVEY && rest.n; i++) {
		struct str ahead = rest, line = str_cut(&ahead, '\n');
		if (is_blank(line) || is_comment(line) ||
			csv_split(&g->shape, rest, g->feed.ended, g->r) != CSV_RECORD)
			return;
		if (!is_total_row(g, g->r))
			see_row(g, g->r, seen);
		rest = str_sub(rest, g->r->length, rest.n);
	}
}

/* Where the numbers begin: the first column never is one, where there are more. */
static void find_numbers(struct ga4 *g)
{
	struct tally seen = { 0 };

	look_ahead(g, &seen);
	for (g->numbers = g->n; g->numbers > (g->n > 1); g->numbers--) {
		size_t i = g->numbers - 1;
		if (is_dimension(&g->columns[i]) || seen.others[i] * 4 > seen.numbers[i])
			break;
	}
	if (g->numbers == g->n)
		facts_remark(g->f, "A table without a column of numbers was left out");
}

static char delimiter_of(struct str line)
{
	return memchr(line.p, ',', line.n)    ? ','
	       : memchr(line.p, ';', line.n)  ? ';'
	       : memchr(line.p, '\t', line.n) ? '\t'
					      : ',';
}

static struct str breakdown_of(struct ga4 *g)
{
	struct str names = { 0 };

	for (size_t i = 0; i < g->numbers; i++)
		names = str_of(names.n ? scope_printf(&g->table, "%.*s, %.*s", STR_ARG(names),
						 STR_ARG(g->columns[i].name))
				       : scope_printf(&g->table, "%.*s", STR_ARG(g->columns[i].name)));
	return names;
}

/* The record that the window starts with is a header. */
static bool begin_table(struct ga4 *g)
{
	const struct csv_record *r = g->r;

	if (r->n > COLUMNS)
		return scope_fail(g->sc, FAULT_LIMIT,
			"line %llu: a table has more than %d columns, the ceiling",
			(unsigned long long)g->feed.line, COLUMNS);
	scope_close(&g->table);
	g->table = (struct scope){ 0 };
	g->n = 0;
	for (size_t i = 0; i < r->n; i++) {
		struct str name = str_copy(&g->table, str_trim(r->fields[i]));
		enum role role = role_of(&g->table, name);
		g->columns[g->n] = (struct column){ name, has_role(g, role) ? ROLE_PROPERTY : role };
		g->n++;
	}
	while (g->n && !g->columns[g->n - 1].name.n)
		g->n--;
	feed_take(&g->feed, r->length, r->lines);
	while (feed_text(&g->feed).n < WINDOW && !g->feed.ended)
		if (!feed_more(&g->feed))
			return false;
	find_numbers(g);
	g->breakdown = breakdown_of(g);
	g->in_table = g->days_used = true;
	return true;
}

/* --- a row --------------------------------------------------------------------------------------- */

static const struct when_shape iso = { .family = WHEN_ISO }, ymd = { .family = WHEN_YMD };

/* "2026020213": an hour. */
static bool put_hour(struct ga4 *g, struct str text)
{
	char hour[17] = "0000-00-00 00:00";
	int64_t us;

	for (size_t i = 0; i < text.n; i++)
		hour[i + (i > 3) + (i > 5) + (i > 7)] = text.p[i];
	if (!when_read(&iso, g->options->zone, str_of(hour), &us, NULL))
		return false;
	facts_time(g->f, FACT_END, us + INT64_C(3600) * 1000000);
	return facts_iso(g->f, FACT_TIME, str_of(hour));
}

/* "202602": a month, to its last day. */
static bool put_month(struct ga4 *g, struct str text)
{
	char first[METRIC_DAY + 1] = { 0 }, last[METRIC_DAY + 1] = { 0 };
	int64_t us;

	memcpy(first, text.p, 6);
	memcpy(last, text.p, 6);
	first[6] = '0';
	first[7] = '1';
	last[6] = '3';
	last[7] = '1';
	for (int day = 31; day > 27; day--) {
		last[6] = (char)('0' + day / 10);
		last[7] = (char)('0' + day % 10);
		if (when_read(&ymd, NULL, str_of(last), &us, NULL))
			break;
	}
	return metric_days(g->f, &ymd, str_of(first), str_of(last));
}

/* "0003": days behind the first that the comment names. */
static bool put_nth_day(struct ga4 *g, struct str text)
{
	int64_t n, us;
	struct scope mine = { 0 };

	if (!g->n_days || !str_integer(text, &n) || n < 0 || n > 10000 ||
		!when_read(&ymd, NULL, str_of(g->days[0]), &us, NULL))
		return false;
	struct str day = when_date(&mine, us + n * 86400 * 1000000);
	bool ok = metric_days(g->f, &iso, day, day);
	scope_close(&mine);
	return ok;
}

static bool put_time(struct ga4 *g, enum role role, struct str text)
{
	int64_t digits;
	bool whole = str_integer(text, &digits);

	if (role == ROLE_NTH_DAY)
		return put_nth_day(g, text);
	if (whole && text.n == 10)
		return put_hour(g, text);
	if (whole && text.n == 6)
		return put_month(g, text);
	return metric_days(g->f, text.n == METRIC_DAY ? &ymd : &iso, text, text);
}

static bool put_range(struct ga4 *g)
{
	return g->n_days && metric_days(g->f, &ymd, str_of(g->days[0]), str_of(g->days[g->n_days - 1]));
}

static bool is_time(enum role role)
{
	return role == ROLE_TIME || role == ROLE_NTH_DAY;
}

/* The days that the row's numbers are of; why they cannot be told, or NULL. */
static const char *put_days(struct ga4 *g, char room[static METRIC_WHY])
{
	for (size_t i = 0; i < g->numbers && i < g->r->n; i++)
		if (is_time(g->columns[i].role))
			return put_time(g, g->columns[i].role, str_trim(g->r->fields[i]))
				       ? NULL
				       : metric_why(room, g->columns[i].name, g->r->fields[i], "day");
	return put_range(g) ? NULL : "neither a column nor the lines above the table name its days";
}

static void put_dimensions(struct ga4 *g)
{
	for (size_t i = 0; i < g->numbers && i < g->r->n; i++) {
		const struct column *c = &g->columns[i];
		struct str value = g->r->fields[i];
		if (c->role == ROLE_PROPERTY)
			facts_say(g->f, c->name, value);
		else if (!is_time(c->role))
			facts_put(g->f, fact_of[c->role], value);
	}
	facts_say(g->f, STR("breakdown"), g->breakdown);
}

static bool broken(struct ga4 *g, const char *why)
{
	return facts_broken(g->f, g->feed.line, g->r->raw, why);
}

static bool send_number(struct ga4 *g, size_t column)
{
	struct str name = g->columns[column].name, text = str_trim(g->r->fields[column]);
	char room[METRIC_WHY];
	double value;

	if (!text.n)
		return true;
	if (!number(g, text, &value))
		return broken(g, metric_why(room, name, text, "number"));
	facts_begin(g->f, g->feed.line, g->r->raw);
	if (put_days(g, room)) /* it was read before */
		return true;
	put_dimensions(g);
	metric_put(g->f, name, value, metric_currency(name));
	return facts_send(g->f);
}

static bool take_row(struct ga4 *g)
{
	struct csv_record *r = g->r;
	char room[METRIC_WHY];

	if (is_total_row(g, r)) {
		g->notes->total_lines++;
		return true;
	}
	while (r->n > g->n && r->n <= CSV_FIELDS && !str_trim(r->fields[r->n - 1]).n)
		r->n--;
	if (r->n > g->n || r->n > COLUMNS)
		return broken(g, "it has more fields than the table has columns");
	facts_begin(g->f, g->feed.line, r->raw);
	const char *why = put_days(g, room);
	if (why)
		return broken(g, why);
	for (size_t i = g->numbers; i < r->n && !facts_full(g->f); i++)
		if (!send_number(g, i))
			return false;
	return true;
}

/* --- the file ------------------------------------------------------------------------------------ */

/* The record that the window starts with is in g->r; CSV_MORE: it failed. */
static enum csv_found next(struct ga4 *g)
{
	for (;;) {
		struct str text = feed_text(&g->feed);
		enum csv_found found = csv_split(&g->shape, text, g->feed.ended, g->r);
		if (found != CSV_MORE)
			return found;
		if (g->feed.ended || text.n > ROW) {
			snprintf(g->r->why, sizeof g->r->why, "the quote is not closed within 1 MiB");
			return csv_first_line(&g->shape, text, g->r);
		}
		if (!feed_more(&g->feed))
			return CSV_MORE;
	}
}

static bool record(struct ga4 *g, struct str line)
{
	if (!g->in_table)
		g->shape = (struct csv_shape){ delimiter_of(line), '\n' };
	enum csv_found found = next(g);
	if (found == CSV_MORE)
		return false;
	if (found == CSV_RECORD && !g->in_table)
		return begin_table(g);
	if (!(found == CSV_BROKEN ? broken(g, g->r->why) : take_row(g)))
		return false;
	feed_take(&g->feed, g->r->length, g->r->lines);
	return true;
}

static bool lines(struct ga4 *g)
{
	struct str line;
	size_t whole;

	while (!facts_full(g->f) && feed_line(&g->feed, &line, &whole)) {
		if (!is_comment(line) && !is_blank(line)) {
			if (!record(g, line))
				return false;
			continue;
		}
		if (is_comment(line))
			see_comment(g, line);
		g->in_table = false;
		feed_take(&g->feed, whole, 1);
	}
	return g->sc->fault == FAULT_NONE;
}

/* Comment at the very start, ruled off or with the first and the last day. */
static int claim(const struct sniff *s)
{
	struct str rest = str_trim(s->head);
	char days[2][METRIC_DAY + 1];
	size_t n_days = 0;
	bool ruled = false;

	while (rest.p) {
		struct str line = str_cut(&rest, '\n');
		if (!is_comment(line))
			break;
		ruled = ruled || str_starts(line, STR("# -----"));
		n_days += metric_days_in(line, days);
	}
	return n_days >= 2 ? 95 : ruled ? 90 : 0;
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct ga4 *g = NEW(sc, struct ga4);

	g->sc = sc;
	g->options = options;
	g->notes = notes;
	g->f = facts_new(sc, columns, options, sink, notes, "ga4");
	g->r = csv_record_new(sc);
	bool ok = binary_refuse(sc, in) && feed_open(&g->feed, sc, in) && lines(g);
	scope_close(&g->table);
	notes->encoding = str_of(input_encoding(in));
	notes->delimiter = g->shape.delimiter;
	return ok;
}

const struct format format_ga4_report = {
	.name = "ga4-report",
	.about = "Google Analytics 4: a report or an exploration as CSV, one table or several",
	.becomes =
		"a number a metric, of a day or of the whole period, by page, event, channel, ...; never events",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_WEB,
	.facts = true,
	.claim = claim,
	.read = read,
};
