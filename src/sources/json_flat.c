#include "sources/json_flat.h"

#include "sources/mojibake.h"

_Static_assert(READER_DEPTH == 64 && JSON_NAME == 1024, "the words below name them");

struct json_flat *json_flat_new(struct scope *sc, struct names *columns)
{
	struct json_flat *flat = NEW(sc, struct json_flat);

	flat->sc = sc;
	flat->row = row_new(sc, columns);
	return flat;
}

static void begin(struct json_flat *flat, struct str text)
{
	if (flat->store_room < text.n + 1) {
		size_t room = text.n * 2 + 1024;
		flat->store = scope_grow(flat->sc, flat->store, flat->store_room, room, 1);
		flat->store_room = room;
	}
	flat->why = flat->past = NULL;
	json_begin(&flat->j, text, flat->store);
	row_clear(flat->row);
}

static bool fail(struct json_flat *flat)
{
	flat->at = flat->j.at;
	if (flat->j.too_deep)
		flat->past = "nested deeper than 64 levels";
	else
		flat->why = flat->j.why;
	return false;
}

/* Only text that had escapes, which stands in the store, is looked at. */
static struct str mend(struct json_flat *flat, struct str value)
{
	bool escaped = value.p >= flat->store && value.p < flat->store + flat->store_room;
	struct scope sc = { 0 };

	if (!escaped || value.n > READER_FIELD)
		return value;
	struct str mended = mojibake_mend(&sc, value);
	if (mended.p != value.p) {
		memcpy(flat->store + (value.p - flat->store), mended.p, mended.n);
		value.n = mended.n;
	}
	scope_close(&sc);
	return value;
}

static bool set(struct json_flat *flat, size_t name_n, struct str value)
{
	flat->past = row_set(flat->row, (struct str){ flat->name, name_n }, value);
	flat->at = flat->j.start;
	return flat->past == NULL;
}

/* "a.b": the name of the members above, a point, and the key. */
static bool add_key(struct json_flat *flat, size_t above, size_t *n)
{
	struct str key = flat->j.value;
	size_t point = above > 0;

	if (above + point + key.n > JSON_NAME) {
		flat->past = "a column's name is longer than 1024 bytes";
		flat->at = flat->j.start;
		return false;
	}
	if (point)
		flat->name[above] = '.';
	if (key.n)
		memcpy(flat->name + above + point, key.p, key.n);
	*n = above + point + key.n;
	return true;
}

static bool members(struct json_flat *flat, size_t above);

static bool member(struct json_flat *flat, size_t n)
{
	struct json *j = &flat->j;
	enum json_kind kind = json_next(j);

	if (kind == JSON_WRONG)
		return fail(flat);
	if (kind == JSON_OBJECT)
		return members(flat, n);
	if (kind == JSON_NULL)
		return set(flat, n, (struct str){ 0 });
	if (kind != JSON_ARRAY)
		return set(flat, n, mend(flat, j->value));
	struct str text = json_skip(j);
	return text.p ? set(flat, n, text) : fail(flat);
}

/* Behind the `{`; as deep as the parser lets it. */
static bool members(struct json_flat *flat, size_t above)
{
	enum json_kind kind;
	size_t n;

	while ((kind = json_next(&flat->j)) == JSON_KEY)
		if (!add_key(flat, above, &n) || !member(flat, n))
			return false;
	return kind == JSON_OBJECT_END || fail(flat);
}

bool json_flat_object(struct json_flat *flat, struct str text)
{
	begin(flat, text);
	enum json_kind kind = json_next(&flat->j);
	if (kind == JSON_WRONG)
		return fail(flat);
	if (kind != JSON_OBJECT) {
		flat->why = "no object ({...}) where a record is expected";
		flat->at = flat->j.start;
		return false;
	}
	return members(flat, 0) && (json_next(&flat->j) == JSON_END || fail(flat));
}

bool json_flat_check(struct json_flat *flat, struct str text)
{
	begin(flat, text);
	return json_sound(&flat->j) || fail(flat);
}
