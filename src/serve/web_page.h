/* web_page - the page that people see in a browser, built of ui/ and lying in the program, packed.
 *
 *	struct routes table = web_page_routes();
 *	// GET /, /wend.svg, /page/{file}
 */
#pragma once

#include "serve/route.h"

/* ui/pack.mjs writes them. */
struct web_file {
	const char *path; /* below ui/dist: "page/index-Ab3.js" */
	const char *type;
	const unsigned char *packed; /* gzip */
	size_t n_packed;
	size_t n; /* unpacked */
	uint64_t hash;
};

extern const struct web_file web_files[];
extern const size_t web_files_n;

struct routes web_page_routes(void);
