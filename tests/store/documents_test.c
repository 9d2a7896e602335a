#include "store/documents.h"

#include "base/buf.h"
#include "folder.h"

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

static bool put(const char *id, const char *title, int64_t seen)
{
	return documents_put_map(&sc, docs,
		&(struct saved_map){ .id = str_of(id),
			.title = str_of(title),
			.text = STR("{}"),
			.author = STR("anna"),
			.written_us = 5 },
		seen);
}

/* --- proposals --- */

static void a_proposal_knows_what_it_was_made_of(void **state)
{
	struct proposal_note note;

	(void)state;
	assert_true(put("a", "One", 0));
	assert_true(documents_proposal(&sc, docs, STR("a"), &note));
	assert_true(note.made_of == 0 && !note.language.p);
	assert_true(documents_note_proposal(
		&sc, docs, STR("a"), &(struct proposal_note){ UINT64_MAX, STR("pl") }));
	assert_true(documents_proposal(&sc, docs, STR("a"), &note));
	assert_true(note.made_of == UINT64_MAX);
	assert_str(note.language, "pl");
	assert_true(documents_note_proposal(&sc, docs, STR("a"), &(struct proposal_note){ .made_of = 7 }));
	assert_true(documents_proposal(&sc, docs, STR("a"), &note));
	assert_true(note.made_of == 7 && !note.language.p);
}

/* --- transactions --------------------------------------------------------------------------------- */

static size_t n_maps(void)
{
	struct saved_map *maps;
	size_t n;

	assert_true(documents_maps(&sc, docs, &maps, &n));
	return n;
}

static void a_transaction_stands_within_another(void **state)
{
	(void)state;
	assert_true(documents_begin(&sc, docs));
	assert_true(put("a", "One", 0));
	/* what is refused within goes alone */
	assert_false(put("a", "Two", 7));
	scope_forgive(&sc);
	assert_true(put("b", "Two", 0));
	assert_true(documents_commit(&sc, docs));
	assert_int_equal(n_maps(), 2);
	/* with the outer one everything goes that it had in it */
	assert_true(documents_begin(&sc, docs));
	assert_true(put("c", "Three", 0));
	assert_true(documents_begin(&sc, docs));
	assert_true(put("d", "Four", 0));
	assert_true(documents_commit(&sc, docs));
	assert_int_equal(n_maps(), 4);
	documents_rollback(docs);
	assert_int_equal(n_maps(), 2);
	/* one that never began harms nothing */
	documents_rollback(docs);
	assert_true(put("e", "Five", 0));
	assert_int_equal(n_maps(), 3);
}

/* --- maps ---------------------------------------------------------------------------------------- */

static void maps_keep_their_order_and_revisions(void **state)
{
	struct saved_map *maps;
	size_t n;

	(void)state;
	assert_true(put("b", "Second letter", 0));
	assert_true(put("a", "First letter", 0));
	assert_true(put("b", "Changed", 1));
	assert_true(documents_maps(&sc, docs, &maps, &n));
	assert_int_equal(n, 2);
	assert_str(maps[0].id, "b");
	assert_str(maps[0].title, "Changed");
	assert_int_equal(maps[0].revision, 2);
	assert_int_equal(maps[0].written_us, 5);
	assert_str(maps[1].id, "a");
	assert_str(documents_map(&sc, docs, STR("a"))->author, "anna");
}

static void whoever_saw_an_old_revision_is_refused(void **state)
{
	(void)state;
	assert_true(put("a", "One", 0));
	assert_true(put("a", "Two", 1));
	static const int64_t seen[] = { 0, 1, 3, -1 };
	for (size_t i = 0; i < COUNT_OF(seen); i++) {
		assert_false(put("a", "Late", seen[i]));
		assert_fault(&sc, FAULT_CONFLICT, "changed meanwhile (revision 2");
		scope_forgive(&sc);
	}
	assert_str(documents_map(&sc, docs, STR("a"))->title, "Two");
	assert_true(put("a", "Three", 2));
}

static void unknown_maps_are_named(void **state)
{
	(void)state;
	assert_null(documents_map(&sc, docs, STR("x")));
	assert_fault(&sc, FAULT_NOT_FOUND, "there is none yet");
	scope_forgive(&sc);
	assert_true(put("a", "One", 0));
	assert_null(documents_map(&sc, docs, STR("x")));
	assert_fault(&sc, FAULT_NOT_FOUND, "no map \"x\" here (there is: a)");
}

/* --- feedback ------------------------------------------------------------------------------------ */

static bool append_text(struct scope *scope, void *to, const struct feedback *f)
{
	(void)scope;
	buf_printf(to, "%lld/%llu/%u c%u %.*s|", (long long)f->import, (unsigned long long)f->row, f->part,
		f->customer, STR_ARG(f->text));
	return true;
}

static bool stop(struct scope *scope, void *to, const struct feedback *f)
{
	(void)f;
	++*(int *)to;
	return scope_fail(scope, FAULT_LIMIT, "enough");
}

