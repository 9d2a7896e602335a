#include "serve/dress.h"

/* Nothing inline, nothing from elsewhere; pages that may be framed say so themselves, before this. */
#define POLICY                                                                                                         \
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src " \
	"'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

static bool has(const struct reply *reply, const char *name)
{
	for (size_t i = 0; i < reply->n; i++)
		if (strcmp(reply->headers[i].name, name) == 0)
			return true;
	return false;
}

static void add_where_missing(struct reply *reply, const char *name, const char *value)
{
	if (!has(reply, name))
		reply_add(reply, name, str_of(value));
}

void dress_reply(struct request *req, struct reply *reply)
{
	(void)req;
	add_where_missing(reply, "X-Content-Type-Options", "nosniff");
	add_where_missing(reply, "Referrer-Policy", "same-origin");
	add_where_missing(reply, "Cache-Control", "no-store");
	/* What the asker has already keeps the policy that it came with: this one would take its place (RFC 9111, 4.3.4). */
	if (reply->status == 304)
		return;
	if (reply->type && strncmp(reply->type, "text/html", 9) == 0) {
		add_where_missing(reply, "Content-Security-Policy", POLICY);
		add_where_missing(reply, "X-Frame-Options", "DENY");
	} else {
		add_where_missing(
			reply, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
	}
}
