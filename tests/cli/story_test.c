/* docs/story.md is run from top to bottom: each command's output must be what stands under it, and the pictures those
 * that it shows.  A line `...` on the page stands for any lines; the day that it was written on stands for today. */
#include <dirent.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/when.h"
#include "spawn.h"

#define WRITTEN_ON STR("2026-11-26")

enum { COMMANDS_LEAST = 25, PICTURES = 3 };

static const char *root(void)
{
	const char *home = getenv("WEND_TEST_ROOT");

	return home ? home : ".";
}

static struct str file_of(struct scope *sc, const char *path)
{
	struct buf *b = buf_new(sc, 1 << 24);
	char bytes[65536];
	FILE *f = fopen(path, "rb");
	size_t n;

	if (!f)
		fail_msg("%s is not there", path);
	while ((n = fread(bytes, 1, sizeof bytes, f)) > 0)
		buf_add(b, bytes, n);
	fclose(f);
	return buf_str(b);
}

/* What the page has beside it: the files of docs/example/story, and wend where a shell finds it. */
static void furnish(struct box *box)
{
	const char *from = scope_printf(&box->sc, "%s/docs/example/story", root());
	DIR *dir = opendir(from);

	assert_non_null(dir);
	for (struct dirent *e = readdir(dir); e; e = readdir(dir)) {
		if (e->d_name[0] == '.')
			continue;
		struct str text = file_of(&box->sc, scope_printf(&box->sc, "%s/%s", from, e->d_name));
		box_write(box, e->d_name, text.p, text.n);
	}
	closedir(dir);
	const char *bin = scope_printf(&box->sc, "%s/bin", box_path(box, "."));
	assert_ran(run_program(box, "/bin/mkdir", "bin"), __FILE__, __LINE__);
	assert_int_equal(symlink(wend_bin(), scope_printf(&box->sc, "%s/wend", bin)), 0);
	box->env[0] = scope_printf(&box->sc, "PATH=%s:%s", bin, getenv("PATH"));
	box->env[1] = "COLUMNS=";
}

/* --- the page -------------------------------------------------------------------------------------- */

struct step {
	struct str command;
	size_t line; /* of the page */
	LIST(struct str) want;
};

struct steps {
	LIST(struct step) list;
};

static void end_step(struct step *s)
{
	while (s && s->want.n && str_empty(s->want.at[s->want.n - 1]))
		s->want.n--;
}

/* The commands in its blocks of console text, each with the lines under it. */
static struct steps read_page(struct scope *sc, struct str page)
{
	struct steps steps = { 0 };
	struct step *s = NULL;
	bool inside = false;

	for (size_t line = 1; page.p && page.n; line++) {
		struct str text = str_cut(&page, '\n');
		if (str_starts(text, STR("```"))) {
			inside = str_equal(text, STR("```console"));
			end_step(s);
			s = NULL;
		} else if (inside && str_starts(text, STR("$ "))) {
			end_step(s);
			s = LIST_ADD(sc, &steps.list);
			*s = (struct step){ .command = str_sub(text, 2, text.n), .line = line };
		} else if (s) {
			*LIST_ADD(sc, &s->want) = text;
		}
	}
	return steps;
}

/* --- what comes out -------------------------------------------------------------------------------- */

/* Lines without blanks at their ends, and the day of the page in place of today's. */
static struct str as_written(struct scope *sc, struct str line, struct str today)
{
	struct buf *b = buf_new(sc, line.n + 64);

	while (line.n && line.p[line.n - 1] == ' ')
		line.n--;
	for (size_t i = 0; i < line.n;) {
		if (str_starts(str_sub(line, i, line.n), today)) {
			buf_str_add(b, WRITTEN_ON);
			i += today.n;
		} else {
			buf_putc(b, line.p[i++]);
		}
	}
	return buf_str(b);
}

struct lines {
	LIST(struct str) list;
};

static struct lines lines_of(struct scope *sc, struct str text)
{
	struct lines lines = { 0 };
	struct str today = when_date(sc, (int64_t)time(NULL) * 1000000);

	while (text.p && text.n) {
		struct str line = str_cut(&text, '\n');
		*LIST_ADD(sc, &lines.list) = as_written(sc, line, today);
	}
	while (lines.list.n && str_empty(lines.list.at[lines.list.n - 1]))
		lines.list.n--;
	return lines;
}

static bool is_rest(struct str line)
{
	return str_equal(line, STR("..."));
}

