/* A map out of its JSON: written again it is the same, drawn again it is the same, and damaged it is refused. */
#include "draw/json_read.h"

#include <jansson.h>
#include <math.h>

#include "draw/draw.h"
#include "maps.h"
#include "test.h"

static struct str drawn(struct scope *sc, const struct map *map, const char *format)
{
	struct buf *out = buf_new(sc, DRAW_CEILING);

	if (!draw_write(sc, map, str_of(format), out))
		fail_msg("%s: %s", format, sc->why);
	return buf_str(out);
}

static struct map *read_back(struct scope *sc, const struct map *map)
{
	struct map *again = json_read_map(sc, drawn(sc, map, "json"));

	if (!again)
		fail_msg("%.*s: %s", STR_ARG(map->title), sc->why);
	return again;
}

/* Texts, with numbers that may be one apart in their second place: JSON has 15 digits, and what lies between two
 * hundredths is then rounded to the other one. */
static const char *difference(struct str a, struct str b)
{
	const char *p = a.p, *q = b.p, *end = a.p + a.n;

	while (p < end) {
		char *after_p, *after_q;
		bool number = *p >= '0' && *p <= '9' && *q >= '0' && *q <= '9';
		if (!number && *p++ != *q++)
			return p - 1;
		if (!number)
			continue;
		if (fabs(strtod(p, &after_p) - strtod(q, &after_q)) > 0.010001)
			return p;
		p = after_p, q = after_q;
	}
	return *q ? p : NULL;
}

static void same(struct scope *sc, const struct map *map, const char *what)
{
	static const char *const formats[] = { "svg", "html", "csv", "txt" };
	const struct map *again = read_back(sc, map);
	struct str one = drawn(sc, map, "json"), two = drawn(sc, again, "json");
	size_t same = 0;

	while (same < one.n && same < two.n && one.p[same] == two.p[same])
		same++;
	if (!str_equal(one, two))
		fail_msg("%s: JSON from \"%.80s\" on, read again \"%.80s\"", what, one.p + same - same % 40,
			two.p + same - same % 40);
	for (size_t i = 0; i < COUNT_OF(formats); i++) {
		struct str a = drawn(sc, map, formats[i]), b = drawn(sc, again, formats[i]);
		const char *at = difference(a, b);
		if (at)
			fail_msg("%s as %s: not the same at \"%.60s\"", what, formats[i], at);
	}
}

static void every_map_is_drawn_as_it_was(void **state)
{
	(void)state;
	for (int m = 0; m < MAPS; m++) {
		struct scope sc = { 0 };
		struct map *map = maps_make(&sc, (enum maps)m);
		/* Its names are no UTF-8, which JSON has to be. */
		same(&sc, m == MAPS_HOSTILE ? read_back(&sc, map) : map, maps_names[m]);
		scope_close(&sc);
	}
}

/* What the maps made by hand do not have. */
static void gaps_plans_and_limits(void **state)
{
	struct scope sc = { 0 };
	struct map *map = maps_make(&sc, MAPS_FIVE);
	struct estimate known = { true, 2.5, 1.25, 3.75, 12 }, endless = { true, 1, -INFINITY, INFINITY, 1 };
	struct gap gap = { GAP_DAYS, 12, known, known, known, known, endless, known,
		{ true, .25, .1, .5, 12 } };
	struct map_plan plan = { 7, 1, 900, gap, known, { true, .5, .4, .6, 900 } };

	(void)state;
	*LIST_ADD(&sc, &map->gaps) = (struct map_gap){ 2, MAP_GAP_PROMISE, STR("promised_on"),
		STR("Delivered"), { 0 }, true, gap, 3, 4 };
	*LIST_ADD(&sc, &map->gaps) =
		(struct map_gap){ 3, MAP_GAP_SURVEY, STR("hoped"), STR("got"), STR("1-5"), false, gap, 0, 0 };
	map->plan = &plan;
	map->state = MAP_PLANNED;
	map->silence_auto = map->silence_learnt = true;
	map->touchpoints.at[0].figures.nps = (struct estimate){ true, 12, -3, 27, 40 };
	map->touchpoints.at[1].when = STR("before t3");
	map->scenario = STR("A present, \"in a hurry\"");
	*LIST_ADD(&sc, &map->personas) = STR("ewa");
	same(&sc, map, "gaps and plans");
	scope_close(&sc);
}

static void what_is_no_map(void **state)
{
	static const char *const texts[] = { "", "{", "[]", "null", "{}", "{\"format\":\"other\"}",
		"{\"format\":\"wend-map\",\"stages\":[{}]}",
		"{\"format\":\"wend-map\",\"stages\":[{\"id\":\"a\",\"name\":\"A\",\"first\":0,\"count\":1}]}",
		"{\"format\":\"wend-map\",\"stages\":[{\"id\":\"a\",\"name\":\"A\",\"first\":9,\"count\":0}]}",
		"{\"format\":\"wend-map\",\"touchpoints\":[{\"id\":\"a\",\"name\":\"A\",\"stage_id\":\"b\"}]}",
		"{\"format\":\"wend-map\",\"lanes\":[{\"lane\":\"moods\"}]}",
		"{\"format\":\"wend-map\",\"lanes\":[{\"lane\":\"pains\",\"cells\":[{\"at\":\"x\",\"text\":\"y\"}]}]}",
		"{\"format\":\"wend-map\",\"format\":\"wend-map\"}" };
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		assert_null(json_read_map(&sc, str_of(texts[i])));
		assert_fault(&sc, FAULT_INVALID, "no map as wend map --json writes it");
		scope_forgive(&sc);
	}
	scope_close(&sc);
}

/* Each value in its turn is something else: it is refused or drawn, and nothing breaks. */
static void spoil(json_t *json, uint64_t *seed)
{
	const char *key;
	json_t *value;
	void *tmp;
	size_t i;

	json_object_foreach_safe(json, tmp, key, value)
	{
		if (test_random(seed) % 60 == 0)
			json_object_set_new(json, key,
				test_random(seed) % 2 ? json_integer(-7) : json_string("\xc5\x82other"));
		else if (test_random(seed) % 60 == 0)
			json_object_set_new(json, key, json_null());
		else
			spoil(value, seed);
	}
	json_array_foreach(json, i, value)
	{
		spoil(value, seed);
	}
}

static void damaged_maps_break_nothing(void **state)
{
	uint64_t seed = 11;
	size_t drawn_all_the_same = 0;

	(void)state;
	for (int round = 0; round < 150; round++) {
		struct scope sc = { 0 };
		struct str text = drawn(&sc, maps_make(&sc, round % 2 ? MAPS_SPOKEN : MAPS_BESIDE), "json");
		json_t *root = json_loadb(text.p, text.n, 0, NULL);
		spoil(root, &seed);
		char *spoilt = json_dumps(root, 0);
		struct map *map = json_read_map(&sc, str_of(spoilt));
		if (map) {
			drawn(&sc, map, "svg");
			drawn(&sc, map, "html");
			drawn(&sc, map, "txt");
			drawn_all_the_same++;
		}
		free(spoilt);
		json_decref(root);
		scope_close(&sc);
	}
	assert_true(drawn_all_the_same > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_map_is_drawn_as_it_was),
		cmocka_unit_test(gaps_plans_and_limits),
		cmocka_unit_test(what_is_no_map),
		cmocka_unit_test(damaged_maps_break_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
