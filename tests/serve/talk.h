/* talk - a client of a test's own, that sends what no sound client would.
 *
 *	int fd = talk_open(port);
 *	talk_send(fd, "GET /health HTTP/1.1\r\nHost: a\r\n\r\n");
 *	char *answer = talk_answer(&sc, fd);          // headers and body; NULL: the server closed without a word
 */
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "test.h"

enum { TALK_PATIENCE_MS = 8000, TALK_ROOM = 1 << 20 };

static inline int talk_open(int port)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_true(fd >= 0);
	assert_int_equal(connect(fd, (const struct sockaddr *)&at, sizeof at), 0);
	return fd;
}

static inline bool talk_send_n(int fd, const char *bytes, size_t n)
{
	for (size_t done = 0; done < n;) {
		ssize_t k = send(fd, bytes + done, n - done, MSG_NOSIGNAL);
		if (k <= 0)
			return false;
		done += (size_t)k;
	}
	return true;
}

static inline bool talk_send(int fd, const char *text)
{
	return talk_send_n(fd, text, strlen(text));
}

/* How long the body is by its header; -1: not said. */
static inline long talk_length(const char *answer)
{
	const char *at = strcasestr(answer, "\r\nContent-Length:");

	return at ? strtol(at + 17, NULL, 10) : -1;
}

static inline bool talk_whole(const char *answer, size_t n)
{
	const char *end = strstr(answer, "\r\n\r\n");
	long length = end ? talk_length(answer) : -1;

	return end && (length < 0 || n >= (size_t)(end + 4 - answer) + (size_t)length);
}

static inline char *talk_answer(struct scope *sc, int fd)
{
	char *room = scope_alloc(sc, TALK_ROOM, 1);
	size_t n = 0;

	while (n + 1 < TALK_ROOM && !talk_whole(room, n)) {
		struct pollfd p = { fd, POLLIN, 0 };
		if (poll(&p, 1, TALK_PATIENCE_MS) <= 0)
			return NULL;
		ssize_t k = recv(fd, room + n, TALK_ROOM - 1 - n, 0);
		if (k <= 0)
			break;
		n += (size_t)k;
	}
	return n ? room : NULL;
}

static inline int talk_status(const char *answer)
{
	return answer && strncmp(answer, "HTTP/1.1 ", 9) == 0 ? atoi(answer + 9) : 0;
}

static inline const char *talk_body(const char *answer)
{
	const char *end = answer ? strstr(answer, "\r\n\r\n") : NULL;

	return end ? end + 4 : "";
}

/* Whether the other end closes within the patience. */
static inline bool talk_closed(int fd)
{
	char byte[256];
	struct pollfd p = { fd, POLLIN, 0 };

	while (poll(&p, 1, TALK_PATIENCE_MS) > 0)
		if (recv(fd, byte, sizeof byte, 0) <= 0)
			return true;
	return false;
}
