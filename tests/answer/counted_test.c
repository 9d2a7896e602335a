/* How many a condition means, its parts and what can be asked: counted by hand. */
#include "answer/counted.h"

#include "answer/attributes.h"
#include "answer/members.h"
#include "bench.h"
#include "model/condition_io.h"
#include "model/definition_io.h"

static const char LOG[] = "customer,time,event,country,size\n"
			  "a,2026-01-01 10:00:00,visit,PL,1\na,2026-01-01 10:10:00,cart,PL,2\n"
			  "b,2026-01-01 10:00:00,visit,PL,3\nb,2026-03-01 10:00:00,visit,PL,3\n"
			  "c,2026-01-01 10:00:00,visit,PL,4\nc,2026-01-01 10:10:00,cart,DE,4\n"
			  "d,2026-01-01 10:00:00,visit,PL,5\ne,2026-01-01 10:00:00,visit,PL,6\n"
			  "f,2026-01-01 10:00:00,cart,FR,7.5\n";

static const char MAP[] =
	"map: m\ntitle: M\nsilence_limit: 30d\nstages:\n"
	"  - { id: s, name: S, touchpoints: [ { id: basket, name: Basket, match: { event: cart } } ] }\n";

static struct bench b;
static struct definition *def;

static int begin(void **state)
{
	(void)state;
	b = bench_new();
	bench_take(&b, "log.csv", LOG);
	bench_study(&b);
	def = definition_from_text(&b.sc, DOCUMENT_YAML, str_of(MAP));
	return def ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	bench_close(&b);
	return 0;
}

static struct counted *count(const char *condition, bool on_map, bool parts)
{
	struct condition *c = condition_from_text(&b.sc, str_of(condition));

	if (!c)
		fail_msg("%s", b.sc.why);
	return study_counted(&b.sc, b.study, on_map ? def : NULL, c, parts);
}

static void conditions_are_counted(void **state)
{
	static const struct {
		const char *condition;
		uint64_t customers, events;
		uint64_t parts[3];
		size_t n;
	} rows[] = {
		{ "{ did: cart }", 3, 5, { 0 }, 0 },
		{ "{ all: [ { did: cart }, { attr: country, is: PL } ] }", 1, 2, { 3, 4 }, 2 },
		{ "{ any: [ { did: cart }, { attr: country, is: PL }, { not: { did: visit } } ] }", 6, 9,
			{ 3, 4, 1 }, 3 },
		{ "{ all: [] }", 6, 9, { 0 }, 0 },
		{ "{ any: [] }", 0, 0, { 0 }, 0 },
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		for (int parts = 0; parts < 2; parts++) {
			struct counted *c = count(rows[i].condition, false, parts);
			if (!c)
				fail_msg("%s: %s", rows[i].condition, b.sc.why);
			assert_int_equal(c->customers, rows[i].customers);
			assert_int_equal(c->of, 6);
			assert_int_equal(c->events, rows[i].events);
			assert_int_equal(c->share.n, 6);
			assert_int_equal(c->n_parts, parts ? rows[i].n : 0);
			for (size_t p = 0; p < c->n_parts; p++)
				assert_int_equal(c->parts[p].customers, rows[i].parts[p]);
		}
	}
}

static void journeys_are_counted_by_the_map(void **state)
{
	(void)state;
	assert_int_equal(count("{ did: basket }", true, false)->customers, 3);
	assert_int_equal(count("{ attr: country, exists: true }", true, false)->journeys, 7);
	struct str who;
	const uint64_t *members = members_where(&b.sc, b.study, NULL, STR("country=FR"), &who);
	assert_non_null(members);
	struct counted *c = study_counted_members(&b.sc, b.study, NULL, members, who);
	assert_int_equal(c->customers, 1);
	assert_true(str_equal(c->who, STR("country is FR")));
}

static void names_that_are_nowhere_are_refused(void **state)
{
	(void)state;
	assert_null(count("{ did: basket }", false, false));
	assert_fault(&b.sc, FAULT_NOT_FOUND, "\"basket\" is no event");
	scope_forgive(&b.sc);
	assert_null(count("{ all: [ { did: cart }, { did: dance } ] }", true, true));
	assert_fault(&b.sc, FAULT_NOT_FOUND, "touchpoints are: basket");
	scope_forgive(&b.sc);
}

static const struct attribute *find(const struct attributes *a, const char *name)
{
	for (size_t i = 0; i < a->at.n; i++)
		if (str_equal(a->at.at[i].name, str_of(name)))
			return &a->at.at[i];
	fail_msg("no attribute %s", name);
	return NULL;
}

/* PL is five customers'; DE and FR are one's each, and would tell who it is. */
static void attributes_show_what_many_have(void **state)
{
	(void)state;
	struct attributes *a = study_attributes(&b.sc, b.study);
	if (!a)
		fail_msg("%s", b.sc.why);
	assert_int_equal(a->events, 9);
	assert_int_equal(a->looked_at, 9);
	const struct attribute *country = find(a, "country"), *size = find(a, "size"),
			       *source = find(a, "source");
	assert_int_equal(country->events, 9);
	assert_int_equal(country->customers, 6);
	assert_int_equal(country->distinct, 3);
	assert_int_equal(country->values.n, 1);
	assert_true(str_equal(country->values.at[0].text, STR("PL")));
	assert_int_equal(country->values.at[0].events, 7);
	assert_int_equal(country->values.at[0].customers, 5);
	assert_false(country->numbers);
	assert_false(country->own);
	assert_true(size->numbers);
	assert_true(size->least <= 1 && size->least >= 1);
	assert_true(size->most <= 7.5 && size->most >= 7.5);
	assert_int_equal(size->values.n, 0);
	assert_true(source->own);
	assert_int_equal(source->values.at[0].events, 9);
	for (size_t i = 0; i < a->at.n; i++)
		assert_false(str_starts(a->at.at[i].name, STR("$")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(conditions_are_counted),
		cmocka_unit_test(journeys_are_counted_by_the_map),
		cmocka_unit_test(names_that_are_nowhere_are_refused),
		cmocka_unit_test(attributes_show_what_many_have),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
