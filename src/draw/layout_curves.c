#include "draw/layout.h"

#include <math.h>

#include "draw/curve.h"

/* A curve a persona in one chart, and under it a line a persona with its numbers. */
enum {
	APART = 24 /* markers of one touchpoint, at most */,
	NAME = 26 /* where a name begins */,
	BOTTOM = 10
};
enum { SIZE = 12, SMALL = 11, TALL = 16 /* a line of a name */, ROW_PAD = 9 };

static const struct map_curve *curve_at(const struct layout *l, size_t persona)
{
	return &l->map->curves.at[persona];
}

static const struct estimate *feeling_of(const struct layout *l, size_t persona, size_t i)
{
	return &curve_at(l, persona)->at[i].feeling;
}

/* Points of one touchpoint stand beside each other, so that equal ones do not hide each other. */
static double x_of(const struct layout *l, size_t persona, size_t i)
{
	double n = (double)l->map->curves.n, step = fmin(APART, (l->column - 30) / n);

	return layout_middle(l, i) + ((double)persona - (n - 1) / 2) * step;
}

/* --- the chart ------------------------------------------------------------------------------------ */

/* One unbroken run of touchpoints at which the persona has a feeling. */
static void draw_run(struct layout *l, size_t persona, size_t from, size_t n, double top, bool edge)
{
	double *x = NEW_ARRAY(l->sc, double, n), *y = NEW_ARRAY(l->sc, double, n),
	       *m = NEW_ARRAY(l->sc, double, n);
	struct path *path = path_new(l->sc);

	for (size_t i = 0; i < n; i++) {
		x[i] = x_of(l, persona, from + i);
		y[i] = feeling_y(top, feeling_of(l, persona, from + i)->value);
	}
	curve_slopes(x, y, n, m);
	path_to(l->sc, path, 'M', x[0], y[0]);
	for (size_t i = 0; i + 1 < n; i++) {
		double h = (x[i + 1] - x[i]) / 3;
		path_curve(l->sc, path, x[i] + h, y[i] + m[i] * h, x[i + 1] - h, y[i + 1] - m[i + 1] * h,
			x[i + 1], y[i + 1]);
	}
	if (edge)
		scene_path(l->scene, path, (struct paint){ .stroke = PAPER, .width = 5, .opacity = 0.8 });
	else
		persona_stroke(l->scene, path, persona);
}

static void draw_curve(struct layout *l, size_t persona, double top, bool edge)
{
	size_t end = l->first + l->count;

	for (size_t i = l->first, n; i < end; i += n + 1) {
		for (n = 0; i + n < end && feeling_of(l, persona, i + n)->known; n++)
			;
		if (n > 1)
			draw_run(l, persona, i, n, top, edge);
	}
}

static void draw_interval(struct layout *l, size_t persona, size_t i, double top)
{
	const struct estimate *e = feeling_of(l, persona, i);
	double x = x_of(l, persona, i), high = feeling_y(top, e->high), low = feeling_y(top, e->low);
	struct paint ink = { .stroke = INK, .width = 1.5 };

	scene_line(l->scene, x, high, x, low, ink);
	scene_line(l->scene, x - 4, high, x + 4, high, ink);
	scene_line(l->scene, x - 4, low, x + 4, low, ink);
}

static void draw_points(struct layout *l, size_t persona, double top)
{
	for (size_t i = l->first; i < l->first + l->count; i++) {
		const struct estimate *e = feeling_of(l, persona, i);
		if (!e->known)
			continue;
		draw_interval(l, persona, i, top);
		persona_marker(
			l->scene, x_of(l, persona, i), feeling_y(top, e->value), persona, e->n < SMALL_N);
	}
}

static bool anybody_feels(const struct layout *l, size_t i)
{
	for (size_t p = 0; p < l->map->curves.n; p++)
		if (feeling_of(l, p, i)->known)
			return true;
	return false;
}

static void draw_chart(struct layout *l, double top)
{
	size_t n = l->map->curves.n;

	feeling_grid(l, top);
	for (size_t i = l->first; i < l->first + l->count; i++)
		if (!anybody_feels(l, i))
			layout_no_data(l, i, feeling_y(top, 0), feeling_of(l, 0, i)->n);
	/* White edges under all of them, and the first, whose line has no gaps, under the dashed: none hides another. */
	for (size_t p = 0; p < n; p++)
		draw_curve(l, p, top, true);
	for (size_t p = 0; p < n; p++)
		draw_curve(l, p, top, false);
	for (size_t p = n; p-- > 0;)
		draw_points(l, p, top);
}

