/* openapi - the API described by its own rows: OpenAPI 3.1, and a page that people read.
 *
 *	json_t *doc = openapi_document(tables, n);         // the caller's to json_decref
 *	openapi_page(doc, out);                            // HTML without a script
 */
#pragma once

#include <jansson.h>

#include "serve/route.h"

json_t *openapi_document(const struct routes *tables, size_t n);
void openapi_page(const json_t *document, struct buf *out);

/* GET /api/v1/openapi.json and GET /api/v1/docs */
struct routes openapi_routes(void);
