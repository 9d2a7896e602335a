#include "doors/audit.h"
#include "serve/api_ask.h"
#include "serve/api_read.h"
#include "store/evidence_change.h"

enum { BODY = 1 << 16, DAYS_MOST = 36500 };

#define DAY_US INT64_C(86400000000)

/* clang-format off */
#define KIND(name, flags) { name, SHAPE_COUNT, (flags) | SHAPE_NULL, .least = 1, .most = DAYS_MOST, .about = NULL }
#define KINDS(flags) \
	KIND("web", flags), KIND("email", flags), KIND("social", flags), KIND("survey", flags), KIND("interview", flags), KIND("support", flags), \
	KIND("session", flags), KIND("crm", flags), KIND("ads", flags), KIND("staff", flags), KIND("log", flags)
static const struct shape_field days_fields[] = { KINDS(SHAPE_NEEDED) };
static const struct shape days_shape = { "RetentionDays", "for how many days evidence of each kind of source is kept; null: for ever", days_fields, COUNT_OF(days_fields), false };
static const struct shape_field kept_fields[] = {
	{ "days", SHAPE_OBJECT, SHAPE_NEEDED, .of = &days_shape },
	{ "removed", SHAPE_COUNT, SHAPE_NEEDED, .about = "events that were older, and are gone by this call" },
};
static const struct shape kept_shape = { "Retention", "how long evidence is kept", kept_fields, COUNT_OF(kept_fields), false };
static const struct shape_field wish_fields[] = { KINDS(0) };
static const struct shape wish_shape = { "RetentionWish", "how long evidence of some kinds of source is to be kept, in days; null: for ever; a kind that is not named stays as it is", wish_fields, COUNT_OF(wish_fields), false };
/* clang-format on */

static bool tell_kept(struct api *api, struct workspace *ws, uint64_t removed)
{
	struct json *j = api_json(api);
	int64_t spans_us[SOURCE_KINDS];

	if (!evidence_retention(api->sc, ws->evidence, spans_us))
		return false;
	json_open(j, NULL, '{');
	json_open(j, "days", '{');
	for (int i = 0; i < SOURCE_KINDS; i++)
		json_number(j, source_name((enum source_kind)i), spans_us[i] != 0,
			(double)(spans_us[i] / DAY_US));
	json_close(j, '}');
	json_count(j, "removed", removed);
	json_close(j, '}');
	return true;
}

static bool run_get(struct api *api)
{
	struct workspace *ws = office_enter(api->house->office, api->sc);

	if (!ws)
		return false;
	bool ok = tell_kept(api, ws, 0);
	office_leave(api->house->office);
	return ok;
}

/* As wend retention takes it: web=400d,support=none. */
static struct str wish_words(struct api *api)
{
	struct buf *b = buf_new(api->sc, 1000);

	for (size_t i = 0; i < COUNT_OF(wish_fields); i++) {
		const char *kind = wish_fields[i].name;
		if (!json_object_get(api->body, kind))
			continue;
		buf_printf(b, "%s%s=", buf_len(b) ? "," : "", kind);
		if (api_value(api, kind))
			buf_printf(b, "%lldd", (long long)api_count(api, kind, 0));
		else
			buf_puts(b, "none");
	}
	return buf_str(b);
}

static bool set_days(struct api *api, struct workspace *ws)
{
	for (size_t i = 0; i < COUNT_OF(wish_fields); i++) {
		struct str name = str_of(wish_fields[i].name);
		enum source_kind kind;
		if (!json_object_get(api->body, wish_fields[i].name) || !source_find(name, &kind))
			continue;
		if (!evidence_set_retention(
			    api->sc, ws->evidence, kind, api_count(api, wish_fields[i].name, 0) * DAY_US))
			return false;
	}
	return true;
}

/* The row of the log comes first: what is removed is not to be had back, and nobody shall ask in vain who did it. */
static bool put(struct api *api, struct workspace *ws, struct str words)
{
	struct audit_entry entry = {
		.action = AUDIT_SETTING, .on = "retention", .details = { { "changed", words } }
	};
	uint64_t removed = 0;

	if (!audit_add(api->sc, api->doors->db, &api->visitor, &entry, api->req->now_us))
		return false;
	office_put_away(api->house->office);
	if (!set_days(api, ws) || !evidence_expire(api->sc, ws->evidence, api->req->now_us, &removed))
		return false;
	office_changed(api->house->office);
	bool clean = workspace_clean(api->sc, ws);
	house_tell(api->house, "retention", STR(""), 0, api->visitor.name);
	return clean && tell_kept(api, ws, removed);
}

static bool run_put(struct api *api)
{
	struct str words = wish_words(api);

	if (!words.n)
		return api_problem(api, 422,
			"nothing to change: name kinds of source, as {\"web\": 400, \"support\": null}");
	struct workspace *ws = office_enter(api->house->office, api->sc);
	if (!ws)
		return false;
	bool ok = put(api, ws, words);
	office_leave(api->house->office);
	return ok;
}

/* clang-format off */
static const struct api_row get_row = { .name = "getRetention", .about = "How long evidence is kept, by kind of source.", .group = "workspace", .grant = GRANT_READ,
	.gives = &kept_shape, .run = run_get };
static const struct api_row put_row = { .name = "setRetention", .about = "Sets how long evidence is kept, and removes what is older at once.", .group = "workspace", .grant = GRANT_ADMIN,
	.takes = &wish_shape, .gives = &kept_shape, .run = run_put };

static const struct route rows[] = {
	{ METHOD_GET, "/api/v1/retention", ROUTE_WORKER, 0, api_answer, false, &get_row },
	{ METHOD_PUT, "/api/v1/retention", ROUTE_WORKER, BODY, api_answer, false, &put_row },
};
/* clang-format on */

struct routes api_read_retention_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
