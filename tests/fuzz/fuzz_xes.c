#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct reader_options options = { 0 };

	fuzz_format("xes", data, size, &options);
	return 0;
}
