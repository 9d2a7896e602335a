#include "sources/input.h"

#include <sys/mman.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unistd.h>

#include "sources/binary.h"
#include "sources/bytes.h"
#include "sources/charset.h"
#include "sources/unzip.h"
#include "sources/xlsx.h"

enum {
	BLOCK = 256 * 1024,
	RAW = 64 * 1024,
	PIVOT = 4096,
	SPILL = 64, /* a letter must fit in what is read: less room than this is served out of a store */
};

struct input {
	struct scope *sc;
	struct bytes *bytes;
	struct bytes *workbook; /* of which `bytes` are a sheet; NULL: it is none */
	struct xlsx_sheet sheet;
	char *whole; /* input_whole's; NULL: not asked for */
	size_t whole_n;
	const char *path;
	const char *encoding; /* NULL: only ASCII so far */
	const char *binary;   /* what it is where it is no text */
	struct str raw_head, head;
	size_t mark;  /* bytes of the byte order mark */
	bool by_hand; /* the encoding */
	uint64_t replaced;
	size_t block, last_cut;
	UConverter *from, *utf8; /* NULL: the bytes are UTF-8 as they are */
	UChar *pivot, *pivot_from, *pivot_to;
	char *raw; /* not decoded yet: from raw_at to raw_n */
	size_t raw_at, raw_n;
	bool raw_ended;
	char spill[SPILL];
	size_t spill_at, spill_n;
};

/* ICU calls it for bytes that mean nothing in the character set: U+FFFD stands for them. */
static void replace(const void *context, UConverterToUnicodeArgs *args, const char *units, int32_t n,
	UConverterCallbackReason reason, UErrorCode *error)
{
	static const UChar sign = 0xFFFD;
	struct input *in = (struct input *)(uintptr_t)context;

	(void)units;
	(void)n;
	if (reason > UCNV_IRREGULAR)
		return;
	*error = U_ZERO_ERROR;
	in->replaced++;
	ucnv_cbToUWriteUChars(args, &sign, 1, 0, error);
}

static void converter_close(struct input *in)
{
	ucnv_close(in->from);
	ucnv_close(in->utf8);
	in->from = in->utf8 = NULL;
	in->raw_at = in->raw_n = 0;
	in->raw_ended = false;
}

static bool converter_open(struct input *in, const char *name)
{
	UErrorCode error = U_ZERO_ERROR;

	converter_close(in);
	in->from = ucnv_open(name, &error);
	if (U_FAILURE(error))
		return scope_fail(in->sc, FAULT_INVALID,
			"no character set \"%s\": say UTF-8, windows-1250, windows-1251, ISO-8859-2, KOI8-R, "
			"UTF-16LE, ...",
			name);
	in->utf8 = ucnv_open("UTF-8", &error);
	ucnv_setToUCallBack(in->from, replace, in, NULL, NULL, &error);
	if (U_FAILURE(error))
		return scope_fail(
			in->sc, FAULT_IO, "%s: cannot be decoded: %s", input_name(in), u_errorName(error));
	if (!in->raw) {
		in->raw = scope_alloc(in->sc, RAW, 1);
		in->pivot = NEW_ARRAY(in->sc, UChar, PIVOT);
	}
	in->pivot_from = in->pivot_to = in->pivot;
	return true;
}

static bool raw_fill(struct input *in)
{
	if (in->raw_at < in->raw_n || in->raw_ended)
		return true;
	long n = bytes_read(in->bytes, in->raw, RAW);
	if (n < 0)
		return false;
	in->raw_at = 0;
	in->raw_n = (size_t)n;
	in->raw_ended = n == 0;
	return true;
}

static long read_converted(struct input *in, char *p, size_t room)
{
	for (;;) {
		UErrorCode error = U_ZERO_ERROR;
		char *to = p;
		if (!raw_fill(in))
			return -1;
		const char *from = in->raw + in->raw_at;
		ucnv_convertEx(in->utf8, in->from, &to, p + room, &from, in->raw + in->raw_n, in->pivot,
			&in->pivot_from, &in->pivot_to, in->pivot + PIVOT, false, in->raw_ended, &error);
		in->raw_at = (size_t)(from - in->raw);
		if (U_FAILURE(error) && error != U_BUFFER_OVERFLOW_ERROR) {
			scope_fail(in->sc, FAULT_INVALID, "%s: cannot be decoded as %s: %s", input_name(in),
				in->encoding, u_errorName(error));
			return -1;
		}
		if (to > p || (in->raw_ended && error != U_BUFFER_OVERFLOW_ERROR))
			return to - p;
	}
}

