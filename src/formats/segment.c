/* Segment's tracking calls, as its libraries send them (batches) and as it and RudderStack store them (a line each).
 * https://segment.com/docs/connections/spec/ */
#include <stdio.h>

#include "formats/json_each.h"
#include "formats/known.h"
#include "formats/members.h"

#define KEY(literal)                                                                                         \
	{                                                                                                    \
		literal, sizeof(literal) - 1                                                                 \
	}

enum top {
	TYPE,
	MESSAGE,
	USER,
	ANONYMOUS,
	EVENT,
	NAME,
	CATEGORY,
	PROPERTIES,
	TRAITS,
	CONTEXT,
	TIMESTAMP,
	ORIGINAL,
	SENT,
	RECEIVED,
	GROUP,
	PREVIOUS,
	INTEGRATIONS,
	CHANNEL,
	TOPS
};
static const struct str top_keys[TOPS] = { KEY("type"), KEY("messageId"), KEY("userId"), KEY("anonymousId"),
	KEY("event"), KEY("name"), KEY("category"), KEY("properties"), KEY("traits"), KEY("context"),
	KEY("timestamp"), KEY("originalTimestamp"), KEY("sentAt"), KEY("receivedAt"), KEY("groupId"),
	KEY("previousId"), KEY("integrations"), KEY("channel") };

enum context {
	PAGE,
	CAMPAIGN,
	CONSENT,
	DEVICE,
	OS,
	APP,
	LIBRARY,
	LOCATION,
	OF_PERSON,
	IP,
	AGENT,
	LOCALE,
	TIMEZONE,
	IN_GROUP,
	SESSION,
	SESSION_TOO,
	CONTEXTS
};
static const struct str context_keys[CONTEXTS] = { KEY("page"), KEY("campaign"), KEY("consent"),
	KEY("device"), KEY("os"), KEY("app"), KEY("library"), KEY("location"), KEY("traits"), KEY("ip"),
	KEY("userAgent"), KEY("locale"), KEY("timezone"), KEY("groupId"), KEY("sessionId"),
	KEY("session_id") };

enum property {
	URL,
	REFERRER,
	REVENUE,
	TOTAL,
	VALUE,
	PRICE,
	CURRENCY,
	ORDER,
	ORDER_TOO,
	ORDER_NUMBER,
	OWN_SESSION,
	CAMPAIGN_NAME,
	CAMPAIGN_ID,
	PATH,
	PROPERTY_KEYS
};
static const struct str property_keys[PROPERTY_KEYS] = { KEY("url"), KEY("referrer"), KEY("revenue"),
	KEY("total"), KEY("value"), KEY("price"), KEY("currency"), KEY("order_id"), KEY("orderId"),
	KEY("order_number"), KEY("session_id"), KEY("campaign_name"), KEY("campaign_id"), KEY("path") };

/* What of the context becomes a property, under which name. */
static const struct {
	enum context of;
	const char *path, *name;
} context_says[] = {
	{ LOCALE, NULL, "locale" },
	{ TIMEZONE, NULL, "timezone" },
	{ IN_GROUP, NULL, "group_id" },
	{ PAGE, "title", "page_title" },
	{ PAGE, "referrer", "referrer" },
	{ CAMPAIGN, "source", "campaign.source" },
	{ CAMPAIGN, "medium", "campaign.medium" },
	{ CAMPAIGN, "term", "campaign.term" },
	{ CAMPAIGN, "content", "campaign.content" },
	{ DEVICE, "type", "device" },
	{ OS, "name", "os" },
	{ APP, "name", "app" },
	{ APP, "version", "app_version" },
	{ LIBRARY, "name", "library" },
	{ LOCATION, "country", "country" },
	{ LOCATION, "city", "city" },
};

/* One call, its members found. */
struct call {
	const struct json_node *top[TOPS], *context[CONTEXTS], *property[PROPERTY_KEYS];
	const struct json_node *around;
	struct str event;
};

