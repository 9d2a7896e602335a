#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reader_options options = { .delimiter = size && (data[0] & 0x80) ? ',' : 0 };

	fuzz_format("csv", data, size, &options);
	return 0;
}
