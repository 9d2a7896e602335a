#include "base/crew.h"

#include "test.h"

enum { TASKS = 5000 };

struct done {
	_Atomic unsigned times[TASKS];
	_Atomic bool busy[CREW_MOST];
	unsigned threads;
	_Atomic bool wrong;
};

static void task(void *to, unsigned worker, size_t i)
{
	struct done *done = to;

	done->wrong = done->wrong || worker >= done->threads || done->busy[worker];
	done->busy[worker] = true;
	done->times[i]++;
	done->busy[worker] = false;
}

/* More threads than CREW_MOST are as many as that. */
static void every_task_is_done_once(void **state)
{
	static const unsigned threads[] = { 0, 1, 2, 7, CREW_MOST };

	(void)state;
	for (size_t t = 0; t < COUNT_OF(threads); t++)
		for (size_t tasks = 0; tasks <= TASKS; tasks += tasks < 5 ? 1 : TASKS - 5) {
			static struct done done;
			done = (struct done){ .threads = threads[t] ? threads[t] : 1 };
			crew_run(threads[t], tasks, task, &done);
			assert_false(done.wrong);
			for (size_t i = 0; i < TASKS; i++)
				assert_int_equal(done.times[i], i < tasks);
		}
}

static void there_is_a_processor(void **state)
{
	(void)state;
	assert_in_range(crew_size(), 1, CREW_MOST);
}

static void a_wish_has_bounds(void **state)
{
	(void)state;
	assert_int_equal(crew_wished(1), 1);
	assert_int_equal(crew_wished(7), 7);
	assert_int_equal(crew_wished(1000), CREW_MOST);
	assert_int_equal(crew_wished(0), crew_size());
	assert_true(crew_size() >= 1 && crew_size() <= CREW_MOST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_task_is_done_once),
		cmocka_unit_test(a_wish_has_bounds),
		cmocka_unit_test(there_is_a_processor),
	};

	return cmocka_run_group_tests_name("crew", tests, NULL, NULL);
}
