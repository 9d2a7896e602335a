/* Customers who are known by several identifiers, in files that come in any order: the same people and the same map. */
#include "answer/person.h"

#include "answer/first.h"
#include "base/buf.h"
#include "bench.h"
#include "draw/draw.h"
#include "folder.h"
#include "store/evidence_change.h"

#define DAY_US INT64_C(86400000000)
#define MARCH_2 INT64_C(1772409600000000)

static const char web[] = "ga_client_id,time,event\n"
			  "8.1,2026-03-01 10:00:00,landing\n8.1,2026-03-01 10:05:00,product\n"
			  "8.2,2026-03-01 11:00:00,landing\n8.3,2026-03-01 12:00:00,landing\n"
			  "8.4,2026-03-01 12:00:00,landing\n8.4,2026-03-01 12:10:00,product\n";
static const char known[] = "ga_client_id,user_id,time,event\n"
			    "8.1,u-1,2026-03-02 10:00:00,login\n8.2,u-2,2026-03-02 11:00:00,login\n"
			    "8.4,u-3,2026-03-02 12:00:00,login\n8.4,u-4,2026-03-02 13:00:00,login\n";
static const char shop[] = "user_id,email,phone,time,event\n"
			   "u-1,ola@example.test,+48 600 700 800,2026-03-03 10:00:00,purchase\n"
			   "u-2,jan@example.test,+48 600 700 800,2026-03-03 11:00:00,purchase\n"
			   "u-7,OLA@example.test,,2026-03-04 11:00:00,purchase\n";
static const char support[] = "email,phone,time,event,comment\n"
			      "Ola <ola@example.test>,,2026-03-05 10:00:00,ticket,the parcel is late again\n"
			      ",0048600700800,2026-03-05 11:00:00,call,\n"
			      ",,2026-03-05 12:00:00,call,nobody knows who said this\n";

static const struct {
	const char *name, *text; /* NULL: one of tests/samples */
} files[] = {
	{ "web.csv", web },
	{ "known.csv", known },
	{ "shop.csv", shop },
	{ "support.csv", support },
	{ "segment_lines.ndjson", NULL },
	{ "posthog_events.csv", NULL },
	{ "matomo_live.json", NULL },
	{ "google_reviews.json", NULL },
	{ "google_reviews_edited.json", NULL },
	{ "ga4_bq.ndjson", NULL },
	{ "snowplow.tsv", NULL },
};

static struct import_report *import_at(struct bench *b, const char *path, int64_t now_us)
{
	struct import_report *r = import_file(&b->sc, b->ws, path, &(struct import_wish){ .now_us = now_us });

	if (!r)
		fail_msg("%s: %s", path, b->sc.why);
	return r;
}

static struct import_report *import_text(struct bench *b, const char *name, const char *text)
{
	return import_at(b, bench_write(b, name, str_of(text)), MARCH_2 + 400 * DAY_US);
}

static void import_one(struct bench *b, size_t i)
{
	const char *root = getenv("WEND_TEST_ROOT");

	if (files[i].text) {
		import_text(b, files[i].name, files[i].text);
		return;
	}
	import_at(b, scope_printf(&b->sc, "%s/tests/samples/%s", root ? root : ".", files[i].name),
		MARCH_2 + 400 * DAY_US);
}

static struct str column(struct bench *b, const char *sql)
{
	struct buf *out = buf_new(&b->sc, 4 << 20);
	struct duck_rows *rows = duck_ask(&b->sc, evidence_duck(b->ws->evidence), sql, 0, NULL);

	if (!rows)
		fail_msg("%s", b->sc.why);
	while (duck_next(rows))
		buf_printf(out, "%.*s\n", STR_ARG(duck_text(rows, 0)));
	assert_true(duck_done(&b->sc, rows));
	return buf_str(out);
}

/* Hashes differ between workspaces; who has how many does not. */
static const char PARTITION[] =
	"SELECT string_agg(k, ' ' ORDER BY k) AS g FROM (SELECT coalesce(person, code) AS p, CASE WHEN kind IN (1, 2, 8)"
	" THEN substr(key, 1, strpos(key, ':')) ELSE key END AS k FROM customer) GROUP BY p ORDER BY g";

static struct str map_of(struct bench *b)
{
	struct buf *out = buf_new(&b->sc, DRAW_CEILING);

	bench_study(b);
	struct definition *def =
		study_first(&b->sc, b->study, &(struct first_wish){ .id = STR("m"), .title = STR("m") });
	struct map *map = def ? study_map(&b->sc, b->study, def, &(struct study_wish){ 0 }) : NULL;
	if (!map || !draw_write(&b->sc, map, STR("json"), out))
		fail_msg("%s", b->sc.why);
	study_close(b->study);
	b->study = NULL;
	return buf_str(out);
}

