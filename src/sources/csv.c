#include "sources/csv.h"

#include <stdio.h>

#include "sources/binary.h"
#include "sources/csv_columns.h"
#include "sources/csv_parts.h"

enum { SEEN_FOR_DECIMALS = 2000 /* records */ };

static bool refuse(struct csv *c, const char *what, const char *ceiling)
{
	return scope_fail(c->sc, FAULT_LIMIT, "%s, line %llu: %s than %s, the ceiling", c->name,
		(unsigned long long)c->line, what, ceiling);
}

/* Whether a quote is open that nothing closes within what one record may hold. */
static bool lost_in_quotes(const struct csv *c, struct str text)
{
	return c->record->open && memchr(text.p, c->dialect.shape.end, text.n);
}

static enum csv_found split(struct csv *c, struct str text, bool last, size_t most)
{
	struct csv_record *r = c->record;
	bool capped = text.n > READER_RECORD;

	if (capped)
		text.n = READER_RECORD + 1;
	enum csv_found found = csv_split(&c->dialect.shape, text, last && !capped, r);
	if (found == CSV_MORE && capped && lost_in_quotes(c, text)) {
		snprintf(r->why, sizeof r->why, "the quote is not closed within %d MiB", READER_RECORD >> 20);
		return csv_first_line(&c->dialect.shape, text, r);
	}
	if (found != CSV_BROKEN && r->n > most)
		refuse(c, "more columns", scope_printf(c->sc, "%zu", most));
	else if (found != CSV_BROKEN && r->long_field)
		refuse(c, "a value is longer", "1 MiB");
	else if (found == CSV_MORE && capped)
		scope_fail(c->sc, FAULT_LIMIT,
			"%s, line %llu: a record is longer than %d MiB, the ceiling: is it text with lines?",
			c->name, (unsigned long long)c->line, READER_RECORD >> 20);
	return c->sc->fault ? CSV_MORE : found;
}

enum csv_found csv_next(struct csv *c, struct str text, bool last)
{
	return text.n ? split(c, text, last, SIZE_MAX) : CSV_MORE;
}

/* CSV_MORE: it failed, or the file ended. */
static enum csv_found next(struct csv *c, struct feed *feed, size_t most)
{
	for (;;) {
		struct str text = feed_text(feed);
		enum csv_found found = text.n ? split(c, text, feed->ended, most) : CSV_MORE;
		if (c->sc->fault || found != CSV_MORE)
			return found;
		if (feed->ended || !feed_more(feed))
			return CSV_MORE;
	}
}

static bool skip_preamble(struct csv *c, struct feed *feed)
{
	while (feed_text(feed).n < c->dialect.offset && !feed->ended)
		if (!feed_more(feed))
			return false;
	feed_take(feed, c->dialect.offset, c->dialect.lines);
	c->line = feed->line;
	return true;
}

static bool read_header(struct csv *c, struct feed *feed, struct names *columns)
{
	const struct str *header = NULL;

	if (!skip_preamble(c, feed))
		return false;
	c->n = c->dialect.columns;
	if (c->dialect.header) {
		enum csv_found found = next(c, feed, READER_COLUMNS);
		if (found == CSV_BROKEN)
			return scope_fail(c->sc, FAULT_INVALID,
				"%s, line %llu: the header cannot be read: %s", c->name,
				(unsigned long long)c->line, c->record->why);
		if (found == CSV_MORE)
			return scope_fail(c->sc, FAULT_INVALID, "%s has no header", c->name);
		header = c->record->fields;
		c->n = c->record->n;
	}
	if (c->n > READER_COLUMNS)
		return refuse(c, "more columns", scope_printf(c->sc, "%d", READER_COLUMNS));
	c->codes = csv_columns_name(c->sc, columns, header, c->n);
	if (header)
		feed_take(feed, c->record->length, c->record->lines);
	c->line = feed->line;
	return true;
}

/* Columns that came with an earlier file have codes of their own. */
static void place_columns(struct csv *c, const struct names *columns)
{
	bool straight = true;

	for (size_t i = 0; i < c->n; i++)
		straight = straight && c->codes[i] == i;
	if (straight)
		return;
	c->n_values = names_count(columns);
	c->values = NEW_ARRAY(c->sc, struct str, c->n_values);
}

static bool broken(struct csv *c, const char *why)
{
	return c->sink.broken(c->sink.to, c->line, c->record->raw, why);
}

/* A delimiter at a line's end is no field where nothing follows it. */
static bool too_many(struct csv *c)
{
	struct csv_record *r = c->record;

	if (r->n > CSV_FIELDS)
		return true;
	while (r->n > c->n && str_empty(r->fields[r->n - 1]))
		r->n--;
	return r->n > c->n;
}

static void tidy(struct csv *c)
{
	struct csv_record *r = c->record;

	for (size_t i = 0; i < r->n; i++)
		if (csv_is_wrapped(r->fields[i]))
			r->fields[i] = csv_unwrap(r->fields[i]);
	if (c->unseen == 0)
		return;
	c->unseen--;
	for (size_t i = 0; i < r->n; i++)
		decimals_see(&c->decimals, r->fields[i]);
}

