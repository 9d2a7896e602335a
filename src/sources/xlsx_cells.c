/* A sheet's cells as lines of delimited text: once to see which columns are used, once to write them. */
#include <ctype.h>

#include "sources/reader.h"
#include "sources/xlsx.h"
#include "sources/xlsx_parts.h"
#include "sources/xml.h"

struct cells {
	struct xlsx_book *book;
	struct spool *spool; /* NULL: the first time */
	long first, last;    /* the columns that are used, from 0; last < first: none */
	long row, column;    /* at hand, from 0 */
	long lines;          /* written */
	long written;        /* the column of the line that comes next */
	char type[16];
	long style;
	struct buf *value, *line, *text;
	bool within; /* <v> or <t> of a cell */
	size_t aside;
};

/* "AB12": column 27; -1: no such place. */
static long column_of(const char *place)
{
	long n = 0;

	for (; isupper((unsigned char)*place) && n < XLSX_ROWS; place++)
		n = n * 26 + (*place - 'A' + 1);
	return n - 1;
}

static long number_or(const char *text, long otherwise)
{
	int64_t n;

	return text && str_integer(str_of(text), &n) && n >= 0 && n <= XLSX_ROWS ? (long)n : otherwise;
}

static void open_row(struct cells *c, struct xml *x, const char **pairs)
{
	c->row = number_or(xml_attribute(pairs, "r"), c->row + 2) - 1;
	c->column = -1;
	c->written = c->first;
	buf_cut(c->line, 0);
	if (c->row < c->lines)
		c->row = c->lines;
	if (c->row >= XLSX_ROWS)
		xml_fail(x, FAULT_LIMIT, "more than %d rows, the ceiling", XLSX_ROWS);
}

static void open_cell(struct cells *c, struct xml *x, const char **pairs)
{
	const char *place = xml_attribute(pairs, "r"), *type = xml_attribute(pairs, "t");
	long before = c->column;

	c->column = place && column_of(place) >= 0 ? column_of(place) : c->column + 1;
	if (c->column <= before)
		xml_fail(x, FAULT_INVALID, "the cells of a row are not in their order");
	memset(c->type, 0, sizeof c->type);
	if (type && strlen(type) < sizeof c->type)
		memcpy(c->type, type, strlen(type));
	c->style = number_or(xml_attribute(pairs, "s"), 0);
	buf_cut(c->value, 0);
}

static void on_start(void *to, struct xml *x, const char *name, const char **pairs)
{
	struct cells *c = to;

	c->aside += strcmp(name, "rPh") == 0;
	c->within = !c->aside && (strcmp(name, "v") == 0 || strcmp(name, "t") == 0);
	if (strcmp(name, "row") == 0)
		open_row(c, x, pairs);
	else if (strcmp(name, "c") == 0)
		open_cell(c, x, pairs);
}

static void on_text(void *to, struct xml *x, struct str text)
{
	struct cells *c = to;

	(void)x;
	if (c->within)
		buf_str_add(c->value, text);
}

/* --- a value ------------------------------------------------------------------------------------- */

static void put_quoted(struct cells *c, struct str text)
{
	if (!text.n)
		return;
	buf_putc(c->line, '"');
	while (text.p) {
		buf_str_add(c->line, str_cut(&text, '"'));
		buf_puts(c->line, text.p ? "\"\"" : "\"");
	}
}

static void put_shared(struct cells *c, struct str value)
{
	int64_t i;

	if (str_integer(value, &i) && i >= 0 && (uint64_t)i < c->book->n_texts) {
		buf_cut(c->text, 0);
		xlsx_unescape(c->text, c->book->texts[i]);
		put_quoted(c, buf_str(c->text));
	}
}

static void put_text(struct cells *c, struct str value)
{
	buf_cut(c->text, 0);
	xlsx_unescape(c->text, value);
	put_quoted(c, buf_str(c->text));
}

