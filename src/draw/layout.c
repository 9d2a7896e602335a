#include "draw/layout.h"

#include <math.h>

enum { MANY = 12, COLUMN = 208, COLUMN_MANY = 168, COLUMN_MOST = 420, WIDTH_LEAST = 1040 };
enum { BLOCK_GAP = 20 };

/* How each lane is drawn. */
static const struct {
	double (*measure)(struct layout *, struct row *);
	void (*draw)(struct layout *, struct row *, double);
	const char *about;
	bool axis; /* numbers of a scale stand left of the columns */
} kinds[LANES] = {
	[LANE_ACTIONS] = { cells_measure, cells_draw, "what they do", false },
	[LANE_CHANNELS] = { channels_measure, channels_draw, NULL, false },
	[LANE_THOUGHTS] = { cells_measure, cells_draw, "what they think and say", false },
	[LANE_FEELING] = { feeling_measure, feeling_draw, "mean rating, from −2 very bad to +2 very good",
		true },
	[LANE_EXPECTED] = { cells_measure, cells_draw, NULL, false },
	[LANE_NEEDS] = { cells_measure, cells_draw, "what they need here", false },
	[LANE_PAINS] = { cells_measure, cells_draw, "what gets in the way", false },
	[LANE_GAINS] = { cells_measure, cells_draw, "what delights", false },
	[LANE_DROP_OFF] = { leaving_measure, leaving_draw, "share of journeys that end here", true },
	[LANE_IMPORTANCE] = { cells_measure, cells_draw, NULL, false },
	[LANE_OPPORTUNITIES] = { cells_measure, cells_draw, "changes worth making", false },
	[LANE_METRICS] = { metrics_measure, metrics_draw, NULL, false },
	[LANE_EVIDENCE] = { evidence_measure, evidence_draw, "how well founded", false },
	[LANE_BACKSTAGE] = { cells_measure, cells_draw, "what the company does", false },
	[LANE_TEXT] = { cells_measure, cells_draw, NULL, false },
};

const char *layout_tint(size_t stage)
{
	static const char *const tints[] = { "#E8EEF7", "#E6F4F1", "#FDF3E1", "#F6E9F2", "#EEF2D9",
		"#E9E7F5" };

	return tints[stage % COUNT_OF(tints)];
}

static double column_width(const struct map *map, size_t drawn)
{
	double base = map->touchpoints.n > MANY ? COLUMN_MANY : COLUMN;
	double room = (double)(WIDTH_LEAST - 2 * MARGIN - LABEL) / (double)(drawn ? drawn : 1);

	return fmax(base, fmin(floor(room), COLUMN_MOST));
}

static size_t count_touchpoints(const struct map *map, size_t first_stage, size_t stages)
{
	size_t n = 0;

	for (size_t s = first_stage; s < first_stage + stages; s++)
		n += map->stages.at[s].count;
	return n;
}

static double columns_width(const struct map *map, size_t first_stage, size_t stages)
{
	size_t n = count_touchpoints(map, first_stage, stages);

	return (double)n * column_width(map, n) + (double)(stages ? stages - 1 : 0) * STAGE_GAP;
}

double layout_width(const struct map *map, size_t first_stage, size_t stages)
{
	return fmax(WIDTH_LEAST, 2 * MARGIN + LABEL + columns_width(map, first_stage, stages));
}

double layout_x(const struct layout *l, size_t index)
{
	size_t gaps = layout_at(l, index)->stage - l->want.first_stage;

	return l->left + (double)(index - l->first) * l->column + (double)gaps * STAGE_GAP;
}

double layout_middle(const struct layout *l, size_t index)
{
	return layout_x(l, index) + l->column / 2;
}

double layout_leading(double size)
{
	return floor(size * 1.36 + 0.5);
}

double layout_lines(struct layout *l, double x, double y, const struct fit *fit, struct type type)
{
	type.size = fit->size;
	for (size_t i = 0; i < fit->n; i++, y += layout_leading(fit->size))
		scene_text(l->scene, x, y, fit->lines[i], type);
	return y;
}

