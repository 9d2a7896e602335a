/* body - what comes behind a request's headers, in pieces, up to a ceiling.
 *
 *	struct body body = { .most = 1 << 20 };
 *	if (!body_add(&body, bytes, n)) ...                       // the connection ends
 *	int status = body_text(sc, &body, coding, &text);         // 0, or the status of a refusal with the reason in sc
 */
#pragma once

#include <stdatomic.h>

#include "base/str.h"

/* Bytes past the ceiling that are read and let go: who is cut off while sending may never see the answer.  Who asks
 * before sending ("Expect") is told at once. */
enum { BODY_SPILL = 8 << 20 };

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

/* false: it is more than BODY_SPILL too much. */
bool body_add(struct body *body, const char *bytes, size_t n) MUST_USE;

/* `coding` is the header Content-Encoding; p NULL: none. */
int body_text(struct scope *sc, struct body *body, struct str coding, struct str *out) MUST_USE;
void body_close(struct body *body);
