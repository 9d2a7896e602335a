/* Pictures and files in cells: sent, shown, handed out, and by whom they are seen. */
#include "draw/pictured.h"
#include "house_kit.h"

#define PATH "/api/v1/attachments"

static const char GIF[] = "GIF89a\x58\x02\x2c\x01\x80\0\0 and its pixels";
static const char SVG[] = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
#define BYTES(text) ((struct str){ (text), sizeof(text) - 1 })

static int open_kit(void **state)
{
	*state = house_kit_open();
	return 0;
}

static int open_small(void **state)
{
	struct kit_wish wish = { .limits = limits_usual() };

	wish.limits.at[LIMIT_ATTACHMENT_BYTES] = 64 << 10;
	wish.limits.at[LIMIT_ALL_ATTACHMENTS_BYTES] = 100 << 10;
	*state = house_kit_open_with(&wish);
	return 0;
}

static int close_kit(void **state)
{
	house_kit_close(*state);
	return 0;
}

static struct kit_answer *put(
	struct house_kit *kit, const struct kit_user *user, const char *name, struct str bytes)
{
	return kit_ask_with(kit, user, "POST", scope_printf(&kit->sc, PATH "?name=%s", name),
		"Content-Type: application/octet-stream\r\n", bytes);
}

static const char *sent(struct house_kit *kit, const char *name, struct str bytes)
{
	struct kit_answer *a = put(kit, kit->editor, name, bytes);

	if (a->status != 201)
		fail_msg("%d: %s", a->status, a->body);
	return kit_text(a, "id");
}

static struct kit_answer *get(struct house_kit *kit, const struct kit_user *user, const char *id)
{
	return kit_ask(kit, user, "GET", scope_printf(&kit->sc, PATH "/%s", id), NULL);
}

static void has_header(const struct kit_answer *a, const char *line)
{
	if (!strcasestr(a->all, line))
		fail_msg("no %s in %s", line, a->all);
}

static void a_picture_is_sent_and_shown(void **state)
{
	struct house_kit *kit = *state;
	struct kit_answer *a = put(kit, kit->editor, "pla%C5%84%201.gif", BYTES(GIF));

	assert_int_equal(a->status, 201);
	assert_string_equal(kit_text(a, "name"), "plań 1.gif");
	assert_string_equal(kit_text(a, "type"), "image/gif");
	assert_int_equal(kit_number(a, "bytes"), sizeof GIF - 1);
	assert_int_equal(kit_number(a, "width"), 600);
	assert_int_equal(kit_number(a, "height"), 300);
	const char *id = kit_text(a, "id");
	assert_int_equal(strlen(id), ATTACHMENT_DIGITS);

	a = get(kit, kit->editor, id);
	assert_int_equal(a->status, 200);
	assert_memory_equal(a->body, GIF, sizeof GIF - 1);
	has_header(a, "\r\nContent-Type: image/gif\r\n");
	has_header(a, "\r\nContent-Disposition: inline; filename*=UTF-8''pla%C5%84%201.gif\r\n");
	has_header(a, "\r\nContent-Security-Policy: default-src 'none'; sandbox\r\n");
	has_header(a, "\r\nX-Content-Type-Options: nosniff\r\n");
	has_header(a, "\r\nCache-Control: private, max-age=31536000, immutable\r\n");
	has_header(a, "\r\nCross-Origin-Resource-Policy: same-origin\r\n");
}

static void what_is_no_picture_is_kept_not_shown(void **state)
{
	struct house_kit *kit = *state;
	static const struct {
		const char *name, *type;
		struct str bytes;
	} rows[] = {
		{ "logo.svg", "application/octet-stream", { SVG, sizeof SVG - 1 } },
		{ "page.png", "application/octet-stream",
			{ "<!DOCTYPE html><script>alert(1)</script>", 40 } },
		{ "offer.pdf", "application/pdf", { "%PDF-1.7\n", 9 } },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct kit_answer *a = put(kit, kit->editor, rows[i].name, rows[i].bytes);
		assert_int_equal(a->status, 201);
		assert_string_equal(kit_text(a, "type"), rows[i].type);
		assert_true(json_is_null(kit_at(a, "width")) && json_is_null(kit_at(a, "height")));
		a = get(kit, kit->editor, kit_text(a, "id"));
		assert_int_equal(a->status, 200);
		has_header(a, scope_printf(&kit->sc, "\r\nContent-Type: %s\r\n", rows[i].type));
		has_header(a,
			scope_printf(&kit->sc, "\r\nContent-Disposition: attachment; filename*=UTF-8''%s\r\n",
				rows[i].name));
		has_header(a, "\r\nContent-Security-Policy: default-src 'none'; sandbox\r\n");
	}
}

