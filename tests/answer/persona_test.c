/* Who belongs to a persona, a segment, a map, and what the data says of them: against a count by hand. */
#include "answer/persona.h"

#include "bench.h"
#include "map/map.h"
#include "model/definition_io.h"

/* 2026-01-01 is a Thursday, 02-01 a Sunday, 02-20 a Friday.  Seven customers. */
static const char LOG[] = "customer,time,event,country,channel,rating,comment\n"
			  "anna,2026-01-01 10:00:00,visit,PL,web,,\n"
			  "anna,2026-01-01 10:10:00,cart,PL,web,,\n"
			  "anna,2026-01-02 10:30:00,order,PL,web,5,\n"
			  "anna,2026-01-02 11:00:00,help,PL,phone,4,\n"
			  "ben,2026-02-01 10:00:00,visit,DE,web,,\n"
			  "ben,2026-02-01 10:05:00,cart,DE,app,,\n"
			  "ben,2026-02-01 10:10:00,help,DE,phone,1,\n"
			  "cora,2026-01-01 09:00:00,visit,PL,app,,\n"
			  "cora,2026-02-19 10:00:00,visit,PL,app,,\n"
			  "dan,2026-02-20 08:00:00,help,PL,phone,3,\n"
			  "dan,2026-02-20 09:00:00,order,PL,web,,\n"
			  "eva,2026-02-20 10:00:00,visit,FR,web,,\n"
			  "fred,2026-02-20 10:30:00,visit,FR,web,,\n"
			  "gosia,2026-02-20 10:59:59,visit,PL,web,,\n";

static const char MAP[] = "map: m\ntitle: M\ngoal: order\nsilence_limit: 30d\npersona: %s\nstages:\n"
			  "  - id: look\n    name: Looking\n    touchpoints:\n"
			  "      - { id: visit, name: First sight, match: [ { event: visit } ] }\n"
			  "      - { id: basket, name: Basket, match: [ { event: cart } ] }\n"
			  "  - id: buy\n    name: Buying\n    touchpoints:\n"
			  "      - { id: order, name: Order, match: [ { event: order } ] }\n"
			  "      - { id: question, name: Question, match: [ { event: help } ] }\n";

static const struct {
	enum paper_kind kind;
	const char *text;
} papers[] = {
	{ PAPER_PERSONA, "id: polish\nname: Polish customers\nrule: { attr: country, is: PL }" },
	{ PAPER_PERSONA, "id: german\nname: German customers\nrule: { attr: country, is: DE }" },
	{ PAPER_PERSONA, "id: nobody\nname: Nobody\nrule: { attr: country, is: XX }" },
	{ PAPER_PERSONA, "id: imagined\nname: Imagined" },
	{ PAPER_PERSONA, "id: buyer\nname: Buyers\nsegment: paying" },
	{ PAPER_PERSONA, "id: orphan\nname: Orphan\nsegment: gone" },
	{ PAPER_PERSONA, "id: lost\nname: Lost\nrule: { did: trolley }" },
	{ PAPER_SEGMENT, "id: paying\nname: Who pays\nrule: { did: order }" },
	{ PAPER_SEGMENT, "id: basketed\nname: With a basket\nrule: { did: Basket }" },
};

static struct bench b;

static void keep_all(void)
{
	for (size_t i = 0; i < COUNT_OF(papers); i++) {
		struct paper_text text;
		int64_t made;
		if (!paper_from_text(&b.sc, papers[i].kind, DOCUMENT_GUESS, str_of(papers[i].text), &text) ||
			!papers_put(&b.sc, b.ws->documents,
				&(struct paper){ .kind = papers[i].kind,
					.id = text.id,
					.title = text.title,
					.body = text.json,
					.author = STR("anna") },
				0, &made))
			fail_msg("%s: %s", papers[i].text, b.sc.why);
	}
}

static int open_bench(void **state)
{
	(void)state;
	b = bench_new();
	bench_take(&b, "log.csv", LOG);
	bench_study(&b);
	keep_all();
	return 0;
}

static int close_bench(void **state)
{
	(void)state;
	bench_close(&b);
	return 0;
}

static struct definition *map_for(const char *personas)
{
	char text[2000];

