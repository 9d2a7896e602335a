/* The header Idempotency-Key: what changes something is done once. */
#include "house_kit.h"

static int open_kit(void **state)
{
	*state = house_kit_open();
	return 0;
}

static int close_kit(void **state)
{
	house_kit_close(*state);
	return 0;
}

static struct kit_answer *ask_once(struct house_kit *kit, const struct kit_user *user, const char *verb,
	const char *path, const char *key, const char *body)
{
	return kit_ask_with(kit, user, verb, path,
		scope_printf(&kit->sc, "Content-Type: application/json\r\nIdempotency-Key: %s\r\n", key),
		body ? str_of(body) : (struct str){ 0 });
}

static const char PATH[] = "/api/v1/opportunities", WISH[] = "{\"opportunity\":{\"title\":\"Faster\"}}";

static size_t n_opportunities(struct house_kit *kit)
{
	return kit_size(kit_get(kit, kit->editor, "/api/v1/opportunities?limit=200"), "opportunities");
}

static void the_same_is_answered_again(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = ask_once(kit, kit->editor, "POST", PATH, "one", WISH);

	assert_int_equal(a->status, 201);
	assert_null(strcasestr(a->all, "Idempotency-Replayed"));
	struct kit_answer *b = ask_once(kit, kit->editor, "POST", PATH, "one", WISH);
	assert_int_equal(b->status, 201);
	assert_string_equal(a->body, b->body);
	assert_non_null(strcasestr(b->all, "\r\nIdempotency-Replayed: true\r\n"));
	assert_int_equal(n_opportunities(kit), 1);
	/* another asker's key is another key, and so is one's token's */
	assert_int_equal(ask_once(kit, kit->admin, "POST", PATH, "one", WISH)->status, 201);
	struct kit_user token = *kit->editor;
	token.by_token = true;
	assert_int_equal(ask_once(kit, &token, "POST", PATH, "one", WISH)->status, 201);
	assert_int_equal(n_opportunities(kit), 3);
	/* an answer without a body, too */
	assert_int_equal(
		ask_once(kit, kit->editor, "DELETE", "/api/v1/opportunities/o1", "gone", NULL)->status, 204);
	b = ask_once(kit, kit->editor, "DELETE", "/api/v1/opportunities/o1", "gone", NULL);
	assert_int_equal(b->status, 204);
	assert_string_equal(b->body, "");
	assert_int_equal(
		ask_once(kit, kit->editor, "DELETE", "/api/v1/opportunities/o1", "again", NULL)->status, 404);
}

static void wants(struct kit_answer *a, int status, const char *words)
{
	if (a->status != status || !strstr(a->body, words))
		fail_msg("want %d with \"%s\", got %d: %s", status, words, a->status, a->body);
}

static void a_key_goes_with_one_request(void **state)
{
	struct house_kit *kit = *state;

	assert_int_equal(ask_once(kit, kit->editor, "POST", PATH, "two", WISH)->status, 201);
	size_t n = n_opportunities(kit);
	wants(ask_once(kit, kit->editor, "POST", PATH, "two", "{\"opportunity\":{\"title\":\"Slower\"}}"),
		422, "was used for another request");
	wants(ask_once(kit, kit->editor, "POST", "/api/v1/segments", "two",
		      "{\"segment\":{\"name\":\"S\",\"rule\":{\"did\":\"buy\"}}}"),
		422, "was used for another request");
	wants(ask_once(kit, kit->editor, "PUT", "/api/v1/opportunities/o2", "two",
		      "{\"seen\":1,\"opportunity\":{\"title\":\"Faster\"}}"),
		422, "was used for another request");
	assert_int_equal(n_opportunities(kit), n);
	/* what only asks heeds no key */
	assert_int_equal(ask_once(kit, kit->editor, "GET", PATH, "two", NULL)->status, 200);
}

static void keys_are_checked(void **state)
{
	struct house_kit *kit = *state;
	char *key = scope_alloc(&kit->sc, 300, 1);

	memset(key, 'k', 201);
	wants(ask_once(kit, kit->editor, "POST", PATH, key, WISH), 400,
		"1 to 200 printable ASCII characters");
	wants(ask_once(kit, kit->editor, "POST", PATH, "klucz-\xc5\xbc", WISH), 400,
		"1 to 200 printable ASCII characters");
	key[200] = '\0';
	assert_int_equal(ask_once(kit, kit->editor, "POST", PATH, key, WISH)->status, 201);
}

/* A refusal changes nothing: what was mended may be sent again under the same key. */
static void refusals_are_not_kept(void **state)
{
	struct house_kit *kit = *state;

	wants(ask_once(kit, kit->editor, "POST", PATH, "three", "{\"opportunity\":{\"titel\":\"A\"}}"), 422,
		"titel");
	assert_int_equal(
		ask_once(kit, kit->editor, "POST", PATH, "three", "{\"opportunity\":{\"title\":\"A\"}}")
			->status,
		201);
	wants(ask_once(kit, kit->viewer, "POST", PATH, "four", WISH), 403, "write");
	wants(ask_once(kit, kit->nobody, "POST", PATH, "five", WISH), 401, "sign in");
}

