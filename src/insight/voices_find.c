#include <math.h>
#include <stdlib.h>

#include "insight/interval.h"
#include "insight/voices_inside.h"
#include "voice/mask.h"
#include "voice/themes.h"

enum { REST = 1 << VOICE_THEMES /* instead of themes: those that have none, beside others that do */ };

enum {
	FEWEST = 3,
	FIFTH = 5,
	NAMED_LOOKS = 8,
	LOOKED_AT = 40 /* themes of which the best that tell something are taken */
};

/* A clause as something of a kind at a place. */
struct entry {
	uint32_t group, customer, clause;
	uint8_t themes; /* a bit for each of the group's that it speaks of */
};

/* How often a theme was looked at, and was somebody's name. */
struct watch {
	uint32_t looked, named;
};

struct finding_out {
	struct scope *sc;
	struct voices *v;
	const struct voices_input *in;
	struct entry *entries;
	size_t n;
	struct themes *themes;
	struct theme_list *best; /* by group */
	struct voice_reading reading;
	struct watch *watched; /* by group and theme */
};

/* --- which clauses ---------------------------------------------------------------------------------------- */

static uint32_t group_of(const struct voices *v, const struct voice_clause *c, enum voice_kind kind)
{
	uint32_t place = c->touchpoint < 0 ? (uint32_t)v->n : (uint32_t)c->touchpoint;

	return place * VOICE_KINDS + kind;
}

static int by_customer(const void *x, const void *y)
{
	const struct entry *a = x, *b = y;

	if (a->customer != b->customer)
		return a->customer < b->customer ? -1 : 1;
	if (a->clause != b->clause)
		return a->clause < b->clause ? -1 : 1;
	return (a->group > b->group) - (a->group < b->group);
}

static int by_group(const void *x, const void *y)
{
	const struct entry *a = x, *b = y;

	return a->group != b->group ? (a->group < b->group ? -1 : 1) : by_customer(x, y);
}

static void collect(struct finding_out *f)
{
	LIST(struct entry) list = { 0 };

	for (uint32_t i = 0; i < f->in->n_clauses; i++)
		for (int k = 0; k < VOICE_KINDS; k++) {
			const struct voice_clause *c = &f->in->clauses[i];
			if (voices_is(c, (enum voice_kind)k))
				*LIST_ADD(f->sc, &list) =
					(struct entry){ group_of(f->v, c, (enum voice_kind)k),
						f->in->texts[c->text].customer, i, 0 };
		}
	f->entries = list.at;
	f->n = list.n;
	if (list.n)
		qsort(list.at, list.n, sizeof *list.at, by_customer);
}

/* --- themes ----------------------------------------------------------------------------------------------- */

static struct themes_text theme_text(
	struct finding_out *f, const struct entry *e, const struct tokens *tokens)
{
	const struct voice_clause *c = &f->in->clauses[e->clause];

	return (struct themes_text){ tokens, f->in->texts[c->text].language, e->group, e->customer };
}

/* Of a need, a doubt, a thought, an expectation: what stands behind its pattern, if anything does. */
static struct tokens telling(struct finding_out *f, const struct entry *e)
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

static void add_themes(struct finding_out *f)
{
	for (size_t i = 0; i < f->n; i++) {
		struct tokens tokens = telling(f, &f->entries[i]);
		struct themes_text text = theme_text(f, &f->entries[i], &tokens);
		(void)!themes_add(f->sc, f->themes, &text); /* in order, and below the ceiling of groups */
	}
}

/* Whether the lexicon of some language has the word as a feeling of nothing in particular: "good". */
static bool is_feeling(const struct finding_out *f, struct str word)
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
static bool is_of_pattern(const struct finding_out *f, struct str word, enum voice_kind kind)
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
static bool tells_nothing(struct finding_out *f, struct str form, uint32_t group)
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

/* One word may be two in two languages. */
static bool has_form(const struct theme_list *list, size_t n, struct str form)
{
	for (size_t i = 0; i < n; i++)
		if (str_same(list->at[i].form, form))
			return true;
	return false;
}

