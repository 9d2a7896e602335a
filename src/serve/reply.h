/* reply - an answer over HTTP: a status, headers, and a body that lies in the request's scope or is static.
 *
 *	reply_json(reply, buf_str(out));
 *	return reply_problem(req, reply, 404, "there is no map \"x\" here");
 *	return reply_fault(req, reply);                    // what the scope says went wrong
 *
 * Errors are problem+json (RFC 9457): title, status, detail, the request's id.
 */
#pragma once

#include "base/buf.h"
#include "serve/request.h"

enum { REPLY_HEADERS = 16 };

struct reply_header {
	const char *name;
	struct str value;
};

/* A part of an open file; the server closes it. */
struct reply_file {
	int fd; /* -1: handed on */
	uint64_t from, n;
};

struct reply {
	int status;       /* 0: not made yet */
	const char *type; /* of the body; NULL: none */
	struct str body;
	struct reply_header headers[REPLY_HEADERS];
	size_t n;
	struct stream *stream;   /* goes on after the body's place: stream.h; NULL: the body is all */
	struct reply_file *file; /* instead of the body: reply_file.h; NULL: the body is all */
	bool closes;   /* the connection ends with it: it is not known where the next request begins */
	bool as_it_is; /* packed already, or not worth it */
};

void reply_add(struct reply *reply, const char *name, struct str value);
void reply_json(struct reply *reply, struct str body);
void reply_text(struct reply *reply, const char *type, struct str body);

/* Always false, for handlers that go on only where all is well. */
bool reply_problem(struct request *req, struct reply *reply, int status, const char *detail, ...)
	__attribute__((format(printf, 4, 5)));
bool reply_fault(struct request *req, struct reply *reply);
int reply_fault_status(enum fault fault);
const char *reply_title(int status); /* "Not Found" */

/* An ETag of what is answered, which turns the reply into 304 where the asker has it already. */
void reply_tag(struct request *req, struct reply *reply, uint64_t hash);

/* The same of what everybody may keep for so long without asking again. */
void reply_tag_public(struct request *req, struct reply *reply, uint64_t hash, unsigned seconds);

/* Packs the body where that is worth it and the asker takes it; once, however often it is asked. */
void reply_pack(struct request *req, struct reply *reply);