static void same(struct str got, struct str want, const char *what)
{
	size_t at = 0;

	if (str_equal(got, want))
		return;
	while (at < got.n && at < want.n && got.p[at] == want.p[at])
		at++;
	at = at > 80 ? at - 80 : 0;
	fail_msg("%s: \"%.*s\" instead of \"%.*s\"", what, 200, got.p + at, 200, want.p + at);
}

static void shuffle(uint64_t *luck, size_t *order, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t at = (size_t)(test_random(luck) >> 8) % (i + 1);
		order[i] = order[at];
		order[at] = i;
	}
}

static void files_in_any_order(void **state)
{
	struct scope sc = { 0 };
	struct str people = { 0 }, map = { 0 };
	uint64_t luck = 17;

	(void)state;
	for (int round = 0; round < 6; round++) {
		struct bench b = bench_new();
		size_t order[COUNT_OF(files)];
		shuffle(&luck, order, COUNT_OF(files));
		for (size_t i = 0; i < COUNT_OF(files); i++)
			import_one(&b, order[i]);
		if (round) {
			same(column(&b, PARTITION), people, "who is who");
			same(map_of(&b), map, "the map");
		} else {
			people = str_copy(&sc, column(&b, PARTITION));
			map = str_copy(&sc, map_of(&b));
			assert_true(str_has(people, STR("cookie:8.1 email: u-1 u-7\n")));
			assert_true(str_has(people, STR("cookie:8.2 email: u-2\n")));
			assert_true(str_has(people, STR("\ncookie:8.4\n"))); /* of two: shared */
		}
		bench_close(&b);
	}
	scope_close(&sc);
}

/* Line by line, the last first. */
static void a_file_in_pieces(void **state)
{
	struct bench whole = bench_new(), pieces = bench_new();
	struct str rest = str_of(shop), head = str_cut(&rest, '\n');
	size_t n = 0;
	struct str lines[8];

	(void)state;
	import_text(&whole, "web.csv", web);
	import_text(&whole, "known.csv", known);
	import_text(&whole, "shop.csv", shop);
	while (rest.n)
		lines[n++] = str_cut(&rest, '\n');
	while (n-- > 0)
		import_text(&pieces, scope_printf(&pieces.sc, "%zu.csv", n),
			scope_printf(&pieces.sc, "%.*s\n%.*s\n", STR_ARG(head), STR_ARG(lines[n])));
	import_text(&pieces, "known.csv", known);
	import_text(&pieces, "web.csv", web);
	same(column(&pieces, PARTITION), column(&whole, PARTITION), "who is who");
	same(map_of(&pieces), map_of(&whole), "the map");
	bench_close(&whole);
	bench_close(&pieces);
}

/* A trail in a file is brought up to date, or laid out anew, as what comes later asks for it. */
static void history_is_joined_afterwards(void **state)
{
	static const size_t orders[][4] = { { 0, 1, 2, 3 }, { 3, 2, 1, 0 }, { 2, 0, 3, 1 } };

	(void)state;
	for (size_t o = 0; o < COUNT_OF(orders); o++) {
		struct folder f = folder_open();
		const char *dir = folder_path(&f, "ws");
		struct bench b = bench_new(), fresh = bench_new();
		workspace_close(b.ws);
		assert_true(workspace_init(&b.sc, dir));
		b.ws = workspace_open(&b.sc, dir, WORKSPACE_WRITE);
		for (size_t i = 0; i < 4; i++) {
			import_one(&b, orders[o][i]);
			import_one(&fresh, orders[o][i]);
			same(map_of(&b), map_of(&fresh), "the map");
		}
		/* each taken back: as if it had not been */
		for (int64_t undone = 1; undone <= 3; undone++) {
			struct evidence_undone u;
			struct bench less = bench_new();
			assert_true(evidence_undo(&b.sc, b.ws->evidence, undone, &u) &&
				    workspace_clean(&b.sc, b.ws));
			for (size_t i = (size_t)undone; i < 4; i++)
				import_one(&less, orders[o][i]);
			same(map_of(&b), map_of(&less), "the map without it");
			bench_close(&less);
		}
		for (size_t i = 0; i < 3; i++)
			import_one(&b, orders[o][i]);
		same(map_of(&b), map_of(&fresh), "the map of all again");
		same(column(&b, PARTITION), column(&fresh, PARTITION), "who is who again");
		bench_close(&b);
		bench_close(&fresh);
		folder_close(&f);
	}
}

