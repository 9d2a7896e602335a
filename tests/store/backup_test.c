/* Backups that somebody made up or that were damaged, and copies beside writers. */
#include "store/backup.h"

#include "store/backup_files.h"
#include "store/notes.h"
#include "store/workspace.h"
#include "zipped.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- made-up ones -------------------------------------------------------------------------------- */

static long read_text(struct scope *sc, void *from, char *p, size_t room)
{
	struct str *rest = from;
	size_t n = rest->n < room ? rest->n : room;

	(void)sc;
	memcpy(p, rest->p, n);
	*rest = str_sub(*rest, n, rest->n);
	return (long)n;
}

static const char *sum_of(struct scope *sc, const char *text)
{
	struct str rest = str_of(text);
	struct copied copied;

	assert_true(copy_hashed(sc, read_text, &rest, NULL, UINT64_MAX, &copied));
	return scope_printf(sc, "%s", copied.sum);
}

/* As `printf text | b2sum -l 256` says it. */
static void sums_are_those_of_b2sum(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	assert_string_equal(
		sum_of(&sc, ""), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
	assert_string_equal(
		sum_of(&sc, "abc"), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
	scope_close(&sc);
}

#define SUM "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319" /* of "abc" */
#define FILE_OF(name, bytes) "{\"name\":\"" name "\",\"bytes\":" bytes ",\"blake2b\":\"" SUM "\"}"
#define HEAD "{\"format\":1,\"wend\":\"0.1.0\",\"made\":\"2026-03-02T10:15:00Z\",\"files\":["
#define BOTH FILE_OF("events.duckdb", "3") "," FILE_OF("wend.db", "3")

/* clang-format off */
static const struct {
	const char *manifest;
	enum fault fault;
	const char *words;
} manifests[] = {
	{ "",                                                        FAULT_INVALID,  "manifest.json cannot be read" },
	{ "[]",                                                      FAULT_INVALID,  "manifest.json cannot be read" },
	{ "{\"format\":1,\"format\":1}",                             FAULT_INVALID,  "manifest.json cannot be read" },
	{ "{\"format\":1}",                                          FAULT_INVALID,  "does not say of which wend" },
	{ "{\"format\":0,\"wend\":\"0.1.0\"}",                       FAULT_INVALID,  "does not say of which wend" },
	{ "{\"format\":2,\"wend\":\"0.1.0\"}",                       FAULT_CONFLICT, "which is older: restore it by the newer" },
	{ "{\"format\":1,\"wend\":\"99.1\"}",                        FAULT_CONFLICT, "was made by wend 99.1" },
	{ "{\"format\":1,\"wend\":\"0.0.9\",\"made\":\"soon\"}",     FAULT_INVALID,  "does not say when" },
	{ HEAD "]}",                                                 FAULT_INVALID,  "lacks events.duckdb or wend.db" },
	{ HEAD FILE_OF("wend.db", "3") "]}",                         FAULT_INVALID,  "lacks events.duckdb or wend.db" },
	{ HEAD BOTH "," FILE_OF("wend.db", "3") "]}",                FAULT_INVALID,  "names a file twice" },
	{ HEAD BOTH "," FILE_OF("../wend.db", "3") "]}",             FAULT_INVALID,  "names a file that no backup has" },
	{ HEAD BOTH "," FILE_OF("/etc/passwd", "3") "]}",            FAULT_INVALID,  "names a file that no backup has" },
	{ HEAD BOTH "," FILE_OF("voice/../wend.db", "3") "]}",       FAULT_INVALID,  "names a file that no backup has" },
	{ HEAD BOTH "," FILE_OF("voice/..", "3") "]}",               FAULT_INVALID,  "names a file that no backup has" },
	{ HEAD BOTH "," FILE_OF("voice/", "3") "]}",                 FAULT_INVALID,  "names a file that no backup has" },
	{ HEAD BOTH "," FILE_OF("voice/a\\\\b", "3") "]}",           FAULT_INVALID,  "names a file that no backup has" },
	{ HEAD BOTH "," FILE_OF("voice/a\\nb", "3") "]}",            FAULT_INVALID,  "names a file that no backup has" },
	{ HEAD BOTH "," FILE_OF("voice/a\\u0000b", "3") "]}",        FAULT_INVALID,  "manifest.json cannot be read" },
	{ HEAD BOTH "," FILE_OF("trail/main", "3") "]}",             FAULT_INVALID,  "names a file that no backup has" },
	{ HEAD FILE_OF("wend.db", "-3") "]}",                        FAULT_INVALID,  "has a file without a size" },
	{ HEAD FILE_OF("wend.db", "3.5") "]}",                       FAULT_INVALID,  "has a file without a size" },
	{ HEAD FILE_OF("wend.db", "99999999999999") "]}",            FAULT_LIMIT,    "larger than 16 TiB" },
	{ HEAD "{\"name\":\"wend.db\",\"bytes\":3,\"blake2b\":\"ab\"}]}", FAULT_INVALID, "has a file without a checksum" },
	{ HEAD FILE_OF("events.duckdb", "2") "," FILE_OF("wend.db", "3") "]}", FAULT_INVALID, "events.duckdb is longer than the 2 bytes" },
	{ HEAD FILE_OF("events.duckdb", "4") "," FILE_OF("wend.db", "3") "]}", FAULT_INVALID, "events.duckdb is shorter than the 4 bytes" },
	{ HEAD FILE_OF("events.duckdb", "3") "," FILE_OF("wend.db", "1099511627776") "]}", FAULT_INVALID, "wend.db is shorter than" },
	{ HEAD BOTH "," FILE_OF("secret.key", "3") "]}",             FAULT_INVALID,  "it has no secret.key" },
};
/* clang-format on */

static const char *make_archive(struct folder *f, const char *manifest)
{
	const char *path = folder_path(f, "made-up.zip");
	const struct zipped files[] = {
		{ .name = "manifest.json", .content = manifest },
		{ .name = "manifest.sum", .content = sum_of(&f->sc, manifest) },
		{ .name = "../../outside", .content = "abc" },
		{ .name = "events.duckdb", .content = "abc" },
		{ .name = "wend.db", .content = "abc" },
		{ 0 },
	};

	unlink(path);
	zipped_make(path, files);
	return path;
}

static void what_is_made_up_is_refused(void **state)
{
	struct folder f = folder_open();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(manifests); i++) {
		const char *path = make_archive(&f, manifests[i].manifest);
		assert_null(backup_check(&f.sc, path));
		assert_fault(&f.sc, manifests[i].fault, manifests[i].words);
		scope_forgive(&f.sc);
		assert_null(backup_restore(&f.sc, path, folder_path(&f, "shop")));
		scope_forgive(&f.sc);
		assert_int_equal(access(folder_path(&f, "shop"), F_OK), -1);
		assert_int_equal(access(folder_path(&f, "shop.wend-part"), F_OK), -1);
	}
	folder_close(&f);
}

/* Everything fits its checksum, and it is no database: that is found by opening it. */
static void what_does_not_open_is_not_restored(void **state)
{
	struct folder f = folder_open();
	const char *path = make_archive(&f, HEAD BOTH "]}");

	(void)state;
	assert_non_null(backup_check(&f.sc, path));
	assert_null(backup_restore(&f.sc, path, folder_path(&f, "shop")));
	assert_fault(&f.sc, FAULT_IO, "cannot open");
	scope_forgive(&f.sc);
	assert_int_equal(access(folder_path(&f, "shop"), F_OK), -1);
	assert_int_equal(access(folder_path(&f, "shop.wend-part"), F_OK), -1);
	folder_close(&f);
}

static void what_claims_more_than_the_disk_has(void **state)
{
	struct folder f = folder_open();
	const char *path =
		make_archive(&f, HEAD FILE_OF("events.duckdb", "17592186044416") "," FILE_OF("wend.db",
					 "17592186044416") "," FILE_OF("inbox.db", "17592186044416") "]}");

	(void)state;
	assert_null(backup_restore(&f.sc, path, folder_path(&f, "shop")));
	assert_fault(&f.sc, FAULT_IO, "unpacks to 50331648 MiB, and ");
	folder_close(&f);
}

/* 64 MiB of zeros in an archive of some 64 KiB; nothing of it is written past what the manifest says. */
static void a_bomb_meets_its_size(void **state)
{
	enum { MUCH = 64 << 20 };
	struct folder f = folder_open();
	const char *path = folder_path(&f, "bomb.zip"), *manifest = HEAD BOTH "]}";
	char *zeros = calloc(1, MUCH);
	const struct zipped files[] = {
		{ .name = "manifest.json", .content = manifest },
		{ .name = "manifest.sum", .content = sum_of(&f.sc, manifest) },
		{ .name = "events.duckdb", .content = zeros, .n = MUCH },
		{ .name = "wend.db", .content = "abc" },
		{ 0 },
	};

	(void)state;
	zipped_make(path, files);
	free(zeros);
	assert_null(backup_restore(&f.sc, path, folder_path(&f, "shop")));
	assert_fault(&f.sc, FAULT_INVALID, "events.duckdb is longer than the 3 bytes");
	assert_int_equal(access(folder_path(&f, "shop.wend-part"), F_OK), -1);
	folder_close(&f);
}

static void a_manifest_without_end(void **state)
{
	enum { MUCH = 2 << 20 };
	struct folder f = folder_open();
	const char *path = folder_path(&f, "long.zip");
	char *blanks = malloc(MUCH);
	const struct zipped files[] = { { .name = "manifest.json", .content = blanks, .n = MUCH }, { 0 } };

	(void)state;
	assert_non_null(blanks);
	memset(blanks, ' ', MUCH);
	zipped_make(path, files);
	free(blanks);
	assert_null(backup_check(&f.sc, path));
	assert_fault(&f.sc, FAULT_LIMIT, "its manifest.json is larger than 1048576 bytes");
	folder_close(&f);
}

static void what_is_no_backup(void **state)
{
	struct folder f = folder_open();

	(void)state;
	assert_null(backup_check(&f.sc, folder_path(&f, "none.zip")));
	assert_fault(&f.sc, FAULT_NOT_FOUND, "none.zip");
	scope_forgive(&f.sc);
	assert_null(backup_check(&f.sc, folder_file(&f, "letter.zip", STR("dear Anna"))));
	assert_fault(&f.sc, FAULT_INVALID, "is no backup, or it is damaged or cut short");
	scope_forgive(&f.sc);
	assert_null(backup_check(&f.sc, f.dir));
	assert_fault(&f.sc, FAULT_INVALID, "it has no manifest.json");
	scope_forgive(&f.sc);
	assert_null(backup_check(&f.sc, "/dev/null"));
	assert_fault(&f.sc, FAULT_INVALID, "it is neither a folder nor a file");
	folder_close(&f);
}

static void an_encrypted_member(void **state)
{
	struct folder f = folder_open();
	const char *path = folder_path(&f, "locked.zip");
	const struct zipped files[] = { { .name = "manifest.json", .content = "{}", .password = "x" },
		{ 0 } };

	(void)state;
	zipped_make(path, files);
	assert_null(backup_check(&f.sc, path));
	assert_fault(&f.sc, FAULT_INVALID, "manifest.json is encrypted");
	folder_close(&f);
}

/* A link in a folder would bring in a file from anywhere. */
static void a_link_is_no_file(void **state)
{
	struct folder f = folder_open();
	const char *manifest = HEAD BOTH "]}";

	(void)state;
	folder_file(&f, "manifest.json", str_of(manifest));
	folder_file(&f, "manifest.sum", str_of(sum_of(&f.sc, manifest)));
	folder_file(&f, "elsewhere", STR("abc"));
	assert_int_equal(symlink("elsewhere", folder_path(&f, "events.duckdb")), 0);
	folder_file(&f, "wend.db", STR("abc"));
	assert_null(backup_check(&f.sc, f.dir));
	assert_fault(&f.sc, FAULT_INVALID, "events.duckdb");
	folder_close(&f);
}

/* --- every byte ---------------------------------------------------------------------------------- */

static const char *small_workspace(struct folder *f)
{
	const char *dir = folder_path(f, "shop");
	int64_t id;

	assert_true(workspace_init(&f->sc, dir));
	struct workspace *ws = workspace_open(&f->sc, dir, WORKSPACE_WRITE);
	assert_non_null(ws);
	assert_true(notes_add(&f->sc, ws->documents,
		&(struct note){
			.author = STR("Anna"), .map = STR("m"), .touchpoint = STR("t"), .text = STR("slow") },
		&id));
	workspace_close(ws);
	return dir;
}

static void flip(const char *path, off_t at)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);
	char c;

	assert_true(fd >= 0);
	assert_int_equal(pread(fd, &c, 1, at), 1);
	c = (char)(c ^ 0x10);
	assert_int_equal(pwrite(fd, &c, 1, at), 1);
	close(fd);
}

