/* Google Analytics 4, the events as they are exported to BigQuery, an object each.
 * https://developers.google.com/analytics/bigquery/event-schema */
#include "formats/json_each.h"
#include "formats/known.h"
#include "formats/members.h"

enum top {
	DATE,
	TIMESTAMP,
	NAME,
	PARAMS,
	BUNDLE,
	BATCH_INDEX,
	USER,
	PSEUDO,
	PRIVACY,
	USER_PROPERTIES,
	DEVICE,
	GEO,
	APP,
	FIRST_TOUCH,
	COLLECTED,
	SESSION_SOURCE,
	PLATFORM,
	ECOMMERCE,
	ITEMS,
	TOPS
};
static const struct str top_keys[TOPS] = { KEY("event_date"), KEY("event_timestamp"), KEY("event_name"),
	KEY("event_params"), KEY("event_bundle_sequence_id"), KEY("batch_event_index"), KEY("user_id"),
	KEY("user_pseudo_id"), KEY("privacy_info"), KEY("user_properties"), KEY("device"), KEY("geo"),
	KEY("app_info"), KEY("traffic_source"), KEY("collected_traffic_source"),
	KEY("session_traffic_source_last_click"), KEY("platform"), KEY("ecommerce"), KEY("items") };

/* Parameters that mean more than a property. */
enum param { SESSION, PAGE, VALUE, CURRENCY, ORDER, CAMPAIGN, PARAM_KEYS };
static const struct str param_keys[PARAM_KEYS] = { KEY("ga_session_id"), KEY("page_location"), KEY("value"),
	KEY("currency"), KEY("transaction_id"), KEY("campaign") };

static const struct {
	enum top of;
	const char *path, *name;
} says[] = {
	{ DEVICE, "category", "device" },
	{ DEVICE, "operating_system", "os" },
	{ DEVICE, "web_info.browser", "browser" },
	{ DEVICE, "language", "locale" },
	{ GEO, "country", "country" },
	{ GEO, "city", "city" },
	{ APP, "id", "app" },
	{ APP, "version", "app_version" },
	{ PRIVACY, "analytics_storage", "consent.analytics_storage" },
	{ PRIVACY, "ads_storage", "consent.ads_storage" },
	{ FIRST_TOUCH, "source", "first_touch.source" },
	{ FIRST_TOUCH, "medium", "first_touch.medium" },
	{ FIRST_TOUCH, "name", "first_touch.campaign" },
	{ COLLECTED, "manual_source", "campaign.source" },
	{ COLLECTED, "manual_medium", "campaign.medium" },
	{ COLLECTED, "manual_term", "campaign.term" },
	{ COLLECTED, "manual_content", "campaign.content" },
	{ SESSION_SOURCE, "manual_campaign.source", "session.source" },
	{ SESSION_SOURCE, "manual_campaign.medium", "session.medium" },
};

/* Where the campaign of the visit stands, the nearest first; the first touch is the customer's, not the visit's. */
static const struct {
	enum top of;
	const char *path;
} campaigns[] = {
	{ COLLECTED, "manual_campaign_name" },
	{ SESSION_SOURCE, "manual_campaign.campaign_name" },
	{ SESSION_SOURCE, "google_ads_campaign.campaign_name" },
};

struct event {
	const struct json_node *top[TOPS];
	struct str param[PARAM_KEYS];
};

struct reading {
	struct facts *f;
};

/* --- values -------------------------------------------------------------------------------------- */

/* {"string_value":null,"int_value":"7",...}: the one that is not null. */
static struct str value_of(const struct json_node *pair)
{
	for (const struct json_node *it = json_first(json_at(pair, "value")); it; it = it->next)
		if (str_ends(it->key, STR("_value")) && json_value(it).p)
			return json_value(it);
	return (struct str){ 0 };
}

/* "(not set)", "(direct)", "(none)": Google's words for nothing. */
static struct str stated(struct str text)
{
	return !str_starts(text, STR("(")) ? text : (struct str){ 0 };
}

static int param_of(struct str key)
{
	for (int i = 0; i < PARAM_KEYS; i++)
		if (str_equal(param_keys[i], key))
			return i;
	return PARAM_KEYS;
}

/* The parameters that are properties are said at once, the others kept. */
static void take_params(struct facts *f, struct event *e)
{
	for (const struct json_node *it = json_first(e->top[PARAMS]); it; it = it->next) {
		struct str key = json_text_at(it, "key"), value = value_of(it);
		int param = param_of(key);
		if (param < PARAM_KEYS)
			e->param[param] = value;
		else if (key.n && !veil_is_private(key, false))
			members_say_text(f, key, value);
	}
}

static void say_user_properties(struct facts *f, const struct event *e)
{
	for (const struct json_node *it = json_first(e->top[USER_PROPERTIES]); it; it = it->next) {
		struct str key = json_text_at(it, "key"), value = value_of(it);
		if (key.n && !veil_is_private(key, true) && !veil_is_email(value))
			facts_say_in(f, "traits", key, value);
	}
}

static void say_rest(struct facts *f, const struct event *e)
{
	for (size_t i = 0; i < COUNT_OF(says); i++)
		if (e->top[says[i].of])
			members_say_one(f, says[i].name, json_text_at(e->top[says[i].of], says[i].path));
	if (e->top[ITEMS] && e->top[ITEMS]->first)
		facts_say(f, STR("items"), e->top[ITEMS]->text);
	say_user_properties(f, e);
}

/* --- what they mean ------------------------------------------------------------------------------ */

