#include <math.h>
#include <stdlib.h>

#include "base/when.h"
#include "cli/pick.h"
#include "cli/say.h"
#include "cli/table.h"
#include "cli/voice.h"
#include "insight/figures.h"
#include "tell/voice.h"

enum { TOP = 3, WIDTH = 104, SHOWN_QUOTES = 2, FEW = 5 };

/* A touchpoint as the report ranks it: by ratings where there are any, else by words. */
struct ranked {
	const struct map_touchpoint *t;
	const struct estimate *feeling;
	double shrunk;
};

struct reporting {
	struct scope *sc;
	struct buf *out;
	struct voice_told told;
	struct ranked *ranked; /* the strongest first */
	size_t n, top, quotes; /* quotes of a kind that are shown */
};

static int by_shrunk(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;

	return (a->shrunk < b->shrunk) - (a->shrunk > b->shrunk);
}

static void rank(struct reporting *r)
{
	double sum = 0, n = 0;

	r->ranked = NEW_ARRAY(r->sc, struct ranked, r->told.map->touchpoints.n + 1);
	for (size_t i = 0; i < r->told.map->touchpoints.n; i++) {
		const struct map_touchpoint *t = &r->told.map->touchpoints.at[i];
		if (!t->voice || !t->figures.feeling.known || t->figures.feeling.n < FEW)
			continue;
		r->ranked[r->n++] = (struct ranked){ t, &t->figures.feeling, 0 };
		sum += t->figures.feeling.value * (double)t->figures.feeling.n;
		n += (double)t->figures.feeling.n;
	}
	for (size_t i = 0; i < r->n; i++)
		r->ranked[i].shrunk = figures_shrunk(r->ranked[i].feeling, n > 0 ? sum / n : 0);
	if (r->n)
		qsort(r->ranked, r->n, sizeof *r->ranked, by_shrunk);
}

/* --- words ------------------------------------------------------------------------------------------------ */

/* Text broken at blanks, each line behind the indent. */
static void wrap(struct reporting *r, const char *indent, struct str text)
{
	size_t room = WIDTH - strlen(indent);

	while (text.n) {
		size_t at = 0, blank = 0, letters = 0;
		while (at < text.n && letters < room) {
			if (text.p[at] == ' ')
				blank = at;
			(void)str_next(text, &at);
			letters++;
		}
		if (at < text.n && blank)
			at = blank;
		buf_printf(r->out, "%s%.*s\n", indent, STR_ARG(terminal_text(r->sc, str_sub(text, 0, at))));
		text = str_trim(str_sub(text, at, text.n));
	}
}

static const char *signed_words(struct scope *sc, double x)
{
	return scope_printf(sc, "%s%.1f", x >= .05 ? "+" : x <= -.05 ? "−" : "", fabs(x));
}

static void say_quote(struct reporting *r, const struct voice_quote *q)
{
	wrap(r, "       ",
		str_of(scope_printf(r->sc, "“%.*s”  %s,\xc2\xa0%.*s\xc2\xa0[%.*s]", STR_ARG(q->text),
			source_name(q->source), STR_ARG(when_date(r->sc, q->time_us)),
			STR_ARG(voice_text_id(r->sc, q->id)))));
}

/* "Pains: 97 of 279 customers (35 %, 30 to 41), severity 0.31: engineer · cancelled order" */
static void say_kind(struct reporting *r, const struct voice_place *p, enum voice_kind kind)
{
	const struct voice_sum *sum = &p->kinds[kind];
	struct buf *b = buf_new(r->sc, 8192);
	const char *between = ": ", *proposed = "";

	buf_printf(b, "%s: %llu of %llu customers (%.0f %%, %.0f to %.0f)", voice_kind_name(kind),
		(unsigned long long)sum->customers, (unsigned long long)p->customers, sum->share.value * 100,
		sum->share.low * 100, sum->share.high * 100);
	if (kind == VOICE_PAIN)
		buf_printf(b, ", severity %.2f", sum->severity);
	for (size_t i = 0; i < p->findings.n; i++) {
		const struct voice_finding *f = &p->findings.at[i];
		if (f->kind != kind)
			continue;
		if (f->theme.p) {
			buf_printf(b, "%s%.*s", between, STR_ARG(f->theme));
			between = " · ";
		}
		if (voice_is_proposed(kind) && !f->confirmed)
			proposed = "; proposed";
	}
	buf_puts(b, proposed);
	wrap(r, "     ", buf_str(b));
	for (size_t i = 0, n = 0; i < p->findings.n && n < r->quotes; i++)
		for (size_t q = 0;
			p->findings.at[i].kind == kind && q < p->findings.at[i].n_quotes && n < r->quotes;
			q++, n++)
			say_quote(r, &p->findings.at[i].quotes[q]);
}

