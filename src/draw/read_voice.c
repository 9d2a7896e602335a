#include "draw/read_parts.h"

#include <stdlib.h>

/* --- words ------------------------------------------------------------------------------------------- */

static const char *kind_word(int i)
{
	return voice_kind_key((enum voice_kind)i);
}

static const char *language_word(int i)
{
	return language_key((enum language)i);
}

static const char *rule_word(int i)
{
	return link_rule_name((enum link_rule)i);
}

static const char *source_word(int i)
{
	return source_name((enum source_kind)i);
}

static bool read_kind(struct take *t, const json_t *json, void *into)
{
	int i;

	if (!take_word(t, json, kind_word, VOICE_KINDS, &i))
		return false;
	*(enum voice_kind *)into = (enum voice_kind)i;
	return true;
}

static bool read_language(struct take *t, const json_t *json, void *into)
{
	int i;

	if (!take_word(t, json, language_word, LANGUAGES, &i))
		return false;
	*(enum language *)into = (enum language)i;
	return true;
}

static bool read_rule(struct take *t, const json_t *json, void *into)
{
	int i;

	if (!take_word(t, json, rule_word, LINK_RULES, &i))
		return false;
	*(uint8_t *)into = (uint8_t)i;
	return true;
}

static bool read_source(struct take *t, const json_t *json, void *into)
{
	int i;

	if (!take_word(t, json, source_word, SOURCE_KINDS, &i))
		return false;
	*(enum source_kind *)into = (enum source_kind)i;
	return true;
}

/* As voice_text_id writes it: the first forty bits of what they are. */
static bool read_id(struct take *t, const json_t *json, void *into)
{
	struct str id;

	if (!take_words(t, json, &id))
		return false;
	if (id.n < VOICE_ID || id.n > VOICE_ID + 1 || strspn(id.p, "0123456789abcdef") != id.n)
		return take_fail(t, FAULT_INVALID, "a text's id has %d letters, 0 to 9 and a to f", VOICE_ID);
	*(uint64_t *)into = strtoull(id.p, NULL, 16) << 23;
	return true;
}

/* --- findings ---------------------------------------------------------------------------------------- */

static const struct take_field quote_fields[] = {
	{ "text", take_text, offsetof(struct voice_quote, text), true },
	{ "source", read_source, offsetof(struct voice_quote, source), true },
	{ "event", take_text, offsetof(struct voice_quote, event), true },
	{ "date", take_date, offsetof(struct voice_quote, time_us), true },
	{ "language", read_language, offsetof(struct voice_quote, language), true },
	{ "linked_by", read_rule, offsetof(struct voice_quote, rule), true },
	{ "id", read_id, offsetof(struct voice_quote, id), true },
};

static bool quote_item(struct take *t, const json_t *json, void *into)
{
	struct voice_finding *f = into;

	return take_fields(t, json, quote_fields, COUNT_OF(quote_fields), &f->quotes[f->n_quotes++]);
}

static bool read_quotes(struct take *t, const json_t *json, void *into)
{
	return take_list(t, json, VOICE_QUOTES, quote_item, into);
}

/* What is only proposed is not confirmed; of what was never a proposal nobody asks. */
static bool read_proposal(struct take *t, const json_t *json, void *into)
{
	struct voice_finding *f = into;
	bool proposal;

	if (!take_bool(t, json, &proposal))
		return false;
	f->confirmed = voice_is_proposed(f->kind) && !proposal;
	return true;
}

static const struct take_field finding_fields[] = {
	{ "id", take_text, offsetof(struct voice_finding, id), true },
	{ "kind", read_kind, offsetof(struct voice_finding, kind), true },
	{ "theme", take_text, offsetof(struct voice_finding, theme), true },
	{ "customers", take_count, offsetof(struct voice_finding, customers), true },
	{ "texts", take_count, offsetof(struct voice_finding, texts), true },
	{ "share", take_share_estimate, offsetof(struct voice_finding, share), true },
	{ "depth", take_number, offsetof(struct voice_finding, depth), true },
	{ "severity", take_number, offsetof(struct voice_finding, severity), true },
	{ "unmet", take_count, offsetof(struct voice_finding, unmet), false },
	{ "proposal", read_proposal, 0, true },
	{ "quotes", read_quotes, 0, true },
};

