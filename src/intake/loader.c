#include "intake/loader.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/json.h"
#include "intake/page.h"
#include "intake/tally.h"

struct loader {
	struct workspace *ws;
	struct evidence_import *import;
	struct scope sc; /* tallies and caches */
	struct tally rows, events;
	enum source_kind source;
	struct buf *json;
	struct names *pages; /* raw address to template, for the few that come again and again */
	LIST(struct str) templates;
	struct { /* the last kind: rows come in runs */
		uint64_t hash;
		uint32_t code;
		bool known;
	} kinds[1024];
	bool in_documents;
};

/* A record of at most 16 MiB (sources/) and its columns' names, with every byte escaped, fit into the ceiling. */
enum { RECORD_JSON = 256 << 20, PAGES_KEPT = 100000 };

struct loader *loader_open(struct scope *sc, struct workspace *ws, const struct evidence_file *file)
{
	struct loader *loader = NEW(sc, struct loader);

	loader->ws = ws;
	loader->source = file->source;
	loader->json = buf_new(&loader->sc, RECORD_JSON);
	loader->pages = names_new(&loader->sc);
	loader->import = evidence_begin(sc, ws->evidence, file);
	if (loader->import && documents_begin(sc, ws->documents)) {
		loader->in_documents = true;
		return loader;
	}
	loader_close(loader);
	return NULL;
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

/* A record without a customer is a customer of its own, called after what it says: the same record in another
 * file is the same customer. */
static void name_own_customer(struct loader *loader, const struct intake_events *events, char out[32])
{
	uint64_t h = 0;

	for (size_t i = 0; i < events->n; i++)
		h = hash_mix(h, content_hash(loader->source, &events->at[i]));
	h = hash_mix(h, tally_add(&loader->sc, &loader->rows, h));
	snprintf(out, 32, "row-%016llx", (unsigned long long)h);
}

/* --- codes --------------------------------------------------------------------------------------- */

static struct str template_of(struct loader *loader, struct str address)
{
	if (!address.p)
		return address;
	uint32_t code = names_find(loader->pages, address);
	if (code != NAMES_NONE)
		return loader->templates.at[code];
	if (names_count(loader->pages) >= PAGES_KEPT)
		return page_template(&loader->sc, address);
	names_add(loader->pages, address);
	*LIST_ADD(&loader->sc, &loader->templates) = page_template(&loader->sc, address);
	return loader->templates.at[loader->templates.n - 1];
}

static bool kind_of(struct scope *sc, struct loader *loader, const struct kind *kind, uint32_t *code)
{
	uint64_t h =
		text_hash(text_hash(text_hash(hash_str(kind->event, 1), 2, kind->page), 3, kind->channel), 4,
			kind->campaign);
	size_t slot = h % COUNT_OF(loader->kinds);

	if (loader->kinds[slot].known && loader->kinds[slot].hash == h) {
		*code = loader->kinds[slot].code;
		return true;
	}
	if (!evidence_kind(sc, loader->import, kind, code))
		return false;
	loader->kinds[slot].hash = h;
	loader->kinds[slot].code = *code;
	loader->kinds[slot].known = true;
	return true;
}

/* The columns without a role, and the raw address where its template says less. */
static struct str properties_json(struct loader *loader, const struct intake_event *e, struct str template)
{
	bool page = e->page.p && !str_equal(e->page, template);

	if (!e->n_properties && !page)
		return (struct str){ 0 };
	buf_cut(loader->json, 0);
	buf_putc(loader->json, '{');
	for (size_t i = 0; i < e->n_properties; i++) {
		buf_puts(loader->json, i ? "," : "");
		json_quote(loader->json, e->properties[i].name);
		buf_putc(loader->json, ':');
		json_quote(loader->json, e->properties[i].value);
	}
	if (page) {
		buf_puts(loader->json, e->n_properties ? ",\"$page\":" : "\"$page\":");
		json_quote(loader->json, e->page);
	}
	buf_putc(loader->json, '}');
	return buf_str(loader->json);
}

static bool loader_text(struct scope *sc, struct loader *loader, const struct evidence_event *e)
{
	return documents_add_feedback(sc, loader->ws->documents,
		&(struct feedback){ .import = evidence_import_id(loader->import),
			.row = e->row,
			.part = e->part,
			.time_us = e->time_us,
			.customer = e->customer,
			.text = e->text });
}

static bool loader_one(
	struct scope *sc, struct loader *loader, const struct intake_event *e, struct str customer)
{
	struct str template = template_of(loader, e->page);
	struct kind kind = { loader->source, e->event, template, e->channel, e->campaign };
	uint64_t h = hash_mix(content_hash(loader->source, e), hash_str(customer, 9));
	struct evidence_event out = {
		.id = hash_mix(h, tally_add(&loader->sc, &loader->events, h)),
		.customer = evidence_customer(loader->import, customer),
		.case_code = e->case_id.p ? evidence_case(loader->import, e->case_id) : 0,
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
		.properties = properties_json(loader, e, template),
	};