/* What hurts and what delights first, then what was found by patterns. */
static void say_findings(struct reporting *r, const struct voice_place *p)
{
	for (int kind = 0; kind < VOICE_KINDS; kind++) {
		bool any = false;
		for (size_t i = 0; i < p->findings.n; i++)
			any |= p->findings.at[i].kind == (enum voice_kind)kind;
		if (any)
			say_kind(r, p, (enum voice_kind)kind);
	}
}

static void say_place(struct reporting *r, const struct ranked *at)
{
	const struct voice_place *p = at->t->voice;
	const struct estimate *e = at->feeling;

	buf_printf(r->out, "   %.*s  %s (%s to %s, n = %llu%s%.*s)%s\n",
		STR_ARG(terminal_text(r->sc, at->t->name)), signed_words(r->sc, e->value),
		signed_words(r->sc, e->low), signed_words(r->sc, e->high), (unsigned long long)e->n,
		at->t->figures.scale.n ? ", " : "", STR_ARG(at->t->figures.scale),
		p->few                  ? "  few voices: interviews"
		: e->n < FIGURES_HOLLOW ? "  few"
					: "");
	say_findings(r, p);
	buf_putc(r->out, '\n');
}

/* --- the report ------------------------------------------------------------------------------------------- */

static void say_languages(struct reporting *r, const struct voices *v)
{
	const char *between = "";

	for (int i = 0; i < LANGUAGES; i++)
		if (v->languages[i]) {
			buf_printf(r->out, "%s%s %.*s", between,
				i == LANGUAGE_UNDECIDED ? "undecided" : language_key((enum language)i),
				STR_ARG(count_words(r->sc, v->languages[i])));
			between = ", ";
		}
}

static void say_head(struct reporting *r)
{
	const struct voices *v = r->told.map->voices;

	buf_printf(r->out, "%.*s texts of %.*s customers (", STR_ARG(count_words(r->sc, v->texts)),
		STR_ARG(count_words(r->sc, v->customers)));
	say_languages(r, v);
	buf_printf(r->out, ")");
	if (v->repeats)
		buf_printf(r->out, "; %.*s say again what another says",
			STR_ARG(count_words(r->sc, v->repeats)));
	if (v->contradictions)
		buf_printf(r->out, "; in %.*s words and rating contradict each other",
			STR_ARG(count_words(r->sc, v->contradictions)));
	buf_printf(r->out, "\n");
	if (v->unfelt)
		wrap(r, "",
			str_of(scope_printf(r->sc,
				"%llu texts are in languages that Wend does not know: they count as said, and how"
				" they feel is known from ratings alone.",
				(unsigned long long)v->unfelt)));
	if (r->told.map->quarantined)
		buf_printf(r->out, "%.*s could not be read and wait%s in quarantine.\n",
			STR_ARG(str_of(scope_printf(r->sc, "%llu row%s",
				(unsigned long long)r->told.map->quarantined,
				r->told.map->quarantined == 1 ? "" : "s"))),
			r->told.map->quarantined == 1 ? "s" : "");
	buf_putc(r->out, '\n');
}

