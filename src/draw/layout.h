/* layout - from a map to a scene: where everything goes.
 *
 *	struct scene *scene = layout_map(sc, font, map, (struct layout_want){ .stages = map->stages.n });
 *
 * A column a touchpoint, a row a lane, time from left to right.  The rows are as high as the whole map needs
 * them even where only some of its stages are drawn, so that sheets hung side by side line up.
 * Each layout_X.c draws one kind of row or block and knows no other.
 */
#pragma once

#include "draw/palette.h"
#include "draw/said.h"
#include "draw/scene.h"
#include "draw/words.h"
#include "map/look.h"
#include "map/map.h"

struct layout_want {
	size_t first_stage, stages; /* which; all of them: 0, map->stages.n */
	bool no_notes;              /* leave out findings and remarks (on sheets after the first) */
	bool no_header; /* leave out the title and what stands under it: it is on the page already */
	bool no_legend;
	bool some_rows; /* only the rows from first_row on, under the touchpoints' names; else all */
	size_t first_row, rows;
	size_t sheet, sheets; /* "sheet 2 of 5"; 0, 0 where there is only one */
};

/* How high everything is in px, for whoever cuts it into sheets.  The first row is the touchpoints' names. */
enum { LAYOUT_ROWS = 2 * LANES + 2 };
struct layout_heights {
	double header, stages, rows[LAYOUT_ROWS];
	size_t n_rows;
};
struct layout_heights layout_heights(struct scope *sc, struct font *font, const struct map *map);

struct scene *layout_map(struct scope *sc, struct font *font, const struct map *map, struct layout_want want);

/* Columns of touchpoints in these stages, and how wide the picture becomes, in px. */
double layout_width(const struct map *map, size_t first_stage, size_t stages);

enum { MARGIN = 32, LABEL = 184, PAD = 12, STAGE_GAP = 8 };
enum { SMALL_N = 30 }; /* below it a marker is hollow */

struct layout {
	struct scope *sc;
	const struct map *map;
	struct font *font;
	struct scene *scene;
	struct layout_want want;
	size_t first, count; /* the touchpoints drawn */
	double column;       /* width of one */
	double left, right;  /* of the columns */
};

struct row {
	const char *name;
	struct str about;            /* a line or two under the name, or p NULL */
	const struct map_lane *lane; /* or NULL */
	bool axis;                   /* the label leaves room for the numbers of a scale */
	double height;
	double (*measure)(struct layout *l, struct row *row);
	void (*draw)(struct layout *l, struct row *row, double top);
};

static inline const struct map_touchpoint *layout_at(const struct layout *l, size_t index)
{
	return &l->map->touchpoints.at[index];
}

double layout_x(const struct layout *l, size_t index);      /* left edge of a touchpoint's column */
double layout_middle(const struct layout *l, size_t index); /* its middle */
const char *layout_tint(size_t stage);

/* Lines of text from `y` (the first baseline) down; gives the y below the last one. */
double layout_lines(struct layout *l, double x, double y, const struct fit *fit, struct type type);
double layout_leading(double size); /* from baseline to baseline */

/* A box that says "no data", centred in the column. */
void layout_no_data(struct layout *l, size_t index, double middle_y, uint64_t n);

/* "Goal" and what it is, in the language; those that there are. */
struct header_line {
	const char *name;
	struct str text;
};
enum { HEADER_LINES = 5 };
size_t header_lines(struct scope *sc, const struct map *map, struct header_line *lines);
const char *header_state(struct scope *sc, const struct map *map); /* "Customer journey map, as it is now" */

/* The blocks: a height (px), and a drawing from `top` down. */
double header_height(struct layout *l);
void header_draw(struct layout *l, double top);
double stages_height(struct layout *l);
void stages_draw(struct layout *l, double top);
double notes_height(struct layout *l);
void notes_draw(struct layout *l, double top);
double legend_height(struct layout *l);
void legend_draw(struct layout *l, double top);

/* The rows. */
double touchpoints_measure(struct layout *l, struct row *row);
void touchpoints_draw(struct layout *l, struct row *row, double top);
double reach_measure(struct layout *l, struct row *row);
void reach_draw(struct layout *l, struct row *row, double top);
double channels_measure(struct layout *l, struct row *row);
void channels_draw(struct layout *l, struct row *row, double top);
double cells_measure(struct layout *l, struct row *row);
void cells_draw(struct layout *l, struct row *row, double top);
double pictures_height(struct layout *l, const struct map_cell *cell, double width); /* 0: it has no files */
void pictures_draw(struct layout *l, const struct map_cell *cell, struct box place);
double feeling_measure(struct layout *l, struct row *row);
void feeling_draw(struct layout *l, struct row *row, double top);
double leaving_measure(struct layout *l, struct row *row);
double curves_measure(struct layout *l, struct row *row); /* the feeling of several personas */
void curves_draw(struct layout *l, struct row *row, double top);
void leaving_draw(struct layout *l, struct row *row, double top);
double metrics_measure(struct layout *l, struct row *row);
void metrics_draw(struct layout *l, struct row *row, double top);
double evidence_measure(struct layout *l, struct row *row);
void evidence_draw(struct layout *l, struct row *row, double top);

/* The chart of feelings, of one curve and of several. */
enum { FEELING_HEIGHT = 208 };
double feeling_y(double top, double feeling);
void feeling_grid(struct layout *l, double top);

/* Symbols that rows and the legend share. */
void persona_stroke(struct scene *scene, const struct path *path, size_t persona);
void persona_marker(struct scene *scene, double x, double y, size_t persona, bool hollow);
void feeling_marker(struct scene *scene, double x, double y, double feeling, bool hollow);
const char *feeling_colour(double feeling);
void evidence_squares(struct scene *scene, double x, double y, unsigned grade);
void basis_card(struct scene *scene, struct box box, enum basis basis, const char *fill);
void owner_badge(struct scene *scene, double x, double y, enum owner owner, struct str number);
const char *channel_drawing(enum channel channel);
void channel_badge(struct scene *scene, double x, double y, double size, const struct map_look *look);
bool map_has_feeling(const struct map *map);
bool map_has_channels(const struct map *map); /* of any touchpoint is known what it runs over */
