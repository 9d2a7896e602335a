#include "map/curves.h"

#include "made.h"
#include "map/cells_voice.h"

/* Customers 0..2 rate a and c; 3..5 rate only c; all come to a and b. */
static struct made *shop(void)
{
	struct made *m = made_open("Look: a b; Buy: c");

	m->def.goal = STR("c");
	made_customers(m, 3, "a@0=1 b@10 c@20=0.5");
	made_customers(m, 3, "a@0 b@10 c@20=-1");
	return m;
}

static const struct stats *count(struct made *m, uint64_t customers)
{
	uint64_t *bits = NEW(&m->sc, uint64_t);

	*bits = customers;
	return made_count(
		m, &(struct walk_wish){ .unit = UNIT_JOURNEYS, .customers = bits }, m->rules.touchpoints);
}

static const struct map *with_personas(struct made *m, struct map_persona *p, size_t n)
{
	made_map(m); /* the trail and the rules */
	for (size_t i = 0; i < n; i++) {
		p[i].id = str_of(scope_printf(&m->sc, "p%zu", i));
		p[i].name = str_of(scope_printf(&m->sc, "Persona %zu", i));
		p[i].touchpoints = count(m, i % 2 ? 0x38 : 0x07);
	}
	m->in.personas = p;
	m->in.n_personas = n;
	return made_map(m);
}

static void each_persona_has_its_own_numbers(void **state)
{
	struct made *m = shop();
	struct map_persona p[2] = { 0 };
	const struct map *map = with_personas(m, p, 2);
	const struct map_curve *one = &map->curves.at[0], *two = &map->curves.at[1];

	(void)state;
	assert_int_equal(map->curves.n, 2);
	assert_str(one->persona, "p0");
	assert_str(two->name, "Persona 1");
	assert_int_equal(one->customers, 3);
	assert_int_equal(two->journeys, 3);
	assert_near(one->at[0].feeling.value, 1, 1e-9);
	assert_int_equal(one->at[0].feeling.n, 3);
	assert_false(two->at[0].feeling.known); /* comes, and rates nothing: a gap */
	assert_int_equal(two->at[0].journeys, 3);
	assert_near(two->at[0].reach.value, 1, 1e-9);
	assert_false(one->at[1].feeling.known);
	assert_near(one->at[2].feeling.value, .5, 1e-9);
	assert_near(two->at[2].feeling.value, -1, 1e-9);
	assert_near(map->touchpoints.at[2].figures.feeling.value, -.25, 1e-9); /* of all together */
	assert_int_equal(map->touchpoints.at[2].figures.feeling.n, 6);
	made_close(m);
}

/* Nobody rated b: there words count, of five customers and more.  At a one persona rated, so that words do not. */
static void words_stand_only_where_nobody_rated(void **state)
{
	static const struct estimate known = { true, .4, .1, .7, 5 }, few = { true, .9, -2, 2, 4 };
	struct made *m = shop();
	struct voice_place *places = NEW_ARRAY(&m->sc, struct voice_place, 4),
			   *said = NEW_ARRAY(&m->sc, struct voice_place, 4),
			   *some = NEW_ARRAY(&m->sc, struct voice_place, 4);
	struct voices voices = { .texts = 20, .customers = 9, .n = 3, .at = places };
	struct map_persona p[2] = { { .felt = said }, { .felt = some } };

	(void)state;
	for (int t = 0; t < 3; t++) {
		places[t].customers = 9;
		places[t].feeling = (struct estimate){ true, .5, .2, .8, 9 };
		said[t].feeling = known;
		some[t].feeling = few;
	}
	m->in.voices = &voices;
	const struct map *map = with_personas(m, p, 2);
	const struct map_curve *one = &map->curves.at[0], *two = &map->curves.at[1];
	assert_str(map->touchpoints.at[1].figures.scale, "by their words");
	assert_near(one->at[1].feeling.value, .4, 1e-9);
	assert_str(one->at[1].scale, "by their words");
	assert_false(two->at[1].feeling.known); /* four are too few */
	assert_near(one->at[0].feeling.value, 1, 1e-9);
	assert_false(two->at[0].feeling.known);
	made_close(m);
}

static void one_persona_has_no_curve_and_the_seventh_neither(void **state)
{
	struct made *m = shop();
	struct map_persona p[8] = { 0 };
	char alone[17], without[17];

	(void)state;
	memcpy(without, made_map(m)->input_hash, 17);
	const struct map *map = with_personas(m, p, 1);
	memcpy(alone, map->input_hash, 17);
	assert_int_equal(map->curves.n, 0);
	assert_string_equal(alone, without);
	assert_int_equal(with_personas(m, p, 8)->curves.n, MAP_CURVES);
	made_close(m);
}

static void the_hash_knows_the_curves(void **state)
{
	struct made *m = shop();
	struct map_persona p[2] = { 0 };
	char two[17];

	(void)state;
	const struct map *map = with_personas(m, p, 2);
	memcpy(two, map->input_hash, 17);
	assert_string_equal(two, made_map(m)->input_hash);
	p[1].touchpoints = count(m, 0x18);
	assert_string_not_equal(two, made_map(m)->input_hash);
	p[1].touchpoints = count(m, 0x38);
	p[1].name = STR("other");
	assert_string_not_equal(two, made_map(m)->input_hash);
	made_close(m);
}

static void personas_are_called_by_their_names(void **state)
{
	struct made *m = shop();
	struct map_persona p[2] = { 0 };

	(void)state;
	*LIST_ADD(&m->sc, &m->def.personas) = STR("p0");
	*LIST_ADD(&m->sc, &m->def.personas) = STR("Nora");
	assert_str(map_persona_name(made_map(m), 0), "p0");
	const struct map *map = with_personas(m, p, 2);
	assert_str(map_persona_name(map, 0), "Persona 0");
	assert_str(map_persona_name(map, 1), "Nora");
	made_close(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_persona_has_its_own_numbers),
		cmocka_unit_test(words_stand_only_where_nobody_rated),
		cmocka_unit_test(one_persona_has_no_curve_and_the_seventh_neither),
		cmocka_unit_test(the_hash_knows_the_curves),
		cmocka_unit_test(personas_are_called_by_their_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
