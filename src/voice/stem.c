#include "voice/stem.h"

#include <libstemmer.h>
#include <stdlib.h>

#include "voice/stem_pl.h"

enum { WORD = 96 /* bytes: longer ones are no words */ };

struct stemmer {
	struct scope sc;
	struct sb_stemmer *snowball[LANGUAGES]; /* of English and Russian */
	struct stem_pl *pl;
	char room[STEM_PL_ROOM];
};

static struct sb_stemmer *snowball_open(const char *algorithm)
{
	struct sb_stemmer *snowball = sb_stemmer_new(algorithm, "UTF_8");

	if (!snowball)
		abort(); /* it fails for want of memory alone, which ends the process as in scope_alloc */
	return snowball;
}

struct stemmer *stemmer_open(void)
{
	struct stemmer *stemmer = calloc(1, sizeof *stemmer);

	if (!stemmer)
		abort();
	stemmer->snowball[LANGUAGE_EN] = snowball_open("english");
	stemmer->snowball[LANGUAGE_RU] = snowball_open("russian");
	stemmer->pl = stem_pl_open(&stemmer->sc);
	return stemmer;
}

void stemmer_close(struct stemmer *stemmer)
{
	if (!stemmer)
		return;
	for (size_t i = 0; i < LANGUAGES; i++)
		if (stemmer->snowball[i])
			sb_stemmer_delete(stemmer->snowball[i]);
	scope_close(&stemmer->sc);
	free(stemmer);
}

static bool has_digit(struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if (word.p[i] >= '0' && word.p[i] <= '9')
			return true;
	return false;
}

/* Snowball reads letters without looking where the word ends: one that is cut in two must not reach it. */
static struct str snowball_word(struct sb_stemmer *snowball, struct str word)
{
	if (!str_is_utf8(word))
		return word;
	const sb_symbol *stem = sb_stemmer_stem(snowball, (const sb_symbol *)word.p, (int)word.n);
	return stem ? (struct str){ (const char *)stem, (size_t)sb_stemmer_length(snowball) } : word;
}

struct str stem_word(struct stemmer *stemmer, enum language language, struct str folded)
{
	if (folded.n == 0 || folded.n > WORD || has_digit(folded))
		return folded;
	if (language == LANGUAGE_PL)
		return stem_pl_word(stemmer->pl, folded, stemmer->room);
	struct sb_stemmer *snowball = stemmer->snowball[language];
	return snowball ? snowball_word(snowball, folded) : folded;
}
