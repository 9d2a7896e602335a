/* api_papers - the routes of what people write beside maps: personas, segments, touchpoints, channels, opportunities,
 * comments.
 *
 *	const struct routes routes = api_papers_routes();
 *
 * Seven routes a kind, all the same: listed, one, its history, made, changed, removed, brought back.  The kind stands in
 * the route's path.
 */
#pragma once

#include "serve/api_ask.h"
#include "store/papers.h"

struct routes api_papers_routes(void);

/* Which kind the request is about. */
enum paper_kind api_papers_kind(const struct api *api);

bool api_papers_list(struct api *api);
bool api_papers_get(struct api *api);
bool api_papers_history(struct api *api);

bool api_papers_put(struct api *api); /* made, too */
bool api_papers_remove(struct api *api);
bool api_papers_restore(struct api *api);
