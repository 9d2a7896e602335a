#include "serve/api_versions.h"

#include <xxhash.h>

#include "answer/period.h"
#include "answer/publish.h"
#include "model/definition_io.h"
#include "serve/api_ask.h"
#include "serve/api_page.h"
#include "serve/api_viewer.h"
#include "serve/api_shapes.h"
#include "tell/compare.h"
#include "tell/versions.h"

enum { BODY = 1 << 16 };

/* --- shapes ------------------------------------------------------------------------------------------------ */

/* clang-format off */
#define STATES "current planned future"
static const struct shape_field wish_fields[] = {
	{ "note", SHAPE_TEXT, SHAPE_NULL, .most = PUBLISHED_NOTE, .about = "what this version is about" },
	{ "state", SHAPE_TEXT, SHAPE_NULL, .words = STATES, .about = "else as the draft says" },
	{ "seen", SHAPE_COUNT, 0, .least = 1, .most = INT32_MAX, .about = "the draft's revision that is meant: 409 where it has moved on" },
};
static const struct shape wish_shape = { "VersionWish", "a version to be", wish_fields, COUNT_OF(wish_fields), false };
static const struct shape_field made_fields[] = {
	{ "map", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL }, { "version", SHAPE_COUNT, SHAPE_NEEDED, .about = "its number, from 1" },
	{ "revision", SHAPE_COUNT, SHAPE_NEEDED, .about = "of the draft that it was" }, { "state", SHAPE_TEXT, SHAPE_NEEDED, .words = STATES },
	{ "note", SHAPE_TEXT, SHAPE_NEEDED, .about = "empty: none" }, { "author", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL }, { "published", SHAPE_TIME, SHAPE_NEEDED, .about = NULL },
};
static const struct shape made_shape = { "NewVersion", "what was published", made_fields, COUNT_OF(made_fields), false };
static const struct shape_field row_fields[] = {
	{ "version", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL }, { "revision", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL }, { "published", SHAPE_TIME, SHAPE_NEEDED, .about = NULL },
	{ "author", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL }, { "state", SHAPE_TEXT, SHAPE_NEEDED, .words = STATES }, { "note", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
};
static const struct shape row_shape = { "VersionRow", "a version of a list", row_fields, COUNT_OF(row_fields), false };
static const struct shape_field rows_fields[] = { { "versions", SHAPE_LIST, SHAPE_NEEDED, .of = &row_shape, .about = "the oldest first" }, PAGE_NEXT };
static const struct shape rows_shape = { "Versions", "a page of a map's versions", rows_fields, COUNT_OF(rows_fields), false };
static const struct shape version_shape = { "Version", "a map with all the numbers that it had on the day, as docs/map-schema.json describes it, and `version`: who published it, and when", NULL, 0, true };
static const struct shape_field page_queries[] = { PAGE_QUERIES };

static const struct shape_field side_fields[] = {
	{ "name", SHAPE_TEXT, SHAPE_NEEDED, .about = "shop@1, now, 2026-03" }, { "customers", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL }, { "journeys", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL },
	{ "from", SHAPE_TIME, SHAPE_NEEDED | SHAPE_NULL, .about = NULL }, { "to", SHAPE_TIME, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
};
static const struct shape side_shape = { "ComparedSide", "one of the two that are compared", side_fields, COUNT_OF(side_fields), false };
static const struct shape_field difference_fields[] = {
	{ "value", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = "after less before" }, { "low", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = "where the 95 % interval begins" },
	{ "high", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = "and ends" }, { "p", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = "corrected for their number; null: not tested" },
};
static const struct shape difference_shape = { "Difference", "a difference with its 95 % interval", difference_fields, COUNT_OF(difference_fields), false };
static const struct shape_field line_fields[] = {
	{ "touchpoint", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "null: the whole map" }, { "name", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
	{ "what", SHAPE_TEXT, SHAPE_NEEDED, .words = "conversion reach drop_off rating text_feeling dwell" }, { "unit", SHAPE_TEXT, SHAPE_NEEDED, .words = "share points seconds" },
	{ "before", SHAPE_OBJECT, SHAPE_NEEDED, .of = &shape_estimate }, { "after", SHAPE_OBJECT, SHAPE_NEEDED, .of = &shape_estimate },
	{ "difference", SHAPE_OBJECT, SHAPE_NEEDED, .of = &difference_shape },
	{ "verdict", SHAPE_TEXT, SHAPE_NEEDED, .words = "improved worsened rose fell unchanged new gone too_few" },
};
static const struct shape line_shape = { "ComparedLine", "what changed at a touchpoint", line_fields, COUNT_OF(line_fields), false };
static const struct shape_field comparison_fields[] = {
	{ "map", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL }, { "before", SHAPE_OBJECT, SHAPE_NEEDED, .of = &side_shape }, { "after", SHAPE_OBJECT, SHAPE_NEEDED, .of = &side_shape },
	{ "tested", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL }, { "significant", SHAPE_COUNT, SHAPE_NEEDED, .about = "5 % false among them at most" },
	{ "overlap", SHAPE_BOOL, SHAPE_NEEDED, .about = "both have many journeys in common: the intervals are wider than they need be" },
	{ "lines", SHAPE_LIST, SHAPE_NEEDED, .of = &line_shape, .most = SHAPE_ROWS_MOST }, { "remarks", SHAPE_LIST, SHAPE_NEEDED, .item = SHAPE_TEXT, .about = "what keeps the two from being compared in full" },
};
static const struct shape comparison_shape = { "Comparison", "two states of a map, touchpoint by touchpoint", comparison_fields, COUNT_OF(comparison_fields), false };
static const struct shape_field compare_queries[] = {
	{ "before", SHAPE_COUNT, 0, .least = 1, .most = PUBLISHED_MOST, .about = "a version's number" },
	{ "after", SHAPE_COUNT, 0, .least = 1, .most = PUBLISHED_MOST, .about = "another's; left out: the map as it is now" },
	{ "period", SHAPE_TEXT, 0, .least = 1, .most = 60, .about = "in the place of versions: journeys that start in it, as 2026, 2026-Q1, 2026-03, 2026-W10, A..B" },
	{ "and", SHAPE_TEXT, 0, .least = 1, .most = 60, .about = "against those that start in this one" },
};
/* clang-format on */

/* --- publishing -------------------------------------------------------------------------------------------- */

struct publishing {
	struct published version;
	struct publish_quotes quotes;
	struct audit_entry entry;
};

static void read_state(struct api *api, struct publish_wish *wish)
{
	struct str text = api_text(api, "state");

	wish->has_state = text.p != NULL;
	for (int s = 0; wish->has_state && s < MAP_STATES; s++)
		if (str_equal(text, str_of(map_state_name((enum map_state)s))))
			wish->version->state = (enum map_state)s;
}

static bool is_seen(struct api *api, const struct saved_map *draft)
{
	int64_t seen = api_count(api, "seen", 0);

	return !seen || seen == draft->revision ||
	       scope_fail(api->sc, FAULT_CONFLICT,
		       "the draft has moved on (revision %lld, you saw %lld): look again, then publish",
		       (long long)draft->revision, (long long)seen);
}

/* What takes time: nobody else's change waits for it. */
static bool prepare(struct api *api, struct publishing *p)
{
	struct publish_wish wish = { .version = &p->version };
	struct str map = request_part(api->req, "map"), note = api_text(api, "note");
	struct asking a = { 0 };
	const struct saved_map *draft =
		asking_open(&a, api, map) ? documents_map(api->sc, a.ws->documents, map) : NULL;

	p->version.note = note.p ? note : STR("");
	p->version.author = api->visitor.name;
	p->version.published_us = api->req->now_us;
	read_state(api, &wish);
	bool ok = draft && is_seen(api, draft) && publish_prepare(api->sc, a.study, draft, &wish, &p->quotes);
	asking_close(&a);
	return ok;
}

static bool put_version(struct api *api, struct documents *docs, void *to)
{
	struct publishing *p = to;

	if (!published_add(api->sc, docs, &p->version, p->quotes.at, p->quotes.n))
		return false;
	p->entry.details[0] = (struct audit_detail){ "version",
		str_of(scope_printf(api->sc, "%lld", (long long)p->version.no)) };
	return true;
}

static bool run_publish(struct api *api)
{
	struct str map = request_part(api->req, "map");
	struct publishing p = { .entry = { .action = AUDIT_MAP_PUBLISH, .on = "map", .on_id = map } };

	if (!prepare(api, &p) || !api_change(api, api->docs, put_version, &p, &p.entry))
		return false;
	house_tell(api->house, "version", map, p.version.no, api->visitor.name);
	tell_published(api->sc, &p.version, api_json(api)->out);
	return true;
}

/* --- looking ----------------------------------------------------------------------------------------------- */

/* A map that was never published is not there for those who see no drafts. */
static bool is_there(struct api *api, struct str map)
{
	int64_t no;

	return viewer_only(api) ? viewer_version(api, map, &no)
				: documents_map(api->sc, api->docs, map) != NULL;
}

static bool run_list(struct api *api)
{
	struct str map = request_part(api->req, "map");
	struct json *j = api_json(api);
	struct published *list;
	struct api_page page;
	size_t n, from = 0;

	if (!api_page_open(api, &page) || !is_there(api, map) ||
		!published_of(api->sc, api->docs, map, &list, &n))
		return false;
	while (from < n && list[from].no <= page.at)
		from++;
	size_t to = n - from > page.limit ? from + page.limit : n;
	json_open(j, NULL, '{');
	json_open(j, "versions", '[');
	for (size_t i = from; i < to; i++)
		tell_version(api->sc, j, &list[i]);
	json_close(j, ']');
	api_page_next_at(api, j, to<n, to> from ? list[to - 1].no : 0);
	json_close(j, '}');
	return true;
}

static bool run_show(struct api *api)
{
	struct str map = request_part(api->req, "map"), text = request_part(api->req, "version");
	int64_t no;

	if (!str_integer(text, &no))
		return scope_fail(api->sc, FAULT_NOT_FOUND, "a version has a number");
	if (!is_there(api, map))
		return false;
	struct shown *shown = publish_show(api->sc, api->docs, map, no);
	if (!shown)
		return false;
	api_send(api, "application/json", shown->json);
	reply_tag(api->req, api->reply, XXH3_64bits(shown->json.p, shown->json.n));
	return true;
}

/* --- comparing --------------------------------------------------------------------------------------------- */

struct side {
	int64_t no; /* of the version; 0: the map as it is now */
	bool has_period;
	int64_t from_s, to_s;
	struct str name;
};

static bool read_versions(struct asking *a, struct side sides[2])
{
	static const char *const names[] = { "before", "after" };
	struct str map = request_part(a->api->req, "map");

	for (size_t i = 0; i < 2; i++) {
		if (!request_count(a->api->req, names[i], 1, PUBLISHED_MOST, 0, &sides[i].no))
			return false;
		sides[i].name = sides[i].no ? str_of(scope_printf(a->sc, "%.*s@%lld", STR_ARG(map),
						      (long long)sides[i].no))
					    : STR("now");
	}
	return sides[0].no || sides[1].no ||
	       scope_fail(a->sc, FAULT_INVALID,
		       "nothing to compare with: give a version, before=1, or two periods, period=A&and=B");
}

static bool read_periods(struct asking *a, struct side sides[2])
{
	static const char *const names[] = { "period", "and" };

	if (request_query(a->api->req, "before").p || request_query(a->api->req, "after").p)
		return scope_fail(a->sc, FAULT_INVALID,
			"a version's numbers are of all its journeys: periods are compared on the map as it is now");
	for (size_t i = 0; i < 2; i++) {
		struct side *s = &sides[i];
		s->name = request_query(a->api->req, names[i]);
		s->has_period = true;
		if (!s->name.p)
			return scope_fail(a->sc, FAULT_INVALID,
				"two periods are compared: period=A&and=B, as 2026-03 and 2026-04");
		if (!period_read(a->sc, s->name, &s->from_s, &s->to_s))
			return false;
	}
	return true;
}

static const struct measures *take(struct asking *a, const struct side *s)
{
	if (!s->no)
		return publish_measures(a->sc, a->study, a->definition, s->has_period, s->from_s, s->to_s);
	const struct published *v =
		published_get(a->sc, a->api->docs, request_part(a->api->req, "map"), s->no);
	return v ? measures_read(a->sc, v->measures) : NULL;
}

static bool tell_comparison(struct asking *a, struct buf *out)
{
	bool periods = request_query(a->api->req, "period").p || request_query(a->api->req, "and").p;
	struct compare_said said = { .map = request_part(a->api->req, "map"), .all = true };
	struct side sides[2] = { 0 };

	if (!(periods ? read_periods : read_versions)(a, sides))
		return false;
	for (size_t i = 0; i < 2; i++) {
		said.sides[i] = (struct compare_side){ sides[i].name, take(a, &sides[i]) };
		if (!said.sides[i].measures)
			return false;
	}
	said.comparison = compare(a->sc, said.sides[0].measures, said.sides[1].measures);
	said.overlap = !periods && (!sides[0].no || !sides[1].no);
	tell_compare(a->sc, &said, out);
	return true;
}

static bool run_compare(struct api *api)
{
	return api_ask(api, request_part(api->req, "map"), tell_comparison);
}

/* clang-format off */
static const struct api_row publish_row = { .name = "publishMap", .about = "Freezes a map's draft with all its numbers as a version.", .group = "versions", .grant = GRANT_WRITE,
	.takes = &wish_shape, .gives = &made_shape, .made = 201, .run = run_publish };
static const struct api_row list_row = { .name = "listVersions", .about = "What was published of a map.", .group = "versions", .grant = GRANT_READ, .gives = &rows_shape,
	.queries = page_queries, .n_queries = COUNT_OF(page_queries), .run = run_list };
static const struct api_row show_row = { .name = "getVersion", .about = "A version with all the numbers that it had; quotes of who was erased since are gone.", .group = "versions", .grant = GRANT_READ,
	.gives = &version_shape, .run = run_show, .cached = true };
static const struct api_row compare_row = { .name = "compareMap", .about = "What changed between two versions, a version and now, two periods.", .group = "versions", .grant = GRANT_READ,
	.gives = &comparison_shape, .queries = compare_queries, .n_queries = COUNT_OF(compare_queries), .run = run_compare, .cached = true };

static const struct route rows[] = {
	{ METHOD_POST, "/api/v1/maps/{map}/versions",           ROUTE_WORKER, BODY, api_answer, false, &publish_row },
	{ METHOD_GET,  "/api/v1/maps/{map}/versions",           ROUTE_WORKER, 0, api_answer, false, &list_row },
	{ METHOD_GET,  "/api/v1/maps/{map}/versions/{version}", ROUTE_WORKER, 0, api_answer, false, &show_row },
	{ METHOD_GET,  "/api/v1/maps/{map}/compare",            ROUTE_WORKER, 0, api_answer, false, &compare_row },
};
/* clang-format on */

struct routes api_versions_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
