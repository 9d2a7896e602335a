/* A map that was written as JSON is read again as one that every drawing shows alike. */
#include "draw/read.h"

#include <jansson.h>
#include <math.h>

#include "draw/draw.h"
#include "maps.h"
#include "test.h"

static struct str drawn(struct scope *sc, const struct map *map, const char *format)
{
	struct buf *out = buf_new(sc, DRAW_CEILING);

	assert_true(draw_write(sc, map, str_of(format), out));
	return buf_str(out);
}

/* What comes out of readers is UTF-8: a name that is none is not what JSON can keep. */
static struct map *made(struct scope *sc, int which)
{
	struct map *map = maps_make(sc, (enum maps)which);

	for (size_t i = 0; i < map->touchpoints.n; i++) {
		struct map_touchpoint *t = &map->touchpoints.at[i];
		t->name = str_is_utf8(t->name) ? t->name : STR("bad bytes");
		t->id = str_is_utf8(t->id) ? t->id : STR("bad bytes");
	}
	return map;
}

static struct map *again(struct scope *sc, const struct map *map)
{
	struct map *read = draw_read(sc, drawn(sc, map, "json"));

	if (!read)
		fail_msg("%s", sc->why);
	return read;
}

static void check(const char *name, struct scope *sc, const struct map *map)
{
	struct map *read = again(sc, map);

	for (size_t i = 0; i < draw_formats_n; i++) {
		const char *format = draw_formats[i].ext;
		bool big = strcmp(format, "png") == 0 || strcmp(format, "pdf") == 0;
		if (big && map->touchpoints.n > 5)
			continue;
		if (!str_equal(drawn(sc, map, format), drawn(sc, read, format)))
			fail_msg("%s.%s is another when it was read from JSON", name, format);
	}
}

static void every_drawing_is_the_same(void **state)
{
	(void)state;
	for (int m = 0; m < MAPS; m++) {
		struct scope sc = { 0 };
		check(maps_names[m], &sc, made(&sc, m));
		scope_close(&sc);
	}
}

static void the_terminal_is_the_same(void **state)
{
	struct scope sc = { 0 };
	struct map *map = made(&sc, MAPS_SPOKEN), *read = again(&sc, map);
	struct buf *a = buf_new(&sc, DRAW_CEILING), *b = buf_new(&sc, DRAW_CEILING);

	(void)state;
	assert_true(draw_terminal(&sc, map, 140, true, a) && draw_terminal(&sc, read, 140, true, b));
	assert_true(str_equal(buf_str(a), buf_str(b)));
	scope_close(&sc);
}

#define FILE_A "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static struct attached_list file_of(struct scope *sc)
{
	struct attached_list list = { 0 };

	*LIST_ADD(sc, &list) = (struct attached){ STR(FILE_A), STR("plan.png") };
	return list;
}

static struct map_lane *written_lane(struct map *map)
{
	for (size_t i = 0; i < map->lanes.n; i++)
		if (map->lanes.at[i].cells)
			return &map->lanes.at[i];
	fail_msg("the map has no lane of cells");
	return NULL;
}

/* All that a golden map may lack: gaps, one whose interval is endless, a plan, NPS, a limit that was learnt, a text that is
 * empty beside one that is not there, two personas. */
static struct map *rich(struct scope *sc)
{
	struct map *map = made(sc, MAPS_SPOKEN);
	struct gap_pair pairs[] = { { 3, 5, true }, { 4, 4, false }, { 2, 6.5, true } };
	struct map_plan *plan = NEW(sc, struct map_plan);

