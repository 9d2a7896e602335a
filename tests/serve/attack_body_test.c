/* Bodies that are more than they seem: packed, nested, twice the same, numbers and letters that are none. */
#include "attack_rows.h"

#include "serve/gzip.h"
#include "store/live.h"

#define SIGN_IN "/api/v1/sign-in"

static struct kit_answer *post(struct house_kit *kit, const char *path, const char *headers, struct str body)
{
	return kit_ask_with(kit, kit->nobody, "POST", path, headers, body);
}

static struct str zeros(struct house_kit *kit, size_t n)
{
	return (struct str){ scope_alloc(&kit->sc, n, 1), n };
}

/* --- gzip ------------------------------------------------------------------------------------------------ */

static void bombs_meet_a_ceiling(void **state)
{
	static const char packed[] = "Content-Type: application/json\r\nContent-Encoding: gzip\r\n";
	struct house_kit *kit = *state;
	struct str bomb = gzip_pack(&kit->sc, zeros(kit, 64 << 20)), twice = gzip_pack(&kit->sc, bomb);

	assert_true(bomb.n < 70000);
	struct kit_answer *a = post(kit, "/v1/batch", packed, bomb);
	assert_int_equal(a->status, 413);
	assert_non_null(strstr(a->body, "unpacked, the body is larger"));
	/* One layer is unpacked, never two. */
	a = post(kit, "/v1/batch", packed, twice);
	assert_int_equal(a->status, 400);
	a = post(kit, SIGN_IN, packed, gzip_pack(&kit->sc, zeros(kit, 1 << 20)));
	assert_int_equal(a->status, 413);
	attack_survived(kit);
}

static void half_a_gzip_is_none(void **state)
{
	static const char packed[] = "Content-Type: application/json\r\nContent-Encoding: gzip\r\n";
	struct house_kit *kit = *state;
	const struct str json = STR("{\"email\":\"a@b.c\",\"password\":\"x\"}");
	struct str whole = gzip_pack(&kit->sc, json),
		   junk = { scope_alloc(&kit->sc, whole.n + 40, 1), whole.n + 5 };

	assert_int_equal(post(kit, SIGN_IN, packed, whole)->status, 401);
	for (size_t n = 0; n < whole.n; n++)
		assert_int_equal(post(kit, SIGN_IN, packed, str_sub(whole, 0, n))->status, 400);
	/* what follows it, be it another one */
	memcpy((char *)(uintptr_t)junk.p, whole.p, whole.n);
	assert_int_equal(post(kit, SIGN_IN, packed, junk)->status, 400);
	for (size_t i = 0; i < whole.n; i++) {
		char *bytes = (char *)(uintptr_t)str_copy(&kit->sc, whole).p;
		bytes[i] = (char)(bytes[i] ^ 0x55);
		int status = post(kit, SIGN_IN, packed, (struct str){ bytes, whole.n })->status;
		assert_true(status == 400 || status == 401 ||
			    status == 429); /* names and times are not checked */
	}
	static const char *const others[] = { "br", "deflate", "gzip, gzip", "x-gzip", "zstd",
		"identity, gzip", "" };
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		const char *headers = scope_printf(
			&kit->sc, "Content-Type: application/json\r\nContent-Encoding: %s\r\n", others[i]);
		assert_int_equal(post(kit, SIGN_IN, headers, whole)->status, 415);
	}
}

/* --- JSON -------------------------------------------------------------------------------------------------- */

static struct str nested(struct house_kit *kit, char open, size_t n)
{
	struct buf *out = buf_new(&kit->sc, 1 << 20);

	buf_puts(out, "{\"email\":");
	for (size_t i = 0; i < n; i++)
		buf_puts(out, open == '[' ? "[" : "{\"a\":");
	return buf_str(out);
}

#define BYTES(text)                                                                                          \
	{                                                                                                    \
		text, sizeof(text) - 1                                                                       \
	}

