#include "answer/person.h"

#include "base/buf.h"

static struct str hashed(struct scope *sc, struct workspace *ws, enum identifier_kind kind, struct str value)
{
	char hash[SECRET_HASH];

	value = identifier_clean(sc, kind, value);
	if (!value.p || !ws->secret)
		return (struct str){ 0 };
	secret_hash(ws->secret, value, hash);
	return str_of(scope_printf(sc, "%s:%s", identifier_name(kind), hash));
}

static bool code_of(struct scope *sc, struct workspace *ws, struct str key, int64_t *code)
{
	return duck_one(sc, evidence_duck(ws->evidence), "SELECT code FROM customer WHERE key = ?", 1,
		&DUCK_TEXT(key), -1, code);
}

/* What the text may stand for, the likeliest first: the key itself, an address or a phone in clear, with its kind in
 * front of it or not. */
static size_t candidates(struct scope *sc, struct workspace *ws, struct str text, struct str tried[static 4])
{
	struct str rest = text, front = str_cut(&rest, ':');
	enum identifier_kind kind;
	size_t n = 0;

	tried[n++] = text;
	if (rest.p && identifier_find(front, &kind) && identifier_is_private(kind))
		tried[n++] = hashed(sc, ws, kind, rest);
	tried[n++] = hashed(sc, ws, IDENTIFIER_EMAIL, text);
	tried[n++] = hashed(sc, ws, IDENTIFIER_PHONE, text);
	return n;
}

static bool find_key(struct scope *sc, struct workspace *ws, struct str text, struct str *key, int64_t *code)
{
	struct str tried[4];
	size_t n = candidates(sc, ws, text, tried);

	for (size_t i = 0; i < n; i++) {
		if (!tried[i].p)
			continue;
		*key = tried[i];
		if (!code_of(sc, ws, tried[i], code))
			return false;
		if (*code >= 0)
			return true;
	}
	return scope_fail(sc, FAULT_NOT_FOUND,
		"there is no customer \"%.*s\" here: write an identifier as wend sql \"from identifiers\" has it, or an"
		" e-mail address or a phone number",
		STR_ARG(text));
}

struct person *person_find(struct scope *sc, struct workspace *ws, struct str text)
{
	struct person *p = NEW(sc, struct person);
	int64_t code;

	p->asked = text = str_trim(text);
	if (!find_key(sc, ws, text, &p->key, &code))
		return NULL;
	p->who = identity_find(sc, ws->evidence, p->key);
	return p->who ? p : NULL;
}

struct str person_key(struct scope *sc, struct str written)
{
	struct str rest = written, front = str_cut(&rest, ':');
	enum identifier_kind kind;
	struct buf *b = buf_new(sc, 1 << 20);

	if (!rest.p || !identifier_find(front, &kind) || kind == IDENTIFIER_USER)
		return written;
	return identity_key(b, kind, rest);
}

bool person_was_erased(struct scope *sc, struct workspace *ws, struct str text, bool *before)
{
	struct str tried[4];
	size_t n = candidates(sc, ws, text, tried);
	char hash[SECRET_HASH];
	int64_t found = 0;

	for (size_t i = 0; ws->secret && !found && i < n; i++) {
		if (!tried[i].p)
			continue;
		secret_hash(ws->secret, person_key(sc, tried[i]), hash);
		if (!duck_one(sc, evidence_duck(ws->evidence), "SELECT count(*) FROM erased WHERE hash = ?",
			    1, &DUCK_TEXT(str_of(hash)), 0, &found))
			return false;
	}
	*before = found > 0;
	return true;
}

bool person_code(struct scope *sc, struct workspace *ws, struct str text, uint32_t *code)
{
	struct str key;
	int64_t found;

	if (!find_key(sc, ws, str_trim(text), &key, &found))
		return false;
	*code = (uint32_t)found;
	return true;
}

/* --- what they did ------------------------------------------------------------------------------- */

struct telling {
	struct workspace *ws;
	const struct person *p;
	LIST(struct feedback) said; /* theirs */
};

static bool is_theirs(const struct person *p, uint32_t code)
{
	for (size_t i = 0; i < p->who->codes.n; i++)
		if (p->who->codes.at[i] == code)
			return true;
	return false;
}

static bool collect(struct scope *sc, void *to, const struct feedback *f)
{
	struct telling *t = to;

	if (!is_theirs(t->p, f->customer))
		return true;
	struct feedback own = *f;
	own.text = str_copy(sc, f->text);
	*LIST_ADD(sc, &t->said) = own;
	return true;
}

static struct str said_at(const struct telling *t, int64_t import, uint64_t row, uint16_t part)
{
	for (size_t i = 0; i < t->said.n; i++) {
		const struct feedback *f = &t->said.at[i];
		if (f->import == import && f->row == row && f->part == part)
			return f->text;
	}
	return (struct str){ 0 };
}

static struct person_event event_of(const struct telling *t, const struct duck_rows *rows)
{
	return (struct person_event){
		.time_us = duck_int(rows, 0),
		.assumed = duck_int(rows, 1) != 0,
		.has_value = !duck_null(rows, 2),
		.value = duck_number(rows, 2),
		.has_rating = !duck_null(rows, 3),
		.rating = duck_number(rows, 3),
		.source = duck_text(rows, 4),
		.event = duck_text(rows, 5),
		.page = duck_text(rows, 6),
		.channel = duck_text(rows, 7),
		.campaign = duck_text(rows, 8),
		.currency = duck_text(rows, 9),
		.properties = duck_text(rows, 10),
		.identifier = duck_text(rows, 11),
		.file = duck_text(rows, 12),
		.row = (uint64_t)duck_int(rows, 13),
		.text = said_at(
			t, duck_int(rows, 14), (uint64_t)duck_int(rows, 13), (uint16_t)duck_int(rows, 15)),
	};
}

bool person_each(struct scope *sc, struct workspace *ws, const struct person *p, person_fn fn, void *to)
{
	struct telling t = { .ws = ws, .p = p };
	struct duck_rows *rows;
	bool ok = documents_feedback(sc, ws->documents, collect, &t);

	rows = ok ? duck_ask(sc, evidence_duck(ws->evidence),
			    "SELECT epoch_us(e.time), coalesce(e.assumed, false), e.value / 100.0, e.rating::DOUBLE, s.name,"
			    " k.event, k.page, k.channel, k.campaign, e.currency, e.properties, c.key, i.file, e.row, e.import,"
			    " e.part FROM event e JOIN customer c ON c.code = e.customer JOIN kind k ON k.code = e.kind"
			    " JOIN source_kind s ON s.code = k.source JOIN import i ON i.id = e.import"
			    " WHERE coalesce(c.person, c.code) = ? ORDER BY e.time, e.row, e.part, e.id",
			    1, &DUCK_INT(p->who->person))
		  : NULL;
	while (rows && ok && duck_next(rows)) {
		struct person_event e = event_of(&t, rows);
		ok = fn(sc, to, &e);
	}
	return rows && duck_done(sc, rows) && ok;
}
