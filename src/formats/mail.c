#include "formats/mail.h"

#include <stdio.h>

#include "base/buf.h"
#include "formats/mail_owner.h"
#include "formats/mail_reply.h"
#include "formats/mailing.h"
#include "formats/markup.h"
#include "formats/mime_words.h"

enum {
	RECIPIENTS = 50,   /* of one of our mails, that are told */
	TEXT = 256 * 1024, /* bytes of what somebody wrote; longer is no letter */
	SUBJECT = 200,     /* letters */
};

/* Subjects of what is sent while somebody is away; small letters. */
static const char *const away[] = { "automatic reply", "auto reply", "autoreply", "auto-reply",
	"auto:", "out of office", "out of the office", "autoodpowiedź", "odpowiedź automatyczna",
	"automatyczna odpowiedź", "poza biurem", "nieobecność", "автоответ", "автоматический ответ",
	"нет на месте", "не на работе" };

/* Senders that nobody sits behind. */
static const char *const robots[] = { "noreply@", "no-reply@", "no_reply@", "donotreply@", "do-not-reply@",
	"mailer-daemon@", "postmaster@", "bounce@", "bounces@", "notifications@", "nieodpowiadaj@" };

/* What mailboxes call their folders of mails that nobody sent or wanted. */
static const char *const discards[] = { "spam", "спам", "junk", "drafts", "draft", "wersje robocze",
	"wersja robocza", "черновики", "черновик", "chat", "czat", "чаты" };

static struct str raw(struct mail *m, const char *name)
{
	return mime_raw(m->sc, m->mime->head, name);
}

static struct str first_address(struct mail *m, const char *name)
{
	struct str rest = raw(m, name), address = { 0 };

	return mime_address(m->sc, &rest, &address) ? address : (struct str){ 0 };
}

static bool is_ours(const struct mail *m, struct str address)
{
	return mail_is_ours(m->reading->ours, address);
}

static bool one_starts(const char *const *words, size_t n, struct str text)
{
	for (size_t i = 0; i < n; i++)
		if (str_starts(text, str_of(words[i])))
			return true;
	return false;
}

/* --- numbers and times --------------------------------------------------------------------------- */

/* The first of "<a@b> <c@d>", without its brackets; n 0: none. */
static struct str id_in(struct str value)
{
	struct str rest = value, id;

	(void)str_cut(&rest, '<');
	id = rest.p ? str_cut(&rest, '>') : str_trim(value);
	return id.n <= 500 && str_is_utf8(id) && id.n ? str_trim(id) : (struct str){ "", 0 };
}

static struct str thread_of(struct mail *m)
{
	struct str id = id_in(raw(m, "References"));

	id = id.n ? id : id_in(raw(m, "In-Reply-To"));
	return id.n ? id : m->id;
}

static bool put_time(struct mail *m, struct str text)
{
	static const struct when_shape mail = { .family = WHEN_MAIL, .has_zone = true };
	static const struct when_shape zoneless = { .family = WHEN_WORDS };

	text = str_trim(text);
	if (!str_is_utf8(text))
		return false;
	return facts_when(m->f, FACT_TIME, &mail, text) || facts_when(m->f, FACT_TIME, &zoneless, text);
}

/* What the sender says; else when the last machine took it; else what the mailbox says. */
static bool put_own_time(struct mail *m)
{
	struct str received = raw(m, "Received");
	const char *mark = received.n ? memrchr(received.p, ';', received.n) : NULL;

	if (put_time(m, raw(m, "Date")))
		return true;
	if (mark && put_time(m, str_sub(received, (size_t)(mark - received.p) + 1, received.n)))
		return true;
	return put_time(m, m->at->time);
}

bool mail_wrong(struct mail *m, const char *why)
{
	return facts_broken(m->f, m->at->row, (struct str){ 0 }, why);
}

bool mail_timeless(struct mail *m)
{
	return mail_wrong(m, "no time: the headers \"Date\" and \"Received\" are missing or say none");
}

bool mail_begin(struct mail *m, const char *event, struct str address)
{
	facts_begin(m->f, m->at->row, (struct str){ 0 });
	if (!put_own_time(m))
		return false;
	facts_put(m->f, FACT_EVENT, str_of(event));
	facts_put(m->f, FACT_CHANNEL, STR("email"));
	facts_put(m->f, FACT_EMAIL, address);
	if (m->id.n && m->facts)
		facts_printf(m->f, FACT_KEY, "%.*s/%u", STR_ARG(m->id), m->facts);
	else
		facts_put(m->f, FACT_KEY, m->id);
	m->facts++;
	return true;
}

