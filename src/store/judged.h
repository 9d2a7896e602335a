/* judged - what people say of what Wend heard: a feeling or a touchpoint corrected, a finding confirmed or rejected.
 *
 *	judged_label(sc, docs, &(struct judged_label){ .text = hash, .task = STR("feeling"), .label = STR("negative") });
 *	judged_verdict(sc, docs, &(struct judged_verdict){ .map = id, .finding = key, .confirmed = true });
 *
 * Texts are known by a hash of what they say, so that a correction holds however often the text is imported.
 */
#pragma once

#include "store/documents.h"

enum { JUDGED_NAME = 200 /* letters of a label or a finding */ };

struct judged_label {
	uint64_t text;    /* judged_text */
	struct str task;  /* "feeling", "touchpoint" */
	struct str label; /* "negative"; a touchpoint's id */
	struct str author;
	int64_t written_us;
};

uint64_t judged_text(struct str text);

/* The last word counts. */
bool judged_put_label(struct scope *sc, struct documents *docs, const struct judged_label *label) MUST_USE;
/* As if nobody had corrected it; no harm where nobody did. */
bool judged_drop_label(struct scope *sc, struct documents *docs, uint64_t text, struct str task) MUST_USE;
bool judged_labels(
	struct scope *sc, struct documents *docs, struct judged_label **labels, size_t *n) MUST_USE;
/* Removes corrections of texts that nobody says any more: they were erased. */
bool judged_forget_lost(struct scope *sc, struct documents *docs) MUST_USE;

/* Among what judged_labels gave; NULL: nobody said anything. */
const struct judged_label *judged_find(
	const struct judged_label *labels, size_t n, uint64_t text, struct str task);

struct judged_verdict {
	struct str map, finding; /* the finding's key on that map */
	bool confirmed;          /* false: rejected */
	struct str author;
	int64_t written_us;
	const struct str *entries; /* of the lexicon, by which it was found */
	size_t n_entries;
};

bool judged_put_verdict(
	struct scope *sc, struct documents *docs, const struct judged_verdict *verdict) MUST_USE;
/* The same within a transaction of the caller's, which is rolled back where this fails. */
bool judged_add_verdict(
	struct scope *sc, struct documents *docs, const struct judged_verdict *verdict) MUST_USE;
bool judged_verdicts(struct scope *sc, struct documents *docs, struct str map,
	struct judged_verdict **verdicts, size_t *n) MUST_USE; /* without their entries */

/* How often a lexicon's entry was right and wrong, over all maps. */
struct judged_entry {
	struct str entry;
	uint64_t right, wrong;
};
bool judged_entries(
	struct scope *sc, struct documents *docs, struct judged_entry **entries, size_t *n) MUST_USE;