/* --- the numbers ---------------------------------------------------------------------------------- */

static struct fit name_of(struct layout *l, size_t persona)
{
	return font_fit(l->sc, l->font, curve_at(l, persona)->name,
		(struct fit_want){ .width = LABEL - NAME - PAD,
			.size = SIZE,
			.smallest = SIZE,
			.lines = 2,
			.face = FACE_SEMIBOLD });
}

static double row_height(struct layout *l, size_t persona)
{
	return ROW_PAD + (double)(name_of(l, persona).n + 1) * TALL + ROW_PAD / 2.;
}

double curves_measure(struct layout *l, struct row *row)
{
	double height = FEELING_HEIGHT + BOTTOM;

	row->about = STR("each persona's mean rating, from −2 to +2");
	for (size_t p = 0; p < l->map->curves.n; p++)
		height += row_height(l, p);
	return height;
}

static void draw_name(struct layout *l, size_t persona, double top)
{
	struct fit fit = name_of(l, persona);
	struct type bold = { SIZE, FACE_SEMIBOLD, INK, ANCHOR_START, false };
	struct type muted = { SMALL, FACE_REGULAR, INK_MUTED, ANCHOR_START, false };
	double y = layout_lines(l, MARGIN + NAME, top + ROW_PAD + 12, &fit, bold);

	persona_marker(l->scene, MARGIN + 10, top + ROW_PAD + 9, persona, false);
	scene_text(l->scene, MARGIN + NAME, y,
		words_plural(l->sc, curve_at(l, persona)->customers, "customer", "customers"), muted);
}

static struct str no_feeling(struct scope *sc, const struct map_point *p)
{
	return count_is_told(p->feeling.n) ? str_of(said(sc, "no answers")) : words_none(sc, p->feeling.n);
}

static struct str come_here(struct scope *sc, const struct map_point *p)
{
	if (!p->reach.known && !count_is_told(p->journeys))
		return words_plural(sc, p->journeys, "journey", "journeys");
	return words_line(sc, "%s come here", words_share(sc, p->reach.value).p);
}

/* "+0.9  n = 340", and under it how many of the persona come here at all. */
static void draw_number(struct layout *l, size_t persona, size_t i, double y)
{
	const struct map_point *p = &curve_at(l, persona)->at[i];
	double x = layout_x(l, i) + PAD;
	struct type bold = { SIZE, FACE_SEMIBOLD, INK, ANCHOR_START, false };
	struct type muted = { SMALL, FACE_REGULAR, INK_MUTED, ANCHOR_START, false };
	struct str value = p->feeling.known ? words_line(l->sc, "%s  n\xc2\xa0=\xc2\xa0%s",
						      words_feeling(l->sc, p->feeling.value).p,
						      words_count(l->sc, p->feeling.n).p)
					    : no_feeling(l->sc, p);

	if (p->journeys)
		scene_text(l->scene, x, y, value, p->feeling.known ? bold : muted);
	scene_text(l->scene, x, p->journeys ? y + TALL : y,
		p->journeys ? come_here(l->sc, p) : str_of(said(l->sc, "nobody comes here")), muted);
}

static void draw_nobody(struct layout *l, double y)
{
	struct fit fit =
		font_fit(l->sc, l->font, str_of(said(l->sc, "nobody belongs to this persona: no curve")),
			(struct fit_want){ .width = l->column - 2 * PAD,
				.size = SMALL,
				.smallest = SMALL,
				.lines = 2,
				.face = FACE_REGULAR });

	layout_lines(l, l->left + PAD, y, &fit,
		(struct type){ SMALL, FACE_REGULAR, INK_MUTED, ANCHOR_START, false });
}

static void draw_numbers(struct layout *l, size_t persona, double top)
{
	const struct map_curve *c = curve_at(l, persona);
	double y = top + ROW_PAD + 12;

	scene_open(l->scene, (struct group){ .title = c->name });
	scene_line(l->scene, MARGIN, top, l->right, top, (struct paint){ .stroke = RULE, .width = 1 });
	draw_name(l, persona, top);
	for (size_t i = l->first; i < l->first + l->count && c->journeys; i++)
		draw_number(l, persona, i, y);
	if (!c->journeys)
		draw_nobody(l, y);
	scene_close(l->scene);
}

void curves_draw(struct layout *l, struct row *row, double top)
{
	(void)row;
	draw_chart(l, top);
	top += FEELING_HEIGHT;
	for (size_t p = 0; p < l->map->curves.n; p++) {
		draw_numbers(l, p, top);
		top += row_height(l, p);
	}
}
