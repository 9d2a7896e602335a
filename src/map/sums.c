#include "map/sums.h"

#include <stdlib.h>

#include "base/buf.h"
#include "map/sums_place.h"

enum { LINES_MOST = 1000, NO_LINE = LINES_MOST };

/* The rows of one name and currency that are broken down alike. */
struct group {
	size_t line, first, n;     /* metrics, in the order of the input */
	size_t touchpoints, found; /* how many different ones; how many of its metrics stand at one */
};

struct summing {
	struct scope *sc;
	const struct map_input *in;
	struct map *map;
	int *place; /* a metric */
	struct names *lines;
	LIST(struct group) groups;
	LIST(size_t) best; /* a line: its group, + 1 */
	uint32_t *seen;    /* a touchpoint: the last group that has it, + 1 */
};

static struct str line_key(struct scope *sc, struct str name, struct str currency)
{
	return str_of(scope_printf(sc, "%.*s\n%.*s", STR_ARG(name), STR_ARG(currency)));
}

static size_t line_of(struct summing *s, const struct metric *m)
{
	struct scope mine = { 0 };
	struct str name = metric_title(m->name, m->currency);
	struct str currency = m->currency.p ? m->currency : STR("");
	uint32_t code = names_add(s->lines, line_key(&mine, name, currency));

	scope_close(&mine);
	if (code >= LINES_MOST)
		return NO_LINE;
	if (code == s->map->sums.n) {
		*LIST_ADD(s->sc, &s->map->sums) = (struct map_sums){ .name = name,
			.currency = m->currency,
			.way = metric_way(name),
			.at = NEW_ARRAY(s->sc, struct map_sum, s->map->touchpoints.n + 1) };
		*LIST_ADD(s->sc, &s->best) = 0;
	}
	return code;
}

static bool same_group(const struct metric *a, const struct metric *b)
{
	return str_equal(a->name, b->name) && str_equal(a->currency, b->currency) &&
	       str_equal(a->table, b->table) && a->source == b->source;
}

/* Metrics come in the order of what they name: those of a group stand together. */
static struct group *group_of(struct summing *s, size_t index)
{
	const struct metric *all = s->in->metrics;

	if (!index || !same_group(&all[index - 1], &all[index]))
		*LIST_ADD(s->sc, &s->groups) =
			(struct group){ .line = line_of(s, &all[index]), .first = index };
	return &s->groups.at[s->groups.n - 1];
}

static void place_all(struct summing *s)
{
	struct places *places = places_new(s->sc, s->in);

	for (size_t i = 0; i < s->in->n_metrics; i++) {
		struct group *g = group_of(s, i);
		int at = s->place[i] = places_find(places, &s->in->metrics[i]);
		g->n++;
		if (at < 0)
			continue;
		g->found++;
		g->touchpoints += s->seen[at] != s->groups.n;
		s->seen[at] = (uint32_t)s->groups.n;
	}
}

/* The one that finds most touchpoints; among equals the one that has it in fewest rows, broken down by nothing more. */
static bool is_better(const struct group *a, const struct group *b)
{
	if (a->touchpoints != b->touchpoints)
		return a->touchpoints > b->touchpoints;
	if (a->found != b->found)
		return a->found < b->found;
	return a->n < b->n;
}

static void choose(struct summing *s)
{
	for (size_t i = 0; i < s->groups.n; i++) {
		if (s->groups.at[i].line == NO_LINE)
			continue;
		size_t *best = &s->best.at[s->groups.at[i].line];
		if (!*best || is_better(&s->groups.at[i], &s->groups.at[*best - 1]))
			*best = i + 1;
	}
}

static void add(struct map_sum *to, const struct metric *m, enum metric_way way)
{
	double largest = to->rows && to->amount > m->largest ? to->amount : m->largest;

	to->amount = way == METRIC_LARGEST ? largest : to->amount + m->amount;
	to->from_us = !to->rows || m->from_us < to->from_us ? m->from_us : to->from_us;
	to->to_us = !to->rows || m->to_us > to->to_us ? m->to_us : to->to_us;
	to->rows += m->rows;
}

static void finish(struct map_sum *sum, enum metric_way way)
{
	if (sum->rows && way == METRIC_MEAN)
		sum->amount /= (double)sum->rows;
}