struct kind {
	struct str type;
	const char *event; /* NULL: the call names it */
	const char *channel;
};
static const struct kind kinds[] = {
	{ KEY("track"), NULL, NULL },
	{ KEY("page"), "page_view", "website" },
	{ KEY("screen"), "screen_view", "app" },
	{ KEY("identify"), "identify", NULL },
	{ KEY("group"), "group", NULL },
	{ KEY("alias"), NULL, NULL },
};
enum { TRACK, PAGE_CALL, SCREEN_CALL, IDENTIFY, GROUP_CALL, ALIAS, KINDS };

/* The last page call, which some libraries repeat as a track call "Viewed Cart Page". */
enum { KEPT = 200 };
struct kept {
	char text[KEPT];
	size_t n;
};
struct last_page {
	struct kept category, name, who;
	int64_t us;
};
enum { REPEAT_US = 2000000 };

struct reading {
	struct facts *f;
	struct last_page page;
};

/* --- identifiers --------------------------------------------------------------------------------- */

static struct str id_of(const struct call *c, enum top top)
{
	return members_id(c->top[top]);
}

static void put_person(struct facts *f, const struct json_node *traits)
{
	facts_put(f, FACT_EMAIL, members_id(json_at(traits, "email")));
	facts_put(f, FACT_PHONE, members_id(json_at(traits, "phone")));
}

static void put_identifiers(struct facts *f, const struct call *c)
{
	facts_put(f, FACT_COOKIE, id_of(c, ANONYMOUS));
	facts_put(f, FACT_DEVICE, members_id(json_at(c->context[DEVICE], "id")));
	put_person(f, c->context[OF_PERSON]);
	members_user(f, id_of(c, USER));
}

/* Says that two numbers are one person's.  The earlier one may be a user's or an anonymous visitor's, which the call
 * does not tell: so both are said, as facts of their own, so that the cookie does not stand beside two user numbers. */
static bool take_alias(struct facts *f, const struct call *c, uint64_t row, struct str raw)
{
	struct str user = id_of(c, USER), previous = id_of(c, PREVIOUS);

	if (!user.n || !previous.n)
		return members_broken(f, row, raw, "an alias call needs two ids",
			user.n ? "previousId" : "userId", (struct str){ 0 });
	members_user(f, user);
	facts_put(f, FACT_COOKIE, id_of(c, ANONYMOUS));
	facts_put(f, members_is_email(previous) ? FACT_EMAIL : FACT_ALIAS, previous);
	if (!facts_send(f))
		return false;
	if (members_is_email(previous))
		return true;
	facts_begin(f, row, raw);
	members_user(f, user);
	facts_put(f, FACT_COOKIE, previous);
	return facts_send(f);
}

/* --- the context --------------------------------------------------------------------------------- */

/* The batch's own context holds for all its calls, under what a call says itself. */
static void find_members(struct call *c, const struct json_node *record, const struct json_node *around)
{
	const struct json_node *common[CONTEXTS];

	members_pick(record, top_keys, TOPS, c->top);
	members_pick(c->top[CONTEXT], context_keys, CONTEXTS, c->context);
	members_pick(c->top[PROPERTIES], property_keys, PROPERTY_KEYS, c->property);
	c->around = around;
	if (!around)
		return;
	members_pick(json_at(around, "context"), context_keys, CONTEXTS, common);
	for (int i = 0; i < CONTEXTS; i++)
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
		members_say_one(f, context_says[i].name, json_text(node));
	}
	if (c->context[IP])
		facts_say(f, STR("ip"), facts_ip(f, json_text(c->context[IP])));
	if (c->context[CONSENT])
		say_consent(f, c->context[CONSENT]);
}

