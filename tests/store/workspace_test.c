#include "store/workspace.h"

#include "folder.h"

#include <unistd.h>

static void made_once(void **state)
{
	struct folder f = folder_open();
	const char *dir = folder_path(&f, "shop");

	(void)state;
	assert_null(workspace_open(&f.sc, dir, WORKSPACE_WRITE));
	assert_fault(&f.sc, FAULT_NOT_FOUND, "is not a workspace: make one with wend init");
	scope_forgive(&f.sc);
	assert_true(workspace_init(&f.sc, dir));
	assert_false(workspace_init(&f.sc, dir));
	assert_fault(&f.sc, FAULT_CONFLICT, "is a workspace already");
	scope_forgive(&f.sc);
	struct workspace *ws = workspace_open(&f.sc, dir, WORKSPACE_WRITE);
	assert_non_null(ws);
	assert_string_equal(ws->dir, dir);
	workspace_close(ws);
	workspace_close(NULL);
	folder_close(&f);
}

static void a_folder_with_something_else_is_left_alone(void **state)
{
	struct folder f = folder_open();

	(void)state;
	folder_file(&f, "letter.txt", STR("dear Anna"));
	assert_false(workspace_init(&f.sc, f.dir));
	assert_fault(&f.sc, FAULT_CONFLICT, "is not an empty folder");
	assert_int_equal(access(folder_path(&f, "wend.db"), F_OK), -1);
	scope_forgive(&f.sc);
	assert_false(workspace_init(&f.sc, folder_path(&f, "no/such")));
	assert_fault(&f.sc, FAULT_IO, "no/such");
	folder_close(&f);
}

static void a_lost_half_is_said(void **state)
{
	struct folder f = folder_open();
	const char *dir = folder_path(&f, "shop");

	(void)state;
	assert_true(workspace_init(&f.sc, dir));
	assert_int_equal(unlink(folder_path(&f, "shop/events.duckdb")), 0);
	assert_null(workspace_open(&f.sc, dir, WORKSPACE_READ));
	assert_fault(&f.sc, FAULT_NOT_FOUND, "has lost its events.duckdb");
	assert_int_equal(access(folder_path(&f, "shop/events.duckdb"), F_OK), -1);
	folder_close(&f);
}

static bool count(struct scope *sc, void *to, const struct feedback *feedback)
{
	(void)sc, (void)feedback;
	++*(int *)to;
	return true;
}

/* Feedback of an import that never was committed in the event store goes when the workspace is opened. */
static void what_never_was_committed_goes(void **state)
{
	struct folder f = folder_open();
	const char *dir = folder_path(&f, "shop");
	int n = 0;

	(void)state;
	assert_true(workspace_init(&f.sc, dir));
	struct workspace *ws = workspace_open(&f.sc, dir, WORKSPACE_WRITE);
	assert_non_null(ws);
	assert_true(documents_add_feedback(
		&f.sc, ws->documents, &(struct feedback){ .import = 1, .text = STR("lost") }));
	workspace_close(ws);
	ws = workspace_open(&f.sc, dir, WORKSPACE_WRITE);
	assert_non_null(ws);
	assert_true(documents_feedback(&f.sc, ws->documents, count, &n));
	assert_int_equal(n, 0);
	workspace_close(ws);
	folder_close(&f);
}

static void a_temporary_one_leaves_no_file(void **state)
{
	struct scope sc = { 0 };
	struct workspace *ws = workspace_temporary(&sc);

	(void)state;
	assert_non_null(ws);
	assert_null(ws->dir);
	workspace_close(ws);
	assert_int_equal(access(":memory:", F_OK), -1);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(made_once),
		cmocka_unit_test(a_folder_with_something_else_is_left_alone),
		cmocka_unit_test(a_lost_half_is_said),
		cmocka_unit_test(what_never_was_committed_goes),
		cmocka_unit_test(a_temporary_one_leaves_no_file),
	};

	return cmocka_run_group_tests_name("workspace", tests, NULL, NULL);
}