static size_t logged(struct house_kit *kit, const char *id)
{
	return kit_size(kit_get(kit, kit->admin,
				scope_printf(&kit->sc,
					"/api/v1/audit?action=attachment.add&on=attachment&on_id=%s", id)),
		"rows");
}

static void the_same_bytes_are_the_same_and_logged_once(void **state)
{
	struct house_kit *kit = *state;
	const char *id = sent(kit, "a.txt", STR("abc"));
	struct kit_answer *again = put(kit, kit->admin, "b.txt", STR("abc"));

	assert_int_equal(again->status, 200);
	assert_string_equal(kit_text(again, "id"), id);
	assert_string_equal(kit_text(again, "name"), "b.txt");
	assert_int_equal(logged(kit, id), 1);
}

/* A file that the log does not tell of is not there either. */
static void without_its_row_it_is_not_kept(void **state)
{
	struct house_kit *kit = *state;

	kit_hide_log(kit, true);
	assert_int_equal(put(kit, kit->editor, "a.txt", STR("abc"))->status, 500);
	kit_hide_log(kit, false);
	assert_string_equal(kit_text(put(kit, kit->editor, "a.txt", STR("abc")), "name"), "a.txt");
	assert_int_equal(put(kit, kit->editor, "a.txt", STR("abc"))->status, 200);
}

static void refused(struct house_kit *kit, struct kit_answer *a, int status, const char *words)
{
	(void)kit;
	if (a->status != status || !strstr(a->body, words))
		fail_msg("want %d with \"%s\", got %d: %s", status, words, a->status, a->body);
}

static void what_it_refuses(void **state)
{
	struct house_kit *kit = *state;
	static char big[64 << 10];

	refused(kit, put(kit, kit->nobody, "a", STR("x")), 401, "");
	refused(kit, put(kit, kit->viewer, "a", STR("x")), 403, "write");
	refused(kit, put(kit, kit->editor, "a", STR("")), 422, "the file is empty");
	refused(kit, put(kit, kit->editor, "..%2Fa", STR("x")), 422, "no slashes");
	refused(kit, put(kit, kit->editor, "a%0D%0AX-Evil:%201", STR("x")), 422, "no control characters");
	refused(kit, kit_ask_with(kit, kit->editor, "POST", PATH, "", STR("x")), 422, "name\\\" is needed");
	refused(kit, get(kit, kit->editor, "nothing"), 404,
		"there is no picture and no file \\\"nothing\\\"");
	refused(kit, get(kit, kit->nobody, "nothing"), 401, "");
	for (size_t i = 0; i < sizeof big; i++)
		big[i] = (char)('a' + i % 26);
	sent(kit, "big", (struct str){ big, sizeof big });
	refused(kit, put(kit, kit->editor, "more", (struct str){ big, sizeof big - 1 }), 413,
		"the ceiling of all is 102400");
	sent(kit, "fits", (struct str){ big, 36 << 10 });
}

static void a_file_past_the_ceiling_is_not_read(void **state)
{
	struct house_kit *kit = *state;
	static char big[(64 << 10) + 1];

	memset(big, 'b', sizeof big);
	refused(kit, put(kit, kit->editor, "big", (struct str){ big, sizeof big }), 413, "65536");
}

/* --- who sees it ------------------------------------------------------------------------------------------- */

static int64_t revision_of(struct house_kit *kit)
{
	return (int64_t)kit_number(kit_get(kit, kit->editor, "/api/v1/maps/shop/definition"), "revision");
}

static struct kit_answer *change(struct house_kit *kit, const char *operation)
{
	return kit_ask(kit, kit->editor, "POST", "/api/v1/maps/shop/operations",
		scope_printf(&kit->sc, "{\"revision\":%lld,\"operations\":[%s]}", (long long)revision_of(kit),
			operation));
}

static const char *set_cell(struct house_kit *kit, const char *id)
{
	return scope_printf(&kit->sc,
		"{\"op\":\"set_cell\",\"at\":\"order\",\"lane\":\"text\",\"text\":\"The desk\",\"attachments\":["
		"{\"id\":\"%s\",\"name\":\"desk.gif\"}]}",
		id);
}

