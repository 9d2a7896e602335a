/* api_demo - a workspace that is empty is filled with a simulated shop, so that people see what comes of data. */
#pragma once

#include "serve/route.h"

struct routes api_demo_routes(void);