static void put_session(struct facts *f, const struct call *c)
{
	struct str own = members_id(c->property[OWN_SESSION]), who = id_of(c, ANONYMOUS);

	for (int i = SESSION; !own.n && i <= SESSION_TOO; i++)
		own = members_id(c->context[i]);
	if (!own.n && c->top[INTEGRATIONS])
		own = members_id(json_at(json_at(c->top[INTEGRATIONS], "Actions Amplitude"), "session_id"));
	if (own.n && who.n)
		facts_printf(f, FACT_SESSION, "%.*s.%.*s", STR_ARG(who), STR_ARG(own));
	else
		facts_put(f, FACT_SESSION, own);
}

static const char *channel_of(const struct call *c, const struct kind *kind)
{
	static const struct str mails[] = { KEY("Email Sent"), KEY("Email Delivered"), KEY("Email Opened"),
		KEY("Email Link Clicked"), KEY("Email Bounced"), KEY("Email Marked as Spam"),
		KEY("Unsubscribed") };
	struct str channel = json_text(c->top[CHANNEL]), device = json_text_at(c->context[DEVICE], "type");

	if (kind->channel)
		return kind->channel;
	for (size_t i = 0; i < COUNT_OF(mails); i++)
		if (str_equal(c->event, mails[i]))
			return "email";
	if (str_equal(channel, STR("mobile")) || str_same(device, STR("ios")) ||
		str_same(device, STR("android")))
		return "app";
	bool browser = c->context[PAGE] || str_starts(json_text(c->context[AGENT]), STR("Mozilla/"));
	return browser || str_equal(channel, STR("web")) ? "website" : NULL;
}

/* --- properties ---------------------------------------------------------------------------------- */

static bool takes_back(struct str event)
{
	return str_has(event, STR("Refund")) || str_has(event, STR("refund")) ||
	       str_has(event, STR("Cancel")) || str_has(event, STR("cancel"));
}

/* Money that came in: a revenue wherever it stands, in an order other words for it too.  A price on a page is none. */
static enum property money_in(const struct call *c)
{
	bool order = c->property[ORDER] || c->property[ORDER_TOO] || str_starts(c->event, STR("Order "));
	enum property last = order ? PRICE : REVENUE;

	for (enum property i = REVENUE; i <= last; i++)
		if (members_money(c->property[i]).p)
			return takes_back(c->event) ? PROPERTY_KEYS : i;
	return PROPERTY_KEYS;
}

static void put_money(
	struct facts *f, const struct call *c, const struct json_node *used[static 8], size_t *n)
{
	enum property money = money_in(c);

	if (money == PROPERTY_KEYS)
		return;
	facts_put(f, FACT_VALUE, members_money(c->property[money]));
	facts_put(f, FACT_CURRENCY, json_text(c->property[CURRENCY]));
	used[(*n)++] = c->property[money];
	used[(*n)++] = c->property[CURRENCY];
}

static void put_order(
	struct facts *f, const struct call *c, const struct json_node *used[static 8], size_t *n)
{
	for (int i = ORDER; i <= ORDER_NUMBER; i++) {
		if (!members_id(c->property[i]).n)
			continue;
		facts_put(f, FACT_ORDER, members_id(c->property[i]));
		used[(*n)++] = c->property[i];
		return;
	}
}

static void say_properties(struct facts *f, const struct call *c, bool page)
{
	const struct json_node *used[8] = { c->property[OWN_SESSION] };
	size_t n = 1;

	if (page)
		used[n++] = c->property[URL];
	put_money(f, c, used, &n);
	put_order(f, c, used, &n);
	members_say(f, &(struct members){ .used = used, .n_used = n }, c->top[PROPERTIES]);
	members_say_one(f, "name", json_text(c->top[NAME]));
	members_say_one(f, "category", json_text(c->top[CATEGORY]));
}

static void put_page(struct facts *f, const struct call *c, bool page)
{
	struct str url = page ? json_text(c->property[URL]) : (struct str){ 0 };

	if (!url.n)
		url = json_text_at(c->context[PAGE], "url");
	if (!url.n && page)
		url = json_text(c->property[PATH]);
	facts_put(f, FACT_PAGE, url.n ? url : json_text_at(c->context[PAGE], "path"));
}

