/* What people write beside maps, over the API: made, changed, lost to nobody, removed, brought back. */
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

/* --- every kind ------------------------------------------------------------------------------------------------ */

static const struct {
	const char *kind, *many, *doc, *changed, *bad, *words;
} kinds[] = {
	{ "persona", "personas", "{\"id\":\"x\",\"name\":\"Buyer\",\"rule\":{\"did\":\"buy\"}}",
		"{\"id\":\"x\",\"name\":\"Buyers\",\"rule\":{\"did\":\"buy\"}}",
		"{\"id\":\"x\",\"nam\":\"B\"}", "nam" },
	{ "segment", "segments",
		"{\"id\":\"x\",\"name\":\"Poland\",\"rule\":{\"attr\":\"country\",\"is\":\"PL\"}}",
		"{\"id\":\"x\",\"name\":\"Germany\",\"rule\":{\"attr\":\"country\",\"is\":\"DE\"}}",
		"{\"id\":\"x\",\"name\":\"B\"}", "rule" },
	{ "touchpoint", "touchpoints", "{\"id\":\"x\",\"name\":\"Till\"}",
		"{\"id\":\"x\",\"name\":\"Tills\"}", "{\"id\":\"x\"}", "name" },
	{ "channel", "channels",
		"{\"key\":\"x\",\"name\":\"Shop\",\"colour\":\"#2563A8\",\"symbol\":\"store\"}",
		"{\"key\":\"x\",\"name\":\"Shops\",\"colour\":\"#2563A8\",\"symbol\":\"store\"}",
		"{\"name\":3}", "name" },
	{ "opportunity", "opportunities", "{\"id\":\"x\",\"title\":\"Faster\"}",
		"{\"id\":\"x\",\"title\":\"Much faster\"}", "{\"id\":\"x\"}", "title" },
};

static const char *path_of(struct house_kit *kit, const char *many, const char *rest)
{
	return scope_printf(&kit->sc, "/api/v1/%s%s", many, rest);
}

static const char *wish(struct house_kit *kit, const char *kind, const char *doc)
{
	return scope_printf(&kit->sc, "{\"%s\":%s}", kind, doc);
}

static const char *edit(struct house_kit *kit, int seen, const char *kind, const char *doc)
{
	return scope_printf(&kit->sc, "{\"seen\":%d,\"%s\":%s}", seen, kind, doc);
}

static void a_life(struct house_kit *kit, size_t k)
{
	const char *kind = kinds[k].kind, *many = kinds[k].many, *all = path_of(kit, many, ""),
		   *x = path_of(kit, many, "/x");
	uint64_t rung = bell_last(kit->house->bell);
	struct kit_answer *a = kit_get(kit, kit->viewer, all);

	assert_int_equal(kit_size(a, many), 0);
	a = want(kit, kit->editor, "POST", all, wish(kit, kind, kinds[k].doc), 201);
	assert_true(kit_number(a, "revision") == 1);
	assert_string_equal(kit_text(a, scope_printf(&kit->sc, "%s.%s", kind, k == 3 ? "key" : "id")), "x");
	a = want(kit, kit->editor, "PUT", x, edit(kit, 1, kind, kinds[k].changed), 200);
	assert_true(kit_number(a, "revision") == 2);
	/* the same again is no revision, and rings no bell */
	a = want(kit, kit->editor, "PUT", x, edit(kit, 2, kind, kinds[k].changed), 200);
	assert_true(kit_number(a, "revision") == 2);
	assert_int_equal(bell_last(kit->house->bell), rung + 2);
	a = want(kit, kit->editor, "PUT", x, edit(kit, 1, kind, kinds[k].doc), 409);
	assert_non_null(strstr(kit_text(a, "detail"), "was changed meanwhile (revision 2, you saw 1)"));
	assert_false(
		json_equal((json_t *)(uintptr_t)kit_at(a, "mine"), (json_t *)(uintptr_t)kit_at(a, "theirs")));
	assert_true(kit_number(a, "revision") == 2);
	a = want(kit, kit->editor, "POST", all, wish(kit, kind, kinds[k].doc), 409);
	assert_non_null(strstr(kit_text(a, "detail"), "already"));
	a = kit_get(kit, kit->viewer, x);
	assert_true(kit_number(a, "revision") == 2);
	kit_is_tagged(kit, kit->viewer, x);
	a = kit_get(kit, kit->viewer, path_of(kit, many, "/x?revision=1"));
	assert_true(kit_number(a, "revision") == 1);
	a = kit_get(kit, kit->viewer, all);
	assert_int_equal(kit_size(a, many), 1);
	kit_refused(
		kit, kit->editor, "DELETE", path_of(kit, many, "/x?seen=1"), NULL, 409, "changed meanwhile");
	want(kit, kit->editor, "DELETE", path_of(kit, many, "/x?seen=2"), NULL, 204);
	kit_refused(kit, kit->editor, "GET", x, NULL, 404, "was removed");
	a = want(kit, kit->editor, "PUT", x, edit(kit, 2, kind, kinds[k].doc), 409);
	assert_true(json_is_null(kit_at(a, "theirs")) && json_is_true(kit_at(a, "removed")));
	a = kit_get(kit, kit->viewer, path_of(kit, many, "/x/history"));
	assert_int_equal(kit_size(a, "revisions"), 3);
	assert_true(json_is_true(kit_at(a, "revisions.0.removed")));
	a = want(kit, kit->editor, "POST", path_of(kit, many, "/x/restore"), "{\"revision\":1,\"seen\":0}",
		200);
	assert_true(kit_number(a, "revision") == 4);
	kit_refused(kit, kit->editor, "POST", path_of(kit, many, "/x/restore"), "{\"revision\":1,\"seen\":3}",
		409, "you saw 3");
	kit_refused(kit, kit->editor, "POST", path_of(kit, many, "/x/restore"), "{\"revision\":9,\"seen\":4}",
		404, "it has 1 to 4");
	assert_int_equal(bell_last(kit->house->bell), rung + 4);
}

