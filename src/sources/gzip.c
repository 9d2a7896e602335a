#include "sources/gzip.h"

#include <zlib.h>

#include "sources/input.h"

enum {
	PACKED = 64 * 1024,
	WINDOW_GZIP = 15 + 16, /* zlib: the largest window, and a gzip header with its checksum */
	UNWATCHED = 64 << 20,  /* bytes unpacked before the ratio is looked at */
};

struct gzip {
	struct scope *sc;
	const char *name;
	long (*read)(void *from, char *p, size_t room);
	void *from;
	z_stream z;
	bool between; /* after one member, before the next or the end */
	uint64_t taken, given;
	char packed[PACKED];
};

bool gzip_starts(struct str head)
{
	return str_starts(head, STR("\x1f\x8b\x08"));
}

struct gzip *gzip_open(
	struct scope *sc, const char *name, long (*read)(void *from, char *p, size_t room), void *from)
{
	struct gzip *gz = NEW(sc, struct gzip);

	*gz = (struct gzip){ .sc = sc, .name = name, .read = read, .from = from };
	if (inflateInit2(&gz->z, WINDOW_GZIP) != Z_OK)
		return scope_fail(sc, FAULT_IO, "%s: unpacking cannot begin", name);
	return gz;
}

void gzip_close(struct gzip *gz)
{
	if (gz)
		inflateEnd(&gz->z);
}

static long damaged(struct gzip *gz, const char *how)
{
	scope_fail(gz->sc, FAULT_INVALID, "%s: the gzip data is %s: fetch or pack the file again", gz->name,
		how);
	return -1;
}

/* Makes sure of packed bytes; 0 at the end of the file. */
static long take(struct gzip *gz)
{
	if (gz->z.avail_in)
		return 1;
	long n = gz->read(gz->from, gz->packed, PACKED);
	if (n <= 0)
		return n;
	gz->z.next_in = (Bytef *)gz->packed;
	gz->z.avail_in = (uInt)n;
	gz->taken += (uint64_t)n;
	return n;
}

/* Tapes and some tools fill up with NULs behind the last member. */
static void skip_padding(struct gzip *gz)
{
	while (gz->between && gz->z.avail_in && *gz->z.next_in == 0) {
		gz->z.next_in++;
		gz->z.avail_in--;
	}
}

static bool within_ratio(struct gzip *gz)
{
	if (gz->given <= UNWATCHED || gz->given / INPUT_RATIO <= gz->taken)
		return true;
	return scope_fail(gz->sc, FAULT_LIMIT,
		"%s: unpacks to more than %d times its size, the ceiling: unpack it yourself if it is sound",
		gz->name, INPUT_RATIO);
}

static bool unpack(struct gzip *gz)
{
	gz->between = false;
	int result = inflate(&gz->z, Z_NO_FLUSH);
	if (result == Z_STREAM_END) {
		gz->between = true;
		result = inflateReset(&gz->z);
	}
	return result == Z_OK || result == Z_BUF_ERROR;
}

long gzip_read(struct gzip *gz, char *p, size_t room)
{
	gz->z.next_out = (Bytef *)p;
	gz->z.avail_out = room > UINT32_MAX ? UINT32_MAX : (uInt)room;
	const uInt whole = gz->z.avail_out;

	while (gz->z.avail_out == whole) {
		long n = take(gz);
		if (n < 0)
			return -1;
		if (n == 0)
			return gz->between ? 0 : damaged(gz, "cut short");
		skip_padding(gz);
		if (gz->z.avail_in && !unpack(gz))
			return damaged(gz, "damaged");
	}
	gz->given += whole - gz->z.avail_out;
	return within_ratio(gz) ? (long)(whole - gz->z.avail_out) : -1;
}
