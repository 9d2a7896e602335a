/* Notes of staff, from the command line: written, listed, removed, on the map, taken along. */
#include "base/buf.h"
#include "shop.h"

static void with_map(struct box *box)
{
	make_workspace(box, "ws");
	shop_csv(box, "shop.csv", &(struct shop){ .customers = 200, .seed = 3 });
	wend_ok(box, "import", "shop.csv", "-w", "ws");
	wend_ok(box, "map", "-w", "ws");
}

/* The id of the map's first touchpoint. */
static const char *first_touchpoint(struct box *box)
{
	json_t *map = json_of(wend_ok(box, "map", "-w", "ws", "--json"));
	const char *id = json_string_value(json_at(map, "touchpoints.0.id"));
	char *kept = scope_printf(&box->sc, "%s", id);

	json_decref(map);
	return kept;
}

static void assert_text(const json_t *json, const char *path, const char *want)
{
	const json_t *at = json_at(json, path);

	if (!want)
		assert_true(json_is_null(at));
	else
		assert_string_equal(json_string_value(at), want);
}

static const json_t *notes_lane(const json_t *map)
{
	size_t i;
	const json_t *lane;

	json_array_foreach(json_at(map, "lanes"), i,
		lane) if (strcmp(json_string_value(json_at(lane, "lane")), "text") == 0) return lane;
	return NULL;
}

static void a_note_stands_on_the_map(void **state)
{
	struct box *box = *state;

	with_map(box);
	const char *id = first_touchpoint(box);
	json_t *before = json_of(wend_ok(box, "map", "-w", "ws", "--json"));
	wend_ok(box, "note", "They \"wait\"", "--touchpoint", id, "--about", "new customers", "--author",
		"anna", "-w", "ws");
	json_t *map = json_of(wend_ok(box, "map", "-w", "ws", "--json"));
	const json_t *lane = notes_lane(map);
	assert_int_equal(json_array_size(json_at(lane, "cells")), 1);
	assert_text(lane, "cells.0.at", id);
	assert_text(lane, "cells.0.text", "\"They \"wait\"\" — anna, new customers");
	assert_text(lane, "cells.0.basis", "reported");
	assert_text(map, "sources.1.source", "staff");
	assert_int_equal(json_int_at(map, "sources.1.notes"), 1);
	assert_int_equal(json_int_at(map, "events"), json_int_at(before, "events"));
	assert_true(json_equal(json_at(map, "touchpoints"), json_at(before, "touchpoints")));
	json_decref(before);
	json_decref(map);
}

static void notes_are_listed_counted_and_exported(void **state)
{
	struct box *box = *state;

	with_map(box);
	const char *id = first_touchpoint(box);
	assert_true(str_has(wend_ok(box, "note", "-w", "ws"), STR("No note yet")));
	assert_int_equal(status_count(box, "ws", "notes"), 0);
	wend_ok(box, "note", "First", "--touchpoint", id, "--author", "anna", "-w", "ws");
	wend_ok(box, "note", "Second", "--touchpoint", id, "--map", "first-map", "-w", "ws");
	assert_true(str_has(wend_ok(box, "note", "-w", "ws"), STR("Second")));
	assert_int_equal(status_count(box, "ws", "notes"), 2);
	assert_true(str_has(wend_ok(box, "status", "-w", "ws"), STR("Notes of staff: 2\n")));
	json_t *list = json_of(wend_ok(box, "note", "-w", "ws", "--json"));
	assert_text(list, "notes.0.text", "First");
	assert_text(list, "notes.0.about", NULL);
	assert_text(list, "notes.0.touchpoint", id);
	assert_text(list, "notes.1.map", "first-map");
	assert_true(json_string_length(json_at(list, "notes.1.author")) > 0); /* the login name */
	json_decref(list);
	wend_ok(box, "note", "--remove", "1", "-w", "ws");
	assert_int_equal(status_count(box, "ws", "notes"), 1);
	wend_ok(box, "export", "-w", "ws", "-o", "out");
	json_t *line = json_of(box_read(box, "out/notes.ndjson"));
	assert_int_equal(json_int_at(line, "note"), 2);
	assert_text(line, "text", "Second");
	json_decref(line);
}

static void what_cannot_be_noted_is_refused(void **state)
{
	struct box *box = *state;

	make_workspace(box, "empty");
	assert_refused(
		wend(box, "note", "x", "--touchpoint", "cart", "-w", "empty"), 3, "there is no map yet");
	with_map(box);
	const char *id = first_touchpoint(box);
	assert_refused(wend(box, "note", "x", "--touchpoint", "nowhere", "-w", "ws"), 3, "there are: ");
	assert_refused(wend(box, "note", "x", "--touchpoint", "nowhere", "-w", "ws"), 3, id);
	assert_refused(wend(box, "note", "x", "--touchpoint", id, "--map", "no", "-w", "ws"), 3, "first-map");
	assert_refused(wend(box, "note", "x", "-w", "ws"), 2, "--touchpoint NAME says which");
	assert_refused(wend(box, "note", "", "--touchpoint", id, "-w", "ws"), 2, "the note is empty");
	assert_refused(wend(box, "note", "x", "--touchpoint", id, "--about", " ", "-w", "ws"), 2,
		"the kind of customer is empty");
	assert_refused(wend(box, "note", "--remove", "1", "-w", "ws"), 3, "there is no note 1");
	assert_refused(wend(box, "note", "--remove", "x", "-w", "ws"), 2, "--remove is a note's number");
	assert_refused(wend(box, "note", "x", "--remove", "1", "-w", "ws"), 2, "not both");
	assert_int_equal(status_count(box, "ws", "notes"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_note_stands_on_the_map, box_open, box_close),
		cmocka_unit_test_setup_teardown(notes_are_listed_counted_and_exported, box_open, box_close),
		cmocka_unit_test_setup_teardown(what_cannot_be_noted_is_refused, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
