#include "formats/facts.h"

#include "base/buf.h"
#include "test.h"

struct seen {
	struct scope sc;
	struct names *columns;
	struct buf *text;
};

static bool see(void *to, const struct record *record)
{
	struct seen *s = to;

	buf_printf(s->text, "|%llu.%u", (unsigned long long)record->row, record->part);
	for (size_t i = 0; i < record->n; i++)
		if (record->values[i].p)
			buf_printf(s->text, " %.*s=%.*s", STR_ARG(names_at(s->columns, (uint32_t)i)),
				STR_ARG(record->values[i]));
	return true;
}

static bool see_broken(void *to, uint64_t row, struct str raw, const char *why)
{
	struct seen *s = to;

	(void)raw;
	buf_printf(s->text, "|%llu!%s", (unsigned long long)row, why);
	return true;
}

static void facts_become_records(void **state)
{
	struct seen s = { .columns = names_new(&s.sc), .text = buf_new(&s.sc, 1 << 20) };
	const struct sink sink = { &s, see, see_broken };
	const struct reader_options options = { 0 };
	struct reader_notes notes;
	struct facts *f = facts_new(&s.sc, s.columns, &options, &sink, &notes, "sys");

	(void)state;
	facts_begin(f, 3, STR("raw"));
	facts_put(f, FACT_EVENT, STR(" seen "));
	facts_put(f, FACT_COOKIE, STR("c1"));
	facts_put(f, FACT_USER, STR(""));
	facts_time(f, FACT_TIME, -12);
	facts_say(f, STR("sku"), STR("TEA"));
	facts_say(f, STR("$event"), STR("another"));
	facts_say_in(f, "traits", STR("plan"), STR("free"));
	assert_true(facts_send(f));
	facts_begin(f, 3, STR("raw"));
	facts_put(f, FACT_EVENT, STR("again"));
	assert_true(facts_send(f));
	facts_begin(f, 4, STR("raw"));
	assert_false(facts_iso(f, FACT_TIME, STR("yesterday")));
	assert_true(facts_iso(f, FACT_TIME, STR("2026-03-02 10:15:00")));
	assert_true(notes.zone_assumed);
	assert_true(facts_epoch(f, FACT_END, WHEN_EPOCH_S, STR("1772446500")));
	assert_true(facts_send(f));
	assert_str(buf_str(s.text),
		"|3.0 $time=-12 $event=seen $cookie=sys/c1 sku=TEA traits.plan=free|3.1 $event=again"
		"|4.0 $time=1772446500000000 $end=1772446500000000");
	assert_int_equal(notes.records, 3);
	scope_close(&s.sc);
}

static void facts_outlive_their_row(void **state)
{
	struct seen s = { .columns = names_new(&s.sc), .text = buf_new(&s.sc, 1 << 20) };
	const struct sink sink = { &s, see, see_broken };
	const struct reader_options options = { 0 };
	struct reader_notes notes;
	struct facts *f = facts_new(&s.sc, s.columns, &options, &sink, &notes, "sys");
	char row[] = "placed7TEA";

	(void)state;
	facts_begin(f, 1, (struct str){ row, sizeof row - 1 });
	facts_put(f, FACT_EVENT, (struct str){ row, 6 });
	facts_put(f, FACT_USER, (struct str){ row + 6, 1 });
	facts_say(f, STR("sku"), (struct str){ row + 7, 3 });
	facts_hold(f);
	memset(row, 'x', sizeof row - 1);
	assert_true(facts_send(f));
	facts_more(f);
	facts_put(f, FACT_EVENT, STR("paid"));
	assert_true(facts_send(f));
	assert_str(buf_str(s.text), "|1.0 $event=placed $user=7 sku=TEA|1.1 $event=paid $user=7");
	scope_close(&s.sc);
}

static void what_is_past_a_ceiling_waits(void **state)
{
	struct seen s = { .columns = names_new(&s.sc), .text = buf_new(&s.sc, 1 << 20) };
	const struct sink sink = { &s, see, see_broken };
	const struct reader_options options = { 0 };
	struct reader_notes notes;
	struct facts *f = facts_new(&s.sc, s.columns, &options, &sink, &notes, "sys");
	struct str large = { scope_alloc(&s.sc, READER_FIELD + 1, 1), READER_FIELD + 1 };

	(void)state;
	memset((char *)(uintptr_t)large.p, 'x', large.n);
	facts_begin(f, 1, STR("raw"));
	facts_put(f, FACT_TEXT, large);
	assert_true(facts_send(f));
	assert_str(buf_str(s.text), "|1!a value is longer than 1 MiB, the ceiling");
	scope_close(&s.sc);
}

