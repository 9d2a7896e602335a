#include "serve/api_live.h"

#include "serve/api_viewer.h"
#include "serve/live.h"

enum { AGAIN_S = 30 };

/* clang-format off */
static const struct shape_field queries[] = {
	{ "map", SHAPE_TEXT, 0, .least = 1, .most = 200, .about = "the map that is looked at: others are told so; for viewers, one that is published" },
};
/* clang-format on */

/* What a browser saw last, when it comes again by itself. */
static uint64_t seen(struct api *api)
{
	int64_t no;

	return str_integer(request_header(api->req, "Last-Event-ID"), &no) && no > 0 ? (uint64_t)no : 0;
}

static bool run_live(struct api *api)
{
	struct live_page page = { .map = request_query(api->req, "map"),
		.who = api->visitor.name,
		.user = api->visitor.user,
		.edits = (api->visitor.grants & GRANT_WRITE) != 0,
		.after = seen(api) };
	int64_t no;

	/* Who works on a draft is no more for viewers than the draft is. */
	if (page.map.p && !viewer_version(api, page.map, &no))
		return false;
	struct stream *stream = live_join(api->sc, api->house->live, &page);
	if (!stream) {
		reply_add(api->reply, "Retry-After", str_of(scope_printf(api->sc, "%d", AGAIN_S)));
		return api_problem(api, 503, "%s", api->sc->why);
	}
	api_stream(api, stream);
	return true;
}

/* clang-format off */
static const struct api_row live_row = { .name = "watch", .about = "What changes, and who else looks at the map, as server-sent events: change, people, missed.",
	.group = "live", .grant = GRANT_READ, .gives_type = "text/event-stream", .queries = queries, .n_queries = COUNT_OF(queries), .run = run_live };

static const struct route rows[] = {
	{ METHOD_GET, "/api/v1/live", ROUTE_WORKER, 0, api_answer, false, &live_row },
};
/* clang-format on */

struct routes api_live_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
