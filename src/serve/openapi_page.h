/* openapi_page - the API's description as a page that people read: HTML without a script.
 *
 *	openapi_page(document, STR("/s/look/docs-....css"), out);        // the document is openapi.h's
 */
#pragma once

#include <jansson.h>

#include "base/buf.h"

void openapi_page(const json_t *document, struct str style, struct buf *out);
