#include "store/judged.h"

#include "test.h"

static struct documents *open(struct scope *sc)
{
	struct documents *docs = documents_open(sc, ":memory:", LITE_MEMORY);

	assert_non_null(docs);
	return docs;
}

static struct judged_label label(uint64_t text, const char *task, const char *what)
{
	return (struct judged_label){ text, str_of(task), str_of(what), STR("anna"), 5 };
}

static void the_last_label_counts(void **state)
{
	struct scope sc = { 0 };
	struct documents *docs = open(&sc);
	struct judged_label *labels,
		put[] = { label(7, "feeling", "negative"), label(7, "touchpoint", "cart"),
			label(3, "feeling", "neutral"), label(7, "feeling", "positive") };
	size_t n;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(put); i++)
		assert_true(judged_put_label(&sc, docs, &put[i]));
	assert_true(judged_labels(&sc, docs, &labels, &n));
	assert_int_equal(n, 3);
	assert_str(judged_find(labels, n, 7, STR("feeling"))->label, "positive");
	assert_str(judged_find(labels, n, 7, STR("touchpoint"))->label, "cart");
	assert_str(judged_find(labels, n, 3, STR("feeling"))->label, "neutral");
	assert_null(judged_find(labels, n, 3, STR("touchpoint")));
	assert_null(judged_find(labels, n, 4, STR("feeling")));
	assert_null(judged_find(labels, 0, 7, STR("feeling")));
	assert_true(judged_drop_label(&sc, docs, 7, STR("feeling")));
	assert_true(judged_drop_label(&sc, docs, 7, STR("feeling"))); /* there is none any more */
	assert_true(judged_labels(&sc, docs, &labels, &n));
	assert_int_equal(n, 2);
	assert_null(judged_find(labels, n, 7, STR("feeling")));
	assert_non_null(judged_find(labels, n, 7, STR("touchpoint")));
	assert_non_null(judged_find(labels, n, 3, STR("feeling")));
	documents_close(docs);
	scope_close(&sc);
}

static void texts_are_known_by_what_they_say(void **state)
{
	(void)state;
	assert_true(judged_text(STR("late again")) == judged_text(STR(" late again\n")));
	assert_true(judged_text(STR("late again")) != judged_text(STR("Late again")));
	assert_true((int64_t)judged_text(STR("x")) > 0);
}

static void refusals_say_why(void **state)
{
	static char letters[300];
	struct scope sc = { 0 };
	struct documents *docs = open(&sc);
	struct judged_label none = label(1, "feeling", ""), broken = label(1, "feeling", "\xff");

	(void)state;
	assert_false(judged_put_label(&sc, docs, &none));
	assert_fault(&sc, FAULT_INVALID, "the label is empty");
	scope_forgive(&sc);
	assert_false(judged_put_label(&sc, docs, &broken));
	scope_forgive(&sc);
	memset(letters, 'a', sizeof letters - 1);
	struct judged_label much = label(1, "feeling", letters);
	assert_false(judged_put_label(&sc, docs, &much));
	assert_fault(&sc, FAULT_INVALID, "more than 200 letters");
	documents_close(docs);
	scope_close(&sc);
}

static void put(
	struct scope *sc, struct documents *docs, const char *finding, bool confirmed, const char *entry)
{
	struct str entries[] = { str_of(entry) };

	assert_true(judged_put_verdict(sc, docs,
		&(struct judged_verdict){
			STR("map"), str_of(finding), confirmed, STR("anna"), 9, entries, 1 }));
}

static void verdicts_teach(void **state)
{
	struct scope sc = { 0 };
	struct documents *docs = open(&sc);
	struct judged_verdict *verdicts;
	struct judged_entry *entries;
	size_t n;

	(void)state;
	put(&sc, docs, "need/cart", true, "[need] i need");
	put(&sc, docs, "need/help", false, "[need] i need");
	put(&sc, docs, "doubt/help", false, "[doubt] is it");
	put(&sc, docs, "need/cart", false, "[need] i need"); /* changed their mind */
	assert_true(judged_verdicts(&sc, docs, STR("map"), &verdicts, &n));
	assert_int_equal(n, 3);
	assert_str(verdicts[1].finding, "need/cart");
	assert_false(verdicts[1].confirmed);
	assert_true(judged_verdicts(&sc, docs, STR("other"), &verdicts, &n));
	assert_int_equal(n, 0);
	assert_true(judged_entries(&sc, docs, &entries, &n));
	assert_int_equal(n, 2);
	assert_str(entries[1].entry, "[need] i need");
	assert_int_equal(entries[1].right, 0);
	assert_int_equal(entries[1].wrong, 2);
	documents_close(docs);
	scope_close(&sc);
}

static void corrections_of_what_is_gone_go(void **state)
{
	struct scope sc = { 0 };
	struct documents *docs = open(&sc);
	struct judged_label *labels, there = label(judged_text(STR("late again")), "feeling", "negative"),
				     gone = label(judged_text(STR("never")), "feeling", "negative");
	size_t n;

	(void)state;
	assert_true(judged_forget_lost(&sc, docs));
	assert_true(documents_add_feedback(
		&sc, docs, &(struct feedback){ .import = 1, .row = 1, .text = STR("late again") }));
	assert_true(judged_put_label(&sc, docs, &there) && judged_put_label(&sc, docs, &gone));
	assert_true(judged_forget_lost(&sc, docs));
	assert_true(judged_labels(&sc, docs, &labels, &n));
	assert_int_equal(n, 1);
	assert_true(labels[0].text == there.text);
	documents_close(docs);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_label_counts),
		cmocka_unit_test(texts_are_known_by_what_they_say),
		cmocka_unit_test(refusals_say_why),
		cmocka_unit_test(verdicts_teach),
		cmocka_unit_test(corrections_of_what_is_gone_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
