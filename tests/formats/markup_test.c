#include "formats/markup.h"

#include <time.h>

#include "test.h"

/* clang-format off */
static const struct {
	const char *html, *text;
} cases[] = {
	{ "<p>Where is my <b>parcel</b>?</p>", "Where is my parcel?" },
	{ "", "" },
	{ "no markup at all", "no markup at all" },
	{ "  two \n\t words&nbsp;&#160; here  ", "two words here" },
	{ "<p>one</p><p>two</p>", "one\ntwo" },
	{ "one<br>two<BR/>three<br />\n\n<br>four", "one\ntwo\nthree\nfour" },
	{ "<ul><li>a</li><li>b</li></ul>c", "a\nb\nc" },
	{ "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc" },
	{ "a<i>b</i>c", "abc" },
	{ "<style>p { color: red }</style>text<script>if (a < b) alert('</p>')</script> more", "text more" },
	{ "<SCRIPT src='x'>a</script >b", "b" },
	{ "<style>never closed", "" },
	{ "<title>Mail</title><body>Hello</body>", "Hello" },
	{ "<script/>seen", "seen" },
	{ "<styles>seen</styles>", "seen" },
	{ "a<!-- b <p> c -->d", "ad" },
	{ "a<!-- never closed", "a" },
	{ "<!--", "" },
	{ "<!-->", "" },
	{ "<![if !mso]>a<![endif]>b<?xml version='1.0'?>c<!DOCTYPE html>d", "abcd" },
	{ "<a title=\"a > b\" href='x'>link</a>", "link" },
	{ "<p>don't <a title=\"never closed>link</a> and <b>on</b></p>", "don't link and on" },
	{ "I <3 you, 1 < 2, a <- b", "I <3 you, 1 < 2, a <- b" },
	{ "cut <b", "cut <b" },
	{ "cut <", "cut <" },
	{ "cut </", "cut </" },
	{ "&lt;b&gt; &amp;amp; &quot;x&quot; &apos;", "<b> &amp; \"x\" '" },
	{ "za&#380;&oacute;&#x142;&#X107; &lstrok;&eacute;&hellip;&ndash;", "zażółć łé…–" },
	{ "&#128;&#150;&#65 &#0;&#xD800;&#1114112;&#99999999999999;", "€–A \uFFFD\uFFFD\uFFFD\uFFFD99;" },
	{ "&unknown; & &; &# &#; &#x; ?a=1&copy=2 &nbsp", "&unknown; & &; &# &#; &#x; ?a=1&copy=2 &nbsp" },
	{ "pre&zwnj;&#847;&shy;header&nbsp;&zwnj;&nbsp;&zwnj; x", "preheader x" },
	{ "broken \xff\xc5 bytes", "broken \uFFFD\uFFFD bytes" },
	{ "\x01\x7f" "a\x02" "b", "a b" },
};
/* clang-format on */

static void html_becomes_text(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_str(markup_text(&sc, str_of(cases[i].html)), cases[i].text);
	scope_close(&sc);
}

static void entities_alone(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	assert_str(markup_entities(&sc, STR("<p>  Fish &amp; chips&nbsp;&#33; &x;</p>")),
		"<p>  Fish & chips\u00A0! &x;</p>");
	assert_str(markup_entities(&sc, STR("")), "");
	scope_close(&sc);
}

/* A megabyte of each must take a part of a second, sanitizers or not. */
static const char *const hostile[] = { "<", "<a", "</", "<!", "<!-", "<!--", "<?", "&", "&#", "&#x", "&a",
	"<a b=\"", "<a b='><a c=\">", "<a b=\"'>", "<script>", "<style></", "<p>", "<b\"'", "&nbsp;",
	"<a =\">\" ", "\xff", "<xml><" };

static void time_grows_with_length_alone(void **state)
{
	enum { LENGTH = 1 << 20 };
	struct scope sc = { 0 };
	char *text = scope_alloc(&sc, LENGTH, 1);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(hostile); i++) {
		struct scope mine = { 0 };
		size_t n = strlen(hostile[i]);
		clock_t from = clock();
		for (size_t k = 0; k < LENGTH; k++)
			text[k] = hostile[i][k % n];
		assert_true(markup_text(&mine, (struct str){ text, LENGTH }).p);
		if (clock() - from > 3 * CLOCKS_PER_SEC)
			fail_msg("\"%s\" over and over takes too long", hostile[i]);
		scope_close(&mine);
	}
	scope_close(&sc);
}

static void anything_becomes_sound_text(void **state)
{
	static const char letters[] = "<>/!-?&#;\"'= \nabpxscriptstyle19\xc5\x82\xff";
	uint64_t seed = 42;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct scope sc = { 0 };
		size_t n = test_random(&seed) % 60;
		char *text = scope_alloc(
			&sc, n + 1, 1); /* to the byte, so that the sanitizer sees a read past it */
		for (size_t i = 0; i < n; i++)
			text[i] = letters[test_random(&seed) % (sizeof letters - 1)];
		assert_true(str_is_utf8(markup_text(&sc, (struct str){ text, n })));
		assert_true(str_is_utf8(markup_entities(&sc, (struct str){ text, n })));
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(html_becomes_text),
		cmocka_unit_test(entities_alone),
		cmocka_unit_test(time_grows_with_length_alone),
		cmocka_unit_test(anything_becomes_sound_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
