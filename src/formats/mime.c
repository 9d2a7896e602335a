#include "formats/mime.h"

#include <ctype.h>
#include <strings.h>

#include "base/buf.h"
#include "formats/mime_words.h"

/* --- headers ------------------------------------------------------------------------------------- */

/* A line without its end, which may be CRLF. */
static struct str line_cut(struct str *rest)
{
	struct str line = str_cut(rest, '\n');

	if (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	return line;
}

/* "Name: ...", or what goes on from the line before. */
static bool is_header(struct str line)
{
	size_t n = 0;

	if (line.p[0] == ' ' || line.p[0] == '\t')
		return true;
	while (n < line.n && line.p[n] > ' ' && line.p[n] < 0x7F && line.p[n] != ':')
		n++;
	while (n && n < line.n && (line.p[n] == ' ' || line.p[n] == '\t'))
		n++;
	return n && n < line.n && line.p[n] == ':';
}

/* Some leave out the empty line, or put a mailbox's line above. */
struct str mime_head(struct str bytes, struct str *body)
{
	struct str rest = bytes;

	while (rest.n) {
		size_t at = (size_t)(rest.p - bytes.p);
		struct str from_here = rest, line = line_cut(&rest);
		bool above = at == 0 && (str_starts(line, STR("From ")) || str_starts(line, STR(">From ")));
		if (line.n && (above || is_header(line)))
			continue;
		*body = line.n ? from_here : rest.p ? rest : (struct str){ "", 0 };
		return str_sub(bytes, 0, at < MIME_HEAD ? at : MIME_HEAD);
	}
	*body = (struct str){ "", 0 };
	return str_sub(bytes, 0, MIME_HEAD);
}

static bool names(struct str line, struct str name)
{
	size_t i = name.n;

	if (line.n <= name.n || strncasecmp(line.p, name.p, name.n) != 0)
		return false;
	while (i < line.n && (line.p[i] == ' ' || line.p[i] == '\t'))
		i++;
	return i < line.n && line.p[i] == ':';
}

static bool goes_on(struct str rest)
{
	return rest.n && (rest.p[0] == ' ' || rest.p[0] == '\t');
}

struct str mime_raw(struct scope *sc, struct str head, const char *name)
{
	struct str rest = head, word = str_of(name), line = { 0 };

	while (rest.n && !names(line, word))
		line = line_cut(&rest);
	if (!names(line, word))
		return (struct str){ 0 };
	struct buf *out = buf_new(sc, head.n + 1);
	(void)str_cut(&line, ':');
	buf_str_add(out, line);
	while (goes_on(rest))
		buf_str_add(out, line_cut(&rest));
	return str_trim(buf_str(out));
}

struct str mime_header(struct scope *sc, struct str head, const char *name)
{
	struct str raw = mime_raw(sc, head, name);

	return raw.p ? str_trim(mime_words(sc, raw)) : raw;
}

/* A value in quotes without them and what they guard; else up to the next ";". */
static struct str parameter_value(struct scope *sc, struct str s)
{
	struct buf *out;

	if (!s.n || s.p[0] != '"')
		return str_trim(str_cut(&s, ';'));
	out = buf_new(sc, s.n + 1);
	for (size_t i = 1; i < s.n && s.p[i] != '"'; i++) {
		i += s.p[i] == '\\' && i + 1 < s.n;
		buf_putc(out, s.p[i]);
	}
	return buf_str(out);
}

struct str mime_parameter(struct scope *sc, struct str value, const char *name)
{
	struct str word = str_of(name);
	bool quoted = false;

