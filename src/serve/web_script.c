#include "serve/web_script.h"

#include <xxhash.h>

enum { KEPT_S = 3600 };

extern const char wend_js_start[], wend_js_end[];

/* Pages of any shop may load it, also ones that let nothing in that does not say so.  An hour: a new version must not
 * take days to arrive. */
static enum answered give_script(struct request *req, struct reply *reply)
{
	struct str script = { wend_js_start, (size_t)(wend_js_end - wend_js_start) };

	reply_text(reply, "text/javascript; charset=utf-8", script);
	reply_tag_public(req, reply, XXH3_64bits(script.p, script.n), KEPT_S);
	reply_add(reply, "Access-Control-Allow-Origin", STR("*"));
	reply_add(reply, "Cross-Origin-Resource-Policy", STR("cross-origin"));
	return ANSWERED;
}

static const struct route rows[] = {
	{ METHOD_GET, "/wend.js", ROUTE_HERE, 0, give_script, true, NULL },
};

struct routes web_script_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
