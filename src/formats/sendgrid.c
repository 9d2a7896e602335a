/* SendGrid's Event Webhook: a list of events a request.  What the sender gave along ("unique arguments") lies among
 * SendGrid's own members. */
#include "formats/known.h"
#include "formats/mailing.h"

static const struct mailing_word words[] = {
	{ "processed", "email_sent" },
	{ "delivered", "email_delivered" },
	{ "deferred", "email_deferred" },
	{ "dropped", "email_dropped" },
	{ "bounce", "email_bounced" },
	{ "blocked", "email_bounced" },
	{ "open", "email_opened" },
	{ "click", "email_clicked" },
	{ "spamreport", "email_complained" },
	{ "spam_report", "email_complained" },
	{ "unsubscribe", "email_unsubscribed" },
	{ "group_unsubscribe", "email_unsubscribed" },
	{ "group_resubscribe", "email_subscribed" },
};

/* Members that are read here or that say nothing to people; all that is not among them is the sender's. */
static const char known[] =
	" email timestamp event sg_event_id sg_message_id smtp-id ip url url_offset category "
	"sg_machine_open tls cert_err pool newsletter send_at marketing_campaign_name "
	"singlesend_name singlesend_id marketing_campaign_id template_id type ";

static bool is_known(struct scope *sc, struct str key)
{
	char *word = scope_printf(sc, " %.*s ", STR_ARG(key));

	return str_has(STR(known), str_of(word));
}

static void say_rest(struct mailing *m, const struct json_node *record)
{
	struct scope mine = { 0 };

	for (const struct json_node *it = json_first(record); it; it = it->next)
		if (it->key.n < 100 && !is_known(&mine, it->key))
			mailing_extra(m, it);
	scope_close(&mine);
}

static struct str first_of(const struct json_node *category)
{
	return category && category->kind == JSON_ARRAY ? json_value(category->first) : json_value(category);
}

static void say_own(struct mailing *m, const struct json_node *record)
{
	struct str message = json_text_at(record, "sg_message_id");
	struct str campaign = json_text_at(record, "marketing_campaign_name");
	const struct json_node *category = json_at(record, "category");

	campaign = campaign.n ? campaign : json_text_at(record, "singlesend_name");
	facts_put(m->f, FACT_CAMPAIGN, campaign.n ? campaign : first_of(category));
	facts_put(m->f, FACT_PAGE, json_text_at(record, "url"));
	/* What follows the first point is the way through SendGrid's machines. */
	facts_say(m->f, STR("message"), str_cut(&message, '.'));
	mailing_say(m, "category", category);
	mailing_say(m, "bounce_type", json_at(record, "type"));
	if (json_is_true(json_at(record, "sg_machine_open")))
		facts_say(m->f, STR("machine_open"), STR("true"));
	facts_say(m->f, STR("ip"), facts_ip(m->f, json_text_at(record, "ip")));
}

static bool take(struct mailing *m, const struct json_node *record, const struct json_node *around)
{
	struct str theirs = json_text_at(record, "event"),
		   ours = mailing_word(words, COUNT_OF(words), theirs);
	struct str email = json_text_at(record, "email"), time = json_text_at(record, "timestamp");

	(void)around;
	if (!theirs.n)
		return mailing_wrong(m, "\"event\" is missing", theirs);
	if (!email.n)
		return mailing_wrong(m, "\"email\" is missing: nobody whose event it is", email);
	if (!facts_epoch(m->f, FACT_TIME, WHEN_EPOCH_S, time))
		return mailing_wrong(m, "\"timestamp\" is no time in seconds", time);
	facts_put(m->f, FACT_EVENT, ours.n ? ours : theirs);
	facts_put(m->f, FACT_EMAIL, email);
	facts_put(m->f, FACT_KEY, json_text_at(record, "sg_event_id"));
	say_own(m, record);
	say_rest(m, record);
	return facts_send(m->f);
}

static int claim(const struct sniff *s)
{
	return sniff_has_keys(s, "sg_event_id|sg_message_id", "event", "email", "timestamp", NULL) ? 95 : 0;
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	static const struct mailing_kind kind = { "sendgrid", NULL, take };

	return mailing_read(sc, in, options, columns, sink, notes, &kind);
}

const struct format format_sendgrid = {
	.name = "sendgrid",
	.about = "SendGrid: what its event webhook has sent, in lists or a line each",
	.becomes = "what became of a mail an event: delivered, opened, clicked, bounced; e-mail address",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_EMAIL,
	.facts = true,
	.claim = claim,
	.read = read,
};
