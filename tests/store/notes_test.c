#include "store/notes.h"

#include "test.h"

static struct scope sc;
static struct documents *docs;

static int open_docs(void **state)
{
	(void)state;
	sc = (struct scope){ 0 };
	docs = documents_open(&sc, NULL, LITE_MEMORY);
	return docs ? 0 : -1;
}

static int close_docs(void **state)
{
	(void)state;
	documents_close(docs);
	scope_close(&sc);
	return 0;
}

static bool add(const char *map, const char *text, const char *author, const char *about)
{
	int64_t id;

	return notes_add(&sc, docs,
		&(struct note){ .written_us = 5,
			.map = str_of(map),
			.touchpoint = STR("cart"),
			.text = str_of(text),
			.author = str_of(author),
			.about = str_of(about) },
		&id);
}

static void notes_are_kept_in_their_order(void **state)
{
	struct note *notes;
	size_t n;

	(void)state;
	assert_true(add("b", "  Second thoughts ", "anna", "new customers"));
	assert_true(add("a", "First", "piotr", NULL));
	assert_true(notes_of(&sc, docs, (struct str){ 0 }, &notes, &n));
	assert_int_equal(n, 2);
	assert_str(notes[0].text, "Second thoughts");
	assert_str(notes[0].author, "anna");
	assert_str(notes[0].about, "new customers");
	assert_str(notes[0].touchpoint, "cart");
	assert_int_equal(notes[0].written_us, 5);
	assert_null(notes[1].about.p);
	assert_true(notes_of(&sc, docs, STR("a"), &notes, &n));
	assert_int_equal(n, 1);
	assert_str(notes[0].text, "First");
	assert_true(notes_of(&sc, docs, STR("c"), &notes, &n));
	assert_int_equal(n, 0);
}

static void a_number_is_never_used_again(void **state)
{
	struct note *notes;
	size_t n;

	(void)state;
	assert_true(add("a", "One", "anna", NULL) && add("a", "Two", "anna", NULL));
	assert_true(notes_remove(&sc, docs, 2));
	assert_false(notes_remove(&sc, docs, 2));
	assert_fault(&sc, FAULT_NOT_FOUND, "there is no note 2");
	scope_forgive(&sc);
	assert_true(add("a", "Three", "anna", NULL));
	assert_true(notes_of(&sc, docs, STR("a"), &notes, &n));
	assert_int_equal(n, 2);
	assert_int_equal(notes[1].id, 3);
}

static void what_is_no_note_is_refused(void **state)
{
	char long_text[NOTE_LETTERS + 2] = { 0 };
	const struct {
		const char *text, *author, *about, *words;
	} rows[] = {
		{ "", "anna", NULL, "the note is empty" },
		{ " \t", "anna", NULL, "the note is empty" },
		{ long_text, "anna", NULL, "the note has 2001 letters, the ceiling is 2000" },
		{ "bad \xff bytes", "anna", NULL, "the note is not UTF-8" },
		{ "Text", "", NULL, "the author is empty" },
		{ "Text", "anna", "", "the kind of customer is empty" },
	};

	(void)state;
	memset(long_text, 'x', NOTE_LETTERS + 1);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_false(add("a", rows[i].text, rows[i].author, rows[i].about));
		assert_fault(&sc, FAULT_INVALID, rows[i].words);
		scope_forgive(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(notes_are_kept_in_their_order, open_docs, close_docs),
		cmocka_unit_test_setup_teardown(a_number_is_never_used_again, open_docs, close_docs),
		cmocka_unit_test_setup_teardown(what_is_no_note_is_refused, open_docs, close_docs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
