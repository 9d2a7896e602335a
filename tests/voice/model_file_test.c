/* The file of a model: the same bytes again, whole or refused. */
#include "made_texts.h"

static struct str bytes_of(struct scope *sc, const char *path)
{
	FILE *f = fopen(path, "rb");
	char *bytes = scope_alloc(sc, 1, 1 << 20);
	struct str s = { bytes, 0 };

	assert_non_null(f);
	s.n = fread(bytes, 1, 1 << 20, f);
	fclose(f);
	return s;
}

static void same_input_same_bytes(void **state)
{
	struct folder f = folder_open();
	struct scope sc = { 0 };
	struct model_wish wish = wish_of(LANGUAGE_PL);
	struct model_example *e = make_texts(&sc, TEXTS, 4);
	const char *a = folder_path(&f, "a.vlm"), *b = folder_path(&f, "b.vlm");

	(void)state;
	assert_true(model_save(&sc, train(&sc, &wish, e, TEXTS), a));
	assert_true(model_save(&sc, train(&sc, &wish, e, TEXTS), b));
	struct str x = bytes_of(&sc, a), y = bytes_of(&sc, b);
	assert_true(str_equal(x, y));
	wish.seed++;
	assert_true(model_save(&sc, train(&sc, &wish, e, TEXTS), b));
	assert_false(str_equal(x, bytes_of(&sc, b)));
	scope_close(&sc);
	folder_close(&f);
}

static void opened_is_as_trained(void **state)
{
	struct folder f = folder_open();
	struct scope sc = { 0 };
	struct model_example *e, *others = make_texts(&sc, TEXTS, 9);
	struct model *m = train_some(&sc, &e), *again;
	const char *path = folder_path(&f, "m.vlm");
	struct model_trial trial = try(m, others, TEXTS);

	(void)state;
	model_set_trial(m, &trial);
	assert_true(model_save(&sc, m, path));
	assert_true(model_save(&sc, m, path)); /* over the old one */
	again = model_open(&sc, path);
	assert_non_null(again);
	const struct model_facts *f1 = model_facts(m), *f2 = model_facts(again);
	assert_true(str_equal(f1->task, f2->task) && str_equal(f1->sources, f2->sources));
	for (size_t k = 0; k < CLASSES; k++) {
		assert_true(str_equal(f1->classes[k], f2->classes[k]));
		assert_int_equal(f1->per_class[k], f2->per_class[k]);
	}
	assert_int_equal(f1->language, f2->language);
	assert_int_equal(f1->trained_us, f2->trained_us);
	assert_int_equal(f1->fingerprint, f2->fingerprint);
	assert_memory_equal(f2->trial.confusion, trial.confusion, sizeof trial.confusion);
	assert_near(f2->trial.accuracy, trial.accuracy, 1e-12);
	assert_near(f2->trial.macro_f1, trial.macro_f1, 1e-12);
	assert_near(f2->trial.ece, trial.ece, 1e-6);
	struct model_trial second = try(again, others, TEXTS);
	assert_memory_equal(&second, &trial, sizeof trial);
	model_close(again);
	scope_close(&sc);
	folder_close(&f);
}

static void default_size(void **state)
{
	struct folder f = folder_open();
	struct scope sc = { 0 };
	struct model_wish wish = wish_of(LANGUAGE_EN);
	struct stat st;

	(void)state;
	wish.bits = 0;
	struct model *m = train(&sc, &wish, make_texts(&sc, 30, 6), 30);
	const char *path = folder_path(&f, "m.vlm");
	assert_true(model_save(&sc, m, path));
	assert_int_equal(stat(path, &st), 0);
	assert_true(st.st_size > 1 << 20 && st.st_size <= 2 << 20);
	scope_close(&sc);
	folder_close(&f);
}

/* The smallest there is: its file is cut and bent thousands of times. */
static struct str small_file(struct scope *sc, struct folder *f, const char **path)
{
	struct model_wish wish = wish_of(LANGUAGE_EN);

	wish.bits = MODEL_BITS_LEAST;
	wish.sources = STR("");
	*path = folder_path(f, "m.vlm");
	assert_true(model_save(sc, train(sc, &wish, make_texts(sc, 60, 6), 60), *path));
	return bytes_of(sc, *path);
}

static void put_sum(char *bytes, size_t n)
{
	uint64_t sum = hash_bytes(bytes, n - 8, 0);

	for (size_t i = 0; i < 8; i++)
		bytes[n - 8 + i] = (char)(sum >> 8 * i);
}

static bool opens(const char *path, struct scope *sc)
{
	struct tokens tokens = { 0 };
	struct model *m = model_open(sc, path);
	float p[MODEL_CLASSES];

	if (!m) {
		assert_int_equal(sc->fault, FAULT_INVALID);
		return false;
	}
	struct model_reader *r = model_reader_open(m);
	tokens_read(&tokens, STR("not good, don't!"));
	model_read(r, &(struct model_text){ .tokens = &tokens }, p);
	tokens_close(&tokens);
	model_reader_close(r);
	model_close(m);
	return true;
}

