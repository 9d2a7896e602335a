#include "voice/model_private.h"

#include "base/buf.h"
#include "base/names.h"
#include "folder.h"

/* Texts of words made up: a third of a text speaks for its class, the rest for none. */

enum { CLASSES = 3, WORDS = 12, TEXTS = 600 };

static const struct str names[CLASSES] = { { "bad", 3 }, { "so so", 5 }, { "good", 4 } };

static struct model_wish wish_of(enum language language)
{
	return (struct model_wish){ .language = language,
		.task = STR("feeling"),
		.classes = names,
		.n_classes = CLASSES,
		.bits = 12,
		.seed = 7,
		.trained_us = 1700000000000000,
		.sources = STR("texts made up") };
}

static struct str make_text(struct scope *sc, uint64_t *random, uint32_t label)
{
	static const char *const syllables[] = { "ba", "ro", "mi", "te", "lu", "so" };
	struct buf *out = buf_new(sc, 4096);

	for (size_t i = 0; i < WORDS; i++) {
		uint64_t r = test_random(random) >> 20, kind = r % 3 == 0 ? label + 1 : 0;
		buf_printf(out, "%s%s%s%s", i ? " " : "", syllables[kind], syllables[r / 3 % 6],
			syllables[r / 18 % 6]);
	}
	buf_puts(out, test_random(random) % 3 == label ? "!" : ".");
	return buf_str(out);
}

static struct model_example *make_texts(struct scope *sc, size_t n, uint64_t seed)
{
	struct model_example *e = NEW_ARRAY(sc, struct model_example, n);

	for (size_t i = 0; i < n; i++) {
		uint32_t label = (uint32_t)(test_random(&seed) >> 8) % CLASSES;
		e[i] = (struct model_example){
			.text = make_text(sc, &seed, label), .label = label, .weight = 1
		};
	}
	return e;
}

static struct model *train(
	struct scope *sc, const struct model_wish *wish, const struct model_example *e, size_t n)
{
	struct model *m = model_train(sc, wish, e, n);

	if (!m)
		fail_msg("%s", sc->why);
	return m;
}

static struct model *train_some(struct scope *sc, struct model_example **e)
{
	struct model_wish wish = wish_of(LANGUAGE_EN);

	*e = make_texts(sc, TEXTS, 1);
	return train(sc, &wish, *e, TEXTS);
}

static struct model_trial try(struct model *m, const struct model_example *e, size_t n)
{
	struct model_reader *r = model_reader_open(m);
	struct model_trial trial = { 0 };
	struct tokens tokens = { 0 };
	float p[MODEL_CLASSES];

	for (size_t i = 0; i < n; i++) {
		tokens_read(&tokens, e[i].text);
		model_read(r, &(struct model_text){ &tokens, e[i].hints, e[i].n_hints }, p);
		model_trial_add(&trial, m->facts.n_classes, e[i].label, p);
	}
	model_trial_end(&trial, m->facts.n_classes);
	tokens_close(&tokens);
	model_reader_close(r);
	return trial;
}

/* --- learning and reading ------------------------------------------------------------------------------ */

static void learns(void **state)
{
	struct scope sc = { 0 };
	struct model_example *e;
	struct model *m = train_some(&sc, &e);
	const struct model_facts *f = model_facts(m);
	struct model_trial trial = try(m, make_texts(&sc, TEXTS, 2), TEXTS);

	(void)state;
	assert_true(trial.accuracy > .93 && trial.macro_f1 > .93 && trial.ece < .08);
	assert_int_equal(f->language, LANGUAGE_EN);
	assert_str(f->task, "feeling");
	assert_str(f->sources, "texts made up");
	assert_str(f->classes[1], "so so");
	assert_int_equal(f->trained_us, 1700000000000000);
	assert_int_equal(f->per_class[0] + f->per_class[1] + f->per_class[2], TEXTS);
	assert_true(f->fingerprint != 0);
	assert_int_equal(f->trial.n, 0);
	model_close(m);
	model_close(NULL);
	model_reader_close(NULL);
	scope_close(&sc);
}

