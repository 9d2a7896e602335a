#include "intake/portion.h"

#include "base/json.h"
#include "intake/page.h"
#include "intake/who.h"

/* A record of at most 16 MiB (sources/) and its columns' names, with every byte escaped, fit into the ceiling. */
enum {
	LINKS_KEPT = 16384,
	RECORD_JSON = 256 << 20,
	KIND_KEY = 16 << 20,
	PAGES_KEPT = 100000,
	KINDS_KEPT = 1024,
	SHORT = 40,
	FULL_EVENTS = 16384,
	FULL_BYTES = 8 << 20
};

struct filler {
	struct scope sc;
	struct filling of;
	struct mapping *mapping;
	bool twin, any_erased;
	const struct names *customers, *cases, *kinds;
	struct portion *portion;
	struct buf *json, *key;
	struct names *pages; /* raw address to template, for the few that come again and again */
	LIST(struct str) templates;
	struct { /* the last kind: rows come in runs */
		uint64_t hash;
		uint32_t code;
		bool known;
	} kept[KINDS_KEPT];
	struct who who;              /* of the record at hand */
	uint64_t linked[LINKS_KEPT]; /* pairs that came lately: they come again and again */
	/* the customers of the last events, which are looked for together */
	struct str waiting[NAMES_MANY];
	char room[NAMES_MANY][SHORT];
	size_t n_waiting;
};

struct filler *filler_new(struct scope *sc, const struct filling *filling, struct mapping *mapping, bool twin)
{
	struct filler *f = NEW(sc, struct filler);
	const struct evidence_import *import = filling->import;

	f->of = *filling;
	f->mapping = twin ? mapping_twin(&f->sc, mapping) : mapping;
	f->twin = twin;
	f->any_erased = evidence_erased_any(import);
	f->customers = evidence_customers(import);
	f->cases = evidence_cases(import);
	f->kinds = evidence_kinds(import);
	f->json = buf_new(&f->sc, RECORD_JSON);
	f->key = buf_new(&f->sc, KIND_KEY);
	f->pages = names_new(&f->sc);
	return f;
}

void filler_close(struct filler *f)
{
	if (!f)
		return;
	who_clear(&f->who);
	scope_close(&f->sc);
}

void portion_close(struct portion *p)
{
	batch_close(&p->batch);
	scope_close(&p->sc);
	*p = (struct portion){ 0 };
}

bool portion_is_full(const struct portion *p)
{
	return p->batch.n >= FULL_EVENTS || p->batch.n_texts + p->bytes >= FULL_BYTES;
}

void filler_begin(struct filler *f, struct portion *portion)
{
	portion_close(portion);
	portion->customers = names_new(&portion->sc);
	portion->cases = names_new(&portion->sc);
	portion->kind_keys = names_new(&portion->sc);
	f->portion = portion;
	f->n_waiting = 0;
}

/* --- what the same event means ------------------------------------------------------------------- */

static uint64_t text_hash(uint64_t seed, unsigned part, struct str s)
{
	return s.p ? hash_mix(seed, hash_str(s, part)) : seed;
}

/* Everything that the row says of the event but who it was; the order of the columns plays no part. */
static uint64_t content_hash(enum source_kind source, const struct intake_event *e)
{
	uint64_t h = hash_mix((uint64_t)source, e->time_assumed ? 0 : (uint64_t)e->time_us), properties = 0;

	h = text_hash(h, 1, e->case_id);
	h = text_hash(h, 2, e->event);
	h = text_hash(h, 3, e->page);
	h = text_hash(h, 4, e->channel);
	h = text_hash(h, 5, e->campaign);
	h = text_hash(h, 6, e->text);
	h = text_hash(h, 7, e->currency);
	if (e->has_end)
		h = hash_mix(h, (uint64_t)e->end_us);
	if (e->has_value)
		h = hash_mix(h, (uint64_t)e->value_minor);
	if (e->has_rating)
		h = hash_mix(h, hash_bytes(&e->rating, sizeof e->rating, (uint64_t)e->scale));
	for (size_t i = 0; i < e->n_properties; i++)
		properties += hash_str(e->properties[i].value, hash_str(e->properties[i].name, 8));
	return hash_mix(h, properties);
}

/* What a source has given its own id is known by that alone; a hash of content never looks like one. */
uint64_t portion_with_customer(uint64_t content, struct str customer)
{
	return event_id_is_keyed(content) ? content
					  : event_id_of_content(hash_mix(content, hash_str(customer, 9)));
}

