#include "answer/where.h"
#include "answer/questions.h"
#include "base/buf.h"
#include "bench.h"
#include "model/condition_io.h"
#include "model/definition_io.h"

/* now is cora's last visit, 2026-03-01 00:00 */
static const char LOG[] = "customer,time,event,country,channel,value,rating,comment\n"
			  "anna,2026-01-01 10:00:00,visit,PL,web,,,\n"
			  "anna,2026-01-02 10:00:00,cart,PL,web,100.00,,\n"
			  "anna,2026-01-02 10:30:00,order,PL,web,250.50,5,lovely quick delivery\n"
			  "anna,2026-01-03 10:00:00,help,PL,phone,,4,the helper was kind\n"
			  "ben,2026-02-01 10:00:00,visit,DE,web,,,\n"
			  "ben,2026-02-01 10:05:00,cart,DE,app,20.00,,\n"
			  "ben,2026-02-01 10:06:00,cart,DE,app,30.00,,\n"
			  "ben,2026-02-01 10:10:00,help,DE,phone,,1,broken box and late\n"
			  "cora,2025-10-01 00:00:00,visit,,app,,,\n"
			  "cora,2025-10-02 00:00:00,cart,pl,web,1000.00,,\n"
			  "cora,2026-03-01 00:00:00,visit,pl,app,,,\n"
			  "dan,2026-02-20 08:00:00,help,,phone,,3,\n"
			  "dan,2026-02-20 09:00:00,order,,web,9.99,,\n"
			  "dan,2026-02-20 09:00:00,help,,phone,,2,late again\n"
			  "dan,2026-02-20 12:00:00,cart,,web,,,\n";

static const char MAP[] =
	"map: m\ntitle: M\ngoal: order\nsilence_limit: 30d\nstages:\n"
	"  - id: look\n    name: Looking\n    touchpoints:\n"
	"      - { id: visit, name: First sight, match: [ { event: visit } ] }\n"
	"      - { id: basket, name: Basket, match: [ { event: cart } ] }\n"
	"  - id: buy\n    name: Buying\n    touchpoints:\n"
	"      - { id: order, name: Order, match: [ { event: order } ] }\n"
	"      - { id: question, name: Question, match: [ { event: help } ], when: { before: order } }\n"
	"      - { id: complaint, name: Complaint, match: [ { event: help } ] }\n";

