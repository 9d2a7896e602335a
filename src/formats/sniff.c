#include "formats/sniff.h"

#include <stdarg.h>

#include "base/names.h"
#include "sources/binary.h"
#include "sources/csv.h"

static bool one(void *to, const struct record *record)
{
	(void)to, (void)record;
	return true;
}

static bool none(void *to, uint64_t row, struct str raw, const char *why)
{
	(void)to, (void)row, (void)raw, (void)why;
	return true;
}

/* As the reader of delimited text sees it; a head that is no table has no names. */
static const struct names *columns_of(struct scope *sc, const char *name, struct str head)
{
	struct scope mine = { 0 };
	struct names *columns = names_new(sc);
	struct reader_options options = { .max_records = 1 };
	struct sink sink = { NULL, one, none };
	struct reader_notes notes;
	struct input *in = input_of(&mine, name, head);
	bool ok = in && csv_read(&mine, in, &options, columns, &sink, &notes);

	input_close(in);
	scope_close(&mine);
	return ok && names_count(columns) > 1 ? columns : NULL;
}

struct sniff *sniff_head(struct scope *sc, struct input *in)
{
	struct sniff *s = NEW(sc, struct sniff);
	struct str text;

	s->head = input_head(in);
	s->path = str_of(input_path(in));
	text = str_trim(s->head);
	if (binary_what(s->head) || !text.n)
		return s;
	s->is_json = text.p[0] == '{' || text.p[0] == '[';
	if (!s->is_json && text.p[0] != '<')
		s->header = columns_of(sc, "head", s->head);
	/* Long questions: the head may end in the header, within a name's quotes. */
	if (!s->header && !s->is_json && text.p[0] != '<' && !input_head_is_whole(in))
		s->header = columns_of(sc, "head", str_of(scope_printf(sc, "%.*s\"", STR_ARG(s->head))));
	return s;
}

static bool has_column(const struct sniff *s, struct str names)
{
	while (names.p) {
		struct str name = str_cut(&names, '|');
		for (uint32_t i = 0; i < names_count(s->header); i++)
			if (str_same(str_trim(names_at(s->header, i)), name))
				return true;
	}
	return false;
}

bool sniff_has_columns(const struct sniff *s, ...)
{
	va_list list;
	bool all = s->header != NULL;

	va_start(list, s);
	for (const char *names; all && (names = va_arg(list, const char *)) != NULL;)
		all = has_column(s, str_of(names));
	va_end(list);
	return all;
}

/* "key" and a colon, in quotes that no backslash stands before. */
static bool key_stands(struct str head, struct str key)
{
	const char *end = head.p + head.n, *at = head.p;

	while ((at = memmem(at, (size_t)(end - at), key.p, key.n)) != NULL) {
		const char *behind = at + key.n;
		if (at > head.p && at[-1] == '"' && behind < end && *behind == '"') {
			for (behind++; behind < end && (*behind == ' ' || *behind == '\t');)
				behind++;
			if (behind < end && *behind == ':')
				return true;
		}
		at++;
	}
	return false;
}

static bool has_key(const struct sniff *s, struct str names)
{
	while (names.p)
		if (key_stands(s->head, str_cut(&names, '|')))
			return true;
	return false;
}

bool sniff_has_keys(const struct sniff *s, ...)
{
	va_list list;
	bool all = s->is_json;

	va_start(list, s);
	for (const char *names; all && (names = va_arg(list, const char *)) != NULL;)
		all = has_key(s, str_of(names));
	va_end(list);
	return all;
}

struct str sniff_file(const struct sniff *s)
{
	const char *slash = s->path.n ? memrchr(s->path.p, '/', s->path.n) : NULL;

	return slash ? str_sub(s->path, (size_t)(slash - s->path.p) + 1, s->path.n) : s->path;
}
