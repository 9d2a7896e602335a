#include "store/live.h"

#include "base/buf.h"
#include "folder.h"
#include "store/workspace.h"

struct made {
	struct scope sc;
	struct workspace *ws;
	struct documents *docs;
};

static struct made make(void)
{
	struct made m = { 0 };

	m.ws = workspace_temporary(&m.sc);
	assert_non_null(m.ws);
	m.docs = m.ws->documents;
	return m;
}

static void unmake(struct made *m)
{
	workspace_close(m->ws);
	scope_close(&m->sc);
}

static void is_found_by_its_key(void **state)
{
	struct made m = make();
	const struct str origins[] = { STR("https://Shop.example/"), STR("http://localhost:8080") };
	struct live_source a = { .name = STR(" shop "),
		.kind = SOURCE_WEB,
		.origins = origins,
		.n_origins = 2 },
			   b = { .name = STR("mails"),
				   .kind = SOURCE_EMAIL,
				   .webhook = STR("mailgun"),
				   .secret = STR("s") };

	(void)state;
	assert_true(live_add(&m.sc, m.docs, &a, 1000));
	assert_true(live_add(&m.sc, m.docs, &b, 2000));
	assert_int_equal(a.id, 1);
	assert_int_equal(b.id, 2);
	assert_str(a.name, "shop");
	assert_true(str_starts(a.key, STR("wk_")));
	assert_int_equal(a.key.n, 35);
	assert_false(str_equal(a.key, b.key));
	const struct live_table *table = live_load(&m.sc, m.docs);
	const struct live_source *found = live_find(table, a.key);
	assert_str(found->name, "shop");
	assert_int_equal(found->n_origins, 2);
	assert_str(found->origins[0], "https://shop.example");
	assert_int_equal(found->made_us, 1000);
	assert_null(found->webhook.p);
	assert_false(found->disabled);
	assert_true(live_allows(found, STR("https://shop.example")));
	assert_true(live_allows(found, STR("http://localhost:8080")));
	assert_false(live_allows(found, STR("https://evil.example")));
	assert_false(live_allows(found, STR("null")));
	found = live_find(table, b.key);
	assert_int_equal(found->kind, SOURCE_EMAIL);
	assert_str(found->webhook, "mailgun");
	assert_str(found->secret, "s");
	assert_true(live_allows(found, STR("https://anything.example")));
	assert_null(live_find(table, STR("wk_")));
	assert_null(live_find(table, (struct str){ 0 }));
	assert_null(live_find(table, str_sub(a.key, 0, 34)));
	assert_int_equal(live_of(table, 2)->id, 2);
	assert_null(live_of(table, 3));
	unmake(&m);
}

static void is_disabled_and_has_a_new_key(void **state)
{
	struct made m = make();
	struct live_source a = { .name = STR("Shop") };
	struct str key;

	(void)state;
	assert_true(live_add(&m.sc, m.docs, &a, 1000));
	assert_true(live_disable(&m.sc, m.docs, STR("shop"), true));
	assert_true(live_find(live_load(&m.sc, m.docs), a.key)->disabled);
	assert_true(live_disable(&m.sc, m.docs, STR("Shop"), false));
	assert_false(live_find(live_load(&m.sc, m.docs), a.key)->disabled);
	assert_true(live_new_key(&m.sc, m.docs, STR("Shop"), &key));
	assert_null(live_find(live_load(&m.sc, m.docs), a.key));
	assert_int_equal(live_find(live_load(&m.sc, m.docs), key)->id, 1);
	assert_true(live_allow(&m.sc, m.docs, STR("Shop"), &STR("https://a.example"), 1));
	assert_str(live_find(live_load(&m.sc, m.docs), key)->origins[0], "https://a.example");
	assert_true(live_allow(&m.sc, m.docs, STR("Shop"), NULL, 0));
	assert_int_equal(live_find(live_load(&m.sc, m.docs), key)->n_origins, 0);
	unmake(&m);
}

static void refusals(void **state)
{
	const struct {
		struct live_source source;
		enum fault fault;
		const char *words;
	} cases[] = {
		{ { .name = { "shop", 4 } }, FAULT_CONFLICT, "there is a source \"shop\" already" },
		{ { .name = { "SHOP", 4 } }, FAULT_CONFLICT, "already" },
		{ { .name = { "  ", 2 } }, FAULT_INVALID, "needs a name" },
		{ { .name = { "a/b", 3 } }, FAULT_INVALID, "neither \"/\" nor control" },
		{ { .name = { "a\nb", 3 } }, FAULT_INVALID, "control" },
		{ { .name = { "\xff", 1 } }, FAULT_INVALID, "at most 60 letters" },
		{ { .name = { "a", 1 }, .webhook = { "mailgun", 7 } }, FAULT_INVALID, "needs a secret" },
		{ { .name = { "a", 1 }, .origins = &STR("shop.example"), .n_origins = 1 }, FAULT_INVALID,
			"\"shop.example\" is no origin" },
		{ { .name = { "a", 1 }, .origins = &STR("https://a.example/path"), .n_origins = 1 },
			FAULT_INVALID, "without a path" },
		{ { .name = { "a", 1 }, .origins = &STR("https://"), .n_origins = 1 }, FAULT_INVALID,
			"no origin" },
		{ { .name = { "a", 1 }, .origins = &STR("https://a b"), .n_origins = 1 }, FAULT_INVALID,
			"no origin" },
		{ { .name = { "a", 1 }, .origins = &STR("*"), .n_origins = 51 }, FAULT_LIMIT,
			"at most 50 origins" },
	};
	struct made m = make();
	struct live_source shop = { .name = STR("shop") };

	(void)state;
	assert_true(live_add(&m.sc, m.docs, &shop, 1));
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct live_source source = cases[i].source;
		assert_false(live_add(&m.sc, m.docs, &source, 1));
		assert_fault(&m.sc, cases[i].fault, cases[i].words);
		scope_forgive(&m.sc);
	}
	assert_false(live_disable(&m.sc, m.docs, STR("none"), true));
	assert_fault(&m.sc, FAULT_NOT_FOUND, "there is no source \"none\"");
	unmake(&m);
}

static void many(void **state)
{
	struct made m = make();
	struct str keys[200];
	struct scope sc = { 0 };

	(void)state;
	for (int i = 0; i < 200; i++) {
		struct live_source s = { .name = str_of(scope_printf(&m.sc, "source %d", i)) };
		assert_true(live_add(&sc, m.docs, &s, i));
		keys[i] = str_copy(&m.sc, s.key);
		scope_close(&sc);
		sc = (struct scope){ 0 };
	}
	const struct live_table *table = live_load(&m.sc, m.docs);
	for (int i = 0; i < 200; i++)
		assert_int_equal(live_find(table, keys[i])->id, i + 1);
	size_t n;
	assert_non_null(live_all(table, &n));
	assert_int_equal(n, 200);
	unmake(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_found_by_its_key),
		cmocka_unit_test(is_disabled_and_has_a_new_key),
		cmocka_unit_test(refusals),
		cmocka_unit_test(many),
	};

	return cmocka_run_group_tests_name("live", tests, NULL, NULL);
}