	snprintf(text, sizeof text, MAP, personas);
	struct definition *def = definition_from_text(&b.sc, DOCUMENT_GUESS, str_of(text));
	if (!def)
		fail_msg("%s", b.sc.why);
	return def;
}

static struct persona_facts *facts_of(enum paper_kind kind, const char *id, const char *personas)
{
	struct members_rule rule;
	struct persona_facts *facts = NULL;

	if (members_rule(&b.sc, b.ws->documents, kind, str_of(id), &rule))
		facts = persona_facts(&b.sc, b.study, personas ? map_for(personas) : NULL, &rule);
	if (!facts)
		fail_msg("%s: %s", id, b.sc.why);
	return facts;
}

static void assert_share(const struct estimate *e, double hits, double n)
{
	assert_true(e->known);
	assert_near(e->value, hits / n, 1e-12);
	assert_int_equal(e->n, (uint64_t)n);
	assert_true(e->low < e->value && e->value < e->high);
}

/* anna, cora, dan, gosia: 4 + 2 + 2 + 1 events. */
static void what_the_data_says_of_a_persona(void **state)
{
	const struct persona_facts *f = facts_of(PAPER_PERSONA, "polish", "x");

	(void)state;
	assert_int_equal(f->n, 4);
	assert_int_equal(f->customers, 7);
	assert_share(&f->share, 4, 7);
	assert_near(f->share.low, .2505, .0005); /* Wilson */
	assert_near(f->share.high, .8418, .0005);
	assert_int_equal(f->events, 9);
	assert_int_equal(f->journeys, 5);          /* cora was silent for 49 days */
	assert_int_equal(f->events_each.value, 2); /* 1 2 2 4 */
	assert_int_equal(f->events_each.n, 4);
	assert_int_equal(f->events_each.low, 1);
	assert_int_equal(f->events_each.high, 4);
	assert_int_equal(f->journeys_each.value, 1); /* 1 1 1 2 */
	assert_int_equal(f->journeys_each.high, 2);
	assert_int_equal(f->weekdays[3], 4); /* Thursday: anna 2, cora 2 */
	assert_int_equal(f->weekdays[4], 5); /* Friday: anna 2, dan 2, gosia */
	assert_string_equal(persona_weekday(f->weekday), "Friday");
	assert_int_equal(f->hours[10], 5);
	assert_int_equal(f->hour, 10);
}

static void where_and_over_what_they_came(void **state)
{
	const struct persona_facts *f = facts_of(PAPER_PERSONA, "polish", "x");

	(void)state;
	assert_int_equal(f->touchpoints.n, 4);
	assert_str(f->touchpoints.at[0].id, "visit"); /* anna, cora, gosia */
	assert_share(&f->touchpoints.at[0].share, 3, 4);
	assert_str(f->touchpoints.at[1].id, "order"); /* anna, dan */
	assert_share(&f->touchpoints.at[1].share, 2, 4);
	assert_str(f->touchpoints.at[2].name, "Question");
	assert_share(&f->touchpoints.at[3].share, 1, 4);
	assert_int_equal(f->channels.n, 3);
	assert_int_equal(f->channels.at[0].channel, CHANNEL_WEBSITE); /* anna, dan, gosia */
	assert_share(&f->channels.at[0].share, 3, 4);
	assert_int_equal(f->channels.at[1].channel, CHANNEL_PHONE);
	assert_int_equal(f->channels.at[1].customers, 2);
	assert_int_equal(f->channels.at[2].channel, CHANNEL_APP);
	assert_int_equal(f->channels.at[2].customers, 1);
}

/* anna 5 and 4 are 2 and 1: 1.5; dan 3 is 0. */
static void how_they_feel(void **state)
{
	const struct persona_facts *f = facts_of(PAPER_PERSONA, "polish", "x");

	(void)state;
	assert_int_equal(f->feeling.n, 2);
	assert_near(f->feeling.value, .75, 1e-9);
	assert_near(f->feeling.low, -2, 1e-9);
	assert_str(f->feeling_from, "1-5");
}