/* What the learner makes of a text, from the table's bytes: slow, and by another way than reading. */
static void slow_sums(const struct model_corpus *c, const struct model *m, size_t i, bool signs, float *z)
{
	struct model_feature *features = malloc((c->most + 1) * sizeof *features);
	size_t n = model_spread(c, &c->samples[i], features), last = signs ? n : n - c->samples[i].n_signs;

	for (size_t k = 0; k < CLASSES; k++) {
		z[k] = signs ? m->bias[k] : 0;
		for (size_t q = 0; q < last; q++)
			z[k] += features[q].value * (float)m->weights[features[q].bucket * CLASSES + k] *
				m->scale[k];
	}
	free(features);
}

static struct model_example *odd_texts(struct scope *sc, size_t *n)
{
	static const char *const odd[] = { "", "!", "not good, not good at all!!! :-( :-(",
		"NIE NIE NIE nie było; nie ma…", "не работает)))) НЕ РАБОТАЕТ", "\xff\xfe \xc3(",
		"a a a a a a", "don't @you http://x.y ever 24/7 5.5" };
	struct model_example *e = make_texts(sc, TEXTS, 1);

	for (size_t i = 0; i < COUNT_OF(odd); i++)
		e[i].text = str_of(odd[i]);
	e[0].hints = (const uint8_t *)"\x01\x07\x07";
	e[0].n_hints = 3;
	*n = TEXTS;
	return e;
}

static void reads_as_it_learnt(void **state)
{
	static const enum language languages[] = { LANGUAGE_EN, LANGUAGE_PL, LANGUAGE_RU,
		LANGUAGE_UNDECIDED };
	struct scope sc = { 0 };
	struct tokens tokens = { 0 };
	size_t n;
	struct model_example *e = odd_texts(&sc, &n);

	(void)state;
	for (size_t l = 0; l < COUNT_OF(languages); l++) {
		struct model_wish wish = wish_of(languages[l]);
		struct model *m = train(&sc, &wish, e, n);
		struct model_reader *r = model_reader_open(m);
		struct model_corpus c = {
			.classes = CLASSES, .bits = 12, .rarity = NEW_ARRAY(&sc, uint8_t, 1 << 12)
		};
		model_corpus_fill(&sc, &c, &wish, e, n);
		assert_memory_equal(c.rarity, m->rarity, 1 << 12);
		for (size_t i = 0; i < n; i++) {
			float p[MODEL_CLASSES], z[MODEL_CLASSES];
			tokens_read(&tokens, e[i].text);
			model_read(r, &(struct model_text){ &tokens, e[i].hints, e[i].n_hints }, p);
			slow_sums(&c, m, i, true, z);
			model_softmax(z, CLASSES, m->temperature);
			for (size_t k = 0; k < CLASSES; k++)
				assert_near(p[k], z[k], 1e-4);
		}
		model_reader_close(r);
	}
	tokens_close(&tokens);
	scope_close(&sc);
}

/* The tokens' shares are all that speaks for a class, but for the signs of the whole text. */
static void explains_all_of_it(void **state)
{
	struct scope sc = { 0 };
	struct tokens tokens = { 0 };
	struct model_wish wish = wish_of(LANGUAGE_EN);
	size_t n;
	struct model_example *e = odd_texts(&sc, &n);
	struct model *m = train(&sc, &wish, e, n);
	struct model_reader *r = model_reader_open(m);
	struct model_corpus c = {
		.classes = CLASSES, .bits = 12, .rarity = NEW_ARRAY(&sc, uint8_t, 1 << 12)
	};

	(void)state;
	model_corpus_fill(&sc, &c, &wish, e, n);
	for (size_t i = 0; i < 100; i++) {
		float share[256], z[MODEL_CLASSES], sum = 0;
		tokens_read(&tokens, e[i].text);
		model_explain(r, &(struct model_text){ &tokens, NULL, 0 }, 2, share);
		for (size_t k = 0; k < tokens.n; k++)
			sum += share[k];
		slow_sums(&c, m, i, false, z);
		assert_near(sum, (z[2] - (z[0] + z[1]) / 2) / m->temperature, 1e-3);
	}
	model_reader_close(r);
	tokens_close(&tokens);
	scope_close(&sc);
}

