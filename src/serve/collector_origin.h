/* collector_origin - what lets a browser send from another site (CORS): which origins may, says the write key.
 *
 *	origin_allow(req, reply);                  // the headers of the answer itself
 *
 * A preflight has no key yet, so it is answered for any origin; what it then sends is refused by its key.
 */
#pragma once

#include "serve/route.h"

void origin_allow(struct request *req, struct reply *reply);
enum answered origin_preflight(struct request *req, struct reply *reply);
