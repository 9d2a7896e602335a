#include <math.h>

#include "draw/html_parts.h"
#include "draw/svg.h"
#include "draw/words.h"

/* The map turned for a phone, as the page has it: a stage after the other, its touchpoints as cards one below the other, the
 * feeling beside them.  page.css shows it where the picture could not be read. */

static const struct map_stage *stage_at(const struct html_told *t, size_t i)
{
	return &t->map->stages.at[i];
}

static void links_to_stages(struct html_told *t)
{
	buf_printf(t->out, "<nav aria-label=\"%s\">\n", said(t->sc, "Stages"));
	for (size_t i = 0; i < t->map->stages.n; i++) {
		if (!stage_at(t, i)->count)
			continue;
		buf_printf(t->out, "<a href=\"#s%zu\" class=\"tint-%zu\"><bdi>", i + 1, i % 6 + 1);
		xml_text(t->out, stage_at(t, i)->name);
		buf_puts(t->out, "</bdi></a>\n");
	}
	buf_puts(t->out, "</nav>\n");
}

/* Where on −2 to +2: from the left to the right of the strip. */
static double across(double feeling)
{
	return 26 + 11 * fmax(fmin(feeling, 2), -2);
}

static void strip(struct html_told *t, const struct map_touchpoint *p)
{
	const struct estimate *e = &p->figures.feeling;

	buf_puts(t->out, "<div class=\"strip\" aria-hidden=\"true\">");
	if (e->known) {
		double x = across(e->value);
		const char *kind = e->value > 0.25 ? "good" : e->value >= -0.25 ? "flat" : "bad";
		buf_puts(t->out, "<svg viewBox=\"0 0 52 24\">");
		if (e->value > 0.25)
			buf_printf(t->out, "<circle class=\"%s\" cx=\"%.1f\" cy=\"12\" r=\"8\"/>", kind, x);
		else if (e->value >= -0.25)
			buf_printf(t->out,
				"<rect class=\"%s\" x=\"%.1f\" y=\"5\" width=\"14\" height=\"14\"/>", kind,
				x - 7);
		else
			buf_printf(t->out, "<path class=\"%s\" d=\"M%.1f 5 L%.1f 5 L%.1f 20 Z\"/>", kind,
				x - 9, x + 9, x);
		buf_puts(t->out, "</svg>");
	}
	buf_puts(t->out, "</div>\n");
}

static void figure(struct html_told *t, const struct html_column *column, const struct map_touchpoint *p)
{
	buf_printf(t->out, "<div><dt>%s</dt><dd>", said(t->sc, column->name));
	column->write(t, p);
	buf_puts(t->out, "</dd></div>\n");
}

static void curves(struct html_told *t, size_t i)
{
	for (size_t k = 0; k < t->map->curves.n; k++) {
		const struct map_curve *c = &t->map->curves.at[k];
		buf_puts(t->out, "<div><dt>");
		xml_text(t->out, words_line(t->sc, "Feeling of %.*s", STR_ARG(c->name)));
		buf_puts(t->out, "</dt><dd>");
		html_mean(t, &c->at[i].feeling, c->at[i].scale);
		buf_puts(t->out, "</dd></div>\n");
	}
}

/* What is read first stands open, the rest folded away. */
static void figures(struct html_told *t, size_t i, bool first)
{
	for (size_t k = 0; k < html_columns_n; k++) {
		const struct html_column *column = &html_columns[k];
		const struct map_touchpoint *p = &t->map->touchpoints.at[i];
		bool none = first && column->has && !column->has(&p->figures) && !t->map->curves.n;
		if (column->first != first || none || !html_column_shown(t->map, column))
			continue;
		figure(t, column, p);
		if (column->curves)
			curves(t, i);
	}
}

static void sums(struct html_told *t, size_t i)
{
	for (size_t k = 0; k < map_sums_shown(t->map); k++) {
		const struct map_sums *line = &t->map->sums.at[k];
		if (!line->at[i].rows)
			continue;
		buf_puts(t->out, "<div><dt><bdi>");
		xml_text(t->out, line->name);
		buf_puts(t->out, "</bdi></dt><dd><b>");
		xml_text(t->out, words_sum(t->sc, line, &line->at[i]));
		buf_puts(t->out, "</b></dd></div>\n");
	}
}

static void lanes(struct html_told *t, size_t i)
{
	for (size_t k = 0; k < t->map->lanes.n; k++) {
		const struct map_lane *lane = &t->map->lanes.at[k];
		if (!lane->cells || !lane->cells[i].cells.n)
			continue;
		buf_printf(t->out, "<section class=\"%s\"><h4>%s</h4>", lane_key(lane->lane),
			said(t->sc, lane_name(lane->lane)));
		html_cells(t, &lane->cells[i]);
		buf_puts(t->out, "</section>\n");
	}
}

static void touchpoint(struct html_told *t, size_t i)
{
	const struct map_touchpoint *p = &t->map->touchpoints.at[i];

	buf_puts(t->out, "<li>");
	strip(t, p);
	buf_printf(t->out, "<article><h3><span class=\"number\">%zu</span> <bdi>", i + 1);
	xml_text(t->out, str_empty(p->name) ? str_of(said(t->sc, "(no name)")) : p->name);
	buf_puts(t->out, "</bdi>");
	html_tags(t, p);
	buf_puts(t->out, "</h3>\n<dl>\n");
	figures(t, i, true);
	buf_puts(t->out, "</dl>\n");
	lanes(t, i);
	buf_printf(t->out, "<details><summary>%s</summary><dl>\n", said(t->sc, "More numbers"));
	figures(t, i, false);
	sums(t, i);
	buf_puts(t->out, "</dl></details></article></li>\n");
}

static void stage(struct html_told *t, size_t s)
{
	const struct map_stage *stage = stage_at(t, s);
	const struct map_figures *f = &stage->figures;

	buf_printf(t->out, "<section class=\"stage-card\" id=\"s%zu\"><h2 class=\"tint-%zu\"><bdi>", s + 1,
		s % 6 + 1);
	xml_text(t->out, stage->name);
	buf_puts(t->out, "</bdi>");
	if (f->reach.known)
		html_muted(t, words_line(t->sc, "reached by %s", words_share(t->sc, f->reach.value).p));
	if (f->drop_off.known)
		html_muted(t, words_line(t->sc, "· %s leave", words_share(t->sc, f->drop_off.value).p));
	buf_puts(t->out, "</h2>\n<ol>\n");
	for (size_t i = stage->first; i < stage->first + stage->count; i++)
		touchpoint(t, i);
	buf_puts(t->out, "</ol></section>\n");
}

void html_phone(struct html_told *t)
{
	buf_puts(t->out, "<div class=\"phone\">\n");
	links_to_stages(t);
	for (size_t s = 0; s < t->map->stages.n; s++)
		if (stage_at(t, s)->count)
			stage(t, s);
	buf_puts(t->out, "</div>\n");
}
