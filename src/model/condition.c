#include "model/condition.h"

#include "base/buf.h"
#include "model/span.h"

enum { WORDS_BYTES = 1 << 20 };

static const char *const feelings[CONDITION_FEELINGS] = { NULL, "negative", "neutral", "positive" };

static const struct {
	const char *name, *words;
} parties[CONDITION_PARTIES] = {
	[PARTY_CUSTOMER] = { "customer", "is a customer" },
	[PARTY_PARTNER] = { "partner", "is a partner" },
	[PARTY_EMPLOYEE] = { "employee", "is an employee" },
};

const char *condition_feeling_name(enum condition_feeling feeling)
{
	return feelings[feeling];
}

const char *condition_party_name(enum condition_party party)
{
	return parties[party].name;
}

static void words(struct scope *sc, struct buf *out, const struct condition *c, bool inside);

static void number_words(struct buf *out, const char *before, double number)
{
	buf_puts(out, before);
	buf_number(out, number, 15);
}

static void test_words(struct buf *out, const struct condition_test *test)
{
	const char *before = " is ";

	for (size_t i = 0; i < test->values.n; i++) {
		buf_puts(out, before);
		buf_str_add(out, test->values.at[i].text);
		before = i + 2 == test->values.n ? " or " : ", ";
	}
	if (test->has_above)
		number_words(out, " above ", test->above);
	if (test->has_below)
		number_words(out, test->has_above ? " and below " : " below ", test->below);
}

/* "country is PL"; "has country" */
static void tested_words(struct buf *out, struct str name, const struct condition_test *test)
{
	if (test->kind == TEST_EXISTS)
		buf_puts(out, test->exists ? "has " : "has no ");
	buf_str_add(out, name);
	test_words(out, test);
}

static void span_add(struct scope *sc, struct buf *out, int64_t us)
{
	if (us)
		buf_printf(out, " within %s", span_words(sc, us).p);
}

static void list_words(struct scope *sc, struct buf *out, const struct condition *c, bool inside)
{
	bool all = c->kind == CONDITION_ALL, brackets = inside && c->parts.n > 1;

	if (c->parts.n == 0)
		buf_puts(out, all ? "is anybody" : "is nobody");
	if (brackets)
		buf_putc(out, '(');
	for (size_t i = 0; i < c->parts.n; i++) {
		buf_puts(out, i == 0 ? "" : all ? " and " : " or ");
		words(sc, out, &c->parts.at[i], inside || c->parts.n > 1);
	}
	if (brackets)
		buf_putc(out, ')');
}

static void not_words(struct scope *sc, struct buf *out, const struct condition *c, bool inside)
{
	(void)inside;
	buf_puts(out, "not (");
	words(sc, out, &c->parts.at[0], false);
	buf_putc(out, ')');
}

static void attr_words(struct scope *sc, struct buf *out, const struct condition *c, bool inside)
{
	(void)sc;
	(void)inside;
	tested_words(out, c->name, &c->test);
}

static void did_words(struct scope *sc, struct buf *out, const struct condition *c, bool inside)
{
	(void)inside;
	buf_printf(out, "did %.*s", STR_ARG(c->name));
	for (size_t i = 0; i < c->where.n; i++) {
		buf_puts(out, i ? " and " : " where ");
		tested_words(out, c->where.at[i].name, &c->where.at[i].test);
	}
	if (c->at_least > 1)
		buf_printf(out, " at least %lld times", (long long)c->at_least);
	span_add(sc, out, c->within_us);
}

static void sequence_words(struct scope *sc, struct buf *out, const struct condition *c, bool inside)
{
	(void)inside;
	for (size_t i = 0; i < c->steps.n; i++)
		buf_printf(out, "%s%.*s", i ? ", then " : "did ", STR_ARG(c->steps.at[i]));
	span_add(sc, out, c->within_us);
	if (c->then_not.p)
		buf_printf(out, ", but not %.*s after it", STR_ARG(c->then_not));
}

static void rating_words(struct scope *sc, struct buf *out, const struct condition *c, bool inside)
{
	(void)sc;
	(void)inside;
	buf_printf(out, "rated %.*s", STR_ARG(c->name));
	if (c->at.p)
		buf_printf(out, " at %.*s", STR_ARG(c->at));
	test_words(out, &c->test);
}

static void said_words(struct scope *sc, struct buf *out, const struct condition *c, bool inside)
{
	(void)sc;
	(void)inside;
	buf_puts(out, "said something");
	if (c->feeling != FEELING_ANY)
		buf_printf(out, " %s", feelings[c->feeling]);
	if (c->theme.p)
		buf_printf(out, " about %.*s", STR_ARG(c->theme));
	if (c->at.p)
		buf_printf(out, " at %.*s", STR_ARG(c->at));
}

static void party_words(struct scope *sc, struct buf *out, const struct condition *c, bool inside)
{
	(void)sc;
	(void)inside;
	buf_puts(out, parties[c->party].words);
}

static void promised_words(struct scope *sc, struct buf *out, const struct condition *c, bool inside)
{
	(void)sc;
	(void)inside;
	buf_printf(out, "was promised %.*s, which was %s", STR_ARG(c->name), c->kept ? "kept" : "broken");
}

static void (*const kind_words[CONDITION_KINDS])(
	struct scope *sc, struct buf *out, const struct condition *c, bool inside) = {
	[CONDITION_ALL] = list_words,
	[CONDITION_ANY] = list_words,
	[CONDITION_NOT] = not_words,
	[CONDITION_ATTR] = attr_words,
	[CONDITION_DID] = did_words,
	[CONDITION_SEQUENCE] = sequence_words,
	[CONDITION_RATING] = rating_words,
	[CONDITION_SAID] = said_words,
	[CONDITION_PARTY] = party_words,
	[CONDITION_PROMISED] = promised_words,
};

/* `inside`: another condition stands beside it, so that a list needs brackets. */
static void words(struct scope *sc, struct buf *out, const struct condition *c, bool inside)
{
	kind_words[c->kind](sc, out, c, inside);
}

struct str condition_words(struct scope *sc, const struct condition *c)
{
	struct buf *out = buf_new(sc, WORDS_BYTES);

	words(sc, out, c, false);
	return buf_str(out);
}
