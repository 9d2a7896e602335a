#include "draw/html.h"

#include <math.h>

#include "draw/svg.h"
#include "draw/words.h"
#include "map/look.h"

enum { SMALL_N = 30 }; /* ratings of fewer customers are marked */

struct table {
	struct scope *sc;
	const struct map *map;
	const struct html_links *links;
	struct buf *out;
};

static void muted(struct table *t, struct str text)
{
	buf_puts(t->out, " <small>");
	xml_text(t->out, text);
	buf_puts(t->out, "</small>");
}

static void none(struct table *t, uint64_t n)
{
	buf_printf(t->out, "<span class=\"none\">%s</span>", words_none(t->sc, n).p);
}

static void no_data(struct table *t)
{
	none(t, 0);
}

static void interval(struct table *t, const struct estimate *e)
{
	muted(t, words_line(t->sc, "%s, n\xc2\xa0=\xc2\xa0%s", words_interval(t->sc, e).p,
			 words_count(t->sc, e->n).p));
}

static void share(struct table *t, const struct estimate *e, const char *class)
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

static void channel(struct table *t, const struct map_touchpoint *p)
{
	struct map_look look = map_look(p);

	buf_printf(t->out,
		"<span class=\"channel\"><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect width=\"10\" height=\"10\""
		" rx=\"3\" fill=\"%s\"/></svg>",
		look.colour);
	xml_text(t->out, look.name);
	buf_puts(t->out, "</span>");
	if (!str_empty(p->channel_words))
		muted(t, p->channel_words);
}

static void reach(struct table *t, const struct map_touchpoint *p)
{
	share(t, &p->figures.reach, "reach");
	muted(t,
		words_line(t->sc, "%s, %s", words_plural(t->sc, p->figures.journeys, "journey", "journeys").p,
			words_plural(t->sc, p->figures.customers, "customer", "customers").p));
}

static void leaving(struct table *t, const struct map_touchpoint *p)
{
	share(t, &p->figures.drop_off, p->figures.critical ? "critical" : "leaving");
	if (p->figures.critical)
		buf_puts(t->out, " <span class=\"tag bad\">▲ critical</span>");
}

static void mean(struct table *t, const struct estimate *e, struct str scale)
{
	if (!e->known) {
		none(t, e->n);
		return;
	}
	const char *sign = e->value > 0.25 ? "good\">●" : e->value >= -0.25 ? "flat\">■" : "bad\">▼";
	buf_printf(t->out, "<span class=\"%s</span> <b>%s</b>", sign, words_feeling(t->sc, e->value).p);
	muted(t, words_line(t->sc, "%s, n\xc2\xa0=\xc2\xa0%s%s", words_feeling_interval(t->sc, e).p,
			 words_count(t->sc, e->n).p, e->n < SMALL_N ? ", few" : ""));
	if (!str_empty(scale))
		muted(t, words_line(t->sc, "rated %.*s", STR_ARG(scale)));
}

static void feeling(struct table *t, const struct map_touchpoint *p)
{
	mean(t, &p->figures.feeling, p->figures.scale);
}

static void nps(struct table *t, const struct map_touchpoint *p)
{
	const struct estimate *e = &p->figures.nps;

	if (!e->known) {
		none(t, e->n);
		return;
	}
	buf_printf(t->out, "<b>%s</b>", words_signed(t->sc, e->value).p);
	muted(t, words_line(t->sc, "%s to %s, n\xc2\xa0=\xc2\xa0%s", words_signed(t->sc, e->low).p,
			 words_signed(t->sc, e->high).p, words_count(t->sc, e->n).p));
}

static void span(struct table *t, const struct duration *d)
{
	if (!d->known) {
		none(t, d->n);
		return;
	}
	buf_printf(t->out, "<b>%s</b>", words_span(t->sc, d->median_s).p);
	muted(t, words_line(t->sc, "%s to %s; 95\xc2\xa0%% under %s; n\xc2\xa0=\xc2\xa0%s",
			 words_span(t->sc, d->low_s).p, words_span(t->sc, d->high_s).p,
			 words_span(t->sc, d->p95_s).p, words_count(t->sc, d->n).p));
}

static void dwell(struct table *t, const struct map_touchpoint *p)
{
	span(t, &p->figures.dwell);
}

static void time_on(struct table *t, const struct map_touchpoint *p)
{
	span(t, &p->figures.time_on);
}

static void visits(struct table *t, const struct map_touchpoint *p)
{
	const struct map_figures *f = &p->figures;

	buf_printf(t->out, "<b>%s</b>", words_count(t->sc, f->visits).p);
	if (f->visits && count_is_told(f->visits) && count_is_told(f->returns))
		muted(t, words_line(t->sc, "%s come back",
				 words_share(t->sc, (double)f->returns / (double)f->visits).p));
}

static void conversion(struct table *t, const struct map_touchpoint *p)
{
	share(t, &p->figures.conversion, "reach");
}

