/* draw - a map in every shape that it can be handed out in: picture, page, print, table, text, data.
 *
 *	struct buf *out = buf_new(sc, DRAW_CEILING);
 *	if (!draw_write(sc, map, STR("svg"), out))
 *		...                                // sc->why: no such format, or too large
 */
#pragma once

#include "base/buf.h"
#include "base/speech.h"
#include "draw/sheets.h"
#include "map/map.h"

#define DRAW_CEILING (256u << 20)

struct draw_format {
	const char *ext;   /* "svg", as --format and file names have it */
	const char *mime;  /* for HTTP */
	const char *about; /* one line, for help */
	bool pictures;     /* what stands in cells is drawn: it has to be fetched (answer/pictures.h) */
	bool speaks; /* what Wend writes on it is in a language; data and a terminal's text are English */
	bool (*write)(struct scope *sc, const struct map *map, struct buf *out);
};

extern const struct draw_format draw_formats[];
extern const size_t draw_formats_n;

/* NULL: no such format (the scope is not touched).  A leading point is allowed. */
const struct draw_format *draw_format_find(struct str ext);

/* false, with the reason in the scope: FAULT_NOT_FOUND for the format, FAULT_LIMIT for the ceiling. */
bool draw_write(struct scope *sc, const struct map *map, struct str format, struct buf *out) MUST_USE;

struct draw_want {
	enum speech speech;    /* where the format has a language */
	enum sheet_size paper; /* of a PDF */
};

bool draw_as(struct scope *sc, const struct map *map, struct draw_want want, struct str format,
	struct buf *out) MUST_USE;

bool draw_svg(struct scope *sc, const struct map *map, struct buf *out) MUST_USE;
bool draw_html(struct scope *sc, const struct map *map, struct buf *out) MUST_USE;
bool draw_pdf(struct scope *sc, const struct map *map, struct buf *out) MUST_USE;
bool draw_pdf_on(struct scope *sc, const struct map *map, enum sheet_size paper, struct buf *out) MUST_USE;
bool draw_png(struct scope *sc, const struct map *map, struct buf *out) MUST_USE;
bool draw_json(struct scope *sc, const struct map *map, struct buf *out) MUST_USE;
bool draw_csv(struct scope *sc, const struct map *map, struct buf *out) MUST_USE;
bool draw_text(
	struct scope *sc, const struct map *map, struct buf *out) MUST_USE; /* 100 columns, no colour */

/* For a terminal: `columns` is brought into 80..200; ANSI colours only where `colour`. */
bool draw_terminal(
	struct scope *sc, const struct map *map, unsigned columns, bool colour, struct buf *out) MUST_USE;
