#include "serve/api_notices.h"

#include "base/when.h"
#include "doors/notice.h"
#include "model/comment.h"
#include "serve/api_page.h"
#include "serve/api_viewer.h"

enum { BODY = 16 << 10, TEXT_LETTERS = 200 };

/* clang-format off */
static const struct shape_field person_fields[] = {
	{ "user", SHAPE_COUNT, SHAPE_NEEDED, .about = "as `mentions` of a comment name them" },
	{ "name", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "role", SHAPE_TEXT, SHAPE_NEEDED, .words = "editor admin" },
};
static const struct shape person_shape = { "Person", "somebody who works on the maps", person_fields, COUNT_OF(person_fields), false };
static const struct shape_field people_fields[] = { { "people", SHAPE_LIST, SHAPE_NEEDED, .of = &person_shape, .about = "in the order in which they came" }, PAGE_NEXT };
static const struct shape people_shape = { "People", "a page of who can be mentioned", people_fields, COUNT_OF(people_fields), false };

static const struct shape_field notice_fields[] = {
	{ "id", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL },
	{ "when", SHAPE_TIME, SHAPE_NEEDED, .about = NULL },
	{ "kind", SHAPE_TEXT, SHAPE_NEEDED, .words = "mentioned answered" },
	{ "who", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "whose words they are: a name; null: nobody who is still there" },
	{ "map", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "at", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "a touchpoint or a stage; null: the whole map" },
	{ "lane", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
	{ "comment", SHAPE_TEXT, SHAPE_NEEDED, .about = "its id" },
	{ "text", SHAPE_TEXT, SHAPE_NEEDED, .about = "the comment as it reads now: its first 200 letters" },
	{ "seen", SHAPE_BOOL, SHAPE_NEEDED, .about = NULL },
};
static const struct shape notice_shape = { "Notice", "a comment that somebody is told of", notice_fields, COUNT_OF(notice_fields), false };
static const struct shape_field notices_fields[] = {
	{ "notices", SHAPE_LIST, SHAPE_NEEDED, .of = &notice_shape, .about = "the newest first" },
	{ "unseen", SHAPE_COUNT, SHAPE_NEEDED, .about = "of all of them, not of this page alone" },
	PAGE_NEXT,
};
static const struct shape notices_shape = { "Notices", "a page of what somebody is told", notices_fields, COUNT_OF(notices_fields), false };

static const struct shape_field seen_fields[] = { { "until", SHAPE_COUNT, SHAPE_NEEDED, .least = 1, .most = INT64_MAX / 2, .about = "a notice's id: this one and all before it" } };
static const struct shape seen_shape = { "NoticesSeen", "what was looked at", seen_fields, COUNT_OF(seen_fields), false };
static const struct shape_field left_fields[] = { { "unseen", SHAPE_COUNT, SHAPE_NEEDED, .about = "that are left" } };
static const struct shape left_shape = { "NoticesLeft", "what was not looked at yet", left_fields, COUNT_OF(left_fields), false };
static const struct shape_field page_queries[] = { PAGE_QUERIES };
/* clang-format on */

/* --- who can be mentioned -------------------------------------------------------------------------------- */

static void write_person(struct json *j, const struct notice_person *person)
{
	json_open(j, NULL, '{');
	json_count(j, "user", (uint64_t)person->user);
	json_text(j, "name", person->name);
	json_text(j, "role", str_of(rank_key(person->rank)));
	json_close(j, '}');
}

static bool run_people(struct api *api)
{
	struct json *j = api_json(api);
	struct notice_person *people;
	struct api_page page;
	size_t n;

	if (!api_page_open(api, &page) ||
		!notices_people(api->sc, api->doors->db, page.at, page.limit + 1, &people, &n))
		return false;
	bool more = n > page.limit;
	n -= more;
	json_open(j, NULL, '{');
	json_open(j, "people", '[');
	for (size_t i = 0; i < n; i++)
		write_person(j, &people[i]);
	json_close(j, ']');
	api_page_next_at(api, j, more, n ? people[n - 1].user : 0);
	json_close(j, '}');
	return true;
}

/* --- what somebody is told --------------------------------------------------------------------------------- */

static bool write_notice(struct api *api, struct json *j, const struct notice *notice)
{
	const struct comment *comment = paper_read(api->sc, PAPER_COMMENT, DOCUMENT_JSON, notice->body);

	if (!comment)
		return false;
	json_open(j, NULL, '{');
	json_count(j, "id", (uint64_t)notice->id);
	json_text(j, "when", when_iso(api->sc, notice->made_us));
	json_text(j, "kind", notice->kind);
	json_text(j, "who", notice->by);
	json_text(j, "map", comment->map);
	json_text(j, "at", comment->at);
	json_text(j, "lane", comment->lane);
	json_text(j, "comment", notice->comment);
	json_text(j, "text", str_short(api->sc, comment->text, TEXT_LETTERS));
	json_bool(j, "seen", notice->seen);
	json_close(j, '}');
	return true;
}

struct told {
	struct notice *at;
	size_t n;
	int64_t unseen;
	bool more;
};

/* Whose role was made less sees none of it any more. */
static bool find_notices(struct api *api, const struct api_page *page, struct told *told)
{
	struct lite *db = api->doors->db;
	int64_t user = viewer_only(api) ? 0 : api->visitor.user;

	if (!notices_list(api->sc, db, user, page->at, page->limit + 1, &told->at, &told->n) ||
		!notices_unseen(api->sc, db, user, &told->unseen))
		return false;
	told->more = told->n > page->limit;
	told->n -= told->more;
	return true;
}

static bool run_notices(struct api *api)
{
	struct json *j = api_json(api);
	struct api_page page;
	struct told told;

	if (!api_page_open(api, &page) || !find_notices(api, &page, &told))
		return false;
	json_open(j, NULL, '{');
	json_open(j, "notices", '[');
	for (size_t i = 0; i < told.n; i++)
		if (!write_notice(api, j, &told.at[i]))
			return false;
	json_close(j, ']');
	json_count(j, "unseen", (uint64_t)told.unseen);
	api_page_next_at(api, j, told.more, told.n ? told.at[told.n - 1].id : 0);
	json_close(j, '}');
	return true;
}

/* Other pages of the same user count less from then on. */
static bool run_seen(struct api *api)
{
	struct json *j = api_json(api);
	int64_t user = viewer_only(api) ? 0 : api->visitor.user, left;

	if (!notices_see(api->sc, api->doors->db, user, api_count(api, "until", 0)) ||
		!notices_unseen(api->sc, api->doors->db, user, &left))
		return false;
	if (user)
		bell_ring(api->house->bell, STR("notice"),
			str_of(scope_printf(api->sc, "%lld", (long long)user)), 0, api->visitor.name);
	json_open(j, NULL, '{');
	json_count(j, "unseen", (uint64_t)left);
	json_close(j, '}');
	return true;
}

/* clang-format off */
static const struct api_row people_row = { .name = "listPeople", .about = "Who can be mentioned in a comment: all who work on the maps.", .group = "comments", .grant = GRANT_WRITE,
	.gives = &people_shape, .queries = page_queries, .n_queries = COUNT_OF(page_queries), .run = run_people };
static const struct api_row notices_row = { .name = "listNotices", .about = "The comments that mention whoever asks, or answer theirs.", .group = "comments",
	.gives = &notices_shape, .queries = page_queries, .n_queries = COUNT_OF(page_queries), .run = run_notices };
static const struct api_row seen_row = { .name = "seeNotices", .about = "Says which of them were looked at.", .group = "comments",
	.takes = &seen_shape, .gives = &left_shape, .run = run_seen };

static const struct route rows[] = {
	{ METHOD_GET,  "/api/v1/people",       ROUTE_WORKER, 0, api_answer, false, &people_row },
	{ METHOD_GET,  "/api/v1/notices",      ROUTE_WORKER, 0, api_answer, false, &notices_row },
	{ METHOD_POST, "/api/v1/notices/seen", ROUTE_WORKER, BODY, api_answer, false, &seen_row },
};
/* clang-format on */

struct routes api_notices_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
