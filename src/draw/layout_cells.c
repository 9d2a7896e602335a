#include "draw/layout.h"

#include <math.h>

enum {
	CARD_PAD = 10,
	CARD_GAP = 8,
	SIDE = 8,
	LINES = 7,
	LANE_PAD = 12,
	QUOTE_LINES = 6,
	QUOTE_GAP = 5,
	FILES_GAP = 4
};
#define TEXT_SIZE 13.0

/* The lanes whose cards are not plain. */
static const struct {
	enum lane lane;
	const char *fill, *edge;
	enum face face;
} looks[] = {
	{ LANE_THOUGHTS, PAPER, NULL, FACE_ITALIC },
	{ LANE_PAINS, BAD_PALE, BAD, FACE_REGULAR },
	{ LANE_GAINS, GOOD_PALE, GOOD, FACE_REGULAR },
	{ LANE_OPPORTUNITIES, "#F1ECFB", FUTURE, FACE_REGULAR },
};

static size_t look_of(enum lane lane)
{
	for (size_t i = 0; i < COUNT_OF(looks); i++)
		if (looks[i].lane == lane)
			return i;
	return COUNT_OF(looks);
}

static double width_of(const struct layout *l, const struct row *row)
{
	size_t look = look_of(row->lane->lane);

	return l->column - 2 * SIDE - 2 * CARD_PAD - (look < COUNT_OF(looks) && looks[look].edge ? 4 : 0);
}

static struct fit text_of(struct layout *l, const struct row *row, const struct map_cell *cell)
{
	size_t look = look_of(row->lane->lane);

	return font_fit(l->sc, l->font, words_cell(l->sc, cell),
		(struct fit_want){ .width = width_of(l, row),
			.size = TEXT_SIZE,
			.smallest = TEXT_SIZE - 1,
			.lines = LINES,
			.face = look < COUNT_OF(looks) ? looks[look].face : FACE_REGULAR });
}

/* In whose words: smaller and slanted, under the text. */
static struct fit quote_of(struct layout *l, const struct row *row, const struct map_cell *cell)
{
	return font_fit(l->sc, l->font, words_quote(l->sc, cell),
		(struct fit_want){ .width = width_of(l, row),
			.size = TEXT_SIZE - 1,
			.smallest = TEXT_SIZE - 2,
			.lines = QUOTE_LINES,
			.face = FACE_ITALIC });
}

static double quote_height(struct layout *l, const struct row *row, const struct map_cell *cell)
{
	if (!cell->quote.p)
		return 0;
	struct fit quote = quote_of(l, row, cell);
	return QUOTE_GAP + (double)(quote.n + 1) * layout_leading(quote.size);
}

static double card_height(
	struct layout *l, const struct row *row, const struct map_cell *cell, const struct fit *fit)
{
	double height = (double)fit->n * layout_leading(fit->size) + 2 * CARD_PAD - 2;

	if (cell->attachments.n)
		height += FILES_GAP + pictures_height(l, cell, width_of(l, row));
	return height + quote_height(l, row, cell);
}

static double column_height(struct layout *l, const struct row *row, size_t index)
{
	double h = 0;

	for (size_t k = 0; k < row->lane->cells[index].cells.n; k++) {
		struct fit fit = text_of(l, row, &row->lane->cells[index].cells.at[k]);
		h += card_height(l, row, &row->lane->cells[index].cells.at[k], &fit) + (k ? CARD_GAP : 0);
	}
	return h;
}

double cells_measure(struct layout *l, struct row *row)
{
	double most = 0;

	for (size_t i = 0; i < l->map->touchpoints.n; i++)
		most = fmax(most, column_height(l, row, i));
	return most > 0 ? fmax(most + 2 * LANE_PAD, 64) : 0;
}

/* Slanted lines, 7 px apart, cut to the box by hand: no clip is needed. */
static void hatch(struct scene *scene, struct box b)
{
	struct path *path = path_new(scene->sc);

	for (double d = 7; d < b.w + b.h; d += 7) {
		double x1 = fmin(d, b.w), x2 = fmax(d - b.h, 0);
		path_to(scene->sc, path, 'M', b.x + x1, b.y + d - x1);
		path_to(scene->sc, path, 'L', b.x + x2, b.y + d - x2);
	}
	scene_path(scene, path, (struct paint){ .stroke = "#DDE1E7", .width = 1 });
}

void basis_card(struct scene *scene, struct box box, enum basis basis, const char *fill)
{
	static const char *const dashes[BASES] = { [BASIS_REPORTED] = "1.5 3", [BASIS_INFERRED] = "6 4" };
	struct paint edge = {
		.stroke = ZERO, .width = basis == BASIS_OBSERVED ? 1.4 : 1.2, .dash = dashes[basis]
	};

	scene_rect(scene, box, 6, (struct paint){ .fill = fill });
	if (basis == BASIS_ASSUMED)
		hatch(scene, (struct box){ box.x + 1, box.y + 1, box.w - 2, box.h - 2 });
	scene_rect(scene, box, 6, edge);
}

static void draw_quote(
	struct layout *l, const struct row *row, const struct map_cell *cell, double x, double y)
{
	struct fit quote = quote_of(l, row, cell);

	layout_lines(l, x, y + quote.size - 1, &quote,
		(struct type){ 0, FACE_ITALIC, INK_MUTED, ANCHOR_START, false });
	scene_text(l->scene, x, y + quote.size - 1 + (double)quote.n * layout_leading(quote.size),
		words_said(l->sc, cell),
		(struct type){ quote.size - 1, FACE_REGULAR, INK_MUTED, ANCHOR_START, false });
}

static double draw_card(
	struct layout *l, const struct row *row, const struct map_cell *cell, double x, double y)
{
	size_t look = look_of(row->lane->lane);
	bool plain = look == COUNT_OF(looks), barred = !plain && looks[look].edge;
	struct fit fit = text_of(l, row, cell);
	struct box box = { x + SIDE, y, l->column - 2 * SIDE, card_height(l, row, cell, &fit) };
	double left = box.x + CARD_PAD + (barred ? 4 : 0);
	double under = y + CARD_PAD + (double)fit.n * layout_leading(fit.size);

	scene_open(l->scene, (struct group){ .title = words_cell(l->sc, cell),
				     .desc = str_of(said(l->sc, basis_name(cell->basis))) });
	basis_card(l->scene, box, cell->basis, plain ? PAPER : looks[look].fill);
	if (barred)
		scene_rect(l->scene, (struct box){ box.x + 5, y + 8, 3, box.h - 16 }, 1.5,
			(struct paint){ .fill = looks[look].edge });
	layout_lines(l, left, y + CARD_PAD + fit.size - 1, &fit,
		(struct type){ 0, plain ? FACE_REGULAR : looks[look].face, INK, ANCHOR_START,
			cell->basis == BASIS_ASSUMED });
	if (cell->quote.p)
		draw_quote(l, row, cell, left, under + QUOTE_GAP);
	if (cell->attachments.n)
		pictures_draw(l, cell,
			(struct box){
				left, under + quote_height(l, row, cell) + FILES_GAP, width_of(l, row), 0 });
	scene_close(l->scene);
	return y + box.h + CARD_GAP;
}

void cells_draw(struct layout *l, struct row *row, double top)
{
	for (size_t i = l->first; i < l->first + l->count; i++) {
		const struct map_cells *cells = &row->lane->cells[i];
		double y = top + (row->name ? LANE_PAD : 0);
		for (size_t k = 0; k < cells->cells.n; k++)
			y = draw_card(l, row, &cells->cells.at[k], layout_x(l, i), y);
	}
}
