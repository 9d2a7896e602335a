/* font - the embedded font: how wide text is, the same on every machine, and text for cairo.
 *
 *	struct font *font = font_open(sc);
 *	double px = font_width(font, STR("Checkout"), 15, FACE_SEMIBOLD);
 *	font_close(font);
 *
 * The font is Inter, from the binary itself.  Letters that it lacks are measured by their East Asian width
 * and drawn from the system's fonts, where there are any.  A font belongs to one thread; opening one costs a
 * few milliseconds.
 */
#pragma once

#include <pango/pangocairo.h>

#include "base/str.h"

enum face { FACE_REGULAR, FACE_MEDIUM, FACE_SEMIBOLD, FACE_BOLD, FACE_ITALIC, FACES };

#define FONT_FAMILY "Inter"
#define FONT_STACK "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"

struct font;

struct font *font_open(struct scope *sc) MUST_USE; /* NULL: the system gave no memory file */
void font_close(struct font *font);                /* takes NULL */

int face_weight(enum face face); /* 400..700, as CSS has it */

/* In px, for a size in px: the advance of one line of text. */
double font_width(struct font *font, struct str text, double size, enum face face);

/* The font has a glyph for every letter. */
bool font_covers(struct font *font, struct str text, enum face face);

/* One line of text ready to be shown at `size` px; the caller unrefs it.  Text that the font does not cover
 * goes through the system's fonts. */
PangoLayout *font_layout(struct font *font, cairo_t *cr, struct str text, double size, enum face face);

/* Text broken into lines.  The lines point into the text, or (an ellipsis) into the scope. */
enum { FIT_LINES = 8 };

struct fit {
	struct str lines[FIT_LINES];
	size_t n;
	double size; /* what it came to, between the two asked for */
	bool cut;    /* an ellipsis stands for the rest */
};

struct fit_want {
	double width, size, smallest; /* px */
	size_t lines;                 /* at most; up to FIT_LINES */
	enum face face;
};

/* Breaks between words, smaller and smaller down to `smallest`; then inside words, then with an ellipsis.  No
 * line is wider than the width. */
struct fit font_fit(struct scope *sc, struct font *font, struct str text, struct fit_want want);

/* One line, cut with an ellipsis to the width. */
struct str font_cut(
	struct scope *sc, struct font *font, struct str text, double width, double size, enum face face);