static void every_kind_lives(void **state)
{
	for (size_t k = 0; k < COUNT_OF(kinds); k++)
		a_life(*state, k);
}

static void every_kind_refuses(void **state)
{
	struct house_kit *kit = *state;

	for (size_t k = 0; k < COUNT_OF(kinds); k++) {
		const char *all = path_of(kit, kinds[k].many, ""),
			   *one = wish(kit, kinds[k].kind, kinds[k].doc);
		kit_refused(kit, kit->nobody, "GET", all, NULL, 401, "sign in");
		kit_refused(kit, kit->viewer, "POST", all, one, 403, "write");
		kit_refused(kit, kit->viewer, "PUT", path_of(kit, kinds[k].many, "/x"),
			edit(kit, 1, kinds[k].kind, kinds[k].doc), 403, "write");
		kit_refused(
			kit, kit->viewer, "DELETE", path_of(kit, kinds[k].many, "/x"), NULL, 403, "write");
		kit_refused(kit, kit->viewer, "POST", path_of(kit, kinds[k].many, "/x/restore"),
			"{\"revision\":1,\"seen\":0}", 403, "write");
		kit_refused(kit, kit->editor, "POST", all, wish(kit, kinds[k].kind, kinds[k].bad), 422,
			kinds[k].words);
		kit_refused(kit, kit->editor, "POST", all, wish(kit, kinds[k].kind, "[1]"), 422,
			"an object is needed");
		kit_refused(kit, kit->editor, "POST", all, "{}", 422, kinds[k].kind);
		kit_refused(kit, kit->editor, "PUT", path_of(kit, kinds[k].many, "/y"),
			edit(kit, 0, kinds[k].kind, kinds[k].doc), 422, "keeps its");
		kit_refused(kit, kit->editor, "PUT", path_of(kit, kinds[k].many, "/x"), one, 422, "seen");
		kit_refused(kit, kit->editor, "DELETE", path_of(kit, kinds[k].many, "/never"), NULL, 404,
			"there is no");
		kit_refused(kit, kit->viewer, "GET", path_of(kit, kinds[k].many, "/never"), NULL, 404,
			"there is no");
		kit_refused(kit, kit->viewer, "GET", path_of(kit, kinds[k].many, "/never/history"), NULL, 404,
			"there is no");
		kit_refused(kit, kit->viewer, "GET", path_of(kit, kinds[k].many, "?cursor=abc"), NULL, 422,
			"cursor");
		kit_refused(
			kit, kit->viewer, "GET", path_of(kit, kinds[k].many, "?limit=0"), NULL, 422, "limit");
	}
}

/* --- what the data says ------------------------------------------------------------------------------------------ */

