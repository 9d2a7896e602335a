#include "store/live.h"

#include <sodium.h>

#include "base/buf.h"

enum { KEY_BYTES = 24, SLOTS = 4096 };

_Static_assert(SLOTS >= 2 * LIVE_MOST, "half of the slots stay empty");

struct live_table {
	LIST(struct live_source) sources;
	unsigned char chance[crypto_shorthash_KEYBYTES]; /* so that nobody can tell where a key lies */
	uint16_t slots[SLOTS];                           /* a source's place plus one; 0: empty */
};

/* --- what may be written ------------------------------------------------------------------------- */

static bool check_name(struct scope *sc, struct str name)
{
	size_t at = 0;

	if (!name.n)
		return scope_fail(sc, FAULT_INVALID, "a source needs a name");
	if (!str_is_utf8(name) || str_letters(name) > LIVE_NAME)
		return scope_fail(sc, FAULT_INVALID, "a source's name has at most %d letters", LIVE_NAME);
	while (at < name.n) {
		uint32_t letter = str_next(name, &at);
		if (letter < 0x20 || letter == 0x7F || letter == '/')
			return scope_fail(sc, FAULT_INVALID,
				"a source's name has neither \"/\" nor control characters: \"%.*s\"",
				STR_ARG(name));
	}
	return true;
}

static bool is_host(struct str host)
{
	for (size_t i = 0; i < host.n; i++) {
		char c = host.p[i];
		bool fine = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || strchr(".-:[]", c);
		if (!fine)
			return false;
	}
	return host.n > 0;
}

struct str live_origin(struct scope *sc, struct str text)
{
	struct str origin = str_fold(sc, str_trim(text)), host = origin;

	while (origin.n && origin.p[origin.n - 1] == '/')
		host.n = --origin.n;
	if (str_starts(host, STR("https://")))
		host = str_sub(host, 8, host.n);
	else if (str_starts(host, STR("http://")))
		host = str_sub(host, 7, host.n);
	else
		return (struct str){ 0 };
	return is_host(host) && origin.n <= LIVE_ORIGIN ? origin : (struct str){ 0 };
}

static bool join_origins(struct scope *sc, const struct str *origins, size_t n, struct str *lines)
{
	struct buf *b = buf_new(sc, (LIVE_ORIGIN + 1) * LIVE_ORIGINS);

	if (n > LIVE_ORIGINS)
		return scope_fail(sc, FAULT_LIMIT, "a source has at most %d origins", LIVE_ORIGINS);
	for (size_t i = 0; i < n; i++) {
		struct str origin = live_origin(sc, origins[i]);
		if (!origin.n)
			return scope_fail(sc, FAULT_INVALID,
				"\"%.*s\" is no origin: \"https://shop.example\" is one, without a path",
				STR_ARG(str_sub(origins[i], 0, 100)));
		buf_printf(b, "%s%.*s", i ? "\n" : "", STR_ARG(origin));
	}
	*lines = buf_str(b);
	return true;
}

