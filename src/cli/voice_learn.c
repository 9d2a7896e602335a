#include "answer/voice_train.h"
#include "base/json.h"
#include "cli/say.h"
#include "cli/table.h"
#include "cli/voice.h"

/* --- words ------------------------------------------------------------------------------------------------ */

static void trial_row(struct table *t, const char *name, const struct model_trial *trial)
{
	if (!trial->n)
		return;
	table_cell(t, str_of(name));
	table_printf(t, "%.1f %%", trial->accuracy * 100);
	table_printf(t, "%.3f", trial->macro_f1);
}

static void say_confusion(struct scope *sc, const struct voice_lesson *v, struct buf *out)
{
	const char *head[POLARITIES + 1] = { "rated as, read as" };
	struct table *t;

	if (v->task != LESSON_FEELING)
		return;
	for (int i = 0; i < POLARITIES; i++)
		head[i + 1] = polarity_key((enum polarity)i);
	t = table_new(sc, "lrrr", head, COUNT_OF(head));
	for (size_t i = 0; i < v->n_classes; i++) {
		table_cell(t, v->classes[i]);
		for (size_t k = 0; k < v->n_classes; k++)
			table_cell(t, count_words(sc, v->fresh.confusion[i][k]));
	}
	table_write(t, out);
}

static const char *verdict(struct scope *sc, const struct voice_lesson *v, bool keeps)
{
	const char *rival = v->task == LESSON_FEELING ? "the lexicon" : "the commonest answer";

	if (v->wins)
		return scope_printf(sc, "It does better than %s (McNemar, p = %.2g)%s: %s.", rival,
			v->p_lexicon, v->old.n ? " and than the model in use" : "",
			keeps ? "it is used from now on" : "wend voice train keeps it");
	if (v->old.n && v->fresh.accuracy <= v->old.accuracy + 1e-12)
		return "It does no better than the model in use, which stays.";
	return scope_printf(sc, "It is not significantly better than %s (McNemar, p = %.2g): %s.", rival,
		v->old.n && v->p_old > v->p_lexicon ? v->p_old : v->p_lexicon,
		v->old.n ? "the model in use stays" : "nothing changes");
}

static void say_lesson(struct scope *sc, const struct voice_lesson *v, bool keeps, struct buf *out)
{
	static const char *const head[] = { "on held-out texts", "right", "macro-F1" };
	const char *what = v->task == LESSON_FEELING ? "rated" : "of a touchpoint that is known";

	buf_printf(out, "%s, %s: %.*s texts %s", language_key(v->language), lesson_task_key(v->task),
		STR_ARG(count_words(sc, v->texts)), what);
	if (v->corrected)
		buf_printf(out, ", %.*s corrected by people", STR_ARG(count_words(sc, v->corrected)));
	if (v->too_few) {
		buf_printf(out, ": too few to learn from (%d are needed, %d in each of two classes).\n",
			LESSON_LEAST, LESSON_CLASS);
		return;
	}
	buf_printf(out, "; %.*s of them held out\n", STR_ARG(count_words(sc, v->held)));
	struct table *t = table_new(sc, "lrr", head, COUNT_OF(head));
	trial_row(t, v->task == LESSON_FEELING ? "Wend's lexicon" : "the commonest answer", &v->lexicon);
	trial_row(t, "the model in use", &v->old);
	trial_row(t, "what was learnt now", &v->fresh);
	table_write(t, out);
	say_confusion(sc, v, out);
	buf_printf(out, "%s\n\n", verdict(sc, v, keeps));
}

/* --- JSON ------------------------------------------------------------------------------------------------- */

static void trial_json(struct json *j, const char *name, const struct model_trial *t, size_t classes)
{
	json_open(j, name, '{');
	json_count(j, "n", t->n);
	json_number(j, "accuracy", t->n > 0, t->accuracy);
	json_number(j, "macro_f1", t->n > 0, t->macro_f1);
	json_number(j, "ece", t->n > 0, t->ece);
	json_open(j, "confusion", '[');
	for (size_t i = 0; t->n && i < classes; i++) {
		json_open(j, NULL, '[');
		for (size_t k = 0; k < classes; k++)
			json_count(j, NULL, t->confusion[i][k]);
		json_close(j, ']');
	}
	json_close(j, ']');
	json_close(j, '}');
}

static void lesson_json(struct json *j, const struct voice_lesson *v, bool kept)
{
	json_open(j, NULL, '{');
	json_text(j, "language", str_of(language_key(v->language)));
	json_text(j, "task", str_of(lesson_task_key(v->task)));
	json_count(j, "texts", v->texts);
	json_count(j, "held_out", v->held);
	json_count(j, "corrected", v->corrected);
	json_open(j, "classes", '[');
	for (size_t i = 0; i < v->n_classes; i++)
		json_text(j, NULL, v->classes[i]);
	json_close(j, ']');
	trial_json(j, v->task == LESSON_FEELING ? "lexicon" : "commonest", &v->lexicon, v->n_classes);
	trial_json(j, "in_use", &v->old, v->n_classes);
	trial_json(j, "learnt", &v->fresh, v->n_classes);
	json_number(j, "p_first", v->fresh.n > 0, v->p_lexicon);
	json_number(j, "p_in_use", v->old.n > 0, v->p_old);
	json_bool(j, "wins", v->wins);
	json_bool(j, "kept", kept);
	json_close(j, '}');
}

