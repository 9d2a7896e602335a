#include "draw/layout.h"

#include <math.h>

#include "draw/curve.h"

enum { INNER = 32, RADIUS = 7 };
#define UNIT ((FEELING_HEIGHT - 2.0 * INNER) / 4) /* px for one point of feeling */

bool map_has_feeling(const struct map *map)
{
	for (size_t i = 0; i < map->touchpoints.n; i++)
		if (map->touchpoints.at[i].figures.feeling.known)
			return true;
	return false;
}

double feeling_measure(struct layout *l, struct row *row)
{
	if (l->map->curves.n && map_has_feeling(l->map))
		return curves_measure(l, row);
	return map_has_feeling(l->map) ? FEELING_HEIGHT : 0;
}

static const struct estimate *feeling_at(const struct layout *l, size_t i)
{
	return &layout_at(l, i)->figures.feeling;
}

double feeling_y(double top, double feeling)
{
	return top + INNER + (2 - fmax(fmin(feeling, 2), -2)) * UNIT;
}

const char *feeling_colour(double v)
{
	return v > 1 ? GOOD_MUCH : v > 0.25 ? GOOD : v >= -0.25 ? NEUTRAL : v >= -1 ? BAD : BAD_MUCH;
}

void feeling_marker(struct scene *scene, double x, double y, double v, bool hollow)
{
	const char *colour = feeling_colour(v);
	struct paint paint = { .fill = hollow ? PAPER : colour,
		.stroke = hollow ? colour : PAPER,
		.width = hollow ? 2.5 : 1.5 };
	const double r = RADIUS, triangle[] = { x - r - 2, y - r + 1, x + r + 2, y - r + 1, x, y + r + 3 };

	if (v > 0.25)
		scene_circle(scene, x, y, r + 0.5, paint);
	else if (v >= -0.25)
		scene_rect(scene, (struct box){ x - r, y - r, 2 * r, 2 * r }, 1, paint);
	else
		scene_polygon(scene, triangle, 3, paint);
}

void feeling_grid(struct layout *l, double top)
{
	static const struct {
		const char *text;
		double at;
	} marks[] = { { "+2", 2 }, { "+1", 1 }, { "0", 0 },
		{ "\xe2\x88\x92"
		  "1",
			-1 },
		{ "\xe2\x88\x92"
		  "2",
			-2 } };

	for (size_t i = 0; i < COUNT_OF(marks); i++) {
		double y = feeling_y(top, marks[i].at);
		bool zero = marks[i].at == 0;
		scene_line(l->scene, l->left, y, l->right, y,
			(struct paint){ .stroke = zero ? ZERO : GRID, .width = zero ? 1.5 : 1 });
		scene_text(l->scene, l->left - 10, y + 4, str_of(marks[i].text),
			(struct type){ 11, FACE_REGULAR, INK_MUTED, ANCHOR_END, false });
	}
}

/* A cubic piece of the curve: four points. */
struct piece {
	double x[4], y[4];
};

/* The part of a piece between its parameters 0 and t, and the rest (de Casteljau). */
static void split(const double *p, double t, double *head, double *tail)
{
	double a = p[0] + (p[1] - p[0]) * t, b = p[1] + (p[2] - p[1]) * t, c = p[2] + (p[3] - p[2]) * t;
	double d = a + (b - a) * t, e = b + (c - b) * t, f = d + (e - d) * t;

	head[0] = p[0], head[1] = a, head[2] = d, head[3] = f;
	tail[0] = f, tail[1] = e, tail[2] = c, tail[3] = p[3];
}

static double bezier(const double *p, double t)
{
	double u = 1 - t;

	return u * u * u * p[0] + 3 * u * u * t * p[1] + 3 * u * t * t * p[2] + t * t * t * p[3];
}

/* Where a piece that rises or falls all along meets the height; it does so once. */
static double crossing(const double *y, double height)
{
	double low = 0, high = 1;

	for (int i = 0; i < 40; i++) {
		double mid = (low + high) / 2;
		if ((bezier(y, mid) < height) == (y[0] < height))
			low = mid;
		else
			high = mid;
	}
	return low;
}

static void fill_piece(struct layout *l, const struct piece *p, double zero)
{
	struct path *path = path_new(l->sc);
	bool good = p->y[0] + p->y[3] < 2 * zero;

	path_to(l->sc, path, 'M', p->x[0], zero);
	path_to(l->sc, path, 'L', p->x[0], p->y[0]);
	path_curve(l->sc, path, p->x[1], p->y[1], p->x[2], p->y[2], p->x[3], p->y[3]);
	path_to(l->sc, path, 'L', p->x[3], zero);
	path_close(l->sc, path);
	scene_path(l->scene, path, (struct paint){ .fill = good ? GOOD : BAD, .opacity = 0.13 });
}