static void json_is_read_strictly(void **state)
{
	static const struct {
		struct str body;
		int status;
	} cases[] = {
		{ BYTES(""), 400 },
		{ BYTES(" "), 400 },
		{ BYTES("null"), 400 },
		{ BYTES("1"), 400 },
		{ BYTES("[]"), 422 },
		{ BYTES("{"), 400 },
		{ BYTES("{}x"), 400 },
		{ BYTES("{}{}"), 400 },
		{ BYTES("\xef\xbb\xbf{}"), 400 },
		{ BYTES("{\"email\":\"a\",\"email\":\"b\",\"password\":\"x\"}"), 400 },
		{ BYTES("{\"email\":\"a\",\"\\u0065mail\":\"b\",\"password\":\"x\"}"), 400 },
		{ BYTES("{\"email\":\"a\\u0000b\",\"password\":\"x\"}"), 400 },
		{ BYTES("{\"email\":\"a\0b\",\"password\":\"x\"}"), 400 },
		{ BYTES("{\"email\":\"\xff\",\"password\":\"x\"}"), 400 },
		{ BYTES("{\"email\":\"\xc0\xae\",\"password\":\"x\"}"), 400 },
		{ BYTES("{\"email\":\"\xed\xa0\x80\",\"password\":\"x\"}"), 400 },
		{ BYTES("{\"email\":\"\\ud800\",\"password\":\"x\"}"), 400 },
		{ BYTES("{\"email\":\"\\udc00\\ud800\",\"password\":\"x\"}"), 400 },
		{ BYTES("{\"email\":\"\n\",\"password\":\"x\"}"), 400 },
		{ BYTES("{\"email\":1,\"password\":\"x\"}"), 422 },
		{ BYTES("{\"email\":null,\"password\":\"x\"}"), 422 },
		{ BYTES("{\"email\":{},\"password\":\"x\"}"), 422 },
		{ BYTES("{\"email\":1e999,\"password\":\"x\"}"), 400 },
		{ BYTES("{\"email\":99999999999999999999,\"password\":\"x\"}"), 400 },
		{ BYTES("{\"email\":NaN,\"password\":\"x\"}"), 400 },
		{ BYTES("{\"email\":-,\"password\":\"x\"}"), 400 },
		{ BYTES("{'email':'a','password':'x'}"), 400 },
		{ BYTES("{\"email\":\"a\",\"password\":\"x\",}"), 400 },
		{ BYTES("{\"email\":\"a\",/* */\"password\":\"x\"}"), 400 },
	};
	struct house_kit *kit = *state;
	static const char type[] = "Content-Type: application/json\r\n";

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct kit_answer *a = post(kit, SIGN_IN, type, cases[i].body);
		if (a->status != cases[i].status)
			fail_msg("%s: want %d, got %d: %s", cases[i].body.p, cases[i].status, a->status,
				a->body);
	}
	for (size_t depth = 100; depth <= 3000; depth *= 5) {
		assert_int_equal(post(kit, SIGN_IN, type, nested(kit, '[', depth))->status, 400);
		assert_int_equal(post(kit, SIGN_IN, type, nested(kit, '{', depth))->status, 400);
	}
	attack_survived(kit);
}

/* The same of what the collector takes, which has a reader of its own.  There is no key: 401 is where a sound call ends. */
static void calls_are_read_strictly(void **state)
{
	static const struct str calls[] = {
		BYTES(""),
		BYTES("[]"),
		BYTES("{\"type\":\"track\",\"event\":\"\xff\"}"),
		BYTES("{\"type\":\"track\",\"event\":\"\\ud800\"}"),
		BYTES("{\"event\":\"a\",\"userId\":1e999}"),
		BYTES("{\"batch\":[{},{},\"x\",null,1]}"),
		BYTES("{\"batch\":{}}"),
		BYTES("{\"event\":\"a\"}{\"event\":\"b\"}"),
	};
	static const char *const paths[] = { "/v1/track", "/v1/batch", "/v1/identify", "/beacon/v1/batch" };
	struct house_kit *kit = *state;
	struct str deep = nested(kit, '[', 100000);

	for (size_t k = 0; k < COUNT_OF(paths); k++) {
		for (size_t i = 0; i < COUNT_OF(calls); i++) {
			int status = post(kit, paths[k], "Content-Type: text/plain\r\n", calls[i])->status;
			if (status != 400 && status != 401)
				fail_msg("%s %s: %d", paths[k], calls[i].p, status);
		}
		int status = post(kit, paths[k], "", deep)->status;
		assert_true(status == 400 || status == 401);
		assert_int_equal(
			post(kit, paths[k], "Content-Type: application/xml\r\n", calls[0])->status, 415);
	}
	attack_survived(kit);
}

