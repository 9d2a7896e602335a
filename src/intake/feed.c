#include "intake/feed.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/json.h"
#include "intake/page.h"
#include "intake/tally.h"

struct feed {
	struct workspace *ws;
	struct evidence_import *import;
	struct scope sc; /* tallies and caches */
	struct tally rows, events;
	enum source_kind source;
	struct buf *json;
	struct names *pages;       /* raw address to template, for the few that come again and again */
	LIST(struct str) templates;
	struct {                   /* the last kind: rows come in runs */
		uint64_t hash;
		uint32_t code;
		bool known;
	} kinds[1024];
	bool in_documents;
};

enum { PROPERTIES_MAX = 1 << 20, PAGES_KEPT = 100000 };

struct feed *feed_open(struct scope *sc, struct workspace *ws, const struct evidence_file *file)
{
	struct feed *feed = NEW(sc, struct feed);

	feed->ws = ws;
	feed->source = file->source;
	feed->json = buf_new(&feed->sc, PROPERTIES_MAX);
	feed->pages = names_new(&feed->sc);
	feed->import = evidence_begin(sc, ws->evidence, file);
	if (feed->import && documents_begin(sc, ws->documents)) {
		feed->in_documents = true;
		return feed;
	}
	feed_close(feed);
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
static void name_own_customer(struct feed *feed, const struct intake_events *events, char out[32])
{
	uint64_t h = 0;

	for (size_t i = 0; i < events->n; i++)
		h = hash_mix(h, content_hash(feed->source, &events->at[i]));
	h = hash_mix(h, tally_add(&feed->sc, &feed->rows, h));
	snprintf(out, 32, "row-%016llx", (unsigned long long)h);
}

/* --- codes --------------------------------------------------------------------------------------- */

static struct str template_of(struct feed *feed, struct str address)
{
	if (!address.p)
		return address;
	uint32_t code = names_find(feed->pages, address);
	if (code != NAMES_NONE)
		return feed->templates.at[code];
	if (names_count(feed->pages) >= PAGES_KEPT)
		return page_template(&feed->sc, address);
	names_add(feed->pages, address);
	*LIST_ADD(&feed->sc, &feed->templates) = page_template(&feed->sc, address);
	return feed->templates.at[feed->templates.n - 1];
}

static bool kind_of(struct scope *sc, struct feed *feed, const struct kind *kind, uint32_t *code)
{
	uint64_t h = text_hash(text_hash(text_hash(hash_str(kind->event, 1), 2, kind->page), 3, kind->channel), 4,
		kind->campaign);
	size_t slot = h % COUNT_OF(feed->kinds);

	if (feed->kinds[slot].known && feed->kinds[slot].hash == h) {
		*code = feed->kinds[slot].code;
		return true;
	}
	if (!evidence_kind(sc, feed->import, kind, code))
		return false;
	feed->kinds[slot].hash = h;
	feed->kinds[slot].code = *code;
	feed->kinds[slot].known = true;
	return true;
}

/* The columns without a role, and the raw address where its template says less. */
static struct str properties_json(struct feed *feed, const struct intake_event *e, struct str template)
{
	bool page = e->page.p && !str_equal(e->page, template);

