/* scene - a picture as a list of what is drawn, one after the other: what SVG, PDF and PNG are written from.
 *
 *	struct scene *scene = scene_new(sc, 1200, 800);
 *	scene_rect(scene, (struct box){ 10, 10, 100, 40 }, 6, (struct paint){ .fill = "#E8EEF7" });
 *	scene_text(scene, 20, 35, STR("Cart"), (struct type){ 15, FACE_SEMIBOLD, "#1F2937", ANCHOR_START });
 *
 * Lengths are CSS px, y goes down, colours are "#RRGGBB".  Texts are one line each, their y the baseline;
 * they are not copied.
 */
#pragma once

#include "draw/font.h"

struct map_picture;

enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

struct box {
	double x, y, w, h;
};

struct paint {
	const char *fill, *stroke; /* NULL: none */
	double width;              /* of the stroke */
	const char *dash;          /* "4 3", or NULL */
	double opacity;            /* of all of it; 0 means 1 */
};

struct type {
	double size;
	enum face face;
	const char *colour;
	enum anchor anchor;
	bool halo; /* a white edge, so that the text reads over lines */
};

/* Points of a path in a row: 'M' and 'L' take one, 'C' three, 'Z' none. */
struct path {
	LIST(char) verbs;
	LIST(double) points; /* x, y, x, y, ... */
};

enum mark { MARK_OPEN, MARK_CLOSE, MARK_RECT, MARK_CIRCLE, MARK_PATH, MARK_TEXT, MARK_IMAGE };

/* What a group is for: assistive software, bookmarks. */
struct group {
	struct str title, desc; /* or p NULL */
	struct str bookmark;    /* an entry of the PDF's outline, or p NULL */
	bool focus;             /* a stop for the keyboard where there is one */
	double x, y;            /* where the bookmark leads */
};

struct item {
	enum mark mark;
	struct box box; /* rectangle; circle: x, y its middle; text: x, y */
	double radius;
	struct paint paint;
	struct type type;
	struct str text;
	const struct path *path;
	const struct group *group;
	const struct map_picture *picture; /* text: its name */
};

struct scene {
	struct scope *sc;
	double width, height;
	struct str title, desc;
	LIST(struct item) items;
};

struct scene *scene_new(struct scope *sc, double width, double height);
void scene_open(struct scene *scene, struct group group);
void scene_close(struct scene *scene);
void scene_rect(struct scene *scene, struct box box, double radius, struct paint paint);
void scene_circle(struct scene *scene, double x, double y, double radius, struct paint paint);
void scene_line(struct scene *scene, double x1, double y1, double x2, double y2, struct paint paint);
void scene_text(struct scene *scene, double x, double y, struct str text, struct type type);

/* Fitted into the box in its own shape. */
void scene_image(struct scene *scene, struct box box, const struct map_picture *picture, struct str name);

struct path *path_new(struct scope *sc);
void path_to(struct scope *sc, struct path *path, char verb, double x, double y); /* 'M', 'L' */
void path_curve(
	struct scope *sc, struct path *path, double x1, double y1, double x2, double y2, double x, double y);
void path_close(struct scope *sc, struct path *path);
void scene_path(struct scene *scene, const struct path *path, struct paint paint);

/* A closed polygon over n points (x, y each). */
void scene_polygon(struct scene *scene, const double *points, size_t n, struct paint paint);

/* A drawing in a square of 24 units: "M4 6 L20 6 C.. Z O12 12 9" (O: a circle), moved and scaled. */
void scene_drawing(
	struct scene *scene, const char *drawing, double x, double y, double size, struct paint paint);