static void personas_know_their_customers(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a;

	want(kit, kit->editor, "POST", "/api/v1/personas",
		"{\"persona\":{\"id\":\"buyer\",\"name\":\"Buyer\",\"rule\":{\"did\":\"buy\"}}}", 201);
	want(kit, kit->editor, "POST", "/api/v1/personas",
		"{\"persona\":{\"id\":\"ghost\",\"name\":\"Ghost\"}}", 201);
	a = kit_get(kit, kit->editor, "/api/v1/personas/buyer");
	assert_true(kit_number(a, "data.customers") == 3);
	assert_true(kit_number(a, "data.of") == 8);
	assert_near(kit_number(a, "data.share.value"), 3.0 / 8, 1e-9);
	assert_string_equal(kit_text(a, "data.map"), "shop");
	assert_true(kit_number(a, "data.touchpoints.0.customers") == 3);
	a = kit_get(kit, kit->editor, "/api/v1/personas/ghost");
	assert_true(json_is_null(kit_at(a, "data")));
	assert_non_null(strstr(kit_text(a, "why"), "nobody can tell who belongs to it"));
	a = kit_get(kit, kit->editor, "/api/v1/personas");
	size_t n = kit_size(a, "personas");
	assert_true(kit_number(a, scope_printf(&kit->sc, "personas.%zu.customers", n - 2)) == 3);
	/* a viewer is told of no touchpoint of a draft */
	a = kit_get(kit, kit->viewer, "/api/v1/personas/buyer");
	assert_true(kit_number(a, "data.customers") == 3);
	assert_true(json_is_null(kit_at(a, "data.map")));
	assert_int_equal(kit_size(a, "data.touchpoints"), 0);
	kit_refused(kit, kit->viewer, "GET", "/api/v1/personas/buyer?map=shop", NULL, 404,
		"there is no map \\\"shop\\\" here\"");
	kit_refused(kit, kit->editor, "GET", "/api/v1/personas/buyer?map=none", NULL, 404, "none");
	/* what is changed is counted anew */
	want(kit, kit->editor, "PUT", "/api/v1/personas/buyer",
		"{\"seen\":1,\"persona\":{\"id\":\"buyer\",\"name\":\"Buyer\",\"rule\":{\"did\":\"cart\"}}}",
		200);
	a = kit_get(kit, kit->editor, "/api/v1/personas/buyer");
	assert_true(kit_number(a, "data.customers") == 5);
	a = kit_get(kit, kit->editor, "/api/v1/personas/buyer?revision=1");
	assert_true(kit_number(a, "data.customers") == 3);
}

static void pages_follow_each_other(void **state)
{
	struct house_kit *kit = *state;
	const char *next = NULL;
	size_t seen = 0;

	for (int i = 0; i < 5; i++)
		want(kit, kit->editor, "POST", "/api/v1/channels",
			scope_printf(&kit->sc,
				"{\"channel\":{\"name\":\"Shop %d\",\"colour\":\"#2563A8\",\"symbol\":\"store\"}}",
				i),
			201);
	do {
		struct kit_answer *a = kit_get(kit, kit->viewer,
			next ? scope_printf(&kit->sc, "/api/v1/channels?limit=2&cursor=%s", next)
			     : "/api/v1/channels?limit=2");
		seen += kit_size(a, "channels");
		next = json_string_value(kit_at(a, "next"));
	} while (next);
	struct kit_answer *all = kit_get(kit, kit->viewer, "/api/v1/channels");
	assert_int_equal(seen, kit_size(all, "channels"));
	struct kit_answer *a = kit_get(kit, kit->viewer, "/api/v1/channels/x/history?limit=3");
	assert_int_equal(kit_size(a, "revisions"), 3);
	a = kit_get(kit, kit->viewer,
		scope_printf(&kit->sc, "/api/v1/channels/x/history?limit=3&cursor=%s", kit_text(a, "next")));
	assert_int_equal(kit_size(a, "revisions"), 1);
	assert_true(kit_number(a, "revisions.0.revision") == 1);
	assert_true(json_is_null(kit_at(a, "next")));
}

static void cheap_opportunities_come_first(void **state)
{
	struct house_kit *kit = *state;

	want(kit, kit->editor, "POST", "/api/v1/opportunities",
		"{\"opportunity\":{\"id\":\"dear\",\"title\":\"Dear\",\"effort\":5,\"map\":\"shop\"}}", 201);
	want(kit, kit->editor, "POST", "/api/v1/opportunities",
		"{\"opportunity\":{\"id\":\"cheap\",\"title\":\"Cheap\",\"effort\":1,\"map\":\"shop\"}}",
		201);
	struct kit_answer *a = kit_get(kit, kit->editor, "/api/v1/opportunities?map=shop");
	assert_int_equal(kit_size(a, "opportunities"), 2);
	assert_string_equal(kit_text(a, "opportunities.0.opportunity.id"), "cheap");
}