static const struct {
	const char *condition, *members;
} rows[] = {
	/* attributes: the last value; letter case ignored */
	{ "{ attr: country, is: PL }", "anna cora" },
	{ "{ attr: country, in: [DE, PL] }", "anna ben cora" },
	{ "{ attr: country, exists: false }", "dan" },
	{ "{ attr: country, exists: true }", "anna ben cora" },
	{ "{ attr: channel, is: app }", "cora" },
	{ "{ attr: value, above: 100 }", "anna cora" },
	{ "{ attr: value, above: 9.99, below: 251 }", "anna ben" },
	{ "country=pl", "anna cora" },
	{ "country!=PL", "ben dan" },
	{ "value>250", "anna cora" },
	{ "value<30", "dan" },
	/* did: a touchpoint by id or name, a stage, an event; times; before the end of the period */
	{ "{ did: order }", "anna dan" },
	{ "{ did: first sight }", "anna ben cora" },
	{ "{ did: Looking }", "anna ben cora dan" },
	{ "{ did: cart }", "anna ben cora dan" },
	{ "{ did: cart, at_least: 2 }", "ben" },
	{ "{ did: help, at_least: 2 }", "dan" },
	{ "{ did: cart, within: 27d }", "dan" },
	{ "{ did: visit, within: 28d }", "ben cora" },
	{ "{ did: visit, within: 3w }", "cora" },
	/* `when`: a question before the order, a complaint after it */
	{ "{ did: question }", "ben dan" },
	{ "{ did: complaint }", "anna dan" },
	{ "{ did: complaint, at_least: 2 }", "" },
	/* where: properties of the same event */
	{ "{ did: cart, where: { value: { above: 50 } } }", "anna cora" },
	{ "{ did: cart, where: { value: { above: 10 }, channel: { is: app } } }", "ben" },
	{ "{ did: cart, where: { channel: { is: app } }, at_least: 2 }", "ben" },
	{ "{ did: cart, where: { country: { is: pl } } }", "anna cora" },
	{ "{ did: cart, where: { country: { exists: false } } }", "dan" },
	{ "{ did: complaint, where: { channel: { is: phone } } }", "anna dan" },
	{ "{ did: question, where: { channel: { is: phone } } }", "ben dan" },
	{ "{ did: question, where: { channel: { is: web } } }", "" },
	{ "{ did: cart, where: { value: { above: 10 } }, within: 27d }", "" },
	{ "{ did: cart, where: { value: { above: 10 } }, within: 60d }", "anna ben" },
	/* sequences: others may lie between; the window is met at its end */
	{ "{ sequence: [visit, order] }", "anna" },
	{ "{ sequence: [order, cart] }", "dan" },
	{ "{ sequence: [cart, cart] }", "ben" },
	{ "{ sequence: [visit, cart], within: 1d }", "anna ben cora" },
	{ "{ sequence: [visit, cart], within: 23h }", "ben" },
	{ "{ sequence: [visit, cart], then_not: order }", "ben cora" },
	{ "{ sequence: [help, order], then_not: cart }", "" },
	{ "{ sequence: [order, complaint] }", "anna dan" },
	{ "{ sequence: [question, order, complaint] }", "dan" },
	/* ratings as they were given; where */
	{ "{ rating: any, below: 3 }", "ben dan" },
	{ "{ rating: 1-5, above: 3.5 }", "anna" },
	{ "{ rating: 1-5, at: question, above: 2 }", "dan" },
	{ "{ rating: 1-5, at: complaint, below: 3 }", "dan" },
	{ "{ rating: nps, below: 7 }", "" },
	/* said */
	{ "{ said: { theme: late } }", "ben dan" },
	{ "{ said: { theme: LATE, at: complaint } }", "dan" },
	{ "{ said: { feeling: positive } }", "anna" },
	{ "{ said: { feeling: negative } }", "ben dan" },
	{ "{ said: { at: question, feeling: negative } }", "ben" },
	{ "{ said: { at: visit } }", "" },
	/* together */
	{ "{ all: [ { did: cart }, { attr: country, is: PL } ] }", "anna cora" },
	{ "{ any: [ { did: complaint }, { attr: country, is: DE } ] }", "anna ben dan" },
	{ "{ not: { did: order } }", "ben cora" },
	{ "{ all: [] }", "anna ben cora dan" },
	{ "{ any: [] }", "" },
	{ "{ not: { any: [ { did: order }, { not: { did: visit } } ] } }", "ben cora" },
	{ "{ party: employee }", "" },
};

static struct bench b;
static struct definition *def;

static int open_bench(void **state)
{
	(void)state;
	b = bench_new();
	bench_take(&b, "log.csv", LOG);
	bench_study(&b);
	def = definition_from_text(&b.sc, DOCUMENT_GUESS, str_of(MAP));
	if (!def)
		fail_msg("%s", b.sc.why);
	return 0;
}

static int close_bench(void **state)
{
	(void)state;
	bench_close(&b);
	return 0;
}

/* "anna cora": their keys, sorted. */
static struct str keys_of(const uint64_t *members)
{
	struct buf *out = buf_new(&b.sc, 10000);
	struct duck_rows *keys = duck_ask(
		&b.sc, evidence_duck(b.ws->evidence), "SELECT code, key FROM customer ORDER BY key", 0, NULL);

