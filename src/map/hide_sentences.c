#include "map/cells.h"
#include "map/cells_voice.h"
#include "map/gaps.h"
#include "map/hide_parts.h"
#include "map/sentences.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool has_digit(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (is_digit(s.p[i]))
			return true;
	return false;
}

/* A cell that a person wrote as assumed may have any number in it; all others may have one that rests on few. */
static void drop_cells(struct map_cells *cells)
{
	size_t kept = 0;

	for (size_t k = 0; k < cells->cells.n; k++)
		if (cells->cells.at[k].basis == BASIS_ASSUMED || !has_digit(cells->cells.at[k].text))
			cells->cells.at[kept++] = cells->cells.at[k];
	cells->cells.n = kept;
}

static void redo_cells(struct hider *h)
{
	struct map *map = h->map;

	for (size_t k = 0; k < map->lanes.n; k++)
		for (size_t i = 0; map->lanes.at[k].cells && i < map->touchpoints.n; i++)
			drop_cells(&map->lanes.at[k].cells[i]);
	map_fill_observed(h->sc, map);
	map_fill_voices(h->sc, map);
}

/* --- remarks ----------------------------------------------------------------------------------------------- */

/* Below the least, or so near to all that the rest is. */
static bool is_few(const struct hider *h, uint64_t n)
{
	return n < h->least || hide_leaves_few(h, h->map->customers, n) ||
	       hide_leaves_few(h, h->map->journeys.total, n);
}

/* "7 customers", "2 rows": a whole number of few, which is no part of a time, a date, a name, a per cent. */
static bool few_at(const struct hider *h, struct str s, size_t *at)
{
	size_t from = *at;
	uint64_t n = 0;

	while (*at < s.n && (is_digit(s.p[*at]) || s.p[*at] == ',')) {
		n = is_digit(s.p[*at]) && n < UINT32_MAX ? n * 10 + (uint64_t)(s.p[*at] - '0') : n;
		(*at)++;
	}
	bool begins = from == 0 || strchr(" (\"", s.p[from - 1]) != NULL;
	bool ends = *at == s.n || strchr(" .;)\"\xc2", s.p[*at]) != NULL;
	bool decimal = *at + 1 < s.n && s.p[*at] == '.' && is_digit(s.p[*at + 1]);
	return begins && ends && !decimal && is_few(h, n);
}

static bool tells_few(const struct hider *h, struct str s)
{
	for (size_t i = 0; i < s.n;) {
		if (!is_digit(s.p[i]))
			i++;
		else if (few_at(h, s, &i))
			return true;
	}
	return false;
}

/* A whole that is not told stands in remarks, too. */
static bool remark_may_stay(const struct hider *h, struct str s)
{
	bool other = str_has(s, STR("unsorted")) && !count_is_told(h->map->unsorted.events);

	return !other && !tells_few(h, s) && (count_is_told(h->map->customers) || !has_digit(s));
}

static void redo_remarks(struct hider *h)
{
	struct map *map = h->map;
	size_t kept = 0;

	for (size_t i = 0; i < map->remarks.n; i++)
		if (remark_may_stay(h, map->remarks.at[i]))
			map->remarks.at[kept++] = map->remarks.at[i];
	map->remarks.n = kept;
	*LIST_ADD(h->sc, &map->remarks) = str_of(scope_printf(h->sc,
		"Numbers that rest on fewer than %llu customers or journeys are not shown, nor those that would give them"
		" away.",
		(unsigned long long)h->least));
}

/* --- findings ---------------------------------------------------------------------------------------------- */

/* It is true only of a map that shows all who leave. */
static void drop_none_critical(struct map *map)
{
	size_t kept = 0;

	for (size_t i = 0; i < map->findings.n; i++)
		if (!str_starts(map->findings.at[i], STR("No critical moment")))
			map->findings.at[kept++] = map->findings.at[i];
	map->findings.n = kept;
}

void hide_sentences(struct hider *h)
{
	struct map *map = h->map;

	map->findings.n = 0;
	for (size_t i = 0; i < map->touchpoints.n; i++)
		map->touchpoints.at[i].strongest = map->touchpoints.at[i].weakest = false;
	map_find(h->sc, map);
	drop_none_critical(map);
	if (map->plan)
		*LIST_ADD(h->sc, &map->findings) = map_plan_words(h->sc, map->plan);
	redo_cells(h);
	redo_remarks(h);
}
