#include "answer/voice_train.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/judged.h"
#include "voice/mcnemar.h"
#include "voice/near.h"

enum { HELD_PART = 5 };

static const uint64_t SEED = 20;

const char *lesson_task_key(enum lesson_task task)
{
	static const char *const keys[LESSON_TASKS] = { "feeling", "touchpoint" };

	return keys[task];
}

/* --- texts with a label ----------------------------------------------------------------------------------- */

struct pupil {
	struct model_example example;
	uint8_t hints[EAR_HINTS];
	bool held;
	uint8_t by_lexicon; /* its class by the lexicon */
};

struct learning {
	struct scope *sc;
	struct study *study;
	const struct definition *def;
	const struct voice_kit *kit;
	struct voice_lesson *lesson;
	const struct judged_label *labels;
	size_t n_labels;
	LIST(struct pupil) pupils;
	struct ear *ear;
	bool *exact; /* [touchpoints]: what is said there is about it */
};

static bool class_of(const struct learning *l, struct str label, uint32_t *out)
{
	for (size_t i = 0; i < l->lesson->n_classes; i++)
		if (str_equal(l->lesson->classes[i], label)) {
			*out = (uint32_t)i;
			return true;
		}
	return false;
}

/* What the text is labelled as: by a person, else by its rating or its event's touchpoint. */
static bool label(const struct learning *l, const struct said *s, struct model_example *e)
{
	struct str task = str_of(lesson_task_key(l->lesson->task));
	const struct judged_label *j = judged_find(l->labels, l->n_labels, s->id, task);

	e->weight = 1;
	if (j && class_of(l, j->label, &e->label)) {
		e->weight = LESSON_WEIGHT;
		l->lesson->corrected++;
		return true;
	}
	if (l->lesson->task == LESSON_TOUCHPOINT) {
		bool known = s->touchpoint >= 0 && l->exact[s->touchpoint];
		return known &&
		       class_of(l, definition_touchpoint(l->def, (size_t)s->touchpoint)->id, &e->label);
	}
	if (isnan(s->feeling))
		return false;
	e->label = polarity_of_rating(s->scale, s->feeling);
	return true;
}

static void add(struct learning *l, const struct said *s)
{
	const struct heard_text *h = ear_hear(l->ear, s->text, LANGUAGE_UNDECIDED);
	struct pupil p = { .example.text = s->text, .held = hash_mix(SEED, s->id) % HELD_PART == 0 };

	if (h->language != l->lesson->language || !label(l, s, &p.example))
		return;
	p.by_lexicon = (uint8_t)polarity_of(h->language, h->heard->score);
	if (l->lesson->task == LESSON_FEELING)
		p.example.n_hints = ear_hints(h->heard, p.hints);
	*LIST_ADD(l->sc, &l->pupils) = p;
	l->lesson->texts++;
	l->lesson->per_class[p.example.label]++;
	l->lesson->held += p.held;
}

static void gather(struct learning *l, const struct said_list *said)
{
	struct near *near = near_new(l->sc);
	struct tokens tokens = { 0 };
	struct ear_kit kit = l->kit->ear;

	memset(kit.models, 0, sizeof kit.models); /* the lexicon alone */
	l->ear = ear_open(&kit);
	for (size_t i = 0; i < said->n; i++) {
		tokens_read(&tokens, said->at[i].text);
		if (near_add(near, &tokens) == i)
			add(l, &said->at[i]);
		else
			l->lesson->repeats++;
	}
	ear_close(l->ear);
	tokens_close(&tokens);
	for (size_t i = 0; i < l->pupils.n; i++)
		l->pupils.at[i].example.hints = l->pupils.at[i].hints;
}

/* --- training and trying ---------------------------------------------------------------------------------- */