static bool deliver(struct csv *c)
{
	struct csv_record *r = c->record;
	struct record out = { .values = r->fields, .n = r->n, .row = c->line, .raw = r->raw };

	tidy(c);
	if (c->values) {
		for (size_t i = 0; i < c->n; i++)
			c->values[c->codes[i]] = i < r->n ? r->fields[i] : (struct str){ 0 };
		out.values = c->values;
		out.n = c->n_values;
	}
	c->notes->records++;
	return c->sink.record(c->sink.to, &out);
}

static bool take(struct csv *c)
{
	struct csv_record *r = c->record;
	char why[64];

	if (r->n == 1 && str_empty(str_trim(r->raw)))
		return true;
	if (r->n > c->n && too_many(c)) {
		snprintf(why, sizeof why, "%zu fields where the table has %zu columns", r->n, c->n);
		return broken(c, why);
	}
	if (csv_is_total(r->fields, r->n, c->n)) {
		c->notes->total_lines++;
		return true;
	}
	return deliver(c);
}

bool csv_hand_on(struct csv *c, enum csv_found found)
{
	return found == CSV_BROKEN ? broken(c, c->record->why) : take(c);
}

static bool read_records(struct csv *c, struct feed *feed, uint64_t most)
{
	while (!most || c->notes->records < most) {
		enum csv_found found = next(c, feed, SIZE_MAX);
		if (found == CSV_MORE)
			return c->sc->fault == FAULT_NONE;
		if (!csv_hand_on(c, found))
			return false;
		feed_take(feed, c->record->length, c->record->lines);
		c->line = feed->line;
	}
	return true;
}

bool csv_begin(struct csv *c, struct feed *feed, struct scope *sc, struct input *in,
	const struct reader_options *options, struct names *columns, struct reader_notes *notes)
{
	*c = (struct csv){ .sc = sc, .name = input_name(in), .notes = notes, .unseen = SEEN_FOR_DECIMALS };
	*notes = (struct reader_notes){ 0 };
	if (!binary_refuse(sc, in) || !feed_open(feed, sc, in))
		return false;
	c->record = csv_record_new(sc);
	dialect_find(sc, input_head(in), input_head_is_whole(in), options->delimiter, &c->dialect);
	if (options->header != HEADER_FOUND)
		c->dialect.header = options->header == HEADER_THERE;
	notes->delimiter = c->dialect.shape.delimiter;
	notes->preamble = c->dialect.lines;
	notes->headless = !c->dialect.header;
	if (!read_header(c, feed, columns))
		return false;
	place_columns(c, columns);
	return true;
}

void csv_clone(const struct csv *c, struct scope *sc, struct csv *out)
{
	*out = *c;
	out->sc = sc;
	out->unseen = 0;
	out->record = csv_record_new(sc);
	if (c->values)
		out->values = NEW_ARRAY(sc, struct str, c->n_values);
}

void csv_end(struct csv *c, struct input *in)
{
	c->notes->decimal_comma = decimals_comma(&c->decimals);
	c->notes->encoding = str_of(input_encoding(in));
	if (input_remark(in))
		*LIST_ADD(c->sc, &c->notes->remarks) = str_of(input_remark(in));
}

bool csv_read(struct scope *sc, struct input *in, const struct reader_options *options, struct names *columns,
	const struct sink *sink, struct reader_notes *notes)
{
	struct csv c;
	struct feed feed;

	if (!csv_begin(&c, &feed, sc, in, options, columns, notes))
		return false;
	c.sink = *sink;
	bool ok = read_records(&c, &feed, options->max_records);
	csv_end(&c, in);
	return ok;
}

static struct reader_options tabbed(const struct reader_options *options)
{
	struct reader_options tab = *options;

	tab.delimiter = '\t';
	return tab;
}

bool tsv_read(struct scope *sc, struct input *in, const struct reader_options *options, struct names *columns,
	const struct sink *sink, struct reader_notes *notes)
{
	struct reader_options tab = tabbed(options);

	return csv_read(sc, in, &tab, columns, sink, notes);
}

bool tsv_read_pieces(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct piece_sinks *sinks, struct reader_notes *notes)
{
	struct reader_options tab = tabbed(options);

	return csv_read_pieces(sc, in, &tab, columns, sinks, notes);
}

static bool ends_in(struct str path, const char *ending)
{
	struct str end = str_of(ending);

	if (str_ends(path, STR(".gz")))
		path.n -= 3;
	return path.n >= end.n && str_same(str_sub(path, path.n - end.n, path.n), end);
}

int csv_claim(struct str head, struct str path)
{
	struct scope sc = { 0 };
	struct dialect d;
	struct str text = str_trim(head);
	bool named = ends_in(path, ".csv") || ends_in(path, ".tsv") || ends_in(path, ".txt");

	if (str_empty(text) || binary_what(head) || text.p[0] == '<')
		return 0;
	if (text.p[0] == '{' || text.p[0] == '[')
		return 5 + named;
	dialect_find(&sc, head, head.n < INPUT_HEAD / 4, 0, &d);
	scope_close(&sc);
	return (d.columns > 1 ? 60 : 30) + named;
}

/* Tabs are found by the reader of all delimited text: this row is for those who say --format tsv. */
int tsv_claim(struct str head, struct str path)
{
	(void)head;
	(void)path;
	return 0;
}