	for (size_t i = 0; i < value.n; i++) {
		quoted ^= value.p[i] == '"';
		if (quoted || value.p[i] != ';')
			continue;
		struct str rest = str_trim(str_sub(value, i + 1, value.n));
		if (rest.n <= word.n || strncasecmp(rest.p, word.p, word.n) != 0)
			continue;
		rest = str_trim(str_sub(rest, word.n, rest.n));
		if (rest.n && rest.p[0] == '=')
			return parameter_value(sc, str_trim(str_sub(rest, 1, rest.n)));
	}
	return (struct str){ 0 };
}

/* --- parts --------------------------------------------------------------------------------------- */

struct walk {
	struct scope *sc;
	struct mime *mail;
	size_t pieces; /* of multiparts, so far; what is beyond MIME_PARTS is left out */
};

static void type_of(struct scope *sc, struct str head, const char *otherwise, char type[static 64])
{
	struct str value = mime_raw(sc, head, "Content-Type");
	struct str name = str_trim(str_cut(&value, ';'));
	size_t n = 0;

	for (; n < name.n && n < 63; n++)
		type[n] = (char)tolower((unsigned char)name.p[n]);
	type[n] = 0;
	if (!memchr(type, '/', n))
		memcpy(type, otherwise, strlen(otherwise) + 1);
}

static void leaf(struct walk *w, struct str head, struct str body, const char *type)
{
	struct mime_part *part = LIST_ADD(w->sc, &w->mail->parts);

	*part = (struct mime_part){ .head = head, .body = body };
	memcpy(part->type, type, 64);
}

/* Whether the line is --boundary, and whether it is the last: --boundary-- */
static bool is_boundary(struct str line, struct str boundary, bool *last)
{
	if (line.n < boundary.n + 2 || line.p[0] != '-' || line.p[1] != '-' ||
		memcmp(line.p + 2, boundary.p, boundary.n) != 0)
		return false;
	struct str behind = str_sub(line, boundary.n + 2, line.n);
	*last = str_starts(behind, STR("--"));
	return *last || str_trim(behind).n == 0;
}

static void walk(struct walk *w, struct str head, struct str body, const char *otherwise, int depth);

/* What stands between two boundaries, without the line end before the second [RFC 2046, 5.1.1]. */
static void piece(struct walk *w, struct str text, const char *otherwise, int depth)
{
	struct str body, head;

	if (w->pieces++ >= MIME_PARTS)
		return;
	if (text.n && text.p[text.n - 1] == '\n')
		text.n--;
	if (text.n && text.p[text.n - 1] == '\r')
		text.n--;
	head = mime_head(text, &body);
	walk(w, head, body, otherwise, depth);
}

static void pieces(struct walk *w, struct str body, struct str boundary, const char *otherwise, int depth)
{
	struct str rest = body;
	const char *from = NULL;
	bool last = false;

	while (rest.n && !last && w->pieces < MIME_PARTS) {
		const char *at = rest.p;
		if (!is_boundary(line_cut(&rest), boundary, &last))
			continue;
		if (from)
			piece(w, (struct str){ from, (size_t)(at - from) }, otherwise, depth);
		from = rest.p;
	}
	if (from && !last)
		piece(w, (struct str){ from, (size_t)(body.p + body.n - from) }, otherwise, depth);
}

static void walk(struct walk *w, struct str head, struct str body, const char *otherwise, int depth)
{
	char type[64];
	struct str boundary = { 0 };

	type_of(w->sc, head, otherwise, type);
	if (str_starts(str_of(type), STR("multipart/")) && depth < MIME_DEPTH)
		boundary = mime_parameter(w->sc, mime_raw(w->sc, head, "Content-Type"), "boundary");
	if (!boundary.n || boundary.n > 200) {
		leaf(w, head, body, type);
		return;
	}
	bool digest = str_equal(str_of(type), STR("multipart/digest"));
	pieces(w, body, boundary, digest ? "message/rfc822" : "text/plain", depth + 1);
}

const struct mime *mime_read(struct scope *sc, struct str bytes)
{
	struct mime *mail = NEW(sc, struct mime);
	struct str body;

	mail->head = mime_head(bytes, &body);
	type_of(sc, mail->head, "text/plain", mail->type);
	walk(&(struct walk){ sc, mail, 0 }, mail->head, body, "text/plain", 0);
	return mail;
}

/* --- what a part says ---------------------------------------------------------------------------- */

bool mime_is(const struct mime_part *part, const char *type)
{
	return str_equal(str_of(part->type), str_of(type));
}

bool mime_is_attached(struct scope *sc, const struct mime_part *part)
{
	struct str value = mime_raw(sc, part->head, "Content-Disposition");

	return str_same(str_trim(str_cut(&value, ';')), STR("attachment"));
}

static struct str decoded(struct scope *sc, const struct mime_part *part)
{
	struct str coding = mime_raw(sc, part->head, "Content-Transfer-Encoding");

	if (str_same(coding, STR("base64")))
		return mime_base64(sc, str_sub(part->body, 0, MIME_TEXT / 2 * 3));
	if (str_same(coding, STR("quoted-printable")))
		return mime_quoted(sc, str_sub(part->body, 0, MIME_TEXT * 3), false);
	return part->body;
}

static struct str without_returns(struct scope *sc, struct str text)
{
	char *p;
	size_t n = 0;

	if (!text.n || !memchr(text.p, '\r', text.n))
		return text;
	p = scope_alloc(sc, text.n + 1, 1);
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] != '\r')
			p[n++] = text.p[i];
		else if (i + 1 == text.n || text.p[i + 1] != '\n')
			p[n++] = '\n';
	return (struct str){ p, n };
}

struct str mime_text(struct scope *sc, const struct mime_part *part)
{
	struct str type = mime_raw(sc, part->head, "Content-Type");
	struct str charset = mime_parameter(sc, type, "charset"),
		   bytes = str_sub(decoded(sc, part), 0, MIME_TEXT);

	charset = charset.p ? charset : (struct str){ "", 0 };
	return without_returns(sc, mime_utf8(sc, charset, bytes));
}
