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

/* For server_wish, of any request: its body's ceiling by the limits; and whether the key in its headers, query or path
 * opens anything, before its body is unpacked where it is packed. */
size_t collector_room(const struct request *req);
bool collector_door(struct request *req, struct reply *reply);
