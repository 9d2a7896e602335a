#include "doors/notice.h"
#include "folder.h"
#include "kit.h"
#include "store/papers.h"

/* Notices tell what stands in the comments: both are in one file. */
struct both {
	struct folder folder;
	struct documents *docs;
	struct kit kit;
	struct lite *db;
};

static struct both both_open(void)
{
	struct both b = { .folder = folder_open() };
	const char *path = folder_path(&b.folder, "wend.db");

	b.kit = kit_open_at(path);
	b.docs = documents_open(&b.kit.sc, path, LITE_WRITE);
	assert_non_null(b.docs);
	b.db = b.kit.doors->db;
	return b;
}

static void both_close(struct both *b)
{
	documents_close(b->docs);
	kit_close(&b->kit);
	folder_close(&b->folder);
}

static void comment(struct both *b, const char *id)
{
	int64_t made;
	struct paper paper = { .kind = PAPER_COMMENT,
		.id = str_of(id),
		.title = STR("Look"),
		.body = STR("{\"text\":\"Look\"}"),
		.author = STR("ewa"),
		.written_us = b->kit.now_us };

	kit_ok(&b->kit, papers_put(&b->kit.sc, b->docs, &paper, 0, &made));
}

static size_t tell(struct both *b, const char *id, int64_t by, int64_t to, int64_t answered)
{
	struct notice_told told = { 0 };

	kit_ok(&b->kit, notices_write(&b->kit.sc, b->db,
				&(struct notice_wish){ .comment = str_of(id),
					.by = by,
					.mentions = &to,
					.n = to != 0,
					.answered = answered,
					.now_us = b->kit.now_us },
				&told));
	return told.users.n;
}

static size_t list(struct both *b, int64_t user, struct notice **notices)
{
	size_t n;

	kit_ok(&b->kit, notices_list(&b->kit.sc, b->db, user, 0, 2000, notices, &n));
	return n;
}

static void each_is_told_once_of_a_comment(void **state)
{
	struct both b = both_open();
	int64_t ewa = kit_user(&b.kit, "ewa@x.test", RANK_EDITOR),
		jan = kit_user(&b.kit, "jan@x.test", RANK_ADMIN);
	struct notice *notices;

	(void)state;
	comment(&b, "c1");
	assert_int_equal(tell(&b, "c1", ewa, jan, jan), 1);
	assert_int_equal(tell(&b, "c1", ewa, jan, 0), 0);
	assert_int_equal(tell(&b, "c1", ewa, ewa, ewa), 0);
	assert_int_equal(list(&b, jan, &notices), 1);
	assert_str(notices[0].kind, "mentioned");
	assert_str(notices[0].by, "ewa");
	assert_str(notices[0].body, "{\"text\":\"Look\"}");
	kit_ok(&b.kit, user_remove(&b.kit.sc, b.kit.doors, &b.kit.system, ewa, b.kit.now_us));
	assert_int_equal(list(&b, jan, &notices), 1);
	assert_null(notices[0].by.p);
	both_close(&b);
}

static void who_cannot_work_on_maps_is_told_nothing(void **state)
{
	struct both b = both_open();
	int64_t ewa = kit_user(&b.kit, "ewa@x.test", RANK_EDITOR),
		vic = kit_user(&b.kit, "vic@x.test", RANK_VIEWER);
	struct notice_person *people;
	size_t n;

	(void)state;
	comment(&b, "c1");
	kit_ok(&b.kit, notices_check(&b.kit.sc, b.db, &ewa, 1));
	assert_int_equal(tell(&b, "c1", 0, vic, vic), 0);
	kit_ok(&b.kit, user_set_disabled(&b.kit.sc, b.kit.doors, &b.kit.system, ewa, true, b.kit.now_us));
	assert_int_equal(tell(&b, "c1", 0, ewa, 0), 0);
	kit_refused(&b.kit, notices_check(&b.kit.sc, b.db, &ewa, 1), FAULT_INVALID, "GET /api/v1/people");
	kit_ok(&b.kit, notices_people(&b.kit.sc, b.db, 0, 10, &people, &n));
	assert_int_equal(n, 0);
	both_close(&b);
}

static void what_is_gone_is_told_no_more(void **state)
{
	struct both b = both_open();
	int64_t ewa = kit_user(&b.kit, "ewa@x.test", RANK_EDITOR), n, made;
	struct notice_told told = { 0 };
	struct notice *notices;

	(void)state;
	comment(&b, "c1");
	comment(&b, "c2");
	tell(&b, "c1", 0, ewa, 0);
	tell(&b, "c2", 0, 0, ewa);
	kit_ok(&b.kit, notices_drop(&b.kit.sc, b.db, STR("c1"), &told));
	assert_int_equal(told.users.n, 1);
	assert_int_equal(list(&b, ewa, &notices), 1);
	/* by the command line, which knows of no notices */
	struct paper paper = { .kind = PAPER_COMMENT, .id = STR("c2"), .author = STR("jan") };
	kit_ok(&b.kit, papers_remove(&b.kit.sc, b.docs, &paper, 1, &made));
	assert_int_equal(list(&b, ewa, &notices), 0);
	kit_ok(&b.kit, notices_unseen(&b.kit.sc, b.db, ewa, &n));
	assert_int_equal(n, 0);
	both_close(&b);
}

static void the_oldest_go(void **state)
{
	struct both b = both_open();
	int64_t ewa = kit_user(&b.kit, "ewa@x.test", RANK_EDITOR), n;
	struct notice *notices;

	(void)state;
	kit_ok(&b.kit, documents_begin(&b.kit.sc, b.docs));
	for (int i = 0; i < NOTICES_MOST + 3; i++)
		comment(&b, scope_printf(&b.kit.sc, "c%d", i));
	kit_ok(&b.kit, documents_commit(&b.kit.sc, b.docs));
	kit_ok(&b.kit, lite_script(&b.kit.sc, b.db, "BEGIN"));
	for (int i = 0; i < NOTICES_MOST + 3; i++)
		tell(&b, scope_printf(&b.kit.sc, "c%d", i), 0, ewa, 0);
	kit_ok(&b.kit, lite_script(&b.kit.sc, b.db, "COMMIT"));
	assert_int_equal(list(&b, ewa, &notices), NOTICES_MOST);
	assert_str(notices[0].comment, scope_printf(&b.kit.sc, "c%d", NOTICES_MOST + 2));
	assert_str(notices[NOTICES_MOST - 1].comment, "c3");
	kit_ok(&b.kit, notices_see(&b.kit.sc, b.db, ewa, notices[1].id));
	kit_ok(&b.kit, notices_unseen(&b.kit.sc, b.db, ewa, &n));
	assert_int_equal(n, 1);
	both_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_is_told_once_of_a_comment),
		cmocka_unit_test(who_cannot_work_on_maps_is_told_nothing),
		cmocka_unit_test(what_is_gone_is_told_no_more),
		cmocka_unit_test(the_oldest_go),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
