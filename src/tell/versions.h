/* versions - a map's revisions and versions, as JSON.
 *
 *	tell_version(sc, &j, &versions[0]);          // one, into a list that is open; name NULL
 *	tell_history(sc, map, &history, out);        // {"map":"buying","revisions":[...],"versions":[...]}
 */
#pragma once

#include "base/json.h"
#include "store/draft.h"
#include "store/published.h"

struct map_history {
	struct draft_revision *revisions;
	struct published *versions;
	size_t n_revisions, n_versions;
};

void tell_version(struct scope *sc, struct json *j, const struct published *v);
void tell_history(struct scope *sc, struct str map, const struct map_history *h, struct buf *out);

/* {"map","version","revision","state","note","author","published"}: as it was published just now. */
void tell_published(struct scope *sc, const struct published *v, struct buf *out);
