/* lexicon - the words and phrases by which customers say what they feel, need, doubt and expect, as a file that
 * people edit.
 *
 *	struct lexicon *lexicon = lexicon_new(sc, LANGUAGE_PL);              // what Wend brings
 *	lexicon_add(sc, lexicon, text, "voice/lexicon-pl.txt");              // the company's own words go before it
 *	lexicon_find(lexicon, word, found);
 *
 *	[feeling delivery]
 *	-2: opóźni*, nie dotarła, czekam .. tygodni*
 *
 * Entries stand between commas; `*` ends a stem, ".." leaves up to two words between; a line may start with the
 * weight of its entries, -3 to 3; a feeling of weight 0 says nothing and keeps its words from saying anything else ("best
 * regards").  docs/voice.md tells the sections.  An entry of the company's own replaces Wend's of the same words in the
 * same section, and takes it out where it is written with a ! before it.
 */
#pragma once

#include "voice/language.h"

enum lexicon_role {
	SAYS_FEELING,
	SAYS_NOT,    /* turns what follows round */
	SAYS_STOP,   /* looks like a negator and is none */
	SAYS_STRONG, /* makes what follows count more */
	SAYS_WEAK,   /* and less */
	SAYS_BUT,    /* a new clause begins, which counts more */
	SAYS_SUBJECT,
	SAYS_NEED,
	SAYS_DOUBT,
	SAYS_EXPECT,
	SAYS_LEAVE,
	SAYS_EFFORT,
	SAYS_THOUGHT,
	SAYS_BARRIER,
	SAYS_SPEECH, /* what follows are somebody else's words */
	LEXICON_ROLES
};

enum lexicon_subject {
	SUBJECT_NONE,
	SUBJECT_DELIVERY,
	SUBJECT_PAYMENT,
	SUBJECT_PRICE,
	SUBJECT_STAFF,
	SUBJECT_WAITING,
	SUBJECT_QUALITY,
	SUBJECT_APP,
	SUBJECT_RETURNS,
	SUBJECT_TRUST,
	LEXICON_SUBJECTS
};

const char *lexicon_role_key(enum lexicon_role role);
const char *lexicon_subject_key(enum lexicon_subject subject);

enum {
	LEXICON_WORDS = 8 /* of an entry */,
	LEXICON_ENTRIES = 100000,
	LEXICON_FILE = 4 << 20,
	LEXICON_GAP = 2
};

struct lexicon_word {
	struct str text; /* folded */
	bool stem;       /* any word that begins so */
	bool gap;        /* up to LEXICON_GAP words may stand before it */
};

struct lexicon_entry {
	const struct lexicon_word *words;
	size_t n;
	float weight; /* of feelings -3..3, of SAYS_STRONG and SAYS_WEAK a factor, else 1 */
	uint8_t role, subject;
	uint8_t level; /* whose: 0 the smileys of all languages, 1 Wend's for the language, 2 the company's own */
	bool out;      /* taken out by the company's own file */
	uint32_t next; /* with the same first word; LEXICON_NONE: no more */
};

#define LEXICON_NONE UINT32_MAX

struct lexicon;

/* What Wend brings for the language, and the smileys of all; any other language: the smileys alone. */
struct lexicon *lexicon_new(struct scope *sc, enum language language) MUST_USE;

/* False with FAULT_INVALID and the line where the text is no lexicon: a section that is not known, a weight out of
 * range, an entry of too many words, the same entry twice with other weights. */
bool lexicon_add(struct scope *sc, struct lexicon *lexicon, struct str text, const char *name) MUST_USE;

/* Wend's own file, as it was written: p NULL for languages without one. */
struct str lexicon_text(enum language language);

size_t lexicon_size(const struct lexicon *lexicon);
const struct lexicon_entry *lexicon_entry(const struct lexicon *lexicon, uint32_t i);

/* The entries whose first word this is, exactly or as one of its stems, the longest first: at most LEXICON_STARTS lists,
 * each followed by `next`. */
enum { LEXICON_STARTS = 6 };
size_t lexicon_starts(const struct lexicon *lexicon, struct str word, uint32_t *starts);

/* The entry as one would write it, with its section: "[need] please add". */
struct str lexicon_entry_text(struct scope *sc, const struct lexicon_entry *entry);

/* Takes out the entry that is written so: people said that it finds what is not there.  False: there is none. */
bool lexicon_mute(struct lexicon *lexicon, struct scope *sc, struct str entry_text);