static void one_customer_of_three_names(void **state)
{
	struct bench b = bench_new();
	struct evidence_totals t;

	(void)state;
	import_text(&b, "web.csv", web);
	import_text(&b, "known.csv", known);
	import_text(&b, "shop.csv", shop);
	static const char *const names[] = { "u-1", "u-7", "cookie:8.1", "ola@example.test",
		" OLA@Example.test ", "email:ola@example.test", "mailto:ola@example.test" };
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct person *p = person_find(&b.sc, b.ws, str_of(names[i]));
		if (!p)
			fail_msg("%s: %s", names[i], b.sc.why);
		assert_str(p->who->name, "u-1");
		assert_int_equal(p->who->identifiers.n, 4);
		assert_int_equal(p->who->shared.n, 1); /* the phone */
	}
	assert_str(person_find(&b.sc, b.ws, STR("+48 600-700-800"))->who->name.n ? STR("found") : STR(""),
		"found");
	assert_null(person_find(&b.sc, b.ws, STR("nobody@example.test")));
	assert_fault(&b.sc, FAULT_NOT_FOUND, "nobody@example.test");
	assert_true(evidence_totals(&b.sc, b.ws->evidence, &t));
	assert_int_equal(t.customers, 6); /* u-1, u-2, u-3, u-4, 8.3, 8.4 */
	bench_close(&b);
}

/* --- ids of the source's own ------------------------------------------------------------------------ */

#define TRACK(id, who, time)                                                                                 \
	"{\"type\":\"track\",\"messageId\":\"" id "\",\"userId\":\"" who                                     \
	"\",\"event\":\"Buy\",\"timestamp\":\""                                                              \
	"2026-03-02T" time "Z\"}\n"

static void the_same_key_again(void **state)
{
	struct bench b = bench_new();

	(void)state;
	struct import_report *r = import_text(&b, "a.ndjson",
		TRACK("m-1", "u-1", "10:00:00") TRACK("m-1", "u-1", "10:00:00")
			TRACK("m-1", "u-2", "11:00:00") TRACK("m-2", "u-2", "11:00:00"));
	assert_int_equal(r->events, 2);
	assert_int_equal(r->duplicates, 2);
	r = import_text(&b, "b.ndjson",
		TRACK("m-3", "u-9", "09:00:00") TRACK("m-1", "u-3", "12:00:00")
			TRACK("m-2", "u-2", "11:00:00.5"));
	assert_int_equal(r->events, 1);
	assert_int_equal(r->duplicates, 2);
	assert_str(column(&b, "SELECT customer || ' ' || strftime(time, '%H') FROM events ORDER BY time"),
		"u-9 09\nu-1 10\nu-2 11\n");
	bench_close(&b);
}

#define GA4(day, second, name)                                                                               \
	"{\"event_date\":\"" day "\",\"event_timestamp\":\"17724465" second                                  \
	"123456\",\"event_name\":\"" name "\",\"event_params\":[],\"user_pseudo_id\":\"811.1772000000\"}\n"

/* An export of a day is written anew for three days: what it has then is what there was. */
static void a_day_is_replaced_while_it_is_young(void **state)
{
	static const struct {
		int days; /* after the day began, when it is exported again */
		const char *want;
	} rows[] = { { 2, "page_view\nscroll\n" }, { 3, "page_view\nscroll\n" },
		{ 400, "page_view\nscroll\n" } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct bench b = bench_new();
		import_at(&b,
			bench_write(&b, "1.ndjson",
				STR(GA4("20260302", "01", "page_view") GA4("20260302", "02", "click"))),
			MARCH_2 + DAY_US);
		import_at(&b,
			bench_write(&b, "2.ndjson",
				STR(GA4("20260302", "01", "page_view") GA4("20260302", "03", "scroll"))),
			MARCH_2 + rows[i].days * DAY_US);
		assert_str(column(&b, "SELECT event FROM events ORDER BY event"), rows[i].want);
		bench_close(&b);
	}
	struct bench b = bench_new(); /* both when the day is long done: nothing is replaced */
	import_at(&b, bench_write(&b, "1.ndjson", STR(GA4("20260302", "02", "click"))), MARCH_2 + 4 * DAY_US);
	import_at(
		&b, bench_write(&b, "2.ndjson", STR(GA4("20260302", "03", "scroll"))), MARCH_2 + 5 * DAY_US);
	assert_str(column(&b, "SELECT event FROM events ORDER BY event"), "click\nscroll\n");
	/* another day has nothing to do with it */
	import_at(&b, bench_write(&b, "3.ndjson", STR(GA4("20260303", "03", "other"))), MARCH_2 + 2 * DAY_US);
	assert_str(column(&b, "SELECT event FROM events ORDER BY event"), "click\nother\nscroll\n");
	bench_close(&b);
}

