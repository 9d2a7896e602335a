/* Pictures and files of cells in drawings: embedded, made small, by their names where they cannot be drawn. */
#include <expat.h>

#include "draw/canvas.h"
#include "draw/draw.h"
#include "draw/html.h"
#include "draw/layout.h"
#include "draw/picture.h"
#include "maps.h"
#include "pictured.h"
#include "test.h"

#define STR_INIT(literal)                                                                                    \
	{                                                                                                    \
		(literal), sizeof(literal) - 1                                                               \
	}
#define ID_PNG "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define ID_JPEG "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define ID_FILE "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
#define BAD_NAME "<b>\"angebot\" & предложение курьерской службы на следующий год.pdf"

static const struct map_picture png = { STR_INIT(ID_PNG), { (const char *)pictured_png, sizeof pictured_png },
	false, 160, 100 };
static const struct map_picture jpeg = { STR_INIT(ID_JPEG),
	{ (const char *)pictured_jpeg, sizeof pictured_jpeg }, true, 120, 90 };

static void attach(struct scope *sc, struct map_cell *cell, const char *id, const char *name)
{
	*LIST_ADD(sc, &cell->attachments) = (struct attached){ str_of(id), str_of(name) };
}

/* The first cell that there is in a lane. */
static struct map_cell *cell_of(struct map *map, enum lane lane)
{
	for (size_t i = 0; i < map->lanes.n; i++)
		for (size_t t = 0; map->lanes.at[i].lane == lane && t < map->touchpoints.n; t++)
			if (map->lanes.at[i].cells[t].cells.n)
				return map->lanes.at[i].cells[t].cells.at;
	fail_msg("the map has no cell there");
	return NULL;
}

static struct map *pictured(struct scope *sc)
{
	struct map *map = maps_make(sc, MAPS_TWELVE);
	struct map_cell *pains = cell_of(map, LANE_PAINS), *gains = cell_of(map, LANE_GAINS);

	attach(sc, pains, ID_PNG, "squares.png");
	attach(sc, pains, ID_JPEG, "shelf.jpg");
	attach(sc, pains, ID_FILE, BAD_NAME);
	attach(sc, gains, ID_JPEG, "shelf & box.jpg");
	*LIST_ADD(sc, &map->pictures) = png;
	*LIST_ADD(sc, &map->pictures) = jpeg;
	return map;
}

static struct str written(struct scope *sc, const struct map *map, const char *format)
{
	struct buf *out = buf_new(sc, DRAW_CEILING);

	if (!draw_write(sc, map, str_of(format), out))
		fail_msg("%s: %s", format, sc->why);
	return buf_str(out);
}

static size_t times(struct str text, const char *part)
{
	size_t n = 0;

	for (const char *at; (at = memmem(text.p, text.n, part, strlen(part))) != NULL; n++)
		text = str_sub(text, (size_t)(at - text.p) + 1, text.n);
	return n;
}

/* --- golden ------------------------------------------------------------------------------------------------ */

static void check_golden(const char *format)
{
	struct scope sc = { 0 };
	const char *root = getenv("WEND_TEST_ROOT"), *mode = getenv("WEND_GOLDEN");
	char *path = scope_printf(&sc, "%s/tests/golden/pictured.%s", root ? root : ".", format);
	struct str got = written(&sc, pictured(&sc), format);
	char *want = scope_alloc(&sc, got.n + 2, 1);
	FILE *f = fopen(path, mode && strcmp(mode, "write") == 0 ? "w+b" : "rb");

	if (!f)
		fail_msg("%s is not there: WEND_GOLDEN=write makes it", path);
	if (mode && strcmp(mode, "write") == 0) {
		assert_int_equal(fwrite(got.p, 1, got.n, f), got.n);
		rewind(f);
	}
	size_t n = fread(want, 1, got.n + 1, f);
	fclose(f);
	if (!str_equal(got, (struct str){ want, n }))
		fail_msg("%s differs", path);
	scope_close(&sc);
}

