/* voice_model - how well the model of src/voice learns, how fast it does, and how fast it reads: tables in Markdown.
 *
 *	bench/voice_model ../shared/data                  every task, five splits; exit code 1 where one falls short
 *	bench/voice_model ../shared/data --hints 1        with what the lexicon says, as wend voice train learns
 *	bench/voice_model ../shared/data --seeds 2 --learn 500 --task 0
 *
 * Each split learns from a random four fifths (--learn: of so many of them) and is tried on the last fifth, or on the
 * second file where there is one.  Texts that are there twice are left out before.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/names.h"
#include "measure.h"
#include "voice/ear.h"
#include "voice_texts.h"

enum { SEEDS = 20, READ_S = 1 };

struct wish {
	const char *folder;
	size_t seeds, first, learn, task; /* learn 0: all; task SIZE_MAX: all */
	size_t hints;                     /* not 0: with what the lexicon says */
};

struct figures {
	size_t n_train, n_test, file;
	double accuracy[SEEDS], macro_f1[SEEDS], ece[SEEDS], train_s[SEEDS], texts_s, mb_s;
};

/* --- one split ---------------------------------------------------------------------------------------- */

static void shuffle(struct model_example *at, size_t n, uint64_t seed)
{
	for (size_t i = n; i > 1; i--) {
		size_t k = hash_mix(seed, i) % i;
		struct model_example kept = at[i - 1];
		at[i - 1] = at[k];
		at[k] = kept;
	}
}

static struct model *learn(struct scope *sc, const struct texts_task *task, const struct model_example *at,
	size_t n, uint64_t seed)
{
	struct str classes[TEXTS_CLASSES];
	struct model_wish wish = { .task = STR("bench"), .classes = classes, .seed = seed };

	if (!language_find(str_of(task->language), &wish.language))
		return NULL;
	for (; task->classes[wish.n_classes]; wish.n_classes++)
		classes[wish.n_classes] = str_of(task->classes[wish.n_classes]);
	return model_train(sc, &wish, at, n);
}

static struct model_trial try(const struct model *model, const struct model_example *at, size_t n)
{
	struct model_reader *reader = model_reader_open(model);
	struct model_trial trial = { 0 };
	struct tokens tokens = { 0 };
	float p[MODEL_CLASSES];

	for (size_t i = 0; i < n; i++) {
		tokens_read(&tokens, at[i].text);
		model_read(reader, &(struct model_text){ &tokens, at[i].hints, at[i].n_hints }, p);
		model_trial_add(&trial, model_facts(model)->n_classes, at[i].label, p);
	}
	model_trial_end(&trial, model_facts(model)->n_classes);
	tokens_close(&tokens);
	model_reader_close(reader);
	return trial;
}

static bool save_size(struct scope *sc, const struct model *model, size_t *size)
{
	char path[] = "/tmp/wend-voice-model.XXXXXX";
	struct stat st;
	int fd = mkstemp(path);

	if (fd < 0)
		return false;
	close(fd);
	bool ok = model_save(sc, model, path) && stat(path, &st) == 0;
	*size = ok ? (size_t)st.st_size : 0;
	unlink(path);
	return ok;
}

/* All texts again and again, each time by a reader that knows no word yet. */
static void time_reading(const struct model *model, const struct texts *texts, struct figures *f)
{
	double start = measure_clock(CLOCK_PROCESS_CPUTIME_ID), took = 0;
	size_t rounds = 0;

	for (; took < READ_S; rounds++) {
		try(model, texts->at.at, texts->at.n);
		took = measure_clock(CLOCK_PROCESS_CPUTIME_ID) - start;
	}
	f->texts_s = (double)(rounds * texts->at.n) / took;
	f->mb_s = (double)(rounds * texts->bytes) / took / 1e6;
}

static bool split(const struct wish *wish, const struct texts_task *task, struct texts *texts, size_t i,
	struct figures *f)
{
	struct scope sc = { 0 };
	struct model_example *at = texts->at.at;
	size_t n = texts->at.n, train = texts->n_train ? texts->n_train : n * 4 / 5;
	uint64_t seed = wish->first + i;

	shuffle(at, texts->n_train ? train : n, seed);
	f->n_train = wish->learn && wish->learn < train ? wish->learn : train;
	f->n_test = n - train;
	double start = measure_clock(CLOCK_PROCESS_CPUTIME_ID);
	struct model *model = learn(&sc, task, at, f->n_train, seed);
	f->train_s[i] = measure_clock(CLOCK_PROCESS_CPUTIME_ID) - start;
	bool ok = model && (i > 0 || save_size(&sc, model, &f->file));
	if (ok) {
		struct model_trial trial = try(model, at + train, n - train);
		f->accuracy[i] = trial.accuracy;
		f->macro_f1[i] = trial.macro_f1;
		f->ece[i] = trial.ece;
	}
	if (ok && i + 1 == wish->seeds)
		time_reading(model, texts, f);
	if (!ok)
		fprintf(stderr, "voice_model: %s\n", sc.why);
	model_close(model);
	scope_close(&sc);
	return ok;
}

