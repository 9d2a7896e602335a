#include "draw/html_parts.h"

#include <math.h>

#include "draw/svg.h"
#include "draw/words.h"
#include "map/cells_voice.h"

enum { SMALL_N = 30 }; /* ratings of fewer customers are marked */

void html_muted(struct html_told *t, struct str text)
{
	buf_puts(t->out, " <small>");
	xml_text(t->out, text);
	buf_puts(t->out, "</small>");
}

static void none(struct html_told *t, uint64_t n)
{
	buf_printf(t->out, "<span class=\"none\">%s</span>", words_none(t->sc, n).p);
}

void html_no_data(struct html_told *t)
{
	none(t, 0);
}

static void interval(struct html_told *t, const struct estimate *e)
{
	html_muted(t, words_line(t->sc, "%s, n\xc2\xa0=\xc2\xa0%s", words_interval(t->sc, e).p,
			      words_count(t->sc, e->n).p));
}

static void share(struct html_told *t, const struct estimate *e, const char *class)
{
	if (!e->known) {
		none(t, e->n);
		return;
	}
	double w = fmax(fmin(e->value, 1), 0) * 100;
	buf_printf(t->out,
		"<svg class=\"bar %s\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"",
		class);
	buf_number(t->out, w, 3);
	buf_printf(t->out, "\" height=\"6\"/></svg><b>%s</b>", words_share(t->sc, e->value).p);
	interval(t, e);
}

static void channel(struct html_told *t, const struct map_touchpoint *p)
{
	struct map_look look = map_look(p);

	buf_printf(t->out,
		"<span class=\"channel\"><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect width=\"10\" height=\"10\""
		" rx=\"3\" fill=\"%s\"/></svg>",
		look.colour);
	xml_text(t->out, words_channel(t->sc, &look));
	buf_puts(t->out, "</span>");
	if (!str_empty(p->channel_words) && !str_same(p->channel_words, look.name) &&
		!str_same(p->channel_words, look.key))
		html_muted(t, p->channel_words);
}

static void reach(struct html_told *t, const struct map_touchpoint *p)
{
	share(t, &p->figures.reach, "reach");
	html_muted(t,
		words_line(t->sc, "%s, %s", words_plural(t->sc, p->figures.journeys, "journey", "journeys").p,
			words_plural(t->sc, p->figures.customers, "customer", "customers").p));
}

static void leaving(struct html_told *t, const struct map_touchpoint *p)
{
	share(t, &p->figures.drop_off, p->figures.critical ? "critical" : "leaving");
	if (p->figures.critical)
		buf_printf(t->out, " <span class=\"tag bad\">▲ %s</span>", said(t->sc, "critical"));
}

void html_mean(struct html_told *t, const struct estimate *e, struct str scale)
{
	if (!e->known) {
		none(t, e->n);
		return;
	}
	const char *sign = e->value > 0.25 ? "good\">●" : e->value >= -0.25 ? "flat\">■" : "bad\">▼";
	buf_printf(t->out, "<span class=\"%s</span> <b>%s</b>", sign, words_feeling(t->sc, e->value).p);
	html_muted(t, words_line(t->sc, "%s, n\xc2\xa0=\xc2\xa0%s%s", words_feeling_interval(t->sc, e).p,
			      words_count(t->sc, e->n).p, e->n < SMALL_N ? said(t->sc, ", few") : ""));
	if (str_equal(scale, MAP_BY_WORDS))
		html_muted(t, str_of(said(t->sc, "rated by their words")));
	else if (!str_empty(scale))
		html_muted(t, words_line(t->sc, "rated %.*s", STR_ARG(scale)));
}

static void feeling(struct html_told *t, const struct map_touchpoint *p)
{
	html_mean(t, &p->figures.feeling, p->figures.scale);
}

static void nps(struct html_told *t, const struct map_touchpoint *p)
{
	const struct estimate *e = &p->figures.nps;

	if (!e->known) {
		none(t, e->n);
		return;
	}
	buf_printf(t->out, "<b>%s</b>", words_signed(t->sc, e->value).p);
	html_muted(t, words_line(t->sc, "%s to %s, n\xc2\xa0=\xc2\xa0%s", words_signed(t->sc, e->low).p,
			      words_signed(t->sc, e->high).p, words_count(t->sc, e->n).p));
}

static void span(struct html_told *t, const struct duration *d)
{
	if (!d->known) {
		none(t, d->n);
		return;
	}
	buf_printf(t->out, "<b>%s</b>", words_span(t->sc, d->median_s).p);
	html_muted(t, words_line(t->sc, "%s to %s; 95\xc2\xa0%% under %s; n\xc2\xa0=\xc2\xa0%s",
			      words_span(t->sc, d->low_s).p, words_span(t->sc, d->high_s).p,
			      words_span(t->sc, d->p95_s).p, words_count(t->sc, d->n).p));
}

static void dwell(struct html_told *t, const struct map_touchpoint *p)
{
	span(t, &p->figures.dwell);
}

static void time_on(struct html_told *t, const struct map_touchpoint *p)
{
	span(t, &p->figures.time_on);
}

