/* Maps as people change them: with an editor, by a file, at the same time as somebody else; and evidence that
 * comes later. */
#include "base/buf.h"
#include "shop.h"

#include <sys/stat.h>

/* An editor is a shell script that gets the file as its argument. */
static void editor(struct box *box, const char *commands)
{
	box_text(box, "editor", scope_printf(&box->sc, "#!/bin/sh\n%s\n", commands));
	assert_int_equal(chmod(box_path(box, "editor"), 0755), 0);
	box->env[0] = scope_printf(&box->sc, "EDITOR=%s", box_path(box, "editor"));
	box->env[1] = "VISUAL=";
	box->env[2] = scope_printf(&box->sc, "TMPDIR=%s", box->dir);
}

static void with_map(struct box *box)
{
	make_workspace(box, "ws");
	shop_csv(box, "shop.csv", &(struct shop){ .customers = 200, .seed = 3 });
	wend_ok(box, "import", "shop.csv", "-w", "ws");
	wend_ok(box, "map", "-w", "ws");
}

static void assert_map(struct box *box, const char *title, int revision, const char *author)
{
	json_t *maps = json_of(wend_ok(box, "maps", "-w", "ws", "--json"));

	assert_int_equal(json_array_size(json_at(maps, "maps")), 1);
	assert_string_equal(json_string_value(json_at(maps, "maps.0.id")), "first-map");
	assert_string_equal(json_string_value(json_at(maps, "maps.0.title")), title);
	assert_int_equal(json_int_at(maps, "maps.0.revision"), revision);
	assert_string_equal(json_string_value(json_at(maps, "maps.0.author")), author);
	json_decref(maps);
}

static bool is_draft(struct box *box)
{
	return str_has(box_list(box, "."), STR("wend-map-"));
}

static void a_change_is_a_revision(void **state)
{
	struct box *box = *state;

	with_map(box);
	assert_map(box, "Customer journey", 1, "wend");
	editor(box, "sed -i 's/^title: .*/title: Buying/' \"$1\"");
	wend_ok(box, "edit", "first-map", "-w", "ws");
	assert_map(box, "Buying", 2, "you");
	assert_false(is_draft(box));
	assert_true(str_has(wend_ok(box, "map", "-w", "ws"), STR("Buying")));
}

static void no_change_is_none(void **state)
{
	struct box *box = *state;

	with_map(box);
	editor(box, "exit 0");
	assert_true(str_has(wend(box, "edit", "first-map", "-w", "ws").err, STR("Nothing was changed")));
	assert_map(box, "Customer journey", 1, "wend");
	assert_false(is_draft(box));
}

/* What does not fit is refused with its place, and the text is kept where the message says. */
static void what_does_not_fit_is_refused(void **state)
{
	struct box *box = *state;
	static const struct {
		const char *commands, *words;
	} cases[] = {
		{ "printf 'title: [broken\\n' > \"$1\"", "line " },
		{ "printf 'colour: red\\n' >> \"$1\"", "colour" },
		{ "sed -i 's/^map: .*/map: other/' \"$1\"", "a map keeps its name" },
		{ "printf '' > \"$1\"", "" },
		{ "exit 3", "ended with an error" },
	};

	with_map(box);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		editor(box, cases[i].commands);
		struct ran r = wend(box, "edit", "first-map", "-w", "ws");
		assert_int_equal(r.code, 2);
		assert_true(str_has(r.err, str_of(cases[i].words)));
		assert_true(str_has(r.err, STR("Your text is kept in ")));
		assert_true(is_draft(box));
		run_program(box, "/bin/sh", "-c", "rm wend-map-*");
		assert_map(box, "Customer journey", 1, "wend");
	}
}

static void whoever_is_second_is_told(void **state)
{
	struct box *box = *state;

	with_map(box);
	editor(box, scope_printf(&box->sc,
			    "sed 's/^title: .*/title: Theirs/' \"$1\" > theirs.yaml\n"
			    "'%s' edit first-map -w ws --file theirs.yaml || exit 9\n"
			    "sed -i 's/^title: .*/title: Mine/' \"$1\"",
			    wend_bin()));
	struct ran r = wend(box, "edit", "first-map", "-w", "ws");
	assert_int_equal(r.code, 4);
	assert_true(str_has(r.err, STR("changed meanwhile (revision 2, you saw 1)")));
	assert_map(box, "Theirs", 2, "you");
	assert_true(is_draft(box));
	wend_ok(box, "edit", "first-map", "-w", "ws", "--file", "theirs.yaml");
	assert_int_equal(
		run_program(box, "/bin/sh", "-c", "\"$0\" edit first-map -w ws --file wend-map-*", wend_bin())
			.code,
		0);
	assert_map(box, "Mine", 3, "you");
}

/* An import while the editor is open goes through. */
static void an_editor_holds_nobody_up(void **state)
{
	struct box *box = *state;

	with_map(box);
	shop_csv(box, "more.csv", &(struct shop){ .customers = 20, .seed = 8 });
	editor(box,
		scope_printf(&box->sc,
			"'%s' import more.csv -w ws >/dev/null || exit 9\nsed -i 's/^title: .*/title: New/' \"$1\"",
			wend_bin()));
	wend_ok(box, "edit", "first-map", "-w", "ws");
	assert_map(box, "New", 2, "you");
}

