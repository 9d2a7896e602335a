#include "voice/near.h"

#include "base/buf.h"
#include "base/names.h"
#include "test.h"

static struct tokens tokens;

static struct tokens *read_text(struct str text)
{
	tokens_read(&tokens, text);
	return &tokens;
}

static uint32_t add(struct near *near, const char *text)
{
	return near_add(near, read_text(str_of(text)));
}

/* clang-format off */
static const struct {
	const char *text;
	uint32_t first;
} samples[] = {
	{ "The courier never came.", 0 },
	{ "@shop the COURIER never came!!! https://shop.example/x", 0 },
	{ "The courier came, never", 2 }, /* the same words in another order */
	{ "", 3 }, { "", 4 }, { "...", 5 }, /* nothing is said: nothing is repeated */
	{ "👍", 6 }, { "👍", 6 }, { "👎", 8 }, { "👍 ok", 9 }, { "ok", 9 },
	{ "Żółta paczka", 11 }, { "zolta  PACZKA", 11 },
	{ "I waited three weeks for the parcel and nobody in the office could tell me where it was", 13 },
	{ "I waited three weeks for the parcel and nobody in the office could tell me were it was", 13 },
	{ "I waited three weeks for the refund and no one from the shop could say when it will come", 15 },
	{ "Я ждал посылку три недели и никто в офисе не мог сказать мне где она находится", 16 },
	{ "Я ждал посылку три недели и никто в офисе не мог сказать мне где она находилась", 16 },
	{ "good", 18 }, { "goods", 19 }, { "no", 20 }, { "so", 21 },
};
/* clang-format on */

static void samples_are_told(void **state)
{
	struct scope sc = { 0 };
	struct near *near = near_new(&sc);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(samples); i++)
		assert_int_equal(add(near, samples[i].text), samples[i].first);
	struct near_counts counts = near_counts(near);
	assert_int_equal(counts.texts, COUNT_OF(samples));
	assert_int_equal(counts.same, 4);
	assert_int_equal(counts.nearly, 2);
	assert_int_equal(counts.unlisted, 0);
	tokens_close(&tokens);
	scope_close(&sc);
}

/* --- against slow and obvious ones -------------------------------------------------------------------- */

static uint64_t spread(uint64_t x)
{
	x = (x ^ x >> 33) * 0xff51afd7ed558ccdull;
	x = (x ^ x >> 33) * 0xc4ceb9fe1a85ec53ull;
	return x ^ x >> 33;
}

static struct near_sketch slow_sketch(struct scope *sc, const struct tokens *t)
{
	struct buf *b = buf_new(sc, 1 << 20);
	struct near_sketch sketch = { 0 };
	uint64_t last[4] = { 0 }, count[64] = { 0 }, seen = 0;

	buf_puts(b, " ");
	for (size_t i = 0; i < t->n; i++)
		if (t->at[i].kind == TOKEN_WORD)
			buf_printf(b, "%.*s ", STR_ARG(t->at[i].word));
	for (size_t at = 0; at < buf_len(b);) {
		memmove(last, last + 1, sizeof last - sizeof *last);
		last[3] = str_next(buf_str(b), &at);
		if (++seen < 4)
			continue;
		uint64_t hash = spread(last[0] << 48 | last[1] << 32 | last[2] << 16 | last[3]);
		for (int k = 0; k < 64; k++)
			count[k] += hash >> k & 1;
		sketch.runs++;
	}
	for (int k = 0; k < 64; k++)
		sketch.bits |= (uint64_t)(count[k] > sketch.runs / 2) << k;
	return sketch;
}

/* Texts of few words, many of them made from an earlier one by another letter or word. */
static struct str some_text(struct scope *sc, uint64_t *seed, const struct str *earlier, size_t n)
{
	static const char *const words[] = { "parcel", "late", "courier", "never", "again", "paczka", "ждал",
		"refund", "the", "was", "office", "rude", "very", "happy", "thanks", "phone" };
	struct buf *b = buf_new(sc, 4096);

