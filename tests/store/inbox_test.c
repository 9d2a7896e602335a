#include "store/inbox.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "folder.h"
#include "store/lite.h"

struct answers {
	atomic_uint good, bad;
	char why[200]; /* of the last bad one; read after the inbox was closed, or when it rests */
};

static void answer(void *to, bool ok, const char *why)
{
	struct answers *a = to;

	if (!ok)
		snprintf(a->why, sizeof a->why, "%s", why);
	atomic_fetch_add(ok ? &a->good : &a->bad, 1);
}

static void wait_for(struct answers *a, unsigned n)
{
	for (int i = 0; i < 20000 && atomic_load(&a->good) + atomic_load(&a->bad) < n; i++)
		usleep(1000);
	assert_int_equal(atomic_load(&a->good) + atomic_load(&a->bad), n);
}

static bool put(struct inbox *inbox, struct answers *a, int64_t source, struct str bytes)
{
	const char *why;

	return inbox_put(inbox,
		&(struct inbox_item){ .source = source,
			.kind = 6,
			.events = 2,
			.received_us = 1000 + source,
			.bytes = bytes },
		answer, a, &why);
}

static const char *refused(struct inbox *inbox, struct answers *a, struct str bytes)
{
	const char *why = NULL;

	assert_false(inbox_put(inbox, &(struct inbox_item){ .bytes = bytes }, answer, a, &why));
	return why;
}

static void comes_back_as_it_was_put(void **state)
{
	struct folder f = folder_open();
	struct answers a = { 0 };
	struct inbox *inbox = inbox_open(&f.sc, f.dir, &(struct inbox_limits){ 0 });
	struct inbox_batch batch;
	struct inbox_counts counts;

	(void)state;
	assert_non_null(inbox);
	assert_true(put(inbox, &a, 1, STR("{\"a\":\0\xff}")));
	assert_true(put(inbox, &a, 2, STR("")));
	assert_true(put(inbox, &a, 3, STR("third")));
	wait_for(&a, 3);
	assert_int_equal(atomic_load(&a.good), 3);
	assert_true(inbox_take(&f.sc, inbox, 1 << 20, &batch));
	assert_int_equal(batch.n, 3);
	assert_int_equal(batch.items[0].seq, 1);
	assert_int_equal(batch.items[0].bytes.n, 8);
	assert_memory_equal(batch.items[0].bytes.p, "{\"a\":\0\xff}", 8);
	assert_int_equal(batch.items[1].bytes.n, 0);
	assert_str(batch.items[2].bytes, "third");
	assert_int_equal(batch.items[2].source, 3);
	assert_int_equal(batch.items[2].kind, 6);
	assert_int_equal(batch.items[2].received_us, 1003);
	inbox_counts(inbox, &counts);
	assert_int_equal(counts.items, 3);
	assert_int_equal(counts.bytes, 13);
	assert_int_equal(counts.events, 6);
	assert_int_equal(counts.oldest_us, 1001);
	assert_int_equal(counts.queued, 0);
	inbox_close(inbox);
	folder_close(&f);
}

static void takes_some_drops_some(void **state)
{
	struct folder f = folder_open();
	struct answers a = { 0 };
	struct inbox *inbox = inbox_open(&f.sc, f.dir, &(struct inbox_limits){ 0 });
	struct inbox_batch batch;
	struct inbox_counts counts;

	(void)state;
	for (int i = 0; i < 1000; i++)
		assert_true(put(inbox, &a, i, STR("0123456789")));
	wait_for(&a, 1000);
	assert_true(inbox_take(&f.sc, inbox, 1, &batch));
	assert_int_equal(batch.n, 1);
	assert_true(inbox_take(&f.sc, inbox, 6000, &batch));
	assert_int_equal(batch.n, 600);
	assert_true(inbox_drop(&f.sc, inbox, batch.items[599].seq));
	inbox_counts(inbox, &counts);
	assert_int_equal(counts.items, 400);
	assert_int_equal(counts.bytes, 4000);
	assert_int_equal(counts.events, 800);
	assert_int_equal(counts.oldest_us, 1600);
	assert_true(inbox_take(&f.sc, inbox, 1 << 20, &batch));
	assert_int_equal(batch.n, 400);
	assert_int_equal(batch.items[0].seq, 601);
	assert_true(inbox_drop(&f.sc, inbox, INT64_MAX));
	assert_true(inbox_drop(&f.sc, inbox, INT64_MAX));
	inbox_counts(inbox, &counts);
	assert_int_equal(counts.items + counts.bytes + counts.events + (uint64_t)counts.oldest_us, 0);
	inbox_close(inbox);
	folder_close(&f);
}

