/* Zendesk's tickets as JSON: a ticket a line (full export), or pages around a list (incremental export).  All facts of a
 * ticket have its last change as their version, for tickets are delivered again when they change.
 *
 * Only what the requester wrote is text.  A comment that is not public, and a description that is such a comment's, is
 * left out: agents write to each other there. */
#include <ctype.h>

#include "formats/facts.h"
#include "formats/json_each.h"
#include "formats/known.h"
#include "formats/markup.h"
#include "formats/sheet.h"
#include "formats/support.h"

struct reading {
	struct facts *f; /* first, for sheet_broken */
	struct buf *tags;
	const struct json_node *ticket;
};

/* --- who and when -------------------------------------------------------------------------------- */

/* The first comment is the description once more. */
static const struct json_node *first_comment(const struct json_node *ticket)
{
	const struct json_node *first = json_first(json_at(ticket, "comments"));
	struct str created = json_text_at(ticket, "created_at");

	if (!first)
		return NULL;
	bool same_time = created.n && str_equal(created, json_text_at(first, "created_at"));
	bool same_text = str_equal(
		str_trim(json_text_at(ticket, "description")), str_trim(json_text_at(first, "body")));
	return same_time || same_text ? first : NULL;
}

static bool is_false(const struct json_node *node)
{
	return str_equal(json_value(node), STR("false"));
}

/* The full export has the requester whole, the API only the number. */
static struct str requester_of(const struct json_node *ticket)
{
	struct str number = json_text_at(ticket, "requester_id");

	return number.p ? number : json_text_at(ticket, "requester.id");
}

static bool by_requester(const struct json_node *ticket, const struct json_node *author)
{
	struct str requester = requester_of(ticket);

	return requester.n && str_equal(requester, json_value(author));
}

/* An agent may have opened it: after a call, or as a note for the others. */
static bool opened_by_requester(const struct json_node *ticket)
{
	const struct json_node *first = first_comment(ticket), *submitter = json_at(ticket, "submitter_id");

	if (is_false(json_at(ticket, "is_public")) || (first && is_false(json_at(first, "public"))))
		return false;
	if (first && json_at(first, "author_id"))
		return by_requester(ticket, json_at(first, "author_id"));
	return !json_value(submitter).n || by_requester(ticket, submitter);
}

static bool put_time(struct reading *r, enum fact fact, const struct json_node *of, const char *name)
{
	return facts_iso(r->f, fact, json_text_at(of, name));
}

/* "ORD-55", "#1001": letters in capitals or a number sign, and a number; nothing else is taken for an order. */
static bool is_order(struct str value)
{
	size_t at = 0, letters, digits = 0;

	while (at < value.n && value.p[at] >= 'A' && value.p[at] <= 'Z')
		at++;
	letters = at;
	if (at < value.n && (value.p[at] == '-' || (value.p[at] == '#' && !letters)))
		at++;
	while (at + digits < value.n && isdigit((unsigned char)value.p[at + digits]))
		digits++;
	return at && letters <= 6 && digits >= 2 && at + digits == value.n;
}

/* The ticket is about the order that its own field names, where it names one and no other. */
static void put_order(struct reading *r)
{
	struct str order = { 0 };

	for (const struct json_node *it = json_first(json_at(r->ticket, "custom_fields")); it;
		it = it->next) {
		struct str value = str_trim(json_text_at(it, "value"));
		if (!is_order(value) || str_equal(value, order))
			continue;
		if (order.p)
			return;
		order = value;
	}
	facts_put(r->f, FACT_ORDER, order);
}

static void put_customer(struct reading *r)
{
	const struct json_node *ticket = r->ticket;
	struct str email = json_text_at(ticket, "requester.email");

	if (!email.n && opened_by_requester(ticket)) /* else the address may be an agent's */
		email = json_text_at(ticket, "via.source.from.address");
	facts_put(r->f, FACT_EMAIL, email);
	facts_put(r->f, FACT_PHONE, json_text_at(ticket, "requester.phone"));
	facts_put(r->f, FACT_USER, json_text_at(ticket, "requester.external_id"));
	if (!str_starts(requester_of(ticket), STR("-"))) /* -1: the system itself */
		facts_put(r->f, FACT_EXTERNAL, requester_of(ticket));
	put_order(r);
}

