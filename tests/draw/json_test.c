#include <jansson.h>

#include "draw/draw.h"
#include "maps.h"
#include "test.h"

static json_t *parsed(struct scope *sc, struct map *map)
{
	struct buf *out = buf_new(sc, DRAW_CEILING);
	json_error_t why;

	assert_true(draw_json(sc, map, out));
	json_t *root = json_loadb(buf_str(out).p, buf_len(out), JSON_REJECT_DUPLICATES, &why);
	if (!root)
		fail_msg("%s in line %d", why.text, why.line);
	return root;
}

static void every_map_is_json(void **state)
{
	(void)state;
	for (int m = 0; m < MAPS; m++) {
		struct scope sc = { 0 };
		struct map *map = maps_make(&sc, (enum maps)m);
		json_t *root = parsed(&sc, map);
		assert_int_equal(json_array_size(json_object_get(root, "touchpoints")), map->touchpoints.n);
		assert_int_equal(json_array_size(json_object_get(root, "stages")), map->stages.n);
		json_decref(root);
		scope_close(&sc);
	}
}

static void the_agreed_names_are_there(void **state)
{
	struct scope sc = { 0 };
	json_t *root = parsed(&sc, maps_make(&sc, MAPS_TWELVE)), *t;
	json_int_t customers, events, total, converted, left, open, distinct, commonest, reach_c, reach_j,
		visits;
	const char *stage, *id, *name, *channel, *scale;
	double drop, low, high, median, feeling;
	int n;

	(void)state;
	assert_int_equal(
		json_unpack(root, "{s:I, s:I, s:{s:I, s:I, s:I, s:I}, s:{s:I, s:I}}", "customers", &customers,
			"events", &events, "journeys", "total", &total, "converted", &converted, "left",
			&left, "open", &open, "variants", "distinct", &distinct, "commonest", &commonest),
		0);
	assert_int_equal(total, converted + left + open);
	t = json_array_get(json_object_get(root, "touchpoints"), 6);
	assert_int_equal(
		json_unpack(t,
			"{s:s, s:s, s:s, s:s, s:{s:I, s:I}, s:I, s:{s:F, s:i, s:F, s:F}, s:{s:F, s:i}, s:{s:F, s:s}}",
			"id", &id, "name", &name, "stage", &stage, "channel", &channel, "reach", "customers",
			&reach_c, "journeys", &reach_j, "visits", &visits, "drop_off", "value", &drop, "n",
			&n, "low", &low, "high", &high, "dwell", "median_s", &median, "n", &n, "feeling",
			"value", &feeling, "scale", &scale),
		0);
	assert_string_equal(stage, "Delivery");
	assert_string_equal(channel, "website");
	assert_string_equal(scale, "1-5");
	assert_near(drop, 0.312, 1e-12);
	json_decref(root);
	scope_close(&sc);
}

static void the_unknown_is_null_with_its_n(void **state)
{
	struct scope sc = { 0 };
	json_t *root = parsed(&sc, maps_make(&sc, MAPS_NO_GOAL));
	json_t *t = json_array_get(json_object_get(root, "touchpoints"), 11),
	       *feeling = json_object_get(t, "feeling");

	(void)state;
	assert_true(json_is_null(json_object_get(json_object_get(root, "journeys"), "converted")));
	assert_true(json_is_null(json_object_get(root, "goal")));
	assert_true(json_is_null(json_object_get(feeling, "value")));
	assert_true(json_is_null(json_object_get(feeling, "low")));
	assert_int_equal(json_integer_value(json_object_get(feeling, "n")), 0);
	assert_null(json_object_get(t, "nps"));
	json_decref(root);
	scope_close(&sc);
}

static void nps_is_there_where_it_is_known(void **state)
{
	struct scope sc = { 0 };
	struct map *map = maps_make(&sc, MAPS_ONE);

	(void)state;
	map->touchpoints.at[0].figures.nps = (struct estimate){ true, 31.5, 20, 43, 88 };
	json_t *root = parsed(&sc, map);
	json_t *nps = json_object_get(json_array_get(json_object_get(root, "touchpoints"), 0), "nps");
	assert_near(json_real_value(json_object_get(nps, "value")), 31.5, 0);
	json_decref(root);
	scope_close(&sc);
}

/* Every name in `value` is one of the schema's properties. */
static void check_names(json_t *value, json_t *properties, json_t *more)
{
	const char *name;
	json_t *child;

	json_object_foreach(value, name,
		child) if (!json_object_get(properties, name) && !(more && json_object_get(more, name)))
		fail_msg("the schema does not know \"%s\"", name);
}

