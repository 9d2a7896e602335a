#include "store/evidence.h"
#include "store/evidence_private.h"
#include "store/evidence_run.h"
#include "store/identity.h"
#include "store/versions.h"

/* Past so many kinds, new ones lose their page and campaign: there is room left for what they fold into. */
enum { KINDS_IN_FULL = 60000 };

struct linked_row {
	uint32_t a, b;
	uint64_t row;
};

struct evidence_import {
	struct evidence *ev;
	struct scope sc; /* the codes; closed with the import */
	struct evidence_file file;
	int64_t id;
	bool open;
	struct names *customers, *cases, *kinds;
	uint32_t old_customers, old_cases, old_kinds;
	LIST(struct kind) new_kinds;
	struct duck_appender *quarantine;
	struct run run;
	struct evidence_counts counts;
	uint64_t replaced;
	bool links_gone;      /* an earlier reading's */
	struct names *linked; /* pairs of codes, as bytes */
	LIST(struct linked_row) links;
	struct names *erased;
	struct duck_appender *subjects, *metrics;
	uint64_t subjects_n;
};

static bool load_names(struct scope *sc, struct evidence *ev, struct names *names, const char *sql)
{
	struct duck_rows *rows = duck_ask(sc, ev->db, sql, 0, NULL);

	if (!rows)
		return false;
	while (duck_next(rows))
		names_add(names, duck_text(rows, 0));
	return duck_done(sc, rows);
}

/* A kind's five parts as one text; a part that is missing differs from one that is empty. */
struct str evidence_kind_key(struct buf *b, const struct kind *k)
{
	const struct str parts[] = { k->event, k->page, k->channel, k->campaign };

	buf_cut(b, 0);
	buf_putc(b, (char)('a' + (int)k->source));
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		buf_putc(b, parts[i].p ? '\1' : '\2');
		buf_str_add(b, parts[i]);
	}
	return buf_str(b);
}

static bool load_kinds(struct scope *sc, struct evidence_import *im)
{
	const struct dictionary *d = evidence_dictionary(sc, im->ev);
	struct buf *b = buf_new(&im->sc, 16 << 20);

	for (uint32_t k = 0; d && k < d->n; k++)
		names_add(im->kinds, evidence_kind_key(b, &d->kinds[k]));
	return d != NULL;
}

static bool load_codes(struct scope *sc, struct evidence_import *im)
{
	im->customers = names_new(&im->sc);
	im->cases = names_new(&im->sc);
	im->kinds = names_new(&im->sc);
	names_add(im->cases, STR("\1")); /* code 0 is "no case" */
	im->linked = names_new(&im->sc);
	im->erased = names_new(&im->sc);
	if (!load_names(sc, im->ev, im->customers, IDENTITY_KEYS) ||
		!load_names(sc, im->ev, im->erased, "SELECT hash FROM erased") ||
		!load_names(sc, im->ev, im->cases,
			"SELECT CASE WHEN key = 'erased ' || code THEN chr(1) || key ELSE key END FROM journey_case ORDER BY code") ||
		!load_kinds(sc, im))
		return false;
	im->old_customers = names_count(im->customers);
	im->old_cases = names_count(im->cases);
	im->old_kinds = names_count(im->kinds);
	return true;
}

static bool open_tables(struct scope *sc, struct evidence_import *im)
{
	struct duck *db = im->ev->db;
	int64_t events;

	if (!duck_one(sc, db, "SELECT coalesce(max(id), 0) + 1 FROM import", 0, NULL, 1, &im->id) ||
		!duck_one(sc, db, "SELECT count(*) FROM (SELECT 1 FROM event LIMIT 1)", 0, NULL, 0, &events))
		return false;
	im->run = (struct run){ .db = db,
		.import = im->id,
		.compare = events > 0,
		.ever = im->file.ever,
		.most = im->ev->run_bytes };
	im->quarantine = duck_append(sc, db, "quarantine");
	im->subjects = duck_append(sc, db, "subject");
	im->metrics = duck_append(sc, db, "metric");
	return im->quarantine && im->subjects && im->metrics;
}

static struct duck_value fingerprint_of(struct scope *sc, const struct evidence_file *file)
{
	return DUCK_TEXT(str_of(scope_printf(sc, "%llu", (unsigned long long)file->fingerprint)));
}

