/* voice_lexicon - how well Wend's lexicon alone tells feelings, and how fast texts are heard: tables in Markdown.
 *
 *	bench/voice_lexicon ../shared/data
 *	bench/voice_lexicon ../shared/data --texts >texts.tsv      the English ones, for others to be held against
 *
 * Accuracy is over all texts of a task, the Polish ones over the files that the lexicon was not written with.  Speed is of
 * one core: feeling alone (words, clauses, sums), and the whole pipeline as answer/listen runs it (repeats, language,
 * words, clauses, feeling, patterns, touchpoint, themes).  Exit code 1 where a bound of the task is not met.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "measure.h"
#include "voice/ear.h"
#include "voice/link.h"
#include "voice/near.h"
#include "voice/themes.h"
#include "voice_texts.h"

enum { READ_S = 1, GROUPS = 8 };

/* What the lexicon alone must reach, of the tasks by their names. */
static const struct bound {
	const char *task;
	double accuracy, macro_f1;
} bounds[] = {
	{ "English tweets to airlines", .62, .58 },
	{ "Polish sentences on hotels", .58, .56 },
	{ "Polish sentences on medicine", .58, .56 },
	{ "Russian posts", .60, .52 },
};

struct measuring {
	struct scope sc;
	const struct texts *texts;
	enum language language;
	struct ear_kit kit;
	size_t from; /* texts before it were there when the lexicon was written */
};

/* --- accuracy ------------------------------------------------------------------------------------------- */

static struct model_trial try(struct measuring *m)
{
	struct ear *ear = ear_open(&m->kit);
	struct model_trial trial = { 0 };

	for (size_t i = m->from; i < m->texts->at.n; i++) {
		const struct heard_text *h = ear_hear(ear, m->texts->at.at[i].text, m->language);
		float p[POLARITIES] = { 0 };
		/* The language is given here: its own figures stand elsewhere. */
		p[polarity_of(m->language, h->language == m->language ? h->score : 0)] = 1;
		model_trial_add(&trial, POLARITIES, m->texts->at.at[i].label, p);
	}
	model_trial_end(&trial, POLARITIES);
	ear_close(ear);
	return trial;
}

/* --- speed ---------------------------------------------------------------------------------------------- */

static void feel_all(struct measuring *m)
{
	struct listener *listener = listener_open(m->kit.lexicons[m->language]);
	struct tokens tokens = { 0 };
	struct heard heard = { 0 };

	for (size_t i = 0; i < m->texts->at.n; i++) {
		tokens_read(&tokens, m->texts->at.at[i].text);
		listener_read(listener, &tokens, &heard);
	}
	heard_close(&heard);
	tokens_close(&tokens);
	listener_close(listener);
}

struct pipeline {
	struct scope sc;
	struct near *near;
	struct ear *ear;
	struct link_reader *linker;
	struct themes *themes;
	struct tokens tokens;
};

static void add_themes(
	struct pipeline *p, const struct heard_text *h, const struct clause *c, uint32_t customer)
{
	struct tokens part = *h->tokens;

	if (c->score > -.25f && c->score < .5f)
		return;
	part.at += c->first;
	part.n = c->last - c->first;
	(void)!themes_add(
		&p->sc, p->themes, &(struct themes_text){ &part, h->language, customer % GROUPS, customer });
}

static void hear(struct pipeline *p, struct str text, enum language language, uint32_t number)
{
	size_t from = 0;

	tokens_read(&p->tokens, text);
	(void)near_add(p->near, &p->tokens);
	const struct heard_text *h = ear_hear(p->ear, text, language);
	for (uint32_t i = 0; i < h->heard->n_clauses; i++) {
		(void)link_clause(p->linker, h->language, h->tokens, h->heard, i, &from);
		add_themes(p, h, &h->heard->clauses[i], number);
	}
}