/* want[w..] is what got[g..] says; *far is how much of `want` was ever found, for the message. */
static bool matches(const struct step *s, size_t w, const struct lines *got, size_t g, size_t *far)
{
	for (; w < s->want.n && !is_rest(s->want.at[w]); w++, g++) {
		*far = w > *far ? w : *far;
		if (g >= got->list.n || !str_equal(s->want.at[w], got->list.at[g]))
			return false;
	}
	*far = w > *far ? w : *far;
	if (w == s->want.n)
		return g == got->list.n;
	for (; g <= got->list.n; g++)
		if (matches(s, w + 1, got, g, far))
			return true;
	return false;
}

static void run_step(struct box *box, const struct step *s)
{
	const char *command = scope_printf(&box->sc, "%.*s 2>&1", STR_ARG(s->command));
	struct ran ran = run_program(box, "/bin/sh", "-c", command);
	struct lines got = lines_of(&box->sc, ran.out);
	size_t far = 0;

	if (ran.code != 0)
		fail_msg("line %zu, %s: %.*s", s->line, command, STR_ARG(ran.out));
	if (!matches(s, 0, &got, 0, &far))
		fail_msg("docs/story.md, line %zu: not what \"%.*s\" says (from \"%.*s\" on):\n%.*s",
			s->line + 1 + far, STR_ARG(s->command),
			STR_ARG(far < s->want.n ? s->want.at[far] : STR("the end")), STR_ARG(ran.out));
}

/* --- pictures -------------------------------------------------------------------------------------- */

static void check_picture(struct box *box, struct str name)
{
	const char *mode = getenv("WEND_GOLDEN");
	const char *path = scope_printf(&box->sc, "%s/docs/images/%.*s", root(), STR_ARG(name));
	struct str drawn = box_read(box, str_c(&box->sc, name));

	if (mode && strcmp(mode, "write") == 0) {
		FILE *f = fopen(path, "wb");
		assert_non_null(f);
		assert_int_equal(fwrite(drawn.p, 1, drawn.n, f), drawn.n);
		fclose(f);
	}
	if (!str_equal(drawn, file_of(&box->sc, path)))
		fail_msg("%s is another picture than the one that is drawn: WEND_GOLDEN=write renews it",
			path);
}

static size_t check_pictures(struct box *box, struct str page)
{
	static const struct str before = { "](images/", 9 };
	size_t n = 0;

	for (size_t i = 0; i < page.n; i++) {
		struct str rest = str_sub(page, i, page.n);
		if (!str_starts(rest, before))
			continue;
		rest = str_sub(rest, before.n, rest.n);
		check_picture(box, str_cut(&rest, ')'));
		n++;
	}
	return n;
}

static void the_story_is_true(void **state)
{
	static const char *const told[] = { "wend segment --file", "wend persona --file", "wend publish",
		"wend compare", "--restore" };
	struct box *box = *state;
	struct str page = file_of(&box->sc, scope_printf(&box->sc, "%s/docs/story.md", root()));
	const struct steps steps = read_page(&box->sc, page);

	furnish(box);
	assert_true(steps.list.n >= COMMANDS_LEAST);
	for (size_t i = 0; i < COUNT_OF(told); i++)
		assert_true(str_has(page, str_of(told[i])));
	for (size_t i = 0; i < steps.list.n; i++)
		run_step(box, &steps.list.at[i]);
	assert_int_equal(check_pictures(box, page), PICTURES);
}

/* --- the check itself ------------------------------------------------------------------------------ */

static bool agrees(struct scope *sc, const char *want, const char *out)
{
	struct str page = str_of(scope_printf(sc, "text\n```console\n$ x\n%s\n```\nmore\n", want));
	const struct steps steps = read_page(sc, page);
	const struct lines got = lines_of(sc, str_of(out));
	size_t far = 0;

	assert_int_equal(steps.list.n, 1);
	return matches(&steps.list.at[0], 0, &got, 0, &far);
}

static void what_the_check_takes_and_refuses(void **state)
{
	static const struct {
		const char *want, *out;
		bool agrees;
	} rows[] = {
		{ "a\nb", "a\nb\n", true },
		{ "a\nb\n", "a  \nb\n\n", true },
		{ "a\nb", "a\nc\n", false },
		{ "a", "a\nb\n", false },
		{ "a\nb", "a\n", false },
		{ "...\nb", "a\nb\n", true },
		{ "...\nb\n...", "b\n", true },
		{ "a\n...\nc", "a\nb\nb\nc\n", true },
		{ "a\n...\nc", "a\nb\nc\nd\n", false },
		{ "...\nb\n...\nd", "b\nc\nb\nd\n", true },
		{ "...\nd\n...\nb", "b\nc\nd\n", false },
	};
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (agrees(&sc, rows[i].want, rows[i].out) != rows[i].agrees)
			fail_msg("row %zu", i);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_check_takes_and_refuses),
		cmocka_unit_test_setup_teardown(the_story_is_true, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