/* Between the curve and the zero line: blue above, orange below. */
static void shade_piece(struct layout *l, const struct piece *p, double zero)
{
	if ((p->y[0] < zero) == (p->y[3] < zero)) {
		fill_piece(l, p, zero);
		return;
	}
	struct piece head, tail;
	double t = crossing(p->y, zero);
	split(p->x, t, head.x, tail.x);
	split(p->y, t, head.y, tail.y);
	fill_piece(l, &head, zero);
	fill_piece(l, &tail, zero);
}

/* One unbroken run of touchpoints that have a feeling. */
static void draw_run(struct layout *l, size_t from, size_t n, double top)
{
	double *x = NEW_ARRAY(l->sc, double, n), *y = NEW_ARRAY(l->sc, double, n),
	       *m = NEW_ARRAY(l->sc, double, n);
	struct path *path = path_new(l->sc);

	for (size_t i = 0; i < n; i++) {
		x[i] = layout_middle(l, from + i);
		y[i] = feeling_y(top, feeling_at(l, from + i)->value);
	}
	curve_slopes(x, y, n, m);
	path_to(l->sc, path, 'M', x[0], y[0]);
	for (size_t i = 0; i + 1 < n; i++) {
		double h = (x[i + 1] - x[i]) / 3;
		struct piece p = { { x[i], x[i] + h, x[i + 1] - h, x[i + 1] },
			{ y[i], y[i] + m[i] * h, y[i + 1] - m[i + 1] * h, y[i + 1] } };
		shade_piece(l, &p, feeling_y(top, 0));
		path_curve(l->sc, path, p.x[1], p.y[1], p.x[2], p.y[2], p.x[3], p.y[3]);
	}
	scene_path(l->scene, path, (struct paint){ .stroke = "#334155", .width = 2.5 });
}

static void draw_curve(struct layout *l, double top)
{
	size_t end = l->first + l->count;

	for (size_t i = l->first, n; i < end; i += n + 1) {
		for (n = 0; i + n < end && feeling_at(l, i + n)->known; n++)
			;
		if (n > 1)
			draw_run(l, i, n, top);
	}
}

/* Peaks are labelled above, valleys below: where the curve is not. */
static bool label_above(const struct layout *l, size_t i)
{
	double v = feeling_at(l, i)->value, around = 0;
	size_t n = 0;

	if (i > l->first && feeling_at(l, i - 1)->known)
		around += feeling_at(l, i - 1)->value, n++;
	if (i + 1 < l->first + l->count && feeling_at(l, i + 1)->known)
		around += feeling_at(l, i + 1)->value, n++;
	return n ? v >= around / (double)n : v >= 0;
}

static void draw_value(struct layout *l, size_t i, double top)
{
	const struct estimate *e = feeling_at(l, i);
	double x = layout_middle(l, i), high = feeling_y(top, e->high), low = feeling_y(top, e->low);
	bool above = label_above(l, i);
	double up = fmin(high, feeling_y(top, e->value) - 10) - 6,
	       down = fmax(low, feeling_y(top, e->value) + 10) + 15;

	if (above && up < top + 14)
		above = false;
	if (!above && down > top + FEELING_HEIGHT - 5)
		above = true;
	scene_line(l->scene, x, high, x, low, (struct paint){ .stroke = INK, .width = 1.5 });
	scene_line(l->scene, x - 4, high, x + 4, high, (struct paint){ .stroke = INK, .width = 1.5 });
	scene_line(l->scene, x - 4, low, x + 4, low, (struct paint){ .stroke = INK, .width = 1.5 });
	feeling_marker(l->scene, x, feeling_y(top, e->value), e->value, e->n < SMALL_N);
	scene_text(l->scene, x, fmax(above ? up : down, top + 12),
		words_line(l->sc, "%s  n\xc2\xa0=\xc2\xa0%s", words_feeling(l->sc, e->value).p,
			words_count(l->sc, e->n).p),
		(struct type){ 12, FACE_SEMIBOLD, INK, ANCHOR_MIDDLE, true });
}

void feeling_draw(struct layout *l, struct row *row, double top)
{
	if (l->map->curves.n) {
		curves_draw(l, row, top);
		return;
	}
	feeling_grid(l, top);
	draw_curve(l, top);
	for (size_t i = l->first; i < l->first + l->count; i++) {
		if (feeling_at(l, i)->known)
			draw_value(l, i, top);
		else
			layout_no_data(l, i, feeling_y(top, 0));
	}
}
