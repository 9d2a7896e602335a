#include "sources/xlsx.h"

#include "collect.h"
#include "sources/xlsx_parts.h"
#include "zipped.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define SHEET(rows) HEAD "<worksheet><sheetData>" rows "</sheetData><mergeCells/></worksheet>"

static const char book[] = HEAD "<workbook xmlns:r=\"r\"><workbookPr/><sheets>"
				"<sheet name=\"Secret\" sheetId=\"1\" state=\"hidden\" r:id=\"rId1\"/>"
				"<sheet name=\"Zamówienia\" sheetId=\"2\" r:id=\"rId2\"/>"
				"<sheet name=\"Chart\" sheetId=\"3\" r:id=\"rId5\"/>"
				"<sheet name=\"Other\" sheetId=\"4\" r:id=\"rId3\"/></sheets></workbook>";
static const char relations[] = HEAD
	"<Relationships><Relationship Id=\"rId1\" Type=\"http://x/worksheet\" Target=\"worksheets/s1.xml\"/>"
	"<Relationship Id=\"rId2\" Type=\"http://x/worksheet\" Target=\"worksheets/s2.xml\"/>"
	"<Relationship Id=\"rId3\" Type=\"http://x/worksheet\" Target=\"/xl/worksheets/s3.xml\"/>"
	"<Relationship Id=\"rId4\" Type=\"http://x/sharedStrings\" Target=\"texts.xml\"/>"
	"<Relationship Id=\"rId5\" Type=\"http://x/chartsheet\" Target=\"chartsheets/c.xml\"/>"
	"<Relationship Id=\"rId6\" Type=\"http://x/styles\" Target=\"styles.xml\"/></Relationships>";
static const char styles[] = HEAD
	"<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd hh:mm\"/></numFmts>"
	"<cellStyleXfs><xf numFmtId=\"22\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
	"<xf numFmtId=\"164\"/><xf numFmtId=\"46\"/><xf numFmtId=\"4\"/></cellXfs></styleSheet>";
static const char texts[] =
	HEAD "<sst><si><t>klient</t></si><si><r><t>a \"b\"</t></r><r><t xml:space=\"preserve\">, c</t></r>"
	     "<rPh><t>aloud</t></rPh></si><si><t>x_x000D_y_xZZZZ_</t></si><si/></sst>";

/* A workbook whose shown sheet has these rows. */
static const char *workbook(struct folder *f, const char *sheet, const char *of_book)
{
	const char *path = folder_path(f, "book.xlsx");
	const struct zipped files[] = { { "[Content_Types].xml", HEAD "<Types/>", 0, NULL },
		{ "xl/worksheets/s1.xml", SHEET("<row><c t=\"str\"><v>hidden</v></c></row>"), 0, NULL },
		{ "xl/worksheets/s2.xml", sheet, 0, NULL },
		{ "xl/worksheets/s3.xml", SHEET("<row><c><v>7</v></c></row>"), 0, NULL },
		{ "xl/workbook.xml", of_book, 0, NULL }, { "xl/_rels/workbook.xml.rels", relations, 0, NULL },
		{ "xl/styles.xml", styles, 0, NULL }, { "xl/texts.xml", texts, 0, NULL }, { 0 } };

	zipped_make(path, files);
	return path;
}

static struct str read_all(struct scope *sc, struct input *in)
{
	struct buf *b = buf_new(sc, 1 << 20);
	char bytes[1000];
	long n;

	while ((n = input_read(in, bytes, sizeof bytes)) > 0)
		buf_add(b, bytes, (size_t)n);
	return buf_str(b);
}

