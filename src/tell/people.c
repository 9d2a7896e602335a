#include "tell/people.h"

#include "base/json.h"
#include "base/when.h"
#include "insight/interval.h"
#include "model/condition_io.h"
#include "model/definition_io.h"
#include "store/published.h"
#include "tell/estimate.h"
#include "tell/papers.h"

/* --- the map --------------------------------------------------------------------------------------- */

static bool names_persona(const struct definition *def, struct str persona)
{
	for (size_t i = 0; persona.p && i < def->personas.n; i++)
		if (str_equal(def->personas.at[i], persona))
			return true;
	return false;
}

/* NULL without a fault: it was never published. */
static struct definition *published_definition(struct people *p, struct str map)
{
	struct published *list;
	size_t n;

	if (!published_of(p->sc, p->docs, map, &list, &n) || !n)
		return NULL;
	const struct published *v = published_get(p->sc, p->docs, map, list[n - 1].no);
	return v ? definition_from_text(p->sc, DOCUMENT_JSON, v->definition) : NULL;
}

static struct definition *definition_of(struct people *p, const struct saved_map *map)
{
	return p->published ? published_definition(p, map->id)
			    : definition_from_text(p->sc, DOCUMENT_JSON, map->text);
}

/* The first is taken where none is for the persona. */
static bool choose_map(struct people *p, struct str persona)
{
	struct saved_map *maps;
	size_t n;

	if (!documents_maps(p->sc, p->docs, &maps, &n))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct definition *def = definition_of(p, &maps[i]);
		if (!def && p->sc->fault)
			return false;
		if (def && (!p->definition || names_persona(def, persona)))
			p->definition = def;
		if (def && names_persona(def, persona))
			break;
	}
	return true;
}

/* Of what is not published neither that it is there is told, nor what else there is. */
static bool find_published(struct people *p, struct str map)
{
	p->definition = published_definition(p, map);
	return p->definition ||
	       (!p->sc->fault && scope_fail(p->sc, FAULT_NOT_FOUND, "there is no map \"%.*s\" here",
					 STR_ARG(str_short(p->sc, map, 60))));
}

bool people_map(struct people *p, struct str map, struct str persona)
{
	if (!map.p)
		return choose_map(p, persona);
	if (p->published)
		return find_published(p, map);
	const struct saved_map *saved = documents_map(p->sc, p->docs, map);
	p->definition = saved ? definition_from_text(p->sc, DOCUMENT_JSON, saved->text) : NULL;
	return p->definition != NULL;
}

/* --- who ------------------------------------------------------------------------------------------- */

const char *people_fault(struct scope *sc)
{
	const char *why = scope_printf(sc, "%s", sc->why);

	scope_forgive(sc);
	return why;
}

static const struct members_rule *persona_rule(
	struct people *p, const struct persona *persona, const char **why)
{
	struct members_rule *rule = NEW(p->sc, struct members_rule);

	if (!members_persona_rule(p->sc, p->docs, persona, rule)) {
		*why = people_fault(p->sc);
		return NULL;
	}
	if (!rule->rule)
		*why = "nobody can tell who belongs to it: it has no rule and no segment";
	return rule->rule ? rule : NULL;
}

const struct members_rule *people_rule(
	struct people *p, enum paper_kind kind, const void *paper, const char **why)
{
	const struct segment *segment = paper;

	if (kind == PAPER_PERSONA)
		return persona_rule(p, paper, why);
	struct members_rule *rule = NEW(p->sc, struct members_rule);
	*rule = (struct members_rule){ .id = segment->id, .name = segment->name, .rule = segment->rule };
	return rule;
}

struct people_size people_size(struct people *p, const struct members_rule *rule, const char *why)
{
	struct people_size size = { .why = rule ? p->why : why };

	if (size.why)
		return size;
	const uint64_t *members = members_of(p->sc, p->study, p->definition, rule);
	if (!members) {
		size.why = people_fault(p->sc);
		return size;
	}
	size.n = members_count(p->study, members);
	size.share = estimate_share(size.n, members_count(p->study, NULL));
	return size;
}

const struct persona_facts *people_facts(struct people *p, const struct members_rule *rule, const char **why)
{
	if (!rule || !p->study) {
		*why = rule ? p->why : *why;
		return NULL;
	}
	const struct persona_facts *facts = persona_facts(p->sc, p->study, p->definition, rule);
	if (!facts)
		*why = people_fault(p->sc);
	return facts;
}

/* --- all of them ----------------------------------------------------------------------------------- */

static void tell_who(struct people *p, const struct members_rule *rule, struct buf *out)
{
	buf_puts(out, ",\"who\":");
	json_quote(out, rule ? condition_words(p->sc, rule->rule) : (struct str){ 0 });
}

static void tell_size(const struct people_size *size, struct buf *out)
{
	buf_puts(out, ",\"customers\":");
	if (size->why) {
		buf_puts(out, "null,\"share\":null,\"why\":");
		json_quote(out, str_of(size->why));
		return;
	}
	buf_printf(out, "%llu,\"share\":", (unsigned long long)size->n);
	tell_estimate(out, &size->share);
}

