/* PostHog's events as its batch export and its API write them: an object a line, or a list.
 * https://posthog.com/docs/data-pipelines/batch-exports/s3 */
#include "formats/posthog.h"

#include <ctype.h>

#include "formats/json_each.h"
#include "formats/known.h"
#include "formats/members.h"

const struct str posthog_keys[POSTHOG_PROPERTIES] = { KEY("$current_url"), KEY("$session_id"),
	KEY("$device_id"), KEY("$anon_distinct_id"), KEY("alias"), KEY("$user_id"), KEY("$is_identified"),
	KEY("utm_campaign"), KEY("revenue"), KEY("currency"), KEY("order_id"), KEY("$device_type"),
	KEY("$lib"), KEY("$ip"), KEY("$survey_response"), KEY("utm_source"), KEY("utm_medium"), KEY("$os"),
	KEY("$browser"), KEY("$referrer"), KEY("$geoip_country_name"), KEY("$geoip_city_name"),
	KEY("$el_text"), KEY("$screen_name"), KEY("$survey_name"), KEY("title") };

static const char *const said_as[] = { "campaign.source", "campaign.medium", "os", "browser", "referrer",
	"country", "city", "element_text", "screen", "survey", "page_title" };
_Static_assert(COUNT_OF(said_as) == POSTHOG_PROPERTIES - POSTHOG_SAID, "a name for each");

/* Others, and all that the company names itself, keep their name. */
static const struct {
	struct str name;
	const char *event;
} events[] = {
	{ KEY("$pageview"), "page_view" },
	{ KEY("$pageleave"), "page_leave" },
	{ KEY("$screen"), "screen_view" },
	{ KEY("$autocapture"), "autocapture" },
	{ KEY("$rageclick"), "rage_click" },
	{ KEY("$dead_click"), "dead_click" },
	{ KEY("survey sent"), "survey_answered" },
};

/* They say who somebody is, not what was done. */
static const struct str identities[] = { KEY("$identify"), KEY("$create_alias"), KEY("$merge_dangerously"),
	KEY("$set"), KEY("$groupidentify") };

bool posthog_is_own(struct str key)
{
	return str_starts(key, STR("$"));
}

/* --- identifiers --------------------------------------------------------------------------------- */

/* As the libraries make them: five groups of hexadecimal digits, a UUID or longer. */
static bool looks_anonymous(struct str id)
{
	size_t dashes = 0;

	for (size_t i = 0; i < id.n; i++) {
		if (id.p[i] != '-' && !isxdigit((unsigned char)id.p[i]))
			return false;
		dashes += id.p[i] == '-';
	}
	return dashes == 4 && id.n >= 30;
}

static bool is_identity(struct str event)
{
	for (size_t i = 0; i < COUNT_OF(identities); i++)
		if (str_equal(event, identities[i]))
			return true;
	return false;
}

static bool is_user(const struct posthog_event *e)
{
	return !looks_anonymous(e->distinct_id) || str_equal(e->distinct_id, e->property[POSTHOG_USER]) ||
	       str_same(e->property[POSTHOG_IDENTIFIED], STR("true"));
}

static void put_person(struct facts *f, const struct posthog_event *e)
{
	facts_put(f, FACT_EXTERNAL, e->person_id);
	facts_put(f, FACT_DEVICE, e->property[POSTHOG_DEVICE]);
	facts_put(f, FACT_EMAIL, e->email);
	facts_put(f, FACT_PHONE, e->phone);
}

/* That two ids are one person's.  $identify names the user's own first, the others either.  An id that looks anonymous
 * stands as a cookie elsewhere, so a user's own that does has to be both. */
static bool take_pair(
	struct facts *f, uint64_t row, struct str raw, const struct posthog_event *e, struct str other)
{
	bool settled = str_equal(e->event, STR("$identify")) || !looks_anonymous(e->distinct_id);
	bool turned = !settled && !looks_anonymous(other);
	struct str user = turned ? other : e->distinct_id;

	other = turned ? e->distinct_id : other;
	put_person(f, e);
	facts_put(f, FACT_USER, user);
	if (looks_anonymous(user)) {
		facts_put(f, FACT_COOKIE, user);
		if (!facts_send(f))
			return false;
		facts_begin(f, row, raw);
		facts_put(f, FACT_USER, user);
	}
	if (veil_is_email(other))
		facts_put(f, FACT_EMAIL, other);
	else
		facts_put(f, looks_anonymous(other) ? FACT_COOKIE : FACT_ALIAS, other);
	return facts_send(f);
}

