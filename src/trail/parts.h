/* parts - one trail out of its images, and images out of trails: what is new stands in a delta until it is much.
 *
 *	const struct trail *t = trail_of_images(sc, main, delta);         // delta NULL: all is in the main part
 *	parts_clash(main, fresh, clash);                                  // whose order only microseconds can tell
 *	struct image *delta = parts_delta(sc, path, main, fresh, whole);  // their whole histories, merged
 *	struct image *all = parts_join(sc, path, t);                      // main and delta become one
 *
 * In a trail times are whole seconds; which of two events of one second comes first was settled when it was built.
 * Where an old event and a new one share a second, that customer's history has to be read again as a whole.
 */
#pragma once

#include "trail/image.h"

/* The images must outlive it. */
const struct trail *trail_of_images(struct scope *sc, const struct image *main, const struct image *delta);

/* Sets a bit for each row of `fresh` (new events only) with a second in common with the customer's history in
 * `main`; comes back with their number. */
uint32_t parts_clash(const struct trail_part *main, const struct trail_part *fresh, uint64_t *clash);

/* `fresh` has the new events of its customers, or, of those whose bit is set in `whole` (NULL: none), all of them.
 * It knows all kinds that `main` knows.  The image is not sealed yet. */
struct image *parts_delta(struct scope *sc, const char *path, const struct image *main,
	const struct image *fresh, const uint64_t *whole) MUST_USE;

/* Main and delta as one main part; not sealed yet. */
struct image *parts_join(struct scope *sc, const char *path, const struct trail *trail) MUST_USE;
