/* web_script - wend.js, which shops' pages fetch from the server that they send to (script/ is its source).
 *
 *	struct routes table = web_script_routes();
 */
#pragma once

#include "serve/route.h"

struct routes web_script_routes(void);
