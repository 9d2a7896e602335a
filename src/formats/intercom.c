/* Intercom's conversations as JSON: one, a list, a line each, or pages around a list.  The first message is `source`, the
 * others are parts, which only conversations retrieved one by one have.  Times are seconds since 1970. */
#include "formats/facts.h"
#include "formats/json_each.h"
#include "formats/known.h"
#include "formats/markup.h"
#include "formats/sheet.h"
#include "formats/support.h"

struct reading {
	struct facts *f; /* first, for sheet_broken */
	struct buf *tags;
	const struct json_node *talk, *contact; /* the conversation, whose it is */
	struct str email;
};

/* --- who and when -------------------------------------------------------------------------------- */

static bool is_customer(const struct json_node *author)
{
	static const char *const types[] = { "user", "lead", "contact", "visitor" };

	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (str_equal(json_text_at(author, "type"), str_of(types[i])))
			return true;
	return false;
}

/* The first of its contacts, else who wrote first. */
static const struct json_node *contact_of(const struct json_node *talk)
{
	static const char *const places[] = { "contacts.contacts", "contacts" };
	const struct json_node *author = json_at(talk, "source.author");

	for (size_t i = 0; i < COUNT_OF(places); i++) {
		const struct json_node *list = json_at(talk, places[i]);
		if (list && list->kind == JSON_ARRAY && list->first)
			return list->first;
	}
	return is_customer(author) ? author : json_at(talk, "user");
}

static struct str email_by(const struct reading *r, const struct json_node *author)
{
	bool same =
		is_customer(author) && str_equal(json_text_at(author, "id"), json_text_at(r->contact, "id"));

	return same ? json_text_at(author, "email") : (struct str){ 0 };
}

/* E-mail addresses stand with authors, seldom with contacts. */
static struct str email_of(const struct reading *r)
{
	const struct json_node *it = json_first(json_at(r->talk, "conversation_parts.conversation_parts"));
	struct str email = json_text_at(r->contact, "email");

	if (!email.n)
		email = email_by(r, json_at(r->talk, "source.author"));
	for (; it && !email.n; it = it->next)
		email = email_by(r, json_at(it, "author"));
	return email;
}

static void put_customer(struct reading *r)
{
	facts_put(r->f, FACT_EXTERNAL, json_text_at(r->contact, "id"));
	facts_put(r->f, FACT_USER, json_text_at(r->contact, "external_id"));
	facts_put(r->f, FACT_EMAIL, r->email);
	facts_put(r->f, FACT_PHONE, json_text_at(r->contact, "phone"));
}

static bool put_time(struct reading *r, enum fact fact, const struct json_node *of, const char *name)
{
	return facts_epoch(r->f, fact, WHEN_EPOCH_S, json_text_at(of, name));
}

static void put_thing(struct reading *r, uint64_t row, struct str raw)
{
	facts_begin(r->f, row, raw);
	if (put_time(r, FACT_VERSION, r->talk, "updated_at") ||
		put_time(r, FACT_VERSION, r->talk, "created_at"))
		facts_put(r->f, FACT_SUBJECT, json_text_at(r->talk, "id"));
}

/* --- events -------------------------------------------------------------------------------------- */

static bool send(struct reading *r, const char *event)
{
	struct str channel = support_channel(json_text_at(r->talk, "source.type"));

	facts_put(r->f, FACT_EVENT, str_of(event));
	facts_put(r->f, FACT_CHANNEL, channel.p ? channel : STR("chat"));
	return facts_send(r->f);
}

static void say_talk(struct reading *r)
{
	static const char *const said[] = { "state", "priority", "source.delivered_as" };

	buf_cut(r->tags, 0);
	for (const struct json_node *it = json_first(json_at(r->talk, "tags.tags")); it; it = it->next)
		sheet_list(r->tags, json_text_at(it, "name"));
	facts_say(r->f, STR("ticket"), json_text_at(r->talk, "id"));
	facts_say(r->f, STR("tags"), buf_str(r->tags));
	for (size_t i = 0; i < COUNT_OF(said); i++)
		facts_say(r->f, str_of(said[i]), json_text_at(r->talk, said[i]));
}

/* A conversation may begin with a message of the company's: then the customer has asked nothing yet. */
static bool send_opened(struct reading *r)
{
	bool customer = is_customer(json_at(r->talk, "source.author"));
	struct scope mine = { 0 };

	say_talk(r);
	facts_put(r->f, FACT_PAGE, json_text_at(r->talk, "source.url"));
	if (customer)
		facts_put(r->f, FACT_TEXT, markup_text(&mine, json_text_at(r->talk, "source.body")));
	bool goes_on = send(r, customer ? "ticket_opened" : "outreach_sent");
	scope_close(&mine);
	return goes_on;
}

/* Somebody else of the customer's in the same conversation. */
static bool is_other_contact(const struct reading *r, const struct json_node *author)
{
	struct str id = json_text_at(author, "id");

	return is_customer(author) && id.n && !str_equal(id, json_text_at(r->contact, "id"));
}

