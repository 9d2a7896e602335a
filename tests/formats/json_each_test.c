#include "formats/json_each.h"

#include "base/buf.h"
#include "test.h"

struct seen {
	struct scope sc;
	struct buf *text;
	size_t n, most;
};

static bool see(void *to, const struct json_node *record, const struct json_node *around, uint64_t row,
	struct str raw)
{
	struct seen *s = to;

	(void)raw;
	s->n++;
	buf_printf(s->text, "|%llu %.*s", (unsigned long long)row, STR_ARG(json_text_at(record, "a.b")));
	if (around)
		buf_printf(s->text, " in %.*s", STR_ARG(json_text_at(around, "w")));
	return true;
}

static bool see_broken(void *to, uint64_t row, struct str raw, const char *why)
{
	struct seen *s = to;

	(void)raw;
	buf_printf(s->text, "|%llu!%s", (unsigned long long)row, why);
	return true;
}

static bool full(void *to)
{
	struct seen *s = to;

	return s->most && s->n >= s->most;
}

static void records_come_out_of_every_wrapping(void **state)
{
	static const struct {
		const char *list, *text, *want;
		size_t most;
	} cases[] = {
		{ NULL, "[{\"a\":{\"b\":1}},{\"a\":{\"b\":\"x\\u0041\"}}]", "|1 1|2 xA", 0 },
		{ NULL, "{\"a\":{\"b\":1}}\n{\"a\":{\"b\":2}}\n\n{oops\n",
			"|1 1|2 2|4!no key in quotes where one is expected", 0 },
		{ "batch", "{\"w\":7,\"batch\":[{\"a\":{\"b\":1}},\n{\"a\":{\"b\":2}}],\"z\":[{}]}",
			"|1 1 in 7|2 2 in 7", 0 },
		{ "batch", "{\"batch\":[{\"a\":{\"b\":1}}],\"w\":8}", "|1 1 in 8", 0 },
		{ "batch", "{\"batch\":[{\"a\":{\"b\":1}}],\"w\":8}\n{\"w\":9,\"batch\":[{\"a\":{\"b\":2}}]}",
			"|1 1 in 8|2 2 in 9", 0 },
		{ "batch", "{\"a\":{\"b\":5}}", "|1 5", 0 },
		{ NULL, "{\"a\":{\"b\":5},\"list\":[{\"c\":1}]}", "|1 5", 0 },
		{ NULL, "[{\"a\":{\"b\":1}},{\"a\":{\"b\":2}}]", "|1 1", 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct seen s = { .most = cases[i].most };
		const struct json_fns fns = { see, see_broken, full };
		const struct json_wish wish = { .list = cases[i].list };
		struct reader_notes notes = { 0 };
		struct input *in = input_of(&s.sc, "a.json", str_of(cases[i].text));
		s.text = buf_new(&s.sc, 10000);
		if (!json_each(&s.sc, in, &wish, &notes, &fns, &s))
			fail_msg("case %zu: %s", i, s.sc.why);
		assert_str(buf_str(s.text), cases[i].want);
		input_close(in);
		scope_close(&s.sc);
	}
}

static void scripts_are_read_and_not_run(void **state)
{
	struct seen s = { 0 };
	const struct json_fns fns = { see, see_broken, full };
	const struct json_wish wish = { .assigned = true };
	struct reader_notes notes = { 0 };
	struct input *in = input_of(&s.sc, "t.js", STR("window.YTD.part0 = [ {\"a\":{\"b\":1}} ]"));

	(void)state;
	s.text = buf_new(&s.sc, 10000);
	assert_true(json_each(&s.sc, in, &wish, &notes, &fns, &s));
	assert_str(buf_str(s.text), "|1 1");
	input_close(in);
	scope_close(&s.sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_come_out_of_every_wrapping),
		cmocka_unit_test(scripts_are_read_and_not_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
