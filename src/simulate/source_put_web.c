#include "base/json.h"
#include "simulate/source_put.h"
#include "simulate/stamp.h"

enum { SERVERS_ZONE_S = 3600 }; /* the shop's clock is an hour before UTC, all year */

static uint32_t product(const struct source_writing *w)
{
	return 1 + w->r->choice / 1000 % 60;
}

/* --- Segment ---------------------------------------------------------------------------------------------- */

static void put_traits(const struct source_writing *w)
{
	buf_puts(w->b, "\"traits\":{");
	put_member(w, "email", w->given->id[IDENTIFIER_EMAIL]);
	if (w->given->id[IDENTIFIER_PHONE].p)
		put_member(w, "phone", w->given->id[IDENTIFIER_PHONE]);
	buf_puts(w->b, "\"plan\":\"free\"}");
}

static void put_properties(const struct source_writing *w)
{
	buf_puts(w->b, "\"properties\":{");
	if (w->given->id[IDENTIFIER_ORDER].p)
		put_member(w, "order_id", w->given->id[IDENTIFIER_ORDER]);
	buf_printf(w->b, "\"sku\":\"TEA-%u\",\"price\":%u.%02u}", product(w), 9 + w->r->choice % 90,
		w->r->choice / 90 % 100);
}

void put_segment(const struct source_writing *w)
{
	const char *type = w->r->at == AT_IDENTIFY ? "identify" : w->r->at == AT_PAGE ? "page" : "track";

	buf_printf(w->b, "{\"type\":\"%s\",", type);
	put_member(w, "messageId", w->key);
	put_member(w, "anonymousId", w->given->id[IDENTIFIER_COOKIE]);
	if (w->given->id[IDENTIFIER_USER].p)
		put_member(w, "userId", w->given->id[IDENTIFIER_USER]);
	put_member_time(w, "timestamp", w->r->time_s[0]);
	if (w->r->at == AT_PAGE)
		buf_printf(w->b,
			"\"name\":\"Product\",\"properties\":{\"url\":\"https://shop.example/p/tea-%u\"},",
			product(w));
	else if (w->r->at != AT_IDENTIFY)
		put_member(w, "event", str_of(source_touchpoints[w->r->at].event));
	if (w->r->at == AT_IDENTIFY)
		put_traits(w);
	else if (w->r->at != AT_PAGE)
		put_properties(w);
	else
		buf_puts(w->b, "\"context\":{\"library\":{\"name\":\"handmade\"}}");
	buf_puts(w->b, "}\n");
}

/* --- GA4 -------------------------------------------------------------------------------------------------- */

void put_ga4(const struct source_writing *w)
{
	struct str cookie = w->given->id[IDENTIFIER_COOKIE], order = w->given->id[IDENTIFIER_ORDER];
	int64_t time_s = w->r->time_s[0];

	buf_puts(w->b, "{\"event_date\":\"");
	stamp_put(w->b, time_s, "YMD");
	buf_printf(w->b, "\",\"event_timestamp\":\"%lld%06u\",", (long long)time_s,
		1000 * put_milliseconds(w) + w->r->choice % 1000);
	put_member(w, "event_name", str_of(source_touchpoints[w->r->at].event));
	buf_printf(w->b,
		"\"event_params\":[{\"key\":\"ga_session_id\",\"value\":{\"int_value\":\"%lld\"}},"
		"{\"key\":\"page_location\",\"value\":{\"string_value\":\"https://shop.example/c/%u\"}}],",
		(long long)(time_s - time_s % 1800), product(w));
	buf_printf(w->b, "\"event_bundle_sequence_id\":\"%u\",\"batch_event_index\":\"1\",", w->r->number);
	if (w->given->id[IDENTIFIER_USER].p)
		put_member(w, "user_id", w->given->id[IDENTIFIER_USER]);
	put_member(w, "user_pseudo_id", cookie);
	if (order.p)
		buf_printf(w->b, "\"ecommerce\":{\"transaction_id\":\"%.*s\"},", STR_ARG(order));
	buf_printf(w->b, "\"privacy_info\":{\"analytics_storage\":\"%s\"},", cookie.p ? "Yes" : "No");
	buf_printf(w->b,
		"\"device\":{\"category\":\"%s\"},\"geo\":{\"country\":\"Poland\"},\"platform\":\"WEB\"}\n",
		w->r->device ? "mobile" : "desktop");
}

/* --- the server's log ------------------------------------------------------------------------------------- */

void put_access(const struct source_writing *w)
{
	const struct person_device *d = &w->p->device[w->r->device];
	struct str user = w->given->id[IDENTIFIER_USER];

	buf_printf(w->b, "%.*s - %.*s ", STR_ARG(w->given->id[IDENTIFIER_VISITOR]),
		STR_ARG(user.p ? user : STR("-")));
	stamp_put(w->b, w->r->time_s[0] + SERVERS_ZONE_S, "[D/b/Y:h:m:s +0100]");
	buf_printf(w->b, " \"GET /help/%u HTTP/1.1\" 200 %u \"-\" \"%.*s\"\n", product(w),
		900 + w->r->choice % 9000, STR_ARG(d->agent));
}

/* --- PostHog ---------------------------------------------------------------------------------------------- */

void put_posthog(const struct source_writing *w)
{
	struct str user = w->given->id[IDENTIFIER_USER], device = w->given->id[IDENTIFIER_COOKIE];

	buf_putc(w->b, '{');
	put_member(w, "uuid", w->key);
	put_member(w, "event", str_of(source_touchpoints[w->r->at].event));
	put_member(w, "distinct_id", user.p ? user : device);
	put_member(w, "person_id", w->given->id[IDENTIFIER_EXTERNAL]);
	buf_puts(w->b, "\"properties\":{");
	if (w->r->at == AT_APP_IDENTIFY) {
		put_member(w, "$anon_distinct_id", device);
		buf_puts(w->b, "\"$set\":{\"email\":");
		json_quote(w->b, w->given->id[IDENTIFIER_EMAIL]);
		buf_puts(w->b, "},");
	}
	buf_puts(w->b, "\"$lib\":\"posthog-android\",\"$device_type\":\"Mobile\"},");
	put_member_time(w, "timestamp", w->r->time_s[0]);
	buf_puts(w->b, "\"created_at\":\"");
	stamp_put(w->b, w->r->time_s[0] + 2, "Y-M-DTh:m:s.000Z\"}\n");
}
