#include "store/evidence_change.h"

#include "store/versions.h"

/* What runs inside is done wholly or not at all. */
struct changing {
	struct scope *sc;
	struct evidence *ev;
	struct duck *db;
};

static bool begin(struct changing *c, struct scope *sc, struct evidence *ev)
{
	*c = (struct changing){ sc, ev, evidence_duck(ev) };
	return duck_run(sc, c->db, "BEGIN TRANSACTION", 0, NULL);
}

static bool commit(struct changing *c, bool ok)
{
	struct scope mine = { 0 };

	ok = ok && duck_run(c->sc, c->db, "COMMIT", 0, NULL);
	if (!ok)
		(void)!duck_run(&mine, c->db, "ROLLBACK", 0, NULL);
	scope_close(&mine);
	return ok;
}

/* Feedback whose event is gone goes with the next cleaning, whoever does it (workspace_clean). */
static bool end(struct changing *c, bool ok)
{
	ok = ok &&
	     duck_run(c->sc, c->db, "UPDATE version SET number = number + 1 WHERE name = 'identity'", 0,
		     NULL) &&
	     duck_run(c->sc, c->db, "INSERT INTO version VALUES ('feedback', 0)", 0, NULL);
	return commit(c, ok);
}

static bool run_with(struct changing *c, const char *const *statements, size_t n, size_t bound,
	const struct duck_value *values)
{
	for (size_t i = 0; i < n; i++)
		if (!duck_run(c->sc, c->db, statements[i], strchr(statements[i], '?') ? bound : 0, values))
			return false;
	return true;
}

static bool count(struct changing *c, const char *sql, const struct duck_value *value, uint64_t *out)
{
	int64_t n;

	if (!duck_one(c->sc, c->db, sql, value ? 1 : 0, value, 0, &n))
		return false;
	*out = (uint64_t)n;
	return true;
}

/* --- an import ----------------------------------------------------------------------------------- */

static bool find_import(struct scope *sc, struct duck *db, int64_t import, struct str *file)
{
	struct duck_rows *rows = duck_ask(sc, db,
		"SELECT file, coalesce(undone, false) FROM import WHERE id = ?", 1, &DUCK_INT(import));
	bool there = rows && duck_next(rows), undone = there && duck_int(rows, 1);

	if (there)
		*file = str_copy(sc, duck_text(rows, 0));
	if (!rows || !duck_done(sc, rows))
		return false;
	if (!there)
		return scope_fail(sc, FAULT_NOT_FOUND, "there is no import %lld (wend status lists them)",
			(long long)import);
	return !undone || scope_fail(sc, FAULT_CONFLICT, "import %lld (%.*s) was undone already",
				  (long long)import, STR_ARG(*file));
}

static bool take_back(struct changing *c, int64_t import, struct evidence_undone *out)
{
/* Of imports undone, now or earlier, what no other import says as well. */
#define NOBODYS                                                                                                \
	"import IN (SELECT id FROM import WHERE undone) AND id NOT IN (SELECT event FROM subject WHERE import" \
	" <> ?1)"
	static const char *const statements[] = {
		"UPDATE import SET undone = true, quarantined = 0, fingerprint = 0 WHERE id = ?1",
		"DELETE FROM event WHERE " NOBODYS,
		"DELETE FROM event_past WHERE " NOBODYS,
		"DELETE FROM link WHERE import = ?1",
		"DELETE FROM metric WHERE import = ?1",
		"DELETE FROM quarantine WHERE import = ?1",
		"UPDATE import SET events = (SELECT count(*) FROM event e WHERE e.import = import.id) WHERE events > 0",
	};
	struct duck_value value = DUCK_INT(import);

	return count(c, "SELECT count(*) FROM event WHERE import = ?", &value, &out->events) &&
	       count(c, "SELECT count(*) FROM metric WHERE import = ?", &value, &out->metrics) &&
	       count(c, "SELECT count(*) FROM quarantine WHERE import = ?", &value, &out->quarantined) &&
	       count(c,
		       "SELECT count(*) FROM event e WHERE import = ?1 AND EXISTS (SELECT 1 FROM subject s WHERE s.event ="
		       " e.id AND s.import <> ?1)",
		       &value, &out->handed_on) &&
	       run_with(c, statements, COUNT_OF(statements), 1, &value);
}

