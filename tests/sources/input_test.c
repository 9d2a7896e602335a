#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unicode/ucnv.h>
#include <zlib.h>

#include "sources/charset.h"
#include "collect.h"

static const char polish[] = "imię,uwagi\nŁukasz,\"Zażółć gęślą jaźń – to było świetne, dziękuję\"\n"
			     "Wiśniewska,Nie działa płatność i wciąż czekam na paczkę\n";
static const char russian[] = "имя,отзыв\nЁлкин,\"Съешь ещё этих мягких французских булок\"\n"
			      "Анна,ДОСТАВКА ОПОЗДАЛА на три дня\n";

static struct str encoded(struct scope *sc, const char *text, const char *charset, const char *mark)
{
	UErrorCode error = U_ZERO_ERROR;
	int32_t room = (int32_t)strlen(text) * 4 + 16;
	size_t n = strlen(mark);
	char *p = scope_alloc(sc, (size_t)room + n, 1);

	memcpy(p, mark, n);
	int32_t length = ucnv_convert(charset, "UTF-8", p + n, room, text, -1, &error);
	assert_true(U_SUCCESS(error));
	return (struct str){ p, n + (size_t)length };
}

static struct str packed(struct scope *sc, struct str text)
{
	z_stream z = { 0 };
	size_t room = text.n + text.n / 100 + 1000;
	char *p = scope_alloc(sc, room, 1);

	assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
	z.next_in = (Bytef *)(uintptr_t)text.p;
	z.avail_in = (uInt)text.n;
	z.next_out = (Bytef *)p;
	z.avail_out = (uInt)room;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	deflateEnd(&z);
	return (struct str){ p, z.total_out };
}

static struct str read_all(struct scope *sc, struct input *in, size_t piece)
{
	struct buf *b = buf_new(sc, 256 << 20);
	char *bytes = scope_alloc(sc, piece, 1);
	long n;

	while ((n = input_read(in, bytes, piece)) > 0)
		buf_add(b, bytes, (size_t)n);
	return n < 0 ? (struct str){ 0 } : buf_str(b);
}

static void every_character_set_is_recognised_and_decoded(void **state)
{
	static const struct {
		const char *text, *charset, *mark, *want;
	} cases[] = {
		{ polish, "UTF-8", "", "UTF-8" },
		{ polish, "UTF-8", "\xef\xbb\xbf", "UTF-8" },
		{ polish, "UTF-16LE", "", "UTF-16LE" },
		{ polish, "UTF-16BE", "", "UTF-16BE" },
		{ polish, "UTF-16LE", "\xff\xfe", "UTF-16LE" },
		{ polish, "UTF-16BE", "\xfe\xff", "UTF-16BE" },
		{ polish, "windows-1250", "", "windows-1250" },
		{ russian, "UTF-8", "", "UTF-8" },
		{ russian, "UTF-16LE", "", "UTF-16LE" },
		{ russian, "UTF-16BE", "", "UTF-16BE" },
		{ russian, "windows-1251", "", "windows-1251" },
		{ russian, "KOI8-R", "", "KOI8-R" },
		{ "a,b\n1,2\n", "UTF-8", "", "UTF-8" },
		{ "город\nЛёв\n", "windows-1251", "", "windows-1251" },
		{ "город\nКиев\nМосква\n", "KOI8-R", "", "KOI8-R" },
		{ "ДОСТАВКА,ОПЛАТА\nПРИВЕТ,ДА\n", "windows-1251", "", "windows-1251" },
		{ "ДОСТАВКА,ОПЛАТА\nПРИВЕТ,ДА\n", "KOI8-R", "", "KOI8-R" },
		{ "miasto\nŁódź\n", "windows-1250", "", "windows-1250" },
		{ "miasto\nŁódź\nśląsk\n", "ISO-8859-2", "", "ISO-8859-2" },
		{ "ZAMÓWIENIE;WYSYŁKA\nZŁOŻONE;W ŚRODĘ\n", "ISO-8859-2", "", "ISO-8859-2" },
		{ "ZAMÓWIENIE;WYSYŁKA\nZŁOŻONE;W ŚRODĘ\n", "windows-1250", "", "windows-1250" },
	};
	static const size_t blocks[] = { 1, 2, 3, 5, 64, 256 * 1024 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases) * COUNT_OF(blocks); i++) {
		struct scope sc = { 0 };
		size_t k = i / COUNT_OF(blocks), block = blocks[i % COUNT_OF(blocks)];
		struct str bytes = encoded(&sc, cases[k].text, cases[k].charset, cases[k].mark);
		struct input *in = input_of(&sc, "a.csv", bytes);
		input_set_block(in, block);
		assert_str(str_of(input_encoding(in)), cases[k].want);
		assert_str(input_head(in), cases[k].text);
		assert_str(read_all(&sc, in, 100), cases[k].text);
		assert_true(input_rewind(in));
		assert_str(read_all(&sc, in, 1 << 20), cases[k].text);
		assert_int_equal(input_replaced(in), 0);
		assert_false(input_is_binary(in));
		input_close(in);
		scope_close(&sc);
	}
}

