#include "draw/json_voice.h"

#include "base/when.h"

static void estimate(struct json *j, const char *name, const struct estimate *e)
{
	json_open(j, name, '{');
	json_number(j, "value", e->known, e->value);
	json_told(j, "n", e->n);
	json_number(j, "low", e->known, e->low);
	json_number(j, "high", e->known, e->high);
	json_close(j, '}');
}

static void quotes(struct json *j, struct scope *sc, const struct voice_finding *f)
{
	json_open(j, "quotes", '[');
	for (size_t i = 0; i < f->n_quotes; i++) {
		const struct voice_quote *q = &f->quotes[i];
		json_open(j, NULL, '{');
		json_text(j, "text", q->text);
		json_text(j, "source", str_of(source_name(q->source)));
		json_text(j, "event", q->event);
		json_text(j, "date", when_date(sc, q->time_us));
		json_text(j, "language", str_of(language_key(q->language)));
		json_text(j, "linked_by", str_of(link_rule_name((enum link_rule)q->rule)));
		json_text(j, "id", voice_text_id(sc, q->id));
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void finding(struct json *j, struct scope *sc, const struct voice_finding *f)
{
	json_open(j, NULL, '{');
	json_text(j, "id", f->id);
	json_text(j, "kind", str_of(voice_kind_key(f->kind)));
	json_text(j, "theme", f->theme);
	json_told(j, "customers", f->customers);
	json_told(j, "texts", f->texts);
	estimate(j, "share", &f->share);
	json_number(j, "depth", true, f->depth);
	json_number(j, "severity", true, f->severity);
	if (f->kind == VOICE_EXPECTATION)
		json_told(j, "unmet", f->unmet);
	json_text(j, "basis", str_of(basis_name(voice_basis(f))));
	json_bool(j, "proposal", voice_is_proposed(f->kind) && !f->confirmed);
	quotes(j, sc, f);
	json_close(j, '}');
}

static void linked(struct json *j, const struct voice_place *p)
{
	json_open(j, "linked_by", '{');
	for (int i = 0; i < LINK_RULES; i++)
		if (p->rules[i])
			json_told(j, link_rule_name((enum link_rule)i), p->rules[i]);
	json_close(j, '}');
}

static void kinds(struct json *j, const struct voice_place *p)
{
	json_open(j, "kinds", '{');
	for (int i = 0; i < VOICE_KINDS; i++) {
		const struct voice_sum *sum = &p->kinds[i];
		if (!sum->customers)
			continue;
		json_open(j, voice_kind_key((enum voice_kind)i), '{');
		json_told(j, "customers", sum->customers);
		estimate(j, "share", &sum->share);
		json_number(j, "depth", true, sum->depth);
		json_number(j, "severity", true, sum->severity);
		if (i == VOICE_EXPECTATION)
			json_told(j, "unmet", sum->unmet);
		json_close(j, '}');
	}
	json_close(j, '}');
}

void json_voice_place(struct json *j, struct scope *sc, const char *name, const struct voice_place *p)
{
	if (!p)
		return;
	json_open(j, name, '{');
	json_told(j, "customers", p->customers);
	json_told(j, "texts", p->texts);
	json_told(j, "clauses", p->clauses);
	json_bool(j, "few_voices", p->few);
	estimate(j, "feeling", &p->feeling);
	linked(j, p);
	kinds(j, p);
	json_open(j, "findings", '[');
	for (size_t i = 0; i < p->findings.n; i++)
		finding(j, sc, &p->findings.at[i]);
	json_close(j, ']');
	json_close(j, '}');
}

void json_voice_totals(struct json *j, const char *name, const struct voices *v)
{
	if (!v)
		return;
	json_open(j, name, '{');
	json_told(j, "texts", v->texts);
	json_told(j, "customers", v->customers);
	json_told(j, "clauses", v->clauses);
	json_told(j, "repeats", v->repeats);
	json_told(j, "unfelt", v->unfelt);
	json_told(j, "learned", v->learned);
	json_told(j, "contradictions", v->contradictions);
	json_open(j, "languages", '{');
	for (int i = 0; i < LANGUAGES; i++)
		if (v->languages[i])
			json_told(j, language_key((enum language)i), v->languages[i]);
	json_close(j, '}');
	json_close(j, '}');
}
