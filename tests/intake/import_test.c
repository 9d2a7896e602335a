#include "intake/import.h"

#include "base/buf.h"
#include "folder.h"
#include "store/strangers.h"

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

static bool remarked(const struct import_report *r, const char *words)
{
	bool found = false;

	for (size_t i = 0; i < r->remarks.n; i++)
		found |= str_has(r->remarks.at[i], str_of(words));
	return found;
}

/* The first line is data where it looks like it, or where somebody says so; and the names where somebody says that. */
static void the_first_line_is_names_or_data(void **state)
{
	static const char clear[] = "k1,buy,2026-03-01\nk2,buy,2026-03-02\n";
	static const char doubtful[] = "Ewa,buy,soon\nJan,sell,late\n";
	static const struct {
		const char *text;
		enum reader_header header;
		const char *first;
		uint64_t rows;
	} cases[] = {
		{ clear, HEADER_FOUND, "column 1", 2 },
		{ clear, HEADER_THERE, "k1", 1 },
		{ doubtful, HEADER_FOUND, "Ewa", 1 },
		{ doubtful, HEADER_NONE, "column 1", 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct shop s = shop_open();
		struct column_wish columns[3];
		const char *const wishes[2][3] = {
			{ "customer=column 1", "event=column 2", "ignore=column 3" },
			{ "customer=k1", "event=buy", "ignore=2026-03-01" },
		};
		bool named = cases[i].first[0] != 'c';
		for (size_t k = 0; k < 3 && cases[i].text == clear; k++)
			assert_true(column_wish_read(&s.f.sc, str_of(wishes[named][k]), &columns[k]));
		if (cases[i].text == doubtful) {
			assert_true(column_wish_read(
				&s.f.sc, named ? STR("event=buy") : STR("event=column 2"), columns));
		}
		struct import_wish wish = { .header = cases[i].header,
			.mapping = { .has_at = true,
				.columns = columns,
				.n_columns = cases[i].text == clear ? 3 : 1 } };
		const struct import_report *r = import_as(&s, "a.csv", cases[i].text, &wish);
		assert_int_equal(r->rows, cases[i].rows);
		assert_str(r->columns[0].name, cases[i].first);
		assert_int_equal(remarked(r, "the first line is data already"), !named);
		shop_close(&s);
	}
}

/* Twelve customers of each file: a.csv by number, b.csv by e-mail address. */
static const char *twelve(struct shop *s, const char *header, const char *format, const char *event)
{
	struct buf *b = buf_new(&s->f.sc, 4000);

	buf_printf(b, "%s\n", header);
	for (int i = 0; i < 12; i++)
		buf_printf(b, "%s,%s,2026-03-%02d\n", scope_printf(&s->f.sc, format, i), event, i + 1);
	return buf_str(b).p;
}

/* Until a table says who is who; what was said when the file came is not kept, for it need not stay so. */
static void files_that_join_nothing_are_told(void **state)
{
	struct shop s = shop_open();
	struct stranger *list;
	size_t n;

	(void)state;
	struct import_report *r = import(&s, "a.csv", twelve(&s, "user_id,event,time", "u%d", "seen"));
	assert_false(remarked(r, "none of the"));
	r = import(&s, "b.csv", twelve(&s, "email,event,time", "u%d@example.test", "bought"));
	assert_true(remarked(r, "none of the 12 customers of this file is in any other (a.csv)"));
	assert_false(remarked(r, "count on every map")); /* there is none */
	assert_true(strangers_find(&s.f.sc, s.ws->evidence, &list, &n));
	assert_int_equal(n, 2);
	assert_non_null(stranger_of(list, n, 1));
	assert_str(stranger_of(list, n, 2)->others, "a.csv");
	assert_int_equal(one(&s, "SELECT count(*) FROM import WHERE contains(remarks, 'none of the')"), 0);
	r = import(&s, "few.csv", "user_id,event,time\nx1,asked,2026-03-02\n");
	assert_false(remarked(r, "none of the")); /* one may be chance */
	import(&s, "who.csv", "user_id,email\nu3,u3@example.test\nu4,u4@example.test\n");
	assert_true(strangers_find(&s.f.sc, s.ws->evidence, &list, &n));
	assert_int_equal(n, 0);
	shop_close(&s);
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
		cmocka_unit_test(the_first_line_is_names_or_data),
		cmocka_unit_test(what_fails_leaves_nothing),
		cmocka_unit_test(files_that_join_nothing_are_told),
		cmocka_unit_test(unknown_formats_are_refused),
		cmocka_unit_test(pieces_in_any_order_are_the_whole),
	};

	return cmocka_run_group_tests_name("import", tests, NULL, NULL);
}
