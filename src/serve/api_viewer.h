/* api_viewer - what viewers see of maps: the newest version that was published, and nothing of a draft.
 *
 *	int64_t no;
 *	if (!viewer_version(api, map, &no)) return false;             // 404 where nothing is published, draft or not
 *	if (no) ... published_get(sc, docs, map, no) ...              // else the draft: an editor asked
 *
 * It goes by the role, not by a token's grants: a token of an editor that only reads still reads drafts.
 */
#pragma once

#include "serve/api.h"
#include "store/published.h"

bool viewer_only(const struct api *api);

/* Which version is meant: by ?version=, else the newest for a viewer, else 0, the draft. */
bool viewer_version(struct api *api, struct str map, int64_t *no) MUST_USE;

/* The newest version of each map that has one, without what is frozen; `title` as it was published. */
bool viewer_published(struct api *api, struct published **heads, size_t *n) MUST_USE;
const struct published *viewer_head(const struct published *heads, size_t n, struct str map); /* NULL: none */

/* A number that is another one whenever a map was published. */
uint64_t viewer_state(const struct published *heads, size_t n);
