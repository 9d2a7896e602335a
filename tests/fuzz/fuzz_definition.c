/* A definition that was read and written is read again as the same one, in YAML and in JSON. */
#include "model/definition_io.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void again(enum document_format format, struct str text, struct str yaml)
{
	struct scope sc = { 0 };

	if (text.p) {
		struct definition *def = definition_from_text(&sc, format, text);
		must(def != NULL);
		must(str_equal(definition_to_yaml(&sc, def), yaml));
	}
	scope_close(&sc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum document_format formats[] = { DOCUMENT_GUESS, DOCUMENT_YAML, DOCUMENT_JSON };
	struct scope sc = { 0 };

	if (size < 1)
		return 0;
	struct str text = fuzz_tight((struct str){ (const char *)data + 1, size - 1 });
	struct definition *def = definition_from_text(&sc, formats[data[0] % COUNT_OF(formats)], text);
	must(!def == (sc.fault != FAULT_NONE) && (def || sc.why[0]));
	if (def) {
		struct str yaml = definition_to_yaml(&sc, def);
		for (size_t i = 0; i < definition_touchpoints(def); i++)
			must(definition_find(def, definition_touchpoint(def, i)->id) == (int)i);
		if (yaml.p)
			again(DOCUMENT_YAML, yaml, yaml);
		if (yaml.p)
			again(DOCUMENT_JSON, definition_to_json(&sc, def), yaml);
	}
	free((char *)(uintptr_t)text.p);
	scope_close(&sc);
	return 0;
}
