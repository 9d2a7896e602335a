#include "cli/voice.h"

#include "cli/rows.h"
#include "cli/say.h"
#include "cli/wishes.h"

/* clang-format off */
static const struct option options[] = {
	{ "lang", 0, OPTION_TEXT, "LANG", "train, eval, lexicon: only this language; explain: what the words are in where they do not tell", "en pl ru" },
	{ "feeling", 0, OPTION_TEXT, "FEELING", "correct: how the text feels", "negative neutral positive" },
	{ "touchpoint", 0, OPTION_TEXT, "T", "correct: what it is about; report, findings: only this one", NULL },
	{ "task", 0, OPTION_TEXT, "TASK", "train, eval: learn feelings, or which touchpoint a text is about; uncorrect: only this",
		"feeling touchpoint" },
	{ "anew", 0, OPTION_FLAG, NULL, "train: without the model in use, which goes even where nothing better is learnt", NULL },
	{ "author", 0, OPTION_TEXT, "NAME", "who says so (else the name that you are logged in by)", NULL },
	{ "top", 0, OPTION_TEXT, "N", "report: so many strongest and weakest; search: so many texts", NULL },
	{ "last", 0, OPTION_TEXT, "TIME", "report: what is new in the last 7d, 30d, ... beside as long before", NULL },
	{ "where", 0, OPTION_TEXT, "CONDITION", "only these customers: country=PL, {did: cart, at_least: 2}, segment:ID, ...", NULL },
	{ "goal", 0, OPTION_TEXT, "NAME", "the goal of the map", NULL },
	OPTION_WORKSPACE,
	OPTIONS_WISHES,
	OPTION_JSON,
};
/* clang-format on */

static const struct verb {
	const char *name;
	bool (*run)(struct scope *sc, const struct arguments *args);
} verbs[] = {
	{ "report", voice_report },
	{ "search", voice_look },
	{ "findings", voice_findings },
	{ "confirm", voice_confirm },
	{ "reject", voice_reject },
	{ "correct", voice_correct },
	{ "uncorrect", voice_uncorrect },
	{ "explain", voice_explain },
	{ "train", voice_train },
	{ "eval", voice_eval },
	{ "lexicon", voice_lexicon },
};

bool voice_desk_open(struct scope *sc, const struct arguments *args, bool words, struct voice_desk *v)
{
	v->args = *args;
	v->args.plain.at++;
	v->args.plain.n--;
	if (words)
		v->args.plain.n = 0;
	if (!desk_open(sc, &v->args, &v->desk))
		return false;
	v->kit = voice_kit_open(sc, v->desk.ws);
	return v->kit != NULL;
}

void voice_desk_close(struct voice_desk *v)
{
	voice_kit_close(v->kit);
	desk_close(&v->desk);
}

bool voice_languages(struct scope *sc, const struct arguments *args, enum language *languages, size_t *n)
{
	struct str lang = arg_text(args, "lang");

	*n = 0;
	for (int i = LANGUAGE_EN; !lang.p && i <= LANGUAGE_RU; i++)
		languages[(*n)++] = (enum language)i;
	if (!lang.p)
		return true;
	*n = 1;
	return language_find(lang, languages) ||
	       scope_fail(sc, FAULT_INVALID, "there is no language \"%.*s\" here: en, pl, ru", STR_ARG(lang));
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct buf *known = buf_new(sc, 400);

	for (size_t i = 0; i < COUNT_OF(verbs); i++) {
		if (str_equal(args->plain.at[0], str_of(verbs[i].name)))
			return verbs[i].run(sc, args);
		buf_printf(known, "%s%s", i ? ", " : "", verbs[i].name);
	}
	return scope_fail(sc, FAULT_INVALID, "wend voice does not know \"%.*s\": %.*s",
		STR_ARG(args->plain.at[0]), STR_ARG(buf_str(known)));
}

const struct command command_voice = {
	.name = "voice",
	.use = "report [MAP or FILE...] | search WORDS... | findings | confirm ID | reject ID | correct ID"
	       " [--feeling F] [--touchpoint T] | uncorrect ID | explain ID or WORDS... | train | eval [FILE...] | lexicon --lang L",
	.help = "what customers said: feelings, pains, needs, in their own words",
	.more = "report: strongest and weakest touchpoints with quotes. search: everything said with these words, in"
		" whatever form. findings: what was found by patterns and waits for somebody who confirms or rejects it."
		" correct: what a text feels like or is about, by the id that is shown beside it; uncorrect takes that back, as if nobody had said it. explain: why a text"
		" was heard as it was, word by word. train: learn from the"
		" company's own rated texts and from corrections; a model is used only where it does better than the"
		" lexicon. eval: how well lexicon and model do, without keeping anything. lexicon: Wend's own words, to"
		" look at; lexicon-LANG.txt in the workspace's folder voice adds words to them.",
	.options = options,
	.n_options = COUNT_OF(options),
	.min_plain = 1,
	.max_plain = 10000,
	.run = run,
};
