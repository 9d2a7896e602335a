#include "store/documents.h"

#include "base/buf.h"

struct documents {
	struct lite *db;
	unsigned depth; /* of transactions within each other */
};

static const char schema[] =
	"CREATE TABLE IF NOT EXISTS map (id TEXT PRIMARY KEY, place INTEGER NOT NULL) STRICT;"
	"CREATE TABLE IF NOT EXISTS map_revision (map TEXT NOT NULL REFERENCES map, revision INTEGER NOT NULL,"
	" title TEXT NOT NULL, definition TEXT NOT NULL, author TEXT NOT NULL, written INTEGER NOT NULL,"
	" PRIMARY KEY (map, revision)) STRICT;"
	"CREATE TABLE IF NOT EXISTS map_operation (map TEXT NOT NULL, revision INTEGER NOT NULL,"
	" author TEXT NOT NULL, operations TEXT NOT NULL, PRIMARY KEY (map, revision),"
	" FOREIGN KEY (map, revision) REFERENCES map_revision) STRICT;"
	"CREATE TABLE IF NOT EXISTS map_version (map TEXT NOT NULL, no INTEGER NOT NULL, revision INTEGER NOT NULL,"
	" state TEXT NOT NULL, note TEXT NOT NULL, author TEXT NOT NULL, published INTEGER NOT NULL,"
	" parent INTEGER, definition TEXT NOT NULL, frozen TEXT NOT NULL, measures TEXT NOT NULL,"
	" watermark TEXT NOT NULL, PRIMARY KEY (map, no),"
	" FOREIGN KEY (map, revision) REFERENCES map_revision) STRICT;"
	"CREATE TABLE IF NOT EXISTS map_quote (map TEXT NOT NULL, no INTEGER NOT NULL, quote INTEGER NOT NULL,"
	" import INTEGER NOT NULL, row INTEGER NOT NULL, part INTEGER NOT NULL, clause_from INTEGER NOT NULL,"
	" clause_to INTEGER NOT NULL, least INTEGER NOT NULL, PRIMARY KEY (map, no, quote),"
	" FOREIGN KEY (map, no) REFERENCES map_version) STRICT;"
	"CREATE TRIGGER IF NOT EXISTS map_version_stays BEFORE UPDATE ON map_version BEGIN"
	" SELECT raise(ABORT, 'a published version never changes'); END;"
	"CREATE TRIGGER IF NOT EXISTS map_version_kept BEFORE DELETE ON map_version BEGIN"
	" SELECT raise(ABORT, 'a published version is never removed'); END;"
	"CREATE TABLE IF NOT EXISTS proposal (map TEXT PRIMARY KEY REFERENCES map, made_of INTEGER NOT NULL,"
	" language TEXT) STRICT;"
	"CREATE TABLE IF NOT EXISTS feedback (id INTEGER PRIMARY KEY, import INTEGER NOT NULL,"
	" row INTEGER NOT NULL, part INTEGER NOT NULL, time INTEGER NOT NULL, customer INTEGER NOT NULL,"
	" text TEXT NOT NULL, past INTEGER NOT NULL DEFAULT 0) STRICT;"
	"CREATE TABLE IF NOT EXISTS contact (hash TEXT PRIMARY KEY, kind TEXT NOT NULL, clear TEXT NOT NULL) STRICT;"
	"CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY AUTOINCREMENT, written INTEGER NOT NULL,"
	" author TEXT NOT NULL, about TEXT, map TEXT NOT NULL, touchpoint TEXT NOT NULL, text TEXT NOT NULL) STRICT;"
	"CREATE TABLE IF NOT EXISTS paper (kind TEXT NOT NULL, id TEXT NOT NULL, place INTEGER NOT NULL,"
	" PRIMARY KEY (kind, id)) STRICT;"
	"CREATE TABLE IF NOT EXISTS paper_revision (kind TEXT NOT NULL, id TEXT NOT NULL, revision INTEGER NOT NULL,"
	" title TEXT NOT NULL, body TEXT NOT NULL, author TEXT NOT NULL, written INTEGER NOT NULL,"
	" gone INTEGER NOT NULL, PRIMARY KEY (kind, id, revision), FOREIGN KEY (kind, id) REFERENCES paper) STRICT;"
	"CREATE TABLE IF NOT EXISTS voice_label (text INTEGER NOT NULL, task TEXT NOT NULL, label TEXT NOT NULL,"
	" author TEXT NOT NULL, written INTEGER NOT NULL, PRIMARY KEY (text, task)) STRICT;"
	"CREATE TABLE IF NOT EXISTS voice_verdict (map TEXT NOT NULL, finding TEXT NOT NULL, confirmed INTEGER NOT NULL,"
	" author TEXT NOT NULL, written INTEGER NOT NULL, PRIMARY KEY (map, finding)) STRICT;"
	"CREATE TABLE IF NOT EXISTS voice_taught (entry TEXT NOT NULL, map TEXT NOT NULL, finding TEXT NOT NULL,"
	" was_right INTEGER NOT NULL, PRIMARY KEY (entry, map, finding)) STRICT;"
	"CREATE TABLE IF NOT EXISTS live_source (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE,"
	" kind TEXT NOT NULL, key TEXT NOT NULL UNIQUE, origins TEXT NOT NULL, webhook TEXT, secret TEXT,"
	" disabled INTEGER NOT NULL, made INTEGER NOT NULL) STRICT;"
	"CREATE INDEX IF NOT EXISTS feedback_import ON feedback (import, row, part);"
	"CREATE VIRTUAL TABLE IF NOT EXISTS feedback_words USING fts5 (text, content='feedback',"
	" content_rowid='id', tokenize='unicode61 remove_diacritics 2');"
	"CREATE TRIGGER IF NOT EXISTS feedback_in AFTER INSERT ON feedback BEGIN"
	" INSERT INTO feedback_words (rowid, text) VALUES (new.id, new.text); END;"
	"CREATE TRIGGER IF NOT EXISTS feedback_out AFTER DELETE ON feedback BEGIN"
	" INSERT INTO feedback_words (feedback_words, rowid, text) VALUES ('delete', old.id, old.text); END;";

