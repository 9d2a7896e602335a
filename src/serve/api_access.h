/* api_access - the API's doors: the first admin, signing in and out, oneself, a second factor, links handed over. */
#pragma once

#include "serve/route.h"

struct routes api_access_routes(void);