bool tell_people_row(struct people *p, const struct paper *paper, struct buf *out)
{
	const void *read = paper_read(p->sc, paper->kind, DOCUMENT_JSON, paper->body);
	const char *why = NULL;

	if (!read)
		return false;
	const struct members_rule *rule = people_rule(p, paper->kind, read, &why);
	struct people_size size = people_size(p, rule, why);
	tell_paper_begin(p->sc, paper, out);
	tell_who(p, rule, out);
	tell_size(&size, out);
	buf_puts(out, "}");
	return true;
}

bool tell_people(
	struct people *p, enum paper_kind kind, const struct paper *papers, size_t n, struct buf *out)
{
	buf_printf(out, "{\"%s\":[", paper_kind_plural(kind));
	for (size_t i = 0; i < n; i++) {
		buf_puts(out, i ? "," : "");
		if (!tell_people_row(p, &papers[i], out))
			return false;
	}
	buf_puts(out, "]}\n");
	return true;
}

/* --- one of them ----------------------------------------------------------------------------------- */

static void tell_median(const char *name, const struct persona_median *m, struct buf *out)
{
	if (m->known)
		buf_printf(out, ",\"%s\":{\"value\":%llu,\"n\":%llu,\"low\":%llu,\"high\":%llu}", name,
			(unsigned long long)m->value, (unsigned long long)m->n, (unsigned long long)m->low,
			(unsigned long long)m->high);
	else
		buf_printf(out, ",\"%s\":{\"value\":null,\"n\":0,\"low\":null,\"high\":null}", name);
}

static void tell_counts(const char *name, const uint64_t *counts, unsigned n, struct buf *out)
{
	buf_printf(out, ",\"%s\":[", name);
	for (unsigned i = 0; i < n; i++)
		buf_printf(out, "%s%llu", i ? "," : "", (unsigned long long)counts[i]);
	buf_puts(out, "]");
}

static void tell_touchpoints(const struct persona_facts *f, struct buf *out)
{
	buf_puts(out, ",\"touchpoints\":[");
	for (size_t i = 0; i < f->touchpoints.n; i++) {
		const struct persona_place *at = &f->touchpoints.at[i];
		buf_puts(out, i ? ",{\"id\":" : "{\"id\":");
		json_quote(out, at->id);
		buf_puts(out, ",\"name\":");
		json_quote(out, at->name);
		buf_printf(out, ",\"customers\":%llu,\"share\":", (unsigned long long)at->customers);
		tell_estimate(out, &at->share);
		buf_puts(out, "}");
	}
	buf_puts(out, "]");
}

static void tell_channels(const struct persona_facts *f, struct buf *out)
{
	buf_puts(out, ",\"channels\":[");
	for (size_t i = 0; i < f->channels.n; i++) {
		const struct persona_channel *at = &f->channels.at[i];
		buf_printf(out, "%s{\"channel\":\"%s\",\"customers\":%llu,\"share\":", i ? "," : "",
			channel_key(at->channel), (unsigned long long)at->customers);
		tell_estimate(out, &at->share);
		buf_puts(out, "}");
	}
	buf_puts(out, "]");
}

static void tell_facts(struct people *p, const struct persona_facts *f, struct buf *out)
{
	buf_puts(out, "\"map\":");
	json_quote(out, p->definition ? p->definition->id : (struct str){ 0 });
	buf_puts(out, ",\"as_of\":");
	json_quote(out, when_iso(p->sc, p->study->trail->to_us));
	buf_printf(out, ",\"customers\":%llu,\"of\":%llu,\"share\":", (unsigned long long)f->n,
		(unsigned long long)f->customers);
	tell_estimate(out, &f->share);
	buf_printf(out, ",\"events\":%llu,\"journeys\":%llu", (unsigned long long)f->events,
		(unsigned long long)f->journeys);
	tell_median("events_each", &f->events_each, out);
	tell_median("journeys_each", &f->journeys_each, out);
	tell_counts("weekdays", f->weekdays, 7, out);
	tell_counts("hours_utc", f->hours, 24, out);
	tell_touchpoints(f, out);
	tell_channels(f, out);
	buf_puts(out, ",\"feeling\":");
	tell_estimate(out, &f->feeling);
	buf_puts(out, ",\"feeling_from\":");
	json_quote(out, f->feeling.known ? f->feeling_from : (struct str){ 0 });
}

static void tell_data(struct people *p, const struct members_rule *rule, const char *why, struct buf *out)
{
	const struct persona_facts *f = people_facts(p, rule, &why);

	tell_who(p, rule, out);
	if (f) {
		buf_puts(out, ",\"data\":{");
		tell_facts(p, f, out);
		buf_puts(out, "}");
		return;
	}
	buf_puts(out, ",\"data\":null,\"why\":");
	json_quote(out, str_of(why));
}

bool tell_one_of_people(struct people *p, const struct paper *paper, struct buf *out)
{
	const void *read = paper_read(p->sc, paper->kind, DOCUMENT_JSON, paper->body);
	const char *why = NULL;

	if (!read)
		return false;
	const struct members_rule *rule = people_rule(p, paper->kind, read, &why);
	tell_paper_begin(p->sc, paper, out);
	tell_data(p, rule, why, out);
	buf_puts(out, "}\n");
	return true;
}
