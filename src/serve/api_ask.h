/* api_ask - a question over the evidence and one of its maps, as routes ask it: answered once, kept while nothing changes.
 *
 *	static bool tell(struct asking *a, struct buf *out) { ... a->study, a->definition ...; return true; }
 *	return api_ask(api, request_part(api->req, "map"), tell);
 *
 * api_ask enters the office, opens the study and the map, keeps the bytes on the shelf by what was asked, and sends
 * them with an ETag.  A name in the question that nothing here has is 422: the map was there.  A viewer asks of the map
 * as it was published last (api_viewer.h), of what customers did until now.
 */
#pragma once

#include "answer/study.h"
#include "doors/audit.h"
#include "serve/api.h"

struct asking {
	struct api *api;
	struct scope *sc;
	struct workspace *ws;
	struct study *study;
	struct definition *definition;
};

typedef bool (*asking_fn)(struct asking *a, struct buf *out);
bool api_ask(struct api *api, struct str map, asking_fn fn) MUST_USE;

/* The same of the workspace alone: no study, no definition.  `state`: of whatever else the answer hangs on. */
bool api_ask_workspace(struct api *api, uint64_t state, asking_fn fn) MUST_USE;

/* The same by hand, for what writes: asking_close in any case.  `map` p NULL: the first one, or a proposal that is kept
 * nowhere; for a viewer the first that is published. */
bool asking_enter(struct asking *a, struct api *api) MUST_USE; /* the workspace alone */
bool asking_open(struct asking *a, struct api *api, struct str map) MUST_USE;
void asking_close(struct asking *a);

/* ?where=, as a bitmap and in words; NULL and p NULL where it was not given. */
bool asking_where(struct asking *a, uint64_t **members, struct str *words) MUST_USE;

/* Whom a map of it counts (drawn.h): its personas' customers, and of them those of ?where=. */
bool asking_whom(struct asking *a, const uint64_t **members, struct str *words) MUST_USE;

/* ?period=: its first and last second; `has` false where it was not given. */
#define PERIOD_QUERY                                                                                                                \
	{                                                                                                                           \
		"period", SHAPE_TEXT, 0,                                                                                            \
			.most = 60,                                                                                                 \
			.about =                                                                                                    \
				"only journeys that start in it, and what was said in it: 2026-Q1, 2026-03, 2026-03-01..2026-03-31" \
	}
struct asked_period {
	bool has;
	int64_t from_s, to_s;
};
bool asking_period(struct api *api, struct asked_period *period) MUST_USE;

/* Of the query: names with commas between; a span of time as 7d or 1h30m, 0 where it is not given; which of the names. */
size_t api_query_names(struct api *api, const char *name, struct str **names);
bool api_query_span(struct api *api, const char *name, int64_t *us) MUST_USE;
bool api_query_true(struct api *api, const char *name);

/* A change and its row of the audit log, together or not at all. */
typedef bool (*change_fn)(struct api *api, struct documents *docs, void *to);
bool api_change(struct api *api, struct documents *docs, change_fn fn, void *to,
	const struct audit_entry *entry) MUST_USE;

/* At personal data: who may not is refused, and who may is in the audit log before anything is shown. */
bool api_look(struct api *api, enum audit_action action, const char *on, const char *on_id) MUST_USE;
