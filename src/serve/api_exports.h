/* api_exports - everything of the workspace over HTTP, as files. */
#pragma once

#include "serve/route.h"

struct routes api_exports_routes(void);
