/* Mailboxes and mails: what they mean, who is who, what is left out. */
#include "formats/mail_owner.h"

#include "formats/mail_claim.h"
#include "told.h"

#define OURS "remark: mails from s.test are ours, all others are customers'\n"
#define LEFT(lists, machines, discarded, internals)                                                          \
	"remark: left out, since no customer wrote them: " lists " of lists and newsletters, " machines      \
	" of machines, " discarded " drafts and spam, " internals " between people of s.test\n"
#define D "Date: Mon, 2 Mar 2026 10:00:00 +0000\n"
#define T "  $time=2026-03-02T10:00:00Z"

/* clang-format off */
static const struct {
	const char *format, *content, *want;
} cases[] = {
	/* A mail without a number or a subject; one with neither text. */
	{ NULL, "From: a@b.test\nTo: help@s.test\n" D "\nHello", "1.0" T "  $event=message_sent  $channel=email  $text=Hello"
		"  $email=a@b.test  direction=in\n" OURS },
	{ NULL, "From: a@b.test\r\nTo: help@s.test\r\nSubject: only this\r\nDate: 2 Mar 2026 10:00:00 GMT\r\n", "1.0" T
		"  $event=message_sent  $channel=email  $email=a@b.test  direction=in  subject=only this\n" OURS },
	/* Times: the zone's name, none, the last machine's, none at all. */
	{ NULL, "From: a@b.test\nTo: help@s.test\nDate: Mon, 2 Mar 2026 05:00:00 -0500 (EST)\n\n.", "1.0" T
		"  $event=message_sent  $channel=email  $text=.  $email=a@b.test  direction=in\n" OURS },
	{ "eml", "From: a@b.test\nTo: help@s.test\nDate: Mon, 2 Mar 2026 10:00:00\n\n.", "1.0" T
		"  $event=message_sent  $channel=email  $text=.  $email=a@b.test  direction=in\n" OURS "zone assumed\n" },
	{ "eml", "From: a@b.test\nTo: help@s.test\nDate: soon\nReceived: by x (a; b); Mon, 2 Mar 2026\n 10:00:00 +0000\n\n.", "1.0" T
		"  $event=message_sent  $channel=email  $text=.  $email=a@b.test  direction=in\n" OURS },
	{ "eml", "From: a@b.test\nTo: help@s.test\n\n.", "1  broken: no time: the headers \"Date\" and \"Received\" are missing or"
		" say none\n" OURS },
	{ "eml", "To: help@s.test\n" D "\n.", "1  broken: the header \"From\" has no address: nobody whose mail it is\n" OURS },
	{ "mbox", "From - Mon Mar 02 10:00:00 2026\nFrom: a@b.test\nTo: help@s.test\n\n.\n", "1.0" T
		"  $event=message_sent  $channel=email  $text=.  $email=a@b.test  direction=in\n" OURS "zone assumed\n" },
	/* Who is who: a public domain is nobody's own, so that this one is ours to him. */
	{ "eml", "From: help@s.test\nTo: a@gmail.com, b@gmail.com, info@s.test\n" D "Message-ID: <1@s>\n\nText of ours",
		"1.0" T "  $event=reply_sent  $channel=email  $key=mail/1@s  $email=a@gmail.com  direction=out  thread=1@s\n"
		"1.1" T "  $event=reply_sent  $channel=email  $key=mail/1@s/1  $email=b@gmail.com  direction=out  thread=1@s\n" OURS },
	{ "eml", "From: bot@mail.s.test\nTo: a@gmail.com\nCc: x@s.test\nAuto-Submitted: auto-generated\n" D "\n.", "1.0" T
		"  $event=reply_sent  $channel=email  $email=a@gmail.com  direction=out  auto=true\n" OURS },
	{ "eml", "From: news@s.test\nTo: a@gmail.com\nList-Unsubscribe: <x>\n" D "\n.", "1.0" T
		"  $event=email_sent  $channel=email  $source=email  $email=a@gmail.com  direction=out\n" OURS },
	{ "eml", "From: x@s.test\nTo: y@s.test\n" D "\n.", LEFT("0", "0", "0", "1") OURS },
	{ "eml", "From: wp@s.test\nTo: y@s.test\nReply-To: A <a@b.test>\n" D "\nForm", "1.0" T
		"  $event=message_sent  $channel=email  $text=Form  $email=a@b.test  direction=in\n" OURS },
	/* What was not sent, or not wanted. */
	{ "eml", "From: x@s.test\nTo: a@b.test\nX-Gmail-Labels: Important,=?utf-8?Q?Wersje_robocze?=\n" D "\n.",
		"remark: left out, since no customer wrote them: 0 of lists and newsletters, 0 of machines, 1 drafts and spam, 0 between"
		" people of b.test\nremark: mails from b.test are ours, all others are customers'\n" },
	{ "eml", "From: a@b.test\nTo: x@s.test\nX-Spam-Flag: YES\n" D "\n.", LEFT("0", "0", "1", "0") OURS },
	{ "eml", "From: a@b.test\nTo: x@s.test\nX-Mozilla-Status: 0009\n" D "\n.", LEFT("0", "0", "1", "0") OURS },
	{ "eml", "From: a@b.test\nTo: x@s.test\nX-Mozilla-Status: 0001\nX-Spam-Flag: NO\nX-Gmail-Labels: Inbox\n" D "\n.", "1.0" T
		"  $event=message_sent  $channel=email  $text=.  $email=a@b.test  direction=in\n" OURS },
	/* What machines write. */
	{ "eml", "From: no-reply@b.test\nTo: y@s.test\n" D "\n.", LEFT("0", "1", "0", "0") OURS },
	{ "eml", "From: a@b.test\nTo: y@s.test\nAuto-Submitted: auto-generated\n" D "\n.", LEFT("0", "1", "0", "0") OURS },
	{ "eml", "From: a@b.test\nTo: y@s.test\nPrecedence: list\n" D "\n.", LEFT("1", "0", "0", "0") OURS },
	{ "eml", "From: a@b.test\nTo: y@s.test\nPrecedence: bulk\nIn-Reply-To: <q@s>\n" D "\n.", "1.0" T
		"  $event=email_auto_replied  $channel=email  $email=a@b.test  direction=in  thread=q@s\n" OURS },
	{ "eml", "From: a@b.test\nTo: y@s.test\nSubject: =?utf-8?Q?Odpowied=C5=BA_automatyczna?=: x\n" D "\n.", "1.0" T
		"  $event=email_auto_replied  $channel=email  $email=a@b.test  direction=in"
		"  subject=Odpowiedź automatyczna: x\n" OURS },
	{ "eml", "From: MAILER-DAEMON@b.test\nTo: y@s.test\nX-Failed-Recipients: a@c.test,\n d@c.test\n" D "\n.",
		"1.0" T "  $event=email_bounced  $channel=email  $source=email  $email=a@c.test\n"
		"1.1" T "  $event=email_bounced  $channel=email  $source=email  $email=d@c.test\n" OURS },
	{ "eml", "From: d@b.test\nTo: y@s.test\nContent-Type: multipart/report; boundary=b\n" D
		"\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: x\n--b--\n",
		"1  broken: the report of deliveries names no recipient\n" OURS },
	{ "eml", "From: d@b.test\nTo: y@s.test\nContent-Type: multipart/report; boundary=b\n\n--b\n"
		"Content-Type: message/delivery-status\n\n\nFinal-Recipient: rfc822; a@c.test\n--b--\n",
		"1  broken: no time: the headers \"Date\" and \"Received\" are missing or say none\n" OURS },
	{ "eml", "From: f@b.test\nTo: y@s.test\nContent-Type: multipart/report; boundary=b\n" D
		"\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b\nContent-Type: message/rfc822\n\n"
		"To: Jan <jan@c.test>\nMessage-ID: <7@s>\n\n.\n--b--\n", "1.0" T
		"  $event=email_complained  $channel=email  $source=email  $email=jan@c.test  feedback_type=abuse  message=7@s\n" OURS },
	{ "eml", "From: f@b.test\nTo: y@s.test\nContent-Type: multipart/report; boundary=b\n" D
		"\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: opt-out\n--b--\n",
		"1  broken: the complaint names nobody whose it is\n" OURS },
	{ "eml", "From: f@b.test\nTo: y@s.test\nContent-Type: multipart/report; boundary=b\n" D
		"\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: not-spam\n--b--\n", LEFT("0", "1", "0", "0") OURS },
	/* Lines that only begin like a mailbox's, and an empty mail. */
	{ NULL, "From a@b.test Mon Mar 02 10:00:00 2026\nFrom: a@b.test\nTo: help@s.test\n" D "\nFrom Monday on\n\nFrom here at 10:00\n"
		"From a@b.test Mon Mar 02 10:00:00 2026\n>From a\n>>From b\n\nFrom a@b.test Mon Mar 02 10:00:00 2026\n",
		"1.0" T "  $event=message_sent  $channel=email  $text=From Monday on\\n\\nFrom here at 10:00\\n"
		"From a@b.test Mon Mar 02 10:00:00 2026\\nFrom a  $email=a@b.test  direction=in\n"
		"13  broken: the header \"From\" has no address: nobody whose mail it is\n" OURS },
};
/* clang-format on */

