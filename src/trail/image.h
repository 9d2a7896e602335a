/* image - a trail's bytes, as they lie in its file and in memory alike: a header, then columns, then checksums.
 *
 *	struct image_plan plan = { .rows = n, .events = m, ... };
 *	struct image *im = image_new(sc, "shop/trail/main", &plan);     // NULL instead of the path: in memory
 *	... the columns are filled through im->part ...
 *	image_seal(sc, im, &facts);                                     // checksums, synced, renamed: now it is there
 *	const struct image *im = image_open(sc, path);                  // NULL: not there, damaged, older, foreign
 *	image_close(im);
 *
 * A file is written under another name, synced and renamed, so there is a whole one or none.  It is a cache: whoever
 * finds it damaged builds it again.
 */
#pragma once

#include "trail/trail.h"

/* How many bytes a column takes is settled beforehand; ratings and values may turn out fewer. */
struct image_plan {
	uint32_t rows, kinds;
	uint64_t events, ratings, values;
	bool coded; /* rows have codes of their own: a delta */
	bool cases;
	int64_t from_us, to_us;
};

/* What the trail was built of, as its owner tells one state of the evidence from another. */
struct image_mark {
	uint64_t watermark;  /* of the evidence: all up to here is in */
	uint64_t evidence;   /* hash of what there was up to the watermark */
	uint64_t dictionary; /* kinds */
	uint64_t identity;   /* version of who is who */
	uint64_t under;      /* a delta's: the sum of the main part that it belongs to; 0 of a main part */
};

struct image_facts {
	struct image_mark mark;
	int64_t from_us, to_us;
	int64_t silence_s;
	bool silence_learnt;
};

struct image {
	struct image_facts facts;
	uint64_t sum; /* of all bytes, through the columns' own */
	uint32_t kinds;
	struct trail_part part; /* its pointers lead into the image */
	uint64_t *kind_events;  /* [kinds] */
	int64_t *kind_newest;

	char *bytes; /* the whole; in memory it lives in the scope */
	size_t size;
	char *path, *path_new; /* NULL: in memory */
	int fd;                /* -1: in memory */
	bool sealed;
};

struct image *image_new(struct scope *sc, const char *path, const struct image_plan *plan) MUST_USE;
bool image_seal(struct scope *sc, struct image *im, const struct image_facts *facts) MUST_USE;
struct image *image_open(struct scope *sc, const char *path) MUST_USE;
void image_close(struct image *im); /* takes NULL; what was not sealed is removed */

/* How many ratings and values there is room for. */
struct image_plan image_room(const struct image *im);

/* Columns to write to: the same memory as im->part's. */
#define IMAGE_COLUMN(type, column) ((type *)(uintptr_t)(const void *)(column))
