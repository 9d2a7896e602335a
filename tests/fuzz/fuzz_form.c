/* What the pages without the app take: a form's body, a browser's languages; and the glance at an event that came.  The first
 * byte says which of them. */
#include "base/speech.h"
#include "collect/glance.h"
#include "must.h"
#include "serve/web_form.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A text or none: no byte that is no text, none that ends it. */
static void form(struct scope *sc, struct str text)
{
	static const char *const names[] = { "password", "link", "code", "" };
	struct request req = { .sc = sc, .body = text };

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct str value = web_form_text(&req, names[i]);
		must(!value.p || (str_is_utf8(value) && value.n <= WEB_FORM_TEXT_MOST));
		must(!value.n || !memchr(value.p, 0, value.n));
	}
}

static void speech(struct scope *sc, struct str text)
{
	enum speech found;

	(void)sc;
	must(speech_accepted(text) < SPEECHES && speech_or_english(text) < SPEECHES);
	if (speech_find(text, &found))
		must(str_same(str_of(speech_code(found)), text));
}

/* Nothing of whose: what stands behind "?" and "#" is not there. */
static void glance(struct scope *sc, struct str text)
{
	struct glance g = collect_glance(sc, text);
	const struct str all[] = { g.type, g.name, g.page };

	for (size_t i = 0; i < COUNT_OF(all); i++)
		must(str_is_utf8(all[i]) || !str_is_utf8(text));
	must(!g.page.n || (!memchr(g.page.p, '?', g.page.n) && !memchr(g.page.p, '#', g.page.n)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const fuzz_fn all[] = { form, speech, glance };

	fuzz_one_of(all, COUNT_OF(all), data, size);
	return 0;
}
