#include "base/json.h"
#include "base/when.h"
#include "cli/figures.h"
#include "cli/people.h"
#include "cli/say.h"
#include "cli/table.h"
#include "tell/estimate.h"

/* --- what the data says -------------------------------------------------------------------------- */

static const struct persona_facts *facts_of(
	struct people *p, const struct members_rule *rule, const char **why)
{
	struct scope *sc = p->desk->sc;

	if (!rule || !p->study) {
		*why = rule ? p->why : *why;
		return NULL;
	}
	const struct persona_facts *facts = persona_facts(sc, p->study, p->definition, rule);
	if (!facts)
		*why = people_fault(sc);
	return facts;
}

static void row(struct table *t, const char *name, struct str text)
{
	table_cell(t, STR(""));
	table_cell(t, str_of(name));
	table_cell(t, text);
}

static struct str median_words(struct scope *sc, const struct persona_median *m)
{
	if (!m->known)
		return STR("no data");
	return str_of(scope_printf(sc, "%llu a customer in the middle (%llu to %llu), n = %llu",
		(unsigned long long)m->value, (unsigned long long)m->low, (unsigned long long)m->high,
		(unsigned long long)m->n));
}

static struct str time_words(struct scope *sc, const struct persona_facts *f)
{
	if (!f->events)
		return STR("no data");
	return str_of(scope_printf(sc, "%s: %.*s of %.*s events; %02u:00 to %02u:59 UTC: %.*s",
		persona_weekday(f->weekday), STR_ARG(count_words(sc, f->weekdays[f->weekday])),
		STR_ARG(count_words(sc, f->events)), f->hour, f->hour,
		STR_ARG(count_words(sc, f->hours[f->hour]))));
}

static struct str feeling_words(struct scope *sc, const struct persona_facts *f)
{
	const struct estimate *e = &f->feeling;

	if (!e->known)
		return STR("no data");
	return str_of(scope_printf(sc, "%+.2f of -2 to +2 (%+.2f to %+.2f), n = %llu, %.*s", e->value, e->low,
		e->high, (unsigned long long)e->n, STR_ARG(f->feeling_from)));
}

/* Each on a line of its own, the first beside the name. */
static void place_rows(struct scope *sc, const struct persona_facts *f, struct table *t)
{
	if (!f->touchpoints.n)
		row(t, "touchpoints", STR("no data"));
	for (size_t i = 0; i < f->touchpoints.n; i++) {
		const struct persona_place *at = &f->touchpoints.at[i];
		row(t, i ? "" : "touchpoints",
			str_of(scope_printf(sc, "%.*s: %.*s, n = %llu", STR_ARG(terminal_text(sc, at->name)),
				STR_ARG(share_words(sc, &at->share)), (unsigned long long)at->share.n)));
	}
	if (!f->channels.n)
		row(t, "channels", STR("no data"));
	for (size_t i = 0; i < f->channels.n; i++) {
		const struct persona_channel *at = &f->channels.at[i];
		row(t, i ? "" : "channels",
			str_of(scope_printf(sc, "%s: %.*s, n = %llu", channel_name(at->channel),
				STR_ARG(share_words(sc, &at->share)), (unsigned long long)at->share.n)));
	}
}

static struct str who_words(struct scope *sc, const struct members_rule *rule)
{
	struct str words = terminal_text(sc, condition_words(sc, rule->rule));

	if (!rule->segment.p)
		return words;
	return str_of(scope_printf(sc, "%.*s (the segment \"%.*s\")", STR_ARG(words),
		STR_ARG(terminal_text(sc, rule->segment))));
}

static void facts_table(struct people *p, const struct members_rule *rule, const struct persona_facts *f)
{
	struct scope *sc = p->desk->sc;
	struct table *t = table_new(sc, "lll", NULL, 3);

	row(t, "who", who_words(sc, rule));
	row(t, "customers",
		str_of(scope_printf(sc, "%.*s of %.*s: %.*s", STR_ARG(count_words(sc, f->n)),
			STR_ARG(count_words(sc, f->customers)), STR_ARG(share_words(sc, &f->share)))));
	row(t, "events", median_words(sc, &f->events_each));
	row(t, "journeys", median_words(sc, &f->journeys_each));
	row(t, "mostly on", time_words(sc, f));
	place_rows(sc, f, t);
	row(t, "feeling", feeling_words(sc, f));
	table_write(t, p->desk->out);
}

