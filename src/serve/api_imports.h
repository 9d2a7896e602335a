/* api_imports - files over HTTP: sent in pieces, looked at, taken in while one watches, taken back. */
#pragma once

#include "serve/route.h"

struct routes api_imports_routes(void);