static void put_campaign(struct facts *f, const struct call *c)
{
	struct str name = json_text_at(c->context[CAMPAIGN], "name");

	for (int i = CAMPAIGN_NAME; !name.n && i <= CAMPAIGN_ID; i++)
		name = members_id(c->property[i]);
	facts_put(f, FACT_CAMPAIGN, name);
}

/* Of a group call they are the group's, else the person's. */
static void say_traits(struct facts *f, const struct call *c, bool group)
{
	const struct json_node *own = c->top[TRAITS], *person = c->context[OF_PERSON];

	if (group) {
		members_say_one(f, "group_id", id_of(c, GROUP));
		members_say(f, &(struct members){ .group = "group" }, own);
		own = NULL;
	}
	members_say(f, &(struct members){ .group = "traits", .person = true }, person);
	members_say(f, &(struct members){ .group = "traits", .person = true }, own);
	put_person(f, own);
}

/* --- a call -------------------------------------------------------------------------------------- */

/* A file's times are not corrected: `timestamp` has been, by whoever wrote it.  Without one of its own a call was made
 * when its batch was sent. */
static bool put_time(struct facts *f, const struct call *c, const char **name, struct str *text)
{
	static const enum top order[] = { TIMESTAMP, ORIGINAL, SENT, RECEIVED };
	const struct json_node *node = NULL;

	*name = "timestamp";
	for (size_t i = 0; i < COUNT_OF(order) && !node; i++) {
		node = json_text(c->top[order[i]]).n ? c->top[order[i]] : NULL;
		*name = node ? top_keys[order[i]].p : *name;
	}
	if (!node && json_text_at(c->around, "sentAt").n) {
		node = json_at(c->around, "sentAt");
		*name = "the batch's sentAt";
		facts_remark(
			f, "Calls without a time of their own have the time at which their batch was sent.");
	}
	*text = json_text(node);
	return facts_iso(f, FACT_TIME, *text);
}

static struct str who_of(const struct call *c)
{
	return id_of(c, ANONYMOUS).n ? id_of(c, ANONYMOUS) : id_of(c, USER);
}

static void keep(struct kept *to, struct str text)
{
	to->n = text.n < sizeof to->text ? text.n : sizeof to->text;
	if (to->n)
		memcpy(to->text, text.p, to->n);
}

static struct str kept(const struct kept *of)
{
	return (struct str){ of->text, of->n };
}

static void remember_page(struct last_page *page, const struct call *c, int64_t us)
{
	keep(&page->category, json_text(c->top[CATEGORY]));
	keep(&page->name, json_text(c->top[NAME]));
	keep(&page->who, who_of(c));
	page->us = us;
}

static bool repeats_page(const struct last_page *page, const struct call *c, int64_t us)
{
	bool both = page->category.n && page->name.n;
	char title[2 * KEPT + 20];

	if (us < page->us || us - page->us > REPEAT_US || !str_equal(who_of(c), kept(&page->who)))
		return false;
	snprintf(title, sizeof title, "Viewed %.*s%s%.*s Page", STR_ARG(kept(&page->category)),
		both ? " " : "", STR_ARG(kept(&page->name)));
	return str_equal(c->event, str_of(title));
}

/* Whether the call is a page call told again. */
static bool is_repeated(struct reading *r, const struct call *c, const struct kind *kind, struct str time)
{
	static const struct when_shape shape = { .family = WHEN_ISO };
	bool page = kind == &kinds[PAGE_CALL];
	int64_t us;

	if ((!page && !str_starts(c->event, STR("Viewed "))) || !when_read(&shape, NULL, time, &us, NULL))
		return false;
	if (page)
		remember_page(&r->page, c, us);
	else if (repeats_page(&r->page, c, us))
		facts_remark(r->f,
			"Calls \"Viewed ... Page\" right behind a page call of that name were left out: "
			"they are the same page.");
	else
		return false;
	return !page;
}

