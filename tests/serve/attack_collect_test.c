/* Who may send events: keys, the sites that a key is for, services whose word is checked. */
#include "attack_kit.h"

#include <sodium.h>

#include "serve/sources.h"

#define EVENT "{\"event\":\"Cart\",\"userId\":\"u\",\"messageId\":\"%s\"}"

static struct live_source shop, closed, mails;

static void add(struct house_kit *kit, struct documents *docs, struct live_source *source)
{
	if (!live_add(&kit->sc, docs, source, clock_us()))
		fail_msg("%s", kit->sc.why);
}

static int open_sources(void **state)
{
	static const struct str origins[] = { { "https://shop.example", 20 } };
	struct house_kit *kit = house_kit_open();
	struct documents *docs =
		documents_open(&kit->sc, scope_printf(&kit->sc, "%s/wend.db", kit->dir), LITE_WRITE);

	assert_non_null(docs);
	shop = (struct live_source){
		.name = STR("shop"), .kind = SOURCE_WEB, .origins = origins, .n_origins = 1
	};
	closed = (struct live_source){ .name = STR("closed"), .kind = SOURCE_WEB };
	mails = (struct live_source){ .name = STR("mails"),
		.kind = SOURCE_EMAIL,
		.webhook = STR("mailgun"),
		.secret = STR("a-long-enough-secret") };
	add(kit, docs, &shop);
	add(kit, docs, &closed);
	add(kit, docs, &mails);
	assert_true(live_disable(&kit->sc, docs, STR("closed"), true));
	documents_close(docs);
	assert_true(sources_read(&kit->sc, kit->house->sources));
	*state = kit;
	return 0;
}

static struct kit_answer *track(struct house_kit *kit, struct str key, const char *headers, const char *id)
{
	return kit_ask_with(kit, kit->nobody, "POST",
		scope_printf(&kit->sc, "/v1/track?writeKey=%.*s", STR_ARG(key)), headers,
		str_of(scope_printf(&kit->sc, EVENT, id)));
}

static uint64_t taken(struct house_kit *kit)
{
	struct inbox_counts counts;

	inbox_counts(kit->house->inbox, &counts);
	return counts.accepted;
}

/* As browsers write it, and nothing that only looks like it. */
static void a_key_is_for_its_sites(void **state)
{
	static const char *const others[] = { "https://elsewhere.example", "http://shop.example",
		"https://shop.example:8443", "https://shop.example.elsewhere.example",
		"https://evilshop.example", "https://shop.example/", "https://shop.example@elsewhere.example",
		"HTTPS://SHOP.EXAMPLE", "null", "*", "file://",
		"https://shop.example, https://elsewhere.example" };
	struct house_kit *kit = *state;
	uint64_t before = taken(kit);

	for (size_t i = 0; i < COUNT_OF(others); i++) {
		const char *origin = scope_printf(&kit->sc, "Origin: %s\r\n", others[i]);
		struct kit_answer *a = track(kit, shop.key, origin, "a");
		if (a->status != 403)
			fail_msg("%s: %d %s", others[i], a->status, a->body);
	}
	assert_int_equal(taken(kit), before);
	struct kit_answer *a = track(kit, shop.key, "Origin: https://shop.example\r\n", "b");
	assert_int_equal(a->status, 200);
	assert_string_equal(attack_header(kit, a, "Access-Control-Allow-Origin"), "https://shop.example");
	assert_non_null(strstr(attack_header(kit, a, "Vary"), "Origin"));
	/* a server has no origin, and is let in by its key alone */
	assert_int_equal(track(kit, shop.key, "", "c")->status, 200);
	assert_int_equal(taken(kit), before + 2);
}

static void only_whole_keys_open(void **state)
{
	struct house_kit *kit = *state;
	uint64_t before = taken(kit);

	for (size_t n = 0; n < shop.key.n; n += 5)
		assert_int_equal(track(kit, str_sub(shop.key, 0, n), "", "d")->status, 401);
	assert_int_equal(
		track(kit, str_of(scope_printf(&kit->sc, "%.*sx", STR_ARG(shop.key))), "", "d")->status, 401);
	assert_int_equal(
		track(kit, str_of(scope_printf(&kit->sc, "%.*s%%00", STR_ARG(shop.key))), "", "d")->status,
		401);
	assert_int_equal(track(kit, STR("%27%20OR%201%3D1--"), "", "d")->status, 401);
	assert_int_equal(track(kit, closed.key, "", "d")->status, 403);
	/* a key opens no API, a token no collector */
	struct kit_user pretender = { .token = shop.key, .by_token = true };
	kit_refused(kit, &pretender, "GET", "/api/v1/maps", NULL, 401, "sign in");
	assert_int_equal(track(kit, kit->admin->token, "", "d")->status, 401);
	assert_int_equal(taken(kit), before);
}

