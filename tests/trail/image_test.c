#include "trail/image.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "laid.h"
#include "same.h"
#include "test.h"

static const struct image_mark mark = { 1, 2, 3, 4, 5 };

/* --- files as bytes ------------------------------------------------------------------------------- */

struct bytes {
	char *at;
	size_t n;
};

static struct bytes read_bytes(struct scope *sc, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct stat st;

	assert_non_null(f);
	assert_int_equal(fstat(fileno(f), &st), 0);
	struct bytes b = { NEW_ARRAY(sc, char, (size_t)st.st_size + 1), (size_t)st.st_size };
	assert_int_equal(fread(b.at, 1, b.n, f), b.n);
	fclose(f);
	return b;
}

static void write_bytes(const char *path, const char *at, size_t n)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(at, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static bool opens(const char *path)
{
	struct scope sc = { 0 };
	struct image *im = image_open(&sc, path);
	bool there = im != NULL;

	assert_int_equal(sc.fault, FAULT_NONE); /* a cache that is not there is no fault */
	image_close(im);
	scope_close(&sc);
	return there;
}

/* Names in the file's folder besides its own. */
static size_t others_in_folder(struct scope *sc, const char *path)
{
	char *folder = scope_printf(sc, "%s", path), *name = strrchr(folder, '/');
	size_t n = 0;

	*name++ = 0;
	DIR *d = opendir(folder);
	assert_non_null(d);
	for (struct dirent *e; (e = readdir(d));)
		n += e->d_name[0] != '.' && strcmp(e->d_name, name) != 0;
	closedir(d);
	return n;
}

/* A sealed file of a log with some of everything in it. */
static char *sealed(struct scope *sc, const char *name, struct random_log **log)
{
	uint64_t seed = 90;
	char *path = laid_path(sc, name);

	do
		*log = random_log(sc, &seed);
	while ((*log)->log.n < 20 || !random_trail(sc, &(*log)->log)->parts[0].case_code ||
		!random_trail(sc, &(*log)->log)->parts[0].n_values);
	image_close(laid_main(sc, path, (*log)->log.at, (*log)->log.n, &(struct laid_wish){ 0 }));
	return path;
}

/* --- there and back ------------------------------------------------------------------------------- */

static void a_sealed_file_is_the_same_trail_again(void **state)
{
	uint64_t seed = 91;

	(void)state;
	for (size_t i = random_logs(60); i > 0; i--) {
		struct scope sc = { 0 };
		const char *path = laid_path(&sc, "again");
		struct random_log *r = i % 6 ? random_log(&sc, &seed) : random_crowd(&sc, &seed);
		struct laid_wish wish = { .kinds = r->log.dictionary->n };
		struct image *memory = laid_main(&sc, NULL, r->log.at, r->log.n, &wish);
		struct image *made = laid_main(&sc, path, r->log.at, r->log.n, &wish);
		struct image *file = image_open(&sc, path);
		assert_non_null(file);
		same_parts(&memory->part, &file->part);
		same_layout(&sc, file, &r->log);
		assert_int_equal(file->kinds, memory->kinds);
		assert_int_equal(file->sum, made->sum);
		assert_int_equal(file->sum, memory->sum);
		assert_int_equal(file->facts.from_us, memory->facts.from_us);
		assert_int_equal(file->facts.to_us, memory->facts.to_us);
		assert_int_equal(others_in_folder(&sc, path), 0);
		image_close(file);
		image_close(made);
		image_close(memory);
		remove(path);
		scope_close(&sc);
	}
}

static void facts_are_kept_and_room_may_be_left(void **state)
{
	struct scope sc = { 0 };
	const char *path = laid_path(&sc, "facts");
	struct image_plan plan = { .rows = 2, .kinds = 3, .ratings = 7, .values = 5 };
	struct image_facts facts = { mark, -5, 1000000, 86400, true };
	struct image *im = image_new(&sc, path, &plan);

	(void)state;
	assert_non_null(im);
	assert_int_equal(image_room(im).ratings, 7);
	assert_int_equal(image_room(im).values, 5);
	im->part.n_ratings = 3;
	im->part.n_values = 0;
	assert_true(image_seal(&sc, im, &facts));
	image_close(im);
	const struct image *again = image_open(&sc, path);
	assert_non_null(again);
	assert_memory_equal(&again->facts.mark, &mark, sizeof mark);
	assert_int_equal(again->facts.from_us, -5);
	assert_int_equal(again->facts.to_us, 1000000);
	assert_int_equal(again->facts.silence_s, 86400);
	assert_true(again->facts.silence_learnt);
	assert_int_equal(again->part.n_ratings, 3);
	assert_int_equal(again->part.n_values, 0);
	assert_int_equal(again->kinds, 3);
	image_close((struct image *)(uintptr_t)again);
	remove(path);
	scope_close(&sc);
}

static void what_was_not_sealed_is_not_there(void **state)
{
	struct scope sc = { 0 };
	const char *path = laid_path(&sc, "unsealed");
	struct image *im = image_new(&sc, path, &(struct image_plan){ .rows = 1, .kinds = 1 });

	(void)state;
	assert_non_null(im);
	assert_false(opens(path));
	image_close(im);
	assert_int_equal(others_in_folder(&sc, path), 0);
	assert_int_equal(access(path, F_OK), -1);
	scope_close(&sc);
}

/* --- damage --------------------------------------------------------------------------------------- */

static void cut_short_or_grown_it_is_not_opened(void **state)
{
	struct scope sc = { 0 };
	struct random_log *r;
	const char *path = sealed(&sc, "short", &r);
	struct bytes b = read_bytes(&sc, path);
	char *grown = NEW_ARRAY(&sc, char, b.n + 4096);

	(void)state;
	assert_true(opens(path));
	for (size_t n = 0; n < b.n; n++) {
		write_bytes(path, b.at, n);
		if (opens(path))
			fail_msg("opened with %zu of %zu bytes", n, b.n);
	}
	memcpy(grown, b.at, b.n);
	static const size_t more[] = { 1, 8, 64, 4096 };
	for (size_t i = 0; i < COUNT_OF(more); i++) {
		write_bytes(path, grown, b.n + more[i]);
		assert_false(opens(path));
	}
	write_bytes(path, b.at, b.n);
	assert_true(opens(path));
	remove(path);
	scope_close(&sc);
}

/* One bit is flipped in each byte; where that is not seen, it was none of the trail's. */
static size_t flips_not_seen(const char *path, const struct bytes *b, const struct image *want)
{
	int fd = open(path, O_WRONLY);
	size_t unseen = 0;

	assert_true(fd >= 0);
	for (size_t i = 0; i < b->n; i++) {
		struct scope sc = { 0 };
		char other = (char)(b->at[i] ^ 1 << i % 8);
		assert_int_equal(pwrite(fd, &other, 1, (off_t)i), 1);
		struct image *im = image_open(&sc, path);
		if (im) {
			same_parts(&im->part, &want->part);
			assert_memory_equal(&im->facts.mark, &want->facts.mark, sizeof mark);
			assert_int_equal(im->kinds, want->kinds);
			assert_memory_equal(im->kind_events, want->kind_events, im->kinds * sizeof(uint64_t));
			assert_memory_equal(im->kind_newest, want->kind_newest, im->kinds * sizeof(int64_t));
			unseen++;
		}
		image_close(im);
		scope_close(&sc);
		assert_int_equal(pwrite(fd, b->at + i, 1, (off_t)i), 1);
	}
	close(fd);
	return unseen;
}

static void a_flipped_bit_is_seen(void **state)
{
	enum { FILLING = 192 + 128 /* behind the header's fields, and behind the last sums */ };
	struct scope sc = { 0 };
	struct random_log *r;
	const char *path = sealed(&sc, "flipped", &r);
	struct bytes b = read_bytes(&sc, path);

	(void)state;
	struct image *want = laid_main(&sc, NULL, r->log.at, r->log.n, &(struct laid_wish){ 0 });
	assert_true(flips_not_seen(path, &b, want) <= FILLING);
	assert_true(opens(path));
	remove(path);
	scope_close(&sc);
}

/* Nine pieces of a mebibyte, each with a sum of its own, and the last not full. */
static void each_piece_of_a_large_one_is_summed(void **state)
{
	enum { EVENTS = 1900000, STEP = 30011 * 15 };
	struct scope sc = { 0 };
	const char *path = laid_path(&sc, "large");
	struct image *im =
		image_new(&sc, path, &(struct image_plan){ .rows = 1, .kinds = 200, .events = EVENTS });
	uint64_t seed = 92;

	(void)state;
	assert_non_null(im);
	for (size_t i = 0; i < EVENTS; i++) {
		IMAGE_COLUMN(uint8_t, im->part.kind)[i] = (uint8_t)test_random(&seed);
		IMAGE_COLUMN(uint32_t, im->part.time)[i] = (uint32_t)i;
	}
	assert_true(image_seal(&sc, im, &(struct image_facts){ 0 }));
	size_t size = im->size;
	image_close(im);
	assert_true(opens(path));
	int fd = open(path, O_RDWR);
	for (size_t i = 600; i < size - 200; i += STEP) {
		char is, other;
		assert_int_equal(pread(fd, &is, 1, (off_t)i), 1);
		other = (char)(is ^ 16);
		assert_int_equal(pwrite(fd, &other, 1, (off_t)i), 1);
		if (opens(path))
			fail_msg("byte %zu is not summed", i);
		assert_int_equal(pwrite(fd, &is, 1, (off_t)i), 1);
	}
	close(fd);
	assert_true(opens(path));
	remove(path);
	scope_close(&sc);
}

/* The hash of a header with its own place empty; its length is found by trying, so that this test need not know
 * the fields. */
enum { FORMAT_AT = 8, SELF_AT = 24 };

static uint64_t self_of(const char *header, size_t n)
{
	char copy[512];

	memcpy(copy, header, n);
	memset(copy + SELF_AT, 0, sizeof(uint64_t));
	return hash_bytes(copy, n, 0);
}

static size_t header_length(const struct bytes *b)
{
	uint64_t self;

	memcpy(&self, b->at + SELF_AT, sizeof self);
	for (size_t n = SELF_AT + sizeof self; n <= 512; n++)
		if (self_of(b->at, n) == self)
			return n;
	fail_msg("the header's hash is not at %d", SELF_AT);
	return 0;
}

/* As an earlier or a later program, or one on a machine of the other byte order, would have written it: whole. */
static void another_format_is_another_file(void **state)
{
	struct scope sc = { 0 };
	struct random_log *r;
	const char *path = sealed(&sc, "older", &r);
	struct bytes b = read_bytes(&sc, path);
	size_t header = header_length(&b);

	(void)state;
	for (size_t at = 0; at < 16; at++) {
		for (int change = -1; change <= 1; change++) {
			char is = b.at[at];
			b.at[at] = (char)(is + change);
			uint64_t self = self_of(b.at, header);
			memcpy(b.at + SELF_AT, &self, sizeof self);
			write_bytes(path, b.at, b.n);
			assert_int_equal(opens(path), change == 0);
			b.at[at] = is;
		}
	}
	assert_int_equal(b.at[FORMAT_AT], 1); /* who changes the layout counts it up, and this */
	remove(path);
	scope_close(&sc);
}

static void what_is_no_image_is_not_opened(void **state)
{
	struct scope sc = { 0 };
	const char *path = laid_path(&sc, "foreign");
	char *other = NEW_ARRAY(&sc, char, 5000);
	uint64_t seed = 93;

	(void)state;
	assert_false(opens(path)); /* nothing there */
	assert_false(opens(laid_path(&sc, "no/folder")));
	write_bytes(path, "", 0);
	assert_false(opens(path));
	memset(other, 0, 5000);
	write_bytes(path, other, 5000);
	assert_false(opens(path));
	for (size_t i = 0; i < 5000; i++)
		other[i] = (char)test_random(&seed);
	write_bytes(path, other, 5000);
	assert_false(opens(path));
	memcpy(other, "WENDTRL", 8);
	write_bytes(path, other, 5000);
	assert_false(opens(path));
	remove(path);
	assert_int_equal(mkdir(path, 0777), 0);
	assert_false(opens(path));
	assert_int_equal(mkfifo(scope_printf(&sc, "%s/pipe", path), 0666), 0);
	remove(scope_printf(&sc, "%s/pipe", path));
	rmdir(path);
	image_close(NULL);
	scope_close(&sc);
}

/* --- a disk that is full, a folder that is not there ----------------------------------------------- */

static void a_full_disk_is_an_error_and_the_old_one_stays(void **state)
{
	struct scope sc = { 0 };
	struct random_log *r;
	const char *path = sealed(&sc, "full", &r);
	struct rlimit was, small;
	struct image_plan plan = { .rows = 1, .kinds = 1, .events = 1000000 };

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
	small = was;
	small.rlim_cur = 100000;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	const struct image *im = image_new(&sc, path, &plan);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
	signal(SIGXFSZ, SIG_DFL);
	assert_null(im);
	assert_fault(&sc, FAULT_IO, "cannot write");
	assert_int_equal(others_in_folder(&sc, path), 0);
	assert_true(opens(path));
	remove(path);
	scope_close(&sc);
}

static void no_folder_is_an_error(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	assert_null(image_new(&sc, laid_path(&sc, "no/folder"), &(struct image_plan){ .rows = 1 }));
	assert_fault(&sc, FAULT_IO, "cannot write");
	scope_close(&sc);
}

/* The name is taken by a folder: the file is written, cannot be put in its place, and goes again. */
static void a_name_that_is_taken_is_an_error(void **state)
{
	struct scope sc = { 0 };
	const char *path = laid_path(&sc, "taken");

	(void)state;
	assert_int_equal(mkdir(path, 0777), 0);
	struct image *im = image_new(&sc, path, &(struct image_plan){ .rows = 1, .kinds = 1 });
	assert_non_null(im);
	assert_false(image_seal(&sc, im, &(struct image_facts){ 0 }));
	assert_fault(&sc, FAULT_IO, "cannot write");
	image_close(im);
	assert_int_equal(others_in_folder(&sc, path), 0);
	rmdir(path);
	scope_close(&sc);
}

/* Whoever reads the old one goes on reading it while a new one takes its place. */
static void a_new_one_takes_its_place_under_who_reads(void **state)
{
	struct scope sc = { 0 };
	struct random_log *r;
	const char *path = sealed(&sc, "replaced", &r);
	struct image *old = image_open(&sc, path);

	(void)state;
	assert_non_null(old);
	image_close(laid_main(&sc, path, r->log.at, r->log.n / 2, &(struct laid_wish){ 0 }));
	same_layout(&sc, old, &r->log);
	image_close(old);
	old = image_open(&sc, path);
	assert_non_null(old);
	assert_int_equal(old->part.events, r->log.n / 2);
	image_close(old);
	remove(path);
	scope_close(&sc);
}

static int sweep(void **state)
{
	(void)state;
	laid_sweep();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sealed_file_is_the_same_trail_again),
		cmocka_unit_test(facts_are_kept_and_room_may_be_left),
		cmocka_unit_test(what_was_not_sealed_is_not_there),
		cmocka_unit_test(cut_short_or_grown_it_is_not_opened),
		cmocka_unit_test(a_flipped_bit_is_seen),
		cmocka_unit_test(each_piece_of_a_large_one_is_summed),
		cmocka_unit_test(another_format_is_another_file),
		cmocka_unit_test(what_is_no_image_is_not_opened),
		cmocka_unit_test(a_full_disk_is_an_error_and_the_old_one_stays),
		cmocka_unit_test(no_folder_is_an_error),
		cmocka_unit_test(a_name_that_is_taken_is_an_error),
		cmocka_unit_test(a_new_one_takes_its_place_under_who_reads),
	};

	return cmocka_run_group_tests(tests, NULL, sweep);
}