/* The one that was asked for, with all its quotes. */
static bool say_only(struct reporting *r, struct str name)
{
	for (size_t i = 0; i < r->told.map->touchpoints.n; i++) {
		const struct map_touchpoint *t = &r->told.map->touchpoints.at[i];
		if (!str_same(t->name, name) && !str_same(t->id, name))
			continue;
		r->quotes = VOICE_QUOTES;
		if (t->voice)
			say_place(r, &(struct ranked){ t, &t->figures.feeling, 0 });
		else
			buf_printf(r->out, "Nobody said anything of \"%.*s\".\n",
				STR_ARG(terminal_text(r->sc, t->name)));
		return true;
	}
	return scope_fail(r->sc, FAULT_NOT_FOUND, "there is no touchpoint \"%.*s\" on the map \"%.*s\"",
		STR_ARG(name), STR_ARG(r->told.map->id));
}

static void say_ranked(struct reporting *r)
{
	size_t good = r->n / 2 < r->top ? r->n / 2 : r->top,
	       bad = r->n - good < r->top ? r->n - good : r->top;

	if (r->n == 1)
		good = 0;
	if (good)
		buf_puts(r->out, "Strongest touchpoints, by feeling from −2 to +2 with 95 % intervals\n\n");
	for (size_t i = 0; i < good; i++)
		say_place(r, &r->ranked[i]);
	if (bad)
		buf_printf(r->out, "%s, by feeling from −2 to +2 with 95 %% intervals\n\n",
			r->n == 1 ? "The only touchpoint that anything was said of" : "Weakest touchpoints");
	for (size_t i = 0; i < bad; i++)
		say_place(r, &r->ranked[r->n - 1 - i]);
	if (!r->n)
		buf_puts(r->out, "No touchpoint has five customers who said something.\n\n");
}

/* --- what is new ------------------------------------------------------------------------------------------ */

enum { NEW_SHOWN = 12 };

static void say_new(struct reporting *r)
{
	static const char *const head[] = { "spoken of", "touchpoint", "customers now", "before", "change",
		"p" };
	const struct voice_changes *c = &r->told.changes;
	struct table *t = table_new(r->sc, "llrrlr", head, COUNT_OF(head));

	if (!c->texts_now || !c->texts_before)
		return;
	buf_printf(r->out,
		"What is new: %.*s texts from %.*s on beside %.*s of as long before; %.*s words and pairs"
		" compared\n",
		STR_ARG(count_words(r->sc, c->texts_now)), STR_ARG(when_date(r->sc, r->told.from_us)),
		STR_ARG(count_words(r->sc, c->texts_before)), STR_ARG(count_words(r->sc, c->looked_at)));
	if (!c->n) {
		buf_puts(r->out, "Nothing changed significantly.\n\n");
		return;
	}
	for (size_t i = 0; i < c->n && i < NEW_SHOWN; i++) {
		table_cell(t, str_short(r->sc, terminal_text(r->sc, c->at[i].form), 30));
		table_cell(
			t, str_short(r->sc, terminal_text(r->sc, voice_told_place(&r->told, &c->at[i])), 28));
		table_cell(t, count_words(r->sc, c->at[i].now));
		table_cell(t, count_words(r->sc, c->at[i].before));
		table_cell(t, c->at[i].log_odds > 0 ? STR("more") : STR("less"));
		table_printf(t, "%.2g", c->at[i].p);
	}
	table_write(t, r->out);
	if (c->n > NEW_SHOWN)
		buf_printf(r->out, "and %zu more\n", c->n - NEW_SHOWN);
	buf_putc(r->out, '\n');
}

static struct str kind_share(struct scope *sc, const struct voice_place *p, enum voice_kind kind)
{
	uint64_t n = p->kinds[kind].customers;

	return n ? str_of(scope_printf(sc, "%.0f %%", 100. * (double)n / (double)p->customers)) : STR("·");
}

