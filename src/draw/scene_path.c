#include <math.h>

#include "draw/scene.h"

struct path *path_new(struct scope *sc)
{
	return NEW(sc, struct path);
}

static void add_point(struct scope *sc, struct path *path, double x, double y)
{
	*LIST_ADD(sc, &path->points) = x;
	*LIST_ADD(sc, &path->points) = y;
}

void path_to(struct scope *sc, struct path *path, char verb, double x, double y)
{
	*LIST_ADD(sc, &path->verbs) = verb;
	add_point(sc, path, x, y);
}

void path_curve(
	struct scope *sc, struct path *path, double x1, double y1, double x2, double y2, double x, double y)
{
	*LIST_ADD(sc, &path->verbs) = 'C';
	add_point(sc, path, x1, y1);
	add_point(sc, path, x2, y2);
	add_point(sc, path, x, y);
}

void path_close(struct scope *sc, struct path *path)
{
	*LIST_ADD(sc, &path->verbs) = 'Z';
}

/* Four cubic curves; 0.5523 is the usual 4/3 * (sqrt(2) - 1). */
static void add_circle(struct scope *sc, struct path *path, double x, double y, double r)
{
	double k = r * 4 / 3 * (sqrt(2) - 1);

	path_to(sc, path, 'M', x + r, y);
	path_curve(sc, path, x + r, y + k, x + k, y + r, x, y + r);
	path_curve(sc, path, x - k, y + r, x - r, y + k, x - r, y);
	path_curve(sc, path, x - r, y - k, x - k, y - r, x, y - r);
	path_curve(sc, path, x + k, y - r, x + r, y - k, x + r, y);
	path_close(sc, path);
}

/* Reads n numbers behind the verb; coordinates come out scaled and moved. */
static void read_points(const char **p, double *out, size_t n, const double *origin, double scale)
{
	for (size_t i = 0; i < n; i++) {
		double x = 0;
		*p += strspn(*p, " ");
		size_t length = strspn(*p, "-.0123456789");
		if (str_number((struct str){ *p, length }, &x))
			out[i] = origin[i % 2] + x * scale;
		*p += length;
	}
}

static void draw_verb(struct scope *sc, struct path *path, const char **p, const double *origin, double scale)
{
	double at[6] = { 0 };
	char verb = *(*p)++;

	if (verb == 'Z') {
		path_close(sc, path);
	} else if (verb == 'C') {
		read_points(p, at, 6, origin, scale);
		path_curve(sc, path, at[0], at[1], at[2], at[3], at[4], at[5]);
	} else if (verb == 'O') {
		read_points(p, at, 2, origin, scale);
		read_points(p, at + 2, 1, (const double[]){ 0, 0 }, scale);
		add_circle(sc, path, at[0], at[1], at[2]);
	} else if (verb == 'M' || verb == 'L') {
		read_points(p, at, 2, origin, scale);
		path_to(sc, path, verb, at[0], at[1]);
	}
}

void scene_drawing(
	struct scene *scene, const char *drawing, double x, double y, double size, struct paint paint)
{
	struct path *path = path_new(scene->sc);
	const double origin[] = { x, y };

	while (*drawing)
		draw_verb(scene->sc, path, &drawing, origin, size / 24);
	scene_path(scene, path, paint);
}
