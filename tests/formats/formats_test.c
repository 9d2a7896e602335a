#include <dirent.h>

#include "collect.h"

static void formats_are_told_by_content(void **state)
{
	static const struct {
		const char *name, *text, *want;
	} cases[] = {
		{ "a.csv", "a,b\n1,2\n", "csv" },
		{ "a.bin", "a;b\n1;2\n", "csv" },
		{ "a.json", "a,b\n1,2\n", "csv" },
		{ "a.csv", "[{\"a\":1}]", "json" },
		{ "a.txt", "{\"d\":[{\"a\":1}]}", "json" },
		{ "a.json", "{\"a\":[{\"b\":1}]}", "json" },
		{ "a.ndjson", "{\"a\":[{\"b\":1}]}", "ndjson" },
		{ "a.jsonl.gz", "{\"a\":[{\"b\":1}]}", "ndjson" },
		{ "a.json", "{\"a\":1}\n{\"a\":2}\n", "ndjson" },
		{ "a.xml", "\xef\xbb\xbf<?xml version='1.0'?><log xes.version='2'>", "xes" },
		{ "a.txt", "just one line", "csv" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		struct input *in = input_of(&sc, cases[i].name, str_of(cases[i].text));
		const struct format *f = format_detect(&sc, in);
		assert_non_null(f);
		assert_str(str_of(f->name), cases[i].want);
		input_close(in);
		scope_close(&sc);
	}
}

static void what_is_no_text_is_named(void **state)
{
	/* clang-format off */
	static const struct {
		struct str bytes;
		const char *words;
	} cases[] = {
		{ { "", 0 }, "a.csv is empty" },
		{ { "\xef\xbb\xbf", 3 }, "a.csv is empty" },
		{ { "\n \r\n\t\n", 6 }, "a.csv has nothing but blank lines" },
		{ { "PK\x03\x04\x14\0", 6 }, "a.csv is an Excel workbook or a zip archive: save the sheet as CSV" },
		{ { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16 }, "a.csv is a PNG picture" },
		{ { "\xff\xd8\xff\xe0\0\x10JFIF", 10 }, "a.csv is a JPEG picture" },
		{ { "%PDF-1.4\n", 9 }, "a.csv is a PDF" },
		{ { "PAR1\x15\x04", 6 }, "a.csv is a Parquet file" },
		{ { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8 }, "an old Excel or Word file: save the sheet as CSV" },
		{ { "a,b\n1,\0\n", 8 }, "a.csv is binary (it has NUL bytes)" },
		{ { "\x02\x03\x04\x05\x06", 5 }, "a.csv is binary (it is full of control characters)" },
		{ { "<!DOCTYPE html>\n<html>", 22 }, "a.csv begins with \"<!DOCTYPE html>\", like no format" },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_refused(NULL, cases[i].bytes, FAULT_INVALID, cases[i].words);
	for (size_t i = 0; i < n_formats; i++) {
		assert_refused(formats[i]->name, STR(""), FAULT_INVALID, "a.csv is empty");
		assert_refused(formats[i]->name, STR("PAR1\x15"), FAULT_INVALID, "a.csv is a Parquet file");
	}
	assert_null(format_find(STR("docx")));
	assert_ptr_equal(format_find(STR("CSV")), formats[0]);
}

/* A sink that adds up what it needs and keeps nothing. */
struct tally {
	struct names *columns, *cases;
	uint64_t events, broken, newlines, sum;
};

static struct str field(const struct tally *t, const struct record *record, const char *name)
{
	uint32_t code = names_find(t->columns, str_of(name));

	return code < record->n ? record->values[code] : (struct str){ 0 };
}

/* The time without what the two writers of the same log write differently: "T", and zeros at the end. */
static uint64_t hash_time(struct str time)
{
	char text[64] = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < time.n && n < sizeof text - 1; i++) {
		char c = time.p[i];
		if (c == '+')
			while (n > 20 && (text[n - 1] == '0' || text[n - 1] == '.'))
				n--;
		text[n++] = c == 'T' ? ' ' : c;
	}
	return hash_bytes(text, n, 0);
}

static bool tally_record(void *to, const struct record *record)
{
	struct tally *t = to;
	struct str name = field(t, record, "case:concept:name"), event = field(t, record, "concept:name");

	t->events++;
	if (name.p)
		names_add(t->cases, name);
	t->sum += hash_mix(hash_mix(hash_str(name, 1), hash_str(event, 2)),
		hash_time(field(t, record, "time:timestamp")));
	for (size_t i = 0; i < record->n; i++)
		t->newlines += record->values[i].n && memchr(record->values[i].p, '\n', record->values[i].n);
	return true;
}

static bool tally_broken(void *to, uint64_t row, struct str raw, const char *why)
{
	struct tally *t = to;

	(void)row;
	(void)raw;
	(void)why;
	t->broken++;
	return true;
}

static struct tally tally_file(struct scope *sc, const char *path)
{
	struct tally t = { .columns = names_new(sc), .cases = names_new(sc) };
	const struct sink sink = { &t, tally_record, tally_broken };
	const struct reader_options options = { 0 };
	struct reader_notes notes;
	struct input *in = input_open(sc, path);
	const struct format *f = in ? format_detect(sc, in) : NULL;

	if (!f || !f->read(sc, in, &options, t.columns, &sink, &notes))
		fail_msg("%s", sc->why);
	input_close(in);
	return t;
}

static void helpdesk_has_all_its_events(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	NEED_SHARED(path, "data/helpdesk/helpdesk.xes.gz");
	struct tally t = tally_file(&sc, path);
	assert_int_equal(t.events, 21348);
	assert_int_equal(names_count(t.cases), 4580);
	scope_close(&sc);
}

static void receipt_is_the_same_as_csv_and_as_xes(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	NEED_SHARED(path, "data/receipt/receipt.csv");
	struct tally csv = tally_file(&sc, path);
	NEED_SHARED(other, "data/receipt/receipt.xes.gz");
	struct tally xes = tally_file(&sc, other);
	assert_int_equal(csv.events, 8577);
	assert_int_equal(xes.events, 8577);
	assert_int_equal(names_count(csv.cases), 1434);
	assert_int_equal(names_count(xes.cases), 1434);
	assert_true(csv.sum == xes.sum);
	scope_close(&sc);
}

static void comments_over_several_lines_stay_whole(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	NEED_SHARED(path, "data/olist_dirty/olist_order_reviews_dataset.csv");
	struct tally t = tally_file(&sc, path);
	assert_int_equal(t.events, 6123);
	assert_int_equal(t.broken, 0);
	assert_true(t.newlines > 100);
	scope_close(&sc);
}

static void every_small_log_is_read(void **state)
{
	static const struct {
		const char *name;
		uint64_t events;
	} logs[] = {
		{ "data/small_logs/bpic2019_1trace_per_variant.xes.gz", 338247 },
		{ "data/small_logs/bpic2020_permit_1trace_per_variant.xes.gz", 26028 },
		{ "data/small_logs/orders.xes.gz", 154 },
		{ "data/small_logs/reviewing.xes.gz", 3730 },
		{ "data/small_logs/roadtraffic100traces.xes", 390 },
		{ "data/small_logs/teleclaims.xes.gz", 46138 },
		{ "data/small_logs/tickets.xes.gz", 43 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(logs); i++) {
		struct scope sc = { 0 };
		NEED_SHARED(path, logs[i].name);
		assert_int_equal(tally_file(&sc, path).events, logs[i].events);
		scope_close(&sc);
	}
}

/* Most are tables; the others (mail, subtitles, archives) are read as a column of text or refused. */
static void every_sample_is_read_or_refused(void **state)
{
	static const struct {
		const char *name;
		uint64_t records;
	} tables[] = {
		{ "comments.csv", 1 },
		{ "ga4_exploration.csv", 4 },
		{ "google_forms.csv", 1 },
		{ "log.xes", 2 },
		{ "log_pm4py.csv", 3 },
		{ "qualtrics.csv", 1 },
		{ "segment_batch.json", 6 },
		{ "sendgrid.json", 3 },
		{ "snowplow.tsv", 1 },
		{ "surveymonkey.csv", 1 },
		{ "zendesk.ndjson", 3 },
		{ "rrweb.json", 2 },
		{ "ga4_bq.ndjson", 1 },
		{ "posthog.ndjson", 1 },
		{ "intercom.json", 4 },
		{ "postmark.json", 1 },
	};
	struct collected c;
	struct dirent *entry;
	char name[512];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(tables); i++) {
		snprintf(name, sizeof name, "design/samples/%s", tables[i].name);
		NEED_SHARED(path, name);
		collect_file(&c, path);
		assert_true(c.ok);
		assert_int_equal(c.broken, 0);
		assert_int_equal(c.notes.records, tables[i].records);
		collect_close(&c);
	}
	NEED_SHARED(one, "design/samples/log.xes");
	*(char *)(uintptr_t)strrchr(one, '/') = 0;
	DIR *dir = opendir(one);
	while ((entry = readdir(dir))) {
		snprintf(name, sizeof name, "%.300s/%.200s", one, entry->d_name);
		collect_file(&c, name);
		assert_true(c.ok || c.sc.fault != FAULT_NONE);
		collect_close(&c);
	}
	closedir(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats_are_told_by_content),
		cmocka_unit_test(what_is_no_text_is_named),
		cmocka_unit_test(helpdesk_has_all_its_events),
		cmocka_unit_test(receipt_is_the_same_as_csv_and_as_xes),
		cmocka_unit_test(comments_over_several_lines_stay_whole),
		cmocka_unit_test(every_small_log_is_read),
		cmocka_unit_test(every_sample_is_read_or_refused),
	};

	return cmocka_run_group_tests_name("formats", tests, NULL, NULL);
}
