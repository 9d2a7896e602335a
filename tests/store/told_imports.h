/* told_imports - imports made by hand, for tests of who is who, of versions and of taking back.
 *
 *	struct evidence_import *im = told_begin(&t, 1, "a.csv");
 *	told_event(&t, im, 77, "u-1", "buy", 10);
 *	told_finish(&t, im);
 */
#pragma once

#include "base/buf.h"
#include "folder.h"
#include "store/evidence_change.h"
#include "store/evidence_private.h"
#include "store/identity.h"

struct told_store {
	struct scope sc;
	struct evidence *ev;
	uint64_t row;
};

static inline struct told_store told_open(const char *path)
{
	struct told_store t = { 0 };

	t.ev = evidence_open(&t.sc, path, path ? DUCK_WRITE : DUCK_MEMORY);
	if (!t.ev)
		fail_msg("%s", t.sc.why);
	return t;
}

static inline void told_close(struct told_store *t)
{
	evidence_close(t->ev);
	scope_close(&t->sc);
}

static inline struct evidence_import *told_begin_as(
	struct told_store *t, uint64_t fingerprint, const char *name, const char *mapping)
{
	struct evidence_import *im = evidence_begin(&t->sc, t->ev,
		&(struct evidence_file){ .name = str_of(name),
			.format = STR("csv"),
			.mapping = str_of(mapping),
			.fingerprint = fingerprint,
			.imported_us = 5 });

	if (!im)
		fail_msg("%s", t->sc.why);
	t->row = 0;
	return im;
}

static inline struct evidence_import *told_begin(struct told_store *t, uint64_t fingerprint, const char *name)
{
	return told_begin_as(t, fingerprint, name, "{}");
}

static inline uint32_t told_code(struct evidence_import *im, enum identifier_kind kind, const char *value)
{
	struct scope sc = { 0 };
	uint32_t code = evidence_customer(im, identity_key(buf_new(&sc, 1000), kind, str_of(value)));

	scope_close(&sc);
	return code;
}

static inline void told_event_of(struct told_store *t, struct evidence_import *im, uint64_t id,
	uint32_t customer, const char *event, int64_t us)
{
	struct evidence_event e = { .id = id, .customer = customer, .time_us = us, .row = ++t->row };
	struct batch batch = { 0 };

	assert_true(evidence_kind(&t->sc, im, &(struct kind){ .event = str_of(event) }, &e.kind));
	batch_add(&batch, &e);
	assert_true(evidence_take(&t->sc, im, &(const struct batch *){ &batch }, 1));
	batch_close(&batch);
}

static inline void told_event(struct told_store *t, struct evidence_import *im, uint64_t id,
	const char *customer, const char *event, int64_t us)
{
	told_event_of(t, im, id, evidence_customer(im, str_of(customer)), event, us);
}

static inline struct evidence_counts told_finish(struct told_store *t, struct evidence_import *im)
{
	struct evidence_counts c;

	if (!evidence_settle(&t->sc, im, &c) || !evidence_commit(&t->sc, im, t->row, STR("")))
		fail_msg("%s", t->sc.why);
	return c;
}

static inline int64_t told_one(struct told_store *t, const char *sql)
{
	int64_t n;

	if (!duck_one(&t->sc, t->ev->db, sql, 0, NULL, -1, &n))
		fail_msg("%s", t->sc.why);
	return n;
}

/* All rows of one column, in order, with blanks between them. */
static inline struct str told_list(struct told_store *t, const char *sql)
{
	struct buf *b = buf_new(&t->sc, 1 << 20);
	struct duck_rows *rows = duck_ask(&t->sc, t->ev->db, sql, 0, NULL);

	if (!rows)
		fail_msg("%s", t->sc.why);
	while (duck_next(rows))
		buf_printf(b, "%s%.*s", buf_len(b) ? " " : "", STR_ARG(duck_text(rows, 0)));
	assert_true(duck_done(&t->sc, rows));
	return buf_str(b);
}

/* What each import says that it has is what it has. */
static inline void told_counts_hold(struct told_store *t)
{
	assert_int_equal(
		told_one(t,
			"SELECT count(*) FROM import i WHERE events <> (SELECT count(*) FROM event e WHERE"
			" e.import = i.id)"),
		0);
}

static inline void told_undo(struct told_store *t, int64_t import)
{
	struct evidence_undone undone;

	if (!evidence_undo(&t->sc, t->ev, import, &undone))
		fail_msg("%s", t->sc.why);
	told_counts_hold(t);
}