static void cells_become_text(void **state)
{
	/* clang-format off */
	static const struct {
		const char *rows, *want;
	} cases[] = {
		{ "", "" },
		{ "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>0.30000000000000004</v></c></row>",
			"\"klient\",0.30000000000000004\n" },
		{ "<row r=\"3\"><c r=\"B3\" t=\"s\"><v>1</v></c></row><row r=\"5\"><c r=\"D5\"><v>5</v></c></row>",
			"\n\n\"a \"\"b\"\", c\",,\n\n,,5\n" },
		{ "<row><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c><c t=\"s\"><v>99</v></c><c><v>1</v></c></row>",
			"\"x\ry_xZZZZ_\",,,1\n" },
		{ "<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><v>#N/A</v></c><c><v>2</v></c></row>",
			"TRUE,FALSE,,2\n" },
		{ "<row><c t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c>"
		  "<c t=\"str\"><f>A1&amp;\"x\"</f><v>form</v></c><c t=\"d\"><v>2026-03-02</v></c></row>",
			"\"inline\",\"form\",\"2026-03-02\"\n" },
		{ "<row><c s=\"1\"><v>46083</v></c><c s=\"2\"><v>46083.427083333336</v></c><c s=\"3\"><v>1.5</v></c>"
		  "<c s=\"4\"><v>46083</v></c><c s=\"9\"><v>1</v></c></row>",
			"2026-03-02,2026-03-02 10:15:00,36:00:00,46083,1\n" },
		{ "<row><c t=\"n\"><v>1,\"2</v></c><c><f>1</f></c></row>", "\"1,\"\"2\"\n" },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct folder f = folder_open();
		const char *sheet = scope_printf(&f.sc, SHEET("%s"), cases[i].rows);
		struct input *in = input_open(&f.sc, workbook(&f, sheet, book));
		assert_non_null(in);
		assert_false(input_is_binary(in));
		assert_str(read_all(&f.sc, in), cases[i].want);
		assert_true(input_rewind(in));
		assert_str(read_all(&f.sc, in), cases[i].want);
		input_close(in);
		folder_close(&f);
	}
}

static void sheets_are_chosen(void **state)
{
	static const struct {
		const char *wish, *want;
	} cases[] = { { "other", "7\n" }, { "2", "7\n" }, { "1", "1\n" }, { "Secret", "\"hidden\"\n" },
		{ "", "1\n" } };
	struct folder f = folder_open();
	struct input *in = input_open(&f.sc, workbook(&f, SHEET("<row><c><v>1</v></c></row>"), book));

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_true(input_set_sheet(in, str_of(cases[i].wish)));
		assert_str(input_head(in), cases[i].want);
	}
	assert_str(str_of(input_remark(in)),
		"of the workbook's sheets \"Zamówienia\" was read; --sheet says another: \"Other\"");
	assert_false(input_set_sheet(in, STR("3")));
	assert_fault(
		&f.sc, FAULT_NOT_FOUND, "book.xlsx has no sheet \"3\"; it has \"Zamówienia\", \"Other\"");
	input_close(in);
	scope_forgive(&f.sc);
	in = input_of(&f.sc, "a.csv", STR("a,b\n"));
	assert_false(input_set_sheet(in, STR("1")));
	assert_fault(&f.sc, FAULT_INVALID, "a.csv is no workbook");
	input_close(in);
	folder_close(&f);
}

/* Under either name it is the table that its CSV is, and the remark is told. */
static void a_sheet_is_a_table(void **state)
{
	struct folder f = folder_open();
	struct collected c;

	(void)state;
	collect_file(&c,
		workbook(&f,
			SHEET("<row r=\"2\"><c t=\"str\"><v>user</v></c><c t=\"str\"><v>when; or not</v></c></row>"
			      "<row r=\"3\"><c t=\"str\"><v>u;1</v></c><c s=\"1\"><v>46083</v></c></row>"),
			book));
	assert_true(c.ok);
	assert_str(buf_str(c.text), "3 user=u;1 when; or not=2026-03-02");
	assert_int_equal(c.notes.remarks.n, 1);
	collect_close(&c);
	folder_close(&f);
}

