/* basics - the paths that a machine asks: whether the server is well, and what it counts.
 *
 *	struct routes table = basics_routes();
 */
#pragma once

#include "serve/route.h"

struct routes basics_routes(void);
