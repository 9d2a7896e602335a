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

#include "map/map.h"
#include "model/matching.h"
#include "store/workspace.h"
#include "trail/stats.h"

struct study {
	struct workspace *ws;
	const struct dictionary *dictionary;
	const struct trail *trail;
	struct evidence_totals totals;
	int64_t newest_us[SOURCE_KINDS]; /* newest event by kind of source; 0: none */
	int64_t auto_silence_s;          /* -1 until it is asked for */
	bool silence_learnt;             /* false: too few gaps, the usual limit */
};

/* Told now and then how many of all events are laid out; NULL: nobody asks. */
typedef void (*study_progress_fn)(void *to, uint64_t done, uint64_t all);

/* NULL where the workspace has no event yet (FAULT_NOT_FOUND). */
struct study *study_open(
	struct scope *sc, struct workspace *ws, study_progress_fn progress, void *to) MUST_USE;

struct study_wish {
	const uint64_t *customers; /* bitmap: a segment; NULL: all */
	const struct str *remarks; /* said on the map */
	size_t n_remarks;
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

/* The silence limit that fits the data; found once. */
int64_t study_silence(struct study *study);
