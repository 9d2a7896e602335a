#include "draw/html.h"
#include "draw/said.h"
#include "draw/svg.h"
#include "draw/words.h"

struct speaking {
	struct scope *sc;
	struct buf *out;
};

static void say(struct speaking *s, const char *before, struct str text, const char *behind)
{
	buf_puts(s->out, before);
	xml_text(s->out, text);
	buf_puts(s->out, behind);
}

static void quote(struct speaking *s, const struct voice_quote *q)
{
	buf_printf(s->out, "<blockquote lang=\"%s\">",
		q->language == LANGUAGE_UNDECIDED || q->language == LANGUAGE_OTHER
			? ""
			: language_key(q->language));
	say(s, "<bdi>", words_line(s->sc, "“%.*s”", STR_ARG(q->text)), "</bdi>");
	buf_printf(s->out, " <cite>%s, ", said(s->sc, source_name(q->source)));
	say(s, "<bdi>", q->event, "</bdi>, ");
	buf_printf(s->out, "%.*s</cite></blockquote>\n", STR_ARG(words_date(s->sc, q->time_us)));
}

static void finding(struct speaking *s, const struct voice_place *p, const struct voice_finding *f)
{
	buf_printf(s->out, "<div class=\"cell %s\"><b>%s</b>", basis_name(voice_basis(f)),
		said(s->sc, voice_kind_name(f->kind)));
	if (f->theme.p)
		say(s, ": <bdi>", f->theme, "</bdi>");
	buf_printf(s->out, " <small>%s</small>\n",
		words_line(s->sc, "%s of %s customers (%s); %s", words_count(s->sc, f->customers).p,
			words_count(s->sc, p->customers).p, words_interval(s->sc, &f->share).p,
			said(s->sc, basis_name(voice_basis(f))))
			.p);
	for (size_t i = 0; i < f->n_quotes; i++)
		quote(s, &f->quotes[i]);
	buf_puts(s->out, "</div>\n");
}

static void place(struct speaking *s, struct str name, const struct voice_place *p)
{
	say(s, "<details><summary><b><bdi>", name, "</bdi></b>");
	struct str who = words_plural(s->sc, p->customers, "customer", "customers");
	buf_printf(s->out, " <small>%s</small></summary>\n",
		p->few ? words_line(s->sc, "%s said something in interviews: few voices", who.p).p
		       : words_line(s->sc, "%s said something", who.p).p);
	for (size_t i = 0; i < p->findings.n; i++)
		finding(s, p, &p->findings.at[i]);
	buf_puts(s->out, "</details>\n");
}

void html_voices(struct scope *sc, const struct map *map, struct buf *out)
{
	struct speaking s = { sc, out };
	bool any = false;

	for (size_t i = 0; i < map->touchpoints.n; i++)
		any |= map->touchpoints.at[i].voice && map->touchpoints.at[i].voice->findings.n;
	if (!any)
		return;
	buf_printf(out, "<section><h2>%s</h2>\n", said(sc, "In their own words"));
	for (size_t i = 0; i < map->touchpoints.n; i++) {
		const struct map_touchpoint *t = &map->touchpoints.at[i];
		if (t->voice && t->voice->findings.n)
			place(&s, t->name, t->voice);
	}
	buf_puts(out, "</section>\n");
}