	if (buf_over(loader->json))
		return buf_ok(loader->json, "what a row says beside its event");
	return kind_of(sc, loader, &kind, &out.kind) && evidence_add(sc, loader->import, &out) &&
	       (!e->text.n || loader_text(sc, loader, &out));
}

bool loader_events(struct scope *sc, struct loader *loader, const struct intake_events *events)
{
	char own[32];
	bool ok = true;

	if (events->n && !events->at[0].customer.p)
		name_own_customer(loader, events, own);
	for (size_t i = 0; ok && i < events->n; i++) {
		struct str customer = events->at[i].customer;
		ok = loader_one(sc, loader, &events->at[i], customer.p ? customer : str_of(own));
	}
	return ok;
}

/* --- what cannot be read ------------------------------------------------------------------------- */

bool loader_unread(struct scope *sc, struct loader *loader, const struct names *columns,
	const struct record *record, const char *why)
{
	bool first = true;

	buf_cut(loader->json, 0);
	buf_putc(loader->json, '{');
	for (size_t i = 0; i < record->n; i++) {
		if (!record->values[i].p)
			continue;
		buf_puts(loader->json, first ? "" : ",");
		json_quote(loader->json, names_at(columns, (uint32_t)i));
		buf_putc(loader->json, ':');
		json_quote(loader->json, record->values[i]);
		first = false;
	}
	buf_putc(loader->json, '}');
	return buf_ok(loader->json, "a row") &&
	       evidence_quarantine(sc, loader->import, record->row, why, buf_str(loader->json));
}

bool loader_broken(struct scope *sc, struct loader *loader, uint64_t row, struct str raw, const char *why)
{
	buf_cut(loader->json, 0);
	json_quote(loader->json, raw);
	return buf_ok(loader->json, "a row") &&
	       evidence_quarantine(sc, loader->import, row, why, buf_str(loader->json));
}

/* --- the end ------------------------------------------------------------------------------------- */

static bool drop_repeat(struct scope *sc, void *to, uint64_t row, uint16_t part)
{
	struct loader *loader = to;

	return documents_drop_feedback(
		sc, loader->ws->documents, evidence_import_id(loader->import), row, part);
}

bool loader_settle(struct scope *sc, struct loader *loader, struct loader_counts *counts)
{
	struct evidence_counts c;

	if (!evidence_settle(sc, loader->import, &c) ||
		!evidence_repeats(sc, loader->import, drop_repeat, loader))
		return false;
	*counts = (struct loader_counts){ c.events, c.duplicates, c.quarantined };
	return true;
}

uint64_t loader_replaced(const struct loader *loader)
{
	return evidence_replaced(loader->import);
}

/* The documents first: what they have of an import that then does not commit is removed, here, or on the next
 * opening where the process does not live to do it. */
bool loader_commit(struct scope *sc, struct loader *loader, uint64_t rows, struct str remarks)
{
	struct scope mine = { 0 };

	if (!documents_commit(sc, loader->ws->documents))
		return false;
	loader->in_documents = false;
	if (evidence_commit(sc, loader->import, rows, remarks))
		return !evidence_replaced(loader->import) || workspace_clean(sc, loader->ws);
	(void)!documents_clean(&mine, loader->ws->documents, evidence_import_id(loader->import) - 1);
	scope_close(&mine);
	return false;
}

void loader_close(struct loader *loader)
{
	if (!loader)
		return;
	evidence_rollback(loader->import);
	if (loader->in_documents)
		documents_rollback(loader->ws->documents);
	scope_close(&loader->sc);
}

struct str loader_mapping_json(struct scope *sc, const struct mapping *mapping,
	const struct mapping_wishes *wishes, enum source_kind source)
{
	struct buf *b = buf_new(sc, READER_RECORD);
	size_t n;
	const struct mapped_column *columns = mapping_columns(mapping, &n);

	buf_printf(b, "{\"$source\":\"%s\",\"$zone\":", source_name(source));
	json_quote(b, str_of(wishes->zone));
	buf_printf(b, ",\"$at\":\"%lld\"", wishes->has_at ? (long long)wishes->at_us : 0);
	for (size_t i = 0; i < n; i++) {
		buf_puts(b, ",");
		json_quote(b, columns[i].name);
		buf_printf(b, ":\"%s\"", role_name(columns[i].role));
		if (columns[i].scale) {
			buf_puts(b, ",");
			json_quote(b, str_of(scope_printf(sc, "$scale %.*s", STR_ARG(columns[i].name))));
			buf_printf(b, ":\"%s\"", scale_name(columns[i].scale));
		}
	}
	buf_putc(b, '}');
	return buf_str(b);
}
