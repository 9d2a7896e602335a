/* share_page - what a share link opens: the map as a page, behind its password where it has one (docs/sharing.md).
 *
 *	struct routes table = share_page_routes();
 *
 * GET /s/{link}, POST /s/{link} with the password, GET /s/{link}/map.svg.  Nobody signs in here: the link is the key
 * (doors/share.h), and what it hides is taken out before anything is drawn (map/hide.h).
 */
#pragma once

#include "serve/route.h"

struct routes share_page_routes(void);
