#include "store/evidence.h"

struct statement {
	const char *sql;
	size_t values;
};

/* All of them or none; the last makes what was laid out of the evidence void. */
static bool change(struct scope *sc, struct evidence *ev, const struct statement *statements, size_t n,
	const struct duck_value *values)
{
	struct scope mine = { 0 };
	struct duck *db = evidence_duck(ev);
	bool ok = duck_run(sc, db, "BEGIN TRANSACTION", 0, NULL);

	for (size_t i = 0; ok && i < n; i++)
		ok = duck_run(sc, db, statements[i].sql, statements[i].values, values);
	ok = ok &&
	     duck_run(sc, db, "UPDATE version SET number = number + 1 WHERE name = 'identity'", 0, NULL) &&
	     duck_run(sc, db, "COMMIT", 0, NULL);
	if (!ok)
		(void)!duck_run(&mine, db, "ROLLBACK", 0, NULL);
	scope_close(&mine);
	return ok;
}

bool evidence_join(struct scope *sc, struct evidence *ev, uint32_t from, uint32_t into)
{
	static const struct statement statements[] = {
		{ "UPDATE event SET customer = ?2 WHERE customer = ?1", 2 },
	};
	struct duck_value values[] = { DUCK_INT(from), DUCK_INT(into) };

	return change(sc, ev, statements, COUNT_OF(statements), values);
}

/* Each import counts what it still has. */
bool evidence_erase(struct scope *sc, struct evidence *ev, uint32_t customer)
{
	static const struct statement statements[] = {
		{ "UPDATE import SET events = events - n FROM (SELECT import AS taken, count(*) AS n FROM event"
		  " WHERE customer = ? GROUP BY import) WHERE taken = id",
			1 },
		{ "DELETE FROM event WHERE customer = ?", 1 },
	};
	struct duck_value values[] = { DUCK_INT(customer) };

	return change(sc, ev, statements, COUNT_OF(statements), values);
}