	*plan = (struct map_plan){ .steps = 4, .unseen = 1, .journeys = 9, .gap = gap_of_step(3, 4) };
	plan->in_order = (struct estimate){ true, .5, .2, .8, 4 };
	map->plan = plan;
	*LIST_ADD(sc, &map->gaps) = (struct map_gap){ .touchpoint = 1,
		.expected = STR("due"),
		.actual = STR("there"),
		.by_day = true,
		.gap = gap_of(sc, GAP_DAYS, pairs, 1, -INFINITY, INFINITY),
		.overdue = 2 };
	*LIST_ADD(sc, &map->gaps) = (struct map_gap){ .touchpoint = 1,
		.kind = MAP_GAP_SURVEY,
		.scale = STR("1-5"),
		.gap = gap_of(sc, GAP_POINTS, pairs, 3, 1, 5) };
	map->touchpoints.at[0].figures.nps = (struct estimate){ true, 31.5, 20, 43, 88 };
	map->touchpoints.at[0].when = STR("before order-placed");
	map->touchpoints.at[1].channel_words = STR("");
	map->review = STR("2027-03-31");
	*LIST_ADD(sc, &map->touchpoints.at[0].leads_to) = STR("returns");
	*LIST_ADD(sc, &written_lane(map)->cells[0].cells) = (struct map_cell){
		.text = STR(""), .written = true, .stage = map->stages.at[0].id, .attachments = file_of(sc)
	};
	map->silence_learnt = true;
	map->silence_us = 1234567890123;
	map->goal_why = STR("it has the word order");
	return maps_for_pair(sc, map);
}

static void what_no_golden_map_has_is_read_too(void **state)
{
	struct scope sc = { 0 };
	struct map *map = rich(&sc), *read = again(&sc, map);

	(void)state;
	check("rich", &sc, map);
	assert_int_equal(read->silence_us, 1234567890123);
	assert_str(read->review, "2027-03-31");
	assert_int_equal(read->touchpoints.at[0].leads_to.n, 1);
	assert_str(read->touchpoints.at[0].leads_to.at[0], "returns");
	struct map_cells *cells = &written_lane(read)->cells[0];
	const struct map_cell *cell = &cells->cells.at[cells->cells.n - 1];
	assert_true(cell->written && str_equal(cell->stage, map->stages.at[0].id));
	assert_str(cell->attachments.at[0].id, FILE_A);
	assert_str(cell->attachments.at[0].name, "plan.png");
	assert_true(read->silence_learnt && read->gaps.n == 2 && read->plan->steps == 4);
	assert_true(isinf(read->gaps.at[0].gap.difference.low) && read->gaps.at[0].gap.difference.known);
	assert_int_equal(read->gaps.at[1].kind, MAP_GAP_SURVEY);
	assert_non_null(read->touchpoints.at[1].channel_words.p);
	assert_null(read->touchpoints.at[3].when.p);
	assert_int_equal(read->touchpoints.at[2].voice->findings.n, 2);
	assert_false(read->touchpoints.at[2].voice->findings.at[1].confirmed);
	scope_close(&sc);
}

static struct str dumped(struct scope *sc, const json_t *root)
{
	char *text = json_dumps(root, JSON_COMPACT);
	struct str out = str_copy(sc, str_of(text));

	free(text);
	return out;
}

static json_t *parsed(struct scope *sc, const struct map *map)
{
	struct str text = drawn(sc, map, "json");
	json_t *root = json_loadb(text.p, text.n, 0, NULL);

	assert_non_null(root);
	return root;
}

/* Frozen before the field was written, or by a newer program that writes more. */
static void older_and_newer_json_is_read(void **state)
{
	struct scope sc = { 0 };
	json_t *root = parsed(&sc, rich(&sc));

	(void)state;
	json_object_del(json_object_get(root, "silence_limit"), "learnt");
	json_object_del(root, "plan");
	json_object_set_new(root, "version", json_pack("{s:i}", "no", 3));
	json_object_set_new(root, "moons", json_string("two"));
	struct map *read = draw_read(&sc, dumped(&sc, root));
	assert_non_null(read);
	assert_false(read->silence_learnt);
	assert_null(read->plan);
	json_decref(root);
	scope_close(&sc);
}