static uint64_t event_hash(const struct filler *f, enum source_kind source, const struct intake_event *e)
{
	uint64_t h = e->key.p ? event_id_keyed(hash_str(e->key, hash_mix((uint64_t)source, 10)))
			      : event_id_of_content(content_hash(source, e));

	return f->who.n ? portion_with_customer(h, f->who.keys[0]) : h;
}

/* --- who it was ---------------------------------------------------------------------------------- */

static uint32_t node_of(struct filler *f, struct str key)
{
	uint32_t code = names_find(f->customers, key);

	return code != NAMES_NONE ? code : names_add(f->portion->customers, key) | PORTION_NEW;
}

/* Rows come in runs of the same customer: what was linked a moment ago is not linked again. */
static bool linked_lately(struct filler *f, struct str a, struct str b)
{
	uint64_t h = hash_mix(hash_str(a, 1), hash_str(b, 2)) | 1;
	uint64_t *slot = &f->linked[(h >> 1) % LINKS_KEPT];
	bool lately = *slot == h;

	*slot = h;
	return lately;
}

static void contact_keep(struct filler *f, size_t i)
{
	struct portion *p = f->portion;
	struct portion_contact *to;

	enum identifier_kind kind = f->who.kinds[i];
	if (!f->of.contacts || (kind != IDENTIFIER_EMAIL && kind != IDENTIFIER_PHONE))
		return;
	to = LIST_ADD(&p->sc, &p->contacts);
	to->kind = kind;
	to->clear = str_copy(&p->sc, identifier_clean(&p->sc, kind, f->who.clear[i]));
	memcpy(to->hash, f->who.keys[i].p + 2, SECRET_HASH - 1);
}

/* Weak identifiers say whose an event is where nothing better does; they join nothing. */
static void who_links(struct filler *f, uint64_t row)
{
	struct portion *p = f->portion;
	const struct who *who = &f->who;

	for (size_t i = 0; i < who->n; i++)
		contact_keep(f, i);
	for (size_t i = 1; i < who->n; i++)
		if (identifier_is_strong(who->kinds[i]) && !linked_lately(f, who->keys[0], who->keys[i]))
			*LIST_ADD(&p->sc, &p->links) = (struct portion_link){ node_of(f, who->keys[0]),
				node_of(f, who->keys[i]), row };
}

static bool is_erased(const struct filler *f)
{
	char hash[SECRET_HASH];

	for (size_t i = 0; f->any_erased && i < f->who.n; i++) {
		secret_hash(f->of.secret, f->who.keys[i], hash);
		if (evidence_was_erased(f->of.import, str_of(hash)))
			return true;
	}
	return false;
}

/* --- codes --------------------------------------------------------------------------------------- */

static struct str template_of(struct filler *f, struct str address)
{
	if (!address.p)
		return address;
	uint32_t code = names_find(f->pages, address);
	if (code != NAMES_NONE)
		return f->templates.at[code];
	if (names_count(f->pages) >= PAGES_KEPT)
		return page_template(&f->portion->sc, address);
	names_add(f->pages, address);
	*LIST_ADD(&f->sc, &f->templates) = page_template(&f->sc, address);
	return f->templates.at[f->templates.n - 1];
}

static uint32_t new_kind(struct portion *p, const struct kind *kind, struct str key)
{
	uint32_t code = names_add(p->kind_keys, key);

	if (code == p->kinds.n)
		*LIST_ADD(&p->sc, &p->kinds) = (struct kind){ kind->source, str_copy(&p->sc, kind->event),
			str_copy(&p->sc, kind->page), str_copy(&p->sc, kind->channel),
			str_copy(&p->sc, kind->campaign) };
	return code | PORTION_NEW;
}

static uint32_t kind_of(struct filler *f, const struct kind *kind)
{
	uint64_t h =
		text_hash(text_hash(text_hash(hash_str(kind->event, 1), 2, kind->page), 3, kind->channel), 4,
			kind->campaign);
	size_t slot = h % KINDS_KEPT;

	if (f->kept[slot].known && f->kept[slot].hash == h)
		return f->kept[slot].code;
	struct str key = evidence_kind_key(f->key, kind);
	uint32_t code = names_find(f->kinds, key);
	if (code == NAMES_NONE)
		return new_kind(f->portion, kind, key);
	f->kept[slot].hash = h;
	f->kept[slot].code = code;
	f->kept[slot].known = true;
	return code;
}

/* A case that is called by an e-mail address is called by its hash. */
static struct str case_name(struct filler *f, struct str key)
{
	char hash[SECRET_HASH];

