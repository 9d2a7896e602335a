#include "voice/themes_private.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/names.h"

enum { KNOWN = 1 << 14, WORD_LETTERS = 3 };

/* --- opening ------------------------------------------------------------------------------------------ */

static struct names *words_of(struct scope *sc, const char *list)
{
	struct names *names = names_new(sc);
	struct str rest = str_of(list);

	while (rest.p)
		names_add(names, str_cut(&rest, ','));
	return names;
}

static void table_open(struct themes_table *table, size_t most)
{
	table->slots = 1024;
	while (table->slots < most * 2)
		table->slots *= 2;
	table->term_slots = NEW_ARRAY(&table->sc, uint32_t, table->slots);
	table->cell_slots = NEW_ARRAY(&table->sc, uint32_t, table->slots);
}

struct themes *themes_open(size_t cells)
{
	struct themes *themes = calloc(1, sizeof *themes);

	if (!themes)
		abort(); /* as scope_alloc: out of memory ends the process */
	themes->stemmer = stemmer_open();
	themes->most = cells ? cells : THEMES_CELLS;
	themes->known = NEW_ARRAY(&themes->sc, struct themes_word, KNOWN);
	for (int i = 0; i < LANGUAGES; i++) {
		themes->stop[i] = words_of(&themes->sc, themes_stop_words((enum language)i));
		themes->negators[i] = words_of(&themes->sc, themes_negators((enum language)i));
	}
	themes->auxiliaries = words_of(&themes->sc, themes_auxiliaries);
	themes->only = words_of(&themes->sc, themes_only);
	themes->and = words_of(&themes->sc, themes_and);
	table_open(&themes->table, themes->most);
	return themes;
}

void themes_close(struct themes *themes)
{
	if (!themes)
		return;
	stemmer_close(themes->stemmer);
	scope_close(&themes->index.sc);
	scope_close(&themes->table.sc);
	scope_close(&themes->sc);
	free(themes);
}

struct themes_counts themes_counts(const struct themes *themes)
{
	struct themes_counts counts = themes->counts;

	counts.cells = themes->table.cells.n;
	return counts;
}

/* --- what a text says --------------------------------------------------------------------------------- */

static bool is_among(struct names *const lists[LANGUAGES], enum language language, struct str word)
{
	bool one = language >= LANGUAGE_EN && language <= LANGUAGE_RU;

	for (int i = LANGUAGE_EN; i <= LANGUAGE_RU; i++)
		if ((!one || i == (int)language) && names_find(lists[i], word) != NAMES_NONE)
			return true;
	return false;
}

static void find_role(const struct themes *themes, struct str word, struct themes_word *out)
{
	if (names_find(themes->auxiliaries, word) != NAMES_NONE)
		out->role = THEMES_AUXILIARY;
	else if (names_find(themes->only, word) != NAMES_NONE)
		out->role = THEMES_ONLY;
	else if (names_find(themes->and, word) != NAMES_NONE)
		out->role = THEMES_AND;
}

static struct themes_word look_up(struct themes *themes, enum language language, const struct token *token)
{
	struct themes_word word = { .kind = THEMES_WORD };

	if (is_among(themes->negators, language, token->word))
		word.kind = THEMES_NOT;
	else if (str_letters(token->word) < WORD_LETTERS || is_among(themes->stop, language, token->word))
		word.kind = THEMES_STOP;
	find_role(themes, token->word, &word);
	word.key = hash_str(stem_word(themes->stemmer, language, token->word), (uint64_t)language);
	return word;
}

/* Few words make most of all texts: the last one met in each place is remembered. */
static struct themes_word word_of(struct themes *themes, enum language language, const struct token *token)
{
	uint64_t hash = token->hash * 2 + 1 + ((uint64_t)language << 56);
	struct themes_word *word = &themes->known[(token->hash >> 20 ^ (uint64_t)language) % KNOWN];

	if (word->hash != hash) {
		*word = look_up(themes, language, token);
		word->hash = hash;
	}
	return *word;
}

static void say(struct themes *themes, struct themes_said said)
{
	if (said.to - said.lead > THEMES_FORM)
		said.lead = said.from;
	if (said.to - said.from <= THEMES_FORM)
		*LIST_ADD(&themes->sc, &themes->said) = said;
}

struct before {       /* the word that may begin a pair */
	uint64_t key; /* 0: none */
	size_t lead, from;
	unsigned stops; /* behind it */
};

/* How far a negator denies what follows: "nie mogłam się dodzwonić". */
enum { DENIES = 2 /* words between */, OUT_OF_REACH = DENIES + 2 };