static void drawings_are_as_they_were(void **state)
{
	(void)state;
	check_golden("svg");
	check_golden("html");
}

/* --- as text ----------------------------------------------------------------------------------------------- */

/* RFC 4648, section 10, and what is no letter. */
static void bytes_become_a_url(void **state)
{
	static const struct {
		struct str bytes;
		const char *want;
	} rows[] = { { STR_INIT(""), "" }, { STR_INIT("f"), "Zg==" }, { STR_INIT("fo"), "Zm8=" },
		{ STR_INIT("foo"), "Zm9v" }, { STR_INIT("foob"), "Zm9vYg==" },
		{ STR_INIT("fooba"), "Zm9vYmE=" }, { STR_INIT("foobar"), "Zm9vYmFy" },
		{ STR_INIT("\xff\xfe\xfb\0"), "//77AA==" } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scope sc = { 0 };
		struct buf *out = buf_new(&sc, 100);
		picture_url(&(struct map_picture){ .bytes = rows[i].bytes, .jpeg = i % 2 }, out);
		assert_str(buf_str(out),
			scope_printf(&sc, "data:image/%s;base64,%s", i % 2 ? "jpeg" : "png", rows[i].want));
		scope_close(&sc);
	}
}

static void the_picture_is_inside_and_its_name_is_text(void **state)
{
	static const char *const formats[] = { "svg", "html" };
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(formats); i++) {
		struct str text = written(&sc, pictured(&sc), formats[i]);
		assert_int_equal(times(text, "<image "), 3);
		assert_int_equal(times(text, "href=\"data:image/png;base64,iVBORw0KGgo"), 1);
		assert_int_equal(times(text, "href=\"data:image/jpeg;base64,/9j/"), 2);
		assert_true(str_has(text, STR("shelf &amp; box.jpg")));
		assert_false(str_has(text, STR("<b>\"angebot")));
		assert_int_equal(times(text, "http://") - times(text, "http://www.w3.org/2000/svg"), 0);
	}
	struct str svg = written(&sc, pictured(&sc), "svg");
	XML_Parser parser = XML_ParserCreate("UTF-8");
	assert_int_equal(XML_Parse(parser, svg.p, (int)svg.n, 1), XML_STATUS_OK);
	XML_ParserFree(parser);
	scope_close(&sc);
}

/* A page that stands alone has nowhere to link to; a server's has. */
static void the_table_links_files_where_they_are(void **state)
{
	struct scope sc = { 0 };
	struct map *map = pictured(&sc);
	struct buf *alone = buf_new(&sc, 1 << 20), *linked = buf_new(&sc, 1 << 20);
	struct html_links links = { .files = STR("files/") };

	(void)state;
	attach(&sc, cell_of(map, LANE_GAINS), "\"><script>", "bad id");
	html_table(&sc, map, &(struct html_links){ 0 }, alone);
	html_table(&sc, map, &links, linked);
	assert_int_equal(times(buf_str(alone), "<a "), 0);
	assert_int_equal(times(buf_str(alone), "<ul class=\"files\">"), 2);
	assert_int_equal(times(buf_str(linked), "<a href=\"files/" ID_JPEG "\">"), 2);
	assert_int_equal(times(buf_str(linked), "<a "), 4);
	assert_int_equal(times(buf_str(linked), "<script>"), 0);
	assert_true(str_has(buf_str(linked), STR("bad id")));
	scope_close(&sc);
}

/* --- where they stand ---------------------------------------------------------------------------------------- */