/* After the one above: two are about the shop's draft, x of every_kind_lives about none in particular. */
static void viewers_see_none_about_a_draft(void **state)
{
	struct house_kit *kit = *state;
	const char *const paths[] = { "/cheap", "/cheap?revision=1", "/cheap?revision=9", "/cheap/history" };
	struct kit_answer *a = kit_get(kit, kit->viewer, "/api/v1/opportunities");

	assert_int_equal(kit_size(a, "opportunities"), 1);
	assert_string_equal(kit_text(a, "opportunities.0.opportunity.id"), "x");
	assert_int_equal(
		kit_size(kit_get(kit, kit->viewer, "/api/v1/opportunities?map=shop"), "opportunities"), 0);
	for (size_t i = 0; i < COUNT_OF(paths); i++)
		kit_refused(kit, kit->viewer, "GET", path_of(kit, "opportunities", paths[i]), NULL, 404,
			"there is no opportunity \\\"cheap\\\" about what is published\"");
	/* Nor does one that never was tell which there are. */
	kit_refused(kit, kit->viewer, "GET", "/api/v1/opportunities/never", NULL, 404,
		"there is no opportunity \\\"never\\\" about what is published\"");
	kit_publish(kit, "shop");
	assert_int_equal(kit_size(kit_get(kit, kit->viewer, "/api/v1/opportunities"), "opportunities"), 3);
	kit_get(kit, kit->viewer, "/api/v1/opportunities/cheap");
	/* What moved to a draft goes; what was written of a draft before stays behind. */
	want(kit, kit->editor, "POST", "/api/v1/opportunities",
		"{\"opportunity\":{\"id\":\"moved\",\"title\":\"Moved\",\"map\":\"secret\"}}", 201);
	want(kit, kit->editor, "PUT", "/api/v1/opportunities/moved",
		"{\"seen\":1,\"opportunity\":{\"id\":\"moved\",\"title\":\"Moved\",\"map\":\"shop\"}}", 200);
	a = kit_get(kit, kit->viewer, "/api/v1/opportunities/moved/history");
	assert_int_equal(kit_size(a, "revisions"), 1);
	assert_true(kit_number(a, "revisions.0.revision") == 2);
	assert_int_equal(
		kit_size(kit_get(kit, kit->editor, "/api/v1/opportunities/moved/history"), "revisions"), 2);
	kit_refused(kit, kit->viewer, "GET", "/api/v1/opportunities/moved?revision=1", NULL, 404,
		"about what is published");
}

/* --- comments ------------------------------------------------------------------------------------------------------ */

static const char comment[] = "{\"comment\":{\"map\":\"shop\",\"at\":\"cart\",\"text\":\"Why so slow?\"}}";

