#include <cairo-pdf.h>
#include <math.h>

#include "base/when.h"
#include "draw/canvas.h"
#include "draw/draw.h"
#include "draw/layout.h"
#include "draw/sheets.h"

enum { SIDE_MOST_PT = 14000 }; /* viewers take no page longer than 200 inches */

/* A title may hold what PDF text strings cannot: cairo wants valid UTF-8 that ends in a NUL. */
static const char *clean(struct scope *sc, struct str text)
{
	struct buf *b = buf_new(sc, text.n * 3 + 16);

	for (size_t i = 0; i < text.n;) {
		uint32_t c = str_next(text, &i);
		buf_letter(b, c < 0x20 ? ' ' : c);
	}
	return buf_str(b).p;
}

/* A bookmark a stage; positions are in points from the top left of the page. */
static void add_bookmarks(cairo_surface_t *pdf, const struct scene *scene, int page, double scale)
{
	for (size_t i = 0; i < scene->items.n; i++) {
		const struct group *g = scene->items.at[i].group;
		if (!g || str_empty(g->bookmark))
			continue;
		char *where = scope_printf(scene->sc, "page=%d pos=[%ld %ld]", page,
			lround(SHEET_MARGIN_PT + g->x * scale), lround(SHEET_MARGIN_PT + g->y * scale));
		cairo_pdf_surface_add_outline(
			pdf, CAIRO_PDF_OUTLINE_ROOT, clean(scene->sc, g->bookmark), where, 0);
	}
}

static void draw_sheet(
	cairo_t *cr, struct font *font, const struct scene *scene, const struct tile *tile, int page)
{
	const struct sheet *sheet = tile->sheet;
	double w = sheet->width_pt - 2 * SHEET_MARGIN_PT, h = sheet->height_pt - 2 * SHEET_MARGIN_PT;
	double scale = fmin(w / scene->width, h / scene->height);

	scale = tile->most > 0 ? fmin(scale, tile->most) : scale;
	/* Sheets that are hung side by side begin at their left. */
	double left = SHEET_MARGIN_PT + (tile->most > 0 ? 0 : (w - scene->width * scale) / 2);
	cairo_pdf_surface_set_size(cairo_get_target(cr), sheet->width_pt, sheet->height_pt);
	cairo_save(cr);
	cairo_translate(cr, left, SHEET_MARGIN_PT);
	cairo_scale(cr, scale, scale);
	cairo_tag_begin(cr, "Document", NULL);
	canvas_draw(cr, font, scene, true);
	cairo_tag_end(cr, "Document");
	cairo_restore(cr);
	add_bookmarks(cairo_get_target(cr), scene, page, scale);
	cairo_show_page(cr);
}

/* The day of the newest event stands for the time of making: the same map gives the same bytes. */
static void set_metadata(
	struct scope *sc, cairo_surface_t *pdf, const struct map *map, const struct scene *scene)
{
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, clean(sc, scene->title));
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_SUBJECT, clean(sc, scene->desc));
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR, "Wend");
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, when_iso(sc, map->to_us).p);
}

static struct layout_want want_of(const struct tiles *tiles, size_t i, enum sheet_size paper)
{
	const struct tile *t = &tiles->list.at[i];
	bool cut = paper == PAPER_A4 || paper == PAPER_A3, last = i + 1 == tiles->list.n;

	return (struct layout_want){ .first_stage = t->first_stage,
		.stages = t->stages,
		.no_header = cut && i > 0,
		.no_notes = cut ? !last : i > 0,
		.no_legend = cut && !last,
		.some_rows = cut,
		.first_row = t->first_row,
		.rows = t->rows,
		.sheet = i + 1,
		.sheets = tiles->list.n };
}

static void draw_tiles(struct scope *sc, struct font *font, const struct map *map, cairo_t *cr,
	const struct tiles *tiles, enum sheet_size paper)
{
	for (size_t i = 0; i < tiles->list.n; i++)
		draw_sheet(cr, font, layout_map(sc, font, map, want_of(tiles, i, paper)), &tiles->list.at[i],
			(int)i + 1);
}

/* A page that is as large as the map. */
static struct tiles one_page(struct scope *sc, const struct map *map, const struct scene *whole)
{
	struct sheet *sheet = NEW(sc, struct sheet);
	struct tiles tiles = { 0 };

	double scale = fmin(SHEET_SCALE, SIDE_MOST_PT / fmax(whole->width, whole->height));
	*sheet = (struct sheet){ "wide", whole->width * scale + 2 * SHEET_MARGIN_PT,
		whole->height * scale + 2 * SHEET_MARGIN_PT };
	*LIST_ADD(sc, &tiles.list) = (struct tile){ .stages = map->stages.n, .sheet = sheet };
	return tiles;
}

static struct tiles tiles_of(struct scope *sc, struct font *font, const struct map *map,
	const struct scene *whole, enum sheet_size paper)
{
	if (paper == PAPER_WIDE)
		return one_page(sc, map, whole);
	if (paper == PAPER_FIT)
		return sheets_of(sc, map, whole->height);
	struct layout_heights heights = layout_heights(sc, font, map);
	return sheets_on(sc, map, &heights, paper);
}

bool draw_pdf(struct scope *sc, const struct map *map, struct buf *out)
{
	return draw_pdf_on(sc, map, PAPER_FIT, out);
}

bool draw_pdf_on(struct scope *sc, const struct map *map, enum sheet_size paper, struct buf *out)
{
	struct font *font = font_open(sc);

	if (!font)
		return false;
	struct scene *whole = layout_map(sc, font, map, (struct layout_want){ .stages = map->stages.n });
	struct tiles tiles = tiles_of(sc, font, map, whole, paper);
	cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream(canvas_to_buf, out, 842, 595);
	cairo_t *cr = cairo_create(pdf);
	set_metadata(sc, pdf, map, whole);
	draw_tiles(sc, font, map, cr, &tiles, paper);
	cairo_destroy(cr);
	cairo_surface_finish(pdf);
	cairo_status_t status = cairo_surface_status(pdf);
	cairo_surface_destroy(pdf);
	font_close(font);
	if (!buf_ok(out, "the PDF"))
		return false;
	return status == CAIRO_STATUS_SUCCESS ||
	       scope_fail(sc, FAULT_IO, "the PDF could not be written: %s", cairo_status_to_string(status));
}
