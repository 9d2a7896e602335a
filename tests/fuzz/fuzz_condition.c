/* A condition that was read and written is read again as the same one. */
#include "model/condition_io.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void again(struct scope *sc, const struct condition *c)
{
	json_t *json = condition_write(c);
	struct condition *same = condition_read(sc, json);

	must(same != NULL);
	json_t *twice = condition_write(same);
	must(json_equal(json, twice));
	must(str_equal(condition_words(sc, c), condition_words(sc, same)));
	json_decref(json);
	json_decref(twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scope sc = { 0 };
	struct str text = fuzz_tight((struct str){ (const char *)data, size });
	struct condition *c = condition_from_text(&sc, text);

	must(!c == (sc.fault != FAULT_NONE) && (c || sc.why[0]));
	if (c) {
		must(str_is_utf8(condition_words(&sc, c)));
		again(&sc, c);
	}
	free((char *)(uintptr_t)text.p);
	scope_close(&sc);
	return 0;
}
