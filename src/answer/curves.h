/* curves - a map's walk once more for each of its personas: what their curves are drawn from.
 *
 *	in.personas = curves_count(sc, study, &rules->walk, wish, heard);
 *	in.n_personas = curves_of(wish);
 */
#pragma once

#include "answer/listen.h"
#include "map/make.h"

/* How many of the wish's personas have a curve: none of a single one, MAP_CURVES at most. */
size_t curves_of(const struct study_wish *wish);

/* Those, of the customers that are of the persona and are wished for; `heard`: all that these said, NULL: nothing. */
struct map_persona *curves_count(struct scope *sc, struct study *study, const struct walk_rules *rules,
	const struct study_wish *wish, const struct listened *heard);
