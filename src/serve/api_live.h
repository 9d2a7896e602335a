/* api_live - open pages told of what changes, as server-sent events. */
#pragma once

#include "serve/route.h"

struct routes api_live_routes(void);
