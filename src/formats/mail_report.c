/* Reports about mails, which machines write to machines: that one did not arrive [RFC 3464], that its reader calls it
 * spam [RFC 5965]. */
#include "formats/mail.h"
#include "formats/mailing.h"
#include "formats/mime_words.h"

enum { RECIPIENTS = 100 /* of one report */ };

static const struct mailing_word actions[] = {
	{ "failed", "email_bounced" },
	{ "delayed", "email_deferred" },
	{ "delivered", "email_delivered" },
	{ "relayed", "email_delivered" },
	{ "expanded", "email_delivered" },
};

static const struct mailing_word feedbacks[] = {
	{ "abuse", "email_complained" },
	{ "fraud", "email_complained" },
	{ "virus", "email_complained" },
	{ "other", "email_complained" },
	{ "opt-out", "email_unsubscribed" },
	{ "opt-out-list", "email_unsubscribed" },
};

static const struct mime_part *part_of(const struct mail *m, const char *type, const char *or_type)
{
	for (size_t i = 0; i < m->mime->parts.n; i++)
		if (mime_is(&m->mime->parts.at[i], type) || mime_is(&m->mime->parts.at[i], or_type))
			return &m->mime->parts.at[i];
	return NULL;
}

/* The head of the mail that the report is about; p NULL: it is not there. */
static struct str about_head(struct mail *m)
{
	const struct mime_part *part = part_of(m, "message/rfc822", "text/rfc822-headers");
	struct str body;

	return part ? mime_head(mime_text(m->sc, part), &body) : (struct str){ 0 };
}

static struct str first_address(struct mail *m, struct str value)
{
	struct str address = { 0 };

	return mime_address(m->sc, &value, &address) ? address : (struct str){ 0 };
}

/* "rfc822; jan@example.test" */
static struct str typed_address(struct mail *m, struct str fields, const char *name)
{
	struct str value = mime_raw(m->sc, fields, name);

	(void)str_cut(&value, ';');
	return first_address(m, value);
}

static void say(struct mail *m, const char *name, struct str value)
{
	struct str text = value.p ? mime_words(m->sc, value) : value;

	facts_say(m->f, str_of(name), str_short(m->sc, text, 300));
}

static void say_about(struct mail *m)
{
	struct str head = about_head(m), id = head.p ? mime_raw(m->sc, head, "Message-ID") : head;

	if (id.p && str_is_utf8(id))
		facts_say_id(m->f, STR("message"),
			str_sub(id, id.n && id.p[0] == '<', id.n - str_ends(id, STR(">"))));
	facts_put(m->f, FACT_SOURCE, STR("email"));
}

/* --- deliveries ---------------------------------------------------------------------------------- */

/* Fields up to the next empty line. */
static struct str group_cut(struct str *rest)
{
	const char *end = rest->n ? memmem(rest->p, rest->n, "\n\n", 2) : NULL;
	struct str group = *rest;

	if (!end) {
		*rest = (struct str){ 0 };
		return group;
	}
	group.n = (size_t)(end - rest->p) + 1;
	*rest = str_sub(*rest, group.n + 1, rest->n);
	return group;
}

static bool delivery(struct mail *m, struct str fields, struct str address)
{
	struct str event = mailing_word(actions, COUNT_OF(actions), mime_raw(m->sc, fields, "Action"));

	if (!mail_begin(m, event.n ? event.p : "email_bounced", address))
		return mail_timeless(m);
	say(m, "status", mime_raw(m->sc, fields, "Status"));
	say(m, "reason", mime_raw(m->sc, fields, "Diagnostic-Code"));
	say_about(m);
	return facts_send(m->f);
}

static bool deliveries(struct mail *m, const struct mime_part *part)
{
	struct str rest = mime_text(m->sc, part);
	unsigned recipients = 0;

	while (rest.n && recipients < RECIPIENTS) {
		struct str fields = group_cut(&rest), address = typed_address(m, fields, "Final-Recipient");
		address = address.n ? address : typed_address(m, fields, "Original-Recipient");
		recipients += address.n > 0;
		if (address.n && !delivery(m, fields, address))
			return false;
	}
	return recipients || mail_wrong(m, "the report of deliveries names no recipient");
}

/* Some say the recipients in a header and the rest in prose. */
static bool failed_recipients(struct mail *m, struct str list)
{
	struct str address;

	for (int n = 0; n < RECIPIENTS && mime_address(m->sc, &list, &address); n++)
		if (!delivery(m, (struct str){ "", 0 }, address))
			return false;
	return true;
}

/* --- complaints ---------------------------------------------------------------------------------- */

static struct str complainer(struct mail *m, struct str fields)
{
	struct str address = first_address(m, mime_raw(m->sc, fields, "Original-Rcpt-To")),
		   head = about_head(m);

	if (!address.n)
		address = first_address(m, mime_raw(m->sc, fields, "Removal-Recipient"));
	return address.n || !head.p ? address : first_address(m, mime_raw(m->sc, head, "To"));
}

static bool complaint(struct mail *m, const struct mime_part *part)
{
	struct str fields = mime_text(m->sc, part), type = mime_raw(m->sc, fields, "Feedback-Type");
	struct str event = mailing_word(feedbacks, COUNT_OF(feedbacks), type),
		   address = complainer(m, fields);

	if (!event.n) {
		m->reading->machines++;
		return true;
	}
	if (!address.n)
		return mail_wrong(m, "the complaint names nobody whose it is");
	if (!mail_begin(m, event.p, address))
		return mail_timeless(m);
	say(m, "feedback_type", type);
	say_about(m);
	return facts_send(m->f);
}

bool mail_is_report(struct mail *m, bool *ok)
{
	const struct mime_part *status =
		part_of(m, "message/delivery-status", "message/global-delivery-status");
	const struct mime_part *feedback = part_of(m, "message/feedback-report", "message/feedback-report");
	struct str failed = mime_raw(m->sc, m->mime->head, "X-Failed-Recipients");
	bool is_report = str_equal(str_of(m->mime->type), STR("multipart/report"));

	if (is_report && status)
		*ok = deliveries(m, status);
	else if (is_report && feedback)
		*ok = complaint(m, feedback);
	else if (failed.n)
		*ok = failed_recipients(m, failed);
	else
		return false;
	return true;
}
