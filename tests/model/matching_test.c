#include "model/matching.h"
#include "test.h"

enum { PARTS = 5 };

static struct touchpoint *point_add(struct scope *sc, struct definition *def, const char *id)
{
	if (def->stages.n == 0)
		*LIST_ADD(sc, &def->stages) = (struct stage){ .id = STR("all") };
	struct touchpoint *t = LIST_ADD(sc, &def->stages.at[0].touchpoints);
	*t = (struct touchpoint){ .id = str_of(id), .name = str_of(id) };
	return t;
}

#define S(text)                                                                                              \
	{                                                                                                    \
		text, sizeof(text) - 1                                                                       \
	}

/* For each pair of matches, of two touchpoints in this order: which gets the kind. */
static void precedence_is_as_written(void **state)
{
	static const struct kind kinds[] = {
		{ SOURCE_WEB, S("page_view"), S("/product/*"), S("app"), { NULL, 0 } },
		{ SOURCE_WEB, S("page_view"), S("/product/*/edit"), S("app"), { NULL, 0 } },
		{ SOURCE_EMAIL, S("Open"), { NULL, 0 }, { NULL, 0 }, S("spring") },
		{ SOURCE_WEB, S("ЗАКАЗ ΣΊΣΥΦΟΣ"), { NULL, 0 }, { NULL, 0 }, { NULL, 0 } },
	};
	static const struct {
		struct match first, second;
		uint32_t kind;
		int want;
	} rows[] = {
		{ { .event = S("page_view") }, { .event = S("page_*") }, 0, 0 },
		{ { .event = S("page_v*") }, { .event = S("PAGE_VIEW") }, 0, 1 }, /* exact before pattern */
		{ { .event = S("p*") }, { .event = S("page*") }, 0, 1 },          /* longer before shorter */
		{ { .page = S("/p*") }, { .event = S("page*") }, 0, 1 },
		{ { .page = S("/pro*") }, { .event = S("page*") }, 0, 0 }, /* as long: the order */
		{ { .event = S("pag*"), .page = S("/p*") }, { .event = S("page*") }, 0, 0 },
		{ { .event = S("page_view") }, { .event = S("page_view"), .channel = S("app") }, 0, 1 },
		{ { .page = S("/product/*") }, { .page = S("/prod*") }, 0, 0 },
		{ { .page = S("/product/*") }, { .page = S("/prod*") }, 1, 0 },
		{ { .page = S("/product/*/e*") }, { .page = S("/product/*") }, 1,
			0 }, /* a * before the last is a letter */
		{ { .page = S("/product/*/e*") }, { .page = S("/nothing") }, 0, MATCH_UNSORTED },
		/* all five: that kind alone, its template's * too */
		{ { .source = S("web"),
			  .event = S("page_view"),
			  .page = S("/product/*"),
			  .channel = S("app"),
			  .campaign = S("") },
			{ .event = S("page_view") }, 0, 0 },
		{ { .source = S("web"),
			  .event = S("page_view"),
			  .page = S("/product/*"),
			  .channel = S("app"),
			  .campaign = S("") },
			{ .event = S("nothing") }, 1, MATCH_UNSORTED },
		/* an empty text: where there is none */
		{ { .event = S("open"), .page = S("") }, { .event = S("open") }, 2, 0 },
		{ { .campaign = S("") }, { .page = S("") }, 2, 1 },
		{ { .page = S("*") }, { .campaign = S("*") }, 2, 1 }, /* "*" is any, and there is one */
		{ { .source = S("EMAIL") }, { .event = S("close") }, 2, 0 },
		{ { .source = S("e*") }, { .event = S("o*") }, 2, 0 },
		{ { .event = S("заказ σίσυφος") }, { .event = S("x") }, 3, 0 }, /* any script */
		{ { .event = S("Заказ*") }, { .event = S("x") }, 3, 0 },
		{ { .event = { NULL, 0 } }, { .event = S("x") }, 3,
			MATCH_UNSORTED }, /* nothing named: nothing held */
	};
	struct dictionary dictionary = { .kinds = kinds, .n = COUNT_OF(kinds) };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scope sc = { 0 };
		struct definition def = { 0 };
		struct touchpoint *a = point_add(&sc, &def, "a");
		*LIST_ADD(&sc, &a->matches) = rows[i].first;
		struct touchpoint *b = point_add(&sc, &def, "b");
		*LIST_ADD(&sc, &b->matches) = rows[i].second;
		struct matching *m = matching_make(&sc, &def, &dictionary);
		if (matching_simple(m, rows[i].kind) != rows[i].want)
			fail_msg("row %zu: %d", i, matching_simple(m, rows[i].kind));
		scope_close(&sc);
	}
}

