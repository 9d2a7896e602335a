/* A workbook of which one member is fuzzed, the first byte says which: its text is UTF-8, the same each time, or there
 * is a reason. */
#include <zlib.h>

#include "base/buf.h"
#include "must.h"
#include "sources/input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const members[][2] = {
	{ "xl/worksheets/sheet1.xml",
		"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>46083.5</v></c><c r=\"B1\" t=\"s\"><v>0</v></c>"
		"<c r=\"C1\" t=\"inlineStr\"><is><t>a</t></is></c></row></sheetData></worksheet>" },
	{ "xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" id=\"r1\"/></sheets></workbook>" },
	{ "xl/styles.xml",
		"<s><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy hh\"/></numFmts><cellXfs><xf "
		"numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></s>" },
	{ "xl/sharedStrings.xml", "<sst><si><t>x</t></si></sst>" },
	{ "xl/_rels/workbook.xml.rels",
		"<r><Relationship Id=\"r1\" Type=\"/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" "
		"Type=\"/styles\" Target=\"styles.xml\"/><Relationship Id=\"r3\" Type=\"/sharedStrings\" "
		"Target=\"sharedStrings.xml\"/></r>" },
};

static void number(struct buf *out, uint64_t n, int bytes)
{
	for (int i = 0; i < bytes; i++, n >>= 8)
		buf_putc(out, (char)(n & 0xff));
}

/* What the local header and the directory's entry have in common (APPNOTE.TXT, 4.3.7 and 4.3.12): stored as it is. */
static void common(struct buf *out, const char *name, struct str content)
{
	number(out, 20, 2);
	number(out, 0, 4);
	number(out, 0, 4);
	number(out, (uint32_t)crc32(0, (const Bytef *)content.p, (uInt)content.n), 4);
	number(out, (uint32_t)content.n, 4);
	number(out, (uint32_t)content.n, 4);
	number(out, (uint32_t)strlen(name), 2);
	number(out, 0, 2);
}

static struct str zipped(struct scope *sc, size_t which, struct str fuzzed)
{
	struct buf *out = buf_new(sc, 1 << 20), *directory = buf_new(sc, 1 << 20);

	for (size_t i = 0; i < COUNT_OF(members); i++) {
		struct str content = i == which ? fuzzed : str_of(members[i][1]);
		buf_puts(directory, "PK\x01\x02");
		number(directory, 20, 2);
		common(directory, members[i][0], content);
		number(directory, 0, 10);
		number(directory, (uint32_t)buf_len(out), 4);
		buf_puts(directory, members[i][0]);
		buf_puts(out, "PK\x03\x04");
		common(out, members[i][0], content);
		buf_puts(out, members[i][0]);
		buf_str_add(out, content);
	}
	uint32_t at = (uint32_t)buf_len(out);
	buf_str_add(out, buf_str(directory));
	buf_puts(out, "PK\x05\x06");
	number(out, 0, 4);
	number(out, COUNT_OF(members), 2);
	number(out, COUNT_OF(members), 2);
	number(out, (uint32_t)buf_len(directory), 4);
	number(out, at, 4);
	number(out, 0, 2);
	return buf_str(out);
}

static struct str read_all(struct scope *sc, struct input *in, size_t piece)
{
	struct buf *b = buf_new(sc, 64 << 20);
	char bytes[4096];
	long n;

	while ((n = input_read(in, bytes, piece)) > 0)
		buf_add(b, bytes, (size_t)n);
	must(n == 0 && !buf_over(b));
	return buf_str(b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scope sc = { 0 };

	if (size < 1)
		return 0;
	struct str fuzzed = { (const char *)data + 1, size - 1 };
	struct input *in = input_of(&sc, "fuzz.xlsx", zipped(&sc, data[0] % COUNT_OF(members), fuzzed));
	must(!in == (sc.fault != FAULT_NONE) && (in || sc.why[0]));
	if (in) {
		struct str text = read_all(&sc, in, 4096);
		must(str_is_utf8(text) && !input_is_binary(in) && input_rewind(in));
		must(str_equal(text, read_all(&sc, in, 1 + data[0])));
	}
	input_close(in);
	scope_close(&sc);
	return 0;
}
