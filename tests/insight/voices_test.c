#include "insight/voices.h"

#include <math.h>

#include "base/buf.h"
#include "test.h"

enum { CART, HELP, TOUCHPOINTS, MOST = 4000 };

/* A made-up workspace: texts and clauses one by one. */
struct made {
	struct scope sc;
	struct voice_text texts[MOST];
	struct voice_clause clauses[MOST];
	size_t n_texts, n_clauses;
	const struct lexicon *lexicons[LANGUAGES];
	struct voice_verdict verdicts[4];
	size_t n_verdicts;
};

static void said(struct made *m, uint32_t customer, const char *text)
{
	m->texts[m->n_texts] = (struct voice_text){ .text = str_of(text),
		.id = m->n_texts + 1,
		.customer = customer,
		.time_us = (int64_t)m->n_texts * 86400000000,
		.source = SOURCE_SURVEY,
		.event = STR("asked"),
		.feeling = NAN,
		.language = LANGUAGE_EN,
		.felt = true,
		.rated = POLARITIES,
		.first = (uint32_t)m->n_texts };
	m->n_texts++;
}

/* The whole last text as one clause. */
static void clause(struct made *m, int touchpoint, float score, unsigned roles)
{
	m->clauses[m->n_clauses++] = (struct voice_clause){ .text = (uint32_t)m->n_texts - 1,
		.to = (uint32_t)m->texts[m->n_texts - 1].text.n,
		.score = score,
		.words = score,
		.touchpoint = (int16_t)touchpoint,
		.rule = LINK_EVENT,
		.roles = (uint16_t)roles,
		.entry = LEXICON_NONE };
}

static struct voices *gather(struct made *m)
{
	static const struct str ids[] = { { "cart", 4 }, { "help", 4 } };

	return voices_gather(&m->sc, &(struct voices_input){ .texts = m->texts,
					     .clauses = m->clauses,
					     .n_texts = m->n_texts,
					     .n_clauses = m->n_clauses,
					     .touchpoints = ids,
					     .names = ids,
					     .n_touchpoints = TOUCHPOINTS,
					     .verdicts = m->verdicts,
					     .n_verdicts = m->n_verdicts,
					     .lexicons = m->lexicons });
}

static struct made *made_new(void)
{
	struct made *m = calloc(1, sizeof *m);

	assert_non_null(m);
	m->lexicons[LANGUAGE_EN] = lexicon_new(&m->sc, LANGUAGE_EN);
	return m;
}

static void made_end(struct made *m)
{
	scope_close(&m->sc);
	free(m);
}

/* One value a customer, whatever the number of their texts; -1..1 is shown as -2..2. */
static void customers_count_and_not_texts(void **state)
{
	struct made *m = made_new();

	(void)state;
	for (int i = 0; i < 10; i++) {
		said(m, 1, "The parcel was late again and nobody told me");
		clause(m, CART, -.8f, 0);
	}
	said(m, 2, "What a wonderful shop, thank you so very much");
	clause(m, CART, .6f, 0);
	said(m, 3, "It is a shop like any other shop in this town");
	clause(m, CART, 0, 0);
	struct voices *v = gather(m);
	const struct voice_place *p = &v->at[CART];
	assert_int_equal(p->customers, 3);
	assert_int_equal(p->texts, 12);
	assert_near(p->feeling.value, 2 * (-.8 + .6 + 0) / 3, 1e-3);
	assert_int_equal(p->feeling.n, 3);
	assert_int_equal(p->kinds[VOICE_PAIN].customers, 1);
	assert_near(p->kinds[VOICE_PAIN].share.value, 1. / 3, 1e-9);
	assert_near(p->kinds[VOICE_PAIN].depth, .8, 1e-3);
	assert_near(p->kinds[VOICE_PAIN].severity, .8 / 3, 1e-3);
	assert_int_equal(p->kinds[VOICE_GAIN].customers, 1);
	assert_int_equal(v->at[HELP].customers, 0);
	assert_false(v->at[HELP].feeling.known);
	made_end(m);
}

