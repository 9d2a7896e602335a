#include "insight/voices_inside.h"
#include "voice/mask.h"

enum {
	FEWEST = 3, /* customers that make a theme */
	FIFTH = 5,
	NAMED_LOOKS = 8,
	LOOKED_AT = 40 /* themes of which the best that tell something are taken */
};

static struct themes_text theme_text(
	struct finding_work *f, const struct finding_entry *e, const struct tokens *tokens)
{
	const struct voice_clause *c = &f->in->clauses[e->clause];

	return (struct themes_text){ tokens, f->in->texts[c->text].language, e->group, e->customer };
}

/* Of a need, a doubt, a thought, an expectation: what stands behind its pattern, if anything does. */
static struct tokens telling(struct finding_work *f, const struct finding_entry *e)
{
	static const bool behind[VOICE_KINDS] = {
		[VOICE_NEED] = true, [VOICE_DOUBT] = true, [VOICE_THOUGHT] = true, [VOICE_EXPECTATION] = true
	};
	const struct voice_clause *c = &f->in->clauses[e->clause];
	struct tokens tokens = voices_tokens(f->in, c, &f->reading);
	size_t first = 0;

	if (f->in->texts[c->text].language == LANGUAGE_OTHER)
		tokens.n = 0; /* of a language without stop words every theme would be one */

	while (behind[e->group % VOICE_KINDS] && first < tokens.n && tokens.at[first].from < c->behind)
		first++;
	if (first < tokens.n) {
		tokens.at += first;
		tokens.n -= first;
	}
	return tokens;
}

static void add_themes(struct finding_work *f)
{
	for (size_t i = 0; i < f->n; i++) {
		struct tokens tokens = telling(f, &f->entries[i]);
		struct themes_text text = theme_text(f, &f->entries[i], &tokens);
		(void)!themes_add(f->sc, f->themes, &text); /* in order, and below the ceiling of groups */
	}
}

/* Whether the lexicon of some language has the word as a feeling of nothing in particular: "good". */
static bool is_feeling(const struct finding_work *f, struct str word)
{
	uint32_t starts[LEXICON_STARTS];

	for (int l = LANGUAGE_EN; l <= LANGUAGE_RU; l++) {
		const struct lexicon *lexicon = f->in->lexicons[l];
		size_t n = lexicon ? lexicon_starts(lexicon, word, starts) : 0;
		for (size_t s = 0; s < n; s++)
			for (uint32_t i = starts[s]; i != LEXICON_NONE; i = lexicon_entry(lexicon, i)->next) {
				const struct lexicon_entry *e = lexicon_entry(lexicon, i);
				if (e->n == 1 && e->role == SAYS_FEELING && !e->subject)
					return true;
			}
	}
	return false;
}

/* Whether some pattern of the kind has the word: "need" tells nothing of what is needed. */
static bool is_of_pattern(const struct finding_work *f, struct str word, enum voice_kind kind)
{
	int role = voices_role(kind);

	for (int l = LANGUAGE_EN; role >= 0 && l <= LANGUAGE_RU; l++)
		for (uint32_t i = 0; f->in->lexicons[l] && i < lexicon_size(f->in->lexicons[l]); i++) {
			const struct lexicon_entry *e = lexicon_entry(f->in->lexicons[l], i);
			for (size_t w = 0; e->role == role && w < e->n; w++)
				if (e->words[w].stem ? str_starts(word, e->words[w].text)
						     : str_equal(word, e->words[w].text))
					return true;
		}
	return false;
}

static bool is_of_name(struct str word, const struct tokens *name)
{
	for (size_t i = 0; i < name->n; i++)
		if (name->at[i].word.n > 3 &&
			str_starts(word, str_sub(name->at[i].word, 0, name->at[i].word.n - 1)))
			return true;
	return false;
}

/* Words of how it feels, of the pattern by which it was found, and of the touchpoint's own name tell nothing of what it
 * is about. */
static bool tells_nothing(struct finding_work *f, struct str form, uint32_t group)
{
	struct tokens tokens = { 0 }, name = { 0 };
	size_t place = group / VOICE_KINDS, telling = 0;

	tokens_read(&tokens, form);
	if (place < f->in->n_touchpoints)
		tokens_read(&name, f->in->names[place]);
	for (size_t i = 0; i < tokens.n; i++) {
		struct str word = tokens.at[i].word;
		telling += word.n > 0 && !is_of_pattern(f, word, (enum voice_kind)(group % VOICE_KINDS)) &&
			   !is_of_name(word, &name) && (tokens.n > 1 || !is_feeling(f, word));
	}
	tokens_close(&tokens);
	tokens_close(&name);
	return !telling;
}

/* Whole words of it, in their order: "nie odpisał" in "nie odpisał na maila". */
static bool has_words(struct str form, struct str part)
{
	for (size_t i = 0; i + part.n <= form.n; i++)
		if ((!i || form.p[i - 1] == ' ') && (i + part.n == form.n || form.p[i + part.n] == ' ') &&
			str_same(str_sub(form, i, i + part.n), part))
			return true;
	return false;
}