	if (!e->n_properties && !page)
		return (struct str){ 0 };
	buf_cut(feed->json, 0);
	buf_putc(feed->json, '{');
	for (size_t i = 0; i < e->n_properties; i++) {
		buf_puts(feed->json, i ? "," : "");
		json_text(feed->json, e->properties[i].name);
		buf_putc(feed->json, ':');
		json_text(feed->json, e->properties[i].value);
	}
	if (page) {
		buf_puts(feed->json, e->n_properties ? ",\"$page\":" : "\"$page\":");
		json_text(feed->json, e->page);
	}
	buf_putc(feed->json, '}');
	return buf_str(feed->json);
}

static bool feed_text(struct scope *sc, struct feed *feed, const struct evidence_event *e)
{
	return documents_add_feedback(sc, feed->ws->documents, &(struct feedback){
		.import = evidence_import_id(feed->import), .row = e->row, .part = e->part,
		.time_us = e->time_us, .customer = e->customer, .text = e->text });
}

static bool feed_one(struct scope *sc, struct feed *feed, const struct intake_event *e, struct str customer)
{
	struct str template = template_of(feed, e->page);
	struct kind kind = { feed->source, e->event, template, e->channel, e->campaign };
	uint64_t h = hash_mix(content_hash(feed->source, e), hash_str(customer, 9));
	struct evidence_event out = {
		.id = hash_mix(h, tally_add(&feed->sc, &feed->events, h)),
		.customer = evidence_customer(feed->import, customer),
		.case_code = e->case_id.p ? evidence_case(feed->import, e->case_id) : 0,
		.time_us = e->time_us, .end_us = e->end_us, .has_end = e->has_end,
		.time_assumed = e->time_assumed, .row = e->row, .part = e->part,
		.has_value = e->has_value, .value_minor = e->value_minor, .currency = e->currency,
		.has_rating = e->has_rating, .rating = (float)e->rating, .scale = e->scale, .text = e->text,
		.properties = properties_json(feed, e, template),
	};

	if (buf_over(feed->json))
		return buf_ok(feed->json, "what a row says beside its event");
	return kind_of(sc, feed, &kind, &out.kind) && evidence_add(sc, feed->import, &out) &&
		(!e->text.n || feed_text(sc, feed, &out));
}

bool feed_events(struct scope *sc, struct feed *feed, const struct intake_events *events)
{
	char own[32];
	bool ok = true;

	if (events->n && !events->at[0].customer.p)
		name_own_customer(feed, events, own);
	for (size_t i = 0; ok && i < events->n; i++) {
		struct str customer = events->at[i].customer;
		ok = feed_one(sc, feed, &events->at[i], customer.p ? customer : str_of(own));
	}
	return ok;
}

/* --- what cannot be read ------------------------------------------------------------------------- */

bool feed_unread(struct scope *sc, struct feed *feed, const struct names *columns, const struct record *record,
	const char *why)
{
	bool first = true;

	buf_cut(feed->json, 0);
	buf_putc(feed->json, '{');
	for (size_t i = 0; i < record->n; i++) {
		if (!record->values[i].p)
			continue;
		buf_puts(feed->json, first ? "" : ",");
		json_text(feed->json, names_at(columns, (uint32_t)i));
		buf_putc(feed->json, ':');
		json_text(feed->json, record->values[i]);
		first = false;
	}
	buf_putc(feed->json, '}');
	return evidence_quarantine(sc, feed->import, record->row, why, buf_str(feed->json));
}

bool feed_broken(struct scope *sc, struct feed *feed, uint64_t row, struct str raw, const char *why)
{
	buf_cut(feed->json, 0);
	json_text(feed->json, raw);
	return evidence_quarantine(sc, feed->import, row, why, buf_str(feed->json));
}

/* --- the end ------------------------------------------------------------------------------------- */

static bool drop_repeat(struct scope *sc, void *to, uint64_t row, uint16_t part)
{
	struct feed *feed = to;

	return documents_drop_feedback(sc, feed->ws->documents, evidence_import_id(feed->import), row, part);
}

bool feed_settle(struct scope *sc, struct feed *feed, struct feed_counts *counts)
{
	struct evidence_counts c;

	if (!evidence_settle(sc, feed->import, &c) ||
		!evidence_repeats(sc, feed->import, drop_repeat, feed))
		return false;
	*counts = (struct feed_counts){ c.events, c.duplicates, c.quarantined };
	return true;
}

/* The documents first: what they have of an import that then does not commit is removed on opening. */
bool feed_commit(struct scope *sc, struct feed *feed, uint64_t rows)
{
	if (!documents_commit(sc, feed->ws->documents))
		return false;
	feed->in_documents = false;
	return evidence_commit(sc, feed->import, rows);
}

void feed_close(struct feed *feed)
{
	if (!feed)
		return;
	evidence_rollback(feed->import);
	if (feed->in_documents)
		documents_rollback(feed->ws->documents);
	scope_close(&feed->sc);
}

struct str feed_mapping_json(struct scope *sc, const struct mapping *mapping)
{
	struct buf *b = buf_new(sc, PROPERTIES_MAX);
	size_t n;
	const struct mapped_column *columns = mapping_columns(mapping, &n);

	buf_putc(b, '{');
	for (size_t i = 0; i < n; i++) {
		buf_puts(b, i ? "," : "");
		json_text(b, columns[i].name);
		buf_printf(b, ":\"%s\"", role_name(columns[i].role));
	}
	buf_putc(b, '}');
	return buf_str(b);
}
