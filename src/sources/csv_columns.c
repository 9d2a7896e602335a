#include "sources/csv_columns.h"

#include "sources/csv_notice.h"

/* A name in one line: with line ends and what blanks stand around them as one blank. */
static struct str one_line(struct scope *sc, struct str s)
{
	s = str_trim(csv_unwrap(str_trim(s)));
	if (!s.n || (!memchr(s.p, '\n', s.n) && !memchr(s.p, '\r', s.n)))
		return s;
	char *p = scope_alloc(sc, s.n + 1, 1);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		bool blank = strchr(" \t\r\n", s.p[i]) != NULL;
		if (!blank || (n && p[n - 1] != ' '))
			p[n++] = blank ? ' ' : s.p[i];
	}
	return (struct str){ p, n };
}

static struct str distinct(struct scope *sc, const struct names *taken, struct str name)
{
	struct str tried = name;

	for (int i = 2; names_find(taken, tried) != NAMES_NONE; i++)
		tried = str_of(scope_printf(sc, "%.*s (%d)", STR_ARG(name), i));
	return tried;
}

uint32_t *csv_columns_name(struct scope *sc, struct names *columns, const struct str *header, size_t n)
{
	struct names *taken = names_new(sc);
	uint32_t *codes = NEW_ARRAY(sc, uint32_t, n);

	for (size_t i = 0; i < n; i++) {
		struct str name = header ? one_line(sc, header[i]) : STR("");
		if (str_empty(name))
			name = str_of(scope_printf(sc, "column %zu", i + 1));
		name = distinct(sc, taken, name);
		names_add(taken, name);
		codes[i] = names_add(columns, name);
	}
	return codes;
}