static void say(int64_t import, uint64_t row, const char *text)
{
	assert_true(documents_add_feedback(&sc, docs,
		&(struct feedback){ .import = import,
			.row = row,
			.part = 1,
			.time_us = (int64_t)(100 - row),
			.customer = 3,
			.text = str_of(text) }));
}

static struct str all(void)
{
	struct buf *out = buf_new(&sc, 1 << 20);

	assert_true(documents_feedback(&sc, docs, append_text, out));
	return buf_str(out);
}

static struct str said(const char *word)
{
	struct buf *out = buf_new(&sc, 1 << 20);

	assert_true(documents_search(&sc, docs, str_of(word), 10, append_text, out));
	return buf_str(out);
}

static void feedback_comes_back_by_time(void **state)
{
	int n = 0;

	(void)state;
	say(1, 10, "later");
	say(1, 20, "sooner");
	assert_str(all(), "1/20/1 c3 sooner|1/10/1 c3 later|");
	assert_false(documents_feedback(&sc, docs, stop, &n));
	assert_int_equal(n, 1);
	assert_fault(&sc, FAULT_LIMIT, "enough");
}

static void words_are_found(void **state)
{
	(void)state;
	say(1, 1, "Zażółć gęślą jaźń");
	say(1, 2, "the delivery was late, \"very\" late");
	static const struct {
		const char *word;
		bool found;
	} cases[] = { { "ZAŻÓŁĆ", true }, { "jazn", true }, { "delivery", true }, { "deliver", false },
		{ "deliver*", true }, { "late OR nothing", true }, { "late AND nothing", false },
		{ "\"was late\"", true }, { "(jazn) AND (gesla* OR late)", true } };
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (str_empty(said(cases[i].word)) == cases[i].found)
			fail_msg("%s", cases[i].word);
}

/* What was dropped is not found by its words either. */
static void what_is_dropped_is_gone(void **state)
{
	(void)state;
	say(1, 1, "first");
	say(2, 1, "second");
	say(3, 1, "third");
	assert_true(documents_drop_feedback(&sc, docs, 1, 1, 1));
	assert_true(documents_drop_feedback(&sc, docs, 1, 1, 0));
	assert_true(documents_clean(&sc, docs, 2));
	assert_str(all(), "2/1/1 c3 second|");
	assert_str(said("first"), "");
	assert_str(said("third"), "");
	assert_str(said("second"), "2/1/1 c3 second|");
}

static void a_rollback_takes_all_back(void **state)
{
	(void)state;
	say(1, 1, "before");
	assert_true(documents_begin(&sc, docs));
	say(2, 1, "never");
	documents_rollback(docs);
	assert_true(documents_begin(&sc, docs));
	say(2, 2, "after");
	assert_true(documents_commit(&sc, docs));
	assert_str(all(), "2/2/1 c3 after|1/1/1 c3 before|");
}

/* --- the file ------------------------------------------------------------------------------------ */

static void a_second_writer_waits_and_is_told(void **state)
{
	struct folder f = folder_open();
	const char *path = folder_path(&f, "wend.db");
	struct lite *first = lite_open(&f.sc, path, LITE_WRITE), *second = lite_open(&f.sc, path, LITE_WRITE);

	(void)state;
	assert_true(lite_script(
		&f.sc, first, "CREATE TABLE t (i INTEGER); BEGIN IMMEDIATE; INSERT INTO t VALUES (1)"));
	assert_true(lite_script(&f.sc, second, "PRAGMA busy_timeout = 50"));
	assert_false(lite_script(&f.sc, second, "BEGIN IMMEDIATE"));
	assert_fault(&f.sc, FAULT_CONFLICT, "wend.db\": database is locked (another wend");
	lite_close(second);
	lite_close(first);
	lite_close(NULL);
	folder_close(&f);
}

static void what_is_no_database_is_refused(void **state)
{
	struct folder f = folder_open();

	(void)state;
	assert_null(documents_open(&f.sc,
		folder_file(&f, "a.db", STR("this is no database, but it is long enough")), LITE_WRITE));
	assert_fault(&f.sc, FAULT_IO, "a.db\": file is not a database (it is damaged");
	scope_forgive(&f.sc);
	assert_null(documents_open(&f.sc, folder_path(&f, "no/b.db"), LITE_WRITE));
	assert_fault(&f.sc, FAULT_IO, "no/b.db");
	documents_close(NULL);
	folder_close(&f);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_docs, close_docs)

int main(void)
{
	const struct CMUnitTest tests[] = { TEST(maps_keep_their_order_and_revisions),
		TEST(a_transaction_stands_within_another), TEST(unknown_maps_are_named),
		TEST(whoever_saw_an_old_revision_is_refused), TEST(unknown_maps_are_named),
		TEST(feedback_comes_back_by_time), TEST(words_are_found), TEST(what_is_dropped_is_gone),
		TEST(a_proposal_knows_what_it_was_made_of), TEST(a_rollback_takes_all_back),
		cmocka_unit_test(a_second_writer_waits_and_is_told),
		cmocka_unit_test(what_is_no_database_is_refused) };

	return cmocka_run_group_tests_name("documents", tests, NULL, NULL);
}
