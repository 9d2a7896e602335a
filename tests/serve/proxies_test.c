#include "serve/proxies.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include "test.h"

static struct sockaddr_storage at(const char *text)
{
	struct sockaddr_storage out = { 0 };
	struct sockaddr_in *four = (struct sockaddr_in *)&out;
	struct sockaddr_in6 *six = (struct sockaddr_in6 *)&out;

	out.ss_family = inet_pton(AF_INET, text, &four->sin_addr) == 1 ? AF_INET : AF_INET6;
	if (out.ss_family == AF_INET6)
		assert_int_equal(inet_pton(AF_INET6, text, &six->sin6_addr), 1);
	return out;
}

static void must_locate(const char *trusted, const char *peer, const char *header, const char *found)
{
	struct scope sc = { 0 };
	struct proxies p = { 0 };
	struct str list = str_of(trusted);
	struct sockaddr_storage from = at(peer);
	char room[PROXY_ROOM];

	while (list.n)
		assert_true(proxies_trust(&sc, &p, str_cut(&list, ' ')));
	proxies_locate(&p, (const struct sockaddr *)&from, header ? str_of(header) : (struct str){ 0 }, room);
	if (strcmp(room, found) != 0)
		fail_msg("trusting \"%s\", %s says \"%s\": want %s, got %s", trusted, peer,
			header ? header : "-", found, room);
	scope_close(&sc);
}

/* The last that no trusted proxy has: all before it was written by whoever that is. */
static void strangers_are_not_believed(void **state)
{
	(void)state;
	must_locate("", "192.0.2.1", "203.0.113.7", "192.0.2.1");
	must_locate("", "127.0.0.1", "203.0.113.7", "127.0.0.1");
	must_locate("127.0.0.1", "127.0.0.1", "203.0.113.7", "203.0.113.7");
	must_locate("127.0.0.1", "127.0.0.1", NULL, "127.0.0.1");
	must_locate("127.0.0.1", "127.0.0.1", " ", "127.0.0.1");
	must_locate("127.0.0.1", "127.0.0.1", "10.0.0.1, 203.0.113.7", "203.0.113.7");
	must_locate("127.0.0.1 10.0.0.0/8", "127.0.0.1", "203.0.113.7, 10.0.0.1", "203.0.113.7");
	must_locate("127.0.0.1 10.0.0.0/8", "127.0.0.1", "1.2.3.4, 203.0.113.7, 10.0.0.1,10.9.9.9",
		"203.0.113.7");
	must_locate("127.0.0.1 10.0.0.0/8", "127.0.0.1", "10.0.0.1", "10.0.0.1");
	must_locate("127.0.0.1", "127.0.0.1", "203.0.113.7, <script>", "unknown");
	must_locate("127.0.0.1", "127.0.0.1", "203.0.113.7:4711", "unknown");
	must_locate("::1", "::1", "2001:db8::1", "2001:db8::1");
	must_locate("127.0.0.1", "::ffff:127.0.0.1", "203.0.113.7", "203.0.113.7");
}

static void near_is_this_computer(void **state)
{
	static const struct {
		const char *peer;
		bool near;
	} cases[] = { { "127.0.0.1", true }, { "127.9.9.9", true }, { "::1", true },
		{ "::ffff:127.0.0.1", true }, { "10.0.0.1", false }, { "203.0.113.7", false },
		{ "::2", false }, { "::", false } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct sockaddr_storage peer = at(cases[i].peer);
		if (proxies_near((const struct sockaddr *)&peer) != cases[i].near)
			fail_msg("%s", cases[i].peer);
	}
	assert_true(proxies_near(NULL));
}

static void inside_is_private(void **state)
{
	static const struct {
		const char *address;
		bool inside;
	} cases[] = { { "127.0.0.1", true }, { "10.255.0.1", true }, { "172.16.0.1", true },
		{ "172.31.255.255", true }, { "172.32.0.1", false }, { "172.15.0.1", false },
		{ "192.168.7.7", true }, { "192.169.0.1", false }, { "11.0.0.1", false },
		{ "203.0.113.7", false }, { "::1", true }, { "fd00::1", true }, { "fc00::", true },
		{ "fe00::1", false }, { "2001:db8::1", false }, { "unix", true }, { "unknown", false },
		{ "", false } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (proxies_inside(str_of(cases[i].address)) != cases[i].inside)
			fail_msg("%s", cases[i].address);
}

static void what_is_no_range_is_refused(void **state)
{
	static const char *const wrong[] = { "", "10.0.0.0/33", "::1/129", "10.0.0.0/-1", "10.0.0.0/a",
		"10.0.0", "localhost", "10.0.0.1/", "[::1]" };
	struct proxies p = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		struct scope sc = { 0 };
		assert_false(proxies_trust(&sc, &p, str_of(wrong[i])));
		assert_fault(&sc, FAULT_INVALID, "is no address or range of a proxy");
		scope_close(&sc);
	}
	assert_int_equal(p.n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strangers_are_not_believed),
		cmocka_unit_test(near_is_this_computer),
		cmocka_unit_test(inside_is_private),
		cmocka_unit_test(what_is_no_range_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
