#include "map/sentences.h"

#include "base/buf.h"
#include "insight/figures.h"

enum { ENOUGH = FIGURES_HOLLOW };

static void say(struct scope *sc, struct map *map, const char *text)
{
	*LIST_ADD(sc, &map->findings) = str_of(text);
}

static bool rated(const struct map_touchpoint *t)
{
	return t->figures.feeling.known && t->figures.feeling.n >= 5;
}

static bool can_leave(const struct map_touchpoint *t)
{
	return !t->is_goal && t->figures.drop_off.known && t->figures.drop_off.n >= ENOUGH;
}

static const char *per_cent(struct scope *sc, const struct estimate *e)
{
	int digits = e->value < .1 ? 1 : 0;

	return scope_printf(sc, "%.*f %% (95 %% interval %.*f to %.*f %%, n = %llu)", digits, e->value * 100,
		digits, e->low * 100, digits, e->high * 100, (unsigned long long)e->n);
}

static double mean_feeling(const struct map *map)
{
	double sum = 0, n = 0;

	for (size_t i = 0; i < map->touchpoints.n; i++) {
		const struct estimate *e = &map->touchpoints.at[i].figures.feeling;
		if (e->known) {
			sum += e->value * (double)e->n;
			n += (double)e->n;
		}
	}
	return n > 0 ? sum / n : 0;
}

/* The share that leaves at all other touchpoints: what `t` was tested against. */
static double elsewhere(const struct map *map, const struct map_touchpoint *t)
{
	const struct estimate *all = &map->drop_off, *here = &t->figures.drop_off;
	double left = all->value * (double)all->n - here->value * (double)here->n;

	return all->n > here->n && left > 0 ? left / (double)(all->n - here->n) : 0;
}

struct extremes {
	struct map_touchpoint *best, *worst;
	double high, low;
	size_t n;
};

static void consider(struct extremes *x, struct map_touchpoint *t, double score)
{
	if (!x->n || score > x->high) {
		x->high = score;
		x->best = t;
	}
	if (!x->n || score < x->low) {
		x->low = score;
		x->worst = t;
	}
	x->n++;
}

/* Whether there is a best and a worst at all: what rounding makes of equal values ranks nobody. */
static bool ranked(const struct extremes *x)
{
	return x->n >= 2 && x->high - x->low > 1e-9;
}

static bool by_feeling(struct scope *sc, struct map *map)
{
	struct extremes x = { 0 };
	double mean = mean_feeling(map);

	for (size_t i = 0; i < map->touchpoints.n; i++)
		if (rated(&map->touchpoints.at[i]))
			consider(&x, &map->touchpoints.at[i],
				figures_shrunk(&map->touchpoints.at[i].figures.feeling, mean));
	if (!ranked(&x))
		return false;
	x.best->strongest = x.worst->weakest = true;
	const struct map_touchpoint *both[] = { x.best, x.worst };
	for (size_t i = 0; i < 2; i++) {
		const struct estimate *e = &both[i]->figures.feeling;
		say(sc, map,
			scope_printf(sc,
				"%s: %.*s. Customers feel %+.1f there on -2 to +2 (95 %% interval %+.1f"
				" to %+.1f, n = %llu).",
				i ? "Weakest touchpoint" : "Strongest touchpoint", STR_ARG(both[i]->name),
				e->value, e->low, e->high, (unsigned long long)e->n));
	}
	return true;
}

static void by_leaving(struct scope *sc, struct map *map)
{
	struct extremes x = { 0 };

	for (size_t i = 0; i < map->touchpoints.n; i++)
		if (can_leave(&map->touchpoints.at[i]))
			consider(&x, &map->touchpoints.at[i], -map->touchpoints.at[i].figures.drop_off.value);
	if (!ranked(&x))
		return;
	x.best->strongest = x.worst->weakest = true;
	say(sc, map,
		scope_printf(sc, "Weakest touchpoint: %.*s. Of the journeys that reach it, %s end there.",
			STR_ARG(x.worst->name), per_cent(sc, &x.worst->figures.drop_off)));
	say(sc, map,
		scope_printf(sc, "Strongest touchpoint: %.*s. Fewest end there: %s.", STR_ARG(x.best->name),
			per_cent(sc, &x.best->figures.drop_off)));
}

static void critical_moments(struct scope *sc, struct map *map)
{
	size_t n = 0;

	for (size_t i = 0; i < map->touchpoints.n; i++) {
		const struct map_touchpoint *t = &map->touchpoints.at[i];
		if (!t->figures.critical)
			continue;
		n++;
		say(sc, map,
			scope_printf(sc,
				"Critical moment: %.*s. %s give up there, significantly more than on"
				" the rest of the map (%.0f %%).",
				STR_ARG(t->name), per_cent(sc, &t->figures.drop_off),
				elsewhere(map, t) * 100));
	}
	if (!n && map->drop_off.known)
		say(sc, map,
			"No critical moment: nowhere do significantly more customers give up than elsewhere.");
}

static void conversion(struct scope *sc, struct map *map)
{
	if (map->goal_name.p && map->conversion.known)
		say(sc, map,
			scope_printf(sc, "Goal: %.*s. Reached by %s of the journeys.",
				STR_ARG(map->goal_name), per_cent(sc, &map->conversion)));
}

void map_find(struct scope *sc, struct map *map)
{
	conversion(sc, map);
	critical_moments(sc, map);
	if (!by_feeling(sc, map))
		by_leaving(sc, map);
}
