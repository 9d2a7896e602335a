#include "made_texts.h"

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
		cmocka_unit_test(refuses_to_learn),
		cmocka_unit_test(polish_hotels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
