#include "store/identity.h"

#include "store/persons.h"

/* An erased one's is none that a file could bring: two codes of one key would shift all that follow. */
const char IDENTITY_KEYS[] =
	"SELECT CASE WHEN key = 'erased ' || code THEN chr(1) || key WHEN coalesce(kind, 0) = 0 THEN key ELSE chr(1) || chr(97 + kind) ||"
	" substr(key, strpos(key, ':') + 1) END FROM customer ORDER BY code";

const char IDENTITY_NEW[] =
	"INSERT INTO customer (code, key, party, import, kind) SELECT code, CASE WHEN kind = 0 THEN key ELSE"
	" ['user', 'email', 'phone', 'external', 'order', 'cookie', 'device', 'handle', 'visitor'][kind + 1] || ':' ||"
	" substr(key, 3) END, 'customer', ?, kind FROM (SELECT code, key, CASE WHEN starts_with(key, chr(1)) THEN"
	" ord(substr(key, 2, 1)) - 97 ELSE 0 END AS kind FROM wend_feed())";

struct str identity_key(struct buf *b, enum identifier_kind kind, struct str value)
{
	if (kind == IDENTIFIER_USER)
		return value;
	buf_cut(b, 0);
	buf_putc(b, IDENTITY_MARK);
	buf_putc(b, (char)('a' + (int)kind));
	buf_str_add(b, value);
	return buf_str(b);
}

/* --- finding persons ----------------------------------------------------------------------------- */

struct known { /* what the store has of identifiers */
	uint8_t *kinds;
	uint32_t *person;
	uint32_t n;
	LIST(struct link) links, wished;
};

static bool load_customers(struct scope *sc, struct duck *db, struct known *k)
{
	int64_t n;
	struct duck_rows *rows;

	if (!duck_one(sc, db, "SELECT coalesce(max(code) + 1, 0)::BIGINT FROM customer", 0, NULL, 0, &n))
		return false;
	k->n = (uint32_t)n;
	k->kinds = NEW_ARRAY(sc, uint8_t, k->n + 1);
	k->person = NEW_ARRAY(sc, uint32_t, k->n + 1);
	rows = duck_ask(sc, db,
		"SELECT code::UINTEGER, coalesce(kind, 0)::UTINYINT, coalesce(person, code)::UINTEGER FROM customer",
		0, NULL);
	for (size_t m; rows && (m = duck_next_chunk(rows)) > 0;) {
		const uint32_t *code = duck_chunk_data(rows, 0), *person = duck_chunk_data(rows, 2);
		const uint8_t *kind = duck_chunk_data(rows, 1);
		for (size_t i = 0; i < m; i++) {
			k->kinds[code[i]] = kind[i];
			k->person[code[i]] = person[i];
		}
	}
	return rows && duck_done(sc, rows);
}

static bool load_links(struct scope *sc, struct duck *db, struct known *k, bool wished)
{
	/* Of several decisions about a pair the last counts. */
	struct duck_rows *rows = duck_ask(sc, db,
		wished ? "SELECT a::UINTEGER, b::UINTEGER FROM decision GROUP BY a, b HAVING arg_max(joined, decided)"
		       : "SELECT DISTINCT a::UINTEGER, b::UINTEGER FROM link l WHERE NOT EXISTS (SELECT 1 FROM"
			 " (SELECT a, b FROM decision GROUP BY a, b HAVING NOT arg_max(joined, decided)) d"
			 " WHERE d.a = l.a AND d.b = l.b)",
		0, NULL);

	for (size_t m; rows && (m = duck_next_chunk(rows)) > 0;) {
		const uint32_t *a = duck_chunk_data(rows, 0), *b = duck_chunk_data(rows, 1);
		for (size_t i = 0; i < m; i++) {
			struct link link = { a[i], b[i] };
			if (link.a >= k->n || link.b >= k->n)
				continue;
			if (wished)
				*LIST_ADD(sc, &k->wished) = link;
			else
				*LIST_ADD(sc, &k->links) = link;
		}
	}
	return rows && duck_done(sc, rows);
}

