/* Mailchimp's export of an audience: a contact a row, a file for each of subscribed, unsubscribed, non-subscribed and
 * cleaned contacts, told apart by the file's name and by the columns that only one of them has. */
#include <stdio.h>

#include "base/buf.h"
#include "formats/known.h"
#include "formats/table.h"

/* What a contact's row tells of the past: a time an event. */
static const struct moment {
	const char *column, *event, *part;
} moments[] = {
	{ "OPTIN_TIME", "consent_given", "opt-in" },
	{ "CONFIRM_TIME", "consent_given", "confirmed" },
	{ "UNSUB_TIME", "email_unsubscribed", "unsubscribed" },
	{ "CLEAN_TIME", "email_bounced", "cleaned" },
};
enum { OPTIN, CONFIRM, UNSUB, CLEAN, MOMENTS };

struct audience {
	struct facts *f;
	struct buf *text;
	const char *status;
	int time[MOMENTS];
	int email, phone, contact, optin_ip, confirm_ip, tags, status_column;
	int reason, reason_other, unsub_campaign, unsub_campaign_id, clean_campaign, clean_campaign_id;
};

/* Most special first: "unsubscribed" has "subscribed" in it. */
static const char *const statuses[] = { "nonsubscribed", "unsubscribed", "cleaned", "subscribed" };

static const char *status_of(struct str path)
{
	struct scope mine = { 0 };
	const char *slash = path.n ? memrchr(path.p, '/', path.n) : NULL, *status = NULL;
	struct str file = str_fold(&mine, slash ? str_sub(path, (size_t)(slash - path.p), path.n) : path);

	for (size_t i = 0; i < COUNT_OF(statuses) && !status; i++)
		if (str_has(file, str_of(statuses[i])))
			status = statuses[i];
	scope_close(&mine);
	return status;
}

static void find_columns(struct audience *a, struct table *t)
{
	for (size_t i = 0; i < MOMENTS; i++)
		a->time[i] = table_find(t, moments[i].column);
	a->email = table_find(
		t, "Email Address|Email|E-mail|Adres e-mail|Адрес электронной почты|*email*|*e-mail*");
	a->phone =
		table_find(t, "Phone Number|Phone|SMS Phone Number|SMS Phone|Telefon|Numer telefonu|Телефон");
	a->contact = table_find(t, "LEID|EUID");
	a->optin_ip = table_find(t, "OPTIN_IP");
	a->confirm_ip = table_find(t, "CONFIRM_IP");
	a->tags = table_find(t, "TAGS");
	a->status_column = table_find(t, "Status");
	a->reason = table_find(t, "UNSUB_REASON");
	a->reason_other = table_find(t, "UNSUB_REASON_OTHER");
	a->unsub_campaign = table_find(t, "UNSUB_CAMPAIGN_TITLE");
	a->unsub_campaign_id = table_find(t, "UNSUB_CAMPAIGN_ID");
	a->clean_campaign = table_find(t, "CLEAN_CAMPAIGN_TITLE");
	a->clean_campaign_id = table_find(t, "CLEAN_CAMPAIGN_ID");
}

/* Found, so that they are no properties: where somebody lives to the metre, what staff wrote of him, what is said by
 * another column, and EUID, which is one in all of Mailchimp's audiences but for none of its other files. */
static const char *const unsaid[] = { "LATITUDE", "LONGITUDE", "NOTES", "GMTOFF", "DSTOFF", "EUID",
	"LAST_CHANGED" };

static bool begin(void *to, struct table *t)
{
	struct audience *a = to;

	find_columns(a, t);
	for (size_t i = 0; i < COUNT_OF(unsaid); i++)
		(void)table_find(t, unsaid[i]);
	if (a->time[UNSUB] >= 0)
		a->status = "unsubscribed";
	else if (a->time[CLEAN] >= 0)
		a->status = "cleaned";
	if (!a->status && a->status_column < 0)
		facts_remark(a->f,
			"neither the file's name (\"subscribed_members_export_...\") nor a column says "
			"whether these contacts are subscribed");
	return true;
}

/* "vip","tea" as it stands in one cell: vip, tea */
static struct str tags_of(struct audience *a, struct str cell)
{
	buf_cut(a->text, 0);
	for (size_t i = 0; i < cell.n; i++) {
		if (cell.p[i] == ',')
			buf_puts(a->text, ", ");
		else if (cell.p[i] != '"' && !(cell.p[i] == ' ' && i && cell.p[i - 1] == ','))
			buf_putc(a->text, cell.p[i]);
	}
	return facts_keep(a->f, buf_str(a->text));
}