static void viewers_see_what_is_published(void **state)
{
	struct house_kit *kit = *state;
	const char *id = sent(kit, "desk.gif", BYTES(GIF)), *other = sent(kit, "other.txt", STR("abc"));

	assert_int_equal(change(kit, set_cell(kit, id))->status, 200);
	refused(kit, get(kit, kit->viewer, id), 404, "there is no picture and no file");
	kit_publish(kit, "shop");
	assert_int_equal(get(kit, kit->viewer, id)->status, 200);
	refused(kit, get(kit, kit->viewer, other), 404, "there is no picture and no file");
	assert_int_equal(
		change(kit, "{\"op\":\"remove_cell\",\"at\":\"order\",\"lane\":\"text\"}")->status, 200);
	assert_int_equal(get(kit, kit->viewer, id)->status, 200);
	kit_publish(kit, "shop");
	refused(kit, get(kit, kit->viewer, id), 404, "there is no picture and no file");
	assert_int_equal(get(kit, kit->editor, id)->status, 200);
}

/* --- on the map ---------------------------------------------------------------------------------------------- */

static const json_t *written_cell(struct kit_answer *map)
{
	const json_t *lanes = kit_at(map, "lanes");
	json_t *lane, *cell;
	size_t l, c;

	json_array_foreach(lanes, l, lane)
	{
		json_array_foreach(json_object_get(lane, "cells"), c, cell)
		{
			if (json_is_true(json_object_get(cell, "written")))
				return cell;
		}
	}
	fail_msg("no cell that was written: %s", map->body);
	return NULL;
}

static void holds(const json_t *cell, const char *id)
{
	const char *at, *stage, *text, *basis, *got, *name;

	assert_int_equal(
		json_unpack((json_t *)cell, "{s:s,s:s,s:s,s:s,s:[{s:s,s:s}]}", "at", &at, "stage", &stage,
			"text", &text, "basis", &basis, "attachments", "id", &got, "name", &name),
		0);
	assert_string_equal(at, "cart");
	assert_string_equal(stage, "order");
	assert_string_equal(text, "The desk");
	assert_string_equal(basis, "assumed");
	assert_string_equal(got, id);
	assert_string_equal(name, "desk.gif");
}

static void the_map_has_it_and_so_has_its_version_and_undo(void **state)
{
	struct house_kit *kit = *state;
	const char *id = sent(kit, "desk.gif", BYTES(GIF));

	assert_int_equal(change(kit, set_cell(kit, id))->status, 200);
	holds(written_cell(kit_get(kit, kit->editor, "/api/v1/maps/shop")), id);
	kit_publish(kit, "shop");
	assert_int_equal(
		change(kit, "{\"op\":\"set_cell\",\"at\":\"order\",\"lane\":\"text\",\"text\":\"No desk\"}")
			->status,
		200);
	struct kit_answer *map = kit_get(kit, kit->editor, "/api/v1/maps/shop");
	assert_null(json_object_get(written_cell(map), "attachments"));
	holds(written_cell(kit_get(kit, kit->viewer, "/api/v1/maps/shop")), id);
	assert_int_equal(kit_ask(kit, kit->editor, "POST", "/api/v1/maps/shop/undo",
				 scope_printf(&kit->sc, "{\"revision\":%lld}", (long long)revision_of(kit)))
				 ->status,
		200);
	holds(written_cell(kit_get(kit, kit->editor, "/api/v1/maps/shop")), id);
}

/* --- drawn, and on shares ------------------------------------------------------------------------------------- */

#define PNG ((struct str){ (const char *)pictured_png, sizeof pictured_png })
#define PASSWORD "kot na plocie siedzi"

static const char *cell_with(struct house_kit *kit, const char *text, const char *basis, const char *id)
{
	return scope_printf(&kit->sc,
		"{\"op\":\"set_cell\",\"at\":\"order\",\"lane\":\"text\",\"text\":\"%s\",\"basis\":\"%s\",\"attachments\":["
		"{\"id\":\"%s\",\"name\":\"desk & chair.png\"}]}",
		text, basis, id);
}

static const char *shared(struct house_kit *kit, const char *more)
{
	struct kit_answer *a = kit_ask(kit, kit->editor, "POST", "/api/v1/shares",
		scope_printf(&kit->sc, "{\"map\":\"shop\"%s}", more));

	if (a->status != 201)
		fail_msg("%s: %s", more, a->body);
	return kit_text(a, "link");
}

