#include "doors/password.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* Three kinds of signs at least: "aaaaaaaaaa" and "1111111112" are tried first of all. */
enum { SIGNS_LEAST = 3 };

/* NFKC lengthens at most 18-fold (U+FDFA). */
struct str password_plain(struct scope *sc, struct str given)
{
	UErrorCode error = U_ZERO_ERROR;
	int32_t n = 0, wide = 0, bytes = 0;

	if (given.n > PASSWORD_MOST || !given.p || !str_is_utf8(given)) {
		scope_fail(sc, FAULT_INVALID,
			given.n > PASSWORD_MOST ? "the password is longer than %d bytes"
						: "the password is no UTF-8 text of at most %d bytes",
			PASSWORD_MOST);
		return (struct str){ 0 };
	}
	UChar *from = NEW_ARRAY(sc, UChar, given.n + 1), *to = NEW_ARRAY(sc, UChar, 18 * given.n + 1);
	char *out = scope_alloc(sc, 3 * 18 * given.n + 1, 1);
	u_strFromUTF8(from, (int32_t)given.n + 1, &n, given.p, (int32_t)given.n, &error);
	wide = unorm2_normalize(unorm2_getNFKCInstance(&error), from, n, to, 18 * n + 1, &error);
	u_strToUTF8(out, 3 * 18 * (int32_t)given.n + 1, &bytes, to, wide, &error);
	if (U_SUCCESS(error))
		return (struct str){ out, (size_t)bytes };
	scope_fail(sc, FAULT_INVALID, "the password is no text: use letters, digits, signs");
	return (struct str){ 0 };
}

static size_t kinds_of_signs(struct str s)
{
	uint32_t seen[SIGNS_LEAST];
	size_t n = 0;

	for (size_t i = 0; i < s.n && n < SIGNS_LEAST;) {
		uint32_t c = str_next(s, &i);
		size_t k = 0;
		while (k < n && seen[k] != c)
			k++;
		if (k == n)
			seen[n++] = c;
	}
	return n;
}

/* "abcdefghij", "9876543210": each sign follows the one before it. */
static bool is_row(struct str s)
{
	size_t i = 0;
	int64_t step = 0, before = s.n ? str_next(s, &i) : 0;

	for (bool first = true; i < s.n; first = false) {
		int64_t c = str_next(s, &i), by = c - before;
		if ((by != 1 && by != -1) || (!first && by != step))
			return false;
		step = by;
		before = c;
	}
	return true;
}

/* The e-mail, what stands before its @, with digits behind it or not. */
static bool is_of_email(struct scope *sc, struct str plain, struct str email)
{
	struct str small = str_fold(sc, plain), rest = email, name = str_cut(&rest, '@');

	if (!email.n)
		return false;
	if (str_has(small, email))
		return true;
	if (name.n < 4 || !str_starts(small, name))
		return false;
	for (size_t i = name.n; i < small.n; i++)
		if (small.p[i] < '0' || small.p[i] > '9')
			return false;
	return true;
}

bool password_ok(struct scope *sc, struct str plain, struct str email)
{
	if (str_letters(plain) < PASSWORD_LEAST)
		return scope_fail(sc, FAULT_INVALID,
			"the password has %zu letters, the least is %d: three or four words make a good one",
			str_letters(plain), PASSWORD_LEAST);
	if (is_of_email(sc, plain, email))
		return scope_fail(sc, FAULT_INVALID, "the password is the e-mail address: take another one");
	if (kinds_of_signs(plain) < SIGNS_LEAST || is_row(plain) || password_is_common(plain))
		return scope_fail(sc, FAULT_INVALID,
			"this password is among the first that anybody tries: three or four words make a good one");
	return true;
}