/* Of what was found by patterns, a theme is one that at least a fifth of those who said such a thing share. */
static struct theme_list choose(struct finding_out *f, uint32_t group, uint32_t customers)
{
	uint32_t fewest = voice_is_proposed((enum voice_kind)(group % VOICE_KINDS)) ? customers / FIFTH : 0;
	struct theme_list all =
		themes_best(f->sc, f->themes, group, LOOKED_AT, fewest > FEWEST ? fewest : FEWEST);
	size_t n = 0;

	for (size_t i = 0; i < all.n && n < VOICE_THEMES; i++)
		if (!tells_nothing(f, all.at[i].form, group) && !has_form(&all, n, all.at[i].form))
			all.at[n++] = all.at[i];
	all.n = n;
	return all;
}

static uint32_t *count_customers(struct finding_out *f, size_t groups)
{
	uint32_t *n = NEW_ARRAY(f->sc, uint32_t, groups), *last = NEW_ARRAY(f->sc, uint32_t, groups);

	for (size_t i = 0; i < f->n; i++) {
		const struct entry *e = &f->entries[i];
		n[e->group] += !n[e->group] || last[e->group] != e->customer;
		last[e->group] = e->customer;
	}
	return n;
}

static void choose_themes(struct finding_out *f)
{
	size_t groups = (f->v->n + 1) * VOICE_KINDS;
	const uint32_t *customers = count_customers(f, groups);

	f->best = NEW_ARRAY(f->sc, struct theme_list, groups);
	for (uint32_t g = 0; g < groups; g++)
		if (f->v->at[g / VOICE_KINDS].customers)
			f->best[g] = choose(f, g, customers[g]);
}

/* A theme that is a person's name, or a number, wherever it is said: it is none. */
static bool is_private(struct finding_out *f, const struct voice_clause *c, size_t from, size_t to)
{
	struct scope sc = { 0 };
	struct mask_places places = mask_find(&sc, str_sub(f->in->texts[c->text].text, c->from, c->to));
	bool hidden = from >= c->from && mask_hides(&places, from - c->from, to - c->from);

	scope_close(&sc);
	return hidden;
}

/* Looks at the first few of those who say it. */
static void look_for_names(struct finding_out *f, const struct entry *e, size_t theme, size_t from, size_t to)
{
	struct watch *w = &f->watched[e->group * VOICE_THEMES + theme];

	if (w->looked == NAMED_LOOKS)
		return;
	w->looked++;
	w->named += is_private(f, &f->in->clauses[e->clause], from, to);
}

