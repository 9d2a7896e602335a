/* access_line - one line of a web server's log (Apache's common and combined format, nginx's main and combined), taken
 * apart.
 *
 *	struct access_line a;
 *	const char *why = access_line_read(line, &a);       // NULL: it is one
 *	a.address, a.request, a.status, a.agent, ...        // as they stand, escapes and all; p NULL for "-"
 *
 *	[host[:port] ] address[, address ...] ident user [time] "request" status bytes ["referer" "agent" ["forwarded"] ...]
 */
#pragma once

#include "base/str.h"

struct access_line {
	struct str host;    /* of a server with several: what stands before the address, without a port */
	struct str address; /* the customer's; of a list of proxies the first */
	struct str user;
	struct str time; /* what stands between the brackets */
	struct str request, referer, agent;
	int status;
	bool combined; /* it tells the browser, or that there was none */
};

const char *access_line_read(struct str line, struct access_line *out) MUST_USE;

/* "02/Mar/2026:11:15:00 +0100", and nothing else. */
bool access_time(struct str text, int64_t *us) MUST_USE;

/* Without its escapes, \" and \x22, in `room`, which has text.n bytes; as it stands where that would be no text. */
struct str access_plain(struct str text, char *room);