static void pictures_keep_their_shape_and_their_card(void **state)
{
	struct scope sc = { 0 };
	struct map *map = pictured(&sc);
	struct font *font = font_open(&sc);
	struct map_picture wide = png, high = png;
	size_t n = 0;

	(void)state;
	wide.id = STR("wide");
	wide.width = 9000;
	wide.height = 3;
	high.id = STR("high");
	high.width = 3;
	high.height = 9000;
	*LIST_ADD(&sc, &map->pictures) = wide;
	*LIST_ADD(&sc, &map->pictures) = high;
	for (int i = 0; i < 4; i++) {
		attach(&sc, cell_of(map, LANE_PAINS), "wide", "wide.png");
		attach(&sc, cell_of(map, LANE_PAINS), "high", "high.png");
	}
	struct scene *scene = layout_map(&sc, font, map, (struct layout_want){ .stages = map->stages.n });
	struct box card = { 0 };
	for (size_t i = 0; i < scene->items.n; i++) {
		const struct item *item = &scene->items.at[i];
		struct box b = item->box;
		if (item->mark == MARK_RECT && item->radius == 6)
			card = b;
		if (item->mark != MARK_IMAGE)
			continue;
		n++;
		if (b.x < card.x || b.y < card.y || b.x + b.w > card.x + card.w ||
			b.y + b.h > card.y + card.h)
			fail_msg("%.*s is outside of its card", STR_ARG(item->text));
		assert_true(b.w > 0 && b.h > 0);
		double shape = (double)item->picture->width / item->picture->height;
		if (shape > .5 && shape < 2)
			assert_near(b.w / b.h, shape, .01);
	}
	assert_int_equal(n, 3 + 8);
	font_close(font);
	scope_close(&sc);
}

/* What is small is not blown up, and no files leave a card as it was. */
static void a_small_picture_stays_small(void **state)
{
	struct scope sc = { 0 };
	struct map *map = maps_make(&sc, MAPS_TWELVE);
	struct map_picture dot = png;
	struct font *font = font_open(&sc);
	bool seen = false;

	(void)state;
	dot.width = 30;
	dot.height = 24;
	attach(&sc, cell_of(map, LANE_PAINS), ID_PNG, "dot.png");
	*LIST_ADD(&sc, &map->pictures) = dot;
	struct scene *scene = layout_map(&sc, font, map, (struct layout_want){ .stages = map->stages.n });
	for (size_t i = 0; i < scene->items.n; i++)
		if (scene->items.at[i].mark == MARK_IMAGE) {
			assert_near(scene->items.at[i].box.w, 30, .01);
			assert_near(scene->items.at[i].box.h, 24, .01);
			seen = true;
		}
	assert_true(seen);
	font_close(font);
	scope_close(&sc);
}

/* --- paper and pixels ---------------------------------------------------------------------------------------- */

/* Whole, and once, however many cells have it. */
static void the_pdf_has_the_jpeg_itself(void **state)
{
	struct scope sc = { 0 };
	struct str pdf = written(&sc, pictured(&sc), "pdf"),
		   plain = written(&sc, maps_make(&sc, MAPS_TWELVE), "pdf");

	(void)state;
	assert_int_equal(times(pdf, "/DCTDecode"), 1);
	assert_true(memmem(pdf.p, pdf.n, pictured_jpeg, sizeof pictured_jpeg) != NULL);
	assert_true(times(pdf, "/Subtype /Image") >= 2);
	assert_int_equal(times(plain, "/Subtype /Image"), 0);
	scope_close(&sc);
}

static size_t count_red(struct scope *sc, struct str bytes)
{
	struct map_picture all = { .bytes = bytes, .width = 1, .height = 1 };
	cairo_surface_t *s = picture_surface(&all, false);
	size_t n = 0;

	(void)sc;
	assert_non_null(s);
	int stride = cairo_image_surface_get_stride(s);
	const unsigned char *data = cairo_image_surface_get_data(s);
	for (int y = 0; y < cairo_image_surface_get_height(s); y++)
		for (int x = 0; x < cairo_image_surface_get_width(s); x++) {
			uint32_t pixel;
			memcpy(&pixel, data + (size_t)y * (size_t)stride + (size_t)x * 4, 4);
			n += (pixel & 0xffffff) == 0xcc3344;
		}
	cairo_surface_destroy(s);
	return n;
}