/* The first byte past ASCII came behind the head: what follows it tells the character set. */
static bool settle(struct input *in)
{
	char *sample = scope_alloc(in->sc, INPUT_HEAD, 1);
	size_t n = 0;

	for (long more = 1; more > 0 && n < INPUT_HEAD; n += (size_t)more) {
		more = bytes_read(in->bytes, sample + n, INPUT_HEAD - n);
		if (more < 0)
			return false;
	}
	in->encoding = charset_recognise((struct str){ sample, n });
	if (!in->encoding || str_starts(str_of(in->encoding), STR("UTF-")))
		in->encoding = "UTF-8";
	bytes_unread(in->bytes, sample, n);
	return str_equal(str_of(in->encoding), STR("UTF-8")) || converter_open(in, in->encoding);
}

/* What cannot be handed out goes back; where it is no UTF-8 at all, ICU takes over and marks it. */
static bool put_back(struct input *in, struct str rest, bool cut, size_t good)
{
	bool stuck = good == 0 && rest.n <= in->last_cut;

	in->last_cut = good ? 0 : rest.n;
	bytes_unread(in->bytes, rest.p, rest.n);
	return (cut && !stuck) || converter_open(in, "UTF-8");
}

static long read_utf8(struct input *in, char *p, size_t room)
{
	while (!in->from) {
		bool cut;
		long n = bytes_read(in->bytes, p, room);
		struct str got = { p, n > 0 ? (size_t)n : 0 };
		size_t good = charset_ascii(got);
		if (n <= 0 || good == got.n)
			return n;
		if (!in->encoding) {
			bytes_unread(in->bytes, p + good, got.n - good);
			if (!settle(in))
				return -1;
			if (good)
				return (long)good;
			continue;
		}
		good = charset_utf8(got, &cut);
		if (good < got.n && !put_back(in, str_sub(got, good, got.n), cut, good))
			return -1;
		if (good)
			return (long)good;
	}
	return read_converted(in, p, room);
}

static long decode(struct input *in, char *p, size_t room)
{
	return in->from ? read_converted(in, p, room) : read_utf8(in, p, room);
}

long input_read(struct input *in, char *bytes, size_t room)
{
	if (room > in->block)
		room = in->block;
	if (in->spill_at == in->spill_n && room >= SPILL)
		return decode(in, bytes, room);
	if (in->spill_at == in->spill_n) {
		long n = decode(in, in->spill, SPILL);
		in->spill_at = 0;
		in->spill_n = n > 0 ? (size_t)n : 0;
		if (n <= 0)
			return n;
	}
	size_t n = in->spill_n - in->spill_at;
	if (n > room)
		n = room;
	memcpy(bytes, in->spill + in->spill_at, n);
	in->spill_at += n;
	return (long)n;
}

bool input_rewind(struct input *in)
{
	in->spill_at = in->spill_n = 0;
	in->last_cut = 0;
	in->replaced = 0;
	converter_close(in);
	if (!bytes_rewind(in->bytes, in->mark))
		return false;
	return !in->encoding || str_equal(str_of(in->encoding), STR("UTF-8")) ||
	       converter_open(in, in->encoding);
}

/* Decodes the head once the character set is known, and goes back to the first byte. */
static bool head_decode(struct input *in)
{
	size_t n = 0;
	long more = 1;

	if (in->binary) {
		in->head = in->raw_head;
		return input_rewind(in);
	}
	in->mark = charset_mark(in->encoding, in->raw_head);
	if (!input_rewind(in))
		return false;
	char *p = scope_alloc(in->sc, INPUT_HEAD, 1);
	bytes_fence(in->bytes, true);
	while (more > 0 && n + SPILL <= INPUT_HEAD) {
		more = decode(in, p + n, INPUT_HEAD - n);
		n += more > 0 ? (size_t)more : 0;
	}
	bytes_fence(in->bytes, false);
	in->head = (struct str){ p, n };
	return more >= 0 && input_rewind(in);
}

/* A sheet's text takes the place of the workbook; what is no workbook stays what it is. */
static bool take_sheet(struct input *in, struct str wish)
{
	struct bytes *packed = in->workbook ? in->workbook : in->bytes;
	struct bytes *text = xlsx_text(in->sc, packed, wish, &in->sheet);

	if (!text)
		return in->sc->fault == FAULT_NONE && (in->workbook || input_rewind(in));
	if (in->workbook)
		bytes_close(in->bytes);
	in->workbook = packed;
	in->bytes = text;
	in->encoding = "UTF-8";
	in->by_hand = true;
	return bytes_head(text, INPUT_HEAD, &in->raw_head) && head_decode(in);
}