/* Pictures and files in cells (attachments.h).  The content comes last, so that what is asked of the rest need not read it. */
static const char schema_attachment[] =
	"CREATE TABLE IF NOT EXISTS attachment (id TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL,"
	" bytes INTEGER NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, author TEXT NOT NULL,"
	" sent INTEGER NOT NULL, content BLOB NOT NULL) STRICT;";

/* What programs were answered (once.h). */
static const char schema_once[] =
	"CREATE TABLE IF NOT EXISTS once (id INTEGER PRIMARY KEY AUTOINCREMENT, who TEXT NOT NULL, key TEXT NOT NULL,"
	" asked BLOB NOT NULL, run INTEGER NOT NULL, at INTEGER NOT NULL, status INTEGER NOT NULL, type TEXT,"
	" body BLOB, UNIQUE (who, key)) STRICT;";

/* Columns that workspaces from before do not have: versions', the languages of proposals. */
static const struct column {
	const char *ask, *add;
} columns[] = {
	{ "SELECT count(*) FROM pragma_table_info('feedback') WHERE name = 'past'",
		"ALTER TABLE feedback ADD COLUMN past INTEGER NOT NULL DEFAULT 0;" },
	{ "SELECT count(*) FROM pragma_table_info('proposal') WHERE name = 'language'",
		"ALTER TABLE proposal ADD COLUMN language TEXT;" },
};

static bool add_column(struct scope *sc, struct documents *docs, const struct column *column)
{
	struct lite_rows *rows = lite_ask(sc, docs->db, column->ask, 0, NULL);
	bool there = rows && lite_next(rows) && lite_int(rows, 0) > 0;

	return rows && lite_done(sc, rows) && (there || lite_script(sc, docs->db, column->add));
}

static bool add_columns(struct scope *sc, struct documents *docs)
{
	for (size_t i = 0; i < COUNT_OF(columns); i++)
		if (!add_column(sc, docs, &columns[i]))
			return false;
	return true;
}