static void when_leaves_several_candidates(void **state)
{
	struct kind kind = { SOURCE_EMAIL, STR("open"), { 0 }, { 0 }, { 0 } };
	struct dictionary dictionary = { .kinds = &kind, .n = 1 };
	struct match match = { .event = STR("open") };
	struct scope sc = { 0 };
	struct definition def = { 0 };
	struct touchpoint *t;

	(void)state;
	t = point_add(&sc, &def, "before");
	t->when = WHEN_BEFORE;
	t->when_at = STR("order");
	*LIST_ADD(&sc, &t->matches) = match;
	*LIST_ADD(&sc, &t->matches) = match;
	point_add(&sc, &def, "order");
	t = point_add(&sc, &def, "after");
	t->when = WHEN_AFTER;
	t->when_at = STR("order");
	*LIST_ADD(&sc, &t->matches) = match;
	struct matching *m = matching_make(&sc, &def, &dictionary);
	assert_int_equal(m->n_kinds, 1);
	assert_int_equal(m->first[1], 2);
	assert_int_equal(m->candidates[0].touchpoint, 0);
	assert_int_equal(m->candidates[0].when, WHEN_BEFORE);
	assert_int_equal(m->candidates[0].when_at, 1);
	assert_int_equal(m->candidates[1].touchpoint, 2);
	assert_int_equal(m->candidates[1].when, WHEN_AFTER);
	assert_int_equal(matching_simple(m, 0), MATCH_DEPENDS);

	t = point_add(&sc, &def, "always");
	*LIST_ADD(&sc, &t->matches) = match;
	t = point_add(&sc, &def, "too late");
	*LIST_ADD(&sc, &t->matches) = match;
	m = matching_make(&sc, &def, &dictionary);
	assert_int_equal(m->first[1], 3);
	assert_int_equal(m->candidates[2].touchpoint, 3);

	def.stages.at[0].touchpoints.at[0].when_at = STR("nowhere");
	assert_null(matching_make(&sc, &def, &dictionary));
	assert_fault(
		&sc, FAULT_INVALID, "touchpoint \"before\": when names \"nowhere\", the id of no touchpoint");
	scope_close(&sc);
}

static void nothing_matches_nothing(void **state)
{
	struct scope sc = { 0 };
	struct definition def = { 0 };
	struct kind kind = { SOURCE_WEB, STR("x"), { 0 }, { 0 }, { 0 } };
	struct dictionary none = { 0 }, one = { .kinds = &kind, .n = 1 };

	(void)state;
	assert_int_equal(matching_make(&sc, &def, &none)->n_kinds, 0);
	assert_int_equal(matching_simple(matching_make(&sc, &def, &one), 0), MATCH_UNSORTED);
	scope_close(&sc);
}

/* --- the slow, obvious way --- */

static struct str match_text(const struct match *m, int part)
{
	return part == 0   ? m->source
	       : part == 1 ? m->event
	       : part == 2 ? m->page
	       : part == 3 ? m->channel
			   : m->campaign;
}

static struct str kind_text(const struct kind *k, int part)
{
	return part == 0   ? str_of(source_name(k->source))
	       : part == 1 ? k->event
	       : part == 2 ? k->page
	       : part == 3 ? k->channel
			   : k->campaign;
}

