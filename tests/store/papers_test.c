#include "store/papers.h"

#include <unistd.h>

#include "base/buf.h"
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

static struct paper written(enum paper_kind kind, const char *id, const char *body)
{
	return (struct paper){ .kind = kind,
		.id = str_of(id),
		.title = str_of(id),
		.body = str_of(body),
		.author = STR("anna"),
		.written_us = 7 };
}

static int64_t put_in(struct documents *where, const char *id, const char *body, int64_t seen)
{
	struct paper paper = written(PAPER_PERSONA, id, body);
	int64_t made = -1;

	return papers_put(&sc, where, &paper, seen, &made) ? made : 0;
}

static int64_t put(const char *id, const char *body, int64_t seen)
{
	return put_in(docs, id, body, seen);
}

static int64_t take_away(const char *id, int64_t seen)
{
	struct paper paper = written(PAPER_PERSONA, id, "");
	int64_t made = -1;

	return papers_remove(&sc, docs, &paper, seen, &made) ? made : 0;
}

static int64_t restore(const char *id, int64_t revision, int64_t seen)
{
	struct paper paper = written(PAPER_PERSONA, id, "");
	int64_t made = -1;

	return papers_restore(&sc, docs, &paper, revision, seen, &made) ? made : 0;
}

static void nothing_that_was_written_is_lost(void **state)
{
	struct paper *list, *paper;
	size_t n;

	(void)state;
	assert_int_equal(put("b", "{\"v\":1}", 0), 1);
	assert_int_equal(put("a", "{}", 0), 1);
	assert_int_equal(put("b", "{\"v\":2}", 1), 2);
	assert_int_equal(take_away("b", 2), 3);
	assert_true(papers_list(&sc, docs, PAPER_PERSONA, &list, &n));
	assert_int_equal(n, 1);
	assert_str(list[0].id, "a");
	assert_null(papers_get(&sc, docs, PAPER_PERSONA, STR("b")));
	assert_fault(&sc, FAULT_NOT_FOUND, "the persona \"b\" was removed");
	scope_forgive(&sc);
	assert_int_equal(restore("b", 1, 3), 4);
	paper = papers_get(&sc, docs, PAPER_PERSONA, STR("b"));
	assert_str(paper->body, "{\"v\":1}");
	assert_int_equal(paper->revision, 4);
	assert_true(papers_history(&sc, docs, PAPER_PERSONA, STR("b"), &list, &n));
	assert_int_equal(n, 4);
	assert_int_equal(list[0].revision, 4);
	assert_true(list[1].gone);
	assert_str(list[1].body, "{\"v\":2}");
	assert_str(list[1].author, "anna");
	assert_int_equal(list[3].written_us, 7);
	paper = papers_revision(&sc, docs, PAPER_PERSONA, STR("b"), 2);
	assert_str(paper->body, "{\"v\":2}");
	assert_true(papers_list(&sc, docs, PAPER_PERSONA, &list, &n));
	assert_int_equal(n, 2);
	assert_str(list[0].id, "b"); /* it keeps its place */
}

static void history_comes_in_pages(void **state)
{
	struct paper before = { .kind = PAPER_PERSONA, .id = STR("a") }, *list;
	size_t n, seen = 0;

	(void)state;
	for (int i = 0; i < 7; i++)
		assert_int_equal(put("a", "{}", i), i + 1);
	do {
		assert_true(papers_history_page(&sc, docs, &before, 3, &list, &n));
		for (size_t i = 0; i < n; i++)
			assert_int_equal(list[i].revision, 7 - (int)seen++);
		before.revision = n ? list[n - 1].revision : 0;
	} while (n);
	assert_int_equal(seen, 7);
	before.id = STR("never");
	assert_false(papers_history_page(&sc, docs, &before, 3, &list, &n));
	assert_fault(&sc, FAULT_NOT_FOUND, "there is no persona \"never\" here");
}