static void fill_line(struct summing *s, size_t line)
{
	struct map_sums *to = &s->map->sums.at[line];
	const struct group *g = &s->groups.at[s->best.at[line] - 1];

	for (size_t i = g->first; i < g->first + g->n; i++)
		add(s->place[i] < 0 ? &to->elsewhere : &to->at[s->place[i]], &s->in->metrics[i], to->way);
	for (size_t t = 0; t < s->map->touchpoints.n; t++) {
		to->touchpoints += to->at[t].rows > 0;
		finish(&to->at[t], to->way);
	}
	finish(&to->elsewhere, to->way);
}

/* --- their order --------------------------------------------------------------------------------- */

static double size_of(const struct map_sums *line, size_t touchpoints)
{
	double size = 0;

	for (size_t t = 0; t < touchpoints; t++)
		size += line->at[t].rows ? line->at[t].amount : 0;
	return size;
}

/* "RageClickCount: pagesViews": a number beside the number. */
static bool is_aside(const struct map_sums *line)
{
	return str_has(line->name, STR(": "));
}

struct ranked {
	struct map_sums line;
	double size;
};

/* Those of touchpoints, nothing but zeros last; money before counts, counts before what is not added; the largest. */
static int by_size(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;
	const int keys[][2] = {
		{ !a->line.touchpoints, !b->line.touchpoints },
		{ a->size == 0, b->size == 0 },
		{ is_aside(&a->line), is_aside(&b->line) },
		{ !a->line.currency.p, !b->line.currency.p },
		{ (int)a->line.way, (int)b->line.way },
	};

	for (size_t i = 0; i < COUNT_OF(keys); i++)
		if (keys[i][0] != keys[i][1])
			return keys[i][0] - keys[i][1];
	if (a->size < b->size || a->size > b->size)
		return a->size > b->size ? -1 : 1;
	int names = str_compare(a->line.name, b->line.name);
	return names ? names : str_compare(a->line.currency, b->line.currency);
}

static void put_in_order(struct summing *s)
{
	size_t n = s->map->sums.n;
	struct ranked *all = NEW_ARRAY(s->sc, struct ranked, n + 1);

	for (size_t i = 0; i < n; i++)
		all[i] = (struct ranked){ s->map->sums.at[i],
			size_of(&s->map->sums.at[i], s->map->touchpoints.n) };
	qsort(all, n, sizeof *all, by_size);
	for (size_t i = 0; i < n; i++)
		s->map->sums.at[i] = all[i].line;
}

void map_sum_up(struct scope *sc, struct map *map, const struct map_input *in)
{
	struct summing s = { .sc = sc, .in = in, .map = map, .lines = names_new(sc) };

	if (!in->n_metrics)
		return;
	s.place = NEW_ARRAY(sc, int, in->n_metrics);
	s.seen = NEW_ARRAY(sc, uint32_t, map->touchpoints.n + 1);
	place_all(&s);
	choose(&s);
	map->sums_left_out = names_count(s.lines) - map->sums.n;
	for (size_t i = 0; i < map->sums.n; i++)
		fill_line(&s, i);
	put_in_order(&s);
}

size_t map_sums_shown(const struct map *map)
{
	size_t n = 0;

	while (n < map->sums.n && n < MAP_SUMS && map->sums.at[n].touchpoints)
		n++;
	return n;
}

size_t map_sums_more(const struct map *map)
{
	size_t n = map_sums_shown(map);

	while (n < map->sums.n && map->sums.at[n].touchpoints)
		n++;
	return n - map_sums_shown(map);
}

/* --- what is no touchpoint's --------------------------------------------------------------------- */

enum { NAMED = 4, NAME_LETTERS = 60 };

struct str map_sums_sentence(struct scope *sc, const struct map *map)
{
	struct buf *b = buf_new(sc, 4000);
	size_t n = 0;

	for (size_t i = 0; i < map->sums.n; i++) {
		const struct map_sums *line = &map->sums.at[i];
		if (!line->elsewhere.rows || line->elsewhere.amount == 0 || line->way != METRIC_ADDED)
			continue;
		if (n++ >= NAMED)
			continue;
		struct str name = str_short(sc, line->name, NAME_LETTERS);
		struct str amount = metric_amount(sc, line->elsewhere.amount, line->currency);
		buf_printf(b, "%s%.*s\xc2\xa0%.*s", n > 1 ? ", " : "", STR_ARG(name), STR_ARG(amount));
	}
	if (!n)
		return (struct str){ 0 };
	if (n > NAMED)
		buf_printf(b, " and %zu more", n - NAMED);
	return str_of(scope_printf(
		sc, "Sums that are of no touchpoint count for the whole map: %.*s.", STR_ARG(buf_str(b))));
}
