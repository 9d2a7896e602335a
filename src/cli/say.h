/* say - what commands write: reports to standard output, the rest to standard error, files at once or not. */
#pragma once

#include "cli/cli.h"
#include "serve/clock.h"

/* Text from outside as a terminal may have it: what would steer the terminal becomes U+FFFD. */
struct str terminal_text(struct scope *sc, struct str text);

bool say_out(struct scope *sc, const struct buf *text) MUST_USE; /* to standard output */

/* Writes beside the place and renames: a reader sees the old file or the new one, never half of it. */
bool say_file(struct scope *sc, const char *path, struct str bytes) MUST_USE;

/* On a terminal a bar is drawn after the first second; elsewhere nothing is written. */
struct progress;
struct progress *progress_new(struct scope *sc, const char *what);
void progress_step(void *progress, uint64_t done, uint64_t all); /* fits import's progress_fn */
void progress_end(struct progress *progress);

struct str login_name(
	void); /* whose decision or note it is, where nobody says it; "staff" where nobody knows */

int terminal_width(void);   /* 80 .. 200 */
bool terminal_colour(void); /* standard output is a terminal, and NO_COLOR is not set */
