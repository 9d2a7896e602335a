/* segment - a condition over customers that has a name.
 *
 *	struct segment *segment = paper_read(sc, PAPER_SEGMENT, DOCUMENT_GUESS, yaml);
 *	struct str words = condition_words(sc, segment->rule);
 */
#pragma once

#include "model/condition.h"
#include "model/paper.h"

struct segment {
	struct str id, name, about;
	struct condition *rule; /* never NULL */
};
