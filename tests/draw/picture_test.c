#include <expat.h>

#include "draw/draw.h"
#include "draw/layout.h"
#include "draw/svg.h"
#include "maps.h"
#include "test.h"

static struct str written(struct scope *sc, enum maps which, const char *format)
{
	struct buf *out = buf_new(sc, DRAW_CEILING);

	if (!draw_write(sc, maps_make(sc, which), str_of(format), out))
		fail_msg("%s as %s: %s", maps_names[which], format, sc->why);
	return buf_str(out);
}

static void each_svg_is_well_formed(void **state)
{
	(void)state;
	for (int m = 0; m < MAPS; m++) {
		struct scope sc = { 0 };
		struct str svg = written(&sc, (enum maps)m, "svg");
		XML_Parser parser = XML_ParserCreate("UTF-8");
		if (XML_Parse(parser, svg.p, (int)svg.n, 1) != XML_STATUS_OK)
			fail_msg("%s: %s in line %lu", maps_names[m],
				XML_ErrorString(XML_GetErrorCode(parser)), XML_GetCurrentLineNumber(parser));
		XML_ParserFree(parser);
		scope_close(&sc);
	}
}

/* The pale bands behind the rows tell where each stage's columns are. */
struct columns {
	double left[512], right[512];
	size_t n;
};

static struct columns columns_of(const struct scene *scene, const struct map *map)
{
	struct columns c = { .n = 0 };
	size_t stage = 0;

	for (size_t i = 0; i < scene->items.n && stage < map->stages.n; i++) {
		const struct item *item = &scene->items.at[i];
		if (item->mark != MARK_RECT || item->paint.opacity != 0.32)
			continue;
		while (stage < map->stages.n && !map->stages.at[stage].count)
			stage++;
		for (size_t k = 0; k < map->stages.at[stage].count; k++, c.n++) {
			double w = item->box.w / (double)map->stages.at[stage].count;
			c.left[c.n] = item->box.x + w * (double)k;
			c.right[c.n] = c.left[c.n] + w;
		}
		stage++;
	}
	return c;
}

static bool in_one_column(const struct columns *c, double from, double to)
{
	for (size_t i = 0; i < c->n; i++)
		if (from >= c->left[i] - 0.5 && to <= c->right[i] + 0.5)
			return true;
	return false;
}

static bool is_row(struct str title)
{
	enum lane lane;

	return str_equal(title, STR("Touchpoints")) || str_equal(title, STR("Reach")) ||
	       lane_find(title, &lane);
}

/* Texts right of the labels in a row must lie within their column; all others within the picture. */
static void check_texts(
	struct font *font, const struct scene *scene, const struct columns *c, const char *name)
{
	static const double shares[] = { 0, 0.5, 1 };
	size_t depth = 0, row = 0; /* row: the depth at which a row's group was opened, 0 outside */

	for (size_t i = 0; i < scene->items.n; i++) {
		const struct item *item = &scene->items.at[i];
		depth += item->mark == MARK_OPEN;
		if (item->mark == MARK_OPEN && !row && is_row(item->group->title))
			row = depth;
		if (item->mark == MARK_CLOSE && depth-- == row)
			row = 0;
		if (item->mark != MARK_TEXT)
			continue;
		double w = font_width(font, item->text, item->type.size, item->type.face);
		double from = item->box.x - shares[item->type.anchor] * w;
		bool inside = from >= 0 && from + w <= scene->width + 0.5;
		if (row && item->box.x > MARGIN + LABEL)
			inside = in_one_column(c, from, from + w);
		if (!inside)
			fail_msg("%s: \"%.*s\" from %g to %g leaves its place", name, STR_ARG(item->text),
				from, from + w);
	}
}

static void no_text_leaves_its_column(void **state)
{
	(void)state;
	for (int m = 0; m < MAPS; m++) {
		struct scope sc = { 0 };
		struct map *map = maps_make(&sc, (enum maps)m);
		struct font *font = font_open(&sc);
		struct scene *scene =
			layout_map(&sc, font, map, (struct layout_want){ .stages = map->stages.n });
		struct columns c = columns_of(scene, map);
		assert_int_equal(c.n, map->touchpoints.n);
		check_texts(font, scene, &c, maps_names[m]);
		font_close(font);
		scope_close(&sc);
	}
}

