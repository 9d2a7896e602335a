#include "formats/segment_call.h"

#include "formats/members.h"

static const struct str top_keys[CALL_TOPS] = { KEY("type"), KEY("messageId"), KEY("userId"),
	KEY("anonymousId"), KEY("event"), KEY("name"), KEY("category"), KEY("properties"), KEY("traits"),
	KEY("context"), KEY("timestamp"), KEY("originalTimestamp"), KEY("sentAt"), KEY("receivedAt"),
	KEY("groupId"), KEY("previousId"), KEY("integrations"), KEY("channel") };

static const struct str context_keys[CALL_CONTEXTS] = { KEY("page"), KEY("campaign"), KEY("consent"),
	KEY("device"), KEY("os"), KEY("app"), KEY("library"), KEY("location"), KEY("traits"), KEY("ip"),
	KEY("userAgent"), KEY("locale"), KEY("timezone"), KEY("groupId"), KEY("sessionId"),
	KEY("session_id") };

static const struct str property_keys[CALL_PROPERTIES] = { KEY("url"), KEY("referrer"), KEY("revenue"),
	KEY("total"), KEY("value"), KEY("price"), KEY("currency"), KEY("order_id"), KEY("orderId"),
	KEY("order_number"), KEY("session_id"), KEY("campaign_name"), KEY("campaign_id"), KEY("path") };

/* What of the context becomes a property, under which name. */
static const struct {
	enum call_context of;
	const char *path, *name;
} context_says[] = {
	{ CONTEXT_LOCALE, NULL, "locale" },
	{ CONTEXT_TIMEZONE, NULL, "timezone" },
	{ CONTEXT_IN_GROUP, NULL, "group_id" },
	{ CONTEXT_PAGE, "title", "page_title" },
	{ CONTEXT_PAGE, "referrer", "referrer" },
	{ CONTEXT_CAMPAIGN, "source", "campaign.source" },
	{ CONTEXT_CAMPAIGN, "medium", "campaign.medium" },
	{ CONTEXT_CAMPAIGN, "term", "campaign.term" },
	{ CONTEXT_CAMPAIGN, "content", "campaign.content" },
	{ CONTEXT_DEVICE, "type", "device" },
	{ CONTEXT_OS, "name", "os" },
	{ CONTEXT_APP, "name", "app" },
	{ CONTEXT_APP, "version", "app_version" },
	{ CONTEXT_LIBRARY, "name", "library" },
	{ CONTEXT_LOCATION, "country", "country" },
	{ CONTEXT_LOCATION, "city", "city" },
};

/* --- identifiers --------------------------------------------------------------------------------- */

struct str call_id(const struct call *c, enum call_top top)
{
	return members_id(c->top[top]);
}

struct str call_who(const struct call *c)
{
	return call_id(c, TOP_ANONYMOUS).n ? call_id(c, TOP_ANONYMOUS) : call_id(c, TOP_USER);
}

static void put_person(struct facts *f, const struct json_node *traits)
{
	facts_put(f, FACT_EMAIL, members_id(json_at(traits, "email")));
	facts_put(f, FACT_PHONE, members_id(json_at(traits, "phone")));
}

static void put_identifiers(struct facts *f, const struct call *c)
{
	facts_put(f, FACT_COOKIE, call_id(c, TOP_ANONYMOUS));
	facts_put(f, FACT_DEVICE, members_id(json_at(c->context[CONTEXT_DEVICE], "id")));
	put_person(f, c->context[CONTEXT_OF_PERSON]);
	facts_put(f, FACT_USER, call_id(c, TOP_USER));
}

/* --- the context --------------------------------------------------------------------------------- */

