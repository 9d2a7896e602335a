#include "collect/webhook.h"

#include "test.h"

#define S INT64_C(1000000)

/* SendGrid's own, of the tests of its libraries (sendgrid-python, test/unit/test_eventwebhook.py). */
static const char theirs[] =
	"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eN"
	"Ec6wEA3F+g==";
static const char their_signature[] =
	"MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAb"
	"PIqHh89M15TluLtEZtM=";
static const char their_body[] =
	"[{\"email\":\"hello@world.com\",\"event\":\"dropped\",\"reason\":\"Bounced Address\",\"sg_event_id\":"
	"\"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA\",\"sg_message_id\":"
	"\"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0\",\"smtp-id\":"
	"\"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>\",\"timestamp\":1600112492}]\r\n";

/* Made by: openssl ecparam -name prime256v1 -genkey -noout -out k.pem; openssl ec -in k.pem -pubout -outform DER | base64;
 * printf '1772446900[{"event":"open"}]' | openssl dgst -sha256 -sign k.pem | base64 */
static const char ours[] =
	"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEeHHi3uMU7ArLhDdkrDM1o3BuwrslZZ0q1hJ9AsjEVvwGX/BVLVc5RMH3zFNZelELWwd0jK9+OqKz"
	"+zNt1L1YyA==\n";
static const char our_signature[] =
	"MEQCIBSxRmPUtNvTcBHBVEBSTczz39UJ3LSd6UgRQRWESDVUAiBSgU21q+StOFoRPQBmzwCb0BpNVLF6cXOBu1CchCYCpg==";
static const char our_body[] = "[{\"event\":\"open\"}]";
/* The same of secp384r1 */
static const char larger[] =
	"MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEOsfpHM8hIslDwKyOFvuM5KkH9J2Dy1/luWxJXn180ccKovrtWCOdG7DsqNoqNv5ChphdUB/lJzXX1KLj"
	"qaoyG6F1iD1xCoqZIA1eeVDibgWCmj6qPCUWBbP+x+iNYYJh";

struct headers {
	const char *signature, *timestamp;
};

static struct str header(void *to, const char *name)
{
	const struct headers *h = to;

	if (!strcmp(name, "X-Twilio-Email-Event-Webhook-Signature"))
		return str_of(h->signature);
	return strcmp(name, "X-Twilio-Email-Event-Webhook-Timestamp") ? (struct str){ 0 }
								      : str_of(h->timestamp);
}

static void check(const char *name, const char *secret, const struct webhook_request *r, const char *why)
{
	struct scope sc = { 0 };
	bool ok = webhook_verify(&sc, webhook_find(str_of(name)), str_of(secret), r);

	if (ok != !why)
		fail_msg("%s: %s, wanted %s", name, sc.why, why ? why : "none");
	if (why)
		assert_fault(&sc, FAULT_DENIED, why);
	scope_close(&sc);
}

