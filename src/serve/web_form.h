/* form - what a page's form sends: application/x-www-form-urlencoded, from a page of this server.
 *
 *	if (!form_from_here(req)) ...                           // another site's page: 403
 *	if (!form_is(req)) ...                                  // of another type: 415
 *	struct str password = form_text(req, "password");       // p NULL: it is not there, too long, or no text
 */
#pragma once

#include "serve/request.h"

enum { FORM_MOST = 4096 /* bytes of a form */, FORM_TEXT_MOST = 800 /* bytes of one text of it */ };

bool form_from_here(const struct request *req);
bool form_is(const struct request *req);
struct str form_text(struct request *req, const char *name);
