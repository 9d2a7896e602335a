#include "serve/api_ask.h"

#include <xxhash.h>

#include "answer/kept.h"
#include "answer/members.h"
#include "answer/period.h"
#include "base/when.h"
#include "model/definition_io.h"
#include "serve/api_viewer.h"
#include "serve/shelf.h"

/* --- being at the workspace ------------------------------------------------------------------------------ */

bool asking_enter(struct asking *a, struct api *api)
{
	*a = (struct asking){ .api = api, .sc = api->sc };
	a->ws = office_enter(api->house->office, api->sc);
	return a->ws != NULL;
}

/* The first of the maps that are published, in the order in which they were made. */
static bool first_published(struct api *api, struct str *map)
{
	struct published *heads;
	struct saved_map *maps;
	size_t n_heads, n;

	if (!viewer_published(api, &heads, &n_heads) || !documents_maps(api->sc, api->docs, &maps, &n))
		return false;
	for (size_t i = 0; i < n; i++)
		if (viewer_head(heads, n_heads, maps[i].id)) {
			*map = maps[i].id;
			return true;
		}
	return scope_fail(api->sc, FAULT_NOT_FOUND, "no map is published here yet");
}

static struct definition *published_definition(struct api *api, struct str map)
{
	int64_t no;

	if ((!map.p && !first_published(api, &map)) || !viewer_version(api, map, &no))
		return NULL;
	struct published *v = published_get(api->sc, api->docs, map, no);
	return v ? definition_from_text(api->sc, DOCUMENT_JSON, v->definition) : NULL;
}

static struct definition *definition_of(struct asking *a, struct str map)
{
	struct kept_wish wish = { .id = map, .now_us = a->api->req->now_us, .live = true, .never = !map.p };
	struct kept kept;

	if (viewer_only(a->api))
		return published_definition(a->api, map);
	return kept_definition(a->sc, a->study, &wish, &kept);
}

bool asking_open(struct asking *a, struct api *api, struct str map)
{
	if (!asking_enter(a, api))
		return false;
	a->study = office_study(api->house->office, api->sc);
	a->definition = a->study ? definition_of(a, map) : NULL;
	return a->definition != NULL;
}

void asking_close(struct asking *a)
{
	if (a->ws)
		office_leave(a->api->house->office);
	a->ws = NULL;
}

bool asking_where(struct asking *a, uint64_t **members, struct str *words)
{
	struct str text = request_query(a->api->req, "where");

	*members = NULL;
	*words = (struct str){ 0 };
	if (!text.p || str_empty(text))
		return true;
	*members = members_where(a->sc, a->study, a->definition, text, words);
	return *members != NULL;
}

bool asking_whom(struct asking *a, const uint64_t **members, struct str *words)
{
	const struct map_members *counted = map_members(a->sc, a->study, a->definition);
	uint64_t *asked;

	if (!counted || !asking_where(a, &asked, words))
		return false;
	*members = members_both(a->sc, a->study, counted->customers, asked);
	return true;
}

bool asking_period(struct api *api, struct asked_period *period)
{
	struct str text = request_query(api->req, "period");

	*period = (struct asked_period){ .has = text.p && !str_empty(text) };
	return !period->has || period_read(api->sc, text, &period->from_s, &period->to_s);
}

/* --- asking ------------------------------------------------------------------------------------------------ */

/* The map was found before: what is not found now is a name in the question. */
static bool refuse(struct api *api)
{
	if (api->sc->fault != FAULT_NOT_FOUND)
		return false;
	return api_problem(api, 422, "%s", api->sc->why);
}

struct question {
	struct str map;
	bool mapless; /* the workspace alone */
	asking_fn fn;
	uint64_t state;
};

static bool compute(struct api *api, const struct question *q, struct str *bytes)
{
	struct buf *out = buf_new(api->sc, API_ANSWER);
	struct asking a;
	bool open = q->mapless ? asking_enter(&a, api) : asking_open(&a, api, q->map);
	bool ok = open && q->fn(&a, out) && buf_ok(out, "the answer");

	asking_close(&a);
	*bytes = buf_str(out);
	return ok || (open && !q->mapless && refuse(api));
}

static bool answer(struct api *api, const struct question *q)
{
	struct shelf_key key = { office_state(api->house->office),
		str_of(scope_printf(api->sc, "%s\n%.*s\n%llx\n%.*s", api->row->name,
			STR_ARG(q->map.p ? q->map : STR("")), (unsigned long long)q->state,
			STR_ARG(api->req->target))) };
	struct str bytes;

	if (!shelf_get(api->house->shelf, api->sc, key, &bytes)) {
		if (!compute(api, q, &bytes))
			return false;
		shelf_put(api->house->shelf, key, bytes);
	}
	api_send(api, "application/json", bytes);
	reply_tag(api->req, api->reply, XXH3_64bits(bytes.p, bytes.n));
	return true;
}

/* What a viewer is told hangs on what is published, too. */
static bool state_of(struct api *api, uint64_t *state)
{
	struct published *heads;
	size_t n;

	*state = 0;
	if (!viewer_only(api))
		return true;
	if (!viewer_published(api, &heads, &n))
		return false;
	*state = 1 + viewer_state(heads, n);
	return true;
}

bool api_ask(struct api *api, struct str map, asking_fn fn)
{
	struct question q = { .map = map, .fn = fn };

	return state_of(api, &q.state) && answer(api, &q);
}

bool api_ask_workspace(struct api *api, uint64_t state, asking_fn fn)
{
	struct question q = { .mapless = true, .fn = fn, .state = state };

	return answer(api, &q);
}

/* --- the query --------------------------------------------------------------------------------------------- */

size_t api_query_names(struct api *api, const char *name, struct str **names)
{
	struct str rest = request_query(api->req, name);
	LIST(struct str) list = { 0 };

	while (rest.p) {
		struct str one = str_trim(str_cut(&rest, ','));
		if (one.n)
			*LIST_ADD(api->sc, &list) = one;
	}
	*names = list.at;
	return list.n;
}

bool api_query_span(struct api *api, const char *name, int64_t *us)
{
	struct str text = request_query(api->req, name);

	*us = 0;
	if (!text.p || (when_span(text, us) && *us > 0))
		return true;
	return scope_fail(api->sc, FAULT_INVALID, "%s: \"%.*s\" is no time: write it as 7d, 12h or 1h30m",
		name, STR_ARG(str_short(api->sc, text, 40)));
}

bool api_query_true(struct api *api, const char *name)
{
	return str_equal(request_query(api->req, name), STR("true"));
}

/* --- changing ---------------------------------------------------------------------------------------------- */

bool api_change(
	struct api *api, struct documents *docs, change_fn fn, void *to, const struct audit_entry *entry)
{
	if (!documents_begin(api->sc, docs))
		return false;
	if (fn(api, docs, to) &&
		audit_add(api->sc, documents_lite(docs), &api->visitor, entry, api->req->now_us) &&
		documents_commit(api->sc, docs))
		return true;
	documents_rollback(docs);
	return false;
}

bool api_look(struct api *api, enum audit_action action, const char *on, const char *on_id)
{
	struct audit_entry entry = { .action = action, .on = on, .on_id = str_of(on_id) };

	if (!visitor_needs(api->sc, &api->visitor, GRANT_PERSONAL))
		return api_problem(api, 403, "%s", api->sc->why);
	return audit_add(api->sc, api->doors->db, &api->visitor, &entry, api->req->now_us);
}