/* clang-format off */
static const struct {
	const char *path, *value; /* value NULL: it is taken away */
	const char *why;
} wrongs[] = {
	{ "format", "\"other-map\"", "no map that Wend wrote" },
	{ "format", NULL, "format: something is expected, there is nothing" },
	{ "format_version", "2", "a newer Wend" },
	{ "input_hash", "\"0123456789abcdef0\"", "16 letters" },
	{ "title", "7", "title: a text is expected, there is a number" },
	{ "state", "\"lost\"", "\"lost\" is not known" },
	{ "personas", "{}", "personas: a list is expected, there is an object" },
	{ "personas", "[null]", "personas[0]: a text is expected, there is null" },
	{ "goal_is_case", "0", "true or false" },
	{ "period/from", "\"yesterday\"", "period.from: a time" },
	{ "silence_limit/seconds", "-1", "silent" },
	{ "silence_limit/seconds", "1e300", "from -1e+15 to 1e+15" },
	{ "customers", "-3", "whole number" },
	{ "customers", "3.5", "whole number" },
	{ "customers", "2000000000000000", "more than anybody counted" },
	{ "conversion/value", "1.5", "conversion: 1.5 is not from 0 to 1" },
	{ "conversion/low", "null", "a value has no interval" },
	{ "journeys", "[]", "journeys: an object is expected, there is a list" },
	{ "sources/0/source", "\"dreams\"", "sources[0].source: \"dreams\"" },
	{ "stages/1/count", "17", "touchpoints: they are not those that the stages count" },
	{ "stages/1/first", "18446744073709551615", "no JSON" },
	{ "touchpoints/1/id", "\"t1\"", "\"t1\" is there twice" },
	{ "touchpoints/1/channel", "\"smoke\"", "touchpoints[1].channel" },
	{ "touchpoints/1/channel_own", "7", "touchpoints[1].channel_own: an object is expected" },
	{ "touchpoints/1/channel_own", "{\"key\":\"k\",\"name\":\"K\",\"symbol\":\"app\"}", "channel_own.colour: something is expected" },
	{ "touchpoints/1/channel_own", "{\"key\":\"k\",\"name\":\"K\",\"colour\":\"#12345678\",\"symbol\":\"app\"}", "a colour such as" },
	{ "touchpoints/1/channel_own", "{\"key\":\"k\",\"name\":\"K\",\"colour\":\"\\\"/><a\",\"symbol\":\"app\"}", "a colour such as" },
	{ "touchpoints/1/channel_own", "{\"key\":\"k\",\"name\":\"K\",\"colour\":\"#123456\",\"symbol\":\"smoke\"}", "\"smoke\" is not known" },
	{ "touchpoints/1/owner", "null", "a word is expected, there is null" },
	{ "touchpoints/1/reach/share/n", "\"7\"", "touchpoints[1].reach.share.n: a whole number" },
	{ "touchpoints/1/feeling/value", "2.5", "not from -2 to 2" },
	{ "touchpoints/1/evidence", "5", "strongest evidence" },
	{ "touchpoints/1/dwell/p95_s", "null", "duration has no interval" },
	{ "touchpoints/1/next/0/to", "\"nowhere\"", "there is no touchpoint \"nowhere\"" },
	{ "touchpoints/1/next/0/kind", "\"exit\"", "only a touchpoint has an id" },
	{ "touchpoints/1/next/0/share", "-0.5", "not from 0 to 1" },
	{ "touchpoints/1/next", "[0,0,0,0]", "4 are more than a map has" },
	{ "touchpoints/1/gaps/0/unit", "\"moons\"", "gaps[0].unit" },
	{ "touchpoints/2/voice/linked_by", "{\"luck\":1}", "a name that is not known" },
	{ "touchpoints/2/voice/findings/0/quotes/0/id", "\"zz\"", "a text's id" },
	{ "touchpoints/2/voice/findings/0/quotes/0/date", "\"\"", "a day" },
	{ "touchpoints/2/voice/findings/0/kind", "\"joy\"", "findings[0].kind" },
	{ "curves/0/points/1/at", "\"t99\"", "curves[0].points[1].at: there is no touchpoint \"t99\"" },
	{ "curves/0/points/1/feeling/value", "3", "not from -2 to 2" },
	{ "curves/1/customers", "-1", "curves[1].customers: a whole number" },
	{ "curves/1/name", "null", "curves[1].name: a text is expected" },
	{ "curves/0/points", "[0,0,0,0,0,0]", "6 are more than a map has" },
	{ "curves", "[0,0,0,0,0,0,0]", "7 are more than a map has" },
	{ "lanes/0/lane", "\"moon\"", "lanes[0].lane" },
	{ "lanes/3/cells", "[{\"at\":\"t1\"}]", "drawn from figures" },
	{ "lanes/0/cells", "[{\"at\":\"t99\",\"text\":\"x\",\"basis\":\"assumed\"}]", "no touchpoint \"t99\"" },
	{ "lanes/0/cells", "[{\"at\":\"t1\",\"text\":\"x\",\"basis\":\"sure\"}]", "\"sure\" is not known" },
	{ "findings", "[[]]", "findings[0]: a text is expected" },
	{ "unsorted/largest", "[{\"name\":\"x\"}]", "unsorted.largest[0].events: something" },
};
/* clang-format on */

