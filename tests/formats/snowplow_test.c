#include "told.h"

enum { FIELDS = 131 };

struct field {
	int number;
	const char *value;
};

#define ID "5b1f3c0e-0d2a-4c55-9a77-3f2d0f6b9a11"

static const struct field sound[] = { { 3, "2026-03-02 10:00:00.000" }, { 5, "page_view" }, { 6, ID },
	{ 126, "page_view" }, { 0 } };

/* A line of `n` fields: those of `a`, and of `b` over them. */
static void line(struct buf *out, const struct field *a, const struct field *b, int n)
{
	const char *fields[FIELDS + 10] = { 0 };

	for (; a->value; a++)
		fields[a->number] = a->value;
	for (; b->value; b++)
		fields[b->number] = b->value;
	for (int i = 0; i < n; i++) {
		buf_puts(out, i ? "\t" : "");
		buf_puts(out, fields[i] ? fields[i] : "");
	}
	buf_putc(out, '\n');
}

static void fields_mean_what_they_say(void **state)
{
	static const struct {
		struct field fields[8];
		int n;
		const char *has;
	} cases[] = {
		{ { { 0 } }, FIELDS, "$time=2026-03-02T10:00:00Z  $event=page_view" },
		{ { { 124, "2026-03-02 09:00:00.5" } }, FIELDS, "$time=2026-03-02T09:00:00.500Z" },
		{ { { 124, "soon" } }, FIELDS, "$time=2026-03-02T10:00:00Z" },
		{ { { 1, "mob" } }, FIELDS, "$channel=app" },
		{ { { 48, "news" } }, FIELDS, "$campaign=news" },
		{ { { 48, "news" }, { 51, "spring" } }, FIELDS, "$campaign=spring" },
		{ { { 5, "struct" }, { 54, "add" }, { 126, "event" } }, FIELDS, "$event=add" },
		{ { { 5, "page_ping" }, { 126, "" } }, FIELDS, "$event=page_ping" },
		{ { { 59, "O-1" }, { 61, "49.00" }, { 108, "PLN" } }, FIELDS, "$value=49.00  $currency=PLN" },
		{ { { 67, "O-1" }, { 71, "24.50" } }, FIELDS, "$order=O-1  ti_price=24.50" },
		{ { { 17, "n-1" } }, FIELDS, "$device=snowplow/n-1" },
		{ { { 13, "198.51.100.77" } }, FIELDS, "ip=198.51.100.0" },
		{ { { 58, "{\"data\":{\"data\":{\"code\":\"T5\"}}}" } }, FIELDS, "code=T5" },
		{ { { 58, "{\"data\":" } }, FIELDS, "no sound JSON" },
		{ { { 52, "{}" } }, FIELDS, "contexts of events" },
		{ { { 3, "soon" } }, FIELDS, "broken: neither derived_tstamp" },
		{ { { 5, "" }, { 126, "" } }, FIELDS, "broken: the event has no name" },
		{ { { 0 } }, 130, "broken: 130 fields where" },
		{ { { 0 } }, 132, "broken: 132 fields where" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		struct buf *text = buf_new(&sc, 1 << 20);
		struct told t;
		line(text, sound, cases[i].fields, cases[i].n);
		told_text(&t, "snowplow", "a.tsv", buf_str(text));
		assert_true(t.ok);
		if (!str_has(buf_str(t.text), str_of(cases[i].has)))
			fail_msg("%s: %.*s", cases[i].has, STR_ARG(buf_str(t.text)));
		told_close(&t);
		scope_close(&sc);
	}
}

static void personal_data_of_an_event_is_left_out(void **state)
{
	static const struct field own[] = {
		{ 58, "{\"data\":{\"data\":{\"userEmail\":\"ewa@example.test\",\"Phone\":\"600\",\"First_Name\":\"Ewa\",\"a\":1}}}" },
		{ 0 }
	};
	struct scope sc = { 0 };
	struct buf *text = buf_new(&sc, 1 << 20);
	struct told t;

	(void)state;
	line(text, sound, own, FIELDS);
	told_text(&t, NULL, "a.tsv", buf_str(text));
	assert_true(t.ok);
	assert_true(str_has(buf_str(t.text), STR("  a=1\n")));
	assert_false(str_has(buf_str(t.text), STR("ewa")) || str_has(buf_str(t.text), STR("600")) ||
		     str_has(buf_str(t.text), STR("Ewa")));
	told_close(&t);
	scope_close(&sc);
}

static void other_tables_are_not_claimed(void **state)
{
	static const struct {
		struct field fields[2];
		int n;
		bool is_snowplow;
	} cases[] = {
		{ { { 0 } }, FIELDS, true },
		{ { { 0 } }, 130, false },
		{ { { 6, "1" } }, FIELDS, false },
		{ { { 3, "x" } }, FIELDS, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		struct buf *text = buf_new(&sc, 1 << 20);
		struct told t;
		line(text, sound, cases[i].fields, cases[i].n);
		told_text(&t, NULL, "a.tsv", buf_str(text));
		assert_int_equal(
			t.format && str_equal(str_of(t.format->name), STR("snowplow")), cases[i].is_snowplow);
		told_close(&t);
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_mean_what_they_say),
		cmocka_unit_test(personal_data_of_an_event_is_left_out),
		cmocka_unit_test(other_tables_are_not_claimed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