static void visits(struct html_told *t, const struct map_touchpoint *p)
{
	const struct map_figures *f = &p->figures;

	if (figures_never_counted(f)) {
		none(t, 0);
		return;
	}
	buf_printf(t->out, "<b>%s</b>", words_count(t->sc, f->visits).p);
	if (f->visits && count_is_told(f->visits) && count_is_told(f->returns))
		html_muted(t, words_line(t->sc, "%s come back",
				      words_share(t->sc, (double)f->returns / (double)f->visits).p));
}

static void conversion(struct html_told *t, const struct map_touchpoint *p)
{
	share(t, &p->figures.conversion, "reach");
}

static void next(struct html_told *t, const struct map_touchpoint *p)
{
	for (size_t i = 0; i < p->n_next; i++) {
		int to = p->next[i].touchpoint;
		struct str name = to == MAP_EXIT ? str_of(said(t->sc, "the end"))
				  : to < 0       ? str_of(said(t->sc, "off the map"))
						 : t->map->touchpoints.at[to].name;
		buf_puts(t->out, "<div>→ <bdi>");
		xml_text(t->out, name);
		buf_printf(t->out, "</bdi> <b>%s</b></div>", words_share(t->sc, p->next[i].share).p);
	}
	if (!p->n_next)
		none(t, count_is_told(p->figures.visits) ? 0 : p->figures.visits);
}

static void evidence(struct html_told *t, const struct map_touchpoint *p)
{
	if (!count_is_told(p->figures.journeys)) {
		none(t, p->figures.journeys);
		return;
	}
	unsigned grade = p->figures.evidence > 4 ? 4 : p->figures.evidence;

	buf_puts(t->out, "<span aria-hidden=\"true\">");
	for (unsigned i = 0; i < 4; i++)
		buf_puts(t->out, i < grade ? "■" : "□");
	buf_printf(t->out, "</span> %s", words_evidence(t->sc, grade));
}

static bool rated(const struct map_figures *f)
{
	return f->feeling.known;
}

static bool recommended(const struct map_figures *f)
{
	return f->nps.known;
}

static bool timed(const struct map_figures *f)
{
	return f->time_on.known;
}

static bool converts(const struct map_figures *f)
{
	return f->conversion.known;
}

const struct html_column html_columns[] = {
	{ "Channel", channel, NULL, false, true },
	{ "Reach", reach, NULL, false, true },
	{ "Feeling", feeling, rated, true, true },
	{ "NPS", nps, recommended, false, false },
	{ "Leaving", leaving, NULL, false, true },
	{ "Visits", visits, NULL, false, false },
	{ "Until the next step", dwell, NULL, false, false },
	{ "Time on it", time_on, timed, false, false },
	{ "Reach the goal after", conversion, converts, false, false },
	{ "Goes next to", next, NULL, false, false },
	{ "Evidence", evidence, NULL, false, false },
};

const size_t html_columns_n = COUNT_OF(html_columns);

bool html_column_shown(const struct map *map, const struct html_column *column)
{
	for (size_t i = 0; column->has && i < map->touchpoints.n; i++)
		if (column->has(&map->touchpoints.at[i].figures))
			return true;
	return !column->has;
}

bool html_has_cells(const struct map *map, const struct map_lane *lane)
{
	for (size_t i = 0; lane->cells && i < map->touchpoints.n; i++)
		if (lane->cells[i].cells.n)
			return true;
	return false;
}

void html_tags(struct html_told *t, const struct map_touchpoint *p)
{
	const struct {
		bool on;
		const char *sign, *text;
	} all[] = { { p->is_goal, "good\">⚐", "goal" }, { p->strongest, "good\">▲", "strongest" },
		{ p->weakest, "bad\">▼", "weakest" },
		{ p->moment_of_truth, "truth\">★", "moment of truth" } };

	for (size_t i = 0; i < COUNT_OF(all); i++)
		if (all[i].on)
			buf_printf(t->out, " <span class=\"tag %s %s</span>", all[i].sign,
				said(t->sc, all[i].text));
}

static void files(struct html_told *t, const struct map_cell *cell)
{
	if (!cell->attachments.n)
		return;
	buf_puts(t->out, "<ul class=\"files\">");
	for (size_t i = 0; i < cell->attachments.n; i++) {
		const struct attached *a = &cell->attachments.at[i];
		bool linked = t->links->files.p && attachment_id_ok(a->id);
		buf_puts(t->out, "<li>");
		if (linked)
			buf_printf(t->out, "<a href=\"%.*s%.*s\">", STR_ARG(t->links->files), STR_ARG(a->id));
		buf_puts(t->out, "<bdi>");
		xml_text(t->out, a->name);
		buf_printf(t->out, "</bdi>%s</li>", linked ? "</a>" : "");
	}
	buf_puts(t->out, "</ul>");
}

void html_cells(struct html_told *t, const struct map_cells *cells)
{
	for (size_t k = 0; k < cells->cells.n; k++) {
		const struct map_cell *cell = &cells->cells.at[k];
		const char *basis = basis_name(cell->basis);
		buf_printf(t->out, "<div class=\"cell %s\"><bdi>", basis);
		xml_text(t->out, words_cell(t->sc, cell));
		buf_printf(t->out, "</bdi> <small>%s</small>", said(t->sc, basis));
		files(t, cell);
		buf_puts(t->out, "</div>");
	}
}
