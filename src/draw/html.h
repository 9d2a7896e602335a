/* html - the page that a map becomes, and its parts.
 *
 *	html_page(sc, map, &(struct html_links){ .style = STR("/s/look/page.css"), .script = STR("/s/look/page.js") }, out);
 *	html_table(sc, map, &links, out);
 */
#pragma once

#include "base/buf.h"
#include "map/map.h"

/* Where the page finds its style and its script, on a server that lets no page have them inside; p NULL: inside.  Where
 * the picture is alone, and what goes before the id of a cell's file; p NULL: nowhere. */
struct html_links {
	struct str style, script, picture, files;
};

bool html_page(
	struct scope *sc, const struct map *map, const struct html_links *links, struct buf *out) MUST_USE;

/* page.css and page.js, as the binary has them. */
struct str html_style(void);
struct str html_script(void);

/* A table with a row a touchpoint, grouped by stages, and a column a lane; on small screens its rows turn
 * into cards. */
void html_table(struct scope *sc, const struct map *map, const struct html_links *links, struct buf *out);

/* What customers said, touchpoint by touchpoint, with all quotes; nothing where nobody said anything. */
void html_voices(struct scope *sc, const struct map *map, struct buf *out);
