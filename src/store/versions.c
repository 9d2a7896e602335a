#include "store/versions.h"

static bool run_all(struct scope *sc, struct duck *db, const char *const *statements, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!duck_run(sc, db, statements[i], 0, NULL))
			return false;
	return true;
}

bool versions_settle(struct scope *sc, struct evidence *ev, int64_t import, uint64_t *superseded)
{
	struct duck *db = evidence_duck(ev);
	/* An event that several versions name stands in the highest of them. */
	static const char *const judged[] = {
		"CREATE OR REPLACE TEMP TABLE standing AS SELECT v.event, bool_or(v.version = n.newest AND NOT n.gone) AS stands"
		" FROM subject v JOIN (SELECT hash, max(version) AS newest, coalesce(bool_or(deleted) FILTER (version ="
		" top), false) AS gone FROM (SELECT *, max(version) OVER (PARTITION BY hash) AS top FROM subject WHERE hash"
		" IN (SELECT hash FROM touched_subject)) GROUP BY hash) n ON n.hash = v.hash WHERE v.event <> 0"
		" GROUP BY v.event",
	};
	static const char *const moved[] = {
		"INSERT INTO event_past SELECT e.* FROM event e JOIN standing s ON s.event = e.id WHERE NOT s.stands",
		"DELETE FROM event WHERE id IN (SELECT event FROM standing WHERE NOT stands)",
		"CREATE OR REPLACE TEMP TABLE back AS SELECT e.* FROM event_past e JOIN standing s ON s.event = e.id"
		" WHERE s.stands AND NOT EXISTS (SELECT 1 FROM event x WHERE x.id = e.id)",
		"INSERT INTO event SELECT * FROM back QUALIFY row_number() OVER (PARTITION BY id ORDER BY import) = 1",
		"DELETE FROM event_past WHERE id IN (SELECT event FROM standing WHERE stands)",
		"UPDATE import SET events = (SELECT count(*) FROM event e WHERE e.import = import.id) WHERE id IN (SELECT"
		" import FROM event_past WHERE id IN (SELECT event FROM standing) UNION SELECT import FROM back)",
		"DROP TABLE back",
		"DROP TABLE standing",
		"DROP TABLE touched_subject",
	};
	int64_t n;

	if (!duck_run(sc, db,
		    "CREATE OR REPLACE TEMP TABLE touched_subject AS SELECT DISTINCT hash FROM subject WHERE import = ?",
		    1, &DUCK_INT(import)) ||
		!run_all(sc, db, judged, COUNT_OF(judged)) ||
		!duck_one(sc, db,
			"SELECT count(*) FROM event WHERE id IN (SELECT event FROM standing WHERE NOT stands)", 0, NULL, 0,
			&n))
		return false;
	*superseded = (uint64_t)n;
	return run_all(sc, db, moved, COUNT_OF(moved));
}
