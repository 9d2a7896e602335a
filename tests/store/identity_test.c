/* Who is who in the store: links and where they came from, what people decide, and workspaces from before all that. */
#include "store/identity.h"

#include "store/secret.h"
#include "told_imports.h"

static const char PERSONS[] =
	"SELECT c.key || '>' || p.key FROM customer c JOIN customer p ON p.code = coalesce(c.person, c.code) ORDER BY"
	" c.code";

static int64_t identity(struct told_store *t)
{
	return told_one(t, "SELECT max(number) FROM version WHERE name = 'identity'");
}

/* u-1 with an address and a browser, in rows 7 and 8. */
static void link_file(
	struct told_store *t, uint64_t fingerprint, const char *name, const char *mapping, bool links)
{
	struct evidence_import *im = told_begin_as(t, fingerprint, name, mapping);
	uint32_t browser = told_code(im, IDENTIFIER_COOKIE, "ga4/8.1"),
		 user = evidence_customer(im, STR("u-1"));

	told_event_of(t, im, 1, browser, "see", 10);
	told_event_of(t, im, 2, user, "buy", 20);
	if (links) {
		evidence_link(im, user, told_code(im, IDENTIFIER_EMAIL, "3f0c"), 7);
		evidence_link(im, browser, user, 8);
		evidence_link(im, user, browser, 9); /* said again */
	}
	told_finish(t, im);
}

static struct identity_customer *find(struct told_store *t, const char *key)
{
	struct identity_customer *c = identity_find(&t->sc, t->ev, str_of(key));

	if (!c)
		fail_msg("%s", t->sc.why);
	return c;
}

static void links_say_where_they_came_from(void **state)
{
	struct told_store t = told_open(NULL);

	(void)state;
	link_file(&t, 1, "a.csv", "{}", true);
	assert_str(told_list(&t, PERSONS), "cookie:ga4/8.1>u-1 u-1>u-1 email:3f0c>u-1");
	struct identity_customer *c = find(&t, "cookie:ga4/8.1");
	assert_str(c->name, "u-1");
	assert_int_equal(c->identifiers.n, 3);
	assert_str(c->identifiers.at[0], "u-1");
	assert_int_equal(c->links.n, 2);
	assert_int_equal(c->links.at[0].row, 7);
	assert_str(c->links.at[0].beside, "email:3f0c");
	assert_int_equal(c->links.at[1].row, 8);
	assert_str(c->links.at[1].file, "a.csv");
	assert_int_equal(c->shared.n, 0);
	assert_null(identity_find(&t.sc, t.ev, STR("u-2")));
	assert_fault(&t.sc, FAULT_NOT_FOUND, "u-2");
	told_close(&t);
}

/* What was laid out is void only where somebody who was there before is somebody else now. */
static void only_what_changes_voids(void **state)
{
	struct told_store t = told_open(NULL);

	(void)state;
	int64_t before = identity(&t);
	link_file(&t, 1, "a.csv", "{}", true);
	assert_int_equal(identity(&t), before);
	link_file(&t, 1, "a.csv", "{}", true);
	assert_int_equal(identity(&t), before);
	struct evidence_import *im = told_begin(&t, 2, "b.csv");
	evidence_link(im, evidence_customer(im, STR("u-1")), told_code(im, IDENTIFIER_DEVICE, "app/1"), 1);
	told_finish(&t, im);
	assert_int_equal(identity(&t), before); /* a new one came to u-1 */
	im = told_begin(&t, 3, "c.csv");
	evidence_link(im, evidence_customer(im, STR("u-1")), evidence_customer(im, STR("u-0")), 1);
	told_finish(&t, im);
	assert_str(find(&t, "u-0")->name, "u-1");
	assert_int_equal(identity(&t), before);
	im = told_begin(&t, 4, "d.csv");
	told_event(&t, im, 5, "u-9", "see", 1);
	told_finish(&t, im);
	im = told_begin(&t, 5, "e.csv");
	evidence_link(im, evidence_customer(im, STR("u-9")), evidence_customer(im, STR("u-1")), 1);
	told_finish(&t, im);
	assert_true(identity(&t) > before);
	told_close(&t);
}