void layout_no_data(struct layout *l, size_t index, double middle_y, uint64_t n)
{
	double x = layout_middle(l, index), half = count_is_told(n) ? 36 : 52;

	scene_rect(l->scene, (struct box){ x - half, middle_y - 11, 2 * half, 22 }, 4,
		(struct paint){ .fill = PAPER, .stroke = ZERO, .width = 1, .dash = "3 3" });
	scene_text(l->scene, x, middle_y + 4, words_none(l->sc, n),
		(struct type){ 12, FACE_REGULAR, INK_MUTED, ANCHOR_MIDDLE, false });
}

struct rows {
	LIST(struct row) list;
};

static bool has_cells(const struct map *map, const struct map_lane *lane)
{
	for (size_t i = 0; lane->cells && i < map->touchpoints.n; i++)
		if (lane->cells[i].cells.n)
			return true;
	return false;
}

static void add_row(struct layout *l, struct rows *rows, struct row row)
{
	row.height = row.measure(l, &row);
	if (row.height > 0)
		*LIST_ADD(l->sc, &rows->list) = row;
}

/* A lane of figures takes its cells in a second row of cards below, without a name of its own. */
static void add_lane(struct layout *l, struct rows *rows, const struct map_lane *lane)
{
	struct row row = { .name = lane_name(lane->lane),
		.about = str_of(kinds[lane->lane].about),
		.lane = lane,
		.axis = kinds[lane->lane].axis,
		.measure = kinds[lane->lane].measure,
		.draw = kinds[lane->lane].draw };
	bool cells = has_cells(l->map, lane);

	if (row.draw != cells_draw || cells)
		add_row(l, rows, row);
	if (row.draw != cells_draw && cells)
		add_row(l, rows, (struct row){ .lane = lane, .measure = cells_measure, .draw = cells_draw });
}

static struct rows rows_of(struct layout *l)
{
	struct rows rows = { 0 };

	add_row(l, &rows,
		(struct row){
			.name = "Touchpoints", .measure = touchpoints_measure, .draw = touchpoints_draw });
	add_row(l, &rows,
		(struct row){ .name = "Reach",
			.about = STR("share of journeys that get here"),
			.axis = true,
			.measure = reach_measure,
			.draw = reach_draw });
	for (size_t i = 0; i < l->map->lanes.n; i++)
		add_lane(l, &rows, &l->map->lanes.at[i]);
	return rows;
}

/* A constant of a row. */
static struct str layout_said(struct layout *l, struct str english)
{
	return english.p ? str_of(said(l->sc, english.p)) : english;
}

static void draw_label(struct layout *l, const struct row *row, double top)
{
	struct fit about = font_fit(l->sc, l->font, layout_said(l, row->about),
		(struct fit_want){ .width = row->axis ? 104 : LABEL - 24,
			.size = 11.5,
			.smallest = 11.5,
			.lines = 4,
			.face = FACE_REGULAR });

	struct str name =
		font_cut(l->sc, l->font, str_of(said(l->sc, row->name)), LABEL - PAD, 14, FACE_SEMIBOLD);

	scene_text(l->scene, MARGIN, top + 24, name,
		(struct type){ 14, FACE_SEMIBOLD, INK, ANCHOR_START, false });
	layout_lines(l, MARGIN, top + 42, &about,
		(struct type){ 11.5, FACE_REGULAR, INK_MUTED, ANCHOR_START, false });
}

static void draw_row(struct layout *l, struct row *row, double top)
{
	struct str title = str_of(said(l->sc, row->name ? row->name : "Notes on it"));

	scene_open(l->scene,
		(struct group){ .title = title, .desc = layout_said(l, row->about), .x = MARGIN, .y = top });
	if (row->name) {
		scene_line(l->scene, MARGIN, top, l->scene->width - MARGIN, top,
			(struct paint){ .stroke = RULE, .width = 1 });
		draw_label(l, row, top);
	}
	row->draw(l, row, top);
	scene_close(l->scene);
}

