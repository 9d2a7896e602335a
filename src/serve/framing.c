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

void framing_note(struct framing *f, const char *name, const char *value)
{
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
	if (f->odd)
		return "the request's length cannot be read";
	return f->hosts > 1 ? "the request names two hosts" : NULL;
}

bool framing_has_body(const struct framing *f)
{
	return f->encodings || f->length;
}
