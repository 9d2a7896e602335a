#include "store/papers.h"

#include "base/buf.h"

#define COLUMNS "r.id, r.title, r.body, r.author, r.revision, r.written, r.gone"
#define NEWEST                                                                                               \
	"SELECT " COLUMNS " FROM paper p JOIN paper_revision r ON r.kind = p.kind AND r.id = p.id"           \
	" WHERE p.kind = ?1 AND r.revision = (SELECT max(revision) FROM paper_revision WHERE kind ="         \
	" p.kind AND id = p.id)"

enum { KNOWN_BYTES = 300, KNOWN_MOST = KNOWN_BYTES / 3 /* one letter and ", " each */, AUTHOR_LETTERS = 120 };

static struct lite_value kind_value(enum paper_kind kind)
{
	return LITE_TEXT(str_of(paper_kind_name(kind)));
}

static struct paper read_paper(struct scope *sc, enum paper_kind kind, const struct lite_rows *rows)
{
	return (struct paper){
		.kind = kind,
		.id = str_copy(sc, lite_text(rows, 0)),
		.title = str_copy(sc, lite_text(rows, 1)),
		.body = str_copy(sc, lite_text(rows, 2)),
		.author = str_copy(sc, lite_text(rows, 3)),
		.revision = lite_int(rows, 4),
		.written_us = lite_int(rows, 5),
		.gone = lite_int(rows, 6) != 0,
	};
}

static bool read_all(
	struct scope *sc, enum paper_kind kind, struct lite_rows *rows, struct paper **papers, size_t *n)
{
	LIST(struct paper) list = { 0 };

	if (!rows)
		return false;
	while (lite_next(rows))
		*LIST_ADD(sc, &list) = read_paper(sc, kind, rows);
	*papers = list.at;
	*n = list.n;
	return lite_done(sc, rows);
}

/* kind, id and revision are bound, as many of them as the question has. */
static bool ask(struct scope *sc, struct documents *docs, const char *sql, size_t n_bound,
	const struct paper *which, struct paper **papers, size_t *n)
{
	struct lite_value values[] = { kind_value(which->kind), LITE_TEXT(which->id),
		LITE_INT(which->revision) };

	return read_all(sc, which->kind, lite_ask(sc, documents_lite(docs), sql, n_bound, values), papers, n);
}

bool papers_list(
	struct scope *sc, struct documents *docs, enum paper_kind kind, struct paper **papers, size_t *n)
{
	return ask(sc, docs, NEWEST " AND r.gone = 0 ORDER BY p.place", 1, &(struct paper){ .kind = kind },
		papers, n);
}

bool papers_page(struct scope *sc, struct documents *docs, const struct papers_wish *wish,
	struct paper **papers, size_t *n)
{
	struct lite_value values[] = { kind_value(wish->kind), LITE_TEXT(wish->after), LITE_TEXT(wish->map),
		LITE_INT(wish->most) };

	return read_all(sc, wish->kind,
		lite_ask(sc, documents_lite(docs),
			NEWEST
			" AND r.gone = 0"
			" AND (?2 IS NULL OR p.place > (SELECT place FROM paper WHERE kind = ?1 AND id = ?2))"
			" AND (?3 IS NULL OR json_extract(r.body, '$.map') = ?3)"
			" ORDER BY p.place LIMIT ?4",
			4, values),
		papers, n);
}

/* "a, b": as many as there is room for, without what is in them. */
static bool name_known(struct scope *sc, struct documents *docs, enum paper_kind kind, struct buf *known)
{
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		"SELECT p.id FROM paper p WHERE p.kind = ?1 AND (SELECT gone FROM paper_revision r WHERE r.kind ="
		" p.kind AND r.id = p.id ORDER BY r.revision DESC LIMIT 1) = 0 ORDER BY p.place LIMIT ?2",
		2, (struct lite_value[]){ kind_value(kind), LITE_INT(KNOWN_MOST) });

	while (rows && lite_next(rows)) {
		struct str id = lite_text(rows, 0);
		buf_printf(known, "%s%.*s", buf_str(known).n ? ", " : "", STR_ARG(id));
	}
	return rows && lite_done(sc, rows);
}

