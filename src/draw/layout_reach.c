#include "draw/layout.h"

#include <math.h>

enum { HEIGHT = 168, TOP = 34, FULL = 96, BAR_HALF = 34 }; /* FULL: the height of 100 % */

double reach_measure(struct layout *l, struct row *row)
{
	(void)row;
	return l->map->touchpoints.n ? HEIGHT : 0;
}

static double share_at(const struct layout *l, size_t index)
{
	const struct estimate *reach = &layout_at(l, index)->figures.reach;

	return reach->known ? fmin(reach->value, 1) : 0;
}

/* From the top of one bar to the top of the next, a pale sheet that rises or falls smoothly. */
static void draw_flow(struct layout *l, size_t i, double base)
{
	double x1 = layout_middle(l, i) + BAR_HALF, x2 = layout_middle(l, i + 1) - BAR_HALF;
	double y1 = base - share_at(l, i) * FULL, y2 = base - share_at(l, i + 1) * FULL, mid = (x1 + x2) / 2;
	struct path *path = path_new(l->sc);

	path_to(l->sc, path, 'M', x1, base);
	path_to(l->sc, path, 'L', x1, y1);
	path_curve(l->sc, path, mid, y1, mid, y2, x2, y2);
	path_to(l->sc, path, 'L', x2, base);
	path_close(l->sc, path);
	scene_path(l->scene, path, (struct paint){ .fill = REACH_PALE, .opacity = 0.75 });
}

static void draw_whisker(struct layout *l, double x, double base, const struct estimate *reach)
{
	double high = base - fmin(reach->high, 1) * FULL, low = base - fmax(reach->low, 0) * FULL;

	if (low - high < 6) /* too short to be seen as one */
		return;
	scene_line(l->scene, x, high, x, low, (struct paint){ .stroke = PAPER, .width = 4 });
	scene_line(l->scene, x, high, x, low, (struct paint){ .stroke = INK, .width = 1.5 });
}

static void draw_bar(struct layout *l, size_t i, double base)
{
	const struct map_figures *f = &layout_at(l, i)->figures;
	double x = layout_middle(l, i), h = share_at(l, i) * FULL;

	if (!f->reach.known) {
		layout_no_data(l, i, base - 24, f->reach.n);
		return;
	}
	scene_rect(l->scene, (struct box){ x - BAR_HALF, base - fmax(h, 1), 2 * BAR_HALF, fmax(h, 1) }, 0,
		(struct paint){ .fill = layout_at(l, i)->is_goal ? GOOD_MUCH : REACH });
	draw_whisker(l, x, base, &f->reach);
	double top = base - fmax(h, fmin(f->reach.high, 1) * FULL);
	scene_text(l->scene, x, top - 8, words_share(l->sc, f->reach.value),
		(struct type){ 16, FACE_BOLD, INK, ANCHOR_MIDDLE, true });
	scene_text(l->scene, x, base + 18, words_plural(l->sc, f->journeys, "journey", "journeys"),
		(struct type){ 12, FACE_REGULAR, INK_MUTED, ANCHOR_MIDDLE, false });
}

static void draw_scale(struct layout *l, double base)
{
	static const struct {
		double at;
		const char *text;
	} lines[] = { { 0.5, "50 %" }, { 1, "100 %" } };

	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		double y = base - lines[i].at * FULL;
		scene_line(l->scene, l->left, y, l->right, y,
			(struct paint){ .stroke = GRID, .width = 1, .dash = "2 4" });
		scene_text(l->scene, l->left - 10, y + 4, str_of(said(l->sc, lines[i].text)),
			(struct type){ 11, FACE_REGULAR, INK_MUTED, ANCHOR_END, false });
	}
}

void reach_draw(struct layout *l, struct row *row, double top)
{
	double base = top + TOP + FULL;

	(void)row;
	draw_scale(l, base);
	for (size_t i = l->first; i + 1 < l->first + l->count; i++)
		draw_flow(l, i, base);
	scene_line(l->scene, l->left, base, l->right, base, (struct paint){ .stroke = ZERO, .width = 1 });
	for (size_t i = l->first; i < l->first + l->count; i++)
		draw_bar(l, i, base);
}