static bool finding_item(struct take *t, const json_t *json, void *into)
{
	struct voice_place *place = into;

	return take_fields(
		t, json, finding_fields, COUNT_OF(finding_fields), LIST_ADD(t->sc, &place->findings));
}

static bool read_findings(struct take *t, const json_t *json, void *into)
{
	return take_list(t, json, READ_LIST, finding_item, into);
}

/* --- places ------------------------------------------------------------------------------------------ */

static bool read_sum(struct take *t, const json_t *json, void *into)
{
	static const struct take_field fields[] = {
		{ "customers", take_count, offsetof(struct voice_sum, customers), true },
		{ "share", take_share_estimate, offsetof(struct voice_sum, share), true },
		{ "depth", take_number, offsetof(struct voice_sum, depth), true },
		{ "severity", take_number, offsetof(struct voice_sum, severity), true },
		{ "unmet", take_count, offsetof(struct voice_sum, unmet), false },
	};

	return take_fields(t, json, fields, COUNT_OF(fields), into);
}

static bool read_kinds(struct take *t, const json_t *json, void *into)
{
	struct take_field fields[VOICE_KINDS];

	for (size_t i = 0; i < VOICE_KINDS; i++)
		fields[i] = (struct take_field){ kind_word((int)i), read_sum,
			offsetof(struct voice_place, kinds) + i * sizeof(struct voice_sum), false };
	return take_fields(t, json, fields, VOICE_KINDS, into);
}

static bool read_linked(struct take *t, const json_t *json, void *into)
{
	return take_counts(t, json, rule_word, LINK_RULES, into);
}

static const struct take_field place_fields[] = {
	{ "customers", take_count, offsetof(struct voice_place, customers), true },
	{ "texts", take_count, offsetof(struct voice_place, texts), true },
	{ "clauses", take_count, offsetof(struct voice_place, clauses), true },
	{ "few_voices", take_bool, offsetof(struct voice_place, few), true },
	{ "feeling", take_feeling_estimate, offsetof(struct voice_place, feeling), true },
	{ "linked_by", read_linked, offsetof(struct voice_place, rules), true },
	{ "kinds", read_kinds, 0, true },
	{ "findings", read_findings, 0, true },
};

bool read_voice(struct take *t, const json_t *json, void *into)
{
	struct voice_place *place = NEW(t->sc, struct voice_place);

	*(const struct voice_place **)into = place;
	return take_fields(t, json, place_fields, COUNT_OF(place_fields), place);
}

static bool read_languages(struct take *t, const json_t *json, void *into)
{
	return take_counts(t, json, language_word, LANGUAGES, into);
}

static const struct take_field voices_fields[] = {
	{ "texts", take_count, offsetof(struct voices, texts), true },
	{ "customers", take_count, offsetof(struct voices, customers), true },
	{ "clauses", take_count, offsetof(struct voices, clauses), true },
	{ "repeats", take_count, offsetof(struct voices, repeats), true },
	{ "unfelt", take_count, offsetof(struct voices, unfelt), true },
	{ "learned", take_count, offsetof(struct voices, learned), true },
	{ "contradictions", take_count, offsetof(struct voices, contradictions), true },
	{ "languages", read_languages, offsetof(struct voices, languages), true },
};

/* Each touchpoint has its own: of the whole there are the totals. */
bool read_voices(struct take *t, const json_t *json, void *into)
{
	struct voices *voices = NEW(t->sc, struct voices);

	voices->at = NEW(t->sc, struct voice_place);
	*(const struct voices **)into = voices;
	return take_fields(t, json, voices_fields, COUNT_OF(voices_fields), voices);
}