struct denial {
	size_t from;
	unsigned behind; /* words since, up to OUT_OF_REACH */
	size_t auxiliary;
	bool after_auxiliary; /* the word before this one, which begins at `auxiliary` */
};

static const struct denial no_denial = { .behind = OUT_OF_REACH };

static void deny(struct denial *d, const struct themes_word *word, const struct token *token)
{
	bool goes_on = !d->behind; /* "nikt nie odpisał": from the first of them on */

	if (word->kind == THEMES_NOT) {
		if (!goes_on)
			d->from = d->after_auxiliary ? d->auxiliary : token->from;
		d->behind = 0;
	} else if (word->role == THEMES_AND || (word->role == THEMES_ONLY && goes_on))
		d->behind = OUT_OF_REACH;
	else
		d->behind += d->behind < OUT_OF_REACH;
	d->after_auxiliary = word->role == THEMES_AUXILIARY;
	d->auxiliary = token->from;
}

static void read_word(struct themes *themes, struct themes_word word, const struct token *token, size_t lead,
	struct before *before)
{
	if (word.kind == THEMES_STOP) {
		if (before->stops++)
			before->key = 0;
		return;
	}
	if (word.kind == THEMES_WORD) {
		say(themes, (struct themes_said){
				    .key = word.key, .lead = lead, .from = token->from, .to = token->to });
		if (before->key && before->key != word.key)
			say(themes,
				(struct themes_said){ hash_mix(before->key, word.key),
					{ before->key, word.key }, before->lead, before->from, token->to });
	}
	*before = (struct before){ word.key, lead, token->from, 0 };
}

void themes_read(struct themes *themes, const struct themes_text *text)
{
	struct before before = { 0 };
	struct denial denial = no_denial;

	themes->said.n = 0;
	for (size_t i = 0; i < text->tokens->n; i++) {
		const struct token *token = &text->tokens->at[i];
		if (token->kind != TOKEN_WORD || (token->flags & TOKEN_DIGITS)) {
			before = (struct before){ 0 };
			denial = no_denial;
			continue;
		}
		struct themes_word word = word_of(themes, text->language, token);
		if (word.role == THEMES_ONLY && !denial.behind)
			before.key = 0; /* "not only the price" denies no price */
		deny(&denial, &word, token);
		read_word(themes, word, token, denial.behind < OUT_OF_REACH ? denial.from : token->from,
			&before);
	}
}

bool themes_place(
	struct themes *themes, const struct themes_text *text, uint64_t key, size_t *from, size_t *to)
{
	themes_read(themes, text);
	for (size_t i = 0; i < themes->said.n; i++)
		if (themes->said.at[i].key == key) {
			*from = themes->said.at[i].lead;
			*to = themes->said.at[i].to;
			return true;
		}
	return false;
}

/* --- counting ----------------------------------------------------------------------------------------- */

static uint32_t *term_slot(const struct themes_table *table, uint64_t key)
{
	size_t i = key & (table->slots - 1);

	while (table->term_slots[i] && table->terms.at[table->term_slots[i] - 1].key != key)
		i = (i + 1) & (table->slots - 1);
	return &table->term_slots[i];
}

uint32_t themes_find_term(const struct themes_table *table, uint64_t key)
{
	uint32_t slot = *term_slot(table, key);

	return slot ? slot - 1 : NAMES_NONE;
}

static uint32_t term_of(struct themes_table *table, const struct themes_said *said)
{
	uint32_t *slot = term_slot(table, said->key);

	if (!*slot) {
		*LIST_ADD(&table->sc, &table->terms) =
			(struct themes_term){ .key = said->key, .words = { said->words[0], said->words[1] } };
		*slot = (uint32_t)table->terms.n;
	}
	return *slot - 1;
}

static struct themes_cell *cell_of(struct themes_table *table, uint32_t term, uint32_t group)
{
	size_t i = hash_mix(term, group) & (table->slots - 1);

	for (; table->cell_slots[i]; i = (i + 1) & (table->slots - 1)) {
		struct themes_cell *cell = &table->cells.at[table->cell_slots[i] - 1];
		if (cell->term == term && cell->group == group)
			return cell;
	}
	struct themes_cell *cell = LIST_ADD(&table->sc, &table->cells);
	*cell = (struct themes_cell){ .term = term, .group = group };
	table->cell_slots[i] = (uint32_t)table->cells.n;
	return cell;
}

/* The spelling, counted once for a customer; past THEMES_FORMS no new one is taken. */
static void count_form(
	struct themes_table *table, uint32_t term, struct str text, size_t bare, uint32_t customer)
{
	struct themes_term *t = &table->terms.at[term];
	uint64_t hash = hash_str(text, 0);
	uint32_t i = t->form;

