/* api_once - the header Idempotency-Key: what changes something is done once, however often it is sent.
 *
 *	if (api_once_begin(api) && row->run(api)) ...            // false: the reply is made already
 *	api_once_end(api);
 *
 * What was done is answered again as it was for a day; of a refusal nothing is kept, for it changed nothing.  A key goes
 * with one request: the same key with another method, path or body is refused.
 */
#pragma once

#include "serve/api.h"

#define API_ONCE_HEADER "Idempotency-Key"

/* Whether a route heeds the header: documented where it does. */
bool api_once_heeds(enum method method, const struct api_row *row);

bool api_once_begin(struct api *api) MUST_USE;
void api_once_end(struct api *api);