static void ids_are(const struct paper *papers, size_t n, const char *ids)
{
	struct buf *b = buf_new(&sc, 2000);

	for (size_t i = 0; i < n; i++)
		buf_printf(b, "%s%.*s", i ? " " : "", STR_ARG(papers[i].id));
	assert_str(buf_str(b), ids);
}

static void lists_come_in_pages(void **state)
{
	struct papers_wish wish = { .kind = PAPER_PERSONA, .most = 2 };
	struct paper *papers;
	size_t n;

	(void)state;
	put("d", "{}", 0);
	put("c", "{}", 0);
	put("b", "{}", 0);
	put("a", "{}", 0);
	put("d", "{\"x\":1}", 1);
	take_away("c", 1);
	assert_true(papers_page(&sc, docs, &wish, &papers, &n));
	ids_are(papers, n, "d b");
	assert_int_equal(papers[0].revision, 2);
	wish.after = STR("b");
	assert_true(papers_page(&sc, docs, &wish, &papers, &n));
	ids_are(papers, n, "a");
	/* Behind one that was removed meanwhile it goes on all the same. */
	wish.after = STR("c");
	assert_true(papers_page(&sc, docs, &wish, &papers, &n));
	ids_are(papers, n, "b a");
	wish.after = STR("a");
	assert_true(papers_page(&sc, docs, &wish, &papers, &n));
	assert_int_equal(n, 0);
}

static void comments_are_picked_by_their_map(void **state)
{
	struct papers_wish wish = { .kind = PAPER_COMMENT, .map = STR("shop"), .most = 9 };
	struct paper one = written(PAPER_COMMENT, "c1", "{\"map\":\"shop\"}"),
		     two = written(PAPER_COMMENT, "c2", "{\"map\":\"other\",\"text\":\"shop\"}"), *papers;
	int64_t made;
	size_t n;

	(void)state;
	assert_true(papers_put(&sc, docs, &one, 0, &made) && papers_put(&sc, docs, &two, 0, &made));
	assert_true(papers_page(&sc, docs, &wish, &papers, &n));
	ids_are(papers, n, "c1");
}

static void kinds_do_not_meet(void **state)
{
	struct paper segment = written(PAPER_SEGMENT, "a", "{}");
	int64_t made;

	(void)state;
	assert_int_equal(put("a", "{}", 0), 1);
	assert_true(papers_put(&sc, docs, &segment, 0, &made));
	assert_int_equal(made, 1);
	assert_int_equal(take_away("a", 1), 2);
	assert_non_null(papers_get(&sc, docs, PAPER_SEGMENT, STR("a")));
}

static bool note_one(struct scope *scope, void *to, const struct paper *paper)
{
	struct buf *b = to;

	(void)scope;
	buf_printf(b, "%s %.*s %lld%s, ", paper_kind_name(paper->kind), STR_ARG(paper->id),
		(long long)paper->revision, paper->gone ? " gone" : "");
	return true;
}

static void each_revision_is_told(void **state)
{
	struct paper segment = written(PAPER_SEGMENT, "s", "{}");
	struct buf *b = buf_new(&sc, 1000);
	int64_t made;

	(void)state;
	assert_true(papers_put(&sc, docs, &segment, 0, &made));
	assert_true(put("b", "{}", 0) && put("a", "{}", 0) && take_away("b", 1));
	assert_true(papers_each(&sc, docs, note_one, b));
	assert_str(buf_str(b), "persona b 1, persona b 2 gone, persona a 1, segment s 1, ");
}

static void a_new_id_was_never_used(void **state)
{
	struct str id;

	(void)state;
	assert_true(papers_new_id(&sc, docs, PAPER_PERSONA, 'p', &id));
	assert_str(id, "p1");
	assert_true(put("p1", "{}", 0) && put("p3", "{}", 0) && take_away("p3", 1));
	assert_true(papers_new_id(&sc, docs, PAPER_PERSONA, 'p', &id));
	assert_str(id, "p4");
	assert_true(papers_new_id(&sc, docs, PAPER_COMMENT, 'c', &id));
	assert_str(id, "c1");
}