/* What an earlier import of this very file could not read is read again now; and where it was read otherwise,
 * that reading is taken back. */
#define OTHERWISE "(SELECT id FROM import WHERE fingerprint = ?1::UBIGINT AND mapping <> ?2)"

static bool drop_earlier(struct scope *sc, struct evidence_import *im)
{
	static const char *const statements[] = {
		"DELETE FROM event WHERE import IN " OTHERWISE,
		"DELETE FROM event_past WHERE import IN " OTHERWISE,
		"DELETE FROM subject WHERE import IN " OTHERWISE,
		"DELETE FROM metric WHERE import IN " OTHERWISE,
		"DELETE FROM link WHERE import IN " OTHERWISE,
		"UPDATE import SET events = 0 WHERE id IN " OTHERWISE,
	};
	struct duck *db = im->ev->db;
	struct duck_value both[] = { fingerprint_of(sc, &im->file), DUCK_TEXT(im->file.mapping) };
	int64_t events, links, others;

	if (!duck_run(sc, db,
		    "DELETE FROM quarantine WHERE import IN (SELECT id FROM import WHERE fingerprint = ?::UBIGINT)",
		    1, both) ||
		!duck_one(sc, db,
			"SELECT coalesce(sum(events), 0)::BIGINT FROM import WHERE id IN " OTHERWISE, 2, both,
			0, &events) ||
		!duck_one(
			sc, db, "SELECT count(*) FROM link WHERE import IN " OTHERWISE, 2, both, 0, &links) ||
		!duck_one(sc, db,
			"SELECT (SELECT count(*) FROM metric WHERE import IN " OTHERWISE
			") + (SELECT count(*) FROM subject WHERE import IN " OTHERWISE ")",
			2, both, 0, &others))
		return false;
	im->replaced = (uint64_t)events;
	im->links_gone = links > 0;
	for (size_t i = 0; events + links + others > 0 && i < COUNT_OF(statements); i++)
		if (!duck_run(sc, db, statements[i], 2, both))
			return false;
	return true;
}

uint64_t evidence_replaced(const struct evidence_import *im)
{
	return im->replaced;
}

struct evidence_import *evidence_begin(
	struct scope *sc, struct evidence *ev, const struct evidence_file *file)
{
	struct evidence_import *im = NEW(sc, struct evidence_import);

	im->ev = ev;
	im->file = *file;
	im->open = duck_frugal(sc, ev->db, true) && duck_run(sc, ev->db, "BEGIN TRANSACTION", 0, NULL);
	if (im->open && load_codes(sc, im) && drop_earlier(sc, im) && open_tables(sc, im))
		return im;
	evidence_rollback(im);
	return NULL;
}

int64_t evidence_import_id(const struct evidence_import *im)
{
	return im->id;
}

uint32_t evidence_customer(struct evidence_import *im, struct str key)
{
	return names_add(im->customers, key);
}

const struct names *evidence_customers(const struct evidence_import *im)
{
	return im->customers;
}

const struct names *evidence_cases(const struct evidence_import *im)
{
	return im->cases;
}

const struct names *evidence_kinds(const struct evidence_import *im)
{
	return im->kinds;
}

uint32_t evidence_case(struct evidence_import *im, struct str key)
{
	return names_add(im->cases, key);
}

static bool is_folded(struct str part)
{
	return !part.p || str_equal(part, STR("*"));
}

static uint32_t kind_code(struct evidence_import *im, struct buf *b, const struct kind *kind)
{
	bool folded = is_folded(kind->page) && is_folded(kind->campaign);
	uint32_t before = names_count(im->kinds), code = names_find(im->kinds, evidence_kind_key(b, kind));

	if (code != NAMES_NONE || before >= (folded ? DICTIONARY_KINDS : KINDS_IN_FULL))
		return code;
	*LIST_ADD(&im->sc, &im->new_kinds) =
		(struct kind){ kind->source, str_copy(&im->sc, kind->event), str_copy(&im->sc, kind->page),
			str_copy(&im->sc, kind->channel), str_copy(&im->sc, kind->campaign) };
	return names_add(im->kinds, buf_str(b));
}

