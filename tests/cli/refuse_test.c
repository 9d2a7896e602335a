/* What cannot be imported or asked is said in one line that names the file and what to do, and nothing of it
 * stays: in an empty workspace and in one with earlier data. */
#include "base/buf.h"
#include "shop.h"

#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

/* --- files that are no evidence ------------------------------------------------------------------ */

static void no_bytes(struct box *box, const char *name)
{
	box_text(box, name, "");
}

static void head_alone(struct box *box, const char *name)
{
	box_text(box, name, "customer_id,time,event\n");
}

static void one_column(struct box *box, const char *name)
{
	box_text(box, name, "name\nAnna\nBob\nCarla\nDora\nEwa\n");
}

static void random_bytes(struct box *box, const char *name)
{
	static unsigned char bytes[100000];
	uint64_t state = 7;

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (unsigned char)(test_random(&state) >> 32);
	box_write(box, name, bytes, sizeof bytes);
}

static void a_picture(struct box *box, const char *name)
{
	static const char head[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\10\6\0\0\0";

	box_write(box, name, head, sizeof head - 1);
}

static void cut_gzip(struct box *box, const char *name)
{
	struct stat st;

	shop_csv(box, "whole.csv", &(struct shop){ .customers = 300, .seed = 3 });
	struct str csv = box_read(box, "whole.csv");
	gzFile gz = gzopen(box_path(box, name), "wb");
	assert_int_equal(gzwrite(gz, csv.p, (unsigned)csv.n), csv.n);
	gzclose(gz);
	assert_int_equal(stat(box_path(box, name), &st), 0);
	assert_int_equal(truncate(box_path(box, name), st.st_size / 2), 0);
}

static void no_gzip(struct box *box, const char *name)
{
	box_write(box, name, "\x1f\x8b\x08rubbish that was never packed", 32);
}

static void dates_unreadable(struct box *box, const char *name)
{
	box_text(box, name, "customer_id,time,event\nc1,soon,buy\nc2,later,buy\nc3,never,buy\n");
}

static void no_parquet(struct box *box, const char *name)
{
	box_text(box, name, "PAR1 and nothing that follows");
}

static void half_json(struct box *box, const char *name)
{
	box_text(box, name, "[{\"user\":\"a\",\"time\":\"2026-03-01\",\"event\":\"x\"},{\"user\":\"b\",");
}

static void half_xes(struct box *box, const char *name)
{
	box_text(box, name,
		"<?xml version=\"1.0\"?><log><trace><event><string key=\"concept:name\" value=\"a\"/>");
}

static void a_folder(struct box *box, const char *name)
{
	assert_int_equal(mkdir(box_path(box, name), 0777), 0);
}

static void a_pipe(struct box *box, const char *name)
{
	assert_int_equal(mkfifo(box_path(box, name), 0666), 0);
}

static void nothing(struct box *box, const char *name)
{
	(void)box, (void)name;
}

/* clang-format off */
static const struct {
	const char *name;
	void (*make)(struct box *box, const char *name);
	int code;
	const char *words; /* what is wrong, or what to do */
} files[] = {
	{ "empty.csv",    no_bytes,         2, "is empty" },
	{ "head.csv",     head_alone,       2, "no record" },
	{ "one.csv",      one_column,       2, "--column time=NAME" },
	{ "random.csv",   random_bytes,     2, "binary" },
	{ "picture.csv",  a_picture,        2, "PNG picture" },
	{ "cut.csv.gz",   cut_gzip,         2, "cut short" },
	{ "rubbish.gz",   no_gzip,          2, "gzip" },
	{ "dates.csv",    dates_unreadable, 2, "--column time=NAME" },
	{ "no.parquet",   no_parquet,       2, "Parquet" },
	{ "half.json",    half_json,        2, "half.json" },
	{ "half.xes",     half_xes,         2, "half.xes" },
	{ "folder",       a_folder,         2, "directory" },
	{ "pipe",         a_pipe,           2, "save what comes out of it as a file" },
	{ "nothing.csv",  nothing,          3, "no such file" },
};
/* clang-format on */

static void refuses_files_into(struct box *box, const char *workspace)
{
	struct str before = status_of(box, workspace);

	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct ran r = wend(box, "import", files[i].name, "-w", workspace);
		assert_refused(r, files[i].code, files[i].words);
		assert_refused(r, files[i].code, files[i].name);
		assert_int_equal(r.out.n, 0);
		assert_true(str_equal(status_of(box, workspace), before));
	}
}

