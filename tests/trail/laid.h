/* laid - images out of lists of events, as the store lays them out.
 *
 *	struct image *im = laid_main(sc, path, events, n, &(struct laid_wish){ .kinds = 5 });   // sealed
 *	struct image *fresh = laid_fresh(sc, events, n, kinds);        // of those customers alone who are there
 *	same_layout(sc, &im->part, &log);                              // against the log, column by column
 */
#pragma once

#include "random_log.h"
#include "trail/parts.h"

struct laid_wish {
	uint32_t rows, kinds; /* at least so many */
	size_t passes;        /* ranges of rows; 0: one */
	unsigned workers;
};

struct image *laid_main(struct scope *sc, const char *path, const struct trail_event *at, size_t n,
	const struct laid_wish *wish);
struct image *laid_fresh(struct scope *sc, const struct trail_event *at, size_t n, uint32_t kinds);

/* The log as two parts: every third customer's whole history stands in the delta, half of it in the main part too. */
const struct trail *laid_two(struct scope *sc, const struct slow_log *log);

/* The facts of an image of these events. */
struct image_facts laid_facts(const struct trail_event *at, size_t n);

/* The part has the log's events in their order, each with what belongs to it, and the kinds are counted. */
void same_layout(struct scope *sc, const struct image *im, const struct slow_log *log);

/* A file in a folder that goes with the process's end; one name at a time. */
char *laid_path(struct scope *sc, const char *name);
void laid_sweep(void);
