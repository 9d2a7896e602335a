/* svg - a scene as SVG: text stays text, nothing is fetched from anywhere.
 *
 *	svg_write(sc, scene, (struct svg_want){ 0 }, out);
 */
#pragma once

#include "base/buf.h"
#include "draw/scene.h"

struct svg_want {
	bool inside; /* goes into a page: no XML declaration, and touchpoints are stops for the keyboard */
};

void svg_write(const struct scene *scene, struct svg_want want, struct buf *out);

/* Text with what markup would take for its own replaced, quotes too; characters that XML does not know become
 * U+FFFD. */
void xml_text(struct buf *out, struct str text);
