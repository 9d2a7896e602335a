#include "serve/api_ask.h"
#include "serve/api_page.h"
#include "serve/api_read.h"
#include "serve/api_shapes.h"
#include "store/identity.h"
#include "store/secret.h"
#include "tell/behind.h"

/* clang-format off */
#define TEXT(name, what) { name, SHAPE_TEXT, SHAPE_NEEDED, .about = what }
#define MAYBE(name, what) { name, SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = what }
#define COUNT(name, what) { name, SHAPE_COUNT, SHAPE_NEEDED, .about = what }
#define WHERE { "where", SHAPE_TEXT, 0, .most = 4000, .about = "only these customers: country=PL, {did: cart, at_least: 2}, segment:ID" }
#define SOURCES "web email social survey interview support session crm ads staff log"

static const struct shape_field visit_fields[] = {
	TEXT("touchpoint", "its id, or (unsorted)"), { "time", SHAPE_TIME, SHAPE_NEEDED, .about = "of its first event" }, COUNT("events", NULL),
};
static const struct shape visit_shape = { "JourneyVisit", "a stay at one touchpoint", visit_fields, COUNT_OF(visit_fields), false };
static const struct shape_field journey_fields[] = {
	TEXT("ref", "what it is called; it says nothing of whose it is"),
	{ "customer", SHAPE_TEXT, 0, .about = "whose it is, with named=true: what /customers/{customer} takes" },
	{ "start", SHAPE_TIME, SHAPE_NEEDED, .about = NULL }, { "end", SHAPE_TIME, SHAPE_NEEDED, .about = "its last event until now" },
	{ "state", SHAPE_TEXT, SHAPE_NEEDED, .words = "converted left open answered" },
	{ "case", SHAPE_BOOL, SHAPE_NEEDED, .about = "brought by the log, not cut by silence" }, COUNT("events", NULL),
	{ "visits", SHAPE_LIST, SHAPE_NEEDED, .of = &visit_shape, .most = JOURNEYS_VISITS, .about = "the first hundred" },
	COUNT("more_visits", "behind those"),
};
static const struct shape journey_shape = { "Journey", "one customer's way", journey_fields, COUNT_OF(journey_fields), false };
static const struct shape_field journeys_fields[] = {
	MAYBE("at", "the touchpoint or stage; null: the whole map"), TEXT("of", "which of them"), MAYBE("where", "which customers, in words"),
	COUNT("total", "journeys: the number on the map"), COUNT("customers", "whose they are"),
	{ "journeys", SHAPE_LIST, SHAPE_NEEDED, .of = &journey_shape, .about = "a page of them, the newest first" }, PAGE_NEXT,
};
static const struct shape journeys_shape = { "Journeys", "the journeys that a number counts", journeys_fields, COUNT_OF(journeys_fields), false };
static const struct shape_field journeys_queries[] = {
	{ "of", SHAPE_TEXT, 0, .words = "reach settled left converted settled_converted open answered entries exits",
		.about = "reach: that come here (default); settled: early enough to be judged; left: drop-off's numerator; answered: nothing but answers; entries, exits: not of the whole map" },
	{ "named", SHAPE_BOOL, 0, .about = "whose each is: with the grant for personal data, and written down" },
	WHERE, PERIOD_QUERY, PAGE_QUERIES,
};