/* --- what it is ---------------------------------------------------------------------------------- */

static bool is_one_of(struct str value, const char *a, const char *b, const char *c)
{
	return str_same(value, str_of(a)) || str_same(value, str_of(b)) || str_same(value, str_of(c));
}

static bool has_list(struct mail *m)
{
	return raw(m, "List-Id").p || raw(m, "List-Unsubscribe").p || raw(m, "List-Post").p;
}

static bool is_away(struct mail *m)
{
	struct str automatic = raw(m, "Auto-Submitted"),
		   subject = mime_header(m->sc, m->mime->head, "Subject");

	automatic = str_trim(str_cut(&automatic, ';'));
	if (str_same(automatic, STR("auto-replied")) || raw(m, "X-Autoreply").n ||
		raw(m, "X-Autorespond").n || str_same(raw(m, "Precedence"), STR("auto_reply")))
		return true;
	if (str_same(raw(m, "Precedence"), STR("bulk")) && raw(m, "In-Reply-To").n && !has_list(m))
		return true;
	return subject.n && one_starts(away, COUNT_OF(away), str_fold(m->sc, str_short(m->sc, subject, 60)));
}

static bool is_generated(struct mail *m)
{
	struct str automatic = raw(m, "Auto-Submitted");

	automatic = str_trim(str_cut(&automatic, ';'));
	return automatic.n && !str_same(automatic, STR("no"));
}

static bool is_bulk(struct mail *m)
{
	return has_list(m) || is_one_of(raw(m, "Precedence"), "bulk", "list", "junk");
}

/* A draft, spam, a mail that was deleted and only not cleared away yet. */
static bool is_discarded(struct mail *m)
{
	struct str labels = mime_header(m->sc, m->mime->head, "X-Gmail-Labels"),
		   flags = raw(m, "X-Mozilla-Status");

	while (labels.n) {
		struct str label = str_trim(str_cut(&labels, ','));
		for (size_t i = 0; i < COUNT_OF(discards); i++)
			if (str_same(label, str_of(discards[i])))
				return true;
	}
	/* Four hexadecimal digits, of which bit 3 is "expunged". */
	bool expunged = flags.n == 4 && strchr("89abcdefABCDEF", flags.p[3]);
	return expunged || str_starts(str_fold(m->sc, str_sub(raw(m, "X-Spam-Flag"), 0, 20)), STR("yes"));
}

/* --- what it says -------------------------------------------------------------------------------- */

static void add_parts(struct mail *m, struct buf *out, const char *type, bool html)
{
	for (size_t i = 0; i < m->mime->parts.n && buf_len(out) < TEXT; i++) {
		const struct mime_part *part = &m->mime->parts.at[i];
		if (!mime_is(part, type) || mime_is_attached(m->sc, part))
			continue;
		struct str text = mime_text(m->sc, part);
		buf_str_add(out, html ? markup_text(m->sc, text) : text);
		buf_putc(out, '\n');
	}
}

/* Plain text goes before HTML, of which only the words are kept. */
static struct str text_of(struct mail *m)
{
	struct buf *out = buf_new(m->sc, TEXT + MIME_TEXT * 4);

	add_parts(m, out, "text/plain", false);
	if (!str_trim(buf_str(out)).n)
		add_parts(m, out, "text/html", true);
	struct str text = str_sub(mail_reply(m->sc, buf_str(out)), 0, TEXT);
	while (text.n && !str_is_utf8(str_sub(text, text.n > 4 ? text.n - 4 : 0, text.n)) &&
		!str_is_utf8(text))
		text.n--;
	return text;
}

static void say_common(struct mail *m)
{
	struct str subject = mime_header(m->sc, m->mime->head, "Subject");
	size_t attached = 0;
	char number[24];

	for (size_t i = 0; i < m->mime->parts.n; i++)
		attached += mime_is_attached(m->sc, &m->mime->parts.at[i]);
	facts_say_id(m->f, STR("thread"), thread_of(m));
	if (subject.n)
		facts_say(m->f, STR("subject"), str_short(m->sc, subject, SUBJECT));
	snprintf(number, sizeof number, "%zu", attached);
	if (attached)
		facts_say(m->f, STR("attachments"), facts_keep(m->f, str_of(number)));
}