static void what_will_not_do_is_refused(void **state)
{
	/* clang-format off */
	static const struct {
		const char *sheet, *book;
		enum fault fault;
		const char *words;
	} cases[] = {
		{ "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>", book, FAULT_INVALID, "a document type (<!DOCTYPE>) is refused" },
		{ HEAD "<worksheet><sheetData><row>", book, FAULT_INVALID, "it ends too early: it is cut short" },
		{ HEAD "<worksheet><a></b>", book, FAULT_INVALID, "no sound XML: mismatched tag" },
		{ SHEET("<row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>"), book, FAULT_INVALID, "not in their order" },
		{ SHEET("<row><c r=\"A1\"><v>1</v></c><c r=\"XFD1\"><v>1</v></c></row>"), book, FAULT_LIMIT, "more than 4096 columns" },
		{ SHEET("<row r=\"1048576\"/><row/>"), book, FAULT_LIMIT, "more than 1048576 rows" },
		{ SHEET(""), HEAD "<workbook><sheets/></workbook>", FAULT_INVALID, "book.xlsx has no sheet with cells" },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct folder f = folder_open();
		assert_null(input_open(&f.sc, workbook(&f, cases[i].sheet, cases[i].book)));
		assert_fault(&f.sc, cases[i].fault, cases[i].words);
		folder_close(&f);
	}
}

static void formats_of_dates_are_told(void **state)
{
	static const struct {
		const char *code;
		enum xlsx_kind want;
	} cases[] = { { "General", XLSX_NUMBER }, { "0.00E+00", XLSX_NUMBER },
		{ "#,##0.00 \"days\"", XLSX_NUMBER }, { "[Red]0;[Blue]-0", XLSX_NUMBER },
		{ "0\\d", XLSX_NUMBER }, { "dd.mm.yyyy", XLSX_DATE }, { "[$-415]d mmm yyyy;@", XLSX_DATE },
		{ "mmm", XLSX_DATE }, { "m/d/yy h:mm", XLSX_DATE_TIME }, { "h:mm AM/PM", XLSX_CLOCK },
		{ "mm:ss", XLSX_CLOCK }, { "[h]:mm", XLSX_ELAPSED }, { "[mm]:ss", XLSX_ELAPSED },
		{ "[Magenta]0", XLSX_NUMBER }, { "[", XLSX_NUMBER }, { "\\", XLSX_NUMBER } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (xlsx_kind_of(str_of(cases[i].code)) != cases[i].want)
			fail_msg("%s is a %d", cases[i].code, xlsx_kind_of(str_of(cases[i].code)));
}

/* The days are those that Excel shows. */
static void numbers_become_dates(void **state)
{
	static const struct {
		const char *number;
		enum xlsx_kind kind;
		bool since_1904;
		const char *want;
	} cases[] = { { "1", XLSX_DATE, false, "1900-01-01" }, { "59", XLSX_DATE, false, "1900-02-28" },
		{ "60", XLSX_DATE, false, NULL }, { "61", XLSX_DATE, false, "1900-03-01" },
		{ "0", XLSX_DATE, false, NULL }, { "0", XLSX_DATE, true, "1904-01-01" },
		{ "1", XLSX_DATE, true, "1904-01-02" }, { "36585", XLSX_DATE, false, "2000-02-29" },
		{ "2958465", XLSX_DATE, false, "9999-12-31" }, { "2958466", XLSX_DATE, false, NULL },
		{ "-1", XLSX_DATE, false, NULL }, { "x", XLSX_DATE, false, NULL },
		{ "44621.5", XLSX_DATE, true, "2026-03-02 12:00:00" },
		{ "46083.999999999", XLSX_DATE_TIME, false, "2026-03-03 00:00:00" },
		{ "46083.0000057870", XLSX_DATE_TIME, false, "2026-03-02 00:00:00.500" },
		{ "0.25", XLSX_CLOCK, false, "06:00:00" },
		{ "46083.25", XLSX_CLOCK, false, "2026-03-02 06:00:00" },
		{ "1.25", XLSX_ELAPSED, false, "30:00:00" }, { "5", XLSX_NUMBER, false, NULL } };
	char out[40];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct xlsx_book at = { .since_1904 = cases[i].since_1904 };
		bool is = xlsx_when(&at, cases[i].kind, str_of(cases[i].number), out);
		assert_int_equal(is, cases[i].want != NULL);
		if (is)
			assert_str(str_of(out), cases[i].want);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_become_text),
		cmocka_unit_test(sheets_are_chosen),
		cmocka_unit_test(a_sheet_is_a_table),
		cmocka_unit_test(what_will_not_do_is_refused),
		cmocka_unit_test(formats_of_dates_are_told),
		cmocka_unit_test(numbers_become_dates),
	};

	return cmocka_run_group_tests_name("xlsx", tests, NULL, NULL);
}