/* A person is called by their strongest identifier, of several the one that came first. */
static void name_persons(struct scope *sc, const struct known *k, uint32_t *person)
{
	uint32_t *best = NEW_ARRAY(sc, uint32_t, k->n + 1);

	for (uint32_t c = 0; c < k->n; c++)
		best[c] = c;
	for (uint32_t c = 0; c < k->n; c++) {
		uint32_t *b = &best[person[c]];
		if (k->kinds[c] < k->kinds[*b])
			*b = c;
	}
	for (uint32_t c = 0; c < k->n; c++)
		person[c] = best[person[c]];
}

static bool write_code(struct scope *sc, struct duck_appender *a, uint32_t code, uint32_t other)
{
	duck_put_int(a, 0, code);
	duck_put_int(a, 1, other);
	return duck_put_row(sc, a);
}

static bool write_persons(struct scope *sc, struct duck *db, const struct known *k, const uint32_t *person)
{
	struct duck_appender *a;
	bool ok = duck_run(sc, db,
		"CREATE OR REPLACE TEMP TABLE found_person (code UINTEGER, person UINTEGER)", 0, NULL);

	a = ok ? duck_append(sc, db, "found_person") : NULL;
	for (uint32_t c = 0; a && ok && c < k->n; c++)
		if (person[c] != k->person[c])
			ok = write_code(sc, a, c, person[c]);
	if (a && !ok)
		duck_append_drop(a);
	return a && ok && duck_append_done(sc, a) &&
	       duck_run(sc, db,
		       "UPDATE customer SET person = CASE WHEN f.person = f.code THEN NULL ELSE f.person END"
		       " FROM found_person f WHERE f.code = customer.code",
		       0, NULL) &&
	       duck_run(sc, db, "DROP TABLE found_person", 0, NULL);
}

static bool write_shared(struct scope *sc, struct duck *db, const struct persons *p)
{
	struct duck_appender *a;
	bool ok = duck_run(sc, db, "DELETE FROM shared", 0, NULL);

	a = ok ? duck_append(sc, db, "shared") : NULL;
	for (size_t i = 0; a && ok && i < p->shared.n; i++)
		ok = write_code(sc, a, p->shared.at[i], false);
	for (size_t i = 0; a && ok && i < p->swallowed.n; i++)
		ok = write_code(sc, a, p->swallowed.at[i], true);
	if (a && !ok)
		duck_append_drop(a);
	return a && ok && duck_append_done(sc, a);
}

static bool changed(const struct known *k, const uint32_t *person, uint32_t from, uint32_t to)
{
	for (uint32_t c = from; c < to && c < k->n; c++)
		if (person[c] != k->person[c])
			return true;
	return false;
}

static bool settle(struct scope *sc, struct duck *db, uint32_t first_new)
{
	struct known k = { 0 };

	if (!load_customers(sc, db, &k) || !load_links(sc, db, &k, false) || !load_links(sc, db, &k, true))
		return false;
	struct persons *p = persons_find(sc, &(struct persons_input){ .kinds = k.kinds,
						     .n = k.n,
						     .links = k.links.at,
						     .n_links = k.links.n,
						     .wished = k.wished.at,
						     .n_wished = k.wished.n });
	name_persons(sc, &k, p->person);
	if (changed(&k, p->person, 0, k.n) && !write_persons(sc, db, &k, p->person))
		return false;
	return write_shared(sc, db, p) &&
	       (!changed(&k, p->person, 0, first_new) ||
		       duck_run(sc, db, "UPDATE version SET number = number + 1 WHERE name = 'identity'", 0,
			       NULL));
}

bool identity_settle(struct scope *sc, struct evidence *ev, uint32_t first_new)
{
	struct scope mine = { 0 };
	bool ok = settle(&mine, evidence_duck(ev), first_new);

	if (!ok)
		scope_fail(sc, mine.fault, "%s", mine.why);
	scope_close(&mine);
	return ok;
}

bool evidence_persons(struct scope *sc, struct evidence *ev, struct evidence_persons *out)
{
	struct duck *db = evidence_duck(ev);
	struct known k = { 0 };
	int64_t joined;

	*out = (struct evidence_persons){ 0 };
	if (!duck_one(sc, db,
		    "SELECT count(*) FROM (SELECT 1 FROM customer WHERE person IS NOT NULL LIMIT 1)", 0, NULL,
		    0, &joined))
		return false;
	if (!joined)
		return true;
	if (!load_customers(sc, db, &k))
		return false;
	*out = (struct evidence_persons){ k.person, k.n };
	return true;
}

