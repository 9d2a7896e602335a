/* journal - what the server says of itself: a line each (logfmt), to standard error, and nothing of persons.
 *
 *	journal_say(j, JOURNAL_INFO, "listening", "at=%s", where);
 *	time=2026-03-02T10:15:00.120Z level=info event=listening at=127.0.0.1:8321
 *
 * Of requests it has the route, never the path or the address: those name people.
 */
#pragma once

#include "base/str.h"

enum journal_level {
	JOURNAL_DEBUG,
	JOURNAL_INFO,
	JOURNAL_WARN,
	JOURNAL_ERROR,
	JOURNAL_LEVELS,
};

struct journal {
	enum journal_level from; /* what is less is not said */
	int64_t (*clock_us)(void);
	int fd;
};

bool journal_level_find(struct str name, enum journal_level *level) MUST_USE;

/* `fields` is logfmt without what could break a line: texts go through journal_word. */
void journal_say(const struct journal *j, enum journal_level level, const char *event, const char *fields,
	...) __attribute__((format(printf, 4, 5)));

/* In quotes, blanks and quotes and all, cut at 200 bytes. */
const char *journal_word(struct scope *sc, const char *text);
