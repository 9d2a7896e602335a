/* Pictures and files: kept by what is in them, fetched, seen by whom, and gone where nothing names them. */
#include "store/attachments.h"

#include "base/buf.h"
#include "store/published.h"
#include "test.h"

enum { DAY = 1000 };

static const char GIF[] = "GIF89a\x58\x02\x2c\x01\x80\0\0";
#define GIF_BYTES ((struct str){ GIF, sizeof GIF - 1 })
/* SHA-256 of "abc", FIPS 180-2, B.1 */
#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static struct scope sc;
static struct documents *docs;

static int begin(void **state)
{
	(void)state;
	sc = (struct scope){ 0 };
	docs = documents_open(&sc, NULL, LITE_MEMORY);
	return docs ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	documents_close(docs);
	scope_close(&sc);
	return 0;
}

static struct attachment_wish wish_of(const char *name, struct str bytes, int64_t now)
{
	return (struct attachment_wish){
		.name = str_of(name), .bytes = bytes, .author = STR("anna"), .now_us = now, .most = 100
	};
}

static struct attachment put(const char *name, struct str bytes, int64_t now, bool there)
{
	struct attachment_wish wish = wish_of(name, bytes, now);
	struct attachment kept;
	bool was_there;

	if (!attachments_put(&sc, docs, &wish, &kept, &was_there))
		fail_msg("%s", sc.why);
	assert_int_equal(was_there, there);
	return kept;
}

static void what_is_sent_comes_back(void **state)
{
	struct attachment kept = put(" plan.gif ", GIF_BYTES, 7, false), got;
	struct str bytes;

	(void)state;
	assert_str(kept.name, "plan.gif");
	assert_int_equal(kept.media.width, 600);
	assert_true(attachments_get(&sc, docs, kept.id, &got, &bytes));
	assert_true(str_equal(bytes, GIF_BYTES));
	assert_str(got.name, "plan.gif");
	assert_str(got.author, "anna");
	assert_string_equal(got.media.type, "image/gif");
	assert_true(got.media.shown && got.media.width == 600 && got.media.height == 300);
	assert_int_equal(got.bytes, sizeof GIF - 1);
	assert_int_equal(got.sent_us, 7);
}

static void the_same_bytes_are_one(void **state)
{
	struct attachment a = put("a.txt", STR("abc"), 7, false), b = put("b.txt", STR("abc"), 9, true), got;
	struct str bytes;

	(void)state;
	assert_str(a.id, ABC);
	assert_str(b.id, ABC);
	assert_str(b.name, "b.txt");
	assert_true(attachments_get(&sc, docs, a.id, &got, &bytes));
	assert_str(got.name, "a.txt");
	assert_int_equal(got.sent_us, 9);
}

static void what_does_not_fit_is_refused(void **state)
{
	char many[ATTACHMENT_NAME + 2];
	struct str bytes;
	struct attachment kept;
	bool there;

	(void)state;
	memset(many, 'n', sizeof many - 1);
	many[sizeof many - 1] = 0;
	put("full",
		str_sub(STR("0123456789012345678901234567890123456789012345678901234567890123456789"), 0, 60),
		1, false);
	struct str forty = STR("forty bytes, forty bytes, forty bytes, 4");
	struct str more = STR("forty bytes, forty bytes, forty bytes, 41");
	const struct {
		const char *name;
		struct str bytes;
		enum fault fault;
		const char *words;
	} rows[] = {
		{ "", STR("x"), FAULT_INVALID, "name is empty" },
		{ "\xff", STR("x"), FAULT_INVALID, "no UTF-8" },
		{ many, STR("x"), FAULT_INVALID, "201 letters, the ceiling is 200" },
		{ "../plan.png", STR("x"), FAULT_INVALID, "no slashes" },
		{ "a\\b", STR("x"), FAULT_INVALID, "no slashes" },
		{ "a\r\nb", STR("x"), FAULT_INVALID, "no control characters" },
		{ "a", STR(""), FAULT_INVALID, "the file is empty" },
		{ "a", more, FAULT_LIMIT, "have 60 bytes, with this one 101; the ceiling of all is 100" },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct attachment_wish wish = wish_of(rows[i].name, rows[i].bytes, 1);
		assert_false(attachments_put(&sc, docs, &wish, &kept, &there));
		assert_fault(&sc, rows[i].fault, rows[i].words);
		scope_forgive(&sc);
	}
	assert_false(attachments_get(&sc, docs, STR("nothing"), &kept, &bytes));
	assert_fault(&sc, FAULT_NOT_FOUND, "there is no picture and no file \"nothing\"");
	scope_forgive(&sc);
	put("just", forty, 1, false);
	put("just again", forty, 1, true);
}

/* --- who names it --- */

static void put_map(const char *id, int64_t seen, const char *text)
{
	struct saved_map map = { .id = str_of(id),
		.title = STR("M"),
		.text = str_of(text),
		.author = STR("anna"),
		.revision = seen + 1 };

	if (!documents_put_map(&sc, docs, &map, seen))
		fail_msg("%s", sc.why);
}