static void numbers_never_come_again(void **state)
{
	struct folder f = folder_open();
	struct answers a = { 0 };
	struct inbox *inbox = inbox_open(&f.sc, f.dir, &(struct inbox_limits){ 0 });
	struct inbox_batch batch;

	(void)state;
	for (int i = 0; i < 10; i++)
		assert_true(put(inbox, &a, 1, STR("x")));
	wait_for(&a, 10);
	struct str name = str_copy(&f.sc, inbox_name(inbox));
	assert_int_equal(name.n, 16);
	assert_true(inbox_drop(&f.sc, inbox, INT64_MAX));
	inbox_close(inbox);
	inbox = inbox_open(&f.sc, f.dir, &(struct inbox_limits){ 0 });
	assert_true(str_equal(inbox_name(inbox), name));
	assert_true(put(inbox, &a, 1, STR("y")));
	wait_for(&a, 11);
	assert_true(inbox_past(&f.sc, inbox, 500));
	assert_true(inbox_past(&f.sc, inbox, 400));
	assert_true(put(inbox, &a, 1, STR("z")));
	inbox_close(inbox); /* finishes what was accepted */
	assert_int_equal(atomic_load(&a.good), 12);
	inbox = inbox_open(&f.sc, f.dir, &(struct inbox_limits){ 0 });
	assert_true(inbox_take(&f.sc, inbox, 1 << 20, &batch));
	assert_int_equal(batch.n, 2);
	assert_int_equal(batch.items[0].seq, 11);
	assert_int_equal(batch.items[1].seq, 501);
	inbox_close(inbox);
	folder_close(&f);
}

/* The thread waits for its own answer to be given: what is put meanwhile queues up. */
struct gate {
	pthread_mutex_t shut;
	atomic_bool waiting;
};

static void answer_at_gate(void *to, bool ok, const char *why)
{
	struct gate *g = to;

	(void)why;
	assert_true(ok);
	atomic_store(&g->waiting, true);
	pthread_mutex_lock(&g->shut);
	pthread_mutex_unlock(&g->shut);
}

static void a_full_queue_refuses_at_once(void **state)
{
	struct folder f = folder_open();
	struct answers a = { 0 };
	struct gate g = { .shut = PTHREAD_MUTEX_INITIALIZER };
	struct inbox *inbox =
		inbox_open(&f.sc, f.dir, &(struct inbox_limits){ .queue_items = 4, .queue_bytes = 100 });
	struct inbox_counts counts;
	const char *why;

	(void)state;
	pthread_mutex_lock(&g.shut);
	assert_true(inbox_put(inbox, &(struct inbox_item){ .bytes = STR("g") }, answer_at_gate, &g, &why));
	while (!atomic_load(&g.waiting))
		usleep(100);
	for (int i = 0; i < 4; i++)
		assert_true(put(inbox, &a, 1, STR("x")));
	assert_string_equal(refused(inbox, &a, STR("x")), INBOX_FULL);
	pthread_mutex_unlock(&g.shut);
	wait_for(&a, 4);
	assert_string_equal(refused(inbox, &a, (struct str){ scope_alloc(&f.sc, 101, 1), 101 }), INBOX_FULL);
	assert_true(put(inbox, &a, 1, (struct str){ scope_alloc(&f.sc, 100, 1), 100 }));
	wait_for(&a, 5);
	inbox_counts(inbox, &counts);
	assert_int_equal(counts.accepted, 6);
	assert_int_equal(counts.refused, 2);
	/* The four that waited went in one transaction. */
	assert_int_equal(counts.commits, 3);
	assert_int_equal(atomic_load(&a.bad), 0);
	inbox_close(inbox);
	folder_close(&f);
}

