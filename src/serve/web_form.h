/* web_form - what a page's form sends: application/x-www-form-urlencoded, from a page of this server.
 *
 *	if (!web_form_from_here(req)) ...                           // another site's page: 403
 *	if (!web_form_is(req)) ...                                  // of another type: 415
 *	struct str password = web_form_text(req, "password");       // p NULL: it is not there, too long, or no text
 */
#pragma once

#include "serve/request.h"

enum { WEB_FORM_MOST = 4096 /* bytes of a form */, WEB_FORM_TEXT_MOST = 800 /* bytes of one text of it */ };

bool web_form_from_here(const struct request *req);
bool web_form_is(const struct request *req);
struct str web_form_text(struct request *req, const char *name);
