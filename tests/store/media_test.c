/* Headers of pictures: sound ones, each cut at every byte, and hostile ones. */
#include "store/media.h"

#include "test.h"

#define BYTES(text)                                                                                          \
	{                                                                                                    \
		text, sizeof(text) - 1                                                                       \
	}
#define PNG_HEAD "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"
#define PNG_TAIL "\x08\x06\0\0\0\x1f\x15\xc4\x89"
#define JFIF "\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
#define FRAME(marker) "\xff" marker "\0\x11\x08\x01\x2c\x02\x58\3\1\x22\0\2\x11\1\3\x11\1" /* 600 x 300 */
#define WEBP "RIFF\x1a\0\0\0WEBP"

static const struct {
	const char *what, *type;
	struct str bytes;
	size_t least; /* cut before this many bytes it is none */
	uint32_t width, height;
} sound[] = {
	{ "png", "image/png", BYTES(PNG_HEAD "\0\0\x02\x58\0\0\x01\x2c" PNG_TAIL), 33, 600, 300 },
	{ "jpeg", "image/jpeg", BYTES("\xff\xd8" JFIF FRAME("\xc0")), 29, 600, 300 },
	{ "a progressive jpeg", "image/jpeg", BYTES("\xff\xd8" JFIF FRAME("\xc2")), 29, 600, 300 },
	{ "a jpeg with bytes before its markers", "image/jpeg",
		BYTES("\xff\xd8\xff\xff" JFIF "\xff\xff" FRAME("\xc0")), 33, 600, 300 },
	{ "a jpeg with tables first", "image/jpeg", BYTES("\xff\xd8\xff\xc4\0\4\0\0\xff\x01" FRAME("\xc1")),
		19, 600, 300 },
	{ "gif 87a", "image/gif", BYTES("GIF87a\x58\x02\x2c\x01\x80\0\0"), 13, 600, 300 },
	{ "gif 89a", "image/gif", BYTES("GIF89a\x58\x02\x2c\x01\x80\0\0"), 13, 600, 300 },
	{ "webp with loss", "image/webp", BYTES(WEBP "VP8 \x0e\0\0\0\x30\1\0\x9d\x01\x2a\x58\x02\x2c\x41"),
		30, 600, 300 },
	{ "webp without loss", "image/webp", BYTES(WEBP "VP8L\x0e\0\0\0\x2f\x57\xc2\x4a\0\0\0\0\0\0\0"), 30,
		600, 300 },
	{ "webp with more", "image/webp", BYTES(WEBP "VP8X\x0a\0\0\0\0\0\0\0\x57\2\0\x2b\1\0"), 30, 600,
		300 },
};

static void sound_headers_tell_their_size(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(sound); i++) {
		struct media m = media_look(sound[i].bytes);
		if (strcmp(m.type, sound[i].type) != 0 || !m.shown || m.width != sound[i].width ||
			m.height != sound[i].height)
			fail_msg("%s: %s, %u x %u", sound[i].what, m.type, m.width, m.height);
		struct media again = media_of(str_of(m.type));
		assert_string_equal(again.ending, m.ending);
		assert_true(again.shown && again.width == 0);
	}
}

/* From a copy that ends where the bytes end: a read past them is found. */
static void what_is_cut_off_is_no_picture(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(sound); i++) {
		for (size_t n = 0; n <= sound[i].bytes.n; n++) {
			char *copy = malloc(n + !n);
			assert_non_null(copy);
			memcpy(copy, sound[i].bytes.p, n);
			struct media m = media_look((struct str){ copy, n });
			if (m.shown != (n >= sound[i].least))
				fail_msg("%s, %zu bytes of it: %s", sound[i].what, n, m.type);
			free(copy);
		}
	}
}

