#include "store/evidence.h"
#include "store/evidence_private.h"
#include "store/evidence_run.h"

/* Past so many kinds, new ones lose their page and campaign: there is room left for what they fold into. */
enum { KINDS_IN_FULL = 60000 };

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
	if (!load_names(sc, im->ev, im->customers, "SELECT key FROM customer ORDER BY code") ||
		!load_names(sc, im->ev, im->cases, "SELECT key FROM journey_case ORDER BY code") ||
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
	im->run =
		(struct run){ .db = db, .import = im->id, .compare = events > 0, .most = im->ev->run_bytes };
	im->quarantine = duck_append(sc, db, "quarantine");
	return im->quarantine != NULL;
}

static struct duck_value fingerprint_of(struct scope *sc, const struct evidence_file *file)
{
	return DUCK_TEXT(str_of(scope_printf(sc, "%llu", (unsigned long long)file->fingerprint)));
}

/* What an earlier import of this very file could not read is read again now; and where it was read otherwise,
 * that reading is taken back. */
static bool drop_earlier(struct scope *sc, struct evidence_import *im)
{
	struct duck *db = im->ev->db;
	struct duck_value both[] = { fingerprint_of(sc, &im->file), DUCK_TEXT(im->file.mapping) };
	int64_t others;

	return duck_run(sc, db,
		       "DELETE FROM quarantine WHERE import IN (SELECT id FROM import WHERE fingerprint = ?::UBIGINT)",
		       1, both) &&
	       duck_one(sc, db,
		       "SELECT coalesce(sum(events), 0)::BIGINT FROM import WHERE fingerprint = ?::UBIGINT AND mapping <> ?",
		       2, both, 0, &others) &&
	       (others == 0 ||
		       (duck_run(sc, db,
				"DELETE FROM event WHERE import IN (SELECT id FROM import WHERE fingerprint ="
				" ?::UBIGINT AND mapping <> ?)",
				2, both) &&
			       duck_run(sc, db,
				       "UPDATE import SET events = 0 WHERE fingerprint = ?::UBIGINT AND mapping <> ?",
				       2, both))) &&
	       (im->replaced = (uint64_t)others, true);
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

bool evidence_settle(struct scope *sc, struct evidence_import *im, struct evidence_counts *counts)
{
	struct duck_appender *quarantine = im->quarantine;

	im->quarantine = NULL;
	if (!duck_append_done(sc, quarantine) || !run_settle(sc, &im->run))
		return false;
	im->counts.events = im->run.taken;
	im->counts.duplicates = im->run.repeats;
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
		"INSERT INTO import VALUES (?, ?, ?, ?, ?::UBIGINT, ?, make_timestamp(?), ?, ?, ?, ?, ?)", 12,
		(struct duck_value[]){ DUCK_INT(im->id), DUCK_TEXT(im->file.name), DUCK_TEXT(im->file.format),
			DUCK_TEXT(im->file.mapping), fingerprint_of(sc, &im->file), DUCK_INT(im->file.source),
			DUCK_INT(im->file.imported_us), DUCK_INT(rows), DUCK_INT(im->counts.events),
			DUCK_INT(im->counts.duplicates), DUCK_INT(im->counts.quarantined),
			DUCK_TEXT(remarks) });
}

bool evidence_commit(struct scope *sc, struct evidence_import *im, uint64_t rows, struct str remarks)
{
	bool ok = write_names(sc, im, im->customers, im->old_customers,
			  "INSERT INTO customer SELECT code, key, 'customer', ? FROM wend_feed()") &&
		  write_names(sc, im, im->cases, im->old_cases,
			  "INSERT INTO journey_case SELECT code, key, ? FROM wend_feed()") &&
		  write_kinds(sc, im) && write_import(sc, im, rows, remarks) &&
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
	im->quarantine = NULL;
	if (im->open)
		(void)!duck_run(&sc, im->ev->db, "ROLLBACK", 0, NULL);
	(void)!duck_frugal(&sc, im->ev->db, false);
	im->open = false;
	scope_close(&sc);
	run_close(&im->run);
	scope_close(&im->sc);
}
