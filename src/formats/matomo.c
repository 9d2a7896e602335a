/* Matomo, the visits of Live.getLastVisitsDetails with what was done in each.
 * https://developer.matomo.org/api-reference/reporting-api#Live */
#include "formats/json_each.h"
#include "formats/known.h"
#include "formats/members.h"

enum top {
	SITE,
	VISIT,
	VISITOR,
	FINGERPRINT,
	USER,
	IP,
	FIRST,
	REFERRER_TYPE,
	REFERRER_NAME,
	CAMPAIGN,
	CURRENCY,
	ACTIONS,
	TOPS
};
static const struct str top_keys[TOPS] = { KEY("idSite"), KEY("idVisit"), KEY("visitorId"),
	KEY("fingerprint"), KEY("userId"), KEY("visitIp"), KEY("firstActionTimestamp"), KEY("referrerType"),
	KEY("referrerName"), KEY("campaignName"), KEY("siteCurrency"), KEY("actionDetails") };

enum member {
	TYPE,
	TIME,
	URL,
	PAGE,
	PAGE_VIEW,
	REVENUE,
	ORDER,
	EVENT_CATEGORY,
	EVENT_ACTION,
	ITEMS,
	MEMBERS
};
static const struct str member_keys[MEMBERS] = { KEY("type"), KEY("timestamp"), KEY("url"), KEY("pageId"),
	KEY("idpageview"), KEY("revenue"), KEY("orderId"), KEY("eventCategory"), KEY("eventAction"),
	KEY("itemDetails") };

/* What of a visit stays as it is while the visit goes on; its length and number of actions do not, and would make a
 * visit that is exported twice look like two. */
static const struct {
	const char *path, *name;
} visit_says[] = {
	{ "visitorType", "visitor_type" },
	{ "referrerType", "referrer.type" },
	{ "referrerName", "referrer.name" },
	{ "referrerKeyword", "referrer.keyword" },
	{ "referrerUrl", "referrer" },
	{ "campaignSource", "campaign.source" },
	{ "campaignMedium", "campaign.medium" },
	{ "campaignContent", "campaign.content" },
	{ "campaignKeyword", "campaign.term" },
	{ "deviceType", "device" },
	{ "operatingSystemName", "os" },
	{ "browserName", "browser" },
	{ "languageCode", "locale" },
	{ "country", "country" },
	{ "city", "city" },
	{ "siteName", "site" },
};

static const struct {
	const char *path, *name;
} action_says[] = {
	{ "pageTitle", "page_title" },
	{ "timeSpent", "time_spent" },
	{ "siteSearchKeyword", "search" },
	{ "siteSearchCategory", "search_category" },
	{ "siteSearchCount", "search_results" },
	{ "eventName", "event_name" },
	{ "eventValue", "event_value" },
	{ "goalName", "goal" },
	{ "goalId", "goal_id" },
	{ "contentName", "content" },
	{ "contentPiece", "content_piece" },
	{ "revenueSubTotal", "revenue_subtotal" },
	{ "revenueTax", "revenue_tax" },
	{ "revenueShipping", "revenue_shipping" },
	{ "revenueDiscount", "revenue_discount" },
};

/* Other types keep their own word. */
static const struct {
	struct str type;
	const char *event;
} types[] = {
	{ KEY("action"), "page_view" },
	{ KEY("search"), "site_search" },
	{ KEY("goal"), "goal_reached" },
	{ KEY("download"), "file_downloaded" },
	{ KEY("outlink"), "outlink_clicked" },
	{ KEY("ecommerceOrder"), "order_placed" },
	{ KEY("ecommerceAbandonedCart"), "cart_abandoned" },
};

struct visit {
	const struct json_node *top[TOPS], *record;
	uint64_t row;
	struct str raw;
};

struct reading {
	struct facts *f;
};

/* --- a visit ------------------------------------------------------------------------------------- */

