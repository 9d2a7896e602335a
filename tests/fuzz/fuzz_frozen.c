/* A map that was read from JSON is drawn, and what is written of it is read again as the same. */
#include "draw/draw.h"
#include "draw/read.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct str written(struct scope *sc, const struct map *map, const char *format)
{
	struct buf *out = buf_new(sc, DRAW_CEILING);

	must(draw_write(sc, map, str_of(format), out));
	return buf_str(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const formats[] = { "csv", "txt", "svg", "html" };
	struct scope sc = { 0 };
	struct str text = fuzz_tight((struct str){ (const char *)data, size });
	struct map *map = draw_read(&sc, text);

	must(!map == (sc.fault != FAULT_NONE) && (map || sc.why[0]));
	if (map) {
		struct str json = written(&sc, map, "json");
		struct map *again = draw_read(&sc, json);
		must(again != NULL);
		must(str_equal(written(&sc, again, "json"), json));
		for (size_t i = 0; i < COUNT_OF(formats); i++)
			must(str_equal(written(&sc, map, formats[i]), written(&sc, again, formats[i])));
	}
	free((char *)(uintptr_t)text.p);
	scope_close(&sc);
	return 0;
}