/* A pale band a stage, behind all rows: the eye follows a column down. */
static void draw_bands(struct layout *l, double top, double height)
{
	for (size_t s = l->want.first_stage; s < l->want.first_stage + l->want.stages; s++) {
		const struct map_stage *stage = &l->map->stages.at[s];
		if (!stage->count)
			continue;
		struct box box = { layout_x(l, stage->first), top, (double)stage->count * l->column, height };
		scene_rect(l->scene, box, 8, (struct paint){ .fill = layout_tint(s), .opacity = 0.32 });
	}
}

/* The names of the touchpoints stand on every sheet that has any other row. */
static bool is_drawn(const struct layout *l, size_t row)
{
	const struct layout_want *w = &l->want;

	return !w->some_rows || (w->rows && (!row || (row >= w->first_row && row < w->first_row + w->rows)));
}

static double draw_rows(struct layout *l, struct rows *rows, double top)
{
	double height = 0;

	for (size_t i = 0; i < rows->list.n; i++)
		height += is_drawn(l, i) ? rows->list.at[i].height : 0;
	draw_bands(l, top, height);
	for (size_t i = 0; i < rows->list.n; i++) {
		if (!is_drawn(l, i))
			continue;
		draw_row(l, &rows->list.at[i], top);
		top += rows->list.at[i].height;
	}
	return top;
}

static struct str describe(struct scope *sc, const struct map *map)
{
	return words_line(sc, "%s, %s, %s of %s, %s", words_plural(sc, map->stages.n, "stage", "stages").p,
		words_plural(sc, map->touchpoints.n, "touchpoint", "touchpoints").p,
		words_plural(sc, map->journeys.total, "journey", "journeys").p,
		words_plural(sc, map->customers, "customer", "customers").p,
		words_period(sc, map->from_us, map->to_us, map->events).p);
}

static void draw_all(struct layout *l)
{
	struct scene *scene = l->scene;
	double y = MARGIN;

	scene_rect(scene, (struct box){ 0, 0, scene->width, 10 }, 0, (struct paint){ .fill = PAPER });
	if (!l->want.no_header) {
		header_draw(l, y);
		y += header_height(l) + BLOCK_GAP;
	}
	if (!l->want.some_rows || l->want.rows) {
		stages_draw(l, y);
		y += stages_height(l);
	}
	struct rows rows = rows_of(l);
	y = draw_rows(l, &rows, y) + BLOCK_GAP;
	if (!l->want.no_notes) {
		notes_draw(l, y);
		y += notes_height(l);
	}
	if (!l->want.no_legend) {
		legend_draw(l, y);
		y += legend_height(l) + MARGIN - 8;
	}
	scene->height = ceil(y);
	scene->items.at[0].box.h = scene->height; /* known only now */
}

static struct layout layout_of(
	struct scope *sc, struct font *font, const struct map *map, struct layout_want want)
{
	size_t n = count_touchpoints(map, want.first_stage, want.stages);
	struct layout l = { .sc = sc, .map = map, .font = font, .want = want, .count = n };

	l.scene = scene_new(sc, layout_width(map, want.first_stage, want.stages), 0);
	l.scene->title = str_empty(map->title) ? str_of(said(sc, "Customer journey map")) : map->title;
	l.scene->desc = describe(sc, map);
	l.first = want.first_stage < map->stages.n ? map->stages.at[want.first_stage].first : 0;
	l.column = column_width(map, n);
	l.left = MARGIN + LABEL;
	l.right = l.left + columns_width(map, want.first_stage, want.stages);
	return l;
}

struct scene *layout_map(struct scope *sc, struct font *font, const struct map *map, struct layout_want want)
{
	struct layout l = layout_of(sc, font, map, want);

	draw_all(&l);
	return l.scene;
}

struct layout_heights layout_heights(struct scope *sc, struct font *font, const struct map *map)
{
	struct layout l = layout_of(sc, font, map, (struct layout_want){ .stages = map->stages.n });
	struct rows rows = rows_of(&l);
	struct layout_heights h = { .header = header_height(&l) + BLOCK_GAP, .stages = stages_height(&l) };

	h.n_rows = rows.list.n < LAYOUT_ROWS ? rows.list.n : LAYOUT_ROWS;
	for (size_t i = 0; i < h.n_rows; i++)
		h.rows[i] = rows.list.at[i].height;
	return h;
}
