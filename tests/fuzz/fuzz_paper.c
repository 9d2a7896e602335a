/* A paper of any kind that was read and written is read again as the same one, in YAML and in JSON. */
#include "model/paper.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void again(
	enum paper_kind kind, enum document_format format, struct str text, const struct paper_text *first)
{
	struct scope sc = { 0 };
	struct paper_text same;

	must(paper_from_text(&sc, kind, format, text, &same));
	must(str_equal(same.id, first->id) && str_equal(same.title, first->title));
	must(str_equal(same.json, first->json));
	scope_close(&sc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scope sc = { 0 };
	struct paper_text paper;

	if (size < 1)
		return 0;
	enum paper_kind kind = (enum paper_kind)(data[0] % PAPER_KINDS);
	struct str text = fuzz_tight((struct str){ (const char *)data + 1, size - 1 });
	bool ok = paper_from_text(&sc, kind, DOCUMENT_GUESS, text, &paper);
	must(ok == (sc.fault == FAULT_NONE) && (ok || sc.why[0]));
	if (ok) {
		must(!str_empty(paper.id) && !str_empty(paper.title));
		must(str_letters(paper.id) <= PAPER_ID_LETTERS &&
			str_letters(paper.title) <= PAPER_NAME_LETTERS);
		again(kind, DOCUMENT_JSON, paper.json, &paper);
		struct str yaml = paper_yaml(&sc, kind, paper.json);
		if (yaml.p)
			again(kind, DOCUMENT_YAML, yaml, &paper);
		else
			must(sc.fault == FAULT_LIMIT);
	}
	free((char *)(uintptr_t)text.p);
	scope_close(&sc);
	return 0;
}
