/* The vectors of RFC 4226 (appendix D), RFC 6238 (appendix B, SHA-1) and RFC 4648 (10). */
#include "doors/totp.h"
#include "test.h"

static const unsigned char secret[TOTP_SECRET] = "1234567890123456789\x30";

static void codes_are_those_of_the_rfcs(void **state)
{
	static const uint32_t hotp[] = { 755224, 287082, 359152, 969429, 338314, 254676, 287922, 162583,
		399871, 520489 };
	static const struct {
		int64_t s;
		uint32_t code;
	} totp[] = { { 59, 94287082 }, { 1111111109, 7081804 }, { 1111111111, 14050471 },
		{ 1234567890, 89005924 }, { 2000000000, 69279037 }, { INT64_C(20000000000), 65353130 } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(hotp); i++)
		assert_int_equal(totp_code(secret, TOTP_SECRET, (int64_t)i, 6), hotp[i]);
	for (size_t i = 0; i < COUNT_OF(totp); i++)
		assert_int_equal(
			totp_code(secret, TOTP_SECRET, totp_step(totp[i].s * 1000000), 8), totp[i].code);
}

static void a_step_is_thirty_seconds(void **state)
{
	(void)state;
	assert_int_equal(totp_step(0), 0);
	assert_int_equal(totp_step(INT64_C(29999999)), 0);
	assert_int_equal(totp_step(INT64_C(30000000)), 1);
}

static void base32_goes_there_and_back(void **state)
{
	char text[TOTP_BASE32];
	unsigned char back[TOTP_SECRET];
	uint64_t random = 7;

	(void)state;
	totp_base32(secret, text);
	assert_string_equal(
		text, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"); /* as RFC 6238's secret is given elsewhere */
	for (size_t round = 0; round < 1000; round++) {
		unsigned char bytes[TOTP_SECRET];
		for (size_t i = 0; i < TOTP_SECRET; i++)
			bytes[i] = (unsigned char)test_random(&random);
		totp_base32(bytes, text);
		assert_true(totp_from_base32(str_of(text), back));
		assert_memory_equal(bytes, back, TOTP_SECRET);
	}
	assert_false(totp_from_base32(STR("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1"), back));
	assert_false(totp_from_base32(STR("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ\0"), back));
	assert_false(totp_from_base32(STR("GEZDGNBV"), back));
	assert_false(totp_from_base32(STR(""), back));
}

static void the_uri_is_escaped(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	assert_str(totp_uri(&sc, STR("Wend"), STR("ewa+shop@ex?ample.test&secret=x"), secret),
		"otpauth://totp/Wend:ewa%2Bshop%40ex%3Fample.test%26secret%3Dx"
		"?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Wend&algorithm=SHA1&digits=6&period=30");
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_those_of_the_rfcs),
		cmocka_unit_test(a_step_is_thirty_seconds),
		cmocka_unit_test(base32_goes_there_and_back),
		cmocka_unit_test(the_uri_is_escaped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