struct documents *documents_open(struct scope *sc, const char *path, enum lite_mode mode)
{
	struct documents *docs = NEW(sc, struct documents);

	docs->db = lite_open(sc, path, mode);
	if (docs->db &&
		(mode == LITE_READ ||
			(lite_script(sc, docs->db, schema) && lite_script(sc, docs->db, schema_once) &&
				lite_script(sc, docs->db, schema_attachment) && add_columns(sc, docs))))
		return docs;
	documents_close(docs);
	return NULL;
}

void documents_close(struct documents *docs)
{
	if (docs)
		lite_close(docs->db);
}

struct lite *documents_lite(struct documents *docs)
{
	return docs->db;
}

/* --- maps ---------------------------------------------------------------------------------------- */

#define NEWEST                                                                                               \
	"SELECT m.id, r.title, r.definition, r.author, r.revision, r.written FROM map m JOIN map_revision r" \
	" ON r.map = m.id WHERE r.revision = (SELECT max(revision) FROM map_revision WHERE map = m.id)"

static struct saved_map read_map(struct scope *sc, const struct lite_rows *rows)
{
	return (struct saved_map){
		.id = str_copy(sc, lite_text(rows, 0)),
		.title = str_copy(sc, lite_text(rows, 1)),
		.text = str_copy(sc, lite_text(rows, 2)),
		.author = str_copy(sc, lite_text(rows, 3)),
		.revision = lite_int(rows, 4),
		.written_us = lite_int(rows, 5),
	};
}

bool documents_maps(struct scope *sc, struct documents *docs, struct saved_map **maps, size_t *n)
{
	LIST(struct saved_map) list = { 0 };
	struct lite_rows *rows = lite_ask(sc, docs->db, NEWEST " ORDER BY m.place", 0, NULL);

	if (!rows)
		return false;
	while (lite_next(rows))
		*LIST_ADD(sc, &list) = read_map(sc, rows);
	*maps = list.at;
	*n = list.n;
	return lite_done(sc, rows);
}

static struct saved_map *no_such_map(struct scope *sc, struct documents *docs, struct str id)
{
	struct buf *known = buf_new(sc, 300);
	struct saved_map *maps;
	size_t n;

	if (!documents_maps(sc, docs, &maps, &n))
		return NULL;
	for (size_t i = 0; i < n; i++)
		buf_printf(known, "%s%.*s", i ? ", " : "", STR_ARG(maps[i].id));
	return scope_fail(sc, FAULT_NOT_FOUND, "there is no map \"%.*s\" here (%s%.*s)", STR_ARG(id),
		n ? "there is: " : "there is none yet: wend map makes the first", STR_ARG(buf_str(known)));
}

struct saved_map *documents_map(struct scope *sc, struct documents *docs, struct str id)
{
	struct saved_map *map = NULL;
	struct lite_rows *rows = lite_ask(sc, docs->db, NEWEST " AND m.id = ?", 1, &LITE_TEXT(id));

	if (!rows)
		return NULL;
	if (lite_next(rows)) {
		map = NEW(sc, struct saved_map);
		*map = read_map(sc, rows);
	}
	if (!lite_done(sc, rows))
		return NULL;
	return map ? map : no_such_map(sc, docs, id);
}

bool documents_proposal(struct scope *sc, struct documents *docs, struct str map, struct proposal_note *note)
{
	struct lite_rows *rows = lite_ask(
		sc, docs->db, "SELECT made_of, language FROM proposal WHERE map = ?", 1, &LITE_TEXT(map));

	*note = (struct proposal_note){ 0 };
	if (!rows)
		return false;
	if (lite_next(rows)) {
		note->made_of = (uint64_t)lite_int(rows, 0);
		note->language = str_copy(sc, lite_text(rows, 1));
	}
	return lite_done(sc, rows);
}

bool documents_note_proposal(
	struct scope *sc, struct documents *docs, struct str map, const struct proposal_note *note)
{
	return lite_run(sc, docs->db,
		"INSERT OR REPLACE INTO proposal (map, made_of, language) VALUES (?, ?, ?)", 3,
		(struct lite_value[]){
			LITE_TEXT(map), LITE_INT((int64_t)note->made_of), LITE_TEXT(note->language) });
}

