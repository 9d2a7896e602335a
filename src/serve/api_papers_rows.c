#include "serve/api_page.h"
#include "serve/api_papers.h"
#include "serve/api_shapes.h"

enum { BODY = 5 << 20 };

/* --- what the data says of a persona or a segment ---------------------------------------------------------- */

/* clang-format off */
static const struct shape_field median_fields[] = {
	{ "value", SHAPE_COUNT, SHAPE_NEEDED | SHAPE_NULL, .about = "of the customer in the middle" }, { "n", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL },
	{ "low", SHAPE_COUNT, SHAPE_NEEDED | SHAPE_NULL, .about = NULL }, { "high", SHAPE_COUNT, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
};
static const struct shape median_shape = { "PeopleMedian", "the middle one of all, with its 95 % interval", median_fields, COUNT_OF(median_fields), false };
static const struct shape_field place_fields[] = {
	{ "id", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL }, { "name", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL }, { "customers", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL },
	{ "share", SHAPE_OBJECT, SHAPE_NEEDED, .of = &shape_estimate },
};
static const struct shape place_shape = { "PeopleTouchpoint", "a touchpoint where they come", place_fields, COUNT_OF(place_fields), false };
static const struct shape_field way_fields[] = {
	{ "channel", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL }, { "customers", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL }, { "share", SHAPE_OBJECT, SHAPE_NEEDED, .of = &shape_estimate },
};
static const struct shape way_shape = { "PeopleChannel", "a channel that they use", way_fields, COUNT_OF(way_fields), false };
static const struct shape_field data_fields[] = {
	{ "map", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "whose touchpoints are meant" }, { "as_of", SHAPE_TIME, SHAPE_NEEDED, .about = "the newest event" },
	{ "customers", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL }, { "of", SHAPE_COUNT, SHAPE_NEEDED, .about = "all customers" },
	{ "share", SHAPE_OBJECT, SHAPE_NEEDED, .of = &shape_estimate }, { "events", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL }, { "journeys", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL },
	{ "events_each", SHAPE_OBJECT, SHAPE_NEEDED, .of = &median_shape }, { "journeys_each", SHAPE_OBJECT, SHAPE_NEEDED, .of = &median_shape },
	{ "weekdays", SHAPE_LIST, SHAPE_NEEDED, .item = SHAPE_COUNT, .least = 7, .most = 7, .about = "events, from Monday" },
	{ "hours_utc", SHAPE_LIST, SHAPE_NEEDED, .item = SHAPE_COUNT, .least = 24, .most = 24, .about = "events, by the hour" },
	{ "touchpoints", SHAPE_LIST, SHAPE_NEEDED, .of = &place_shape, .about = "the commonest first" },
	{ "channels", SHAPE_LIST, SHAPE_NEEDED, .of = &way_shape, .about = "the commonest first" },
	{ "feeling", SHAPE_OBJECT, SHAPE_NEEDED, .of = &shape_estimate, .about = "-2 to +2" },
	{ "feeling_from", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "the scales that they rated on, or: by their words" },
};
static const struct shape data_shape = { "PeopleData", "what the data says of these customers", data_fields, COUNT_OF(data_fields), false };

/* --- what all kinds have in common ---------------------------------------------------------------------------- */

#define HEAD(kind) \
	{ kind, SHAPE_ANY, SHAPE_NEEDED, .about = "as docs/papers-schema.json describes it" }, \
	{ "revision", SHAPE_COUNT, SHAPE_NEEDED, .about = "to be sent as `seen` with a change" }, { "author", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL }, { "written", SHAPE_TIME, SHAPE_NEEDED, .about = NULL }
#define WHO { "who", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "the condition in words" }
#define WHY { "why", SHAPE_TEXT, 0, .about = "why the data says nothing" }
#define ROW_OF_PEOPLE , WHO, { "customers", SHAPE_COUNT, SHAPE_NEEDED | SHAPE_NULL, .about = NULL }, { "share", SHAPE_OBJECT, SHAPE_NEEDED | SHAPE_NULL, .of = &shape_estimate }, WHY
#define ONE_OF_PEOPLE , WHO, { "data", SHAPE_OBJECT, SHAPE_NEEDED | SHAPE_NULL, .of = &data_shape }, WHY

static const struct shape_field restore_fields[] = {
	{ "revision", SHAPE_COUNT, SHAPE_NEEDED, .least = 1, .most = PAPER_REVISIONS, .about = "which becomes the newest again" },
	{ "seen", SHAPE_COUNT, SHAPE_NEEDED, .least = 0, .most = PAPER_REVISIONS, .about = "the revision that is there now; 0: it is removed" },
};
static const struct shape restore_shape = { "PaperRestore", "an earlier revision that comes back", restore_fields, COUNT_OF(restore_fields), false };

#define REVISION { "revision", SHAPE_COUNT, 0, .least = 1, .most = PAPER_REVISIONS, .about = "as it was written then" }
#define MAP(what) { "map", SHAPE_TEXT, 0, .most = 500, .about = what }
static const struct shape_field list_queries[] = { PAGE_QUERIES };
static const struct shape_field people_list_queries[] = { MAP("whose touchpoints are meant, by its id; else the first map's"), PAGE_QUERIES };
static const struct shape_field map_list_queries[] = { MAP("only those about this map"), PAGE_QUERIES };
static const struct shape_field one_queries[] = { REVISION };
static const struct shape_field people_one_queries[] = { MAP("whose touchpoints are meant; else one that is for the persona"), REVISION };
static const struct shape_field remove_queries[] = {
	{ "seen", SHAPE_COUNT, 0, .least = 1, .most = PAPER_REVISIONS, .about = "the revision that was looked at; left out: whatever is there" },
};

/* A kind: `one` and `many` as in paper.h, `One` and `Many` as in operationIds; what a row and one of it have
 * beyond their head; which queries. */
#define KIND(one, many, One, Many, a_name, row_more, one_more, for_list, for_one) \
	static const struct shape_field one##_row_fields[] = { HEAD(#one) row_more }; \
	static const struct shape one##_row_shape = { #One "Row", a_name " of a list", one##_row_fields, COUNT_OF(one##_row_fields), false }; \
	static const struct shape_field one##_list_fields[] = { { #many, SHAPE_LIST, SHAPE_NEEDED, .of = &one##_row_shape }, PAGE_NEXT }; \
	static const struct shape one##_list_shape = { #Many, "a page of " #many, one##_list_fields, COUNT_OF(one##_list_fields), false }; \
	static const struct shape_field one##_one_fields[] = { HEAD(#one) one_more }; \
	static const struct shape one##_one_shape = { #One, a_name ", and who wrote it", one##_one_fields, COUNT_OF(one##_one_fields), false }; \
	static const struct shape_field one##_made_fields[] = { HEAD(#one) }; \
	static const struct shape one##_made_shape = { #One "Written", a_name " as it was written", one##_made_fields, COUNT_OF(one##_made_fields), false }; \
	static const struct shape_field one##_was_fields[] = { HEAD(#one), { "removed", SHAPE_BOOL, SHAPE_NEEDED, .about = "this revision removed it" } }; \
	static const struct shape one##_was_shape = { #One "Revision", a_name " as it was", one##_was_fields, COUNT_OF(one##_was_fields), false }; \
	static const struct shape_field one##_history_fields[] = { { "revisions", SHAPE_LIST, SHAPE_NEEDED, .of = &one##_was_shape, .about = "the newest first" }, PAGE_NEXT }; \
	static const struct shape one##_history_shape = { #One "History", "a page of revisions", one##_history_fields, COUNT_OF(one##_history_fields), false }; \
	static const struct shape_field one##_wish_fields[] = { { #one, SHAPE_ANY, SHAPE_NEEDED, .about = "as docs/papers-schema.json describes it; without an id it gets one" } }; \
	static const struct shape one##_wish_shape = { #One "Wish", a_name " to be", one##_wish_fields, COUNT_OF(one##_wish_fields), false }; \
	static const struct shape_field one##_change_fields[] = { \
		{ "seen", SHAPE_COUNT, SHAPE_NEEDED, .least = 0, .most = PAPER_REVISIONS, .about = "the revision that was edited; 0: there was none" }, \
		{ #one, SHAPE_ANY, SHAPE_NEEDED, .about = "all of it, as docs/papers-schema.json describes it" } }; \
	static const struct shape one##_change_shape = { #One "Change", a_name " anew", one##_change_fields, COUNT_OF(one##_change_fields), false }; \
	static const struct api_row one##_list_row = { .name = "list" #Many, .about = "All " #many ".", .group = #many, .grant = GRANT_READ, .gives = &one##_list_shape, \
		.queries = for_list, .n_queries = COUNT_OF(for_list), .run = api_papers_list, .cached = true }; \
	static const struct api_row one##_get_row = { .name = "get" #One, .about = "One of the " #many ".", .group = #many, .grant = GRANT_READ, .gives = &one##_one_shape, \
		.queries = for_one, .n_queries = COUNT_OF(for_one), .run = api_papers_get, .cached = true }; \
	static const struct api_row one##_history_row = { .name = "get" #One "History", .about = "Its revisions.", .group = #many, .grant = GRANT_READ, .gives = &one##_history_shape, \
		.queries = list_queries, .n_queries = COUNT_OF(list_queries), .run = api_papers_history }; \
	static const struct api_row one##_add_row = { .name = "add" #One, .about = "Makes " a_name ".", .group = #many, .grant = GRANT_WRITE, \
		.takes = &one##_wish_shape, .gives = &one##_made_shape, .made = 201, .run = api_papers_put }; \
	static const struct api_row one##_put_row = { .name = "put" #One, .about = "Changes " a_name ", where nobody else was first: else 409 with `mine` and `theirs`.", .group = #many, .grant = GRANT_WRITE, \
		.takes = &one##_change_shape, .gives = &one##_made_shape, .run = api_papers_put }; \
	static const struct api_row one##_remove_row = { .name = "remove" #One, .about = "Removes " a_name "; its history is kept.", .group = #many, .grant = GRANT_WRITE, .made = 204, \
		.queries = remove_queries, .n_queries = COUNT_OF(remove_queries), .run = api_papers_remove }; \
	static const struct api_row one##_restore_row = { .name = "restore" #One, .about = "Brings an earlier revision back.", .group = #many, .grant = GRANT_WRITE, \
		.takes = &restore_shape, .gives = &one##_made_shape, .run = api_papers_restore }
