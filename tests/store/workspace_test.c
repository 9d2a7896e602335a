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

static struct evidence_import *begin(struct scope *sc, struct workspace *ws)
{
	struct evidence_file file = {
		.name = STR("a"), .format = STR("csv"), .mapping = STR("{}"), .fingerprint = 1
	};
	struct evidence_import *im = evidence_begin(sc, ws->evidence, &file);

	assert_non_null(im);
	assert_true(evidence_quarantine(sc, im, 1, "no", STR("\"x\"")));
	return im;
}

/* Who looks on sees what is committed, and writes maps meanwhile. */
static void another_thread_beside(void **state)
{
	struct folder f = folder_open();
	const char *dir = folder_path(&f, "shop");
	struct evidence_counts counts;
	struct evidence_totals totals;

	(void)state;
	assert_true(workspace_init(&f.sc, dir));
	struct workspace *ws = workspace_open(&f.sc, dir, WORKSPACE_WRITE);
	struct workspace *beside = workspace_beside(&f.sc, ws);
	assert_non_null(beside);
	struct evidence_import *im = begin(&f.sc, ws);
	assert_true(evidence_settle(&f.sc, im, &counts));
	assert_true(evidence_totals(&f.sc, beside->evidence, &totals));
	assert_int_equal(totals.quarantined, 0);
	struct saved_map map = {
		.id = STR("m"), .title = STR("M"), .text = STR("{}"), .author = STR("anna")
	};
	assert_true(documents_put_map(&f.sc, beside->documents, &map, 0));
	assert_true(evidence_commit(&f.sc, im, 1, (struct str){ 0 }));
	assert_true(evidence_totals(&f.sc, beside->evidence, &totals));
	assert_int_equal(totals.quarantined, 1);
	assert_non_null(documents_map(&f.sc, ws->documents, STR("m")));
	workspace_close(beside);
	im = begin(&f.sc, ws);
	evidence_rollback(im);
	workspace_close(ws);
	folder_close(&f);
}

static void a_workspace_in_memory_has_none_beside(void **state)
{
	struct scope sc = { 0 };
	struct workspace *ws = workspace_temporary(&sc);

	(void)state;
	assert_null(workspace_beside(&sc, ws));
	assert_fault(&sc, FAULT_INVALID, "in memory has one connection");
	workspace_close(ws);
	scope_close(&sc);
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
		cmocka_unit_test(another_thread_beside),
		cmocka_unit_test(a_workspace_in_memory_has_none_beside),
		cmocka_unit_test(what_never_was_committed_goes),
		cmocka_unit_test(a_temporary_one_leaves_no_file),
	};

	return cmocka_run_group_tests_name("workspace", tests, NULL, NULL);
}