static void a_segment_and_a_persona_of_it(void **state)
{
	const struct persona_facts *f = facts_of(PAPER_SEGMENT, "paying", "x");
	const struct persona_facts *g = facts_of(PAPER_PERSONA, "Buyers", NULL);

	(void)state;
	assert_int_equal(f->n, 2);
	assert_int_equal(g->n, 2);
	assert_int_equal(f->touchpoints.n, 4);
	assert_int_equal(g->touchpoints.n, 0); /* no map was named */
	assert_near(g->feeling.value, f->feeling.value, 1e-12);
}

static void of_nobody_nothing_is_known(void **state)
{
	const struct persona_facts *f = facts_of(PAPER_PERSONA, "nobody", "x");

	(void)state;
	assert_int_equal(f->n, 0);
	assert_true(f->share.known); /* 0 of 7 */
	assert_int_equal(f->share.n, 7);
	assert_false(f->events_each.known);
	assert_false(f->journeys_each.known);
	assert_false(f->feeling.known);
	assert_int_equal(f->touchpoints.n, 0);
	assert_int_equal(f->channels.n, 0);
}

/* --- maps --- */

static const struct map_members *members(const char *personas)
{
	const struct map_members *m = map_members(&b.sc, b.study, map_for(personas));

	if (!m)
		fail_msg("%s: %s", personas, b.sc.why);
	return m;
}

static const struct {
	const char *personas, *remark;
	size_t told;
	uint64_t counted;
} maps[] = {
	{ "polish", "counted for Polish customers: 4 of 7 customers", 1, 4 },
	{ "Polish Customers", "counted for Polish customers: 4 of 7 customers", 1, 4 }, /* by its name */
	{ "[polish, german]", "counted for Polish customers (4), German customers (1): 5 of 7 customers", 2,
		5 },
	{ "[polish, buyer]", "counted for Polish customers (4), Buyers (2): 4 of 7 customers", 2, 4 },
	{ "[polish, \"Polish customers\"]", "counted for Polish customers: 4 of 7 customers", 1,
		4 }, /* twice */
	{ "[polish, german]", "each persona has a feeling curve of its own; everything else is counted", 2,
		5 },
	{ "[polish, buyer]", "2 customers belong to more than one of the personas and are in each", 2, 4 },
	{ "[german, imagined]", "the persona \"Imagined\" has no rule that tells who belongs to it", 1, 1 },
	{ "imagined", "the persona \"Imagined\" has no rule", 0, 7 },
	{ "Nora of the street", "nobody wrote down who \"Nora of the street\" is", 0, 7 },
	{ "nobody", "counted for Nobody: 0 of 7 customers", 1, 0 },
};

static void a_map_counts_its_personas(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(maps); i++) {
		const struct map_members *m = members(maps[i].personas);
		const struct map *map = study_map(&b.sc, b.study, map_for(maps[i].personas),
			&(struct study_wish){ .customers = m->customers });
		bool said = false;
		assert_non_null(map);
		assert_int_equal(m->personas.n, maps[i].told);
		assert_true((m->customers == NULL) == (maps[i].told == 0));
		assert_int_equal(members_count(b.study, m->customers), maps[i].counted);
		assert_int_equal(map->customers, maps[i].counted);
		for (size_t r = 0; r < m->remarks.n; r++)
			said |= str_starts(m->remarks.at[r], str_of(maps[i].remark));
		if (!said)
			fail_msg("%s: nobody says \"%s\"", maps[i].personas, maps[i].remark);
	}
}

static void each_persona_keeps_its_own(void **state)
{
	const struct map_members *m = members("[polish, german]");

	(void)state;
	assert_str(m->personas.at[0].id, "polish");
	assert_int_equal(m->personas.at[0].n, 4);
	assert_str(m->personas.at[1].name, "German customers");
	assert_int_equal(members_count(b.study, m->personas.at[1].customers), 1);
}

static void those_of_both(void **state)
{
	const struct map_members *m = members("[polish, buyer]");
	const uint64_t *a = m->personas.at[0].customers, *c = m->personas.at[1].customers;

	(void)state;
	assert_int_equal(members_count(b.study, members_both(&b.sc, b.study, a, c)), 2); /* anna, dan */
	assert_ptr_equal(members_both(&b.sc, b.study, a, NULL), a);
	assert_ptr_equal(members_both(&b.sc, b.study, NULL, c), c);
	assert_null(members_both(&b.sc, b.study, NULL, NULL));
}

