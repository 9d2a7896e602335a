#include "cli/rows_out.h"

#include <errno.h>

#include "base/json.h"
#include "cli/table.h"

enum { ROOM = 64 << 20, FLUSH = 1 << 20, TABLE_MOST = 100000 };

static bool flush(struct scope *sc, struct buf *b, FILE *to)
{
	struct str s = buf_str(b);
	bool ok = buf_ok(b, "a row") && fwrite(s.p, 1, s.n, to) == s.n && fflush(to) == 0;

	if (!ok)
		scope_fail(sc, FAULT_IO, "cannot write the rows: %s", strerror(errno));
	buf_cut(b, 0);
	return ok;
}

static void csv_field(struct buf *b, struct str s)
{
	bool quote = false;

	for (size_t i = 0; i < s.n; i++)
		quote |= s.p[i] == '"' || s.p[i] == ',' || s.p[i] == '\n' || s.p[i] == '\r';
	if (!quote) {
		buf_str_add(b, s);
		return;
	}
	buf_putc(b, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_putc(b, '"');
		buf_putc(b, s.p[i]);
	}
	buf_putc(b, '"');
}

static void csv_row(struct duck_rows *rows, struct buf *b)
{
	for (size_t c = 0; c < duck_columns(rows); c++) {
		buf_puts(b, c ? "," : "");
		csv_field(b, duck_text(rows, c));
	}
	buf_puts(b, "\n");
}

static void csv_head(struct duck_rows *rows, struct buf *b)
{
	for (size_t c = 0; c < duck_columns(rows); c++) {
		buf_puts(b, c ? "," : "");
		csv_field(b, str_of(duck_column(rows, c)));
	}
	buf_puts(b, "\n");
}

static void json_row(struct duck_rows *rows, struct buf *b)
{
	for (size_t c = 0; c < duck_columns(rows); c++) {
		buf_puts(b, c ? "," : "{");
		json_quote(b, str_of(duck_column(rows, c)));
		buf_puts(b, ":");
		json_quote(b, duck_text(rows, c));
	}
	buf_puts(b, "}\n");
}

static bool as_table(struct scope *sc, struct duck_rows *rows, struct buf *b)
{
	size_t n = duck_columns(rows), shown = 0;
	const char **head = NEW_ARRAY(sc, const char *, n + 1);
	char *align = scope_alloc(sc, n + 1, 1);

	memset(align, 'l', n);
	for (size_t c = 0; c < n; c++)
		head[c] = duck_column(rows, c);
	struct table *t = table_new(sc, align, head, n);
	while (duck_next(rows)) {
		if (++shown > TABLE_MOST)
			return scope_fail(sc, FAULT_LIMIT,
				"more than %d rows: --csv or --json has no such ceiling", TABLE_MOST);
		for (size_t c = 0; c < n; c++)
			table_cell(t, duck_null(rows, c) ? STR("-") : str_short(sc, duck_text(rows, c), 60));
	}
	table_write(t, b);
	return true;
}

bool rows_out(struct scope *sc, struct duck_rows *rows, enum rows_format format, FILE *to)
{
	struct buf *b = buf_new(sc, ROOM);
	bool ok = format != ROWS_TABLE || as_table(sc, rows, b);

	if (format == ROWS_CSV)
		csv_head(rows, b);
	while (ok && format != ROWS_TABLE && duck_next(rows)) {
		format == ROWS_CSV ? csv_row(rows, b) : json_row(rows, b);
		if (buf_len(b) > FLUSH)
			ok = flush(sc, b, to);
	}
	return duck_done(sc, rows) && ok && flush(sc, b, to);
}
