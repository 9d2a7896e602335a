/* The same input gives the same bytes, whatever the day, the folder and the run; and what was exported is as
 * good as the files that it came from. */
#include "shop.h"

#include <unistd.h>

static const char *const outputs[] = { "json", "svg", "csv", "html", "txt", "pdf", "png" };

static void map_into(struct box *box, const char *file, const char *folder)
{
	const char *arguments[3 + 2 * COUNT_OF(outputs)] = { "map", file };

	run_program(box, "/bin/mkdir", "-p", folder);
	for (size_t i = 0; i < COUNT_OF(outputs); i++) {
		arguments[2 + 2 * i] = "-o";
		arguments[3 + 2 * i] = scope_printf(&box->sc, "%s/map.%s", folder, outputs[i]);
	}
	struct ran r = spawn(box, wend_bin(), arguments);
	assert_ran(r, __FILE__, __LINE__);
}

static void assert_same_map(struct box *box, const char *file)
{
	map_into(box, file, "one");
	map_into(box, file, "other");
	for (size_t i = 0; i < COUNT_OF(outputs); i++) {
		struct str one = box_read(box, scope_printf(&box->sc, "one/map.%s", outputs[i]));
		struct str other = box_read(box, scope_printf(&box->sc, "other/map.%s", outputs[i]));
		assert_true(one.n > 0);
		if (!str_equal(one, other))
			fail_msg("%s: two runs give different .%s", file, outputs[i]);
	}
	assert_true(str_equal(wend_ok(box, "map", file, "--json"), box_read(box, "one/map.json")));
}

static void made_up_shops(void **state)
{
	struct box *box = *state;
	static const struct shop shops[] = {
		{ .customers = 1, .seed = 1 },
		{ .customers = 300, .seed = 2, .ratings = true },
		{ .customers = 300, .seed = 3, .channels = true, .pages = true },
		{ .customers = 2000,
			.seed = 4,
			.ratings = true,
			.texts = true,
			.channels = true,
			.unreadable_each = 31 },
	};

	for (size_t i = 0; i < COUNT_OF(shops); i++) {
		shop_csv(box, "shop.csv", &shops[i]);
		assert_same_map(box, "shop.csv");
	}
}

static void real_data(void **state)
{
	static const char *const names[] = { "data/receipt/receipt.csv", "data/receipt/receipt.xes.gz",
		"data/simple_shop/simple-onlineshop.csv", "data/olist/orders.csv",
		"data/nps_verbatim/dev_30.csv" };
	size_t found = 0;

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const char *path = shared_file(names[i]);
		char *absolute = path ? realpath(path, NULL) : NULL;
		if (!absolute)
			continue;
		assert_same_map(*state, absolute);
		free(absolute);
		found++;
	}
	if (!found) {
		print_message("# skipped: no data beside the project\n");
		skip();
	}
}

/* The parts of a map that are figures: not which files it came from. */
static char *figures_of(struct box *box, const char *workspace)
{
	static const char *const apart[] = { "input_hash", "sources", "quarantined", "remarks" };
	json_t *json = json_of(wend_ok(box, "map", "-w", workspace, "--json"));

	for (size_t i = 0; i < COUNT_OF(apart); i++)
		assert_int_equal(json_object_del(json, apart[i]), 0);
	char *text = json_dumps(json, JSON_SORT_KEYS);
	json_decref(json);
	return text;
}

static void what_was_exported_comes_back(void **state)
{
	struct box *box = *state;

	shop_csv(box, "shop.csv",
		&(struct shop){ .customers = 400,
			.seed = 6,
			.ratings = true,
			.channels = true,
			.pages = true,
			.unreadable_each = 40 });
	make_workspace(box, "first");
	make_workspace(box, "second");
	wend_ok(box, "import", "shop.csv", "-w", "first");
	wend_ok(box, "export", "-w", "first", "-o", "out");
	wend_ok(box, "import", "out/events.csv", "-w", "second");
	assert_true(str_equal(
		wend_ok(box, "funnel", "-w", "first", "--step", "landing", "cart", "purchase", "--json"),
		wend_ok(box, "funnel", "-w", "second", "--step", "landing", "cart", "purchase", "--json")));
	char *first = figures_of(box, "first"), *second = figures_of(box, "second");
	assert_string_equal(first, second);
	free(first);
	free(second);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(made_up_shops, box_open, box_close),
		cmocka_unit_test_setup_teardown(real_data, box_open, box_close),
		cmocka_unit_test_setup_teardown(what_was_exported_comes_back, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
