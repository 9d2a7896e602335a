#include "answer/first.h"
#include "answer/candidates.h"
#include "base/buf.h"
#include "bench.h"

static const char *const SHOP[] = { "visit", "product_view", "cart", "payment", "order_completed" };

/* `n` customers who go the first steps of SHOP, customer i the first 1 + i % 5; then `more` is added. */
static struct bench shop(int n, const char *more)
{
	struct bench b = bench_new();
	struct buf *out = buf_new(&b.sc, 1 << 22);

	buf_puts(out, "customer,time,event,page\n");
	for (int i = 0; i < n; i++)
		for (int k = 0; k <= i % 5; k++)
			buf_printf(out, "user-%d,2026-01-%02d 10:%02d:00,%s,\n", i, 1 + i % 28, k, SHOP[k]);
	buf_puts(out, more);
	bench_import(&b, bench_write(&b, "shop.csv", buf_str(out)));
	bench_study(&b);
	return b;
}

static struct definition *first(struct bench *b, const char *goal)
{
	struct definition *def = study_first(&b->sc, b->study,
		&(struct first_wish){ .id = STR("first"), .title = STR("First"), .goal = str_of(goal) });

	if (!def)
		fail_msg("%s", b->sc.why);
	return def;
}

static const struct touchpoint *touchpoint(const struct definition *def, const char *id)
{
	int at = definition_find(def, str_of(id));

	return at < 0 ? NULL : definition_touchpoint(def, (size_t)at);
}

static void order_and_goal_by_words(void **state)
{
	struct bench b = shop(200, "");
	struct definition *def = first(&b, NULL);

	(void)state;
	assert_int_equal(definition_touchpoints(def), 5);
	for (size_t i = 0; i < 5; i++)
		assert_str(definition_touchpoint(def, i)->id, SHOP[i]);
	assert_str(touchpoint(def, "product_view")->name, "Product view");
	assert_str(def->goal, "order_completed");
	assert_true(def->goal_why.n > 0);
	assert_false(def->end_at_goal);
	assert_int_equal(def->silence_us, 0);
	bench_close(&b);
}

static void a_goal_that_was_named(void **state)
{
	static const struct {
		const char *goal, *want;
	} goals[] = { { "cart", "cart" }, { "CART", "cart" }, { "product view", "product_view" },
		{ "none", NULL }, { "case-complete", "(case complete)" } };
	struct bench b = shop(50, "");

	(void)state;
	for (size_t i = 0; i < COUNT_OF(goals); i++) {
		struct definition *def = first(&b, goals[i].goal);
		assert_int_equal(def->goal.p == NULL, goals[i].want == NULL);
		if (goals[i].want)
			assert_str(def->goal, goals[i].want);
		assert_null(def->goal_why.p);
	}
	assert_null(
		study_first(&b.sc, b.study, &(struct first_wish){ .id = STR("x"), .goal = STR("checkout") }));
	assert_fault(&b.sc, FAULT_NOT_FOUND, "no touchpoint \"checkout\" for a goal; there are: ");
	bench_close(&b);
}

/* Under 1 % of the journeys: no touchpoint, but nothing is lost; as many are not rare. */
static void rare_events_are_unsorted_and_counted(void **state)
{
	struct bench b =
		shop(200, "user-0,2026-01-01 11:00:00,strange thing,\n"
			  "user-1,2026-01-02 11:00:00,seldom,\nuser-6,2026-01-07 11:00:00,seldom,\n");
	struct definition *def = first(&b, NULL);
	struct map *map = study_map(&b.sc, b.study, def, &(struct study_wish){ 0 });
	uint64_t events = 0;

	(void)state;
	assert_null(touchpoint(def, "strange thing"));
	assert_non_null(touchpoint(def, "seldom"));
	assert_int_equal(candidates_find(&b.sc, b.study)->rare, 1);
	assert_int_equal(map->unsorted.events, 1);
	assert_int_equal(map->unsorted.journeys, 1);
	assert_int_equal(map->unsorted.kinds, 1);
	for (size_t t = 0; t < map->touchpoints.n; t++)
		events += map->touchpoints.at[t].figures.events;
	assert_int_equal(events + map->unsorted.events, map->events);
	bench_close(&b);
}

