/* serving - wend serve as a process of a test, and requests to it.
 *
 *	struct serving s = serving_start(box, "ws", (const char *const[]){ "--limit", "move-seconds=1", NULL });
 *	struct answer a = serving_post(&s, "/v1/track?writeKey=wk_...", body);
 *	serving_stop(&s, SIGTERM);
 */
#pragma once

#include <ctype.h>
#include <signal.h>

#include "../serve/talk.h"
#include "shop.h"

enum { SERVING_OPTIONS = 20, SERVING_START_MS = 30000 };

struct serving {
	struct box *box;
	pid_t pid;
	int port;
};

struct answer {
	int status; /* 0: none came */
	const char *text, *body;
};

/* A port that nobody has; who comes first gets it. */
static inline int serving_port(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t n = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(bind(fd, (const struct sockaddr *)&at, sizeof at), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &n), 0);
	close(fd);
	return ntohs(at.sin_port);
}

static inline bool serving_is_up(int port)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	bool up = connect(fd, (const struct sockaddr *)&at, sizeof at) == 0;
	close(fd);
	return up;
}

static inline struct serving serving_start(struct box *box, const char *dir, const char *const *more)
{
	struct serving s = { .box = box, .port = serving_port() };
	const char *arguments[SERVING_OPTIONS] = { "serve", dir, "--listen",
		scope_printf(&box->sc, "127.0.0.1:%d", s.port) };

	for (size_t i = 0; more && more[i] && i + 5 < SERVING_OPTIONS; i++)
		arguments[4 + i] = more[i];
	s.pid = spawn_start(box, wend_bin(), arguments);
	for (int ms = 0; !serving_is_up(s.port); ms += 20) {
		assert_true(ms < SERVING_START_MS);
		usleep(20000);
	}
	return s;
}

static inline struct ran serving_stop(struct serving *s, int signal_)
{
	kill(s->pid, signal_);
	return spawn_wait(s->pid);
}

static inline struct answer serving_say(struct serving *s, const char *request)
{
	int fd = talk_open(s->port);
	struct answer a = { 0 };

	talk_send(fd, request);
	a.text = talk_answer(&s->box->sc, fd);
	a.status = talk_status(a.text);
	a.body = talk_body(a.text);
	close(fd);
	return a;
}

static inline struct answer serving_get(struct serving *s, const char *path)
{
	return serving_say(
		s, scope_printf(&s->box->sc,
			   "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", path));
}

static inline struct answer serving_post(struct serving *s, const char *path, const char *json)
{
	return serving_say(
		s, scope_printf(&s->box->sc,
			   "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
			   "Connection: close\r\nContent-Length: %zu\r\n\r\n%s",
			   path, strlen(json), json));
}

/* The write key of a live source that is made for the test. */
static inline const char *serving_key(struct box *box, const char *dir)
{
	const char *said = wend_ok(box, "source", "add", "shop", "-w", dir).p, *at = strstr(said, "wk_");
	size_t n = 0;

	assert_non_null(at);
	while (at[n] && (isalnum((unsigned char)at[n]) || at[n] == '_' || at[n] == '-'))
		n++;
	return str_copy(&box->sc, (struct str){ at, n }).p;
}