/* One word may be two in two languages; and one of which most say the other as well, in as many words, is the same. */
static bool is_same_theme(const struct theme *a, const struct theme *b)
{
	const struct theme *longer = a->form.n > b->form.n ? a : b, *shorter = longer == a ? b : a;

	return str_same(a->form, b->form) ||
	       (has_words(longer->form, shorter->form) && longer->customers * 2ull > shorter->customers);
}

static bool has_theme(const struct theme_list *list, size_t n, const struct theme *theme)
{
	for (size_t i = 0; i < n; i++)
		if (is_same_theme(&list->at[i], theme))
			return true;
	return false;
}

/* What denies a theme stands in its title, unless there is a name between. */
static void hide_name(struct finding_work *f, struct theme *theme)
{
	struct mask_places places = mask_find(f->sc, theme->form);

	if (mask_hides(&places, 0, theme->form.n))
		theme->form = theme->bare;
}

/* Of what was found by patterns, a theme is one that at least a fifth of those who said such a thing share. */
static struct theme_list choose(struct finding_work *f, uint32_t group, uint32_t customers)
{
	uint32_t fewest = voice_is_proposed((enum voice_kind)(group % VOICE_KINDS)) ? customers / FIFTH : 0;
	struct theme_list all =
		themes_best(f->sc, f->themes, group, LOOKED_AT, fewest > FEWEST ? fewest : FEWEST);
	size_t n = 0;

	for (size_t i = 0; i < all.n && n < VOICE_THEMES; i++) {
		if (tells_nothing(f, all.at[i].bare, group))
			continue;
		hide_name(f, &all.at[i]);
		if (!has_theme(&all, n, &all.at[i]))
			all.at[n++] = all.at[i];
	}
	all.n = n;
	return all;
}

static uint32_t *count_customers(struct finding_work *f, size_t groups)
{
	uint32_t *n = NEW_ARRAY(f->sc, uint32_t, groups), *last = NEW_ARRAY(f->sc, uint32_t, groups);

	for (size_t i = 0; i < f->n; i++) {
		const struct finding_entry *e = &f->entries[i];
		n[e->group] += !n[e->group] || last[e->group] != e->customer;
		last[e->group] = e->customer;
	}
	return n;
}

static void choose_themes(struct finding_work *f)
{
	size_t groups = (f->v->n + 1) * VOICE_KINDS;
	const uint32_t *customers = count_customers(f, groups);

	f->best = NEW_ARRAY(f->sc, struct theme_list, groups);
	for (uint32_t g = 0; g < groups; g++)
		if (f->v->at[g / VOICE_KINDS].customers)
			f->best[g] = choose(f, g, customers[g]);
}

/* A theme that is a person's name, or a number, wherever it is said: it is none. */
static bool is_private(struct finding_work *f, const struct voice_clause *c, size_t from, size_t to)
{
	struct scope sc = { 0 };
	struct mask_places places = mask_find(&sc, str_sub(f->in->texts[c->text].text, c->from, c->to));
	bool hidden = from >= c->from && mask_hides(&places, from - c->from, to - c->from);

	scope_close(&sc);
	return hidden;
}

/* Looks at the first few of those who say it. */
static void look_for_names(
	struct finding_work *f, const struct finding_entry *e, size_t theme, size_t from, size_t to)
{
	struct finding_watch *w = &f->watched[e->group * VOICE_THEMES + theme];

	if (w->looked == NAMED_LOOKS)
		return;
	w->looked++;
	w->named += is_private(f, &f->in->clauses[e->clause], from, to);
}

/* Themes that are names go, and with them their bits. */
static void drop_names(struct finding_work *f)
{
	for (size_t i = 0; i < f->n; i++) {
		struct finding_entry *e = &f->entries[i];
		uint8_t kept = 0, at = 0;
		for (size_t t = 0; t < f->best[e->group].n; t++) {
			const struct finding_watch *w = &f->watched[e->group * VOICE_THEMES + t];
			if (w->named * 2 > w->looked)
				continue;
			kept |= (uint8_t)((e->themes >> t & 1) << at++);
		}
		e->themes = kept;
	}
	for (size_t g = 0; g < (f->v->n + 1) * VOICE_KINDS; g++) {
		struct theme_list *best = &f->best[g];
		size_t n = 0;
		for (size_t t = 0; t < best->n; t++)
			if (f->watched[g * VOICE_THEMES + t].named * 2 <=
				f->watched[g * VOICE_THEMES + t].looked)
				best->at[n++] = best->at[t];
		best->n = n;
	}
}

static void mark_themes(struct finding_work *f)
{
	size_t from, to;

	f->watched = NEW_ARRAY(f->sc, struct finding_watch, (f->v->n + 1) * VOICE_KINDS * VOICE_THEMES);

	for (size_t i = 0; i < f->n; i++) {
		struct finding_entry *e = &f->entries[i];
		const struct theme_list *best = &f->best[e->group];
		if (!best->n)
			continue;
		struct tokens tokens = telling(f, e);
		struct themes_text text = theme_text(f, e, &tokens);
		for (size_t t = 0; t < best->n; t++)
			if (themes_place(f->themes, &text, best->at[t].key, &from, &to)) {
				e->themes |= (uint8_t)(1u << t);
				look_for_names(f, e, t, from, to);
			}
	}
	drop_names(f);
}

void voices_theme(struct finding_work *f)
{
	add_themes(f);
	choose_themes(f);
	mark_themes(f);
}
