/* Mailgun's webhooks, {"signature": ..., "event-data": ...} a request, and its events API, {"items": [...]}. */
#include "formats/known.h"
#include "formats/mailing.h"

static const struct mailing_word words[] = {
	{ "accepted", "email_sent" },
	{ "delivered", "email_delivered" },
	{ "rejected", "email_dropped" },
	{ "failed", "email_bounced" },
	{ "opened", "email_opened" },
	{ "clicked", "email_clicked" },
	{ "unsubscribed", "email_unsubscribed" },
	{ "complained", "email_complained" },
};

/* Mails that came in, and what became of lists of addresses: nothing that a customer met. */
static const char passed[] = " stored list_member_uploaded list_member_upload_error list_uploaded "
			     "email_validation ";

/* clang-format off */
static const struct {
	const char *member, *name;
} said[] = {
	{ "severity", "severity" }, { "reason", "reason" },
	{ "delivery-status.code", "code" }, { "delivery-status.description", "description" },
	{ "delivery-status.message", "response" }, { "tags", "tags" },
	{ "client-info.client-name", "client" }, { "client-info.client-os", "os" },
	{ "client-info.device-type", "device_type" }, { "geolocation.country", "country" },
};
/* clang-format on */

static struct str event_of(const struct json_node *record, struct str theirs)
{
	struct str ours = mailing_word(words, COUNT_OF(words), theirs);

	if (!str_equal(theirs, STR("failed")))
		return ours.n ? ours : theirs;
	if (str_starts(json_text_at(record, "reason"), STR("suppress-")))
		return STR("email_dropped");
	return str_equal(json_text_at(record, "severity"), STR("temporary")) ? STR("email_deferred") : ours;
}

static struct str campaign_of(const struct json_node *record)
{
	const struct json_node *campaign = json_first(json_at(record, "campaigns"));
	struct str name = json_text_at(campaign, "name");

	return name.n ? name : json_value(json_first(json_at(record, "tags")));
}

/* Mailgun's numbers of events are unique within a day. */
static void put_key(struct mailing *m, const struct json_node *record, struct str time)
{
	struct str id = json_text_at(record, "id");
	int64_t s;

	if (id.n && str_integer(str_cut(&time, '.'), &s))
		facts_printf(m->f, FACT_KEY, "%.*s/%lld", STR_ARG(id), (long long)(s / 86400));
}

static void say_machine(struct mailing *m, const struct json_node *record)
{
	struct str bot = json_text_at(record, "client-info.bot");

	if (bot.n && !str_same(bot, STR("false")))
		facts_say(m->f, STR("machine_open"), STR("true"));
	facts_say(m->f, STR("ip"), facts_ip(m->f, json_text_at(record, "ip")));
}

static bool is_passed(struct scope *sc, struct str theirs)
{
	return theirs.n < 40 && str_has(STR(passed), str_of(scope_printf(sc, " %.*s ", STR_ARG(theirs))));
}

static bool pass_over(struct mailing *m, struct str theirs)
{
	struct scope mine = { 0 };
	bool passes = is_passed(&mine, theirs);

	scope_close(&mine);
	if (passes)
		facts_remark(m->f, "events of mails that came in and of lists of addresses (\"stored\", "
				   "\"list_member_uploaded\") are left out: no customer met them");
	return passes;
}

static bool take(struct mailing *m, const struct json_node *record, const struct json_node *around)
{
	const struct json_node *data = json_at(record, "event-data");
	const struct json_node *event = data ? data : record;
	struct str theirs = json_text_at(event, "event"), email = json_text_at(event, "recipient");
	struct str time = json_text_at(event, "timestamp");

	(void)around;
	if (!theirs.n)
		return mailing_wrong(m, "\"event\" is missing", theirs);
	if (pass_over(m, theirs))
		return true;
	if (!email.n)
		return mailing_wrong(m, "\"recipient\" is missing: nobody whose event it is", email);
	if (!facts_epoch(m->f, FACT_TIME, WHEN_EPOCH_S, time))
		return mailing_wrong(m, "\"timestamp\" is no time in seconds", time);
	facts_put(m->f, FACT_EVENT, event_of(event, theirs));
	facts_put(m->f, FACT_EMAIL, email);
	facts_put(m->f, FACT_CAMPAIGN, campaign_of(event));
	facts_put(m->f, FACT_PAGE, json_text_at(event, "url"));
	put_key(m, event, time);
	for (size_t i = 0; i < COUNT_OF(said); i++)
		mailing_say(m, said[i].name, json_at(event, said[i].member));
	say_machine(m, event);
	facts_say_id(m->f, STR("message"), json_text_at(event, "message.headers.message-id"));
	mailing_extras(m, json_at(event, "user-variables"));
	return facts_send(m->f);
}

static int claim(const struct sniff *s)
{
	if (sniff_has_keys(s, "event-data", "recipient|event", NULL))
		return 95;
	return sniff_has_keys(s, "log-level", "event", "recipient", "timestamp", NULL) ? 95 : 0;
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	static const struct mailing_kind kind = { "mailgun", "items", take };

	return mailing_read(sc, in, options, columns, sink, notes, &kind);
}

const struct format format_mailgun = {
	.name = "mailgun",
	.about =
		"Mailgun: what its webhooks have sent, in a list or a line each, and pages of its events API",
	.becomes = "what became of a mail an event: delivered, opened, clicked, failed; e-mail address",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_EMAIL,
	.facts = true,
	.claim = claim,
	.read = read,
};