	while (i && table->forms.at[i - 1].hash != hash)
		i = table->forms.at[i - 1].next;
	if (!i && t->n_forms == THEMES_FORMS)
		return;
	if (!i) {
		struct themes_form *form = LIST_ADD(&table->sc, &table->forms);
		*form = (struct themes_form){
			.text = str_copy(&table->sc, text), .bare = bare, .hash = hash, .next = t->form
		};
		t->form = i = (uint32_t)table->forms.n;
		t->n_forms++;
	}
	struct themes_form *form = &table->forms.at[i - 1];
	form->customers += form->last != customer;
	form->last = customer;
}

/* --- dropping ----------------------------------------------------------------------------------------- */

/* The least number of customers of which at most half of all cells have more. */
static uint32_t drop_up_to(const struct themes_table *table, size_t most)
{
	enum { COUNTS = 4096 };
	uint64_t cells[COUNTS] = { 0 };
	uint32_t limit = 0;
	uint64_t left = table->cells.n;

	for (size_t i = 0; i < table->cells.n; i++)
		cells[table->cells.at[i].customers < COUNTS ? table->cells.at[i].customers : COUNTS - 1]++;
	while (left > most / 2 && limit < COUNTS - 1)
		left -= cells[++limit];
	return left > most / 2 ? UINT32_MAX : limit;
}

/* In the order in which they were met. */
static void copy_forms(
	struct themes_table *to, const struct themes_table *from, uint32_t new_term, uint32_t old_term)
{
	struct themes_term *term = &to->terms.at[new_term];

	for (uint32_t i = from->terms.at[old_term].form; i; i = from->forms.at[i - 1].next) {
		struct themes_form *form = LIST_ADD(&to->sc, &to->forms);
		*form = from->forms.at[i - 1];
		form->text = str_copy(&to->sc, form->text);
		form->next = term->form;
		term->form = (uint32_t)to->forms.n;
		term->n_forms++;
	}
}

static void drop_rare(struct themes *themes)
{
	struct themes_table *old = &themes->table, next = { 0 };
	uint32_t limit = drop_up_to(old, themes->most);

	table_open(&next, themes->most);
	for (size_t i = 0; i < old->cells.n; i++) {
		const struct themes_cell *cell = &old->cells.at[i];
		if (cell->customers <= limit) {
			themes->counts.left_out++;
			if (cell->customers > themes->counts.left_out_most)
				themes->counts.left_out_most = cell->customers;
			continue;
		}
		const struct themes_term *term = &old->terms.at[cell->term];
		struct themes_said said = { .key = term->key, .words = { term->words[0], term->words[1] } };
		size_t terms = next.terms.n;
		uint32_t new_term = term_of(&next, &said);
		if (next.terms.n > terms)
			copy_forms(&next, old, new_term, cell->term);
		struct themes_cell *copy = cell_of(&next, new_term, cell->group);
		copy->customers = cell->customers;
		copy->last = cell->last;
	}
	scope_close(&old->sc);
	*old = next;
}

/* --- adding ------------------------------------------------------------------------------------------- */

static void count(struct themes *themes, const struct themes_text *text, const struct themes_said *said)
{
	struct themes_table *table = &themes->table;

	if (table->cells.n >= themes->most)
		drop_rare(themes);
	uint32_t term = term_of(table, said);
	struct themes_cell *cell = cell_of(table, term, text->group);
	struct themes_mentions *mentions = &themes->groups.at[text->group];
	if (cell->last != themes->customer) {
		cell->last = themes->customer;
		cell->customers++;
		mentions->words += !said->words[0];
		mentions->pairs += said->words[0] != 0;
	}
	count_form(table, term, str_sub(text->tokens->text, said->lead, said->to), said->from - said->lead,
		themes->customer);
}

bool themes_add(struct scope *sc, struct themes *themes, const struct themes_text *text)
{
	if (text->group >= THEMES_GROUPS)
		return scope_fail(
			sc, FAULT_LIMIT, "group %u is past the last one, %d", text->group, THEMES_GROUPS - 1);
	if (text->customer == UINT32_MAX || text->customer + 1 < themes->customer)
		return scope_fail(sc, FAULT_INVALID,
			"customer %u comes behind customer %u: sort the texts by customer", text->customer,
			themes->customer - 1);
	themes->customer = text->customer + 1;
	themes->counts.texts++;
	themes->index.ready = false;
	while (themes->groups.n <= text->group)
		*LIST_ADD(&themes->sc, &themes->groups) = (struct themes_mentions){ 0 };
	themes_read(themes, text);
	for (size_t i = 0; i < themes->said.n; i++)
		count(themes, text, &themes->said.at[i]);
	return true;
}