static void mails_become_facts(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_told(cases[i].format, "a", cases[i].content, cases[i].want);
}

static void a_mailbox_says_whose_it_is(void **state)
{
	/* clang-format off */
	static const struct {
		const char *heads[4], *ours;
	} boxes[] = {
		{ { "From: a@x.test\nTo: h@s.test", "From: b@y.test\nTo: h@s.test", "From: h@s.test\nTo: a@x.test" }, "s.test" },
		{ { "From: h@s.test\nTo: a@x.test", "From: k@s.test\nTo: b@y.test" }, "s.test" },
		{ { "From: me@wp.pl\nTo: a@wp.pl", "From: b@wp.pl\nTo: me@wp.pl" }, "me@wp.pl" },
		{ { "From: a@x.test\nTo: h@s.test\nCc: h@s.test, k@s.test, a@x.test" }, "s.test" },
		{ { "Subject: nobody" }, NULL },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(boxes); i++) {
		struct scope sc = { 0 };
		struct mail_owners *o = mail_owners_new(&sc);
		for (size_t k = 0; k < 4 && boxes[i].heads[k]; k++)
			mail_owners_count(o, str_of(boxes[i].heads[k]));
		if (boxes[i].ours)
			assert_str(mail_owners_ours(o), boxes[i].ours);
		else
			assert_null(mail_owners_ours(o).p);
		scope_close(&sc);
	}
	assert_true(mail_is_ours(STR("s.test"), STR("a@s.test")));
	assert_true(mail_is_ours(STR("s.test"), STR("a@mail.s.test")));
	assert_false(mail_is_ours(STR("s.test"), STR("a@pets.test")));
	assert_false(mail_is_ours(STR("me@wp.pl"), STR("a@wp.pl")));
	assert_false(mail_is_ours((struct str){ 0 }, STR("a@wp.pl")));
}

