#include "sources/binary.h"

/* clang-format off */
static const struct {
	struct str start;
	const char *what;
} kinds[] = {
	{ { "PK\x03\x04", 4 }, "an Excel workbook or a zip archive: save the sheet as CSV, or unpack it first" },
	{ { "PK\x05\x06", 4 }, "an empty zip archive" },
	{ { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8 }, "an old Excel or Word file: save the sheet as CSV" },
	{ { "PAR1", 4 }, "a Parquet file" },
	{ { "SQLite format 3", 16 }, "an SQLite database: export its table as CSV" },
	{ { "%PDF-", 5 }, "a PDF: export the table behind it as CSV" },
	{ { "\x89PNG\r\n\x1a\n", 8 }, "a PNG picture" },
	{ { "\xff\xd8\xff", 3 }, "a JPEG picture" },
	{ { "GIF89a", 6 }, "a GIF picture" },
	{ { "BZh91AY&SY", 10 }, "packed by bzip2: unpack it first" },
	{ { "\xfd" "7zXZ", 6 }, "packed by xz: unpack it first" },
	{ { "\x28\xb5\x2f\xfd", 4 }, "packed by zstd: unpack it first" },
	{ { "7z\xbc\xaf\x27\x1c", 6 }, "a 7-zip archive: unpack it first" },
	{ { "Rar!\x1a\x07", 6 }, "a RAR archive: unpack it first" },
	{ { "\x1f\x8b\x08", 3 }, "gzip within gzip: unpack it once" },
	{ { "\x7f" "ELF", 4 }, "a program" },
};
/* clang-format on */

/* Bytes that no text has: but for the blanks, escapes of terminals and the separators of ASCII. */
static bool is_control(unsigned char c)
{
	return c < 0x20 && !strchr("\t\n\v\f\r\x1a\x1b\x1c\x1d\x1e\x1f\x01", c);
}

const char *binary_what(struct str head)
{
	size_t control = 0;

	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (str_starts(head, kinds[i].start))
			return kinds[i].what;
	if (head.n && memchr(head.p, 0, head.n))
		return "binary (it has NUL bytes)";
	for (size_t i = 0; i < head.n; i++)
		control += is_control((unsigned char)head.p[i]);
	return control * 20 > head.n ? "binary (it is full of control characters)" : NULL;
}

bool binary_refuse(struct scope *sc, struct input *in)
{
	struct str head = input_head(in);

	if (input_binary(in))
		return scope_fail(sc, FAULT_INVALID, "%s is %s, no text with records", input_name(in),
			input_binary(in));
	if (head.n == 0)
		return scope_fail(sc, FAULT_INVALID, "%s is empty", input_name(in));
	if (head.n < INPUT_HEAD / 2 && str_empty(str_trim(head)))
		return scope_fail(sc, FAULT_INVALID, "%s has nothing but blank lines", input_name(in));
	return true;
}
