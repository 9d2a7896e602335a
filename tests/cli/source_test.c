/* wend source: who may send to the server. */
#include "shop.h"

#include "store/workspace.h"

static void key_of(struct box *box, char key[static 40])
{
	struct ran r = wend(box, "source", "--json", "-w", "ws");
	const char *at = strstr(r.out.p, "\"wk_");

	assert_non_null(at);
	snprintf(key, 36, "%s", at + 1);
}

static void is_made_and_listed(void **state)
{
	struct box *box = *state;
	char key[40], again[40];

	wend_ok(box, "init", "ws");
	struct ran r = wend(box, "source", "-w", "ws");
	assert_str(r.out, "No live source yet: wend source add NAME makes one.\n");
	r = wend(box, "source", "add", "shop", "--origin", "https://Shop.example", "--origin",
		"https://b.example", "-w", "ws");
	assert_int_equal(r.code, 0);
	key_of(box, key);
	assert_non_null(strstr(r.out.p, "<script async src=\"https://YOUR-SERVER/wend.js\" data-key=\"wk_"));
	assert_non_null(strstr(r.out.p, key));
	r = wend(box, "source", "list", "-w", "ws");
	assert_non_null(strstr(r.out.p, "https://shop.example, https://b.example"));
	assert_null(strstr(r.out.p, "disabled"));
	wend_ok(box, "source", "disable", "SHOP", "-w", "ws");
	assert_non_null(strstr(wend(box, "source", "-w", "ws").out.p, "disabled"));
	wend_ok(box, "source", "enable", "shop", "-w", "ws");
	wend_ok(box, "source", "new-key", "shop", "-w", "ws");
	key_of(box, again);
	assert_string_not_equal(key, again);
	wend_ok(box, "source", "allow", "shop", "-w", "ws");
	assert_non_null(strstr(wend(box, "source", "-w", "ws").out.p, "anywhere"));
}

static void webhooks(void **state)
{
	struct box *box = *state;

	wend_ok(box, "init", "ws");
	box_text(box, "secret", "a-long-enough-secret\n");
	box_text(box, "short", "short\n");
	struct ran r = wend(box, "source", "add", "mails", "--webhook", "postmark", "--secret-file", "secret",
		"-w", "ws");
	assert_int_equal(r.code, 0);
	assert_non_null(strstr(r.out.p, "https://wend:SECRET@YOUR-SERVER/v1/webhook/wk_"));
	assert_null(strstr(r.out.p, "a-long-enough"));
	r = wend(box, "source", "--json", "-w", "ws");
	assert_non_null(strstr(r.out.p, "\"kind\": \"email\""));
	assert_non_null(strstr(r.out.p, "\"webhook\": \"postmark\""));
	assert_null(strstr(r.out.p, "a-long-enough"));
	r = wend(box, "source", "add", "b", "--webhook", "mailgun", "--secret-file", "short", "-w", "ws");
	assert_int_equal(r.code, 2);
	assert_non_null(strstr(r.err.p, "shorter than 16 bytes"));
	r = wend(box, "source", "add", "b", "--webhook", "sendgrid", "--secret-file", "secret", "-w", "ws");
	assert_non_null(strstr(r.err.p, "no public key as SendGrid shows it"));
}

static void move_in(struct scope *sc, struct workspace *ws, const char *name, uint64_t fingerprint)
{
	struct evidence_counts counts;
	struct evidence_import *im = evidence_begin(sc, ws->evidence,
		&(struct evidence_file){ .name = str_of(name),
			.format = STR("segment"),
			.mapping = STR("{}"),
			.fingerprint = fingerprint });

	assert_non_null(im);
	assert_true(evidence_quarantine(sc, im, 1, "no", STR("\"x\"")));
	assert_true(evidence_settle(sc, im, &counts));
	assert_true(evidence_commit(sc, im, 10, (struct str){ 0 }));
}

/* However often something was moved, a source is one row of the status. */
static void many_moves_are_one_row(void **state)
{
	struct box *box = *state;
	struct scope sc = { 0 };

	wend_ok(box, "init", "ws");
	struct workspace *ws = workspace_open(&sc, box_path(box, "ws"), WORKSPACE_WRITE);
	for (uint64_t i = 1; i <= 3; i++)
		move_in(&sc, ws, "live/shop", i);
	move_in(&sc, ws, "a.csv", 4);
	move_in(&sc, ws, "a.csv", 5);
	workspace_close(ws);
	struct ran r = wend(box, "status", "-w", "ws");
	assert_non_null(
		strstr(r.out.p, "     3  live/shop  segment    30      0              0              3\n"));
	assert_non_null(
		strstr(r.out.p, "     4  a.csv      segment    10      0              0              1\n"));
	assert_non_null(strstr(r.out.p, "     5  a.csv "));
	scope_close(&sc);
}

static void refusals(void **state)
{
	static const struct {
		const char *args[7], *words;
		int code;
	} cases[] = {
		{ { "add" }, "wend source add wants a source's name", 2 },
		{ { "list", "x" }, "wend source list takes no name", 2 },
		{ { "remove", "x" }, "wend source does not know \"remove\": list, add, disable", 2 },
		{ { "disable", "x" }, "there is no source \"x\"", 3 },
		{ { "add", "a", "--kind", "shop" }, "there is no kind of source \"shop\"", 2 },
		{ { "add", "a", "--origin", "shop" }, "\"shop\" is no origin", 2 },
		{ { "add", "a", "--webhook", "mailchimp" }, "no service \"mailchimp\"", 3 },
		{ { "add", "a", "--webhook", "mailgun" }, "mailgun wants --secret-file FILE", 2 },
		{ { "add", "a", "--webhook", "mailgun", "--secret-file", "none" }, "cannot read \"none\"",
			3 },
		{ { "add", "a", "--secret-file", "none" }, "goes with --webhook", 2 },
	};
	struct box *box = *state;

	wend_ok(box, "init", "ws");
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *const *a = cases[i].args;
		struct ran r = wend(box, "source", "-w", "ws", a[0], a[1], a[2], a[3], a[4], a[5]);
		if (!strstr(r.err.p, cases[i].words) || r.code != cases[i].code)
			fail_msg("%d: %s, want %d: %s", r.code, r.err.p, cases[i].code, cases[i].words);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(is_made_and_listed, box_open, box_close),
		cmocka_unit_test_setup_teardown(webhooks, box_open, box_close),
		cmocka_unit_test_setup_teardown(many_moves_are_one_row, box_open, box_close),
		cmocka_unit_test_setup_teardown(refusals, box_open, box_close),
	};

	return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
