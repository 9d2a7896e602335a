#include "serve/web_script.h"

#include <xxhash.h>

enum { KEPT_S = 3600 /* a new version of the server is in all pages within an hour */ };

extern const char wend_js_start[], wend_js_end[];

static enum answered answer(struct request *req, struct reply *reply)
{
	struct str script = { wend_js_start, (size_t)(wend_js_end - wend_js_start) };

	reply_text(reply, "text/javascript; charset=utf-8", script);
	reply_add(reply, "Access-Control-Allow-Origin", STR("*"));
	reply_add(reply, "Cross-Origin-Resource-Policy", STR("cross-origin"));
	reply_tag_public(req, reply, XXH3_64bits(script.p, script.n), KEPT_S);
	return ANSWERED;
}

/* clang-format off */
static const struct route rows[] = {
	{ METHOD_GET, "/wend.js", ROUTE_HERE, 0, answer, true, NULL },
};
/* clang-format on */

struct routes web_script_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
