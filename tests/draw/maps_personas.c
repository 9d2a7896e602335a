/* The same maps, for several personas. */
#include <math.h>

#include "maps.h"

/* Beside the map's own feeling so much better or worse; of `each` touchpoints one is never come to. */
struct persona {
	const char *id, *name;
	double share, better;
	size_t each;
};

static void set_point(const struct map_touchpoint *t, const struct persona *p, size_t i, struct map_point *at)
{
	const struct map_figures *f = &t->figures;
	double feels = fmax(fmin(f->feeling.value + p->better, 2), -2);
	uint64_t n = (uint64_t)((double)f->feeling.n * p->share);

	if (p->each && i % p->each == 0)
		return;
	at->journeys = (uint64_t)((double)f->journeys * p->share);
	at->customers = at->journeys * 9 / 10;
	at->reach = f->reach;
	if (!f->feeling.known || !n)
		return;
	double half = 1.1 / sqrt((double)n);
	at->feeling = (struct estimate){ true, feels, fmax(feels - half, -2), fmin(feels + half, 2), n };
	at->scale = f->scale;
}

static void add_persona(struct scope *sc, struct map *map, const struct persona *p)
{
	struct map_curve *c = LIST_ADD(sc, &map->curves);

	*LIST_ADD(sc, &map->personas) = str_of(p->id);
	*c = (struct map_curve){ .persona = str_of(p->id),
		.name = str_of(p->name),
		.customers = (uint64_t)((double)map->customers * p->share),
		.journeys = (uint64_t)((double)map->journeys.total * p->share),
		.at = NEW_ARRAY(sc, struct map_point, map->touchpoints.n + 1) };
	for (size_t i = 0; c->journeys && i < map->touchpoints.n; i++)
		set_point(&map->touchpoints.at[i], p, i, &c->at[i]);
}

static struct map *for_personas(struct scope *sc, struct map *map, const struct persona *personas, size_t n)
{
	map->personas.n = 0;
	for (size_t i = 0; i < n; i++)
		add_persona(sc, map, &personas[i]);
	*LIST_ADD(sc, &map->remarks) = STR("Each persona has a feeling curve of its own; everything else is "
					   "counted over all of them together.");
	return map;
}

struct map *maps_for_pair(struct scope *sc, struct map *map)
{
	static const struct persona two[] = {
		{ "nora", "Nora, first-time buyer", .9, .1, 0 },
		{ "corner-shop", "Marek, sells our shoes & more in his shop", .1, -.8, 4 },
	};

	return for_personas(sc, map, two, COUNT_OF(two));
}

struct map *maps_for_crowd(struct scope *sc, struct map *map)
{
	static const struct persona six[] = {
		{ "p1", "Анна Константиновна, заказывает подарки для всей семьи и друзей", .3, .2, 0 },
		{ "p2", "Konstantynopolitańczykowianeczka z Szczebrzeszyna, kupująca w drodze do pracy", .3,
			.2, 0 },
		{ "p3", "Returns", .1, -.6, 5 },
		{ "p4", "Przedsiębiorstwo handlowo-usługowe prowadzące sprzedaż naszego obuwia", .12, .9, 3 },
		{ "p5", "Nikt", 0, 0, 0 },
		{ "p6", "<b>\"Звонит\" & пишет</b>", .02, -1.5, 0 },
	};

	return for_personas(sc, map, six, COUNT_OF(six));
}