static void check_required(json_t *value, json_t *required)
{
	size_t i;
	json_t *name;

	json_array_foreach(required, i, name) if (!json_object_get(value, json_string_value(name)))
		fail_msg("\"%s\" is required and missing", json_string_value(name));
}

static json_t *at(json_t *root, const char *path)
{
	for (struct str rest = str_of(path); rest.p;) {
		struct str part = str_cut(&rest, '/');
		char name[64];
		snprintf(name, sizeof name, "%.*s", STR_ARG(part));
		root = json_is_array(root) ? json_array_get(root, (size_t)strtoul(name, NULL, 10))
					   : json_object_get(root, name);
	}
	assert_non_null(root);
	return root;
}

static void the_schema_knows_every_name(void **state)
{
	struct scope sc = { 0 };
	char path[4096];
	const char *home = getenv("WEND_TEST_ROOT");

	(void)state;
	snprintf(path, sizeof path, "%s/docs/map-schema.json", home ? home : ".");
	json_t *schema = json_load_file(path, 0, NULL), *root = parsed(&sc, maps_make(&sc, MAPS_TWELVE));
	assert_non_null(schema);
	json_t *figures = at(schema, "$defs/figures"), *t = at(root, "touchpoints/3"),
	       *s = at(root, "stages/0");
	check_names(root, at(schema, "properties"), NULL);
	check_required(root, at(schema, "required"));
	check_names(
		t, at(figures, "properties"), at(schema, "properties/touchpoints/items/allOf/1/properties"));
	check_required(t, at(figures, "required"));
	check_required(t, at(schema, "properties/touchpoints/items/allOf/1/required"));
	check_names(s, at(figures, "properties"), at(schema, "properties/stages/items/allOf/1/properties"));
	check_required(s, at(schema, "properties/stages/items/allOf/1/required"));
	json_decref(schema);
	json_decref(root);
	scope_close(&sc);
}

static void own_channels_are_in_the_schema(void **state)
{
	struct scope sc = { 0 };
	char path[4096];
	const char *home = getenv("WEND_TEST_ROOT");

	(void)state;
	snprintf(path, sizeof path, "%s/docs/map-schema.json", home ? home : ".");
	json_t *schema = json_load_file(path, 0, NULL), *root = parsed(&sc, maps_make(&sc, MAPS_OWN));
	json_t *own = at(root, "touchpoints/1/channel_own");
	check_names(own, at(schema, "$defs/channel/properties"), NULL);
	check_required(own, at(schema, "$defs/channel/required"));
	assert_string_equal(json_string_value(at(own, "key")), "kiosk");
	assert_string_equal(json_string_value(at(own, "colour")), "#0F5C2E");
	assert_string_equal(json_string_value(at(own, "symbol")), "office");
	/* its channel is that whose symbol it has; one of Wend's in another dress stays what it is */
	assert_string_equal(json_string_value(at(root, "touchpoints/1/channel")), "office");
	assert_string_equal(json_string_value(at(root, "touchpoints/2/channel")), "website");
	assert_null(json_object_get(at(root, "touchpoints/4"), "channel_own"));
	json_decref(schema);
	json_decref(root);
	scope_close(&sc);
}

/* A promise of which a single one came: no interval can be told. */
static void expectations_are_in_the_schema(void **state)
{
	struct scope sc = { 0 };
	char path[4096];
	const char *home = getenv("WEND_TEST_ROOT");
	struct map *map = maps_make(&sc, MAPS_TWELVE);
	struct gap_pair pair = { 3, 5, true };
	struct map_plan plan = { .steps = 4, .gap = gap_of_step(3, 4) };

	(void)state;
	*LIST_ADD(&sc, &map->gaps) = (struct map_gap){ .touchpoint = 3,
		.expected = STR("due"),
		.actual = STR("there"),
		.gap = gap_of(&sc, GAP_DAYS, &pair, 1, -INFINITY, INFINITY),
		.overdue = 2 };
	map->plan = &plan;
	snprintf(path, sizeof path, "%s/docs/map-schema.json", home ? home : ".");
	json_t *schema = json_load_file(path, 0, NULL), *root = parsed(&sc, map);
	json_t *gap = at(root, "touchpoints/3/gaps/0");
	check_names(gap, at(schema, "$defs/gap/properties"), NULL);
	check_required(gap, at(schema, "$defs/gap/required"));
	check_names(at(root, "plan"), at(schema, "$defs/plan/properties"), NULL);
	check_required(at(root, "plan"), at(schema, "$defs/plan/required"));
	assert_near(json_number_value(at(gap, "difference/value")), 2, 0);
	assert_true(json_is_null(at(gap, "difference/low")));
	assert_int_equal(json_integer_value(at(gap, "overdue")), 2);
	assert_null(json_object_get(at(root, "touchpoints/2"), "gaps"));
	json_decref(schema);
	json_decref(root);
	scope_close(&sc);
}