static bool has_text(const struct scene *scene, const char *text)
{
	for (size_t i = 0; i < scene->items.n; i++)
		if (scene->items.at[i].mark == MARK_TEXT && str_equal(scene->items.at[i].text, str_of(text)))
			return true;
	return false;
}

static void empty_lanes_are_hidden(void **state)
{
	struct scope sc = { 0 };
	struct font *font = font_open(&sc);
	struct map *map = maps_make(&sc, MAPS_NO_RATINGS);
	struct scene *scene = layout_map(&sc, font, map, (struct layout_want){ .stages = map->stages.n });

	(void)state;
	assert_false(has_text(scene, "Feeling"));
	assert_false(has_text(scene, "Backstage"));
	assert_true(has_text(scene, "Leaving"));
	assert_true(has_text(scene, "Pains"));
	font_close(font);
	scope_close(&sc);
}

static void few_raters_are_shown(void **state)
{
	struct scope sc = { 0 };
	struct font *font = font_open(&sc);
	struct map *map = maps_make(&sc, MAPS_ONE);

	(void)state;
	map->touchpoints.at[0].figures.feeling.n = 4;
	struct scene *scene = layout_map(&sc, font, map, (struct layout_want){ .stages = 1 });
	assert_true(has_text(scene, "Feeling"));
	assert_false(has_text(scene, "no data"));
	static const char *const formats[] = { "svg", "html", "txt" };
	for (size_t i = 0; i < COUNT_OF(formats); i++) {
		struct buf *out = buf_new(&sc, DRAW_CEILING);
		assert_true(draw_write(&sc, map, str_of(formats[i]), out));
		assert_true(str_has(buf_str(out), STR("+1.2")));
	}
	font_close(font);
	scope_close(&sc);
}

static void a_part_is_as_high_as_the_whole(void **state)
{
	struct scope sc = { 0 };
	struct font *font = font_open(&sc);
	struct map *map = maps_make(&sc, MAPS_FORTY);
	struct scene *a =
		layout_map(&sc, font, map, (struct layout_want){ .stages = 3, .sheet = 1, .sheets = 2 });
	struct scene *b = layout_map(&sc, font, map,
		(struct layout_want){ .first_stage = 3, .stages = 3, .sheet = 2, .sheets = 2 });

	(void)state;
	assert_near(a->height, b->height, 0);
	assert_true(has_text(b, "Delivery"));
	assert_false(has_text(b, "Awareness"));
	font_close(font);
	scope_close(&sc);
}

static void the_same_map_gives_the_same_bytes(void **state)
{
	(void)state;
	for (size_t f = 0; f < draw_formats_n; f++) {
		struct scope sc = { 0 };
		struct str a = written(&sc, MAPS_FIVE, draw_formats[f].ext);
		struct str b = written(&sc, MAPS_FIVE, draw_formats[f].ext);
		assert_int_equal(a.n, b.n);
		assert_memory_equal(a.p, b.p, a.n);
		scope_close(&sc);
	}
}

static void a_png_has_twice_the_size(void **state)
{
	struct scope sc = { 0 };
	struct str png = written(&sc, MAPS_ONE, "png");
	const unsigned char *p = (const unsigned char *)png.p;

	(void)state;
	assert_memory_equal(p, "\x89PNG", 4);
	assert_int_equal(p[18] << 8 | p[19], 2080); /* the width, big-endian, at byte 16 */
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_svg_is_well_formed),
		cmocka_unit_test(no_text_leaves_its_column),
		cmocka_unit_test(empty_lanes_are_hidden),
		cmocka_unit_test(few_raters_are_shown),
		cmocka_unit_test(a_part_is_as_high_as_the_whole),
		cmocka_unit_test(the_same_map_gives_the_same_bytes),
		cmocka_unit_test(a_png_has_twice_the_size),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
