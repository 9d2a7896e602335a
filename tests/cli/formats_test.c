/* One small shop in ten clothes: every one of them becomes the same map. */
#include "base/buf.h"
#include "shop.h"
#include "store/duck.h"

#include <zlib.h>

enum { CUSTOMERS = 12 };

static const char *const events[] = { "wejście", "koszyk", "zakup" };

/* A customer's first 1, 2 or 3 events: `row` writes one of them. */
static void each(struct buf *out, void (*row)(struct buf *out, int customer, int event))
{
	for (int c = 0; c < CUSTOMERS; c++)
		for (int e = 0; e <= c % 3; e++)
			row(out, c, e);
}

static void save(struct box *box, const char *name, struct buf *out)
{
	assert_false(buf_over(out));
	box_write(box, name, buf_str(out).p, buf_len(out));
}

/* --- delimited text ------------------------------------------------------------------------------ */

/* Polish letters in windows-1250, of those that occur here. */
static void as_windows_1250(struct buf *out, const char *text)
{
	static const struct {
		uint32_t letter;
		unsigned char byte;
	} letters[] = { { 0x142, 0xb3 }, { 0x141, 0xa3 }, { 0xf3, 0xf3 }, { 0x17a, 0x9f }, { 0x15b, 0x9c } };
	struct str s = str_of(text);

	for (size_t at = 0; at < s.n;) {
		uint32_t letter = str_next(s, &at);
		for (size_t i = 0; i < COUNT_OF(letters); i++)
			letter = letter == letters[i].letter ? letters[i].byte : letter;
		assert_true(letter < 256);
		buf_putc(out, (char)letter);
	}
}

static void row_1250(struct buf *out, int c, int e)
{
	buf_printf(out, "k%d;%02d.03.2026 1%d:05:00;", c, c + 1, e);
	as_windows_1250(out, events[e]);
	buf_printf(out, ";%d,50;", 10 + c);
	as_windows_1250(out, "Łódź\r\n");
}

static void semicolons(struct box *box, const char *name, struct buf *out)
{
	as_windows_1250(out, "klient;czas;zdarzenie;kwota;miasto\r\n");
	each(out, row_1250);
	save(box, name, out);
}

static void row_tsv(struct buf *out, int c, int e)
{
	buf_printf(out, "k%d\t2026-03-%02dT1%d:05:00Z\t%s\n", c, c + 1, e, events[e]);
}

static void tabs(struct box *box, const char *name, struct buf *out)
{
	buf_puts(out, "customer\ttime\tevent\n");
	each(out, row_tsv);
	save(box, name, out);
}

static void row_time_alone(struct buf *out, int c, int e)
{
	buf_printf(out, "2026-03-%02d 1%d:05:00,%s\n", c + 1, e, events[e]);
}

static void no_customers(struct box *box, const char *name, struct buf *out)
{
	buf_puts(out, "time,event\n");
	each(out, row_time_alone);
	save(box, name, out);
}

static void row_without_time(struct buf *out, int c, int e)
{
	buf_printf(out, "k%d,%s\n", c, events[e]);
}

static void no_times(struct box *box, const char *name, struct buf *out)
{
	buf_puts(out, "customer,event\n");
	each(out, row_without_time);
	save(box, name, out);
}

static void wide(struct box *box, const char *name, struct buf *out)
{
	buf_puts(out, "customer_id,entered_at,carted_at,bought_at\n");
	for (int c = 0; c < CUSTOMERS; c++) {
		buf_printf(out, "k%d", c);
		for (int e = 0; e < 3; e++)
			e <= c % 3 ? buf_printf(out, ",2026-03-%02d 1%d:05:00", c + 1, e)
				   : buf_puts(out, ",");
		buf_puts(out, "\n");
	}
	save(box, name, out);
}

/* --- JSON ---------------------------------------------------------------------------------------- */

static void object(struct buf *out, int c, int e, const char *end)
{
	buf_printf(out,
		"{\"user\":\"k%d\",\"timestamp\":\"2026-03-%02dT1%d:05:00Z\",\"event\":\"%s\",\"at\":{\"page\":\"/%d\"}}%s",
		c, c + 1, e, events[e], e, end);
}

static void row_line(struct buf *out, int c, int e)
{
	object(out, c, e, "\n");
}

static void row_item(struct buf *out, int c, int e)
{
	object(out, c, e, c == CUSTOMERS - 1 && e == c % 3 ? "" : ",");
}

static void json_lines(struct box *box, const char *name, struct buf *out)
{
	each(out, row_line);
	save(box, name, out);
}

static void json_list(struct box *box, const char *name, struct buf *out)
{
	buf_puts(out, "[");
	each(out, row_item);
	buf_puts(out, "]");
	save(box, name, out);
}

/* --- XES, Parquet -------------------------------------------------------------------------------- */