/* --- properties ---------------------------------------------------------------------------------- */

static bool has_tag(const struct json_node *ticket, struct str tag)
{
	for (const struct json_node *it = json_first(json_at(ticket, "tags")); it; it = it->next)
		if (str_equal(json_value(it), tag))
			return true;
	return false;
}

/* Fields that a company added may hold anything: numbers and the one word of a choice are kept, no names, streets and
 * sentences. */
static void say_fields(struct reading *r)
{
	for (const struct json_node *it = json_first(json_at(r->ticket, "custom_fields")); it;
		it = it->next) {
		struct str value = json_text_at(it, "value");
		if (value.n && value.n <= 100 && value.p[0] != '+' && !memchr(value.p, '@', value.n) &&
			!memchr(value.p, ' ', value.n))
			facts_say_in(r->f, "custom_field", json_text_at(it, "id"), value);
	}
}

static void say_ticket(struct reading *r)
{
	static const char *const said[] = { "priority", "status", "type", "external_id", "group_id",
		"brand_id" };

	buf_cut(r->tags, 0);
	for (const struct json_node *it = json_first(json_at(r->ticket, "tags")); it; it = it->next)
		sheet_list(r->tags, json_value(it));
	facts_say(r->f, STR("ticket"), json_text_at(r->ticket, "id"));
	facts_say(r->f, STR("tags"), buf_str(r->tags));
	facts_say(r->f, STR("via"), json_text_at(r->ticket, "via.channel"));
	for (size_t i = 0; i < COUNT_OF(said); i++)
		facts_say(r->f, str_of(said[i]), json_text_at(r->ticket, said[i]));
	say_fields(r);
}

/* --- events -------------------------------------------------------------------------------------- */

static bool send(struct reading *r, const char *event)
{
	facts_put(r->f, FACT_EVENT, str_of(event));
	facts_put(r->f, FACT_CHANNEL, support_channel(json_text_at(r->ticket, "via.channel")));
	return facts_send(r->f);
}

static bool send_opened(struct reading *r)
{
	say_ticket(r);
	if (opened_by_requester(r->ticket))
		facts_put(r->f, FACT_TEXT, json_text_at(r->ticket, "description"));
	return send(r, "ticket_opened");
}

static struct str words_of(struct scope *mine, const struct json_node *comment)
{
	struct str plain = json_text_at(comment, "plain_body"), body = json_text_at(comment, "body");

	if (plain.n)
		return plain;
	return body.n ? body : markup_text(mine, json_text_at(comment, "html_body"));
}

/* Of somebody who is not the requester it cannot be told whether it is an agent: no text. */
static bool send_comment(struct reading *r, const struct json_node *comment)
{
	bool customer = by_requester(r->ticket, json_at(comment, "author_id"));
	struct str type = json_text_at(comment, "type");
	struct scope mine = { 0 };

	facts_more(r->f);
	if (is_false(json_at(comment, "public")) ||
		str_starts(json_text_at(comment, "author_id"), STR("-")) ||
		!put_time(r, FACT_TIME, comment, "created_at"))
		return true;
	if (customer &&
		(!type.n || str_equal(type, STR("Comment")))) /* a call's comment is the system's words */
		facts_put(r->f, FACT_TEXT, words_of(&mine, comment));
	bool goes_on = send(r, customer ? "message_sent" : "reply_sent");
	scope_close(&mine);
	return goes_on;
}

static bool send_comments(struct reading *r)
{
	const struct json_node *it = json_first(json_at(r->ticket, "comments"));

	for (it = first_comment(r->ticket) ? it->next : it; it && !facts_full(r->f); it = it->next)
		if (!send_comment(r, it))
			return false;
	return true;
}

