/* split - a table as records, for tests: delimited text with quotes, no more than a mapping needs.
 *
 *	struct split t = split_text(&sc, "user,event\nu1,cart\n");
 *	struct mapping *m = mapping_guess(&sc, t.names, t.records.at, t.records.n, &wishes);
 */
#pragma once

#include "intake/mapping.h"
#include "test.h"

struct split {
	struct names *names;
	LIST(struct record) records;
};

static inline struct str split_field(struct scope *sc, struct str *rest, char delimiter, bool *last)
{
	struct str s = *rest;
	char *out = scope_alloc(sc, s.n + 1, 1);
	size_t i = 0, n = 0;
	bool quoted = false;

	for (; i < s.n; i++) {
		if (s.p[i] == '"' && quoted && i + 1 < s.n && s.p[i + 1] == '"')
			out[n++] = s.p[i++];
		else if (s.p[i] == '"')
			quoted = !quoted;
		else if (!quoted && (s.p[i] == delimiter || s.p[i] == '\n'))
			break;
		else if (quoted || s.p[i] != '\r')
			out[n++] = s.p[i];
	}
	*last = i == s.n || s.p[i] == '\n';
	*rest = str_sub(s, i + 1, s.n);
	return str_copy(sc, (struct str){ out, n });
}

/* The fields are copied out of a scratch scope of their own: a field's room is the rest of the text. */
static inline struct str split_next(struct scope *sc, struct str *rest, char delimiter, bool *last)
{
	struct scope scratch = { 0 };
	size_t end = 0;
	bool quoted = false;

	while (end < rest->n && (quoted || rest->p[end] != '\n'))
		quoted ^= rest->p[end++] == '"';
	struct str line = str_sub(*rest, 0, end + 1), left = line;
	struct str field = str_copy(sc, split_field(&scratch, &left, delimiter, last));
	*rest = str_sub(*rest, line.n - left.n, rest->n);
	scope_close(&scratch);
	return field;
}

static inline struct split split_bytes(struct scope *sc, struct str text, char delimiter)
{
	struct split t = { .names = names_new(sc) };
	bool last = false;
	uint64_t row = 1;

	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_sub(text, 3, text.n);
	for (size_t unnamed = 0; !last;) {
		struct str name = split_next(sc, &text, delimiter, &last);
		while (names_find(t.names, name) != NAMES_NONE)
			name = str_of(scope_printf(sc, "%.*s %zu", STR_ARG(name), ++unnamed));
		names_add(t.names, name);
	}
	while (text.n) {
		struct str *values = NEW_ARRAY(sc, struct str, names_count(t.names));
		struct record r = { .values = values, .row = ++row };
		for (last = false; !last;) {
			struct str value = split_next(sc, &text, delimiter, &last);
			if (r.n < names_count(t.names))
				values[r.n++] = value;
		}
		*LIST_ADD(sc, &t.records) = r;
	}
	return t;
}

static inline struct split split_text(struct scope *sc, const char *text)
{
	return split_bytes(sc, str_of(text), ',');
}

static inline struct split split_file(struct scope *sc, const char *path, char delimiter)
{
	FILE *f = fopen(path, "rb");
	size_t room = 8 << 20, n;
	char *bytes = scope_alloc(sc, room, 1);

	assert_non_null(f);
	n = fread(bytes, 1, room, f);
	fclose(f);
	return split_bytes(sc, (struct str){ bytes, n }, delimiter);
}
