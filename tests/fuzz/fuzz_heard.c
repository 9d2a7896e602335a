/* Any bytes as a text in any of the languages: places lie in it and in order, what is masked is UTF-8 where the text was,
 * and a text that is told twice says the same. */
#include <math.h>

#include "fuzz.h"
#include "must.h"
#include "voice/ear.h"
#include "voice/link.h"
#include "voice/mask.h"
#include "voice/near.h"
#include "voice/themes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct scope kept; /* of the whole run */
static struct ear *ear;
static struct links *links;
static struct link_reader *linker;

static void ready(void)
{
	static struct ear_kit kit;

	if (ear)
		return;
	for (int i = LANGUAGE_UNDECIDED; i <= LANGUAGE_RU; i++)
		kit.lexicons[i] = lexicon_new(&kept, (enum language)i);
	ear = ear_open(&kit);
	links = links_new(&kept, 2);
	must(links_add(links, 0, STR("kurier"), LINK_OWN) &&
		links_add(links, 1, STR("late order"), LINK_OWN));
	linker = link_reader_open(links);
}

static void check_clauses(const struct heard_text *h, struct str text)
{
	uint32_t behind = 0;
	size_t from = 0;

	for (uint32_t i = 0; i < h->heard->n_clauses; i++) {
		const struct clause *c = &h->heard->clauses[i];
		must(c->from >= behind && c->from < c->to && c->to <= text.n && c->first < c->last);
		must(c->score >= -1 && c->score <= 1);
		behind = c->to;
		struct linked at = link_clause(linker, h->language, h->tokens, h->heard, i, &from);
		must(at.touchpoint >= -1 && at.touchpoint < 2);
	}
	for (size_t i = 0; i < h->heard->n_hits; i++)
		must(h->heard->hits[i].from < h->heard->hits[i].to && h->heard->hits[i].to <= text.n &&
			h->heard->hits[i].clause < h->heard->n_clauses);
}

static void check_themes(struct scope *sc, const struct heard_text *h)
{
	struct themes *themes = themes_open(0);

	must(themes_add(sc, themes, &(struct themes_text){ h->tokens, h->language, 0, 1 }));
	struct theme_list best = themes_best(sc, themes, 0, 10, 1);
	for (size_t i = 0; i < best.n; i++)
		must(best.at[i].form.n > 0 && best.at[i].customers == 1);
	themes_close(themes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scope sc = { 0 };

	if (size < 1)
		return 0;
	ready();
	struct str text = { (const char *)data + 1, size - 1 };
	const struct heard_text *h = ear_hear(ear, text, (enum language)(data[0] % LANGUAGES));
	float score = h->score;
	must(score >= -1 && score <= 1 && !isnan(score));
	check_clauses(h, text);
	check_themes(&sc, h);
	struct near *near = near_new(&sc);
	must(near_add(near, h->tokens) == 0);
	struct str masked = mask_text(&sc, text);
	must(!str_is_utf8(text) || str_is_utf8(masked));
	must(ear_hear(ear, text, (enum language)(data[0] % LANGUAGES))->score == score);
	scope_close(&sc);
	return 0;
}