/* The PNG is there in its own colours, half of it red; the JPEG by its name. */
static void pixels_have_the_png(void **state)
{
	struct scope sc = { 0 };
	size_t red = count_red(&sc, written(&sc, pictured(&sc), "png"));
	size_t without = count_red(&sc, written(&sc, maps_make(&sc, MAPS_TWELVE), "png"));

	(void)state;
	assert_int_equal(without, 0);
	assert_true(red > 5000);
	assert_null(picture_surface(&jpeg, false));
	scope_close(&sc);
}

static cairo_status_t put(void *to, const unsigned char *bytes, unsigned n)
{
	buf_add(to, bytes, n);
	return CAIRO_STATUS_SUCCESS;
}

/* Noise: nothing packs it. */
static struct str large_png(struct scope *sc, int width, int height)
{
	cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
	struct buf *out = buf_new(sc, 64 << 20);
	uint64_t seed = 8;

	cairo_surface_flush(s);
	for (int i = 0; i < cairo_image_surface_get_stride(s) * height; i++)
		cairo_image_surface_get_data(s)[i] = (unsigned char)test_random(&seed);
	cairo_surface_mark_dirty(s);
	assert_int_equal(cairo_surface_write_to_png_stream(s, put, out), CAIRO_STATUS_SUCCESS);
	cairo_surface_destroy(s);
	return buf_str(out);
}

static void large_ones_are_made_small(void **state)
{
	struct scope sc = { 0 };
	struct map_picture large = { STR("id"), large_png(&sc, 1200, 900), false, 1200, 900 };
	struct map_picture small = picture_small(&sc, large);

	(void)state;
	assert_int_equal(small.width, 320);
	assert_int_equal(small.height, PICTURE_HIGH);
	assert_true(small.bytes.n < large.bytes.n / 4);
	cairo_surface_t *s = picture_surface(&small, false);
	assert_non_null(s);
	assert_int_equal(cairo_image_surface_get_width(s), 320);
	cairo_surface_destroy(s);
	/* As it came: what is small, what is a JPEG, what is broken, what is too large to be unpacked. */
	assert_ptr_equal(picture_small(&sc, png).bytes.p, png.bytes.p);
	large.jpeg = true;
	assert_ptr_equal(picture_small(&sc, large).bytes.p, large.bytes.p);
	large.jpeg = false;
	large.bytes.n /= 2;
	assert_ptr_equal(picture_small(&sc, large).bytes.p, large.bytes.p);
	large.bytes.n *= 2;
	large.width = large.height = 20000;
	assert_ptr_equal(picture_small(&sc, large).bytes.p, large.bytes.p);
	assert_null(picture_surface(&large, true));
	scope_close(&sc);
}

/* Bytes that are no picture break no drawing: their name stands in their place. */
static void broken_pictures_break_nothing(void **state)
{
	static const char *const formats[] = { "svg", "pdf", "png", "html" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(formats); i++)
		for (int k = 0; k < 2; k++) {
			struct scope sc = { 0 };
			struct map *map = pictured(&sc);
			for (size_t p = 0; p < map->pictures.n; p++)
				map->pictures.at[p].bytes = k ? STR("no picture at all")
							      : str_sub(map->pictures.at[p].bytes, 0, 60);
			assert_true(written(&sc, map, formats[i]).n > 1000);
			scope_close(&sc);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(drawings_are_as_they_were),
		cmocka_unit_test(bytes_become_a_url),
		cmocka_unit_test(the_picture_is_inside_and_its_name_is_text),
		cmocka_unit_test(the_table_links_files_where_they_are),
		cmocka_unit_test(pictures_keep_their_shape_and_their_card),
		cmocka_unit_test(a_small_picture_stays_small),
		cmocka_unit_test(the_pdf_has_the_jpeg_itself),
		cmocka_unit_test(pixels_have_the_png),
		cmocka_unit_test(large_ones_are_made_small),
		cmocka_unit_test(broken_pictures_break_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