static void publish(const char *map, const char *definition)
{
	struct published v = { .map = str_of(map),
		.revision = 1,
		.author = STR("anna"),
		.published_us = 7,
		.definition = str_of(definition),
		.frozen = STR("{}"),
		.measures = STR("[]"),
		.watermark = STR("{}") };

	assert_true(published_add(&sc, docs, &v, NULL, 0));
}

static bool published(const char *id)
{
	bool yes;

	assert_true(attachments_published(&sc, docs, str_of(id), &yes));
	return yes;
}

static void the_newest_version_of_any_map_shows_it(void **state)
{
	(void)state;
	put("a", STR("abc"), 1, false);
	put_map("m", 0, "{\"cells\":[{\"attachments\":[{\"id\":\"" ABC "\"}]}]}");
	put_map("n", 0, "{}");
	assert_false(published(ABC));
	publish("m", "{\"map\":\"m\"}");
	publish("n", "{\"cells\":[{\"attachments\":[{\"id\":\"" ABC "\"}]}]}");
	assert_true(published(ABC));
	publish("n", "{\"map\":\"n\"}");
	assert_false(published(ABC));
	publish("m", "{\"cells\":[{\"attachments\":[{\"id\":\"" ABC "\"}]}]}");
	assert_true(published(ABC));
	assert_false(published("m"));
	assert_false(published(""));
	assert_false(published("cells"));
}

static uint64_t tidied(int64_t before)
{
	uint64_t removed;

	assert_true(attachments_tidy(&sc, docs, before, &removed));
	return removed;
}

static bool is_there(struct str id)
{
	struct attachment a;
	struct str bytes;
	bool there = attachments_get(&sc, docs, id, &a, &bytes);

	scope_forgive(&sc);
	return there;
}

static void what_was_never_named_goes(void **state)
{
	struct attachment young, old, again, revised, shown;

	(void)state;
	old = put("old", STR("1"), 1, false);
	put("again", STR("2"), 1, false);
	again = put("again", STR("2"), DAY, true);
	young = put("young", STR("3"), DAY, false);
	revised = put("in a revision of once", STR("4"), 1, false);
	shown = put("in a version of once", STR("5"), 1, false);
	put_map("m", 0, scope_printf(&sc, "{\"a\":\"%.*s\"}", STR_ARG(revised.id)));
	put_map("m", 1, "{}");
	publish("m", scope_printf(&sc, "{\"a\":\"%.*s\"}", STR_ARG(shown.id)));
	publish("m", "{}");
	assert_int_equal(tidied(DAY), 1);
	assert_false(is_there(old.id));
	assert_true(is_there(again.id) && is_there(young.id) && is_there(revised.id) && is_there(shown.id));
	assert_int_equal(tidied(DAY), 0);
	assert_int_equal(tidied(DAY + 1), 2);
}

/* --- all of them --- */

static bool note(struct scope *mine, void *to, const struct attachment *a, struct str bytes)
{
	struct buf *out = to;

	(void)mine;
	buf_printf(out, "%.*s=%.*s;", STR_ARG(a->name), STR_ARG(bytes));
	return true;
}

static bool stop(struct scope *mine, void *to, const struct attachment *a, struct str bytes)
{
	(void)to, (void)a, (void)bytes;
	return scope_fail(mine, FAULT_IO, "the disk is full");
}

static void each_is_handed_out(void **state)
{
	struct buf *out = buf_new(&sc, 1000);

	(void)state;
	put("two", STR("abc"), 1, false);
	put("one", STR("2"), 1, false);
	assert_true(attachments_each(&sc, docs, note, out));
	assert_true(str_has(buf_str(out), STR("two=abc;")) && str_has(buf_str(out), STR("one=2;")));
	assert_false(attachments_each(&sc, docs, stop, NULL));
	assert_fault(&sc, FAULT_IO, "the disk is full");
}

/* Of somebody who is erased: what people sent about them is told, and a number among a picture's bytes is found. */
static bool note_mention(struct scope *mine, void *to, struct str text, bool another)
{
	size_t *n = to;

	(void)mine;
	assert_false(another);
	assert_true(str_has(text, STR("1042")));
	++*n;
	return true;
}

static void what_mentions_somebody_is_found(void **state)
{
	static const char bytes[] = "\x89PNG\0\xff\0 1042\0\xfe";
	size_t n = 0;

	(void)state;
	put("plan", (struct str){ bytes, sizeof bytes - 1 }, 1, false);
	put("order 1042", STR("abc"), 1, false);
	put("other", STR("104 2"), 1, false);
	assert_true(documents_mentions(&sc, docs, STR("1042"), note_mention, &n));
	assert_int_equal(n, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_sent_comes_back, begin, end),
		cmocka_unit_test_setup_teardown(the_same_bytes_are_one, begin, end),
		cmocka_unit_test_setup_teardown(what_does_not_fit_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(the_newest_version_of_any_map_shows_it, begin, end),
		cmocka_unit_test_setup_teardown(what_was_never_named_goes, begin, end),
		cmocka_unit_test_setup_teardown(each_is_handed_out, begin, end),
		cmocka_unit_test_setup_teardown(what_mentions_somebody_is_found, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
