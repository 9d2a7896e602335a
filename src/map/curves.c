#include "map/curves.h"

#include "insight/figures.h"
#include "map/cells_voice.h"

static struct map_point point(
	struct scope *sc, const struct map_persona *persona, const struct map_touchpoint *t, size_t index)
{
	struct map_figures f = figures_of(sc, persona->touchpoints, (uint32_t)index);
	struct map_point p = { f.customers, f.journeys, f.reach, f.feeling, f.scale };

	if (figures_never_counted(&t->figures))
		p.reach = (struct estimate){ 0 };
	if (!str_equal(t->figures.scale, MAP_BY_WORDS) || !persona->felt ||
		persona->felt[index].feeling.n < MAP_WORDS_ENOUGH)
		return p;
	p.feeling = persona->felt[index].feeling;
	p.scale = MAP_BY_WORDS;
	return p;
}

static void add_curve(struct scope *sc, struct map *map, const struct map_persona *persona)
{
	struct map_curve *c = LIST_ADD(sc, &map->curves);

	*c = (struct map_curve){ .persona = persona->id,
		.name = persona->name,
		.customers = persona->touchpoints->customers,
		.journeys = persona->touchpoints->journeys,
		.at = NEW_ARRAY(sc, struct map_point, map->touchpoints.n + 1) };
	for (size_t t = 0; t < map->touchpoints.n; t++)
		c->at[t] = point(sc, persona, &map->touchpoints.at[t], t);
}

void map_take_curves(struct scope *sc, struct map *map, const struct map_input *in)
{
	for (size_t i = 0; in->n_personas > 1 && i < in->n_personas && i < MAP_CURVES; i++)
		add_curve(sc, map, &in->personas[i]);
}

/* The definition may name it by its id or by its name. */
const struct map_curve *map_persona_curve(const struct map *map, size_t i)
{
	struct str name = map->personas.at[i];

	for (size_t k = 0; k < map->curves.n; k++)
		if (str_equal(map->curves.at[k].persona, name) || str_same(map->curves.at[k].name, name))
			return &map->curves.at[k];
	return NULL;
}

struct str map_persona_name(const struct map *map, size_t i)
{
	const struct map_curve *curve = map_persona_curve(map, i);

	return curve ? curve->name : map->personas.at[i];
}
