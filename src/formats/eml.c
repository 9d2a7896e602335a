/* One mail, as a program saves it: RFC 5322. */
#include "base/buf.h"
#include "formats/known.h"
#include "formats/mail.h"
#include "formats/mail_bytes.h"
#include "formats/mail_claim.h"
#include "formats/mail_owner.h"

enum { MAIL = 8 << 20 /* bytes that are kept: what is behind is of attachments */ };

static bool take_in(struct scope *sc, struct input *in, struct buf *mail)
{
	struct mail_bytes *bytes = mail_bytes_open(sc, in);
	struct str chunk;
	long n = bytes ? 1 : -1;

	while (n > 0 && (n = mail_bytes_read(bytes, &chunk)) > 0)
		if (buf_len(mail) < MAIL)
			buf_str_add(mail, chunk);
	return n == 0;
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct mail_reading reading = { .f = facts_new(sc, columns, options, sink, notes, "mail") };
	struct buf *mail = buf_new(sc, MAIL + INPUT_HEAD * 4);
	struct mail_owners *owners = mail_owners_new(sc);
	struct str body, bytes;

	if (!take_in(sc, in, mail))
		return false;
	bytes = mail_start(buf_str(mail));
	mail_owners_count(owners, mime_head(bytes, &body));
	reading.ours = mail_owners_ours(owners);
	bool ok = mail_take(&reading, &(struct mail_at){ .bytes = bytes, .row = 1 });
	mail_end(&reading);
	notes->encoding = STR("as the mail says");
	return ok;
}

static int claim(const struct sniff *s)
{
	return mail_head_claim(mail_start(s->head)) ? 95 : 0;
}

const struct format format_eml = {
	.name = "eml",
	.about = "one mail, as mail programs save it (.eml)",
	.becomes =
		"a customer's message with its text, or our reply without; bounces and complaints; e-mail address",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_SUPPORT,
	.facts = true,
	.claim = claim,
	.read = read,
};
