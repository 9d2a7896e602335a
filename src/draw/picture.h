/* picture - a picture that stands in a cell, made ready to be drawn: found by its id, made small, written as text.
 *
 *	struct map_picture p = picture_small(sc, (struct map_picture){ id, bytes, PICTURE_PNG, width, height });
 *	*LIST_ADD(sc, &map->pictures) = p;
 *	picture_url(p, out);                             // data:image/png;base64,...
 *
 * PNG and JPEG are drawn.  A large PNG is made as small as it is drawn; a JPEG goes as it is, for nothing here unpacks it: in
 * SVG and PDF, where readers do, and by its name alone in pixels.
 */
#pragma once

#include <cairo.h>

#include "base/buf.h"
#include "map/map.h"

enum {
	PICTURE_KEPT = 64 << 10, /* bytes: a PNG of no more is drawn as it is */
	PICTURE_WIDE = 480,      /* pixels, of one that is made small: twice as wide as any card */
	PICTURE_HIGH = 240,
	PICTURE_PIXELS = 40000000, /* of what is unpacked */
};

/* The map's picture of that id; NULL: it has none that can be drawn. */
const struct map_picture *picture_find(const struct map *map, struct str id);

/* As it was given where it is small already, or cannot be read. */
struct map_picture picture_small(struct scope *sc, struct map_picture picture);

void picture_url(const struct map_picture *picture, struct buf *out);

/* A PNG's pixels, or a JPEG that only a PDF takes; NULL: it cannot be drawn there.  The caller's to destroy. */
cairo_surface_t *picture_surface(const struct map_picture *picture, bool pdf);