static void files_that_are_no_evidence_are_refused(void **state)
{
	struct box *box = *state;

	for (size_t i = 0; i < COUNT_OF(files); i++)
		files[i].make(box, files[i].name);
	make_workspace(box, "fresh");
	refuses_files_into(box, "fresh");
	make_workspace(box, "used");
	shop_csv(box, "shop.csv", &(struct shop){ .customers = 50, .seed = 5, .texts = true });
	wend_ok(box, "import", "shop.csv", "-w", "used");
	refuses_files_into(box, "used");
}

/* "wend map FILE" imports too. */
static void map_refuses_the_same_files(void **state)
{
	struct box *box = *state;

	for (size_t i = 0; i < COUNT_OF(files); i++) {
		files[i].make(box, files[i].name);
		assert_refused(wend(box, "map", files[i].name), files[i].code, files[i].name);
	}
}

/* A bad file between good ones: the good ones are taken, and it is said which was not. */
static void a_bad_file_among_good_ones(void **state)
{
	struct box *box = *state;
	struct str err;

	make_workspace(box, "ws");
	dates_unreadable(box, "dates.csv");
	size_t a = shop_csv(box, "a.csv", &(struct shop){ .customers = 20, .seed = 1 });
	size_t b = shop_csv(box, "b.csv", &(struct shop){ .customers = 20, .seed = 2 });
	err = wend(box, "import", "a.csv", "dates.csv", "b.csv", "-w", "ws").err;
	assert_true(str_has(err, STR("wend: dates.csv: no column says when")));
	assert_int_equal(status_count(box, "ws", "events"), a + b);
}

/* --- sizes --------------------------------------------------------------------------------------- */

static bool is_large(void)
{
	return wants_full() || !is_sanitized();
}

static void a_line_without_end(void **state)
{
	struct box *box = *state;
	enum { PIECE = 1 << 20, SMALL = 64, LARGE = 1024, MOST_KB = 200 * 1024 };
	char *piece = scope_alloc(&box->sc, PIECE, 1);
	FILE *f = fopen(box_path(box, "line.csv"), "wb");

	make_workspace(box, "ws");
	struct str before = status_of(box, "ws");
	memset(piece, 'a', PIECE);
	assert_non_null(f);
	for (int i = 0; i < (is_large() ? LARGE : SMALL); i++)
		assert_int_equal(fwrite(piece, 1, PIECE, f), PIECE);
	assert_int_equal(fclose(f), 0);
	struct ran r = wend(box, "import", "line.csv", "-w", "ws");
	assert_refused(r, 6, "line.csv, line 1: a record is longer than 16 MiB");
	if (!is_sanitized())
		assert_in_range(r.rss_kb, 1, MOST_KB);
	assert_true(str_equal(status_of(box, "ws"), before));
}

/* A long line between good ones: the reader stops at its ceiling, and nothing of the file stays. */
static void a_long_line_among_good_ones(void **state)
{
	struct box *box = *state;
	enum { LONG = 17 << 20 };
	struct buf *out = buf_new(&box->sc, 64 << 20);

	make_workspace(box, "ws");
	buf_puts(out, "customer_id,time,event\nc1,2026-03-01,buy\nc2,2026-03-02,buy\nc3,2026-03-03,");
	for (size_t i = 0; i < LONG; i++)
		buf_putc(out, 'x');
	buf_puts(out, "\nc4,2026-03-04,buy\n");
	box_write(box, "long.csv", buf_str(out).p, buf_len(out));
	struct ran r = wend(box, "import", "long.csv", "-w", "ws");
	if (r.code)
		assert_refused(r, 6, "long.csv");
	assert_int_equal(status_count(box, "ws", "events"), r.code ? 0 : 3);
}