static bool enough(const struct voice_lesson *v)
{
	size_t classes = 0;

	for (size_t i = 0; i < v->n_classes; i++)
		classes += v->per_class[i] >= LESSON_CLASS;
	return v->texts >= LESSON_LEAST && classes >= 2 && v->held >= LESSON_CLASS;
}

static struct model *train(struct learning *l, int64_t now_us)
{
	struct voice_lesson *v = l->lesson;
	LIST(struct model_example) examples = { 0 };
	const struct model_wish wish = { .language = v->language,
		.task = str_of(lesson_task_key(v->task)),
		.classes = v->classes,
		.n_classes = v->n_classes,
		.seed = SEED,
		.trained_us = now_us,
		.sources = str_of(
			scope_printf(l->sc, "%llu texts of the company's own, %llu corrected by people",
				(unsigned long long)v->texts, (unsigned long long)v->corrected)) };

	for (size_t i = 0; i < l->pupils.n; i++)
		if (!l->pupils.at[i].held)
			*LIST_ADD(l->sc, &examples) = l->pupils.at[i].example;
	v->trained = examples.n;
	return model_train(l->sc, &wish, examples.at, examples.n);
}

/* What one of those that are compared says of the held-out texts: right or wrong, in their order. */
struct trying {
	struct model_trial *trial;
	bool *right;
	size_t n;
};

static void try_one(struct trying *t, size_t classes, uint32_t truth, const float *p)
{
	size_t best = 0;

	for (size_t i = 1; i < classes; i++)
		best = p[i] > p[best] ? i : best;
	model_trial_add(t->trial, classes, truth, p);
	t->right[t->n++] = best == truth;
}

static void try_model(struct learning *l, const struct model *model, struct trying *t)
{
	struct model_reader *reader = model_reader_open(model);
	struct tokens tokens = { 0 };
	float p[MODEL_CLASSES];

	for (size_t i = 0; i < l->pupils.n; i++) {
		const struct pupil *pupil = &l->pupils.at[i];
		if (!pupil->held)
			continue;
		tokens_read(&tokens, pupil->example.text);
		model_read(reader, &(struct model_text){ &tokens, pupil->hints, pupil->example.n_hints }, p);
		try_one(t, l->lesson->n_classes, pupil->example.label, p);
	}
	model_trial_end(t->trial, l->lesson->n_classes);
	tokens_close(&tokens);
	model_reader_close(reader);
}

/* The lexicon; for touchpoints, which it does not know, the one that most of the training texts are about. */
static void try_lexicon(struct learning *l, struct trying *t)
{
	struct voice_lesson *v = l->lesson;
	size_t common = 0;

	for (size_t i = 1; i < v->n_classes; i++)
		common = v->per_class[i] > v->per_class[common] ? i : common;
	for (size_t i = 0; i < l->pupils.n; i++) {
		const struct pupil *pupil = &l->pupils.at[i];
		float p[MODEL_CLASSES] = { 0 };
		if (!pupil->held)
			continue;
		p[v->task == LESSON_FEELING ? pupil->by_lexicon : common] = 1;
		try_one(t, v->n_classes, pupil->example.label, p);
	}
	model_trial_end(t->trial, v->n_classes);
}

static double p_of(const struct trying *a, const struct trying *b)
{
	uint64_t only_a = 0, only_b = 0;

	for (size_t i = 0; i < a->n; i++) {
		only_a += a->right[i] && !b->right[i];
		only_b += b->right[i] && !a->right[i];
	}
	return mcnemar_p(only_a, only_b);
}

static bool better(const struct model_trial *a, const struct model_trial *b, double p)
{
	return b->n == 0 || (p < .05 && a->accuracy > b->accuracy);
}

/* Only a model of the same classes can be compared. */
static const struct model *old_of(const struct learning *l)
{
	const struct voice_lesson *v = l->lesson;
	const struct model *old = v->task == LESSON_FEELING ? l->kit->ear.models[v->language]
							    : l->kit->touchpoints[v->language];
	const struct model_facts *facts = old ? model_facts(old) : NULL;
	bool same = facts && facts->n_classes == v->n_classes;

	for (size_t i = 0; same && i < v->n_classes; i++)
		same = str_equal(facts->classes[i], v->classes[i]);
	return same ? old : NULL;
}