static void computers_addresses_are_cut(void **state)
{
	static const char *const cases[][2] = {
		{ "203.0.113.7", "203.0.113.0" },
		{ "2001:db8:1:2:3:4:5:6", "2001:db8:1::" },
		{ "2001:db8::5", "2001:db8::" },
		{ "203.0.113", "" },
		{ "shop.example", "" },
		{ "1.2", "" },
	};
	struct scope sc = { 0 };
	const struct sink sink = { 0 };
	const struct reader_options options = { 0 };
	struct reader_notes notes;
	struct facts *f = facts_new(&sc, names_new(&sc), &options, &sink, &notes, "sys");

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_str(facts_ip(f, str_of(cases[i][0])), cases[i][1]);
	scope_close(&sc);
}

static void emails_are_veiled(void **state)
{
	static const char *const cases[][2] = {
		{ "nothing", "nothing" },
		{ "100%", "100%" },
		{ "a@b", "..." },
		{ "550 <a.b@c.test> (d@e)", "550 <...> (...)" },
		{ "@ @@ x@ @y", "@ .. .. @y" },
		{ "a@b@c@d e@f", "... ..." },
		{ "/cart?mail=a%40b.test&n=1", "/cart?mail=...&n=1" },
		{ "/to?a%40b.test", "/to?..." },
		{ "%40b %4", "%40b %4" },
		{ "/cart?tel=600100200&a=1#tel", "/cart?tel=...&a=1#tel" },
		{ "https://shop.example/?a=1&First_Name=Ewa", "https://shop.example/?a=1&First_Name=..." },
		{ "/?zip=1&email&=&tel=", "/?zip=1&email&=&tel=" },
		{ "Why tel=600100200 ?", "Why tel=600100200 ?" },
		{ "[{\"mail\":\"a@b.test\"}]", "[{\"mail\":\"...\"}]" },
	};
	struct scope sc = { 0 };
	const struct sink sink = { 0 };
	const struct reader_options options = { 0 };
	struct reader_notes notes;
	struct facts *f = facts_new(&sc, names_new(&sc), &options, &sink, &notes, "sys");

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_str(facts_veiled(f, str_of(cases[i][0])), cases[i][1]);
	scope_close(&sc);
}

static void emails_stand_nowhere_in_clear(void **state)
{
	struct seen s = { .columns = names_new(&s.sc), .text = buf_new(&s.sc, 1 << 20) };
	const struct sink sink = { &s, see, see_broken };
	const struct reader_options options = { 0 };
	struct reader_notes notes;
	struct facts *f = facts_new(&s.sc, s.columns, &options, &sink, &notes, "sys");

	(void)state;
	facts_begin(f, 1, STR("raw"));
	facts_put(f, FACT_USER, STR("a@b.test"));
	facts_put(f, FACT_CASE, STR("a@b.test"));
	facts_put(f, FACT_PAGE, STR("/cart?to=a@b.test"));
	facts_say(f, STR("note"), STR("call a@b.test"));
	facts_say_id(f, STR("thread"), STR("q1@b.test"));
	assert_true(facts_send(f));
	facts_begin(f, 2, STR("raw"));
	facts_put(f, FACT_EMAIL, STR("c@b.test"));
	facts_put(f, FACT_HANDLE, STR("a@b.test"));
	assert_true(facts_send(f));
	assert_str(buf_str(s.text), "|1.0 $page=/cart?to=... $email=a@b.test note=call ... thread=q1@b.test"
				    "|2.0 $email=c@b.test");
	scope_close(&s.sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(facts_become_records),
		cmocka_unit_test(facts_outlive_their_row),
		cmocka_unit_test(what_is_past_a_ceiling_waits),
		cmocka_unit_test(computers_addresses_are_cut),
		cmocka_unit_test(emails_are_veiled),
		cmocka_unit_test(emails_stand_nowhere_in_clear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
