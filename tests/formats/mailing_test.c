/* What services that send mail report: SendGrid, Postmark, Mailgun, Mailchimp. */
#include "formats/mailing.h"

#include "told.h"

/* clang-format off */
static const struct {
	const char *format, *path, *content, *want;
} cases[] = {
	/* A line each, categories as a list, the sender's own values among the service's, what names people left out. */
	{ NULL, "events.ndjson",
		"{\"email\":\"a@b.test\",\"timestamp\":\"1772446800\",\"event\":\"group_unsubscribe\",\"sg_event_id\":\"e1\","
		"\"category\":[\"cart\",\"spring\"],\"asm_group_id\":10,\"userId\":\"u-7\",\"order_id\":\"55\",\"First Name\":\"Ewa\","
		"\"nested\":{\"x\":1},\"flag\":true}\n"
		"{\"email\":\"a@b.test\",\"timestamp\":1772446800,\"event\":\"bounce\",\"sg_event_id\":\"e2\",\"reason\":"
		"\"550 <a@b.test>: no, ask c.d@e.test; sorry @ us\",\"url\":null}\n",
		"1.0  $time=2026-03-02T10:20:00Z  $event=email_unsubscribed  $channel=email  $campaign=cart  $key=sendgrid/e1"
		"  $user=u-7  $email=a@b.test  $order=55  category=cart, spring  asm_group_id=10  flag=true\n"
		"2.0  $time=2026-03-02T10:20:00Z  $event=email_bounced  $channel=email  $key=sendgrid/e2  $email=a@b.test"
		"  reason=550 <...>: no, ask ...; sorry @ us\n" },
	{ NULL, "a.json",
		"[{\"email\":\"a@b.test\",\"timestamp\":1772446800,\"event\":\"click\",\"sg_event_id\":\"e1\",\"url\":\"https://s.test/a\","
		"\"marketing_campaign_name\":\"Spring\",\"sg_machine_open\":false},"
		"{\"timestamp\":1,\"event\":\"open\",\"sg_event_id\":\"e2\"},{\"email\":\"a@b.test\",\"event\":\"open\"},"
		"{\"email\":\"a@b.test\",\"timestamp\":\"soon\",\"event\":\"open\"},{\"email\":\"a@b.test\",\"timestamp\":1},"
		"{\"email\":\"a@b.test\",\"timestamp\":1772446800,\"event\":\"novelty\"}]",
		"1.0  $time=2026-03-02T10:20:00Z  $event=email_clicked  $page=https://s.test/a  $channel=email  $campaign=Spring"
		"  $key=sendgrid/e1  $email=a@b.test\n"
		"2  broken: \"email\" is missing: nobody whose event it is\n"
		"3  broken: \"timestamp\" is no time in seconds\n"
		"4  broken: \"timestamp\" is no time in seconds: \"soon\"\n"
		"5  broken: \"event\" is missing\n"
		"6.0  $time=2026-03-02T10:20:00Z  $event=novelty  $channel=email  $email=a@b.test\n" },
	/* Postmark: a list, lines, each kind of record. */
	{ NULL, "p.ndjson",
		"{\"RecordType\":\"Open\",\"MessageID\":\"m-1\",\"Recipient\":\"a@b.test\",\"ReceivedAt\":\"2026-03-02T10:00:00Z\","
		"\"FirstOpen\":true,\"Client\":{\"Name\":\"Mail\"},\"Geo\":{\"IP\":\"203.0.113.9\",\"CountryISOCode\":\"PL\"},"
		"\"Metadata\":{\"customer_id\":\"u-1\",\"email\":\"a@b.test\",\"step\":\"2\"}}\n"
		"{\"RecordType\":\"Click\",\"MessageID\":\"m-1\",\"Recipient\":\"a@b.test\",\"ReceivedAt\":\"2026-03-02T10:00:05+01:00\","
		"\"OriginalLink\":\"https://s.test/\",\"ClickLocation\":\"HTML\"}\n"
		"{\"RecordType\":\"SubscriptionChange\",\"MessageID\":\"m-1\",\"Recipient\":\"a@b.test\",\"ChangedAt\":\"2026-03-02T10:01:00Z\","
		"\"SuppressSending\":true,\"SuppressionReason\":\"ManualSuppression\",\"Origin\":\"Recipient\"}\n"
		"{\"RecordType\":\"SubscriptionChange\",\"MessageID\":null,\"Recipient\":\"a@b.test\",\"ChangedAt\":\"2026-03-02T10:01:00Z\","
		"\"SuppressSending\":true,\"SuppressionReason\":\"HardBounce\"}\n"
		"{\"RecordType\":\"SubscriptionChange\",\"MessageID\":\"m-1\",\"Recipient\":\"a@b.test\",\"ChangedAt\":\"2026-03-02T10:02:00Z\","
		"\"SuppressSending\":false}\n"
		"{\"RecordType\":\"Bounce\",\"ID\":7,\"Type\":\"Transient\",\"Email\":\"a@b.test\",\"BouncedAt\":\"2026-03-02T10:02:00Z\"}\n"
		"{\"RecordType\":\"Poke\",\"MessageID\":\"m-1\",\"Recipient\":\"a@b.test\"}\n"
		"{\"RecordType\":\"Open\",\"MessageID\":\"m-1\",\"Recipient\":\"a@b.test\"}\n"
		"{\"RecordType\":\"Open\",\"MessageID\":\"m-1\"}\n{\"MessageID\":\"m-1\"}\n",
		"1.0  $time=2026-03-02T10:00:00Z  $event=email_opened  $channel=email  $key=postmark/Open/m-1/2026-03-02T10:00:00Z"
		"  $user=u-1  $email=a@b.test  message=m-1  first_open=true  client=Mail  country=PL  ip=203.0.113.0  step=2\n"
		"2.0  $time=2026-03-02T09:00:05Z  $event=email_clicked  $page=https://s.test/  $channel=email"
		"  $key=postmark/Click/m-1/2026-03-02T10:00:05+01:00  $email=a@b.test  message=m-1  click_location=HTML\n"
		"3.0  $time=2026-03-02T10:01:00Z  $event=email_unsubscribed  $channel=email"
		"  $key=postmark/SubscriptionChange/m-1/2026-03-02T10:01:00Z  $email=a@b.test  message=m-1"
		"  reason=ManualSuppression  origin=Recipient\n"
		"4.0  $time=2026-03-02T10:01:00Z  $event=email_suppressed  $channel=email  $email=a@b.test  reason=HardBounce\n"
		"5.0  $time=2026-03-02T10:02:00Z  $event=email_subscribed  $channel=email"
		"  $key=postmark/SubscriptionChange/m-1/2026-03-02T10:02:00Z  $email=a@b.test  message=m-1\n"
		"6.0  $time=2026-03-02T10:02:00Z  $event=email_deferred  $channel=email  $key=postmark/Bounce/7  $email=a@b.test"
		"  bounce_type=Transient\n"
		"7  broken: \"RecordType\" is none that is known: \"Poke\"\n"
		"8  broken: its time is missing or none\n"
		"9  broken: \"Recipient\" and \"Email\" are missing: nobody whose event it is\n"
		"10  broken: \"RecordType\" is missing\n" },
	/* Mailgun: a page of the events API, a list of webhooks. */
	{ NULL, "events.json",
		"{\"items\":[{\"id\":\"x1\",\"timestamp\":1772446904.9,\"log-level\":\"info\",\"event\":\"opened\",\"recipient\":\"a@b.test\","
		"\"ip\":\"203.0.113.9\",\"client-info\":{\"client-name\":\"Chrome\",\"bot\":\"apple\"},\"geolocation\":{\"country\":\"PL\"},"
		"\"campaigns\":[{\"id\":\"1\",\"name\":\"Spring\"}],\"tags\":[\"a\",\"b\"],\"user-variables\":{\"user_id\":\"u-1\"}},"
		"{\"id\":\"x2\",\"timestamp\":1772446904,\"log-level\":\"info\",\"event\":\"stored\",\"recipient\":\"help@s.test\"},"
		"{\"id\":\"x3\",\"timestamp\":1772446904,\"log-level\":\"warn\",\"event\":\"failed\",\"severity\":\"temporary\",\"recipient\":\"a@b.test\"},"
		"{\"id\":\"x4\",\"timestamp\":1772446904,\"log-level\":\"error\",\"event\":\"failed\",\"severity\":\"permanent\","
		"\"reason\":\"suppress-bounce\",\"recipient\":\"a@b.test\"}],\"paging\":{\"next\":\"https://api\"}}",
		"1.0  $time=2026-03-02T10:21:44.900Z  $event=email_opened  $channel=email  $campaign=Spring  $key=mailgun/x1/20514"
		"  $user=u-1  $email=a@b.test  tags=a, b  client=Chrome  country=PL  machine_open=true  ip=203.0.113.0\n"
		"3.0  $time=2026-03-02T10:21:44Z  $event=email_deferred  $channel=email  $key=mailgun/x3/20514  $email=a@b.test"
		"  severity=temporary\n"
		"4.0  $time=2026-03-02T10:21:44Z  $event=email_dropped  $channel=email  $key=mailgun/x4/20514  $email=a@b.test"
		"  severity=permanent  reason=suppress-bounce\n"
		"remark: events of mails that came in and of lists of addresses (\"stored\", \"list_member_uploaded\") are left out:"
		" no customer met them\n" },
	{ NULL, "hooks.json",
		"[{\"signature\":{\"token\":\"t\"},\"event-data\":{\"event\":\"clicked\",\"id\":\"y\",\"timestamp\":1772446904,"
		"\"recipient\":\"a@b.test\",\"url\":\"https://s.test/\"}},{\"event-data\":{\"event\":\"clicked\",\"timestamp\":1772446904}},"
		"{\"event-data\":{\"event\":\"clicked\",\"recipient\":\"a@b.test\"}},{\"event-data\":{}}]",
		"1.0  $time=2026-03-02T10:21:44Z  $event=email_clicked  $page=https://s.test/  $channel=email  $key=mailgun/y/20514"
		"  $email=a@b.test\n"
		"2  broken: \"recipient\" is missing: nobody whose event it is\n"
		"3  broken: \"timestamp\" is no time in seconds\n"
		"4  broken: \"event\" is missing\n" },
	/* Mailchimp's API: what is around the list, a contact without an address, refusals. */
	{ "mailchimp-activity", "a.json",
		"{\"emails\":[{\"campaign_id\":\"c1\",\"email_id\":\"e9\",\"activity\":[{\"action\":\"bounce\",\"type\":\"hard\","
		"\"timestamp\":\"2026-03-02T10:20:00+00:00\"},{\"action\":\"open\",\"timestamp\":\"soon\"},{\"timestamp\":\"soon\"}]},"
		"{\"activity\":[]},{\"email_address\":\"a@b.test\",\"activity\":[]}]}",
		"1.0  $time=2026-03-02T10:20:00Z  $event=email_bounced  $channel=email  $campaign=c1  $external=mailchimp/e9"
		"  bounce_type=hard\n"
		"1  broken: \"timestamp\" is no time: \"soon\"\n"
		"1  broken: an activity has no \"action\"\n"
		"2  broken: \"email_address\" is missing: nobody whose activity it is\n"
		"remark: Mailchimp counts as opened what mail programs fetch by themselves (Apple's privacy protection):"
		" clicks say more\n" },
	/* The account's export: by the path, the columns in any order. */
	{ NULL, "export.zip/granular_activity/clicks/1201_Spring_sale.csv",
		"Email,Timestamp,Url\na@b.test,2026-03-02 10:20:00,https://s.test/\na@b.test,soon,\n,2026-03-02 10:20:00,\n",
		"2.0  $time=2026-03-02T10:20:00Z  $event=email_clicked  $page=https://s.test/  $channel=email  $campaign=Spring_sale"
		"  $email=a@b.test  campaign_id=1201\n"
		"3  broken: \"Timestamp\" is missing or no time\n"
		"4  broken: \"Email\" is missing: nobody whose event it is\n"
		"remark: Mailchimp's times are read as UTC\n" },
	{ NULL, "granular_activity/opens/title.csv", "Timestamp,Email\n2026-03-02 10:20:00,a@b.test\n",
		"2.0  $time=2026-03-02T10:20:00Z  $event=email_opened  $channel=email  $email=a@b.test\n"
		"remark: Mailchimp's times are read as UTC\n"
		"remark: Mailchimp counts as opened what mail programs fetch by themselves (Apple's privacy protection):"
		" clicks say more\n" },
	/* The status is in the file's name, or nowhere. */
	{ NULL, "export.zip/nonsubscribed_members_export_1.csv", "Email Address,CONFIRM_TIME,LAST_CHANGED,LEID,EUID\na@b.test,,,1,2\n",
		"2.0  $channel=email  $email=a@b.test  $external=mailchimp/1  status=nonsubscribed\n"
		"remark: Mailchimp's times are read as UTC\n" },
	{ NULL, "renamed.csv", "Email Address,OPTIN_TIME,LEID,EUID\na@b.test,,1,2\n",
		"2.0  $channel=email  $email=a@b.test  $external=mailchimp/1\n"
		"remark: Mailchimp's times are read as UTC\n"
		"remark: neither the file's name (\"subscribed_members_export_...\") nor a column says whether these contacts are"
		" subscribed\n" },
	{ NULL, "a.csv", "E-mail,CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID,MEMBER_RATING,LEID,EUID\n"
		"a@b.test,2026-03-02 10:20:00,Spring,c1,2,1,2\n",
		"2.0  $time=2026-03-02T10:20:00Z  $event=email_bounced  $channel=email  $campaign=Spring"
		"  $key=mailchimp/1/cleaned/2026-03-02 10:20:00  $email=a@b.test  $external=mailchimp/1  status=cleaned"
		"  MEMBER_RATING=2  campaign_id=c1  reason=cleaned by Mailchimp\n"
		"remark: Mailchimp's times are read as UTC\n" },
};
/* clang-format on */

