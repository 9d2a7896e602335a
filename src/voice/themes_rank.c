/* The part of themes.h that asks: which of the counted words and pairs are themes, and which are new. */
#include "voice/themes_private.h"

#include <math.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/names.h"

/* --- the index ---------------------------------------------------------------------------------------- */

static void sort_by_group(struct themes *themes)
{
	const struct themes_table *table = &themes->table;
	struct themes_index *index = &themes->index;
	size_t groups = themes->groups.n;

	index->by_group = NEW_ARRAY(&index->sc, uint32_t, table->cells.n + 1);
	index->starts = NEW_ARRAY(&index->sc, uint32_t, groups + 2);
	uint32_t *next = index->starts + 1;
	for (size_t i = 0; i < table->cells.n; i++)
		next[table->cells.at[i].group + 1]++;
	for (size_t g = 1; g <= groups; g++)
		next[g] += next[g - 1];
	for (uint32_t i = 0; i < table->cells.n; i++)
		index->by_group[next[table->cells.at[i].group]++] = i;
}

static void make_index(struct themes *themes)
{
	const struct themes_table *table = &themes->table;
	struct themes_index *index = &themes->index;
	double groups = 0;

	if (index->ready)
		return;
	scope_close(&index->sc);
	*index = (struct themes_index){ .ready = true };
	sort_by_group(themes);
	index->totals = NEW_ARRAY(&index->sc, uint32_t, table->terms.n + 1);
	index->entry = NEW_ARRAY(&index->sc, uint32_t, table->terms.n + 1);
	for (size_t i = 0; i < table->cells.n; i++)
		index->totals[table->cells.at[i].term] += table->cells.at[i].customers;
	for (size_t g = 0; g < themes->groups.n; g++) {
		index->all.words += themes->groups.at[g].words;
		index->all.pairs += themes->groups.at[g].pairs;
		groups += themes->groups.at[g].words > 0;
	}
	index->mean = groups > 0 ? (double)(index->all.words + index->all.pairs) / groups : 0;
}

/* --- what one or two groups say ----------------------------------------------------------------------- */

struct entry {
	uint32_t term, count[2];
	uint32_t cover; /* of a word: the entry of the pair that stands for it, plus one */
	bool covers;    /* of a pair */
};

struct entries {
	struct entry *at;
	size_t n, room;
};

static uint32_t both(const struct entry *e)
{
	return e->count[0] + e->count[1];
}

static void gather(
	struct scope *sc, struct themes *themes, uint32_t group, size_t which, struct entries *entries)
{
	struct themes_index *index = &themes->index;

	if (group >= themes->groups.n)
		return;
	for (uint32_t i = index->starts[group]; i < index->starts[group + 1]; i++) {
		const struct themes_cell *cell = &themes->table.cells.at[index->by_group[i]];
		if (!index->entry[cell->term]) {
			*LIST_ADD(sc, entries) = (struct entry){ .term = cell->term };
			index->entry[cell->term] = (uint32_t)entries->n;
		}
		entries->at[index->entry[cell->term] - 1].count[which] += cell->customers;
	}
}

/* More first; the order of the keys where they are as many, so that the order of the texts does not matter. */
static bool covers_better(const struct themes *themes, const struct entry *a, const struct entry *b)
{
	if (both(a) != both(b))
		return both(a) > both(b);
	return themes->table.terms.at[a->term].key < themes->table.terms.at[b->term].key;
}

static void offer_cover(const struct themes *themes, struct entries *entries, size_t pair, uint64_t word)
{
	uint32_t term = themes_find_term(&themes->table, word);
	uint32_t at = term == NAMES_NONE ? 0 : themes->index.entry[term];

	if (!at)
		return;
	struct entry *w = &entries->at[at - 1];
	const struct entry *p = &entries->at[pair];
	if ((uint64_t)both(p) * 2 <= both(w))
		return;
	if (!w->cover || covers_better(themes, p, &entries->at[w->cover - 1]))
		w->cover = (uint32_t)pair + 1;
}

