/* share - links that show one map to people who cannot sign in: read-only, ending, revocable.
 *
 *	if (!share_add(sc, doors, by, &(struct share_wish){ .map = id, .until_us = t }, now_us, &text)) ...      // "ws_..."
 *	struct share_seen seen;
 *	if (!share_open(sc, doors, &(struct share_try){ text, password }, now_us, &seen)) ...
 *	if (seen.needs_password) ... else seen.share.map, .version, .hide_quotes, .small_n; cookie seen.pass
 *
 * A link that never was, has ended, was revoked, or has another password is refused in the same words.
 */
#pragma once

#include "doors/doors.h"
#include "doors/ticket.h"
#include "doors/visitor.h"

enum {
	SHARES_MOST = 10000,
	SHARE_SMALL_N_MOST = 1000,
	SHARE_TITLE_MOST = 200 /* letters */,
	SHARE_FRAMES_MOST = 10
};

struct share_wish {
	struct str map, version; /* version p NULL: the map as it stands */
	struct str title;        /* for whoever lists them; may be empty */
	bool hide_quotes;
	int64_t small_n;          /* numbers of fewer customers are hidden; 0: none are */
	int64_t until_us;         /* 0: until it is revoked */
	struct str password;      /* p NULL: none */
	const struct str *frames; /* "https://intranet.example": whose pages may show it in a frame */
	size_t n_frames;
	struct str language; /* "en", "pl", "ru": of what Wend writes; p NULL: the reader's own */
};

struct share {
	int64_t id;
	struct str map, version, title; /* version p NULL: the map as it stands */
	bool hide_quotes, has_password;
	int64_t small_n, until_us, made_us, revoked_us, viewed_us, views;
	int64_t by;          /* the user who made it; 0: the command line */
	struct str email;    /* theirs; p NULL: the command line, or they are gone */
	struct str frames;   /* origins with blanks between; empty: no other page may show it */
	struct str language; /* p NULL: the reader's own */
};

struct share_try {
	struct str text;
	struct str password; /* p NULL: not asked for yet */
	struct str
		pass; /* what share_open gave for the right password: it spares the next request the hash */
	struct str address;
	bool counts; /* as a view: the page itself, not what it loads */
};

struct share_seen {
	bool needs_password; /* ask for it; nothing else is told */
	struct str frames;   /* as in share: where the form may stand, too; p NULL: there is no such link */
	struct str language; /* as in share: of the form, too */
	struct share share;
	char pass[TICKET_HASH]; /* "" where the link has no password */
	struct visitor visitor;
	int64_t retry_s; /* with FAULT_LIMIT */
};

bool share_add(struct scope *sc, struct doors *doors, const struct visitor *by, const struct share_wish *wish,
	int64_t now_us, struct str *text) MUST_USE;
bool share_open(struct scope *sc, struct doors *doors, const struct share_try *attempt, int64_t now_us,
	struct share_seen *seen) MUST_USE;
/* GRANT_WRITE; map p NULL: of all maps. */
bool share_list(struct scope *sc, struct doors *doors, const struct visitor *by, struct str map,
	struct share **shares, size_t *n) MUST_USE;
bool share_revoke(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t id,
	int64_t now_us) MUST_USE; /* GRANT_WRITE */
