/* What no sound client sends: two requests in one, bytes that two readers take for different things, paths that lead
 * elsewhere, too much of everything. */
#include "attack_kit.h"

/* --- one request that somebody could read as two ------------------------------------------------------- */

#define POST "POST /v1/track HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
#define BYTES(text)                                                                                          \
	{                                                                                                    \
		text, sizeof(text) - 1                                                                       \
	}

static const struct str pairs[] = {
	BYTES(POST "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Content-Length: 0\r\nContent-Length: 34\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}" ATTACK_HIDDEN),
	BYTES(POST "Content-Length: 2, 2\r\n\r\n{}" ATTACK_HIDDEN),
	BYTES(POST "Content-Length: +2\r\n\r\n{}" ATTACK_HIDDEN),
	BYTES(POST "Content-Length: -2\r\n\r\n{}" ATTACK_HIDDEN),
	BYTES(POST "Content-Length: 0x2\r\n\r\n{}" ATTACK_HIDDEN),
	BYTES(POST "Content-Length: 2 2\r\n\r\n{}" ATTACK_HIDDEN),
	BYTES(POST "Content-Length: 2;\r\n\r\n{}" ATTACK_HIDDEN),
	BYTES(POST "Content-Length: 2.0\r\n\r\n{}" ATTACK_HIDDEN),
	BYTES(POST "Content-Length: 1e1\r\n\r\n{}" ATTACK_HIDDEN),
	BYTES(POST "Content-Length: \r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Content-Length: 18446744073709551618\r\n\r\n{}" ATTACK_HIDDEN),
	BYTES(POST "Content-Length: 2\x0b\r\n\r\n{}" ATTACK_HIDDEN),
	BYTES(POST "Content-Length: \xc2\xb2\r\n\r\n{}" ATTACK_HIDDEN),
	BYTES(POST "Content-Length: 2\0"
		   "9\r\n\r\n{}" ATTACK_HIDDEN),
	BYTES(POST "Content-Length : 34\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST " Content-Length: 34\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Content-Length\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding:\tchunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: chunkedx\r\n\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: \x0b"
		   "chunked\r\n\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: identity\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: \r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: chun\0ked\r\n\r\n0\r\n\r\n" ATTACK_HIDDEN),
	/* one header folded into two lines */
	BYTES(POST "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Content-Length:\r\n 2\r\n\r\n{}" ATTACK_HIDDEN),
	BYTES(POST "X: a\r\n Content-Length: 34\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "X: a\r\n\tTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" ATTACK_HIDDEN),
	/* a NUL ends a text for some */
	BYTES(POST "X\0: a\r\nContent-Length: 0\r\n\r\n" ATTACK_HIDDEN),
	BYTES("POST /v1/track\0 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "X: a\0b\r\nContent-Length: 0\r\n\r\n" ATTACK_HIDDEN),
	/* pieces of no length, of too much of it, of another */
	BYTES(POST "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: chunked\r\n\r\n+2\r\n{}\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: chunked\r\n\r\n 2\r\n{}\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: chunked\r\n\r\n\r\n{}\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: chunked\r\n\r\n10000000000000002\r\n{}\r\n0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffffffffffffffffffff\r\n{}" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: chunked\r\n\r\n2\r\n{}xx0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: chunked\r\n\r\n2\r\n{}0\r\n\r\n" ATTACK_HIDDEN),
	BYTES(POST "Transfer-Encoding: chunked\r\n\r\n2 2\r\n{}\r\n0\r\n\r\n" ATTACK_HIDDEN),
	/* HTTP/1.0 knows no pieces */
	BYTES("POST /v1/track HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" ATTACK_HIDDEN),
	/* two hosts, none, and what is no HTTP */
	BYTES("GET /ready HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" ATTACK_HIDDEN),
	BYTES("GET /ready HTTP/1.1\r\n\r\n" ATTACK_HIDDEN),
	BYTES("GET /ready HTTP/1.2\r\nHost: a\r\n\r\n" ATTACK_HIDDEN),
	BYTES("GET /ready HTTP/9.9\r\nHost: a\r\n\r\n" ATTACK_HIDDEN),
	BYTES("GET /ready\r\nHost: a\r\n\r\n" ATTACK_HIDDEN),
	BYTES("GET /ready http/1.1\r\nHost: a\r\n\r\n" ATTACK_HIDDEN),
	BYTES("GET /ready HTTP/1.1 x\r\nHost: a\r\n\r\n" ATTACK_HIDDEN),
	BYTES("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" ATTACK_HIDDEN),
	BYTES("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" ATTACK_HIDDEN),
	BYTES("GET /ready HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n" ATTACK_HIDDEN),
	BYTES("GET /ready HTTP/1.1\r\nHost: a\r\n: no name\r\n\r\n" ATTACK_HIDDEN),
};

/* Refused, the connection is closed, and what is hidden behind it gets no answer. */
static void one_request_is_never_two(void **state)
{
	struct house_kit *kit = *state;

	for (size_t i = 0; i < COUNT_OF(pairs); i++) {
		struct attack_answer h = attack_say(kit, pairs[i].p, pairs[i].n);
		bool refused = !h.answers || (h.status >= 400 && !strstr(h.text, "HTTP/1.1 2"));
		if (!h.closed || !refused)
			fail_msg("%zu: %s: \"%s\" got \"%s\"", i, h.closed ? "closed" : "open", pairs[i].p,
				h.text);
	}
	attack_survived(kit);
}

/* What is announced and does not come is waited for, and nothing in it is answered. */
static void what_is_announced_hides_nothing(void **state)
{
	static const struct str waits[] = {
		BYTES(POST "Content-Length: 9000\r\n\r\n" ATTACK_HIDDEN),
		BYTES(POST "Transfer-Encoding: chunked\r\n\r\nffff\r\n" ATTACK_HIDDEN),
		BYTES(POST "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n" ATTACK_HIDDEN),
		BYTES(POST "Transfer-Encoding: chunked\r\n\r\n2;" ATTACK_HIDDEN),
	};
	struct house_kit *kit = *state;

	for (size_t i = 0; i < COUNT_OF(waits); i++) {
		struct attack_answer h = attack_say(kit, waits[i].p, waits[i].n);
		if (strstr(h.text, "HTTP/1.1 2"))
			fail_msg("%zu: \"%s\" got \"%s\"", i, waits[i].p, h.text);
	}
	attack_survived(kit);
}

/* What the standard allows is read one way only: as many answers as there are requests. */
static void what_is_sound_is_read_so(void **state)
{
	static const struct {
		struct str bytes;
		int answers;
	} sound[] = {
		{ BYTES(ATTACK_HIDDEN ATTACK_HIDDEN ATTACK_HIDDEN), 3 },
		{ BYTES("\r\n" ATTACK_HIDDEN), 1 },
		{ BYTES("GET /health HTTP/1.1\r\nHost:a\r\nX:\r\nAccept: */*\r\n\r\n"), 1 },
		{ BYTES("GET /health?a=%20%41&b HTTP/1.1\r\nHost: a\r\nCookie: a=b; c=\"d e\"\r\n\r\n"), 1 },
		{ BYTES("GET /health HTTP/1.0\r\nHost: a\r\n\r\n"), 1 },
		{ BYTES(POST "Content-Length: 46\r\n\r\n" ATTACK_HIDDEN "0123456789012" ATTACK_HIDDEN), 2 },
		{ BYTES(POST "transfer-encoding: CHUNKED\r\n\r\n002\r\n{}\r\n0\r\n\r\n" ATTACK_HIDDEN), 2 },
		{ BYTES(POST "Transfer-Encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\n\r\n" ATTACK_HIDDEN), 2 },
		{ BYTES(POST
			  "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nContent-Length: 34\r\n\r\n" ATTACK_HIDDEN),
			2 },
	};
	struct house_kit *kit = *state;

	for (size_t i = 0; i < COUNT_OF(sound); i++) {
		struct attack_answer h = attack_say(kit, sound[i].bytes.p, sound[i].bytes.n);
		if (h.answers != sound[i].answers)
			fail_msg("%zu: \"%s\" got %d answers: %s", i, sound[i].bytes.p, h.answers, h.text);
	}
}

/* --- paths ------------------------------------------------------------------------------------------------- */

/* None of them is /health, or leads out of where it seems to lead. */
static const char *const paths[] = {
	"/../health",
	"/x/../health",
	"/health/.",
	"/health/..",
	"/./health",
	"/%2e/health",
	"/%2e%2e/health",
	"/%2E%2e%2Fhealth",
	"/.%2e/health",
	"/x/%2e./health",
	"//health",
	"/health/",
	"/health//",
	"/health;x=1",
	"/health;",
	"/health%00",
	"/health%00.json",
	"/health%0d%0aSet-Cookie:%20a=b",
	"/health%20",
	"/health%2f",
	"/health%",
	"/health%4",
	"/health%zz",
	"/health%u0041",
	"/%2568ealth",
	"/%25%36%38ealth",
	"/%252e%252e/health",
	"/%c0%ae%c0%ae/health",
	"/%e0%80%ae/health",
	"/%f0%80%80%ae/health",
	"/%c1%a8ealth",
	"/%ef%bc%8e%ef%bc%8e/health",
	"/%ed%a0%80/health",
	"/HEALTH",
	"/health#x",
	"/\\health",
	"/..\\health",
	"/..%5chealth",
	"http://a/health",
	"https://elsewhere.example/health",
	"//elsewhere.example/health",
	"*",
	"health",
	"?health",
	"/api/v1/maps/../users",
	"/api/v1//users",
	"/api/v1/maps/%2e%2e%2f%2e%2e%2fwend.db",
	"/api/v1/maps/shop/drawing/svg%00png",
	"/api/v1/maps/shop/drawing/..%2f..%2fwend.db",
	"/v1/webhook/..%2f..",
};

static void paths_lead_where_they_say(void **state)
{
	struct house_kit *kit = *state;

	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		const char *ask = scope_printf(&kit->sc, "GET %s HTTP/1.1\r\nHost: a\r\n%s\r\n", paths[i],
			kit_credentials(kit, kit->admin));
		struct attack_answer h = attack_say(kit, ask, strlen(ask));
		if (h.answers != 1 || h.status < 400 || h.status > 405)
			fail_msg("%s: %s", paths[i], h.text);
		if (strcasestr(h.text, "Set-Cookie") || strcasestr(h.text, "Location:"))
			fail_msg("%s: a header that was asked for: %s", paths[i], h.text);
	}
}

/* --- floods ------------------------------------------------------------------------------------------------- */

static const char *many(
	struct house_kit *kit, const char *before, const char *piece, size_t n, const char *behind)
{
	struct buf *out = buf_new(&kit->sc, 4 << 20);

	buf_puts(out, before);
	for (size_t i = 0; i < n; i++)
		buf_puts(out, piece);
	buf_puts(out, behind);
	return buf_str(out).p;
}

static void floods_are_cut_off(void **state)
{
	static const struct {
		const char *before, *piece;
		size_t n;
		const char *behind;
	} floods[] = {
		{ "GET /health HTTP/1.1\r\nHost: a\r\n", "A: b\r\n", 20000, "\r\n" },
		{ "GET /health HTTP/1.1\r\nHost: a\r\nX: ", "aaaaaaaaaa", 20000, "\r\n\r\n" },
		{ "GET /health HTTP/1.1\r\nHost: a\r\n", "aaaaaaaaaa", 20000, ": b\r\n\r\n" },
		{ "GET /health HTTP/1.1\r\nHost: a\r\nCookie: ", "a=b; ", 40000, "\r\n\r\n" },
		{ "GET /", "aaaaaaaaaa", 20000, " HTTP/1.1\r\nHost: a\r\n\r\n" },
		{ "GET /", "a/", 5000, " HTTP/1.1\r\nHost: a\r\n\r\n" },
		{ "GET /health?", "a&", 100000, " HTTP/1.1\r\nHost: a\r\n\r\n" },
		{ "", "GETGETGETG", 20000, " /health HTTP/1.1\r\nHost: a\r\n\r\n" },
		{ "GET /health HTTP/1.1", "1111111111", 20000, "\r\nHost: a\r\n\r\n" },
		{ "", "\r\n", 100000, "" },
	};
	struct house_kit *kit = *state;

	for (size_t i = 0; i < COUNT_OF(floods); i++) {
		const char *bytes =
			many(kit, floods[i].before, floods[i].piece, floods[i].n, floods[i].behind);
		struct attack_answer h = attack_say(kit, bytes, strlen(bytes));
		if (h.status == 200 || (h.status && h.status < 400))
			fail_msg("%zu: %.300s", i, h.text);
		attack_survived(kit);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_request_is_never_two),
		cmocka_unit_test(what_is_announced_hides_nothing),
		cmocka_unit_test(what_is_sound_is_read_so),
		cmocka_unit_test(paths_lead_where_they_say),
		cmocka_unit_test(floods_are_cut_off),
	};

	return cmocka_run_group_tests(tests, attack_open, attack_close);
}
