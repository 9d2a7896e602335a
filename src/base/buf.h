/* buf - text that is being written, with a ceiling.
 *
 *	struct buf *out = buf_new(sc, 1 << 20);
 *	buf_printf(out, "n = %d", n);
 *	return buf_str(out);                      // buf_over(out): it was more than the ceiling
 *
 * Past its ceiling a buf takes nothing more and remembers it; whoever hands it on asks buf_over once at the
 * end instead of after each piece.
 */
#pragma once

#include "base/str.h"

struct buf;

struct buf *buf_new(struct scope *sc, size_t ceiling);
void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_str_add(struct buf *b, struct str s);
void buf_puts(struct buf *b, const char *text);
void buf_putc(struct buf *b, char c);
void buf_letter(struct buf *b, uint32_t code_point); /* as UTF-8 */
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The shortest decimal of at most `digits` significant ones that reads back to the number rounded to them;
 * always with a point, never a locale's comma, never an exponent for 1e-4 <= |x| < 1e15; "null" for NaN. */
void buf_number(struct buf *b, double x, int digits);

struct str buf_str(const struct buf *b); /* ends in a NUL that is not counted */
size_t buf_len(const struct buf *b);
void buf_cut(struct buf *b, size_t n); /* back to the first n bytes */
bool buf_over(const struct buf *b);

/* false, with the reason in the scope, where the ceiling was met: "the picture is larger than 64 MiB". */
bool buf_ok(const struct buf *b, const char *what) MUST_USE;