static void put_campaign(struct facts *f, const struct visit *v)
{
	struct str name = members_id(v->top[CAMPAIGN]);

	if (!name.n && str_equal(json_value(v->top[REFERRER_TYPE]), STR("campaign")))
		name = members_id(v->top[REFERRER_NAME]);
	facts_put(f, FACT_CAMPAIGN, name);
}

static void put_visit(struct facts *f, const struct visit *v)
{
	struct str site = members_id(v->top[SITE]), visit = members_id(v->top[VISIT]);

	facts_put(f, FACT_CHANNEL, STR("website"));
	facts_put(f, FACT_COOKIE, members_id(v->top[VISITOR]));
	facts_put(f, FACT_VISITOR, members_id(v->top[FINGERPRINT]));
	facts_put(f, FACT_USER, members_id(v->top[USER]));
	if (visit.n)
		facts_printf(f, FACT_SESSION, "%.*s.%.*s", STR_ARG(site), STR_ARG(visit));
	put_campaign(f, v);
	facts_say(f, STR("ip"), facts_ip(f, members_id(v->top[IP])));
	for (size_t i = 0; i < COUNT_OF(visit_says); i++)
		members_say_one(f, visit_says[i].name, members_id(json_at(v->record, visit_says[i].path)));
}

/* "dimension1", "dimension2": the site's own, of the visit or of the action. */
static void say_dimensions(struct facts *f, const struct json_node *object)
{
	for (const struct json_node *it = json_first(object); it; it = it->next)
		if (str_starts(it->key, STR("dimension")))
			members_say_text(f, it->key, members_id(it));
}

/* --- an action ----------------------------------------------------------------------------------- */

static void put_name(struct facts *f, const struct json_node *const *member)
{
	struct str type = json_value(member[TYPE]), category = members_id(member[EVENT_CATEGORY]);
	struct str action = members_id(member[EVENT_ACTION]);

	if (action.n) {
		facts_printf(f, FACT_EVENT, "%.*s%s%.*s", STR_ARG(category), category.n ? " - " : "",
			STR_ARG(action));
		return;
	}
	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (str_equal(types[i].type, type))
			type = str_of(types[i].event);
	facts_put(f, FACT_EVENT, type.n ? type : STR("page_view"));
}

/* An abandoned cart's revenue did not come in. */
static void put_money(struct facts *f, const struct visit *v, const struct json_node *const *member)
{
	struct str revenue = members_money(member[REVENUE]);

	facts_put(f, FACT_ORDER, members_id(member[ORDER]));
	if (revenue.n && str_equal(json_value(member[TYPE]), STR("ecommerceOrder"))) {
		facts_put(f, FACT_VALUE, revenue);
		facts_put(f, FACT_CURRENCY, members_id(v->top[CURRENCY]));
	} else {
		members_say_one(f, "revenue", revenue);
	}
	if (member[ITEMS] && member[ITEMS]->first)
		facts_say(f, STR("items"), member[ITEMS]->text);
}

/* Visits go on while they are exported, and say more the next time: how long a page was looked at, what lies in the cart.
 * A page's number is one of all actions, orders have their own, a page view may have one within its visit; a goal has
 * none.  Of a visit's cart the last state counts. */
static void put_key(struct facts *f, const struct visit *v, const struct json_node *const *member)
{
	struct str site = members_id(v->top[SITE]), page = members_id(member[PAGE]),
		   order = members_id(member[ORDER]);
	struct str visit = members_id(v->top[VISIT]), view = members_id(member[PAGE_VIEW]),
		   type = json_value(member[TYPE]);

	if (order.n && str_equal(type, STR("ecommerceOrder")))
		facts_printf(f, FACT_KEY, "%.*s/order/%.*s", STR_ARG(site), STR_ARG(order));
	else if (page.n)
		facts_printf(f, FACT_KEY, "%.*s/%.*s", STR_ARG(site), STR_ARG(page));
	else if (visit.n && view.n && str_equal(type, STR("action")))
		facts_printf(
			f, FACT_KEY, "%.*s/%.*s/view/%.*s", STR_ARG(site), STR_ARG(visit), STR_ARG(view));
	else if (visit.n && str_equal(type, STR("ecommerceAbandonedCart"))) {
		facts_printf(f, FACT_SUBJECT, "%.*s/%.*s/cart", STR_ARG(site), STR_ARG(visit));
		facts_put(f, FACT_VERSION, members_id(member[TIME]));
	}
}