#define NOTHING

KIND(persona, personas, Persona, Personas, "a persona", ROW_OF_PEOPLE, ONE_OF_PEOPLE, people_list_queries, people_one_queries);
KIND(segment, segments, Segment, Segments, "a segment", ROW_OF_PEOPLE, ONE_OF_PEOPLE, people_list_queries, people_one_queries);
KIND(touchpoint, touchpoints, Touchpoint, Touchpoints, "a touchpoint of the library", NOTHING, NOTHING, list_queries, one_queries);
KIND(channel, channels, Channel, Channels, "a channel of the library", NOTHING, NOTHING, list_queries, one_queries);
KIND(opportunity, opportunities, Opportunity, Opportunities, "an opportunity", NOTHING, NOTHING, map_list_queries, one_queries);
KIND(comment, comments, Comment, Comments, "a comment", NOTHING, NOTHING, map_list_queries, one_queries);

#define ROUTES(one, many) \
	{ METHOD_GET,    "/api/v1/" #many,                 ROUTE_WORKER, 0, api_answer, false, &one##_list_row }, \
	{ METHOD_POST,   "/api/v1/" #many,                 ROUTE_WORKER, BODY, api_answer, false, &one##_add_row }, \
	{ METHOD_GET,    "/api/v1/" #many "/{id}",         ROUTE_WORKER, 0, api_answer, false, &one##_get_row }, \
	{ METHOD_PUT,    "/api/v1/" #many "/{id}",         ROUTE_WORKER, BODY, api_answer, false, &one##_put_row }, \
	{ METHOD_DELETE, "/api/v1/" #many "/{id}",         ROUTE_WORKER, 0, api_answer, false, &one##_remove_row }, \
	{ METHOD_GET,    "/api/v1/" #many "/{id}/history", ROUTE_WORKER, 0, api_answer, false, &one##_history_row }, \
	{ METHOD_POST,   "/api/v1/" #many "/{id}/restore", ROUTE_WORKER, BODY, api_answer, false, &one##_restore_row }

static const struct route rows[] = {
	ROUTES(persona, personas), ROUTES(segment, segments), ROUTES(touchpoint, touchpoints), ROUTES(channel, channels),
	ROUTES(opportunity, opportunities), ROUTES(comment, comments),
};
/* clang-format on */

struct routes api_papers_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