static void the_word_that_decides_has_most(void **state)
{
	struct scope sc = { 0 };
	struct tokens tokens = { 0 };
	struct model_example *e;
	struct model_reader *r = model_reader_open(train_some(&sc, &e));
	float share[8];

	(void)state;
	tokens_read(&tokens, STR("bamite bateso tesolu barolu ")); /* te: of "good" */
	model_explain(r, &(struct model_text){ .tokens = &tokens }, 2, share);
	assert_true(share[2] > share[0] && share[2] > share[1] && share[2] > share[3] && share[2] > 0);
	model_explain(r, &(struct model_text){ .tokens = &tokens }, 0, share);
	assert_true(share[2] < 0);
	model_reader_close(r);
	tokens_close(&tokens);
	scope_close(&sc);
}

static void hints_are_learnt_from(void **state)
{
	static const uint8_t hints[CLASSES] = { 3, 9, 200 };
	struct scope sc = { 0 };
	struct model_wish wish = wish_of(LANGUAGE_EN);
	struct model_example *e = make_texts(&sc, TEXTS, 3);

	(void)state;
	for (size_t i = 0; i < TEXTS; i++) {
		e[i].text = STR("all alike");
		e[i].hints = &hints[e[i].label];
		e[i].n_hints = 1;
	}
	assert_near(try(train(&sc, &wish, e, TEXTS), e, TEXTS).accuracy, 1, 0);
	scope_close(&sc);
}

/* The same text under two labels: what weighs more is believed. */
static void weight_decides(void **state)
{
	struct scope sc = { 0 };
	struct model_wish wish = wish_of(LANGUAGE_EN);
	struct model_example e[40];

	(void)state;
	for (uint32_t heavy = 0; heavy < 2; heavy++) {
		for (uint32_t i = 0; i < COUNT_OF(e); i++)
			e[i] = (struct model_example){ .text = STR("it is as it is"),
				.label = i % 2,
				.weight = i % 2 == heavy ? 5 : 1 };
		struct model_trial t = try(train(&sc, &wish, e, COUNT_OF(e)), e, COUNT_OF(e));
		assert_int_equal(t.confusion[0][heavy] + t.confusion[1][heavy], COUNT_OF(e));
	}
	scope_close(&sc);
}

static void a_negator_turns_a_word(void **state)
{
	static const struct {
		enum language language;
		const char *text;
		size_t negated;
	} cases[] = {
		{ LANGUAGE_EN, "they did not help me at all", 3 },
		{ LANGUAGE_EN, "it doesn't work", 1 },
		{ LANGUAGE_EN, "not. help", 0 },
		{ LANGUAGE_PL, "nie działa, bez sensu", 3 },
		{ LANGUAGE_RU, "ничего не работает", 2 },
		{ LANGUAGE_RU, "not help", 0 },
		{ LANGUAGE_UNDECIDED, "not help", 1 },
	};
	struct model_units units;
	struct tokens tokens = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		size_t words = 0,
		       singles = 0; /* these are pairs of words, one less than words, and what is negated */
		model_units_open(&units, cases[i].language);
		tokens_read(&tokens, str_of(cases[i].text));
		model_units_read(&units, &(struct model_text){ .tokens = &tokens });
		for (size_t k = 0; k < tokens.n; k++)
			words += tokens.at[k].kind == TOKEN_WORD;
		for (size_t k = 0; k < units.n_places; k++)
			singles += units.at[units.places[k].unit].block == MODEL_SINGLE;
		assert_int_equal(singles, words - 1 + cases[i].negated);
		model_units_close(&units);
	}
	tokens_close(&tokens);
}

