/* Each sample of tests/samples is recognised and says what its golden file says, the format's name in the first line.
 * WEND_GOLDEN=write renews the files: each must be checked against the sample, by somebody else than its reader's
 * writer. */
#include <dirent.h>
#include <sys/stat.h>

#include "intake/mapping.h"
#include "told.h"

static char *golden_path(struct scope *sc, const char *name)
{
	const char *root = getenv("WEND_TEST_ROOT");

	return scope_printf(sc, "%s/tests/golden/formats/%s.txt", root ? root : ".", name);
}

static struct str read_file(struct scope *sc, const char *path)
{
	struct buf *out = buf_new(sc, 16 << 20);
	char bytes[65536];
	FILE *f = fopen(path, "rb");
	size_t n;

	if (!f)
		fail_msg("%s is not there: WEND_GOLDEN=write makes it", path);
	while ((n = fread(bytes, 1, sizeof bytes, f)) > 0)
		buf_add(out, bytes, n);
	fclose(f);
	return buf_str(out);
}

static void write_file(const char *path, struct str text)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(text.p, 1, text.n, f), text.n);
	fclose(f);
}

/* --- tables and logs, whose columns are only guessed behind the formats --------------------------- */

struct rows {
	struct scope *sc;
	LIST(struct record) records;
};

static bool keep_record(void *to, const struct record *record)
{
	struct rows *rows = to;
	struct record *copy = LIST_ADD(rows->sc, &rows->records);
	struct str *values = NEW_ARRAY(rows->sc, struct str, record->n);

	for (size_t i = 0; i < record->n; i++)
		values[i] = record->values[i].p ? str_copy(rows->sc, record->values[i]) : (struct str){ 0 };
	*copy = *record;
	copy->values = values;
	return true;
}

static bool keep_broken(void *to, uint64_t row, struct str raw, const char *why)
{
	(void)to;
	(void)row;
	(void)raw;
	(void)why;
	return true;
}

static void tell_part(struct buf *out, const char *name, struct str value)
{
	if (value.p)
		buf_printf(out, "  %s=%.*s", name, STR_ARG(value));
}

static void tell_event(struct scope *sc, struct buf *out, const struct intake_event *e)
{
	buf_printf(out, "becomes  time=%.*s", STR_ARG(when_iso(sc, e->time_us)));
	tell_part(out, "event", e->event);
	tell_part(out, "channel", e->channel);
	tell_part(out, "case", e->case_id);
	tell_part(out, "customer", e->customer);
	for (size_t i = 0; i < e->n_properties; i++)
		buf_printf(
			out, "  %.*s=%.*s", STR_ARG(e->properties[i].name), STR_ARG(e->properties[i].value));
	buf_putc(out, '\n');
}

static void tell_events(struct told *t, const char *path, struct buf *out)
{
	static const struct reader_options options = { 0 };
	static const struct mapping_wishes wishes = { 0 };
	struct rows rows = { .sc = &t->sc };
	const struct sink sink = { &rows, keep_record, keep_broken };
	struct names *columns = names_new(&t->sc);
	struct input *in = input_open(&t->sc, path);
	struct reader_notes notes;
	struct intake_events events = { 0 };
	char why[256];

	assert_true(t->format->read(&t->sc, in, &options, columns, &sink, &notes));
	struct mapping *m = mapping_guess(&t->sc, columns, rows.records.at, rows.records.n, &wishes);
	assert_non_null(m);
	for (size_t i = 0; i < rows.records.n; i++) {
		assert_true(mapping_apply(m, &rows.records.at[i], &events, why));
		for (size_t k = 0; k < events.n; k++)
			tell_event(&t->sc, out, &events.at[k]);
	}
	input_close(in);
}

/* --- the samples ---------------------------------------------------------------------------------- */

static void check(const char *folder, const char *name)
{
	static const struct reader_options options = { 0 };
	const char *mode = getenv("WEND_GOLDEN");
	struct told t = { 0 };
	char *golden = golden_path(&t.sc, name);

	const char *path = scope_printf(&t.sc, "%s/%s", folder, name);
	t.in = input_open(&t.sc, path);
	told_from(&t, NULL, &options);
	if (!t.ok)
		fail_msg("%s: %s", name, t.sc.why);
	struct buf *got = buf_new(&t.sc, 64 << 20);
	buf_printf(got, "%s\n%.*s", t.format->name, STR_ARG(buf_str(t.text)));
	if (!t.format->facts)
		tell_events(&t, path, got);
	if (mode && strcmp(mode, "write") == 0)
		write_file(golden, buf_str(got));
	struct str want = read_file(&t.sc, golden);
	if (!str_equal(buf_str(got), want))
		fail_msg("%s reads otherwise than %s has it:\n%.*s", name, golden, STR_ARG(buf_str(got)));
	told_close(&t);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_plain(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static void samples_say_what_they_said(void **state)
{
	const char *root = getenv("WEND_TEST_ROOT");
	char folder[4096];
	struct dirent **list;
	int n;

	(void)state;
	snprintf(folder, sizeof folder, "%s/tests/samples", root ? root : ".");
	n = scandir(folder, &list, is_plain, by_name);
	assert_true(n > 0);
	for (int i = 0; i < n; i++) {
		check(folder, list[i]->d_name);
		free(list[i]);
	}
	free(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(samples_say_what_they_said) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
