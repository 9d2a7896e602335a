/* What a map hides of its personas: what one of them hides, the others would tell. */
#include "made.h"
#include "map/hide.h"

#define FEW COUNT_FEW(10)

static struct map_point point(uint64_t customers, uint64_t rated)
{
	return (struct map_point){ .customers = customers,
		.journeys = customers,
		.reach = { true, (double)customers / 80, .1, .9, 80 },
		.feeling = { true, .5, .2, .8, rated },
		.scale = STR("1-5") };
}

/* Two personas share the 147 of the map; 120 come to b, of whom so many are the second's. */
static struct map *with_curves(struct made *m, uint64_t second, uint64_t second_at_b, uint64_t rated)
{
	struct map *map = (struct map *)(uintptr_t)made_map(m);

	map->touchpoints.at[0].figures.feeling = (struct estimate){ true, .1, 0, .2, 147 };
	map->touchpoints.at[1].figures.feeling = (struct estimate){ true, .1, 0, .2, 100 };
	for (size_t k = 0; k < 2; k++) {
		uint64_t all = k ? second : 147 - second;
		struct map_curve *c = LIST_ADD(&m->sc, &map->curves);
		*c = (struct map_curve){ .persona = k ? STR("b") : STR("a"),
			.customers = all,
			.journeys = all,
			.at = NEW_ARRAY(&m->sc, struct map_point, map->touchpoints.n + 1) };
		c->at[0] = point(all, all);
		c->at[1] = point(k ? second_at_b : 120 - second_at_b, k ? rated : 100 - rated);
	}
	map_hide(&m->sc, map, &(struct map_hiding){ .small_n = 10 });
	return map;
}

/* 147 come to a, 120 of them to b. */
static struct made *of_two(void)
{
	struct made *m = made_open("First: a b");

	made_customers(m, 120, "a@0 b@10");
	made_customers(m, 27, "a@0");
	return m;
}

static void a_persona_of_few_has_no_curve_nor_have_the_others(void **state)
{
	struct made *m = of_two();

	(void)state;
	assert_int_equal(with_curves(m, 7, 7, 5)->curves.n, 0);
	assert_int_equal(with_curves(m, 140, 113, 5)->curves.n, 0);
	made_close(m);
}

static void few_of_a_persona_at_a_touchpoint_hide_all_of_them_there(void **state)
{
	struct made *m = of_two();
	const struct map *map = with_curves(m, 40, 7, 60);

	(void)state;
	assert_int_equal(map->curves.n, 2);
	assert_true(map->curves.at[1].at[1].journeys == FEW && !map->curves.at[1].at[1].feeling.known);
	assert_true(map->curves.at[0].at[1].journeys == COUNT_UNTOLD && !map->curves.at[0].at[1].reach.known);
	assert_true(map->curves.at[0].at[0].reach.known && map->curves.at[1].at[0].feeling.known);
	made_close(m);
}

static void few_ratings_of_a_persona_hide_those_of_the_others(void **state)
{
	struct made *m = of_two();
	const struct map *map = with_curves(m, 40, 40, 5);

	(void)state;
	assert_int_equal(map->curves.n, 2);
	assert_true(map->curves.at[1].at[1].feeling.n == FEW);
	assert_true(map->curves.at[0].at[1].feeling.n == COUNT_UNTOLD);
	assert_false(map->curves.at[0].at[1].feeling.known || map->curves.at[1].at[1].feeling.known);
	made_close(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_persona_of_few_has_no_curve_nor_have_the_others),
		cmocka_unit_test(few_of_a_persona_at_a_touchpoint_hide_all_of_them_there),
		cmocka_unit_test(few_ratings_of_a_persona_hide_those_of_the_others),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
