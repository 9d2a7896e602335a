/* A template keeps to its ceilings, and that of plain text is its own template. */
#include "intake/page.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Where decoding, folding and trimming have nothing to do. */
static bool is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] <= ' ' || s.p[i] == '%' || s.p[i] == 0x7F)
			return false;
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scope sc = { 0 };
	struct str tight = fuzz_tight(fuzz_text(&sc, data, size));
	struct str page = page_template(&sc, tight);

	must(str_is_utf8(page) && page.n > 0);
	must(page.n <= PAGE_SEGMENTS * (PAGE_SEGMENT_LETTERS * 6 + 1));
	if (is_plain(tight))
		must(str_equal(page, page_template(&sc, page)));
	free((char *)(uintptr_t)tight.p);
	scope_close(&sc);
	return 0;
}
