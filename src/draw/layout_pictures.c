#include "draw/layout.h"

#include <math.h>

#include "draw/picture.h"

/* The files of a cell, under its text: pictures side by side as high as a thumb, all others by their names. */

enum { THUMB = 84, THUMB_LEAST = 20, GAP = 6, FRAME = 1 };
#define NAME_SIZE 11.5

/* Where the next one goes; `draws` false: it is only measured. */
struct walk {
	struct layout *l;
	double left, width, x, y, high; /* of the line of pictures that is being filled */
	bool draws;
};

static void end_line(struct walk *w)
{
	if (w->high > 0)
		w->y += w->high + GAP;
	w->x = w->left;
	w->high = 0;
}

static void add_picture(struct walk *w, const struct map_picture *p, struct str name)
{
	double scale = fmin(1, fmin(THUMB / fmax(p->height, 1), w->width / fmax(p->width, 1)));
	double wide = fmin(fmax(p->width * scale, THUMB_LEAST), w->width),
	       high = fmax(p->height * scale, THUMB_LEAST);

	if (w->x > w->left && w->x + wide > w->left + w->width)
		end_line(w);
	if (w->draws) {
		struct box box = { w->x, w->y, wide, high };
		scene_image(w->l->scene, box, p, name);
		scene_rect(w->l->scene, box, 0, (struct paint){ .stroke = RULE, .width = FRAME });
	}
	w->x += wide + GAP;
	w->high = fmax(w->high, high);
}

/* A sheet of paper with a turned corner, and the name. */
static void add_name(struct walk *w, struct str name)
{
	static const char sheet[] = "M6 3 L14 3 L19 8 L19 21 L6 21 Z M14 3 L14 8 L19 8";
	struct fit fit = font_fit(w->l->sc, w->l->font, name,
		(struct fit_want){ .width = w->width - 18,
			.size = NAME_SIZE,
			.smallest = NAME_SIZE,
			.lines = 1,
			.face = FACE_REGULAR });

	end_line(w);
	if (w->draws) {
		scene_drawing(w->l->scene, sheet, w->left, w->y, 14,
			(struct paint){ .stroke = INK_MUTED, .width = 1.2 });
		layout_lines(w->l, w->left + 18, w->y + NAME_SIZE, &fit,
			(struct type){ 0, FACE_REGULAR, INK_MUTED, ANCHOR_START, false });
	}
	w->y += layout_leading(NAME_SIZE) + 2;
}

static double walk(struct walk w, const struct map_cell *cell)
{
	double top = w.y;

	w.x = w.left;
	for (size_t i = 0; i < cell->attachments.n; i++) {
		const struct attached *a = &cell->attachments.at[i];
		const struct map_picture *p = picture_find(w.l->map, a->id);
		if (p)
			add_picture(&w, p, a->name);
	}
	for (size_t i = 0; i < cell->attachments.n; i++)
		if (!picture_find(w.l->map, cell->attachments.at[i].id))
			add_name(&w, cell->attachments.at[i].name);
	end_line(&w);
	return w.y - top;
}

double pictures_height(struct layout *l, const struct map_cell *cell, double width)
{
	return walk((struct walk){ .l = l, .width = width }, cell);
}

void pictures_draw(struct layout *l, const struct map_cell *cell, struct box place)
{
	(void)walk((struct walk){ .l = l, .left = place.x, .width = place.w, .y = place.y, .draws = true },
		cell);
}