/* A flipped bit anywhere in any file of the folder: refused, and the file is named. */
static void damage_is_found_and_named(void **state)
{
	static const char *const files[] = { "events.duckdb", "wend.db", "secret.key", "manifest.json" };
	struct folder f = folder_open();
	const char *dir = small_workspace(&f), *out = folder_path(&f, "out");
	uint64_t luck = 77;

	(void)state;
	assert_non_null(backup_make(&f.sc, dir, out, 1772446500000000));
	for (size_t i = 0; i < 40; i++) {
		const char *name = files[i % COUNT_OF(files)],
			   *path = scope_printf(&f.sc, "%s/%s", out, name);
		struct stat st;
		assert_int_equal(stat(path, &st), 0);
		off_t at = (off_t)(test_random(&luck) % (uint64_t)st.st_size);
		flip(path, at);
		assert_null(backup_check(&f.sc, out));
		assert_fault(&f.sc, FAULT_INVALID, scope_printf(&f.sc, "%s is not as it was written", name));
		scope_forgive(&f.sc);
		flip(path, at);
	}
	assert_non_null(backup_check(&f.sc, out));
	folder_close(&f);
}

/* Whatever is cut or flipped: the archive is refused, or everything is as it was (in a field that nobody reads). */
static void a_damaged_archive(void **state)
{
	struct folder f = folder_open();
	const char *dir = small_workspace(&f), *out = folder_path(&f, "out.zip");
	uint64_t luck = 78;
	struct stat st;
	unsigned refused = 0;

	(void)state;
	assert_non_null(backup_make(&f.sc, dir, out, 1772446500000000));
	assert_int_equal(stat(out, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	for (size_t i = 0; i < 200; i++) {
		off_t at = (off_t)(test_random(&luck) % (uint64_t)st.st_size);
		flip(out, at);
		refused += !backup_check(&f.sc, out);
		scope_forgive(&f.sc);
		flip(out, at);
	}
	assert_true(refused > 100);
	assert_non_null(backup_check(&f.sc, out));
	for (off_t size = st.st_size - 1; size > 0; size = size * 3 / 4) {
		assert_int_equal(truncate(out, size), 0);
		assert_null(backup_check(&f.sc, out));
		assert_fault(&f.sc, FAULT_INVALID, "is no backup, or it is damaged or cut short");
		scope_forgive(&f.sc);
	}
	folder_close(&f);
}

/* --- beside writers ------------------------------------------------------------------------------ */

static struct lite *open_inbox(struct scope *sc, const char *path)
{
	struct lite *db = lite_open(sc, path, LITE_WRITE);

	assert_non_null(db);
	assert_true(lite_script(
		sc, db, "CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, twice INTEGER) STRICT"));
	return db;
}

/* Pairs of rows, each pair in a transaction, and notes, until it is killed. */
static void write_on(const char *dir)
{
	struct scope sc = { 0 };
	struct lite *db = open_inbox(&sc, scope_printf(&sc, "%s/inbox.db", dir));
	struct documents *docs = documents_open(&sc, scope_printf(&sc, "%s/wend.db", dir), LITE_WRITE);
	int64_t id;

	if (!docs)
		_exit(3);
	for (int64_t i = 0;; i++) {
		if (!lite_script(&sc, db, "BEGIN IMMEDIATE") ||
			!lite_run(&sc, db, "INSERT INTO t (twice) VALUES (?)", 1, &LITE_INT(i)) ||
			!lite_run(&sc, db, "INSERT INTO t (twice) VALUES (?)", 1, &LITE_INT(i)) ||
			!lite_script(&sc, db, "COMMIT") ||
			!notes_add(&sc, docs,
				&(struct note){ .author = STR("Anna"),
					.map = STR("m"),
					.touchpoint = STR("t"),
					.text = STR("slow") },
				&id))
			_exit(1);
	}
}

static int64_t ask_one(struct scope *sc, const char *path, const char *sql)
{
	struct lite *db = lite_open(sc, path, LITE_WRITE);
	struct lite_rows *rows = lite_ask(sc, db, sql, 0, NULL);

	assert_true(rows && lite_next(rows));
	int64_t n = lite_int(rows, 0);
	assert_true(lite_done(sc, rows));
	lite_close(db);
	return n;
}

static int64_t pairs_in(struct folder *f, const char *dir)
{
	const char *inbox = scope_printf(&f->sc, "%s/inbox.db", dir);

	assert_int_equal(
		ask_one(&f->sc, inbox,
			"SELECT count(*) FROM (SELECT 1 FROM t GROUP BY twice HAVING count(*) != 2)"),
		0);
	return ask_one(&f->sc, inbox, "SELECT count(*) / 2 FROM t");
}

static void while_others_write(void **state)
{
	struct folder f = folder_open();
	const char *dir = small_workspace(&f);
	int64_t before = 0;

	(void)state;
	lite_close(open_inbox(&f.sc, scope_printf(&f.sc, "%s/inbox.db", dir)));
	pid_t writer = fork();
	if (writer == 0)
		write_on(dir);
	for (int i = 0; i < 6; i++) {
		const char *out = scope_printf(&f.sc, "%s/out%d%s", f.dir, i, i % 2 ? ".zip" : ""),
			   *again = scope_printf(&f.sc, "%s/again%d", f.dir, i);
		struct manifest *m = backup_make(&f.sc, dir, out, 1772446500000000);
		if (!m || !backup_restore(&f.sc, out, again)) {
			kill(writer, SIGKILL);
			fail_msg("%s", f.sc.why);
		}
		int64_t pairs = pairs_in(&f, again);
		assert_true(pairs >= before);
		before = pairs;
	}
	int status;
	kill(writer, SIGKILL);
	assert_int_equal(waitpid(writer, &status, 0), writer);
	assert_true(WIFSIGNALED(status)); /* nobody kept it waiting too long */
	assert_true(before > 0 && pairs_in(&f, dir) >= before);
	folder_close(&f);
}

static void a_workspace_in_use_waits(void **state)
{
	struct folder f = folder_open();
	const char *dir = small_workspace(&f);
	int ready[2], status;
	char c = 0;

	(void)state;
	assert_int_equal(pipe(ready), 0);
	pid_t other = fork();
	if (other == 0) {
		struct scope sc = { 0 };
		bool made = read(ready[0], &c, 1) == 1 && backup_make(&sc, dir, folder_path(&f, "out"), 1);
		_exit(made ? 1 : sc.fault == FAULT_CONFLICT ? 0 : 2);
	}
	struct workspace *ws = workspace_open(&f.sc, dir, WORKSPACE_WRITE);
	assert_non_null(ws);
	assert_int_equal(write(ready[1], "x", 1), 1);
	assert_int_equal(waitpid(other, &status, 0), other);
	workspace_close(ws);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_int_equal(access(folder_path(&f, "out"), F_OK), -1);
	assert_int_equal(access(folder_path(&f, "out.wend-part"), F_OK), -1);
	folder_close(&f);
}

/* --- aside --------------------------------------------------------------------------------------- */

static void what_was_left_aside_is_cleared(void **state)
{
	struct folder f = folder_open();
	const char *dir = small_workspace(&f), *out = folder_path(&f, "out");

	(void)state;
	assert_int_equal(mkdir(folder_path(&f, "out.wend-part"), 0700), 0);
	folder_file(&f, "out.wend-part/events.duckdb", STR("half of"));
	assert_int_equal(symlink(folder_path(&f, "shop"), folder_path(&f, "out.wend-part/link")), 0);
	assert_non_null(backup_make(&f.sc, dir, out, 1));
	assert_non_null(backup_check(&f.sc, out));
	assert_int_equal(access(folder_path(&f, "shop/wend.db"), F_OK), 0);
	assert_int_equal(access(folder_path(&f, "out/link"), F_OK), -1);
	folder_close(&f);
}

static void one_that_runs_is_left_alone(void **state)
{
	struct folder f = folder_open();
	const char *dir = small_workspace(&f), *out = folder_path(&f, "out");
	struct aside *aside = aside_open(&f.sc, out, false);

	(void)state;
	assert_non_null(aside);
	folder_file(&f, "out.wend-part/half", STR("half of"));
	assert_null(backup_make(&f.sc, dir, out, 1));
	assert_fault(&f.sc, FAULT_CONFLICT, "another wend is writing");
	scope_forgive(&f.sc);
	assert_int_equal(access(folder_path(&f, "out.wend-part/half"), F_OK), 0);
	aside_close(aside);
	assert_int_equal(access(folder_path(&f, "out.wend-part"), F_OK), -1);
	folder_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sums_are_those_of_b2sum),
		cmocka_unit_test(what_is_made_up_is_refused),
		cmocka_unit_test(what_does_not_open_is_not_restored),
		cmocka_unit_test(what_claims_more_than_the_disk_has),
		cmocka_unit_test(a_bomb_meets_its_size),
		cmocka_unit_test(a_manifest_without_end),
		cmocka_unit_test(what_is_no_backup),
		cmocka_unit_test(an_encrypted_member),
		cmocka_unit_test(a_link_is_no_file),
		cmocka_unit_test(damage_is_found_and_named),
		cmocka_unit_test(a_damaged_archive),
		cmocka_unit_test(while_others_write),
		cmocka_unit_test(a_workspace_in_use_waits),
		cmocka_unit_test(what_was_left_aside_is_cleared),
		cmocka_unit_test(one_that_runs_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
