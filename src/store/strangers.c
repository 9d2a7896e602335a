#include "store/strangers.h"

#include "base/buf.h"

enum { NAMED = 3, FILE_LETTERS = 60 };

struct unit { /* a file, or all that a source sent live */
	int64_t import;
	struct str file;
	uint64_t customers, shared;
};

/* One file alone has nobody to share customers with, and costs nothing. */
static bool several(struct scope *sc, struct evidence *ev, bool *out)
{
	int64_t n;

	if (!duck_one(sc, evidence_duck(ev),
		    "SELECT count(DISTINCT file) FROM import WHERE events > 0 AND NOT coalesce(undone, false)",
		    0, NULL, 0, &n))
		return false;
	*out = n > 1;
	return true;
}

static const char units_sql[] =
	"WITH unit AS (SELECT id, CASE WHEN starts_with(file, 'live/') THEN max(id) OVER (PARTITION BY file) ELSE id END"
	" AS unit FROM import WHERE NOT coalesce(undone, false)),"
	" pair AS (SELECT DISTINCT u.unit, coalesce(c.person, c.code) AS person"
	" FROM (SELECT DISTINCT import, customer FROM event) e"
	" JOIN unit u ON u.id = e.import JOIN customer c ON c.code = e.customer),"
	" seen AS (SELECT person, count(*) AS times FROM pair GROUP BY person)"
	" SELECT p.unit::BIGINT, i.file, count(*)::BIGINT, count(*) FILTER (s.times > 1)::BIGINT FROM pair p"
	" JOIN seen s ON s.person = p.person JOIN import i ON i.id = p.unit GROUP BY p.unit, i.file ORDER BY p.unit";

static struct str others_of(struct scope *sc, const struct unit *units, size_t n, size_t self)
{
	struct buf *b = buf_new(sc, NAMED * FILE_LETTERS * 8);
	size_t named = 0;

	for (size_t i = 0; i < n; i++)
		if (i != self && named++ < NAMED)
			buf_printf(b, "%s%.*s", named > 1 ? ", " : "",
				STR_ARG(str_short(sc, units[i].file, FILE_LETTERS)));
	if (named > NAMED)
		buf_printf(b, " and %zu more", named - NAMED);
	return buf_str(b);
}

bool strangers_find(struct scope *sc, struct evidence *ev, struct stranger **list, size_t *n)
{
	LIST(struct unit) units = { 0 };
	LIST(struct stranger) found = { 0 };
	uint64_t all = 0;
	bool any;

	*list = NULL;
	*n = 0;
	if (!several(sc, ev, &any))
		return false;
	if (!any)
		return true;
	struct duck_rows *rows = duck_ask(sc, evidence_duck(ev), units_sql, 0, NULL);
	while (rows && duck_next(rows))
		*LIST_ADD(sc, &units) = (struct unit){ duck_int(rows, 0), str_copy(sc, duck_text(rows, 1)),
			(uint64_t)duck_int(rows, 2), (uint64_t)duck_int(rows, 3) };
	if (!rows || !duck_done(sc, rows))
		return false;
	for (size_t i = 0; i < units.n; i++)
		all += units.at[i].customers;
	for (size_t i = 0; i < units.n; i++) {
		const struct unit *u = &units.at[i];
		if (!u->shared && u->customers >= STRANGERS_LEAST && all - u->customers >= STRANGERS_LEAST)
			*LIST_ADD(sc, &found) = (struct stranger){ u->import, u->customers,
				others_of(sc, units.at, units.n, i) };
	}
	*list = found.at;
	*n = found.n;
	return true;
}

const struct stranger *stranger_of(const struct stranger *list, size_t n, int64_t import)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].import == import)
			return &list[i];
	return NULL;
}

struct str stranger_words(struct scope *sc, const struct stranger *s)
{
	return str_of(scope_printf(sc,
		"none of the %llu customers of this file is in any other (%.*s): on a map they stand side by side, and"
		" nothing joins them. If they are the same people, both files need the same number, e-mail address or"
		" order in a column (--column customer=NAME), or a table that has both numbers",
		(unsigned long long)s->customers, STR_ARG(s->others)));
}
