#include "base/when.h"
#include "serve/api_ask.h"
#include "serve/api_page.h"
#include "serve/api_read.h"
#include "serve/sources.h"
#include "store/evidence_pages.h"
#include "tell/sources.h"

enum { BODY = 1 << 16 };

/* clang-format off */
#define KINDS "web email social survey interview support session crm ads staff log"
#define ORIGINS(flags) { "origins", SHAPE_LIST, flags, .item = SHAPE_TEXT, .most = LIVE_ORIGINS, .about = "from where pages may send: https://shop.example; none: from anywhere" }
#define SOURCE \
	{ "id", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL }, { "name", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL }, { "kind", SHAPE_TEXT, SHAPE_NEEDED, .words = KINDS }, \
	{ "key", SHAPE_TEXT, SHAPE_NEEDED, .about = "the write key: wk_..." }, ORIGINS(SHAPE_NEEDED), \
	{ "webhook", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "whose; its secret is never told" }, \
	{ "disabled", SHAPE_BOOL, SHAPE_NEEDED, .about = NULL }, { "made", SHAPE_TIME, SHAPE_NEEDED, .about = NULL }
static const struct shape_field source_fields[] = { SOURCE };
static const struct shape source_shape = { "Source", "a source that sends events as they happen", source_fields, COUNT_OF(source_fields), false };
static const struct shape_field source_row_fields[] = {
	SOURCE,
	{ "events", SHAPE_COUNT, SHAPE_NEEDED | SHAPE_NULL, .about = "taken from it so far, but for those of the last seconds; null: the workspace is being worked on" },
	{ "last", SHAPE_TIME, SHAPE_NEEDED | SHAPE_NULL, .about = "when the newest came in" },
};
static const struct shape source_row_shape = { "SourceRow", "a live source of a list, and what came from it", source_row_fields, COUNT_OF(source_row_fields), false };
static const struct shape_field sources_fields[] = {
	{ "sources", SHAPE_LIST, SHAPE_NEEDED, .of = &source_row_shape, .about = "in the order of their making" },
	PAGE_NEXT,
};
static const struct shape sources_shape = { "Sources", "a page of live sources", sources_fields, COUNT_OF(sources_fields), false };
static const struct shape_field wish_fields[] = {
	{ "name", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = LIVE_NAME }, { "kind", SHAPE_TEXT, SHAPE_NEEDED, .words = KINDS }, ORIGINS(0),
	{ "webhook", SHAPE_TEXT, SHAPE_NULL, .words = "sendgrid postmark mailgun" },
	{ "secret", SHAPE_TEXT, SHAPE_NULL, .least = 1, .most = LIVE_SECRET, .about = "what the webhook's signatures are checked with" },
};
static const struct shape wish_shape = { "SourceWish", "a live source to be", wish_fields, COUNT_OF(wish_fields), false };
static const struct shape_field change_fields[] = {
	ORIGINS(0), { "disabled", SHAPE_BOOL, 0, .about = NULL }, { "new_key", SHAPE_BOOL, 0, .about = "true: the old key is nobody's from then on" },
};
static const struct shape change_shape = { "SourceChange", "what of a live source is to be otherwise", change_fields, COUNT_OF(change_fields), false };
static const struct shape_field recent_row_fields[] = {
	{ "time", SHAPE_TIME, SHAPE_NEEDED, .about = "when it came" },
	{ "kind", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "the call, or whose webhook: track, page, sendgrid; null: it was refused unread" },
	{ "event", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "its name" },
	{ "page", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "a path, without what follows a question mark" },
	{ "refused", SHAPE_BOOL, SHAPE_NEEDED, .about = NULL },
	{ "why", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "why it was refused" },
};
static const struct shape recent_row_shape = { "RecentEvent", "an event that came in, and nothing of whose it is", recent_row_fields, COUNT_OF(recent_row_fields), false };
static const struct shape_field recent_fields[] = { { "recent", SHAPE_LIST, SHAPE_NEEDED, .of = &recent_row_shape, .most = RECENT_MOST, .about = "the newest first" } };
static const struct shape recent_shape = { "RecentEvents", "what came in last since the server began", recent_fields, COUNT_OF(recent_fields), false };
static const struct shape_field sources_queries[] = { PAGE_QUERIES };
/* clang-format on */

/* --- listing ----------------------------------------------------------------------------------------------- */