static void put_truth(struct cells *c, struct str value)
{
	buf_puts(c->line, str_equal(str_trim(value), STR("1")) ? "TRUE" : "FALSE");
}

static void put_nothing(struct cells *c, struct str value)
{
	(void)c, (void)value;
}

static void put_number(struct cells *c, struct str value)
{
	const struct xlsx_book *book = c->book;
	enum xlsx_kind kind = (size_t)c->style < book->n_kinds ? book->kinds[c->style] : XLSX_NUMBER;
	struct str number = str_trim(value);
	char when[40];
	double ignored;

	if (xlsx_when(book, kind, number, when))
		buf_puts(c->line, when);
	else if (str_number(number, &ignored))
		buf_str_add(c->line, number);
	else
		put_quoted(c, value);
}

static const struct {
	const char *type;
	void (*put)(struct cells *c, struct str value);
} types[] = {
	{ "", put_number },
	{ "n", put_number },
	{ "s", put_shared },
	{ "str", put_text },
	{ "inlineStr", put_text },
	{ "b", put_truth },
	{ "e", put_nothing },
	{ "d", put_text },
};

static void put_value(struct cells *c)
{
	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (strcmp(c->type, types[i].type) == 0)
			types[i].put(c, buf_str(c->value));
}

/* --- a line -------------------------------------------------------------------------------------- */

static void close_cell(struct cells *c, struct xml *x)
{
	if (!buf_len(c->value))
		return;
	if (buf_over(c->value))
		xml_fail(x, FAULT_LIMIT, "a value is longer than 1 MiB, the ceiling");
	if (!c->spool) {
		c->first = c->last < c->first || c->column < c->first ? c->column : c->first;
		c->last = c->column > c->last ? c->column : c->last;
		return;
	}
	for (; c->written < c->column; c->written++)
		buf_putc(c->line, ',');
	put_value(c);
}

static void close_row(struct cells *c, struct xml *x)
{
	static const char blank[] = "\n";
	bool ok = true;

	if (!c->spool || !buf_len(c->line))
		return;
	for (; c->written < c->last; c->written++)
		buf_putc(c->line, ',');
	buf_putc(c->line, '\n');
	if (buf_over(c->line)) {
		xml_fail(x, FAULT_LIMIT, "a row is longer than %d MiB, the ceiling", READER_RECORD >> 20);
		return;
	}
	for (; ok && c->lines < c->row; c->lines++)
		ok = spool_add(c->spool, blank, 1);
	if (!ok || !spool_add(c->spool, buf_str(c->line).p, buf_len(c->line)))
		xml_stop(x);
	c->lines++;
}

static void on_end(void *to, struct xml *x, const char *name)
{
	struct cells *c = to;

	c->within = false;
	c->aside -= strcmp(name, "rPh") == 0 && c->aside;
	if (strcmp(name, "c") == 0)
		close_cell(c, x);
	else if (strcmp(name, "row") == 0)
		close_row(c, x);
	else if (strcmp(name, "sheetData") == 0)
		xml_stop(x);
}

static bool once(struct cells *c, const char *member)
{
	static const struct xml_fns fns = { .start = on_start, .end = on_end, .text = on_text };

	c->row = -1;
	return xlsx_member(c->book, member, &fns, c);
}

bool xlsx_cells(struct xlsx_book *book, const char *member, struct spool *spool)
{
	struct cells c = { .book = book, .last = -1 };

	c.value = buf_new(book->sc, READER_FIELD);
	c.text = buf_new(book->sc, READER_FIELD);
	c.line = buf_new(book->sc, READER_RECORD);
	if (!once(&c, member))
		return false;
	if (c.last - c.first >= READER_COLUMNS)
		return scope_fail(book->sc, FAULT_LIMIT, "%s has more than %d columns, the ceiling",
			book->name, READER_COLUMNS);
	c.spool = spool;
	return once(&c, member);
}
