#include "draw/layout.h"

#include <math.h>

enum { BADGE = 26, PILL_H = 20, PILL_GAP = 5, NAME_LINES = 3, NAME_SIZE = 15, NAME_SMALLEST = 12 };

struct pill {
	const char *word, *drawing, *colour, *fill;
};

/* What a touchpoint can be marked with: a shape and a word each. */
static const struct pill pill_goal = { "Goal", "M6 22 L6 3 M6 4 L19 4 L15 9 L19 14 L6 14", PAPER, GOOD_MUCH };
static const struct pill pill_critical = { "Critical", "M12 4 L22 21 L2 21 Z M12 10 L12 15 M12 18 L12 18.5",
	BAD_MUCH, BAD_PALE };
static const struct pill pill_strongest = { "Strongest", "M4 15 L12 6 L20 15 M4 21 L12 12 L20 21", GOOD_MUCH,
	GOOD_PALE };
static const struct pill pill_weakest = { "Weakest", "M4 3 L12 12 L20 3 M4 9 L12 18 L20 9", BAD_MUCH,
	BAD_PALE };
static const struct pill pill_truth = { "Moment of truth",
	"M12 2 L15 9 L22 9.5 L16.5 14.5 L18.5 22 L12 17.5 L5.5 22 L7.5 14.5 L2 9.5 L9 9 Z", FUTURE,
	"#F1ECFB" };

enum { PILLS = 5 };

static size_t pills_of(const struct map_touchpoint *t, const struct pill **pills)
{
	size_t n = 0;

	if (t->is_goal)
		pills[n++] = &pill_goal;
	if (t->figures.critical)
		pills[n++] = &pill_critical;
	if (t->strongest)
		pills[n++] = &pill_strongest;
	if (t->weakest)
		pills[n++] = &pill_weakest;
	if (t->moment_of_truth)
		pills[n++] = &pill_truth;
	return n;
}

static double pill_width(struct layout *l, const struct pill *pill)
{
	return font_width(l->font, str_of(said(l->sc, pill->word)), 11.5, FACE_SEMIBOLD) + 30;
}

static void draw_pill(struct layout *l, double x, double y, const struct pill *pill)
{
	scene_rect(l->scene, (struct box){ x, y, pill_width(l, pill), PILL_H }, PILL_H / 2.0,
		(struct paint){ .fill = pill->fill });
	scene_drawing(l->scene, pill->drawing, x + 8, y + 4, 12,
		(struct paint){ .stroke = pill->colour, .width = 1.5 });
	scene_text(l->scene, x + 23, y + 14.2, str_of(said(l->sc, pill->word)),
		(struct type){ 11.5, FACE_SEMIBOLD, pill->colour, ANCHOR_START, false });
}

/* Pills flow beside the number, then below it.  Gives the height; draws only if told to. */
static double flow_pills(struct layout *l, size_t index, double top, bool draw)
{
	const struct pill *pills[PILLS];
	size_t n = pills_of(layout_at(l, index), pills);
	double x0 = PAD + BADGE + 8, x = x0, y = (BADGE - PILL_H) / 2.0, left = draw ? layout_x(l, index) : 0;

	for (size_t i = 0; i < n; i++) {
		double w = pill_width(l, pills[i]);
		if (x > x0 && x + w > l->column - 6) {
			x = x0;
			y += PILL_H + PILL_GAP;
		}
		if (draw)
			draw_pill(l, left + x, top + y, pills[i]);
		x += w + PILL_GAP;
	}
	return y + PILL_H + (BADGE - PILL_H) / 2.0;
}

static struct fit name_of(struct layout *l, size_t index)
{
	struct str name = layout_at(l, index)->name;

	return font_fit(l->sc, l->font, str_empty(name) ? str_of(said(l->sc, "(no name)")) : name,
		(struct fit_want){ .width = l->column - 2 * PAD,
			.size = NAME_SIZE,
			.smallest = NAME_SMALLEST,
			.lines = NAME_LINES,
			.face = FACE_SEMIBOLD });
}

/* The highest of all, so that the names stand on one line. */
static double pills_height(struct layout *l)
{
	double most = 0;

	for (size_t i = 0; i < l->map->touchpoints.n; i++)
		most = fmax(most, flow_pills(l, i, 0, false));
	return most;
}

double touchpoints_measure(struct layout *l, struct row *row)
{
	double most = 0;

	(void)row;
	for (size_t i = 0; i < l->map->touchpoints.n; i++) {
		struct fit name = name_of(l, i);
		most = fmax(most, (double)name.n * layout_leading(name.size));
	}
	return l->map->touchpoints.n ? 14 + pills_height(l) + 8 + most + 8 : 0;
}

/* Whose place it is shows in the shape: the company's a circle, a partner's a rounded square, the customer's
 * own a square, other people's a diamond. */
void owner_badge(struct scene *scene, double x, double y, enum owner owner, struct str number)
{
	double r = BADGE / 2.0;
	const double diamond[] = { x, y - r - 2, x + r + 2, y, x, y + r + 2, x - r - 2, y };
	struct box box = { x - r + 1, y - r + 1, BADGE - 2, BADGE - 2 };
	struct paint paint = { .fill = INK };

	if (owner == OWNER_BRAND)
		scene_circle(scene, x, y, r, paint);
	else if (owner == OWNER_SOCIAL)
		scene_polygon(scene, diamond, 4, paint);
	else
		scene_rect(scene, box, owner == OWNER_PARTNER ? 7 : 1, paint);
	scene_text(scene, x, y + 4.5, number,
		(struct type){ number.n > 2 ? 10.5 : 13, FACE_SEMIBOLD, PAPER, ANCHOR_MIDDLE, false });
}

static struct str about(struct layout *l, const struct map_touchpoint *t)
{
	const struct map_figures *f = &t->figures;
	struct map_look look = map_look(t);
	struct str reach =
		f->reach.known ? words_share(l->sc, f->reach.value) : words_none(l->sc, f->reach.n);
	struct str leave =
		f->drop_off.known ? words_share(l->sc, f->drop_off.value) : words_none(l->sc, f->drop_off.n);
	struct str feel =
		f->feeling.known ? words_feeling(l->sc, f->feeling.value) : words_none(l->sc, f->feeling.n);

	return words_line(l->sc, "%.*s in stage %.*s; reach %s, leaving %s, feeling %s%s",
		STR_ARG(words_channel(l->sc, &look)), STR_ARG(l->map->stages.at[t->stage].name), reach.p,
		leave.p, feel.p, f->critical ? said(l->sc, "; critical") : "");
}

static void draw_touchpoint(struct layout *l, size_t i, double top, double names)
{
	const struct map_touchpoint *t = layout_at(l, i);
	struct fit name = name_of(l, i);
	double x = layout_x(l, i);
	struct str title = words_line(l->sc, "%zu. %.*s", i + 1, STR_ARG(t->name));

	scene_open(l->scene, (struct group){ .title = title, .desc = about(l, t), .focus = true });
	owner_badge(l->scene, x + PAD + BADGE / 2.0, top + 14 + BADGE / 2.0, t->owner,
		words_line(l->sc, "%zu", i + 1));
	flow_pills(l, i, top + 14, true);
	layout_lines(l, x + PAD, names + name.size, &name,
		(struct type){ 0, FACE_SEMIBOLD, INK, ANCHOR_START, false });
	scene_close(l->scene);
}

void touchpoints_draw(struct layout *l, struct row *row, double top)
{
	double names = top + 14 + pills_height(l) + 8;

	(void)row;
	for (size_t i = l->first; i < l->first + l->count; i++)
		draw_touchpoint(l, i, top, names);
}
