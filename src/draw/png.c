#include <math.h>

#include "draw/canvas.h"
#include "draw/draw.h"
#include "draw/layout.h"

/* cairo takes no image wider than 32,767 px; the area is what memory allows, 4 bytes a pixel. */
enum { SIDE_MOST = 32000, AREA_MOST = 80000000 };

/* Twice the size in CSS px, less where the picture would be too large for an image. */
static double scale_of(const struct scene *scene)
{
	double side = SIDE_MOST / fmax(scene->width, scene->height);

	return fmin(2, fmin(side, sqrt(AREA_MOST / (scene->width * scene->height))));
}

bool draw_png(struct scope *sc, const struct map *map, struct buf *out)
{
	struct font *font = font_open(sc);

	if (!font)
		return false;
	struct scene *scene = layout_map(sc, font, map, (struct layout_want){ .stages = map->stages.n });
	double scale = scale_of(scene);
	cairo_surface_t *image = cairo_image_surface_create(
		CAIRO_FORMAT_RGB24, (int)ceil(scene->width * scale), (int)ceil(scene->height * scale));
	cairo_t *cr = cairo_create(image);
	cairo_set_source_rgb(cr, 1, 1, 1);
	cairo_paint(cr);
	cairo_scale(cr, scale, scale);
	canvas_draw(cr, font, scene, false);
	cairo_destroy(cr);
	cairo_status_t status = cairo_surface_write_to_png_stream(image, canvas_to_buf, out);
	cairo_surface_destroy(image);
	font_close(font);
	if (!buf_ok(out, "the PNG"))
		return false;
	return status == CAIRO_STATUS_SUCCESS ||
	       scope_fail(sc, FAULT_IO, "the PNG could not be made: %s", cairo_status_to_string(status));
}