static struct kit_answer *got(struct house_kit *kit, const char *path, const char *headers)
{
	return kit_ask_with(kit, kit->nobody, "GET", path, headers, (struct str){ 0 });
}

static struct kit_answer *file_of(struct house_kit *kit, const char *link, const char *id)
{
	return got(kit, scope_printf(&kit->sc, "%s/files/%s", link, id), "");
}

static void drawings_have_pictures(void **state)
{
	static const char *const drawn[] = { "svg", "html" };
	struct house_kit *kit = *state;
	const char *id = sent(kit, "desk.png", PNG), *gif = sent(kit, "desk.gif", BYTES(GIF));

	assert_int_equal(change(kit, cell_with(kit, "The desk", "assumed", id))->status, 200);
	for (size_t i = 0; i < COUNT_OF(drawn); i++) {
		struct kit_answer *a = kit_get(
			kit, kit->editor, scope_printf(&kit->sc, "/api/v1/maps/shop/drawing/%s", drawn[i]));
		assert_int_equal(a->status, 200);
		has_header(a, "href=\"data:image/png;base64,iVBORw0KGgo");
		has_header(a, "desk &amp; chair.png");
	}
	kit_publish(kit, "shop");
	/* What nothing here can draw stands by its name; a version has its own. */
	assert_int_equal(change(kit, set_cell(kit, gif))->status, 200);
	struct kit_answer *a = kit_get(kit, kit->editor, "/api/v1/maps/shop/drawing/svg");
	assert_null(strstr(a->body, "<image"));
	assert_non_null(strstr(a->body, "desk.gif"));
	a = kit_get(kit, kit->editor, "/api/v1/maps/shop/drawing/svg?version=1");
	assert_int_equal(a->status, 200);
	assert_non_null(strstr(a->body, "href=\"data:image/png;base64,"));
}

static void a_share_gives_the_files_of_what_it_shows(void **state)
{
	struct house_kit *kit = *state;
	const char *id = sent(kit, "desk.png", PNG), *other = sent(kit, "other.svg", BYTES(SVG));
	const char *link = shared(kit, ""), *path = scope_printf(&kit->sc, "\"%s/files/%s\"", link, id);

	refused(kit, file_of(kit, link, id), 404, "opens nothing");
	assert_int_equal(change(kit, cell_with(kit, "The desk", "assumed", id))->status, 200);
	struct kit_answer *page = got(kit, link, "");
	has_header(page, path);
	has_header(page, "href=\"data:image/png;base64,iVBORw0KGgo");
	has_header(page, "img-src 'self' data:");
	struct kit_answer *svg = got(kit, scope_printf(&kit->sc, "%s/map.svg", link), "");
	has_header(svg, "<image ");
	has_header(svg,
		"\r\nContent-Security-Policy: default-src 'none'; img-src data:; frame-ancestors 'none'\r\n");

	struct kit_answer *a = file_of(kit, link, id);
	assert_int_equal(a->status, 200);
	assert_memory_equal(a->body, pictured_png, sizeof pictured_png);
	has_header(a, "\r\nContent-Type: image/png\r\n");
	has_header(a, "\r\nContent-Disposition: inline; filename*=UTF-8''desk.png\r\n");
	has_header(a, "\r\nContent-Security-Policy: default-src 'none'; sandbox\r\n");
	has_header(a, "\r\nCache-Control: no-store\r\n");
	has_header(a, "\r\nX-Robots-Tag: noindex");
	/* No other of the workspace, whether there is one. */
	refused(kit, file_of(kit, link, other), 404, "opens nothing");
	refused(kit, file_of(kit, link, "x"), 404, "opens nothing");
	refused(kit, file_of(kit, "/s/ws_wrong", id), 404, "opens nothing");
	/* What is no picture is kept, not shown. */
	assert_int_equal(change(kit, cell_with(kit, "The logo", "assumed", other))->status, 200);
	has_header(file_of(kit, link, other),
		"\r\nContent-Disposition: attachment; filename*=UTF-8''other.svg\r\n");
	refused(kit, file_of(kit, link, id), 404, "opens nothing");
}