/* A long stretch of ASCII, then the first letters past it: what is decided then holds for the file. */
static void letters_behind_the_head_decide_too(void **state)
{
	static const struct {
		const char *text, *charset;
	} cases[] = { { polish, "windows-1250" }, { russian, "KOI8-R" }, { polish, "UTF-8" } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		struct buf *b = buf_new(&sc, 4 << 20), *want = buf_new(&sc, 4 << 20);
		for (int k = 0; k < 30000; k++)
			buf_printf(b, "%d,row\n", k);
		buf_str_add(want, buf_str(b));
		buf_puts(want, cases[i].text);
		buf_str_add(b, encoded(&sc, cases[i].text, cases[i].charset, ""));
		struct input *in = input_of(&sc, "a.csv", buf_str(b));
		input_set_block(in, 1000 + i);
		assert_str(input_head(in).p ? STR("") : STR("no head"), "");
		assert_str(read_all(&sc, in, 1 << 16), buf_str(want).p);
		assert_str(str_of(input_encoding(in)), cases[i].charset);
		assert_true(input_rewind(in));
		assert_str(read_all(&sc, in, 777), buf_str(want).p);
		input_close(in);
		scope_close(&sc);
	}
}

static void bytes_that_mean_nothing_are_marked_and_counted(void **state)
{
	static const struct {
		const char *bytes, *want;
		uint64_t replaced;
	} cases[] = {
		{ "zażółć gęślą jaźń\xff!\xc5", "zażółć gęślą jaźń\xef\xbf\xbd!\xef\xbf\xbd", 2 },
		{ "żółw\xf0\x9f\x98", "żółw\xef\xbf\xbd", 1 },
		{ "żółw żółw żółw \xed\xa0\x80 x", "żółw żółw żółw \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd x",
			3 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		for (size_t block = 1; block < 40; block++) {
			struct scope sc = { 0 };
			struct input *in = input_of(&sc, "a.txt", str_of(cases[i].bytes));
			input_set_block(in, block);
			struct str got = read_all(&sc, in, 1000);
			assert_true(str_is_utf8(got));
			assert_str(got, cases[i].want);
			assert_int_equal(input_replaced(in), cases[i].replaced);
			input_close(in);
			scope_close(&sc);
		}
	}
}

static void the_character_set_may_be_said(void **state)
{
	struct scope sc = { 0 };
	struct input *in = input_of(&sc, "a.csv", encoded(&sc, "ąęł", "ISO-8859-2", ""));

	(void)state;
	assert_true(input_set_encoding(in, "ISO-8859-2"));
	assert_str(input_head(in), "ąęł");
	assert_str(read_all(&sc, in, 100), "ąęł");
	assert_false(input_set_encoding(in, "klingon-1"));
	assert_fault(&sc, FAULT_INVALID, "no character set \"klingon-1\"");
	input_close(in);
	scope_close(&sc);
}

static void gzip_is_unpacked_member_by_member(void **state)
{
	struct scope sc = { 0 };
	struct buf *text = buf_new(&sc, 8 << 20), *file = buf_new(&sc, 8 << 20);

	(void)state;
	for (int member = 0; member < 3; member++) {
		struct buf *part = buf_new(&sc, 8 << 20);
		for (int i = 0; i < 40000; i++)
			buf_printf(part, "%d,zażółć %d\n", member, i * 7919);
		buf_str_add(text, buf_str(part));
		buf_str_add(file, packed(&sc, buf_str(part)));
	}
	buf_add(file, "\0\0\0\0", 4);
	for (size_t block = 1; block < 100000; block *= 30) {
		struct input *in = input_of(&sc, "a.csv.gz", buf_str(file));
		input_set_block(in, block);
		assert_true(str_equal(read_all(&sc, in, 1 << 16), buf_str(text)));
		assert_int_equal(input_taken(in), input_size(in));
		assert_true(input_rewind(in));
		assert_true(str_equal(read_all(&sc, in, 1 << 20), buf_str(text)));
		input_close(in);
	}
	scope_close(&sc);
}

static void damaged_gzip_is_refused(void **state)
{
	static const struct {
		long cut;  /* bytes that are missing at the end */
		long flip; /* a byte that is changed, from the end; 0: none */
		const char *behind, *words;
	} cases[] = {
		{ 1, 0, "", "cut short" },
		{ 8, 0, "", "cut short" },
		{ 1000, 0, "", "cut short" },
		{ 0, 6, "", "damaged" },
		{ 0, 2, "", "damaged" },
		{ 0, 0, "garbage", "damaged" },
		{ 0, 0, "\x1f", "cut short" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		struct buf *text = buf_new(&sc, 8 << 20), *file = buf_new(&sc, 8 << 20);
		for (int k = 0; k < 100000; k++)
			buf_printf(text, "%d,%d\n", k, k * 7919);
		struct str good = packed(&sc, buf_str(text));
		if (cases[i].flip)
			((char *)(uintptr_t)good.p)[good.n - (size_t)cases[i].flip] ^= 0x55;
		buf_add(file, good.p, good.n - (size_t)cases[i].cut);
		buf_puts(file, cases[i].behind);
		struct input *in = input_of(&sc, "a.csv.gz", buf_str(file));
		assert_non_null(in);
		assert_null(read_all(&sc, in, 1 << 16).p);
		assert_fault(&sc, FAULT_INVALID, "a.csv.gz: the gzip data is");
		assert_fault(&sc, FAULT_INVALID, cases[i].words);
		input_close(in);
		scope_close(&sc);
	}
}

static void small_damaged_gzip_is_refused_at_once(void **state)
{
	struct scope sc = { 0 };
	struct str good = packed(&sc, STR("a,b\n1,2\n"));

	(void)state;
	assert_null(input_of(&sc, "a.csv.gz", str_sub(good, 0, good.n - 3)));
	assert_fault(&sc, FAULT_INVALID, "cut short");
	scope_close(&sc);
}

/* Zeros pack about 1030 to 1, which is the most that deflate can do. */
static void a_gzip_bomb_meets_the_ceiling(void **state)
{
	struct scope sc = { 0 };
	size_t n = 200 << 20;
	char *line = scope_alloc(&sc, n, 1);

	(void)state;
	memset(line, 'a', n);
	struct input *in = input_of(&sc, "bomb.csv.gz", packed(&sc, (struct str){ line, n }));
	assert_null(read_all(&sc, in, 1 << 20).p);
	assert_fault(&sc, FAULT_LIMIT, "more than 1000 times its size, the ceiling");
	input_close(in);
	scope_close(&sc);
}

static void what_cannot_be_opened_is_named(void **state)
{
	char dir[] = "/tmp/wend_input_XXXXXX", path[64];
	struct scope sc = { 0 };

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/none.csv", dir);
	assert_null(input_open(&sc, path));
	assert_fault(&sc, FAULT_NOT_FOUND, "none.csv: no such file");
	scope_forgive(&sc);
	assert_null(input_open(&sc, dir));
	assert_fault(&sc, FAULT_INVALID, "is a directory: name the files in it");
	scope_forgive(&sc);
	int fd = open(path, O_CREAT | O_WRONLY, 0);
	assert_true(fd >= 0);
	close(fd);
	if (geteuid() != 0) { /* root may read everything */
		assert_null(input_open(&sc, path));
		assert_fault(&sc, FAULT_DENIED, "none.csv: no permission to read it");
	}
	unlink(path);
	rmdir(dir);
	scope_close(&sc);
}

static void all_bytes_may_be_had_at_once(void **state)
{
	struct scope sc = { 0 };
	struct str text = STR("\xff\0 no text \xfe");
	const struct str cases[] = { text, packed(&sc, text) };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct input *in = input_of(&sc, "a.bin", cases[i]);
		char *bytes, *again;
		size_t n;
		assert_true(input_whole(in, &bytes, &n));
		assert_true(str_equal((struct str){ bytes, n }, text));
		bytes[0] = 'x';
		assert_true(input_whole(in, &again, &n));
		assert_ptr_equal(bytes, again);
		input_close(in);
	}
	struct input *none = input_of(&sc, "a.bin", STR(""));
	char *bytes;
	size_t n;
	assert_false(input_whole(none, &bytes, &n));
	assert_fault(&sc, FAULT_IO, "a.bin: is empty");
	input_close(none);
	scope_close(&sc);
}

static void a_pipe_is_read_once(void **state)
{
	struct scope sc = { 0 };
	int ends[2];
	char path[64];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
	assert_int_equal(write(ends[1], "a,b\n1,2\n", 8), 8);
	close(ends[1]);
	struct input *in = input_open(&sc, path);
	assert_non_null(in);
	assert_str(input_head(in), "a,b\n1,2\n");
	assert_str(read_all(&sc, in, 100), "a,b\n1,2\n");
	input_close(in);
	close(ends[0]);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_character_set_is_recognised_and_decoded),
		cmocka_unit_test(letters_behind_the_head_decide_too),
		cmocka_unit_test(bytes_that_mean_nothing_are_marked_and_counted),
		cmocka_unit_test(the_character_set_may_be_said),
		cmocka_unit_test(gzip_is_unpacked_member_by_member),
		cmocka_unit_test(damaged_gzip_is_refused),
		cmocka_unit_test(small_damaged_gzip_is_refused_at_once),
		cmocka_unit_test(a_gzip_bomb_meets_the_ceiling),
		cmocka_unit_test(what_cannot_be_opened_is_named),
		cmocka_unit_test(all_bytes_may_be_had_at_once),
		cmocka_unit_test(a_pipe_is_read_once),
	};

	return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
