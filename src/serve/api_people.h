/* api_people - the API's users, tokens and share links, and the log of who did what. */
#pragma once

#include "serve/route.h"

struct routes api_people_routes(void);
