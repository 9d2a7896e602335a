/* attack_kit - what the tests that attack a whole server share: everything that it says on a connection, and which of its
 * answers were to what.
 *
 *	struct attack_answer h = attack_say(kit, bytes, n);       // until the server closes, or says nothing for a while
 *	assert_int_equal(h.answers, 1);
 *	assert_true(h.closed);
 */
#pragma once

#include "house_kit.h"

enum { ATTACK_QUIET_MS = 700, ATTACK_ROOM = 1 << 20 };

/* Which answer it is to, whatever stands before. */
#define ATTACK_HIDDEN "GET /health HTTP/1.1\r\nHost: a\r\n\r\n"

struct attack_answer {
	const char *text; /* all of it; a NUL behind */
	size_t n;
	int status;  /* of the first answer; 0: none */
	int answers; /* whole answers' first lines */
	bool closed; /* by the server */
};

static inline struct attack_answer attack_listen(struct house_kit *kit, int fd)
{
	char *room = scope_alloc(&kit->sc, ATTACK_ROOM, 1);
	struct attack_answer h = { .text = room };
	struct pollfd p = { fd, POLLIN, 0 };

	while (!h.closed && h.n + 1 < ATTACK_ROOM && poll(&p, 1, ATTACK_QUIET_MS) > 0) {
		ssize_t k = recv(fd, room + h.n, ATTACK_ROOM - 1 - h.n, 0);
		h.closed = k <= 0;
		h.n += k > 0 ? (size_t)k : 0;
	}
	h.status = talk_status(room);
	for (const char *at = room; (at = strstr(at, "HTTP/1.1 ")) != NULL; at += 9)
		h.answers += at[9] >= '1' && at[9] <= '5' && at[12] == ' ';
	return h;
}

static inline struct attack_answer attack_say(struct house_kit *kit, const char *bytes, size_t n)
{
	int fd = talk_open(kit->port);

	talk_send_n(fd, bytes, n);
	struct attack_answer h = attack_listen(kit, fd);
	close(fd);
	return h;
}

/* A server that answers soundly afterwards, whatever was done to it. */
static inline void attack_survived(struct house_kit *kit)
{
	static const char ask[] = "GET /ready HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

	assert_int_equal(attack_say(kit, ask, sizeof ask - 1).status, 200);
}

static inline int attack_open(void **state)
{
	*state = house_kit_open();
	return 0;
}

static inline int attack_close(void **state)
{
	house_kit_close(*state);
	return 0;
}

/* A header's value; NULL: the answer has none of this name. */
static inline const char *attack_header(struct house_kit *kit, const struct kit_answer *a, const char *name)
{
	const char *at = strcasestr(a->all, scope_printf(&kit->sc, "\r\n%s: ", name));
	const char *end = strstr(a->all, "\r\n\r\n");

	if (!at || !end || at > end)
		return NULL;
	at += strlen(name) + 4;
	return str_copy(&kit->sc, (struct str){ at, strcspn(at, "\r") }).p;
}
