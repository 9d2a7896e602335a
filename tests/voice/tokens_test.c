#include "voice/tokens.h"

#include "base/buf.h"
#include "test.h"

/* clang-format off */
static const struct {
	const char *text, *tokens; /* words as they are, smileys in <>, ends as . with ! and ?, other marks as , */
} samples[] = {
	{ "", "" },
	{ "Great service", "great service" },
	{ "don't worry, it’s OK.", "don't worry , it's ok ." },
	{ "Żółta PACZKA przyszła", "zolta paczka przyszla" },
	{ "Ещё не пришёл", "еще не пришел" },
	{ "е\xcc\x88лка и\xcc\x86од", "елка иод" },
	{ "soooo gooood!!!", "soo good .!" },
	{ "sooooo :-))) :-)", "soo <:))> <:)>" },
	{ "Спасибо)))", "спасибо <))>" },
	{ "Спасибо)", "спасибо <)>" },
	{ "late (again) today", "late , again , today" },
	{ "ну вот((", "ну вот <((>" },
	{ "late ((again)) today))", "late , again , today <))>" },
	{ "(a (b)) c)", ", a , b , c <)>" },
	{ "(ok)) more)", ", ok <)> more <)>" },
	{ "((((x) y)", ", x , y ," },
	{ "see https://example.com/a?b=c now", "see now" },
	{ "@Airline why?", "why .?" },
	{ "write to jan.kowalski@example.com please", "write to please" },
	{ "#fail costs 3.50 or $5", ", fail costs 3 , 50 or , 5" },
	{ "I \xe2\x9d\xa4\xef\xb8\x8f it \xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd", "i <\xe2\x9d\xa4> it <\xf0\x9f\x91\x8d>" },
	{ "it [REDACTED] leaks &amp; drips [1", "it , leaks , drips , 1" },
	{ "one\ntwo", "one . two" },
	{ "wait\xe2\x80\xa6 what", "wait . what" },
	{ ";) :D xD <3", "<;)> <:d> xd <<3>" },
	{ "at 12:30 o'clock", "at 12 , 30 o'clock" },
	{ "self-service", "self , service" },
	{ "\xff\xfe ok \x80", ", , ok ," },
};
/* clang-format on */

static struct str written(struct scope *sc, const struct tokens *t)
{
	struct buf *b = buf_new(sc, 4096);

	for (size_t i = 0; i < t->n; i++) {
		const struct token *at = &t->at[i];
		buf_puts(b, i ? " " : "");
		if (at->kind == TOKEN_WORD)
			buf_str_add(b, at->word);
		else if (at->kind == TOKEN_SMILE)
			buf_printf(b, "<%.*s>", STR_ARG(at->word));
		else
			buf_printf(b, "%s%s%s", at->kind == TOKEN_END ? "." : ",",
				at->flags & TOKEN_CALL ? "!" : "", at->flags & TOKEN_ASK ? "?" : "");
	}
	return buf_str(b);
}

static void samples_are_read(void **state)
{
	struct tokens t = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(samples); i++) {
		struct scope sc = { 0 };
		tokens_read(&t, str_of(samples[i].text));
		assert_str(written(&sc, &t), samples[i].tokens);
		scope_close(&sc);
	}
	tokens_close(&t);
}

/* Each token's bytes lie in the text, in order, and none lies in two. */
static void places_are_in_order(void **state)
{
	struct tokens t = { 0 };
	uint64_t seed = 7;
	char bytes[300];

	(void)state;
	for (int round = 0; round < 3000; round++) {
		size_t n = test_random(&seed) % sizeof bytes;
		for (size_t i = 0; i < n; i++)
			bytes[i] =
				(char)(round % 2 ? test_random(&seed)
						 : (uint64_t) "ab @:)(.!'\xc5\xbb-"[test_random(&seed) % 13]);
		tokens_read(&t, (struct str){ bytes, n });
		uint32_t behind = 0;
		for (size_t i = 0; i < t.n; i++) {
			assert_true(t.at[i].from >= behind && t.at[i].to > t.at[i].from && t.at[i].to <= n);
			behind = t.at[i].to;
		}
	}
	tokens_close(&t);
}