/* What is shown once is shown once. */
static void secrets_are_not_kept(void **state)
{
	struct house_kit *kit = *state;
	const char *wish = "{\"name\":\"robot\",\"grants\":\"read\"}";
	struct kit_answer *a = ask_once(kit, kit->editor, "POST", "/api/v1/tokens", "token", wish);

	assert_int_equal(a->status, 201);
	const char *token = kit_text(a, "token");
	wants(ask_once(kit, kit->editor, "POST", "/api/v1/tokens", "token", wish), 409,
		"its answer is not shown again");
	struct lite *db = lite_open(&kit->sc, scope_printf(&kit->sc, "%s/wend.db", kit->dir), LITE_READ);
	struct lite_rows *rows = lite_ask(
		&kit->sc, db, "SELECT count(*) FROM once WHERE instr(body, ?)", 1, &LITE_TEXT(str_of(token)));
	assert_true(lite_next(rows));
	assert_int_equal(lite_int(rows, 0), 0);
	assert_true(lite_done(&kit->sc, rows));
	lite_close(db);
}

/* --- at the same time ------------------------------------------------------------------------------------------ */

enum { SENDERS = 6, ROUNDS = 10 };

struct sender {
	struct house_kit *kit;
	int round, done, waited, other;
};

static int post(struct house_kit *kit, int round)
{
	struct scope sc = { 0 };
	int fd = talk_open(kit->port);

	talk_send(fd,
		scope_printf(&sc,
			"POST %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %.*s\r\nIdempotency-Key: round %d\r\n"
			"Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
			PATH, STR_ARG(kit->editor->token), round, sizeof WISH - 1, WISH));
	char *answer = talk_answer(&sc, fd);
	int status = talk_status(answer);
	if (status == 409 && !strcasestr(answer, "\r\nRetry-After: 1\r\n"))
		status = 0;
	close(fd);
	scope_close(&sc);
	return status;
}

static void *send_all(void *to)
{
	struct sender *s = to;

	for (int round = 0; round < ROUNDS; round++) {
		int status = post(s->kit, round);
		for (; status == 409; status = post(s->kit, round))
			s->waited++;
		s->done += status == 201;
		s->other += status != 201;
	}
	return NULL;
}

static void it_is_never_done_twice(void **state)
{
	struct house_kit *kit = *state;
	size_t before = n_opportunities(kit);
	struct sender s[SENDERS];
	pthread_t threads[SENDERS];
	int done = 0, other = 0;

	for (int i = 0; i < SENDERS; i++) {
		s[i] = (struct sender){ .kit = kit };
		assert_int_equal(pthread_create(&threads[i], NULL, send_all, &s[i]), 0);
	}
	for (int i = 0; i < SENDERS; i++) {
		pthread_join(threads[i], NULL);
		done += s[i].done;
		other += s[i].other;
	}
	assert_int_equal(other, 0);
	assert_int_equal(done, SENDERS * ROUNDS);
	assert_int_equal(n_opportunities(kit), before + ROUNDS);
}

/* As a server leaves it that was killed between the change and the answer. */
static void what_never_ended_is_not_begun_again(void **state)
{
	struct house_kit *kit = *state;
	struct lite *db = lite_open(&kit->sc, scope_printf(&kit->sc, "%s/wend.db", kit->dir), LITE_WRITE);
	size_t before = n_opportunities(kit);

	assert_int_equal(ask_once(kit, kit->editor, "POST", PATH, "killed", WISH)->status, 201);
	assert_true(lite_run(
		&kit->sc, db, "UPDATE once SET status = 0, run = run - 1 WHERE key = 'killed'", 0, NULL));
	struct kit_answer *a = ask_once(kit, kit->editor, "POST", PATH, "killed", WISH);
	wants(a, 409, "never came to its end");
	assert_null(strcasestr(a->all, "Retry-After"));
	assert_int_equal(n_opportunities(kit), before + 1);
	lite_close(db);
}

static void it_is_documented(void **state)
{
	struct house_kit *kit = *state;
	const json_t *paths = json_object_get(kit->openapi, "paths"), *path, *operation, *p;
	const char *name, *verb;
	size_t i;

	json_object_foreach((json_t *)(uintptr_t)paths, name, path)
	{
		json_object_foreach((json_t *)(uintptr_t)path, verb, operation)
		{
			bool changes = strcmp(verb, "get") != 0,
			     open = json_object_get(operation, "security") != NULL;
			bool told = false;
			json_array_foreach(json_object_get(operation, "parameters"), i, p)
			{
				told |= strcmp(json_string_value(json_object_get(p, "name")),
						"Idempotency-Key") == 0;
			}
			if (told != (changes && !open))
				fail_msg("%s %s: told %d", verb, name, told);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_is_answered_again),
		cmocka_unit_test(a_key_goes_with_one_request),
		cmocka_unit_test(keys_are_checked),
		cmocka_unit_test(refusals_are_not_kept),
		cmocka_unit_test(secrets_are_not_kept),
		cmocka_unit_test(it_is_never_done_twice),
		cmocka_unit_test(what_never_ended_is_not_begun_again),
		cmocka_unit_test(it_is_documented),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
