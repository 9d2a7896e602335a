/* collector - the paths that events come to: Segment's calls, a pixel, a beacon, webhooks.
 *
 *	struct routes table = collector_routes();
 *
 * Answered when the bytes are safe (store/inbox.h): 200 with what became of each event; 400 where the body is no JSON,
 * 401 for a key that is nobody's, 403 for a page from elsewhere, 413, 415, and 503 with Retry-After where there is no room.
 */
#pragma once

#include "serve/route.h"

struct routes collector_routes(void);
