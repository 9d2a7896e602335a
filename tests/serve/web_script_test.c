#include "serve/web_script.h"
#include "test.h"

static struct str header_of(const struct reply *reply, const char *name)
{
	for (size_t i = 0; i < reply->n; i++)
		if (strcmp(reply->headers[i].name, name) == 0)
			return reply->headers[i].value;
	return (struct str){ 0 };
}

/* The file as it lies in script/dist, to the last byte. */
static void it_is_the_built_one(void **state)
{
	struct scope sc = { 0 };
	struct request req = { .sc = &sc };
	struct reply reply = { 0 };
	struct routes table = web_script_routes();
	FILE *file = fopen(scope_printf(&sc, "%s/script/dist/wend.js", getenv("WEND_TEST_ROOT")), "rb");
	char *bytes = scope_alloc(&sc, 1 << 16, 1);

	(void)state;
	assert_non_null(file);
	size_t n = fread(bytes, 1, 1 << 16, file);
	fclose(file);
	assert_int_equal(table.n, 1);
	assert_string_equal(table.at[0].path, "/wend.js");
	assert_int_equal(table.at[0].answer(&req, &reply), ANSWERED);
	assert_int_equal(reply.status, 200);
	assert_string_equal(reply.type, "text/javascript; charset=utf-8");
	assert_int_equal(reply.body.n, n);
	assert_memory_equal(reply.body.p, bytes, n);
	assert_str(header_of(&reply, "Cache-Control"), "public, max-age=3600");
	assert_str(header_of(&reply, "Cross-Origin-Resource-Policy"), "cross-origin");
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(it_is_the_built_one) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