/* --- types ------------------------------------------------------------------------------------------------------ */

static void other_types_are_refused(void **state)
{
	static const char *const types[] = { "", "Content-Type: text/plain\r\n",
		"Content-Type: application/xml\r\n", "Content-Type: application/jsonx\r\n",
		"Content-Type: multipart/form-data; boundary=a\r\n",
		"Content-Type: application/x-www-form-urlencoded\r\n" };
	struct house_kit *kit = *state;
	size_t n = 0;

	for (struct attack_row r = { 0 }; attack_next(kit, &r);)
		for (size_t i = 0; r.body && i < COUNT_OF(types); i++, n++) {
			struct kit_answer *a =
				kit_ask_with(kit, kit->admin, r.verb, r.path, types[i], str_of(r.body));
			if (a->status != 415)
				fail_msg("%s %s %s: %d %s", r.verb, r.path, types[i], a->status, a->body);
		}
	assert_true(n > 50);
}

/* --- what stands behind the "?" ------------------------------------------------------------------------------------ */

static void queries_are_read_strictly(void **state)
{
	static const struct {
		const char *path;
		int status;
	} cases[] = {
		{ "/api/v1/audit?limit=0", 422 },
		{ "/api/v1/audit?limit=-1", 422 },
		{ "/api/v1/audit?limit=99999999", 422 },
		{ "/api/v1/audit?limit=9223372036854775808", 422 },
		{ "/api/v1/audit?limit=1e2", 422 },
		{ "/api/v1/audit?limit=0x10", 422 },
		{ "/api/v1/audit?limit=10&limit=99999999", 422 },
		{ "/api/v1/audit?limit=", 422 },
		{ "/api/v1/audit?before=1;DROP%20TABLE%20audit", 422 },
		{ "/api/v1/audit?looks=1", 422 },
		{ "/api/v1/audit?action=a%00b", 422 },
		{ "/api/v1/audit?action=%ff", 422 },
		{ "/api/v1/audit?action=%27%20OR%201%3D1--", 200 },
		{ "/api/v1/audit?nothing=1", 422 },
		{ "/api/v1/maps?where=x", 422 },
		{ "/api/v1/maps/shop?where=%7B", 422 },
		{ "/api/v1/maps/shop?where=country%3D%27%3B%20DROP%20TABLE%20events%3B--", 200 },
	};
	struct house_kit *kit = *state;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct kit_answer *a = kit_ask(kit, kit->admin, "GET", cases[i].path, NULL);
		if (a->status != cases[i].status)
			fail_msg("%s: want %d, got %d: %s", cases[i].path, cases[i].status, a->status,
				a->body);
	}
	struct kit_answer *a = kit_get(kit, kit->admin, "/api/v1/audit?action=%27%20OR%201%3D1--");
	assert_int_equal(kit_size(a, "rows"), 0);
	kit_get(kit, kit->admin, "/api/v1/maps/shop"); /* what it counts is still there */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bombs_meet_a_ceiling),
		cmocka_unit_test(half_a_gzip_is_none),
		cmocka_unit_test(json_is_read_strictly),
		cmocka_unit_test(calls_are_read_strictly),
		cmocka_unit_test(other_types_are_refused),
		cmocka_unit_test(queries_are_read_strictly),
	};

	return cmocka_run_group_tests(tests, attack_open, attack_close);
}
