#include "serve/collector_origin.h"

void origin_allow(struct request *req, struct reply *reply)
{
	struct str origin = request_header(req, "Origin");

	if (!origin.p || str_empty(origin))
		return;
	reply_add(reply, "Access-Control-Allow-Origin", origin);
	reply_add(reply, "Access-Control-Allow-Credentials", STR("true"));
	reply_add(reply, "Vary", STR("Origin"));
}

/* The headers that the tracking libraries in use send. */
enum answered origin_preflight(struct request *req, struct reply *reply)
{
	origin_allow(req, reply);
	reply_add(reply, "Access-Control-Allow-Methods", STR("POST, OPTIONS"));
	reply_add(reply, "Access-Control-Allow-Headers",
		STR("Content-Type, Content-Encoding, Authorization, X-Write-Key, AnonymousId, User-Agent"));
	reply_add(reply, "Access-Control-Max-Age", STR("86400"));
	reply->status = 204;
	return ANSWERED;
}