static void hear_all(struct measuring *m)
{
	static const char *const keywords[] = { "delivery", "courier", "płatność", "obsługa", "доставка",
		"hotel", "flight", "agent", "bag", "lekarz", "pokój", "website" };
	struct pipeline p = { .ear = ear_open(&m->kit), .themes = themes_open(0) };
	struct links *links = links_new(&p.sc, COUNT_OF(keywords));

	for (size_t i = 0; i < COUNT_OF(keywords); i++)
		(void)links_add(links, i, str_of(keywords[i]), LINK_OWN);
	p.near = near_new(&p.sc);
	p.linker = link_reader_open(links);
	for (size_t i = 0; i < m->texts->at.n; i++)
		hear(&p, m->texts->at.at[i].text, m->language, (uint32_t)i);
	themes_close(p.themes);
	link_reader_close(p.linker);
	ear_close(p.ear);
	tokens_close(&p.tokens);
	scope_close(&p.sc);
}

static double speed(struct measuring *m, void (*run)(struct measuring *))
{
	double start = measure_clock(CLOCK_PROCESS_CPUTIME_ID), took = 0;
	size_t rounds = 0;

	for (; took < READ_S; rounds++) {
		run(m);
		took = measure_clock(CLOCK_PROCESS_CPUTIME_ID) - start;
	}
	return (double)(rounds * m->texts->at.n) / took;
}

/* --- a task --------------------------------------------------------------------------------------------- */

static bool one(const char *folder, const struct bound *bound)
{
	struct measuring m = { 0 };
	struct texts texts = { 0 };
	const struct texts_task *task = texts_tasks;

	while (strcmp(task->name, bound->task) != 0)
		task++;
	m.texts = &texts;
	if (!texts_read(&m.sc, &texts, folder, task) || !language_find(str_of(task->language), &m.language))
		return fprintf(stderr, "voice_lexicon: %s\n", m.sc.why) < 0;
	for (int i = LANGUAGE_EN; i <= LANGUAGE_RU; i++)
		m.kit.lexicons[i] = lexicon_new(&m.sc, (enum language)i);
	m.kit.lexicons[LANGUAGE_UNDECIDED] = lexicon_new(&m.sc, LANGUAGE_UNDECIDED);
	m.from = texts.n_train;
	struct model_trial trial = try(&m);
	bool ok = trial.accuracy >= bound->accuracy && trial.macro_f1 >= bound->macro_f1;
	printf("| %s | %llu | %.1f / %.3f | %.0f / %.2f | %.0fk | %.0fk |%s\n", task->name,
		(unsigned long long)trial.n, trial.accuracy * 100, trial.macro_f1, bound->accuracy * 100,
		bound->macro_f1, speed(&m, feel_all) / 1e3, speed(&m, hear_all) / 1e3,
		ok ? "" : " falls short");
	scope_close(&m.sc);
	return ok;
}

/* "class TAB text", a line each. */
static bool write_texts(const char *folder)
{
	struct scope sc = { 0 };
	struct texts texts = { 0 };
	bool ok = texts_read(&sc, &texts, folder, &texts_tasks[0]);

	for (size_t i = 0; i < texts.at.n; i++) {
		printf("%u\t", texts.at.at[i].label);
		for (size_t k = 0; k < texts.at.at[i].text.n; k++)
			putchar((unsigned char)texts.at.at[i].text.p[k] < ' ' ? ' '
									      : texts.at.at[i].text.p[k]);
		putchar('\n');
	}
	scope_close(&sc);
	return ok;
}

int main(int argc, char **argv)
{
	bool ok = true;

	if (argc == 3 && strcmp(argv[2], "--texts") == 0)
		return !write_texts(argv[1]);
	if (argc != 2)
		return fprintf(stderr, "voice_lexicon: FOLDER of the labelled texts\n"), 2;
	printf("| lexicon alone | texts | accuracy / macro-F1 | asked | feeling alone, texts/s | whole pipeline |\n"
	       "| --- | --- | --- | --- | --- | --- |\n");
	for (size_t i = 0; i < COUNT_OF(bounds); i++)
		ok = one(argv[1], &bounds[i]) && ok;
	return !ok;
}
