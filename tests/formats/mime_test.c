#include "formats/mime.h"

#include <time.h>

#include "base/buf.h"
#include "formats/mail_reply.h"
#include "formats/mime_words.h"
#include "test.h"

/* clang-format off */
static const struct {
	const char *raw, *text;
} words[] = {
	{ "plain", "plain" },
	{ "=?utf-8?Q?Ewa_Nowak?= <e@x>", "Ewa Nowak <e@x>" },
	{ "=?UTF-8?b?xbs=?=\t =?utf-8?B?w7PFgsSH?=", "Żółć" },
	{ "=?utf-8?Q?=C5?= =?utf-8?Q?=BB?=", "Ż" },                   /* a letter cut between two */
	{ "a =?utf-8?Q?b?= c =?utf-8?Q?d?=", "a b c d" },
	{ "=?iso-8859-2?Q?=A3=F3d=BC?=", "Łódź" },
	{ "=?windows-1251?B?zuvl4w==?=", "Олег" },
	{ "=?iso-8859-1?Q?=80?=", "€" },                              /* windows-1252, whatever is said */
	{ "=?utf-8*pl?Q?=C5=BB?=", "Ż" },
	{ "=?x-nobody/../knows?Q?=C5=BB?=", "Ż" },
	{ "=?utf-8?Q?never closed", "=?utf-8?Q?never closed" },
	{ "=?utf-8?X?abc?=", "=?utf-8?X?abc?=" },
	{ "=?", "=?" }, { "=??", "=??" }, { "=?" "?" "?=", "=?" "?" "?=" }, { "", "" },
	{ "=?utf-8?Q?=FF=00x?=", "\uFFFDx" },
	{ "\xc5\xbb raw", "Ż raw" },
};

static const struct {
	const char *list, *addresses; /* with blanks between */
} lists[] = {
	{ "ewa@example.test", "ewa@example.test" },
	{ "Ewa <EWA@Example.test>, \"Kowalski, Jan (x)\" <jan@example.test>", "ewa@example.test jan@example.test" },
	{ "ewa@example.test (Ewa, at home)", "ewa@example.test" },
	{ "undisclosed-recipients:;", "" },
	{ "Friends: a@b.test, c@d.test;", "a@b.test c@d.test" },
	{ "\"a@b\" <c@d.test>", "c@d.test" },
	{ "<>, <a@>, @b, a b, \"never closed <a@b>", "a@b" },
	{ "=?utf-8?Q?Nowak=2C_Ewa?= <e@x.test>", "e@x.test" },
	{ "<a@b.test> <c@d.test>", "c@d.test" },
	{ "\\", "" }, { "\"\\", "" }, { "(", "" }, { "<", "" }, { ">", "" }, { ",", "" }, { "", "" },
};

static const struct {
	const char *value, *name, *found; /* NULL: none */
} parameters[] = {
	{ "text/plain; charset=utf-8", "charset", "utf-8" },
	{ "text/plain;charset=\"utf-8\"; x=y", "charset", "utf-8" },
	{ "multipart/mixed; x=\"; boundary=no\"; boundary=\"a \\\"b\"", "boundary", "a \"b" },
	{ "text/plain; CharSet = koi8-r ; b=c", "charset", "koi8-r" },
	{ "text/plain", "charset", NULL },
	{ "text/plain; xcharset=1; charsetx=2", "charset", NULL },
	{ "x; charset", "charset", NULL },
	{ "x; charset=\"open", "charset", "open" },
};

static const struct {
	const char *text, *reply;
} replies[] = {
	{ "It is late.\n\nOn Mon, 2 Mar 2026 at 10:15, Shop <help@shop.example> wrote:\n> Hello\n", "It is late." },
	{ "Top.\n\nOn Mon, 2 Mar 2026 at 10:15, Shop\n<help@shop.example> wrote:\n\nno sign before it", "Top." },
	{ "On 2 March Shop wrote:\n> Hello\n> again\n\nBelow it.\n> more\nAnd between.", "Below it.\nAnd between." },
	{ "Nie ma.\nW dniu 2026-03-02 o 10:15, Shop napisał(a):\nTekst", "Nie ma." },
	{ "Nie ma.\npon., 2 mar 2026 o 10:15 Shop <help@shop.example> napisał(a):\n\n> Tekst", "Nie ma." },
	{ "Nie ma.\nWiadomość napisana przez Shop <help@shop.example> w dniu 2 mar 2026,\no godz. 10:15:\n> Tekst", "Nie ma." },
	{ "Нет.\nПонедельник, 2 марта 2026, 10:15 +03:00 от Shop <help@shop.example>:\nТекст", "Нет." },
	{ "Нет.\n2 марта 2026 г., 10:15, Shop пишет:\nТекст", "Нет." },
	{ "Нет.\nпн, 2 мар. 2026 г. в 10:15, Shop\n<help@shop.example>:\n\n> Текст", "Нет." },
	{ "A.\n-----Original Message-----\nFrom: x\nB.", "A." },
	{ "A.\n----- Wiadomość oryginalna -----\nB.", "A." },
	{ "A.\n---------- Forwarded message ---------\nB.", "A." },
	{ "A.\n________________________________\nFrom: x\nB.", "A." },
	{ "A.\nFrom: Shop\nSent: Monday\nTo: x\nB.", "A." },
	{ "A.\n*Od:* Shop\n*Wysłano:* poniedziałek\nB.", "A." },
	{ "A.\nОт: Shop\nДата: 2 марта\nB.", "A." },
	{ "From: is a word that I like.\nReally.", "From: is a word that I like.\nReally." },
	{ "She wrote:\nnothing at all", "She wrote:\nnothing at all" },
	{ "A.\n-- \nEwa\ntel. 1", "A." },
	{ "A.\nSent from my iPhone", "A." },
	{ "A -- b\n--- c\n- d", "A -- b\n--- c\n- d" },
	{ "a\n\n\n\n\nb   \n\n", "a\n\nb" },
	{ "> only quotes\n> here", "" },
	{ "", "" },
};
/* clang-format on */