/* A webhook is as good as its signature: the path alone, which stands in logs of others, sends nothing. */
static void a_hook_is_signed(void **state)
{
	static const char body[] =
		"{\"signature\":{\"timestamp\":\"1772446500\",\"token\":\"aaaa\",\"signature\":\"00\"},"
		"\"event-data\":{\"event\":\"opened\",\"recipient\":\"a@b.c\"}}";
	struct house_kit *kit = *state;
	uint64_t before = taken(kit);
	const char *path = scope_printf(&kit->sc, "/v1/webhook/%.*s", STR_ARG(mails.key));
	const char *type = "Content-Type: application/json\r\n";

	assert_int_equal(kit_ask_with(kit, kit->nobody, "POST", path, type, str_of(body))->status, 401);
	assert_int_equal(kit_ask_with(kit, kit->nobody, "POST", path, type, STR("{}"))->status, 401);
	assert_int_equal(kit_ask_with(kit, kit->nobody, "POST", path, type, STR(""))->status, 401);
	assert_int_equal(
		kit_ask_with(kit, kit->admin, "POST", "/v1/webhook/wk_nobodys", type, str_of(body))->status,
		404);
	/* a key of a web site is no hook's */
	path = scope_printf(&kit->sc, "/v1/webhook/%.*s", STR_ARG(shop.key));
	assert_int_equal(kit_ask_with(kit, kit->nobody, "POST", path, type, str_of(body))->status, 404);
	assert_int_equal(taken(kit), before);
}

/* As Mailgun signs: HMAC-SHA256 over timestamp and token. */
static struct str mailgun_body(struct house_kit *kit, const char *token, const char *event)
{
	const char *timestamp = scope_printf(&kit->sc, "%lld", (long long)(clock_us() / 1000000));
	const char *text = scope_printf(&kit->sc, "%s%s", timestamp, token);
	unsigned char mac[crypto_auth_hmacsha256_BYTES];
	char hex[2 * sizeof mac + 1];
	crypto_auth_hmacsha256_state hmac;

	crypto_auth_hmacsha256_init(&hmac, (const unsigned char *)mails.secret.p, mails.secret.n);
	crypto_auth_hmacsha256_update(&hmac, (const unsigned char *)text, strlen(text));
	crypto_auth_hmacsha256_final(&hmac, mac);
	sodium_bin2hex(hex, sizeof hex, mac, sizeof mac);
	return str_of(scope_printf(&kit->sc,
		"{\"signature\":{\"timestamp\":\"%s\",\"token\":\"%s\",\"signature\":\"%s\"},"
		"\"event-data\":{\"event\":\"%s\",\"id\":\"%s\",\"recipient\":\"a@b.c\"}}",
		timestamp, token, hex, event, token));
}

/* Mailgun's signature does not cover the body: what was signed once says nothing else afterwards. */
static void a_token_is_for_one_body(void **state)
{
	struct house_kit *kit = *state;
	uint64_t before = taken(kit);
	const char *path = scope_printf(&kit->sc, "/v1/webhook/%.*s", STR_ARG(mails.key));
	const char *type = "Content-Type: application/json\r\n";
	struct str opened = mailgun_body(kit, "4f7c0d", "opened");
	struct str other = str_copy(&kit->sc, opened);

	memcpy(strstr((char *)(uintptr_t)other.p, "opened"), "failed", 6);
	assert_int_equal(kit_ask_with(kit, kit->nobody, "POST", path, type, opened)->status, 200);
	struct kit_answer *a = kit_ask_with(kit, kit->nobody, "POST", path, type, other);
	assert_int_equal(a->status, 401);
	assert_non_null(strstr(a->body, "came before, with another body"));
	assert_int_equal(taken(kit), before + 1);
	/* the same once more is a delivery that is tried again; another token is another event */
	assert_int_equal(kit_ask_with(kit, kit->nobody, "POST", path, type, opened)->status, 200);
	assert_int_equal(
		kit_ask_with(kit, kit->nobody, "POST", path, type, mailgun_body(kit, "4f7c0e", "failed"))
			->status,
		200);
	assert_int_equal(taken(kit), before + 3);
}

static void a_batch_has_a_ceiling(void **state)
{
	struct house_kit *kit = *state;
	struct buf *out = buf_new(&kit->sc, 16 << 20);
	uint64_t before = taken(kit);

	buf_puts(out, "{\"batch\":[");
	for (int i = 0; i < 60000; i++)
		buf_printf(out,
			"%s{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"messageId\":\"m%d\"}",
			i ? "," : "", i);
	buf_puts(out, "]}");
	const char *path = scope_printf(&kit->sc, "/v1/batch?writeKey=%.*s", STR_ARG(shop.key));
	struct kit_answer *a = kit_ask_with(kit, kit->nobody, "POST", path, "", buf_str(out));
	assert_int_equal(a->status, 413);
	assert_int_equal(taken(kit), before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_is_for_its_sites),
		cmocka_unit_test(only_whole_keys_open),
		cmocka_unit_test(a_hook_is_signed),
		cmocka_unit_test(a_token_is_for_one_body),
		cmocka_unit_test(a_batch_has_a_ceiling),
	};

	return cmocka_run_group_tests(tests, open_sources, attack_close);
}
