#include "serve/gzip.h"

#include <stdlib.h>
#include <zlib.h>

enum { GZIP = 16 + MAX_WBITS, LEVEL = 5, FIRST_ROOM = 4096 };

struct str gzip_pack(struct scope *sc, struct str bytes)
{
	z_stream z = { .next_in = (Bytef *)(uintptr_t)bytes.p, .avail_in = (uInt)bytes.n };

	if (deflateInit2(&z, LEVEL, Z_DEFLATED, GZIP, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		abort();
	size_t room = deflateBound(&z, (uLong)bytes.n);
	char *out = scope_alloc(sc, room, 1);
	z.next_out = (Bytef *)out;
	z.avail_out = (uInt)room;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		abort();
	size_t n = z.total_out;
	deflateEnd(&z);
	return (struct str){ out, n };
}

/* Room grows with what comes out, never with what the packed bytes promise. */
static int unpack(struct scope *sc, z_stream *z, size_t most, char **out, size_t *n)
{
	size_t room = most < FIRST_ROOM ? most + 1 : FIRST_ROOM;
	int state = Z_OK;

	*out = scope_alloc(sc, room, 1);
	while (state == Z_OK) {
		if (z->total_out == room) {
			size_t more = room > most / 2 ? most + 1 : room * 2;
			if (room > most)
				break;
			*out = scope_grow(sc, *out, room, more, 1);
			room = more;
		}
		z->next_out = (Bytef *)*out + z->total_out;
		z->avail_out = (uInt)(room - z->total_out);
		state = inflate(z, Z_NO_FLUSH);
		if (state == Z_BUF_ERROR && z->avail_out == 0)
			state = Z_OK;
	}
	*n = z->total_out;
	return state;
}

bool gzip_unpack(struct scope *sc, struct str packed, size_t most, struct str *out)
{
	z_stream z = { .next_in = (Bytef *)(uintptr_t)packed.p, .avail_in = (uInt)packed.n };
	char *bytes;
	size_t n;

	if (inflateInit2(&z, GZIP) != Z_OK)
		abort();
	int state = unpack(sc, &z, most, &bytes, &n);
	bool whole = state == Z_STREAM_END && z.avail_in == 0;
	inflateEnd(&z);
	if (n > most)
		return scope_fail(sc, FAULT_LIMIT, "unpacked, the body is larger than %zu bytes", most);
	if (!whole)
		return scope_fail(sc, FAULT_INVALID, "the body is no sound gzip");
	*out = (struct str){ bytes, n };
	return true;
}