static void only_mails_are_claimed(void **state)
{
	static const char *const others[] = { "From: a\nTo: b\n\nA talk.", "Subject: a\nTo: b\nDate: c\n",
		"From,To,Subject\na,b,c\n", "From here on: 10:00 2026\nno header\n",
		"From: x\nnot a header\nTo: y\nDate: z\n", "", "\n\n" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(others); i++)
		assert_false(mail_head_claim(mail_start(str_of(others[i]))));
	assert_true(mail_is_postmark(STR("From 1799@xxx Mon Mar 02 10:15:00 +0000 2026")));
	assert_false(mail_is_postmark(STR("From Monday at 10:15")));
	assert_false(mail_is_postmark(STR("From 2026 on")));
}

/* --- hostile mailboxes --------------------------------------------------------------------------- */

static struct str file_of(struct scope *sc, const char *name)
{
	const char *root = getenv("WEND_TEST_ROOT");
	FILE *f = fopen(scope_printf(sc, "%s/tests/samples/%s", root ? root : ".", name), "rb");
	char *p = scope_alloc(sc, 1 << 16, 1);

	assert_non_null(f);
	size_t n = fread(p, 1, 1 << 16, f);
	fclose(f);
	return (struct str){ p, n };
}

static void damage(struct str whole, char *p, uint64_t *seed)
{
	memcpy(p, whole.p, whole.n);
	for (uint64_t n = test_random(seed) % 30; n; n--) {
		size_t at = test_random(seed) % whole.n, from = test_random(seed) % whole.n;
		size_t length = test_random(seed) % 40;
		if (test_random(seed) % 2 && at + length < whole.n && from + length < whole.n)
			memmove(p + at, p + from, length);
		else
			p[at] = (char)test_random(seed);
	}
}