/* Another reading of the same file went when this one came; the file is not here to read it again. */
static bool find_replaced(struct changing *c, int64_t import, struct evidence_undone *out)
{
	return duck_one(c->sc, c->db,
		"SELECT max(o.id) FROM import o JOIN import i ON i.fingerprint = o.fingerprint WHERE i.id = ? AND o.id < i.id"
		" AND o.mapping <> i.mapping AND o.events = 0 AND NOT coalesce(o.undone, false)",
		1, &DUCK_INT(import), 0, &out->took_place);
}

/* What its versions went before counts again. */
static bool versions_back(struct changing *c, int64_t import, struct evidence_undone *out)
{
	struct duck_value value = DUCK_INT(import);
	uint64_t before, after, superseded;

	/* The subjects stay until it is known whom they concern; with a version below all others they judge nothing. */
	return count(c, "SELECT count(*) FROM event", NULL, &before) &&
	       duck_run(c->sc, c->db,
		       "UPDATE subject SET version = -9223372036854775807, event = 0, deleted = false"
		       " WHERE import = ?",
		       1, &value) &&
	       versions_settle(c->sc, c->ev, import, &superseded) &&
	       duck_run(c->sc, c->db, "DELETE FROM subject WHERE import = ?", 1, &value) &&
	       count(c, "SELECT count(*) FROM event", NULL, &after) && (out->restored = after - before, true);
}

bool evidence_may_undo(struct scope *sc, struct evidence *ev, int64_t import)
{
	struct str file;

	return find_import(sc, evidence_duck(ev), import, &file);
}

bool evidence_undo(struct scope *sc, struct evidence *ev, int64_t import, struct evidence_undone *out)
{
	struct changing c;

	*out = (struct evidence_undone){ 0 };
	if (!find_import(sc, evidence_duck(ev), import, &out->file) || !begin(&c, sc, ev))
		return false;
	bool ok = find_replaced(&c, import, out) && take_back(&c, import, out) &&
		  versions_back(&c, import, out) && identity_settle(sc, ev, UINT32_MAX);
	out->events -= out->handed_on;
	return end(&c, ok);
}

/* --- a person ------------------------------------------------------------------------------------ */

static bool name_codes(struct changing *c, const uint32_t *codes, size_t n)
{
	struct duck_appender *a;
	bool ok = duck_run(c->sc, c->db, "CREATE OR REPLACE TEMP TABLE erased_code (code UINTEGER)", 0, NULL);

	a = ok ? duck_append(c->sc, c->db, "erased_code") : NULL;
	for (size_t i = 0; a && ok && i < n; i++) {
		duck_put_int(a, 0, codes[i]);
		ok = duck_put_row(c->sc, a);
	}
	if (a && !ok)
		duck_append_drop(a);
	return a && ok && duck_append_done(c->sc, a);
}

static bool remember(struct changing *c, const struct str *hashes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!duck_run(c->sc, c->db, "INSERT INTO erased VALUES (?)", 1, &DUCK_TEXT(hashes[i])))
			return false;
	return true;
}

bool evidence_erase(struct scope *sc, struct evidence *ev, const uint32_t *codes, size_t n,
	const struct str *hashes, uint64_t *events)
{
	static const char *const statements[] = {
		"DELETE FROM subject WHERE event IN (SELECT id FROM event WHERE customer IN (FROM erased_code)) OR event IN"
		" (SELECT id FROM event_past WHERE customer IN (FROM erased_code))",
		"UPDATE journey_case SET key = 'erased ' || code WHERE code IN (SELECT case_code FROM event WHERE customer IN"
		" (FROM erased_code)) AND code NOT IN (SELECT case_code FROM event WHERE case_code IS NOT NULL AND customer"
		" NOT IN (FROM erased_code))",
		"DELETE FROM event WHERE customer IN (FROM erased_code)",
		"DELETE FROM event_past WHERE customer IN (FROM erased_code)",
		"DELETE FROM link WHERE a IN (FROM erased_code) OR b IN (FROM erased_code)",
		"DELETE FROM decision WHERE a IN (FROM erased_code) OR b IN (FROM erased_code)",
		"DELETE FROM shared WHERE code IN (FROM erased_code)",
		/* the code stays, so that those behind it keep theirs */
		"UPDATE customer SET key = 'erased ' || code, kind = 0, person = NULL WHERE code IN (FROM erased_code)",
		"UPDATE import SET events = (SELECT count(*) FROM event e WHERE e.import = import.id) WHERE events > 0",
	};
	struct changing c;

	if (!begin(&c, sc, ev))
		return false;
	bool ok =
		name_codes(&c, codes, n) &&
		count(&c, "SELECT count(*) FROM event WHERE customer IN (FROM erased_code)", NULL, events) &&
		run_with(&c, statements, COUNT_OF(statements), 0, NULL) && remember(&c, hashes, n) &&
		duck_run(sc, c.db, "DROP TABLE erased_code", 0, NULL);
	return end(&c, ok);
}

