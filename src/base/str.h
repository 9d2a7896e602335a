/* str - a piece of text that knows its length, and the small things done to one.
 *
 *	struct str name = str_trim(STR("  cart "));
 *	if (str_same(name, STR("Cart")))          // letter case ignored
 *		return str_copy(sc, name);
 *
 * Text is UTF-8 from the readers inward.  A struct str does not own its bytes and need not end in a NUL;
 * what str_copy gives does.
 */
#pragma once

#include <string.h>

#include "base/scope.h"

struct str {
	const char *p; /* NULL: no value, which is not the same as an empty one */
	size_t n;
};

#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })
#define STR_ARG(s) (int)(s).n, (s).p /* for "%.*s" */

static inline struct str str_of(const char *text)
{
	return (struct str){ text, text ? strlen(text) : 0 };
}

static inline bool str_equal(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool str_empty(struct str s)
{
	return s.n == 0;
}

/* Byte order; shorter first among equals. */
int str_compare(struct str a, struct str b);

/* Equal when the letter case of any script is ignored (Unicode simple folding). */
bool str_same(struct str a, struct str b);
bool str_starts(struct str s, struct str start);
bool str_ends(struct str s, struct str end);
bool str_has(struct str s, struct str part);
/* Whether a name fits a pattern: "*word*" a part, "word*" the start, "*word" the end, "word" the whole; letter case and
 * blanks around the name are ignored. */
bool str_fits(struct str pattern, struct str name);
struct str str_trim(struct str s);
struct str str_sub(struct str s, size_t from, size_t to);

/* Cuts `*rest` at the first `c`: the part before it comes back, what follows it stays in `*rest`.  After the
 * last part `rest->p` is NULL. */
struct str str_cut(struct str *rest, char c);

struct str str_copy(struct scope *sc, struct str s);
char *str_c(struct scope *sc, struct str s);         /* the same as a C string */
struct str str_fold(struct scope *sc, struct str s); /* lower case, for any script */

/* A decimal number with `.` and nothing around it; false for anything else, infinities and NaN too. */
bool str_number(struct str s, double *out) MUST_USE;
bool str_integer(struct str s, int64_t *out) MUST_USE;

/* The code point at s.p[*at], and *at moved behind it; 0xFFFD for a broken one. */
uint32_t str_next(struct str s, size_t *at);
/* One letter small and without the marks that people leave out when they name things: Polish ones, and ё. */
uint32_t str_bare_letter(uint32_t letter);

size_t str_letters(struct str s); /* how many code points */
bool str_is_utf8(struct str s);

/* The first `letters` code points, with an ellipsis where something was left out. */
struct str str_short(struct scope *sc, struct str s, size_t letters);
