/* The company's channels: what no two may have in common, and where they are named. */
#include "store/own_channels.h"

#include "store/papers.h"
#include "test.h"

static struct scope sc;
static struct documents *docs;

static int open_docs(void **state)
{
	(void)state;
	sc = (struct scope){ 0 };
	docs = documents_open(&sc, NULL, LITE_MEMORY);
	return docs ? 0 : -1;
}

static int close_docs(void **state)
{
	(void)state;
	documents_close(docs);
	scope_close(&sc);
	return 0;
}

static void keep(enum paper_kind kind, const char *id, const char *body)
{
	struct paper paper = { .kind = kind,
		.id = str_of(id),
		.title = str_of(id),
		.body = str_of(body),
		.author = STR("anna"),
		.written_us = 7 };
	int64_t made;

	if (!papers_put(&sc, docs, &paper, 0, &made))
		fail_msg("%s", sc.why);
}

static struct library_channel channel(const char *key, const char *name)
{
	return (struct library_channel){
		.key = str_of(key), .name = str_of(name), .colour = STR("#2563A8"), .symbol = CHANNEL_APP
	};
}

static const char kiosk[] =
	"{\"key\":\"kiosk\",\"name\":\"Info kiosk\",\"colour\":\"#123456\",\"symbol\":\"office\",\"archived\":true}";

static void they_are_read_in_their_order(void **state)
{
	struct own_channels own;

	(void)state;
	assert_true(own_channels_read(&sc, docs, &own));
	assert_int_equal(own.at.n, 0);
	keep(PAPER_CHANNEL, "kiosk", kiosk);
	keep(PAPER_CHANNEL, "app",
		"{\"key\":\"app\",\"name\":\"Our app\",\"colour\":\"#0F5C2E\",\"symbol\":\"app\"}");
	assert_true(own_channels_read(&sc, docs, &own));
	assert_int_equal(own.at.n, 2);
	assert_str(own.at.at[0].name, "Info kiosk");
	assert_str(own.at.at[0].colour, "#123456");
	assert_int_equal(own.at.at[0].symbol, CHANNEL_OFFICE);
	assert_true(own.at.at[0].archived);
	assert_false(own.at.at[1].archived);
}

static void no_two_go_by_the_same(void **state)
{
	static const struct {
		const char *key, *name, *why; /* why NULL: it may be */
	} cases[] = {
		{ "booth", "Booth", NULL },
		{ "kiosk", "Another name", NULL }, /* the same channel, renamed */
		{ "kiosk", "info kiosk", NULL },
		{ "booth", "INFO KIOSK", "there is a channel that goes by \"INFO KIOSK\" already (kiosk)" },
		{ "booth", "Kiosk", "goes by \"Kiosk\" already (kiosk)" },
		{ "KIOSK", "Booth", "goes by \"KIOSK\" already (kiosk)" },
		{ "booth", "e-mail", "goes by \"e-mail\" already (email)" },
		{ "booth", "website", "already (website)" },
		{ "website", "Our shop online", NULL }, /* one of Wend's under another name */
		{ "website", "Website", NULL },
		{ "website", "Phone", "goes by \"Phone\" already (phone)" },
	};

	(void)state;
	keep(PAPER_CHANNEL, "kiosk", kiosk);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct library_channel c = channel(cases[i].key, cases[i].name);
		if (own_channels_check(&sc, docs, &c) != !cases[i].why)
			fail_msg("%s, \"%s\": %s", cases[i].key, cases[i].name, sc.why);
		if (cases[i].why)
			assert_fault(&sc, FAULT_INVALID, cases[i].why);
		scope_forgive(&sc);
	}
}

static void there_are_so_many_at_most(void **state)
{
	struct library_channel first = channel("c0", "Renamed"), more = channel("more", "More");

	(void)state;
	for (int i = 0; i < LIBRARY_CHANNELS; i++) {
		const char *key = scope_printf(&sc, "c%d", i);
		keep(PAPER_CHANNEL, key,
			scope_printf(&sc,
				"{\"key\":\"%s\",\"name\":\"C %d\",\"colour\":\"#123456\",\"symbol\":\"app\"}",
				key, i));
	}
	assert_true(own_channels_check(&sc, docs, &first));
	assert_false(own_channels_check(&sc, docs, &more));
	assert_fault(&sc, FAULT_LIMIT, "there are 200 channels, the ceiling");
}

static void keep_map(const char *id, const char *touchpoints)
{
	struct saved_map map = { .id = str_of(id), .title = str_of(id), .author = STR("anna") };

	map.text = str_of(scope_printf(&sc,
		"{\"map\":\"%s\",\"title\":\"%s\",\"stages\":[{\"id\":\"s\",\"name\":\"S\",\"touchpoints\":[%s]}]}",
		id, id, touchpoints));
	map.revision = 1;
	if (!documents_put_map(&sc, docs, &map, 0))
		fail_msg("%s", sc.why);
}

static void where_they_are_named_is_told(void **state)
{
	struct library_channel c = channel("kiosk", "Info kiosk"), other = channel("booth", "Booth");
	struct own_channel_uses uses;

	(void)state;
	keep_map("one",
		"{\"id\":\"a\",\"name\":\"Asks\",\"channel\":\"kiosk\"},{\"id\":\"b\",\"channel\":\"store\"},"
		"{\"id\":\"c\",\"channel\":\"INFO kiosk\"}");
	keep_map("two", "{\"id\":\"d\"}");
	keep(PAPER_TOUCHPOINT, "order", "{\"id\":\"order\",\"name\":\"Orders\",\"channel\":\"kiosk\"}");
	keep(PAPER_TOUCHPOINT, "walk", "{\"id\":\"walk\",\"name\":\"Walks\"}");
	assert_true(own_channels_uses(&sc, docs, &c, &uses));
	assert_int_equal(uses.at.n, 3);
	assert_str(uses.at.at[0].map, "one");
	assert_str(uses.at.at[0].touchpoint, "a");
	assert_str(uses.at.at[0].name, "Asks");
	assert_str(uses.at.at[1].touchpoint, "c");
	assert_null(uses.at.at[2].map.p);
	assert_str(uses.at.at[2].touchpoint, "order");
	assert_true(own_channels_uses(&sc, docs, &other, &uses));
	assert_int_equal(uses.at.n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(they_are_read_in_their_order, open_docs, close_docs),
		cmocka_unit_test_setup_teardown(no_two_go_by_the_same, open_docs, close_docs),
		cmocka_unit_test_setup_teardown(there_are_so_many_at_most, open_docs, close_docs),
		cmocka_unit_test_setup_teardown(where_they_are_named_is_told, open_docs, close_docs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
