#include "voice/smile.h"

#include <ctype.h>

enum { NEAR = 200 }; /* bytes in which a bracket is closed, if it is */

size_t smile_run(struct str text, size_t at)
{
	size_t n = 0;

	while (at + n < text.n && text.p[at + n] == text.p[at])
		n++;
	return n;
}

static size_t give(char *plain, size_t *n_plain, const char *form, size_t length)
{
	*n_plain = strlen(form);
	memcpy(plain, form, *n_plain);
	return length;
}

/* Those that are written in one way only; longer ones before what they begin with. */
static const struct {
	const char *written, *plain;
} fixed[] = {
	{ "</3", "</3" },
	{ "<3", "<3" },
	{ "^_^", "^^" },
	{ "^-^", "^^" },
	{ "^^", "^^" },
	{ "-_-", "-_-" },
	{ ">_<", ">_<" },
	{ ">.<", ">_<" },
	{ "T_T", "T_T" },
	{ "o_O", "o_o" },
	{ "O_o", "o_o" },
	{ "o_o", "o_o" },
	{ "O_O", "o_o" },
};

static size_t fixed_at(struct str text, size_t at, char *plain, size_t *n_plain)
{
	struct str rest = str_sub(text, at, text.n);

	for (size_t i = 0; i < COUNT_OF(fixed); i++)
		if (str_starts(rest, str_of(fixed[i].written)))
			return give(plain, n_plain, fixed[i].plain, strlen(fixed[i].written));
	return 0;
}

/* What mouths mean, whatever the eyes. */
static const struct {
	char mouth;
	const char *plain;
} mouths[] = {
	{ ')', ":)" },
	{ ']', ":)" },
	{ 'D', ":d" },
	{ 'P', ":p" },
	{ 'p', ":p" },
	{ '*', ":*" },
	{ '(', ":(" },
	{ '[', ":(" },
	{ '/', ":/" },
	{ '\\', ":/" },
	{ '|', ":|" },
	{ 'o', ":o" },
	{ 'O', ":o" },
};

/* A letter for a mouth is one only where no word goes on, and a slash only where no address does. */
static bool mouth_ends(struct str text, size_t behind, char mouth)
{
	bool ends = behind >= text.n || !(isalnum((unsigned char)text.p[behind]) || text.p[behind] == '/');

	return ends || !(isalnum((unsigned char)mouth) || mouth == '/' || mouth == '\\');
}

/* A wide smile and a deep frown are kept apart from the small ones, and so is a wink. */
static const char *face_form(const char *plain, bool winks, size_t mouths_n)
{
	if (str_equal(str_of(plain), STR(":)")))
		return mouths_n > 1 ? ":))" : winks ? ";)" : plain;
	return mouths_n > 1 && str_equal(str_of(plain), STR(":(")) ? ":((" : plain;
}

/* Eyes, a nose perhaps, a mouth as often as one likes. */
static size_t face_at(struct str text, size_t at, char *plain, size_t *n_plain)
{
	size_t i = at + 1;
	bool winks = text.p[at] == ';';

	if (!memchr(":;=", text.p[at], 3))
		return 0;
	if (i < text.n && text.p[i] == '\'')
		return i + 1 < text.n && text.p[i + 1] == '('
			       ? give(plain, n_plain, ":(", 2 + smile_run(text, i + 1))
			       : 0;
	if (i < text.n && text.p[i] == '-')
		i++;
	for (size_t m = 0; i < text.n && m < COUNT_OF(mouths); m++) {
		if (mouths[m].mouth != text.p[i])
			continue;
		size_t length = smile_run(text, i);
		if (!mouth_ends(text, i + length, text.p[i]))
			return 0;
		return give(plain, n_plain, face_form(mouths[m].plain, winks, length), i + length - at);
	}
	return 0;
}

static bool closes_soon(struct str text, size_t at)
{
	size_t n = text.n - at < NEAR ? text.n - at : NEAR;

	return memchr(text.p + at, ')', n) != NULL;
}

/* "))" and ")" where nothing was opened, "((" and "(" where nothing is closed. */
static size_t bracket_at(struct str text, size_t at, unsigned open, char *plain, size_t *n_plain)
{
	char c = text.p[at];
	size_t n = smile_run(text, at);

	if (c == ')' && n > open)
		return give(plain, n_plain, n - open > 1 ? "))" : ")", n);
	if (c == '(' && !closes_soon(text, at + n))
		return give(plain, n_plain, n > 1 ? "((" : "(", n);
	return 0;
}

size_t smile_at(struct str text, size_t at, unsigned open, char *plain, size_t *n_plain)
{
	char c = text.p[at];
	size_t n = 0;

	if (c == '(' || c == ')')
		return bracket_at(text, at, open, plain, n_plain);
	n = face_at(text, at, plain, n_plain);
	return n ? n : fixed_at(text, at, plain, n_plain);
}
