#include "sources/archive.h"

#include <dirent.h>
#include <unistd.h>

#include "sources/unzip.h"
#include "zipped.h"

static struct archive *archive_with(struct folder *f, const struct zipped *files)
{
	const char *path = folder_path(f, "export.zip");

	zipped_make(path, files);
	return archive_open(&f->sc, path);
}

static void members_are_inputs_under_the_archives_path(void **state)
{
	static const struct zipped files[] = { { .name = "data/" }, { "data/a.csv", "x,y\n1,2\n", 0, NULL },
		{ "__MACOSX/data/._a.csv", "junk", 0, NULL }, { "data/.DS_Store", "junk", 0, NULL },
		{ "zażółć.json", "{\"a\":1}\n", 0, NULL }, { "empty.csv", "", 0, NULL }, { 0 } };
	struct folder f = folder_open();
	struct archive *a = archive_with(&f, files);

	(void)state;
	assert_non_null(a);
	assert_true(archive_is(folder_path(&f, "export.zip")));
	assert_int_equal(archive_n(a), 3);
	assert_str(str_of(archive_name(a, 0)), "data/a.csv");
	assert_str(str_of(archive_name(a, 1)), "zażółć.json");
	struct input *in = archive_input(&f.sc, a, 0), *other = archive_input(&f.sc, a, 1);
	assert_str(str_of(input_path(in)), scope_printf(&f.sc, "%s/export.zip/data/a.csv", f.dir));
	assert_str(str_of(input_name(in)), "a.csv");
	assert_str(input_head(in), "x,y\n1,2\n");
	assert_str(input_head(other), "{\"a\":1}\n");
	assert_true(input_rewind(in));
	input_close(in);
	input_close(other);
	archive_close(a);
	folder_close(&f);
}

/* Nothing is ever written under a member's name, whatever it is; and it is shown without what would fool a terminal. */
static void names_lead_nowhere(void **state)
{
	static const struct zipped files[] = { { "../../evil.csv", "a,b\n1,2\n", 0, NULL },
		{ "/etc/evil.csv", "a,b\n1,2\n", 0, NULL }, { "a\xe2\x80\xaevsc.csv", "a,b\n1,2\n", 0, NULL },
		{ 0 } };
	struct folder f = folder_open();
	struct archive *a = archive_with(&f, files);
	int entries = 0;

	(void)state;
	assert_int_equal(archive_n(a), 3);
	for (size_t i = 0; i < archive_n(a); i++) {
		struct input *in = archive_input(&f.sc, a, i);
		assert_str(input_head(in), "a,b\n1,2\n");
		input_close(in);
	}
	assert_str(str_of(archive_name(a, 2)), "a_vsc.csv");
	DIR *dir = opendir(f.dir);
	while (readdir(dir))
		entries++;
	closedir(dir);
	assert_int_equal(entries, 3); /* ., .., the archive */
	archive_close(a);
	folder_close(&f);
}

static void a_member_that_will_not_do_is_refused(void **state)
{
	static char zeros[96 << 20];
	static const char inner[] = "PK\x03\x04\x14\0\0\0";
	/* clang-format off */
	static const struct {
		struct zipped file;
		enum fault fault;
		const char *words;
	} cases[] = {
		{ { "a.csv", "a,b\n1,2\n", 0, "secret" }, FAULT_INVALID, "a.csv in export.zip is encrypted: unpack it" },
		{ { "b.zip", inner, sizeof inner, NULL }, FAULT_INVALID, "b.zip in export.zip is an archive within an archive" },
		{ { "c.csv", zeros, sizeof zeros, NULL }, FAULT_LIMIT, "c.csv in export.zip unpacks to more than 1000 times its size" },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct folder f = folder_open();
		const struct zipped files[] = { cases[i].file, { "sound.csv", "a,b\n", 0, NULL }, { 0 } };
		struct archive *a = archive_with(&f, files);
		assert_null(archive_input(&f.sc, a, 0));
		assert_fault(&f.sc, cases[i].fault, cases[i].words);
		scope_forgive(&f.sc);
		struct input *sound = archive_input(&f.sc, a, 1);
		assert_non_null(sound);
		input_close(sound);
		archive_close(a);
		folder_close(&f);
	}
}