/* "there is: a, b"; of what was removed that it can come back. */
static void *no_such_paper(
	struct scope *sc, struct documents *docs, enum paper_kind kind, struct str id, bool gone)
{
	struct buf *known = buf_new(sc, KNOWN_BYTES);
	const char *name = paper_kind_name(kind);

	if (gone)
		return scope_fail(sc, FAULT_NOT_FOUND,
			"the %s \"%.*s\" was removed: its history is kept, and an earlier revision can be restored",
			name, STR_ARG(str_short(sc, id, PAPER_ID_LETTERS)));
	if (!name_known(sc, docs, kind, known))
		return NULL;
	return scope_fail(sc, FAULT_NOT_FOUND, "there is no %s \"%.*s\" here (%s%.*s)", name,
		STR_ARG(str_short(sc, id, PAPER_ID_LETTERS)),
		buf_str(known).n ? "there is: " : "there is none yet", STR_ARG(buf_str(known)));
}

/* NULL without a fault: there never was one. */
static struct paper *newest(struct scope *sc, struct documents *docs, const struct paper *which, bool *ok)
{
	struct paper *papers = NULL;
	size_t n = 0;

	*ok = ask(sc, docs, NEWEST " AND p.id = ?2", 2, which, &papers, &n);
	return *ok && n ? papers : NULL;
}

struct paper *papers_get(struct scope *sc, struct documents *docs, enum paper_kind kind, struct str id)
{
	bool ok;
	struct paper *paper = newest(sc, docs, &(struct paper){ .kind = kind, .id = id }, &ok);

	if (!ok || (paper && !paper->gone))
		return ok ? paper : NULL;
	return no_such_paper(sc, docs, kind, id, paper != NULL);
}

struct paper *papers_find(struct scope *sc, struct documents *docs, enum paper_kind kind, struct str name)
{
	struct paper *papers;
	size_t n;

	if (!papers_list(sc, docs, kind, &papers, &n))
		return NULL;
	for (int by_title = 0; by_title < 2; by_title++)
		for (size_t i = 0; i < n; i++)
			if (by_title ? str_same(papers[i].title, name) : str_equal(papers[i].id, name))
				return &papers[i];
	return papers_get(sc, docs, kind, name);
}

bool papers_history(struct scope *sc, struct documents *docs, enum paper_kind kind, struct str id,
	struct paper **papers, size_t *n)
{
	if (!ask(sc, docs,
		    "SELECT " COLUMNS
		    " FROM paper_revision r WHERE r.kind = ?1 AND r.id = ?2 ORDER BY r.revision DESC",
		    2, &(struct paper){ .kind = kind, .id = id }, papers, n))
		return false;
	return *n || no_such_paper(sc, docs, kind, id, false);
}

bool papers_history_page(struct scope *sc, struct documents *docs, const struct paper *before, size_t most,
	struct paper **papers, size_t *n)
{
	struct lite_value values[] = { kind_value(before->kind), LITE_TEXT(before->id),
		LITE_INT(before->revision), LITE_INT(most) };
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		"SELECT " COLUMNS " FROM paper_revision r WHERE r.kind = ?1 AND r.id = ?2"
		" AND (?3 = 0 OR r.revision < ?3) ORDER BY r.revision DESC LIMIT ?4",
		4, values);

	return read_all(sc, before->kind, rows, papers, n) &&
	       (*n || before->revision || no_such_paper(sc, docs, before->kind, before->id, false));
}

struct paper *papers_revision(
	struct scope *sc, struct documents *docs, enum paper_kind kind, struct str id, int64_t revision)
{
	struct paper which = { .kind = kind, .id = id, .revision = revision }, *papers;
	size_t n;
	bool ok;

	if (!ask(sc, docs,
		    "SELECT " COLUMNS
		    " FROM paper_revision r WHERE r.kind = ?1 AND r.id = ?2 AND r.revision = ?3",
		    3, &which, &papers, &n))
		return NULL;
	if (n)
		return papers;
	struct paper *last = newest(sc, docs, &which, &ok);
	if (!ok || !last)
		return ok ? no_such_paper(sc, docs, kind, id, false) : NULL;
	return scope_fail(sc, FAULT_NOT_FOUND, "the %s \"%.*s\" has no revision %lld: it has 1 to %lld",
		paper_kind_name(kind), STR_ARG(id), (long long)revision, (long long)last->revision);
}

