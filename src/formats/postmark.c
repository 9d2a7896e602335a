/* Postmark's webhooks: an object a request. */
#include "formats/known.h"
#include "formats/mailing.h"

/* What a kind of record is called here, and which member has its time. */
static const struct kind {
	const char *record, *event, *time;
} kinds[] = {
	{ "Delivery", "email_delivered", "DeliveredAt" },
	{ "Bounce", "email_bounced", "BouncedAt" },
	{ "SpamComplaint", "email_complained", "BouncedAt" },
	{ "Open", "email_opened", "ReceivedAt" },
	{ "Click", "email_clicked", "ReceivedAt" },
	{ "SubscriptionChange", "email_subscribed", "ChangedAt" },
};

/* Types of "Bounce" that are none. */
static const struct mailing_word bounces[] = {
	{ "Transient", "email_deferred" },
	{ "Unsubscribe", "email_unsubscribed" },
	{ "Subscribe", "email_subscribed" },
	{ "AutoResponder", "email_auto_replied" },
	{ "SpamComplaint", "email_complained" },
};

/* Why an address gets no more mail.  A bounce or a complaint came as an event of its own. */
static const struct mailing_word reasons[] = {
	{ "HardBounce", "email_suppressed" },
	{ "SpamComplaint", "email_suppressed" },
	{ "ManualSuppression", "email_unsubscribed" },
};

/* clang-format off */
static const struct {
	const char *member, *name;
} said[] = {
	{ "MessageStream", "stream" }, { "MessageID", "message" }, { "Type", "bounce_type" },
	{ "Description", "description" }, { "Details", "details" }, { "Inactive", "inactive" },
	{ "FirstOpen", "first_open" }, { "ReadSeconds", "read_seconds" }, { "Platform", "platform" },
	{ "UserAgent", "useragent" }, { "Client.Name", "client" }, { "OS.Name", "os" },
	{ "Geo.CountryISOCode", "country" }, { "ClickLocation", "click_location" },
	{ "SuppressionReason", "reason" }, { "Origin", "origin" },
};
/* clang-format on */

static struct str event_of(const struct kind *kind, const struct json_node *record)
{
	struct str ours = { 0 };

	if (str_equal(str_of(kind->record), STR("Bounce")))
		ours = mailing_word(bounces, COUNT_OF(bounces), json_text_at(record, "Type"));
	else if (json_is_true(json_at(record, "SuppressSending")))
		ours = mailing_word(reasons, COUNT_OF(reasons), json_text_at(record, "SuppressionReason"));
	if (!ours.n && json_is_true(json_at(record, "SuppressSending")))
		ours = STR("email_unsubscribed");
	return ours.n ? ours : str_of(kind->event);
}

/* The mail's number is that of all its events; a bounce has one of its own. */
static void put_key(
	struct mailing *m, const struct kind *kind, const struct json_node *record, struct str time)
{
	struct str id = json_text_at(record, "ID"), message = json_text_at(record, "MessageID");

	if (id.n)
		facts_printf(m->f, FACT_KEY, "%s/%.*s", kind->record, STR_ARG(id));
	else if (message.n)
		facts_printf(m->f, FACT_KEY, "%s/%.*s/%.*s", kind->record, STR_ARG(message), STR_ARG(time));
}

static const struct kind *kind_of(struct str record)
{
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (str_same(str_of(kinds[i].record), record))
			return &kinds[i];
	return NULL;
}

static bool take(struct mailing *m, const struct json_node *record, const struct json_node *around)
{
	struct str type = json_text_at(record, "RecordType"), email = json_text_at(record, "Recipient");
	const struct kind *kind = kind_of(type);

	(void)around;
	if (!kind)
		return mailing_wrong(m,
			type.n ? "\"RecordType\" is none that is known" : "\"RecordType\" is missing", type);
	email = email.n ? email : json_text_at(record, "Email");
	if (!email.n)
		return mailing_wrong(
			m, "\"Recipient\" and \"Email\" are missing: nobody whose event it is", email);
	struct str time = json_text_at(record, kind->time);
	if (!facts_iso(m->f, FACT_TIME, time))
		return mailing_wrong(m, "its time is missing or none", time);
	facts_put(m->f, FACT_EVENT, event_of(kind, record));
	facts_put(m->f, FACT_EMAIL, email);
	facts_put(m->f, FACT_CAMPAIGN, json_text_at(record, "Tag"));
	facts_put(m->f, FACT_PAGE, json_text_at(record, "OriginalLink"));
	put_key(m, kind, record, time);
	for (size_t i = 0; i < COUNT_OF(said); i++)
		mailing_say(m, said[i].name, json_at(record, said[i].member));
	facts_say(m->f, STR("ip"), facts_ip(m->f, json_text_at(record, "Geo.IP")));
	mailing_extras(m, json_at(record, "Metadata"));
	return facts_send(m->f);
}

static int claim(const struct sniff *s)
{
	return sniff_has_keys(s, "RecordType", "MessageID|ServerID|MessageStream", "Recipient|Email", NULL)
		       ? 95
		       : 0;
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	static const struct mailing_kind kind = { "postmark", NULL, take };

	return mailing_read(sc, in, options, columns, sink, notes, &kind);
}

const struct format format_postmark = {
	.name = "postmark",
	.about = "Postmark: what its webhooks have sent, an object each, in a list or a line each",
	.becomes = "what became of a mail an event: delivered, opened, clicked, bounced; e-mail address",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_EMAIL,
	.facts = true,
	.claim = claim,
	.read = read,
};