static bool take_identity(struct facts *f, uint64_t row, struct str raw, const struct posthog_event *e)
{
	struct str other = e->property[POSTHOG_ANONYMOUS];

	if (!other.n &&
		(str_equal(e->event, STR("$create_alias")) || str_equal(e->event, STR("$merge_dangerously"))))
		other = e->property[POSTHOG_ALIAS];
	if (other.n && !str_equal(other, e->distinct_id))
		return take_pair(f, row, raw, e, other);
	put_person(f, e);
	if (is_user(e) || str_equal(e->event, STR("$identify")))
		facts_put(f, FACT_USER, e->distinct_id);
	else
		facts_put(f, FACT_COOKIE, e->distinct_id);
	return facts_send(f);
}

static void put_identifiers(struct facts *f, const struct posthog_event *e)
{
	put_person(f, e);
	if (is_user(e))
		facts_put(f, FACT_USER, e->distinct_id);
	else
		facts_put(f, FACT_COOKIE, e->distinct_id);
}

/* --- an event ------------------------------------------------------------------------------------ */

/* ISO, in UTC where no zone stands.  PostHog itself takes a number for "now" and so loses the time; here it is read,
 * by its size, as nothing declares its unit. */
static bool put_time(struct facts *f, struct str text)
{
	struct when_shape shape;

	if (facts_utc(f, FACT_TIME, text))
		return true;
	if (!text.n || !when_guess(&text, 1, &shape) || shape.family < WHEN_EPOCH_S ||
		shape.family > WHEN_EPOCH_US)
		return false;
	facts_remark(f,
		"Some times are numbers: they were taken for seconds, milliseconds or microseconds since 1970, "
		"whichever gives a time of these decades.");
	return facts_epoch(f, FACT_TIME, shape.family, text);
}

static struct str name_of(struct str event)
{
	for (size_t i = 0; i < COUNT_OF(events); i++)
		if (str_equal(events[i].name, event))
			return str_of(events[i].event);
	return event;
}

static const char *channel_of(const struct posthog_event *e)
{
	struct str library = e->property[POSTHOG_LIBRARY];

	if (str_equal(library, STR("web")) || e->property[POSTHOG_URL].n)
		return "website";
	if (str_equal(library, STR("posthog-ios")) || str_equal(library, STR("posthog-android")) ||
		str_equal(library, STR("posthog-react-native")) || str_equal(library, STR("posthog-flutter")))
		return "app";
	return NULL;
}

/* A number is an answer on a scale that is not told; words are what the customer said. */
static void put_answer(struct facts *f, struct str answer)
{
	double number;

	if (!answer.n)
		return;
	if (str_number(answer, &number))
		facts_say(f, STR("answer"), answer);
	else
		facts_put(f, FACT_TEXT, answer);
}

static void put_money(struct facts *f, const struct posthog_event *e)
{
	struct str revenue = e->property[POSTHOG_REVENUE];
	double number;

	facts_put(f, FACT_ORDER, e->property[POSTHOG_ORDER]);
	if (revenue.n && str_number(revenue, &number)) {
		facts_put(f, FACT_VALUE, revenue);
		facts_put(f, FACT_CURRENCY, e->property[POSTHOG_CURRENCY]);
		return;
	}
	members_say_one(f, "revenue", revenue);
	members_say_one(f, "currency", e->property[POSTHOG_CURRENCY]);
}

static void put_event(struct facts *f, const struct posthog_event *e)
{
	facts_put(f, FACT_EVENT, name_of(e->event));
	facts_put(f, FACT_KEY, e->uuid);
	facts_put(f, FACT_CHANNEL, str_of(channel_of(e)));
	facts_put(f, FACT_PAGE, e->property[POSTHOG_URL]);
	facts_put(f, FACT_SESSION, e->property[POSTHOG_SESSION]);
	facts_put(f, FACT_CAMPAIGN, e->property[POSTHOG_CAMPAIGN]);
	members_say_one(f, "device", e->property[POSTHOG_DEVICE_TYPE]);
	members_say_one(f, "alias", e->property[POSTHOG_ALIAS]);
	facts_say(f, STR("ip"), facts_ip(f, e->property[POSTHOG_IP]));
	for (int i = POSTHOG_SAID; i < POSTHOG_PROPERTIES; i++)
		members_say_one(f, said_as[i - POSTHOG_SAID], e->property[i]);
	put_answer(f, e->property[POSTHOG_ANSWER]);
	put_money(f, e);
	put_identifiers(f, e);
}

