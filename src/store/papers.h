/* papers - what people write beside maps (personas, segments, opportunities, ...), with all that was ever written.
 *
 *	struct paper *paper = papers_get(sc, docs, PAPER_PERSONA, STR("first-time-buyer"));   // NULL: there is none
 *	papers_put(sc, docs, &changed, paper->revision, &revision);                       // FAULT_CONFLICT: too late
 *	papers_restore(sc, docs, &(struct paper){ .kind = ..., .id = ... }, 1, revision, &revision);
 *
 * Nothing is overwritten and nothing is lost: a change, a removal and a return are revisions, 1 and up.  Whoever
 * writes names the revision that they saw; 0: there was none, or it is removed.
 */
#pragma once

#include "model/paper.h"
#include "store/documents.h"

enum { PAPERS_MOST = 20000 /* of one kind */, PAPER_REVISIONS = 100000 /* of one paper */ }; /* ceilings */

struct paper {
	enum paper_kind kind;
	struct str id, title;
	struct str body; /* JSON */
	struct str author;
	int64_t revision;
	int64_t written_us;
	bool gone; /* this revision removed it; title and body are those that it had */
};

/* The newest revision of each that is not removed, in the order in which they were made. */
bool papers_list(struct scope *sc, struct documents *docs, enum paper_kind kind, struct paper **papers,
	size_t *n) MUST_USE;

/* Of these so many at most, behind one of them (p NULL: from the first); of comments those on a map (p NULL: any). */
struct papers_wish {
	enum paper_kind kind;
	struct str after, map;
	size_t most;
};
bool papers_page(struct scope *sc, struct documents *docs, const struct papers_wish *wish,
	struct paper **papers, size_t *n) MUST_USE;

/* NULL: FAULT_NOT_FOUND, naming those that there are. */
struct paper *papers_get(
	struct scope *sc, struct documents *docs, enum paper_kind kind, struct str id) MUST_USE;

/* By its id, else by its title, letter case ignored. */
struct paper *papers_find(
	struct scope *sc, struct documents *docs, enum paper_kind kind, struct str name) MUST_USE;

/* All revisions, the newest first, removals too.  FAULT_NOT_FOUND where there never was one. */
bool papers_history(struct scope *sc, struct documents *docs, enum paper_kind kind, struct str id,
	struct paper **papers, size_t *n) MUST_USE;
/* Of these so many at most, those before a revision (0: the newest). */
bool papers_history_page(struct scope *sc, struct documents *docs, const struct paper *before, size_t most,
	struct paper **papers, size_t *n) MUST_USE; /* kind, id, revision of `before` */
struct paper *papers_revision(struct scope *sc, struct documents *docs, enum paper_kind kind, struct str id,
	int64_t revision) MUST_USE;

/* Every revision of every paper of all kinds, by kind, then by place and revision. */
typedef bool (*paper_fn)(struct scope *sc, void *to, const struct paper *paper);
bool papers_each(struct scope *sc, struct documents *docs, paper_fn fn, void *to) MUST_USE;

/* An id that no paper of the kind has or had: "c1", "c2", ... after the letter. */
bool papers_new_id(
	struct scope *sc, struct documents *docs, enum paper_kind kind, char letter, struct str *id) MUST_USE;

/* Each takes kind, id, author and written_us out of the paper; put its title and body too.  *made is the revision
 * that it is now. */
bool papers_put(struct scope *sc, struct documents *docs, const struct paper *paper, int64_t seen,
	int64_t *made) MUST_USE;
bool papers_remove(struct scope *sc, struct documents *docs, const struct paper *paper, int64_t seen,
	int64_t *made) MUST_USE;
bool papers_restore(struct scope *sc, struct documents *docs, const struct paper *paper, int64_t revision,
	int64_t seen, int64_t *made) MUST_USE;
