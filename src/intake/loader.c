#include "intake/loader.h"

#include <stdio.h>

#include "base/json.h"
#include "intake/tally.h"

struct loader {
	struct workspace *ws;
	struct evidence_import *import;
	unsigned threads;
	struct tally rows, events, keys;
	uint64_t repeats; /* of events with ids of their source's own, within the file */
	bool in_documents, superseded;
};

struct loader *loader_open(
	struct scope *sc, struct workspace *ws, const struct evidence_file *file, unsigned threads)
{
	struct loader *loader = NEW(sc, struct loader);

	loader->ws = ws;
	loader->threads = threads;
	loader->import = evidence_begin(sc, ws->evidence, file);
	return loader->import ? loader : NULL;
}

/* Only where there is something for them: who edits a map need not wait for what has no text. */
static bool documents_join(struct scope *sc, struct loader *loader)
{
	if (!loader->in_documents)
		loader->in_documents = documents_begin(sc, loader->ws->documents);
	return loader->in_documents;
}

struct evidence_import *loader_import(const struct loader *loader)
{
	return loader->import;
}

/* --- codes --------------------------------------------------------------------------------------- */

/* A record without a customer is a customer of its own, called after what it says: the same record in another
 * file is the same customer. */
static void own_customer(struct loader *loader, struct portion *p, const struct portion_own *own)
{
	uint64_t h = 0;
	char name[32];

	for (size_t i = own->from; i < own->from + own->n; i++)
		h = hash_mix(h, p->hashes.at[i]);
	h = hash_mix(h, tally_add(&loader->rows, h));
	snprintf(name, sizeof name, "row-%016llx", (unsigned long long)h);
	uint32_t code = evidence_customer(loader->import, str_of(name));
	for (size_t i = own->from; i < own->from + own->n; i++) {
		p->hashes.at[i] = portion_with_customer(p->hashes.at[i], str_of(name));
		batch_codes(&p->batch, BATCH_CUSTOMER)[i] = code;
	}
}

static void translate(uint32_t *codes, size_t n, const uint32_t *known)
{
	for (size_t i = 0; codes && i < n; i++)
		if (codes[i] & PORTION_NEW)
			codes[i] = known[codes[i] & ~PORTION_NEW];
}

/* `known` has the codes of the portion's own plus one; 0: not yet. */
static uint32_t customer_known(struct loader *loader, const struct portion *p, uint32_t *known, uint32_t code)
{
	uint32_t *to = &known[code & ~PORTION_NEW];

	if (!(code & PORTION_NEW))
		return code;
	if (!*to)
		*to = 1 + evidence_customer(loader->import, names_at(p->customers, code & ~PORTION_NEW));
	return *to - 1;
}

/* Row by row, so that codes follow the file and not its cutting into portions. */
static void customers_settle(struct loader *loader, struct portion *p)
{
	uint32_t *codes = batch_codes(&p->batch, BATCH_CUSTOMER), n = names_count(p->customers);
	uint32_t *known = NEW_ARRAY(&p->sc, uint32_t, n + 1);
	size_t own = 0;

	for (size_t i = 0; i < p->batch.n; i++) {
		if (own < p->own.n && p->own.at[own].from == i) {
			own_customer(loader, p, &p->own.at[own]);
			i += p->own.at[own++].n - 1;
		} else if (codes[i] & PORTION_NEW) {
			codes[i] = customer_known(loader, p, known, codes[i]);
		}
	}
	for (size_t i = 0; i < p->links.n; i++)
		evidence_link(loader->import, customer_known(loader, p, known, p->links.at[i].a),
			customer_known(loader, p, known, p->links.at[i].b), p->links.at[i].row);
}

static uint32_t *cases_make(struct loader *loader, struct portion *p)
{
	uint32_t n = names_count(p->cases), *codes = NEW_ARRAY(&p->sc, uint32_t, n + 1);

	for (uint32_t i = 0; i < n; i++)
		codes[i] = evidence_case(loader->import, names_at(p->cases, i));
	return codes;
}

static bool codes_settle(struct scope *sc, struct loader *loader, struct portion *p)
{
	struct batch *b = &p->batch;
	uint32_t *kinds = NEW_ARRAY(&p->sc, uint32_t, p->kinds.n + 1);

	for (size_t i = 0; i < p->kinds.n; i++)
		if (!evidence_kind(sc, loader->import, &p->kinds.at[i], &kinds[i]))
			return false;
	translate(batch_codes(b, BATCH_KIND), b->n, kinds);
	translate(batch_codes(b, BATCH_CASE), b->n, cases_make(loader, p));
	customers_settle(loader, p);
	return true;
}

