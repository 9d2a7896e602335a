#include "kit.h"

static void add(
	struct kit *k, const struct visitor *by, enum audit_action action, const char *on, const char *id)
{
	kit_ok(k, audit_add(&k->sc, k->doors->db, by,
			  &(struct audit_entry){ action, on, str_of(id), { { 0 } } }, k->now_us++));
}

static struct audit_page list(struct kit *k, struct audit_filter filter)
{
	struct audit_page page;

	kit_ok(k, audit_list(&k->sc, k->doors->db, &k->system, &filter, &page));
	return page;
}

static void a_row_says_who_did_what_to_what(void **state)
{
	struct kit k = kit_open();
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR);
	struct visitor v = kit_visitor(&k, "ewa@x.test");

	(void)state;
	kit_ok(&k, audit_add(&k.sc, k.doors->db, &v,
			   &(struct audit_entry){ AUDIT_MAP_CHANGE, "map", STR("first-map"),
				   { { "revision", STR("7") }, { "what", STR("a \"quoted\"\nname") } } },
			   k.now_us));
	struct audit_page page = list(&k, (struct audit_filter){ .action = STR("map.change") });
	assert_int_equal(page.n, 1);
	struct audit_row *r = page.rows;
	assert_int_equal(r->when_us, k.now_us);
	assert_int_equal(r->who, VISITOR_USER);
	assert_int_equal(r->who_id, ewa);
	assert_int_equal(r->user, ewa);
	assert_str(r->who_name, "ewa");
	assert_str(r->words, "changed a map");
	assert_str(r->on, "map");
	assert_str(r->on_id, "first-map");
	assert_str(r->details, "{\"revision\":\"7\",\"what\":\"a \\\"quoted\\\"\\nname\"}");
	assert_str(r->address, "203.0.113.0"); /* cut */
	kit_close(&k);
}

static void the_first_to_change_something_is_known(void **state)
{
	struct kit k = kit_open();
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR), who = -1;
	struct visitor v = kit_visitor(&k, "ewa@x.test");

	(void)state;
	kit_user(&k, "jan@x.test", RANK_EDITOR);
	struct visitor other = kit_visitor(&k, "jan@x.test");
	add(&k, &other, AUDIT_COMMENT_CHANGE, "comment", "c2");
	add(&k, &v, AUDIT_COMMENT_CHANGE, "comment", "c1");
	add(&k, &other, AUDIT_COMMENT_CHANGE, "comment", "c1");
	add(&k, &k.system, AUDIT_COMMENT_CHANGE, "comment", "c3");
	kit_ok(&k, audit_first(&k.sc, k.doors->db, "comment", STR("c1"), &who));
	assert_int_equal(who, ewa);
	kit_ok(&k, audit_first(&k.sc, k.doors->db, "comment", STR("c3"), &who));
	assert_int_equal(who, 0);
	kit_ok(&k, audit_first(&k.sc, k.doors->db, "note", STR("c1"), &who));
	assert_int_equal(who, 0);
	kit_close(&k);
}

static void who_did_one_thing_is_known(void **state)
{
	struct kit k = kit_open();
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR), who = -1;
	struct visitor v = kit_visitor(&k, "ewa@x.test");
	struct audit_entry entry = { AUDIT_MAP_CHANGE, "map", STR("shop"), { { "revision", STR("7") } } };

	(void)state;
	kit_ok(&k, audit_add(&k.sc, k.doors->db, &v, &entry, k.now_us));
	kit_ok(&k, audit_whose(&k.sc, k.doors->db, &entry, &who));
	assert_int_equal(who, ewa);
	entry.details[0].value = STR("8");
	kit_ok(&k, audit_add(&k.sc, k.doors->db, &k.system, &entry, k.now_us));
	kit_ok(&k, audit_whose(&k.sc, k.doors->db, &entry, &who));
	assert_int_equal(who, 0);
	entry.details[0].value = STR("7");
	entry.action = AUDIT_MAP_PUBLISH;
	kit_ok(&k, audit_whose(&k.sc, k.doors->db, &entry, &who));
	assert_int_equal(who, 0);
	kit_close(&k);
}

