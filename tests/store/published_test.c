/* Versions: kept as they were given, numbered, never changed, and their names. */
#include "store/published.h"

#include "base/buf.h"
#include "test.h"

static struct scope sc;
static struct documents *docs;

static int begin(void **state)
{
	(void)state;
	sc = (struct scope){ 0 };
	docs = documents_open(&sc, NULL, LITE_MEMORY);
	assert_true(documents_put_map(&sc, docs,
		&(struct saved_map){
			.id = STR("m"), .title = STR("M"), .text = STR("{}"), .author = STR("anna") },
		0));
	return 0;
}

static int end(void **state)
{
	(void)state;
	documents_close(docs);
	scope_close(&sc);
	return 0;
}

static struct published version(const char *note)
{
	return (struct published){ .map = STR("m"),
		.revision = 1,
		.state = MAP_PLANNED,
		.note = str_of(note),
		.author = STR("anna"),
		.published_us = 7,
		.definition = STR("{\"map\":\"m\"}"),
		.frozen = STR("{}"),
		.measures = STR("[]"),
		.watermark = STR("{\"a\":1}") };
}

static void versions_are_kept_and_numbered(void **state)
{
	struct published a = version("first"), b = version(""), *list;
	struct published_quote quotes[] = { { 1, 3, 44, 2, 5, 90, 40 }, { 2, 4, 1, 0, 0, 12, 12 } }, *got;
	size_t n;

	(void)state;
	assert_true(published_add(&sc, docs, &a, quotes, 2));
	assert_true(published_add(&sc, docs, &b, NULL, 0));
	assert_int_equal(b.no, 2);
	assert_true(published_of(&sc, docs, STR("m"), &list, &n));
	assert_int_equal(n, 2);
	assert_int_equal(list[0].parent, 0);
	assert_int_equal(list[1].parent, 1);
	struct published *v = published_get(&sc, docs, STR("m"), 1);
	struct str text;
	assert_true(published_written(&sc, docs, STR("m"), 1, &text));
	assert_str(text, "{\"map\":\"m\"}");
	assert_false(published_written(&sc, docs, STR("m"), 3, &text));
	assert_fault(&sc, FAULT_NOT_FOUND, "has no version 3 (it has 1 to 2)");
	scope_forgive(&sc);
	assert_str(v->note, "first");
	assert_str(v->author, "anna");
	assert_int_equal(v->state, MAP_PLANNED);
	assert_int_equal(v->published_us, 7);
	assert_str(v->definition, "{\"map\":\"m\"}");
	assert_str(v->frozen, "{}");
	assert_str(v->measures, "[]");
	assert_str(v->watermark, "{\"a\":1}");
	assert_true(published_quotes(&sc, docs, STR("m"), 1, &got, &n));
	assert_int_equal(n, 2);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(got[i].quote, quotes[i].quote);
		assert_int_equal(got[i].import, quotes[i].import);
		assert_int_equal(got[i].row, quotes[i].row);
		assert_int_equal(got[i].part, quotes[i].part);
		assert_int_equal(got[i].from, quotes[i].from);
		assert_int_equal(got[i].to, quotes[i].to);
		assert_int_equal(got[i].least, quotes[i].least);
	}
	assert_true(published_quotes(&sc, docs, STR("m"), 2, &got, &n));
	assert_int_equal(n, 0);
}

/* Whatever some later code might try. */
static void nothing_changes_a_version(void **state)
{
	static const char *const attempts[] = { "UPDATE map_version SET note = 'x'",
		"DELETE FROM map_version", "UPDATE map_version SET frozen = '' WHERE no = 1" };
	struct published a = version("first");

	(void)state;
	assert_true(published_add(&sc, docs, &a, NULL, 0));
	for (size_t i = 0; i < COUNT_OF(attempts); i++) {
		assert_false(lite_run(&sc, documents_lite(docs), attempts[i], 0, NULL));
		assert_fault(&sc, FAULT_IO,
			i == 1 ? "a published version is never removed"
			       : "a published version never changes");
		scope_forgive(&sc);
	}
	assert_str(published_get(&sc, docs, STR("m"), 1)->note, "first");
}

static void what_is_not_there_is_said(void **state)
{
	struct published a = version("first");

	(void)state;
	assert_null(published_get(&sc, docs, STR("m"), 1));
	assert_fault(&sc, FAULT_NOT_FOUND, "has no version 1 (none was published yet");
	scope_forgive(&sc);
	assert_true(published_add(&sc, docs, &a, NULL, 0));
	assert_null(published_get(&sc, docs, STR("m"), 2));
	assert_fault(&sc, FAULT_NOT_FOUND, "has no version 2 (it has 1 to 1)");
	scope_forgive(&sc);
	assert_null(published_get(&sc, docs, STR("x"), 1));
	assert_fault(&sc, FAULT_NOT_FOUND, "there is no map \"x\" here");
}

static void notes_and_authors_have_ceilings(void **state)
{
	struct published a = version("x");
	char *longer = scope_alloc(&sc, PUBLISHED_NOTE + 2, 1);

	(void)state;
	memset(longer, 'n', PUBLISHED_NOTE + 1);
	a.note = str_of(longer);
	assert_false(published_add(&sc, docs, &a, NULL, 0));
	assert_fault(&sc, FAULT_LIMIT, "the note has 2001 letters, the ceiling is 2000");
	scope_forgive(&sc);
	a = version("\xff");
	assert_false(published_add(&sc, docs, &a, NULL, 0));
	assert_fault(&sc, FAULT_INVALID, "the note is no UTF-8");
	scope_forgive(&sc);
	a = version("");
	a.author = STR("");
	assert_false(published_add(&sc, docs, &a, NULL, 0));
	assert_fault(&sc, FAULT_INVALID, "the author is empty");
}

static void names_are_told_apart(void **state)
{
	static const struct {
		const char *name, *map;
		int64_t no;
	} cases[] = { { "m", "m", 0 }, { "m@1", "m", 1 }, { "a@b@12", "a@b", 12 } };
	static const char *const none[] = { "m@", "m@x", "m@0", "m@-1", "@1", "m@1x" };
	struct str map;
	int64_t no;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_true(published_name(&sc, str_of(cases[i].name), &map, &no));
		assert_str(map, cases[i].map);
		assert_int_equal(no, cases[i].no);
	}
	for (size_t i = 0; i < COUNT_OF(none); i++) {
		assert_false(published_name(&sc, str_of(none[i]), &map, &no));
		assert_fault(&sc, FAULT_INVALID, "is no version: MAP@N");
		scope_forgive(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(versions_are_kept_and_numbered, begin, end),
		cmocka_unit_test_setup_teardown(nothing_changes_a_version, begin, end),
		cmocka_unit_test_setup_teardown(what_is_not_there_is_said, begin, end),
		cmocka_unit_test_setup_teardown(notes_and_authors_have_ceilings, begin, end),
		cmocka_unit_test_setup_teardown(names_are_told_apart, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
