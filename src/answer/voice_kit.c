#include "answer/voice_kit.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/names.h"
#include "store/judged.h"

const char *voice_file(struct scope *sc, const struct workspace *ws, const char *task, enum language language)
{
	bool lexicon = str_equal(str_of(task), STR("lexicon"));

	if (!ws->dir)
		return NULL;
	return scope_printf(
		sc, "%s/voice/%s-%s.%s", ws->dir, task, language_key(language), lexicon ? "txt" : "vlm");
}

/* The whole file; p NULL with no fault where there is none. */
static bool read_whole(struct scope *sc, const char *path, struct str *out)
{
	FILE *f = fopen(path, "rb");

	*out = (struct str){ 0 };
	if (!f)
		return errno == ENOENT ||
		       scope_fail(sc, FAULT_IO, "%s cannot be opened: %s", path, strerror(errno));
	char *text = scope_alloc(sc, LEXICON_FILE + 2, 1);
	size_t n = fread(text, 1, LEXICON_FILE + 1, f);
	bool ok = !ferror(f);
	fclose(f);
	*out = (struct str){ text, n };
	return ok || scope_fail(sc, FAULT_IO, "%s cannot be read", path);
}

static void add_to_sum(struct voice_kit *kit, struct str bytes)
{
	kit->sum = hash_mix(kit->sum, hash_str(bytes, 0));
}

static bool add_own(
	struct scope *sc, const struct workspace *ws, struct voice_kit *kit, enum language language)
{
	struct lexicon *lexicon = kit->lexicons[language];
	const char *path = voice_file(sc, ws, "lexicon", language);
	struct str text = { 0 };

	if (!path || !read_whole(sc, path, &text))
		return !path;
	if (text.p && !str_is_utf8(text))
		return scope_fail(sc, FAULT_INVALID, "%s is not UTF-8", path);
	add_to_sum(kit, text);
	return !text.p || lexicon_add(sc, lexicon, text, path);
}

static bool open_model(struct scope *sc, const struct workspace *ws, struct voice_kit *kit, const char *task,
	enum language language, const struct model **out)
{
	const char *path = voice_file(sc, ws, task, language);

	if (!path || access(path, F_OK) != 0)
		return true;
	struct model *m = model_open(sc, path);
	if (!m)
		return false;
	*LIST_ADD(sc, &kit->open) = m;
	kit->sum = hash_mix(kit->sum,
		hash_mix(model_facts(m)->fingerprint, (uint64_t)model_facts(m)->trained_us + language));
	*out = m;
	return true;
}

static bool open_language(
	struct scope *sc, const struct workspace *ws, struct voice_kit *kit, enum language language)
{
	struct lexicon *lexicon = lexicon_new(sc, language);

	kit->lexicons[language] = lexicon;
	kit->ear.lexicons[language] = lexicon;
	return lexicon && add_own(sc, ws, kit, language) &&
	       open_model(sc, ws, kit, "feeling", language, &kit->ear.models[language]) &&
	       open_model(sc, ws, kit, "touchpoint", language, &kit->touchpoints[language]);
}

/* Of ten hits of an entry eight are right, until people say otherwise: what they rejected as often as not is silent. */
static bool mute(struct scope *sc, const struct workspace *ws, struct voice_kit *kit)
{
	enum { BEFORE_RIGHT = 4, BEFORE_WRONG = 1 };
	struct judged_entry *entries;
	size_t n;

	if (!judged_entries(sc, ws->documents, &entries, &n))
		return false;
	for (size_t i = 0; i < n; i++)
		if (entries[i].wrong + BEFORE_WRONG > entries[i].right + BEFORE_RIGHT) {
			add_to_sum(kit, entries[i].entry);
			for (int l = LANGUAGE_EN; l <= LANGUAGE_RU; l++)
				(void)lexicon_mute(kit->lexicons[l], sc, entries[i].entry);
		}
	return true;
}

struct voice_kit *voice_kit_open(struct scope *sc, const struct workspace *ws)
{
	struct voice_kit *kit = NEW(sc, struct voice_kit);
	bool ok = true;

	add_to_sum(kit, STR(WEND_VERSION));
	kit->ear.lexicons[LANGUAGE_UNDECIDED] = lexicon_new(sc, LANGUAGE_UNDECIDED);
	for (int i = LANGUAGE_EN; ok && i <= LANGUAGE_RU; i++)
		ok = open_language(sc, ws, kit, (enum language)i);
	if (ok && kit->ear.lexicons[LANGUAGE_UNDECIDED] && mute(sc, ws, kit))
		return kit;
	voice_kit_close(kit);
	return NULL;
}

void voice_kit_close(struct voice_kit *kit)
{
	for (size_t i = 0; kit && i < kit->open.n; i++)
		model_close(kit->open.at[i]);
}
