/* publish - a map's draft becomes a version: frozen with all its numbers, without the words of customers.
 *
 *	struct published v = { .author = STR("anna"), .note = STR("before the new checkout"), .published_us = now };
 *	if (!publish(sc, study, saved, &(struct publish_wish){ .version = &v, .has_state = false })) ...
 *	struct shown *old = publish_show(sc, ws->documents, STR("buying"), 1);     // its JSON, quotes looked up again
 *
 * Quotes are kept as places (which import, row, part and clause).  When a version is shown they are looked up; those of
 * people who were erased since are gone and counted.
 */
#pragma once

#include "answer/measures.h"
#include "map/map.h"
#include "store/published.h"

struct publish_wish {
	struct published *version; /* author, note, published_us given; the rest is filled in */
	bool has_state;            /* version->state is wished, else the draft's */
	const struct str *remarks; /* said on the map */
	size_t n_remarks;
};

bool publish(struct scope *sc, struct study *study, const struct saved_map *draft,
	const struct publish_wish *wish) MUST_USE;

/* The same in two steps: first everything that takes time, then published_add within somebody's transaction. */
struct publish_quotes {
	struct published_quote *at;
	size_t n, room;
};
bool publish_prepare(struct scope *sc, struct study *study, const struct saved_map *draft,
	const struct publish_wish *wish, struct publish_quotes *quotes) MUST_USE;

struct shown {
	struct published *version;
	struct str json; /* as `wend map --json`, with "version" */
	size_t quotes;   /* that it had */
	size_t gone;     /* of these: not there any more */
};

struct shown *publish_show(struct scope *sc, struct documents *docs, struct str map, int64_t no) MUST_USE;

/* As it was on the day; and as it is drawn, where the first of its remarks says which version it is. */
struct map *publish_read(struct scope *sc, const struct shown *shown) MUST_USE;
struct map *publish_map(struct scope *sc, const struct shown *shown) MUST_USE;

/* What the map as it is now is compared by: of its personas' customers, of journeys that start in the period. */
struct measures *publish_measures(struct scope *sc, struct study *study, const struct definition *def,
	bool has_period, int64_t from_s, int64_t to_s) MUST_USE;
