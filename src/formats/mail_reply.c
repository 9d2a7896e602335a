#include "formats/mail_reply.h"

#include <ctype.h>

#include "base/buf.h"

enum {
	LINES = 20000, /* of one mail; more are a list of something, not a letter */
	WRAPPED = 3,   /* lines that an introduction may be broken into */
	LONGEST = 400, /* bytes of a line that may be an introduction or a separator */
	HEADERS = 4,   /* lines in which a second header must follow */
};

/* How the line ends that introduces what is answered to; small letters. */
static const char *const ends[] = { "wrote:", "writes:", "napisał(a):", "napisał/a:", "napisał:", "napisała:",
	"napisał (a):", "pisze:", "пишет:", "написал:", "написала:", "написал(а):", "написал (а):", "писал:",
	"писала:", ">:", "wrote :", "napisano:" };

/* How it begins where it is broken into several lines. */
static const char *const starts[] = { "on ", "w dniu ", "dnia ", "pon.", "wt.", "śr.", "czw.", "pt.", "sob.",
	"niedz.", "пн", "вт", "ср", "чт", "пт", "сб", "вс" };

/* Behind such a line is another mail; the line may have more signs around it. */
static const char *const separators[] = { "original message", "forwarded message", "wiadomość oryginalna",
	"oryginalna wiadomość", "wiadomość przekazana", "treść przekazanej wiadomości",
	"przekazana wiadomość", "исходное сообщение", "пересылаемое сообщение", "пересылаемое письмо",
	"переслано", "reply message", "begin forwarded message:", "original appointment" };

/* The headers above the old mail, as Outlook writes them: the first, and one of which must follow. */
static const char *const first_headers[] = { "from:", "od:", "от:", "*from:*", "*od:*", "*от:*" };
static const char *const next_headers[] = { "sent:", "date:", "to:", "subject:", "wysłano:", "wysłane:",
	"data:", "do:", "temat:", "отправлено:", "дата:", "кому:", "тема:", "*sent:*", "*date:*",
	"*wysłano:*", "*data:*", "*отправлено:*", "*дата:*" };

/* What telephones put under a mail; the line is left out. */
static const char *const phones[] = { "sent from my ", "get outlook for ", "wysłane z ", "wysłano z ",
	"pobierz aplikację outlook", "отправлено с ", "отправлено из ", "sent from mail for ", "sent via " };

#define STARTS_WITH_ONE(line, words) starts_with_one(line, words, COUNT_OF(words))

struct reply {
	LIST(struct str) lines; /* trimmed at the end */
	LIST(struct str) small; /* in small letters, trimmed, cut to LONGEST: what is looked at */
	struct buf *out;
};

static bool starts_with_one(struct str line, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_starts(line, str_of(words[i])))
			return true;
	return false;
}

static bool ends_with_one(struct str line)
{
	for (size_t i = 0; i < COUNT_OF(ends); i++)
		if (str_ends(line, str_of(ends[i])))
			return true;
	return false;
}

static bool has_digit(struct str line)
{
	for (size_t i = 0; i < line.n; i++)
		if (isdigit((unsigned char)line.p[i]))
			return true;
	return false;
}

static void split(struct scope *sc, struct reply *r, struct str text)
{
	while (text.n && r->lines.n < LINES) {
		struct str line = str_cut(&text, '\n');
		struct str shown = str_trim(line);
		struct str whole = { line.p, shown.n ? (size_t)(shown.p + shown.n - line.p) : 0 };
		*LIST_ADD(sc, &r->lines) = whole;
		*LIST_ADD(sc, &r->small) = shown.n > LONGEST ? STR("...") : str_fold(sc, shown);
	}
}

/* How many lines from `at` on introduce what is answered to; 0: none.  It has a date, so that "she wrote:" in somebody's
 * story is not taken for one. */
static size_t introduction(const struct reply *r, size_t at)
{
	struct str first = r->small.at[at];
	bool apple = str_starts(first, STR("wiadomość napisana przez "));
	bool begins = apple || STARTS_WITH_ONE(first, starts), digit = has_digit(first);
	size_t most = begins || (first.n && isdigit((unsigned char)first.p[0])) ? WRAPPED : 1;

	for (size_t n = 0; n < most && at + n < r->small.n && r->small.at[at + n].n; n++) {
		struct str line = r->small.at[at + n];
		digit |= has_digit(line);
		if (digit && (ends_with_one(line) || (apple && str_ends(line, STR(":")))))
			return n + 1;
	}
	return 0;
}

static bool is_separator(struct str line)
{
	size_t rule = 0;

	while (rule < line.n && (line.p[rule] == '_' || line.p[rule] == '-' || line.p[rule] == '='))
		rule++;
	if (rule == line.n && rule >= 30 && line.p[0] == '_')
		return true;
	if (rule < 2 && !str_starts(line, STR("begin forwarded")))
		return false;
	for (size_t i = 0; i < COUNT_OF(separators); i++)
		if (str_starts(str_trim(str_sub(line, rule, line.n)), str_of(separators[i])))
			return true;
	return false;
}

static bool is_old_head(const struct reply *r, size_t at)
{
	if (!STARTS_WITH_ONE(r->small.at[at], first_headers))
		return false;
	for (size_t i = at + 1; i < r->small.n && i <= at + HEADERS; i++)
		if (STARTS_WITH_ONE(r->small.at[i], next_headers))
			return true;
	return false;
}

static bool is_end(const struct reply *r, size_t at)
{
	struct str line = r->small.at[at];

	return str_equal(line, STR("--")) || is_separator(line) || is_old_head(r, at);
}

/* Whether the answer goes on between the lines that it answers to. */
static bool quotes_follow(const struct reply *r, size_t at)
{
	while (at < r->small.n && !r->small.at[at].n)
		at++;
	return at < r->small.n && r->small.at[at].p[0] == '>';
}

/* One empty line at most between two. */
static void put(struct reply *r, struct str line)
{
	struct str so_far = buf_str(r->out);

	if (!line.n && (!so_far.n || str_ends(so_far, STR("\n\n"))))
		return;
	buf_str_add(r->out, line);
	buf_putc(r->out, '\n');
}

struct str mail_reply(struct scope *sc, struct str text)
{
	struct reply r = { .out = buf_new(sc, text.n + 2) };
	size_t skip;

	split(sc, &r, text);
	for (size_t i = 0; i < r.lines.n && !is_end(&r, i); i++) {
		struct str line = r.small.at[i];
		if (line.n && line.p[0] == '>')
			continue;
		skip = introduction(&r, i);
		if (skip && !quotes_follow(&r, i + skip))
			break;
		i += skip ? skip - 1 : 0;
		if (!skip && !(line.n < 80 && STARTS_WITH_ONE(line, phones)))
			put(&r, r.lines.at[i]);
	}
	return str_trim(buf_str(r.out));
}