/* Properties of several MiB are a row like any other, readable or not. */
static void a_row_of_megabytes(void **state)
{
	struct box *box = *state;
	enum { LONG = 1000000 };
	struct buf *out = buf_new(&box->sc, 64 << 20);

	make_workspace(box, "ws");
	buf_puts(out, "customer_id,time,event,n1,n2,n3,n4\n");
	for (int row = 0; row < 20; row++)
		buf_printf(out, "c1,2026-03-%02d,buy,,,,\n", row + 1);
	for (int row = 0; row < 2; row++) {
		buf_printf(out, "c2,%s,buy", row ? "soon" : "2026-03-02");
		for (size_t i = 0; i < 4 * LONG; i++)
			buf_putc(out, i % LONG == 0 ? ',' : i % 50 ? 'x' : '\\');
		buf_puts(out, "\n");
	}
	box_write(box, "long.csv", buf_str(out).p, buf_len(out));
	wend_ok(box, "import", "long.csv", "-w", "ws");
	assert_int_equal(status_count(box, "ws", "events"), 21);
	assert_int_equal(status_count(box, "ws", "quarantined"), 1);
	wend_ok(box, "import", "--quarantined", "-w", "ws", "--column", "ignore=time", "--at", "2026-03-05");
	assert_int_equal(status_count(box, "ws", "events"), 22);
}

static void ten_million_columns(void **state)
{
	struct box *box = *state;
	size_t n = is_large() ? 10000000 : 1000000;
	FILE *f = fopen(box_path(box, "columns.csv"), "wb");

	make_workspace(box, "ws");
	assert_non_null(f);
	for (size_t i = 0; i < n; i++)
		fprintf(f, "%sc%zu", i ? "," : "", i);
	fputs("\n1,2,3\n", f);
	assert_int_equal(fclose(f), 0);
	struct ran r = wend(box, "import", "columns.csv", "-w", "ws");
	assert_true(r.code == 6);
	assert_refused(r, 6, "columns.csv");
	if (!is_sanitized())
		assert_in_range(r.rss_kb, 1, 200 * 1024);
	assert_int_equal(status_count(box, "ws", "events"), 0);
}

/* --- rights -------------------------------------------------------------------------------------- */

static void a_file_without_permission(void **state)
{
	struct box *box = *state;

	box_text(box, "secret.csv", "customer_id,time,event\nc1,2026-03-01,buy\n");
	assert_int_equal(chmod(box_path(box, "secret.csv"), 0), 0);
	assert_int_equal(chmod(box->dir, 0777), 0);
	struct ran r =
		geteuid()
			? wend(box, "map", "secret.csv")
			: run_program(box, "/bin/sh", "-c",
				  "command -v setpriv >/dev/null || exit 99\n"
				  "exec setpriv --reuid 65534 --regid 65534 --clear-groups \"$0\" map secret.csv",
				  wend_bin());
	if (r.code == 99 || r.code == 126 || r.code == 127 || str_has(r.err, STR("setpriv"))) {
		print_message("# skipped: nobody else can run wend here\n");
		skip();
	}
	assert_refused(r, 5, "secret.csv");
	assert_refused(r, 5, "no permission");
}

/* --- what is asked ------------------------------------------------------------------------------- */

