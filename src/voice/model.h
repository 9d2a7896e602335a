/* model - a classifier of short texts that learns from the company's own labelled ones, and says why.
 *
 *	struct model *m = model_train(sc, &wish, examples, n);
 *	if (!m || !model_save(sc, m, "voice/feeling-pl.vlm")) ...
 *	struct model *m = model_open(sc, "voice/feeling-pl.vlm");           // mapped read-only
 *	struct model_reader *r = model_reader_open(m);                      // one a thread: it remembers words
 *	model_read(r, &text, p);                                            // p[class], adding up to 1
 */
#pragma once

#include "voice/language.h"
#include "voice/tokens.h"

enum { MODEL_CLASSES = 32, MODEL_NAME = 64, MODEL_TRIAL_STEPS = 10 };

/* What is looked at: the words, and hints from elsewhere (what the lexicon says), each a small number below 256. */
struct model_text {
	const struct tokens *tokens;
	const uint8_t *hints;
	size_t n_hints;
};

/* --- learning --- */

struct model_example {
	struct str text;
	const uint8_t *hints;
	size_t n_hints;
	uint32_t label; /* below the number of classes */
	float weight;   /* 1; more for what people corrected */
};

struct model_wish {
	enum language language;
	struct str task;           /* "feeling", "touchpoint" */
	const struct str *classes; /* their names, MODEL_NAME bytes at most */
	size_t n_classes;
	unsigned bits; /* 2^bits buckets of features; 0: as many as fit two MiB */
	uint64_t seed;
	int64_t trained_us;
	struct str sources; /* what it was trained on, in words */
};

/* What was trained lies in the scope; what was opened, in its file, until model_close.  The same wish and examples
 * give the same bytes. */
struct model;
struct model *model_train(struct scope *sc, const struct model_wish *wish,
	const struct model_example *examples, size_t n) MUST_USE;
void model_close(struct model *model); /* takes NULL */

/* --- how good it is --- */

struct model_trial {                                         /* of texts that it was not trained on */
	uint64_t n, confusion[MODEL_CLASSES][MODEL_CLASSES]; /* [true][said] */
	double accuracy, macro_f1, ece; /* ece: how far what it says of its certainty is off, 0..1 */
	double gap
		[MODEL_TRIAL_STEPS]; /* while it is added to: certainty less being right, by steps of certainty */
};

void model_trial_add(struct model_trial *trial, size_t classes, uint32_t truth, const float *p);
void model_trial_end(struct model_trial *trial, size_t classes);

/* --- its file --- */

struct model_facts {
	enum language language;
	struct str task, sources;
	const struct str *classes;
	size_t n_classes;
	int64_t trained_us;
	uint64_t fingerprint; /* of the texts that it was trained on */
	uint64_t per_class[MODEL_CLASSES];
	struct model_trial trial; /* n 0: none */
};

const struct model_facts *model_facts(const struct model *model);
void model_set_trial(struct model *model, const struct model_trial *trial);
bool model_save(
	struct scope *sc, const struct model *model, const char *path) MUST_USE; /* whole or not at all */
struct model *model_open(struct scope *sc, const char *path) MUST_USE; /* damaged or foreign: FAULT_INVALID */

/* --- reading --- */

struct model_reader;
struct model_reader *model_reader_open(const struct model *model);
void model_reader_close(struct model_reader *reader); /* takes NULL */
void model_read(struct model_reader *reader, const struct model_text *text, float *p);

/* How much each token speaks for a class rather than for the others, in the tokens' order. */
void model_explain(
	struct model_reader *reader, const struct model_text *text, uint32_t for_class, float *share);