/* --- what goes with its event ------------------------------------------------------------------------ */

static bool add_text(struct scope *sc, void *to, const struct feedback *f)
{
	(void)sc;
	buf_printf(to, "%.*s|", STR_ARG(f->text));
	return true;
}

static struct str texts(struct bench *b)
{
	struct buf *out = buf_new(&b->sc, 1 << 20);

	assert_true(documents_feedback(&b->sc, b->ws->documents, add_text, out));
	return buf_str(out);
}

static void undo(struct bench *b, int64_t import)
{
	struct evidence_undone u;

	if (!evidence_undo(&b->sc, b->ws->evidence, import, &u) || !workspace_clean(&b->sc, b->ws))
		fail_msg("%s", b->sc.why);
}

#define REVIEW(id, comment, update)                                                                          \
	"{\"reviewId\":\"" id                                                                                \
	"\",\"reviewer\":{\"displayName\":\"E\"},\"starRating\":\"TWO\",\"comment\":\"" comment              \
	"\",\"createTime\":\"2026-03-01T18:02:11Z\",\"updateTime\":\"" update "\"}"

/* Two exports have the same review, the second with a newer one before it: taking the first back leaves both texts. */
static void reviews_that_two_exports_have(void **state)
{
	struct bench b = bench_new();

	(void)state;
	import_text(&b, "1.json", "{\"reviews\":[" REVIEW("rv-1", "late twice", "2026-03-01T18:02:11Z") "]}");
	import_text(&b, "2.json",
		"{\"reviews\":[" REVIEW("rv-2", "nice tea", "2026-03-02T18:02:11Z") "," REVIEW(
			"rv-1", "late twice", "2026-03-01T18:02:11Z") "]}");
	assert_str(texts(&b), "late twice|nice tea|");
	undo(&b, 1);
	assert_str(texts(&b), "late twice|nice tea|");
	assert_str(column(&b, "SELECT count(*)::VARCHAR FROM event WHERE said"), "2\n");
	import_text(
		&b, "3.json", "{\"reviews\":[" REVIEW("rv-1", "in time now", "2026-03-09T18:02:11Z") "]}");
	assert_true(str_has(texts(&b), STR("in time now")) && !str_has(texts(&b), STR("late twice")));
	undo(&b, 3);
	assert_str(texts(&b), "late twice|nice tea|");
	undo(&b, 2);
	assert_str(texts(&b), "");
	assert_str(column(&b, "SELECT count(*)::VARCHAR FROM event"), "0\n");
	bench_close(&b);
}

static void what_is_too_old_goes_with_its_text(void **state)
{
	struct bench b = bench_new();
	uint64_t gone;

	(void)state;
	import_text(&b, "a.csv",
		"user_id,time,event,comment\nu-1,2025-01-01 10:00:00,buy,long ago\nu-1,2026-03-01 10:00:00,buy,just now\n");
	int64_t spans[SOURCE_KINDS];
	assert_true(evidence_set_retention(&b.sc, b.ws->evidence, SOURCE_WEB, 100 * DAY_US));
	assert_true(evidence_retention(&b.sc, b.ws->evidence, spans));
	assert_int_equal(spans[SOURCE_WEB], 100 * DAY_US);
	assert_true(evidence_expire(&b.sc, b.ws->evidence, MARCH_2, &gone) && workspace_clean(&b.sc, b.ws));
	assert_int_equal(gone, 1);
	assert_str(texts(&b), "just now|");
	struct str version = column(&b, "SELECT max(number)::VARCHAR FROM version WHERE name = 'identity'");
	assert_true(evidence_expire(&b.sc, b.ws->evidence, MARCH_2, &gone) && workspace_clean(&b.sc, b.ws));
	assert_int_equal(gone, 0);
	same(column(&b, "SELECT max(number)::VARCHAR FROM version WHERE name = 'identity'"), version,
		"nothing went, nothing is void");
	map_of(&b);
	assert_true(evidence_set_retention(&b.sc, b.ws->evidence, SOURCE_WEB, 0));
	assert_true(evidence_expire(&b.sc, b.ws->evidence, MARCH_2 + 9000 * DAY_US, &gone));
	assert_int_equal(gone, 0);
	bench_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_in_any_order),
		cmocka_unit_test(a_file_in_pieces),
		cmocka_unit_test(history_is_joined_afterwards),
		cmocka_unit_test(one_customer_of_three_names),
		cmocka_unit_test(the_same_key_again),
		cmocka_unit_test(a_day_is_replaced_while_it_is_young),
		cmocka_unit_test(reviews_that_two_exports_have),
		cmocka_unit_test(what_is_too_old_goes_with_its_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