static void refusals(void **state)
{
	static const struct {
		const char *personas, *words;
	} bad[] = {
		{ "lost", "the rule of \"lost\": \"trolley\" is no touchpoint, stage or event" },
		{ "orphan", "there is no segment \"gone\" here (there is: paying, basketed)" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		assert_null(map_members(&b.sc, b.study, map_for(bad[i].personas)));
		assert_fault(&b.sc, FAULT_NOT_FOUND, bad[i].words);
		scope_forgive(&b.sc);
	}
}

/* --- where --- */

static void names_where_a_condition_is_taken(void **state)
{
	static const struct {
		const char *text, *words;
		uint64_t n;
	} rows[] = {
		{ "segment:paying", "belongs to the segment \"Who pays\" (did order)", 2 },
		{ "segment: who pays", "belongs to the segment \"Who pays\" (did order)", 2 },
		{ " persona:polish ", "belongs to the persona \"Polish customers\" (country is PL)", 4 },
		{ "persona:buyer", "belongs to the persona \"Buyers\" (did order)", 2 },
		{ "segment:basketed", "belongs to the segment \"With a basket\" (did Basket)", 2 },
		{ "country=DE", "country is DE", 1 },
		{ "{ did: order }", "did order", 2 },
	};
	static const struct {
		const char *text, *words;
		enum fault fault;
	} bad[] = {
		{ "segment:x", "there is no segment \"x\" here (there is: paying, basketed)",
			FAULT_NOT_FOUND },
		{ "persona:imagined", "nobody can tell who belongs to the persona \"imagined\"",
			FAULT_INVALID },
		{ "persona:lost", "the rule of \"lost\": \"trolley\"", FAULT_NOT_FOUND },
		{ "nonsense", "a condition needs one of the fields", FAULT_INVALID },
	};
	struct definition *def = map_for("x");
	struct str words;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		uint64_t *bits = members_where(&b.sc, b.study, def, str_of(rows[i].text), &words);
		if (!bits)
			fail_msg("%s: %s", rows[i].text, b.sc.why);
		assert_int_equal(members_count(b.study, bits), rows[i].n);
		assert_str(words, rows[i].words);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		assert_null(members_where(&b.sc, b.study, def, str_of(bad[i].text), &words));
		if (!strstr(b.sc.why, bad[i].words))
			fail_msg("%s: %s", bad[i].text, b.sc.why);
		assert_int_equal(b.sc.fault, bad[i].fault);
		scope_forgive(&b.sc);
	}
}

/* Without ratings what they wrote tells how they feel, as on the map. */
static void by_their_words(void **state)
{
	struct bench told = bench_new();
	struct members_rule all = { .id = STR("all"), .rule = &(struct condition){ .kind = CONDITION_ALL } };

	(void)state;
	bench_take(&told, "said.csv",
		"customer,time,event,comment\n1,2026-05-01 10:00:00,said,Terrible and slow delivery\n"
		"2,2026-05-01 10:00:00,said,Awful. The parcel was broken\n"
		"3,2026-05-01 10:00:00,said,I am very disappointed with the delivery\n"
		"4,2026-05-01 10:00:00,said,Horrible service and a rude courier\n"
		"5,2026-05-01 10:00:00,said,Bad quality and a terrible delay\n");
	bench_study(&told);
	struct persona_facts *f = persona_facts(&told.sc, told.study, NULL, &all);
	assert_non_null(f);
	assert_int_equal(f->feeling.n, 5);
	assert_true(f->feeling.value < -.5);
	assert_str(f->feeling_from, "by their words");
	bench_close(&told);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_data_says_of_a_persona),
		cmocka_unit_test(where_and_over_what_they_came),
		cmocka_unit_test(how_they_feel),
		cmocka_unit_test(a_segment_and_a_persona_of_it),
		cmocka_unit_test(of_nobody_nothing_is_known),
		cmocka_unit_test(a_map_counts_its_personas),
		cmocka_unit_test(each_persona_keeps_its_own),
		cmocka_unit_test(those_of_both),
		cmocka_unit_test(refusals),
		cmocka_unit_test(names_where_a_condition_is_taken),
		cmocka_unit_test(by_their_words),
	};

	return cmocka_run_group_tests_name("persona", tests, open_bench, close_bench);
}
