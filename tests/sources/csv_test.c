#include "collect.h"

static void oddities_are_read_as_they_are_meant(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text, *want;
	} cases[] = {
		/* delimiters */
		{ "a,b\n1,2\n3,4\n", "2 a=1 b=2|3 a=3 b=4" },
		{ "a;b\n1,5;2,5\n3,5;4,5\n", "2 a=1,5 b=2,5|3 a=3,5 b=4,5" },
		{ "a\tb\n1\t2\n", "2 a=1 b=2" },
		{ "a|b\n1|2\n", "2 a=1 b=2" },
		{ "a:b\nx:2\ny:3\n", "2 a=x b=2|3 a=y b=3" },
		{ "a^b\n1^2\n", "2 a=1 b=2" },
		{ "a~b\n1~2\n", "2 a=1 b=2" },
		{ "a#b\nx#2\ny#2\n", "2 a=x b=2|3 a=y b=2" },
		{ "id,tags\n1,a;b;c\n2,d;e;f\n", "2 id=1 tags=a;b;c|3 id=2 tags=d;e;f" },
		{ "name\nA, B\nC\n", "2 name=A, B|3 name=C" },
		/* line ends, a mark, no line end at the end */
		{ "\xef\xbb\xbf" "a,b\r\n1,2\r\n3,4", "2 a=1 b=2|3 a=3 b=4" },
		{ "a,b\r1,2\r3,4\r", "2 a=1 b=2|3 a=3 b=4" },
		{ "a,b\n\n1,2\n  \n3,4\n\n", "3 a=1 b=2|5 a=3 b=4" },
		/* quotes */
		{ "a,b\n\"1,2\",\"x \"\"y\"\" z\"\n", "2 a=1,2 b=x \"y\" z" },
		{ "a,b\n\"x\ny\",2\n3,4\n", "2 a=x\ny b=2|4 a=3 b=4" },
		{ "a,b\n\"x\r\ny\",2\r\n3,4\r\n", "2 a=x\r\ny b=2|4 a=3 b=4" },
		{ "a,b\n\"\",\"\"\"\"\n", "2 a= b=\"" },
		{ "a,b\n5\" pipe,it's\n", "2 a=5\" pipe b=it's" },
		{ "a, b\n1, \"x, y\" \n", "2 a=1 b=x, y" },
		{ "a,b\n1, x \n", "2 a=1 b= x " },
		/* above the table */
		{ "# made by X\n# 2026\n\na,b\n1,2\n3,4\n", "5 a=1 b=2|6 a=3 b=4" },
		{ "Sales report\n\nday,sum,n\n1,2,3\n4,5,6\n", "4 day=1 sum=2 n=3|5 day=4 sum=5 n=6" },
		{ "sep=;\na;b\n1;2\n", "3 a=1 b=2" },
		{ "\"sep=;\"\na;b\n1;2\n", "3 a=1 b=2" },
		{ "sep=|\r\na|b\r\n1|2\r\n", "3 a=1 b=2" },
		{ "#,b\n1,2\n", "2 #=1 b=2" },
		/* totals */
		{ "a,b,c\nx,1,2\nGrand total,,2\n", "2 a=x b=1 c=2" },
		{ "a;b;c\nx;1;2\nRazem:;;2\n", "2 a=x b=1 c=2" },
		{ "a,b,c\nx,1,2\nИтого,,2\n", "2 a=x b=1 c=2" },
		{ "a,b,c\nx,1,2\n,Suma,2\n", "2 a=x b=1 c=2" },
		{ "a,b,c\nx,1,2\nTotal\n", "2 a=x b=1 c=2" },
		{ "a,b\ntotal,5\n", "2 a=total b=5" },
		/* names of columns */
		{ "a,a,,a,a (2)\nx,2,3,4,5\n", "2 a=x a (2)=2 column 3=3 a (3)=4 a (2) (2)=5" },
		{ "\"How\n good?\", b \nx,2\n", "3 How good?=x b=2" },
		{ "=\"a\",b\n=\"00123\",\"=\"\"007\"\"\"\n", "2 a=00123 b=007" },
		/* ragged */
		{ "a,b,c\n1,2\n1,2,3\nx\n", "2 a=1 b=2|3 a=1 b=2 c=3|4 a=x" },
		{ "a,b\n1,2,\n1,2,,\n", "2 a=1 b=2|3 a=1 b=2" },
		{ "a,b\n1,2\n1,2,3\n4,5\n", "2 a=1 b=2|3!3 fields where the table has 2 columns|4 a=4 b=5" },
		/* broken quotes */
		{ "a,b\n1,2\n\"x,3\n4,5\n", "2 a=1 b=2|3!the quote is never closed in field 1|4 a=4 b=5" },
		{ "a,b\n\"x\" y,3\n4,5\n", "2!text after the closing quote in field 1|3 a=4 b=5" },
		{ "a,b\n1,2\n3,\"x\n4,5\n6,\"y\"\n", "2 a=1 b=2|3!text after the closing quote in field 2|"
			"4 a=4 b=5|5 a=6 b=y" },
		/* no header */
		{ "1,2,3\n4,5,6\n", "1 column 1=1 column 2=2 column 3=3|2 column 1=4 column 2=5 column 3=6" },
		{ "u1,2026-03-02 10:15:00,view\nu2,2026-03-02 10:16:00,buy\n",
			"1 column 1=u1 column 2=2026-03-02 10:15:00 column 3=view|"
			"2 column 1=u2 column 2=2026-03-02 10:16:00 column 3=buy" },
		{ "ewa@example.test,5\njan@example.test,7\n",
			"1 column 1=ewa@example.test column 2=5|2 column 1=jan@example.test column 2=7" },
		{ "10:15:00\n10:16:00\n", "1 column 1=10:15:00|2 column 1=10:16:00" },
		{ "country,2010,2011\nPL,5,6\n", "2 country=PL 2010=5 2011=6" },
		{ "customer,2026-01-01,2026-02-01\nA,5,6\n", "2 customer=A 2026-01-01=5 2026-02-01=6" },
		/* hardly anything */
		{ "a,b\n", "" },
		{ "a", "" },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_collected("csv", str_of(cases[i].text), cases[i].want);
}

