#include "intake/portion.h"

#include "base/json.h"
#include "intake/page.h"

/* A record of at most 16 MiB (sources/) and its columns' names, with every byte escaped, fit into the ceiling. */
enum {
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
	struct mapping *mapping;
	bool twin;
	enum source_kind source;
	const struct names *columns, *customers, *cases, *kinds;
	struct portion *portion;
	struct buf *json, *key;
	struct names *pages; /* raw address to template, for the few that come again and again */
	LIST(struct str) templates;
	struct { /* the last kind: rows come in runs */
		uint64_t hash;
		uint32_t code;
		bool known;
	} kept[KINDS_KEPT];
	/* the customers of the last events, which are looked for together */
	struct str waiting[NAMES_MANY];
	char room[NAMES_MANY][SHORT];
	size_t n_waiting;
};

struct filler *filler_new(struct scope *sc, const struct evidence_import *import, struct mapping *mapping,
	bool twin, const struct names *columns, enum source_kind source)
{
	struct filler *f = NEW(sc, struct filler);

	f->mapping = twin ? mapping_twin(&f->sc, mapping) : mapping;
	f->twin = twin;
	f->source = source;
	f->columns = columns;
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
	if (f)
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

uint64_t portion_with_customer(uint64_t content, struct str customer)
{
	return hash_mix(content, hash_str(customer, 9));
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

static uint32_t case_of(struct filler *f, struct str key)
{
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

static bool add_event(struct filler *f, const struct intake_event *e)
{
	struct portion *p = f->portion;
	struct str template = template_of(f, e->page);
	struct kind kind = { f->source, e->event, template, e->channel, e->campaign };
	uint64_t content = content_hash(f->source, e);
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
	*LIST_ADD(&p->sc, &p->hashes) = e->customer.p ? portion_with_customer(content, e->customer) : content;
	if (e->text.n)
		add_text(p, e->text);
	batch_add(&p->batch, &out);
	customer_waits(f, e->customer);
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
		json_quote(f->json, names_at(f->columns, (uint32_t)i));
		buf_putc(f->json, ':');
		json_quote(f->json, record->values[i]);
		first = false;
	}
	buf_putc(f->json, '}');
}

bool filler_record(void *filler, const struct record *record)
{
	struct filler *f = filler;
	struct portion *p = f->portion;
	struct intake_events events;
	char why[256];
	bool ok = true;

	p->rows++;
	if (!mapping_apply(f->mapping, record, &events, why)) {
		record_json(f, record);
		return unread(f, record->row, why);
	}
	p->without_event += events.n == 0;
	if (events.n && !events.at[0].customer.p)
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
