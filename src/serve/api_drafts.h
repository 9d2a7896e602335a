/* api_drafts - the routes of a map's draft: operations, undoing, its revisions, what comes back. */
#pragma once

#include "serve/route.h"

struct routes api_drafts_routes(void);
