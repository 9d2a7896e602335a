#include "draw/layout.h"

#include <math.h>

enum { HEIGHT = 122, TOP = 14, FULL = 84, BAR_HALF = 22 };

static const struct estimate *leaving_at(const struct map *map, size_t i)
{
	return &map->touchpoints.at[i].figures.drop_off;
}

double leaving_measure(struct layout *l, struct row *row)
{
	(void)row;
	for (size_t i = 0; i < l->map->touchpoints.n; i++)
		if (leaving_at(l->map, i)->known)
			return HEIGHT;
	return 0;
}

/* The share that the full height stands for: the smallest round one that holds all bars, and their
 * intervals where enough journeys stand behind them. */
static double full_share(const struct map *map)
{
	static const double rounds[] = { 0.1, 0.2, 0.4, 0.6, 0.8 };
	double most = 0;

	for (size_t i = 0; i < map->touchpoints.n; i++) {
		const struct estimate *e = leaving_at(map, i);
		if (e->known)
			most = fmax(most, e->n >= SMALL_N ? e->high : e->value);
	}
	for (size_t i = 0; i < COUNT_OF(rounds); i++)
		if (most <= rounds[i])
			return rounds[i];
	return 1;
}

/* What all touchpoints are compared with, as a dashed line over the bars; their words stay clear of it. */
static void draw_own(struct layout *l, double base, double full)
{
	const struct estimate *own = &l->map->drop_off;
	double y = base + own->value / full * FULL;

	if (!own->known || own->value >= full)
		return;
	for (size_t i = l->first; i < l->first + l->count; i++)
		scene_line(l->scene, layout_x(l, i) + 4, y, layout_x(l, i) + PAD + 2 * BAR_HALF + 6, y,
			(struct paint){ .stroke = INK_MUTED, .width = 1, .dash = "5 4" });
	scene_text(l->scene, l->left - 10, y + 4,
		words_line(l->sc, "all %s", words_share(l->sc, own->value).p),
		(struct type){ 11, FACE_REGULAR, INK_MUTED, ANCHOR_END, false });
}

static void draw_whisker(struct layout *l, double x, double top, const struct estimate *e, double full)
{
	double low = top + fmax(e->low, 0) / full * FULL, high = top + fmin(e->high / full, 1) * FULL;
	struct paint ink = { .stroke = INK, .width = 1.5 };

	scene_line(l->scene, x, low, x, high, ink);
	scene_line(l->scene, x - 4, low, x + 4, low, ink);
	scene_line(l->scene, x - 4, high, x + 4, high, ink);
}

static void draw_words(struct layout *l, size_t i, double x, double top)
{
	const struct map_figures *f = &layout_at(l, i)->figures;
	const char *colour = f->critical ? BAD_MUCH : INK;
	double y = top + 26;

	if (!f->drop_off.known) {
		layout_no_data(l, i, top + 36, f->drop_off.n);
		return;
	}
	scene_text(l->scene, x, y,
		f->critical ? words_line(l->sc, "%s critical", words_share(l->sc, f->drop_off.value).p)
			    : words_share(l->sc, f->drop_off.value),
		(struct type){ 14, FACE_BOLD, colour, ANCHOR_START, true });
	scene_text(l->scene, x, y + 16, words_interval(l->sc, &f->drop_off),
		(struct type){ 11.5, FACE_REGULAR, INK_MUTED, ANCHOR_START, true });
	scene_text(l->scene, x, y + 31,
		words_line(l->sc, "n\xc2\xa0=\xc2\xa0%s", words_count(l->sc, f->drop_off.n).p),
		(struct type){ 11.5, FACE_REGULAR, INK_MUTED, ANCHOR_START, true });
}

/* Bars hang from the line: what leaves falls out of the journey. */
static void draw_bar(struct layout *l, size_t i, double top, double full)
{
	const struct map_figures *f = &layout_at(l, i)->figures;
	double x = layout_x(l, i) + PAD + BAR_HALF;

	if (!f->drop_off.known)
		return;
	double h = fmax(fmin(f->drop_off.value / full, 1) * FULL, 1);
	scene_rect(l->scene, (struct box){ x - BAR_HALF, top, 2 * BAR_HALF, h }, 0,
		(struct paint){ .fill = f->critical ? BAD : LEAVING });
	draw_whisker(l, x, top, &f->drop_off, full);
}

void leaving_draw(struct layout *l, struct row *row, double top)
{
	double full = full_share(l->map), base = top + TOP;
	size_t end = l->first + l->count;

	(void)row;
	scene_line(l->scene, l->left, base, l->right, base, (struct paint){ .stroke = ZERO, .width = 1.5 });
	for (size_t i = l->first; i < end; i++)
		draw_bar(l, i, base, full);
	draw_own(l, base, full);
	for (size_t i = l->first; i < end; i++)
		draw_words(l, i, layout_x(l, i) + PAD + 2 * BAR_HALF + 10, base);
}