static void a_full_file_refuses_and_goes_on(void **state)
{
	struct folder f = folder_open();
	struct answers a = { 0 };
	struct inbox *inbox = inbox_open(&f.sc, f.dir, &(struct inbox_limits){ .file_bytes = 1 << 20 });
	struct str page = { scope_alloc(&f.sc, 50000, 1), 50000 };
	struct inbox_batch batch;
	unsigned n = 0;

	(void)state;
	while (!atomic_load(&a.bad)) {
		assert_true(put(inbox, &a, 1, page));
		wait_for(&a, ++n);
		assert_true(n < 50);
	}
	assert_string_equal(a.why, INBOX_FULL);
	assert_true(n > 15);
	assert_true(inbox_take(&f.sc, inbox, 1 << 30, &batch));
	assert_int_equal(batch.n, atomic_load(&a.good)); /* all of them, and nothing of the last */
	assert_int_equal(batch.items[batch.n - 1].seq, batch.n);
	assert_int_equal(batch.items[batch.n - 1].bytes.n, 50000);
	assert_true(inbox_drop(&f.sc, inbox, batch.items[9].seq));
	for (unsigned i = 0; i < 9; i++)
		assert_true(put(inbox, &a, 1, page));
	wait_for(&a, n + 9);
	assert_int_equal(atomic_load(&a.bad), 1);
	assert_true(inbox_take(&f.sc, inbox, 1 << 30, &batch));
	assert_int_equal(batch.n, n - 1 - 10 + 9);
	inbox_close(inbox);
	folder_close(&f);
}

static void what_is_too_large_is_refused(void **state)
{
	struct folder f = folder_open();
	struct answers a = { 0 };
	struct inbox *inbox = inbox_open(&f.sc, f.dir, &(struct inbox_limits){ 0 });

	(void)state;
	struct str large = { scope_alloc(&f.sc, INBOX_ITEM + 1, 1), INBOX_ITEM + 1 };
	assert_non_null(strstr(refused(inbox, &a, large), "larger than 16 MiB"));
	inbox_close(inbox);
	folder_close(&f);
}

static bool has_bytes(struct folder *f, const char *name, const char *bytes)
{
	static char content[8 << 20];
	FILE *file = fopen(folder_path(f, name), "rb");
	size_t n = file ? fread(content, 1, sizeof content, file) : 0;

	if (file)
		fclose(file);
	return memmem(content, n, bytes, strlen(bytes)) != NULL;
}

static void nothing_stays_in_the_file(void **state)
{
	struct folder f = folder_open();
	struct answers a = { 0 };
	struct inbox *inbox = inbox_open(&f.sc, f.dir, &(struct inbox_limits){ 0 });

	(void)state;
	for (int i = 0; i < 100; i++)
		assert_true(put(inbox, &a, 1, STR("ewa@example.test lives in Poznan")));
	wait_for(&a, 100);
	assert_true(inbox_drop(&f.sc, inbox, 99));
	assert_true(has_bytes(&f, "inbox.db-wal", "ewa@example.test"));
	assert_true(inbox_shrink(&f.sc, inbox));
	assert_true(has_bytes(&f, "inbox.db", "ewa@example.test"));
	assert_true(inbox_drop(&f.sc, inbox, 100));
	assert_true(inbox_shrink(&f.sc, inbox));
	assert_false(has_bytes(&f, "inbox.db", "ewa@example.test"));
	assert_false(has_bytes(&f, "inbox.db-wal", "ewa@example.test"));
	assert_true(put(inbox, &a, 1, STR("x")));
	wait_for(&a, 101);
	assert_int_equal(atomic_load(&a.good), 101);
	inbox_close(inbox);
	folder_close(&f);
}

static void a_large_file_shrinks_when_it_is_empty(void **state)
{
	struct folder f = folder_open();
	struct answers a = { 0 };
	struct inbox *inbox = inbox_open(&f.sc, f.dir, &(struct inbox_limits){ 0 });
	struct stat st;

	(void)state;
	for (unsigned i = 1; i <= 20; i++) {
		assert_true(put(inbox, &a, 1, (struct str){ scope_alloc(&f.sc, 1 << 20, 1), 1 << 20 }));
		wait_for(&a, i);
	}
	assert_true(inbox_drop(&f.sc, inbox, 19));
	assert_int_equal(stat(folder_path(&f, "inbox.db"), &st), 0);
	assert_true(st.st_size > 10 << 20);
	assert_true(inbox_drop(&f.sc, inbox, 20));
	assert_int_equal(stat(folder_path(&f, "inbox.db"), &st), 0);
	assert_true(st.st_size < 1 << 20);
	inbox_close(inbox);
	folder_close(&f);
}