/* --- the verbs -------------------------------------------------------------------------------------------- */

static bool task_of(struct scope *sc, const struct arguments *args, enum lesson_task *task)
{
	struct str name = arg_text(args, "task");

	*task = LESSON_FEELING;
	for (int i = 0; name.p && i < LESSON_TASKS; i++)
		if (str_equal(name, str_of(lesson_task_key((enum lesson_task)i)))) {
			*task = (enum lesson_task)i;
			return true;
		}
	return !name.p ||
	       scope_fail(sc, FAULT_INVALID, "there is no task \"%.*s\": feeling, touchpoint", STR_ARG(name));
}

struct teaching {
	struct voice_desk v;
	enum lesson_task task;
	bool keeps, anew, json;
	struct json j;
	struct buf *out;
	LIST(struct voice_lesson *) few; /* too few texts: said only where no language has enough */
};

static bool one_lesson(struct scope *sc, struct teaching *t, enum language language)
{
	struct voice_lesson *lesson = voice_learn(
		sc, t->v.desk.study, t->v.desk.definition, t->v.kit, language, t->task, clock_us());
	bool ok = lesson != NULL;

	if (ok && lesson->wins && t->keeps)
		ok = voice_keep(sc, t->v.desk.ws, lesson);
	else if (ok && t->anew)
		ok = voice_drop(sc, t->v.desk.ws, lesson);
	if (ok && t->json)
		lesson_json(&t->j, lesson, lesson->wins && t->keeps);
	else if (ok && lesson->too_few && !arg_text(&t->v.args, "lang").p)
		*LIST_ADD(sc, &t->few) = lesson;
	else if (ok)
		say_lesson(sc, lesson, t->keeps, t->out);
	if (lesson)
		model_close(lesson->model);
	return ok;
}

/* As if nothing had been learnt before. */
static void forget(struct voice_kit *kit)
{
	memset(kit->ear.models, 0, sizeof kit->ear.models);
	memset(kit->touchpoints, 0, sizeof kit->touchpoints);
}

/* No language has enough: how many each has. */
static void say_few(struct scope *sc, struct teaching *t)
{
	bool any = false;

	for (size_t i = 0; i < t->few.n; i++)
		if (t->few.at[i]->texts) {
			say_lesson(sc, t->few.at[i], t->keeps, t->out);
			any = true;
		}
	if (!any)
		buf_puts(t->out,
			t->task == LESSON_FEELING
				? "No text in English, Polish or Russian has a rating to learn from: stars, NPS with a"
				  " comment, corrections.\n"
				: "No text in English, Polish or Russian is known to be about a touchpoint: by its event,"
				  " or by a correction.\n");
}

static bool teach(struct scope *sc, const struct arguments *args, bool keeps)
{
	struct teaching t = { .keeps = keeps, .json = arg_flag(args, "json"), .out = buf_new(sc, 16 << 20) };
	enum language languages[LANGUAGES];
	size_t n;
	bool ok = voice_languages(sc, args, languages, &n) && task_of(sc, args, &t.task) &&
		  voice_desk_open(sc, args, false, &t.v);

	t.anew = keeps && arg_flag(args, "anew");
	if (ok && t.anew)
		forget(t.v.kit);
	t.j = (struct json){ .out = t.out };
	if (t.json)
		json_open(&t.j, NULL, '[');
	for (size_t i = 0; ok && i < n; i++)
		ok = one_lesson(sc, &t, languages[i]);
	if (t.json)
		json_close(&t.j, ']');
	if (t.json)
		buf_putc(t.out, '\n');
	if (ok && !buf_len(t.out))
		say_few(sc, &t);
	voice_desk_close(&t.v);
	return ok && say_out(sc, t.out);
}

bool voice_train(struct scope *sc, const struct arguments *args)
{
	return teach(sc, args, true);
}

bool voice_eval(struct scope *sc, const struct arguments *args)
{
	return teach(sc, args, false);
}

bool voice_lexicon(struct scope *sc, const struct arguments *args)
{
	struct buf *out = buf_new(sc, 8 << 20);
	enum language languages[LANGUAGES];
	size_t n;

	if (!arg_text(args, "lang").p)
		return scope_fail(sc, FAULT_INVALID, "which lexicon: --lang en, pl or ru");
	if (!voice_languages(sc, args, languages, &n))
		return false;
	buf_str_add(out, lexicon_text(languages[0]));
	return say_out(sc, out);
}
