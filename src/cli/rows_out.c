#include "cli/rows_out.h"

#include "cli/say.h"
#include "cli/table.h"
#include "tell/rows.h"

enum { ROOM = 64 << 20, TABLE_MOST = 100000 };

static bool fill_table(struct scope *sc, struct duck_rows *rows, struct buf *b)
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

static bool as_table(struct scope *sc, struct duck_rows *rows)
{
	struct buf *b = buf_new(sc, ROOM);
	bool ok = fill_table(sc, rows, b);

	return duck_done(sc, rows) && ok && say_out(sc, b);
}

bool rows_out(struct scope *sc, struct duck_rows *rows, enum rows_format format)
{
	if (format == ROWS_TABLE)
		return as_table(sc, rows);
	return format == ROWS_CSV ? tell_rows_csv(sc, rows, stdout) : tell_rows_json(sc, rows, stdout);
}