static void compare(struct learning *l)
{
	struct voice_lesson *v = l->lesson;
	struct trying tries[3] = { { .trial = &v->lexicon }, { .trial = &v->old }, { .trial = &v->fresh } };
	const struct model *old = old_of(l);

	for (size_t i = 0; i < COUNT_OF(tries); i++)
		tries[i].right = NEW_ARRAY(l->sc, bool, l->pupils.n + 1);
	try_lexicon(l, &tries[0]);
	if (old)
		try_model(l, old, &tries[1]);
	try_model(l, v->model, &tries[2]);
	v->p_lexicon = p_of(&tries[2], &tries[0]);
	v->p_old = old ? p_of(&tries[2], &tries[1]) : 1;
	v->wins = better(&v->fresh, &v->lexicon, v->p_lexicon) &&
		  (!old || better(&v->fresh, &v->old, v->p_old));
	model_set_trial(v->model, &v->fresh);
}

static void name_classes(struct learning *l)
{
	size_t n = l->lesson->task == LESSON_FEELING ? POLARITIES : definition_touchpoints(l->def);
	struct str *classes = NEW_ARRAY(l->sc, struct str, n + 1);

	for (size_t i = 0; i < n; i++)
		classes[i] = l->lesson->task == LESSON_FEELING ? str_of(polarity_key((enum polarity)i))
							       : definition_touchpoint(l->def, i)->id;
	l->lesson->classes = classes;
	l->lesson->n_classes = n < MODEL_CLASSES ? n : MODEL_CLASSES;
}

struct voice_lesson *voice_learn(struct scope *sc, struct study *study, const struct definition *def,
	struct voice_kit *kit, enum language language, enum lesson_task task, int64_t now_us)
{
	struct learning *l = NEW(sc, struct learning);
	struct voice_lesson *v = NEW(sc, struct voice_lesson);
	struct said_list *said = said_read(sc, study, def, NULL);
	struct judged_label *labels;

	*v = (struct voice_lesson){ .task = task, .language = language, .p_lexicon = 1, .p_old = 1 };
	*l = (struct learning){ .sc = sc, .study = study, .def = def, .kit = kit, .lesson = v };
	if (!said || !judged_labels(sc, study->ws->documents, &labels, &l->n_labels))
		return NULL;
	l->labels = labels;
	name_classes(l);
	if (!(l->exact = listen_acts(sc, study, def)))
		return NULL;
	gather(l, said);
	v->too_few = !enough(v);
	if (v->too_few)
		return v;
	v->model = train(l, now_us);
	if (!v->model)
		return NULL;
	compare(l);
	return v;
}

bool voice_keep(struct scope *sc, const struct workspace *ws, const struct voice_lesson *lesson)
{
	const char *path = voice_file(sc, ws, lesson_task_key(lesson->task), lesson->language);

	if (!path)
		return scope_fail(sc, FAULT_INVALID, "a model is kept in a workspace: -w says which");
	const char *dir = scope_printf(sc, "%s/voice", ws->dir);
	if (mkdir(dir, 0700) != 0 && errno != EEXIST)
		return scope_fail(sc, FAULT_IO, "%s cannot be made: %s", dir, strerror(errno));
	return model_save(sc, lesson->model, path);
}

bool voice_drop(struct scope *sc, const struct workspace *ws, const struct voice_lesson *lesson)
{
	const char *path = voice_file(sc, ws, lesson_task_key(lesson->task), lesson->language);

	return !path || unlink(path) == 0 || errno == ENOENT ||
	       scope_fail(sc, FAULT_IO, "cannot remove \"%s\": %s", path, strerror(errno));
}
