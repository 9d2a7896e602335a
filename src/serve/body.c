#include "serve/body.h"

#include <stdlib.h>

#include "serve/gzip.h"

enum { FIRST = 4096 /* room before more of it has come */ };

static size_t room_for(const struct body *b, size_t n)
{
	size_t room = n * 2 < FIRST ? FIRST : n * 2;

	return room > b->most && n <= b->most ? b->most : room;
}

static bool take_share(struct body_shared *shared, size_t more)
{
	if (!shared || atomic_fetch_add(&shared->held, more) + more <= shared->most)
		return true;
	atomic_fetch_sub(&shared->held, more);
	return false;
}

static bool make_room(struct body *b, size_t n)
{
	size_t room = room_for(b, n);

	if (n <= b->room)
		return true;
	if (!take_share(b->shared, room - b->room))
		return false;
	b->room = room;
	b->bytes = realloc(b->bytes, b->room);
	if (!b->bytes)
		abort();
	return true;
}

static bool spill(struct body *b, size_t n)
{
	b->spilt += n;
	return b->n + b->spilt <= b->most + BODY_SPILL;
}

bool body_add(struct body *b, const char *bytes, size_t n)
{
	if (b->spilt || b->n + n > b->most)
		return spill(b, n);
	b->crowded = !make_room(b, b->n + n);
	if (b->crowded)
		return spill(b, n);
	if (n)
		memcpy(b->bytes + b->n, bytes, n);
	b->n += n;
	return true;
}

int body_text(struct scope *sc, struct body *b, struct str coding, struct str *out)
{
	struct str packed = { b->bytes ? b->bytes : "", b->n };

	*out = packed;
	if (!coding.p || str_same(coding, STR("identity")))
		return 0;
	if (!str_same(coding, STR("gzip"))) {
		scope_fail(sc, FAULT_INVALID, "a body may be packed with gzip, not with \"%.*s\"",
			STR_ARG(str_short(sc, coding, 40)));
		return 415;
	}
	if (gzip_unpack(sc, packed, b->most, out))
		return 0;
	return sc->fault == FAULT_LIMIT ? 413 : 400;
}

void body_close(struct body *b)
{
	free(b->bytes);
	if (b->shared)
		atomic_fetch_sub(&b->shared->held, b->room);
	*b = (struct body){ 0 };
}