/* --- what is not in the batch -------------------------------------------------------------------- */

static bool texts_take(struct scope *sc, struct loader *loader, const struct portion *p)
{
	const struct batch *b = &p->batch;
	const uint64_t *rows = b->columns[BATCH_ROW];
	const uint16_t *parts = b->columns[BATCH_PART];
	bool ok = !p->texts.n || documents_join(sc, loader);

	for (size_t i = 0; ok && i < p->texts.n; i++) {
		size_t event = p->texts.at[i].event;
		ok = documents_add_feedback(sc, loader->ws->documents,
			&(struct feedback){ .import = evidence_import_id(loader->import),
				.row = rows[event],
				.part = parts ? parts[event] : 0,
				.time_us = batch_times(b)[event],
				.customer = batch_codes(b, BATCH_CUSTOMER)[event],
				.text = p->texts.at[i].text });
	}
	return ok;
}

static bool unread_take(struct scope *sc, struct loader *loader, const struct portion *p)
{
	bool ok = true;

	for (size_t i = 0; ok && i < p->unread.n; i++)
		ok = evidence_quarantine(sc, loader->import, p->unread.at[i].row, p->unread.at[i].why.p,
			p->unread.at[i].record);
	return ok;
}

/* --- the same again within the file -------------------------------------------------------------- */

static void texts_follow(struct portion *p, const bool *keep, const size_t *moved)
{
	size_t n = 0;

	for (size_t i = 0; i < p->texts.n; i++) {
		struct portion_text text = p->texts.at[i];
		if (!keep[text.event])
			continue;
		text.event = moved[text.event];
		p->texts.at[n++] = text;
	}
	p->texts.n = n;
}

static void versions_follow(struct portion *p, const bool *keep, const size_t *moved)
{
	size_t n = 0;

	for (size_t i = 0; i < p->versions.n; i++) {
		struct portion_version version = p->versions.at[i];
		if (version.event != SIZE_MAX && !keep[version.event])
			continue;
		if (version.event != SIZE_MAX)
			version.event = moved[version.event];
		p->versions.at[n++] = version;
	}
	p->versions.n = n;
}

/* Records without a customer whose events went go too. */
static void own_follow(struct portion *p, const bool *keep, const size_t *moved)
{
	size_t n = 0;

	for (size_t i = 0; i < p->own.n; i++) {
		struct portion_own own = p->own.at[i], left = { 0 };
		for (size_t k = own.from; k < own.from + own.n; k++) {
			if (keep[k] && !left.n++)
				left.from = moved[k];
		}
		if (left.n)
			p->own.at[n++] = left;
	}
	p->own.n = n;
}

/* Sources send an event twice now and then: their own id says so. */
static void repeats_drop(struct loader *loader, struct portion *p)
{
	bool *keep = NEW_ARRAY(&p->sc, bool, p->batch.n + 1);
	size_t *moved = NEW_ARRAY(&p->sc, size_t, p->batch.n + 1), n = 0;

	for (size_t i = 0; i < p->batch.n; i++) {
		uint64_t h = p->hashes.at[i];
		keep[i] = !event_id_is_keyed(h) || tally_add(&loader->keys, h) == 0;
		moved[i] = n;
		p->hashes.at[n] = h;
		n += keep[i];
	}
	if (n == p->batch.n)
		return;
	loader->repeats += p->batch.n - n;
	texts_follow(p, keep, moved);
	versions_follow(p, keep, moved);
	own_follow(p, keep, moved);
	batch_keep(&p->batch, keep);
	p->hashes.n = n;
}

static bool contacts_take(struct scope *sc, struct loader *loader, const struct portion *p)
{
	if (p->contacts.n && !documents_join(sc, loader))
		return false;
	for (size_t i = 0; i < p->contacts.n; i++)
		if (!documents_keep_contact(sc, loader->ws->documents, str_of(p->contacts.at[i].hash),
			    str_of(identifier_name(p->contacts.at[i].kind)), p->contacts.at[i].clear))
			return false;
	return true;
}

static bool metrics_take(struct scope *sc, struct loader *loader, const struct portion *p)
{
	for (size_t i = 0; i < p->metrics.n; i++)
		if (!evidence_metric(sc, loader->import, &p->metrics.at[i]))
			return false;
	return true;
}

