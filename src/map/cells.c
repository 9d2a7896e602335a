#include "map/cells.h"

#include "base/buf.h"
#include "map/gaps.h"

static void add_cell(struct scope *sc, struct map_lane *lane, size_t at, struct str text, enum basis basis)
{
	*LIST_ADD(sc, &lane->cells[at].cells) = (struct map_cell){ .text = text, .basis = basis };
}

/* A cell of a stage stands at the stage's first touchpoint. */
static int place_of(const struct map *map, struct str at)
{
	for (size_t i = 0; i < map->touchpoints.n; i++)
		if (str_equal(map->touchpoints.at[i].id, at))
			return (int)i;
	for (size_t s = 0; s < map->stages.n; s++)
		if (str_equal(map->stages.at[s].id, at) && map->stages.at[s].count)
			return (int)map->stages.at[s].first;
	return -1;
}

static void written(
	struct scope *sc, const struct map *map, struct map_lane *lane, const struct definition *def)
{
	for (size_t i = 0; i < def->cells.n; i++) {
		const struct definition_cell *cell = &def->cells.at[i];
		int at = place_of(map, cell->at);
		if (at < 0 || !str_same(cell->lane, str_of(lane_key(lane->lane))))
			continue;
		struct map_cell *to = LIST_ADD(sc, &lane->cells[at].cells);
		*to = (struct map_cell){ .text = cell->text,
			.basis = cell->basis,
			.written = true,
			.attachments = cell->attachments };
		if (!str_equal(map->touchpoints.at[at].id, cell->at))
			to->stage = cell->at;
	}
}

/* Where a touchpoint gathers several events, what customers do there is worth saying. */
static void observed_actions(struct scope *sc, const struct map *map, struct map_lane *lane)
{
	enum { SHOWN = 3 };

	for (size_t i = 0; i < map->touchpoints.n; i++) {
		const struct map_touchpoint *t = &map->touchpoints.at[i];
		struct buf *b = buf_new(sc, 2000);
		if (!count_is_told(t->figures.events))
			continue;
		for (size_t k = 0; t->events.n > 1 && k < t->events.n && k < SHOWN; k++)
			buf_printf(b, "%s%.*s %.0f %%", k ? ", " : "", STR_ARG(t->events.at[k].name),
				100.0 * (double)t->events.at[k].events / (double)t->figures.events);
		if (t->events.n > SHOWN)
			buf_printf(b, " and %zu more", t->events.n - SHOWN);
		if (buf_len(b))
			add_cell(sc, lane, i, buf_str(b), BASIS_OBSERVED);
	}
}

static void observed_pains(struct scope *sc, const struct map *map, struct map_lane *lane)
{
	for (size_t i = 0; i < map->touchpoints.n; i++) {
		const struct map_figures *f = &map->touchpoints.at[i].figures;
		if (f->critical)
			add_cell(sc, lane, i,
				str_of(scope_printf(sc,
					f->drop_off.value >= .9
						? "Journeys end here without the goal: %.0f\xc2\xa0%% (%.0f to %.0f\xc2\xa0%%)"
						: "Critical moment: %.0f\xc2\xa0%% give up here (%.0f to %.0f\xc2\xa0%%)",
					f->drop_off.value * 100, f->drop_off.low * 100,
					f->drop_off.high * 100)),
				BASIS_OBSERVED);
	}
}

static void observed_gaps(struct scope *sc, const struct map *map, struct map_lane *lane)
{
	for (size_t i = 0; i < map->gaps.n; i++)
		add_cell(sc, lane, (size_t)map->gaps.at[i].touchpoint, map_gap_words(sc, &map->gaps.at[i]),
			BASIS_OBSERVED);
}

static void observed(struct scope *sc, const struct map *map, struct map_lane *lane)
{
	if (lane->lane == LANE_ACTIONS)
		observed_actions(sc, map, lane);
	if (lane->lane == LANE_PAINS)
		observed_pains(sc, map, lane);
	if (lane->lane == LANE_EXPECTED)
		observed_gaps(sc, map, lane);
}

void map_fill_observed(struct scope *sc, struct map *map)
{
	for (size_t k = 0; k < map->lanes.n; k++)
		if (map->lanes.at[k].cells)
			observed(sc, map, &map->lanes.at[k]);
}

static void add_lane(struct scope *sc, struct map *map, const struct definition *def, enum lane lane)
{
	struct map_lane *to = LIST_ADD(sc, &map->lanes);

	to->lane = lane;
	if (lane_is_drawn(lane))
		return;
	to->cells = NEW_ARRAY(sc, struct map_cells, map->touchpoints.n + 1);
	written(sc, map, to, def);
	observed(sc, map, to);
}

void map_fill_lanes(struct scope *sc, struct map *map, const struct definition *def)
{
	enum lane lane;

	for (int i = 0; !def->lanes.n && i < LANES; i++)
		add_lane(sc, map, def, (enum lane)i);
	for (size_t i = 0; i < def->lanes.n; i++)
		if (lane_find(def->lanes.at[i], &lane))
			add_lane(sc, map, def, lane);
}

static struct map_lane *notes_lane(struct scope *sc, struct map *map)
{
	for (size_t i = 0; i < map->lanes.n; i++)
		if (map->lanes.at[i].lane == LANE_TEXT)
			return &map->lanes.at[i];
	struct map_lane *lane = LIST_ADD(sc, &map->lanes);
	lane->lane = LANE_TEXT;
	lane->cells = NEW_ARRAY(sc, struct map_cells, map->touchpoints.n + 1);
	return lane;
}

static struct str note_words(struct scope *sc, const struct map_note *note)
{
	bool about = note->about.n > 0;

	return str_of(scope_printf(sc, "\"%.*s\" — %.*s%s%.*s", STR_ARG(note->text), STR_ARG(note->author),
		about ? ", " : "", about ? (int)note->about.n : 0, about ? note->about.p : ""));
}

void map_fill_notes(struct scope *sc, struct map *map, const struct map_input *in)
{
	struct map_lane *lane = NULL;

	for (size_t i = 0; i < in->n_notes; i++) {
		int at = definition_find(in->definition, in->notes[i].touchpoint);
		if (at < 0)
			continue;
		lane = lane ? lane : notes_lane(sc, map);
		add_cell(sc, lane, (size_t)at, note_words(sc, &in->notes[i]), BASIS_REPORTED);
	}
}