bool evidence_erase_quarantined(struct scope *sc, struct evidence *ev, struct str text, uint64_t *rows)
{
	struct changing c;
	struct duck_value value = DUCK_TEXT(text);

	if (!begin(&c, sc, ev))
		return false;
	bool ok = count(&c, "SELECT count(*) FROM quarantine WHERE contains(lower(record), lower(?))", &value,
			  rows) &&
		  duck_run(sc, c.db, "DELETE FROM quarantine WHERE contains(lower(record), lower(?))", 1,
			  &value);
	return end(&c, ok);
}

bool evidence_quarantine_mentions(struct scope *sc, struct evidence *ev, struct str text, uint64_t *rows)
{
	int64_t n;

	if (!duck_one(sc, evidence_duck(ev),
		    "SELECT count(*) FROM quarantine WHERE contains(lower(record), lower(?))", 1,
		    &DUCK_TEXT(text), 0, &n))
		return false;
	*rows = (uint64_t)n;
	return true;
}

/* --- what is too old ----------------------------------------------------------------------------- */

bool evidence_retention(struct scope *sc, struct evidence *ev, int64_t spans_us[static SOURCE_KINDS])
{
	struct duck_rows *rows =
		duck_ask(sc, evidence_duck(ev), "SELECT source, span_us FROM retention", 0, NULL);

	memset(spans_us, 0, SOURCE_KINDS * sizeof *spans_us);
	while (rows && duck_next(rows))
		if (duck_int(rows, 0) < SOURCE_KINDS)
			spans_us[duck_int(rows, 0)] = duck_int(rows, 1);
	return rows && duck_done(sc, rows);
}

bool evidence_set_retention(struct scope *sc, struct evidence *ev, enum source_kind source, int64_t span_us)
{
	struct duck *db = evidence_duck(ev);

	return duck_run(sc, db, "DELETE FROM retention WHERE source = ?", 1, &DUCK_INT(source)) &&
	       (!span_us || duck_run(sc, db, "INSERT INTO retention VALUES (?, ?)", 2,
				    (struct duck_value[]){ DUCK_INT(source), DUCK_INT(span_us) }));
}

bool evidence_expire(struct scope *sc, struct evidence *ev, int64_t now_us, uint64_t *events)
{
#define TOO_OLD                                                                                               \
	"id IN (SELECT e.id FROM %s e JOIN kind k ON k.code = e.kind JOIN retention r ON r.source = k.source" \
	" WHERE e.time < make_timestamp(?::BIGINT - r.span_us))"
	struct changing c;
	struct duck_value now = DUCK_INT(now_us);
	uint64_t others = 0;
	int64_t rules;

	*events = 0;
	if (!duck_one(sc, evidence_duck(ev), "SELECT count(*) FROM retention", 0, NULL, 0, &rules))
		return false;
	if (!rules)
		return true;
	if (!begin(&c, sc, ev))
		return false;
	const char *old = scope_printf(sc, TOO_OLD, "event"), *past = scope_printf(sc, TOO_OLD, "event_past");
	const char *const statements[] = {
		scope_printf(sc, "DELETE FROM event WHERE %s", old),
		scope_printf(sc, "DELETE FROM event_past WHERE %s", past),
		"DELETE FROM metric m USING retention r WHERE r.source = m.source AND m.time < make_timestamp(?::BIGINT -"
		" r.span_us)",
		"UPDATE import SET events = (SELECT count(*) FROM event e WHERE e.import = import.id) WHERE events > 0"
	};
	bool ok =
		count(&c, scope_printf(sc, "SELECT count(*) FROM event WHERE %s", old), &now, events) &&
		count(&c, scope_printf(sc, "SELECT count(*) FROM event_past WHERE %s", past), &now, &others);
	if (ok && *events + others == 0) /* nothing that is laid out is void */
		return commit(&c, duck_run(sc, c.db, statements[2], 1, &now));
	ok = ok && run_with(&c, statements, COUNT_OF(statements), 1, &now);
	return end(&c, ok);
}
