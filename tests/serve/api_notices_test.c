/* Who can be mentioned, who is told of which comment, once, and whose pages hear of it. */
#include "hear.h"
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

static struct kit_answer *want(struct house_kit *kit, const struct kit_user *user, const char *verb,
	const char *path, const char *body, int status)
{
	struct kit_answer *a = kit_ask(kit, user, verb, path, body);

	if (a->status != status)
		fail_msg("%s %s: want %d, got %d: %s", verb, path, status, a->status, a->body);
	return a;
}

/* A comment at the cart; `more` is the rest of the document. */
static const char *say(struct house_kit *kit, const struct kit_user *user, const char *more)
{
	struct kit_answer *a = want(kit, user, "POST", "/api/v1/comments",
		scope_printf(&kit->sc,
			"{\"comment\":{\"map\":\"shop\",\"at\":\"cart\",\"lane\":\"pains\"%s}}", more),
		201);

	return kit_text(a, "comment.id");
}

static const char *path_of(struct house_kit *kit, const char *comment)
{
	return scope_printf(&kit->sc, "/api/v1/comments/%s", comment);
}

static struct kit_answer *notices(struct house_kit *kit, const struct kit_user *user, size_t n, int unseen)
{
	struct kit_answer *a = kit_get(kit, user, "/api/v1/notices");

	assert_int_equal(kit_size(a, "notices"), n);
	assert_true(kit_number(a, "unseen") == unseen);
	return a;
}

static void those_who_work_on_maps_can_be_mentioned(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = kit_get(kit, kit->editor, "/api/v1/people");

	assert_int_equal(kit_size(a, "people"), 2);
	assert_true(kit_number(a, "people.0.user") == (double)kit->admin->id);
	assert_string_equal(kit_text(a, "people.0.name"), "admin");
	assert_string_equal(kit_text(a, "people.0.role"), "admin");
	assert_string_equal(kit_text(a, "people.1.role"), "editor");
	assert_null(strchr(a->body, '@'));
	a = kit_get(kit, kit->editor, "/api/v1/people?limit=1");
	assert_int_equal(kit_size(a, "people"), 1);
	a = kit_get(kit, kit->editor,
		scope_printf(&kit->sc, "/api/v1/people?limit=1&cursor=%s", kit_text(a, "next")));
	assert_true(kit_number(a, "people.0.user") == (double)kit->editor->id);
	assert_true(json_is_null(kit_at(a, "next")));
	kit_refused(kit, kit->viewer, "GET", "/api/v1/people", NULL, 403, "write");
}

static void who_is_mentioned_is_told_once(void **state)
{
	struct house_kit *kit = *state;
	const char *text = "\"text\":\"Is this so?\",\"map\":\"shop\",\"at\":\"cart\",\"lane\":\"pains\"";
	const char *id = say(kit, kit->editor,
		scope_printf(&kit->sc, ",\"text\":\"Is this so?\",\"mentions\":[%lld,%lld,%lld]",
			(long long)kit->admin->id, (long long)kit->editor->id, (long long)kit->admin->id));
	struct kit_answer *a = notices(kit, kit->admin, 1, 1);

	assert_string_equal(kit_text(a, "notices.0.kind"), "mentioned");
	assert_string_equal(kit_text(a, "notices.0.who"), "editor");
	assert_string_equal(kit_text(a, "notices.0.map"), "shop");
	assert_string_equal(kit_text(a, "notices.0.at"), "cart");
	assert_string_equal(kit_text(a, "notices.0.lane"), "pains");
	assert_string_equal(kit_text(a, "notices.0.comment"), id);
	assert_string_equal(kit_text(a, "notices.0.text"), "Is this so?");
	assert_true(json_is_false(kit_at(a, "notices.0.seen")));
	notices(kit, kit->editor, 0, 0); /* of one's own words nobody is told */
	/* taken out and put in again: once */
	want(kit, kit->editor, "PUT", path_of(kit, id),
		scope_printf(&kit->sc, "{\"seen\":1,\"comment\":{%s}}", text), 200);
	want(kit, kit->editor, "PUT", path_of(kit, id),
		scope_printf(&kit->sc, "{\"seen\":2,\"comment\":{%s,\"mentions\":[%lld]}}", text,
			(long long)kit->admin->id),
		200);
	notices(kit, kit->admin, 1, 1);
	/* who is mentioned belongs to the words: not another's to change */
	const char *other = say(kit, kit->admin, ",\"text\":\"Is this so?\"");
	kit_refused(kit, kit->editor, "PUT", path_of(kit, other),
		scope_printf(&kit->sc, "{\"seen\":1,\"comment\":{%s,\"mentions\":[%lld]}}", text,
			(long long)kit->editor->id),
		403, "only they or an admin");
	/* by an edit */
	want(kit, kit->admin, "PUT", path_of(kit, other),
		scope_printf(&kit->sc, "{\"seen\":1,\"comment\":{%s,\"mentions\":[%lld]}}", text,
			(long long)kit->editor->id),
		200);
	notices(kit, kit->editor, 1, 1);
}