static void any_bytes_will_do(void **state)
{
	enum { MANY = 500000 };
	static const char *const kinds[] = { NULL, "a", "a!", " x(:", "no ab" };
	struct scope sc = { 0 };
	struct tokens tokens = { 0 };
	struct model_example *e;
	struct model_reader *r = model_reader_open(train_some(&sc, &e));
	char *bytes = malloc(MANY);
	float p[MODEL_CLASSES], *share = NEW_ARRAY(&sc, float, MANY);
	uint64_t random = 5;

	(void)state;
	for (size_t kind = 0; kind < COUNT_OF(kinds); kind++) {
		for (size_t i = 0; i < MANY; i++)
			bytes[i] = kinds[kind] ? kinds[kind][test_random(&random) % strlen(kinds[kind])]
					       : (char)test_random(&random);
		tokens_read(&tokens, (struct str){ bytes, MANY });
		model_read(r, &(struct model_text){ .tokens = &tokens }, p);
		assert_near(p[0] + p[1] + p[2], 1, 1e-5);
		model_explain(r, &(struct model_text){ .tokens = &tokens }, 1, share);
	}
	free(bytes);
	model_reader_close(r);
	tokens_close(&tokens);
	scope_close(&sc);
}

/* --- how good, how sure --------------------------------------------------------------------------------- */

static void trial_by_hand(void **state)
{
	/* Right: two of "0" of three, the one of "1".  F1: 2*2/(3+2), 2*1/(1+2). */
	static const struct {
		uint32_t truth;
		float p[2];
	} said[] = { { 0, { .9f, .1f } }, { 0, { .8f, .2f } }, { 0, { .3f, .7f } }, { 1, { .25f, .75f } } };
	struct model_trial trial = { 0 }, none = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(said); i++)
		model_trial_add(&trial, 2, said[i].truth, said[i].p);
	model_trial_end(&trial, 2);
	assert_int_equal(trial.n, 4);
	assert_int_equal(trial.confusion[0][1], 1);
	assert_near(trial.accuracy, .75, 1e-9);
	assert_near(trial.macro_f1, (.8 + 2. / 3) / 2, 1e-9);
	assert_near(trial.ece, (.1 + .2 + .45) / 4, 1e-6); /* .7 and .75 are one step: 1.45 sure, 1 right */
	model_trial_end(&none, 2);
	assert_near(none.accuracy, 0, 0);
}

static void temperature_is_found(void **state)
{
	enum { N = 20000 };
	static float z[N * 2];
	static uint32_t truth[N];
	static const float hot[] = { .5f, 1, 2.5f };
	uint64_t random = 11;

	(void)state;
	for (size_t h = 0; h < COUNT_OF(hot); h++) {
		for (size_t i = 0; i < N; i++) {
			float x = (float)(test_random(&random) >> 40) / (1 << 23) * 4 - 4;
			z[2 * i] = x;
			z[2 * i + 1] = 0;
			truth[i] = (double)(test_random(&random) >> 11) / 0x1p53 >
				   1 / (1 + exp(-(double)(x / hot[h])));
		}
		assert_near(model_temperature(z, truth, N, 2), hot[h], .06f * hot[h]);
	}
}

/* --- its file -------------------------------------------------------------------------------------------- */

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

