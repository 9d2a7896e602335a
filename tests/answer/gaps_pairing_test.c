#include "answer/gaps_pairing.h"

#include "test.h"

#include "base/scope.h"
#include "trail/trail.h"

enum { CANDIDATES = 4, MANY = 60 };

static struct scope sc;

/* What the pairs come to, in a number that tells their order. */
struct heard {
	size_t came, missing;
	uint64_t sum;
};

static void hear(void *to, const struct promise *p, const struct coming *c)
{
	struct heard *h = to;

	h->came += c != NULL;
	h->missing += c == NULL;
	h->sum = h->sum * 31 + (p->order + 1) * 1009 + (c ? c->order + 1 : 0);
}

static void hear_came(void *to, const struct promise *p, const struct coming *c)
{
	if (c)
		hear(to, p, c);
}

/* --- the same, slowly ---------------------------------------------------------------------------- */

struct slow {
	const struct promise *p;
	const struct coming *c;
	size_t n_p, n_c, candidate;
	bool cases;
	bool used[MANY];
};

static uint32_t case_of(const struct slow *s, uint32_t code)
{
	return s->cases ? code : TRAIL_NO_CASE;
}

static bool is_pair(const struct slow *s, const struct promise *p, const struct coming *c)
{
	return c->candidate == s->candidate && c->customer == p->customer &&
	       case_of(s, c->case_code) == case_of(s, p->case_code);
}

/* The one before it of the same case, or of the same customer. */
static const struct promise *before(const struct slow *s, size_t at)
{
	while (at-- > 0)
		if (s->p[at].customer == s->p[s->n_p].customer &&
			case_of(s, s->p[at].case_code) == case_of(s, s->p[s->n_p].case_code))
			return &s->p[at];
	return NULL;
}

static const struct coming *first_left(struct slow *s, const struct promise *p)
{
	bool own = case_of(s, p->case_code) != TRAIL_NO_CASE;

	for (size_t i = 0; i < s->n_c; i++) {
		if (s->used[i] || !is_pair(s, p, &s->c[i]))
			continue;
		if (!own && s->c[i].second < trail_seconds(p->made_us)) {
			s->used[i] = true;
			continue;
		}
		s->used[i] = true;
		return &s->c[i];
	}
	return NULL;
}

static bool has_cases(const struct slow *s)
{
	bool promised = false, came = false;

	for (size_t i = 0; i < s->n_p; i++)
		promised |= s->p[i].case_code != TRAIL_NO_CASE;
	for (size_t i = 0; i < s->n_c; i++)
		came |= s->c[i].candidate == s->candidate && s->c[i].case_code != TRAIL_NO_CASE;
	return promised && came;
}

static struct heard pair_slowly(struct slow s, pair_fn fn)
{
	struct heard h = { 0 };
	size_t n = s.n_p;

	s.cases = has_cases(&s);
	for (uint32_t customer = 0; customer < 6; customer++) {
		for (uint32_t code = 0; code < 4; code++) {
			for (size_t i = 0; i < n; i++) {
				const struct promise *p = &s.p[i];
				if (p->customer != customer || case_of(&s, p->case_code) != code)
					continue;
				s.n_p = i;
				const struct promise *last = before(&s, i);
				if (last && (code != TRAIL_NO_CASE || last->due_us == p->due_us))
					continue;
				fn(&h, p, first_left(&s, p));
			}
		}
	}
	return h;
}

/* --- both ---------------------------------------------------------------------------------------- */

static void fill(uint64_t *rng, struct promise *p, size_t n, struct coming *c, size_t m)
{
	bool promised_cases = test_random(rng) % 3 > 0;

	for (size_t i = 0; i < n; i++)
		p[i] = (struct promise){ .customer = (uint32_t)(test_random(rng) % 6),
			.case_code = promised_cases ? (uint32_t)(test_random(rng) % 4) : TRAIL_NO_CASE,
			.made_us = (int64_t)i * 1000000,
			.due_us = (int64_t)(test_random(rng) % 3),
			.order = i };
	for (size_t i = 0; i < m; i++) {
		uint32_t candidate = (uint32_t)(test_random(rng) % CANDIDATES);
		c[i] = (struct coming){ .customer = (uint32_t)(test_random(rng) % 6),
			.case_code = candidate % 2 ? (uint32_t)(test_random(rng) % 4) : TRAIL_NO_CASE,
			.second = (int64_t)i,
			.candidate = candidate,
			.order = i };
	}
}

static void assert_heard(const struct heard *a, const struct heard *b)
{
	assert_int_equal(a->came, b->came);
	assert_int_equal(a->missing, b->missing);
	assert_int_equal(a->sum, b->sum);
}

static void pairs_are_those_of_a_slow_search(void **state)
{
	struct promise p[MANY];
	struct coming c[MANY], sorted[MANY];
	uint64_t rng = 11;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		size_t n = test_random(&rng) % MANY, m = test_random(&rng) % MANY;
		fill(&rng, p, n, c, m);
		memcpy(sorted, c, sizeof c);
		struct pairing pairing = pairing_new(&sc, p, n, sorted, m, CANDIDATES);
		for (size_t i = 0; i < CANDIDATES; i++) {
			struct slow slow = { .p = p, .c = c, .n_p = n, .n_c = m, .candidate = i };
			struct heard all = { 0 }, came = { 0 };
			struct heard slow_all = pair_slowly(slow, hear),
				     slow_came = pair_slowly(slow, hear_came);
			pairing_all(&pairing, i, hear, &all);
			pairing_came(&pairing, i, hear, &came);
			assert_heard(&all, &slow_all);
			assert_heard(&came, &slow_came);
		}
		scope_close(&sc);
	}
}

/* Nothing that is done for a candidate is as long as the promises: else this takes minutes. */
static void thousands_of_candidates_are_no_work(void **state)
{
	enum { N = 100000 };
	struct promise *p = NEW_ARRAY(&sc, struct promise, N);
	struct coming *c = NEW_ARRAY(&sc, struct coming, N);
	struct heard came = { 0 };

	(void)state;
	for (uint32_t i = 0; i < N; i++) {
		p[i] = (struct promise){ .customer = i / 50000, .due_us = i, .order = i };
		c[i] = (struct coming){ .customer = i / 50000, .second = i, .candidate = i, .order = i };
	}
	struct pairing pairing = pairing_new(&sc, p, N, c, N, N);
	for (size_t i = 0; i < N; i++)
		pairing_came(&pairing, i, hear, &came);
	assert_int_equal(came.came, N);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pairs_are_those_of_a_slow_search),
		cmocka_unit_test(thousands_of_candidates_are_no_work),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