/* What is written over and over to make a rule look ahead, and look again. */
static const char *const hostile[] = { "(", ")", "()", ")(", "(()", "())", "((((((((x)", "(a", "a)", "( ",
	":", ";", "=", ":-", ":'", ":'(", ":DDDDx", ":/a", ";)", "[", "]", "[]", "[(", "([)]", "&", "&amp",
	"&#", "@", "a@", "@(", "h", "http:/", "w", "www.", "www. ", ".", "!?", "a.", "...a", ";;:", "\n",
	"\r", " ", "<", ">_", "^", "-_", "'", "a'", "a\xe2\x80\x99", "\xe2\x80\x99", "\xf0\x9f\x91\x8d",
	"\xf0\x9f\x8f\xbd", "\xe2\x80\x8d", "\xcc\x88", "e\xcc\x88", "\xef\xb8\x8f", "\xe2\x80\xa6", "\xff",
	"\xf0\x9f", "1", "1.", "ж" };

enum { LONG = 500000 };

static void put_often(struct buf *b, const char *what, size_t bytes)
{
	for (size_t before = buf_len(b); buf_len(b) - before < bytes;)
		buf_puts(b, what);
}

static void read_whole(struct tokens *t, const struct buf *b)
{
	tokens_read(t, buf_str(b));
	assert_false(t->cut);
	assert_true(t->n <= buf_len(b));
	assert_true(t->n == 0 || t->at[t->n - 1].to <= buf_len(b));
}

/* Were any of these read in quadratic time, the test would not end. */
static void hostile_texts_are_read_once(void **state)
{
	struct tokens t = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(hostile); i++) {
		struct scope sc = { 0 };
		struct buf *b = buf_new(&sc, 2 * LONG);
		put_often(b, hostile[i], LONG);
		read_whole(&t, b);
		scope_close(&sc);
	}
	tokens_close(&t);
}

/* The same, where what comes behind a long run, or before it, tells what it is. */
static void hostile_pairs_are_read_once(void **state)
{
	static const char *const pairs[][2] = { { "(", ")" }, { ")", "(" }, { "[", "]" }, { "(", ":" },
		{ ":(", ")" }, { "( ", " )" }, { "=", ")" }, { "h", "@x" }, { "a.", "@x" }, { "(", "@x" },
		{ ".", "@x" }, { "'", "a" } };
	struct tokens t = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(pairs); i++) {
		struct scope sc = { 0 };
		struct buf *b = buf_new(&sc, 2 * LONG);
		put_often(b, pairs[i][0], LONG / 2);
		put_often(b, pairs[i][1], LONG / 2);
		read_whole(&t, b);
		scope_close(&sc);
	}
	tokens_close(&t);
}

/* A run of brackets is one token, so that nothing of it is counted again. */
static void brackets_are_taken_as_a_run(void **state)
{
	struct scope sc = { 0 };
	struct tokens t = { 0 };
	struct buf *b = buf_new(&sc, LONG);

	(void)state;
	put_often(b, "(", 1000);
	put_often(b, ")", 1000);
	buf_puts(b, " a)");
	tokens_read(&t, buf_str(b));
	assert_int_equal(t.n, 4);
	assert_int_equal(t.at[0].to, 1000);
	assert_int_equal(t.at[1].kind, TOKEN_COMMA);
	assert_int_equal(t.at[3].kind, TOKEN_SMILE);
	tokens_close(&t);
	scope_close(&sc);
}

static void flags_are_set(void **state)
{
	struct tokens t = { 0 };

	(void)state;
	tokens_read(&t, STR("WORST ever reaaally 24h OK"));
	assert_int_equal(t.at[0].flags, TOKEN_LOUD);
	assert_int_equal(t.at[1].flags, 0);
	assert_int_equal(t.at[2].flags, TOKEN_LONG);
	assert_int_equal(t.at[3].flags, TOKEN_DIGITS);
	assert_int_equal(t.at[4].flags, 0);
	tokens_close(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(samples_are_read),
		cmocka_unit_test(places_are_in_order),
		cmocka_unit_test(brackets_are_taken_as_a_run),
		cmocka_unit_test(hostile_texts_are_read_once),
		cmocka_unit_test(hostile_pairs_are_read_once),
		cmocka_unit_test(flags_are_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