static void refuses_to_learn(void **state)
{
	static const struct str one[] = { { "a", 1 }, { "", 0 } }, broken[] = { { "a", 1 }, { "\xff", 1 } };
	struct model_example good[] = { { .text = STR("a"), .label = 0, .weight = 1 },
		{ .text = STR("b"), .label = 1, .weight = 1 } },
			     same[] = { good[0], good[0] }, high[] = { good[0], { .label = 3, .weight = 1 } },
			     light[] = { good[0], { .label = 1, .weight = 0 } },
			     nan[] = { good[0], { .label = 1, .weight = NAN } };
	const struct {
		const struct model_example *e;
		size_t n, n_classes;
		const struct str *classes;
		unsigned bits;
		enum fault fault;
		const char *why;
	} cases[] = {
		{ good, 2, 1, names, 0, FAULT_INVALID, "tells 2 to 32 classes, not 1" },
		{ good, 2, 33, names, 0, FAULT_INVALID, "tells 2 to 32 classes, not 33" },
		{ good, 2, 2, one, 0, FAULT_INVALID, "class 2 needs a name" },
		{ good, 2, 2, broken, 0, FAULT_INVALID, "class 2 needs a name" },
		{ good, 2, 2, names, 3, FAULT_INVALID, "buckets, not 2^3" },
		{ good, 2, 2, names, 40, FAULT_INVALID, "buckets, not 2^40" },
		{ good, 2, 32, names, 22, FAULT_LIMIT, "more than 32 MiB" },
		{ same, 2, 2, names, 0, FAULT_INVALID, "of one class teach nothing" },
		{ good, 0, 2, names, 0, FAULT_INVALID, "0 texts of one class" },
		{ high, 2, 3, names, 0, FAULT_INVALID, "text 2 has label 3, and there are 3 classes" },
		{ light, 2, 2, names, 0, FAULT_INVALID, "text 2 has weight 0" },
		{ nan, 2, 2, names, 0, FAULT_INVALID, "text 2 has weight nan" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		struct model_wish wish = wish_of(LANGUAGE_EN);
		wish.classes = cases[i].classes;
		wish.n_classes = cases[i].n_classes;
		wish.bits = cases[i].bits;
		assert_null(model_train(&sc, &wish, cases[i].e, cases[i].n));
		assert_fault(&sc, cases[i].fault, cases[i].why);
		scope_close(&sc);
	}
}

/* --- real texts ------------------------------------------------------------------------------------------ */

/* Lines of "label text": 0 neutral, 2 positive, 3 negative; 1, which is both, is left out. */
static size_t read_lines(struct scope *sc, const char *path, struct model_example **out)
{
	static const uint32_t labels[] = { 1, CLASSES, 2, 0 };
	LIST(struct model_example) e = { 0 };
	FILE *f = fopen(path, "rb");
	char line[65536];

	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		size_t digit = (size_t)(line[0] - '0');
		if (digit < COUNT_OF(labels) && labels[digit] < CLASSES)
			*LIST_ADD(sc, &e) = (struct model_example){
				.text = str_copy(sc, str_of(line + 2)), .label = labels[digit], .weight = 1
			};
	}
	fclose(f);
	*out = e.at;
	return e.n;
}

/* All of it, in five splits and three languages: bench/voice_model. */
static void polish_hotels(void **state)
{
	struct scope sc = { 0 };
	struct model_example *e;
	struct model_wish wish = wish_of(LANGUAGE_PL);

	(void)state;
	wish.bits = 0;
	NEED_SHARED(path, "data/polish_wccrs/WCCRS_HOTELS.train.txt");
	size_t n = read_lines(&sc, path, &e);
	struct model *m = train(&sc, &wish, e, n);
	NEED_SHARED(other, "data/polish_wccrs/WCCRS_HOTELS.dev.txt");
	n = read_lines(&sc, other, &e);
	struct model_trial trial = try(m, e, n);
	assert_true(trial.accuracy >= .85 && trial.macro_f1 >= .84 && trial.ece < .05);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(learns),
		cmocka_unit_test(reads_as_it_learnt),
		cmocka_unit_test(explains_all_of_it),
		cmocka_unit_test(the_word_that_decides_has_most),
		cmocka_unit_test(hints_are_learnt_from),
		cmocka_unit_test(weight_decides),
		cmocka_unit_test(a_negator_turns_a_word),
		cmocka_unit_test(any_bytes_will_do),
		cmocka_unit_test(trial_by_hand),
		cmocka_unit_test(temperature_is_found),
		cmocka_unit_test(same_input_same_bytes),
		cmocka_unit_test(opened_is_as_trained),
		cmocka_unit_test(default_size),
		cmocka_unit_test(cut_off_anywhere),
		cmocka_unit_test(bent_anywhere),
		cmocka_unit_test(refuses_by_name),
		cmocka_unit_test(files_that_are_none),
		cmocka_unit_test(refuses_to_learn),
		cmocka_unit_test(polish_hotels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