const char *evidence_owned(const struct evidence_persons *persons)
{
	return persons->at ? "(SELECT o.* REPLACE (coalesce(c.person, c.code) AS customer) FROM event o"
			     " JOIN customer c ON c.code = o.customer)"
			   : "event";
}

/* --- one customer -------------------------------------------------------------------------------- */

static bool load_identifiers(struct scope *sc, struct duck *db, struct identity_customer *c)
{
	struct duck_rows *rows = duck_ask(sc, db,
		"SELECT code, key FROM customer WHERE coalesce(person, code) = ? ORDER BY coalesce(kind, 0), code",
		1, &DUCK_INT(c->person));

	while (rows && duck_next(rows)) {
		*LIST_ADD(sc, &c->codes) = (uint32_t)duck_int(rows, 0);
		*LIST_ADD(sc, &c->identifiers) = str_copy(sc, duck_text(rows, 1));
		if ((uint32_t)duck_int(rows, 0) == c->person)
			c->name = str_copy(sc, duck_text(rows, 1));
	}
	return rows && duck_done(sc, rows);
}

struct str *identity_names(struct scope *sc, struct evidence *ev, const uint32_t *codes, size_t n)
{
	struct str *names = NEW_ARRAY(sc, struct str, n + 1);

	for (size_t i = 0; i < n; i++) {
		struct duck_rows *rows = duck_ask(sc, evidence_duck(ev),
			"SELECT key FROM customer WHERE code = ?", 1, &DUCK_INT(codes[i]));
		names[i] = STR("");
		while (rows && duck_next(rows))
			names[i] = str_copy(sc, duck_text(rows, 0));
		if (!rows || !duck_done(sc, rows))
			return NULL;
	}
	return names;
}

static bool load_reasons(struct scope *sc, struct duck *db, struct identity_customer *c)
{
	struct duck_rows *rows = duck_ask(sc, db,
		"SELECT x.key, y.key, i.file, l.row FROM (SELECT a, b, min(import) AS import, arg_min(row, import) AS row"
		" FROM link GROUP BY a, b) l JOIN customer x ON x.code = l.a JOIN customer y ON y.code = l.b"
		" LEFT JOIN import i ON i.id = l.import WHERE coalesce(x.person, x.code) = ? AND coalesce(y.person, y.code) = ?"
		" ORDER BY l.import, l.row, l.a, l.b",
		2, (struct duck_value[]){ DUCK_INT(c->person), DUCK_INT(c->person) });

	while (rows && duck_next(rows))
		*LIST_ADD(sc, &c->links) = (struct identity_link){ str_copy(sc, duck_text(rows, 0)),
			str_copy(sc, duck_text(rows, 1)), str_copy(sc, duck_text(rows, 2)),
			(uint64_t)duck_int(rows, 3) };
	return rows && duck_done(sc, rows);
}

static bool load_decisions(struct scope *sc, struct duck *db, struct identity_customer *c)
{
	struct duck_rows *rows = duck_ask(sc, db,
		"SELECT x.key, y.key, d.joined, d.author, epoch_us(d.decided) FROM (SELECT a, b, arg_max(joined, decided) AS"
		" joined, arg_max(author, decided) AS author, max(decided) AS decided FROM decision GROUP BY a, b) d"
		" JOIN customer x ON x.code = d.a JOIN customer y ON y.code = d.b WHERE coalesce(x.person, x.code) = ?1 OR"
		" coalesce(y.person, y.code) = ?1 ORDER BY d.decided, d.a, d.b",
		1, &DUCK_INT(c->person));

	while (rows && duck_next(rows))
		*LIST_ADD(sc, &c->decisions) = (struct identity_decision){ str_copy(sc, duck_text(rows, 0)),
			str_copy(sc, duck_text(rows, 1)), str_copy(sc, duck_text(rows, 3)), duck_int(rows, 4),
			duck_int(rows, 2) != 0 };
	return rows && duck_done(sc, rows);
}

static bool load_shared(struct scope *sc, struct duck *db, struct identity_customer *c)
{
	struct duck_rows *rows = duck_ask(sc, db,
		"SELECT DISTINCT s.key FROM shared h JOIN customer s ON s.code = h.code JOIN link l ON l.a = s.code OR"
		" l.b = s.code JOIN customer o ON o.code = CASE WHEN l.a = s.code THEN l.b ELSE l.a END"
		" WHERE coalesce(o.person, o.code) = ? ORDER BY s.key",
		1, &DUCK_INT(c->person));

	while (rows && duck_next(rows))
		*LIST_ADD(sc, &c->shared) = str_copy(sc, duck_text(rows, 0));
	return rows && duck_done(sc, rows);
}