static void write_xes(struct buf *out)
{
	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><log xes.version=\"1.0\">");
	for (int c = 0; c < CUSTOMERS; c++) {
		buf_printf(out, "<trace><string key=\"concept:name\" value=\"k%d\"/>", c);
		for (int e = 0; e <= c % 3; e++)
			buf_printf(out,
				"<event><string key=\"concept:name\" value=\"%s\"/>"
				"<date key=\"time:timestamp\" value=\"2026-03-%02dT1%d:05:00Z\"/></event>",
				events[e], c + 1, e);
		buf_puts(out, "</trace>");
	}
	buf_puts(out, "</log>");
}

static void xes(struct box *box, const char *name, struct buf *out)
{
	write_xes(out);
	save(box, name, out);
}

static void xes_packed(struct box *box, const char *name, struct buf *out)
{
	gzFile gz = gzopen(box_path(box, name), "wb");

	write_xes(out);
	assert_int_equal(gzwrite(gz, buf_str(out).p, (unsigned)buf_len(out)), buf_len(out));
	assert_int_equal(gzclose(gz), Z_OK);
}

static void parquet(struct box *box, const char *name, struct buf *out)
{
	struct duck *db = duck_open(&box->sc, NULL, DUCK_MEMORY);

	tabs(box, "for-parquet.tsv", out);
	const char *sql = scope_printf(&box->sc,
		"COPY (SELECT * FROM read_csv('%s', delim='\t', header=true)) TO '%s' (FORMAT parquet)",
		box_path(box, "for-parquet.tsv"), box_path(box, name));
	if (!db || !duck_run(&box->sc, db, sql, 0, NULL))
		fail_msg("%s", box->sc.why);
	duck_close(db);
}

/* --- all of them --------------------------------------------------------------------------------- */

/* clang-format off */
static const struct {
	const char *name;
	void (*write)(struct box *box, const char *name, struct buf *out);
	const char *format, *option, *value;
	long long customers, touchpoints;
} clothes[] = {
	{ "windows.csv", semicolons,   "csv",     NULL, NULL, 12, 3 },
	{ "tabs.tsv",    tabs,         "csv",     NULL, NULL, 12, 3 },
	{ "lines.ndjson", json_lines,  "ndjson",  NULL, NULL, 12, 3 },
	{ "list.json",   json_list,    "json",    NULL, NULL, 12, 3 },
	{ "log.xes",     xes,          "xes",     NULL, NULL, 12, 3 },
	{ "log.xes.gz",  xes_packed,   "xes",     NULL, NULL, 12, 3 },
	{ "t.parquet",   parquet,      "parquet", NULL, NULL, 12, 3 },
	{ "wide.csv",    wide,         "csv",     NULL, NULL, 12, 3 },
	{ "nobody.csv",  no_customers, "csv",     NULL, NULL, 24, 3 },
	{ "timeless.csv", no_times,    "csv",     "--at", "2026-03-01", 12, 3 },
};
/* clang-format on */

static void every_format_ends_in_a_map(void **state)
{
	struct box *box = *state;

	for (size_t i = 0; i < COUNT_OF(clothes); i++) {
		clothes[i].write(box, clothes[i].name, buf_new(&box->sc, 1 << 20));
		json_t *map = json_of(
			wend_ok(box, "map", clothes[i].name, "--json", clothes[i].option, clothes[i].value));
		print_message("# %s\n", clothes[i].name);
		assert_int_equal(json_int_at(map, "events"), 24);
		assert_int_equal(json_int_at(map, "customers"), clothes[i].customers);
		assert_int_equal(json_array_size(json_at(map, "touchpoints")), clothes[i].touchpoints);
		json_decref(map);
	}
}

static void every_format_is_imported_once(void **state)
{
	struct box *box = *state;

	make_workspace(box, "ws");
	for (size_t i = 0; i < COUNT_OF(clothes); i++) {
		clothes[i].write(box, clothes[i].name, buf_new(&box->sc, 1 << 20));
		for (int again = 0; again < 2; again++) {
			json_t *report = json_of(wend_ok(box, "import", clothes[i].name, "-w", "ws", "--json",
				clothes[i].option, clothes[i].value));
			assert_string_equal(
				json_string_value(json_at(report, "files.0.format")), clothes[i].format);
			assert_int_equal(json_int_at(report, "files.0.quarantined"), 0);
			if (again)
				assert_int_equal(json_int_at(report, "files.0.events"), 0);
			json_decref(report);
		}
	}
}

static void a_decimal_comma_is_money(void **state)
{
	struct box *box = *state;

	make_workspace(box, "ws");
	semicolons(box, "windows.csv", buf_new(&box->sc, 1 << 20));
	wend_ok(box, "import", "windows.csv", "-w", "ws");
	assert_str(wend_ok(box, "sql", "SELECT sum(value) AS paid FROM events", "-w", "ws", "--csv"),
		"paid\n392.0\n");
	assert_str(wend_ok(box, "sql", "SELECT DISTINCT properties->>'miasto' AS city FROM events", "-w",
			   "ws", "--csv"),
		"city\nŁódź\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_format_ends_in_a_map, box_open, box_close),
		cmocka_unit_test_setup_teardown(every_format_is_imported_once, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_decimal_comma_is_money, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