static bool newest_revision(struct scope *sc, struct documents *docs, struct str id, int64_t *revision)
{
	struct lite_rows *rows = lite_ask(sc, docs->db,
		"SELECT coalesce(max(revision), 0) FROM map_revision WHERE map = ?", 1, &LITE_TEXT(id));

	if (!rows)
		return false;
	*revision = lite_next(rows) ? lite_int(rows, 0) : 0;
	return lite_done(sc, rows);
}

bool documents_add_revision(
	struct scope *sc, struct documents *docs, const struct saved_map *map, int64_t seen)
{
	int64_t newest;

	if (!newest_revision(sc, docs, map->id, &newest))
		return false;
	if (newest != seen)
		return scope_fail(sc, FAULT_CONFLICT,
			"the map \"%.*s\" was changed meanwhile (revision %lld, you saw %lld): look again and redo it",
			STR_ARG(map->id), (long long)newest, (long long)seen);
	return lite_run(sc, docs->db, "INSERT OR IGNORE INTO map VALUES (?, (SELECT count(*) FROM map))", 1,
		       &LITE_TEXT(map->id)) &&
	       lite_run(sc, docs->db, "INSERT INTO map_revision VALUES (?, ?, ?, ?, ?, ?)", 6,
		       (struct lite_value[]){ LITE_TEXT(map->id), LITE_INT(seen + 1), LITE_TEXT(map->title),
			       LITE_TEXT(map->text), LITE_TEXT(map->author), LITE_INT(map->written_us) });
}

bool documents_put_map(struct scope *sc, struct documents *docs, const struct saved_map *map, int64_t seen)
{
	if (!documents_begin(sc, docs))
		return false;
	if (documents_add_revision(sc, docs, map, seen) && documents_commit(sc, docs))
		return true;
	documents_rollback(docs);
	return false;
}

/* --- feedback ------------------------------------------------------------------------------------ */

bool documents_begin(struct scope *sc, struct documents *docs)
{
	bool ok = lite_script(sc, docs->db, docs->depth ? "SAVEPOINT inner_one" : "BEGIN IMMEDIATE");

	docs->depth += ok;
	return ok;
}

bool documents_commit(struct scope *sc, struct documents *docs)
{
	bool ok = lite_script(sc, docs->db, docs->depth > 1 ? "RELEASE inner_one" : "COMMIT");

	docs->depth -= ok && docs->depth;
	return ok;
}

void documents_rollback(struct documents *docs)
{
	struct scope sc = { 0 };

	(void)!lite_script(
		&sc, docs->db, docs->depth > 1 ? "ROLLBACK TO inner_one; RELEASE inner_one" : "ROLLBACK");
	docs->depth -= docs->depth > 0;
	scope_close(&sc);
}

bool documents_add_feedback(struct scope *sc, struct documents *docs, const struct feedback *f)
{
	struct scope mine = { 0 };
	bool ok = lite_run(&mine, docs->db,
		"INSERT INTO feedback (import, row, part, time, customer, text) VALUES (?, ?, ?, ?, ?, ?)", 6,
		(struct lite_value[]){ LITE_INT(f->import), LITE_INT(f->row), LITE_INT(f->part),
			LITE_INT(f->time_us), LITE_INT(f->customer), LITE_TEXT(f->text) });

	if (!ok)
		scope_fail(sc, mine.fault, "%s", mine.why);
	scope_close(&mine);
	return ok;
}

bool documents_drop_feedback(
	struct scope *sc, struct documents *docs, int64_t import, uint64_t row, uint16_t part)
{
	return lite_run(sc, docs->db, "DELETE FROM feedback WHERE import = ? AND row = ? AND part = ?", 3,
		(struct lite_value[]){ LITE_INT(import), LITE_INT(row), LITE_INT(part) });
}

