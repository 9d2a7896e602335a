#include "store/media.h"

static uint32_t byte_at(struct str s, size_t i)
{
	return (unsigned char)s.p[i];
}

/* n bytes, the most significant first. */
static uint32_t big(struct str s, size_t at, size_t n)
{
	uint32_t v = 0;

	for (size_t i = 0; i < n; i++)
		v = v << 8 | byte_at(s, at + i);
	return v;
}

/* n bytes, the least significant first. */
static uint32_t little(struct str s, size_t at, size_t n)
{
	uint32_t v = 0;

	for (size_t i = n; i-- > 0;)
		v = v << 8 | byte_at(s, at + i);
	return v;
}

static bool has(struct str s, size_t at, struct str what)
{
	return at <= s.n && str_starts(str_sub(s, at, s.n), what);
}

/* PNG (ISO/IEC 15948) 5.2, 11.2.2: the first chunk is IHDR, of 13 bytes. */
static bool look_png(struct str s, struct media *m)
{
	enum { HEAD = 8, IHDR = 13, TYPE = 12, WIDTH = 16, HEIGHT = 20, WHOLE = 33 };

	if (s.n < WHOLE || big(s, HEAD, 4) != IHDR || !has(s, TYPE, STR("IHDR")))
		return false;
	m->width = big(s, WIDTH, 4);
	m->height = big(s, HEIGHT, 4);
	return true;
}

/* GIF89a 18: the logical screen. */
static bool look_gif(struct str s, struct media *m)
{
	enum { WIDTH = 6, HEIGHT = 8, WHOLE = 13 };

	if (s.n < WHOLE)
		return false;
	m->width = little(s, WIDTH, 2);
	m->height = little(s, HEIGHT, 2);
	return true;
}

/* C0 to CF begin a frame and say its size, but for tables (C4, CC) and what is kept for later (C8). */
static bool is_frame(uint32_t marker)
{
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/* Those that stand alone, and those behind which no frame can begin any more. */
static bool is_alone(uint32_t marker)
{
	return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
}

static bool is_end(uint32_t marker)
{
	return marker == 0xD9 || marker == 0xDA || marker == 0x00;
}

/* ITU T.81, B.1.1 and B.2.2: segments with their lengths, up to the first frame. */
static bool look_jpeg(struct str s, struct media *m)
{
	enum { LENGTH = 2, FRAME = 7 /* length, precision, height, width */ };
	size_t at = 2;

	while (at + 1 < s.n && byte_at(s, at) == 0xFF) {
		uint32_t marker = byte_at(s, at + 1);
		at += marker == 0xFF ? 1 : 2; /* before a marker any number of FF may stand */
		if (marker == 0xFF || is_alone(marker))
			continue;
		if (is_end(marker) || s.n - at < FRAME || big(s, at, LENGTH) < LENGTH)
			return false;
		if (is_frame(marker)) {
			m->height = big(s, at + 3, 2);
			m->width = big(s, at + 5, 2);
			return true;
		}
		at += big(s, at, LENGTH);
	}
	return false;
}

/* RFC 9649: one of three kinds of picture, each with a size of its own making. */
static bool look_webp(struct str s, struct media *m)
{
	enum { CHUNK = 12, DATA = 20, WHOLE = 30, FOURTEEN = 0x3FFF };

	if (s.n < WHOLE)
		return false;
	if (has(s, CHUNK, STR("VP8 ")) && has(s, DATA + 3, STR("\x9d\x01\x2a"))) {
		m->width = little(s, DATA + 6, 2) & FOURTEEN;
		m->height = little(s, DATA + 8, 2) & FOURTEEN;
	} else if (has(s, CHUNK, STR("VP8L")) && byte_at(s, DATA) == 0x2F) {
		uint32_t bits = little(s, DATA + 1, 4);
		m->width = (bits & FOURTEEN) + 1;
		m->height = (bits >> 14 & FOURTEEN) + 1;
	} else if (has(s, CHUNK, STR("VP8X"))) {
		m->width = little(s, DATA + 4, 3) + 1;
		m->height = little(s, DATA + 7, 3) + 1;
	} else {
		return false;
	}
	return true;
}

/* clang-format off */
static const struct row {
	const char *type, *ending;
	bool shown;
	struct str begins;      /* how such a file begins */
	size_t also_at;         /* and what stands at this place of it; p NULL: nothing more */
	struct str also;
	bool (*look)(struct str s, struct media *m);
} rows[] = {
	{ "image/png", "png", true, { "\x89PNG\r\n\x1a\n", 8 }, 0, { 0 }, look_png },
	{ "image/jpeg", "jpg", true, { "\xff\xd8\xff", 3 }, 0, { 0 }, look_jpeg },
	{ "image/gif", "gif", true, { "GIF87a", 6 }, 0, { 0 }, look_gif },
	{ "image/gif", "gif", true, { "GIF89a", 6 }, 0, { 0 }, look_gif },
	{ "image/webp", "webp", true, { "RIFF", 4 }, 8, { "WEBP", 4 }, look_webp },
	{ "application/pdf", "pdf", false, { "%PDF-", 5 }, 0, { 0 }, NULL },
};
/* clang-format on */

static const struct media unknown = { .type = "application/octet-stream", .ending = "bin" };

static struct media media_row(const struct row *row)
{
	return (struct media){ .type = row->type, .ending = row->ending, .shown = row->shown };
}

static bool is_sound(const struct media *m)
{
	return m->width && m->height && (uint64_t)m->width * m->height <= MEDIA_PIXELS;
}

struct media media_look(struct str bytes)
{
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct media m = media_row(&rows[i]);
		if (!has(bytes, 0, rows[i].begins) ||
			(rows[i].also.p && !has(bytes, rows[i].also_at, rows[i].also)))
			continue;
		return !rows[i].look || (rows[i].look(bytes, &m) && is_sound(&m)) ? m : unknown;
	}
	return unknown;
}

struct media media_of(struct str type)
{
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (str_equal(type, str_of(rows[i].type)))
			return media_row(&rows[i]);
	return unknown;
}
