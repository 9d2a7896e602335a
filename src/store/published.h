/* published - versions of maps: a definition and its numbers as they were on the day, which nothing changes any more.
 *
 *	struct published v = { .map = id, .revision = 12, .state = MAP_CURRENT, .author = STR("anna"), ... };
 *	published_add(sc, docs, &v, quotes, n);                      // v.no says which it became
 *	struct published *old = published_get(sc, docs, STR("buying"), 1);
 *
 * A version has no words of customers: where they stood are marks, and beside it the places of the texts
 * (import, row, part).  Whoever erases a person need not look into versions.
 */
#pragma once

#include "model/definition.h"
#include "store/documents.h"

enum { PUBLISHED_NOTE = 2000, PUBLISHED_MOST = 10000 /* versions of a map */ };

struct published {
	struct str map;
	struct str title; /* of its definition; read, never given */
	int64_t no;       /* 1.. of its map */
	int64_t revision; /* of the draft that it was */
	enum map_state state;
	struct str note, author; /* note empty: none */
	int64_t published_us;
	int64_t parent;        /* the version before it; 0: it is the first */
	struct str definition; /* JSON */
	struct str frozen;     /* the map's JSON, marks for quotes */
	struct str measures;   /* JSON of what is compared */
	struct str watermark;  /* JSON of what it was computed from */
};

/* A quote: a clause of what somebody said. */
struct published_quote {
	int64_t quote; /* the number in its mark */
	int64_t import;
	uint64_t row;
	uint16_t part;
	uint32_t from, to; /* bytes of the text */
	size_t least;
};

/* Sets `no` and `parent`. */
bool published_add(struct scope *sc, struct documents *docs, struct published *version,
	const struct published_quote *quotes, size_t n) MUST_USE;

/* NULL: FAULT_NOT_FOUND, with the versions that there are. */
struct published *published_get(
	struct scope *sc, struct documents *docs, struct str map, int64_t no) MUST_USE;

/* What it was made of alone: JSON.  FAULT as published_get. */
bool published_written(
	struct scope *sc, struct documents *docs, struct str map, int64_t no, struct str *text) MUST_USE;

/* Oldest first; without definition, frozen and measures. */
bool published_of(struct scope *sc, struct documents *docs, struct str map, struct published **list,
	size_t *n) MUST_USE;

/* The newest of each map that has one, by the maps' ids; of one map alone, or of all where `map` has p NULL.  Likewise
 * without what is large. */
bool published_newest(struct scope *sc, struct documents *docs, struct str map, struct published **list,
	size_t *n) MUST_USE;

bool published_quotes(struct scope *sc, struct documents *docs, struct str map, int64_t no,
	struct published_quote **quotes, size_t *n) MUST_USE;

/* p NULL: it is not there any more. */
bool published_text(struct scope *sc, struct documents *docs, const struct published_quote *quote,
	struct str *text) MUST_USE;

/* "buying@3": map and number; *no 0 where there is no number.  FAULT_INVALID for what is none. */
bool published_name(struct scope *sc, struct str name, struct str *map, int64_t *no) MUST_USE;
