/* read_parts - what the files that read a map share: the map that is being read, and takers of its parts.
 *
 *	struct reading r = { .t = { .sc = sc, .user = &r }, .map = map };
 *	read_figures(&r.t, json, &map->stages.at[0].figures);
 */
#pragma once

#include "draw/take.h"
#include "map/map.h"

enum { READ_LIST = 100000 /* items of one list: event names, cells, sentences */ };

struct reading {
	struct take t;
	struct map *map;
	size_t at; /* the touchpoint that is being read */
};

static inline struct reading *reading_of(const struct take *t)
{
	return t->user;
}

struct read_events {
	LIST(struct map_event) list;
};

bool read_events(struct take *t, const json_t *json, struct read_events *into) MUST_USE;

bool read_figures(struct take *t, const json_t *json, void *into) MUST_USE; /* struct map_figures */
bool read_curves(struct take *t, const json_t *json, void *into) MUST_USE;  /* the map's; `into` is the map */
bool read_gaps(struct take *t, const json_t *json, void *into) MUST_USE;    /* into the map's, of r->at */
bool read_plan(struct take *t, const json_t *json, void *into) MUST_USE;    /* const struct map_plan * */
bool read_voice(struct take *t, const json_t *json, void *into) MUST_USE;   /* const struct voice_place * */
bool read_voices(struct take *t, const json_t *json, void *into) MUST_USE;  /* const struct voices * */
bool read_sums(struct take *t, const json_t *json, void *into) MUST_USE;    /* the map's; `into` is the map */
bool read_sums_at(struct take *t, const json_t *json, void *into) MUST_USE; /* of r->at */
bool read_lanes(struct take *t, const json_t *json, void *into) MUST_USE;   /* the map's */

/* The touchpoint of an id, refused where there is none. */
bool read_at(struct take *t, const json_t *id, size_t *at) MUST_USE;