bool input_set_sheet(struct input *in, struct str sheet)
{
	if (!in->workbook)
		return scope_fail(
			in->sc, FAULT_INVALID, "%s is no workbook and has no sheets", input_name(in));
	return take_sheet(in, sheet);
}

const char *input_remark(const struct input *in)
{
	return in->sheet.remark;
}

static struct input *begin(struct scope *sc, const char *path, struct bytes *bytes)
{
	struct input *in = NEW(sc, struct input);

	*in = (struct input){ .sc = sc, .path = path, .bytes = bytes, .block = BLOCK };
	if (!bytes_head(bytes, INPUT_HEAD, &in->raw_head))
		goto failed;
	if (unzip_starts(in->raw_head) && !take_sheet(in, (struct str){ 0 }))
		goto failed;
	if (in->workbook)
		return in;
	in->encoding = charset_recognise(in->raw_head);
	if (!in->encoding || !str_starts(str_of(in->encoding), STR("UTF-16")))
		in->binary = binary_what(in->raw_head);
	if (in->binary)
		in->encoding = "UTF-8";
	if (head_decode(in))
		return in;
failed:
	input_close(in);
	return NULL;
}

struct input *input_open(struct scope *sc, const char *path)
{
	struct bytes *bytes = bytes_open(sc, path);

	return bytes ? begin(sc, str_c(sc, str_of(path)), bytes) : NULL;
}

struct input *input_of(struct scope *sc, const char *name, struct str content)
{
	return begin(sc, str_c(sc, str_of(name)), bytes_of(sc, str_c(sc, str_of(name)), content));
}

struct input *input_of_file(struct scope *sc, const char *path, int fd)
{
	path = str_c(sc, str_of(path));
	return begin(sc, path, bytes_of_file(sc, path, fd));
}

bool input_whole(struct input *in, char **bytes, size_t *n)
{
	int fd = in->whole ? -1 : bytes_copy(in->bytes);
	off_t end = fd >= 0 ? lseek(fd, 0, SEEK_END) : 0;

	if (!in->whole && fd < 0)
		return false;
	if (!in->whole && end > 0) {
		void *p = mmap(NULL, (size_t)end, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
		in->whole = p == MAP_FAILED ? NULL : p;
		in->whole_n = (size_t)end;
	}
	if (fd >= 0)
		close(fd);
	*bytes = in->whole;
	*n = in->whole_n;
	return in->whole ||
	       scope_fail(in->sc, FAULT_IO, "%s: is empty, or more than memory can map", input_name(in));
}

void input_close(struct input *in)
{
	if (!in)
		return;
	if (in->whole)
		munmap(in->whole, in->whole_n);
	in->whole = NULL;
	converter_close(in);
	bytes_close(in->bytes);
	bytes_close(in->workbook);
}

bool input_set_encoding(struct input *in, const char *name)
{
	if (in->workbook)
		return true;
	if (!converter_open(in, name))
		return false;
	in->encoding = str_same(str_of(name), STR("UTF-8")) ? "UTF-8" : str_c(in->sc, str_of(name));
	in->binary = NULL;
	in->by_hand = true;
	return head_decode(in);
}

void input_set_block(struct input *in, size_t block)
{
	in->block = block;
	bytes_set_block(in->bytes, block);
}

size_t input_block(const struct input *in)
{
	return in->block;
}

struct str input_head(struct input *in)
{
	return in->head;
}

bool input_head_is_whole(const struct input *in)
{
	return in->raw_head.n < INPUT_HEAD;
}

const char *input_path(const struct input *in)
{
	return in->path;
}

const char *input_name(const struct input *in)
{
	return bytes_name(in->bytes);
}

const char *input_encoding(const struct input *in)
{
	return in->encoding ? in->encoding : "UTF-8";
}

bool input_is_guessed(const struct input *in)
{
	return !in->by_hand && !str_starts(str_of(input_encoding(in)), STR("UTF-"));
}

const char *input_binary(const struct input *in)
{
	return in->binary;
}

bool input_is_binary(const struct input *in)
{
	return in->binary != NULL;
}

uint64_t input_replaced(const struct input *in)
{
	return in->replaced;
}

uint64_t input_size(const struct input *in)
{
	return bytes_size(in->bytes);
}

uint64_t input_taken(const struct input *in)
{
	return bytes_taken(in->bytes);
}
