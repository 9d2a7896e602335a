#include "formats/mail_claim.h"

#include <ctype.h>

struct str mail_start(struct str text)
{
	if (str_starts(text, STR("\xEF\xBB\xBF")))
		text = str_sub(text, 3, text.n);
	while (text.n && (text.p[0] == '\n' || text.p[0] == '\r'))
		text = str_sub(text, 1, text.n);
	return text;
}

static const char *const usual[] = { "From", "To", "Subject", "Date", "Message-ID", "MIME-Version",
	"Received", "Return-Path", "Delivered-To", "Content-Type", "Reply-To", "DKIM-Signature", "X-Mailer",
	"Cc" };

/* The name before the colon; n 0: the line is no header. */
static struct str header_name(struct str line)
{
	size_t n = 0;

	while (n < line.n && line.p[n] > ' ' && line.p[n] < 0x7F && line.p[n] != ':')
		n++;
	return n < line.n && line.p[n] == ':' ? str_sub(line, 0, n) : (struct str){ "", 0 };
}

bool mail_head_claim(struct str head)
{
	unsigned seen = 0, many = 0;

	while (head.n) {
		struct str line = str_cut(&head, '\n'), name = header_name(line);
		if (!str_trim(line).n)
			break;
		if (!name.n && (line.p[0] != ' ' && line.p[0] != '\t' && head.p))
			return false;
		for (unsigned i = 0; i < COUNT_OF(usual); i++)
			if (str_same(name, str_of(usual[i])))
				seen |= 1u << i;
	}
	for (unsigned i = 0; i < COUNT_OF(usual); i++)
		many += seen >> i & 1;
	return many >= 3 && (seen & 1); /* "From" among them */
}

bool mail_is_postmark(struct str line)
{
	bool clock = false, year = false;
	unsigned digits = 0;

	if (!str_starts(line, STR("From ")) || line.n > 500)
		return false;
	for (size_t i = 5; i < line.n; i++) {
		bool digit = isdigit((unsigned char)line.p[i]);
		clock |=
			line.p[i] == ':' && digits && i + 2 < line.n && isdigit((unsigned char)line.p[i + 1]);
		digits = digit ? digits + 1 : 0;
		year |= digits == 4 && (i + 1 == line.n || !isdigit((unsigned char)line.p[i + 1]));
	}
	return clock && year;
}

bool mail_is_begun(struct str text)
{
	struct str rest = mail_start(text), all = rest, line = str_cut(&rest, '\n');

	return mail_head_claim(mail_is_postmark(str_trim(line)) ? rest : all);
}
