#include "intake/import.h"

#include "base/buf.h"
#include "folder.h"

struct shop { /* a workspace in memory, and a folder for files */
	struct folder f;
	struct workspace *ws;
};

static struct shop shop_open(void)
{
	struct shop s = { .f = folder_open() };

	s.ws = workspace_temporary(&s.f.sc);
	assert_non_null(s.ws);
	return s;
}

static void shop_close(struct shop *s)
{
	workspace_close(s->ws);
	folder_close(&s->f);
}

static struct import_report *import_as(
	struct shop *s, const char *name, const char *text, const struct import_wish *wish)
{
	const char *path = folder_file(&s->f, name, str_of(text));
	struct import_report *r = import_file(&s->f.sc, s->ws, path, wish);

	if (!r)
		fail_msg("%s", s->f.sc.why);
	return r;
}

static struct import_report *import(struct shop *s, const char *name, const char *text)
{
	return import_as(s, name, text, &(struct import_wish){ .now_us = 1 });
}

static struct evidence_totals totals(struct shop *s)
{
	struct evidence_totals t;

	assert_true(evidence_totals(&s->f.sc, s->ws->evidence, &t));
	return t;
}

static int64_t one(struct shop *s, const char *sql)
{
	int64_t n;

	if (!duck_one(&s->f.sc, evidence_duck(s->ws->evidence), sql, 0, NULL, -1, &n))
		fail_msg("%s", s->f.sc.why);
	return n;
}

static bool append_text(struct scope *sc, void *to, const struct feedback *f)
{
	(void)sc;
	buf_printf(to, "%lld/%llu %.*s|", (long long)f->import, (unsigned long long)f->row, STR_ARG(f->text));
	return true;
}

static struct str texts(struct shop *s)
{
	struct buf *out = buf_new(&s->f.sc, 1 << 20);

	assert_true(documents_feedback(&s->f.sc, s->ws->documents, append_text, out));
	return buf_str(out);
}

static const char three[] = "customer_id,time,event,comment\nc1,2026-03-01 10:00:00,buy,good one\n"
			    "c2,2026-03-01 11:00:00,buy,\nc1,2026-03-02 10:00:00,buy,bad one\n";

static void a_report_says_what_was_done(void **state)
{
	struct shop s = shop_open();
	struct import_report *r = import(&s, "three.csv", three);

	(void)state;
	assert_str(r->file, "three.csv");
	assert_str(r->format, "csv");
	assert_int_equal(r->rows, 3);
	assert_int_equal(r->events, 3);
	assert_int_equal(r->duplicates + r->quarantined + r->without_event, 0);
	assert_true(r->kept);
	assert_int_equal(r->n_columns, 4);
	assert_int_equal(totals(&s).customers, 2);
	assert_str(texts(&s), "1/2 good one|1/4 bad one|");
	shop_close(&s);
}

/* Texts of rows that were there already are not kept twice. */
static void texts_come_once(void **state)
{
	struct shop s = shop_open();

	(void)state;
	import(&s, "three.csv", three);
	import(&s, "four.csv",
		"customer_id,time,event,comment\nc1,2026-03-02 10:00:00,buy,bad one\n"
		"c3,2026-03-03 10:00:00,buy,new one\n");
	assert_str(texts(&s), "1/2 good one|1/4 bad one|2/3 new one|");
	assert_int_equal(totals(&s).events, 4);
	shop_close(&s);
}