static void put_campaign(struct facts *f, const struct event *e)
{
	struct str name = { 0 };

	for (size_t i = 0; !name.n && i < COUNT_OF(campaigns); i++)
		name = stated(json_text_at(e->top[campaigns[i].of], campaigns[i].path));
	facts_put(f, FACT_CAMPAIGN, name.n ? name : stated(e->param[CAMPAIGN]));
}

static bool is_number(struct str text)
{
	double number;

	return text.n && str_number(text, &number);
}

/* What is paid back is no income: it stays a property. */
static void put_money(struct facts *f, const struct event *e)
{
	struct str revenue = json_text_at(e->top[ECOMMERCE], "purchase_revenue");
	struct str order = stated(json_text_at(e->top[ECOMMERCE], "transaction_id"));

	facts_put(f, FACT_ORDER, order.n ? order : stated(e->param[ORDER]));
	if (str_has(json_value(e->top[NAME]), STR("refund"))) {
		members_say_one(f, "value", e->param[VALUE]);
		members_say_one(f, "currency", e->param[CURRENCY]);
		return;
	}
	revenue = is_number(revenue) ? revenue : e->param[VALUE];
	facts_put(f, FACT_VALUE, is_number(revenue) ? revenue : (struct str){ 0 });
	facts_put(f, FACT_CURRENCY, e->param[CURRENCY]);
}

/* Without consent an event has neither a number of the browser nor of the session. */
static void put_identifiers(struct facts *f, const struct event *e)
{
	struct str pseudo = members_id(e->top[PSEUDO]), session = e->param[SESSION];

	facts_put(f, FACT_COOKIE, pseudo);
	facts_put(f, FACT_USER, members_id(e->top[USER]));
	if (pseudo.n && session.n)
		facts_printf(f, FACT_SESSION, "%.*s.%.*s", STR_ARG(pseudo), STR_ARG(session));
}

/* Google numbers no event.  With all five parts there is no second event of that key; where one is missing (before
 * July 2024, without consent), events of one batch may share the others. */
static void put_key(struct facts *f, const struct event *e)
{
	struct str pseudo = members_id(e->top[PSEUDO]), time = members_id(e->top[TIMESTAMP]);
	struct str name = json_value(e->top[NAME]), bundle = members_id(e->top[BUNDLE]);
	struct str index = members_id(e->top[BATCH_INDEX]);

	if (pseudo.n && bundle.n && index.n)
		facts_printf(f, FACT_KEY, "%.*s/%.*s/%.*s/%.*s/%.*s", STR_ARG(pseudo), STR_ARG(time),
			STR_ARG(name), STR_ARG(bundle), STR_ARG(index));
}

/* Microseconds.  The events of one batch may all have the time at which it was sent: their places in it, as as many
 * microseconds, keep them in order. */
static bool put_time(struct facts *f, const struct event *e)
{
	static const struct when_shape shape = { .family = WHEN_EPOCH_US, .has_zone = true };
	int64_t us, index;

	if (!when_read(&shape, NULL, members_id(e->top[TIMESTAMP]), &us, NULL))
		return false;
	if (str_integer(members_id(e->top[BATCH_INDEX]), &index) && index > 0 && index < 1000)
		us += index;
	facts_time(f, FACT_TIME, us);
	return true;
}

static const char *channel_of(struct str platform)
{
	if (str_same(platform, STR("WEB")))
		return "website";
	return platform.n ? "app" : NULL; /* ANDROID, IOS */
}

static bool take(void *to, const struct json_node *record, const struct json_node *around, uint64_t row,
	struct str raw)
{
	struct reading *r = to;
	struct facts *f = r->f;
	struct event e = { 0 };

	(void)around;
	members_pick(record, top_keys, TOPS, e.top);
	facts_begin(f, row, raw);
	if (!members_id(e.top[NAME]).n)
		return members_broken(
			f, row, raw, "an event without a name", "event_name", (struct str){ 0 });
	if (!put_time(f, &e))
		return members_broken(f, row, raw, "no time in microseconds", "event_timestamp",
			json_value(e.top[TIMESTAMP]));
	facts_put(f, FACT_EVENT, json_value(e.top[NAME]));
	facts_put(f, FACT_DAY, members_id(e.top[DATE]));
	facts_put(f, FACT_CHANNEL, str_of(channel_of(json_value(e.top[PLATFORM]))));
	take_params(f, &e);
	facts_put(f, FACT_PAGE, e.param[PAGE]);
	put_key(f, &e);
	put_identifiers(f, &e);
	put_campaign(f, &e);
	put_money(f, &e);
	say_rest(f, &e);
	return facts_send(f);
}

static bool broken(void *to, uint64_t row, struct str raw, const char *why)
{
	struct reading *r = to;

	return facts_broken(r->f, row, raw, why);
}

static bool full(void *to)
{
	const struct reading *r = to;

	return facts_full(r->f);
}

static bool read_events(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	const struct json_wish wish = { 0 };
	const struct json_fns fns = { take, broken, full };
	struct reading r = { facts_new(sc, columns, options, sink, notes, "ga4") };

	return json_each(sc, in, &wish, notes, &fns, &r);
}

static int claim(const struct sniff *s)
{
	return sniff_has_keys(s, "event_date", "event_timestamp", "event_name", NULL) ? 95 : 0;
}

const struct format format_ga4 = {
	.name = "ga4",
	.about = "Google Analytics 4: the BigQuery export, as JSON",
	.becomes =
		"an event an event; user id, browser, session; a day that is exported again replaces itself",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_WEB,
	.facts = true,
	.claim = claim,
	.read = read_events,
};
