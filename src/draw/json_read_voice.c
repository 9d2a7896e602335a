#include "base/when.h"
#include "draw/json_read_private.h"

#include <stdlib.h>

JSON_WORD(as_kind, enum voice_kind, VOICE_KINDS, voice_kind_key)
JSON_WORD(as_source, enum source_kind, SOURCE_KINDS, source_name)
JSON_WORD(as_language, enum language, LANGUAGES, language_key)
JSON_WORD(word_of_rule, enum link_rule, LINK_RULES, link_rule_name)

static void as_rule(struct scope *sc, const json_t *value, void *to)
{
	enum link_rule rule = LINK_NONE;

	word_of_rule(sc, value, &rule);
	*(uint8_t *)to = (uint8_t)rule;
}

/* The other way round than voice_text_id. */
static void as_text_id(struct scope *sc, const json_t *value, void *to)
{
	struct str text = json_text_of(sc, value);

	*(uint64_t *)to = text.n == VOICE_ID ? (uint64_t)strtoull(text.p, NULL, 16) << 23 : 0;
}

/* --- findings ---------------------------------------------------------------------------------------------- */

static const struct json_place quote_rows[] = {
	{ "text", offsetof(struct voice_quote, text), json_as_text },
	{ "id", offsetof(struct voice_quote, id), as_text_id },
	{ "date", offsetof(struct voice_quote, time_us), json_as_time },
	{ "source", offsetof(struct voice_quote, source), as_source },
	{ "event", offsetof(struct voice_quote, event), json_as_text },
	{ "language", offsetof(struct voice_quote, language), as_language },
	{ "linked_by", offsetof(struct voice_quote, rule), as_rule },
};

static const struct json_place finding_rows[] = {
	{ "kind", offsetof(struct voice_finding, kind), as_kind },
	{ "id", offsetof(struct voice_finding, id), json_as_text },
	{ "theme", offsetof(struct voice_finding, theme), json_as_text },
	{ "customers", offsetof(struct voice_finding, customers), json_as_count },
	{ "texts", offsetof(struct voice_finding, texts), json_as_count },
	{ "unmet", offsetof(struct voice_finding, unmet), json_as_count },
	{ "share", offsetof(struct voice_finding, share), json_as_estimate },
	{ "depth", offsetof(struct voice_finding, depth), json_as_number },
	{ "severity", offsetof(struct voice_finding, severity), json_as_number },
};

static void read_finding(struct scope *sc, const json_t *json, struct voice_finding *f)
{
	const json_t *quotes = json_object_get(json, "quotes");

	*f = (struct voice_finding){ .kind = VOICE_PAIN };
	json_places(sc, json, finding_rows, COUNT_OF(finding_rows), f);
	f->confirmed = voice_is_proposed(f->kind) && !json_is_true(json_object_get(json, "proposal"));
	for (size_t i = 0; i < json_array_size(quotes) && i < VOICE_QUOTES; i++)
		json_places(sc, json_array_get(quotes, i), quote_rows, COUNT_OF(quote_rows),
			&f->quotes[f->n_quotes++]);
}

/* --- places ------------------------------------------------------------------------------------------------ */

static const struct json_place sum_rows[] = {
	{ "customers", offsetof(struct voice_sum, customers), json_as_count },
	{ "unmet", offsetof(struct voice_sum, unmet), json_as_count },
	{ "share", offsetof(struct voice_sum, share), json_as_estimate },
	{ "depth", offsetof(struct voice_sum, depth), json_as_number },
	{ "severity", offsetof(struct voice_sum, severity), json_as_number },
};

static const struct json_place place_rows[] = {
	{ "customers", offsetof(struct voice_place, customers), json_as_count },
	{ "texts", offsetof(struct voice_place, texts), json_as_count },
	{ "clauses", offsetof(struct voice_place, clauses), json_as_count },
	{ "few_voices", offsetof(struct voice_place, few), json_as_bool },
	{ "feeling", offsetof(struct voice_place, feeling), json_as_estimate },
};

static void count_named(struct scope *sc, const json_t *object, const char *name, uint64_t *to)
{
	const struct json_place row = { name, 0, json_as_count };

	json_places(sc, object, &row, 1, to);
}

struct voice_place *json_voice_place_of(struct scope *sc, const json_t *json)
{
	const json_t *kinds = json_object_get(json, "kinds"), *findings = json_object_get(json, "findings");
	struct voice_place *p = json_is_object(json) ? NEW(sc, struct voice_place) : NULL;

	if (!p)
		return NULL;
	json_places(sc, json, place_rows, COUNT_OF(place_rows), p);
	for (int i = 0; i < LINK_RULES; i++)
		count_named(sc, json_object_get(json, "linked_by"), link_rule_name((enum link_rule)i),
			&p->rules[i]);
	for (int i = 0; i < VOICE_KINDS; i++)
		json_places(sc, json_object_get(kinds, voice_kind_key((enum voice_kind)i)), sum_rows,
			COUNT_OF(sum_rows), &p->kinds[i]);
	for (size_t i = 0; i < json_array_size(findings); i++)
		read_finding(sc, json_array_get(findings, i), LIST_ADD(sc, &p->findings));
	return p;
}

/* --- all of them ------------------------------------------------------------------------------------------- */

static const struct json_place totals_rows[] = {
	{ "texts", offsetof(struct voices, texts), json_as_count },
	{ "customers", offsetof(struct voices, customers), json_as_count },
	{ "clauses", offsetof(struct voices, clauses), json_as_count },
	{ "repeats", offsetof(struct voices, repeats), json_as_count },
	{ "unfelt", offsetof(struct voices, unfelt), json_as_count },
	{ "learned", offsetof(struct voices, learned), json_as_count },
	{ "contradictions", offsetof(struct voices, contradictions), json_as_count },
};

struct voices *json_voices_of(struct scope *sc, const json_t *json, size_t touchpoints)
{
	struct voices *v = json_is_object(json) ? NEW(sc, struct voices) : NULL;

	if (!v)
		return NULL;
	json_places(sc, json, totals_rows, COUNT_OF(totals_rows), v);
	for (int i = 0; i < LANGUAGES; i++)
		count_named(sc, json_object_get(json, "languages"), language_key((enum language)i),
			&v->languages[i]);
	v->n = touchpoints;
	v->at = NEW_ARRAY(sc, struct voice_place, touchpoints + 1);
	return v;
}