bool evidence_kind(struct scope *sc, struct evidence_import *im, const struct kind *kind, uint32_t *code)
{
	struct scope mine = { 0 };
	struct buf *b = buf_new(&mine, 16 << 20);
	struct kind less = *kind;

	*code = kind_code(im, b, kind);
	if (*code == NAMES_NONE && less.page.p) {
		less.page = STR("*");
		*code = kind_code(im, b, &less);
	}
	if (*code == NAMES_NONE && less.campaign.p) {
		less.campaign = STR("*");
		*code = kind_code(im, b, &less);
	}
	scope_close(&mine);
	if (*code != NAMES_NONE)
		return true;
	return scope_fail(sc, FAULT_LIMIT,
		"more than %d different events: is the event column the right one? (--column event=NAME)",
		DICTIONARY_KINDS);
}

bool evidence_take(struct scope *sc, struct evidence_import *im, const struct batch *const *batches, size_t n)
{
	run_add(&im->run, batches, n);
	return !run_is_full(&im->run) || run_settle(sc, &im->run);
}

bool evidence_quarantine(
	struct scope *sc, struct evidence_import *im, uint64_t row, const char *reason, struct str record)
{
	struct duck_appender *a = im->quarantine;

	im->counts.quarantined++;
	duck_put_int(a, 0, (int64_t)hash_mix(hash_str(record, 0), row));
	duck_put_int(a, 1, im->id);
	duck_put_int(a, 2, (int64_t)row);
	duck_put_text(a, 3, str_of(reason));
	duck_put_text(a, 4, record);
	return duck_put_row(sc, a);
}

/* --- beside the events --------------------------------------------------------------------------- */

void evidence_link(struct evidence_import *im, uint32_t a, uint32_t b, uint64_t row)
{
	struct linked_row link = { a < b ? a : b, a < b ? b : a, row };
	uint32_t before = names_count(im->linked);

	if (a == b)
		return;
	names_add(im->linked, (struct str){ (const char *)&link, 2 * sizeof a });
	if (names_count(im->linked) > before)
		*LIST_ADD(&im->sc, &im->links) = link;
}

bool evidence_subject(struct scope *sc, struct evidence_import *im, const struct evidence_subject *s)
{
	struct duck_appender *a = im->subjects;

	im->subjects_n++;
	duck_put_int(a, 0, (int64_t)s->hash);
	duck_put_int(a, 1, s->version);
	duck_put_int(a, 2, (int64_t)s->event);
	duck_put_int(a, 3, s->deleted);
	duck_put_int(a, 4, im->id);
	return duck_put_row(sc, a);
}

static uint64_t metric_id(const struct evidence_metric *m)
{
	const struct str parts[] = { m->name, m->currency, m->event, m->page, m->channel, m->campaign,
		m->properties };
	uint64_t h = hash_mix((uint64_t)m->source, (uint64_t)m->time_us);

	h = hash_mix(h, m->has_end ? (uint64_t)m->end_us : 1);
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		h = hash_mix(h, parts[i].p ? hash_str(parts[i], i + 1) : i);
	return h;
}

static void put_moment(struct duck_appender *a, size_t column, bool has, int64_t us)
{
	if (has)
		duck_put_int(a, column, us);
	else
		duck_put_null(a, column);
}

bool evidence_metric(struct scope *sc, struct evidence_import *im, const struct evidence_metric *m)
{
	const struct str texts[] = { m->currency, m->event, m->page, m->channel, m->campaign, m->properties };
	struct duck_appender *a = im->metrics;

	im->counts.metrics++;
	duck_put_int(a, 0, (int64_t)metric_id(m));
	duck_put_int(a, 1, im->id);
	duck_put_int(a, 2, m->time_us);
	put_moment(a, 3, m->has_end, m->end_us);
	duck_put_int(a, 4, m->source);
	duck_put_text(a, 5, m->name);
	duck_put_number(a, 6, m->amount);
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		duck_put_text(a, 7 + i, texts[i]);
	return duck_put_row(sc, a);
}

