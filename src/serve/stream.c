#include "serve/stream.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

struct stream {
	pthread_mutex_t lock;
	char *bytes; /* what waits, from `from` to `n` */
	size_t from, n, room, most;
	bool ended, gone, asleep;
	bool listed;
	int holders;
	void (*wake)(void *to), (*told_gone)(void *to);
	void *to, *gone_to;
	struct stream *next, *before; /* the loop's */
	int64_t since_us, beat_us;
	int fd; /* of its connection; -1: not known */
};

enum { BEAT_US = 15000000 };

struct stream *stream_new(size_t most)
{
	struct stream *s = calloc(1, sizeof *s);

	if (!s || pthread_mutex_init(&s->lock, NULL) != 0)
		abort();
	s->most = most;
	s->holders = 2;
	return s;
}

static void rouse(struct stream *s)
{
	if (!s->asleep || !s->wake)
		return;
	s->asleep = false;
	s->wake(s->to);
}

static void make_room(struct stream *s, size_t more)
{
	if (s->n > s->from)
		memmove(s->bytes, s->bytes + s->from, s->n - s->from);
	s->n -= s->from;
	s->from = 0;
	if (s->n + more <= s->room)
		return;
	s->room = 2 * (s->n + more);
	s->bytes = realloc(s->bytes, s->room);
	if (!s->bytes)
		abort();
}

static bool add(struct stream *s, struct str bytes)
{
	if (s->ended || s->gone)
		return false;
	if (s->n - s->from + bytes.n > s->most) {
		s->ended = true;
		rouse(s);
		return false;
	}
	if (s->n + bytes.n > s->room)
		make_room(s, bytes.n);
	memcpy(s->bytes + s->n, bytes.p, bytes.n);
	s->n += bytes.n;
	rouse(s);
	return true;
}

bool stream_put(struct stream *s, struct str bytes)
{
	pthread_mutex_lock(&s->lock);
	bool ok = bytes.n == 0 ? !s->ended && !s->gone : add(s, bytes);
	pthread_mutex_unlock(&s->lock);
	return ok;
}

void stream_on_gone(struct stream *s, void (*gone)(void *to), void *to)
{
	pthread_mutex_lock(&s->lock);
	s->told_gone = gone;
	s->gone_to = to;
	pthread_mutex_unlock(&s->lock);
}

void stream_on_wake(struct stream *s, void (*wake)(void *to), void *to)
{
	pthread_mutex_lock(&s->lock);
	s->wake = wake;
	s->to = to;
	pthread_mutex_unlock(&s->lock);
}

enum stream_state stream_take(struct stream *s, char *out, size_t room, size_t *n)
{
	enum stream_state state;

	pthread_mutex_lock(&s->lock);
	*n = s->n - s->from < room ? s->n - s->from : room;
	if (*n)
		memcpy(out, s->bytes + s->from, *n);
	s->from += *n;
	state = *n ? STREAM_BYTES : s->ended ? STREAM_END : STREAM_WAIT;
	s->asleep = state == STREAM_WAIT;
	pthread_mutex_unlock(&s->lock);
	return state;
}

static void let_go(struct stream *s)
{
	bool last = --s->holders == 0;

	pthread_mutex_unlock(&s->lock);
	if (!last)
		return;
	pthread_mutex_destroy(&s->lock);
	free(s->bytes);
	free(s);
}

void stream_end(struct stream *s)
{
	if (!s)
		return;
	pthread_mutex_lock(&s->lock);
	s->ended = true;
	rouse(s);
	let_go(s);
}

/* --- the loop's list --- */

void streams_add(struct stream **streams, struct stream *s, int fd, int64_t now_us)
{
	s->fd = fd;
	s->listed = true;
	s->since_us = s->beat_us = now_us;
	s->next = *streams;
	if (s->next)
		s->next->before = s;
	*streams = s;
}

/* Whose other end is closed; what it still sends is left for whoever reads it. */
static bool is_left(int fd)
{
	char byte;
	ssize_t n = fd < 0 ? 1 : recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);

	return n == 0 || (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

static void beat(struct stream *s, int64_t now_us, bool stopping)
{
	pthread_mutex_lock(&s->lock);
	if (stopping || now_us - s->since_us > STREAM_LONGEST_US || is_left(s->fd)) {
		s->ended = true;
		rouse(s);
	} else if (now_us - s->beat_us > BEAT_US) {
		s->beat_us = now_us;
		if (s->from == s->n)
			add(s, STR(":\n\n"));
	}
	pthread_mutex_unlock(&s->lock);
}

void streams_beat(struct stream *streams, int64_t now_us, bool stopping)
{
	for (struct stream *s = streams; s; s = s->next)
		beat(s, now_us, stopping);
}

static void unlist(struct stream **streams, struct stream *s)
{
	if (!s->listed)
		return;
	if (s->before)
		s->before->next = s->next;
	else
		*streams = s->next;
	if (s->next)
		s->next->before = s->before;
}

void stream_leave(struct stream **streams, struct stream *s)
{
	unlist(streams, s);
	pthread_mutex_lock(&s->lock);
	void (*told)(void *) = s->told_gone;
	void *to = s->gone_to;
	s->gone = true;
	s->wake = NULL;
	pthread_mutex_unlock(&s->lock);
	if (told)
		told(to);
	pthread_mutex_lock(&s->lock);
	let_go(s);
}
