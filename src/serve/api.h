/* api - the routes under /api/v1: rows that say what they take, give and ask for; one way in for all of them.
 *
 *	static bool list_maps(struct api *api) { ... api_json(api) ...; return true; }
 *	static const struct api_row row = { "listMaps", "the maps", "maps", GRANT_READ, .gives = &maps_shape };
 *	{ METHOD_GET, "/api/v1/maps", ROUTE_WORKER, 0, api_answer, false, &list_maps_row }
 *
 * api_answer lets in whom the row lets in, checks the query and the body against the row, runs it, and turns the scope's
 * fault into problem+json.  OpenAPI (openapi.h) is made of the same rows.
 */
#pragma once

#include "base/json.h"
#include "doors/visitor.h"
#include "serve/house.h"
#include "serve/shape.h"
#include "store/once.h"

enum { API_BODY = 1 << 20, API_ANSWER = 64 << 20, API_QUERIES = 12, API_DEPTH = 48 };

struct api;

struct api_row {
	const char *name;                  /* operationId: "listMaps" */
	const char *about;                 /* a sentence */
	const char *group;                 /* "maps" */
	enum grant grant;                  /* what it takes; 0: anybody who is let in at all */
	bool open;                         /* nobody needs to sign in */
	const struct shape *takes, *gives; /* NULL: nothing, or what gives_type says */
	const char *gives_type; /* where it is no JSON: "image/svg+xml image/png", all that it may be */
	const char *takes_type; /* likewise */
	const struct shape_field *queries; /* what may stand behind the "?" */
	size_t n_queries;
	int made; /* the status where all is well; 0: 200 */
	bool (*run)(struct api *api);
	bool or_there; /* 200 where it was there already */
	bool cached;   /* has an ETag: may answer 304 */
	bool limited;  /* may answer 429 */
	bool secret;   /* the answer is shown once: no Idempotency-Key brings it again */
	bool ranged;   /* may answer 206 and 416 */
	bool bare;     /* without a body it takes an empty object */
};

struct api {
	struct request *req;
	struct reply *reply;
	struct scope *sc;
	struct house *house;
	const struct api_row *row;
	struct documents *docs;
	struct doors *doors;
	struct visitor visitor;
	struct str cookie; /* of the session; p NULL: none */
	json_t *body;      /* checked by row->takes; NULL where it takes none */
	struct json out;   /* api_json begins it */
	struct once once;  /* by its Idempotency-Key (api_once.h) */
	bool once_begun;
	bool was_there; /* row->or_there: nothing was made */
};

enum answered api_answer(struct request *req, struct reply *reply);

/* What the answer is written into, as JSON; api_answer sends it. */
struct json *api_json(struct api *api);
/* Any other answer, in the scope. */
void api_send(struct api *api, const char *type, struct str body);
/* Server-sent events. */
void api_stream(struct api *api, struct stream *stream);

/* Of the body, by its fields' names; p NULL, `none`, false, NULL where they are not given. */
struct str api_text(const struct api *api, const char *name);
int64_t api_count(const struct api *api, const char *name, int64_t none);
bool api_true(const struct api *api, const char *name);
const json_t *api_value(const struct api *api, const char *name);
/* A time in the body or the query, checked before; `none` where it is not given. */
int64_t api_time(struct str text, int64_t none);

/* Who changes a map, as it is kept: nobody whose name is "wend" is taken for the program, whose proposals follow the
 * evidence (answer/kept.h). */
struct str api_author(const struct api *api);

/* Refusals that no fault of a scope means; false, for handlers to return. */
bool api_problem(struct api *api, int status, const char *detail, ...) __attribute__((format(printf, 3, 4)));
bool api_wait(struct api *api, int64_t seconds); /* 429 with Retry-After */
/* With more to it than words: `members` is JSON, `"mine":{...},"theirs":{...}`. */
bool api_problem_with(struct api *api, int status, struct str members, const char *detail, ...)
	__attribute__((format(printf, 4, 5)));