/* clang-format off */
static const struct {
	const char *arguments[10];
	int code;
	const char *words;
} wrong[] = {
	{ { "frobnicate" }, 2, "there are: init import source formats map" },
	{ { "map", "shop.csv", "--bogus" }, 2, "no option --bogus; it has: --workspace" },
	{ { "map", "shop.csv", "-x" }, 2, "no option -x" },
	{ { "map", "shop.csv", "--json=yes" }, 2, "--json takes no value" },
	{ { "map", "shop.csv", "--goal" }, 2, "--goal needs NAME" },
	{ { "map", "shop.csv", "--goal", "nowhere" }, 3, "there are: landing" },
	{ { "map", "shop.csv", "gone.csv" }, 3, "no file \"gone.csv\"" },
	{ { "map", "one", "two" }, 2, "one map at a time" },
	{ { "map", "shop.csv", "-o", "map.doc" }, 2, ".svg .pdf .png" },
	{ { "map", "shop.csv", "-o", "map" }, 2, ".svg .pdf .png" },
	{ { "map", "shop.csv", "-o", "no/folder/map.svg" }, 7, "no/folder/map.svg" },
	{ { "map", "shop.csv", "-o", "/proc/map.svg" }, 7, "/proc/map.svg" },
	{ { "map", "-w", "ws" }, 3, "wend import FILE" },
	{ { "import", "-w", "ws" }, 2, "needs a file" },
	{ { "import", "-w", "ws", "--quarantined" }, 3, "nothing in quarantine" },
	{ { "import", "shop.csv" }, 3, "is not a workspace" },
	{ { "import", "shop.csv", "-w", "ws", "--format", "doc" }, 3, "no format \"doc\"" },
	{ { "import", "shop.csv", "-w", "ws", "--format", "parquet" }, 3, "shop.csv" },
	{ { "import", "shop.csv", "-w", "ws", "--column", "boss=event" }, 2, "no role \"boss\": there are customer" },
	{ { "import", "shop.csv", "-w", "ws", "--column", "event" }, 2, "ROLE=COLUMN" },
	{ { "import", "shop.csv", "-w", "ws", "--column", "time=tiem" }, 3, "the nearest is \"time\"" },
	{ { "import", "shop.csv", "-w", "ws", "--column", "time=event" }, 2, "shop.csv: column \"event\": none of" },
	{ { "import", "shop.csv", "-w", "ws", "--tz", "Mars/Base" }, 2, "Europe/Warsaw" },
	{ { "import", "shop.csv", "-w", "ws", "--scale", "1-99" }, 2, "there are: nps 1-5" },
	{ { "import", "shop.csv", "-w", "ws", "--source", "fax" }, 2, "there are: web email" },
	{ { "import", "shop.csv", "-w", "ws", "--at", "yesterday" }, 2, "2026-05-31" },
	{ { "funnel", "shop.csv" }, 2, "wend funnel --step" },
	{ { "funnel", "shop.csv", "--step", "landing", "nosuch" }, 3, "touchpoints are: landing" },
	{ { "funnel", "shop.csv", "--step", "landing", "--mode", "odd" }, 2, "ordered, strict, any or open" },
	{ { "funnel", "shop.csv", "--step", "landing", "--within", "7" }, 2, "7d" },
	{ { "funnel", "shop.csv", "--step", "landing", "landing", "--mode", "any", "--step-within", "1h" }, 2,
		"ordered and strict" },
	{ { "funnel", "shop.csv", "--step", "landing", "--mode", "open", "--first-attempt" }, 2,
		"ordered and strict" },
	{ { "funnel", "shop.csv", "--step", "landing", "--mode", "open", "--totals" }, 2, "ordered or strict" },
	{ { "funnel", "shop.csv", "--step", "landing", "landing", "--step-within", "1h", "2h" }, 2,
		"one time for all steps" },
	{ { "funnel", "shop.csv", "--step", "landing", "--unit", "shoes" }, 2, "journeys, customers or sessions" },
	{ { "flow", "shop.csv", "--depth", "9999" }, 2, "1 to 1000" },
	{ { "flow", "shop.csv", "--anchor", "second" }, 2, "first, last or every" },
	{ { "flow", "shop.csv", "--anchor", "last" }, 2, "Name the touchpoint" },
	{ { "paths", "shop.csv", "--run", "5" }, 2, "1 to 4" },
	{ { "paths", "shop.csv", "--top", "0" }, 2, "1 to 1000" },
	{ { "paths", "shop.csv", "--unit", "visits" }, 2, "journeys, customers or sessions" },
	{ { "flow", "shop.csv", "--from", "nosuch" }, 3, "no touchpoint \"nosuch\"" },
	{ { "edit", "nomap", "-w", "ws" }, 3, "no map \"nomap\"" },
	{ { "edit", "-w", "ws" }, 2, "see wend help edit" },
	{ { "sql", "-w", "ws" }, 2, "see wend help sql" },
	{ { "status", "-w", "nowhere" }, 3, "make one with wend init nowhere" },
	{ { "status", "-w", "." }, 3, "make one with wend init DIR" },
	{ { "status", "more" }, 2, "see wend help status" },
	{ { "export", "-w", "ws", "-o", "/proc/x" }, 7, "/proc/x" },
	{ { "init", "ws" }, 4, "is a workspace already" },
	{ { "init", "." }, 4, "is not an empty folder" },
	{ { "init", "/proc/x" }, 7, "/proc/x" },
	{ { "help", "nosuch" }, 3, "wend help lists them" },
	{ { "help", "--completion", "tcsh" }, 2, "bash, zsh or fish" },
};
/* clang-format on */

