#include "sources/json.h"

#include "sources/binary.h"
#include "sources/json_flat.h"
#include "sources/json_objects.h"

/* Flat records, as the general formats have them. */
struct flattening {
	struct json_flat *flat;
	const struct reader_options *options;
	const struct sink *sink;
	struct reader_notes *notes;
};

static bool flatten(void *to, struct str text, uint64_t row, struct json_fault *fault)
{
	struct flattening *f = to;

	if (!json_flat_object(f->flat, text)) {
		*fault = (struct json_fault){ f->flat->why, f->flat->past, f->flat->at };
		return false;
	}
	f->notes->records++;
	return f->sink->record(f->sink->to, row_record(f->flat->row, row, text));
}

static bool flat_broken(void *to, uint64_t row, struct str raw, const char *why)
{
	struct flattening *f = to;

	return f->sink->broken(f->sink->to, row, raw, why);
}

static bool flat_full(void *to)
{
	struct flattening *f = to;

	return f->options->max_records && f->notes->records >= f->options->max_records;
}

static struct json_taker flat_taker(struct flattening *f, struct scope *sc, struct names *columns)
{
	*f->notes = (struct reader_notes){ 0 };
	f->flat = json_flat_new(sc, columns);
	return (struct json_taker){ .to = f, .object = flatten, .broken = flat_broken, .full = flat_full };
}

bool json_read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct flattening f = { .options = options, .sink = sink, .notes = notes };
	struct json_taker taker = flat_taker(&f, sc, columns);
	bool ok = json_objects(sc, in, &taker);

	notes->encoding = str_of(input_encoding(in));
	return ok;
}

bool ndjson_read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct flattening f = { .options = options, .sink = sink, .notes = notes };
	struct json_taker taker = flat_taker(&f, sc, columns);
	bool ok = json_object_lines(sc, in, &taker);

	notes->encoding = str_of(input_encoding(in));
	return ok;
}

static bool named(struct str path, const char *a, const char *b)
{
	if (str_ends(path, STR(".gz")))
		path.n -= 3;
	return str_ends(path, str_of(a)) || str_ends(path, str_of(b));
}

static char first_letter(struct str head)
{
	struct str text = str_trim(head);

	return text.n ? text.p[0] : 0;
}

int json_claim(struct str head, struct str path)
{
	char c = first_letter(head);

	if (binary_what(head) || (c != '{' && c != '['))
		return 0;
	return (c == '{' && json_lines_in(head) > 1 ? 40 : 80) + named(path, ".json", ".JSON");
}

int ndjson_claim(struct str head, struct str path)
{
	if (binary_what(head) || first_letter(head) != '{')
		return 0;
	int lines = json_lines_in(head);
	return (lines > 1 ? 90 : lines == 1 ? 79 : 20) + 3 * named(path, ".ndjson", ".jsonl");
}
