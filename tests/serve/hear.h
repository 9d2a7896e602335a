/* hear - an answer that goes on, as a test listens to it.
 *
 *	struct hearing h = hear(kit, kit->editor, "/api/v1/live?map=shop", "");
 *	hear_until(&h, "event: people");                 // fails after some seconds; everything so far is in h.all
 *	close(h.fd);
 */
#pragma once

#include "house_kit.h"

struct hearing {
	int fd;
	struct buf *all;
};

static inline struct hearing hear(
	struct house_kit *kit, const struct kit_user *user, const char *path, const char *headers)
{
	struct hearing h = { talk_open(kit->port), buf_new(&kit->sc, 8 << 20) };

	talk_send(h.fd, scope_printf(&kit->sc, "GET %s HTTP/1.1\r\nHost: a\r\n%s%s\r\n", path,
				kit_credentials(kit, user), headers));
	return h;
}

/* False: it ended, or nothing came for some seconds. */
static inline bool hear_more(struct hearing *h)
{
	struct pollfd p = { h->fd, POLLIN, 0 };
	char bytes[4096];
	ssize_t n = poll(&p, 1, TALK_PATIENCE_MS) > 0 ? recv(h->fd, bytes, sizeof bytes, 0) : 0;

	if (n > 0)
		buf_add(h->all, bytes, (size_t)n);
	return n > 0;
}

static inline void hear_until(struct hearing *h, const char *words)
{
	while (!str_has(buf_str(h->all), str_of(words)))
		if (!hear_more(h))
			fail_msg("\"%s\" was not heard: %.*s", words, STR_ARG(buf_str(h->all)));
}

/* What was heard is heard: the next hear_until is of what comes. */
static inline void hear_anew(struct hearing *h)
{
	buf_cut(h->all, 0);
}
