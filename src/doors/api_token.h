/* api_token - tokens of the API (wt_...): some of what their user may do, until they end or are revoked.
 *
 *	struct str text;
 *	if (!api_token_add(sc, doors, by, &(struct api_token_wish){ user, name, GRANT_READ, until_us }, now_us, &text)) ...
 *	if (!api_token_open(sc, doors, text, address, now_us, &v)) ...         // FAULT_DENIED
 *
 * A token may never more than its user may at that moment: of a user who became a viewer it reads, of one who is
 * disabled it opens nothing.  The text is shown once; only its hash is kept.
 */
#pragma once

#include "doors/user.h"

enum { API_TOKENS_MOST = 100 /* of one user */, API_TOKEN_NAME_MOST = 100 /* letters */ };

struct api_token_wish {
	int64_t user;
	struct str name;
	unsigned grants;
	int64_t until_us; /* 0: until it is revoked */
};

struct api_token {
	int64_t id, user;
	struct str name, email; /* of its user */
	unsigned grants;        /* as it was made; what counts is less where the user may less */
	int64_t made_us, until_us, used_us, revoked_us; /* 0: never */
};

bool api_token_add(struct scope *sc, struct doors *doors, const struct visitor *by,
	const struct api_token_wish *wish, int64_t now_us, struct str *text) MUST_USE;
bool api_token_open(struct scope *sc, struct doors *doors, struct str text, struct str address,
	int64_t now_us, struct visitor *out) MUST_USE;
/* user 0: all of them, for an admin. */
bool api_token_list(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t user,
	struct api_token **tokens, size_t *n) MUST_USE;
bool api_token_revoke(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t id,
	int64_t now_us) MUST_USE; /* one's own; an admin anybody's */
