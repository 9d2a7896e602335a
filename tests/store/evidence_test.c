#include "store/evidence.h"

#include "folder.h"
#include "store/evidence_private.h"

static struct scope sc;
static struct evidence *ev;

static int open_evidence(void **state)
{
	(void)state;
	sc = (struct scope){ 0 };
	ev = evidence_open(&sc, NULL, DUCK_MEMORY);
	return ev ? 0 : -1;
}

static int close_evidence(void **state)
{
	(void)state;
	evidence_close(ev);
	scope_close(&sc);
	return 0;
}

static struct evidence_import *begin(uint64_t fingerprint)
{
	struct evidence_import *im = evidence_begin(&sc, ev,
		&(struct evidence_file){ .name = STR("a.csv"),
			.format = STR("csv"),
			.mapping = STR("{}"),
			.fingerprint = fingerprint,
			.imported_us = 5 });

	if (!im)
		fail_msg("%s", sc.why);
	return im;
}

static void take(struct evidence_import *im, const struct evidence_event *e)
{
	struct batch batch = { 0 };

	batch_add(&batch, e);
	assert_true(evidence_take(&sc, im, &(const struct batch *){ &batch }, 1));
	batch_close(&batch);
}

static void add(struct evidence_import *im, uint64_t id, const char *customer, const char *event, int64_t us)
{
	struct evidence_event e = { .id = id,
		.customer = evidence_customer(im, str_of(customer)),
		.time_us = us,
		.row = id,
		.text = id % 2 ? STR("said") : (struct str){ 0 } };

	assert_true(evidence_kind(&sc, im, &(struct kind){ .event = str_of(event) }, &e.kind));
	take(im, &e);
}

static struct evidence_counts finish(struct evidence_import *im)
{
	struct evidence_counts c;

	assert_true(evidence_settle(&sc, im, &c));
	assert_true(evidence_commit(&sc, im, 9, STR("")));
	return c;
}

static struct evidence_totals totals(void)
{
	struct evidence_totals t;

	assert_true(evidence_totals(&sc, ev, &t));
	return t;
}

static void an_empty_one_has_nothing(void **state)
{
	(void)state;
	assert_int_equal(totals().events + totals().customers + totals().imports + totals().kinds, 0);
	assert_false(totals().has_period);
	assert_int_equal(evidence_dictionary(&sc, ev)->n, 0);
}

static void what_is_there_already_is_not_taken_again(void **state)
{
	(void)state;
	struct evidence_import *im = begin(1);
	add(im, 1, "anna", "buy", 10);
	add(im, 2, "bob", "see", 20);
	struct evidence_counts c = finish(im);
	assert_int_equal(c.events, 2);
	im = begin(2);
	add(im, 1, "anna", "buy", 10);
	add(im, 2, "bob", "buy", 20);  /* another kind */
	add(im, 2, "anna", "see", 20); /* another customer */
	add(im, 2, "bob", "see", 21);  /* another time */
	add(im, 3, "bob", "see", 20);  /* another id */
	c = finish(im);
	assert_int_equal(c.events, 4);
	assert_int_equal(c.duplicates, 1);
	assert_int_equal(totals().events, 6);
	assert_int_equal(totals().customers, 2);
	assert_int_equal(totals().kinds, 2);
	assert_int_equal(totals().from_us, 10);
	assert_int_equal(totals().to_us, 21);
}

static bool count_repeat(struct scope *scope, void *to, uint64_t row, uint16_t part)
{
	(void)scope, (void)part;
	*(uint64_t *)to += row;
	return true;
}

static void repeats_with_texts_are_told(void **state)
{
	struct evidence_counts c;
	uint64_t rows = 0;

	(void)state;
	struct evidence_import *im = begin(1);
	add(im, 1, "anna", "buy", 10);
	add(im, 2, "anna", "buy", 11);
	finish(im);
	im = begin(2);
	add(im, 1, "anna", "buy", 10);
	add(im, 2, "anna", "buy", 11);
	add(im, 5, "anna", "buy", 12);
	assert_true(evidence_settle(&sc, im, &c));
	assert_true(evidence_repeats(&sc, im, count_repeat, &rows));
	assert_int_equal(rows, 1);
	evidence_rollback(im);
}