static void reports_become_facts(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_told(cases[i].format, cases[i].path, cases[i].content, cases[i].want);
}

static void a_look_ends_early(void **state)
{
	static const struct reader_options options = { .max_records = 1 };
	static const struct {
		const char *format, *content;
	} looks[] = {
		{ "sendgrid", "[{\"email\":\"a@b.test\",\"timestamp\":1,\"event\":\"open\"},"
			      "{\"email\":\"a@b.test\",\"timestamp\":2,\"event\":\"open\"}]" },
		{ "mailchimp-audience", "Email Address,CONFIRM_TIME\na@b.test,2026-03-02 10:20:00\n"
					"c@b.test,2026-03-02 10:20:00\n" },
		{ "mailchimp-clicks",
			"Timestamp,Email\n2026-03-02 10:20:00,a@b.test\n2026-03-02 10:20:00,c@b.test\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(looks); i++) {
		struct told t = { 0 };
		t.in = input_of(&t.sc, "a.txt", str_of(looks[i].content));
		told_from(&t, looks[i].format, &options);
		assert_true(t.ok);
		assert_int_equal(t.notes.records, 1);
		told_close(&t);
	}
}

/* Tables and objects that only look alike. */
static void others_are_not_claimed(void **state)
{
	static const struct {
		const char *path, *content, *format;
	} others[] = {
		{ "a.csv", "Timestamp,Email,Url\n2026-03-02 10:20:00,a@b.test,x\n", "csv" },
		{ "a.csv", "Email Address,First Name,TAGS\na@b.test,A,b\n", "csv" },
		{ "a.json", "[{\"email\":\"a@b.test\",\"timestamp\":1,\"event\":\"open\"}]", "json" },
		{ "a.json", "{\"items\":[{\"event\":\"a\",\"recipient\":\"b\",\"timestamp\":1}]}", "json" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		struct told t;
		told_text(&t, NULL, others[i].path, str_of(others[i].content));
		assert_true(t.ok);
		assert_string_equal(t.format->name, others[i].format);
		told_close(&t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reports_become_facts),
		cmocka_unit_test(a_look_ends_early),
		cmocka_unit_test(others_are_not_claimed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