static void cut_off_anywhere(void **state)
{
	struct folder f = folder_open();
	struct scope sc = { 0 };
	const char *path;
	struct str whole = small_file(&sc, &f, &path);

	(void)state;
	for (size_t n = 0; n < whole.n; n++) {
		struct scope one = { 0 };
		folder_file(&f, "cut", (struct str){ whole.p, n });
		assert_false(opens(folder_path(&f, "cut"), &one));
		scope_close(&one);
	}
	assert_true(opens(path, &sc));
	scope_close(&sc);
	folder_close(&f);
}

/* With its sum put right again, and with it left wrong: refused, or a model that reads without harm. */
static void bent_anywhere(void **state)
{
	struct folder f = folder_open();
	struct scope sc = { 0 };
	const char *path;
	struct str whole = small_file(&sc, &f, &path);
	char *bent = malloc(whole.n);
	uint64_t random = 77;
	size_t opened = 0;

	(void)state;
	for (size_t i = 0; i < 4000; i++) {
		struct scope one = { 0 };
		memcpy(bent, whole.p, whole.n);
		for (size_t k = 0; k < 1 + i % 3; k++)
			bent[test_random(&random) % (i % 2 ? 500 : whole.n)] ^=
				(char)(1 + test_random(&random) % 255);
		if (i % 4)
			put_sum(bent, whole.n);
		folder_file(&f, "bent", (struct str){ bent, whole.n });
		bool ok = opens(folder_path(&f, "bent"), &one);
		assert_true(i % 4 || !ok || memcmp(bent, whole.p, whole.n) == 0);
		opened += ok;
		scope_close(&one);
	}
	assert_true(opened > 100 && opened < 3900);
	free(bent);
	scope_close(&sc);
	folder_close(&f);
}

static void refuses_by_name(void **state)
{
	/* Where the fields lie: magic 8, version 4, nothing 4, size 8, counted 5 * 4, weights 3 * 4, language 4, task. */
	static const struct {
		size_t at;
		const char *bytes, *why;
		bool sum_is_wrong;
	} cases[] = {
		{ 0, "X", "does not begin with WENDVLM1", false },
		{ 8, "\x02", "of version 2, and this program reads 1", false },
		{ 16, "\x01", "bytes of", false },
		{ 300, "\x55", "its checksum differs", true },
		{ 24, "\x63", "counts other things", false },
		{ 32, "\x07", "counts other things", false },
		{ 47, "\x7f", "counts other things", false },
		{ 56, "\x63", "its language", false },
		{ 60, "\xff", "its task", false },
		{ 64, "\xff", "its task", false },
		{ 60 + 4 + 7 + 4 + 8 + 8, "\x01", "its number of classes", false },
		{ 60 + 4 + 7 + 4 + 8 + 8 + 4, "\x30", "its number of buckets", false },
		{ 60 + 4 + 7 + 4 + 8 + 8 + 8, "\xff", "the name of a class", false },
		{ 60 + 4 + 7 + 4 + 8 + 8 + 8 + 4 + 3 + 8 + 3, "\x7f", "a class's bias", false },
		{ 60 + 4 + 7 + 4 + 8 + 8 + 8 + 4 + 3 + 8 + 7, "\xff", "a class's scale", false },
		{ 60 + 4 + 7 + 4 + 8 + 8 + 4, "\x09", "not as long as its head says", false },
	};
	struct folder f = folder_open();
	struct scope sc = { 0 };
	const char *path;
	struct str whole = small_file(&sc, &f, &path);
	char *bent = malloc(whole.n);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope one = { 0 };
		memcpy(bent, whole.p, whole.n);
		bent[cases[i].at] = cases[i].bytes[0];
		if (!cases[i].sum_is_wrong)
			put_sum(bent, whole.n);
		path = folder_file(&f, "bent", (struct str){ bent, whole.n });
		assert_null(model_open(&one, path));
		assert_fault(&one, FAULT_INVALID, cases[i].why);
		scope_close(&one);
	}
	free(bent);
	scope_close(&sc);
	folder_close(&f);
}

static void files_that_are_none(void **state)
{
	struct folder f = folder_open();
	struct scope sc = { 0 };
	struct model_example *e;
	struct model *m = train_some(&sc, &e);

	(void)state;
	assert_null(model_open(&sc, folder_path(&f, "none")));
	assert_fault(&sc, FAULT_NOT_FOUND, "cannot open the model");
	scope_forgive(&sc);
	assert_null(model_open(&sc, f.dir));
	assert_fault(&sc, FAULT_INVALID, "is no model");
	scope_forgive(&sc);
	assert_false(model_save(&sc, m, folder_path(&f, "no/where")));
	assert_fault(&sc, FAULT_IO, "cannot write the model");
	scope_close(&sc);
	folder_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_input_same_bytes),
		cmocka_unit_test(opened_is_as_trained),
		cmocka_unit_test(default_size),
		cmocka_unit_test(cut_off_anywhere),
		cmocka_unit_test(bent_anywhere),
		cmocka_unit_test(refuses_by_name),
		cmocka_unit_test(files_that_are_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