static bool note_mention(struct scope *scope, void *to, struct str text, bool contact)
{
	(void)scope;
	*(int *)to += str_has(text, STR("ewa@example.test")) && !contact;
	return true;
}

/* Whoever looks for a person's address finds it in what was written, in every revision. */
static void what_is_written_is_looked_through(void **state)
{
	int found = 0;

	(void)state;
	assert_true(put("a", "{\"quote\":\"write to ewa@example.test\"}", 0) && put("a", "{}", 1));
	assert_true(documents_mentions(&sc, docs, STR("ewa@example.test"), note_mention, &found));
	assert_int_equal(found, 1);
}

static void whoever_is_late_is_told_both_revisions(void **state)
{
	(void)state;
	assert_int_equal(put("a", "{}", 0), 1);
	assert_int_equal(put("a", "{\"v\":2}", 1), 2);
	assert_int_equal(put("a", "{\"v\":3}", 1), 0);
	assert_fault(&sc, FAULT_CONFLICT, "the persona \"a\" was changed meanwhile (revision 2, you saw 1)");
	scope_forgive(&sc);
	assert_int_equal(put("a", "{\"v\":3}", 0), 0);
	assert_fault(&sc, FAULT_CONFLICT, "there is a persona \"a\" already (revision 2, you saw 0, none)");
	scope_forgive(&sc);
	assert_int_equal(put("new", "{}", 4), 0);
	assert_fault(&sc, FAULT_CONFLICT, "(revision 0, you saw 4)");
	scope_forgive(&sc);
	assert_int_equal(take_away("a", 1), 0);
	assert_fault(&sc, FAULT_CONFLICT, "(revision 2, you saw 1)");
	scope_forgive(&sc);
	assert_int_equal(restore("a", 1, 1), 0);
	assert_fault(&sc, FAULT_CONFLICT, "(revision 2, you saw 1)");
	scope_forgive(&sc);
	assert_str(papers_get(&sc, docs, PAPER_PERSONA, STR("a"))->body, "{\"v\":2}");
	assert_int_equal(take_away("a", 2), 3);
	assert_int_equal(put("a", "{\"v\":4}", 0), 4); /* there is none any more */
}

static void what_is_not_there_is_said_with_what_is(void **state)
{
	(void)state;
	assert_null(papers_get(&sc, docs, PAPER_OPPORTUNITY, STR("x")));
	assert_fault(&sc, FAULT_NOT_FOUND, "there is no opportunity \"x\" here (there is none yet)");
	scope_forgive(&sc);
	assert_int_equal(put("a", "{}", 0), 1);
	assert_int_equal(put("b", "{}", 0), 1);
	assert_null(papers_get(&sc, docs, PAPER_PERSONA, STR("x")));
	assert_fault(&sc, FAULT_NOT_FOUND, "there is no persona \"x\" here (there is: a, b)");
	scope_forgive(&sc);
	assert_null(papers_revision(&sc, docs, PAPER_PERSONA, STR("a"), 2));
	assert_fault(&sc, FAULT_NOT_FOUND, "the persona \"a\" has no revision 2: it has 1 to 1");
	scope_forgive(&sc);
	assert_int_equal(restore("a", 5, 1), 0);
	assert_fault(&sc, FAULT_NOT_FOUND, "no revision 5");
	scope_forgive(&sc);
	assert_int_equal(restore("x", 1, 0), 0);
	assert_fault(&sc, FAULT_NOT_FOUND, "there is no persona \"x\"");
	scope_forgive(&sc);
	assert_int_equal(take_away("x", 0), 0);
	assert_fault(&sc, FAULT_NOT_FOUND, "there is no persona \"x\"");
}