static void comments_belong_to_who_wrote_them(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = want(kit, kit->editor, "POST", "/api/v1/comments", comment, 201);
	const char *doc =
		"{\"seen\":%d,\"comment\":{\"id\":\"c1\",\"map\":\"shop\",\"at\":\"cart\",\"text\":\"%s\",\"done\":%s}}";

	assert_string_equal(kit_text(a, "comment.id"), "c1");
	assert_string_equal(kit_text(a, "author"), kit_text(a, "comment.author"));
	a = want(kit, kit->admin, "POST", "/api/v1/comments",
		"{\"comment\":{\"answers\":\"c1\",\"text\":\"It is the pictures\"}}", 201);
	assert_string_equal(kit_text(a, "comment.at"), "cart");
	/* the admin's is not the editor's to change, nor to remove; that it is done anybody may say */
	kit_refused(kit, kit->editor, "DELETE", "/api/v1/comments/c2", NULL, 403, "only they or an admin");
	kit_refused(kit, kit->editor, "PUT", "/api/v1/comments/c2",
		"{\"seen\":1,\"comment\":{\"answers\":\"c1\",\"map\":\"shop\",\"at\":\"cart\",\"text\":\"No\"}}",
		403, "only they or an admin");
	a = want(kit, kit->editor, "PUT", "/api/v1/comments/c2",
		"{\"seen\":1,\"comment\":{\"answers\":\"c1\",\"map\":\"shop\",\"at\":\"cart\",\"text\":\"It is the pictures\",\"done\":true}}",
		200);
	assert_true(json_is_true(kit_at(a, "comment.done")));
	assert_string_equal(kit_text(a, "comment.author"), "admin");
	/* one's own, and an admin everybody's */
	want(kit, kit->editor, "PUT", "/api/v1/comments/c1", scope_printf(&kit->sc, doc, 1, "Why?", "false"),
		200);
	want(kit, kit->admin, "PUT", "/api/v1/comments/c1",
		scope_printf(&kit->sc, doc, 2, "Why, please?", "false"), 200);
	kit_refused(kit, kit->editor, "PUT", "/api/v1/comments/c1",
		"{\"seen\":3,\"comment\":{\"map\":\"none\",\"text\":\"Why?\"}}", 422, "map: there is no map");
	want(kit, kit->admin, "DELETE", "/api/v1/comments/c2", NULL, 204);
	kit_refused(kit, kit->editor, "POST", "/api/v1/comments/c2/restore", "{\"revision\":1,\"seen\":0}",
		403, "only they or an admin");
	kit_refused(kit, kit->editor, "PUT", "/api/v1/comments/c2",
		"{\"seen\":0,\"comment\":{\"map\":\"shop\",\"text\":\"Mine\"}}", 404, "was removed");
	want(kit, kit->admin, "POST", "/api/v1/comments/c2/restore", "{\"revision\":1,\"seen\":0}", 200);
	a = kit_get(kit, kit->editor, "/api/v1/comments?map=shop");
	assert_int_equal(kit_size(a, "comments"), 2);
	a = kit_get(kit, kit->editor, "/api/v1/comments?map=other");
	assert_int_equal(kit_size(a, "comments"), 0);
}

static void names_are_no_proof(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = want(kit, kit->admin, "POST", "/api/v1/comments", comment, 201);
	const char *path = scope_printf(&kit->sc, "/api/v1/comments/%s", kit_text(a, "comment.id"));

	want(kit, kit->editor, "PATCH",
		scope_printf(&kit->sc, "/api/v1/users/%lld", (long long)kit->editor->id),
		"{\"name\":\"admin\"}", 200);
	kit_refused(kit, kit->editor, "DELETE", path, NULL, 403, "only they or an admin");
	want(kit, kit->editor, "PATCH",
		scope_printf(&kit->sc, "/api/v1/users/%lld", (long long)kit->editor->id),
		"{\"name\":\"Edi\"}", 200);
}

static void comments_are_refused(void **state)
{
	struct house_kit *kit = *state;

	kit_refused(kit, kit->viewer, "GET", "/api/v1/comments", NULL, 403, "for those who work on the maps");
	kit_refused(
		kit, kit->viewer, "GET", "/api/v1/comments/c1", NULL, 403, "for those who work on the maps");
	kit_refused(kit, kit->viewer, "GET", "/api/v1/comments/c1/history", NULL, 403,
		"for those who work on the maps");
	kit_refused(kit, kit->viewer, "POST", "/api/v1/comments", comment, 403, "write");
	kit_refused(kit, kit->editor, "POST", "/api/v1/comments",
		"{\"comment\":{\"id\":\"c9\",\"map\":\"shop\",\"text\":\"A\"}}", 422, "leave it out");
	kit_refused(kit, kit->editor, "POST", "/api/v1/comments",
		"{\"comment\":{\"map\":\"none\",\"text\":\"A\"}}", 422, "map: there is no map");
	kit_refused(kit, kit->editor, "POST", "/api/v1/comments",
		"{\"comment\":{\"answers\":\"c99\",\"text\":\"A\"}}", 422, "answers: there is no comment");
	kit_refused(kit, kit->editor, "POST", "/api/v1/comments",
		"{\"comment\":{\"answers\":\"c1\",\"map\":\"shop\",\"text\":\"A\"}}", 422, "leave out map");
	kit_refused(kit, kit->editor, "POST", "/api/v1/comments", "{\"comment\":{\"map\":\"shop\"}}", 422,
		"text");
	kit_refused(kit, kit->editor, "POST", "/api/v1/comments",
		"{\"comment\":{\"map\":\"shop\",\"at\":\"till\",\"text\":\"A\"}}", 422,
		"at: the map \\\"shop\\\" has no touchpoint or stage \\\"till\\\"");
	assert_int_equal(kit_ask(kit, kit->editor, "POST", "/api/v1/comments",
				 "{\"comment\":{\"map\":\"shop\",\"at\":\"look\",\"text\":\"A\"}}")
				 ->status,
		201);
	kit_refused(kit, kit->editor, "PUT", "/api/v1/comments/c77",
		"{\"seen\":0,\"comment\":{\"map\":\"shop\",\"text\":\"A\"}}", 404, "there is no comment");
}