static void sendgrid(void **state)
{
	static const struct {
		const char *key, *signature, *timestamp, *body;
		int64_t now_s;
		const char *why;
	} cases[] = {
		{ theirs, their_signature, "1600112502", their_body, 1600112502, NULL },
		{ theirs, their_signature, "1600112502", their_body, 1600112502 + 24 * 3600, NULL },
		{ theirs, their_signature, "1600112502", their_body, 1600112502 + 26 * 3600, "too old" },
		{ theirs, their_signature, "1600112502", their_body, 1600112502 - 600, "lies ahead" },
		{ theirs, their_signature, "1600112503", their_body, 1600112502, "does not fit" },
		{ theirs, our_signature, "1600112502", their_body, 1600112502, "does not fit" },
		{ ours, their_signature, "1600112502", their_body, 1600112502, "does not fit" },
		{ ours, our_signature, "1772446900", our_body, 1772446901, NULL },
		{ ours, our_signature, "1772446900", "[{\"event\":\"Open\"}]", 1772446901, "does not fit" },
		{ ours, NULL, "1772446900", our_body, 1772446901, "not signed" },
		{ ours, "", "1772446900", our_body, 1772446901, "not signed" },
		{ ours, "!!", "1772446900", our_body, 1772446901, "does not fit" },
		{ ours, "AAAA", "1772446900", our_body, 1772446901, "does not fit" },
		{ ours, our_signature, NULL, our_body, 1772446901, "missing or none" },
		{ ours, our_signature, "now", our_body, 1772446901, "missing or none" },
		{ "AAAA", our_signature, "1772446900", our_body, 1772446901, "does not fit" },
		{ larger, our_signature, "1772446900", our_body, 1772446901, "does not fit" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct headers h = { cases[i].signature, cases[i].timestamp };
		check("sendgrid", cases[i].key,
			&(struct webhook_request){ .body = str_of(cases[i].body),
				.now_us = cases[i].now_s * S,
				.header = header,
				.to = &h },
			cases[i].why);
	}
	check("sendgrid", ours, &(struct webhook_request){ .body = str_of(our_body) }, "not signed");
}

/* printf '17724469054f7c0d' | openssl dgst -sha256 -hmac key-0123456789abcdef */
#define MAC "7001cf393eb4211484c817dbad055aac10e5fc28eeb4301bfa4cf6980dc01b4e"
#define SIGNED(timestamp, token, mac, more)                                                                  \
	"{\"signature\":{\"timestamp\":\"" timestamp "\",\"token\":\"" token "\",\"signature\":\"" mac       \
	"\"},\"event-data\":{" more "}}"

static void mailgun(void **state)
{
	static const struct {
		const char *secret, *body;
		int64_t now_s;
		const char *why;
	} cases[] = {
		{ "key-0123456789abcdef", SIGNED("1772446905", "4f7c0d", MAC, ""), 1772446906, NULL },
		{ "key-0123456789abcdef\n", SIGNED("1772446905", "4f7c0d", MAC, ""), 1772446906 + 8 * 3600,
			NULL },
		{ "key-0123456789abcdef", SIGNED("1772446905", "4f7c0d", MAC, ""), 1772446906 + 10 * 3600,
			"too old" },
		{ "key-0123456789abcdef", SIGNED("1772446906", "4f7c0d", MAC, ""), 1772446906,
			"does not fit" },
		{ "key-0123456789abcdef", SIGNED("1772446905", "4f7c0e", MAC, ""), 1772446906,
			"does not fit" },
		{ "key-0123456789abcdeF", SIGNED("1772446905", "4f7c0d", MAC, ""), 1772446906,
			"does not fit" },
		{ "key-0123456789abcdef", SIGNED("1772446905", "4f7c0d", MAC "00", ""), 1772446906,
			"does not fit" },
		{ "key-0123456789abcdef", SIGNED("1772446905", "4f7c0d", "00ff", ""), 1772446906,
			"does not fit" },
		{ "key-0123456789abcdef", SIGNED("1772446905", "4f7c0d", "", ""), 1772446906, "not signed" },
		{ "key-0123456789abcdef", "{}", 1772446906, "not signed" },
		{ "key-0123456789abcdef", "not JSON", 1772446906, "not signed" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		check("mailgun", cases[i].secret,
			&(struct webhook_request){
				.body = str_of(cases[i].body), .now_us = cases[i].now_s * S },
			cases[i].why);
}

/* What was signed may come again as it was, and with nothing else. */
static void mailguns_token(void **state)
{
	struct scope sc = { 0 };
	struct webhook_tokens *tokens = webhook_tokens_open(&sc);
	struct webhook_request r = { .body = STR(SIGNED("1772446905", "4f7c0d", MAC, "")),
		.now_us = 1772446906 * S,
		.tokens = tokens };

	(void)state;
	check("mailgun", "key-0123456789abcdef", &r, NULL);
	check("mailgun", "key-0123456789abcdef", &r, NULL);
	r.body = STR(SIGNED("1772446905", "4f7c0d", MAC, "\"event\":\"opened\""));
	check("mailgun", "key-0123456789abcdef", &r, "came before, with another body");
	webhook_tokens_close(tokens);
	scope_close(&sc);
}

static void postmark(void **state)
{
	static const char secret[] = "a-long-enough-secret\n";

	(void)state;
	check("postmark", secret, &(struct webhook_request){ .password = STR("a-long-enough-secret") }, NULL);
	check("postmark", secret, &(struct webhook_request){ .token = STR("a-long-enough-secret") }, NULL);
	check("postmark", secret, &(struct webhook_request){ .token = STR("a-long-enough-secreT") },
		"is another");
	check("postmark", secret, &(struct webhook_request){ .token = STR("a-long-enough-secre") },
		"is another");
	check("postmark", secret, &(struct webhook_request){ 0 }, "without a password");
}

static void secrets(void **state)
{
	static const struct {
		const char *hook, *secret, *why;
	} cases[] = {
		{ "sendgrid", theirs, NULL },
		{ "sendgrid", ours, NULL },
		{ "sendgrid", larger, "no public key as SendGrid shows it" },
		{ "sendgrid", "AAAA", "no public key as SendGrid shows it" },
		{ "sendgrid", "", "no public key as SendGrid shows it" },
		{ "mailgun", "key-0123456789abcdef", NULL },
		{ "mailgun", "short", "shorter than 16 bytes" },
		{ "postmark", "short", "shorter than 16 bytes" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		assert_int_equal(webhook_find(str_of(cases[i].hook))->secret_ok(&sc, str_of(cases[i].secret)),
			!cases[i].why);
		if (cases[i].why)
			assert_fault(&sc, FAULT_INVALID, cases[i].why);
		scope_close(&sc);
	}
	assert_null(webhook_find(STR("mailchimp")));
}

static void what_is_in_it(void **state)
{
	static const struct {
		const char *body;
		uint32_t events;
		const char *why;
	} cases[] = {
		{ "[{\"a\":1},{\"b\":[]}]", 2, NULL },
		{ "[]", 0, NULL },
		{ "{\"a\":1}", 1, NULL },
		{ "[1]", 0, "no sound JSON" },
		{ "{\"a\":1}{}", 0, "text behind" },
		{ "[{]", 0, "no sound JSON" },
		{ "3", 0, "neither an object nor a list" },
		{ "\"\xff\"", 0, "not UTF-8" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		uint32_t n;
		bool ok = webhook_count(&sc, &webhooks[0], str_of(cases[i].body), 0, &n);
		assert_int_equal(ok, !cases[i].why);
		if (ok)
			assert_int_equal(n, cases[i].events);
		else
			assert_fault(&sc, FAULT_INVALID, cases[i].why);
		scope_close(&sc);
	}
}

static void too_large(void **state)
{
	struct scope sc = { 0 };
	uint32_t n;
	size_t bytes = COLLECT_BATCH_BYTES + 1;

	(void)state;
	assert_false(
		webhook_count(&sc, &webhooks[0], (struct str){ scope_alloc(&sc, bytes, 1), bytes }, 0, &n));
	assert_fault(&sc, FAULT_LIMIT, "the ceiling is 5242880");
	scope_forgive(&sc);
	assert_true(webhook_count(&sc, &webhooks[0], STR("[{},{}]"), 7, &n));
	assert_int_equal(n, 2);
	assert_false(webhook_count(&sc, &webhooks[0], STR("[{},{}]"), 6, &n));
	assert_fault(&sc, FAULT_LIMIT, "the body has 7 bytes, the ceiling is 6");
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sendgrid),
		cmocka_unit_test(mailgun),
		cmocka_unit_test(mailguns_token),
		cmocka_unit_test(postmark),
		cmocka_unit_test(secrets),
		cmocka_unit_test(what_is_in_it),
		cmocka_unit_test(too_large),
	};

	return cmocka_run_group_tests_name("webhook", tests, NULL, NULL);
}
