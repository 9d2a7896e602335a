/* made_texts - texts of words made up, for the tests of models: a third of a text speaks for its class, the rest for
 * none. */
#pragma once

#include "voice/model_private.h"

#include "base/buf.h"
#include "base/names.h"
#include "folder.h"

enum { CLASSES = 3, WORDS = 12, TEXTS = 600 };

static const struct str names[CLASSES] = { { "bad", 3 }, { "so so", 5 }, { "good", 4 } };

static inline struct model_wish wish_of(enum language language)
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

static inline struct str make_text(struct scope *sc, uint64_t *random, uint32_t label)
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

static inline struct model_example *make_texts(struct scope *sc, size_t n, uint64_t seed)
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

static inline struct model *train(
	struct scope *sc, const struct model_wish *wish, const struct model_example *e, size_t n)
{
	struct model *m = model_train(sc, wish, e, n);

	if (!m)
		fail_msg("%s", sc->why);
	return m;
}

static inline struct model *train_some(struct scope *sc, struct model_example **e)
{
	struct model_wish wish = wish_of(LANGUAGE_EN);

	*e = make_texts(sc, TEXTS, 1);
	return train(sc, &wish, *e, TEXTS);
}

static inline struct model_trial try(struct model *m, const struct model_example *e, size_t n)
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
