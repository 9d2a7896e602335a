#include "serve/dress.h"

/* Nothing inline, nothing from elsewhere; pages that may be framed say so themselves, before this. */
#define PAGE                                                                                                           \
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src " \
	"'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
#define OTHER "default-src 'none'; "
/* The pictures in it are part of it. */
#define DRAWING "default-src 'none'; img-src data:; "
#define FRAMED_BY "frame-ancestors "

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

static bool is_page(const struct reply *reply)
{
	return reply->type && strncmp(reply->type, "text/html", 9) == 0;
}

static const char *policy(const struct reply *reply)
{
	bool drawing = reply->type && strcmp(reply->type, "image/svg+xml") == 0;

	return is_page(reply) ? PAGE : drawing ? DRAWING : OTHER;
}

void dress_framed(struct request *req, struct reply *reply, struct str origins)
{
	if (!str_empty(origins))
		reply_add(reply, "Content-Security-Policy",
			str_of(scope_printf(
				req->sc, "%s" FRAMED_BY "%.*s", policy(reply), STR_ARG(origins))));
}

/* X-Frame-Options knows no list of origins: where a page has a policy of its own, that alone speaks. */
static void forbid_frames(struct request *req, struct reply *reply)
{
	if (has(reply, "Content-Security-Policy"))
		return;
	reply_add(reply, "Content-Security-Policy",
		str_of(scope_printf(req->sc, "%s" FRAMED_BY "'none'", policy(reply))));
	if (is_page(reply))
		reply_add(reply, "X-Frame-Options", STR("DENY"));
}

void dress_reply(struct request *req, struct reply *reply)
{
	add_where_missing(reply, "X-Content-Type-Options", "nosniff");
	add_where_missing(reply, "Referrer-Policy", "same-origin");
	add_where_missing(reply, "Cache-Control", "no-store");
	/* What the asker has already keeps the policy that it came with: this one would take its place (RFC 9111, 4.3.4). */
	if (reply->status != 304)
		forbid_frames(req, reply);
}
