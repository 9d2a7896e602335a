/* study - a workspace laid out for questions: its dictionary and its trail, and the map that is asked about.
 *
 *	struct study *study = study_open(sc, ws, NULL, NULL);
 *	struct definition *def = study_first(sc, study, &(struct first_wish){ .id = STR("first-map") });
 *	struct map *map = study_map(sc, study, def, &(struct study_wish){ 0 });
 *
 * The only place where stores, counting and understanding meet: every command asks here, so no two can give
 * different answers.
 */
#pragma once

#include "answer/layout.h"
#include "map/map.h"
#include "model/matching.h"
#include "store/workspace.h"
#include "trail/stats.h"

struct study {
	struct workspace *ws;
	const struct dictionary *dictionary;
	const struct trail *trail;
	const bool *answers; /* [kinds]: an answer, no step (feedback.h) */
	struct layout *layout;
	struct evidence_persons persons; /* whose an identifier is */
	uint64_t quarantined, metric_rows;
	int64_t newest_us[SOURCE_KINDS]; /* newest event by kind of source; 0: none */
};

/* NULL where the workspace has no event yet (FAULT_NOT_FOUND).  `progress` is told of the events that have to be
 * laid out first; NULL: nobody asks. */
struct study *study_open(
	struct scope *sc, struct workspace *ws, layout_progress_fn progress, void *to) MUST_USE;
void study_close(struct study *study); /* takes NULL */

/* Of everything that a proposal is made of: the trail, and the program that makes it.  Never 0. */
uint64_t study_sum(const struct study *study);
/* The same while what comes live is little beside what is there (trail/parts.h joins it past a tenth) and of kinds that
 * were there. */
uint64_t study_sum_of_most(const struct study *study);

struct listened;
struct map_member;

struct study_wish {
	const uint64_t *customers; /* bitmap: a segment; NULL: all */
	bool has_period; /* only journeys that start in it, and what was said in it; without sums and gaps */
	int64_t from_s, to_s;
	bool counts; /* what is counted alone: nothing is heard or compared with what was expected */
	const struct str *remarks; /* said on the map */
	size_t n_remarks;
	const struct listened
		*heard; /* what was said (in the period), heard already (listen.h); NULL: it is */
	const struct map_member *personas; /* (members.h): of two and more each has a curve of its own */
	size_t n_personas;
};

/* The rules of a definition over this study's dictionary. */
struct study_rules {
	struct walk_rules walk;
	const struct matching *matching;
	bool silence_auto;
};

struct study_rules *study_rules(struct scope *sc, struct study *study, const struct definition *def) MUST_USE;

struct map *study_map(struct scope *sc, struct study *study, const struct definition *def,
	const struct study_wish *wish) MUST_USE;
