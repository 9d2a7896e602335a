/* body - what comes behind a request's headers, in pieces, up to a ceiling.
 *
 *	struct body body = { .most = 1 << 20 };
 *	if (!body_add(&body, bytes, n)) ...                       // the connection ends
 *	int status = body_text(sc, &body, coding, &text);         // 0, or the status of a refusal with the reason in sc
 */
#pragma once

#include <stdatomic.h>

#include "base/str.h"

/* Of all bodies of a server: each connection may send one, and memory is for all of them. */
struct body_shared {
	atomic_size_t held;
	size_t most;
};

struct body {
	char *bytes;
	size_t n, room, most;
	size_t spilt;               /* bytes past the ceiling */
	struct body_shared *shared; /* NULL: only its own ceiling counts */
	bool crowded;               /* it was the others' ceiling */
};

/* What is too much is read a little further and let go, so that the answer arrives; false: it is too much of that. */
bool body_add(struct body *body, const char *bytes, size_t n) MUST_USE;

/* `coding` is the header Content-Encoding; p NULL: none. */
int body_text(struct scope *sc, struct body *body, struct str coding, struct str *out) MUST_USE;
void body_close(struct body *body);
