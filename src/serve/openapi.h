/* openapi - the API described by its own rows: OpenAPI 3.1, and where it is served, as a page, too (openapi_page.h).
 *
 *	json_t *doc = openapi_document(tables, n);         // the caller's to json_decref
 */
#pragma once

#include <jansson.h>

#include "serve/route.h"

json_t *openapi_document(const struct routes *tables, size_t n);

/* GET /api/v1/openapi.json and GET /api/v1/docs */
struct routes openapi_routes(void);
