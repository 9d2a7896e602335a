/* The reader of one format; meson.build compiles this once for each in formats.c, FORMAT being its name. */
#include <stdio.h>

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct format *format = format_find(str_of(FORMAT));
	static const enum reader_header headers[] = { HEADER_FOUND, HEADER_THERE, HEADER_NONE, HEADER_FOUND };
	const struct reader_options options = { .delimiter = size && (data[0] & 0x80) ? ',' : 0,
		.header = headers[size ? data[0] >> 5 & 3 : 0] };

	if (!format) {
		fprintf(stderr, "ERROR: there is no format \"" FORMAT "\" in formats.c\n");
		abort();
	}
	fuzz_format(format, data, size, &options);
	return 0;
}