static bool send_solved(struct reading *r)
{
	bool exact;

	facts_more(r->f);
	if (!support_is_solved(json_text_at(r->ticket, "status")) ||
		has_tag(r->ticket, STR("closed_by_merge")) || facts_full(r->f))
		return true;
	exact = put_time(r, FACT_TIME, r->ticket, "metric_set.solved_at");
	if (!exact && !put_time(r, FACT_TIME, r->ticket, "updated_at"))
		return true;
	if (!exact) {
		facts_say(r->f, STR("time_assumed"), STR("last change"));
		facts_remark(r->f,
			"Zendesk's tickets do not say when they were solved or rated: the time of their last "
			"change was taken");
	}
	return send(r, "ticket_solved");
}

static bool send_rated(struct reading *r)
{
	const struct json_node *rating = json_at(r->ticket, "satisfaction_rating");
	struct str thumb = support_thumb(json_text_at(rating, "score"));

	facts_more(r->f);
	if (!thumb.p || facts_full(r->f))
		return true;
	if (!put_time(r, FACT_TIME, rating, "created_at") && !put_time(r, FACT_TIME, r->ticket, "updated_at"))
		return true;
	if (!json_text_at(rating, "created_at").n)
		facts_say(r->f, STR("time_assumed"), STR("last change"));
	facts_put(r->f, FACT_RATING, thumb);
	facts_put(r->f, FACT_SCALE, STR("0-1"));
	facts_put(r->f, FACT_TEXT, json_text_at(rating, "comment"));
	return send(r, "ticket_rated");
}

static bool record(void *to, const struct json_node *ticket, const struct json_node *around, uint64_t row,
	struct str raw)
{
	struct reading *r = to;

	(void)around;
	r->ticket = ticket;
	facts_begin(r->f, row, raw);
	if (!json_text_at(ticket, "id").n)
		return facts_broken(r->f, row, raw, "the id of the ticket is missing");
	if (!put_time(r, FACT_VERSION, ticket, "updated_at"))
		return facts_broken(r->f, row, raw, "updated_at is missing or no time");
	facts_put(r->f, FACT_SUBJECT, json_text_at(ticket, "id"));
	if (str_equal(json_text_at(ticket, "status"), STR("deleted"))) {
		facts_put(r->f, FACT_DELETED, STR("true"));
		return facts_send(r->f) && !facts_full(r->f);
	}
	if (!put_time(r, FACT_TIME, ticket, "created_at"))
		return facts_broken(r->f, row, raw, "created_at is missing or no time");
	put_customer(r);
	return send_opened(r) && send_comments(r) && send_solved(r) && send_rated(r) && !facts_full(r->f);
}

static bool full(void *to)
{
	struct reading *r = to;

	return facts_full(r->f);
}

static int claim(const struct sniff *s)
{
	return sniff_has_keys(s, "requester_id|requester", "via|ticket_form_id|submitter_id|submitter",
		       "status", "submitter_id|submitter|raw_subject|satisfaction_rating|comments",
		       "updated_at", "created_at", NULL)
		       ? 95
		       : 0;
}

static bool read_zendesk(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	static const struct json_wish wish = { .list = "tickets" };
	static const struct json_fns fns = { record, sheet_broken, full };
	struct reading r = { .f = facts_new(sc, columns, options, sink, notes, "zendesk") };

	r.tags = buf_new(sc, READER_FIELD);
	return json_each(sc, in, &wish, notes, &fns, &r);
}

const struct format format_zendesk = {
	.name = "zendesk",
	.about = "Zendesk: tickets, JSON, a line each or in pages",
	.becomes =
		"a ticket opened, each public message, solved, rated: an event each; requester number, e-mail",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_SUPPORT,
	.facts = true,
	.claim = claim,
	.read = read_zendesk,
};
