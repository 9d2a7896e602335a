/* Two states of a map: verdicts, what is not compared, and that chance is not taken for a change. */
#include "answer/compare.h"

#include "test.h"

static struct scope sc;

static int begin(void **state)
{
	(void)state;
	sc = (struct scope){ 0 };
	return 0;
}

static int end(void **state)
{
	(void)state;
	scope_close(&sc);
	return 0;
}

/* n customers of whom each has one of two values, k the higher. */
static struct measured_mean mean(uint64_t n, uint64_t k, int64_t low, int64_t high)
{
	int64_t few = (int64_t)k, rest = (int64_t)(n - k);

	return (struct measured_mean){ n, few * high + rest * low, few * high * high + rest * low * low };
}

static struct duration around(double median)
{
	return (struct duration){ true, median, median * .95, median * 1.05, median * 9, 400 };
}

static struct measures *state_of(struct measured touchpoint)
{
	struct measures *m = NEW(&sc, struct measures);

	*m = (struct measures){ .customers = 900,
		.journeys = 1000,
		.goal = STR("order"),
		.converted = 100,
		.settled = 800,
		.silence_s = DAY_S,
		.text_model = 5 };
	touchpoint.id = STR("cart");
	touchpoint.name = STR("Cart");
	*LIST_ADD(&sc, &m->touchpoints) = touchpoint;
	return m;
}

static const struct compared *line_of(const struct comparison *c, const char *at, enum measure measure)
{
	for (size_t i = 0; i < c->lines.n; i++)
		if (c->lines.at[i].measure == measure &&
			(at ? str_equal(c->lines.at[i].at, str_of(at)) : !c->lines.at[i].at.p))
			return &c->lines.at[i];
	return NULL;
}

static void assert_verdict(
	struct measured before, struct measured after, enum measure measure, enum verdict want)
{
	struct comparison *c = compare(&sc, state_of(before), state_of(after));
	const struct compared *l = line_of(c, "cart", measure);

	assert_non_null(l);
	if (l->verdict != want)
		fail_msg("%s is %s, not %s", measure_name(measure), verdict_name(l->verdict),
			verdict_name(want));
	assert_int_equal(c->significant > 0, want != VERDICT_UNCHANGED && want != VERDICT_FEW);
}

static void verdicts_say_which_way(void **state)
{
	const struct measured usual = { .journeys = 500,
		.left = 100,
		.settled = 400,
		.rating = mean(100, 50, -1000, 1000),
		.scales = 4,
		.text = mean(100, 50, -1000, 1000),
		.dwell = around(100) };
	struct measured m = usual;

	(void)state;
	assert_verdict(usual, usual, MEASURE_DROP_OFF, VERDICT_UNCHANGED);
	m.left = 40;
	assert_verdict(usual, m, MEASURE_DROP_OFF, VERDICT_IMPROVED);
	assert_verdict(m, usual, MEASURE_DROP_OFF, VERDICT_WORSENED);
	m = usual;
	m.journeys = 700;
	assert_verdict(usual, m, MEASURE_REACH, VERDICT_ROSE);
	assert_verdict(m, usual, MEASURE_REACH, VERDICT_FELL);
	m = usual;
	m.rating = mean(100, 85, -1000, 1000);
	assert_verdict(usual, m, MEASURE_RATING, VERDICT_IMPROVED);
	assert_verdict(m, usual, MEASURE_RATING, VERDICT_WORSENED);
	m = usual;
	m.text = mean(100, 15, -1000, 1000);
	assert_verdict(usual, m, MEASURE_TEXT, VERDICT_WORSENED);
	m = usual;
	m.dwell = around(150);
	assert_verdict(usual, m, MEASURE_DWELL, VERDICT_ROSE);
	assert_verdict(m, usual, MEASURE_DWELL, VERDICT_FELL);
	m = usual;
	m.rating = mean(29, 29, -1000, 1000);
	assert_verdict(usual, m, MEASURE_RATING, VERDICT_FEW);
	m.rating = mean(0, 0, 0, 0);
	assert_verdict(usual, m, MEASURE_RATING, VERDICT_FEW);
}