static void who_is_answered_is_told(void **state)
{
	struct house_kit *kit = *state;
	const char *id = say(kit, kit->editor, ",\"text\":\"Why?\"");
	struct kit_answer *a = want(kit, kit->admin, "POST", "/api/v1/comments",
		scope_printf(&kit->sc, "{\"comment\":{\"answers\":\"%s\",\"text\":\"The pictures\"}}", id),
		201);
	const char *answer = kit_text(a, "comment.id");

	a = kit_get(kit, kit->editor, "/api/v1/notices?limit=1");
	assert_string_equal(kit_text(a, "notices.0.kind"), "answered");
	assert_string_equal(kit_text(a, "notices.0.text"), "The pictures");
	assert_string_equal(kit_text(a, "notices.0.at"), "cart");
	/* a removed one is nobody's, and back it is news again */
	int unseen = (int)kit_number(a, "unseen");
	want(kit, kit->admin, "DELETE", path_of(kit, answer), NULL, 204);
	assert_true(kit_number(kit_get(kit, kit->editor, "/api/v1/notices"), "unseen") == unseen - 1);
	assert_null(strstr(kit_get(kit, kit->editor, "/api/v1/notices")->body, "The pictures"));
	want(kit, kit->admin, "POST", scope_printf(&kit->sc, "/api/v1/comments/%s/restore", answer),
		"{\"revision\":1,\"seen\":0}", 200);
	a = kit_get(kit, kit->editor, "/api/v1/notices");
	assert_true(kit_number(a, "unseen") == unseen);
	assert_string_equal(kit_text(a, "notices.0.kind"), "answered");
	/* oneself is not told of one's own answer */
	want(kit, kit->editor, "POST", "/api/v1/comments",
		scope_printf(&kit->sc, "{\"comment\":{\"answers\":\"%s\",\"text\":\"Indeed\"}}", id), 201);
	assert_true(kit_number(kit_get(kit, kit->editor, "/api/v1/notices"), "unseen") == unseen);
}