void people_facts_text(struct people *p, const struct members_rule *rule, const char *why)
{
	struct buf *out = p->desk->out;
	struct scope *sc = p->desk->sc;
	const struct persona_facts *f = facts_of(p, rule, &why);

	if (!f) {
		if (rule)
			buf_printf(out, "\nWho: %.*s\n", STR_ARG(who_words(sc, rule)));
		buf_printf(out, "\nNo data: %.*s\n", STR_ARG(terminal_text(sc, str_of(why))));
		return;
	}
	buf_printf(out, "\nWhat the data says, as of %.*s", STR_ARG(when_date(sc, p->study->trail->to_us)));
	if (p->definition)
		buf_printf(out, ", on the map \"%.*s\"", STR_ARG(terminal_text(sc, p->definition->id)));
	buf_puts(out, "\n");
	facts_table(p, rule, f);
}

/* --- the same as JSON ------------------------------------------------------------------------------ */

static void median_json(const char *name, const struct persona_median *m, struct buf *out)
{
	if (m->known)
		buf_printf(out, ",\"%s\":{\"value\":%llu,\"n\":%llu,\"low\":%llu,\"high\":%llu}", name,
			(unsigned long long)m->value, (unsigned long long)m->n, (unsigned long long)m->low,
			(unsigned long long)m->high);
	else
		buf_printf(out, ",\"%s\":{\"value\":null,\"n\":0,\"low\":null,\"high\":null}", name);
}

static void counts_json(const char *name, const uint64_t *counts, unsigned n, struct buf *out)
{
	buf_printf(out, ",\"%s\":[", name);
	for (unsigned i = 0; i < n; i++)
		buf_printf(out, "%s%llu", i ? "," : "", (unsigned long long)counts[i]);
	buf_puts(out, "]");
}

static void places_json(const struct persona_facts *f, struct buf *out)
{
	buf_puts(out, ",\"touchpoints\":[");
	for (size_t i = 0; i < f->touchpoints.n; i++) {
		buf_puts(out, i ? ",{\"id\":" : "{\"id\":");
		json_quote(out, f->touchpoints.at[i].id);
		buf_puts(out, ",\"name\":");
		json_quote(out, f->touchpoints.at[i].name);
		buf_printf(out,
			",\"customers\":%llu,\"share\":", (unsigned long long)f->touchpoints.at[i].customers);
		tell_estimate(out, &f->touchpoints.at[i].share);
		buf_puts(out, "}");
	}
	buf_puts(out, "],\"channels\":[");
	for (size_t i = 0; i < f->channels.n; i++) {
		const struct persona_channel *at = &f->channels.at[i];
		buf_printf(out, "%s{\"channel\":\"%s\",\"customers\":%llu,\"share\":", i ? "," : "",
			channel_key(at->channel), (unsigned long long)at->customers);
		tell_estimate(out, &at->share);
		buf_puts(out, "}");
	}
	buf_puts(out, "]");
}

static void facts_json(struct people *p, const struct persona_facts *f, struct buf *out)
{
	buf_puts(out, "\"map\":");
	json_quote(out, p->definition ? p->definition->id : (struct str){ 0 });
	buf_puts(out, ",\"as_of\":");
	json_quote(out, when_iso(p->desk->sc, p->study->trail->to_us));
	buf_printf(out, ",\"customers\":%llu,\"of\":%llu,\"share\":", (unsigned long long)f->n,
		(unsigned long long)f->customers);
	tell_estimate(out, &f->share);
	buf_printf(out, ",\"events\":%llu,\"journeys\":%llu", (unsigned long long)f->events,
		(unsigned long long)f->journeys);
	median_json("events_each", &f->events_each, out);
	median_json("journeys_each", &f->journeys_each, out);
	counts_json("weekdays", f->weekdays, 7, out);
	counts_json("hours_utc", f->hours, 24, out);
	places_json(f, out);
	buf_puts(out, ",\"feeling\":");
	tell_estimate(out, &f->feeling);
	buf_puts(out, ",\"feeling_from\":");
	json_quote(out, f->feeling.known ? f->feeling_from : (struct str){ 0 });
}

void people_facts_json(struct people *p, const struct members_rule *rule, const char *why)
{
	struct buf *out = p->desk->out;
	const struct persona_facts *f = facts_of(p, rule, &why);

	buf_puts(out, ",\"who\":");
	json_quote(out, rule ? condition_words(p->desk->sc, rule->rule) : (struct str){ 0 });
	if (f) {
		buf_puts(out, ",\"data\":{");
		facts_json(p, f, out);
		buf_puts(out, "}");
		return;
	}
	buf_puts(out, ",\"data\":null,\"why\":");
	json_quote(out, str_of(why));
}