static json_t *step(json_t *in, const char *name)
{
	return json_is_array(in) ? json_array_get(in, (size_t)strtoul(name, NULL, 10))
				 : json_object_get(in, name);
}

/* The text with the value at the path another; what JSON cannot have is put in by hand. */
static struct str spoilt(struct scope *sc, json_t *root, const char *path, const char *value)
{
	static const char mark[] = "MARK-OF-THE-TEST";
	struct str rest = str_of(path);
	json_t *in = root;
	char *name = str_c(sc, str_cut(&rest, '/'));

	for (; rest.p; name = str_c(sc, str_cut(&rest, '/'))) {
		in = step(in, name);
		assert_non_null(in);
	}
	if (!value)
		json_object_del(in, name);
	else
		json_object_set_new(in, name, json_string(mark));
	struct str text = dumped(sc, root);
	char *at = value ? strstr(text.p, mark) : NULL;
	if (!at)
		return text;
	return str_of(scope_printf(sc, "%.*s%s%s", (int)(at - text.p - 1), text.p, value, at + sizeof mark));
}

static void what_is_no_map_is_refused_with_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(wrongs); i++) {
		struct scope sc = { 0 };
		json_t *root = parsed(&sc, rich(&sc));
		struct str text = spoilt(&sc, root, wrongs[i].path, wrongs[i].value);
		struct map *map = draw_read(&sc, text);
		if (map || !strstr(sc.why, wrongs[i].why))
			fail_msg("%s: \"%s\", not \"%s\"", wrongs[i].path, sc.why, wrongs[i].why);
		json_decref(root);
		scope_close(&sc);
	}
}

static void what_is_no_json_is_refused(void **state)
{
	static const char *const texts[] = { "", "wend", "{\"a\":1,\"a\":1}", "{\"format\":\"wend-map\"",
		"[" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct scope sc = { 0 };
		assert_null(draw_read(&sc, str_of(texts[i])));
		assert_fault(&sc, FAULT_INVALID, "no JSON");
		scope_close(&sc);
	}
}

static void ceilings_hold(void **state)
{
	struct scope sc = { 0 };
	char *large = scope_alloc(&sc, DRAW_READ_BYTES + 2, 1);

	(void)state;
	memset(large, ' ', DRAW_READ_BYTES + 1);
	assert_null(draw_read(&sc, (struct str){ large, DRAW_READ_BYTES + 1 }));
	assert_fault(&sc, FAULT_LIMIT, "larger than 64 MiB");
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_drawing_is_the_same),
		cmocka_unit_test(the_terminal_is_the_same),
		cmocka_unit_test(what_no_golden_map_has_is_read_too),
		cmocka_unit_test(older_and_newer_json_is_read),
		cmocka_unit_test(what_is_no_map_is_refused_with_its_place),
		cmocka_unit_test(what_is_no_json_is_refused),
		cmocka_unit_test(ceilings_hold),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