static const struct shape_field match_fields[] = {
	{ "source", SHAPE_TEXT, 0, .about = NULL }, { "event", SHAPE_TEXT, 0, .about = NULL }, { "page", SHAPE_TEXT, 0, .about = NULL },
	{ "channel", SHAPE_TEXT, 0, .about = NULL }, { "campaign", SHAPE_TEXT, 0, .about = NULL },
};
static const struct shape match_shape = { "Match", "a match as the map's definition has it", match_fields, COUNT_OF(match_fields), false };
static const struct shape_field when_fields[] = {
	{ "before", SHAPE_TEXT, 0, .about = "a touchpoint's id" }, { "after", SHAPE_TEXT, 0, .about = "likewise" },
};
static const struct shape when_shape = { "When", "where in the journey", when_fields, COUNT_OF(when_fields), false };
static const struct shape_field placed_fields[] = {
	COUNT("kind", "its number"), { "source", SHAPE_TEXT, SHAPE_NEEDED, .words = SOURCES }, TEXT("event", "its own name"),
	MAYBE("page", "a template: * is what varies"), MAYBE("channel", NULL), MAYBE("campaign", NULL), COUNT("events", "that are here"),
	{ "match_no", SHAPE_COUNT, SHAPE_NEEDED | SHAPE_NULL, .about = "which of the touchpoint's matches put it here, from 0; null: unsorted" },
	{ "match", SHAPE_OBJECT, SHAPE_NEEDED | SHAPE_NULL, .of = &match_shape },
	{ "also", SHAPE_LIST, SHAPE_NEEDED, .item = SHAPE_TEXT, .about = "other touchpoints that events of this kind may belong to, where a when decides" },
};
static const struct shape placed_shape = { "PlacedKind", "a kind of event, and why it is here", placed_fields, COUNT_OF(placed_fields), false };
static const struct shape_field kinds_fields[] = {
	MAYBE("at", "the touchpoint; null: unsorted"), COUNT("events", "of all kinds: the number on the map"), COUNT("total", "kinds"),
	{ "when", SHAPE_OBJECT, SHAPE_NEEDED | SHAPE_NULL, .of = &when_shape, .about = "the touchpoint's, for all of its matches" },
	{ "kinds", SHAPE_LIST, SHAPE_NEEDED, .of = &placed_shape, .about = "a page of them, those with most events first" }, PAGE_NEXT,
};
static const struct shape kinds_shape = { "PlacedKinds", "the kinds of event at a touchpoint, or at none", kinds_fields, COUNT_OF(kinds_fields), false };
static const struct shape_field kinds_queries[] = { WHERE, PERIOD_QUERY, PAGE_QUERIES };
/* clang-format on */

/* --- journeys ------------------------------------------------------------------------------------------------ */

static struct str place_text(struct scope *sc, const struct journeys_place *p)
{
	return str_of(scope_printf(sc, "%lld %u %llu", (long long)p->start_s, (unsigned)p->customer,
		(unsigned long long)p->nth));
}

/* A cursor is sealed: what it says is what a page ended with. */
static bool place_read(struct str text, struct journeys_place *p)
{
	int64_t parts[3];

	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (!text.p || !str_integer(str_cut(&text, ' '), &parts[i]))
			return false;
	*p = (struct journeys_place){ parts[0], (uint32_t)parts[1], (uint64_t)parts[2] };
	return true;
}

static bool read_page(struct api *api, struct journeys_question *q)
{
	struct api_page page;

	if (!api_page_open(api, &page))
		return false;
	q->limit = page.limit;
	q->has_after = page.after.p != NULL;
	return !q->has_after || place_read(page.after, &q->after) || api_page_lost(api);
}

static bool read_question(struct asking *a, struct journeys_question *q, struct str *where)
{
	struct str of = request_query(a->api->req, "of"), stage = request_part(a->api->req, "stage");
	struct asked_period period;

	*q = (struct journeys_question){ .at = stage.p ? stage : request_part(a->api->req, "touchpoint"),
		.is_stage = stage.p != NULL };
	if ((of.p && !journeys_of_find(of, &q->of)) || !asking_period(a->api, &period) ||
		!asking_whom(a, &q->customers, where))
		return false;
	q->has_period = period.has;
	q->from_s = period.from_s;
	q->to_s = period.to_s;
	return read_page(a->api, q);
}

/* Of place and workspace: the same journey is called the same, and nobody can tell whose it is. */
static struct str *refs_of(struct asking *a, const struct journeys_answer *answer)
{
	struct str *refs = NEW_ARRAY(a->sc, struct str, answer->n + 1);

	for (size_t i = 0; i < answer->n; i++) {
		char *hash = scope_alloc(a->sc, SECRET_HASH, 1);
		secret_hash(a->ws->secret, place_text(a->sc, &answer->rows[i].place), hash);
		refs[i] = str_of(hash);
	}
	return refs;
}

static struct str *names_of(struct asking *a, const struct journeys_answer *answer)
{
	uint32_t *codes = NEW_ARRAY(a->sc, uint32_t, answer->n + 1);

	for (size_t i = 0; i < answer->n; i++)
		codes[i] = answer->rows[i].place.customer;
	return identity_names(a->sc, a->ws->evidence, codes, answer->n);
}

