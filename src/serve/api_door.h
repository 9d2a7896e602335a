/* api_door - who asks the API, and whether they may: a session's cookie, or a token.
 *
 *	if (!api_door(api)) ...                  // the reply is made: 401, 403, 429
 *	api->visitor
 *
 * With a cookie, whatever changes something needs the session's own X-CSRF-Token; a token in the Authorization header
 * needs none, for no other site's page can send it.
 */
#pragma once

#include "serve/api.h"

#define API_COOKIE "wend_session"

bool api_door(struct api *api) MUST_USE;
void api_set_cookie(struct api *api, struct str ticket); /* empty: it goes */
