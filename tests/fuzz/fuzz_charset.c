#include "base/buf.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Everything that is read, in pieces; p NULL where it is refused. */
static struct str read_all(struct scope *sc, struct input *in, size_t piece)
{
	struct buf *b = buf_new(sc, 16 << 20);
	char *bytes = scope_alloc(sc, piece, 1);
	long n;

	while ((n = input_read(in, bytes, piece)) > 0)
		buf_add(b, bytes, (size_t)n);
	return n < 0 ? (struct str){ 0 } : buf_str(b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scope sc = { 0 };

	if (size < 2)
		return 0;
	struct str bytes = { (const char *)data + 2, size - 2 };
	struct input *in = input_of(&sc, "fuzz", bytes);
	if (in) {
		struct str whole = read_all(&sc, in, 4096);
		uint64_t replaced = input_replaced(in);
		must(!whole.p == (sc.fault != FAULT_NONE) && (!whole.p || str_is_utf8(whole)));
		input_set_block(in, 1 + data[0] % 80);
		if (whole.p) {
			must(input_rewind(in));
			must(str_equal(whole, read_all(&sc, in, 1 + data[1])));
			must(input_replaced(in) == replaced);
		}
	}
	input_close(in);
	scope_close(&sc);
	return 0;
}