/* Whoever writes "Cart" and whoever writes "cart" is at one touchpoint, as matches have it. */
static void letter_case_makes_no_second_touchpoint(void **state)
{
	struct bench b = shop(50, "user-0,2026-01-01 11:00:00,CART,\nuser-1,2026-01-02 11:00:00,CART,\n");
	struct definition *def = first(&b, NULL);
	struct candidates *c = candidates_find(&b.sc, b.study);
	struct map *map = study_map(&b.sc, b.study, def, &(struct study_wish){ 0 });

	(void)state;
	assert_int_equal(definition_touchpoints(def), 5);
	for (size_t i = 0; i < c->at.n; i++)
		for (size_t t = 0; t < map->touchpoints.n; t++)
			if (str_equal(definition_touchpoint(def, t)->id, c->at.at[i].name))
				assert_int_equal(map->touchpoints.at[t].figures.journeys, c->at.at[i].reach);
	assert_int_equal(map->unsorted.events, 0);
	bench_close(&b);
}

/* --- pages --------------------------------------------------------------------------------------- */

/* `values` names under /shop/, each seen by one customer, with /shop/NAME/buy behind it. */
static struct bench pages(int values)
{
	struct bench b = bench_new();
	struct buf *out = buf_new(&b.sc, 1 << 22);

	buf_puts(out, "customer,time,event,page\n");
	for (int i = 0; i < values; i++) {
		buf_printf(out, "user-%d,2026-01-01 10:00:00,page_view,/\n", i);
		buf_printf(out, "user-%d,2026-01-01 10:01:00,page_view,/shop/thing-%c%c\n", i, 'a' + i / 26,
			'a' + i % 26);
		if (i % 2)
			buf_printf(out, "user-%d,2026-01-01 10:02:00,page_view,/shop/thing-%c%c/buy\n", i,
				'a' + i / 26, 'a' + i % 26);
	}
	bench_import(&b, bench_write(&b, "pages.csv", buf_str(out)));
	bench_study(&b);
	return b;
}

static void over_fifty_values_become_a_star(void **state)
{
	struct bench b = pages(60);
	struct candidates *c = candidates_find(&b.sc, b.study);
	static const struct {
		const char *name;
		uint64_t reach;
	} want[] = { { "/", 60 }, { "/shop/*", 60 }, { "/shop/*/buy", 30 } };

	(void)state;
	assert_int_equal(c->at.n, COUNT_OF(want));
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		assert_str(c->at.at[i].name, want[i].name);
		assert_int_equal(c->at.at[i].reach, want[i].reach);
		assert_true(c->at.at[i].is_page);
	}
	/* and on the map they gather what they promised */
	struct definition *def = first(&b, NULL);
	struct map *map = study_map(&b.sc, b.study, def, &(struct study_wish){ 0 });
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		int at = definition_find(def, str_of(want[i].name));
		assert_true(at >= 0);
		assert_int_equal(map->touchpoints.at[at].figures.journeys, want[i].reach);
	}
	assert_int_equal(map->unsorted.events, 0);
	bench_close(&b);
}

static void fifty_values_stay(void **state)
{
	struct bench b = pages(50);
	struct candidates *c = candidates_find(&b.sc, b.study);

	(void)state;
	assert_int_equal(c->journeys, 50);
	assert_int_equal(c->at.n, CANDIDATES_MOST);
	assert_int_equal(c->rare, 1 + 50 + 25 - CANDIDATES_MOST);
	for (size_t i = 0; i < c->at.n; i++)
		assert_false(str_has(c->at.at[i].name, STR("*")));
	bench_close(&b);
}