/* The same file again brings no new link, and undoing that takes none away. */
static void the_same_file_again(void **state)
{
	struct told_store t = told_open(NULL);

	(void)state;
	link_file(&t, 1, "a.csv", "{}", true);
	link_file(&t, 1, "a.csv", "{}", true);
	assert_int_equal(told_one(&t, "SELECT count(*) FROM link"), 2);
	told_undo(&t, 2);
	assert_str(told_list(&t, PERSONS), "cookie:ga4/8.1>u-1 u-1>u-1 email:3f0c>u-1");
	told_undo(&t, 1);
	assert_int_equal(told_one(&t, "SELECT count(*) FROM link"), 0);
	assert_str(told_list(&t, PERSONS), "cookie:ga4/8.1>cookie:ga4/8.1 u-1>u-1 email:3f0c>email:3f0c");
	link_file(&t, 1, "a.csv", "{}", true);
	assert_str(told_list(&t, PERSONS), "cookie:ga4/8.1>u-1 u-1>u-1 email:3f0c>u-1");
	assert_int_equal(told_one(&t, "SELECT count(*) FROM event"), 2);
	told_close(&t);
}

/* Two files say the same link: it holds as long as one of them does. */
static void links_of_two_files(void **state)
{
	struct told_store t = told_open(NULL);

	(void)state;
	link_file(&t, 1, "a.csv", "{}", true);
	link_file(&t, 2, "b.csv", "{}", true);
	told_undo(&t, 1);
	assert_str(told_list(&t, PERSONS), "cookie:ga4/8.1>u-1 u-1>u-1 email:3f0c>u-1");
	assert_str(find(&t, "u-1")->links.at[0].file, "b.csv");
	told_undo(&t, 2);
	assert_int_equal(told_one(&t, "SELECT count(*) FROM customer WHERE person IS NOT NULL"), 0);
	told_close(&t);
}

/* Read otherwise, without the column that joined: that reading's links go, too. */
static void a_reading_takes_its_links_along(void **state)
{
	struct told_store t = told_open(NULL);

	(void)state;
	link_file(&t, 1, "a.csv", "{}", true);
	link_file(&t, 1, "a.csv", "{\"email\":\"ignore\"}", false);
	assert_int_equal(told_one(&t, "SELECT count(*) FROM link"), 0);
	assert_int_equal(told_one(&t, "SELECT count(*) FROM customer WHERE person IS NOT NULL"), 0);
	assert_int_equal(told_one(&t, "SELECT count(*) FROM event"), 2);
	told_counts_hold(&t);
	told_close(&t);
}

static void people_decide(void **state)
{
	struct told_store t = told_open(NULL);

	(void)state;
	link_file(&t, 1, "a.csv", "{}", true);
	int64_t before = identity(&t);
	uint32_t browser = find(&t, "cookie:ga4/8.1")->codes.at[2];
	assert_true(identity_cut(&t.sc, t.ev, browser, STR("anna"), 100));
	assert_str(told_list(&t, PERSONS), "cookie:ga4/8.1>cookie:ga4/8.1 u-1>u-1 email:3f0c>u-1");
	assert_true(identity(&t) > before);
	/* the same link from the same file, and from another */
	link_file(&t, 1, "a.csv", "{}", true);
	link_file(&t, 2, "b.csv", "{}", true);
	told_undo(&t, 1);
	assert_str(told_list(&t, PERSONS), "cookie:ga4/8.1>cookie:ga4/8.1 u-1>u-1 email:3f0c>u-1");
	/* another opinion */
	uint32_t user = find(&t, "u-1")->person;
	assert_true(identity_join(&t.sc, t.ev, browser, user, STR("jan"), 200));
	assert_str(find(&t, "cookie:ga4/8.1")->name, "u-1");
	assert_true(identity_cut(&t.sc, t.ev, browser, STR("anna"), 300));
	assert_str(find(&t, "cookie:ga4/8.1")->name, "cookie:ga4/8.1");
	assert_true(identity_join(&t.sc, t.ev, user, browser, STR("jan"), 400));
	/* what people joined stays joined when no file says so any more */
	told_undo(&t, 3);
	assert_str(find(&t, "cookie:ga4/8.1")->name, "u-1");
	assert_str(find(&t, "email:3f0c")->name, "email:3f0c");
	told_close(&t);
}