static void what_was_found_is_noted(void **state)
{
	static const struct {
		const char *text;
		char delimiter;
		bool comma;
		uint64_t preamble, totals, records;
	} cases[] = {
		{ "a;b\n1,5;x\n2,25;y\n", ';', true, 0, 0, 2 },
		{ "a;b\n1 234,50;x\n1.234,50;x\n", ';', true, 0, 0, 2 },
		{ "a,b\n1.5,x\n\"1,234\",y\n", ',', false, 0, 0, 2 },
		{ "a;b\n1,500;x\n", ';', false, 0, 0, 1 },
		{ "# x\n\na,b,c\n1,2,3\nTotal,,3\nSum,,3\n", ',', false, 2, 2, 1 },
		{ "sep=;\na;b\n1;2\n", ';', false, 1, 0, 1 },
		{ "name\nEwa\nJan\n", 0, false, 0, 0, 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct collected c;
		collect(&c, NULL, str_of(cases[i].text), 0);
		assert_true(c.ok);
		assert_int_equal(c.notes.delimiter, cases[i].delimiter);
		assert_int_equal(c.notes.decimal_comma, cases[i].comma);
		assert_int_equal(c.notes.preamble, cases[i].preamble);
		assert_int_equal(c.notes.total_lines, cases[i].totals);
		assert_int_equal(c.notes.records, cases[i].records);
		assert_str(c.notes.encoding, "UTF-8");
		collect_close(&c);
	}
}

static void the_delimiter_may_be_said_and_a_look_is_short(void **state)
{
	struct reader_options options = { .delimiter = ';', .max_records = 2 };
	struct collected c = { 0 };

	(void)state;
	c.in = input_of(&c.sc, "a.csv", STR("a,b;c\n1,2;3\n4,5;6\n7,8;9\n"));
	collect_from(&c, "csv", &options);
	assert_true(c.ok);
	assert_str(buf_str(c.text), "2 a,b=1,2 c=3|3 a,b=4,5 c=6");
	collect_close(&c);
}

static void a_second_file_keeps_the_codes_of_the_first(void **state)
{
	const struct reader_options options = { 0 };
	struct collected c;

	(void)state;
	collect(&c, "csv", STR("a,b\n1,2\n"), 0);
	const struct sink sink = { &c, collect_record, collect_broken };
	struct input *in = input_of(&c.sc, "b.csv", STR("c,b,a\n3,4,5\n6\n"));
	assert_true(format_find(STR("csv"))->read(&c.sc, in, &options, c.columns, &sink, &c.notes));
	assert_str(buf_str(c.text), "2 a=1 b=2|2 a=5 b=4 c=3|3 c=6");
	input_close(in);
	collect_close(&c);
}

static bool refuse_record(void *to, const struct record *record)
{
	(void)record;
	return scope_fail(to, FAULT_IO, "the disk is full");
}

static bool refuse_broken(void *to, uint64_t row, struct str raw, const char *why)
{
	(void)row;
	(void)raw;
	return scope_fail(to, FAULT_IO, "%s", why);
}

static void a_sink_that_says_no_stops_the_reading(void **state)
{
	static const struct {
		const char *format, *text;
	} cases[] = {
		{ "csv", "a,b\n1,2\n" },
		{ "csv", "a,b\n1,2,3\n" },
		{ "json", "[{\"a\":1},{\"a\":2}]" },
		{ "json", "{\"a\":1}" },
		{ "ndjson", "{\"a\":1}\n" },
		{ "ndjson", "{\n" },
		{ "xes", "<log><trace><event/></trace></log>" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		const struct sink sink = { &sc, refuse_record, refuse_broken };
		const struct reader_options options = { 0 };
		struct reader_notes notes;
		struct input *in = input_of(&sc, "a", str_of(cases[i].text));
		const struct format *f = format_find(str_of(cases[i].format));
		assert_false(f->read(&sc, in, &options, names_new(&sc), &sink, &notes));
		assert_int_equal(sc.fault, FAULT_IO);
		input_close(in);
		scope_close(&sc);
	}
}

static struct str repeated(
	struct scope *sc, const char *head, const char *piece, size_t times, const char *tail)
{
	size_t n = strlen(piece), from = strlen(head);
	char *p = scope_alloc(sc, from + n * times + strlen(tail) + 1, 1);

	memcpy(p, head, from);
	for (size_t i = 0; i < times; i++)
		memcpy(p + from + i * n, piece, n);
	memcpy(p + from + times * n, tail, strlen(tail));
	return (struct str){ p, from + times * n + strlen(tail) };
}

static void ceilings_are_named(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	assert_refused("csv", repeated(&sc, "", "column,", 10000000, "x\n1\n"), FAULT_LIMIT,
		"a.csv, line 1: more columns than 4096, the ceiling");
	assert_refused("csv", repeated(&sc, "", "x", 50 << 20, ""), FAULT_LIMIT,
		"a.csv, line 1: a record is longer than 16 MiB, the ceiling");
	assert_refused("csv", repeated(&sc, "a,b\n1,2\n", "x", 50 << 20, ""), FAULT_LIMIT,
		"a.csv, line 3: a record is longer than 16 MiB, the ceiling");
	assert_refused("csv", repeated(&sc, "a,b\n1,", "x", 2 << 20, "\n"), FAULT_LIMIT,
		"a.csv, line 2: a value is longer than 1 MiB, the ceiling");
	scope_close(&sc);
}

static void a_row_of_any_width_is_only_broken(void **state)
{
	struct scope sc = { 0 };
	struct collected c;

	(void)state;
	collect(&c, "csv", repeated(&sc, "a,b\n", "1,", 10000, "\n3,4\n"), 0);
	assert_true(c.ok);
	assert_str(buf_str(c.text), "2!10001 fields where the table has 2 columns|3 a=3 b=4");
	collect_close(&c);
	scope_close(&sc);
}

static void a_quote_that_swallows_the_file_costs_one_line(void **state)
{
	struct scope sc = { 0 };
	struct collected c;

	(void)state;
	collect(&c, "csv", repeated(&sc, "a,b\n1,\"x\n", "3,4\n", 5 << 20, ""), 0);
	assert_true(c.ok);
	assert_int_equal(c.broken, 1);
	assert_int_equal(c.notes.records, 5 << 20);
	assert_true(str_starts(buf_str(c.text), STR("2!the quote is not closed within 16 MiB|3 a=3 b=4")));
	collect_close(&c);
	scope_close(&sc);
}

/* The slow reference: RFC 4180, a byte at a time, over text that is sound. */
static void reference(struct buf *out, struct str text, size_t columns)
{
	size_t i = 0, line = 1, column = 0, start = 1;
	bool quoted = false, first = true;

	for (; i < text.n; i++) {
		char c = text.p[i];
		if (first && start > 1)
			buf_printf(out, "%s%zu", buf_len(out) ? "|" : "", start);
		if (column < columns && first && start > 1)
			buf_printf(out, " c%zu=", column);
		first = false;
		if (quoted && c == '"' && i + 1 < text.n && text.p[i + 1] == '"') {
			i++;
			if (start > 1)
				buf_putc(out, '"');
		} else if (c == '"') {
			quoted = !quoted;
		} else if (!quoted && c == ',') {
			column++;
			if (start > 1)
				buf_printf(out, " c%zu=", column);
		} else if (!quoted && c == '\n') {
			line++;
			start = line;
			column = 0;
			first = true;
		} else {
			line += c == '\n';
			if (start > 1)
				buf_putc(out, c);
		}
	}
}

static void random_field(struct buf *b, uint64_t *random)
{
	static const char letters[] = "ab c,\n\"\r;|x1é";
	uint64_t n = test_random(random) % 8;

	if (test_random(random) % 2) {
		for (uint64_t i = 0; i < n; i++)
			buf_putc(b, (char)('a' + test_random(random) % 26));
		return;
	}
	buf_putc(b, '"');
	for (uint64_t i = 0; i < n; i++) {
		char c = letters[test_random(random) % 12];
		buf_puts(b, c == '"' ? "\"\"" : (char[]){ c, 0 });
	}
	buf_putc(b, '"');
}

static void random_text_is_read_as_the_reference_reads_it(void **state)
{
	uint64_t random = 20261122;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct scope sc = { 0 };
		struct buf *text = buf_new(&sc, 1 << 20), *want = buf_new(&sc, 1 << 20);
		struct reader_options options = { .delimiter = ',' };
		struct collected c = { 0 };
		uint64_t columns = 2 + test_random(&random) % 5, rows = test_random(&random) % 12;

		for (uint64_t i = 0; i < columns; i++)
			buf_printf(text, "%sc%llu", i ? "," : "", (unsigned long long)i);
		buf_putc(text, '\n');
		for (uint64_t k = 0; k < rows; k++) {
			for (uint64_t i = 0; i < columns; i++) {
				buf_puts(text, i ? "," : "");
				random_field(text, &random);
			}
			buf_puts(text, "\n");
		}
		reference(want, buf_str(text), columns);
		c.in = input_of(&c.sc, "a.csv", buf_str(text));
		input_set_block(c.in, 1 + test_random(&random) % 40);
		collect_from(&c, "csv", &options);
		assert_true(c.ok);
		assert_str(buf_str(c.text), buf_str(want).p);
		collect_close(&c);
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(oddities_are_read_as_they_are_meant),
		cmocka_unit_test(what_was_found_is_noted),
		cmocka_unit_test(the_delimiter_may_be_said_and_a_look_is_short),
		cmocka_unit_test(a_second_file_keeps_the_codes_of_the_first),
		cmocka_unit_test(a_sink_that_says_no_stops_the_reading),
		cmocka_unit_test(ceilings_are_named),
		cmocka_unit_test(a_row_of_any_width_is_only_broken),
		cmocka_unit_test(a_quote_that_swallows_the_file_costs_one_line),
		cmocka_unit_test(random_text_is_read_as_the_reference_reads_it),
	};

	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