/* --- a proposal is a definition like any other --------------------------------------------------- */

static void the_same_data_gives_the_same_proposal(void **state)
{
	struct bench b = shop(100, "");
	struct definition *x = first(&b, NULL), *y = first(&b, NULL);

	(void)state;
	assert_int_equal(x->stages.n, y->stages.n);
	for (size_t s = 0; s < x->stages.n; s++) {
		assert_true(str_equal(x->stages.at[s].id, y->stages.at[s].id));
		assert_true(x->stages.at[s].why.n > 0);
		for (size_t k = 0; k < s; k++)
			assert_false(str_equal(x->stages.at[s].id, x->stages.at[k].id));
	}
	bench_close(&b);
}

/* Touchpoints are called as their events are, stages as we call them: a cell at "purchase" would be at both. */
static void a_stage_has_the_id_of_no_touchpoint(void **state)
{
	struct bench b = bench_new();
	struct buf *out = buf_new(&b.sc, 1 << 20);
	static const char *const STEPS[] = { "awareness", "consideration", "purchase", "delivery",
		"outcome" };

	(void)state;
	buf_puts(out, "customer,time,event\n");
	for (int i = 0; i < 100; i++)
		for (int k = 0; k <= i % 5; k++)
			buf_printf(out, "user-%d,2026-01-%02d 10:%02d:00,%s\n", i, 1 + i % 28, k, STEPS[k]);
	bench_import(&b, bench_write(&b, "steps.csv", buf_str(out)));
	bench_study(&b);
	struct definition *def = first(&b, NULL);
	assert_true(def->stages.n > 0);
	assert_non_null(touchpoint(def, "purchase"));
	for (size_t s = 0; s < def->stages.n; s++)
		assert_int_equal(definition_find(def, def->stages.at[s].id), -1);
	bench_close(&b);
}

/* A proposal does not touch what it was asked for before, nor does new evidence change a definition. */
static void a_definition_stays_what_it_was(void **state)
{
	struct bench b = shop(100, "");
	struct definition *def = first(&b, NULL);

	(void)state;
	def->stages.at[0].touchpoints.at[0].name = STR("Where it all begins");
	assert_true(study_set_goal(&b.sc, def, STR("payment")));
	bench_take(&b, "more.csv",
		"customer,time,event\nnew-1,2026-02-01 10:00:00,newsletter\n"
		"new-2,2026-02-01 10:00:00,newsletter\nnew-3,2026-02-01 10:00:00,newsletter\n");
	bench_study(&b);
	struct map *map = study_map(&b.sc, b.study, def, &(struct study_wish){ 0 });
	assert_non_null(touchpoint(first(&b, NULL), "newsletter"));
	assert_null(touchpoint(def, "newsletter"));
	assert_str(def->goal, "payment");
	assert_str(map->touchpoints.at[0].name, "Where it all begins");
	assert_int_equal(map->unsorted.events, 3);
	bench_close(&b);
}

static void without_evidence_there_is_no_study(void **state)
{
	struct bench b = bench_new();

	(void)state;
	assert_null(study_open(&b.sc, b.ws, NULL, NULL));
	assert_fault(&b.sc, FAULT_NOT_FOUND, "no evidence here yet");
	bench_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(order_and_goal_by_words),
		cmocka_unit_test(a_goal_that_was_named),
		cmocka_unit_test(rare_events_are_unsorted_and_counted),
		cmocka_unit_test(letter_case_makes_no_second_touchpoint),
		cmocka_unit_test(over_fifty_values_become_a_star),
		cmocka_unit_test(fifty_values_stay),
		cmocka_unit_test(the_same_data_gives_the_same_proposal),
		cmocka_unit_test(a_stage_has_the_id_of_no_touchpoint),
		cmocka_unit_test(a_definition_stays_what_it_was),
		cmocka_unit_test(without_evidence_there_is_no_study),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