void call_find(struct call *c, const struct json_node *record, const struct json_node *around)
{
	const struct json_node *common[CALL_CONTEXTS];

	members_pick(record, top_keys, CALL_TOPS, c->top);
	members_pick(c->top[TOP_CONTEXT], context_keys, CALL_CONTEXTS, c->context);
	members_pick(c->top[TOP_PROPERTIES], property_keys, CALL_PROPERTIES, c->property);
	c->around = around;
	if (!around)
		return;
	members_pick(json_at(around, "context"), context_keys, CALL_CONTEXTS, common);
	for (int i = 0; i < CALL_CONTEXTS; i++)
		c->context[i] = c->context[i] ? c->context[i] : common[i];
}

/* An empty object means that the visitor was asked and allowed nothing; none at all says nothing. */
static void say_consent(struct facts *f, const struct json_node *consent)
{
	const struct json_node *categories = json_at(consent, "categoryPreferences");

	if (categories && !categories->first)
		facts_say(f, STR("consent"), STR("{}"));
	members_say(f, &(struct members){ .group = "consent" }, categories);
}

static void say_context(struct facts *f, const struct call *c)
{
	for (size_t i = 0; i < COUNT_OF(context_says); i++) {
		const struct json_node *node = c->context[context_says[i].of];
		if (node && context_says[i].path)
			node = json_at(node, context_says[i].path);
		members_say_one(f, context_says[i].name, json_value(node));
	}
	if (c->context[CONTEXT_IP])
		facts_say(f, STR("ip"), facts_ip(f, json_value(c->context[CONTEXT_IP])));
	if (c->context[CONTEXT_CONSENT])
		say_consent(f, c->context[CONTEXT_CONSENT]);
}

static void put_session(struct facts *f, const struct call *c)
{
	struct str own = members_id(c->property[PROPERTY_OWN_SESSION]), who = call_id(c, TOP_ANONYMOUS);

	for (int i = CONTEXT_SESSION; !own.n && i <= CONTEXT_SESSION_TOO; i++)
		own = members_id(c->context[i]);
	if (!own.n && c->top[TOP_INTEGRATIONS])
		own = members_id(
			json_at(json_at(c->top[TOP_INTEGRATIONS], "Actions Amplitude"), "session_id"));
	if (own.n && who.n)
		facts_printf(f, FACT_SESSION, "%.*s.%.*s", STR_ARG(who), STR_ARG(own));
	else
		facts_put(f, FACT_SESSION, own);
}

static const char *channel_of(const struct call *c, enum call_kind kind)
{
	static const struct str mails[] = { KEY("Email Sent"), KEY("Email Delivered"), KEY("Email Opened"),
		KEY("Email Link Clicked"), KEY("Email Bounced"), KEY("Email Marked as Spam"),
		KEY("Unsubscribed") };
	struct str channel = json_value(c->top[TOP_CHANNEL]),
		   device = json_text_at(c->context[CONTEXT_DEVICE], "type");

	if (kind == CALL_PAGE || kind == CALL_SCREEN)
		return kind == CALL_PAGE ? "website" : "app";
	for (size_t i = 0; i < COUNT_OF(mails); i++)
		if (str_equal(c->event, mails[i]))
			return "email";
	if (str_equal(channel, STR("mobile")) || str_same(device, STR("ios")) ||
		str_same(device, STR("android")))
		return "app";
	bool browser = c->context[CONTEXT_PAGE] ||
		       str_starts(json_value(c->context[CONTEXT_AGENT]), STR("Mozilla/"));
	return browser || str_equal(channel, STR("web")) ? "website" : NULL;
}

/* --- properties ---------------------------------------------------------------------------------- */

static bool takes_back(struct str event)
{
	return str_has(event, STR("Refund")) || str_has(event, STR("refund")) ||
	       str_has(event, STR("Cancel")) || str_has(event, STR("cancel"));
}

/* Money that came in: a revenue wherever it stands, in an order other words for it too.  A price on a page is none. */
static enum call_property money_in(const struct call *c)
{
	bool order = c->property[PROPERTY_ORDER] || c->property[PROPERTY_ORDER_TOO] ||
		     str_starts(c->event, STR("Order "));
	enum call_property last = order ? PROPERTY_PRICE : PROPERTY_REVENUE;