	if (n && test_random(seed) % 3) {
		buf_str_add(b, earlier[test_random(seed) % n]);
		if (test_random(seed) % 2)
			buf_puts(b, " x");
		else
			buf_cut(b, buf_len(b) - 1);
		return buf_str(b);
	}
	for (size_t i = 1 + test_random(seed) % 30; i > 0; i--)
		buf_printf(b, "%s ", words[test_random(seed) % COUNT_OF(words)]);
	return buf_str(b);
}

enum { TEXTS = 1500 };

static void sketches_are_majorities(void **state)
{
	struct scope sc = { 0 };
	struct str texts[TEXTS];
	uint64_t seed = 3;

	(void)state;
	for (size_t i = 0; i < TEXTS; i++) {
		texts[i] = some_text(&sc, &seed, texts, i);
		struct near_sketch got = near_sketch(read_text(texts[i])), want = slow_sketch(&sc, &tokens);
		assert_int_equal(got.runs, want.runs);
		assert_true(got.bits == want.bits);
	}
	tokens_close(&tokens);
	scope_close(&sc);
}

static int bits_between(struct near_sketch a, struct near_sketch b)
{
	return __builtin_popcountll(a.bits ^ b.bits);
}

/* Whatever differs in three bits is found; whatever is found is alike; repeats are of texts that repeat
 * none. */
static void three_bits_are_always_found(void **state)
{
	struct scope sc = { 0 };
	struct near *near = near_new(&sc);
	struct str texts[TEXTS];
	static struct near_sketch sketches[TEXTS];
	static uint64_t hashes[TEXTS];
	static uint32_t first[TEXTS];
	uint64_t seed = 11;
	int nearly = 0;

	(void)state;
	for (uint32_t i = 0; i < TEXTS; i++) {
		texts[i] = some_text(&sc, &seed, texts, i);
		sketches[i] = near_sketch(read_text(texts[i]));
		hashes[i] = near_hash(&tokens);
		first[i] = near_add(near, &tokens);
		uint32_t must = i, same = i;
		for (uint32_t k = i; k-- > 0;) {
			same = hashes[k] == hashes[i] ? first[k] : same;
			must = first[k] == k && bits_between(sketches[k], sketches[i]) <= NEAR_BITS ? k
												    : must;
		}
		if (same < i) {
			assert_int_equal(first[i], same);
			continue;
		}
		assert_true(first[i] <= must && first[first[i]] == first[i]);
		assert_true(bits_between(sketches[first[i]], sketches[i]) <= NEAR_BITS_LONG);
		nearly += first[i] != i;
	}
	assert_true(nearly > 100);
	tokens_close(&tokens);
	scope_close(&sc);
}

/* --- many and broken ---------------------------------------------------------------------------------- */

static void the_same_very_often(void **state)
{
	struct scope sc = { 0 };
	struct near *near = near_new(&sc);

	(void)state;
	for (int i = 0; i < 10000; i++)
		assert_int_equal(
			add(near, "Where is my parcel? I have been waiting for three weeks now."), 0);
	assert_int_equal(near_counts(near).same, 9999);
	tokens_close(&tokens);
	scope_close(&sc);
}

/* Texts that share much and are not alike fill the buckets: the work stays what it is, and it is said. */
static void the_similar_very_often(void **state)
{
	struct scope sc = { 0 };
	struct near *near = near_new(&sc);
	uint64_t seed = 5;

	(void)state;
	for (int i = 0; i < 30000; i++) {
		struct buf *b = buf_new(&sc, 200);
		buf_printf(b, "Where is my parcel %llu from %llu? I have been waiting for three weeks.",
			(unsigned long long)test_random(&seed), (unsigned long long)test_random(&seed));
		uint32_t first = near_add(near, read_text(buf_str(b)));
		assert_true(first <= (uint32_t)i);
	}
	struct near_counts counts = near_counts(near);
	assert_true(counts.unlisted > 0 && counts.nearly > 0);
	tokens_close(&tokens);
	scope_close(&sc);
}

