#include "store/sweep.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

struct place {
	struct scope sc;
	char dir[40];
};

static const char *at(struct place *p, const char *name)
{
	return scope_printf(&p->sc, "%s/%s", p->dir, name);
}

static void put(struct place *p, const char *name)
{
	int fd = open(at(p, name), O_CREAT | O_WRONLY, 0600);

	assert_true(fd >= 0);
	close(fd);
}

static bool there(struct place *p, const char *name)
{
	struct stat st;

	return lstat(at(p, name), &st) == 0;
}

/* A folder in a folder, a hidden file, a link out of it to what must stay. */
static void fill(struct place *p)
{
	*p = (struct place){ .dir = "/tmp/wend-sweep-XXXXXX" };
	assert_non_null(mkdtemp(p->dir));
	assert_int_equal(mkdir(at(p, "made"), 0700), 0);
	assert_int_equal(mkdir(at(p, "made/in"), 0700), 0);
	assert_int_equal(mkdir(at(p, "kept"), 0700), 0);
	put(p, "made/a.csv");
	put(p, "made/.hidden");
	put(p, "made/in/b.csv");
	put(p, "kept/mine");
	assert_int_equal(symlink(at(p, "kept"), at(p, "made/link")), 0);
}

static void clean(struct place *p)
{
	sweep_folder(p->dir);
	scope_close(&p->sc);
}

static void a_folder_goes_with_all_that_is_in_it(void **state)
{
	struct place p;

	(void)state;
	fill(&p);
	sweep_folder(at(&p, "made"));
	assert_false(there(&p, "made"));
	assert_true(there(&p, "kept/mine"));
	clean(&p);
	assert_int_not_equal(access(p.dir, F_OK), 0);
}

static void inside_leaves_the_folder(void **state)
{
	struct place p;

	(void)state;
	fill(&p);
	sweep_inside(at(&p, "made"));
	assert_true(there(&p, "made"));
	assert_false(there(&p, "made/in"));
	assert_false(there(&p, "made/.hidden"));
	assert_false(there(&p, "made/link"));
	assert_true(there(&p, "kept/mine"));
	clean(&p);
}

static void what_is_not_there_is_no_trouble(void **state)
{
	struct place p;

	(void)state;
	fill(&p);
	sweep_folder(at(&p, "nothing"));
	sweep_folder(at(&p, "made/link")); /* a link is no folder to be swept */
	assert_true(there(&p, "kept/mine"));
	sweep_folder(at(&p, "made/a.csv"));
	assert_true(there(&p, "made/a.csv"));
	clean(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_folder_goes_with_all_that_is_in_it),
		cmocka_unit_test(inside_leaves_the_folder),
		cmocka_unit_test(what_is_not_there_is_no_trouble),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