/* A sum that is known already, with the same amount, is not kept again. */
static bool metrics_settle(struct scope *sc, struct evidence_import *im)
{
	struct duck *db = im->ev->db;
	struct duck_value import = DUCK_INT(im->id);
	int64_t kept;

	if (!im->counts.metrics)
		return true;
	if (!duck_run(sc, db,
		    "DELETE FROM metric m WHERE import = ? AND EXISTS (SELECT 1 FROM (SELECT id, arg_max(amount, import) AS"
		    " last FROM metric n WHERE n.import <> m.import GROUP BY id) p WHERE p.id = m.id AND p.last = m.amount)",
		    1, &import) ||
		!duck_one(sc, db, "SELECT count(*) FROM metric WHERE import = ?", 1, &import, 0, &kept))
		return false;
	im->counts.duplicates += im->counts.metrics - (uint64_t)kept;
	im->counts.metrics = (uint64_t)kept;
	return true;
}

/* The same file again says the same links again: they stay its first import's, as its events do. */
static bool drop_known_links(struct scope *sc, struct evidence_import *im)
{
	return duck_run(sc, im->ev->db,
		"DELETE FROM link WHERE import = ?2 AND EXISTS (SELECT 1 FROM link o JOIN import i ON i.id = o.import"
		" WHERE i.fingerprint = ?1::UBIGINT AND o.import <> ?2 AND o.a = link.a AND o.b = link.b)",
		2, (struct duck_value[]){ fingerprint_of(sc, &im->file), DUCK_INT(im->id) });
}

static bool write_links(struct scope *sc, struct evidence_import *im)
{
	struct duck_appender *a = im->links.n ? duck_append(sc, im->ev->db, "link") : NULL;

	for (size_t i = 0; a && i < im->links.n; i++) {
		const struct linked_row *l = &im->links.at[i];
		duck_put_int(a, 0, l->a);
		duck_put_int(a, 1, l->b);
		duck_put_int(a, 2, im->id);
		duck_put_int(a, 3, (int64_t)l->row);
		if (!duck_put_row(sc, a)) {
			duck_append_drop(a);
			return false;
		}
	}
	return !im->links.n || (a && duck_append_done(sc, a) && drop_known_links(sc, im));
}

bool evidence_was_erased(const struct evidence_import *im, struct str hash)
{
	return names_find(im->erased, hash) != NAMES_NONE;
}

bool evidence_erased_any(const struct evidence_import *im)
{
	return names_count(im->erased) > 0;
}

/* Some were superseded already when they came. */
static bool count_standing(struct scope *sc, struct evidence_import *im)
{
	int64_t n;

	if (!duck_one(sc, im->ev->db, "SELECT count(*) FROM event WHERE import = ?", 1, &DUCK_INT(im->id), 0,
		    &n))
		return false;
	im->counts.events = (uint64_t)n;
	return true;
}

bool evidence_settle(struct scope *sc, struct evidence_import *im, struct evidence_counts *counts)
{
	struct duck_appender *quarantine = im->quarantine, *subjects = im->subjects, *metrics = im->metrics;

	im->quarantine = im->subjects = im->metrics = NULL;
	bool written = duck_append_done(sc, quarantine);
	written = duck_append_done(sc, subjects) && written;
	written = duck_append_done(sc, metrics) && written;
	if (!written || !run_settle(sc, &im->run) || !metrics_settle(sc, im))
		return false;
	im->counts.events = im->run.taken;
	if (im->subjects_n &&
		!(versions_settle(sc, im->ev, im->id, &im->counts.superseded) && count_standing(sc, im)))
		return false;
	im->counts.links = im->links.n;
	im->counts.duplicates += im->run.repeats;
	*counts = im->counts;
	return true;
}

bool evidence_repeats(struct scope *sc, struct evidence_import *im, evidence_repeat_fn fn, void *to)
{
	bool ok = true;

	for (size_t i = 0; ok && i < im->run.said.n; i++)
		ok = fn(sc, to, im->run.said.at[i].row, im->run.said.at[i].part);
	return ok;
}

/* --- codes, as the customers and cases have them ------------------------------------------------- */

enum { NAMES_A_PART = 122880 }; /* rows of a row group */

struct naming {
	const struct names *names;
	uint32_t from;
};