/* The order of the columns plays no part in what "the same" is; what a column says does. */
static void what_the_same_event_is(void **state)
{
	struct shop s = shop_open();

	(void)state;
	import(&s, "a.csv", "customer_id,time,event,city,age\nc1,2026-03-01 10:00:00,buy,Rome,7\n");
	assert_int_equal(
		import(&s, "b.csv", "age,event,customer_id,city,time\n7,buy,c1,Rome,2026-03-01 10:00:00\n")
			->events,
		0);
	assert_int_equal(
		import(&s, "c.csv", "customer_id,time,event,city,age\nc1,2026-03-01 10:00:00,buy,Rome,8\n")
			->events,
		1);
	assert_int_equal(
		import(&s, "d.csv", "customer_id,time,event,city,age\nc2,2026-03-01 10:00:00,buy,Rome,7\n")
			->events,
		1);
	assert_int_equal(
		import(&s, "e.csv", "customer_id,time,event,city,age\nc1,2026-03-01 10:00:01,buy,Rome,7\n")
			->events,
		1);
	assert_int_equal(
		import(&s, "f.csv", "customer_id,time,event,city,age\nc1,2026-03-01 10:00:00,buy,7,Rome\n")
			->events,
		1);
	shop_close(&s);
}

/* A record without a customer is one of its own, and the same one when the file comes again. */
static void rows_without_customers(void **state)
{
	struct shop s = shop_open();
	static const char text[] = "time,event\n2026-03-01,see\n2026-03-01,see\n2026-03-02,buy\n";

	(void)state;
	struct import_report *r = import(&s, "a.csv", text);
	assert_true(r->rows_are_customers);
	assert_int_equal(totals(&s).customers, 3);
	assert_int_equal(import(&s, "a.csv", text)->events, 0);
	assert_int_equal(totals(&s).customers, 3);
	shop_close(&s);
}

static void a_dry_run_leaves_nothing(void **state)
{
	struct shop s = shop_open();
	struct import_report *r = import_as(&s, "three.csv", three, &(struct import_wish){ .dry_run = true });

	(void)state;
	assert_int_equal(r->events, 3);
	assert_false(r->kept);
	assert_int_equal(totals(&s).events + totals(&s).imports, 0);
	assert_int_equal(one(&s, "SELECT count(*) FROM customer"), 0);
	assert_str(texts(&s), "");
	shop_close(&s);
}

/* The source is found by what the columns are, and what is wished goes before it. */
static void sources_are_found(void **state)
{
	static const struct {
		const char *text;
		enum source_kind source;
	} cases[] = {
		{ "customer_id,time,event\nc1,2026-03-01,buy\n", SOURCE_WEB },
		{ "customer_id,time,event,rating\nc1,2026-03-01,buy,5\nc2,2026-03-01,buy,1\nc2,2026-03-02,buy,3\n",
			SOURCE_SURVEY },
		{ "case_id,timestamp,activity\nk1,2026-03-01,buy\nk1,2026-03-02,sell\n", SOURCE_LOG },
		{ "customer_id,time,event,order_number\nc1,2026-03-01,buy,O-1\n", SOURCE_CRM },
		{ "klient,data,zdarzenie,kwota\nc1,2026-03-01,Zakup,10\n", SOURCE_CRM },
		{ "klient,data,zdarzenie,Numer przesyłki\nc1,2026-03-01,Nadana,P1\n", SOURCE_CRM },
		{ "клиент,дата,событие,Курьер\nc1,2026-03-01,Вручено,Иван\n", SOURCE_CRM },
		{ "customer_id,time,event,page,order_id\nc1,2026-03-01,view,/cart,O-1\n", SOURCE_WEB },
		{ "customer_id,time,event,agent\nc1,2026-03-01,Call answered,Ewa\n", SOURCE_SUPPORT },
		{ "klient,data,zdarzenie,Konsultantka\nc1,2026-03-01,Telefon,Ewa\n", SOURCE_SUPPORT },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct shop s = shop_open();
		assert_int_equal(import(&s, "a.csv", cases[i].text)->source, cases[i].source);
		assert_int_equal(import_as(&s, "a.csv", cases[i].text,
					 &(struct import_wish){ .has_source = true, .source = SOURCE_STAFF })
					 ->source,
			SOURCE_STAFF);
		shop_close(&s);
	}
}