static void pages_follow_each_other(void **state)
{
	struct kit k = kit_open();
	struct audit_filter filter = { .most = 7 };
	int64_t before = INT64_MAX;
	size_t seen = 0, pages = 0;
	char room[20];

	(void)state;
	for (int i = 0; i < 50; i++) {
		snprintf(room, sizeof room, "m%d", i % 5);
		add(&k, &k.system, i % 2 ? AUDIT_MAP_CHANGE : AUDIT_MAP_PUBLISH, "map", room);
	}
	do {
		struct audit_page page = list(&k, filter);
		for (size_t i = 0; i < page.n; i++) {
			assert_true(page.rows[i].id < before);
			before = page.rows[i].id;
		}
		seen += page.n;
		pages++;
		add(&k, &k.system, AUDIT_SETTING, NULL, NULL); /* what comes meanwhile moves no page */
		filter.before = page.next;
	} while (filter.before);
	assert_int_equal(seen, 50);
	assert_int_equal(pages, 8);
	assert_int_equal(list(&k, (struct audit_filter){ .action = STR("map.change") }).n, 25);
	assert_int_equal(list(&k, (struct audit_filter){ .action = STR("map.") }).n, 50);
	assert_int_equal(list(&k, (struct audit_filter){ .action = STR("map") }).n, 0);
	assert_int_equal(list(&k, (struct audit_filter){ .action = STR("%") }).n, 0);
	assert_int_equal(list(&k, (struct audit_filter){ .action = STR("m_p.") }).n, 0);
	assert_int_equal(list(&k, (struct audit_filter){ .on = STR("map"), .on_id = STR("m3") }).n, 10);
	assert_int_equal(
		list(&k, (struct audit_filter){ .from_us = KIT_NOW_US + 10, .to_us = KIT_NOW_US + 20 }).n,
		10);
	kit_close(&k);
}

static void looks_are_found(void **state)
{
	struct kit k = kit_open();
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR);
	struct visitor v = kit_visitor(&k, "ewa@x.test");

	(void)state;
	add(&k, &v, AUDIT_LOOK_CUSTOMER, "customer", "9f86d081884c7d65");
	add(&k, &v, AUDIT_NOTE_CHANGE, "note", "1");
	add(&k, &k.system, AUDIT_EXPORT, NULL, NULL);
	assert_int_equal(list(&k, (struct audit_filter){ .looks = true }).n, 2);
	struct audit_page page = list(&k, (struct audit_filter){ .looks = true, .user = ewa });
	assert_int_equal(page.n, 1);
	assert_str(page.rows[0].action, "look.customer");
	assert_true(audit_is_look(AUDIT_LOOK_TEXTS));
	assert_false(audit_is_look(AUDIT_MAP_CHANGE));
	kit_close(&k);
}

static void every_action_has_its_row(void **state)
{
	(void)state;
	for (int a = 0; a < AUDIT_ACTIONS; a++) {
		assert_non_null(audit_key((enum audit_action)a));
		assert_non_null(audit_words((enum audit_action)a));
		for (int b = 0; b < a; b++)
			assert_string_not_equal(
				audit_key((enum audit_action)a), audit_key((enum audit_action)b));
	}
}

static void rows_are_only_added(void **state)
{
	static const char *const attempts[] = {
		"UPDATE audit SET who = 'system'", "DELETE FROM audit", "DELETE FROM audit WHERE id = 1",
		"UPDATE audit SET id = 7 WHERE id = 1",
		"REPLACE INTO audit (id, at, who, who_id, user, action, details) VALUES (1, 0, '', 0, 0, '', '')"
	};
	struct kit k = kit_open();

	(void)state;
	add(&k, &k.system, AUDIT_BACKUP, NULL, NULL);
	for (size_t i = 0; i < COUNT_OF(attempts); i++) {
		assert_false(lite_script(&k.sc, k.doors->db, attempts[i]));
		assert_fault(&k.sc, FAULT_IO, "audit log is only added to");
		scope_forgive(&k.sc);
	}
	assert_int_equal(kit_audit(&k, "backup"), 1);
	kit_close(&k);
}

static void only_admins_read_it(void **state)
{
	struct kit k = kit_open();
	struct audit_page page;

	(void)state;
	kit_user(&k, "ewa@x.test", RANK_EDITOR);
	struct visitor v = kit_visitor(&k, "ewa@x.test");
	kit_refused(&k, audit_list(&k.sc, k.doors->db, &v, &(struct audit_filter){ 0 }, &page), FAULT_DENIED,
		"as editor you may not do this");
	kit_refused(&k,
		audit_list(&k.sc, k.doors->db, &k.system,
			&(struct audit_filter){ .most = AUDIT_PAGE_MOST + 1 }, &page),
		FAULT_INVALID, "a page has at most 500 rows");
	kit_close(&k);
}

static void details_have_a_ceiling(void **state)
{
	struct kit k = kit_open();
	char longest[5000];

	(void)state;
	memset(longest, 'x', sizeof longest);
	kit_refused(&k,
		audit_add(&k.sc, k.doors->db, &k.system,
			&(struct audit_entry){ .action = AUDIT_SETTING,
				.details = { { "name", { longest, sizeof longest } } } },
			k.now_us),
		FAULT_LIMIT, "a row of the audit log");
	kit_close(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_says_who_did_what_to_what),
		cmocka_unit_test(the_first_to_change_something_is_known),
		cmocka_unit_test(who_did_one_thing_is_known),
		cmocka_unit_test(pages_follow_each_other),
		cmocka_unit_test(looks_are_found),
		cmocka_unit_test(every_action_has_its_row),
		cmocka_unit_test(rows_are_only_added),
		cmocka_unit_test(only_admins_read_it),
		cmocka_unit_test(details_have_a_ceiling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