static int named(const struct match *m)
{
	int n = 0;

	for (int part = 0; part < PARTS; part++)
		n += match_text(m, part).p != NULL;
	return n;
}

static bool is_open(const struct match *m, int part)
{
	return match_text(m, part).p && named(m) < PARTS && str_ends(match_text(m, part), STR("*"));
}

static bool is_pattern(const struct match *m)
{
	for (int part = 0; part < PARTS; part++)
		if (is_open(m, part))
			return true;
	return false;
}

static size_t literal_letters(const struct match *m)
{
	size_t n = 0;

	for (int part = 0; part < PARTS; part++)
		n += str_letters(match_text(m, part)) - is_open(m, part);
	return n;
}

static bool holds(const struct match *m, const struct kind *k)
{
	for (int part = 0; part < PARTS; part++) {
		struct str want = match_text(m, part), got = kind_text(k, part);
		if (!want.p)
			continue;
		if (!is_open(m, part) && !str_same(want, got))
			return false;
		if (!is_open(m, part))
			continue;
		size_t letters = str_letters(want) - 1, at = 0;
		if (got.n == 0 || str_letters(got) < letters)
			return false;
		while (letters-- > 0)
			str_next(got, &at);
		if (!str_same(str_sub(want, 0, want.n - 1), str_sub(got, 0, at)))
			return false;
	}
	return named(m) > 0;
}

/* Whether a goes before b, both holding; equal ones stay as they stand in the map. */
static bool goes_before(const struct match *a, const struct match *b)
{
	if (is_pattern(a) != is_pattern(b))
		return !is_pattern(a);
	if (!is_pattern(a) && named(a) != named(b))
		return named(a) > named(b);
	return literal_letters(a) > literal_letters(b);
}

/* The best of the touchpoint's matches that hold; NULL: none. */
static const struct match *best_of(const struct touchpoint *t, const struct kind *k)
{
	const struct match *best = NULL;

	for (size_t i = 0; i < t->matches.n; i++)
		if (holds(&t->matches.at[i], k) && (!best || goes_before(&t->matches.at[i], best)))
			best = &t->matches.at[i];
	return best;
}

static void check_kind(
	const struct definition *def, const struct kind *k, const struct matching *m, uint32_t code)
{
	size_t n = definition_touchpoints(def);
	bool used[DEFINITION_TOUCHPOINTS] = { false };

	for (uint32_t c = m->first[code];; c++) {
		const struct match *best = NULL;
		size_t best_at = 0;
		for (size_t t = 0; t < n; t++) {
			const struct match *match =
				used[t] ? NULL : best_of(definition_touchpoint(def, t), k);
			if (match && (!best || goes_before(match, best))) {
				best = match;
				best_at = t;
			}
		}
		if (!best) {
			assert_int_equal(c, m->first[code + 1]);
			return;
		}
		used[best_at] = true;
		assert_true(c < m->first[code + 1]);
		assert_int_equal(m->candidates[c].touchpoint, best_at);
		assert_int_equal(m->candidates[c].when, definition_touchpoint(def, best_at)->when);
		assert_ptr_equal(
			&definition_touchpoint(def, best_at)->matches.at[m->candidates[c].match], best);
		if (m->candidates[c].when == WHEN_ALWAYS) {
			assert_int_equal(c + 1, m->first[code + 1]);
			return;
		}
	}
}

static struct str random_text(uint64_t *seed, bool may_end_in_star)
{
	static const char *const texts[] = { "a", "A", "ab", "aB", "abc", "ż", "Ż", "ża", "/p/*", "/p/*/e",
		"/P/x", "", "б", "БВ", "бв" };
	static const char *const patterns[] = { "*", "a*", "A*", "ab*", "Ż*", "/p/*", "/p/*/*", "/*", "б*" };
	uint64_t r = test_random(seed);

	if (may_end_in_star && r % 3 == 0)
		return str_of(patterns[(r >> 8) % COUNT_OF(patterns)]);
	return str_of(texts[(r >> 8) % COUNT_OF(texts)]);
}