static void a_rollback_leaves_nothing(void **state)
{
	(void)state;
	for (int settled = 0; settled < 2; settled++) {
		struct evidence_counts c;
		struct evidence_import *im = begin(1);
		add(im, 1, "anna", "buy", 10);
		assert_true(evidence_quarantine(&sc, im, 2, "why", STR("{}")));
		if (settled)
			assert_true(evidence_settle(&sc, im, &c));
		evidence_rollback(im);
		assert_int_equal(
			totals().events + totals().imports + totals().quarantined + totals().kinds, 0);
	}
	evidence_rollback(NULL);
}

/* Ids that say little, so that many events share one, in imports of several runs: what is the same is told by all that
 * makes it so, and by nothing else. */
static void ids_may_collide(void **state)
{
	enum {
		IDS = 5,
		CUSTOMERS = 7,
		KINDS = 3,
		TIMES = 11,
		ALL = IDS * CUSTOMERS * KINDS * TIMES,
		IMPORTS = 12
	};
	static bool there[ALL];
	uint64_t random = 77, kept = 0;

	(void)state;
	memset(there, 0, sizeof there);
	ev->run_bytes = 1000;
	for (int k = 0; k < IMPORTS; k++) {
		bool offered[ALL] = { false };
		uint64_t fresh = 0, n = 0;
		struct evidence_import *im = begin((uint64_t)k);
		for (int i = 0; i < 300; i++) {
			uint64_t what = test_random(&random) % ALL;
			if (offered[what]) /* a file's own ordinals keep its ids apart */
				continue;
			offered[what] = true;
			n++;
			fresh += !there[what];
			add(im, what % IDS, scope_printf(&sc, "c%d", (int)(what / IDS % CUSTOMERS)),
				scope_printf(&sc, "e%d", (int)(what / IDS / CUSTOMERS % KINDS)),
				(int64_t)(what / IDS / CUSTOMERS / KINDS));
		}
		struct evidence_counts c = finish(im);
		assert_int_equal(c.events, fresh);
		assert_int_equal(c.duplicates, n - fresh);
		for (size_t i = 0; i < ALL; i++)
			there[i] |= offered[i];
		kept += fresh;
		assert_int_equal(totals().events, kept);
	}
	ev->run_bytes = 0;
}

/* The quarantine of a file is what its last import left in it. */
static void a_file_is_in_quarantine_once(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++) {
		struct evidence_import *im = begin(UINT64_MAX - 1);
		assert_int_equal(evidence_import_id(im), i + 1);
		assert_true(evidence_quarantine(&sc, im, 2, "why", STR("{}")));
		add(im, 4, "anna", "buy", 10);
		assert_int_equal(finish(im).quarantined, 1);
		assert_int_equal(totals().quarantined, 1);
	}
	struct evidence_import *im = begin(7);
	assert_true(evidence_quarantine(&sc, im, 2, "why", STR("{}")));
	finish(im);
	assert_int_equal(totals().quarantined, 2);
}

/* Kinds past their ceiling give up their page, then their campaign; without either it is refused. */
static uint32_t page_kind(struct evidence_import *im, const char *page, const char *campaign)
{
	struct kind kind = { .event = STR("view"), .page = str_of(page), .campaign = str_of(campaign) };
	uint32_t code;

	assert_true(evidence_kind(&sc, im, &kind, &code));
	return code;
}

static void kinds_have_a_ceiling(void **state)
{
	uint32_t code, folded;

	(void)state;
	struct evidence_import *im = begin(1);
	for (int i = 0; i < 60000; i++)
		assert_int_equal(page_kind(im, scope_printf(&sc, "/p%d", i), NULL), i);
	assert_int_equal(page_kind(im, "/p7", NULL), 7);
	folded = page_kind(im, "/new", NULL);
	assert_int_equal(folded, 60000);
	assert_int_equal(page_kind(im, "/newer", NULL), folded);
	assert_int_equal(page_kind(im, "/a", "x"), 60001);
	assert_int_equal(page_kind(im, "/b", "y"), 60001);
	for (int i = 60002; i < DICTIONARY_KINDS; i++)
		assert_true(evidence_kind(
			&sc, im, &(struct kind){ .event = str_of(scope_printf(&sc, "e%d", i)) }, &code));
	assert_int_equal(page_kind(im, "/last", NULL), folded);
	assert_false(evidence_kind(&sc, im, &(struct kind){ .event = STR("one more") }, &code));
	assert_fault(&sc, FAULT_LIMIT, "--column event=NAME");
	evidence_rollback(im);
}

