#include "base/when.h"
#include "cli/figures.h"
#include "cli/people.h"
#include "cli/say.h"
#include "cli/table.h"

/* --- what the data says -------------------------------------------------------------------------- */

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

static void facts_table(
	struct people *p, const struct members_rule *rule, const struct persona_facts *f, struct buf *out)
{
	struct scope *sc = p->sc;
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
	table_write(t, out);
}

void people_facts_text(struct people *p, const struct members_rule *rule, const char *why, struct buf *out)
{
	struct scope *sc = p->sc;
	const struct persona_facts *f = people_facts(p, rule, &why);

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
	facts_table(p, rule, f, out);
}