static void found_by_title_too(void **state)
{
	struct paper paper = written(PAPER_PERSONA, "first", "{}");
	int64_t made;

	(void)state;
	paper.title = STR("Pierwszy Zakup Łódź");
	assert_true(papers_put(&sc, docs, &paper, 0, &made));
	assert_str(papers_find(&sc, docs, PAPER_PERSONA, STR("pierwszy zakup łódź"))->id, "first");
	assert_str(papers_find(&sc, docs, PAPER_PERSONA, STR("first"))->id, "first");
	assert_null(papers_find(&sc, docs, PAPER_PERSONA, STR("second")));
	assert_fault(&sc, FAULT_NOT_FOUND, "there is: first");
}

static void what_is_no_paper_is_refused(void **state)
{
	static char long_id[PAPER_ID_LETTERS + 2];
	const struct {
		const char *id, *title, *body, *author, *words;
		enum fault fault;
	} rows[] = {
		{ "", "t", "{}", "anna", "the id is empty", FAULT_INVALID },
		{ long_id, "t", "{}", "anna", "the id is longer than 100 letters", FAULT_LIMIT },
		{ "a", "", "{}", "anna", "the title is empty", FAULT_INVALID },
		{ "a", "\xff", "{}", "anna", "the title is not UTF-8", FAULT_INVALID },
		{ "a", "t", "", "anna", "the text is empty", FAULT_INVALID },
		{ "a", "t", "{}", "", "the author is empty", FAULT_INVALID },
	};

	(void)state;
	memset(long_id, 'x', PAPER_ID_LETTERS + 1);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct paper paper = written(PAPER_PERSONA, rows[i].id, rows[i].body);
		int64_t made;
		paper.title = str_of(rows[i].title);
		paper.author = str_of(rows[i].author);
		assert_false(papers_put(&sc, docs, &paper, 0, &made));
		assert_fault(&sc, rows[i].fault, rows[i].words);
		scope_forgive(&sc);
	}
}

static void ceilings(void **state)
{
	(void)state;
	assert_int_equal(put("a", "{}", 0), 1);
	assert_true(lite_script(&sc, documents_lite(docs),
		"INSERT INTO paper_revision SELECT kind, id, 100000, title, body, author, written, gone"
		" FROM paper_revision"));
	assert_int_equal(put("a", "{}", 100000), 0);
	assert_fault(&sc, FAULT_LIMIT, "has 100000 revisions, the ceiling");
	scope_forgive(&sc);
	assert_true(lite_script(&sc, documents_lite(docs),
		"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 19999)"
		" INSERT INTO paper SELECT 'persona', 'x' || i, i FROM n"));
	assert_int_equal(put("b", "{}", 0), 0);
	assert_fault(&sc, FAULT_LIMIT, "there are 20000 personas, the ceiling");
}

/* Two programs on one file: the second that changes what both saw is refused, and what the first wrote stays. */
static void two_connections_never_overwrite(void **state)
{
	char path[] = "/tmp/wend-papers-XXXXXX";
	int fd = mkstemp(path);
	struct documents *one, *other;

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	one = documents_open(&sc, path, LITE_WRITE);
	other = documents_open(&sc, path, LITE_WRITE);
	assert_non_null(one);
	assert_non_null(other);
	for (int64_t seen = 0; seen < 20; seen++) {
		struct documents *first = seen % 2 ? one : other, *second = seen % 2 ? other : one;
		assert_int_equal(put_in(first, "a", "{\"by\":1}", seen), seen + 1);
		assert_int_equal(put_in(second, "a", "{\"by\":2}", seen), 0);
		assert_fault(&sc, FAULT_CONFLICT, "revision");
		scope_forgive(&sc);
	}
	assert_str(papers_get(&sc, other, PAPER_PERSONA, STR("a"))->body, "{\"by\":1}");
	documents_close(one);
	documents_close(other);
	unlink(path);
}