static void headers_are_decoded(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(words); i++)
		assert_str(mime_words(&sc, str_of(words[i].raw)), words[i].text);
	assert_str(mime_utf8(&sc, STR("x"), STR("za\xbf\xf3\xb3\xe6 g\xea\x9cl\xb9 ja\x9f\xf1")),
		"zażółć gęślą jaźń");
	scope_close(&sc);
}

static void addresses_are_found(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		struct str rest = str_of(lists[i].list), address;
		struct buf *out = buf_new(&sc, 1000);
		while (mime_address(&sc, &rest, &address))
			buf_printf(out, "%s%.*s", buf_len(out) ? " " : "", STR_ARG(address));
		assert_str(buf_str(out), lists[i].addresses);
	}
	scope_close(&sc);
}

static void parameters_are_found(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(parameters); i++) {
		struct str found = mime_parameter(&sc, str_of(parameters[i].value), parameters[i].name);
		assert_int_equal(found.p != NULL, parameters[i].found != NULL);
		if (found.p)
			assert_str(found, parameters[i].found);
	}
	scope_close(&sc);
}

static void codings_are_undone(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	assert_str(mime_base64(&sc, STR("SGVs\r\nbG8=SGk=!?")), "HelloHi");
	assert_str(mime_base64(&sc, STR("")), "");
	assert_str(mime_quoted(&sc, STR("a=3Db=\r\nc= \n=E2=80=93=zz_="), false), "a=bc–=zz_=");
	assert_str(mime_quoted(&sc, STR("a_b=5F"), true), "a b_");
	scope_close(&sc);
}

static void replies_are_cut_out(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(replies); i++)
		assert_str(mail_reply(&sc, str_of(replies[i].text)), replies[i].reply);
	scope_close(&sc);
}

static void folded_and_missing_headers(void **state)
{
	struct scope sc = { 0 };
	struct str head = STR("A: 1\r\nSubject : a\r\n\tb\r\n  c: d\r\nsubject: second\r\nC:\r\n");

	(void)state;
	assert_str(mime_raw(&sc, head, "Subject"), "a\tb  c: d");
	assert_str(mime_raw(&sc, head, "C"), "");
	assert_null(mime_raw(&sc, head, "d").p);
	assert_null(mime_raw(&sc, (struct str){ 0 }, "d").p);
	scope_close(&sc);
}