static bool each_of(struct scope *sc, struct documents *docs, enum paper_kind kind, paper_fn fn, void *to)
{
	struct lite_value value = kind_value(kind);
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		"SELECT " COLUMNS " FROM paper p JOIN paper_revision r ON r.kind = p.kind AND r.id = p.id"
		" WHERE p.kind = ? ORDER BY p.place, r.revision",
		1, &value);
	bool ok = rows != NULL;

	while (ok && lite_next(rows)) {
		struct scope mine = { 0 };
		struct paper paper = read_paper(&mine, kind, rows);
		ok = fn(sc, to, &paper);
		scope_close(&mine);
	}
	return rows && lite_done(sc, rows) && ok;
}

bool papers_each(struct scope *sc, struct documents *docs, paper_fn fn, void *to)
{
	bool ok = true;

	for (int k = 0; ok && k < PAPER_KINDS; k++)
		ok = each_of(sc, docs, (enum paper_kind)k, fn, to);
	return ok;
}

/* --- writing ------------------------------------------------------------------------------------- */

static bool check(struct scope *sc, const char *what, struct str text, size_t letters)
{
	if (str_empty(text))
		return scope_fail(sc, FAULT_INVALID, "%s is empty", what);
	if (!str_is_utf8(text))
		return scope_fail(sc, FAULT_INVALID, "%s is not UTF-8", what);
	return str_letters(text) <= letters ||
	       scope_fail(sc, FAULT_LIMIT, "%s is longer than %zu letters, the ceiling", what, letters);
}

static bool check_paper(struct scope *sc, const struct paper *paper)
{
	return check(sc, "the id", paper->id, PAPER_ID_LETTERS) &&
	       check(sc, "the title", paper->title, PAPER_NAME_LETTERS) &&
	       check(sc, "the text", paper->body, DOCUMENT_BYTES) &&
	       check(sc, "the author", paper->author, AUTHOR_LETTERS);
}

static bool count(struct scope *sc, struct documents *docs, enum paper_kind kind, struct str id, int64_t *n)
{
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		"SELECT count(*) FROM paper WHERE kind = ?1 AND (?2 IS NULL OR id = ?2)", 2,
		(struct lite_value[]){ kind_value(kind), LITE_TEXT(id) });

	*n = rows && lite_next(rows) ? lite_int(rows, 0) : 0;
	return rows && lite_done(sc, rows);
}

bool papers_new_id(
	struct scope *sc, struct documents *docs, enum paper_kind kind, char letter, struct str *id)
{
	int64_t all, taken;

	if (!count(sc, docs, kind, (struct str){ 0 }, &all))
		return false;
	do {
		*id = str_of(scope_printf(sc, "%c%lld", letter, (long long)++all));
		if (!count(sc, docs, kind, *id, &taken))
			return false;
	} while (taken);
	return true;
}

static bool has_room(struct scope *sc, struct documents *docs, const struct paper *paper)
{
	int64_t n;

	if (!count(sc, docs, paper->kind, (struct str){ 0 }, &n))
		return false;
	return n < PAPERS_MOST || scope_fail(sc, FAULT_LIMIT, "there are %d %s, the ceiling", PAPERS_MOST,
					  paper_kind_plural(paper->kind));
}

static bool conflict(struct scope *sc, const struct paper *paper, const struct paper *now, int64_t seen)
{
	long long newest_revision = now ? (long long)now->revision : 0;

	if (!seen)
		return scope_fail(sc, FAULT_CONFLICT,
			"there is %s \"%.*s\" already (revision %lld, you saw 0, none): look at it and change that one",
			paper_kind_one(paper->kind), STR_ARG(paper->id), newest_revision);
	return scope_fail(sc, FAULT_CONFLICT,
		"the %s \"%.*s\" was changed meanwhile (revision %lld, you saw %lld): look again and redo it",
		paper_kind_name(paper->kind), STR_ARG(paper->id), newest_revision, (long long)seen);
}

