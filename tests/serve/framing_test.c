#include "serve/framing.h"

#include "test.h"

struct header {
	const char *name, *value;
};

static struct framing of(const struct header *headers, size_t n)
{
	struct framing f = { 0 };

	framing_line(&f, "POST", 1, "HTTP/1.1");
	for (size_t i = 0; i < n; i++)
		framing_note(&f, headers[i].name, headers[i].value);
	return f;
}

static void what_is_wrong_is_said(void **state)
{
	static const struct {
		struct header headers[3];
		const char *why; /* NULL: nothing */
	} cases[] = {
		{ { { "Host", "a" } }, NULL },
		{ { { "Host", "a" }, { "Content-Length", "5" } }, NULL },
		{ { { "Host", "a" }, { "transfer-encoding", "Chunked" } }, NULL },
		{ { { "Content-Length", "5" }, { "Content-Length", "5" } }, "twice" },
		{ { { "Content-Length", "5" }, { "Transfer-Encoding", "chunked" } }, "twice" },
		{ { { "Transfer-Encoding", "chunked" }, { "Transfer-Encoding", "chunked" } }, "twice" },
		{ { { "Content-Length", "+5" } }, "cannot be read" },
		{ { { "Content-Length", " 5" } }, "cannot be read" },
		{ { { "Content-Length", "" } }, "cannot be read" },
		{ { { "Content-Length", "99999999999999999999" } }, "cannot be read" },
		{ { { "Content-Length", NULL } }, "cannot be read" },
		{ { { "Transfer-Encoding", "gzip" } }, "cannot be read" },
		{ { { "Transfer-Encoding", NULL } }, "cannot be read" },
		{ { { "Host", "a" }, { "host", "a" } }, "two hosts" },
		{ { { "A B", "a" } }, "no header may have" },
		{ { { "", "a" } }, "no header may have" },
		{ { { "A:", "a" } }, "no header may have" },
		{ { { "A", "a\rb" } }, "no header may have" },
		{ { { "A", "a\x7f" } }, "no header may have" },
		{ { { "A", "a\tb \xc3\xa9" } }, NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		size_t n = 0;
		while (n < 3 && cases[i].headers[n].name)
			n++;
		struct framing f = of(cases[i].headers, n);
		const char *why = framing_wrong(&f);
		if (!why != !cases[i].why || (why && !strstr(why, cases[i].why)))
			fail_msg("%zu: %s", i, why ? why : "nothing is wrong");
		assert_true(!why || framing_ends(&f));
	}
}

static void versions_are_two(void **state)
{
	static const struct {
		const char *version;
		bool pieces, fits;
	} cases[] = { { "HTTP/1.1", true, true }, { "HTTP/1.0", false, true }, { "HTTP/1.0", true, false },
		{ "HTTP/1.2", false, false }, { "HTTP/2.0", false, false }, { "http/1.1", false, false },
		{ "", false, false } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct framing f = { 0 };
		framing_line(&f, "POST", 1, cases[i].version);
		if (cases[i].pieces)
			framing_note(&f, "Transfer-Encoding", "chunked");
		assert_int_equal(framing_wrong(&f) == NULL, cases[i].fits);
	}
}

/* "POST / HTTP/1.1", "Host: a", "X:" and their ends have 15 + 2, 7 + 2, 2 + 2 bytes, and 2 for the empty line. */
static void each_byte_is_accounted_for(void **state)
{
	static const struct header headers[] = { { "Host", "a" }, { "X", "" } };
	static const size_t all = 17 + 9 + 4 + 2;

	(void)state;
	for (size_t bytes = all - 3; bytes < all + 5; bytes++) {
		struct framing f = of(headers, 2);
		framing_whole(&f, bytes);
		/* one blank less, or one more behind "X:" */
		assert_int_equal(framing_wrong(&f) == NULL, bytes <= all + 1);
	}
}

static void bodies_are_told(void **state)
{
	struct framing none = of(NULL, 0), empty = of(&(struct header){ "Content-Length", "0" }, 1),
		       some = of(&(struct header){ "Content-Length", "1" }, 1),
		       pieces = of(&(struct header){ "Transfer-Encoding", "chunked" }, 1);

	(void)state;
	assert_false(framing_has_body(&none) || framing_ends(&none));
	assert_false(framing_has_body(&empty) || framing_ends(&empty));
	assert_true(framing_has_body(&some) && framing_ends(&some));
	assert_true(framing_has_body(&pieces) && framing_ends(&pieces));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_wrong_is_said),
		cmocka_unit_test(versions_are_two),
		cmocka_unit_test(each_byte_is_accounted_for),
		cmocka_unit_test(bodies_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