static void a_folder_that_is_not_there(void **state)
{
	struct folder f = folder_open();

	(void)state;
	assert_null(inbox_open(&f.sc, folder_path(&f, "none"), &(struct inbox_limits){ 0 }));
	assert_fault(&f.sc, FAULT_IO, "inbox.db");
	inbox_close(NULL);
	folder_close(&f);
}

static void another_program_holds_it(void **state)
{
	struct folder f = folder_open();
	struct answers a = { 0 };
	struct inbox *inbox = inbox_open(&f.sc, f.dir, &(struct inbox_limits){ 0 });
	struct lite *other = lite_open(&f.sc, folder_path(&f, "inbox.db"), LITE_WRITE);

	(void)state;
	assert_true(lite_script(&f.sc, other, "BEGIN IMMEDIATE"));
	assert_true(put(inbox, &a, 1, STR("x")));
	wait_for(&a, 1);
	assert_int_equal(atomic_load(&a.bad), 1);
	assert_non_null(strstr(a.why, "another wend is at it"));
	assert_true(lite_script(&f.sc, other, "ROLLBACK"));
	assert_true(put(inbox, &a, 1, STR("x")));
	wait_for(&a, 2);
	assert_int_equal(atomic_load(&a.good), 1);
	lite_close(other);
	inbox_close(inbox);
	folder_close(&f);
}

/* --- many at once: also for the thread sanitizer --- */

enum { THREADS = 4, EACH = 2000 };
struct putter {
	struct inbox *inbox;
	struct answers answers;
	unsigned refused;
};

static void *put_many(void *to)
{
	struct putter *p = to;

	for (int i = 0; i < EACH; i++)
		p->refused += !put(p->inbox, &p->answers, i, STR("{\"type\":\"track\"}"));
	return NULL;
}

static uint64_t move_all(struct folder *f, struct inbox *inbox)
{
	struct inbox_batch batch;

	assert_true(inbox_take(&f->sc, inbox, 10000, &batch));
	for (size_t i = 1; i < batch.n; i++)
		assert_int_equal(batch.items[i].seq, batch.items[i - 1].seq + 1);
	if (batch.n)
		assert_true(inbox_drop(&f->sc, inbox, batch.items[batch.n - 1].seq));
	return batch.n;
}

static void many_threads(void **state)
{
	struct folder f = folder_open();
	struct inbox *inbox = inbox_open(&f.sc, f.dir, &(struct inbox_limits){ .queue_items = 1000 });
	struct putter p[THREADS] = { 0 };
	pthread_t threads[THREADS];
	struct inbox_counts counts;
	uint64_t moved = 0;
	unsigned good = 0, lost = 0;

	(void)state;
	for (int i = 0; i < THREADS; i++) {
		p[i].inbox = inbox;
		assert_int_equal(pthread_create(&threads[i], NULL, put_many, &p[i]), 0);
	}
	for (int i = 0; i < 20; i++)
		moved += move_all(&f, inbox);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < THREADS; i++)
		wait_for(&p[i].answers, EACH - p[i].refused);
	for (int i = 0; i < THREADS; i++) {
		good += atomic_load(&p[i].answers.good);
		lost += atomic_load(&p[i].answers.bad);
	}
	for (uint64_t n = 1; n; moved += n)
		n = move_all(&f, inbox);
	assert_int_equal(lost, 0);
	assert_int_equal(moved, good);
	inbox_counts(inbox, &counts);
	assert_int_equal(counts.items, 0);
	assert_int_equal(counts.accepted, good);
	inbox_close(inbox);
	folder_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comes_back_as_it_was_put),
		cmocka_unit_test(takes_some_drops_some),
		cmocka_unit_test(numbers_never_come_again),
		cmocka_unit_test(a_full_queue_refuses_at_once),
		cmocka_unit_test(a_full_file_refuses_and_goes_on),
		cmocka_unit_test(what_is_too_large_is_refused),
		cmocka_unit_test(nothing_stays_in_the_file),
		cmocka_unit_test(a_large_file_shrinks_when_it_is_empty),
		cmocka_unit_test(a_folder_that_is_not_there),
		cmocka_unit_test(another_program_holds_it),
		cmocka_unit_test(many_threads),
	};

	return cmocka_run_group_tests_name("inbox", tests, NULL, NULL);
}
