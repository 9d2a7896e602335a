/* An empty workspace is filled with a simulated shop, and no other one. */
#include <dirent.h>

#include "house_kit.h"
#include "simulate/shop_tables.h"

static int open_empty(void **state)
{
	*state = house_kit_open_with(&(struct kit_wish){ .events = "", .survey = "", .map = "" });
	return 0;
}

static int open_full(void **state)
{
	*state = house_kit_open();
	return 0;
}

static int close_kit(void **state)
{
	house_kit_close(*state);
	return 0;
}

static int entries(struct house_kit *kit, const char *name)
{
	DIR *d = opendir(scope_printf(&kit->sc, "%s/%s", kit->dir, name));
	int n = 0;

	assert_non_null(d);
	for (struct dirent *e; (e = readdir(d));)
		n += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
	closedir(d);
	return n;
}

static struct kit_answer *wait_for(struct house_kit *kit, const char *import)
{
	const char *path = scope_printf(&kit->sc, "/api/v1/imports/%s", import);

	for (int i = 0; i < 3000; i++) {
		struct kit_answer *a = kit_get(kit, kit->editor, path);
		const char *state = kit_text(a, "state");
		if (strcmp(state, "done") == 0 || strcmp(state, "failed") == 0)
			return a;
		usleep(20000);
	}
	fail_msg("%s takes too long", import);
	return NULL;
}

static void the_shop_comes_in(void **state)
{
	static const char *const names[] = { "web.csv", "email.ndjson", "orders.csv", "support.csv",
		"survey.csv", "nps.csv" };
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_ask(kit, kit->editor, "POST", "/api/v1/demo", NULL);
	double events = 0;

	assert_int_equal(a->status, 202);
	assert_int_equal(kit_size(a, "imports"), COUNT_OF(names));
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const char *id = kit_text(a, scope_printf(&kit->sc, "imports.%zu", i));
		struct kit_answer *job = wait_for(kit, id);
		assert_string_equal(kit_text(job, "state"), "done");
		assert_string_equal(kit_text(job, "file"), names[i]);
		assert_int_equal(kit_number(job, "files.0.quarantined"), 0);
		events += kit_number(job, "files.0.events");
		struct kit_answer *log = kit_get(kit, kit->admin,
			scope_printf(&kit->sc, "/api/v1/audit?action=import.add&on_id=%s", id));
		assert_int_equal(kit_size(log, "rows"), 1);
	}
	struct kit_answer *status = kit_get(kit, kit->editor, "/api/v1/status");
	assert_int_equal(kit_number(status, "events"), events);
	assert_int_equal(kit_number(status, "customers"), 4000);
	/* What it was made in is gone. */
	assert_int_equal(entries(kit, "uploads"), 0);
	kit_refused(kit, kit->editor, "POST", "/api/v1/demo", NULL, 409, "for an empty one");
}

/* What happened is called in the language of who asked, and the map that is proposed of it knows its goal. */
static void the_shop_speaks(void **state)
{
	struct house_kit *kit = *state;

	kit_refused(kit, kit->editor, "POST", "/api/v1/demo", "{\"language\":\"xx\"}", 422, "language");
	struct kit_answer *a = kit_ask(kit, kit->editor, "POST", "/api/v1/demo", "{\"language\":\"pl\"}");
	assert_int_equal(a->status, 202);
	for (size_t i = 0; i < kit_size(a, "imports"); i++)
		(void)wait_for(kit, kit_text(a, scope_printf(&kit->sc, "imports.%zu", i)));
	struct kit_answer *map = kit_ask(kit, kit->editor, "POST", "/api/v1/maps", "{\"language\":\"pl\"}");
	assert_int_equal(map->status, 201);
	assert_string_equal(kit_text(map, "definition.goal"), "Zamówienie złożone");
	for (size_t s = 0; s < kit_size(map, "definition.stages"); s++) {
		const char *list = scope_printf(&kit->sc, "definition.stages.%zu.touchpoints", s);
		for (size_t t = 0; t < kit_size(map, list); t++) {
			const char *id = kit_text(map, scope_printf(&kit->sc, "%s.%zu.id", list, t));
			for (size_t k = 0; k < shop_customers.n; k++)
				assert_string_not_equal(id, shop_customers.at[k].event);
		}
	}
}

static void it_never_stands_among_what_happened(void **state)
{
	struct house_kit *kit = *state;

	kit_refused(kit, kit->editor, "POST", "/api/v1/demo", NULL, 409, "the workspace has 22 events");
	kit_refused(kit, kit->viewer, "POST", "/api/v1/demo", NULL, 403, "");
	kit_refused(kit, kit->nobody, "POST", "/api/v1/demo", NULL, 401, "sign in");
	assert_int_equal(kit_size(kit_get(kit, kit->editor, "/api/v1/imports"), "imports"), 0);
	assert_int_equal(entries(kit, "uploads"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_shop_comes_in, open_empty, close_kit),
		cmocka_unit_test_setup_teardown(the_shop_speaks, open_empty, close_kit),
		cmocka_unit_test_setup_teardown(it_never_stands_among_what_happened, open_full, close_kit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
