/* terminal_cell - text in columns of a terminal: how wide it is there, cut and filled to a width.
 *
 *	cell_left(out, STR("購入手続き"), 20);     // 10 columns of text, 10 of blanks
 *
 * Control characters and marks that turn the writing direction never come out: they become U+FFFD.
 */
#pragma once

#include "base/buf.h"

/* In columns: 2 for wide East Asian letters and emoji, 0 for combining marks. */
size_t cell_width(struct str text);

/* The text, cut with an ellipsis where it is wider than `columns`. */
void cell_put(struct buf *out, struct str text, size_t columns);
void cell_left(struct buf *out, struct str text, size_t columns);  /* filled up behind */
void cell_right(struct buf *out, struct str text, size_t columns); /* filled up before */

/* Words over as many lines as they need, each behind `indent` blanks (the first behind `mark`, which is as
 * wide), at most `columns` wide in all. */
void cell_wrap(struct buf *out, const char *mark, size_t indent, struct str text, size_t columns);
