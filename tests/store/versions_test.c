/* Versions against the rule itself: of each subject what the highest version names stands, unless that is deleted; in
 * whatever order it came, and as if what was undone had never been. */
#include "store/versions.h"

#include "told_imports.h"

enum { SUBJECTS = 4, IMPORTS = 4, ROWS = 5, VERSIONS = 4 };

struct said {                             /* by one row of a file */
	unsigned subject, version, event; /* event 0: none, it is deleted */
};

struct said_file {
	struct said rows[ROWS];
	size_t n;
};

static uint64_t id_of(const struct said *s)
{
	return event_id_keyed((uint64_t)100 * s->subject + s->event);
}

static void import_file(struct told_store *t, const struct said_file *f, uint64_t fingerprint)
{
	struct evidence_import *im = told_begin(t, fingerprint, "reviews.json");

	for (size_t i = 0; i < f->n; i++) {
		const struct said *s = &f->rows[i];
		bool again = false;
		for (size_t k = 0; k < i; k++)
			again |= s->event && f->rows[k].event && id_of(&f->rows[k]) == id_of(s);
		if (s->event && !again)
			told_event(t, im, id_of(s), "u-1", "review_posted",
				(int64_t)(10 * s->subject + s->event));
		struct evidence_subject subject = { s->subject + 1, s->event ? id_of(s) : 0, s->version,
			!s->event };
		assert_true(evidence_subject(&t->sc, im, &subject));
	}
	told_finish(t, im);
	told_counts_hold(t);
}

static bool stands(const struct said_file *files, const bool *undone, const struct said *s)
{
	unsigned newest = 0;
	bool named = false, gone = false;

	for (size_t f = 0; f < IMPORTS; f++)
		for (size_t i = 0; !undone[f] && i < files[f].n; i++)
			if (files[f].rows[i].subject == s->subject && files[f].rows[i].version > newest)
				newest = files[f].rows[i].version;
	for (size_t f = 0; f < IMPORTS; f++)
		for (size_t i = 0; !undone[f] && i < files[f].n; i++) {
			const struct said *o = &files[f].rows[i];
			if (o->subject != s->subject || o->version != newest)
				continue;
			named |= o->event == s->event;
			gone |= !o->event;
		}
	return named && !gone;
}

static void compare(struct told_store *t, const struct said_file *files, const bool *undone, const char *when)
{
	struct buf *want = buf_new(&t->sc, 10000);
	struct str got = told_list(t, "SELECT id::VARCHAR FROM event ORDER BY id");

	for (unsigned subject = 0; subject < SUBJECTS; subject++)
		for (unsigned event = 1; event <= VERSIONS; event++) {
			struct said s = { subject, 0, event };
			if (stands(files, undone, &s))
				buf_printf(want, "%s%llu", buf_len(want) ? " " : "",
					(unsigned long long)id_of(&s));
		}
	if (!str_equal(got, buf_str(want)))
		fail_msg("%s: there is %.*s, should be %.*s", when, STR_ARG(got), STR_ARG(buf_str(want)));
}

static void make(struct said_file *f, uint64_t *luck)
{
	f->n = 1 + (size_t)(test_random(luck) >> 8) % ROWS;
	for (size_t i = 0; i < f->n; i++) {
		uint64_t r = test_random(luck) >> 8;
		f->rows[i] = (struct said){ (unsigned)(r % SUBJECTS), 1 + (unsigned)(r / 100 % VERSIONS), 0 };
		/* mostly an event a version; now and then two versions with the same one, or nothing left */
		f->rows[i].event = r / 10000 % 5 == 0   ? 0
				   : r / 10000 % 5 == 1 ? 1 + (unsigned)(r / 1000000 % VERSIONS)
							: f->rows[i].version;
	}
}

static bool wants_full(void)
{
	const char *full = getenv("WEND_FULL");

	return full && *full;
}

static void in_any_order_and_undone(void **state)
{
	uint64_t luck = 31;

	(void)state;
	for (int round = 0; round < (wants_full() ? 100 : 6); round++) {
		struct said_file files[IMPORTS];
		struct told_store t = told_open(NULL);
		unsigned order[IMPORTS];
		bool undone[IMPORTS], none[IMPORTS] = { 0 };
		memset(undone, true, sizeof undone);
		for (unsigned f = 0; f < IMPORTS; f++) {
			unsigned at = (unsigned)(test_random(&luck) >> 8) % (f + 1);
			make(&files[f], &luck);
			order[f] = order[at];
			order[at] = f;
		}
		for (unsigned f = 0; f < IMPORTS; f++) {
			import_file(&t, &files[f], f + 1);
			undone[f] = false;
			compare(&t, files, undone, "imported");
		}
		for (unsigned f = 0; f < IMPORTS; f++) {
			undone[order[f]] = true;
			told_undo(&t, (int64_t)order[f] + 1);
			compare(&t, files, undone, "undone");
		}
		assert_int_equal(
			told_one(&t,
				"SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM event_past) +"
				" (SELECT count(*) FROM subject)"),
			0);
		for (unsigned f = 0; f < IMPORTS; f++)
			import_file(&t, &files[order[f]], order[f] + 1);
		compare(&t, files, none, "imported again in another order");
		told_close(&t);
	}
}

/* What came too late is told as superseded, and not as taken. */
static void an_older_version_after_a_newer(void **state)
{
	struct told_store t = told_open(NULL);
	static const struct said_file new = { { { 0, 2, 2 } }, 1 }, old = { { { 0, 1, 1 } }, 1 };

	(void)state;
	import_file(&t, &new, 1);
	import_file(&t, &old, 2);
	assert_str(told_list(&t, "SELECT events::VARCHAR FROM import ORDER BY id"), "1 0");
	assert_int_equal(told_one(&t, "SELECT import FROM event_past"), 2);
	told_undo(&t, 1);
	assert_str(told_list(&t, "SELECT events::VARCHAR FROM import ORDER BY id"), "0 1");
	told_close(&t);
}

static void deleted_and_not_any_more(void **state)
{
	struct told_store t = told_open(NULL);
	static const struct said_file there = { { { 0, 1, 1 } }, 1 }, gone = { { { 0, 2, 0 } }, 1 },
				      back = { { { 0, 3, 1 } }, 1 };

	(void)state;
	import_file(&t, &there, 1);
	import_file(&t, &gone, 2);
	assert_int_equal(told_one(&t, "SELECT count(*) FROM event"), 0);
	assert_int_equal(told_one(&t, "SELECT count(*) FROM event_past"), 1);
	import_file(&t, &back, 3);
	assert_int_equal(told_one(&t, "SELECT count(*) FROM event"), 1);
	assert_int_equal(told_one(&t, "SELECT count(*) FROM event_past"), 0);
	told_undo(&t, 3);
	assert_int_equal(told_one(&t, "SELECT count(*) FROM event"), 0);
	told_undo(&t, 2);
	assert_int_equal(told_one(&t, "SELECT count(*) FROM event"), 1);
	told_close(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_any_order_and_undone),
		cmocka_unit_test(an_older_version_after_a_newer),
		cmocka_unit_test(deleted_and_not_any_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