struct identity_customer *identity_find(struct scope *sc, struct evidence *ev, struct str identifier)
{
	struct duck *db = evidence_duck(ev);
	struct identity_customer *c = NEW(sc, struct identity_customer);
	int64_t person;

	if (!duck_one(sc, db, "SELECT coalesce(person, code) FROM customer WHERE key = ?", 1,
		    &DUCK_TEXT(identifier), -1, &person))
		return NULL;
	if (person < 0)
		return scope_fail(
			sc, FAULT_NOT_FOUND, "there is no customer \"%.*s\" here", STR_ARG(identifier));
	c->person = (uint32_t)person;
	return load_identifiers(sc, db, c) && load_reasons(sc, db, c) && load_decisions(sc, db, c) &&
			       load_shared(sc, db, c)
		       ? c
		       : NULL;
}

/* --- decisions ----------------------------------------------------------------------------------- */

static bool decided(
	struct scope *sc, struct evidence *ev, const char *sql, size_t n, const struct duck_value *values)
{
	struct scope mine = { 0 };
	struct duck *db = evidence_duck(ev);
	bool ok = duck_run(sc, db, "BEGIN TRANSACTION", 0, NULL) && duck_run(sc, db, sql, n, values) &&
		  identity_settle(sc, ev, UINT32_MAX) && duck_run(sc, db, "COMMIT", 0, NULL);

	if (!ok)
		(void)!duck_run(&mine, db, "ROLLBACK", 0, NULL);
	scope_close(&mine);
	return ok;
}

bool identity_join(
	struct scope *sc, struct evidence *ev, uint32_t a, uint32_t b, struct str author, int64_t now_us)
{
	struct duck_value values[] = { DUCK_INT(a < b ? a : b), DUCK_INT(a < b ? b : a), DUCK_INT(now_us),
		DUCK_TEXT(author) };

	return decided(sc, ev, "INSERT INTO decision VALUES (?, ?, true, make_timestamp(?), ?)", 4, values);
}

/* What a person joined by mistake goes as if it had never been; else every link of the identifier is cut. */
bool identity_cut(struct scope *sc, struct evidence *ev, uint32_t code, struct str author, int64_t now_us)
{
	struct duck_value values[] = { DUCK_INT(now_us), DUCK_TEXT(author), DUCK_INT(code) };
	int64_t joined;

	if (!duck_one(sc, evidence_duck(ev),
		    "SELECT count(*) FROM (SELECT a, b FROM decision WHERE a = ?1 OR b = ?1 GROUP BY a, b HAVING"
		    " arg_max(joined, decided))",
		    1, &DUCK_INT(code), 0, &joined))
		return false;
	if (joined)
		return decided(sc, ev, "DELETE FROM decision WHERE joined AND (a = ?1 OR b = ?1)", 1,
			&DUCK_INT(code));
	return decided(sc, ev,
		"INSERT INTO decision SELECT DISTINCT a, b, false, make_timestamp(?1), ?2 FROM link WHERE a = ?3 OR b = ?3",
		3, values);
}

bool identity_counts(struct scope *sc, struct evidence *ev, struct identity_counts *out)
{
	struct duck_rows *rows = duck_ask(sc, evidence_duck(ev),
		"SELECT (SELECT count(*) FROM customer WHERE NOT starts_with(key, 'erased ')), (SELECT count(*) FROM customer WHERE person IS NOT NULL),"
		" (SELECT count(*) FROM shared WHERE NOT swallowed), (SELECT count(*) FROM shared WHERE swallowed),"
		" (SELECT count(*) FROM customer c WHERE kind = 4 AND person IS NULL AND EXISTS (SELECT 1 FROM event e"
		" WHERE e.customer = c.code))",
		0, NULL);

	*out = (struct identity_counts){ 0 };
	if (rows && duck_next(rows))
		*out = (struct identity_counts){ (uint64_t)duck_int(rows, 0), (uint64_t)duck_int(rows, 1),
			(uint64_t)duck_int(rows, 2), (uint64_t)duck_int(rows, 3),
			(uint64_t)duck_int(rows, 4) };
	return rows && duck_done(sc, rows);
}
