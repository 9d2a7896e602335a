/* Snowplow: enriched events as the pipeline writes them, 131 fields parted by tabs, without a header. */
#include <stdio.h>

#include "formats/facts.h"
#include "formats/json_tree.h"
#include "formats/known.h"
#include "sources/binary.h"
#include "sources/feed.h"

enum { N_FIELDS = 131 };

/* Field numbers: snowplow/documentation, "Enriched TSV format". */
enum field {
	APP_ID = 0,
	PLATFORM = 1,
	COLLECTOR_TIME = 3,
	KIND = 5,
	EVENT_ID = 6,
	USER_ID = 12,
	IP = 13,
	FINGERPRINT = 14,
	DOMAIN_USER = 15,
	NETWORK_USER = 17,
	PAGE_URL = 29,
	MKT_SOURCE = 48,
	MKT_CAMPAIGN = 51,
	CONTEXTS = 52,
	SE_ACTION = 54,
	UNSTRUCT = 58,
	TR_ORDER = 59,
	TR_TOTAL = 61,
	TI_ORDER = 67,
	TR_CURRENCY = 108,
	DERIVED_CONTEXTS = 122,
	SESSION = 123,
	DERIVED_TIME = 124,
	EVENT_NAME = 126,
};

static const struct {
	enum fact fact;
	int field, or_else; /* the second where the first says nothing; -1: none */
} facts_of[] = {
	{ FACT_KEY, EVENT_ID, -1 },
	{ FACT_PAGE, PAGE_URL, -1 },
	{ FACT_CAMPAIGN, MKT_CAMPAIGN, MKT_SOURCE },
	{ FACT_VALUE, TR_TOTAL, -1 },
	{ FACT_CURRENCY, TR_CURRENCY, -1 },
	{ FACT_SESSION, SESSION, -1 },
	{ FACT_USER, USER_ID, -1 },
	{ FACT_ORDER, TR_ORDER, TI_ORDER },
	{ FACT_COOKIE, DOMAIN_USER, -1 },
	{ FACT_DEVICE, NETWORK_USER, -1 },
	{ FACT_VISITOR, FINGERPRINT, -1 },
};

/* Kept as properties; where somebody is to a street's precision, and what the browser can do, is not. */
static const struct {
	const char *name;
	int field;
} properties[] = {
	{ "app_id", APP_ID },
	{ "platform", PLATFORM },
	{ "domain_sessionidx", 16 },
	{ "geo_country", 18 },
	{ "geo_region", 19 },
	{ "page_title", 30 },
	{ "page_referrer", 31 },
	{ "refr_medium", 44 },
	{ "refr_source", 45 },
	{ "refr_term", 46 },
	{ "mkt_medium", 47 },
	{ "mkt_source", MKT_SOURCE },
	{ "mkt_term", 49 },
	{ "mkt_content", 50 },
	{ "se_category", 53 },
	{ "se_action", SE_ACTION },
	{ "se_label", 55 },
	{ "se_property", 56 },
	{ "se_value", 57 },
	{ "tr_affiliation", 60 },
	{ "ti_sku", 68 },
	{ "ti_name", 69 },
	{ "ti_category", 70 },
	{ "ti_price", 71 }, /* the order's money is told once, by its total */
	{ "ti_quantity", 72 },
	{ "ti_currency", 112 },
	{ "br_family", 79 },
	{ "br_lang", 83 },
	{ "os_family", 98 },
	{ "dvce_type", 101 },
	{ "mkt_network", 117 },
};

static const struct {
	const char *platform, *channel;
} channels[] = {
	{ "web", "website" },
	{ "mob", "app" },
	{ "pc", "app" },
	{ "app", "app" },
	{ "tv", "app" },
	{ "cnsl", "app" },
};

struct snowplow {
	struct scope *sc;
	struct facts *f;
	struct json_tree *tree;
	struct feed feed;
	struct str fields[N_FIELDS];
};

/* How many there are; those past the last are counted and not kept. */
static size_t cut(struct str line, struct str *fields)
{
	size_t n = 0;

	for (struct str rest = line; rest.p; n++) {
		struct str field = str_cut(&rest, '\t');
		if (n < N_FIELDS)
			fields[n] = field;
	}
	return n;
}

/* A structured event is named by its action, others have a name, older ones a kind alone. */
static struct str event_name(const struct str *field)
{
	if (field[SE_ACTION].n && str_equal(field[KIND], STR("struct")))
		return field[SE_ACTION];
	return field[EVENT_NAME].n ? field[EVENT_NAME] : field[KIND];
}

static void put_channel(struct facts *f, struct str platform)
{
	for (size_t i = 0; i < COUNT_OF(channels); i++)
		if (str_equal(platform, str_of(channels[i].platform)))
			facts_put(f, FACT_CHANNEL, str_of(channels[i].channel));
}

