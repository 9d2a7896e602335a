#include "formats/table.h"

#include "base/buf.h"
#include "test.h"

struct seen {
	struct buf *text;
	int name, at, sum;
	struct when_shape clock;
};

static bool begin(void *to, struct table *t)
{
	struct seen *s = to;

	s->name = table_find(t, "Name|Nazwa");
	s->at = table_find(t, "*created*");
	s->sum = table_find(t, "Sum");
	s->clock = table_clock(t, s->at, WHEN_DAY_FIRST);
	return true;
}

static bool row(void *to, struct table *t, uint64_t number)
{
	struct seen *s = to;
	double sum = -1;

	if (!table_number(t, s->sum, &sum))
		sum = -1;
	buf_printf(s->text, "|%llu %.*s %.*s %.2f", (unsigned long long)number, STR_ARG(table_at(t, s->name)),
		STR_ARG(table_at(t, s->at)), sum);
	return true;
}

static bool broken(void *to, uint64_t number, struct str raw, const char *why)
{
	(void)to, (void)number, (void)raw, (void)why;
	return true;
}

static void rows_are_found_by_their_columns(void **state)
{
	static const char text[] =
		"nazwa;Deal - created at;Sum\nEwa;01/02/2026 10:00;\"1 234,50\"\nJan;13/02/2026 10:00;12,5 zł\n";
	struct scope sc = { 0 };
	struct seen s = { .text = buf_new(&sc, 10000) };
	const struct table_fns fns = { begin, row, broken };
	const struct reader_options options = { 0 };
	struct reader_notes notes = { 0 };
	struct input *in = input_of(&sc, "a.csv", str_of(text));

	(void)state;
	if (!table_each(&sc, in, &options, &notes, &fns, &s))
		fail_msg("%s", sc.why);
	assert_str(buf_str(s.text), "|2 Ewa 01/02/2026 10:00 1234.50|3 Jan 13/02/2026 10:00 12.50");
	assert_int_equal(s.clock.family, WHEN_DMY_MDY);
	assert_int_equal(s.clock.order, WHEN_DAY_FIRST);
	input_close(in);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(rows_are_found_by_their_columns) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
