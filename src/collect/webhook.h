/* webhook - a service that tells what became of its mails: whether it is really the one, by row.
 *
 *	const struct webhook *hook = webhook_find(source->webhook);
 *	if (!webhook_verify(sc, hook, source->secret, &request)) ...     // FAULT_DENIED: 401
 *	if (!webhook_count(sc, hook, body, 0, &events)) ...                // FAULT_INVALID: 400, FAULT_LIMIT: 413
 *	inbox_put(... hook->kind, events, body ...)
 *
 *	SendGrid  ECDSA P-256 over timestamp and body; the secret is the public key that SendGrid shows, base64
 *	Mailgun   HMAC-SHA256 over timestamp and token, which stand in the body
 *	Postmark  none: a secret in the address, or as the password of Basic
 */
#pragma once

#include "collect/event.h"

/* Tokens that came lately, each with the body it came with: Mailgun's signature does not cover the body. */
struct webhook_tokens;
struct webhook_tokens *webhook_tokens_open(struct scope *sc) MUST_USE;
void webhook_tokens_close(struct webhook_tokens *tokens); /* takes NULL */

struct webhook_request {
	struct str body;
	int64_t now_us;
	struct str password; /* of "Authorization: Basic", decoded, behind the colon; p NULL: none */
	struct str token;    /* the address's: "?token=", or its last part; p NULL: none */
	struct str (*header)(void *to, const char *name); /* p NULL: it is not there; NULL: there are none */
	void *to;
	struct webhook_tokens *tokens; /* on any thread; NULL: not looked at */
};

struct webhook {
	const char *name;  /* "sendgrid" */
	const char *about; /* where its secret is found, for people */
	enum collect_kind kind;
	/* How old a signature may be.  A delivery that failed is tried again for so long, and nobody says that it is
	 * signed anew; what comes twice is the same event. */
	int64_t age_s;
	bool (*verify)(struct scope *sc, const struct webhook *hook, struct str secret,
		const struct webhook_request *request);
	bool (*secret_ok)(struct scope *sc, struct str secret); /* whether it can be one */
};

enum { WEBHOOK_AHEAD_S = 5 * 60, WEBHOOK_SECRET_LEAST = 16 /* bytes, where people make it */ };

extern const struct webhook webhooks[];
extern const size_t n_webhooks;
const struct webhook *webhook_find(struct str name); /* NULL: none of this name */
/* false: FAULT_DENIED. */
bool webhook_verify(struct scope *sc, const struct webhook *hook, struct str secret,
	const struct webhook_request *request) MUST_USE;

/* The body's records, each an event.  `most`: bytes of the body; 0: COLLECT_BATCH_BYTES. */
bool webhook_count(struct scope *sc, const struct webhook *hook, struct str body, size_t most,
	uint32_t *events) MUST_USE;
