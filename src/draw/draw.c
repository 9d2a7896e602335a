#include "draw/draw.h"

#include "draw/layout.h"
#include "draw/svg.h"

bool draw_svg(struct scope *sc, const struct map *map, struct buf *out)
{
	struct font *font = font_open(sc);

	if (!font)
		return false;
	struct scene *scene = layout_map(sc, font, map, (struct layout_want){ .stages = map->stages.n });
	svg_write(scene, (struct svg_want){ 0 }, out);
	font_close(font);
	return buf_ok(out, "the picture");
}

/* clang-format off */
const struct draw_format draw_formats[] = {
	{ "html", "text/html; charset=utf-8", "the map as a page of its own: picture and table", true, true, draw_html },
	{ "svg", "image/svg+xml", "the map as a picture that scales, text as text", true, true, draw_svg },
	{ "pdf", "application/pdf", "the map on paper, A4 to A0, cut between stages where it is long", true, true, draw_pdf },
	{ "png", "image/png", "the map as pixels, twice the size of the page", true, true, draw_png },
	{ "json", "application/json", "every number of the map, without loss", false, false, draw_json },
	{ "csv", "text/csv; charset=utf-8", "a row a touchpoint, all figures as columns", false, false, draw_csv },
	{ "txt", "text/plain; charset=utf-8", "the map as text, 100 columns", false, false, draw_text },
};
/* clang-format on */
const size_t draw_formats_n = COUNT_OF(draw_formats);

const struct draw_format *draw_format_find(struct str ext)
{
	if (str_starts(ext, STR(".")))
		ext = str_sub(ext, 1, ext.n);
	for (size_t i = 0; i < COUNT_OF(draw_formats); i++)
		if (str_same(ext, str_of(draw_formats[i].ext)))
			return &draw_formats[i];
	return NULL;
}

bool draw_write(struct scope *sc, const struct map *map, struct str format, struct buf *out)
{
	const struct draw_format *found = draw_format_find(format);

	if (!found)
		return scope_fail(
			sc, FAULT_NOT_FOUND, "a map cannot be written as \"%.*s\"", STR_ARG(format));
	return found->write(sc, map, out);
}

bool draw_as(
	struct scope *sc, const struct map *map, struct draw_want want, struct str format, struct buf *out)
{
	const struct draw_format *found = draw_format_find(format);
	enum speech before = sc->speech;

	sc->speech = found && found->speaks ? want.speech : SPEECH_EN;
	bool ok = found && found->write == draw_pdf ? draw_pdf_on(sc, map, want.paper, out)
						    : draw_write(sc, map, format, out);
	sc->speech = before;
	return ok;
}
