/* The bell: news in their order, what is no longer kept, many who ring at once. */
#include "serve/bell.h"

#include <pthread.h>

#include "test.h"

enum { RINGERS = 4, RINGS = 500 };

static struct bell *open_bell(struct scope *sc)
{
	struct bell *b = bell_open(sc, 1000);

	assert_non_null(b);
	return b;
}

static void news_come_in_order(void **state)
{
	struct scope sc = { 0 };
	struct bell *b = open_bell(&sc);
	struct bell_news *news;
	bool missed = true;
	uint64_t begin = bell_last(b);

	(void)state;
	assert_int_equal(begin, 1000);
	assert_int_equal(bell_since(&sc, b, begin, &news, &missed), 0);
	assert_false(missed);
	bell_ring(b, STR("map"), STR("shop"), 7, STR("anna"));
	bell_ring(b, STR("note"), STR("3"), 0, STR("piotr"));
	assert_int_equal(bell_since(&sc, b, begin, &news, &missed), 2);
	assert_false(missed);
	assert_int_equal(news[0].no, 1001);
	assert_str(news[0].what, "map");
	assert_str(news[0].id, "shop");
	assert_int_equal(news[0].revision, 7);
	assert_str(news[0].who, "anna");
	assert_str(news[1].what, "note");
	assert_int_equal(bell_since(&sc, b, 1001, &news, &missed), 1);
	assert_str(news[0].id, "3");
	assert_int_equal(bell_last(b), 1002);
	bell_close(b);
	bell_close(NULL);
	scope_close(&sc);
}

static void what_is_not_kept_is_missed(void **state)
{
	struct scope sc = { 0 };
	struct bell *b = open_bell(&sc);
	struct bell_news *news;
	bool missed;

	(void)state;
	for (int i = 1; i <= BELL_NEWS; i++)
		bell_ring(b, STR("map"), STR("shop"), i, STR("anna"));
	assert_int_equal(bell_since(&sc, b, 1000, &news, &missed), BELL_NEWS);
	assert_false(missed);
	bell_ring(b, STR("map"), STR("shop"), BELL_NEWS + 1, STR("anna"));
	assert_int_equal(bell_since(&sc, b, 1000, &news, &missed), BELL_NEWS);
	assert_true(missed);
	assert_int_equal(news[0].revision, 2);
	assert_int_equal(news[BELL_NEWS - 1].revision, BELL_NEWS + 1);
	assert_int_equal(bell_since(&sc, b, 1001, &news, &missed), BELL_NEWS);
	assert_false(missed);
	/* numbers of a server that was here before, and numbers that were never given */
	assert_int_equal(bell_since(&sc, b, 5, &news, &missed), BELL_NEWS);
	assert_true(missed);
	assert_int_equal(bell_since(&sc, b, UINT64_MAX, &news, &missed), BELL_NEWS);
	assert_true(missed);
	bell_close(b);
	scope_close(&sc);
}

static void texts_are_its_own(void **state)
{
	struct scope sc = { 0 };
	struct bell *b = open_bell(&sc);
	struct bell_news *news;
	char id[2 * BELL_BYTES + 1];
	bool missed;

	(void)state;
	id[0] = 'a'; /* what is cut is cut between two letters of two bytes each */
	for (size_t i = 1; i < sizeof id; i++)
		id[i] = i % 2 ? '\xd1' : '\x8f';
	bell_ring(b, STR("map"), (struct str){ id, sizeof id }, 1, STR("anna"));
	memset(id, 'b', sizeof id);
	assert_int_equal(bell_since(&sc, b, 1000, &news, &missed), 1);
	bell_close(b);
	assert_int_equal(news[0].id.p[0], 'a');
	assert_int_equal(news[0].id.n, BELL_BYTES - 1);
	assert_true(str_is_utf8(news[0].id));
	scope_close(&sc);
}

struct listener {
	struct bell *bell;
	int heard;
	uint64_t last;
};

static void hear(void *to)
{
	struct listener *l = to;

	l->heard++;
	l->last = bell_last(l->bell);
}

static void one_listens(void **state)
{
	struct scope sc = { 0 };
	struct listener l = { .bell = open_bell(&sc) };

	(void)state;
	bell_listen(l.bell, hear, &l);
	bell_ring(l.bell, STR("map"), STR("shop"), 1, STR("anna"));
	assert_int_equal(l.heard, 1);
	assert_int_equal(l.last, 1001);
	bell_listen(l.bell, NULL, NULL);
	bell_ring(l.bell, STR("map"), STR("shop"), 2, STR("anna"));
	assert_int_equal(l.heard, 1);
	bell_close(l.bell);
	scope_close(&sc);
}

static void *ring_often(void *to)
{
	for (int i = 0; i < RINGS; i++)
		bell_ring(to, STR("map"), STR("shop"), i, STR("anna"));
	return NULL;
}

/* Whoever follows sees each number once, or is told that they missed some. */
static void many_ring_at_once(void **state)
{
	struct scope sc = { 0 };
	struct bell *b = open_bell(&sc);
	pthread_t threads[RINGERS];
	uint64_t at = 1000;

	(void)state;
	for (int i = 0; i < RINGERS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, ring_often, b), 0);
	while (at < 1000 + RINGERS * RINGS) {
		struct scope own = { 0 };
		struct bell_news *news;
		bool missed;
		size_t n = bell_since(&own, b, at, &news, &missed);
		for (size_t i = 0; i < n; i++) {
			assert_true(news[i].no == at + 1 || (missed && i == 0 && news[i].no > at));
			at = news[i].no;
		}
		scope_close(&own);
	}
	for (int i = 0; i < RINGERS; i++)
		pthread_join(threads[i], NULL);
	assert_int_equal(bell_last(b), 1000 + RINGERS * RINGS);
	bell_close(b);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(news_come_in_order),
		cmocka_unit_test(what_is_not_kept_is_missed),
		cmocka_unit_test(texts_are_its_own),
		cmocka_unit_test(one_listens),
		cmocka_unit_test(many_ring_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