/* --- all of them -------------------------------------------------------------------------------------- */

static double mean(const double *x, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += x[i];
	return sum / (double)n;
}

static double spread(const double *x, size_t n)
{
	double m = mean(x, n), sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += (x[i] - m) * (x[i] - m);
	return n > 1 ? sqrt(sum / (double)(n - 1)) : 0;
}

static void print(const struct texts_task *task, const struct figures *f, size_t n)
{
	printf("| %s | %zu + %zu | %.1f ± %.1f | .%03.0f ± .%03.0f | %.1f | %.1f s | %.0f k | %.0f | %.2f MB |\n",
		task->name, f->n_train, f->n_test, 100 * mean(f->accuracy, n), 100 * spread(f->accuracy, n),
		1000 * mean(f->macro_f1, n), 1000 * spread(f->macro_f1, n), 100 * mean(f->ece, n),
		mean(f->train_s, n), f->texts_s / 1000, f->mb_s, (double)f->file / 1e6);
	fflush(stdout);
}

/* What the lexicon says of each text, as voice_train gives it to the model. */
static bool add_hints(struct scope *sc, struct texts *texts, const char *language)
{
	enum language code;
	struct tokens tokens = { 0 };
	struct heard heard = { 0 };
	bool known = language_find(str_of(language), &code);
	struct lexicon *lexicon = known ? lexicon_new(sc, code) : NULL;
	struct listener *listener = lexicon ? listener_open(lexicon) : NULL;

	for (size_t i = 0; listener && i < texts->at.n; i++) {
		uint8_t *hints = NEW_ARRAY(sc, uint8_t, EAR_HINTS);
		tokens_read(&tokens, texts->at.at[i].text);
		listener_read(listener, &tokens, &heard);
		texts->at.at[i].n_hints = ear_hints(&heard, hints);
		texts->at.at[i].hints = hints;
	}
	listener_close(listener);
	heard_close(&heard);
	tokens_close(&tokens);
	return listener != NULL;
}

static bool run(const struct wish *wish, const struct texts_task *task)
{
	struct scope sc = { 0 };
	struct texts texts = { 0 };
	struct figures f = { 0 };
	bool ok = texts_read(&sc, &texts, wish->folder, task) &&
		  (!wish->hints || add_hints(&sc, &texts, task->language));

	if (!ok)
		fprintf(stderr, "voice_model: %s\n", sc.why);
	for (size_t i = 0; ok && i < wish->seeds; i++)
		ok = split(wish, task, &texts, i, &f);
	if (ok)
		print(task, &f, wish->seeds);
	if (ok && !wish->learn &&
		(mean(f.accuracy, wish->seeds) < task->accuracy ||
			mean(f.macro_f1, wish->seeds) < task->macro_f1)) {
		fprintf(stderr, "voice_model: %s: less than %.2f / %.2f\n", task->name, task->accuracy,
			task->macro_f1);
		ok = false;
	}
	scope_close(&sc);
	return ok;
}

static size_t number(const char *text)
{
	int64_t n;

	if (!str_integer(str_of(text), &n) || n < 0) {
		fprintf(stderr, "voice_model: %s is no number\n", text);
		exit(2);
	}
	return (size_t)n;
}

int main(int argc, char **argv)
{
	struct wish wish = {
		.folder = argc > 1 ? argv[1] : "../shared/data", .seeds = 5, .first = 1, .task = SIZE_MAX
	};
	const struct {
		const char *name;
		size_t *to;
	} options[] = { { "--seeds", &wish.seeds }, { "--first", &wish.first }, { "--learn", &wish.learn },
		{ "--task", &wish.task }, { "--hints", &wish.hints } };
	bool ok = true;

	for (int i = 2; i + 1 < argc; i += 2)
		for (size_t k = 0; k < COUNT_OF(options); k++)
			if (strcmp(argv[i], options[k].name) == 0)
				*options[k].to = number(argv[i + 1]);
	wish.seeds = wish.seeds < 1 ? 1 : wish.seeds > SEEDS ? SEEDS : wish.seeds;
	puts("| texts | learnt + tried | right % | macro-F1 | ECE % | learning | texts a second | MB/s | file |");
	puts("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
	for (size_t i = 0; texts_tasks[i].name; i++)
		if (wish.task == SIZE_MAX || wish.task == i)
			ok = run(&wish, &texts_tasks[i]) && ok;
	return ok ? 0 : 1;
}