bool posthog_take(struct facts *f, uint64_t row, struct str raw, const struct posthog_event *e,
	void (*say_rest)(void *to), void *to)
{
	if (!str_trim(e->event).n)
		return members_broken(f, row, raw, "an event without a name", "event", (struct str){ 0 });
	facts_begin(f, row, raw);
	if (is_identity(e->event))
		return take_identity(f, row, raw, e);
	if (!put_time(f, e->time))
		return members_broken(f, row, raw, "no time that can be read", "timestamp", e->time);
	put_event(f, e);
	say_rest(to);
	return facts_send(f);
}

/* --- objects ------------------------------------------------------------------------------------- */

enum top { UUID, ID, EVENT, DISTINCT, PERSON_ID, PROPERTIES, PERSON_PROPERTIES, PERSON, TIMESTAMP, TOPS };
static const struct str top_keys[TOPS] = { KEY("uuid"), KEY("id"), KEY("event"), KEY("distinct_id"),
	KEY("person_id"), KEY("properties"), KEY("person_properties"), KEY("person"), KEY("timestamp") };

struct reading {
	struct facts *f;
	struct json_tree *properties_tree, *person_tree; /* where they are written as text */
	const struct json_node *properties, *person;     /* of the event at hand */
	const struct json_node *found[POSTHOG_PROPERTIES];
};

/* An object, or its JSON in a string, as columns of Parquet have it. */
static const struct json_node *object_in(struct json_tree *tree, const struct json_node *node)
{
	const struct json_node *inner = node;

	if (node && node->kind == JSON_STRING)
		inner = json_tree_read(tree, node->text);
	return inner && inner->kind == JSON_OBJECT ? inner : NULL;
}

/* The company's own properties, and what is known of the person; the libraries' own are noise but for those taken. */
static void say_rest(void *to)
{
	static const struct members own = { 0 }, traits = { .group = "traits", .person = true };
	struct reading *r = to;

	for (const struct json_node *it = json_first(r->properties); it; it = it->next) {
		bool taken = false;
		for (size_t i = 0; i < POSTHOG_PROPERTIES && !taken; i++)
			taken = r->found[i] == it;
		if (!taken && !posthog_is_own(it->key))
			members_say_member(r->f, &own, it);
	}
	for (const struct json_node *it = json_first(r->person); it; it = it->next)
		if (!posthog_is_own(it->key))
			members_say_member(r->f, &traits, it);
}

static struct str person_text(const struct reading *r, const char *key)
{
	struct str text = members_id(json_at(r->person, key));

	if (!text.n)
		text = members_id(json_at(json_at(r->properties, "$set"), key));
	return text.n ? text : members_id(json_at(json_at(r->properties, "$set_once"), key));
}

static bool take(void *to, const struct json_node *record, const struct json_node *around, uint64_t row,
	struct str raw)
{
	struct reading *r = to;
	const struct json_node *top[TOPS];
	struct posthog_event e = { 0 };

	(void)around;
	members_pick(record, top_keys, TOPS, top);
	r->properties = object_in(r->properties_tree, top[PROPERTIES]);
	r->person = object_in(r->person_tree, top[PERSON_PROPERTIES]);
	if (!r->person)
		r->person = json_at(top[PERSON], "properties");
	members_pick(r->properties, posthog_keys, POSTHOG_PROPERTIES, r->found);
	for (int i = 0; i < POSTHOG_PROPERTIES; i++)
		e.property[i] = json_value(r->found[i]);
	e.uuid = members_id(top[UUID] ? top[UUID] : top[ID]);
	e.event = json_value(top[EVENT]);
	e.distinct_id = members_id(top[DISTINCT] ? top[DISTINCT] : json_at(r->properties, "distinct_id"));
	e.person_id = members_id(top[PERSON_ID]);
	e.time = json_value(top[TIMESTAMP]);
	e.email = person_text(r, "email");
	e.phone = person_text(r, "phone");
	return posthog_take(r->f, row, raw, &e, say_rest, r);
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
	const struct json_wish wish = { .list = "results|batch" };
	const struct json_fns fns = { take, broken, full };
	struct reading r = { .f = facts_new(sc, columns, options, sink, notes, "posthog") };

	r.properties_tree = json_tree_new(sc);
	r.person_tree = json_tree_new(sc);
	return json_each(sc, in, &wish, notes, &fns, &r);
}

static int claim(const struct sniff *s)
{
	return sniff_has_keys(s, "event", "distinct_id", "properties", "timestamp",
		       "uuid|person_id|elements_chain|team_id|_inserted_at|$lib|api_key", NULL)
		       ? 95
		       : 0;
}

const struct format format_posthog = {
	.name = "posthog",
	.about = "PostHog: exported events as JSON, an object a line or a list",
	.becomes =
		"an event an event; $identify, $create_alias and $set join ids; distinct id, person, device, session",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_WEB,
	.facts = true,
	.claim = claim,
	.read = read_events,
};
