/* themes_private - what the files behind themes.h share: the counts. */
#pragma once

#include "voice/stem.h"
#include "voice/themes.h"

enum {
	THEMES_FORMS = 16 /* spellings of one theme that are counted */,
	THEMES_FORM = 120 /* bytes of one */
};

struct themes_form {
	struct str text; /* as it was written, from what denies it on */
	size_t bare;     /* where the term itself begins in it */
	uint64_t hash;
	uint32_t customers, last; /* the last customer, plus one */
	uint32_t next;            /* plus one; 0: none */
};

struct themes_term {
	uint64_t key;
	uint64_t words[2]; /* keys of a pair's words; 0 for a word */
	uint32_t form, n_forms;
};

struct themes_cell { /* a term in a group */
	uint32_t term, group;
	uint32_t customers, last;
};

/* One generation of counts: dropping makes the next one of what remains. */
struct themes_table {
	struct scope sc;
	LIST(struct themes_form) forms;
	LIST(struct themes_term) terms;
	LIST(struct themes_cell) cells;
	uint32_t *term_slots, *cell_slots; /* plus one; 0: free */
	size_t slots;                      /* of each: a power of two */
};

struct themes_mentions { /* a customer and a term of a group: one mention */
	uint64_t words, pairs;
};

/* What queries need, made anew after something was added. */
struct themes_index {
	struct scope sc;
	bool ready;
	uint32_t *by_group, *starts; /* cells in the order of their groups; where each group starts */
	uint32_t *totals;            /* of each term: mentions in all groups */
	uint32_t *entry;             /* of each term: scratch of a query, zero outside of it */
	struct themes_mentions all;
	double mean; /* mentions of a group that has any */
};

struct themes_word {
	uint64_t hash, key;
	enum { THEMES_WORD, THEMES_STOP, THEMES_NOT } kind;
	enum { THEMES_PLAIN, THEMES_AUXILIARY, THEMES_ONLY, THEMES_AND } role; /* beside a negator */
};

struct themes_said {
	uint64_t key, words[2];
	size_t lead; /* where what denies it begins; else from */
	size_t from, to;
};

struct themes {
	struct scope sc;
	struct stemmer *stemmer;
	struct names *stop[LANGUAGES], *negators[LANGUAGES];
	struct names *auxiliaries, *only,
		*and;              /* of all languages: they stand beside a negator or end its reach */
	struct themes_word *known; /* words lately met, by their hash */
	LIST(struct themes_said) said;
	struct themes_table table;
	struct themes_index index;
	LIST(struct themes_mentions) groups;
	struct themes_counts counts;
	size_t most;
	uint32_t customer; /* the last, plus one */
};

/* Comma lists of folded words; NULL for languages that have none. */
const char *themes_stop_words(enum language language);
const char *themes_negators(enum language language);

/* Comma lists, of all languages: before "not" and part of it ("does not"); behind it, so that nothing is denied ("not only");
 * between two things of which the first is denied ("and"). */
extern const char themes_auxiliaries[], themes_only[], themes_and[];

/* What a text says, into themes->said: its words and pairs, as often as they stand there. */
void themes_read(struct themes *themes, const struct themes_text *text);

/* The place of a key in the table; NAMES_NONE: it is not there. */
uint32_t themes_find_term(const struct themes_table *table, uint64_t key);

/* The spelling that most customers used: of those that deny it where most do, and `bare` of it what was denied. */
struct str themes_form_of(
	struct scope *sc, const struct themes_table *table, uint32_t term, struct str *bare);