static void hostile_headers_are_files_like_any_other(void **state)
{
	static const struct {
		const char *what;
		struct str bytes;
	} rows[] = {
		{ "nothing", BYTES("") },
		{ "words", BYTES("just some words, long enough for any header") },
		{ "svg", BYTES("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>") },
		{ "html", BYTES("<!DOCTYPE html><script>alert(1)</script>......................") },
		{ "a page that begins like a gif", BYTES("GIF89a<script>") },
		{ "png without width", BYTES(PNG_HEAD "\0\0\0\0\0\0\x01\x2c" PNG_TAIL) },
		{ "png without height", BYTES(PNG_HEAD "\0\0\x01\x2c\0\0\0\0" PNG_TAIL) },
		{ "png of more pixels than any", BYTES(PNG_HEAD "\0\0\xff\xff\0\0\xff\xff" PNG_TAIL) },
		{ "png whose sides overflow", BYTES(PNG_HEAD "\xff\xff\xff\xff\xff\xff\xff\xff" PNG_TAIL) },
		{ "png with another chunk first",
			BYTES("\x89PNG\r\n\x1a\n\0\0\0\x0dtEXt\0\0\x02\x58\0\0\x01\x2c" PNG_TAIL) },
		{ "png whose header has another length",
			BYTES("\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR\0\0\x02\x58\0\0\x01\x2c" PNG_TAIL) },
		{ "png with the ends of lines made one",
			BYTES("\x89PNG\n\x1a\n\0\0\0\x0dIHDR\0\0\x02\x58\0\0\x01\x2c" PNG_TAIL) },
		{ "jpeg that ends before a frame", BYTES("\xff\xd8" JFIF "\xff\xd9" FRAME("\xc0")) },
		{ "jpeg whose data begins before a frame",
			BYTES("\xff\xd8" JFIF "\xff\xda\0\2" FRAME("\xc0")) },
		{ "jpeg with a segment of no length", BYTES("\xff\xd8\xff\xe0\0\0" FRAME("\xc0")) },
		{ "jpeg with a segment of length 1", BYTES("\xff\xd8\xff\xe0\0\1" FRAME("\xc0")) },
		{ "jpeg with a segment past the end", BYTES("\xff\xd8\xff\xe0\xff\xff" FRAME("\xc0")) },
		{ "jpeg with words between segments", BYTES("\xff\xd8\xff\xe0\0\2words" FRAME("\xc0")) },
		{ "jpeg of filling",
			BYTES("\xff\xd8\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff") },
		{ "jpeg without height", BYTES("\xff\xd8\xff\xc0\0\x11\x08\0\0\x02\x58\3") },
		{ "gif without width", BYTES("GIF89a\0\0\x2c\x01\x80\0\0") },
		{ "gif 90", BYTES("GIF90a\x58\x02\x2c\x01\x80\0\0") },
		{ "riff of a sound",
			BYTES("RIFF\x1a\0\0\0WAVEfmt \x0e\0\0\0\x30\1\0\x9d\x01\x2a\x58\x02\x2c\x41") },
		{ "webp of another kind", BYTES(WEBP "VP9 \x0e\0\0\0\x30\1\0\x9d\x01\x2a\x58\x02\x2c\x41") },
		{ "webp with loss without its code",
			BYTES(WEBP "VP8 \x0e\0\0\0\x30\1\0\x9d\x01\x2b\x58\x02\x2c\x41") },
		{ "webp with loss without width",
			BYTES(WEBP "VP8 \x0e\0\0\0\x30\1\0\x9d\x01\x2a\0\x40\x2c\x41") },
		{ "webp without loss without its byte",
			BYTES(WEBP "VP8L\x0e\0\0\0\x2e\x57\xc2\x4a\0\0\0\0\0\0\0") },
		{ "webp of more pixels than any",
			BYTES(WEBP "VP8X\x0a\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff") },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct media m = media_look(rows[i].bytes);
		if (m.shown || m.width || m.height || strcmp(m.type, "application/octet-stream") != 0)
			fail_msg("%s: %s, %u x %u", rows[i].what, m.type, m.width, m.height);
	}
}

static void a_pdf_is_known_and_not_shown(void **state)
{
	struct media m = media_look(STR("%PDF-1.7\n"));

	(void)state;
	assert_string_equal(m.type, "application/pdf");
	assert_string_equal(m.ending, "pdf");
	assert_false(m.shown);
	assert_string_equal(media_look(STR("%PDF")).type, "application/octet-stream");
	assert_string_equal(media_of(STR("text/html")).type, "application/octet-stream");
}

/* Anything behind the first bytes of each kind: it comes back, and what it says is within the ceiling. */
static void noise_is_looked_at(void **state)
{
	uint64_t seed = 51;

	(void)state;
	for (int round = 0; round < 100000; round++) {
		const struct str from = sound[test_random(&seed) % COUNT_OF(sound)].bytes;
		size_t n = from.n;
		char *copy = malloc(n);
		assert_non_null(copy);
		memcpy(copy, from.p, n);
		for (uint64_t k = 1 + test_random(&seed) % 6; k > 0; k--)
			copy[test_random(&seed) % n] = (char)test_random(&seed);
		struct media m = media_look((struct str){ copy, n });
		assert_true(m.shown == (m.width > 0) && m.shown == (m.height > 0));
		assert_true((uint64_t)m.width * m.height <= MEDIA_PIXELS);
		free(copy);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sound_headers_tell_their_size),
		cmocka_unit_test(what_is_cut_off_is_no_picture),
		cmocka_unit_test(hostile_headers_are_files_like_any_other),
		cmocka_unit_test(a_pdf_is_known_and_not_shown),
		cmocka_unit_test(noise_is_looked_at),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