static void damaged_mailboxes_are_read(void **state)
{
	struct scope sc = { 0 };
	struct str whole = file_of(&sc, "support.mbox");
	uint64_t seed = 11;
	char *p = scope_alloc(&sc, whole.n, 1);

	(void)state;
	for (int round = 0; round < 600; round++) {
		struct told t;
		damage(whole, p, &seed);
		told_text(&t, round % 3 ? "mbox" : "eml", "a", (struct str){ p, whole.n });
		if (!t.ok) /* its very first lines are damaged */
			assert_fault(&t.sc, FAULT_INVALID, "no text with records");
		assert_true(str_is_utf8(buf_str(t.text)));
		told_close(&t);
	}
	scope_close(&sc);
}

/* A mail with an attachment past the ceiling, and one line of many megabytes, do not keep the next from being read. */
static void large_mails_are_cut(void **state)
{
	struct scope sc = { 0 };
	struct buf *box = buf_new(&sc, 64 << 20);
	struct told t;

	(void)state;
	buf_puts(box, "From x Mon Mar 02 10:00:00 2026\nFrom: a@b.test\nTo: h@s.test\n" D "\nfirst\n");
	for (int i = 0; i < 1 << 20; i++)
		buf_puts(box, "aaaaaaaaaaaa");
	buf_puts(box, "\n\nFrom x Mon Mar 02 10:00:00 2026\nFrom: c@b.test\nTo: h@s.test\n" D "\nsecond\n");
	told_text(&t, "mbox", "a", buf_str(box));
	assert_true(t.ok);
	assert_int_equal(t.notes.records, 2);
	assert_true(str_has(buf_str(t.text), STR("$text=second")));
	told_close(&t);
	scope_close(&sc);
}

static void a_look_ends_early(void **state)
{
	static const struct reader_options options = { .max_records = 2 };
	struct told t = { 0 };

	(void)state;
	t.in = input_of(&t.sc, "a", file_of(&t.sc, "support.mbox"));
	told_from(&t, NULL, &options);
	assert_true(t.ok);
	assert_true(t.notes.records >= 2 && t.notes.records <= 3); /* a mail is told whole */
	told_close(&t);
}

static void what_is_no_mailbox_is_refused(void **state)
{
	struct told t;

	(void)state;
	assert_told_refused("mbox", "From: a@b.test\nTo: c@d.test\n\n.\n", FAULT_INVALID,
		"--format eml reads a single mail");
	assert_told_refused("mbox", "", FAULT_INVALID, "is empty");
	assert_told_refused("eml", "PAR1\x15", FAULT_INVALID, "is a Parquet file");
	/* A mail with bytes of no text is one. */
	told_text(&t, NULL, "a", (struct str){ "From: a@b.test\nTo: c@d.test\n" D "\na\0b\n", 70 });
	assert_true(t.ok);
	assert_true(str_has(buf_str(t.text), STR("$text=ab ")));
	told_close(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mails_become_facts),
		cmocka_unit_test(a_mailbox_says_whose_it_is),
		cmocka_unit_test(only_mails_are_claimed),
		cmocka_unit_test(damaged_mailboxes_are_read),
		cmocka_unit_test(large_mails_are_cut),
		cmocka_unit_test(a_look_ends_early),
		cmocka_unit_test(what_is_no_mailbox_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