static void is_as_it_was(void *to, const struct evidence_columns *c)
{
	const struct evidence_event *e = to;

	assert_int_equal(c->n, 1);
	assert_true(c->id[0] == e->id && c->customer[0] == e->customer && c->kind[0] == e->kind &&
		    evidence_has(c->has_case, 0) && c->case_code[0] == e->case_code);
	assert_true(c->time_us[0] == -5 && c->row[0] == e->row && c->part[0] == 65535);
	assert_true(evidence_has(c->has_rating, 0) && c->rating[0] == 3.5f && c->scale[0] == SCALE_1_5);
	assert_false(evidence_has(c->has_value, 0));
}

static void an_event_comes_back_as_it_was(void **state)
{
	struct evidence_event e = { .id = UINT64_MAX,
		.time_us = -5,
		.row = 1ull << 40,
		.part = 65535,
		.has_rating = true,
		.rating = 3.5f,
		.scale = SCALE_1_5 };

	(void)state;
	struct evidence_import *im = begin(1);
	e.customer = evidence_customer(im, STR("anna"));
	e.case_code = evidence_case(im, STR("case 1"));
	assert_true(e.case_code > 0);
	assert_true(evidence_kind(&sc, im,
		&(struct kind){
			.source = SOURCE_WEB, .event = STR("view"), .page = STR(""), .channel = STR("app") },
		&e.kind));
	take(im, &e);
	finish(im);
	assert_true(evidence_scan(&sc, ev, &(struct evidence_wish){ .to = UINT32_MAX }, is_as_it_was, &e));
	const struct dictionary *d = evidence_dictionary(&sc, ev);
	assert_int_equal(d->n, 1);
	assert_str(d->kinds[0].event, "view");
	assert_true(d->kinds[0].page.p && d->kinds[0].page.n == 0);
	assert_str(d->kinds[0].channel, "app");
	assert_null(d->kinds[0].campaign.p);
}

/* Opening a store that is there writes nothing into it, in either mode. */
static void opening_writes_nothing(void **state)
{
	struct folder f = folder_open();
	const char *path = folder_path(&f, "events.duckdb");
	struct stat before, after;

	(void)state;
	struct evidence *file = evidence_open(&f.sc, path, DUCK_WRITE);
	assert_non_null(file);
	evidence_close(file);
	assert_int_equal(stat(path, &before), 0);
	for (int i = 0; i < 4; i++) {
		file = evidence_open(&f.sc, path, i % 2 ? DUCK_READ : DUCK_WRITE);
		assert_non_null(file);
		evidence_close(file);
	}
	assert_int_equal(stat(path, &after), 0);
	assert_int_equal(before.st_size, after.st_size);
	assert_int_equal(before.st_mtim.tv_sec, after.st_mtim.tv_sec);
	assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
	evidence_close(NULL);
	folder_close(&f);
}

static void one_from_before_remarks_goes_on(void **state)
{
	struct folder f = folder_open();
	const char *path = folder_path(&f, "events.duckdb");

	(void)state;
	sc = (struct scope){ 0 };
	ev = evidence_open(&sc, path, DUCK_WRITE);
	assert_non_null(ev);
	assert_true(duck_run(&sc, evidence_duck(ev), "ALTER TABLE import DROP COLUMN remarks", 0, NULL));
	evidence_close(ev);
	ev = evidence_open(&sc, path, DUCK_WRITE);
	assert_non_null(ev);
	struct evidence_import *im = begin(1);
	add(im, 1, "anna", "buy", 10);
	assert_int_equal(finish(im).events, 1);
	assert_int_equal(totals().events, 1);
	evidence_close(ev);
	scope_close(&sc);
	folder_close(&f);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_evidence, close_evidence)

int main(void)
{
	const struct CMUnitTest tests[] = { TEST(an_empty_one_has_nothing),
		TEST(what_is_there_already_is_not_taken_again), TEST(repeats_with_texts_are_told),
		TEST(a_rollback_leaves_nothing), TEST(ids_may_collide), TEST(a_file_is_in_quarantine_once),
		TEST(kinds_have_a_ceiling), TEST(an_event_comes_back_as_it_was),
		cmocka_unit_test(opening_writes_nothing), cmocka_unit_test(one_from_before_remarks_goes_on) };

	return cmocka_run_group_tests_name("evidence", tests, NULL, NULL);
}