/* Of some customers: as if nobody else had said anything. */
static void some_customers_feel_by_themselves(void **state)
{
	struct made *m = made_new(), *alone = made_new();
	uint64_t seed = 3, some = 0x2d2d;

	(void)state;
	for (int i = 0; i < 300; i++) {
		uint32_t customer = (uint32_t)(test_random(&seed) % 16);
		int where = (int)(test_random(&seed) % 3) - 1;
		float score = (float)(test_random(&seed) % 201) / 100 - 1;
		for (int k = 0; k < 2; k++) {
			if (k && !(some >> customer & 1))
				continue;
			said(k ? alone : m, customer, "It is a shop like any other shop in this town");
			clause(k ? alone : m, where, score, 0);
		}
	}
	const struct voices *v = gather(m), *want = gather(alone);
	const struct voice_place *p = voices_felt_by(&m->sc,
		&(struct voices_input){ .texts = m->texts,
			.clauses = m->clauses,
			.n_texts = m->n_texts,
			.n_clauses = m->n_clauses,
			.n_touchpoints = TOUCHPOINTS },
		&some);
	for (size_t t = 0; t <= TOUCHPOINTS; t++) {
		assert_int_equal(p[t].customers, want->at[t].customers);
		assert_true(p[t].customers > 0 && p[t].customers < v->at[t].customers);
		assert_int_equal(p[t].texts, want->at[t].texts);
		assert_int_equal(p[t].felt, want->at[t].felt);
		assert_near(p[t].feeling.value, want->at[t].feeling.value, 0);
		assert_near(p[t].feeling.high, want->at[t].feeling.high, 0);
	}
	made_end(m);
	made_end(alone);
}

static const struct voice_finding *finding(const struct voice_place *p, enum voice_kind kind)
{
	for (size_t i = 0; i < p->findings.n; i++)
		if (p->findings.at[i].kind == kind)
			return &p->findings.at[i];
	return NULL;
}

/* One customer once, no repetition, 40 to 220 letters, personal data masked, whole letters. */
static void quotes_keep_their_rules(void **state)
{
	struct made *m = made_new();
	struct buf *much = buf_new(&m->sc, 4000);

	(void)state;
	for (int i = 0; i < 40; i++)
		buf_puts(much, "Zażółć gęślą jaźń i czekam dalej, ");
	for (uint32_t i = 0; i < 12; i++) {
		said(m, i / 2,
			scope_printf(&m->sc, "Call me on 600 100 20%u, the courier never came to us", i));
		clause(m, HELP, -.5f, 0);
	}
	said(m, 50, "too short");
	clause(m, HELP, -.9f, 0);
	said(m, 51, buf_str(much).p);
	clause(m, HELP, -.9f, 0);
	said(m, 52, "The courier never came to us and we are waiting");
	clause(m, HELP, -.4f, 0);
	said(m, 53, "The COURIER never came to us, and we are waiting!");
	m->texts[m->n_texts - 1].first = (uint32_t)m->n_texts - 2;
	clause(m, HELP, -.4f, 0);
	struct voices *v = gather(m);
	uint32_t customers[64];
	size_t n = 0;
	for (size_t f = 0; f < v->at[HELP].findings.n; f++)
		for (size_t q = 0; q < v->at[HELP].findings.at[f].n_quotes; q++) {
			const struct voice_quote *quote = &v->at[HELP].findings.at[f].quotes[q];
			size_t letters = str_letters(quote->text);
			assert_true(letters >= QUOTE_SHORT && letters <= QUOTE_LONG + 4);
			assert_true(str_is_utf8(quote->text));
			assert_false(str_has(quote->text, STR("600")));
			for (size_t k = 0; k < n; k++)
				assert_true(customers[k] != m->texts[quote->of].customer);
			customers[n++] = m->texts[quote->of].customer;
		}
	assert_true(n >= 3 && n <= VOICE_QUOTES);
	assert_int_equal(v->repeats, 1);
	made_end(m);
}