static size_t fill_names(void *to, size_t part, size_t *at, size_t room, struct duck_vector *const *vectors)
{
	const struct naming *naming = to;
	size_t first = naming->from + part * NAMES_A_PART + *at, n = names_count(naming->names) - first;
	uint32_t *codes = duck_vector_data(vectors[0]);

	n = n < NAMES_A_PART - *at ? n : NAMES_A_PART - *at;
	n = n < room ? n : room;
	for (size_t i = 0; i < n; i++) {
		codes[i] = (uint32_t)(first + i);
		duck_vector_text(vectors[1], i, names_at(naming->names, (uint32_t)(first + i)));
	}
	*at += n;
	return n;
}

static bool write_names(struct scope *sc, struct evidence_import *im, const struct names *names,
	uint32_t from, const char *sql)
{
	static const struct duck_feed_column code = { "code", DUCK_U32, 4 }, key = { "key", DUCK_STRING, 0 };
	struct naming naming = { names, from };
	struct duck_feed feed = { .columns = { &code, &key }, .n = 2, .fill = fill_names, .to = &naming };

	feed.parts = (names_count(names) - from + NAMES_A_PART - 1) / NAMES_A_PART;
	return !feed.parts || duck_feed(sc, im->ev->db, sql, 1, &DUCK_INT(im->id), &feed);
}

static bool write_kinds(struct scope *sc, struct evidence_import *im)
{
	struct duck_appender *a = duck_append(sc, im->ev->db, "kind");

	for (uint32_t i = 0; a && i < im->new_kinds.n; i++) {
		const struct kind *k = &im->new_kinds.at[i];
		duck_put_int(a, 0, im->old_kinds + i);
		duck_put_int(a, 1, k->source);
		duck_put_text(a, 2, k->event);
		duck_put_text(a, 3, k->page);
		duck_put_text(a, 4, k->channel);
		duck_put_text(a, 5, k->campaign);
		duck_put_int(a, 6, im->id);
		if (!duck_put_row(sc, a)) {
			duck_append_drop(a);
			return false;
		}
	}
	return a && duck_append_done(sc, a);
}

static bool write_import(struct scope *sc, struct evidence_import *im, uint64_t rows, struct str remarks)
{
	return duck_run(sc, im->ev->db,
		"INSERT INTO import (id, file, format, mapping, fingerprint, source, imported, rows, events, duplicates,"
		" quarantined, remarks) VALUES (?, ?, ?, ?, ?::UBIGINT, ?, make_timestamp(?), ?, ?, ?, ?, ?)",
		12,
		(struct duck_value[]){ DUCK_INT(im->id), DUCK_TEXT(im->file.name), DUCK_TEXT(im->file.format),
			DUCK_TEXT(im->file.mapping), fingerprint_of(sc, &im->file), DUCK_INT(im->file.source),
			DUCK_INT(im->file.imported_us), DUCK_INT(rows), DUCK_INT(im->counts.events),
			DUCK_INT(im->counts.duplicates), DUCK_INT(im->counts.quarantined),
			DUCK_TEXT(remarks) });
}

bool evidence_commit(struct scope *sc, struct evidence_import *im, uint64_t rows, struct str remarks)
{
	bool ok = write_names(sc, im, im->customers, im->old_customers, IDENTITY_NEW) &&
		  write_names(sc, im, im->cases, im->old_cases,
			  "INSERT INTO journey_case SELECT code, key, ? FROM wend_feed()") &&
		  write_kinds(sc, im) && write_import(sc, im, rows, remarks) && write_links(sc, im) &&
		  (!(im->links.n || im->links_gone) || identity_settle(sc, im->ev, im->old_customers)) &&
		  duck_run(sc, im->ev->db, "COMMIT", 0, NULL);

	if (ok)
		im->open = false;
	evidence_rollback(im);
	return ok;
}

void evidence_rollback(struct evidence_import *im)
{
	struct scope sc = { 0 };

	if (!im)
		return;
	duck_append_drop(im->quarantine);
	duck_append_drop(im->subjects);
	duck_append_drop(im->metrics);
	im->quarantine = im->subjects = im->metrics = NULL;
	if (im->open)
		(void)!duck_run(&sc, im->ev->db, "ROLLBACK", 0, NULL);
	(void)!duck_frugal(&sc, im->ev->db, false);
	im->open = false;
	scope_close(&sc);
	run_close(&im->run);
	scope_close(&im->sc);
}