static void what_fails_leaves_nothing(void **state)
{
	struct shop s = shop_open();
	static const struct {
		const char *name, *text;
		enum fault fault;
		const char *words;
	} cases[] = {
		{ "a.csv", "customer_id,time,event\nc1,soon,buy\nc2,soon,buy\n", FAULT_INVALID,
			"a.csv: no column says when" },
		{ "b.csv", "customer_id,time,event\n", FAULT_INVALID, "b.csv: there is no record" },
		{ "c.csv", "", FAULT_INVALID, "c.csv is empty" },
		{ "d.json", "[{\"user\":\"a\",\"time\":\"2026-03-01\",\"event\":\"x\"},{", FAULT_INVALID,
			"d.json" },
	};

	(void)state;
	import(&s, "three.csv", three);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *path = folder_file(&s.f, cases[i].name, str_of(cases[i].text));
		assert_null(import_file(&s.f.sc, s.ws, path, &(struct import_wish){ 0 }));
		assert_fault(&s.f.sc, cases[i].fault, cases[i].words);
		scope_forgive(&s.f.sc);
		assert_int_equal(totals(&s).events, 3);
		assert_int_equal(totals(&s).imports, 1);
		assert_int_equal(totals(&s).quarantined, 0);
	}
	shop_close(&s);
}

static void unknown_formats_are_refused(void **state)
{
	struct shop s = shop_open();
	const char *path = folder_file(&s.f, "a.csv", str_of(three));

	(void)state;
	assert_null(import_file(&s.f.sc, s.ws, path, &(struct import_wish){ .format = STR("doc") }));
	assert_fault(&s.f.sc, FAULT_NOT_FOUND, "there is no format \"doc\"");
	scope_forgive(&s.f.sc);
	assert_null(import_file(&s.f.sc, s.ws, folder_path(&s.f, "none.csv"), &(struct import_wish){ 0 }));
	assert_fault(&s.f.sc, FAULT_NOT_FOUND, "none.csv: no such file");
	shop_close(&s);
}

/* Files made at random, in pieces that overlap, in any order: the workspace has what the whole file has. */
static void pieces_in_any_order_are_the_whole(void **state)
{
	enum { ROWS = 60, TRIALS = 8, PIECES = 6 };
	uint64_t luck = 77;

	(void)state;
	for (int trial = 0; trial < TRIALS; trial++) {
		struct shop s = shop_open();
		struct buf *whole = buf_new(&s.f.sc, 1 << 20);
		struct str rows[ROWS];
		static const char head[] = "customer_id,time,event\n";
		buf_puts(whole, head);
		for (int i = 0; i < ROWS; i++) {
			rows[i] = str_of(scope_printf(&s.f.sc, "c%d,2026-03-01 10:%02d:00,e%d\n",
				(int)(test_random(&luck) % 9), i, (int)(test_random(&luck) % 3)));
			buf_str_add(whole, rows[i]);
		}
		for (int piece = 0; piece < PIECES; piece++) {
			struct buf *b = buf_new(&s.f.sc, 1 << 20);
			size_t from = test_random(&luck) % ROWS,
			       to = from + 1 + test_random(&luck) % (ROWS - from);
			buf_puts(b, head);
			for (size_t i = from; i < to; i++)
				buf_str_add(b, rows[i]);
			import(&s, "piece.csv", buf_str(b).p);
		}
		import(&s, "whole.csv", buf_str(whole).p);
		assert_int_equal(totals(&s).events, ROWS);
		assert_int_equal(one(&s, "SELECT count(DISTINCT id) FROM event"), ROWS);
		shop_close(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_report_says_what_was_done),
		cmocka_unit_test(texts_come_once),
		cmocka_unit_test(what_the_same_event_is),
		cmocka_unit_test(rows_without_customers),
		cmocka_unit_test(a_dry_run_leaves_nothing),
		cmocka_unit_test(sources_are_found),
		cmocka_unit_test(what_fails_leaves_nothing),
		cmocka_unit_test(unknown_formats_are_refused),
		cmocka_unit_test(pieces_in_any_order_are_the_whole),
	};

	return cmocka_run_group_tests_name("import", tests, NULL, NULL);
}
