/* feed - a window on an input that slides on record by record.
 *
 *	struct feed f;
 *	if (!feed_open(&f, sc, in)) return false;
 *	while (!whole(feed_text(&f)) && !f.ended) if (!feed_more(&f)) return false;
 *	feed_take(&f, n, lines);                  // the record is done with
 *
 * What was not taken yet stays in the window, up to READER_RECORD bytes; feed_more moves it.
 */
#pragma once

#include "sources/input.h"

struct feed {
	struct scope *sc;
	struct input *in;
	char *p;
	size_t from, end, room;
	uint64_t line; /* of the window's first byte, from 1 */
	bool ended;    /* the window reaches to the end of the file */
};

bool feed_open(struct feed *f, struct scope *sc, struct input *in) MUST_USE;

static inline struct str feed_text(const struct feed *f)
{
	return (struct str){ f->p + f->from, f->end - f->from };
}

/* Widens the window by a block, and by as much again as it holds, so that looking anew each time costs no
 * more than a few looks.  false: the input failed, or a record is past READER_RECORD. */
bool feed_more(struct feed *f) MUST_USE;

static inline void feed_take(struct feed *f, size_t n, uint64_t lines)
{
	f->from += n;
	f->line += lines;
}

/* false without a reason at the end of the file. */
bool feed_line(struct feed *f, struct str *line, size_t *whole) MUST_USE;