static void what_is_shared_is_told(void **state)
{
	struct told_store t = told_open(NULL);
	struct evidence_import *im = told_begin(&t, 1, "a.csv");
	uint32_t phone = told_code(im, IDENTIFIER_PHONE, "77");
	struct identity_counts counts;

	(void)state;
	evidence_link(im, evidence_customer(im, STR("u-1")), phone, 1);
	evidence_link(im, evidence_customer(im, STR("u-2")), phone, 2);
	told_finish(&t, im);
	assert_int_equal(find(&t, "u-1")->identifiers.n, 1);
	assert_int_equal(find(&t, "u-1")->shared.n, 1);
	assert_str(find(&t, "u-2")->shared.at[0], "phone:77");
	assert_true(identity_counts(&t.sc, t.ev, &counts));
	assert_int_equal(counts.identifiers, 3);
	assert_int_equal(counts.shared, 1);
	assert_int_equal(counts.joined + counts.swallowed, 0);
	told_close(&t);
}

/* A customer who is called as erased ones are kept does not shift the codes of all others. */
static void nobody_takes_an_erased_ones_place(void **state)
{
	struct told_store t = told_open(NULL);
	struct evidence_import *im = told_begin(&t, 1, "a.csv");
	uint64_t events;

	(void)state;
	told_event(&t, im, 1, "erased 1", "see", 10);
	told_event(&t, im, 2, "gone", "see", 20);
	told_event(&t, im, 3, "kept", "see", 30);
	told_finish(&t, im);
	assert_true(evidence_erase(&t.sc, t.ev, &(uint32_t){ 1 }, 1, &STR("00ff"), &events));
	assert_int_equal(events, 1);
	im = told_begin(&t, 2, "b.csv");
	assert_true(evidence_was_erased(im, STR("00ff")));
	assert_int_equal(evidence_customer(im, STR("erased 1")), 0);
	assert_int_equal(evidence_customer(im, STR("kept")), 2);
	told_event(&t, im, 4, "new", "see", 40);
	told_finish(&t, im);
	assert_str(
		told_list(&t,
			"SELECT c.key FROM event e JOIN customer c ON c.code = e.customer ORDER BY e.time"),
		"erased 1 kept new");
	told_close(&t);
}

/* --- a workspace from before ----------------------------------------------------------------------- */

static const char *const before[] = {
	"CREATE TABLE import (id INTEGER, file VARCHAR, format VARCHAR, mapping VARCHAR, fingerprint UBIGINT, source"
	" UTINYINT, imported TIMESTAMP, rows BIGINT, events BIGINT, duplicates BIGINT, quarantined BIGINT, remarks VARCHAR)",
	"CREATE TABLE customer (code UINTEGER, key VARCHAR, party VARCHAR, import INTEGER)",
	"CREATE TABLE journey_case (code UINTEGER, key VARCHAR, import INTEGER)",
	"CREATE TABLE kind (code UINTEGER, source UTINYINT, event VARCHAR, page VARCHAR, channel VARCHAR, campaign VARCHAR,"
	" import INTEGER)",
	"CREATE TABLE event (id UBIGINT, customer UINTEGER, kind UINTEGER, time TIMESTAMP, case_code UINTEGER, row UBIGINT,"
	" part USMALLINT, import INTEGER, ended TIMESTAMP, assumed BOOLEAN, value BIGINT, currency VARCHAR, rating FLOAT,"
	" scale UTINYINT, said BOOLEAN, properties VARCHAR)",
	"CREATE TABLE quarantine (id UBIGINT, import INTEGER, row UBIGINT, reason VARCHAR, record VARCHAR)",
	"CREATE TABLE source_kind (code UTINYINT, name VARCHAR)",
	"CREATE OR REPLACE VIEW events AS SELECT c.key AS customer, e.time, s.name AS source, k.event, k.page, k.channel,"
	" k.campaign, j.key AS \"case\", e.value / 100.0 AS value, e.currency, e.rating, e.ended, e.assumed, e.said,"
	" e.properties, i.file, e.row FROM event e JOIN customer c ON c.code = e.customer JOIN kind k ON k.code = e.kind"
	" JOIN source_kind s ON s.code = k.source JOIN import i ON i.id = e.import LEFT JOIN journey_case j ON j.code ="
	" e.case_code",
	"CREATE TABLE version (name VARCHAR, number BIGINT)",
	"INSERT INTO version VALUES ('identity', 0)",
	"INSERT INTO source_kind VALUES (0, 'web')",
	"INSERT INTO import VALUES (1, 'old.csv', 'csv', '{}', 9, 0, make_timestamp(5), 2, 2, 0, 0, '')",
	"INSERT INTO customer VALUES (0, 'u-1', 'customer', 1), (1, 'u-2', 'customer', 1)",
	"INSERT INTO kind VALUES (0, 0, 'see', NULL, NULL, NULL, 1)",
	"INSERT INTO event VALUES (1, 0, 0, make_timestamp(10), NULL, 2, 0, 1, NULL, false, NULL, NULL, NULL, NULL, false,"
	" NULL), (2, 1, 0, make_timestamp(20), NULL, 3, 0, 1, NULL, false, NULL, NULL, NULL, NULL, false, NULL)",
};

