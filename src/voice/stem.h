/* stem - words cut to what their inflected forms share, for search, themes and keywords.
 *
 *	struct stemmer *s = stemmer_open();
 *	struct str stem = stem_word(s, LANGUAGE_PL, STR("dostawami"));      // "dostaw"
 *	stemmer_close(s);
 *
 * English and Russian by libstemmer (Snowball), Polish by a light suffix stemmer of our own (stem_pl.h).  Words come
 * in folded (tokens.h).  A stemmer belongs to one thread; what it gives lives until it is asked again.
 */
#pragma once

#include "voice/language.h"

struct stemmer;

struct stemmer *stemmer_open(void);
void stemmer_close(struct stemmer *stemmer); /* takes NULL */

/* Words of other languages, and those with digits, come back as they are. */
struct str stem_word(struct stemmer *stemmer, enum language language, struct str folded);
