#include "doors/grant.h"

static const struct {
	enum grant grant;
	const char *key;
	enum rank least;
} rows[] = {
	{ GRANT_READ, "read", RANK_VIEWER },
	{ GRANT_WRITE, "write", RANK_EDITOR },
	{ GRANT_IMPORT, "import", RANK_EDITOR },
	{ GRANT_COLLECT, "collect", RANK_EDITOR },
	{ GRANT_PERSONAL, "personal", RANK_EDITOR },
	{ GRANT_ADMIN, "admin", RANK_ADMIN },
};

unsigned rank_grants(enum rank rank)
{
	unsigned grants = 0;

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (rank_may(rank, rows[i].least))
			grants |= rows[i].grant;
	return grants;
}

static unsigned grant_named(struct str word)
{
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (str_equal(word, str_of(rows[i].key)))
			return rows[i].grant;
	return 0;
}

struct str grants_words(struct scope *sc, unsigned grants)
{
	struct buf *b = buf_new(sc, 100);

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (grants & rows[i].grant)
			buf_printf(b, "%s%s", buf_len(b) ? "," : "", rows[i].key);
	return buf_str(b);
}

static size_t word_length(struct str words, size_t from)
{
	size_t n = 0;

	while (from + n < words.n && words.p[from + n] != ',' && words.p[from + n] != ' ')
		n++;
	return n;
}

bool grants_read(struct scope *sc, struct str words, unsigned *grants)
{
	*grants = 0;
	for (size_t i = 0; i < words.n;) {
		size_t n = word_length(words, i);
		struct str word = str_sub(words, i, i + n);
		unsigned grant = grant_named(word);
		if (n && !grant)
			return scope_fail(sc, FAULT_INVALID, "there is no scope \"%.*s\"; there are: %.*s",
				STR_ARG(str_short(sc, word, 40)), STR_ARG(grants_words(sc, GRANTS_ALL)));
		*grants |= grant;
		i += n + 1;
	}
	return *grants || scope_fail(sc, FAULT_INVALID, "a token needs a scope; there are: %.*s",
				  STR_ARG(grants_words(sc, GRANTS_ALL)));
}
