/* layout - a workspace's trail: opened where it still holds, brought up to date where it does not.
 *
 *	struct layout *l = layout_open(sc, ws, dictionary, progress, to);
 *	l->trail
 *	layout_close(l);
 *
 * The trail lies in the workspace's folder trail/ and is a cache: lost, damaged, of another state of the evidence or
 * of another program, it is made again from the events.  What came since it was made goes into a delta beside it;
 * when that is more than a tenth, both become one.  Where nothing can be written, all is done in memory.
 */
#pragma once

#include "store/workspace.h"
#include "trail/parts.h"

struct layout {
	const struct trail *trail;
	struct image *main, *delta; /* delta NULL: there is none */
	bool made;                  /* not found as it is, but made or brought up to date now */
};

/* Told now and then how many of all events are laid out; NULL: nobody asks. */
typedef void (*layout_progress_fn)(void *to, uint64_t done, uint64_t all);

/* Of a workspace with at least one event. */
struct layout *layout_open(struct scope *sc, struct workspace *ws, const struct dictionary *dictionary,
	layout_progress_fn progress, void *to) MUST_USE;
void layout_close(struct layout *l); /* takes NULL */
