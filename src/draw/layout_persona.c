#include "draw/layout.h"

/* What tells a persona's curve from the others: a colour, a dash, a shape with a letter in it. */
enum { RADIUS = 9 };

static const char *const colours[MAP_CURVES] = PERSONA_COLOURS;
static const char *const dashes[MAP_CURVES] = { NULL, "10 5", "2 5", "12 4 2 4", "5 4", "18 5" };

/* Corners of a shape in tenths of the radius, clockwise; none: a circle.  `letter` is how far its letter sits lower. */
static const struct {
	size_t n;
	double corners[16], letter;
} shapes[MAP_CURVES] = {
	{ 0, { 0 }, 0 },
	{ 4, { -9, -9, 9, -9, 9, 9, -9, 9 }, 0 },
	{ 4, { 0, -13, 13, 0, 0, 13, -13, 0 }, 0 },
	{ 3, { 0, -13, 13, 9, -13, 9 }, 2 },
	{ 6, { -6, -10, 6, -10, 12, 0, 6, 10, -6, 10, -12, 0 }, 0 },
	{ 3, { -13, -9, 13, -9, 0, 13 }, -2.5 },
};

void persona_stroke(struct scene *scene, const struct path *path, size_t persona)
{
	scene_path(scene, path,
		(struct paint){ .stroke = colours[persona], .width = 2.5, .dash = dashes[persona] });
}

void persona_marker(struct scene *scene, double x, double y, size_t persona, bool hollow)
{
	static const char letters[MAP_CURVES][2] = { "A", "B", "C", "D", "E", "F" };
	const char *colour = colours[persona];
	struct paint paint = {
		.fill = hollow ? PAPER : colour, .stroke = hollow ? colour : PAPER, .width = hollow ? 2 : 1.5
	};
	double points[16];

	for (size_t i = 0; i < 2 * shapes[persona].n; i += 2) {
		points[i] = x + shapes[persona].corners[i] * RADIUS / 10;
		points[i + 1] = y + shapes[persona].corners[i + 1] * RADIUS / 10;
	}
	if (shapes[persona].n)
		scene_polygon(scene, points, shapes[persona].n, paint);
	else
		scene_circle(scene, x, y, RADIUS, paint);
	scene_text(scene, x, y + 4 + shapes[persona].letter, str_of(letters[persona]),
		(struct type){ 11, FACE_BOLD, hollow ? colour : PAPER, ANCHOR_MIDDLE, false });
}