/* --- two at once, and the log -------------------------------------------------------------------------------------- */

enum { WRITERS = 4, EDITS = 6 };

struct writer {
	struct house_kit *kit;
	int which, made, refused;
};

/* Their own memory: the kit's is nobody's but the test's. */
static int send_edit(struct house_kit *kit, int seen, int n)
{
	struct scope sc = { 0 };
	int fd = talk_open(kit->port);
	const char *body = scope_printf(
		&sc, "{\"seen\":%d,\"touchpoint\":{\"id\":\"race\",\"name\":\"Name %d\"}}", seen, n);

	talk_send(fd,
		scope_printf(&sc,
			"PUT /api/v1/touchpoints/race HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %.*s\r\n"
			"Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
			STR_ARG(kit->editor->token), strlen(body), body));
	int status = talk_status(talk_answer(&sc, fd));
	close(fd);
	scope_close(&sc);
	return status;
}

static void *write_often(void *to)
{
	struct writer *w = to;

	for (int seen = 1; seen <= EDITS; seen++) {
		int status = send_edit(w->kit, seen, seen * 100 + w->which);
		w->made += status == 200;
		w->refused += status == 409;
	}
	return NULL;
}

static void no_edit_is_lost(void **state)
{
	struct house_kit *kit = *state;
	struct writer w[WRITERS];
	pthread_t threads[WRITERS];
	int made = 0, refused = 0;

	want(kit, kit->editor, "POST", "/api/v1/touchpoints",
		"{\"touchpoint\":{\"id\":\"race\",\"name\":\"Race\"}}", 201);
	for (int i = 0; i < WRITERS; i++) {
		w[i] = (struct writer){ .kit = kit, .which = i };
		assert_int_equal(pthread_create(&threads[i], NULL, write_often, &w[i]), 0);
	}
	for (int i = 0; i < WRITERS; i++) {
		pthread_join(threads[i], NULL);
		made += w[i].made;
		refused += w[i].refused;
	}
	assert_int_equal(made + refused, WRITERS * EDITS);
	struct kit_answer *a = kit_get(kit, kit->editor, "/api/v1/touchpoints/race/history");
	assert_int_equal(kit_size(a, "revisions"), 1 + made);
	assert_true(made >= 1 && made <= EDITS);
}

static void every_change_is_in_the_log(void **state)
{
	struct house_kit *kit = *state;

	want(kit, kit->editor, "POST", "/api/v1/segments",
		"{\"segment\":{\"id\":\"log\",\"name\":\"Log\",\"rule\":{\"did\":\"buy\"}}}", 201);
	want(kit, kit->editor, "DELETE", "/api/v1/segments/log", NULL, 204);
	kit_refused(kit, kit->editor, "PUT", "/api/v1/segments/log",
		"{\"seen\":1,\"segment\":{\"id\":\"log\",\"name\":\"Log\",\"rule\":{\"did\":\"buy\"}}}", 409,
		"meanwhile");
	struct kit_answer *a = kit_get(kit, kit->admin, "/api/v1/audit?action=segment.&limit=2");
	assert_string_equal(kit_text(a, "rows.0.action"), "segment.remove");
	assert_string_equal(kit_text(a, "rows.0.on_id"), "log");
	assert_string_equal(kit_text(a, "rows.0.details"), "{\"revision\":\"2\"}");
	assert_string_equal(kit_text(a, "rows.1.action"), "segment.change");
	assert_string_equal(kit_text(a, "rows.1.on_id"), "log");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_refuses),
		cmocka_unit_test(every_kind_lives),
		cmocka_unit_test(personas_know_their_customers),
		cmocka_unit_test(pages_follow_each_other),
		cmocka_unit_test(cheap_opportunities_come_first),
		cmocka_unit_test(viewers_see_none_about_a_draft),
		cmocka_unit_test(comments_belong_to_who_wrote_them),
		cmocka_unit_test(names_are_no_proof),
		cmocka_unit_test(comments_are_refused),
		cmocka_unit_test(no_edit_is_lost),
		cmocka_unit_test(every_change_is_in_the_log),
	};

	return cmocka_run_group_tests(tests, open_kit, close_kit);
}
