/* api_versions - the routes of a map's versions: published, listed, shown, compared. */
#pragma once

#include "serve/route.h"

struct routes api_versions_routes(void);