/* However sure, what is too small to matter is no change. */
static void small_differences_do_not_matter(void **state)
{
	const struct measured a = { .journeys = 500, .left = 10000000, .settled = 100000000 };
	struct measured b = a;

	(void)state;
	b.left = 10500000;
	struct comparison *c = compare(&sc, state_of(a), state_of(b));
	const struct compared *l = line_of(c, "cart", MEASURE_DROP_OFF);
	assert_true(l->tested && l->p < 1e-9 && l->difference.low > 0);
	assert_int_equal(l->verdict, VERDICT_UNCHANGED);
}

static void touchpoints_come_and_go(void **state)
{
	struct measures *a = state_of((struct measured){ .journeys = 500 }),
			*b = state_of((struct measured){ .journeys = 400 });

	(void)state;
	b->touchpoints.at[0].id = STR("basket");
	struct comparison *c = compare(&sc, a, b);
	assert_int_equal(line_of(c, "basket", MEASURE_REACH)->verdict, VERDICT_NEW);
	assert_near(line_of(c, "basket", MEASURE_REACH)->after.value, .4, 1e-12);
	assert_false(line_of(c, "basket", MEASURE_REACH)->before.known);
	assert_int_equal(line_of(c, "cart", MEASURE_REACH)->verdict, VERDICT_GONE);
	assert_near(line_of(c, "cart", MEASURE_REACH)->before.value, .5, 1e-12);
	assert_int_equal(line_of(c, NULL, MEASURE_CONVERSION)->verdict, VERDICT_UNCHANGED);
}

static bool remarked(const struct comparison *c, const char *words)
{
	for (size_t i = 0; i < c->remarks.n; i++)
		if (str_has(c->remarks.at[i], str_of(words)))
			return true;
	return false;
}

/* A change of model never looks like a change of customers. */
static void what_is_not_alike_is_not_compared(void **state)
{
	const struct measured usual = { .journeys = 500,
		.left = 100,
		.settled = 400,
		.rating = mean(100, 50, -1000, 1000),
		.scales = 4,
		.text = mean(100, 10, -1000, 1000) };
	struct measured other = usual;
	other.text = mean(100, 90, -1000, 1000);
	struct measures *a = state_of(usual), *b = state_of(other);

	(void)state;
	assert_int_equal(line_of(compare(&sc, a, b), "cart", MEASURE_TEXT)->verdict, VERDICT_IMPROVED);
	assert_int_equal(compare(&sc, a, b)->remarks.n, 0);
	b->text_model = 6;
	struct comparison *c = compare(&sc, a, b);
	assert_null(line_of(c, "cart", MEASURE_TEXT));
	assert_non_null(line_of(c, "cart", MEASURE_RATING));
	assert_true(remarked(c, "understood by different models: only ratings are compared"));
	b->touchpoints.at[0].scales = 8;
	c = compare(&sc, a, b);
	assert_null(line_of(c, "cart", MEASURE_RATING));
	assert_true(remarked(c, "\"cart\" was rated on other scales"));
	b->who = STR("gift-buyer: country is PL");
	assert_true(remarked(compare(&sc, a, b), "these are not the same people"));
	b->goal = STR("pay");
	b->silence_s = 3 * DAY_S;
	c = compare(&sc, a, b);
	assert_null(line_of(c, NULL, MEASURE_CONVERSION));
	assert_true(remarked(c, "the goal is another"));
	assert_true(remarked(c, "1.0 days of silence on one side and 3.0"));
}

/* --- chance --- */

enum { POINTS = 40, TIMES = 60 };

static uint64_t binomial(uint64_t *seed, unsigned n, unsigned per_thousand)
{
	uint64_t k = 0;

	for (unsigned i = 0; i < n; i++)
		k += test_random(seed) % 1000 < per_thousand;
	return k;
}