/* --- what comes later ---------------------------------------------------------------------------- */

/* Sixty customers who did what the map does not have yet. */
static void import_later(struct box *box)
{
	struct buf *out = buf_new(&box->sc, 1 << 20);

	buf_puts(out, "customer_id,time,event\n");
	for (int i = 0; i < 60; i++)
		buf_printf(out, "c%d,2026-04-01 10:00:%02d,landing\nc%d,2026-04-01 11:00:%02d,refund\n", i, i,
			i, i);
	box_write(box, "later.csv", buf_str(out).p, buf_len(out));
	wend_ok(box, "import", "later.csv", "-w", "ws");
}

static void a_proposal_follows_the_evidence(void **state)
{
	struct box *box = *state;

	with_map(box);
	import_later(box);
	json_t *map = json_of(wend_ok(box, "map", "-w", "ws", "--json"));
	assert_int_equal(json_array_size(json_at(map, "touchpoints")), 7);
	assert_int_equal(json_int_at(map, "unsorted.events"), 0);
	json_decref(map);
	assert_map(box, "Customer journey", 2, "wend");
}

/* Made again of what came later, it is named in the language in which it was made. */
static void a_proposal_keeps_its_language(void **state)
{
	struct box *box = *state;

	make_workspace(box, "ws");
	shop_csv(box, "shop.csv", &(struct shop){ .customers = 200, .seed = 3 });
	wend_ok(box, "import", "shop.csv", "-w", "ws");
	struct ran r = wend(box, "map", "-w", "ws", "--language", "de");
	assert_int_equal(r.code, 2);
	assert_true(str_has(r.err, STR("en, pl")));
	wend_ok(box, "map", "-w", "ws", "--language", "pl");
	assert_map(box, "Podróż klienta", 1, "wend");
	import_later(box);
	json_t *map = json_of(wend_ok(box, "map", "-w", "ws", "--json"));
	const json_t *stages = json_at(map, "stages");
	bool bought = false;
	for (size_t i = 0; i < json_array_size(stages); i++) {
		const json_t *stage = json_array_get(stages, i);
		if (strcmp(json_string_value(json_object_get(stage, "name")), "Zakup") == 0) {
			/* English, and not that of the touchpoint "purchase" */
			assert_string_equal(json_string_value(json_object_get(stage, "id")), "purchase-2");
			bought = true;
		}
	}
	assert_true(bought);
	json_decref(map);
	assert_map(box, "Podróż klienta", 2, "wend");
}

static void an_edited_map_stays_as_it_is(void **state)
{
	struct box *box = *state;

	with_map(box);
	editor(box, "sed -i 's/^title: .*/title: Buying/' \"$1\"");
	wend_ok(box, "edit", "first-map", "-w", "ws");
	import_later(box);
	json_t *map = json_of(wend_ok(box, "map", "-w", "ws", "--json"));
	assert_string_equal(json_string_value(json_at(map, "title")), "Buying");
	assert_int_equal(json_array_size(json_at(map, "touchpoints")), 6);
	assert_int_equal(json_int_at(map, "unsorted.events"), 60);
	assert_string_equal(json_string_value(json_at(map, "unsorted.largest.0.name")), "refund");
	json_decref(map);
	assert_map(box, "Buying", 2, "you");
}

static void a_map_is_drawn_in_a_language_on_a_paper(void **state)
{
	struct box *box = *state;

	with_map(box);
	struct ran first = wend(box, "map", "-w", "ws", "--language", "pl", "--paper", "a4", "-o",
		"mapa.html", "-o", "mapa.pdf");
	assert_int_equal(first.code, 0);
	/* what the command line is told is no part of a drawing */
	assert_true(str_has(first.err, STR("--goal NAME")));
	struct str html = box_read(box, "mapa.html");
	assert_true(str_has(html, STR("<html lang=\"pl\">")));
	assert_true(str_has(html, STR("Mapa podróży klienta")));
	assert_false(str_has(html, STR("--goal")));
	assert_refused(wend(box, "map", "-w", "ws", "--language", "de", "-o", "a.svg"), 2,
		"--language is en, pl or ru");
	assert_refused(wend(box, "map", "-w", "ws", "--paper", "letter", "-o", "a.pdf"), 2,
		"there is no paper \"letter\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_change_is_a_revision, box_open, box_close),
		cmocka_unit_test_setup_teardown(no_change_is_none, box_open, box_close),
		cmocka_unit_test_setup_teardown(what_does_not_fit_is_refused, box_open, box_close),
		cmocka_unit_test_setup_teardown(whoever_is_second_is_told, box_open, box_close),
		cmocka_unit_test_setup_teardown(an_editor_holds_nobody_up, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_proposal_follows_the_evidence, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_proposal_keeps_its_language, box_open, box_close),
		cmocka_unit_test_setup_teardown(an_edited_map_stays_as_it_is, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_map_is_drawn_in_a_language_on_a_paper, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