static bool portion_settle(struct scope *sc, struct loader *loader, struct portion *p)
{
	if (p->sc.fault)
		return scope_fail(sc, p->sc.fault, "%s", p->sc.why);
	if (p->has_keys)
		repeats_drop(loader, p);
	return metrics_take(sc, loader, p) && contacts_take(sc, loader, p) && codes_settle(sc, loader, p) &&
	       texts_take(sc, loader, p) && unread_take(sc, loader, p);
}

/* An id of the source's own stays as it is; none of the others looks like one. */
static void ids_mark(const struct tally_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (event_id_is_keyed(list->hashes[i]))
			list->ids[i] = list->hashes[i];
		else
			list->ids[i] = event_id_of_content(list->ids[i]);
}

static bool versions_take(struct scope *sc, struct loader *loader, const struct portion *p)
{
	const uint64_t *ids = batch_ids(&p->batch);

	for (size_t i = 0; i < p->versions.n; i++) {
		const struct portion_version *v = &p->versions.at[i];
		struct evidence_subject subject = { v->subject, v->event == SIZE_MAX ? 0 : ids[v->event],
			v->version, v->deleted };
		if (!evidence_subject(sc, loader->import, &subject))
			return false;
	}
	return true;
}

static bool events_take(struct scope *sc, struct loader *loader, const struct portion *portions, size_t n)
{
	struct scope mine = { 0 };
	struct tally_list *lists = NEW_ARRAY(&mine, struct tally_list, n);
	const struct batch **batches = NEW_ARRAY(&mine, const struct batch *, n);

	for (size_t i = 0; i < n; i++) {
		batches[i] = &portions[i].batch;
		lists[i] = (struct tally_list){ portions[i].hashes.at, batch_ids(batches[i]), batches[i]->n };
	}
	tally_many(&loader->events, loader->threads, lists, n);
	for (size_t i = 0; i < n; i++)
		ids_mark(&lists[i]);
	bool ok = evidence_take(sc, loader->import, batches, n);
	scope_close(&mine);
	return ok;
}

bool loader_take(struct scope *sc, struct loader *loader, struct portion *portions, size_t n)
{
	bool ok = true;

	for (size_t i = 0; ok && i < n; i++)
		ok = portion_settle(sc, loader, &portions[i]);
	ok = ok && events_take(sc, loader, portions, n);
	for (size_t i = 0; ok && i < n; i++)
		ok = versions_take(sc, loader, &portions[i]);
	return ok;
}

/* --- the end ------------------------------------------------------------------------------------- */

static bool drop_repeat(struct scope *sc, void *to, uint64_t row, uint16_t part)
{
	struct loader *loader = to;

	return documents_join(sc, loader) && documents_drop_feedback(sc, loader->ws->documents,
						     evidence_import_id(loader->import), row, part);
}

bool loader_settle(struct scope *sc, struct loader *loader, struct loader_counts *counts)
{
	struct evidence_counts c;

	if (!evidence_settle(sc, loader->import, &c) ||
		!evidence_repeats(sc, loader->import, drop_repeat, loader))
		return false;
	loader->superseded = c.superseded > 0;
	*counts = (struct loader_counts){ c.events, c.duplicates + loader->repeats, c.quarantined,
		c.superseded, c.metrics, c.links };
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

	if (loader->in_documents && !documents_commit(sc, loader->ws->documents))
		return false;
	loader->in_documents = false;
	if (evidence_commit(sc, loader->import, rows, remarks))
		return !(evidence_replaced(loader->import) || loader->superseded) ||
		       workspace_clean(sc, loader->ws);
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
	tally_close(&loader->rows);
	tally_close(&loader->events);
	tally_close(&loader->keys);
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
	buf_puts(b, ",\"$at_in_name\":");
	json_quote(b, wishes->at_in_name);
	for (size_t i = 0; i < n; i++) {
		buf_puts(b, ",");
		json_quote(b, columns[i].name);
		buf_printf(b, ":\"%s\"", role_name(columns[i].role));
		if (columns[i].event.p) {
			buf_puts(b, ",");
			json_quote(b, str_of(scope_printf(sc, "$event %.*s", STR_ARG(columns[i].name))));
			buf_puts(b, ":");
			json_quote(b, columns[i].event);
		}
		if (columns[i].scale) {
			buf_puts(b, ",");
			json_quote(b, str_of(scope_printf(sc, "$scale %.*s", STR_ARG(columns[i].name))));
			buf_printf(b, ":\"%s\"", scale_name(columns[i].scale));
		}
	}
	buf_putc(b, '}');
	return buf_str(b);
}
