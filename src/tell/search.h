/* search - texts that were found, as JSON.
 *
 *	struct voice_found *found = voice_search(sc, study, def, STR("late deliveries"), 20);
 *	tell_search(sc, &(struct search_told){ study, def, found, .to = found->n }, out);
 *
 * Personal data in a text is masked, but for those who may see it as it was written.
 */
#pragma once

#include "answer/voice_search.h"
#include "base/buf.h"

struct search_told {
	const struct study *study;
	const struct definition *definition;
	const struct voice_found *found;
	size_t from, to; /* of found->at: those that are told */
	bool written;    /* as they were written, nothing masked */
	bool paged;      /* what to ask for next is said, too: */
	struct str next; /* p NULL: that was all */
};

void tell_search(struct scope *sc, const struct search_told *t, struct buf *out);
