#include "serve/api_ask.h"

#include <xxhash.h>

#include "answer/kept.h"
#include "answer/where.h"
#include "base/when.h"
#include "model/condition_io.h"
#include "serve/shelf.h"

/* --- being at the workspace ------------------------------------------------------------------------------ */

bool asking_enter(struct asking *a, struct api *api)
{
	*a = (struct asking){ .api = api, .sc = api->sc };
	a->ws = office_enter(api->house->office, api->sc);
	return a->ws != NULL;
}

bool asking_open(struct asking *a, struct api *api, struct str map)
{
	struct kept_wish wish = { .id = map, .now_us = api->req->now_us, .never = !map.p };
	struct kept kept;

	if (!asking_enter(a, api))
		return false;
	a->study = office_study(api->house->office, api->sc);
	a->definition = a->study ? kept_definition(api->sc, a->study, &wish, &kept) : NULL;
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
	struct condition *c = condition_from_text(a->sc, text);
	if (!c)
		return false;
	*members = where_members(a->sc, a->study, a->definition, c);
	*words = condition_words(a->sc, c);
	return *members != NULL;
}

/* --- asking ------------------------------------------------------------------------------------------------ */

/* The map was found before: what is not found now is a name in the question. */
static bool refuse(struct api *api)
{
	if (api->sc->fault != FAULT_NOT_FOUND)
		return false;
	return api_problem(api, 422, "%s", api->sc->why);
}

static bool compute(struct api *api, struct str map, asking_fn fn, struct str *bytes)
{
	struct buf *out = buf_new(api->sc, API_ANSWER);
	struct asking a;
	bool open = asking_open(&a, api, map);
	bool ok = open && fn(&a, out) && buf_ok(out, "the answer");

	asking_close(&a);
	*bytes = buf_str(out);
	return ok || (open && refuse(api));
}

bool api_ask(struct api *api, struct str map, asking_fn fn)
{
	struct shelf_key key = { office_state(api->house->office),
		str_of(scope_printf(api->sc, "%s\n%.*s\n%.*s", api->row->name, STR_ARG(map.p ? map : STR("")),
			STR_ARG(api->req->target))) };
	struct str bytes;

	if (!shelf_get(api->house->shelf, api->sc, key, &bytes)) {
		if (!compute(api, map, fn, &bytes))
			return false;
		shelf_put(api->house->shelf, key, bytes);
	}
	api_send(api, "application/json", bytes);
	reply_tag(api->req, api->reply, XXH3_64bits(bytes.p, bytes.n));
	return true;
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

bool api_change(struct api *api, struct documents *docs, change_fn fn, void *to,
	const struct audit_entry *entry)
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