	assert_non_null(keys);
	while (duck_next(keys)) {
		int64_t code = duck_int(keys, 0);
		if (!(members[code / 64] >> (code % 64) & 1))
			continue;
		buf_puts(out, buf_len(out) ? " " : "");
		buf_str_add(out, duck_text(keys, 1));
	}
	assert_true(duck_done(&b.sc, keys));
	return buf_str(out);
}

static void each_kind_of_condition(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct condition *c = condition_from_text(&b.sc, str_of(rows[i].condition));
		uint64_t *members = c ? where_members(&b.sc, b.study, def, c) : NULL;
		if (!members)
			fail_msg("%s: %s", rows[i].condition, b.sc.why);
		struct str got = keys_of(members);
		if (!str_equal(got, str_of(rows[i].members)))
			fail_msg("%s: got \"%.*s\", want \"%s\"", rows[i].condition, STR_ARG(got),
				rows[i].members);
	}
}

/* Invariant 2: who did a touchpoint are as many as its count of customers; with the segment, all of them. */
static void invariant_2_members_are_as_many_as_the_customers_there(void **state)
{
	static const char *const touchpoints[] = { "visit", "basket", "order", "question", "complaint" };
	struct study_rules *rules = study_rules(&b.sc, b.study, def);
	struct stats *s =
		stats_count(&b.sc, b.study->trail, &rules->walk, &(struct walk_wish){ .unit = UNIT_JOURNEYS },
			&(struct stats_ask){ .tables = STATS_TOUCHPOINTS,
				.dictionary = b.study->dictionary,
				.n = rules->walk.touchpoints });

	(void)state;
	for (size_t t = 0; t < COUNT_OF(touchpoints); t++) {
		struct condition *c = condition_from_text(
			&b.sc, str_of(scope_printf(&b.sc, "{ did: %s }", touchpoints[t])));
		uint64_t *members = where_members(&b.sc, b.study, def, c);
		struct str step = str_of(touchpoints[t]);
		struct funnel_answer *f = study_funnel(&b.sc, b.study, def,
			&(struct funnel_question){
				.steps = &step, .n = 1, .unit = UNIT_CUSTOMERS, .customers = members });
		assert_int_equal(where_count(b.study, members), s->at[t].customers);
		assert_int_equal(f->units, s->at[t].customers);
		assert_int_equal(f->rows[0].reached, s->at[t].customers);
	}
}

static void refusals(void **state)
{
	static const struct {
		const char *condition, *why;
		enum fault fault;
	} bad[] = {
		{ "{ did: trolley }", "\"trolley\" is no touchpoint, stage or event", FAULT_NOT_FOUND },
		{ "{ did: trolley, where: { value: { above: 1 } } }", "trolley", FAULT_NOT_FOUND },
		{ "{ sequence: [visit, trolley] }", "touchpoints are: visit", FAULT_NOT_FOUND },
		{ "{ sequence: [visit, cart], then_not: trolley }", "trolley", FAULT_NOT_FOUND },
		{ "{ rating: smiles, below: 3 }", "no rating \"smiles\"", FAULT_INVALID },
		{ "{ rating: nps, at: trolley, below: 3 }", "trolley", FAULT_NOT_FOUND },
		{ "{ said: { at: trolley } }", "trolley", FAULT_NOT_FOUND },
		{ "{ not: { any: [ { did: trolley } ] } }", "trolley", FAULT_NOT_FOUND },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct condition *c = condition_from_text(&b.sc, str_of(bad[i].condition));
		if (!c)
			fail_msg("%s: %s", bad[i].condition, b.sc.why);
		assert_null(where_members(&b.sc, b.study, def, c));
		assert_fault(&b.sc, bad[i].fault, bad[i].why);
		scope_forgive(&b.sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_of_condition),
		cmocka_unit_test(invariant_2_members_are_as_many_as_the_customers_there),
		cmocka_unit_test(refusals),
	};

	return cmocka_run_group_tests(tests, open_bench, close_bench);
}