/* --- against an obvious model: an array of all that was ever written --- */

enum { IDS = 4, STEPS = 1500, ALL = STEPS + 1 };

static struct {
	struct {
		int value; /* its body */
		bool gone;
	} at[ALL];
	int n;
} model[IDS];

static struct str body_of(int value)
{
	return str_of(scope_printf(&sc, "{\"v\":%d}", value));
}

static void same_history(int id)
{
	struct str name = str_of(scope_printf(&sc, "p%d", id));
	struct paper *list;
	size_t n;

	if (!model[id].n) {
		assert_false(papers_history(&sc, docs, PAPER_PERSONA, name, &list, &n));
		scope_forgive(&sc);
		return;
	}
	assert_true(papers_history(&sc, docs, PAPER_PERSONA, name, &list, &n));
	assert_int_equal(n, model[id].n);
	for (size_t i = 0; i < n; i++) {
		const struct paper *paper = &list[n - 1 - i];
		assert_int_equal(paper->revision, i + 1);
		assert_int_equal(paper->gone, model[id].at[i].gone);
		assert_true(str_equal(paper->body, body_of(model[id].at[i].value)));
	}
	struct paper *now = papers_get(&sc, docs, PAPER_PERSONA, name);
	assert_true((now == NULL) == model[id].at[n - 1].gone);
	scope_forgive(&sc);
}

static void step(uint64_t *random, int i)
{
	int id = (int)(test_random(random) % IDS), n = model[id].n, value = i, from = 0;
	const char *name = scope_printf(&sc, "p%d", id);
	unsigned act = (unsigned)(test_random(random) % 4);
	int64_t seen = test_random(random) % 3 ? n : (int64_t)(test_random(random) % (uint64_t)(n + 2)), made;
	bool gone = n && model[id].at[n - 1].gone, may = seen == n || (!seen && gone);

	if (act <= 1) {
		made = put(name, body_of(value).p, seen);
	} else if (act == 2) {
		may = may && n && !gone && seen == n;
		value = n ? model[id].at[n - 1].value : 0;
		made = take_away(name, seen);
	} else {
		from = 1 + (int)(test_random(random) % (uint64_t)(n + 1));
		may = may && from <= n;
		value = may ? model[id].at[from - 1].value : 0;
		made = restore(name, from, seen);
	}
	assert_int_equal(made, may ? n + 1 : 0);
	assert_int_equal(sc.fault != FAULT_NONE, !may);
	scope_forgive(&sc);
	if (may) {
		model[id].at[n].value = value;
		model[id].at[n].gone = act == 2;
		model[id].n++;
	}
}

static void random_histories_are_kept(void **state)
{
	uint64_t random = 2026;

	(void)state;
	memset(model, 0, sizeof model);
	for (int i = 0; i < STEPS; i++) {
		step(&random, i);
		if (i % 100 == 0 || i == STEPS - 1)
			for (int id = 0; id < IDS; id++)
				same_history(id);
	}
	for (int id = 0; id < IDS; id++)
		assert_true(model[id].n > 50);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_docs, close_docs)
	const struct CMUnitTest tests[] = {
		CASE(nothing_that_was_written_is_lost),
		CASE(history_comes_in_pages),
		CASE(lists_come_in_pages),
		CASE(comments_are_picked_by_their_map),
		CASE(kinds_do_not_meet),
		CASE(each_revision_is_told),
		CASE(a_new_id_was_never_used),
		CASE(what_is_written_is_looked_through),
		CASE(whoever_is_late_is_told_both_revisions),
		CASE(what_is_not_there_is_said_with_what_is),
		CASE(found_by_title_too),
		CASE(what_is_no_paper_is_refused),
		CASE(ceilings),
		CASE(two_connections_never_overwrite),
		CASE(random_histories_are_kept),
	};

	return cmocka_run_group_tests_name("papers", tests, NULL, NULL);
}
