#include "draw/layout.h"

enum { HEIGHT = 64, BADGE = 32 };

bool map_has_channels(const struct map *map)
{
	for (size_t i = 0; i < map->touchpoints.n; i++)
		if (map->touchpoints.at[i].channel != CHANNEL_OTHER || map->touchpoints.at[i].own ||
			!str_empty(map->touchpoints.at[i].channel_words))
			return true;
	return false;
}

double channels_measure(struct layout *l, struct row *row)
{
	(void)row;
	return map_has_channels(l->map) ? HEIGHT : 0;
}

static void draw_channel(struct layout *l, size_t i, double top)
{
	const struct map_touchpoint *t = layout_at(l, i);
	struct map_look look = map_look(t);
	struct str said = t->channel_words;
	double x = layout_x(l, i) + PAD, width = l->column - 2 * PAD - BADGE - 10;
	bool words = !str_empty(said) && !str_same(said, look.name) && !str_same(said, look.key);

	channel_badge(l->scene, x, top + (HEIGHT - BADGE) / 2.0, BADGE, &look);
	scene_text(l->scene, x + BADGE + 10, top + HEIGHT / 2.0 + (words ? -2 : 5),
		font_cut(l->sc, l->font, words_channel(l->sc, &look), width, 13.5, FACE_SEMIBOLD),
		(struct type){ 13.5, FACE_SEMIBOLD, INK, ANCHOR_START, false });
	if (words)
		scene_text(l->scene, x + BADGE + 10, top + HEIGHT / 2.0 + 14,
			font_cut(l->sc, l->font, said, width, 11.5, FACE_REGULAR),
			(struct type){ 11.5, FACE_REGULAR, INK_MUTED, ANCHOR_START, false });
}

void channels_draw(struct layout *l, struct row *row, double top)
{
	(void)row;
	for (size_t i = l->first; i < l->first + l->count; i++)
		draw_channel(l, i, top);
}
