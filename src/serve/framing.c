#include "serve/framing.h"

#include <strings.h>

#include "base/str.h"

static void note_length(struct framing *f, const char *value)
{
	int64_t length = 0;
	bool whole = value && *value >= '0' && *value <= '9' && str_integer(str_of(value), &length);

	f->lengths++;
	f->odd |= !whole;
	f->length = whole ? (uint64_t)length : 0;
}

/* Letters, digits and these: what else stands in a name, some leave out and some do not (RFC 9110, 5.6.2). */
static bool is_token(const char *name)
{
	size_t n =
		strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~");

	return n && !name[n];
}

static bool is_plain(const char *value)
{
	for (; value && *value; value++)
		if (((unsigned char)*value < 0x20 && *value != '\t') || *value == 0x7F)
			return false;
	return true;
}

enum { BLANKS = 2, COLON = 1, LINE_END = 2 };

void framing_line(struct framing *f, const char *method, size_t target, const char *version)
{
	f->old = strcmp(version, "HTTP/1.0") == 0;
	f->strange = !f->old && strcmp(version, "HTTP/1.1") != 0;
	f->dirty |= !is_token(method);
	f->least += strlen(method) + target + strlen(version) + BLANKS + LINE_END;
}

/* Behind each colon may be a blank, as all proxies write it; an empty line ends them. */
void framing_whole(struct framing *f, size_t bytes)
{
	f->dirty |= bytes > f->least + f->headers + LINE_END;
}

void framing_note(struct framing *f, const char *name, const char *value)
{
	f->dirty |= !is_token(name) || !is_plain(value);
	f->least += strlen(name) + COLON + (value ? strlen(value) : 0) + LINE_END;
	f->headers++;
	if (strcasecmp(name, "Content-Length") == 0)
		note_length(f, value);
	f->hosts += strcasecmp(name, "Host") == 0;
	if (strcasecmp(name, "Transfer-Encoding") != 0)
		return;
	f->encodings++;
	f->odd |= !value || strcasecmp(value, "chunked") != 0;
}

const char *framing_wrong(const struct framing *f)
{
	if (f->lengths + f->encodings > 1)
		return "the request says twice how long it is";
	/* HTTP/1.0 knows no pieces: who forwards it may go by where the connection ends. */
	if (f->odd || (f->old && f->encodings))
		return "the request's length cannot be read";
	if (f->dirty)
		return "the request has bytes that no header may have";
	if (f->strange)
		return "HTTP/1.1 is spoken here";
	return f->hosts > 1 ? "the request names two hosts" : NULL;
}

bool framing_ends(const struct framing *f)
{
	return framing_has_body(f) || framing_wrong(f);
}

bool framing_has_body(const struct framing *f)
{
	return f->encodings || f->length;
}
