#include "store/once.h"

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

#define NOW (INT64_C(1800000000) * 1000000)

static struct once key(const char *who, const char *name, const char *asked, int64_t now_us)
{
	return (struct once){ str_of(who), str_of(name), str_of(asked), 7, now_us };
}

static enum once_found begin(struct once once, struct once_answer *answer)
{
	enum once_found found;

	assert_true(once_begin(&sc, docs, &once, &found, answer));
	return found;
}

static void keep(struct once once, const char *body)
{
	assert_true(once_keep(
		&sc, docs, &once, &(struct once_answer){ 201, STR("application/json"), str_of(body) }));
}

static void what_was_done_is_answered_again(void **state)
{
	struct once a = key("user:1", "k", "put", NOW);
	struct once_answer answer;

	(void)state;
	assert_int_equal(begin(a, &answer), ONCE_NEW);
	assert_int_equal(begin(a, &answer), ONCE_BUSY);
	keep(a, "{}");
	assert_int_equal(begin(a, &answer), ONCE_DONE);
	assert_int_equal(answer.status, 201);
	assert_str(answer.type, "application/json");
	assert_str(answer.body, "{}");
	/* an empty body is an answer, none is not */
	struct once b = key("user:1", "l", "delete", NOW);
	assert_int_equal(begin(b, &answer), ONCE_NEW);
	assert_true(once_keep(&sc, docs, &b, &(struct once_answer){ 204, { 0 }, STR("") }));
	assert_int_equal(begin(b, &answer), ONCE_DONE);
	assert_true(answer.body.p && !answer.body.n && !answer.type.p);
	struct once c = key("user:1", "m", "secret", NOW);
	assert_int_equal(begin(c, &answer), ONCE_NEW);
	assert_true(once_keep(&sc, docs, &c, &(struct once_answer){ 201, { 0 }, { 0 } }));
	assert_int_equal(begin(c, &answer), ONCE_DONE);
	assert_null(answer.body.p);
}

static void a_key_goes_with_one_request_of_one_asker(void **state)
{
	struct once_answer answer;

	(void)state;
	assert_int_equal(begin(key("user:1", "k", "put", NOW), &answer), ONCE_NEW);
	assert_int_equal(begin(key("user:1", "k", "post", NOW), &answer), ONCE_OTHER);
	assert_int_equal(begin(key("user:2", "k", "post", NOW), &answer), ONCE_NEW);
	assert_int_equal(begin(key("token:1", "k", "post", NOW), &answer), ONCE_NEW);
}

static void a_refusal_is_forgotten(void **state)
{
	struct once a = key("user:1", "k", "put", NOW);
	struct once_answer answer;

	(void)state;
	assert_int_equal(begin(a, &answer), ONCE_NEW);
	assert_true(once_drop(&sc, docs, &a));
	assert_int_equal(begin(a, &answer), ONCE_NEW);
	keep(a, "{}");
	/* what was done stays done */
	assert_true(once_drop(&sc, docs, &a));
	assert_int_equal(begin(a, &answer), ONCE_DONE);
}

static void what_never_ended_is_lost(void **state)
{
	struct once a = key("user:1", "k", "put", NOW), other_run = a, long_after = a;
	struct once_answer answer;

	(void)state;
	other_run.run = 8;
	long_after.now_us += ONCE_LONGEST_US + 1;
	assert_int_equal(begin(a, &answer), ONCE_NEW);
	assert_int_equal(begin(other_run, &answer), ONCE_LOST);
	assert_int_equal(begin(long_after, &answer), ONCE_LOST);
}

static void a_day_is_kept(void **state)
{
	struct once_answer answer;

	(void)state;
	assert_int_equal(begin(key("user:1", "k", "put", NOW), &answer), ONCE_NEW);
	keep(key("user:1", "k", "put", NOW), "{}");
	assert_int_equal(begin(key("user:1", "k", "put", NOW + ONCE_KEPT_US - 1), &answer), ONCE_DONE);
	assert_int_equal(begin(key("user:1", "k", "put", NOW + ONCE_KEPT_US), &answer), ONCE_NEW);
}

static int64_t count(void)
{
	struct lite_rows *rows = lite_ask(&sc, documents_lite(docs), "SELECT count(*) FROM once", 0, NULL);

	assert_non_null(rows);
	assert_true(lite_next(rows));
	int64_t n = lite_int(rows, 0);
	assert_true(lite_done(&sc, rows));
	return n;
}

static void the_oldest_go(void **state)
{
	struct once_answer answer;

	(void)state;
	for (int i = 0; i < ONCE_KEYS + 20; i++) {
		struct once one = key("user:1", scope_printf(&sc, "k%d", i), "put", NOW + i);
		assert_int_equal(begin(one, &answer), ONCE_NEW);
		keep(one, "{}");
	}
	assert_int_equal(count(), ONCE_KEYS);
	assert_int_equal(begin(key("user:1", "k0", "put", NOW), &answer), ONCE_NEW);
	assert_int_equal(begin(key("user:1", "k1019", "put", NOW), &answer), ONCE_DONE);
}

static void answers_have_a_ceiling(void **state)
{
	struct once_answer answer;
	char *large = scope_alloc(&sc, ONCE_BODY + 1, 1);
	enum { FIT = ONCE_BYTES / ONCE_BODY };

	(void)state;
	for (int i = 0; i < FIT + 3; i++) {
		struct once one = key("user:1", scope_printf(&sc, "k%d", i), "put", NOW);
		assert_int_equal(begin(one, &answer), ONCE_NEW);
		assert_true(once_keep(&sc, docs, &one,
			&(struct once_answer){ 200, STR("text/plain"), { large, ONCE_BODY } }));
	}
	assert_int_equal(count(), FIT);
	assert_int_equal(begin(key("user:1", "k2", "put", NOW), &answer), ONCE_NEW);
	assert_int_equal(begin(key("user:1", "k3", "put", NOW), &answer), ONCE_DONE);
	struct once one = key("user:1", "larger", "put", NOW);
	assert_int_equal(begin(one, &answer), ONCE_NEW);
	assert_true(once_keep(
		&sc, docs, &one, &(struct once_answer){ 200, STR("text/plain"), { large, ONCE_BODY + 1 } }));
	assert_int_equal(begin(one, &answer), ONCE_DONE);
	assert_null(answer.body.p);
}

/* An answer may have somebody's words in it. */
static void who_is_erased_is_in_no_answer(void **state)
{
	struct once one = key("user:1", "k", "put", NOW);
	struct once_answer answer;
	uint64_t texts;

	(void)state;
	assert_int_equal(begin(one, &answer), ONCE_NEW);
	keep(one, "{\"text\":\"Ewa said\"}");
	assert_true(documents_erase(&sc, docs, NULL, 0, NULL, 0, &texts));
	assert_int_equal(count(), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_was_done_is_answered_again, open_docs, close_docs),
		cmocka_unit_test_setup_teardown(
			a_key_goes_with_one_request_of_one_asker, open_docs, close_docs),
		cmocka_unit_test_setup_teardown(a_refusal_is_forgotten, open_docs, close_docs),
		cmocka_unit_test_setup_teardown(what_never_ended_is_lost, open_docs, close_docs),
		cmocka_unit_test_setup_teardown(a_day_is_kept, open_docs, close_docs),
		cmocka_unit_test_setup_teardown(the_oldest_go, open_docs, close_docs),
		cmocka_unit_test_setup_teardown(answers_have_a_ceiling, open_docs, close_docs),
		cmocka_unit_test_setup_teardown(who_is_erased_is_in_no_answer, open_docs, close_docs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
