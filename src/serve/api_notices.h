/* api_notices - the routes of who can be mentioned in a comment, and of what somebody is told of comments.
 *
 *	const struct routes routes = api_notices_routes();
 *
 * Notices are written where comments are (api_papers_write.c).  A page that is open hears of them by the live stream, with
 * its user's number; who only looks has none, as they have no comments.
 */
#pragma once

#include "serve/api.h"

struct routes api_notices_routes(void);