static struct measures *by_chance(uint64_t *seed, unsigned changed)
{
	struct measures *m = NEW(&sc, struct measures);

	*m = (struct measures){ .customers = 400, .journeys = 400, .goal = STR(""), .silence_s = DAY_S };
	for (unsigned t = 0; t < POINTS; t++) {
		struct measured *at = LIST_ADD(&sc, &m->touchpoints);
		unsigned more = t < changed ? 200 : 0;
		*at = (struct measured){ .id = str_of(scope_printf(&sc, "t%u", t)), .settled = 300 };
		at->name = at->id;
		at->journeys = binomial(seed, 400, 300);
		at->left = binomial(seed, 300, 200 + more);
		at->rating = mean(60, binomial(seed, 60, 500), -1000, 1000);
		at->scales = 4;
	}
	return m;
}

/* The definition, as slowly as can be: p corrected is the least of p_j m / rank_j over all that are not smaller. */
static double slowly_corrected(const struct comparison *c, const struct compared *l)
{
	double least = 1;

	for (size_t j = 0; j < c->lines.n; j++) {
		const struct compared *other = &c->lines.at[j];
		size_t rank = 0;
		if (!other->tested || other->difference.p < l->difference.p)
			continue;
		for (size_t k = 0; k < c->lines.n; k++)
			rank += c->lines.at[k].tested && c->lines.at[k].difference.p <= other->difference.p;
		double p = other->difference.p * (double)c->tested / (double)rank;
		least = p < least ? p : least;
	}
	return least;
}

static void chance_is_no_change(void **state)
{
	unsigned false_ones = 0, found = 0;
	uint64_t seed = 3;

	(void)state;
	for (int i = 0; i < TIMES; i++) {
		struct comparison *same = compare(&sc, by_chance(&seed, 0), by_chance(&seed, 0)),
				  *other = compare(&sc, by_chance(&seed, 0), by_chance(&seed, 4));
		false_ones += same->significant > 0;
		for (size_t k = 0; k < other->lines.n; k++) {
			const struct compared *l = &other->lines.at[k];
			found +=
				l->verdict == VERDICT_WORSENED && l->at.p && l->at.n == 2 && l->at.p[1] < '4';
			if (l->tested && i < 5)
				assert_near(l->p, slowly_corrected(other, l), 1e-12);
		}
	}
	assert_true(false_ones <=
		    TIMES / 8); /* of families of 121 tests at most one in twenty, by chance a few more */
	assert_true(found > TIMES * 4 * 9 / 10);
}

static void measures_are_read_as_they_were_written(void **state)
{
	const struct measured m = { .journeys = 500,
		.visits = 600,
		.left = 1,
		.settled = 4,
		.rating = mean(100, 50, -1500, 1000),
		.scales = 6,
		.text = mean(7, 5, -1000, 1000),
		.dwell = around(12.5) };
	struct measures *a = state_of(m);
	struct str text = measures_write(&sc, a);
	struct measures *b = measures_read(&sc, text);

	(void)state;
	assert_non_null(b);
	assert_str(measures_write(&sc, b), text.p);
	assert_int_equal(b->touchpoints.at[0].rating.squares, a->touchpoints.at[0].rating.squares);
	assert_int_equal(b->text_model, 5);
	assert_near(b->touchpoints.at[0].dwell.high_s, 13.125, 1e-9);
	assert_null(measures_read(&sc, STR("{")));
	assert_fault(&sc, FAULT_INVALID, "numbers are damaged");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(verdicts_say_which_way, begin, end),
		cmocka_unit_test_setup_teardown(small_differences_do_not_matter, begin, end),
		cmocka_unit_test_setup_teardown(touchpoints_come_and_go, begin, end),
		cmocka_unit_test_setup_teardown(what_is_not_alike_is_not_compared, begin, end),
		cmocka_unit_test_setup_teardown(chance_is_no_change, begin, end),
		cmocka_unit_test_setup_teardown(measures_are_read_as_they_were_written, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