static bool from_customer(struct mail *m, struct str from)
{
	bool auto_reply = is_away(m);

	if (!auto_reply && (is_bulk(m) || is_generated(m) || one_starts(robots, COUNT_OF(robots), from))) {
		m->reading->lists += is_bulk(m);
		m->reading->machines += !is_bulk(m);
		return true;
	}
	if (!mail_begin(m, auto_reply ? "email_auto_replied" : "message_sent", from))
		return mail_timeless(m);
	facts_say(m->f, STR("direction"), STR("in"));
	say_common(m);
	if (!auto_reply)
		facts_put(m->f, FACT_TEXT, text_of(m));
	return facts_send(m->f);
}

/* --- from us ------------------------------------------------------------------------------------- */

static bool to_customer(struct mail *m, struct str address, bool *timeless)
{
	bool bulk = is_bulk(m);

	*timeless = !mail_begin(m, bulk ? "email_sent" : "reply_sent", address);
	if (*timeless)
		return mail_timeless(m);
	if (bulk)
		facts_put(m->f, FACT_SOURCE, STR("email"));
	facts_say(m->f, STR("direction"), STR("out"));
	if (!bulk && is_generated(m))
		facts_say(m->f, STR("auto"), STR("true"));
	say_common(m);
	return facts_send(m->f);
}

/* Whom of a header's addresses we wrote to, each once in a header. */
static bool to_customers(struct mail *m, const char *name, bool *timeless)
{
	struct str rest = raw(m, name), address;

	while (!*timeless && m->facts < RECIPIENTS && mime_address(m->sc, &rest, &address))
		if (!is_ours(m, address) && !to_customer(m, address, timeless))
			return false;
	return true;
}

static bool from_us(struct mail *m)
{
	struct str reply_to = first_address(m, "Reply-To");
	bool timeless = false;

	if (!to_customers(m, "To", &timeless) || !to_customers(m, "Cc", &timeless))
		return false;
	if (m->facts || timeless)
		return true;
	/* A form on our website writes to us in our own name; who filled it in is who is answered. */
	if (reply_to.n && !is_ours(m, reply_to))
		return from_customer(m, reply_to);
	m->reading->internals++;
	return true;
}

static bool take(struct mail *m)
{
	struct str from = first_address(m, "From");
	bool ok = true;

	from = from.n ? from : first_address(m, "Sender");
	if (is_discarded(m)) {
		m->reading->discarded++;
		return true;
	}
	if (mail_is_report(m, &ok))
		return ok;
	if (!from.n)
		return mail_wrong(m, "the header \"From\" has no address: nobody whose mail it is");
	return is_ours(m, from) ? from_us(m) : from_customer(m, from);
}

bool mail_take(struct mail_reading *reading, const struct mail_at *at)
{
	struct scope mine = { 0 };
	struct mail m = { .reading = reading, .f = reading->f, .sc = &mine, .at = at };

	facts_begin(m.f, at->row, (struct str){ 0 });
	m.mime = mime_read(&mine, at->bytes);
	m.id = id_in(raw(&m, "Message-ID"));
	bool ok = take(&m);
	/* What was put lies in the scope. */
	facts_begin(m.f, at->row, (struct str){ 0 });
	scope_close(&mine);
	return ok;
}

void mail_end(struct mail_reading *m)
{
	static const char sentence[] =
		"left out, since no customer wrote them: %zu of lists and newsletters, %zu of "
		"machines, %zu drafts and spam, %zu between people of %.*s";
	char text[400];

	snprintf(text, sizeof text, sentence, m->lists, m->machines, m->discarded, m->internals,
		m->ours.n < 200 ? (int)m->ours.n : 0, m->ours.p);
	if (m->lists + m->machines + m->discarded + m->internals)
		facts_remark(m->f, text);
	snprintf(text, sizeof text, "mails from %.*s are ours, all others are customers'",
		m->ours.n < 300 ? (int)m->ours.n : 0, m->ours.p);
	if (m->ours.n)
		facts_remark(m->f, text);
}
