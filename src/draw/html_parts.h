/* html_parts - what the table of the page and the map for phones are both made of.
 *
 *	struct html_told t = { sc, map, links, out };
 *	html_columns[k].write(&t, touchpoint);
 *	html_cells(&t, &lane->cells[i]);
 */
#pragma once

#include "draw/html.h"
#include "draw/said.h"
#include "map/look.h"

struct html_told {
	struct scope *sc;
	const struct map *map;
	const struct html_links *links;
	struct buf *out;
};

/* A figure of a touchpoint; `has` NULL: always there, else only where a touchpoint has it; `curves`: those of personas
 * stand behind it; `first`: on a phone it stands open. */
struct html_column {
	const char *name;
	void (*write)(struct html_told *, const struct map_touchpoint *);
	bool (*has)(const struct map_figures *);
	bool curves, first;
};

extern const struct html_column html_columns[];
extern const size_t html_columns_n;

bool html_column_shown(const struct map *map, const struct html_column *column);
bool html_has_cells(const struct map *map, const struct map_lane *lane);

void html_muted(struct html_told *t, struct str text);
void html_no_data(struct html_told *t);
void html_mean(struct html_told *t, const struct estimate *e, struct str scale);
void html_tags(struct html_told *t, const struct map_touchpoint *p);
void html_cells(struct html_told *t, const struct map_cells *cells);

/* The map on a phone: stage by stage, its touchpoints one below the other. */
void html_phone(struct html_told *t);
