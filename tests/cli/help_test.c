/* Help, the man page and the completions come from the rows of the commands, so that all of them have all. */
#include "shop.h"

static const char *const commands[] = { "init", "backup", "restore", "import", "source", "map", "maps",
	"edit", "note", "funnel", "flow", "paths", "gaps", "scores", "voice", "customer", "formats",
	"persona", "segment", "opportunity", "comment", "touchpoint", "channel", "publish", "history",
	"compare", "status", "sql", "export", "undo", "erase", "retention", "user", "token", "simulate",
	"serve", "help" };

static void every_command_has_help(void **state)
{
	struct box *box = *state;
	struct str overview = wend_ok(box, "help");

	assert_true(str_equal(spawn(box, wend_bin(), (const char *const[]){ NULL }).out, overview));
	assert_true(str_equal(wend_ok(box, "--help"), overview));
	for (size_t i = 0; i < COUNT_OF(commands); i++) {
		struct str help = wend_ok(box, "help", commands[i]);
		assert_true(str_has(overview, str_of(scope_printf(&box->sc, "\n  %s ", commands[i]))));
		assert_true(str_starts(help, str_of(scope_printf(&box->sc, "wend %s", commands[i]))));
		assert_true(str_equal(wend_ok(box, commands[i], "--help"), help));
		assert_true(str_equal(wend_ok(box, commands[i], "-h"), help));
	}
	assert_true(str_starts(wend_ok(box, "--version"), STR("wend ")));
}

static bool has_program(struct box *box, const char *name)
{
	const char *line = scope_printf(&box->sc, "command -v %s", name);

	if (run_program(box, "/bin/sh", "-c", line).code == 0)
		return true;
	print_message("# skipped: %s is not here\n", name);
	return false;
}

static void the_man_page_is_clean(void **state)
{
	struct box *box = *state;
	struct str page = wend_ok(box, "help", "--man");

	for (size_t i = 0; i < COUNT_OF(commands); i++)
		assert_true(str_has(page, str_of(scope_printf(&box->sc, "\n.SS %s\n", commands[i]))));
	if (!has_program(box, "groff"))
		skip();
	box_write(box, "wend.1", page.p, page.n);
	struct ran r = run_program(box, "/bin/sh", "-c", "groff -man -ww -Tutf8 wend.1");
	assert_int_equal(r.code, 0);
	assert_str(r.err, "");
	assert_true(str_has(r.out, STR("--quarantined")));
}

static void the_completions_are_shell(void **state)
{
	struct box *box = *state;
	static const char *const shells[] = { "bash", "zsh", "fish" };

	for (size_t i = 0; i < COUNT_OF(shells); i++) {
		struct str script = wend_ok(box, "help", "--completion", shells[i]);
		box_write(box, shells[i], script.p, script.n);
		for (size_t c = 0; c < COUNT_OF(commands); c++)
			assert_true(str_has(script, str_of(commands[c])));
		if (has_program(box, shells[i]))
			assert_int_equal(
				run_program(box, "/bin/sh", "-c",
					"\"$0\" -n \"$0\" 2>/dev/null || \"$0\" -n ./\"$0\"", shells[i])
					.code,
				0);
	}
}

/* The words are written down in one place, the formats in another. */
static void every_format_is_offered(void **state)
{
	struct box *box = *state;
	struct str script = wend_ok(box, "help", "--completion", "fish");
	json_t *formats = json_of(wend_ok(box, "formats", "--json"));
	const json_t *list = json_object_get(formats, "formats");

	assert_true(json_array_size(list) > 50);
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *name = json_string_value(json_object_get(json_array_get(list, i), "name"));
		if (!str_has(script, str_of(scope_printf(&box->sc, "%s ", name))) &&
			!str_has(script, str_of(scope_printf(&box->sc, "%s'", name))))
			fail_msg("--format %s is not completed", name);
	}
	json_decref(formats);
}

/* What bash offers after "wend CO", "wend map --g", "wend funnel --mode ". */
static void bash_completes(void **state)
{
	struct box *box = *state;
	static const struct {
		const char *words, *offered;
	} cases[] = {
		{ "wend im", "import" },
		{ "wend map --go", "--goal" },
		{ "wend funnel --mode st", "strict" },
		{ "wend import --source sur", "survey" },
	};

	if (!has_program(box, "bash"))
		skip();
	struct str script = wend_ok(box, "help", "--completion", "bash");
	box_write(box, "wend.bash", script.p, script.n);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *line = scope_printf(&box->sc,
			". ./wend.bash; COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _wend; echo \"${COMPREPLY[*]}\"",
			cases[i].words);
		struct ran r = run_program(box, "/bin/bash", "-c", line);
		assert_str(str_trim(r.out), cases[i].offered);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_command_has_help, box_open, box_close),
		cmocka_unit_test_setup_teardown(the_man_page_is_clean, box_open, box_close),
		cmocka_unit_test_setup_teardown(the_completions_are_shell, box_open, box_close),
		cmocka_unit_test_setup_teardown(every_format_is_offered, box_open, box_close),
		cmocka_unit_test_setup_teardown(bash_completes, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
