#include "store/published.h"

/* --- writing --- */

static bool check(struct scope *sc, const struct published *v)
{
	if (!v->author.n || !str_is_utf8(v->author) || str_letters(v->author) > PUBLISHED_NOTE)
		return scope_fail(sc, FAULT_INVALID, "the author is empty, too long or no UTF-8");
	if (!str_is_utf8(v->note))
		return scope_fail(sc, FAULT_INVALID, "the note is no UTF-8");
	return str_letters(v->note) <= PUBLISHED_NOTE ||
	       scope_fail(sc, FAULT_LIMIT, "the note has %zu letters, the ceiling is %d",
		       str_letters(v->note), PUBLISHED_NOTE);
}

static bool newest(struct scope *sc, struct documents *docs, struct str map, int64_t *no)
{
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		"SELECT coalesce(max(no), 0) FROM map_version WHERE map = ?", 1, &LITE_TEXT(map));

	*no = rows && lite_next(rows) ? lite_int(rows, 0) : 0;
	return rows && lite_done(sc, rows);
}

static bool add_quote(
	struct scope *sc, struct documents *docs, const struct published *v, const struct published_quote *q)
{
	return lite_run(sc, documents_lite(docs), "INSERT INTO map_quote VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		9,
		(struct lite_value[]){ LITE_TEXT(v->map), LITE_INT(v->no), LITE_INT(q->quote),
			LITE_INT(q->import), LITE_INT(q->row), LITE_INT(q->part), LITE_INT(q->from),
			LITE_INT(q->to), LITE_INT(q->least) });
}

static struct str or_empty(struct str s)
{
	return s.p ? s : STR("");
}

static bool add(struct scope *sc, struct documents *docs, struct published *v,
	const struct published_quote *quotes, size_t n)
{
	if (!newest(sc, docs, v->map, &v->parent))
		return false;
	if (v->parent >= PUBLISHED_MOST)
		return scope_fail(sc, FAULT_LIMIT, "the map \"%.*s\" has %d versions, the ceiling",
			STR_ARG(v->map), PUBLISHED_MOST);
	v->no = v->parent + 1;
	bool ok = lite_run(sc, documents_lite(docs),
		"INSERT INTO map_version VALUES (?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?, ?, ?, ?)", 12,
		(struct lite_value[]){ LITE_TEXT(v->map), LITE_INT(v->no), LITE_INT(v->revision),
			LITE_TEXT(str_of(map_state_name(v->state))), LITE_TEXT(or_empty(v->note)),
			LITE_TEXT(v->author), LITE_INT(v->published_us), LITE_INT(v->parent),
			LITE_TEXT(v->definition), LITE_TEXT(v->frozen), LITE_TEXT(v->measures),
			LITE_TEXT(v->watermark) });
	for (size_t i = 0; ok && i < n; i++)
		ok = add_quote(sc, docs, v, &quotes[i]);
	return ok;
}

bool published_add(struct scope *sc, struct documents *docs, struct published *version,
	const struct published_quote *quotes, size_t n)
{
	if (!check(sc, version) || !documents_begin(sc, docs))
		return false;
	if (add(sc, docs, version, quotes, n) && documents_commit(sc, docs))
		return true;
	documents_rollback(docs);
	return false;
}

/* --- reading --- */

static enum map_state state_of(struct str name)
{
	int s = 0;

	while (s < MAP_STATES - 1 && !str_equal(name, str_of(map_state_name((enum map_state)s))))
		s++;
	return (enum map_state)s;
}

static struct published read_row(struct scope *sc, const struct lite_rows *rows)
{
	return (struct published){
		.map = str_copy(sc, lite_text(rows, 0)),
		.no = lite_int(rows, 1),
		.revision = lite_int(rows, 2),
		.state = state_of(lite_text(rows, 3)),
		.note = str_copy(sc, lite_text(rows, 4)),
		.author = str_copy(sc, lite_text(rows, 5)),
		.published_us = lite_int(rows, 6),
		.parent = lite_int(rows, 7),
		.watermark = str_copy(sc, lite_text(rows, 8)),
		.title = str_copy(sc, lite_text(rows, 9)),
	};
}

#define COLUMNS                                                                                              \
	"map, no, revision, state, note, author, published, coalesce(parent, 0), watermark,"                 \
	" json_extract(definition, '$.title')"

bool published_of(
	struct scope *sc, struct documents *docs, struct str map, struct published **list, size_t *n)
{
	LIST(struct published) out = { 0 };
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		"SELECT " COLUMNS " FROM map_version WHERE map = ? ORDER BY no", 1, &LITE_TEXT(map));

	while (rows && lite_next(rows))
		*LIST_ADD(sc, &out) = read_row(sc, rows);
	*list = out.at;
	*n = out.n;
	return rows && lite_done(sc, rows);
}