/* Found by patterns: proposed, until confirmed; rejected: gone. */
static void verdicts_decide(void **state)
{
	struct made *m = made_new();

	(void)state;
	said(m, 1, "I need a way to pay by instalments, please add it");
	clause(m, CART, .1f, 1u << SAYS_NEED);
	said(m, 2, "I expected it on Monday and it is not here at all");
	clause(m, CART, -.6f, 1u << SAYS_EXPECT);
	struct voices *v = gather(m);
	const struct voice_finding *need = finding(&v->at[CART], VOICE_NEED);
	assert_non_null(need);
	assert_false(need->confirmed);
	assert_int_equal(voice_basis(need), BASIS_INFERRED);
	assert_int_equal(finding(&v->at[CART], VOICE_EXPECTATION)->unmet, 1);
	m->verdicts[0] = (struct voice_verdict){ need->key, true };
	m->verdicts[1] = (struct voice_verdict){ finding(&v->at[CART], VOICE_EXPECTATION)->key, false };
	m->n_verdicts = 2;
	struct voices *again = gather(m);
	assert_true(finding(&again->at[CART], VOICE_NEED)->confirmed);
	assert_int_equal(voice_basis(finding(&again->at[CART], VOICE_NEED)), BASIS_REPORTED);
	assert_null(finding(&again->at[CART], VOICE_EXPECTATION));
	assert_non_null(finding(&again->at[CART], VOICE_PAIN));
	made_end(m);
}

/* What is said of nothing on the map stands at its end; other languages are said and not felt. */
static void nothing_is_dropped(void **state)
{
	struct made *m = made_new();

	(void)state;
	said(m, 1, "Die Lieferung kam viel zu spät und war kaputt");
	m->texts[0].language = LANGUAGE_OTHER;
	m->texts[0].felt = false;
	clause(m, -1, 0, 0);
	struct voices *v = gather(m);
	assert_int_equal(v->texts, 1);
	assert_int_equal(v->unfelt, 1);
	assert_int_equal(v->at[TOUCHPOINTS].customers, 1);
	assert_false(v->at[TOUCHPOINTS].feeling.known);
	assert_int_equal(v->at[TOUCHPOINTS].findings.n, 0);
	m->n_texts = m->n_clauses = 0;
	v = gather(m);
	assert_int_equal(v->texts, 0);
	made_end(m);
}

/* The order in which customers got their numbers is an accident of the import. */
static void numbers_of_customers_do_not_matter(void **state)
{
	struct made *m = made_new();
	uint64_t seed = 3;
	double value[2], severity[2];

	(void)state;
	for (int round = 0; round < 2; round++) {
		m->n_texts = m->n_clauses = 0;
		seed = 3;
		for (uint32_t i = 0; i < 900; i++) {
			uint32_t customer = (uint32_t)(test_random(&seed) % 200);
			said(m, round ? 1000 - customer : customer,
				"the courier was late and the parcel was broken");
			clause(m, CART, (float)((double)(test_random(&seed) % 2001) / 1000 - 1), 0);
		}
		struct voices *v = gather(m);
		value[round] = v->at[CART].feeling.value;
		severity[round] = v->at[CART].kinds[VOICE_PAIN].severity;
	}
	assert_true(value[0] == value[1]);
	assert_true(severity[0] == severity[1]);
	made_end(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(customers_count_and_not_texts),
		cmocka_unit_test(some_customers_feel_by_themselves),
		cmocka_unit_test(quotes_keep_their_rules),
		cmocka_unit_test(verdicts_decide),
		cmocka_unit_test(nothing_is_dropped),
		cmocka_unit_test(numbers_of_customers_do_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