bool documents_clean(struct scope *sc, struct documents *docs, int64_t last_import)
{
	return lite_run(sc, docs->db, "DELETE FROM feedback WHERE import > ?", 1, &LITE_INT(last_import));
}

bool documents_drop_import(struct scope *sc, struct documents *docs, int64_t import)
{
	return lite_run(sc, docs->db, "DELETE FROM feedback WHERE import = ?", 1, &LITE_INT(import));
}

bool documents_has_feedback(struct scope *sc, struct documents *docs, bool *has)
{
	struct lite_rows *rows =
		lite_ask(sc, docs->db, "SELECT EXISTS (SELECT 1 FROM feedback WHERE past = 0)", 0, NULL);

	*has = rows && lite_next(rows) && lite_int(rows, 0) != 0;
	return rows && lite_done(sc, rows);
}

static bool each_feedback(struct scope *sc, struct lite_rows *rows, feedback_fn fn, void *to)
{
	bool ok = rows != NULL;

	while (ok && lite_next(rows))
		ok = fn(sc, to,
			&(struct feedback){ .import = lite_int(rows, 0),
				.row = (uint64_t)lite_int(rows, 1),
				.part = (uint16_t)lite_int(rows, 2),
				.time_us = lite_int(rows, 3),
				.customer = (uint32_t)lite_int(rows, 4),
				.text = lite_text(rows, 5) });
	return rows && lite_done(sc, rows) && ok;
}

bool documents_feedback(struct scope *sc, struct documents *docs, feedback_fn fn, void *to)
{
	return each_feedback(sc,
		lite_ask(sc, docs->db,
			"SELECT import, row, part, time, customer, text FROM feedback WHERE past = 0 ORDER BY time, import, row, part",
			0, NULL),
		fn, to);
}

bool documents_search(struct scope *sc, struct documents *docs, struct str expression, uint64_t most,
	feedback_fn fn, void *to)
{
	return each_feedback(sc,
		lite_ask(sc, docs->db,
			"SELECT import, row, part, time, customer, f.text FROM feedback_words w JOIN feedback f"
			" ON f.id = w.rowid WHERE feedback_words MATCH ? AND f.past = 0 ORDER BY w.rank, f.id LIMIT ?",
			2, (struct lite_value[]){ LITE_TEXT(expression), LITE_INT(most) }),
		fn, to);
}

/* --- earlier versions ---------------------------------------------------------------------------- */

bool documents_past_begin(struct scope *sc, struct documents *docs)
{
	return documents_begin(sc, docs) &&
	       lite_run(sc, docs->db, "UPDATE feedback SET past = 0 WHERE past <> 0", 0, NULL);
}

bool documents_past(struct scope *sc, struct documents *docs, int64_t import, uint64_t row, uint16_t part)
{
	return lite_run(sc, docs->db,
		"UPDATE feedback SET past = 1 WHERE import = ? AND row = ? AND part = ?", 3,
		(struct lite_value[]){ LITE_INT(import), LITE_INT(row), LITE_INT(part) });
}

bool documents_past_end(struct scope *sc, struct documents *docs)
{
	return documents_commit(sc, docs);
}

/* --- what is left --------------------------------------------------------------------------------- */

enum { UNNAMED = 2 }; /* as `past`, while it is found out what stays */

bool documents_only_begin(struct scope *sc, struct documents *docs)
{
	return documents_begin(sc, docs) &&
	       lite_run(sc, docs->db, "UPDATE feedback SET past = ?", 1, &LITE_INT(UNNAMED));
}

bool documents_only(struct scope *sc, struct documents *docs, int64_t import, uint64_t row, uint16_t part)
{
	return lite_run(sc, docs->db,
		"UPDATE feedback SET past = 0 WHERE import = ? AND row = ? AND part = ?", 3,
		(struct lite_value[]){ LITE_INT(import), LITE_INT((int64_t)row), LITE_INT(part) });
}

bool documents_only_end(struct scope *sc, struct documents *docs)
{
	return lite_run(sc, docs->db, "DELETE FROM feedback WHERE past = ?", 1, &LITE_INT(UNNAMED)) &&
	       documents_commit(sc, docs);
}

