/* line - the connections of a loop, and until when each may take what it takes.
 *
 *	struct line *line = line_add(&loop->lines, connection, loop, now + header_us);
 *	line->deadline_us = INT64_MAX;                   // while it is answered
 *	lines_sweep(loop->lines, now);                   // ends those that are late
 *
 * A loop's own thread alone touches them.
 */
#pragma once

#include <stdint.h>

struct crowd_place;

struct line {
	void *connection; /* the library's */
	void *loop;
	void *begun;               /* the request whose end the library has not told; NULL: none */
	int fd;                    /* -1: not known */
	struct crowd_place *place; /* NULL: its address is not counted */
	int64_t deadline_us;
	struct line *next, *before;
};

struct line *line_add(struct line **lines, void *connection, void *loop, int64_t deadline_us);
void line_take(struct line **lines, struct line *line);

/* The library's own limit begins anew with each byte: a header that comes drip by drip would outlive it. */
void lines_sweep(struct line *lines, int64_t now_us);