/* By such names a person can be found. */
static bool is_personal(struct str key)
{
	static const char *const words[] = { "mail", "phone", "firstname", "first_name", "lastname",
		"last_name", "surname", "fullname", "full_name", "address", "street", "password", "birth" };
	struct scope mine = { 0 };
	struct str small = str_fold(&mine, key);
	bool found = false;

	for (size_t i = 0; i < COUNT_OF(words); i++)
		found = found || str_has(small, str_of(words[i]));
	scope_close(&mine);
	return found;
}

/* A self-describing event: its own members, below two envelopes. */
static void say_unstruct(struct snowplow *s, struct str text)
{
	const struct json_node *top = text.n ? json_tree_read(s->tree, text) : NULL;

	if (text.n && !top)
		facts_remark(s->f, "Some events' own data is no sound JSON: those events are without it");
	for (const struct json_node *it = json_first(json_at(top, "data.data")); it; it = it->next)
		if (json_text(it).p && !is_personal(it->key))
			facts_say(s->f, it->key, facts_keep(s->f, json_text(it)));
}

static void say_all(struct snowplow *s)
{
	const struct str *field = s->fields;

	for (size_t i = 0; i < COUNT_OF(facts_of); i++) {
		struct str value = field[facts_of[i].field];
		if (!value.n && facts_of[i].or_else >= 0)
			value = field[facts_of[i].or_else];
		facts_put(s->f, facts_of[i].fact, value);
	}
	facts_put(s->f, FACT_EVENT, event_name(field));
	put_channel(s->f, field[PLATFORM]);
	for (size_t i = 0; i < COUNT_OF(properties); i++)
		facts_say(s->f, str_of(properties[i].name), field[properties[i].field]);
	facts_say(s->f, STR("ip"), facts_ip(s->f, field[IP]));
	say_unstruct(s, field[UNSTRUCT]);
	if (field[CONTEXTS].n || field[DERIVED_CONTEXTS].n)
		facts_remark(s->f, "The contexts of events (contexts, derived_contexts) were left out");
}

static bool broken(struct snowplow *s, struct str line, const char *why)
{
	return facts_broken(s->f, s->feed.line, line, why);
}

static bool take(struct snowplow *s, struct str line)
{
	size_t n = cut(line, s->fields);
	struct str derived = s->fields[DERIVED_TIME], collector = s->fields[COLLECTOR_TIME];

	if (n != N_FIELDS) {
		char why[96];
		snprintf(why, sizeof why, "%zu fields where an enriched event of Snowplow has %d", n,
			N_FIELDS);
		return broken(s, line, why);
	}
	facts_begin(s->f, s->feed.line, line);
	if (!facts_utc(s->f, FACT_TIME, derived) && !facts_utc(s->f, FACT_TIME, collector))
		return broken(s, line,
			"neither derived_tstamp (field 125) nor collector_tstamp (field 4) is a time");
	if (!event_name(s->fields).n)
		return broken(s, line, "the event has no name: fields 6 and 127 are empty");
	say_all(s);
	return facts_send(s->f);
}

/* --- the file ------------------------------------------------------------------------------------ */

static struct str without_cr(struct str line)
{
	return line.n && line.p[line.n - 1] == '\r' ? str_sub(line, 0, line.n - 1) : line;
}

static bool is_uuid(struct str s)
{
	return s.n == 36 && s.p[8] == '-' && s.p[13] == '-' && s.p[18] == '-' && s.p[23] == '-';
}

/* An event may be longer than the head: then the fields that are there tell. */
static int claim(const struct sniff *s)
{
	struct str rest = s->head, fields[N_FIELDS];
	size_t n = cut(without_cr(str_cut(&rest, '\n')), fields);
	int64_t us;

	if (rest.p ? n != N_FIELDS : n <= CONTEXTS || n > N_FIELDS)
		return 0;
	return is_uuid(fields[EVENT_ID]) && when_read_any(NULL, fields[COLLECTOR_TIME], &us) ? 95 : 0;
}

static bool lines(struct snowplow *s)
{
	struct str line;
	size_t whole;

	while (!facts_full(s->f) && feed_line(&s->feed, &line, &whole)) {
		line = without_cr(line);
		if (line.n && !take(s, line))
			return false;
		feed_take(&s->feed, whole, 1);
	}
	return s->sc->fault == FAULT_NONE;
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct snowplow *s = NEW(sc, struct snowplow);

	s->sc = sc;
	s->f = facts_new(sc, columns, options, sink, notes, "snowplow");
	s->tree = json_tree_new(sc);
	if (!binary_refuse(sc, in) || !feed_open(&s->feed, sc, in) || !lines(s))
		return false;
	notes->encoding = str_of(input_encoding(in));
	notes->delimiter = '\t';
	return true;
}

const struct format format_snowplow = {
	.name = "snowplow",
	.about = "Snowplow: enriched events, 131 fields a line",
	.becomes = "an event an event, by its id told once; user id, browser, session; contexts are left out",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_WEB,
	.facts = true,
	.claim = claim,
	.read = read,
};