static void a_share_of_a_version_gives_its_files(void **state)
{
	struct house_kit *kit = *state;
	const char *id = sent(kit, "desk.png", PNG), *later = sent(kit, "later.gif", BYTES(GIF));

	assert_int_equal(change(kit, cell_with(kit, "The desk", "assumed", id))->status, 200);
	kit_publish(kit, "shop");
	assert_int_equal(change(kit, set_cell(kit, later))->status, 200);
	const char *old = shared(kit, ",\"version\":1"), *now = shared(kit, "");
	assert_int_equal(file_of(kit, old, id)->status, 200);
	refused(kit, file_of(kit, old, later), 404, "opens nothing");
	assert_int_equal(file_of(kit, now, later)->status, 200);
	refused(kit, file_of(kit, now, id), 404, "opens nothing");
	has_header(got(kit, old, ""), "href=\"data:image/png;base64,");
}

/* A card that small_n takes out takes its files along. */
static void what_a_share_hides_it_does_not_give(void **state)
{
	struct house_kit *kit = *state;
	const char *id = sent(kit, "desk.png", PNG);

	assert_int_equal(change(kit, cell_with(kit, "4 of 10 stood here", "observed", id))->status, 200);
	const char *open = shared(kit, ""), *hiding = shared(kit, ",\"small_n\":4");
	assert_int_equal(file_of(kit, open, id)->status, 200);
	refused(kit, file_of(kit, hiding, id), 404, "opens nothing");
	assert_null(strstr(got(kit, hiding, "")->body, "<image"));
	assert_null(strstr(got(kit, hiding, "")->body, "/files/"));
}

static void a_locked_or_ended_share_gives_no_file(void **state)
{
	struct house_kit *kit = *state;
	const char *id = sent(kit, "desk.png", PNG);

	assert_int_equal(change(kit, cell_with(kit, "The desk", "assumed", id))->status, 200);
	const char *locked = shared(kit, ",\"password\":\"" PASSWORD "\"");
	refused(kit, file_of(kit, locked, id), 404, "opens nothing");
	struct kit_answer *a = kit_ask_with(kit, kit->nobody, "POST", locked,
		"Content-Type: application/x-www-form-urlencoded\r\n", STR("password=kot+na+plocie+siedzi"));
	assert_int_equal(a->status, 303);
	const char *cookie = strstr(a->all, "\r\nSet-Cookie: ") + strlen("\r\nSet-Cookie: ");
	cookie = scope_printf(&kit->sc, "Cookie: %.*s\r\n", (int)strcspn(cookie, ";"), cookie);
	const char *path = scope_printf(&kit->sc, "%s/files/%s", locked, id);
	assert_int_equal(got(kit, path, cookie)->status, 200);
	struct kit_answer *list = kit_get(kit, kit->editor, "/api/v1/shares");
	assert_int_equal(kit_number(list, "shares.0.views"), 0); /* a file is no look at the page */
	assert_int_equal(
		kit_ask(kit, kit->editor, "DELETE",
			scope_printf(&kit->sc, "/api/v1/shares/%.0f", kit_number(list, "shares.0.id")), NULL)
			->status,
		204);
	refused(kit, got(kit, path, cookie), 404, "opens nothing");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_picture_is_sent_and_shown, open_kit, close_kit),
		cmocka_unit_test_setup_teardown(what_is_no_picture_is_kept_not_shown, open_kit, close_kit),
		cmocka_unit_test_setup_teardown(
			the_same_bytes_are_the_same_and_logged_once, open_kit, close_kit),
		cmocka_unit_test_setup_teardown(without_its_row_it_is_not_kept, open_kit, close_kit),
		cmocka_unit_test_setup_teardown(what_it_refuses, open_small, close_kit),
		cmocka_unit_test_setup_teardown(a_file_past_the_ceiling_is_not_read, open_small, close_kit),
		cmocka_unit_test_setup_teardown(viewers_see_what_is_published, open_kit, close_kit),
		cmocka_unit_test_setup_teardown(
			the_map_has_it_and_so_has_its_version_and_undo, open_kit, close_kit),
		cmocka_unit_test_setup_teardown(drawings_have_pictures, open_kit, close_kit),
		cmocka_unit_test_setup_teardown(
			a_share_gives_the_files_of_what_it_shows, open_kit, close_kit),
		cmocka_unit_test_setup_teardown(a_share_of_a_version_gives_its_files, open_kit, close_kit),
		cmocka_unit_test_setup_teardown(what_a_share_hides_it_does_not_give, open_kit, close_kit),
		cmocka_unit_test_setup_teardown(a_locked_or_ended_share_gives_no_file, open_kit, close_kit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