static void an_archive_that_will_not_do_is_refused(void **state)
{
	struct folder f = folder_open();
	const char *path = folder_path(&f, "many.zip");
	zip_t *zip = zip_open(path, ZIP_CREATE, NULL);

	(void)state;
	for (int i = 0; i <= UNZIP_MEMBERS; i++)
		assert_true(zip_file_add(zip, scope_printf(&f.sc, "%d", i), zip_source_buffer(zip, "", 0, 0),
				    0) >= 0);
	assert_int_equal(zip_close(zip), 0);
	assert_true(archive_is(path));
	assert_null(archive_open(&f.sc, path));
	assert_fault(&f.sc, FAULT_LIMIT, "many.zip has more than 10000 members, the ceiling");
	scope_forgive(&f.sc);
	path = folder_file(&f, "cut.zip", STR("PK\x03\x04\x14\0\0\0 and no end"));
	assert_false(archive_is(path));
	assert_null(archive_open(&f.sc, path));
	assert_fault(&f.sc, FAULT_INVALID, "cut.zip: the zip archive is damaged or cut short");
	scope_forgive(&f.sc);
	assert_null(archive_open(&f.sc, folder_path(&f, "none.zip")));
	assert_fault(&f.sc, FAULT_NOT_FOUND, "none.zip");
	assert_false(archive_is(folder_file(&f, "a.csv", STR("a,b\n"))));
	assert_false(archive_is(f.dir));
	archive_close(NULL);
	folder_close(&f);
}

static struct str whole_file(struct scope *sc, const char *path)
{
	char *bytes = scope_alloc(sc, 65536, 1);
	FILE *f = fopen(path, "rb");
	size_t n = fread(bytes, 1, 65536, f);

	fclose(f);
	return (struct str){ bytes, n };
}

/* It is a zip, too, but no archive: neither on its own nor within one. */
static void a_workbook_may_be_a_member(void **state)
{
	static const struct zipped book[] = {
		{ "xl/workbook.xml", "<workbook><sheets><sheet name='a' id='r1'/></sheets></workbook>", 0,
			NULL },
		{ "xl/_rels/workbook.xml.rels",
			"<r><Relationship Id='r1' Type='/worksheet' Target='s.xml'/></r>", 0, NULL },
		{ "xl/s.xml",
			"<worksheet><sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData></worksheet>",
			0, NULL },
		{ 0 }
	};
	struct folder f = folder_open();
	const char *path = folder_path(&f, "book.xlsx");

	(void)state;
	zipped_make(path, book);
	assert_false(archive_is(path));
	static const struct zipped document[] = { { "mimetype", "application/x", 0, NULL }, { 0 } };
	zipped_make(folder_path(&f, "a.ods"), document);
	assert_false(archive_is(folder_path(&f, "a.ods")));
	struct str bytes = whole_file(&f.sc, path);
	const struct zipped files[] = { { "in/book.xlsx", bytes.p, bytes.n, NULL }, { 0 } };
	struct archive *a = archive_with(&f, files);
	struct input *in = archive_input(&f.sc, a, 0);
	assert_non_null(in);
	assert_str(input_head(in), "1,2\n");
	assert_str(str_of(input_name(in)), "book.xlsx");
	input_close(in);
	archive_close(a);
	folder_close(&f);
}

/* A byte of what is packed is turned: the checksum tells. */
static void damage_is_told(void **state)
{
	static const struct zipped files[] = { { "a.csv", "abcdefgh,b\n1,2\n", 0, NULL }, { 0 } };
	struct folder f = folder_open();
	const char *path = folder_path(&f, "export.zip");

	(void)state;
	zipped_make(path, files);
	FILE *file = fopen(path, "r+b");
	fseek(file, 30 + 5 + 3, SEEK_SET);
	fputc('!', file);
	fclose(file);
	struct archive *a = archive_open(&f.sc, path);
	assert_null(archive_input(&f.sc, a, 0));
	assert_fault(&f.sc, FAULT_INVALID, "a.csv in export.zip is damaged");
	archive_close(a);
	folder_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(members_are_inputs_under_the_archives_path),
		cmocka_unit_test(names_lead_nowhere),
		cmocka_unit_test(a_member_that_will_not_do_is_refused),
		cmocka_unit_test(an_archive_that_will_not_do_is_refused),
		cmocka_unit_test(damage_is_told),
		cmocka_unit_test(a_workbook_may_be_a_member),
	};

	return cmocka_run_group_tests_name("archive", tests, NULL, NULL);
}
