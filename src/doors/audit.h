/* audit - who changed what, and who looked at personal data: rows that are only ever added.
 *
 *	audit_add(sc, db, by, &(struct audit_entry){ AUDIT_MAP_CHANGE, "map", id, { { "revision", "7" } } }, now_us);
 *	struct audit_page page;
 *	audit_list(sc, db, by, &(struct audit_filter){ .action = STR("user.role") }, &page);      // page.next: the next cursor
 *
 * Called within the transaction of the change itself (any connection to wend.db), so that there is never one without the
 * other.  Details name no person: ids, roles, counts.  Addresses are cut.
 */
#pragma once

#include "doors/visitor.h"
#include "store/lite.h"

enum audit_action {
	AUDIT_SIGN_IN,
	AUDIT_SIGN_IN_REFUSED,
	AUDIT_SIGN_OUT,
	AUDIT_USER_ADD,
	AUDIT_USER_ROLE,
	AUDIT_USER_NAME,
	AUDIT_USER_LANGUAGE,
	AUDIT_USER_DISABLE,
	AUDIT_USER_ENABLE,
	AUDIT_USER_REMOVE,
	AUDIT_PASSWORD,
	AUDIT_LINK_MAKE,
	AUDIT_LINK_USE,
	AUDIT_SECOND_ON,
	AUDIT_SECOND_OFF,
	AUDIT_RECOVERY_USE,
	AUDIT_TOKEN_ADD,
	AUDIT_TOKEN_REVOKE,
	AUDIT_SHARE_ADD,
	AUDIT_SHARE_REVOKE,
	AUDIT_MAP_CHANGE,
	AUDIT_MAP_PUBLISH,
	AUDIT_MAP_REMOVE,
	AUDIT_PERSONA_CHANGE,
	AUDIT_PERSONA_REMOVE,
	AUDIT_SEGMENT_CHANGE,
	AUDIT_SEGMENT_REMOVE,
	AUDIT_OPPORTUNITY_CHANGE,
	AUDIT_OPPORTUNITY_REMOVE,
	AUDIT_NOTE_CHANGE,
	AUDIT_NOTE_REMOVE,
	AUDIT_COMMENT_CHANGE,
	AUDIT_COMMENT_REMOVE,
	AUDIT_LIBRARY_CHANGE,
	AUDIT_ATTACHMENT_ADD,
	AUDIT_IMPORT,
	AUDIT_IMPORT_UNDO,
	AUDIT_EXPORT,
	AUDIT_ERASE,
	AUDIT_RETENTION,
	AUDIT_WRITE_KEY_ADD,
	AUDIT_WRITE_KEY_REVOKE,
	AUDIT_SETTING,
	AUDIT_BACKUP,
	AUDIT_LOOK_CUSTOMER,
	AUDIT_LOOK_SEARCH,
	AUDIT_LOOK_TEXTS,
	AUDIT_LOOK_JOURNEYS,
	AUDIT_ACTIONS,
};

const char *audit_key(enum audit_action action);   /* "user.role" */
const char *audit_words(enum audit_action action); /* "changed a user's role" */
bool audit_is_look(enum audit_action action);      /* at personal data */

enum { AUDIT_DETAILS = 4, AUDIT_PAGE_MOST = 500 };

struct audit_detail {
	const char *name; /* NULL: no more */
	struct str value;
};

struct audit_entry {
	enum audit_action action;
	const char *on;   /* "user", "map", "customer"; NULL: nothing */
	struct str on_id; /* of a customer: the hash, never what it is of */
	struct audit_detail details[AUDIT_DETAILS];
};

bool audit_add(struct scope *sc, struct lite *db, const struct visitor *by, const struct audit_entry *entry,
	int64_t now_us) MUST_USE;

struct audit_row {
	int64_t id, when_us;
	enum visitor_kind who;
	int64_t who_id, user; /* 0: none */
	struct str who_name;  /* as it is shown today; p NULL: gone, or has none */
	struct str action, words;
	struct str on, on_id, details /* JSON */, address; /* p NULL: none */
};

struct audit_filter {
	int64_t before;         /* the cursor: a page's `next`; 0: the newest */
	size_t most;            /* 0: 100; at most AUDIT_PAGE_MOST */
	struct str action;      /* "user.role", or "user." for all that begin so; p NULL: any */
	struct str on, on_id;   /* p NULL: any */
	int64_t user;           /* who did it, by session or token; 0: anybody */
	int64_t from_us, to_us; /* 0: open; to is exclusive */
	bool looks;             /* only looks at personal data */
};

struct audit_page {
	struct audit_row *rows; /* newest first */
	size_t n;
	int64_t next; /* 0: that was all */
};

/* GRANT_ADMIN */
bool audit_list(struct scope *sc, struct lite *db, const struct visitor *by,
	const struct audit_filter *filter, struct audit_page *page) MUST_USE;

/* Whose the first change of something is, by session or token; 0: nobody's who signs in.  No name that two may have. */
bool audit_first(struct scope *sc, struct lite *db, const char *on, struct str on_id, int64_t *user) MUST_USE;

/* Likewise whose the newest row is that says the same: action, on, on_id and the first detail are looked at. */
bool audit_whose(struct scope *sc, struct lite *db, const struct audit_entry *entry, int64_t *user) MUST_USE;
