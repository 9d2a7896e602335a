#include "store/evidence.h"

#include <stdlib.h>

#include "store/evidence_private.h"
#include "store/evidence_schema.h"

struct duck *evidence_duck(struct evidence *ev)
{
	return ev->db;
}

/* DuckDB prepares one statement at a time. */
static bool run_script(struct scope *sc, struct duck *db, const char *script)
{
	struct str rest = str_of(script);

	while (rest.n) {
		struct str one = str_trim(str_cut(&rest, ';'));
		if (one.n && !duck_run(sc, db, str_c(sc, one), 0, NULL))
			return false;
	}
	return true;
}

static bool fill_source_kinds(struct scope *sc, struct duck *db)
{
	int64_t n;

	if (!duck_one(sc, db, "SELECT count(*) FROM source_kind", 0, NULL, 0, &n))
		return false;
	for (int64_t i = n; i < SOURCE_KINDS; i++)
		if (!duck_run(sc, db, "INSERT INTO source_kind VALUES (?, ?)", 2,
			    (struct duck_value[]){
				    DUCK_INT(i), DUCK_TEXT(str_of(source_name((enum source_kind)i))) }))
			return false;
	return true;
}

/* Workspaces from before customers could be joined have no table for it. */
static bool add_versions(struct scope *sc, struct duck *db)
{
	int64_t there;

	return duck_one(sc, db, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'version'", 0, NULL,
		       0, &there) &&
	       (there || run_script(sc, db, EVIDENCE_VERSIONS));
}

/* Nor a column for what was remarked. */
static bool add_remarks(struct scope *sc, struct duck *db)
{
	int64_t there;

	return duck_one(sc, db,
		       "SELECT count(*) FROM duckdb_columns() WHERE table_name = 'import' AND column_name = 'remarks'",
		       0, NULL, 0, &there) &&
	       (there || duck_run(sc, db, "ALTER TABLE import ADD COLUMN remarks VARCHAR", 0, NULL));
}

/* Nor tables for who is who. */
static bool add_identity(struct scope *sc, struct duck *db)
{
	int64_t there;

	return duck_one(sc, db, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'retention'", 0,
		       NULL, 0, &there) &&
	       (there ||
		       (duck_run(sc, db, "BEGIN TRANSACTION", 0, NULL) &&
			       run_script(sc, db, EVIDENCE_IDENTITY) && duck_run(sc, db, "COMMIT", 0, NULL)));
}

/* Nor one for what came live. */
static bool add_moved(struct scope *sc, struct duck *db)
{
	int64_t there;

	return duck_one(sc, db, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'moved'", 0, NULL, 0,
		       &there) &&
	       (there || duck_run(sc, db, EVIDENCE_MOVED, 0, NULL));
}

/* Nothing is written where the tables are there already: whoever only asks leaves the file as it is, and DuckDB
 * has no checkpoint to make on closing, which overwrites blocks in place. */
static bool make_tables(struct scope *sc, struct duck *db)
{
	int64_t there;

	if (!duck_one(sc, db, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'source_kind'", 0,
		    NULL, 0, &there))
		return false;
	if (there)
		return add_remarks(sc, db) && add_versions(sc, db) && add_identity(sc, db) &&
		       add_moved(sc, db) && fill_source_kinds(sc, db);
	return duck_run(sc, db, "BEGIN TRANSACTION", 0, NULL) && run_script(sc, db, EVIDENCE_SCHEMA) &&
	       run_script(sc, db, EVIDENCE_VERSIONS) && run_script(sc, db, EVIDENCE_IDENTITY) &&
	       duck_run(sc, db, EVIDENCE_MOVED, 0, NULL) && fill_source_kinds(sc, db) &&
	       duck_run(sc, db, "COMMIT", 0, NULL);
}

struct evidence *evidence_open(struct scope *sc, const char *path, enum duck_mode mode)
{
	struct evidence *ev = NEW(sc, struct evidence);