static void what_was_looked_at_is_seen(void **state)
{
	struct house_kit *kit = *state;
	const char *more =
		scope_printf(&kit->sc, ",\"text\":\"Look\",\"mentions\":[%lld]", (long long)kit->admin->id);

	for (int i = 0; i < 3; i++)
		say(kit, kit->editor, more);
	struct kit_answer *a = kit_get(kit, kit->admin, "/api/v1/notices?limit=2");
	assert_int_equal(kit_size(a, "notices"), 2);
	double unseen = kit_number(a, "unseen"), second = kit_number(a, "notices.1.id");
	assert_true(second < kit_number(a, "notices.0.id"));
	assert_true(json_is_string(kit_at(a, "next")));
	a = kit_get(kit, kit->admin,
		scope_printf(&kit->sc, "/api/v1/notices?limit=2&cursor=%s", kit_text(a, "next")));
	assert_true(kit_number(a, "notices.0.id") < second);
	a = want(kit, kit->admin, "POST", "/api/v1/notices/seen",
		scope_printf(&kit->sc, "{\"until\":%lld}", (long long)second), 200);
	assert_true(unseen >= 3 && kit_number(a, "unseen") == 1);
	a = kit_get(kit, kit->admin, "/api/v1/notices");
	assert_true(json_is_false(kit_at(a, "notices.0.seen")));
	assert_true(json_is_true(kit_at(a, "notices.1.seen")));
	/* a token has its user's, another user none of them */
	struct kit_user token = *kit->admin;
	token.by_token = true;
	assert_true(kit_number(kit_get(kit, &token, "/api/v1/notices"), "unseen") == 1);
	want(kit, kit->editor, "POST", "/api/v1/notices/seen", "{\"until\":1000000}", 200);
	assert_true(kit_number(kit_get(kit, kit->admin, "/api/v1/notices"), "unseen") == 1);
	notices(kit, kit->viewer, 0, 0);
	want(kit, kit->viewer, "POST", "/api/v1/notices/seen", "{\"until\":1}", 200);
	kit_refused(kit, kit->admin, "POST", "/api/v1/notices/seen", "{}", 422, "until");
	kit_refused(kit, kit->admin, "POST", "/api/v1/notices/seen", "{\"until\":0}", 422, "until");
	kit_refused(kit, kit->nobody, "GET", "/api/v1/notices", NULL, 401, "sign");
}

static void nobody_else_can_be_mentioned(void **state)
{
	struct house_kit *kit = *state;
	const char *doc = "{\"comment\":{\"map\":\"shop\",\"text\":\"Look\",\"mentions\":%s}}";
	struct kit_answer *before = kit_get(kit, kit->editor, "/api/v1/comments");

	kit_refused(kit, kit->editor, "POST", "/api/v1/comments", scope_printf(&kit->sc, doc, "[999]"), 422,
		"nobody who works on the maps has the number 999");
	kit_refused(kit, kit->editor, "POST", "/api/v1/comments",
		scope_printf(&kit->sc, doc, scope_printf(&kit->sc, "[%lld]", (long long)kit->viewer->id)),
		422, "nobody who works on the maps");
	kit_refused(kit, kit->editor, "POST", "/api/v1/comments", scope_printf(&kit->sc, doc, "[\"anna\"]"),
		422, "must be a user's number");
	kit_refused(kit, kit->editor, "POST", "/api/v1/comments", scope_printf(&kit->sc, doc, "3"), 422,
		"must be a list");
	/* nothing of them was written */
	assert_int_equal(kit_size(kit_get(kit, kit->editor, "/api/v1/comments"), "comments"),
		kit_size(before, "comments"));
}

static void only_their_pages_hear_of_it(void **state)
{
	struct house_kit *kit = *state;
	struct hearing admin = hear(kit, kit->admin, "/api/v1/live", "");
	struct hearing editor = hear(kit, kit->editor, "/api/v1/live", "");
	const char *told =
		scope_printf(&kit->sc, "\"what\":\"notice\",\"id\":\"%lld\"", (long long)kit->admin->id);

	hear_until(&admin, "retry");
	hear_until(&editor, "retry");
	say(kit, kit->editor,
		scope_printf(&kit->sc, ",\"text\":\"Hear\",\"mentions\":[%lld]", (long long)kit->admin->id));
	hear_until(&admin, told);
	const char *last = say(kit, kit->editor, ",\"text\":\"The last\"");
	hear_until(&editor, scope_printf(&kit->sc, "\"id\":\"%s\"", last));
	assert_false(str_has(buf_str(editor.all), STR("\"notice\"")));
	close(admin.fd);
	close(editor.fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(those_who_work_on_maps_can_be_mentioned),
		cmocka_unit_test(who_is_mentioned_is_told_once),
		cmocka_unit_test(who_is_answered_is_told),
		cmocka_unit_test(what_was_looked_at_is_seen),
		cmocka_unit_test(nobody_else_can_be_mentioned),
		cmocka_unit_test(only_their_pages_hear_of_it),
	};
	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