static struct str make_key(struct scope *sc)
{
	unsigned char chance[KEY_BYTES];
	char text[sodium_base64_ENCODED_LEN(KEY_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];

	if (sodium_init() < 0)
		return (struct str){ 0 };
	randombytes_buf(chance, sizeof chance);
	sodium_bin2base64(text, sizeof text, chance, sizeof chance, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return str_of(scope_printf(sc, "wk_%s", text));
}

static bool has_room(struct scope *sc, const struct live_table *table, struct str name)
{
	if (table->sources.n >= LIVE_MOST)
		return scope_fail(sc, FAULT_LIMIT, "there are %d sources, the ceiling", LIVE_MOST);
	if (live_named(table, name))
		return scope_fail(sc, FAULT_CONFLICT, "there is a source \"%.*s\" already", STR_ARG(name));
	return true;
}

static bool check_webhook(struct scope *sc, const struct live_source *s)
{
	if (s->secret.n > LIVE_SECRET)
		return scope_fail(sc, FAULT_LIMIT, "a secret has at most %d bytes", LIVE_SECRET);
	return !s->webhook.p || s->secret.n ||
	       scope_fail(sc, FAULT_INVALID,
		       "a webhook needs a secret, so that nobody else can send in its name");
}

bool live_add(struct scope *sc, struct documents *docs, struct live_source *source, int64_t now_us)
{
	struct str origins;

	source->name = str_trim(source->name);
	const struct live_table *table = live_load(sc, docs);
	if (!table || !check_name(sc, source->name) || !has_room(sc, table, source->name) ||
		!check_webhook(sc, source) || !join_origins(sc, source->origins, source->n_origins, &origins))
		return false;
	source->key = make_key(sc);
	source->made_us = now_us;
	if (!source->key.n)
		return scope_fail(sc, FAULT_IO, "the system gives no random numbers");
	if (!lite_run(sc, documents_lite(docs),
		    "INSERT INTO live_source (name, kind, key, origins, webhook, secret, disabled, made)"
		    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		    8,
		    (struct lite_value[]){ LITE_TEXT(source->name),
			    LITE_TEXT(str_of(source_name(source->kind))), LITE_TEXT(source->key),
			    LITE_TEXT(origins), LITE_TEXT(source->webhook), LITE_TEXT(source->secret),
			    LITE_INT(source->disabled), LITE_INT(now_us) }))
		return false;
	table = live_load(sc, docs);
	const struct live_source *made = table ? live_named(table, source->name) : NULL;
	if (made)
		*source = *made;
	return made != NULL;
}

/* --- changes ------------------------------------------------------------------------------------- */

/* Letter case is ignored; *id is the source's. */
static bool is_there(struct scope *sc, struct documents *docs, struct str name, struct lite_value *id)
{
	const struct live_table *table = live_load(sc, docs);
	const struct live_source *source = table ? live_named(table, name) : NULL;

	if (!source)
		return scope_fail(sc, FAULT_NOT_FOUND, "there is no source \"%.*s\": wend source lists them",
			STR_ARG(name));
	*id = LITE_INT(source->id);
	return true;
}

static bool change(
	struct scope *sc, struct documents *docs, struct str name, const char *sql, struct lite_value to)
{
	struct lite_value values[] = { to, { 0 } };

	return is_there(sc, docs, name, &values[1]) && lite_run(sc, documents_lite(docs), sql, 2, values);
}

bool live_disable(struct scope *sc, struct documents *docs, struct str name, bool disabled)
{
	return change(sc, docs, name, "UPDATE live_source SET disabled = ? WHERE id = ?", LITE_INT(disabled));
}

bool live_new_key(struct scope *sc, struct documents *docs, struct str name, struct str *key)
{
	*key = make_key(sc);
	if (!key->n)
		return scope_fail(sc, FAULT_IO, "the system gives no random numbers");
	return change(sc, docs, name, "UPDATE live_source SET key = ? WHERE id = ?", LITE_TEXT(*key));
}

bool live_allow(
	struct scope *sc, struct documents *docs, struct str name, const struct str *origins, size_t n)
{
	struct str lines;

	return join_origins(sc, origins, n, &lines) &&
	       change(sc, docs, name, "UPDATE live_source SET origins = ? WHERE id = ?", LITE_TEXT(lines));
}

/* --- the table ----------------------------------------------------------------------------------- */

static size_t slot_of(const struct live_table *table, struct str key)
{
	unsigned char hash[crypto_shorthash_BYTES];
	uint64_t h;

	crypto_shorthash(hash, (const unsigned char *)key.p, key.n, table->chance);
	memcpy(&h, hash, sizeof h);
	return h % SLOTS;
}

static void index_source(struct live_table *table, size_t i)
{
	size_t slot = slot_of(table, table->sources.at[i].key);

	while (table->slots[slot])
		slot = (slot + 1) % SLOTS;
	table->slots[slot] = (uint16_t)(i + 1);
}

static void read_origins(struct scope *sc, struct str lines, struct live_source *source)
{
	struct str *origins = NEW_ARRAY(sc, struct str, LIVE_ORIGINS), rest = lines;

	while (rest.n && source->n_origins < LIVE_ORIGINS)
		origins[source->n_origins++] = str_cut(&rest, '\n');
	source->origins = origins;
}

static struct str copy_or_none(struct scope *sc, struct str text)
{
	return text.p ? str_copy(sc, text) : text;
}

static bool read_sources(struct scope *sc, struct documents *docs, struct live_table *table)
{
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		"SELECT id, name, kind, key, origins, webhook, secret, disabled, made FROM live_source ORDER BY id",
		0, NULL);

	while (rows && table->sources.n < LIVE_MOST && lite_next(rows)) {
		struct live_source s = { .id = lite_int(rows, 0),
			.name = str_copy(sc, lite_text(rows, 1)),
			.key = str_copy(sc, lite_text(rows, 3)),
			.webhook = copy_or_none(sc, lite_text(rows, 5)),
			.secret = copy_or_none(sc, lite_text(rows, 6)),
			.disabled = lite_int(rows, 7) != 0,
			.made_us = lite_int(rows, 8) };
		if (!source_find(lite_text(rows, 2), &s.kind))
			s.kind = SOURCE_WEB;
		read_origins(sc, str_copy(sc, lite_text(rows, 4)), &s);
		*LIST_ADD(sc, &table->sources) = s;
	}
	return rows && lite_done(sc, rows);
}

const struct live_table *live_load(struct scope *sc, struct documents *docs)
{
	struct live_table *table = NEW(sc, struct live_table);

	if (sodium_init() < 0)
		return scope_fail(sc, FAULT_IO, "the system gives no random numbers");
	randombytes_buf(table->chance, sizeof table->chance);
	if (!read_sources(sc, docs, table))
		return NULL;
	for (size_t i = 0; i < table->sources.n; i++)
		index_source(table, i);
	return table;
}

const struct live_source *live_all(const struct live_table *table, size_t *n)
{
	*n = table->sources.n;
	return table->sources.at;
}

const struct live_source *live_find(const struct live_table *table, struct str key)
{
	if (!key.n)
		return NULL;
	for (size_t slot = slot_of(table, key); table->slots[slot]; slot = (slot + 1) % SLOTS) {
		const struct live_source *s = &table->sources.at[table->slots[slot] - 1];
		if (s->key.n == key.n && sodium_memcmp(s->key.p, key.p, key.n) == 0)
			return s;
	}
	return NULL;
}

const struct live_source *live_of(const struct live_table *table, int64_t id)
{
	for (size_t i = 0; i < table->sources.n; i++)
		if (table->sources.at[i].id == id)
			return &table->sources.at[i];
	return NULL;
}

const struct live_source *live_named(const struct live_table *table, struct str name)
{
	for (size_t i = 0; i < table->sources.n; i++)
		if (str_same(table->sources.at[i].name, name))
			return &table->sources.at[i];
	return NULL;
}

bool live_allows(const struct live_source *source, struct str origin)
{
	for (size_t i = 0; i < source->n_origins; i++)
		if (str_equal(source->origins[i], origin))
			return true;
	return !source->n_origins;
}
