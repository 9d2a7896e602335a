#include "draw/html_parts.h"
#include "draw/svg.h"
#include "draw/words.h"

static void sum_names(struct html_told *t)
{
	for (size_t k = 0; k < map_sums_shown(t->map); k++) {
		buf_puts(t->out, "<th scope=\"col\"><bdi>");
		xml_text(t->out, t->map->sums.at[k].name);
		buf_puts(t->out, "</bdi></th>");
	}
}

static void sum_cell(struct html_told *t, const struct map_sums *line, size_t i)
{
	buf_puts(t->out, "<td data-label=\"");
	xml_text(t->out, line->name);
	buf_puts(t->out, "\">");
	if (!line->at[i].rows) {
		html_no_data(t);
	} else {
		buf_puts(t->out, "<b>");
		xml_text(t->out, words_sum(t->sc, line, &line->at[i]));
		buf_puts(t->out, "</b>");
		html_muted(t, words_period(t->sc, line->at[i].from_us, line->at[i].to_us - 1, 1));
	}
	buf_puts(t->out, "</td>");
}

/* Of several personas a column each; its head keeps to one line, as stages stick right under it. */
static size_t persona_names(struct html_told *t)
{
	for (size_t k = 0; k < t->map->curves.n; k++) {
		struct str name = t->map->curves.at[k].name;
		buf_puts(t->out, "<th scope=\"col\"><div class=\"persona\" title=\"");
		xml_text(t->out, name);
		buf_printf(t->out, "\">%s, %c: <bdi>", said(t->sc, "Feeling"), 'A' + (int)k);
		xml_text(t->out, name);
		buf_puts(t->out, "</bdi></div></th>");
	}
	return t->map->curves.n;
}

static void persona_cell(struct html_told *t, const struct map_curve *c, size_t i)
{
	const struct map_point *p = &c->at[i];

	buf_puts(t->out, "<td data-label=\"");
	xml_text(t->out, words_line(t->sc, "Feeling of %.*s", STR_ARG(c->name)));
	buf_puts(t->out, "\">");
	html_mean(t, &p->feeling, p->scale);
	if (p->reach.known)
		html_muted(t,
			words_line(t->sc, "%s of them come here (%s)", words_share(t->sc, p->reach.value).p,
				words_plural(t->sc, p->journeys, "journey", "journeys").p));
	buf_puts(t->out, "</td>");
}

static void persona_cells(struct html_told *t, size_t i)
{
	for (size_t k = 0; k < t->map->curves.n; k++)
		persona_cell(t, &t->map->curves.at[k], i);
}

static size_t head(struct html_told *t)
{
	size_t n = 1;

	buf_printf(t->out, "<thead><tr><th scope=\"col\">%s</th>", said(t->sc, "Touchpoint"));
	for (size_t k = 0; k < html_columns_n; k++) {
		if (html_column_shown(t->map, &html_columns[k])) {
			buf_printf(t->out, "<th scope=\"col\">%s</th>", said(t->sc, html_columns[k].name));
			n++;
		}
		if (html_columns[k].curves)
			n += persona_names(t);
	}
	sum_names(t);
	n += map_sums_shown(t->map);
	for (size_t k = 0; k < t->map->lanes.n; k++) {
		if (!html_has_cells(t->map, &t->map->lanes.at[k]))
			continue;
		buf_printf(t->out, "<th scope=\"col\">%s</th>",
			said(t->sc, lane_name(t->map->lanes.at[k].lane)));
		n++;
	}
	buf_puts(t->out, "</tr></thead>\n");
	return n;
}

static void lane_cell(struct html_told *t, const struct map_lane *lane, size_t i)
{
	buf_printf(t->out, "<td data-label=\"%s\">", said(t->sc, lane_name(lane->lane)));
	html_cells(t, &lane->cells[i]);
	if (!lane->cells[i].cells.n)
		html_no_data(t);
	buf_puts(t->out, "</td>");
}

static void row(struct html_told *t, size_t i)
{
	const struct map_touchpoint *p = &t->map->touchpoints.at[i];

	buf_printf(t->out, "<tr id=\"t%zu\"><th scope=\"row\"><span class=\"number\">%zu</span> <bdi>", i + 1,
		i + 1);
	xml_text(t->out, p->name);
	buf_puts(t->out, "</bdi>");
	html_tags(t, p);
	buf_puts(t->out, "</th>");
	for (size_t k = 0; k < html_columns_n; k++) {
		if (html_column_shown(t->map, &html_columns[k])) {
			buf_printf(t->out, "<td data-label=\"%s\">", said(t->sc, html_columns[k].name));
			html_columns[k].write(t, p);
			buf_puts(t->out, "</td>");
		}
		if (html_columns[k].curves)
			persona_cells(t, i);
	}
	for (size_t k = 0; k < map_sums_shown(t->map); k++)
		sum_cell(t, &t->map->sums.at[k], i);
	for (size_t k = 0; k < t->map->lanes.n; k++)
		if (html_has_cells(t->map, &t->map->lanes.at[k]))
			lane_cell(t, &t->map->lanes.at[k], i);
	buf_puts(t->out, "</tr>\n");
}

static void stage(struct html_told *t, const struct map_stage *s, size_t columns_n)
{
	const struct map_figures *f = &s->figures;

	buf_printf(t->out, "<tbody>\n<tr class=\"stage\"><th scope=\"rowgroup\" colspan=\"%zu\"><span><bdi>",
		columns_n);
	xml_text(t->out, s->name);
	buf_puts(t->out, "</bdi>");
	if (f->reach.known)
		html_muted(t, words_line(t->sc, "reached by %s of journeys (%s, n\xc2\xa0=\xc2\xa0%s)",
				      words_share(t->sc, f->reach.value).p,
				      words_interval(t->sc, &f->reach).p, words_count(t->sc, f->reach.n).p));
	if (f->drop_off.known)
		html_muted(t,
			words_line(t->sc, "· %s leave (%s, n\xc2\xa0=\xc2\xa0%s)",
				words_share(t->sc, f->drop_off.value).p,
				words_interval(t->sc, &f->drop_off).p, words_count(t->sc, f->drop_off.n).p));
	buf_puts(t->out, "</span></th></tr>\n");
	for (size_t i = s->first; i < s->first + s->count; i++)
		row(t, i);
	buf_puts(t->out, "</tbody>\n");
}

void html_table(struct scope *sc, const struct map *map, const struct html_links *links, struct buf *out)
{
	struct html_told t = { sc, map, links, out };
	size_t more = map_sums_more(map);

	buf_printf(out, "<table>\n<caption>%s%s</caption>\n",
		said(sc, "Every touchpoint with all its numbers"),
		more ? words_line(sc, "; left to the CSV and the JSON: %s",
			       words_plural(sc, more, "sum", "sums").p)
				.p
		     : "");
	size_t n = head(&t);
	for (size_t s = 0; s < map->stages.n; s++)
		stage(&t, &map->stages.at[s], n);
	buf_puts(out, "</table>\n");
}
