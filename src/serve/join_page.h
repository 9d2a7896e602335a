/* join_page - what an invitation or a link for a new password opens in a browser (docs/doors.md).
 *
 *	struct routes table = join_page_routes();
 *
 * GET /join/{link} is the form, POST /join/{link} sets the password, once, by the rules of POST /api/v1/links/{link}
 * (doors/handover.h).  Nobody is signed in by it.
 */
#pragma once

#include "serve/route.h"

struct routes join_page_routes(void);
