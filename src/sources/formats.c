#include "sources/reader.h"

#include "sources/binary.h"
#include "sources/csv.h"
#include "sources/json.h"
#include "sources/xes.h"

const struct format source_formats[] = {
	/* clang-format off */
	{ "csv", "delimited text: comma, semicolon, tab, ... as it is found", csv_claim, csv_read, csv_read_pieces },
	{ "tsv", "text delimited by tabs", tsv_claim, tsv_read, tsv_read_pieces },
	{ "json", "JSON: a list of objects, on its own or in an object around it", json_claim, json_read, NULL },
	{ "ndjson", "JSON: an object a line", ndjson_claim, ndjson_read, NULL },
	{ "xes", "XES: an event log of process mining", xes_claim, xes_read, NULL },
	/* clang-format on */
};
const size_t n_source_formats = COUNT_OF(source_formats);

const struct format *format_find(struct str name)
{
	for (size_t i = 0; i < n_source_formats; i++)
		if (str_same(name, str_of(source_formats[i].name)))
			return &source_formats[i];
	return NULL;
}

static void *cannot_tell(struct scope *sc, struct input *in, const struct format *a, const struct format *b)
{
	return scope_fail(sc, FAULT_INVALID, "%s may be %s or %s: say --format %s or --format %s",
		input_name(in), a->name, b->name, a->name, b->name);
}

static void *no_format(struct scope *sc, struct input *in)
{
	struct str start = str_sub(str_trim(input_head(in)), 0, 20);

	if (!binary_refuse(sc, in))
		return NULL;
	start = str_cut(&start, '\n');
	return scope_fail(sc, FAULT_INVALID, "%s begins with \"%.*s\", like no format that is known",
		input_name(in), STR_ARG(start));
}

const struct format *format_detect(struct scope *sc, struct input *in)
{
	const struct format *best = NULL, *second = NULL;
	struct str head = input_head(in), path = str_of(input_path(in));
	int sure = 0, most = 0;

	for (size_t i = 0; i < n_source_formats; i++) {
		sure = source_formats[i].claim(head, path);
		if (sure > 0 && sure == most)
			second = &source_formats[i];
		if (sure <= most)
			continue;
		most = sure;
		best = &source_formats[i];
		second = NULL;
	}
	if (best && second)
		return cannot_tell(sc, in, best, second);
	return best ? best : no_format(sc, in);
}
