/* make - a definition and what was counted under it, made into a map.
 *
 *	struct map *map = map_make(sc, &(struct map_input){ .definition = def, .dictionary = d,
 *		.touchpoints = stats, .stages = stage_stats, ... });
 *
 * Pure: the same input gives the same map, to the last byte of its drawing.
 */
#pragma once

#include "map/map.h"
#include "trail/stats.h"

/* What somebody of the staff wrote of a touchpoint. */
struct map_note {
	struct str touchpoint, text, author, about; /* about p NULL: not said of which customers */
	int64_t written_us;
};

/* One of several personas: the map's own walk, of its customers alone. */
struct map_persona {
	struct str id, name;
	const struct stats *touchpoints;
	const struct voice_place *felt; /* [touchpoints] by their words; NULL: nobody said anything */
};

struct map_input {
	const struct map_channel *channels; /* the company's */
	size_t n_channels;
	const struct definition *definition;
	const struct dictionary *dictionary;
	const struct matching *matching;
	const bool *feedback; /* [touchpoints]: customers only answer and write there; NULL: nowhere */
	const bool *unseen;   /* [touchpoints]: no event that there is could stand there; NULL: none such */
	const struct stats *touchpoints; /* as the definition numbers them */
	const struct stats *stages;      /* the same walk, folded to stages */
	int64_t silence_s;
	bool silence_auto, silence_learnt; /* not set by a person; found in the data */
	int64_t now_us;                    /* the newest event of the workspace */
	uint64_t quarantined;
	const int64_t *newest_us;  /* per source kind; 0: none */
	const struct str *remarks; /* what was assumed on the way in */
	size_t n_remarks;
	const struct metric *metrics; /* what is reported of many at once */
	size_t n_metrics;
	const struct map_note *notes; /* of staff, oldest first */
	size_t n_notes;
	const struct voices *voices; /* what customers said; NULL: nothing */
	const struct map_gap *gaps;  /* in any order; those of no touchpoint are left out */
	size_t n_gaps;
	const struct map_plan *plan; /* NULL: the map is not planned */
	const struct map_persona *personas;
	size_t n_personas; /* fewer than two: no curves */
};

struct map *map_make(struct scope *sc, const struct map_input *in);
