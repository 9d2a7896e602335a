#include "store/evidence_pages.h"

/* --- quarantine --------------------------------------------------------------------------------------------- */

/* "import row id", as numbers in text: ids are more than a BIGINT holds. */
static bool place_of(struct scope *sc, struct str text, struct str parts[static 3])
{
	int64_t number;

	for (int i = 0; i < 3; i++)
		parts[i] = str_cut(&text, ' ');
	if (!text.p && parts[2].p && str_integer(parts[0], &number) && str_integer(parts[1], &number) &&
		parts[2].n && strspn(parts[2].p, "0123456789") >= parts[2].n && parts[2].n <= 20)
		return true;
	return scope_fail(sc, FAULT_INVALID, "that is no place in the quarantine");
}

static struct quarantine_row read_quarantined(struct scope *sc, const struct duck_rows *rows)
{
	struct quarantine_row row = { .import = duck_int(rows, 0),
		.row = (uint64_t)duck_int(rows, 1),
		.file = str_copy(sc, duck_text(rows, 3)),
		.reason = str_copy(sc, duck_text(rows, 4)),
		.record = str_copy(sc, duck_text(rows, 5)) };

	row.place = str_of(scope_printf(sc, "%lld %llu %.*s", (long long)row.import,
		(unsigned long long)row.row, STR_ARG(duck_text(rows, 2))));
	return row;
}

static const char quarantine_sql[] =
	"SELECT q.import::BIGINT, q.row::BIGINT, CAST(q.id AS VARCHAR), i.file, q.reason, q.record FROM quarantine q"
	" JOIN import i ON i.id = q.import"
	" WHERE (?1 = 0 OR q.import = ?1) AND (?2::VARCHAR IS NULL OR i.file = ?2) AND (?3::VARCHAR IS NULL OR"
	" (q.import, q.row, q.id) > (?3::INTEGER, ?4::UBIGINT, ?5::UBIGINT))"
	" ORDER BY q.import, q.row, q.id LIMIT ?6";

bool evidence_quarantine_page(struct scope *sc, struct evidence *ev, const struct quarantine_wish *wish,
	struct quarantine_row **out, size_t *n)
{
	LIST(struct quarantine_row) list = { 0 };
	struct str after[3] = { { 0 } };

	if (wish->after.p && !place_of(sc, wish->after, after))
		return false;
	struct duck_rows *rows = duck_ask(sc, evidence_duck(ev), quarantine_sql, 6,
		(struct duck_value[]){ DUCK_INT(wish->import), DUCK_TEXT(wish->file), DUCK_TEXT(after[0]),
			DUCK_TEXT(after[1]), DUCK_TEXT(after[2]), DUCK_INT(wish->most) });
	while (rows && duck_next(rows))
		*LIST_ADD(sc, &list) = read_quarantined(sc, rows);
	*out = list.at;
	*n = list.n;
	return rows && duck_done(sc, rows);
}

/* --- kinds -------------------------------------------------------------------------------------------------- */

static struct str text_or_none(struct scope *sc, const struct duck_rows *rows, size_t column)
{
	struct str none = { 0 };

	return duck_null(rows, column) ? none : str_copy(sc, duck_text(rows, column));
}

static struct kind_row read_kind(struct scope *sc, const struct duck_rows *rows)
{
	return (struct kind_row){
		.code = (uint32_t)duck_int(rows, 0),
		.source = (enum source_kind)duck_int(rows, 1),
		.event = text_or_none(sc, rows, 2),
		.page = text_or_none(sc, rows, 3),
		.channel = text_or_none(sc, rows, 4),
		.campaign = text_or_none(sc, rows, 5),
		.events = (uint64_t)duck_int(rows, 6),
		.first_us = duck_int(rows, 7),
		.last_us = duck_int(rows, 8),
	};
}

/* The page first, so that events of those kinds alone are counted. */
static const char kinds_sql[] =
	"WITH page AS (SELECT * FROM kind WHERE code > ?1 AND (?2 < 0 OR source = ?2) AND (?3::VARCHAR IS NULL OR"
	" contains(lower(concat_ws(chr(10), event, page, channel, campaign)), lower(?3))) ORDER BY code LIMIT ?4),"
	" seen AS (SELECT kind, count(*) AS n, epoch_us(min(time)) AS first, epoch_us(max(time)) AS last FROM event"
	" WHERE kind IN (SELECT code FROM page) GROUP BY kind)"
	" SELECT p.code::BIGINT, p.source::BIGINT, p.event, p.page, p.channel, p.campaign, coalesce(s.n, 0),"
	" coalesce(s.first, 0), coalesce(s.last, 0) FROM page p LEFT JOIN seen s ON s.kind = p.code ORDER BY p.code";

bool evidence_kinds_page(struct scope *sc, struct evidence *ev, const struct kinds_wish *wish,
	struct kind_row **out, size_t *n)
{
	LIST(struct kind_row) list = { 0 };
	struct duck_rows *rows = duck_ask(sc, evidence_duck(ev), kinds_sql, 4,
		(struct duck_value[]){ DUCK_INT(wish->after), DUCK_INT(wish->source), DUCK_TEXT(wish->has),
			DUCK_INT(wish->most) });

	while (rows && duck_next(rows))
		*LIST_ADD(sc, &list) = read_kind(sc, rows);
	*out = list.at;
	*n = list.n;
	return rows && duck_done(sc, rows);
}

/* --- what came live ------------------------------------------------------------------------------------------- */

bool evidence_live_counts(struct scope *sc, struct evidence *ev, struct live_count **counts, size_t *n)
{
	LIST(struct live_count) list = { 0 };
	struct duck_rows *rows = duck_ask(sc, evidence_duck(ev),
		"SELECT file, sum(events)::BIGINT, coalesce(epoch_us(max(imported) FILTER (events > 0)), 0)::BIGINT"
		" FROM import WHERE starts_with(file, 'live/') AND NOT coalesce(undone, false) GROUP BY file",
		0, NULL);

	while (rows && duck_next(rows))
		*LIST_ADD(sc, &list) = (struct live_count){ .file = str_copy(sc, duck_text(rows, 0)),
			.events = (uint64_t)duck_int(rows, 1),
			.last_us = duck_int(rows, 2) };
	*counts = list.at;
	*n = list.n;
	return rows && duck_done(sc, rows);
}