/* Which pairs stand for which words, and the scratch of the index cleared again. */
static void cover(struct themes *themes, struct entries *entries, uint32_t fewest)
{
	const struct themes_table *table = &themes->table;

	for (size_t i = 0; i < entries->n; i++) {
		const struct themes_term *term = &table->terms.at[entries->at[i].term];
		for (int k = 0; k < 2 && term->words[0] && both(&entries->at[i]) >= fewest; k++)
			offer_cover(themes, entries, i, term->words[k]);
	}
	for (size_t i = 0; i < entries->n; i++) {
		themes->index.entry[entries->at[i].term] = 0;
		if (entries->at[i].cover)
			entries->at[entries->at[i].cover - 1].covers = true;
	}
}

static bool is_pair(const struct themes *themes, const struct entry *e)
{
	return themes->table.terms.at[e->term].words[0] != 0;
}

static bool is_shown(const struct themes *themes, const struct entry *e, uint32_t fewest)
{
	return both(e) >= fewest && (is_pair(themes, e) ? e->covers : !e->cover);
}

/* Among those as frequent the shorter, then small letters. */
static bool is_better_form(const struct themes_form *a, const struct themes_form *b)
{
	if (a->customers != b->customers)
		return a->customers > b->customers;
	return a->text.n != b->text.n ? a->text.n < b->text.n : str_compare(a->text, b->text) > 0;
}

/* As it is written in a row: each run of blanks one. */
static struct str in_a_row(struct scope *sc, struct str text)
{
	struct buf *out = buf_new(sc, THEMES_FORM + 1);

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		bool blank = c == ' ' || c == '\t' || c == '\r';
		if (!blank || (i && text.p[i - 1] != ' ' && text.p[i - 1] != '\t'))
			buf_putc(out, blank ? ' ' : c);
	}
	return buf_str(out);
}

/* Whether more customers deny it than do not. */
static bool is_denied(const struct themes_table *table, uint32_t term)
{
	uint64_t denied = 0, all = 0;

	for (uint32_t i = table->terms.at[term].form; i; i = table->forms.at[i - 1].next) {
		const struct themes_form *form = &table->forms.at[i - 1];
		all += form->customers;
		denied += form->bare ? form->customers : 0;
	}
	return denied * 2 > all;
}

struct str themes_form_of(struct scope *sc, const struct themes_table *table, uint32_t term, struct str *bare)
{
	const struct themes_form *best = NULL;
	bool denied = is_denied(table, term);

	for (uint32_t i = table->terms.at[term].form; i; i = table->forms.at[i - 1].next) {
		const struct themes_form *form = &table->forms.at[i - 1];
		if ((!denied || form->bare) && (!best || is_better_form(form, best)))
			best = form;
	}
	if (!best)
		return *bare = (struct str){ 0 };
	*bare = in_a_row(sc, str_sub(best->text, best->bare, best->text.n));
	return denied ? in_a_row(sc, best->text) : *bare;
}

/* --- the best of a group ------------------------------------------------------------------------------ */

static int by_score(const void *a, const void *b)
{
	const struct theme *x = a, *y = b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	if (x->customers != y->customers)
		return x->customers < y->customers ? 1 : -1;
	return (x->key > y->key) - (x->key < y->key);
}

static struct theme theme_of(const struct themes *themes, uint32_t group, const struct entry *e)
{
	const struct themes_index *index = &themes->index;
	const struct themes_mentions *mentions = &themes->groups.at[group];
	double share = (double)e->count[0] / (double)(mentions->words + mentions->pairs);

	return (struct theme){ .key = themes->table.terms.at[e->term].key,
		.customers = e->count[0],
		.score = share * log1p(index->mean / index->totals[e->term]) };
}

