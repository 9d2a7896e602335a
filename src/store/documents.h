/* documents - what people write, and what customers said: the transactional half of a workspace.
 *
 *	struct documents *docs = documents_open(sc, "shop/wend.db", LITE_WRITE);
 *	struct saved_map *map = documents_map(sc, docs, STR("buying-online"));     // NULL: no such map
 *	documents_put_map(sc, docs, id, text, STR("anna"), map->revision, now, &revision);
 *
 * A map keeps all of its revisions; whoever writes names the revision that they saw, and is refused with
 * FAULT_CONFLICT where somebody else was first.
 */
#pragma once

#include "store/lite.h"

struct documents;

struct documents *documents_open(struct scope *sc, const char *path, enum lite_mode mode) MUST_USE;
void documents_close(struct documents *docs); /* takes NULL */
struct lite *documents_lite(struct documents *docs);

struct saved_map {
	struct str id, title;
	struct str text;   /* the definition, as JSON */
	struct str author; /* "wend" for what was proposed and never touched */
	int64_t revision;  /* 1.. */
	int64_t written_us;
};

/* Newest revision of each map, in the order in which the maps were made. */
bool documents_maps(struct scope *sc, struct documents *docs, struct saved_map **maps, size_t *n) MUST_USE;

/* NULL: no such map (FAULT_NOT_FOUND, naming those that there are). */
struct saved_map *documents_map(struct scope *sc, struct documents *docs, struct str id) MUST_USE;

/* `seen` is the revision that was edited; 0: the map is new. */
bool documents_put_map(
	struct scope *sc, struct documents *docs, const struct saved_map *map, int64_t seen) MUST_USE;

/* The same within a transaction that is open already. */
bool documents_add_revision(
	struct scope *sc, struct documents *docs, const struct saved_map *map, int64_t seen) MUST_USE;

/* How an untouched proposal was made, so that it is made again only where the evidence has changed, and in the same
 * language. */
struct proposal_note {
	uint64_t made_of;    /* study_sum; 0: nothing is known */
	struct str language; /* of the names that Wend gave: en, pl, ru; p NULL: English */
};
bool documents_proposal(
	struct scope *sc, struct documents *docs, struct str map, struct proposal_note *note) MUST_USE;
bool documents_note_proposal(
	struct scope *sc, struct documents *docs, struct str map, const struct proposal_note *note) MUST_USE;

/* --- feedback: in one transaction with the import that brings it; the import's row in the event store is the
 *     commit, so what stands here of an import that is not there is removed on opening --- */

struct feedback {
	int64_t import;
	uint64_t row;
	uint16_t part;
	int64_t time_us;
	uint32_t customer;
	struct str text;
};

/* Within a transaction another may begin: what it wrote goes alone where it is rolled back, and stands only once the
 * outer one is committed. */
bool documents_begin(struct scope *sc, struct documents *docs) MUST_USE;
bool documents_add_feedback(
	struct scope *sc, struct documents *docs, const struct feedback *feedback) MUST_USE;
bool documents_drop_feedback(
	struct scope *sc, struct documents *docs, int64_t import, uint64_t row, uint16_t part) MUST_USE;
bool documents_commit(struct scope *sc, struct documents *docs) MUST_USE;
void documents_rollback(struct documents *docs);

/* Removes what belongs to imports above `last`, which never committed. */
bool documents_clean(struct scope *sc, struct documents *docs, int64_t last_import) MUST_USE;

/* Removes what one import brought: it was taken back. */
bool documents_drop_import(struct scope *sc, struct documents *docs, int64_t import) MUST_USE;

/* What was said in an earlier version of something, or of what its source took back, is kept and not read: all that
 * is named between begin and end, and nothing else. */
bool documents_past_begin(struct scope *sc, struct documents *docs) MUST_USE;
bool documents_past(
	struct scope *sc, struct documents *docs, int64_t import, uint64_t row, uint16_t part) MUST_USE;
bool documents_past_end(struct scope *sc, struct documents *docs) MUST_USE;

/* Removes all but what is named between begin and end. */
bool documents_only_begin(struct scope *sc, struct documents *docs) MUST_USE;
bool documents_only(
	struct scope *sc, struct documents *docs, int64_t import, uint64_t row, uint16_t part) MUST_USE;
bool documents_only_end(struct scope *sc, struct documents *docs) MUST_USE;

/* --- e-mail addresses and phones in clear, where somebody is to be written to --- */

bool documents_keep_contact(struct scope *sc, struct documents *docs, struct str hash, struct str kind,
	struct str clear) MUST_USE;
/* p NULL: it is not kept. */
bool documents_contact(struct scope *sc, struct documents *docs, struct str hash, struct str *clear) MUST_USE;

/* --- a person --- */

/* Removes what these identifiers said and what is kept of them, and shrinks the file so that no byte stays. */
bool documents_erase(struct scope *sc, struct documents *docs, const uint32_t *customers, size_t n,
	const struct str *hashes, size_t n_hashes, uint64_t *texts) MUST_USE;
bool documents_vacuum(struct scope *sc, struct documents *docs) MUST_USE;

/* Everything that is written here and has this in it; `contact`: it is another's address or phone. */
typedef bool (*mention_fn)(struct scope *sc, void *to, struct str text, bool contact);
bool documents_mentions(
	struct scope *sc, struct documents *docs, struct str text, mention_fn fn, void *to) MUST_USE;

bool documents_has_feedback(struct scope *sc, struct documents *docs, bool *has) MUST_USE;

typedef bool (*feedback_fn)(struct scope *sc, void *to, const struct feedback *feedback);
bool documents_feedback(struct scope *sc, struct documents *docs, feedback_fn fn, void *to) MUST_USE;

/* What was said that an expression of SQLite's FTS5 finds, at most `most` of it: what is likely meant first. */
bool documents_search(struct scope *sc, struct documents *docs, struct str expression, uint64_t most,
	feedback_fn fn, void *to) MUST_USE;
