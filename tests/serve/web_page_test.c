#include "serve/dress.h"
#include "serve/gzip.h"
#include "serve/web_page.h"
#include "test.h"

static struct str header_of(const struct reply *reply, const char *name)
{
	for (size_t i = 0; i < reply->n; i++)
		if (strcmp(reply->headers[i].name, name) == 0)
			return reply->headers[i].value;
	return (struct str){ 0 };
}

static const struct route *row_of(const char *path)
{
	struct routes table = web_page_routes();

	for (size_t i = 0; i < table.n; i++)
		if (strcmp(table.at[i].path, path) == 0)
			return &table.at[i];
	fail_msg("no row %s", path);
	return NULL;
}

static void ask(struct scope *sc, const char *path, const char *file, struct reply *reply)
{
	struct request *req = scope_alloc(sc, sizeof(struct request), _Alignof(struct request));

	*req = (struct request){ .sc = sc, .route = row_of(path), .parts = { str_of(file) } };
	*reply = (struct reply){ 0 };
	assert_int_equal(req->route->answer(req, reply), ANSWERED);
	dress_reply(req, reply);
}

/* Asked without Accept-Encoding: unpacked, to the last byte what was built. */
static void the_index_comes_plain_and_under_the_policy(void **state)
{
	struct scope sc = { 0 };
	struct reply reply;

	(void)state;
	ask(&sc, "/", "", &reply);
	assert_int_equal(reply.status, 200);
	assert_string_equal(reply.type, "text/html; charset=utf-8");
	assert_non_null(memmem(reply.body.p, reply.body.n, "<div id=\"app\">", 14));
	assert_str(header_of(&reply, "Cache-Control"), "private, no-cache");
	assert_null(header_of(&reply, "Content-Encoding").p);
	struct str policy = header_of(&reply, "Content-Security-Policy");
	assert_non_null(memmem(policy.p, policy.n, "script-src 'self'; style-src 'self'", 35));
	scope_close(&sc);
}

static void every_file_unpacks_to_what_its_row_says(void **state)
{
	(void)state;
	assert_true(web_files_n >= 4);
	for (size_t i = 0; i < web_files_n; i++) {
		const struct web_file *file = &web_files[i];
		struct scope sc = { 0 };
		struct reply reply;

		if (strncmp(file->path, "page/", 5) == 0) {
			ask(&sc, "/page/{file}", file->path + 5, &reply);
			assert_int_equal(reply.status, 200);
			assert_int_equal(reply.body.n, file->n);
			assert_string_equal(reply.type, file->type);
			assert_str(header_of(&reply, "Cache-Control"), "public, max-age=31536000");
		}
		scope_close(&sc);
	}
}

static void no_other_name_is_found(void **state)
{
	static const char *const names[] = { "", "x.js", "../index.html", "index.html", "/", "." };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct scope sc = { 0 };
		struct reply reply;

		ask(&sc, "/page/{file}", names[i], &reply);
		assert_int_equal(reply.status, 404);
		assert_non_null(memmem(reply.body.p, reply.body.n, "load it anew", 12));
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_index_comes_plain_and_under_the_policy),
		cmocka_unit_test(every_file_unpacks_to_what_its_row_says),
		cmocka_unit_test(no_other_name_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
