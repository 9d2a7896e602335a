/* model_negators - words that turn what follows them round, folded as tokens are; English ones in n't not among them.
 *
 *	for (size_t i = 0; model_negators[i].word; i++) ...
 */
#pragma once

#include "voice/language.h"

struct model_negator {
	enum language language;
	const char *word; /* NULL: the end */
};

extern const struct model_negator model_negators[];
