#include "intake/parquet.h"

#include <stdio.h>

#include "base/buf.h"
#include "store/duck.h"

bool parquet_is(const char *path)
{
	char magic[4] = { 0 };
	FILE *f = fopen(path, "rb");
	bool is = f && fread(magic, 1, sizeof magic, f) == sizeof magic && memcmp(magic, "PAR1", 4) == 0;

	if (f)
		fclose(f);
	return is;
}

/* DuckDB takes a path for a pattern: what is a sign of one is put in brackets, where it means itself. */
static struct str literal_path(struct scope *sc, const char *path)
{
	struct buf *b = buf_new(sc, 3 * strlen(path));

	for (; *path; path++)
		buf_printf(b, strchr("*?[", *path) ? "[%c]" : "%c", *path);
	return buf_str(b);
}

static bool read_rows(struct scope *sc, struct duck_rows *rows, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	size_t n = duck_columns(rows);
	struct str *values = NEW_ARRAY(sc, struct str, n + 1);
	bool ok = true;

	if (n > READER_COLUMNS)
		return scope_fail(
			sc, FAULT_LIMIT, "%zu columns, more than %d, the ceiling", n, READER_COLUMNS);
	for (size_t i = 0; i < n; i++)
		names_add(columns, str_of(duck_column(rows, i)));
	while (ok && duck_next(rows)) {
		for (size_t i = 0; i < n; i++)
			values[i] = duck_text(rows, i);
		struct record record = { .values = values, .n = n, .row = ++notes->records };
		ok = sink->record(sink->to, &record);
		if (options->max_records && notes->records >= options->max_records)
			break;
	}
	return ok;
}

static bool unreadable(struct scope *sc, const char *path)
{
	char *why = scope_printf(sc, "%s", sc->why);
	enum fault fault = sc->fault;

	if (fault != FAULT_INVALID && fault != FAULT_IO)
		return false;
	scope_forgive(sc);
	return scope_fail(
		sc, FAULT_INVALID, "%.200s cannot be read as Parquet (is it whole?): %.300s", path, why);
}

bool parquet_read(struct scope *sc, const char *path, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct duck *db = duck_open(sc, NULL, DUCK_MEMORY);
	bool ok = db && duck_run(sc, db, "SET TimeZone = 'UTC'", 0, NULL) &&
		  duck_run(sc, db, "SET preserve_insertion_order = true", 0, NULL);
	struct duck_rows *rows =
		ok ? duck_ask(sc, db,
			     "SELECT CAST(COLUMNS(*) AS VARCHAR) FROM read_parquet(?, hive_partitioning = false)",
			     1, &DUCK_TEXT(literal_path(sc, path)))
		   : NULL;

	notes->encoding = STR("Parquet");
	ok = rows && read_rows(sc, rows, options, columns, sink, notes);
	if (rows)
		ok = duck_done(sc, rows) && ok;
	duck_close(db);
	return ok || unreadable(sc, path);
}