static bool take_action(struct facts *f, const struct visit *v, const struct json_node *action)
{
	const struct json_node *member[MEMBERS];

	members_pick(action, member_keys, MEMBERS, member);
	facts_begin(f, v->row, v->raw);
	if (!facts_epoch(f, FACT_TIME, WHEN_EPOCH_S, members_id(member[TIME])))
		return members_broken(
			f, v->row, v->raw, "an action without a time", "timestamp", json_value(member[TIME]));
	put_visit(f, v);
	put_name(f, member);
	put_key(f, v, member);
	put_money(f, v, member);
	facts_put(f, FACT_PAGE, members_id(member[URL]));
	for (size_t i = 0; i < COUNT_OF(action_says); i++)
		members_say_one(f, action_says[i].name, members_id(json_at(action, action_says[i].path)));
	say_dimensions(f, v->record);
	say_dimensions(f, action);
	return facts_send(f);
}

/* Exported without its actions, a visit is one event. */
static bool take_bare_visit(struct facts *f, const struct visit *v)
{
	facts_begin(f, v->row, v->raw);
	if (!facts_epoch(f, FACT_TIME, WHEN_EPOCH_S, members_id(v->top[FIRST])))
		return members_broken(f, v->row, v->raw, "a visit without actions or a time",
			"firstActionTimestamp", json_value(v->top[FIRST]));
	put_visit(f, v);
	facts_put(f, FACT_EVENT, STR("visit"));
	facts_printf(f, FACT_KEY, "%.*s/visit/%.*s", STR_ARG(members_id(v->top[SITE])),
		STR_ARG(members_id(v->top[VISIT])));
	say_dimensions(f, v->record);
	return facts_send(f);
}

static bool take(void *to, const struct json_node *record, const struct json_node *around, uint64_t row,
	struct str raw)
{
	struct reading *r = to;
	struct visit v = { .record = record, .row = row, .raw = raw };
	bool any = false;

	(void)around;
	members_pick(record, top_keys, TOPS, v.top);
	if (!members_id(v.top[VISIT]).n)
		return members_broken(
			r->f, row, raw, "no visit of Matomo's", "idVisit", json_value(v.top[VISIT]));
	for (const struct json_node *it = json_first(v.top[ACTIONS]); it; it = it->next) {
		if (it->kind != JSON_OBJECT)
			continue;
		any = true;
		if (!take_action(r->f, &v, it) || facts_full(r->f))
			return facts_full(r->f);
	}
	return any || take_bare_visit(r->f, &v);
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

static bool read_visits(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	const struct json_wish wish = { 0 };
	const struct json_fns fns = { take, broken, full };
	struct reading r = { facts_new(sc, columns, options, sink, notes, "matomo") };

	return json_each(sc, in, &wish, notes, &fns, &r);
}

static int claim(const struct sniff *s)
{
	return sniff_has_keys(s, "idVisit", "idSite", "actionDetails|visitorId", NULL) ? 95 : 0;
}

const struct format format_matomo = {
	.name = "matomo",
	.about = "Matomo: visits with their actions (Live.getLastVisitsDetails), as JSON",
	.becomes = "an action an event: page, search, event, goal, download, order; user id, browser, visit",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_WEB,
	.facts = true,
	.claim = claim,
	.read = read_visits,
};
