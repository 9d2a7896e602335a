#include "draw/layout.h"

enum { HEIGHT = 70, POINT = 14 };

double stages_height(struct layout *l)
{
	(void)l;
	return HEIGHT + 2;
}

static void draw_arrow(struct layout *l, struct box b, size_t s, bool first)
{
	double notch = first ? 0 : POINT, tip = b.x + b.w + STAGE_GAP / 2.0;
	const double points[] = { b.x - (first ? 0 : 2), b.y, tip - POINT + 4, b.y, tip + 4, b.y + b.h / 2,
		tip - POINT + 4, b.y + b.h, b.x - (first ? 0 : 2), b.y + b.h, b.x + notch - 2,
		b.y + b.h / 2 };

	scene_polygon(l->scene, points, first ? 5 : 6, (struct paint){ .fill = layout_tint(s) });
}

static struct str figures(struct layout *l, const struct map_stage *stage, const char *between)
{
	const struct map_figures *f = &stage->figures;
	struct str reach = f->reach.known
				   ? words_line(l->sc, "reached by %s", words_share(l->sc, f->reach.value).p)
				   : words_none(l->sc, f->reach.n);

	if (!f->drop_off.known)
		return reach;
	return words_line(l->sc, "%s%s%s leave", reach.p, between, words_share(l->sc, f->drop_off.value).p);
}

/* The figures on one line where they fit, else on two. */
static void draw_words(struct layout *l, const struct map_stage *stage, struct box box)
{
	double width = box.w - POINT - 22, x = box.x + POINT + 8;
	struct str line = figures(l, stage, "  ·  ");
	struct type small = { 12, FACE_REGULAR, INK_MUTED, ANCHOR_START, false };
	bool one = font_width(l->font, line, 12, FACE_REGULAR) <= width;
	struct str two = figures(l, stage, "\n"), first = str_cut(&two, '\n');
	struct fit name = font_fit(l->sc, l->font, stage->name,
		(struct fit_want){ .width = width,
			.size = 17,
			.smallest = 12,
			.lines = one ? 2 : 1,
			.face = FACE_BOLD });
	double height = (double)name.n * layout_leading(name.size) + (one ? 18 : 34);
	double y = box.y + (box.h - height) / 2 + name.size;

	y = layout_lines(l, x, y, &name, (struct type){ 0, FACE_BOLD, INK, ANCHOR_START, false });
	scene_text(l->scene, x, y - 2, one ? line : first, small);
	if (!one)
		scene_text(l->scene, x, y + 14, two, small);
}

static void draw_stage(struct layout *l, size_t s, double top)
{
	const struct map_stage *stage = &l->map->stages.at[s];
	struct box box = { layout_x(l, stage->first), top, (double)stage->count * l->column, HEIGHT };
	struct str why = said_again(l->sc, stage->why);
	struct str desc = words_line(
		l->sc, "%s%s%.*s", figures(l, stage, ", ").p, str_empty(why) ? "" : "; ", STR_ARG(why));

	scene_open(l->scene, (struct group){ .title = words_line(l->sc, "Stage %.*s", STR_ARG(stage->name)),
				     .desc = desc,
				     .bookmark = stage->name,
				     .x = box.x,
				     .y = top });
	draw_arrow(l, box, s, s == l->want.first_stage);
	draw_words(l, stage, box);
	scene_close(l->scene);
}

void stages_draw(struct layout *l, double top)
{
	scene_text(l->scene, MARGIN, top + HEIGHT / 2.0 + 5, str_of(said(l->sc, "Stages")),
		(struct type){ 14, FACE_SEMIBOLD, INK, ANCHOR_START, false });
	for (size_t s = l->want.first_stage; s < l->want.first_stage + l->want.stages; s++)
		if (l->map->stages.at[s].count)
			draw_stage(l, s, top);
}