/* Themes that are names go, and with them their bits. */
static void drop_names(struct finding_out *f)
{
	for (size_t i = 0; i < f->n; i++) {
		struct entry *e = &f->entries[i];
		uint8_t kept = 0, at = 0;
		for (size_t t = 0; t < f->best[e->group].n; t++) {
			const struct watch *w = &f->watched[e->group * VOICE_THEMES + t];
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

static void mark_themes(struct finding_out *f)
{
	size_t from, to;

	f->watched = NEW_ARRAY(f->sc, struct watch, (f->v->n + 1) * VOICE_KINDS * VOICE_THEMES);

	for (size_t i = 0; i < f->n; i++) {
		struct entry *e = &f->entries[i];
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

/* --- findings --------------------------------------------------------------------------------------------- */

static double depth_of(const struct voice_clause *c, enum voice_kind kind)
{
	double score = kind == VOICE_GAIN ? (double)c->score : -(double)c->score;

	return score > 0 ? score : 0;
}

/* How many customers, how deep: one value a customer, the mean of their clauses. */
static double count(const struct finding_out *f, const struct entry *e, size_t n, enum voice_kind kind,
	uint8_t themes, struct voice_finding *out)
{
	int64_t sum = 0;

	for (size_t i = 0, k; i < n; i = k) {
		double depth = 0, clauses = 0;
		bool unmet = false;
		uint32_t text = UINT32_MAX;
		for (k = i; k < n && e[k].customer == e[i].customer; k++) {
			const struct voice_clause *c = &f->in->clauses[e[k].clause];
			if (themes && !(e[k].themes & themes))
				continue;
			out->texts += c->text != text;
			text = c->text;
			depth += depth_of(c, kind);
			unmet |= c->score < 0;
			clauses++;
		}
		if (clauses <= 0)
			continue;
		out->clauses += (uint64_t)clauses;
		out->customers++;
		out->unmet += kind == VOICE_EXPECTATION && unmet;
		sum += lround(depth / clauses * 1000);
	}
	return out->customers ? (double)sum / 1000 / (double)out->customers : 0;
}

static const struct voice_verdict *verdict_of(const struct voices_input *in, struct str key)
{
	for (size_t i = 0; i < in->n_verdicts; i++)
		if (str_equal(in->verdicts[i].key, key))
			return &in->verdicts[i];
	return NULL;
}

/* "need/delivery/1f..." of a theme, "need/delivery" of all, "need/delivery/-" of those without a theme beside themes. */
static struct str key_of(const struct finding_out *f, uint32_t group, const struct theme *theme, bool rest)
{
	size_t place = group / VOICE_KINDS;
	struct str id = place < f->in->n_touchpoints ? f->in->touchpoints[place] : STR("-");
	const char *kind = voice_kind_key((enum voice_kind)(group % VOICE_KINDS));

	if (theme)
		return str_of(scope_printf(
			f->sc, "%s/%.*s/%016llx", kind, STR_ARG(id), (unsigned long long)theme->key));
	return str_of(scope_printf(f->sc, "%s/%.*s%s", kind, STR_ARG(id), rest ? "/-" : ""));
}

static bool rejects(const struct finding_out *f, uint32_t group, const struct theme *theme, bool rest)
{
	const struct voice_verdict *verdict = verdict_of(f->in, key_of(f, group, theme, rest));

	return verdict && !verdict->confirmed;
}

/* The patterns of the lexicon by which it was found, each once. */
static void note_entries(struct finding_out *f, const uint32_t *clauses, size_t n, struct voice_finding *out)
{
	LIST(struct str) list = { 0 };

	for (size_t i = 0; i < n && list.n < VOICE_ENTRIES; i++) {
		const struct voice_clause *c = &f->in->clauses[clauses[i]];
		const struct lexicon *l = f->in->lexicons[f->in->texts[c->text].language];
		if (c->entry == LEXICON_NONE || !l)
			continue;
		struct str text = lexicon_entry_text(f->sc, lexicon_entry(l, c->entry));
		size_t k = 0;
		while (k < list.n && !str_equal(list.at[k], text))
			k++;
		if (k == list.n)
			*LIST_ADD(f->sc, &list) = text;
	}
	out->entries = list.at;
	out->n_entries = list.n;
}

static void add_finding(struct finding_out *f, const struct entry *e, size_t n, const struct theme *theme,
	uint8_t themes, size_t room)
{
	size_t place = e->group / VOICE_KINDS;
	struct voice_place *p = &f->v->at[place];
	struct voice_finding out = { .kind = (enum voice_kind)(e->group % VOICE_KINDS) };
	uint32_t *clauses = NEW_ARRAY(f->sc, uint32_t, n + 1);
	size_t n_clauses = 0;

	out.key = key_of(f, e->group, theme, themes == REST);
	out.id = voice_finding_id(f->sc, out.key);
	out.theme = theme ? theme->form : (struct str){ 0 };
	themes = themes == REST ? 0 : themes;
	const struct voice_verdict *verdict = verdict_of(f->in, out.key);
	bool rejected = verdict && !verdict->confirmed;
	out.confirmed = verdict && verdict->confirmed;
	out.depth = count(f, e, n, out.kind, themes, &out);
	if (!out.customers)
		return;
	out.share = estimate_share(out.customers, p->customers);
	out.severity = out.share.value * out.depth;
	for (size_t i = 0; i < n; i++)
		if (!themes || (e[i].themes & themes))
			clauses[n_clauses++] = e[i].clause;
	if (voice_is_proposed(out.kind))
		note_entries(f, clauses, n_clauses, &out);
	voices_quote(f->sc, f->in, clauses, n_clauses, p, room, &out);
	if (rejected)
		*LIST_ADD(f->sc, &p->rejected) = out;
	else
		*LIST_ADD(f->sc, &p->findings) = out;
}

/* What has no theme; of proposals too, so that there is nothing that nobody could confirm. */
static void add_rest(struct finding_out *f, const struct entry *e, size_t n, bool themed)
{
	struct entry *rest = NEW_ARRAY(f->sc, struct entry, n + 1);
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (!themed || !e[i].themes)
			rest[kept++] = e[i];
	if (kept)
		add_finding(f, rest, kept, NULL, themed ? REST : 0, themed ? 2 : VOICE_QUOTES);
}

/* The clauses of the kind that people have not rejected with all of their findings. */
static size_t standing(const struct finding_out *f, const struct entry *e, size_t n, struct entry *out)
{
	const struct theme_list *best = &f->best[e->group];
	enum voice_kind kind = (enum voice_kind)(e->group % VOICE_KINDS);
	bool rest = !rejects(f, e->group, NULL, best->n > 0);
	uint8_t themes = 0;
	size_t kept = 0;

	for (size_t t = 0; t < best->n; t++)
		themes |= (uint8_t)(rejects(f, e->group, &best->at[t], false) ? 0 : 1u << t);
	for (size_t i = 0; i < n; i++)
		if (!voice_is_proposed(kind) || (e[i].themes ? (e[i].themes & themes) != 0 : rest))
			out[kept++] = e[i];
	return kept;
}

static void sum_up(struct finding_out *f, const struct entry *e, size_t n)
{
	struct voice_place *p = &f->v->at[e->group / VOICE_KINDS];
	enum voice_kind kind = (enum voice_kind)(e->group % VOICE_KINDS);
	struct voice_sum *sum = &p->kinds[kind];
	struct voice_finding all = { 0 };
	struct entry *kept = NEW_ARRAY(f->sc, struct entry, n + 1);

	n = standing(f, e, n, kept);
	sum->depth = count(f, kept, n, kind, 0, &all);
	sum->customers = all.customers;
	sum->unmet = all.unmet;
	sum->share = estimate_share(all.customers, p->customers);
	sum->severity = sum->share.value * sum->depth;
}

static void add_group(struct finding_out *f, const struct entry *e, size_t n)
{
	const struct theme_list *best = &f->best[e->group];

	sum_up(f, e, n);
	for (size_t t = 0; t < best->n; t++)
		add_finding(f, e, n, &best->at[t], (uint8_t)(1u << t), t ? 1 : VOICE_QUOTES + 1 - best->n);
	if (!best->n || voice_is_proposed((enum voice_kind)(e->group % VOICE_KINDS)))
		add_rest(f, e, n, best->n > 0);
}

void voices_find(struct scope *sc, struct voices *v, const struct voices_input *in)
{
	struct finding_out *f = NEW(sc, struct finding_out);

	*f = (struct finding_out){ .sc = sc, .v = v, .in = in, .reading = { .text = UINT32_MAX } };
	f->themes = themes_open(0);
	collect(f);
	add_themes(f);
	choose_themes(f);
	mark_themes(f);
	if (f->n)
		qsort(f->entries, f->n, sizeof *f->entries, by_group);
	for (size_t i = 0, k; i < f->n; i = k) {
		for (k = i; k < f->n && f->entries[k].group == f->entries[i].group; k++)
			;
		add_group(f, f->entries + i, k - i);
	}
	themes_close(f->themes);
	tokens_close(&f->reading.tokens);
}