static void heads_end_where_they_do(void **state)
{
	static const struct {
		const char *bytes, *head, *body;
	} mails[] = {
		{ "A: 1\n\nb", "A: 1\n", "b" },
		{ "A: 1\r\n\r\nb", "A: 1\r\n", "b" },
		{ "A : 1\n 2\nno header: here\nb", "A : 1\n 2\n", "no header: here\nb" },
		{ ">From x\nA: 1\n\nb", ">From x\nA: 1\n", "b" },
		{ "A: 1\n>From x\n", "A: 1\n", ">From x\n" },
		{ "\nb", "", "b" },
		{ "text", "", "text" },
		{ "A: 1", "A: 1", "" },
		{ ": 1\n", "", ": 1\n" },
		{ "", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(mails); i++) {
		struct str body;
		assert_str(mime_head(str_of(mails[i].bytes), &body), mails[i].head);
		assert_str(body, mails[i].body);
	}
}

/* --- ceilings ------------------------------------------------------------------------------------ */

static void depth_has_a_ceiling(void **state)
{
	struct scope sc = { 0 };
	struct buf *mail = buf_new(&sc, 1 << 20);

	(void)state;
	for (int i = 0; i < 1000; i++)
		buf_printf(mail, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
	buf_puts(mail, "Content-Type: text/plain\n\nvery deep");
	const struct mime *m = mime_read(&sc, buf_str(mail));
	assert_int_equal(m->parts.n, 1);
	assert_string_equal(m->parts.at[0].type, "multipart/mixed");
	scope_close(&sc);
}

static void parts_have_a_ceiling(void **state)
{
	struct scope sc = { 0 };
	struct buf *mail = buf_new(&sc, 1 << 20);

	(void)state;
	buf_puts(mail, "Content-Type: multipart/mixed; boundary=b\n\n");
	for (int i = 0; i < 5000; i++)
		buf_printf(mail, "--b\n\npart %d\n", i);
	const struct mime *m = mime_read(&sc, buf_str(mail));
	assert_int_equal(m->parts.n, MIME_PARTS);
	assert_str(mime_text(&sc, &m->parts.at[99]), "part 99");
	scope_close(&sc);
}

static void everything(struct scope *sc, struct str bytes)
{
	const struct mime *m = mime_read(sc, bytes);
	struct str rest = mime_raw(sc, m->head, "To"), address;

	assert_true(m->parts.n <= MIME_PARTS);
	for (size_t i = 0; i < m->parts.n; i++) {
		struct str text = mime_text(sc, &m->parts.at[i]);
		assert_true(str_is_utf8(text));
		assert_true(str_is_utf8(mail_reply(sc, text)));
	}
	while (mime_address(sc, &rest, &address))
		assert_true(str_is_utf8(address));
	(void)mime_header(sc, m->head, "Subject");
}

/* A megabyte of each, as it stands and under a head that makes something of it. */
static void time_grows_with_length_alone(void **state)
{
	static const char *const hostile[] = { "=?", "=?utf-8?Q?", "=?utf-8?B?a?= ", ">\n", "--b\n",
		"--b\n\n", "<a@b>,", "\"", "(", "=", "= ", "=\n", "; charset=", "\n", "\r\n", " ", "On 1\n",
		"on 1 a\n", "From: a\n", "_\n", "a", "--b\nContent-Type: multipart/mixed; boundary=b\n\n",
		"Subject: a\n b\n", "\xff", "@", "a@", ":" };
	static const char *const heads[] = { "",
		"Subject: ", "To: ", "Content-Type: ", "Content-Type: multipart/mixed; boundary=b\n\n--b\n",
		"Content-Type: text/plain; charset=koi8-r\n\n",
		"Content-Type: text/plain; charset=iso-2022-jp\n\n",
		"Content-Transfer-Encoding: quoted-printable\n\n", "Content-Transfer-Encoding: base64\n\n" };
	enum { LENGTH = 1 << 20 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(hostile) * COUNT_OF(heads); i++) {
		const char *word = hostile[i / COUNT_OF(heads)], *head = heads[i % COUNT_OF(heads)];
		struct scope sc = { 0 };
		struct buf *mail = buf_new(&sc, LENGTH + 200);
		clock_t from = clock();
		buf_puts(mail, head);
		while (buf_len(mail) < LENGTH)
			buf_puts(mail, word);
		everything(&sc, buf_str(mail));
		if (clock() - from > 3 * CLOCKS_PER_SEC)
			fail_msg("\"%s\" over and over under \"%s\" takes too long", word, head);
		scope_close(&sc);
	}
}

static void anything_is_read(void **state)
{
	static const char *const pieces[] = { "Subject", "To", ": ", "\n", "\r\n", "=?utf-8?", "Q?", "B?",
		"?=", "<", ">", "@", "\"", "(", ")", "\\", "Content-Type: ", "multipart/mixed",
		"; boundary=", "b", "--", "--b\n", "text/plain", "; charset=", "koi8-r", "utf-16",
		"Content-Transfer-Encoding: ", "base64", "quoted-printable", "=", "=E2", "\xe2", "\x80", "a",
		" ", "\t", "On 1 wrote:", "W dniu", "> ", "-- ", ",", ";", "1" };
	uint64_t seed = 7;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct scope sc = { 0 };
		struct buf *text = buf_new(&sc, 4000);
		for (size_t n = test_random(&seed) % 40; n; n--)
			buf_puts(text, pieces[test_random(&seed) % COUNT_OF(pieces)]);
		size_t n = buf_len(text);
		char *exact = malloc(n + 1); /* to the byte, so that the sanitizer sees a read past it */
		memcpy(exact, buf_str(text).p, n);
		exact = realloc(exact, n ? n : 1);
		everything(&sc, (struct str){ exact, n });
		free(exact);
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headers_are_decoded),
		cmocka_unit_test(addresses_are_found),
		cmocka_unit_test(parameters_are_found),
		cmocka_unit_test(codings_are_undone),
		cmocka_unit_test(replies_are_cut_out),
		cmocka_unit_test(folded_and_missing_headers),
		cmocka_unit_test(heads_end_where_they_do),
		cmocka_unit_test(depth_has_a_ceiling),
		cmocka_unit_test(parts_have_a_ceiling),
		cmocka_unit_test(time_grows_with_length_alone),
		cmocka_unit_test(anything_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
