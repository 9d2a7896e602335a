#include "store/evidence.h"

/* --- columns --------------------------------------------------------------------------------------- */

#define COLUMNS                                                                                                       \
	"SELECT customer::UINTEGER, kind::UINTEGER, case_code::UINTEGER, time::TIMESTAMP, row::UBIGINT, id::UBIGINT," \
	" part::USMALLINT, rating::FLOAT, scale::UTINYINT, value::BIGINT FROM event"

/* Whose events a wish is about: those of all identifiers of the customers meant. */
static const char *whose(const struct evidence_persons *persons, bool whole)
{
	if (persons->at)
		return whole ? "customer IN (SELECT c.code FROM customer c JOIN whole_customer w"
			       " ON w.code = coalesce(c.person, c.code))"
			     : "customer IN (SELECT code FROM customer WHERE coalesce(person, code) >= ? AND"
			       " coalesce(person, code) < ?)";
	return whole ? "customer IN (SELECT code FROM whole_customer)" : "customer >= ? AND customer < ?";
}

/* A query that names no import and no customer reads every block only once, and compares nothing. */
static struct duck_rows *ask(struct scope *sc, struct duck *db, const struct evidence_wish *wish,
	const struct evidence_persons *persons)
{
	const char *within = whose(persons, false), *whole = whose(persons, true);

	struct duck_value values[] = { DUCK_INT(wish->from), DUCK_INT(wish->to),
		DUCK_INT(wish->after_import) };

	if (wish->n_all_of)
		return duck_ask(sc, db,
			scope_printf(sc, "%s WHERE %s AND (import > ? OR %s)", COLUMNS, within, whole), 3, values);
	if (wish->after_import)
		return duck_ask(sc, db, scope_printf(sc, "%s WHERE %s AND import > ?", COLUMNS, within), 3, values);
	if (wish->from || wish->to < UINT32_MAX)
		return duck_ask(sc, db, scope_printf(sc, "%s WHERE %s", COLUMNS, within), 2, values);
	return duck_ask(sc, db, COLUMNS, 0, NULL);
}

static bool name_customers(struct scope *sc, struct duck *db, const struct evidence_wish *wish)
{
	if (!wish->n_all_of)
		return true;
	if (!duck_run(sc, db, "CREATE OR REPLACE TEMP TABLE whole_customer (code UINTEGER)", 0, NULL))
		return false;
	struct duck_appender *a = duck_append(sc, db, "whole_customer");
	for (size_t i = 0; a && i < wish->n_all_of; i++) {
		duck_put_int(a, 0, wish->all_of[i]);
		if (!duck_put_row(sc, a)) {
			duck_append_drop(a);
			return false;
		}
	}
	return a && duck_append_done(sc, a);
}

static struct evidence_columns columns_of(const struct duck_rows *rows, size_t n)
{
	return (struct evidence_columns){
		.n = n,
		.customer = duck_chunk_data(rows, 0),
		.kind = duck_chunk_data(rows, 1),
		.case_code = duck_chunk_data(rows, 2),
		.time_us = duck_chunk_data(rows, 3),
		.row = duck_chunk_data(rows, 4),
		.id = duck_chunk_data(rows, 5),
		.part = duck_chunk_data(rows, 6),
		.rating = duck_chunk_data(rows, 7),
		.scale = duck_chunk_data(rows, 8),
		.value_minor = duck_chunk_data(rows, 9),
		.has_case = duck_chunk_valid(rows, 2),
		.has_rating = duck_chunk_valid(rows, 7),
		.has_value = duck_chunk_valid(rows, 9),
	};
}

/* The customers' codes of a chunk, instead of their identifiers'. */
static const uint32_t *customers_of(
	const struct evidence_persons *persons, const uint32_t *codes, size_t n, uint32_t *room)
{
	if (!persons->at)
		return codes;
	for (size_t i = 0; i < n; i++)
		room[i] = persons->at[codes[i]];
	return room;
}