static void next(struct table *t, const struct map_touchpoint *p)
{
	for (size_t i = 0; i < p->n_next; i++) {
		int to = p->next[i].touchpoint;
		struct str name = to == MAP_EXIT ? STR("the end")
				  : to < 0       ? STR("off the map")
						 : t->map->touchpoints.at[to].name;
		buf_puts(t->out, "<div>→ <bdi>");
		xml_text(t->out, name);
		buf_printf(t->out, "</bdi> <b>%s</b></div>", words_share(t->sc, p->next[i].share).p);
	}
	if (!p->n_next)
		none(t, count_is_told(p->figures.visits) ? 0 : p->figures.visits);
}

static void evidence(struct table *t, const struct map_touchpoint *p)
{
	if (!count_is_told(p->figures.journeys)) {
		none(t, p->figures.journeys);
		return;
	}
	unsigned grade = p->figures.evidence > 4 ? 4 : p->figures.evidence;

	buf_puts(t->out, "<span aria-hidden=\"true\">");
	for (unsigned i = 0; i < 4; i++)
		buf_puts(t->out, i < grade ? "■" : "□");
	buf_printf(t->out, "</span> %s", words_evidence(grade));
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

/* One row a column of the table; `has` NULL: always there, else only where a touchpoint has it. */
static const struct column {
	const char *name;
	void (*write)(struct table *, const struct map_touchpoint *);
	bool (*has)(const struct map_figures *);
} columns[] = {
	{ "Channel", channel, NULL },
	{ "Reach", reach, NULL },
	{ "Feeling", feeling, rated },
	{ "NPS", nps, recommended },
	{ "Leaving", leaving, NULL },
	{ "Visits", visits, NULL },
	{ "Until the next step", dwell, NULL },
	{ "Time on it", time_on, timed },
	{ "Reach the goal after", conversion, converts },
	{ "Goes next to", next, NULL },
	{ "Evidence", evidence, NULL },
};

static bool shown(const struct map *map, const struct column *column)
{
	for (size_t i = 0; column->has && i < map->touchpoints.n; i++)
		if (column->has(&map->touchpoints.at[i].figures))
			return true;
	return !column->has;
}

static bool has_cells(const struct map *map, const struct map_lane *lane)
{
	for (size_t i = 0; lane->cells && i < map->touchpoints.n; i++)
		if (lane->cells[i].cells.n)
			return true;
	return false;
}

static void sum_names(struct table *t)
{
	for (size_t k = 0; k < map_sums_shown(t->map); k++) {
		buf_puts(t->out, "<th scope=\"col\"><bdi>");
		xml_text(t->out, t->map->sums.at[k].name);
		buf_puts(t->out, "</bdi></th>");
	}
}

static void sum_cell(struct table *t, const struct map_sums *line, size_t i)
{
	buf_puts(t->out, "<td data-label=\"");
	xml_text(t->out, line->name);
	buf_puts(t->out, "\">");
	if (!line->at[i].rows) {
		no_data(t);
	} else {
		buf_puts(t->out, "<b>");
		xml_text(t->out, words_sum(t->sc, line, &line->at[i]));
		buf_puts(t->out, "</b>");
		muted(t, words_period(t->sc, line->at[i].from_us, line->at[i].to_us - 1, 1));
	}
	buf_puts(t->out, "</td>");
}

/* Of several personas a column each; its head keeps to one line, as stages stick right under it. */
static size_t persona_names(struct table *t)
{
	for (size_t k = 0; k < t->map->curves.n; k++) {
		struct str name = t->map->curves.at[k].name;
		buf_puts(t->out, "<th scope=\"col\"><div class=\"persona\" title=\"");
		xml_text(t->out, name);
		buf_printf(t->out, "\">Feeling, %c: <bdi>", 'A' + (int)k);
		xml_text(t->out, name);
		buf_puts(t->out, "</bdi></div></th>");
	}
	return t->map->curves.n;
}

static void persona_cell(struct table *t, const struct map_curve *c, size_t i)
{
	const struct map_point *p = &c->at[i];

	buf_puts(t->out, "<td data-label=\"Feeling of ");
	xml_text(t->out, c->name);
	buf_puts(t->out, "\">");
	mean(t, &p->feeling, p->scale);
	if (p->reach.known)
		muted(t, words_line(t->sc, "%s of them come here (%s)", words_share(t->sc, p->reach.value).p,
				 words_plural(t->sc, p->journeys, "journey", "journeys").p));
	buf_puts(t->out, "</td>");
}

static void persona_cells(struct table *t, size_t i)
{
	for (size_t k = 0; k < t->map->curves.n; k++)
		persona_cell(t, &t->map->curves.at[k], i);
}

static size_t head(struct table *t)
{
	size_t n = 1;

	buf_puts(t->out, "<thead><tr><th scope=\"col\">Touchpoint</th>");
	for (size_t k = 0; k < COUNT_OF(columns); k++) {
		if (shown(t->map, &columns[k])) {
			buf_printf(t->out, "<th scope=\"col\">%s</th>", columns[k].name);
			n++;
		}
		if (columns[k].write == feeling)
			n += persona_names(t);
	}
	sum_names(t);
	n += map_sums_shown(t->map);
	for (size_t k = 0; k < t->map->lanes.n; k++) {
		if (!has_cells(t->map, &t->map->lanes.at[k]))
			continue;
		buf_printf(t->out, "<th scope=\"col\">%s</th>", lane_name(t->map->lanes.at[k].lane));
		n++;
	}
	buf_puts(t->out, "</tr></thead>\n");
	return n;
}

static void tags(struct table *t, const struct map_touchpoint *p)
{
	const struct {
		bool on;
		const char *text;
	} all[] = { { p->is_goal, "good\">⚐ goal" }, { p->strongest, "good\">▲ strongest" },
		{ p->weakest, "bad\">▼ weakest" }, { p->moment_of_truth, "truth\">★ moment of truth" } };

	for (size_t i = 0; i < COUNT_OF(all); i++)
		if (all[i].on)
			buf_printf(t->out, " <span class=\"tag %s</span>", all[i].text);
}

static void files(struct table *t, const struct map_cell *cell)
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

static void lane_cell(struct table *t, const struct map_lane *lane, size_t i)
{
	const struct map_cells *cells = &lane->cells[i];

	buf_printf(t->out, "<td data-label=\"%s\">", lane_name(lane->lane));
	for (size_t k = 0; k < cells->cells.n; k++) {
		const char *basis = basis_name(cells->cells.at[k].basis);
		buf_printf(t->out, "<div class=\"cell %s\"><bdi>", basis);
		xml_text(t->out, cells->cells.at[k].text);
		buf_printf(t->out, "</bdi> <small>%s</small>", basis);
		files(t, &cells->cells.at[k]);
		buf_puts(t->out, "</div>");
	}
	if (!cells->cells.n)
		no_data(t);
	buf_puts(t->out, "</td>");
}

static void row(struct table *t, size_t i)
{
	const struct map_touchpoint *p = &t->map->touchpoints.at[i];

	buf_printf(t->out, "<tr id=\"t%zu\"><th scope=\"row\"><span class=\"number\">%zu</span> <bdi>", i + 1,
		i + 1);
	xml_text(t->out, p->name);
	buf_puts(t->out, "</bdi>");
	tags(t, p);
	buf_puts(t->out, "</th>");
	for (size_t k = 0; k < COUNT_OF(columns); k++) {
		if (shown(t->map, &columns[k])) {
			buf_printf(t->out, "<td data-label=\"%s\">", columns[k].name);
			columns[k].write(t, p);
			buf_puts(t->out, "</td>");
		}
		if (columns[k].write == feeling)
			persona_cells(t, i);
	}
	for (size_t k = 0; k < map_sums_shown(t->map); k++)
		sum_cell(t, &t->map->sums.at[k], i);
	for (size_t k = 0; k < t->map->lanes.n; k++)
		if (has_cells(t->map, &t->map->lanes.at[k]))
			lane_cell(t, &t->map->lanes.at[k], i);
	buf_puts(t->out, "</tr>\n");
}

static void stage(struct table *t, const struct map_stage *s, size_t columns_n)
{
	const struct map_figures *f = &s->figures;

	buf_printf(t->out, "<tbody>\n<tr class=\"stage\"><th scope=\"rowgroup\" colspan=\"%zu\"><span><bdi>",
		columns_n);
	xml_text(t->out, s->name);
	buf_puts(t->out, "</bdi>");
	if (f->reach.known)
		muted(t, words_line(t->sc, "reached by %s of journeys (%s, n\xc2\xa0=\xc2\xa0%s)",
				 words_share(t->sc, f->reach.value).p, words_interval(t->sc, &f->reach).p,
				 words_count(t->sc, f->reach.n).p));
	if (f->drop_off.known)
		muted(t, words_line(t->sc, "· %s leave (%s, n\xc2\xa0=\xc2\xa0%s)",
				 words_share(t->sc, f->drop_off.value).p,
				 words_interval(t->sc, &f->drop_off).p, words_count(t->sc, f->drop_off.n).p));
	buf_puts(t->out, "</span></th></tr>\n");
	for (size_t i = s->first; i < s->first + s->count; i++)
		row(t, i);
	buf_puts(t->out, "</tbody>\n");
}

void html_table(struct scope *sc, const struct map *map, const struct html_links *links, struct buf *out)
{
	struct table t = { sc, map, links, out };

	size_t more = map_sums_more(map);
	buf_printf(out, "<table>\n<caption>Every touchpoint with all its numbers%s</caption>\n",
		more ? words_line(sc, "; left to the CSV and the JSON: %s",
			       words_plural(sc, more, "sum", "sums").p)
				.p
		     : "");
	size_t n = head(&t);
	for (size_t s = 0; s < map->stages.n; s++)
		stage(&t, &map->stages.at[s], n);
	buf_puts(out, "</table>\n");
}