static void what_makes_no_sense_is_refused(void **state)
{
	struct box *box = *state;

	make_workspace(box, "ws");
	shop_csv(box, "shop.csv", &(struct shop){ .customers = 30, .seed = 5 });
	struct str before = status_of(box, "ws");
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		struct ran r = spawn(box, wend_bin(), wrong[i].arguments);
		if (r.code != wrong[i].code || !str_has(r.err, str_of(wrong[i].words)))
			print_error("wend %s %s %s %s %s\n", wrong[i].arguments[0],
				wrong[i].arguments[1] ? wrong[i].arguments[1] : "",
				wrong[i].arguments[1] && wrong[i].arguments[2] ? wrong[i].arguments[2] : "",
				"", "");
		assert_refused(r, wrong[i].code, wrong[i].words);
	}
	assert_true(str_equal(status_of(box, "ws"), before));
	assert_str(box_list(box, "."), "shop.csv ws");
}

/* What cannot be written to the end is no success. */
static void a_full_output_is_an_error(void **state)
{
	struct box *box = *state;
	static const char *const lines[] = { "help", "help --man", "map shop.csv", "map shop.csv --json",
		"status -w ws", "sql 'FROM events' -w ws --csv", "sql 'FROM events' -w ws --json",
		"sql 'SELECT 1' -w ws", "funnel shop.csv --step landing" };

	if (access("/dev/full", W_OK) != 0)
		skip();
	make_workspace(box, "ws");
	shop_csv(box, "shop.csv", &(struct shop){ .customers = 30, .seed = 5 });
	wend_ok(box, "import", "shop.csv", "-w", "ws");
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		const char *line = scope_printf(&box->sc, "exec \"$0\" %s > /dev/full", lines[i]);
		assert_refused(run_program(box, "/bin/sh", "-c", line, wend_bin()), 7, "No space left");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(files_that_are_no_evidence_are_refused, box_open, box_close),
		cmocka_unit_test_setup_teardown(map_refuses_the_same_files, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_bad_file_among_good_ones, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_line_without_end, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_long_line_among_good_ones, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_row_of_megabytes, box_open, box_close),
		cmocka_unit_test_setup_teardown(ten_million_columns, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_file_without_permission, box_open, box_close),
		cmocka_unit_test_setup_teardown(what_makes_no_sense_is_refused, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_full_output_is_an_error, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