static bool take_event(
	struct reading *r, struct call *c, const struct kind *kind, uint64_t row, struct str raw)
{
	bool page = kind == &kinds[PAGE_CALL] || kind == &kinds[SCREEN_CALL];
	struct facts *f = r->f;
	const char *name;
	struct str time;

	c->event = kind->event ? str_of(kind->event) : json_text(c->top[EVENT]);
	if (!str_trim(c->event).n)
		return members_broken(f, row, raw, "a track call without a name", "event", (struct str){ 0 });
	if (!put_time(f, c, &name, &time))
		return members_broken(f, row, raw, "no time that can be read", name, time);
	if (is_repeated(r, c, kind, time))
		return true;
	facts_put(f, FACT_EVENT, c->event);
	facts_put(f, FACT_KEY, members_id(c->top[MESSAGE]));
	facts_put(f, FACT_CHANNEL, str_of(channel_of(c, kind)));
	put_identifiers(f, c);
	put_session(f, c);
	put_page(f, c, page);
	put_campaign(f, c);
	say_context(f, c);
	say_traits(f, c, kind == &kinds[GROUP_CALL]);
	say_properties(f, c, page);
	return facts_send(f);
}

static const struct kind *kind_of(struct str type)
{
	for (size_t i = 0; i < KINDS; i++)
		if (str_equal(kinds[i].type, type))
			return &kinds[i];
	return NULL;
}

static bool take(void *to, const struct json_node *record, const struct json_node *around, uint64_t row,
	struct str raw)
{
	struct reading *r = to;
	struct call c = { 0 };

	find_members(&c, record, around);
	const struct kind *kind = kind_of(json_text(c.top[TYPE]));
	if (!kind)
		return members_broken(r->f, row, raw, "no call of Segment's", "type", json_text(c.top[TYPE]));
	facts_begin(r->f, row, raw);
	return kind == &kinds[ALIAS] ? take_alias(r->f, &c, row, raw) : take_event(r, &c, kind, row, raw);
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

static bool read_calls(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	const struct json_wish wish = { .list = "batch" };
	const struct json_fns fns = { take, broken, full };
	struct reading r = { .f = facts_new(sc, columns, options, sink, notes, "segment") };

	return json_each(sc, in, &wish, notes, &fns, &r);
}

/* --- recognised ---------------------------------------------------------------------------------- */

/* Whether one of the head's members "type" is a kind of call. */
static bool has_call(struct str head)
{
	static const char key[] = "\"type\"";
	const char *end = head.p + head.n, *at = head.p;

	while ((at = memmem(at, (size_t)(end - at), key, sizeof key - 1)) != NULL) {
		at += sizeof key - 1;
		struct str rest = str_trim(str_sub((struct str){ at, (size_t)(end - at) }, 0, 64));
		if (!str_starts(rest, STR(":")))
			continue;
		rest = str_trim(str_sub(rest, 1, rest.n));
		struct str quoted = str_sub(rest, 1, rest.n);
		if (str_starts(rest, STR("\"")) && kind_of(str_cut(&quoted, '"')))
			return true;
	}
	return false;
}

static int claim(const struct sniff *s)
{
	bool ours = sniff_has_keys(s, "userId|anonymousId", "type",
		"messageId|originalTimestamp|sentAt|receivedAt|writeKey|batch", NULL);

	return ours && has_call(s->head) ? 95 : 0;
}

const struct format format_segment = {
	.name = "segment",
	.about = "Segment, RudderStack: tracking calls, in batches or a line each",
	.becomes = "a page, screen, track, identify or group call an event; an alias call joins two numbers",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_WEB,
	.facts = true,
	.claim = claim,
	.read = read_calls,
};
