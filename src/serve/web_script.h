/* web_script - wend.js, out of the binary: the script that web sites put into their pages (docs/web-script.md).
 *
 *	struct routes table = web_script_routes();
 */
#pragma once

#include "serve/route.h"

struct routes web_script_routes(void);
