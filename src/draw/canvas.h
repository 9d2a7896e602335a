/* canvas - a scene on a cairo surface: the PDF and the PNG of a map.
 *
 *	cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream(canvas_to_buf, out, 842, 595);
 *	canvas_draw(cairo_create(pdf), font, scene, true);
 */
#pragma once

#include "draw/scene.h"

/* Draws at the context's scale.  With `tags`, groups become parts of a tagged PDF. */
void canvas_draw(cairo_t *cr, struct font *font, const struct scene *scene, bool tags);

/* For cairo's stream writers; the closure is a struct buf. */
cairo_status_t canvas_to_buf(void *buf, const unsigned char *bytes, unsigned n);