struct theme_list themes_best(
	struct scope *sc, struct themes *themes, uint32_t group, size_t most, uint32_t fewest)
{
	struct scope work = { 0 };
	struct entries entries = { 0 };
	struct theme_list list = { 0 };

	make_index(themes);
	gather(&work, themes, group, 0, &entries);
	cover(themes, &entries, fewest);
	struct theme *all = NEW_ARRAY(&work, struct theme, entries.n + 1);
	for (size_t i = 0; i < entries.n; i++)
		if (is_shown(themes, &entries.at[i], fewest))
			all[list.n++] = theme_of(themes, group, &entries.at[i]);
	qsort(all, list.n, sizeof *all, by_score);
	list.n = list.n < most ? list.n : most;
	list.at = NEW_ARRAY(sc, struct theme, list.n + 1);
	for (size_t i = 0; i < list.n; i++) {
		list.at[i] = all[i];
		list.at[i].form = themes_form_of(
			sc, &themes->table, themes_find_term(&themes->table, all[i].key), &list.at[i].bare);
	}
	scope_close(&work);
	return list;
}

/* --- what is new -------------------------------------------------------------------------------------- */

static int by_certainty(const void *a, const void *b)
{
	const struct theme_change *x = a, *y = b;
	double of_x = fabs(x->z), of_y = fabs(y->z);

	if (of_x != of_y)
		return of_x < of_y ? 1 : -1;
	return (x->key > y->key) - (x->key < y->key);
}

static double mentions_of(const struct themes *themes, uint32_t group, bool pair)
{
	if (group >= themes->groups.n)
		return 0;
	return (double)(pair ? themes->groups.at[group].pairs : themes->groups.at[group].words);
}

/* The log-odds of a term in each group with a = prior * its share in all, and for their difference the
 * variance 1 / (y1 + a) + 1 / (y2 + a).  Where nothing else is said there are no odds. */
static void weigh(const struct themes *themes, const uint32_t group[2], double prior, const struct entry *e,
	struct theme_change *change)
{
	bool pair = is_pair(themes, e);
	double all = (double)(pair ? themes->index.all.pairs : themes->index.all.words);
	double a = prior * themes->index.totals[e->term] / all, odds[2], variance = 0;

	change->p = 1;
	for (int i = 0; i < 2; i++) {
		double said = e->count[i] + a, rest = mentions_of(themes, group[i], pair) + prior - said;
		if (!(said > 0) || !(rest > 1e-9 * prior))
			return;
		odds[i] = log(said / rest);
		variance += 1 / said;
	}
	change->log_odds = odds[0] - odds[1];
	change->z = change->log_odds / sqrt(variance);
	change->p = erfc(fabs(change->z) / M_SQRT2);
}

struct theme_changes themes_changes(
	struct scope *sc, struct themes *themes, uint32_t now, uint32_t before, double prior, uint32_t fewest)
{
	struct scope work = { 0 };
	struct entries entries = { 0 };
	struct theme_changes changes = { 0 };
	const uint32_t groups[2] = { now, before };

	make_index(themes);
	for (size_t i = 0; i < 2; i++)
		gather(&work, themes, groups[i], i, &entries);
	cover(themes, &entries, fewest);
	changes.at = NEW_ARRAY(sc, struct theme_change, entries.n + 1);
	for (size_t i = 0; i < entries.n; i++) {
		const struct entry *e = &entries.at[i];
		if (!is_shown(themes, e, fewest))
			continue;
		struct theme_change *change = &changes.at[changes.n++];
		struct str bare;
		*change = (struct theme_change){ .key = themes->table.terms.at[e->term].key,
			.form = themes_form_of(sc, &themes->table, e->term, &bare),
			.now = e->count[0],
			.before = e->count[1] };
		weigh(themes, groups, prior, e, change);
	}
	qsort(changes.at, changes.n, sizeof *changes.at, by_certainty);
	scope_close(&work);
	return changes;
}