struct counted {
	struct live_count *at;
	size_t n;
	bool known;
};

/* Sources can be looked at while an import has the workspace: how much came from them is then not known. */
static bool count_events(struct api *api, struct counted *c)
{
	struct asking a;

	*c = (struct counted){ 0 };
	if (!asking_enter(&a, api)) {
		if (api->sc->fault != FAULT_CONFLICT)
			return false;
		scope_forgive(api->sc);
		return true;
	}
	c->known = evidence_live_counts(api->sc, a.ws->evidence, &c->at, &c->n);
	asking_close(&a);
	return c->known;
}

static const struct live_count *count_of(struct api *api, const struct counted *c, struct str name)
{
	struct str file = str_of(scope_printf(api->sc, "live/%.*s", STR_ARG(name)));

	for (size_t i = 0; i < c->n; i++)
		if (str_equal(c->at[i].file, file))
			return &c->at[i];
	return NULL;
}

/* What the running server saw is newer than what it has moved to the evidence. */
static int64_t last_of(struct api *api, const struct live_source *s, const struct live_count *count)
{
	int64_t last_us = count ? count->last_us : 0;
	struct recent_event *events;
	size_t n = recent_list(api->sc, api->house->recent, s->id, &events);

	for (size_t i = 0; i < n; i++)
		if (!events[i].why.p && events[i].time_us > last_us)
			return events[i].time_us;
	return last_us;
}

static void write_row(struct api *api, struct json *j, const struct live_source *s, const struct counted *c)
{
	const struct live_count *count = count_of(api, c, s->name);
	int64_t last_us = last_of(api, s, count);

	tell_source_begin(api->sc, j, s);
	json_number(j, "events", c->known, count ? (double)count->events : 0);
	json_text(j, "last", last_us ? when_iso(api->sc, last_us) : (struct str){ 0 });
	json_close(j, '}');
}

static bool run_list(struct api *api)
{
	struct counted counted;
	const struct live_table *table = live_load(api->sc, api->docs);
	struct json *j = api_json(api);
	struct api_page page;
	size_t n = 0, i = 0, told = 0;

	if (!table || !api_page_open(api, &page) || !count_events(api, &counted))
		return false;
	const struct live_source *all = live_all(table, &n);
	while (i < n && all[i].id <= page.at)
		i++;
	json_open(j, NULL, '{');
	json_open(j, "sources", '[');
	for (; i < n && told < page.limit; i++, told++)
		write_row(api, j, &all[i], &counted);
	json_close(j, ']');
	api_page_next_at(api, j, i < n, i ? all[i - 1].id : 0);
	json_close(j, '}');
	return true;
}

/* --- what came in last ------------------------------------------------------------------------------------- */

static const struct live_source *source_of(struct api *api)
{
	const struct live_table *table = live_load(api->sc, api->docs);
	int64_t id = 0;
	const struct live_source *s =
		table && str_integer(request_part(api->req, "source"), &id) ? live_of(table, id) : NULL;

	if (table && !s)
		api_problem(api, 404, "there is no source of this number: GET /api/v1/sources lists them");
	return s;
}

static void write_event(struct api *api, struct json *j, const struct recent_event *event)
{
	json_open(j, NULL, '{');
	json_text(j, "time", when_iso(api->sc, event->time_us));
	json_text(j, "kind", event->kind);
	json_text(j, "event", event->name);
	json_text(j, "page", event->page);
	json_bool(j, "refused", event->why.p != NULL);
	json_text(j, "why", event->why);
	json_close(j, '}');
}

static bool run_recent(struct api *api)
{
	const struct live_source *s = source_of(api);
	struct json *j = api_json(api);
	struct recent_event *events;

	if (!s)
		return false;
	size_t n = recent_list(api->sc, api->house->recent, s->id, &events);
	json_open(j, NULL, '{');
	json_open(j, "recent", '[');
	for (size_t i = 0; i < n; i++)
		write_event(api, j, &events[i]);
	json_close(j, ']');
	json_close(j, '}');
	return true;
}

/* --- changing ------------------------------------------------------------------------------------------------ */

static struct str *origins_of(struct api *api, size_t *n)
{
	const json_t *list = api_value(api, "origins");
	struct str *origins = NEW_ARRAY(api->sc, struct str, json_array_size(list) + 1);

