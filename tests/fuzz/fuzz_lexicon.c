/* Any bytes as a lexicon: it is one, or it is said in which line it is not; and what was taken is found. */
#include "fuzz.h"
#include "must.h"
#include "voice/lexicon.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct lexicon *l)
{
	uint32_t starts[LEXICON_STARTS];

	for (uint32_t i = 0; i < lexicon_size(l); i++) {
		const struct lexicon_entry *e = lexicon_entry(l, i);
		must(e->n >= 1 && e->n <= LEXICON_WORDS && e->role < LEXICON_ROLES &&
			e->subject < LEXICON_SUBJECTS);
		must(e->weight >= -3 && e->weight <= 3);
		must(lexicon_starts(l, e->words[0].text, starts) > 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scope sc = { 0 };
	struct lexicon *l = lexicon_new(&sc, LANGUAGE_OTHER);

	must(l != NULL);
	bool ok = lexicon_add(&sc, l, (struct str){ (const char *)data, size }, "fuzz");
	must(ok == (sc.fault == FAULT_NONE) && (ok || sc.why[0]));
	check(l);
	scope_close(&sc);
	return 0;
}