static void say_table(struct reporting *r)
{
	static const char *const head[] = { "touchpoint", "said", "feeling", "pains", "gains", "needs",
		"doubts", "expect", "leaving" };
	static const enum voice_kind kinds[] = { VOICE_PAIN, VOICE_GAIN, VOICE_NEED, VOICE_DOUBT,
		VOICE_EXPECTATION, VOICE_LEAVING };
	struct table *t = table_new(r->sc, "lrrrrrrrr", head, COUNT_OF(head));

	for (size_t i = 0; i < r->told.map->touchpoints.n; i++) {
		const struct map_touchpoint *at = &r->told.map->touchpoints.at[i];
		if (!at->voice)
			continue;
		const struct estimate *e = &at->figures.feeling;
		table_cell(t, str_short(r->sc, terminal_text(r->sc, at->name), 28));
		table_cell(t, count_words(r->sc, at->voice->customers));
		table_cell(t, e->known ? str_of(signed_words(r->sc, e->value)) : STR("no data"));
		for (size_t k = 0; k < COUNT_OF(kinds); k++)
			table_cell(t, kind_share(r->sc, at->voice, kinds[k]));
	}
	buf_puts(r->out,
		"All touchpoints: customers who said something of them, and how many of these in per cent\n");
	table_write(t, r->out);
	const struct voice_place *rest = &r->told.map->voices->at[r->told.map->voices->n];
	if (rest->customers)
		buf_printf(r->out, "%.*s customers said something that is about no touchpoint of the map.\n",
			STR_ARG(count_words(r->sc, rest->customers)));
}

static void say_how(struct reporting *r, const struct voice_kit *kit)
{
	struct buf *b = buf_new(r->sc, 4000);

	for (int i = LANGUAGE_EN; i <= LANGUAGE_RU; i++) {
		const struct model *m = kit->ear.models[i];
		if (!r->told.map->voices->languages[i] ||
			r->told.map->voices->languages[i] * 100 < r->told.map->voices->texts)
			continue;
		if (!m) {
			buf_printf(b, "%s: by Wend's lexicon", language_key((enum language)i));
			if (r->told.map->voices->rated[i])
				buf_printf(b, ", agreeing with %.0f %% of %llu ratings",
					100. * (double)r->told.map->voices->agreeing[i] /
						(double)r->told.map->voices->rated[i],
					(unsigned long long)r->told.map->voices->rated[i]);
			buf_puts(b, ". ");
			continue;
		}
		const struct model_trial *trial = &model_facts(m)->trial;
		buf_printf(b,
			"%s: by a model of the company's own texts, right in %.0f %% of %llu held-out ones (macro-F1"
			" %.2f). ",
			language_key((enum language)i), trial->accuracy * 100, (unsigned long long)trial->n,
			trial->macro_f1);
	}
	if (buf_len(b))
		wrap(r, "", str_of(scope_printf(r->sc, "How texts are felt: %.*s", STR_ARG(buf_str(b)))));
}

static bool report(struct reporting *r, const struct voice_desk *v)
{
	struct str only = arg_text(&v->args, "touchpoint");

	if (!r->told.map->voices) {
		buf_puts(r->out,
			"Nobody has said anything here yet: import reviews, survey answers, tickets, interviews.\n");
		return true;
	}
	if (arg_flag(&v->args, "json")) {
		tell_voice(r->sc, &r->told, r->out);
		return true;
	}
	if (only.p)
		return say_only(r, only);
	rank(r);
	say_head(r);
	say_ranked(r);
	say_new(r);
	say_table(r);
	say_how(r, v->kit);
	return true;
}

/* --last; 0 where it is not given. */
static bool read_last(struct scope *sc, const struct arguments *args, int64_t *us)
{
	struct str last = arg_text(args, "last");

	*us = 0;
	return !last.p || pick_span(sc, last, us);
}

bool voice_report(struct scope *sc, const struct arguments *args)
{
	struct voice_desk v = { 0 };
	struct reporting r = { .sc = sc, .out = buf_new(sc, 64 << 20) };
	uint64_t *members = NULL;
	int64_t top = TOP, last;
	struct str where;

	bool ok = voice_desk_open(sc, args, false, &v) && pick_number(sc, args, "top", 100, &top) &&
		  read_last(sc, &v.args, &last) && pick_customers(sc, args, &v.desk, &members, &where) &&
		  voice_tell(sc, v.desk.study, v.desk.definition, v.kit,
			  &(struct study_wish){ .customers = members }, last, &r.told);
	r.top = (size_t)top;
	r.quotes = SHOWN_QUOTES;
	ok = ok && report(&r, &v);
	voice_desk_close(&v);
	return ok && say_out(sc, r.out);
}
