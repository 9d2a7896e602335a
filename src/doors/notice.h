/* notice - what somebody is told of: a comment that mentions them, or that answers one of theirs.
 *
 *	struct notice_told told = { 0 };                              // whose pages are to ask again
 *	notices_write(sc, db, &(struct notice_wish){ .comment = STR("c4"), .by = 3, .mentions = ids, .n = 2 }, &told);
 *	notices_drop(sc, db, STR("c4"), &told);                       // the comment is gone
 *	notices_list(sc, db, user, 0, 50, &notices, &n);              // newest first
 *
 * A comment is told to each once, however often it is changed.  What it says is read where it is kept: a notice of a
 * comment that is gone is none.  Writers call these within the transaction of the comment's change.
 */
#pragma once

#include "doors/rank.h"
#include "store/lite.h"

enum { NOTICES_MOST = 1000 /* of a user; older ones go */ };

struct notice_told {
	LIST(int64_t) users;
};

struct notice_wish {
	struct str comment;
	int64_t by; /* the user who wrote it, who is told nothing; 0: none */
	const int64_t *mentions;
	size_t n;
	int64_t answered; /* the user who wrote what it answers; 0: it answers none */
	int64_t now_us;
};

struct notice {
	int64_t id, made_us;
	struct str kind; /* "mentioned", "answered" */
	struct str by;   /* the name; p NULL: nobody who is still there */
	struct str comment;
	struct str body; /* the comment's, as JSON */
	bool seen;
};

/* Who works on maps, and so may be mentioned: by number, those behind one. */
struct notice_person {
	int64_t user;
	struct str name;
	enum rank rank;
};
bool notices_people(struct scope *sc, struct lite *db, int64_t after, size_t most,
	struct notice_person **people, size_t *n) MUST_USE;
/* FAULT_INVALID: one of them is none of these. */
bool notices_check(struct scope *sc, struct lite *db, const int64_t *users, size_t n) MUST_USE;

bool notices_write(
	struct scope *sc, struct lite *db, const struct notice_wish *wish, struct notice_told *told) MUST_USE;
bool notices_drop(struct scope *sc, struct lite *db, struct str comment, struct notice_told *told) MUST_USE;

/* Those before a number (0: the newest). */
bool notices_list(struct scope *sc, struct lite *db, int64_t user, int64_t before, size_t most,
	struct notice **notices, size_t *n) MUST_USE;
bool notices_unseen(struct scope *sc, struct lite *db, int64_t user, int64_t *n) MUST_USE;
/* All up to that one. */
bool notices_see(struct scope *sc, struct lite *db, int64_t user, int64_t until) MUST_USE;