	if (!key.p || !who_is_address(key))
		return key;
	secret_hash(f->of.secret, identifier_clean(&f->portion->sc, IDENTIFIER_EMAIL, key), hash);
	return str_of(scope_printf(&f->portion->sc, "email:%s", hash));
}

static uint32_t case_of(struct filler *f, struct str key)
{
	key = case_name(f, key);
	uint32_t code = key.p ? names_find(f->cases, key) : 0;

	return code == NAMES_NONE ? names_add(f->portion->cases, key) | PORTION_NEW : code;
}

static void customers_find(struct filler *f)
{
	struct portion *p = f->portion;
	uint32_t codes[NAMES_MANY], *to = batch_codes(&p->batch, BATCH_CUSTOMER);
	size_t first = p->batch.n - f->n_waiting;

	names_find_many(f->customers, f->waiting, f->n_waiting, codes);
	for (size_t i = 0; i < f->n_waiting; i++) {
		if (f->waiting[i].p)
			to[first + i] = codes[i] != NAMES_NONE
						? codes[i]
						: names_add(p->customers, f->waiting[i]) | PORTION_NEW;
	}
	f->n_waiting = 0;
}

/* The record's texts are gone when the customer is looked for. */
static void customer_waits(struct filler *f, struct str key)
{
	struct str *to = &f->waiting[f->n_waiting];

	*to = key;
	if (key.n > SHORT)
		*to = str_copy(&f->portion->sc, key);
	else if (key.p)
		*to = (struct str){ memcpy(f->room[f->n_waiting], key.p, key.n), key.n };
	if (++f->n_waiting == NAMES_MANY)
		customers_find(f);
}

/* --- events -------------------------------------------------------------------------------------- */

/* The columns without a role, and the raw address where its template says less. */
static struct str properties_json(struct filler *f, const struct intake_event *e, struct str template)
{
	bool page = e->page.p && !str_equal(e->page, template);

	if (!e->n_properties && !page)
		return (struct str){ 0 };
	buf_cut(f->json, 0);
	buf_putc(f->json, '{');
	for (size_t i = 0; i < e->n_properties; i++) {
		buf_puts(f->json, i ? "," : "");
		json_quote(f->json, e->properties[i].name);
		buf_putc(f->json, ':');
		json_quote(f->json, e->properties[i].value);
	}
	if (page) {
		buf_puts(f->json, e->n_properties ? ",\"$page\":" : "\"$page\":");
		json_quote(f->json, e->page);
	}
	buf_putc(f->json, '}');
	return buf_str(f->json);
}

static void add_text(struct portion *p, struct str text)
{
	*LIST_ADD(&p->sc, &p->texts) = (struct portion_text){ p->batch.n, str_copy(&p->sc, text) };
	p->bytes += text.n;
}

/* The highest version that a day's export can have: it is rewritten no more. */
#define FINAL_VERSION (INT64_MAX / 2)
#define DAY_US INT64_C(86400000000)

/* Until three days after its end an export of a day is written anew: then the later reading goes before the earlier. */
static int64_t day_version(const struct filler *f, struct str day)
{
	static const struct when_shape shape = { .family = WHEN_YMD, .precision = WHEN_DAY };
	int64_t us;
	struct str digits = str_sub(day, day.n < 8 ? 0 : day.n - 8, day.n);

	if (!when_read(&shape, NULL, digits, &us, NULL))
		return FINAL_VERSION;
	return f->of.now_us < us + 4 * DAY_US ? f->of.now_us : FINAL_VERSION;
}

static void add_version(struct filler *f, const struct intake_event *e, size_t event)
{
	struct portion *p = f->portion;

	if (e->subject.p)
		*LIST_ADD(&p->sc, &p->versions) = (struct portion_version){ event, hash_str(e->subject, 91),
			e->has_version ? e->version : 0, e->deleted };
	if (e->day.p)
		*LIST_ADD(&p->sc, &p->versions) = (struct portion_version){ event, hash_str(e->day, 92),
			day_version(f, e->day), false };
}

