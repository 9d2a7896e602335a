#include "answer/paths.h"

#include "answer/first.h"
#include "base/buf.h"
#include "bench.h"

static struct bench b;
static struct definition *def;

/* Two go home > cart > order, one there and back and there again, one searches, one fills in a form three times. */
static int take_log(void **state)
{
	(void)state;
	b = bench_new();
	bench_take(&b, "log.csv",
		"customer,event,time\n"
		"anna,home,2026-01-01 10:00:00\nanna,cart,2026-01-01 10:01:00\nanna,order completed,2026-01-01 10:05:00\n"
		"bert,home,2026-01-01 11:00:00\nbert,cart,2026-01-01 11:01:00\nbert,order completed,2026-01-01 11:02:00\n"
		"cleo,home,2026-01-01 12:00:00\ncleo,cart,2026-01-01 12:01:00\ncleo,home,2026-01-01 12:02:00\n"
		"cleo,cart,2026-01-01 12:03:00\n"
		"dora,home,2026-01-01 13:00:00\ndora,search,2026-01-01 13:01:00\n"
		"emil,contact form,2026-01-01 14:00:00\nemil,contact form,2026-01-01 14:00:30\n"
		"emil,contact form,2026-01-01 14:01:00\n"
		"fred,home,2026-03-01 00:00:00\n");
	bench_study(&b);
	def = study_first(&b.sc, b.study, &(struct first_wish){ .id = STR("m"), .title = STR("m") });
	if (!def)
		fail_msg("%s", b.sc.why);
	return 0;
}

static int drop_log(void **state)
{
	(void)state;
	bench_close(&b);
	return 0;
}

static struct paths_answer *ask(struct paths_question q)
{
	struct paths_answer *a = study_paths(&b.sc, b.study, def, &q);

	if (!a)
		fail_msg("%s", b.sc.why);
	return a;
}

static void assert_path(const struct path *p, const char *names, uint64_t count)
{
	struct buf *text = buf_new(&b.sc, 1000);

	for (size_t i = 0; i < p->n; i++)
		buf_printf(text, "%s%.*s", i ? " > " : "", STR_ARG(p->names[i]));
	assert_str(buf_str(text), names);
	assert_int_equal(p->count, count);
}

static void sequences_with_how_many_reached_the_goal(void **state)
{
	struct paths_answer *a = ask((struct paths_question){ .grams = 2, .top = 2 });

	(void)state;
	assert_int_equal(a->units, 6);
	assert_int_equal(a->variants.distinct, 5);
	assert_int_equal(a->variants.at.n, 2);
	assert_path(&a->variants.at.at[0], "home > cart > order completed", 2);
	assert_int_equal(a->variants.at.at[0].converted, 2);
	assert_int_equal(a->variants.other, 3);
	assert_near(a->variants.at.at[0].share.value, 2. / 6, 1e-9);
	assert_int_equal(a->to_goal.n, 2);
	assert_near(a->to_goal.median_s, 120, 0);
}

static void runs_with_their_customers(void **state)
{
	struct paths_answer *a = ask((struct paths_question){ .grams = 2, .top = 1 });

	(void)state;
	/* home > cart: anna, bert, cleo twice */
	assert_path(&a->runs.at.at[0], "home > cart", 4);
	assert_int_equal(a->runs.at.at[0].customers, 3);
	assert_near(a->runs.at.at[0].share.value, 3. / 6, 1e-9);
	/* cart > order, cart > home, home > search, form > form twice */
	assert_int_equal(a->runs.distinct, 5);
	assert_int_equal(a->runs.other, 2 + 1 + 1 + 2);
	a = ask((struct paths_question){ .grams = 1, .top = 1 });
	assert_path(&a->runs.at.at[0], "home", 6);
}

static void coming_back_and_moving(void **state)
{
	struct paths_answer *a = ask((struct paths_question){ .grams = 1, .top = 10 });
	uint64_t backs = 0, repeats = 0;

	(void)state;
	for (size_t i = 0; i < a->returns.n; i++) {
		backs += a->returns.at[i].backs;
		repeats += a->returns.at[i].events - a->returns.at[i].visits;
	}
	assert_int_equal(backs, 2);   /* cleo: home again, cart again */
	assert_int_equal(repeats, 2); /* emil's form */
	assert_int_equal(a->sessions, 6);
	assert_int_equal(a->styles.units[STYLE_STUCK], 1);
	assert_int_equal(a->styles.units[STYLE_SEARCHING], 1);
	assert_int_equal(a->styles.units[STYLE_WANDERING], 1);
	assert_int_equal(a->styles.units[STYLE_DIRECT], 3);
	assert_int_equal(a->styles.same_form, 1);
	assert_int_equal(a->styles.returns, 2);
}

static void what_makes_no_sense_is_refused(void **state)
{
	(void)state;
	assert_null(study_paths(&b.sc, b.study, def, &(struct paths_question){ .grams = 5, .top = 1 }));
	assert_fault(&b.sc, FAULT_LIMIT, "1 to 4");
	scope_forgive(&b.sc);
	assert_null(study_paths(&b.sc, b.study, def, &(struct paths_question){ .grams = 1, .top = 0 }));
	assert_fault(&b.sc, FAULT_LIMIT, "1 to 1000");
	scope_forgive(&b.sc);
}

/* A figure that others find too. */
static void variants_of_the_simple_shop(void **state)
{
	NEED_SHARED(path, "data/simple_shop/simple-onlineshop.csv");
	struct bench shop = bench_new();

	(void)state;
	bench_import(&shop, path);
	bench_study(&shop);
	struct definition *map =
		study_first(&shop.sc, shop.study, &(struct first_wish){ .id = STR("m"), .title = STR("m") });
	struct paths_answer *a = study_paths(&shop.sc, shop.study, map,
		&(struct paths_question){ .grams = 1, .top = 1, .unit = UNIT_CUSTOMERS });
	assert_int_equal(a->variants.distinct, 2028);
	assert_int_equal(a->sessions, 6454);
	bench_close(&shop);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(sequences_with_how_many_reached_the_goal, take_log, drop_log),
		cmocka_unit_test_setup_teardown(runs_with_their_customers, take_log, drop_log),
		cmocka_unit_test_setup_teardown(coming_back_and_moving, take_log, drop_log),
		cmocka_unit_test_setup_teardown(what_makes_no_sense_is_refused, take_log, drop_log),
		cmocka_unit_test(variants_of_the_simple_shop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