	for (enum call_property i = PROPERTY_REVENUE; i <= last; i++)
		if (members_money(c->property[i]).p)
			return takes_back(c->event) ? CALL_PROPERTIES : i;
	return CALL_PROPERTIES;
}

static void put_money(
	struct facts *f, const struct call *c, const struct json_node *used[static 8], size_t *n)
{
	enum call_property money = money_in(c);

	if (money == CALL_PROPERTIES)
		return;
	facts_put(f, FACT_VALUE, members_money(c->property[money]));
	facts_put(f, FACT_CURRENCY, json_value(c->property[PROPERTY_CURRENCY]));
	used[(*n)++] = c->property[money];
	used[(*n)++] = c->property[PROPERTY_CURRENCY];
}

static void put_order(
	struct facts *f, const struct call *c, const struct json_node *used[static 8], size_t *n)
{
	for (int i = PROPERTY_ORDER; i <= PROPERTY_ORDER_NUMBER; i++) {
		if (!members_id(c->property[i]).n)
			continue;
		facts_put(f, FACT_ORDER, members_id(c->property[i]));
		used[(*n)++] = c->property[i];
		return;
	}
}

static void say_properties(struct facts *f, const struct call *c, bool page)
{
	const struct json_node *used[8] = { c->property[PROPERTY_OWN_SESSION] };
	size_t n = 1;

	if (page)
		used[n++] = c->property[PROPERTY_URL];
	put_money(f, c, used, &n);
	put_order(f, c, used, &n);
	members_say(f, &(struct members){ .used = used, .n_used = n }, c->top[TOP_PROPERTIES]);
	members_say_one(f, "name", json_value(c->top[TOP_NAME]));
	members_say_one(f, "category", json_value(c->top[TOP_CATEGORY]));
}

static void put_page(struct facts *f, const struct call *c, bool page)
{
	struct str url = page ? json_value(c->property[PROPERTY_URL]) : (struct str){ 0 };

	if (!url.n)
		url = json_text_at(c->context[CONTEXT_PAGE], "url");
	if (!url.n && page)
		url = json_value(c->property[PROPERTY_PATH]);
	facts_put(f, FACT_PAGE, url.n ? url : json_text_at(c->context[CONTEXT_PAGE], "path"));
}

static void put_campaign(struct facts *f, const struct call *c)
{
	struct str name = json_text_at(c->context[CONTEXT_CAMPAIGN], "name");

	for (int i = PROPERTY_CAMPAIGN_NAME; !name.n && i <= PROPERTY_CAMPAIGN_ID; i++)
		name = members_id(c->property[i]);
	facts_put(f, FACT_CAMPAIGN, name);
}

/* Of a group call they are the group's, else the person's. */
static void say_traits(struct facts *f, const struct call *c, bool group)
{
	const struct json_node *own = c->top[TOP_TRAITS], *person = c->context[CONTEXT_OF_PERSON];

	if (group) {
		members_say_one(f, "group_id", call_id(c, TOP_GROUP));
		members_say(f, &(struct members){ .group = "group" }, own);
		own = NULL;
	}
	members_say(f, &(struct members){ .group = "traits", .person = true }, person);
	members_say(f, &(struct members){ .group = "traits", .person = true }, own);
	put_person(f, own);
}

void call_say(struct facts *f, const struct call *c, enum call_kind kind)
{
	bool page = kind == CALL_PAGE || kind == CALL_SCREEN;

	facts_put(f, FACT_CHANNEL, str_of(channel_of(c, kind)));
	put_identifiers(f, c);
	put_session(f, c);
	put_page(f, c, page);
	put_campaign(f, c);
	say_context(f, c);
	say_traits(f, c, kind == CALL_GROUP);
	say_properties(f, c, page);
}
