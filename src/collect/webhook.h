/* webhook - a service that tells what became of its mails: whether it is really the one, by row.
 *
 *	const struct webhook *hook = webhook_find(source->webhook);
 *	if (!webhook_verify(sc, hook, source->secret, &request)) ...     // FAULT_DENIED: 401
 *	inbox_put(... hook->kind, request.body ...)
 *
 *	SendGrid  ECDSA P-256 over timestamp and body; the secret is the public key that SendGrid shows, base64
 *	Mailgun   HMAC-SHA256 over timestamp and token, which stand in the body
 *	Postmark  none: a secret in the address or as the password of Basic
 */
#pragma once

#include "collect/event.h"

struct webhook_request {
	struct str body;
	int64_t now_us;
	struct str password; /* of "Authorization: Basic", decoded, behind the colon; p NULL: none */
	struct str token;    /* "?token=" of the address, or its last part; p NULL: none */
	/* A header's value; p NULL: it is not there. */
	struct str (*header)(void *to, const char *name);
	void *to;
};

struct webhook {
	const char *name;  /* "sendgrid" */
	const char *about; /* where its secret is found, for people */
	enum collect_kind kind;
	bool (*verify)(struct scope *sc, struct str secret, const struct webhook_request *request);
	bool (*secret_ok)(struct scope *sc, struct str secret); /* whether it can be one */
};

enum { WEBHOOK_AGE_S = 15 * 60, WEBHOOK_AHEAD_S = 5 * 60 };

extern const struct webhook webhooks[];
extern const size_t n_webhooks;
const struct webhook *webhook_find(struct str name); /* NULL: none of this name */
bool webhook_verify(struct scope *sc, const struct webhook *hook, struct str secret,
	const struct webhook_request *request) MUST_USE;

/* The body's records, each an event: for the answer, and for what waits. */
bool webhook_count(struct scope *sc, const struct webhook *hook, struct str body, size_t *events) MUST_USE;