static struct str perhaps(uint64_t *seed, bool match)
{
	return test_random(seed) % 2 ? random_text(seed, match) : (struct str){ 0 };
}

static struct str random_source(uint64_t *seed)
{
	static const char *const texts[] = { "web", "WEB", "email", "e*", "*" };

	return test_random(seed) % 2 ? str_of(texts[test_random(seed) % COUNT_OF(texts)]) : (struct str){ 0 };
}

static void random_point(struct scope *sc, uint64_t *seed, struct definition *def)
{
	struct touchpoint *t = point_add(sc, def, scope_printf(sc, "%zu", definition_touchpoints(def)));

	if (test_random(seed) % 3 == 0) {
		t->when = test_random(seed) % 2 ? WHEN_BEFORE : WHEN_AFTER;
		t->when_at = STR("0");
	}
	for (uint64_t n = test_random(seed) % 5; n > 0; n--)
		*LIST_ADD(sc, &t->matches) = (struct match){ random_source(seed), perhaps(seed, true),
			perhaps(seed, true), perhaps(seed, true), perhaps(seed, true) };
}

static void random_maps_agree_with_the_slow_way(void **state)
{
	uint64_t seed = 99;

	(void)state;
	for (int round = 0; round < 1000; round++) {
		struct scope sc = { 0 };
		struct definition def = { 0 };
		struct kind kinds[40];
		struct dictionary dictionary = { .kinds = kinds, .n = COUNT_OF(kinds) };
		for (uint64_t n = 1 + test_random(&seed) % 12; n > 0; n--)
			random_point(&sc, &seed, &def);
		for (size_t k = 0; k < COUNT_OF(kinds); k++)
			kinds[k] = (struct kind){ (enum source_kind)(test_random(&seed) % 3),
				random_text(&seed, false), perhaps(&seed, false), perhaps(&seed, false),
				perhaps(&seed, false) };
		struct matching *m = matching_make(&sc, &def, &dictionary);
		for (uint32_t k = 0; k < COUNT_OF(kinds); k++)
			check_kind(&def, &kinds[k], m, k);
		scope_close(&sc);
	}
}

/* The ceilings together: all kinds, all touchpoints, each with patterns and dragged kinds. */
static void the_largest_map_is_matched(void **state)
{
	struct scope sc = { 0 };
	struct definition def = { 0 };
	struct kind *kinds = NEW_ARRAY(&sc, struct kind, DICTIONARY_KINDS);
	struct dictionary dictionary = { .kinds = kinds, .n = DICTIONARY_KINDS };

	(void)state;
	for (int k = 0; k < DICTIONARY_KINDS; k++)
		kinds[k] = (struct kind){ SOURCE_WEB, STR("page_view"),
			str_of(scope_printf(&sc, "/shop/%d/page/%d", k % 300, k)), STR("app"), { 0 } };
	for (int t = 0; t < DEFINITION_TOUCHPOINTS; t++) {
		struct touchpoint *touchpoint = point_add(&sc, &def, scope_printf(&sc, "%d", t));
		*LIST_ADD(&sc, &touchpoint->matches) =
			(struct match){ .page = str_of(scope_printf(&sc, "/shop/%d/*", t)) };
		*LIST_ADD(&sc, &touchpoint->matches) = (struct match){ STR("web"), STR("page_view"),
			kinds[t * 7].page, STR("app"), STR("") };
	}
	struct matching *m = matching_make(&sc, &def, &dictionary);
	assert_int_equal(matching_simple(m, 7 * 249), 249);
	assert_int_equal(matching_simple(m, 60000), 60000 % 300);
	assert_int_equal(matching_simple(m, 299 + 300 * 20), MATCH_UNSORTED);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(precedence_is_as_written),
		cmocka_unit_test(when_leaves_several_candidates),
		cmocka_unit_test(nothing_matches_nothing),
		cmocka_unit_test(random_maps_agree_with_the_slow_way),
		cmocka_unit_test(the_largest_map_is_matched),
	};

	return cmocka_run_group_tests_name("matching", tests, NULL, NULL);
}