	ev->db = duck_open(sc, path, mode);
	if (!ev->db)
		return NULL;
	if (mode == DUCK_READ || make_tables(sc, ev->db))
		return ev;
	evidence_close(ev);
	return NULL;
}

struct evidence *evidence_beside(struct scope *sc, struct evidence *ev)
{
	struct evidence *beside = NEW(sc, struct evidence);

	beside->db = duck_beside(sc, ev->db);
	return beside->db ? beside : NULL;
}

void evidence_close(struct evidence *ev)
{
	if (ev)
		duck_close(ev->db);
}

bool evidence_totals(struct scope *sc, struct evidence *ev, struct evidence_totals *out)
{
	struct duck_rows *rows = duck_ask(sc, ev->db,
		"SELECT (SELECT count(DISTINCT coalesce(c.person, c.code)) FROM (SELECT DISTINCT customer FROM event) e"
		" JOIN customer c ON c.code = e.customer), (SELECT count(*) FROM event),"
		" (SELECT count(*) FROM quarantine), (SELECT count(*) FROM import), (SELECT count(*) FROM kind),"
		" (SELECT epoch_us(min(time)) FROM event), (SELECT epoch_us(max(time)) FROM event)",
		0, NULL);

	if (!rows)
		return false;
	*out = (struct evidence_totals){ 0 };
	if (duck_next(rows)) {
		out->customers = (uint64_t)duck_int(rows, 0);
		out->events = (uint64_t)duck_int(rows, 1);
		out->quarantined = (uint64_t)duck_int(rows, 2);
		out->imports = (uint64_t)duck_int(rows, 3);
		out->kinds = (uint64_t)duck_int(rows, 4);
		out->has_period = !duck_null(rows, 5);
		if (out->has_period) {
			out->from_us = duck_int(rows, 5);
			out->to_us = duck_int(rows, 6);
		}
	}
	return duck_done(sc, rows);
}

const struct dictionary *evidence_dictionary(struct scope *sc, struct evidence *ev)
{
	struct dictionary *d = NEW(sc, struct dictionary);
	struct names *events = names_new(sc);
	LIST(struct kind) kinds = { 0 };
	struct duck_rows *rows = duck_ask(
		sc, ev->db, "SELECT source, event, page, channel, campaign FROM kind ORDER BY code", 0, NULL);

	if (!rows)
		return NULL;
	while (duck_next(rows))
		*LIST_ADD(sc, &kinds) = (struct kind){
			.source = (enum source_kind)duck_int(rows, 0),
			.event = str_copy(sc, duck_text(rows, 1)),
			.page = str_copy(sc, duck_text(rows, 2)),
			.channel = str_copy(sc, duck_text(rows, 3)),
			.campaign = str_copy(sc, duck_text(rows, 4)),
		};
	if (!duck_done(sc, rows))
		return NULL;
	uint32_t *codes = NEW_ARRAY(sc, uint32_t, kinds.n + 1);
	for (size_t k = 0; k < kinds.n; k++)
		codes[k] = names_add(events, kinds.at[k].event);
	struct str *texts = NEW_ARRAY(sc, struct str, (size_t)names_count(events) + 1);
	for (uint32_t i = 0; i < names_count(events); i++)
		texts[i] = names_at(events, i);
	*d = (struct dictionary){ kinds.at, (uint32_t)kinds.n, codes, texts, names_count(events) };
	return d;
}

bool evidence_remarks(struct scope *sc, struct evidence *ev, evidence_remark_fn fn, void *to)
{
	struct duck_rows *rows = duck_ask(sc, ev->db,
		"SELECT file, remarks FROM import WHERE events > 0 AND remarks <> '' ORDER BY file, id", 0,
		NULL);

	if (!rows)
		return false;
	while (duck_next(rows)) {
		struct str file = str_copy(sc, duck_text(rows, 0)), rest = str_copy(sc, duck_text(rows, 1));
		while (rest.n)
			fn(sc, to, file, str_cut(&rest, '\n'));
	}
	return duck_done(sc, rows);
}