static bool send_message(struct reading *r, const struct json_node *part)
{
	const struct json_node *author = json_at(part, "author");
	bool customer = is_customer(author);
	struct scope mine = { 0 };
	struct str words = customer ? markup_text(&mine, json_text_at(part, "body")) : (struct str){ 0 };

	facts_put(r->f, FACT_TEXT, words);
	if (is_other_contact(r, author)) {
		facts_put(r->f, FACT_EXTERNAL, json_text_at(author, "id"));
		facts_put(r->f, FACT_EMAIL, json_text_at(author, "email"));
	}
	bool goes_on = send(r, customer ? "message_sent" : "reply_sent");
	scope_close(&mine);
	return goes_on;
}

/* A message may come with a change of state: "open" has the words that opened a closed conversation again.  Notes are
 * between agents. */
static bool is_message(const struct json_node *part)
{
	struct str type = json_text_at(part, "part_type");

	return !str_starts(type, STR("note")) &&
	       (json_text_at(part, "body").n || str_equal(type, STR("comment")));
}

static bool is_close(const struct json_node *part)
{
	return str_equal(json_text_at(part, "part_type"), STR("close"));
}

/* The facts of a part are begun anew: another contact's identifiers must not stay. */
static bool begin_part(struct reading *r, const struct json_node *part, uint64_t row, struct str raw)
{
	put_thing(r, row, raw);
	if (!put_time(r, FACT_TIME, part, "created_at"))
		return false;
	if (!is_other_contact(r, json_at(part, "author")))
		put_customer(r);
	return true;
}

static bool send_parts(struct reading *r, uint64_t row, struct str raw)
{
	const struct json_node *it = json_first(json_at(r->talk, "conversation_parts.conversation_parts"));

	for (; it && !facts_full(r->f); it = it->next) {
		if (!is_message(it) && !is_close(it))
			continue;
		if (!begin_part(r, it, row, raw))
			continue;
		if (is_message(it) && !send_message(r, it))
			return false;
		if (!is_close(it))
			continue;
		facts_more(r->f);
		if (!facts_full(r->f) && put_time(r, FACT_TIME, it, "created_at") &&
			!send(r, "ticket_solved"))
			return false;
	}
	return true;
}

static bool has_close(const struct json_node *talk)
{
	const struct json_node *it = json_first(json_at(talk, "conversation_parts.conversation_parts"));

	while (it && !is_close(it))
		it = it->next;
	return it != NULL;
}

/* Where no part says it. */
static bool send_solved(struct reading *r)
{
	if (facts_full(r->f) || has_close(r->talk) || !support_is_solved(json_text_at(r->talk, "state")))
		return true;
	facts_more(r->f);
	if (put_time(r, FACT_TIME, r->talk, "statistics.last_close_at"))
		return send(r, "ticket_solved");
	if (!put_time(r, FACT_TIME, r->talk, "updated_at"))
		return true;
	facts_say(r->f, STR("time_assumed"), STR("last change"));
	facts_remark(r->f,
		"Some of Intercom's conversations do not say when they were closed: the time of their last "
		"change was taken");
	return send(r, "ticket_solved");
}

static bool send_rated(struct reading *r)
{
	const struct json_node *rating = json_at(r->talk, "conversation_rating");
	struct str value = json_text_at(rating, "rating");

	facts_more(r->f);
	if (!value.n || facts_full(r->f) || !put_time(r, FACT_TIME, rating, "created_at"))
		return true;
	facts_put(r->f, FACT_RATING, value);
	facts_put(r->f, FACT_SCALE, STR("1-5"));
	facts_put(r->f, FACT_TEXT, json_text_at(rating, "remark"));
	return send(r, "ticket_rated");
}

static bool record(
	void *to, const struct json_node *talk, const struct json_node *around, uint64_t row, struct str raw)
{
	struct reading *r = to;

	(void)around;
	r->talk = talk;
	r->contact = contact_of(talk);
	r->email = email_of(r);
	put_thing(r, row, raw);
	if (!json_text_at(talk, "id").n)
		return facts_broken(r->f, row, raw, "the id of the conversation is missing");
	if (!put_time(r, FACT_TIME, talk, "created_at"))
		return facts_broken(r->f, row, raw, "created_at is missing or no number of seconds");
	put_customer(r);
	if (!send_opened(r) || !send_parts(r, row, raw))
		return false;
	put_thing(r, row, raw);
	put_customer(r);
	return send_solved(r) && send_rated(r) && !facts_full(r->f);
}

static bool full(void *to)
{
	struct reading *r = to;

	return facts_full(r->f);
}

static int claim(const struct sniff *s)
{
	return sniff_has_keys(s, "source", "created_at", "contacts|user",
		       "conversation_parts|conversation_rating|waiting_since", NULL)
		       ? 95
		       : 0;
}

static bool read_intercom(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	static const struct json_wish wish = { .list = "conversations" };
	static const struct json_fns fns = { record, sheet_broken, full };
	struct reading r = { .f = facts_new(sc, columns, options, sink, notes, "intercom") };

	r.tags = buf_new(sc, READER_FIELD);
	return json_each(sc, in, &wish, notes, &fns, &r);
}

const struct format format_intercom = {
	.name = "intercom",
	.about = "Intercom: conversations, JSON",
	.becomes =
		"a conversation opened, each message, closed, rated: an event each; contact number, own number, e-mail",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_SUPPORT,
	.facts = true,
	.claim = claim,
	.read = read_intercom,
};