static void put_contact(struct audience *a, struct table *t)
{
	struct str status = table_at(t, a->status_column);

	facts_put(a->f, FACT_EMAIL, table_at(t, a->email));
	facts_put(a->f, FACT_PHONE, table_at(t, a->phone));
	facts_put(a->f, FACT_EXTERNAL, table_at(t, a->contact));
	facts_put(a->f, FACT_CHANNEL, STR("email"));
	facts_say(a->f, STR("status"), status.p ? status : str_of(a->status));
	facts_say(a->f, STR("tags"), tags_of(a, table_at(t, a->tags)));
	table_say_rest(t, a->f);
}

/* What proves a consent, or says why somebody left. */
static void say_moment(struct audience *a, struct table *t, int which)
{
	struct str reason = table_at(t, a->reason), other = table_at(t, a->reason_other);

	if (which == OPTIN || which == CONFIRM) {
		facts_say(a->f, STR("consent"), str_of(moments[which].part));
		facts_say(a->f, STR("ip"),
			facts_ip(a->f, table_at(t, which == OPTIN ? a->optin_ip : a->confirm_ip)));
	} else if (which == UNSUB) {
		facts_put(a->f, FACT_CAMPAIGN, table_at(t, a->unsub_campaign));
		facts_say(a->f, STR("campaign_id"), table_at(t, a->unsub_campaign_id));
		facts_say(a->f, STR("reason"), reason);
		facts_put(a->f, FACT_TEXT, other);
	} else {
		facts_put(a->f, FACT_CAMPAIGN, table_at(t, a->clean_campaign));
		facts_say(a->f, STR("campaign_id"), table_at(t, a->clean_campaign_id));
		facts_say(a->f, STR("reason"), STR("cleaned by Mailchimp"));
	}
}

static bool bad_time(struct audience *a, struct table *t, uint64_t number, int which)
{
	struct str time = str_sub(table_at(t, a->time[which]), 0, 40);
	char why[120];

	snprintf(why, sizeof why, "%s is no time: \"%.*s\"", moments[which].column, STR_ARG(time));
	return facts_broken(a->f, number, table_raw(t), str_is_utf8(time) ? why : "a time is no time");
}

static bool send_moment(struct audience *a, struct table *t, uint64_t number, int which)
{
	struct str contact = table_at(t, a->contact), time = table_at(t, a->time[which]);

	facts_begin(a->f, number, table_raw(t));
	if (!facts_utc(a->f, FACT_TIME, time))
		return bad_time(a, t, number, which);
	facts_put(a->f, FACT_EVENT, str_of(moments[which].event));
	put_contact(a, t);
	say_moment(a, t, which);
	/* The time is in it: who leaves and comes back has left all the same, in the next export too. */
	if (contact.p)
		facts_printf(
			a->f, FACT_KEY, "%.*s/%s/%.*s", STR_ARG(contact), moments[which].part, STR_ARG(time));
	return facts_send(a->f);
}

static bool row(void *to, struct table *t, uint64_t number)
{
	struct audience *a = to;
	bool ok = true, any = false;

	if (!table_at(t, a->email).p)
		return facts_broken(a->f, number, table_raw(t), "the e-mail address is missing");
	for (int i = 0; ok && i < MOMENTS; i++) {
		bool there = table_at(t, a->time[i]).p != NULL;
		any |= there;
		ok = !there || send_moment(a, t, number, i);
	}
	if (!any) {
		facts_begin(a->f, number, table_raw(t));
		put_contact(a, t);
		ok = facts_send(a->f);
	}
	return ok && !facts_full(a->f);
}

static bool broken(void *to, uint64_t number, struct str raw, const char *why)
{
	struct audience *a = to;

	return facts_broken(a->f, number, raw, why);
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	static const struct table_fns fns = { begin, row, broken };
	struct audience a = { .f = facts_new(sc, columns, options, sink, notes, "mailchimp") };

	a.text = buf_new(sc, READER_FIELD * 2);
	a.status = status_of(str_of(input_path(in)));
	facts_remark(a.f, "Mailchimp's times are read as UTC");
	return table_each(sc, in, options, notes, &fns, &a) || (facts_full(a.f) && sc->fault == FAULT_NONE);
}

static int claim(const struct sniff *s)
{
	return sniff_has_columns(s, "LEID", "EUID", "MEMBER_RATING|OPTIN_TIME|LAST_CHANGED", NULL) ? 95 : 0;
}

const struct format format_mailchimp_audience = {
	.name = "mailchimp-audience",
	.about =
		"Mailchimp: an audience's contacts (subscribed_members_export_....csv and its three sisters)",
	.becomes = "a contact's opt-in, confirmation, unsubscribing an event each; e-mail address, tags",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_EMAIL,
	.facts = true,
	.claim = claim,
	.read = read,
};
