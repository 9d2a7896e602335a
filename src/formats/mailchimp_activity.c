/* Mailchimp's API, reports/ID/email-activity: {"campaign_id": ..., "emails": [{"email_address", "activity": [...]}]}. */
#include "formats/known.h"
#include "formats/mailing.h"

static const struct mailing_word words[] = {
	{ "open", "email_opened" },
	{ "click", "email_clicked" },
	{ "bounce", "email_bounced" },
};

struct who {
	struct str email, contact, campaign;
};

static bool take_action(struct mailing *m, const struct who *who, const struct json_node *activity)
{
	struct str theirs = json_text_at(activity, "action"), time = json_text_at(activity, "timestamp");
	struct str ours = mailing_word(words, COUNT_OF(words), theirs);

	facts_begin(m->f, m->row, m->raw);
	if (!theirs.n)
		return mailing_wrong(m, "an activity has no \"action\"", theirs);
	if (!facts_iso(m->f, FACT_TIME, time))
		return mailing_wrong(m, "\"timestamp\" is no time", time);
	facts_put(m->f, FACT_CHANNEL, STR("email"));
	facts_put(m->f, FACT_EVENT, ours.n ? ours : theirs);
	facts_put(m->f, FACT_EMAIL, who->email);
	facts_put(m->f, FACT_EXTERNAL, who->contact);
	facts_put(m->f, FACT_CAMPAIGN, who->campaign);
	facts_put(m->f, FACT_PAGE, json_text_at(activity, "url"));
	mailing_say(m, "bounce_type", json_at(activity, "type"));
	facts_say(m->f, STR("ip"), facts_ip(m->f, json_text_at(activity, "ip")));
	return facts_send(m->f);
}

static bool take(struct mailing *m, const struct json_node *record, const struct json_node *around)
{
	struct who who = { .email = json_text_at(record, "email_address") };

	/* email_id is made of the address alone, so that it would give away what is kept as a keyed hash. */
	who.contact = who.email.n ? who.contact : json_text_at(record, "email_id");
	who.campaign = json_text_at(record, "campaign_id");
	who.campaign = who.campaign.n ? who.campaign : json_text_at(around, "campaign_id");
	if (!who.email.n && !who.contact.n)
		return mailing_wrong(
			m, "\"email_address\" is missing: nobody whose activity it is", who.email);
	facts_remark(m->f,
		"Mailchimp counts as opened what mail programs fetch by themselves (Apple's privacy "
		"protection): clicks say more");
	for (const struct json_node *it = json_first(json_at(record, "activity")); it; it = it->next)
		if (!take_action(m, &who, it))
			return false;
	return true;
}

static int claim(const struct sniff *s)
{
	return sniff_has_keys(s, "email_address", "activity", "email_id|list_id|campaign_id", NULL) ? 95 : 0;
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	static const struct mailing_kind kind = { "mailchimp", "emails", take };

	return mailing_read(sc, in, options, columns, sink, notes, &kind);
}

const struct format format_mailchimp_activity = {
	.name = "mailchimp-activity",
	.about = "Mailchimp: a campaign's activity as its API gives it",
	.becomes = "an open, a click, a bounce an event; e-mail address",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_EMAIL,
	.facts = true,
	.claim = claim,
	.read = read,
};
