#include "serve/body.h"

#include "serve/gzip.h"
#include "test.h"

enum { BODIES = 8, PIECE = 700 };

/* What all hold together is what each of them holds, never more than the ceiling, and nothing when they are gone. */
static void memory_is_shared(void **state)
{
	struct body_shared shared = { .most = 60000 };
	uint64_t chance = 7;
	char piece[PIECE] = { 0 };
	size_t crowded = 0;

	(void)state;
	for (int round = 0; round < 200; round++) {
		struct body bodies[BODIES];
		for (int i = 0; i < BODIES; i++)
			bodies[i] = (struct body){ .most = 40000, .shared = &shared };
		for (int k = 0; k < 300; k++) {
			struct body *b = &bodies[test_random(&chance) % BODIES];
			assert_true(body_add(b, piece, (size_t)(test_random(&chance) % PIECE)));
			size_t held = 0;
			for (int i = 0; i < BODIES; i++)
				held += bodies[i].room;
			assert_int_equal(held, atomic_load(&shared.held));
			assert_true(held <= shared.most);
		}
		for (int i = 0; i < BODIES; i++) {
			crowded += bodies[i].crowded;
			assert_true(!bodies[i].crowded || bodies[i].spilt);
			body_close(&bodies[i]);
		}
		assert_int_equal(atomic_load(&shared.held), 0);
	}
	assert_true(crowded > 100);
}

static void its_own_ceiling_is_no_crowd(void **state)
{
	struct body_shared shared = { .most = 1 << 20 };
	struct body b = { .most = 1000, .shared = &shared };
	char piece[PIECE] = { 0 };

	(void)state;
	assert_true(body_add(&b, piece, PIECE));
	assert_true(b.room <= 1000);
	assert_true(body_add(&b, piece, PIECE));
	assert_int_equal(b.spilt, PIECE);
	assert_false(b.crowded);
	/* Read on for a while, so that the answer arrives, and then no more. */
	bool on = true;
	for (int i = 0; i < 40000 && on; i++)
		on = body_add(&b, piece, PIECE);
	assert_false(on);
	assert_int_equal(b.n, PIECE);
	body_close(&b);
	assert_int_equal(atomic_load(&shared.held), 0);
}

static void each_coding_has_its_status(void **state)
{
	static const struct {
		const char *coding;
		int status;
		const char *words;
	} cases[] = {
		{ NULL, 0, "" },
		{ "identity", 0, "" },
		{ "br", 415, "not with \"br\"" },
		{ "", 415, "may be packed with gzip" },
		{ "gzip", 400, "no sound gzip" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		struct body b = { .most = 1000 };
		struct str out, coding = cases[i].coding ? str_of(cases[i].coding) : (struct str){ 0 };
		assert_true(body_add(&b, "hello", 5));
		assert_int_equal(body_text(&sc, &b, coding, &out), cases[i].status);
		if (cases[i].status)
			assert_non_null(strstr(sc.why, cases[i].words));
		else
			assert_true(str_equal(out, STR("hello")));
		body_close(&b);
		scope_close(&sc);
	}
}

static void packed_is_no_way_around_the_ceiling(void **state)
{
	struct scope sc = { 0 };
	char zeros[2000] = { 0 };
	struct str packed = gzip_pack(&sc, (struct str){ zeros, sizeof zeros }), out;

	(void)state;
	for (size_t most = 1999; most <= 2000; most++) {
		struct body b = { .most = most };
		assert_true(body_add(&b, packed.p, packed.n));
		assert_int_equal(body_text(&sc, &b, STR("gzip"), &out), most < 2000 ? 413 : 0);
		body_close(&b);
		scope_forgive(&sc);
	}
	assert_int_equal(out.n, 2000);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_shared),
		cmocka_unit_test(its_own_ceiling_is_no_crowd),
		cmocka_unit_test(each_coding_has_its_status),
		cmocka_unit_test(packed_is_no_way_around_the_ceiling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
