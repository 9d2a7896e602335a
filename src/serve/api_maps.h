/* api_maps - the API's maps: their definitions, their numbers, their pictures. */
#pragma once

#include "serve/route.h"

struct routes api_maps_routes(void);
