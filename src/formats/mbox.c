/* A mailbox: mails one behind the other, each under a line "From somebody time", ">From " within them where such a line
 * was somebody's own [RFC 4155]. */
#include "base/buf.h"
#include "formats/known.h"
#include "formats/mail.h"
#include "formats/mail_bytes.h"
#include "formats/mail_claim.h"
#include "formats/mail_owner.h"

enum {
	MAIL = 8 << 20,   /* bytes of a mail that are kept: what is behind is of attachments */
	LINE = 64 * 1024, /* a longer one is handed on in pieces */
};

struct mbox {
	struct mail_bytes *bytes;
	struct buf *mail, *line;
	struct mail_reading reading;
	struct mail_owners *owners; /* not NULL: heads are counted only */
	uint64_t number, row;       /* of the line at hand; of the mail's first */
	char time[80];
	size_t mails;
	bool within, goes_on,
		after_blank; /* in a mail; the line is another's rest; the line before was empty */
	bool stopped;
};

/* --- one mail ------------------------------------------------------------------------------------ */

static void mail_over(struct mbox *b)
{
	struct str bytes = buf_str(b->mail), body;
	const struct mail_at at = { bytes, b->row, str_of(b->time) };

	if (!b->within)
		return;
	b->within = false;
	if (b->owners) {
		mail_owners_count(b->owners, mime_head(bytes, &body));
		b->stopped = ++b->mails >= MAIL_OWNER_MAILS;
		return;
	}
	b->stopped = !mail_take(&b->reading, &at) || facts_full(b->reading.f);
}

/* "From ewa@example.test Wed Mar 04 08:00:00 2026": what is behind the second blank. */
static void mail_begins(struct mbox *b, struct str line)
{
	size_t n;

	mail_over(b);
	buf_cut(b->mail, 0);
	b->within = true;
	b->row = b->number;
	line = str_sub(line, 5, line.n);
	(void)str_cut(&line, ' ');
	line = str_trim(line);
	n = line.n < sizeof b->time ? line.n : 0;
	if (n)
		memcpy(b->time, line.p, n);
	b->time[n] = 0;
}

/* --- lines --------------------------------------------------------------------------------------- */

/* >From, >>From: one sign was put before it. */
static bool is_guarded(struct str line)
{
	size_t n = 0;

	while (n < line.n && line.p[n] == '>')
		n++;
	return n && str_starts(str_sub(line, n, line.n), STR("From "));
}

static void line_over(struct mbox *b, bool ended)
{
	struct str line = buf_str(b->line), bare = line;

	if (bare.n && bare.p[bare.n - 1] == '\r')
		bare.n--;
	if (!b->goes_on && (b->after_blank || !b->within) && mail_is_postmark(bare)) {
		mail_begins(b, bare);
	} else if (b->within && buf_len(b->mail) < MAIL) {
		buf_str_add(b->mail, str_sub(line, !b->goes_on && is_guarded(line), line.n));
		if (ended)
			buf_putc(b->mail, '\n');
	}
	b->after_blank = !b->goes_on && !bare.n;
	b->goes_on = !ended;
	b->number += ended;
	buf_cut(b->line, 0);
}

static void lines(struct mbox *b, struct str chunk)
{
	while (chunk.n && !b->stopped) {
		const char *end = memchr(chunk.p, '\n', chunk.n);
		size_t n = end ? (size_t)(end - chunk.p) : chunk.n, room = LINE - buf_len(b->line);
		n = n < room ? n : room;
		buf_add(b->line, chunk.p, n);
		bool ended = n < chunk.n && chunk.p[n] == '\n';
		chunk = str_sub(chunk, n + ended, chunk.n);
		if (ended || buf_len(b->line) == LINE)
			line_over(b, ended);
	}
}

/* All mails, or as many as are wanted. */
static bool go_through(struct mbox *b)
{
	struct str chunk;
	long n;

	b->number = 1;
	while (!b->stopped && (n = mail_bytes_read(b->bytes, &chunk)) != 0) {
		if (n < 0)
			return false;
		lines(b, b->number == 1 && !buf_len(b->line) ? mail_start(chunk) : chunk);
	}
	if (!b->stopped && buf_len(b->line))
		line_over(b, true);
	if (!b->stopped)
		mail_over(b);
	return true;
}

static bool find_owner(struct scope *sc, struct mbox *b)
{
	struct mbox look = {
		.bytes = b->bytes, .mail = b->mail, .line = b->line, .owners = mail_owners_new(sc)
	};

	if (!go_through(&look) || !mail_bytes_rewind(b->bytes))
		return false;
	if (!look.mails)
		return scope_fail(sc, FAULT_INVALID,
			"no line \"From somebody time\" stands above a mail: it is no "
			"mailbox; --format eml reads a single mail");
	buf_cut(b->mail, 0);
	buf_cut(b->line, 0);
	b->reading.ours = mail_owners_ours(look.owners);
	return true;
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct mbox b = { .bytes = mail_bytes_open(sc, in) };

	b.mail = buf_new(sc, MAIL + LINE * 2);
	b.line = buf_new(sc, LINE + 1);
	b.reading.f = facts_new(sc, columns, options, sink, notes, "mail");
	if (!b.bytes || !find_owner(sc, &b) || !go_through(&b))
		return false;
	mail_end(&b.reading);
	notes->encoding = STR("as each mail says");
	return sc->fault == FAULT_NONE;
}

static int claim(const struct sniff *s)
{
	struct str rest = mail_start(s->head), line = str_cut(&rest, '\n');

	return mail_is_postmark(str_trim(line)) && mail_head_claim(rest) ? 96 : 0;
}

const struct format format_mbox = {
	.name = "mbox",
	.about = "a mailbox with many mails (mbox), as Thunderbird, Apple Mail and Google Takeout write it",
	.becomes =
		"a customer's message with its text, our reply without; bounces and complaints; e-mail address",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_SUPPORT,
	.facts = true,
	.claim = claim,
	.read = read,
};