static bool tell_the_journeys(struct asking *a, struct buf *out)
{
	struct json j = { .out = out };
	bool named = api_query_true(a->api, "named");
	struct journeys_said said = { 0 };
	struct journeys_question q;

	if (!read_question(a, &q, &said.where))
		return false;
	struct journeys_answer *answer = study_journeys(a->sc, a->study, a->definition, &q);
	if (!answer || (named && !(said.names = names_of(a, answer))))
		return false;
	said.at = q.at;
	said.of = str_of(journeys_of_name(q.of));
	said.refs = refs_of(a, answer);
	tell_journeys(&j, a->sc, a->definition, answer, &said);
	api_page_next(a->api, &j, answer->more,
		answer->n ? place_text(a->sc, &answer->rows[answer->n - 1].place) : (struct str){ 0 });
	json_close(&j, '}');
	return true;
}

static bool run_journeys(struct api *api)
{
	struct str map = request_part(api->req, "map");

	if (api_query_true(api, "named") &&
		!api_look(api, AUDIT_LOOK_JOURNEYS, "map", scope_printf(api->sc, "%.*s", STR_ARG(map))))
		return false;
	return api_ask(api, map, tell_the_journeys);
}

/* --- kinds --------------------------------------------------------------------------------------------------- */

static bool tell_the_kinds(struct asking *a, struct buf *out)
{
	struct placed_question q = { .at = request_part(a->api->req, "touchpoint") };
	struct json j = { .out = out };
	struct asked_period period;
	struct api_page page;
	struct str where;

	if (!api_page_open(a->api, &page) || !asking_period(a->api, &period) ||
		!asking_whom(a, &q.customers, &where))
		return false;
	q.has_period = period.has;
	q.from_s = period.from_s;
	q.to_s = period.to_s;
	struct placed *placed = study_placed(a->sc, a->study, a->definition, &q);
	if (!placed)
		return false;
	struct placed_said said = { .at = q.at, .from = (size_t)page.at };
	if (said.from > placed->n)
		return api_page_lost(a->api);
	said.to = placed->n - said.from < page.limit ? placed->n : said.from + page.limit;
	tell_placed(&j, a->study, a->definition, placed, &said);
	api_page_next_at(a->api, &j, said.to < placed->n, (int64_t)said.to);
	json_close(&j, '}');
	return true;
}

static bool run_kinds(struct api *api)
{
	return api_ask(api, request_part(api->req, "map"), tell_the_kinds);
}

/* --- routes -------------------------------------------------------------------------------------------------- */

/* clang-format off */
#define JOURNEYS(id, what) { .name = id, .about = what, .group = "behind a number", .grant = GRANT_READ, \
	.gives = &journeys_shape, .queries = journeys_queries, .n_queries = COUNT_OF(journeys_queries), .cached = true, .run = run_journeys }
#define KINDS(id, what) { .name = id, .about = what, .group = "behind a number", .grant = GRANT_READ, \
	.gives = &kinds_shape, .queries = kinds_queries, .n_queries = COUNT_OF(kinds_queries), .cached = true, .run = run_kinds }

static const struct api_row all_row = JOURNEYS("listJourneys", "The journeys that a number of the whole map counts.");
static const struct api_row touchpoint_row = JOURNEYS("listTouchpointJourneys", "The journeys that a touchpoint's number counts.");
static const struct api_row stage_row = JOURNEYS("listStageJourneys", "The journeys that a stage's number counts.");
static const struct api_row kinds_row = KINDS("listTouchpointKinds", "The kinds of event at a touchpoint, and which match put them there.");
static const struct api_row unsorted_row = KINDS("listUnsortedKinds", "The kinds of event that no touchpoint has.");

static const struct route rows[] = {
	{ METHOD_GET, "/api/v1/maps/{map}/journeys",                          ROUTE_WORKER, 0, api_answer, false, &all_row },
	{ METHOD_GET, "/api/v1/maps/{map}/touchpoints/{touchpoint}/journeys", ROUTE_WORKER, 0, api_answer, false, &touchpoint_row },
	{ METHOD_GET, "/api/v1/maps/{map}/stages/{stage}/journeys",           ROUTE_WORKER, 0, api_answer, false, &stage_row },
	{ METHOD_GET, "/api/v1/maps/{map}/touchpoints/{touchpoint}/kinds",    ROUTE_WORKER, 0, api_answer, false, &kinds_row },
	{ METHOD_GET, "/api/v1/maps/{map}/unsorted",                          ROUTE_WORKER, 0, api_answer, false, &unsorted_row },
};
/* clang-format on */

struct routes api_read_behind_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