/* What is there may be written over by who saw it; who saw nothing may write where nothing is (any more). */
static bool fresh(struct scope *sc, const struct paper *paper, const struct paper *now, int64_t seen)
{
	bool ok = now ? now->revision == seen || (!seen && now->gone) : !seen;

	if (!ok)
		return conflict(sc, paper, now, seen);
	return !now || now->revision < PAPER_REVISIONS ||
	       scope_fail(sc, FAULT_LIMIT, "the %s \"%.*s\" has %d revisions, the ceiling",
		       paper_kind_name(paper->kind), STR_ARG(paper->id), PAPER_REVISIONS);
}

static bool insert(struct scope *sc, struct documents *docs, const struct paper *paper, int64_t revision)
{
	struct lite_value kind = kind_value(paper->kind), id = LITE_TEXT(paper->id);

	return lite_run(sc, documents_lite(docs),
		       "INSERT OR IGNORE INTO paper VALUES (?1, ?2, (SELECT count(*) FROM paper WHERE kind = ?1))",
		       2, (struct lite_value[]){ kind, id }) &&
	       lite_run(sc, documents_lite(docs),
		       "INSERT INTO paper_revision VALUES (?, ?, ?, ?, ?, ?, ?, ?)", 8,
		       (struct lite_value[]){ kind, id, LITE_INT(revision), LITE_TEXT(paper->title),
			       LITE_TEXT(paper->body), LITE_TEXT(paper->author), LITE_INT(paper->written_us),
			       LITE_INT(paper->gone) });
}

struct change {
	const struct paper *paper;
	int64_t seen, from; /* from: the revision that is restored */
	int64_t *made;
};

typedef bool (*change_fn)(
	struct scope *sc, struct documents *docs, const struct change *c, const struct paper *now);

static bool put(struct scope *sc, struct documents *docs, const struct change *c, const struct paper *now)
{
	struct paper paper = *c->paper;

	paper.gone = false;
	*c->made = (now ? now->revision : 0) + 1;
	return fresh(sc, &paper, now, c->seen) && (now || has_room(sc, docs, &paper)) &&
	       insert(sc, docs, &paper, *c->made);
}

static bool take_away(
	struct scope *sc, struct documents *docs, const struct change *c, const struct paper *now)
{
	struct paper paper = *c->paper;

	if (!now || now->gone)
		return no_such_paper(sc, docs, paper.kind, paper.id, now != NULL);
	if (!fresh(sc, &paper, now, c->seen))
		return false;
	paper.title = now->title;
	paper.body = now->body;
	paper.gone = true;
	*c->made = now->revision + 1;
	return insert(sc, docs, &paper, *c->made);
}

static bool bring_back(
	struct scope *sc, struct documents *docs, const struct change *c, const struct paper *now)
{
	struct paper paper = *c->paper;
	struct paper *old = papers_revision(sc, docs, paper.kind, paper.id, c->from);

	if (!old || !fresh(sc, &paper, now, c->seen))
		return false;
	paper.title = old->title;
	paper.body = old->body;
	paper.gone = false;
	*c->made = now->revision + 1;
	return insert(sc, docs, &paper, *c->made);
}

/* Looked at and written in one transaction, which no other connection can come between. */
static bool change(struct scope *sc, struct documents *docs, change_fn fn, const struct change *c)
{
	bool ok;

	if (!documents_begin(sc, docs))
		return false;
	const struct paper *now = newest(sc, docs, c->paper, &ok);
	if (ok && fn(sc, docs, c, now) && documents_commit(sc, docs))
		return true;
	documents_rollback(docs);
	return false;
}

bool papers_put(
	struct scope *sc, struct documents *docs, const struct paper *paper, int64_t seen, int64_t *made)
{
	return check_paper(sc, paper) &&
	       change(sc, docs, put, &(struct change){ .paper = paper, .seen = seen, .made = made });
}

bool papers_remove(
	struct scope *sc, struct documents *docs, const struct paper *paper, int64_t seen, int64_t *made)
{
	return check(sc, "the author", paper->author, AUTHOR_LETTERS) &&
	       change(sc, docs, take_away, &(struct change){ .paper = paper, .seen = seen, .made = made });
}

bool papers_restore(struct scope *sc, struct documents *docs, const struct paper *paper, int64_t revision,
	int64_t seen, int64_t *made)
{
	return check(sc, "the author", paper->author, AUTHOR_LETTERS) &&
	       change(sc, docs, bring_back,
		       &(struct change){ .paper = paper, .seen = seen, .from = revision, .made = made });
}
