/* judging - what was heard, laid before people: findings that they confirm or reject, texts that they correct.
 *
 *	struct judging g;
 *	if (!judging_open(sc, study, def, kit, &g)) ...
 *	judging_each(&g, STR("cart"), fn, to);                       // p NULL: of all touchpoints
 *	const struct voice_finding *f = judging_find(sc, &g, STR("kqzmwx"));
 */
#pragma once

#include "answer/listen.h"
#include "store/judged.h"

struct judging {
	const struct definition *definition;
	struct study *study;
	struct listened *heard;
	/* Verdicts on what is not found at present: their keys and nothing else. */
	const struct voice_finding *lost;
	size_t n_lost;
};

bool judging_open(struct scope *sc, struct study *study, const struct definition *def, struct voice_kit *kit,
	struct judging *g) MUST_USE;

struct str judging_place(
	const struct judging *g, size_t place); /* its name; "off the map", "not found now" */
/* FAULT_NOT_FOUND: nothing of the map is called so. */
bool judging_knows(struct scope *sc, const struct judging *g, struct str touchpoint) MUST_USE;

/* Those that were found by patterns, the rejected last of each touchpoint; how many there were.  `state`: "proposed",
 * "confirmed", "rejected"; "confirmed once" and "rejected once" where it is not found any more. */
typedef void (*judging_fn)(void *to, size_t place, const struct voice_finding *finding, const char *state);
size_t judging_each(const struct judging *g, struct str touchpoint, judging_fn fn, void *to);

/* By its id or its key.  NULL: FAULT_NOT_FOUND, or FAULT_CONFLICT where two have the id. */
const struct voice_finding *judging_find(struct scope *sc, const struct judging *g, struct str id) MUST_USE;

/* A text's feeling or touchpoint (by id or name), as a person has it. */
struct correction {
	struct str text;                /* the id by which search shows it */
	struct str feeling, touchpoint; /* p NULL: stays */
	struct str author;
	int64_t now_us;
};
/* `labels`: what is to be written, at most two, by judged_put_label. */
bool judging_correct(struct scope *sc, struct study *study, const struct definition *def,
	const struct correction *c, struct judged_label labels[static 2], size_t *n) MUST_USE;
/* What the text with this id is known by to judged_drop_label; the same refusals. */
bool judging_text(struct scope *sc, struct study *study, const struct definition *def, struct str id,
	uint64_t *text) MUST_USE;