bool published_newest(
	struct scope *sc, struct documents *docs, struct str map, struct published **list, size_t *n)
{
	LIST(struct published) out = { 0 };
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		"SELECT " COLUMNS
		" FROM map_version v WHERE no = (SELECT max(no) FROM map_version WHERE map = v.map)"
		" AND (?1 IS NULL OR map = ?1) ORDER BY map",
		1, &LITE_TEXT(map));

	while (rows && lite_next(rows))
		*LIST_ADD(sc, &out) = read_row(sc, rows);
	*list = out.at;
	*n = out.n;
	return rows && lite_done(sc, rows);
}

static void *no_such_version(struct scope *sc, struct documents *docs, struct str map, int64_t no)
{
	int64_t last;

	if (!newest(sc, docs, map, &last) || !documents_map(sc, docs, map))
		return NULL;
	return scope_fail(sc, FAULT_NOT_FOUND, "the map \"%.*s\" has no version %lld (%s)", STR_ARG(map),
		(long long)no,
		last ? scope_printf(sc, "it has 1 to %lld", (long long)last)
		     : "none was published yet: wend publish makes the first");
}

struct published *published_get(struct scope *sc, struct documents *docs, struct str map, int64_t no)
{
	struct published *v = NULL;
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		"SELECT " COLUMNS ", definition, frozen, measures FROM map_version WHERE map = ? AND no = ?",
		2, (struct lite_value[]){ LITE_TEXT(map), LITE_INT(no) });

	if (!rows)
		return NULL;
	if (lite_next(rows)) {
		v = NEW(sc, struct published);
		*v = read_row(sc, rows);
		v->definition = str_copy(sc, lite_text(rows, 10));
		v->frozen = str_copy(sc, lite_text(rows, 11));
		v->measures = str_copy(sc, lite_text(rows, 12));
	}
	if (!lite_done(sc, rows))
		return NULL;
	return v ? v : no_such_version(sc, docs, map, no);
}

bool published_written(struct scope *sc, struct documents *docs, struct str map, int64_t no, struct str *text)
{
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		"SELECT definition FROM map_version WHERE map = ? AND no = ?", 2,
		(struct lite_value[]){ LITE_TEXT(map), LITE_INT(no) });

	*text = (struct str){ 0 };
	if (rows && lite_next(rows))
		*text = str_copy(sc, lite_text(rows, 0));
	if (!rows || !lite_done(sc, rows))
		return false;
	return text->p || no_such_version(sc, docs, map, no);
}

bool published_quotes(struct scope *sc, struct documents *docs, struct str map, int64_t no,
	struct published_quote **quotes, size_t *n)
{
	LIST(struct published_quote) out = { 0 };
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		"SELECT quote, import, row, part, clause_from, clause_to, least FROM map_quote WHERE map = ?"
		" AND no = ? ORDER BY quote",
		2, (struct lite_value[]){ LITE_TEXT(map), LITE_INT(no) });

	while (rows && lite_next(rows))
		*LIST_ADD(sc, &out) = (struct published_quote){ .quote = lite_int(rows, 0),
			.import = lite_int(rows, 1),
			.row = (uint64_t)lite_int(rows, 2),
			.part = (uint16_t)lite_int(rows, 3),
			.from = (uint32_t)lite_int(rows, 4),
			.to = (uint32_t)lite_int(rows, 5),
			.least = (size_t)lite_int(rows, 6) };
	*quotes = out.at;
	*n = out.n;
	return rows && lite_done(sc, rows);
}

bool published_text(
	struct scope *sc, struct documents *docs, const struct published_quote *q, struct str *text)
{
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		"SELECT text FROM feedback WHERE import = ? AND row = ? AND part = ? AND past = 0", 3,
		(struct lite_value[]){ LITE_INT(q->import), LITE_INT(q->row), LITE_INT(q->part) });

	*text = (struct str){ 0 };
	if (rows && lite_next(rows))
		*text = str_copy(sc, lite_text(rows, 0));
	return rows && lite_done(sc, rows);
}

bool published_name(struct scope *sc, struct str name, struct str *map, int64_t *no)
{
	size_t at = name.n;

	while (at > 0 && name.p[at - 1] != '@')
		at--;
	*map = name;
	*no = 0;
	if (!at)
		return true;
	*map = str_sub(name, 0, at - 1);
	if (str_integer(str_sub(name, at, name.n), no) && *no >= 1 && map->n)
		return true;
	return scope_fail(sc, FAULT_INVALID,
		"\"%.*s\" is no version: MAP@N is the N-th that was published of MAP", STR_ARG(name));
}