/* Points in the order of the touchpoints, the known and the unknown; where nobody comes everything is null. */
static void curves_are_in_the_schema(void **state)
{
	struct scope sc = { 0 };
	char path[4096];
	const char *home = getenv("WEND_TEST_ROOT");

	(void)state;
	snprintf(path, sizeof path, "%s/docs/map-schema.json", home ? home : ".");
	json_t *schema = json_load_file(path, 0, NULL), *root = parsed(&sc, maps_make(&sc, MAPS_PAIR));
	json_t *plain = parsed(&sc, maps_make(&sc, MAPS_TWELVE)), *curve = at(root, "curves/1");
	check_names(root, at(schema, "properties"), NULL);
	check_names(curve, at(schema, "$defs/curve/properties"), NULL);
	check_required(curve, at(schema, "$defs/curve/required"));
	check_names(at(curve, "points/3"), at(schema, "$defs/point/properties"), NULL);
	check_required(at(curve, "points/3"), at(schema, "$defs/point/required"));
	assert_int_equal(json_array_size(at(root, "curves")), 2);
	assert_int_equal(json_array_size(at(curve, "points")), 12);
	assert_string_equal(json_string_value(at(curve, "persona")), "corner-shop");
	assert_int_equal(json_integer_value(at(curve, "customers")), 241);
	assert_string_equal(json_string_value(at(curve, "points/2/at")), "t3");
	assert_near(json_number_value(at(curve, "points/2/feeling/value")), -.5, 1e-9);
	assert_int_equal(json_integer_value(at(curve, "points/2/feeling/n")), 18);
	assert_true(json_is_null(at(curve, "points/0/feeling/value")));
	assert_true(json_is_null(at(curve, "points/0/reach/share/value")));
	assert_null(json_object_get(plain, "curves"));
	json_decref(schema);
	json_decref(root);
	json_decref(plain);
	scope_close(&sc);
}

/* What a map leads to, when it is looked at again, and what a person wrote with a file. */
static void what_people_wrote_is_in_the_schema(void **state)
{
	struct scope sc = { 0 };
	char path[4096];
	const char *home = getenv("WEND_TEST_ROOT");
	struct map *map = maps_make(&sc, MAPS_TWELVE);
	size_t lane = 0;

	(void)state;
	while (!map->lanes.at[lane].cells)
		lane++;
	map->lanes.at[lane].cells[0].cells.n = 0;
	struct map_cell *cell = LIST_ADD(&sc, &map->lanes.at[lane].cells[0].cells);
	*cell = (struct map_cell){ .text = STR("x"), .written = true, .stage = map->stages.at[0].id };
	*LIST_ADD(&sc, &cell->attachments) = (struct attached){ STR("0123"), STR("plan.png") };
	map->review = STR("2027-03-31");
	*LIST_ADD(&sc, &map->touchpoints.at[2].leads_to) = STR("returns");
	snprintf(path, sizeof path, "%s/docs/map-schema.json", home ? home : ".");
	json_t *schema = json_load_file(path, 0, NULL), *root = parsed(&sc, map), *written = NULL;
	json_t *names = at(schema, "properties/lanes/items/properties/cells/items/properties");
	check_names(root, at(schema, "properties"), NULL);
	check_names(at(root, "touchpoints/2"), at(schema, "$defs/figures/properties"),
		at(schema, "properties/touchpoints/items/allOf/1/properties"));
	written = json_array_get(json_object_get(json_array_get(at(root, "lanes"), lane), "cells"), 0);
	check_names(written, names, NULL);
	check_names(at(written, "attachments/0"), at(names, "attachments/items/properties"), NULL);
	check_required(at(written, "attachments/0"), at(names, "attachments/items/required"));
	assert_true(json_is_true(at(written, "written")));
	assert_string_equal(json_string_value(at(written, "attachments/0/name")), "plan.png");
	assert_string_equal(json_string_value(at(root, "touchpoints/2/leads_to/0")), "returns");
	assert_null(json_object_get(at(root, "touchpoints/1"), "leads_to"));
	json_decref(schema);
	json_decref(root);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_map_is_json),
		cmocka_unit_test(the_agreed_names_are_there),
		cmocka_unit_test(the_unknown_is_null_with_its_n),
		cmocka_unit_test(nps_is_there_where_it_is_known),
		cmocka_unit_test(the_schema_knows_every_name),
		cmocka_unit_test(own_channels_are_in_the_schema),
		cmocka_unit_test(expectations_are_in_the_schema),
		cmocka_unit_test(curves_are_in_the_schema),
		cmocka_unit_test(what_people_wrote_is_in_the_schema),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