/* --- contacts and persons ------------------------------------------------------------------------ */

bool documents_keep_contact(
	struct scope *sc, struct documents *docs, struct str hash, struct str kind, struct str clear)
{
	return lite_run(sc, docs->db, "INSERT OR REPLACE INTO contact VALUES (?, ?, ?)", 3,
		(struct lite_value[]){ LITE_TEXT(hash), LITE_TEXT(kind), LITE_TEXT(clear) });
}

bool documents_contact(struct scope *sc, struct documents *docs, struct str hash, struct str *clear)
{
	struct lite_rows *rows =
		lite_ask(sc, docs->db, "SELECT clear FROM contact WHERE hash = ?", 1, &LITE_TEXT(hash));

	*clear = (struct str){ 0 };
	if (rows && lite_next(rows))
		*clear = str_copy(sc, lite_text(rows, 0));
	return rows && lite_done(sc, rows);
}

static bool said_by(struct scope *sc, struct documents *docs, uint32_t customer, uint64_t *texts)
{
	struct lite_rows *rows = lite_ask(
		sc, docs->db, "SELECT count(*) FROM feedback WHERE customer = ?", 1, &LITE_INT(customer));

	if (rows && lite_next(rows))
		*texts += (uint64_t)lite_int(rows, 0);
	return rows && lite_done(sc, rows);
}

bool documents_erase(struct scope *sc, struct documents *docs, const uint32_t *customers, size_t n,
	const struct str *hashes, size_t n_hashes, uint64_t *texts)
{
	bool ok = documents_begin(sc, docs);

	*texts = 0;
	for (size_t i = 0; ok && i < n; i++)
		ok = said_by(sc, docs, customers[i], texts) &&
		     lite_run(sc, docs->db, "DELETE FROM feedback WHERE customer = ?", 1,
			     &LITE_INT(customers[i]));
	for (size_t i = 0; ok && i < n_hashes; i++)
		ok = lite_run(sc, docs->db, "DELETE FROM contact WHERE hash = ?", 1, &LITE_TEXT(hashes[i]));
	/* what programs were answered may have their words in it */
	ok = ok && lite_run(sc, docs->db, "DELETE FROM once", 0, NULL);
	if (ok && documents_commit(sc, docs))
		return true;
	documents_rollback(docs);
	return false;
}

/* The words' index keeps what was deleted until it is built anew; free pages keep it until the file is. */
bool documents_vacuum(struct scope *sc, struct documents *docs)
{
	return lite_script(sc, docs->db, "INSERT INTO feedback_words (feedback_words) VALUES ('rebuild');") &&
	       lite_script(sc, docs->db, "VACUUM;") &&
	       lite_script(sc, docs->db, "PRAGMA wal_checkpoint(TRUNCATE);");
}

bool documents_mentions(struct scope *sc, struct documents *docs, struct str text, mention_fn fn, void *to)
{
	struct lite_rows *rows = lite_ask(sc, docs->db,
		"SELECT clear, 1 FROM contact WHERE instr(clear, ?1) UNION ALL SELECT text, 0 FROM feedback WHERE"
		" instr(text, ?1) UNION ALL SELECT definition, 0 FROM map_revision WHERE instr(definition, ?1)"
		" UNION ALL SELECT body, 0 FROM paper_revision WHERE instr(body, ?1)"
		" UNION ALL SELECT operations, 0 FROM map_operation WHERE instr(operations, ?1)"
		" UNION ALL SELECT frozen, 0 FROM map_version WHERE instr(frozen, ?1)"
		" UNION ALL SELECT name, 0 FROM attachment WHERE instr(name, ?1)"
		" UNION ALL SELECT CAST(content AS TEXT), 0 FROM attachment WHERE instr(content, CAST(?1 AS BLOB))",
		1, &LITE_TEXT(text));
	bool ok = rows != NULL;

	while (ok && lite_next(rows))
		ok = fn(sc, to, lite_text(rows, 0), lite_int(rows, 1) != 0);
	return rows && lite_done(sc, rows) && ok;
}