static void a_workspace_from_before(void **state)
{
	struct folder f = folder_open();
	const char *path = folder_path(&f, "events.duckdb");
	struct duck *db = duck_open(&f.sc, path, DUCK_WRITE);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(before); i++)
		if (!duck_run(&f.sc, db, before[i], 0, NULL))
			fail_msg("%s", f.sc.why);
	duck_close(db);
	for (int again = 0; again < 2; again++) {
		struct told_store t = told_open(path);
		assert_int_equal(told_one(&t, "SELECT count(*) FROM events"), 2 + again);
		assert_int_equal(told_one(&t, "SELECT count(*) FROM identifiers"), 2 + 2 * again);
		assert_int_equal(told_one(&t, "SELECT count(*) FROM metrics"), 0);
		if (!again) {
			struct evidence_import *im = told_begin(&t, 2, "new.csv");
			told_event(&t, im, 1, "u-1", "see", 10); /* known */
			told_event_of(&t, im, 3, told_code(im, IDENTIFIER_COOKIE, "c/1"), "see", 30);
			evidence_link(im, evidence_customer(im, STR("u-2")),
				told_code(im, IDENTIFIER_COOKIE, "c/1"), 3);
			evidence_link(im, evidence_customer(im, STR("u-2")),
				told_code(im, IDENTIFIER_DEVICE, "d/1"), 3);
			assert_int_equal(told_finish(&t, im).duplicates, 1);
			told_undo(&t, 1);
			told_undo(&t, 2);
			assert_int_equal(told_one(&t, "SELECT count(*) FROM event"), 0);
			im = told_begin(&t, 9, "old.csv");
			told_event(&t, im, 1, "u-1", "see", 10);
			told_event(&t, im, 2, "u-2", "see", 20);
			told_finish(&t, im);
			im = told_begin(&t, 2, "new.csv");
			told_event_of(&t, im, 3, told_code(im, IDENTIFIER_COOKIE, "c/1"), "see", 30);
			evidence_link(im, evidence_customer(im, STR("u-2")),
				told_code(im, IDENTIFIER_COOKIE, "c/1"), 3);
			told_finish(&t, im);
		} else {
			assert_str(told_list(&t, "SELECT customer FROM events ORDER BY time"), "u-1 u-2 u-2");
		}
		told_close(&t);
	}
	folder_close(&f);
}

/* --- the key --------------------------------------------------------------------------------------- */

static void the_key(void **state)
{
	struct folder f = folder_open();
	const char *path = folder_path(&f, "secret.key");
	char a[SECRET_HASH], b[SECRET_HASH];

	(void)state;
	assert_null(secret_open(&f.sc, path, false));
	assert_fault(&f.sc, FAULT_NOT_FOUND, "secret.key");
	scope_forgive(&f.sc);
	secret_hash(secret_open(&f.sc, path, true), STR("ewa@example.test"), a);
	secret_hash(secret_open(&f.sc, path, false), STR("ewa@example.test"), b);
	assert_string_equal(a, b);
	assert_int_equal(strlen(a), SECRET_HASH - 1);
	secret_hash(secret_open(&f.sc, path, false), STR("ewa@example.tesT"), b);
	assert_string_not_equal(a, b);
	secret_hash(secret_open(&f.sc, NULL, false), STR("ewa@example.test"), b);
	assert_string_not_equal(a, b);
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	folder_file(&f, "secret.key", STR("short"));
	assert_null(secret_open(&f.sc, path, true));
	assert_fault(&f.sc, FAULT_IO, "damaged");
	folder_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(links_say_where_they_came_from),
		cmocka_unit_test(only_what_changes_voids),
		cmocka_unit_test(the_same_file_again),
		cmocka_unit_test(links_of_two_files),
		cmocka_unit_test(a_reading_takes_its_links_along),
		cmocka_unit_test(people_decide),
		cmocka_unit_test(what_is_shared_is_told),
		cmocka_unit_test(nobody_takes_an_erased_ones_place),
		cmocka_unit_test(a_workspace_from_before),
		cmocka_unit_test(the_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