static bool add_event(struct filler *f, const struct intake_event *e)
{
	struct portion *p = f->portion;
	struct str template = template_of(f, e->page);
	enum source_kind source = e->has_source ? e->source : f->of.source;
	struct kind kind = { source, e->event, template, e->channel, e->campaign };
	struct evidence_event out = {
		.kind = kind_of(f, &kind),
		.case_code = case_of(f, e->case_id),
		.time_us = e->time_us,
		.end_us = e->end_us,
		.has_end = e->has_end,
		.time_assumed = e->time_assumed,
		.row = e->row,
		.part = e->part,
		.has_value = e->has_value,
		.value_minor = e->value_minor,
		.currency = e->currency,
		.has_rating = e->has_rating,
		.rating = (float)e->rating,
		.scale = e->scale,
		.text = e->text,
		.properties = properties_json(f, e, template),
	};

	if (buf_over(f->json))
		return scope_fail(&p->sc, FAULT_LIMIT,
			"what a row says beside its event is larger than %d MiB", RECORD_JSON >> 20);
	*LIST_ADD(&p->sc, &p->hashes) = event_hash(f, source, e);
	p->has_keys |= e->key.p != NULL;
	if (e->text.n)
		add_text(p, e->text);
	add_version(f, e, p->batch.n);
	batch_add(&p->batch, &out);
	customer_waits(f, f->who.n ? f->who.keys[0] : (struct str){ 0 });
	return true;
}

static bool unread(struct filler *f, uint64_t row, const char *why)
{
	struct portion *p = f->portion;
	struct str record = buf_str(f->json);

	if (buf_over(f->json))
		return scope_fail(&p->sc, FAULT_LIMIT, "a row is larger than %d MiB", RECORD_JSON >> 20);
	*LIST_ADD(&p->sc, &p->unread) =
		(struct portion_unread){ row, str_copy(&p->sc, str_of(why)), str_copy(&p->sc, record) };
	p->bytes += record.n;
	return true;
}

static void record_json(struct filler *f, const struct record *record)
{
	bool first = true;

	buf_cut(f->json, 0);
	buf_putc(f->json, '{');
	for (size_t i = 0; i < record->n; i++) {
		if (!record->values[i].p)
			continue;
		buf_puts(f->json, first ? "" : ",");
		json_quote(f->json, names_at(f->of.columns, (uint32_t)i));
		buf_putc(f->json, ':');
		json_quote(f->json, record->values[i]);
		first = false;
	}
	buf_putc(f->json, '}');
}

static struct str copy_some(struct scope *sc, struct str s)
{
	return s.p ? str_copy(sc, s) : s;
}

/* The record is a sum, or says that something is no more, or only who is who. */
static bool add_no_event(struct filler *f, const struct intake_event *e)
{
	struct portion *p = f->portion;
	struct scope *sc = &p->sc;

	if (e->deleted)
		add_version(f, e, SIZE_MAX);
	if (!e->metric.p) {
		p->without_event++;
		return true;
	}
	struct str template = template_of(f, e->page);
	*LIST_ADD(sc, &p->metrics) = (struct evidence_metric){ .name = str_copy(sc, e->metric),
		.currency = copy_some(sc, e->currency),
		.event = copy_some(sc, e->event),
		.page = copy_some(sc, template),
		.channel = copy_some(sc, e->channel),
		.campaign = copy_some(sc, e->campaign),
		.properties = copy_some(sc, properties_json(f, e, template)),
		.source = e->has_source ? e->source : f->of.source,
		.time_us = e->time_assumed ? f->of.now_us / DAY_US * DAY_US : e->time_us,
		.end_us = e->end_us,
		.has_end = e->has_end,
		.amount = e->amount };
	return true;
}

bool filler_record(void *filler, const struct record *record)
{
	struct filler *f = filler;
	struct portion *p = f->portion;
	struct intake_events events;
	char why[256];
	bool ok = true;

	p->rows += record->part == 0; /* of a row a known format may make several */
	if (!mapping_apply(f->mapping, record, &events, why)) {
		record_json(f, record);
		return unread(f, record->row, why);
	}
	who_clear(&f->who);
	who_find(&f->who, f->of.secret, events.said);
	if (is_erased(f)) {
		p->erased++;
		return true;
	}
	who_links(f, record->row);
	if (events.n == 0)
		return add_no_event(f, events.said);
	if (!f->who.n)
		*LIST_ADD(&p->sc, &p->own) = (struct portion_own){ p->batch.n, events.n };
	for (size_t i = 0; ok && i < events.n; i++)
		ok = add_event(f, &events.at[i]);
	return ok;
}

bool filler_broken(void *filler, uint64_t row, struct str raw, const char *why)
{
	struct filler *f = filler;

	buf_cut(f->json, 0);
	json_quote(f->json, raw);
	return unread(f, row, why);
}

void filler_end(struct filler *f)
{
	customers_find(f);
	if (f->twin)
		f->portion->counts = mapping_counts_take(&f->portion->sc, f->mapping);
}