bool evidence_scan(struct scope *sc, struct evidence *ev, const struct evidence_wish *wish,
	evidence_fn on_columns, void *to)
{
	struct scope mine = { 0 };
	struct duck *db = evidence_duck(ev);
	struct evidence_persons persons;
	uint32_t *room = NULL;
	size_t most = 0;
	struct duck_rows *rows = evidence_persons(&mine, ev, &persons) && name_customers(&mine, db, wish)
					 ? ask(&mine, db, wish, &persons)
					 : NULL;

	for (size_t n; rows && (n = duck_next_chunk(rows)) > 0;) {
		struct evidence_columns columns = columns_of(rows, n);
		if (n > most)
			room = NEW_ARRAY(&mine, uint32_t, most = n);
		columns.customer = customers_of(&persons, columns.customer, n, room);
		on_columns(to, &columns);
	}
	bool ok = rows && duck_done(&mine, rows);
	if (!ok)
		scope_fail(sc, mine.fault, "%s", mine.why);
	scope_close(&mine);
	return ok;
}

/* --- what there is --------------------------------------------------------------------------------- */

bool evidence_extent(struct scope *sc, struct evidence *ev, int64_t after_import, struct evidence_extent *out)
{
	struct duck_rows *rows = duck_ask(sc, evidence_duck(ev),
		"SELECT count(*), count(case_code), count(rating), count(value), greatest(coalesce(max(customer) + 1, 0), (SELECT coalesce(max(person) + 1, 0) FROM customer))::BIGINT,"
		" epoch_us(min(time)), epoch_us(max(time)) FROM event WHERE import > ?",
		1, (struct duck_value[]){ DUCK_INT(after_import) });

	if (!rows)
		return false;
	*out = (struct evidence_extent){ 0 };
	if (duck_next(rows)) {
		out->events = (uint64_t)duck_int(rows, 0);
		out->cases = (uint64_t)duck_int(rows, 1);
		out->ratings = (uint64_t)duck_int(rows, 2);
		out->values = (uint64_t)duck_int(rows, 3);
		out->customers = (uint32_t)duck_int(rows, 4);
		out->from_us = duck_null(rows, 5) ? 0 : duck_int(rows, 5);
		out->to_us = duck_null(rows, 6) ? 0 : duck_int(rows, 6);
	}
	return duck_done(sc, rows);
}

static bool identity_of(struct scope *sc, struct evidence *ev, uint64_t *identity)
{
	int64_t number;

	if (!duck_one(sc, evidence_duck(ev), "SELECT max(number) FROM version WHERE name = 'identity'", 0,
		    NULL, 0, &number))
		return false;
	*identity = (uint64_t)number;
	return true;
}

/* An import that brought nothing, or has nothing left, is as if it had never been. */
bool evidence_state(struct scope *sc, struct evidence *ev, int64_t up_to_import, struct evidence_state *out)
{
	struct duck_rows *rows = duck_ask(sc, evidence_duck(ev),
		"SELECT id, events, fingerprint, epoch_us(imported) FROM import WHERE id <= ? AND events > 0 ORDER BY id",
		1, (struct duck_value[]){ DUCK_INT(up_to_import) });

	if (!rows)
		return false;
	*out = (struct evidence_state){ 0 };
	while (duck_next(rows)) {
		for (size_t column = 0; column < 4; column++)
			out->sum = hash_mix(out->sum, (uint64_t)duck_int(rows, column));
		out->last_import = duck_int(rows, 0);
		out->events += (uint64_t)duck_int(rows, 1);
	}
	return duck_done(sc, rows) && identity_of(sc, ev, &out->identity);
}

bool evidence_quarantined(struct scope *sc, struct evidence *ev, uint64_t *rows)
{
	int64_t n;

	if (!duck_one(sc, evidence_duck(ev), "SELECT count(*) FROM quarantine", 0, NULL, 0, &n))
		return false;
	*rows = (uint64_t)n;
	return true;
}