	*n = json_array_size(list);
	for (size_t i = 0; i < *n; i++)
		origins[i] = (struct str){ json_string_value(json_array_get(list, i)),
			json_string_length(json_array_get(list, i)) };
	return origins;
}

static bool told_of(struct api *api, struct str name)
{
	const struct live_table *table =
		sources_read(api->sc, api->house->sources) ? live_load(api->sc, api->docs) : NULL;
	const struct live_source *s = table ? live_named(table, name) : NULL;

	if (s)
		tell_source(api->sc, api_json(api), s);
	return s != NULL;
}

static bool put_source(struct api *api, struct documents *docs, void *to)
{
	return live_add(api->sc, docs, to, api->req->now_us);
}

static bool run_add(struct api *api)
{
	struct live_source s = { .name = api_text(api, "name"),
		.webhook = api_text(api, "webhook"),
		.secret = api_text(api, "secret") };
	struct audit_entry entry = { .action = AUDIT_WRITE_KEY_ADD,
		.on = "source",
		.on_id = str_trim(s.name),
		.details = { { "kind", api_text(api, "kind") } } };

	s.origins = origins_of(api, &s.n_origins);
	return source_find(api_text(api, "kind"), &s.kind) &&
	       api_change(api, api->docs, put_source, &s, &entry) && told_of(api, s.name);
}

static bool change_source(struct api *api, struct documents *docs, void *to)
{
	const struct str *name = to;
	struct str key;
	size_t n;
	const struct str *origins = origins_of(api, &n);

	return (!api_value(api, "origins") || live_allow(api->sc, docs, *name, origins, n)) &&
	       (!api_value(api, "disabled") ||
		       live_disable(api->sc, docs, *name, api_true(api, "disabled"))) &&
	       (!api_true(api, "new_key") || live_new_key(api->sc, docs, *name, &key));
}

static struct str changed_words(struct api *api)
{
	struct buf *b = buf_new(api->sc, 200);

	for (size_t i = 0; i < COUNT_OF(change_fields); i++)
		if (api_value(api, change_fields[i].name))
			buf_printf(b, "%s%s", buf_len(b) ? "," : "", change_fields[i].name);
	return buf_str(b);
}

/* By its number: a name may change its letters' case, a number is what a page of the list gave. */
static bool run_change(struct api *api)
{
	const struct live_source *s = source_of(api);
	struct str what = changed_words(api);

	if (!s)
		return false;
	if (!what.n)
		return api_problem(api, 422, "nothing to change: origins, disabled, new_key");
	struct str name = s->name;
	struct audit_entry entry = { .action = api_true(api, "disabled") ? AUDIT_WRITE_KEY_REVOKE
									 : AUDIT_SETTING,
		.on = "source",
		.on_id = name,
		.details = { { "changed", what } } };
	return api_change(api, api->docs, change_source, &name, &entry) && told_of(api, name);
}

/* clang-format off */
static const struct api_row list_row = { .name = "listSources", .about = "The sources that send events as they happen.", .group = "sources", .grant = GRANT_ADMIN,
	.gives = &sources_shape, .queries = sources_queries, .n_queries = COUNT_OF(sources_queries), .run = run_list };
static const struct api_row add_row = { .name = "addSource", .about = "A new source, with its write key.", .group = "sources", .grant = GRANT_ADMIN,
	.takes = &wish_shape, .gives = &source_shape, .made = 201, .run = run_add };
static const struct api_row change_row = { .name = "changeSource", .about = "Other origins, another key, disabled.", .group = "sources", .grant = GRANT_ADMIN,
	.takes = &change_shape, .gives = &source_shape, .run = run_change };

static const struct api_row recent_row = { .name = "listRecentEvents", .about = "What came in last from a source, taken or refused: whether it works.", .group = "sources", .grant = GRANT_ADMIN,
	.gives = &recent_shape, .run = run_recent };

static const struct route rows[] = {
	{ METHOD_GET,   "/api/v1/sources",          ROUTE_WORKER, 0, api_answer, false, &list_row },
	{ METHOD_POST,  "/api/v1/sources",          ROUTE_WORKER, BODY, api_answer, false, &add_row },
	{ METHOD_PATCH, "/api/v1/sources/{source}", ROUTE_WORKER, BODY, api_answer, false, &change_row },
	{ METHOD_GET,   "/api/v1/sources/{source}/recent", ROUTE_WORKER, 0, api_answer, false, &recent_row },
};
/* clang-format on */

struct routes api_read_sources_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
