#include "tell/rows.h"

#include <errno.h>

#include "base/json.h"

enum { ROOM = 64 << 20, FLUSH = 1 << 20 };

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

typedef void (*row_fn)(struct duck_rows *rows, struct buf *b);

static bool write_all(struct scope *sc, struct duck_rows *rows, struct buf *b, row_fn fn, FILE *to)
{
	bool ok = true;

	while (ok && duck_next(rows)) {
		fn(rows, b);
		if (buf_len(b) > FLUSH)
			ok = flush(sc, b, to);
	}
	return duck_done(sc, rows) && ok && flush(sc, b, to);
}

bool tell_rows_csv(struct scope *sc, struct duck_rows *rows, FILE *to)
{
	struct buf *b = buf_new(sc, ROOM);

	csv_head(rows, b);
	return write_all(sc, rows, b, csv_row, to);
}

bool tell_rows_json(struct scope *sc, struct duck_rows *rows, FILE *to)
{
	return write_all(sc, rows, buf_new(sc, ROOM), json_row, to);
}
