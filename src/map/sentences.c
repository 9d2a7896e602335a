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

/* A blank at which no line breaks. */
#define NB "\xc2\xa0"

/* "n = 7,377" */
static const char *n_of(struct scope *sc, const struct estimate *e)
{
	unsigned long long n = e->n;

	if (!count_is_told(e->n))
		return "n not shown";
	if (n < 1000)
		return scope_printf(sc, "n" NB "=" NB "%llu", n);
	if (n < 1000000)
		return scope_printf(sc, "n" NB "=" NB "%llu,%03llu", n / 1000, n % 1000);
	return scope_printf(sc, "n" NB "=" NB "%llu,%03llu,%03llu", n / 1000000, n / 1000 % 1000, n % 1000);
}

static const char *per_cent(struct scope *sc, const struct estimate *e)
{
	int digits = e->value < .1 || e->value > .99 ? 1 : 0;

	return scope_printf(sc, "%.*f" NB "%% (95" NB "%% interval %.*f to %.*f" NB "%%, %s)", digits,
		e->value * 100, digits, e->low * 100, digits, e->high * 100, n_of(sc, e));
}

/* "+0.9", "−0.3", "0.0" */
static const char *feeling_words(struct scope *sc, double feeling)
{
	const char *sign = feeling >= .05 ? "+" : feeling <= -.05 ? "−" : "";

	return scope_printf(sc, "%s%.1f", sign, feeling < 0 ? -feeling : feeling);
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

/* `good`: how surely it is good, `bad`: how surely it is not. */
static void consider(struct extremes *x, struct map_touchpoint *t, double good, double bad)
{
	if (!x->n || good > x->high) {
		x->high = good;
		x->best = t;
	}
	if (!x->n || bad < x->low) {
		x->low = bad;
		x->worst = t;
	}
	x->n++;
}

/* Whether there is a best and a worst at all: what rounding makes of equal values ranks nobody. */
static bool ranked(const struct extremes *x)
{
	return x->n >= 2 && x->high - x->low > 1e-9;
}

static void consider_feeling(struct extremes *x, struct map_touchpoint *t, double mean)
{
	double shrunk = figures_shrunk(&t->figures.feeling, mean);

	consider(x, t, shrunk, shrunk);
}

static bool by_feeling(struct scope *sc, struct map *map)
{
	struct extremes x = { 0 };
	double mean = mean_feeling(map);

	for (size_t i = 0; i < map->touchpoints.n; i++)
		if (rated(&map->touchpoints.at[i]))
			consider_feeling(&x, &map->touchpoints.at[i], mean);
	if (!ranked(&x))
		return false;
	x.best->strongest = x.worst->weakest = true;
	const struct map_touchpoint *both[] = { x.best, x.worst };
	for (size_t i = 0; i < 2; i++) {
		const struct estimate *e = &both[i]->figures.feeling;
		say(sc, map,
			scope_printf(sc,
				"%s: %.*s. Customers feel %s there on −2 to +2 (95" NB
				"%% interval %s to %s, %s).",
				i ? "Weakest touchpoint" : "Strongest touchpoint", STR_ARG(both[i]->name),
				feeling_words(sc, e->value), feeling_words(sc, e->low),
				feeling_words(sc, e->high), n_of(sc, e)));
	}
	return true;
}

/* The ends of the intervals decide, so that a few journeys neither shine nor fail by luck. */
static void by_leaving(struct scope *sc, struct map *map)
{
	struct extremes x = { 0 };

	for (size_t i = 0; i < map->touchpoints.n; i++) {
		const struct estimate *e = &map->touchpoints.at[i].figures.drop_off;
		if (can_leave(&map->touchpoints.at[i]))
			consider(&x, &map->touchpoints.at[i], -e->high, -e->low);
	}
	if (x.n < 2 || x.best == x.worst ||
		x.worst->figures.drop_off.value - x.best->figures.drop_off.value < 1e-9)
		return;
	x.best->strongest = x.worst->weakest = true;
	say(sc, map,
		scope_printf(sc, "Weakest touchpoint: %.*s. Of the journeys that reach it, %s end there.",
			STR_ARG(x.worst->name), per_cent(sc, &x.worst->figures.drop_off)));
	say(sc, map,
		scope_printf(sc, "Strongest touchpoint: %.*s. Fewest end there: %s.", STR_ARG(x.best->name),
			per_cent(sc, &x.best->figures.drop_off)));
}

/* Where nearly all journeys end, there is an end and not a moment at which some give up. */
static const char *critical_words(struct scope *sc, const struct map *map, const struct map_touchpoint *t)
{
	static const double ending = .9;
	const struct estimate *e = &t->figures.drop_off;

	if (e->value >= ending)
		return scope_printf(sc,
			"An end without the goal: %.*s. %s of the journeys that come there go no further.",
			STR_ARG(t->name), per_cent(sc, e));
	if (!count_is_told(e->n) || !map->drop_off.known)
		return scope_printf(sc,
			"Critical moment: %.*s. %s give up there, significantly more than elsewhere.",
			STR_ARG(t->name), per_cent(sc, e));
	return scope_printf(sc,
		"Critical moment: %.*s. %s give up there, significantly more than on the rest of the map"
		" (%.0f" NB "%%).",
		STR_ARG(t->name), per_cent(sc, e), elsewhere(map, t) * 100);
}

static void critical_moments(struct scope *sc, struct map *map)
{
	size_t n = 0;

	for (size_t i = 0; i < map->touchpoints.n; i++) {
		const struct map_touchpoint *t = &map->touchpoints.at[i];
		if (!t->figures.critical)
			continue;
		n++;
		say(sc, map, critical_words(sc, map, t));
	}
	if (!n && map->touchpoints.n > 1 && map->drop_off.known)
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