static void any_bytes_may_come(void **state)
{
	struct scope sc = { 0 };
	struct near *near = near_new(&sc);
	uint64_t seed = 9;
	char bytes[400];

	(void)state;
	for (uint32_t i = 0; i < 3000; i++) {
		size_t n = test_random(&seed) % sizeof bytes;
		for (size_t k = 0; k < n; k++)
			bytes[k] = (char)test_random(&seed);
		assert_true(near_add(near, read_text((struct str){ bytes, n })) <= i);
	}
	char *long_one = scope_alloc(&sc, 500000, 1);
	memset(long_one, 'a', 500000);
	for (size_t i = 0; i < 500000; i += 7)
		long_one[i] = ' ';
	assert_true(near_add(near, read_text((struct str){ long_one, 500000 })) <= 3000);
	tokens_close(&tokens);
	scope_close(&sc);
}

/* --- real ones ---------------------------------------------------------------------------------------- */

/* The next field of delimited text with quotes; false at the end. */
static bool next_field(struct str all, size_t *at, struct buf *out, bool *line_ends)
{
	bool quoted = *at < all.n && all.p[*at] == '"';

	buf_cut(out, 0);
	if (*at >= all.n)
		return false;
	for (*at += quoted; *at < all.n; ++*at) {
		char c = all.p[*at];
		if (quoted && c == '"' && *at + 1 < all.n && all.p[*at + 1] == '"')
			++*at;
		else if (quoted && c == '"')
			quoted = false;
		else if (!quoted && (c == ',' || c == '\n'))
			break;
		if (quoted || c != '"')
			buf_putc(out, c);
	}
	*line_ends = *at >= all.n || all.p[*at] == '\n';
	++*at;
	return true;
}

static struct str whole_file(struct scope *sc, const char *path)
{
	enum { MOST = 8 << 20 };
	char *p = scope_alloc(sc, MOST, 1);
	FILE *f = fopen(path, "rb");
	size_t n = f ? fread(p, 1, MOST, f) : 0;

	if (f)
		fclose(f);
	return (struct str){ p, n };
}

/* The share of words that two texts have in common, roughly: each of the shorter's looked for in the other. */
static double words_in_common(struct str a, struct str b)
{
	struct scope sc = { 0 };
	struct names *of_b = names_new(&sc);
	double in = 0, all = 0;

	for (size_t i = 0; i < read_text(b)->n; i++)
		names_add(of_b, tokens.at[i].word);
	tokens_read(&tokens, a);
	for (size_t i = 0; i < tokens.n; i++) {
		if (tokens.at[i].kind != TOKEN_WORD)
			continue;
		all++;
		in += names_find(of_b, tokens.at[i].word) != NAMES_NONE;
	}
	scope_close(&sc);
	return in / all;
}

/* 14,640 tweets: of 25 that nearly repeat one, all have most of their words in common. */
static void tweets_that_repeat(void **state)
{
	struct scope sc = { 0 };
	size_t at = 0, n = 0;
	bool line_ends = false;

	(void)state;
	NEED_SHARED(path, "data/airline_tweets/Tweets.csv");
	struct str all = whole_file(&sc, path), *texts = NEW_ARRAY(&sc, struct str, 20000);
	struct buf *field = buf_new(&sc, 1 << 16);
	struct near *near = near_new(&sc);
	for (int column = 0; next_field(all, &at, field, &line_ends); column = line_ends ? 0 : column + 1) {
		if (column != 9 || n == 20000) /* the text */
			continue;
		texts[n] = str_copy(&sc, buf_str(field));
		uint32_t before = near_counts(near).nearly, first = near_add(near, read_text(texts[n]));
		if (near_counts(near).nearly > before && words_in_common(texts[n], texts[first]) < .6)
			fail_msg("\"%.*s\" is not \"%.*s\"", STR_ARG(texts[n]), STR_ARG(texts[first]));
		n++;
	}
	struct near_counts counts = near_counts(near);
	assert_in_range(n, 14000, 15000);
	assert_in_range(counts.same, 400, 500);
	assert_in_range(counts.nearly, 15, 40);
	tokens_close(&tokens);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(samples_are_told),
		cmocka_unit_test(sketches_are_majorities),
		cmocka_unit_test(three_bits_are_always_found),
		cmocka_unit_test(the_same_very_often),
		cmocka_unit_test(the_similar_very_often),
		cmocka_unit_test(any_bytes_may_come),
		cmocka_unit_test(tweets_that_repeat),
	};

	return cmocka_run_group_tests_name("near", tests, NULL, NULL);
}
