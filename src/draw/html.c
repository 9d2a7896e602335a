#include "draw/draw.h"
#include "draw/html_parts.h"
#include "draw/layout.h"
#include "draw/svg.h"

/* page.css and page.js, from the binary itself: the page fetches nothing. */
extern const char page_css_start[], page_css_end[], page_js_start[], page_js_end[];

struct str html_style(void)
{
	return (struct str){ page_css_start, (size_t)(page_css_end - page_css_start) };
}

struct str html_script(void)
{
	return (struct str){ page_js_start, (size_t)(page_js_end - page_js_start) };
}

static void text_in(struct buf *out, const char *tag, struct str text)
{
	buf_printf(out, "<%s>", tag);
	xml_text(out, text);
	buf_printf(out, "</%s>\n", tag);
}

static void style(const struct html_links *links, struct buf *out)
{
	if (links->style.p) {
		/* without an icon of its own a browser would ask for one */
		buf_printf(out,
			"<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"%.*s\">\n",
			STR_ARG(links->style));
		return;
	}
	buf_puts(out, "<style>\n");
	buf_str_add(out, html_style());
	buf_puts(out, "</style>\n");
}

static void script(const struct html_links *links, struct buf *out)
{
	if (links->script.p) {
		buf_printf(out, "<script type=\"module\" src=\"%.*s\"></script>\n", STR_ARG(links->script));
		return;
	}
	buf_puts(out, "<script type=\"module\">\n");
	buf_str_add(out, html_script());
	buf_puts(out, "</script>\n");
}

static void head(struct scope *sc, const struct html_links *links, struct buf *out, struct str title)
{
	buf_printf(out,
		"<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n",
		speech_code(sc->speech));
	text_in(out, "title", title);
	style(links, out);
	buf_puts(out, "</head>\n");
}

static void key(struct scope *sc, struct buf *out, const char *name, uint64_t n)
{
	buf_printf(out, "<div><dt>%s</dt><dd>%s</dd></div>", words_counted(sc, n, name, name),
		words_count(sc, n).p);
}

static void keys(struct scope *sc, const struct map *map, struct buf *out)
{
	bool goal = map->goal_name.p || map->goal_is_case;

	buf_puts(out, "<dl class=\"keys\">");
	key(sc, out, "journeys", map->journeys.total);
	if (goal)
		key(sc, out, "reached the goal", map->journeys.converted);
	key(sc, out, map->has_cases && !goal ? "ended" : "left", map->journeys.left);
	key(sc, out, "still open", map->journeys.open);
	if (map->journeys.answered)
		key(sc, out, "only answered", map->journeys.answered);
	key(sc, out, "customers", map->customers);
	key(sc, out, "events", map->events);
	buf_puts(out, "</dl>\n");
}

static void line(struct buf *out, const char *name, struct str text)
{
	buf_printf(out, "<div><dt>%s</dt><dd><bdi>", name);
	xml_text(out, text);
	buf_puts(out, "</bdi></dd></div>\n");
}

/* With the letter of its curve, and of how many customers that is. */
static void persona(struct scope *sc, const struct map *map, size_t i, struct buf *out)
{
	const struct map_curve *curve = map_persona_curve(map, i);

	if (curve)
		line(out, words_line(sc, "Persona %c", 'A' + (int)(curve - map->curves.at)).p,
			words_line(sc, "%.*s (%s)", STR_ARG(curve->name),
				words_plural(sc, curve->customers, "customer", "customers").p));
	else
		line(out, said(sc, "Persona"), map->personas.at[i]);
}

/* The title stands here alone: the picture begins with the stages. */
static void lead(struct scope *sc, const struct map *map, struct str title, struct buf *out)
{
	struct header_line lines[HEADER_LINES];
	size_t n = header_lines(sc, map, lines);

	buf_printf(out, "<header>\n<p class=\"kind%s\">%s</p>\n<h1><bdi>",
		map->state == MAP_CURRENT ? "" : " future", header_state(sc, map));
	xml_text(out, title);
	buf_puts(out, "</bdi></h1>\n");
	keys(sc, map, out);
	buf_puts(out, "<dl class=\"about\">\n");
	for (size_t i = 0; i < map->personas.n && map->curves.n; i++)
		persona(sc, map, i, out);
	for (size_t i = 0; i < n; i++)
		if (!map->curves.n || i > 0 || !map->personas.n)
			line(out, lines[i].name, lines[i].text);
	buf_puts(out, "</dl>\n</header>\n");
}

static void sentences(struct scope *sc, struct buf *out, const char *title, const struct str *list, size_t n)
{
	if (!n)
		return;
	buf_printf(out, "<section><h2>%s</h2><ul>\n", said(sc, title));
	for (size_t i = 0; i < n; i++)
		text_in(out, "li", said_again(sc, list[i]));
	buf_puts(out, "</ul></section>\n");
}

static void unsorted(struct scope *sc, const struct map *map, struct buf *out)
{
	if (!map->unsorted.events)
		return;
	buf_printf(out, "<section><h2>%s</h2><p>%s</p><ul>\n", said(sc, "Not on the map"),
		words_line(sc, "Other: %s of %s", words_plural(sc, map->unsorted.events, "event", "events").p,
			words_plural(sc, map->unsorted.kinds, "kind", "kinds").p)
			.p);
	for (size_t i = 0; i < map->unsorted.largest.n; i++)
		text_in(out, "li",
			words_line(sc, "%.*s: %s", STR_ARG(map->unsorted.largest.at[i].name),
				words_count(sc, map->unsorted.largest.at[i].events).p));
	buf_puts(out, "</ul></section>\n");
}

/* clang-format off */
static const char *const terms[][2] = {
	{ "Reach", "share of all journeys that come to the touchpoint" },
	{ "Leaving", "of the journeys that came to it and are settled, the share that ended there without the goal" },
	{ "Critical", "significantly more leave here than on the map as a whole" },
	{ "Feeling", "mean of all ratings, put on a scale from −2 (very bad) to +2 (very good); n is how many customers rated" },
	{ "Until the next step", "median from the first event of a visit to the next visit" },
	{ "Time on it", "the same within one session" },
	{ "Interval", "95 %: the true number lies in it nineteen times of twenty" },
	{ "Basis of a cell", "observed, reported by customers, inferred, or assumed" },
	{ "No data", "nothing is known, which is not the same as zero or neutral" },
};
/* clang-format on */

static void legend(struct scope *sc, struct buf *out)
{
	buf_printf(out, "<section><h2>%s</h2><dl class=\"terms\">\n", said(sc, "Legend"));
	for (size_t i = 0; i < COUNT_OF(terms); i++)
		buf_printf(
			out, "<dt><b>%s</b></dt><dd>%s</dd>\n", said(sc, terms[i][0]), said(sc, terms[i][1]));
	buf_puts(out, "</dl></section>\n");
}

/* Without a script: page.css shows the map in full size, or, where the box is not ticked, as small as the page is wide. */
static void sizes(struct scope *sc, const struct html_links *links, struct buf *out)
{
	buf_printf(out, "<input type=\"checkbox\" id=\"full\" checked><label for=\"full\">%s</label>\n",
		said(sc, "Full size"));
	if (links->picture.p)
		buf_printf(out, "<a class=\"picture\" href=\"%.*s\">%s</a>\n", STR_ARG(links->picture),
			said(sc, "Open the picture"));
}

static void picture(struct scope *sc, const struct scene *scene, struct buf *out)
{
	buf_printf(out, "<div class=\"frame\"><figure id=\"map\" tabindex=\"0\" aria-label=\"%s\">\n",
		said(sc, "The map as a picture"));
	svg_write(scene, (struct svg_want){ .inside = true }, out);
	buf_puts(out, "</figure></div>\n");
}

static void notes(struct scope *sc, const struct map *map, struct buf *out)
{
	buf_puts(out, "<div class=\"notes\">\n");
	sentences(sc, out, "What stands out", map->findings.at, map->findings.n);
	sentences(sc, out, "To know when reading", map->remarks.at, map->remarks.n);
	unsorted(sc, map, out);
	buf_puts(out, "</div>\n");
}

static void table(struct html_told *t)
{
	buf_printf(t->out,
		"<section class=\"wide\"><h2 id=\"numbers\">%s</h2>\n"
		"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"numbers\">\n",
		said(t->sc, "The map as a table"));
	html_table(t->sc, t->map, t->links, t->out);
	buf_puts(t->out, "</div></section>\n");
}

static void body(struct scope *sc, const struct map *map, const struct scene *scene,
	const struct html_links *links, struct buf *out)
{
	struct html_told t = { sc, map, links, out };

	buf_printf(out, "<body>\n<a class=\"skip\" href=\"#numbers\">%s</a>\n", said(sc, "To the table"));
	lead(sc, map, scene->title, out);
	buf_puts(out, "<main>\n");
	sizes(sc, links, out);
	picture(sc, scene, out);
	html_phone(&t);
	notes(sc, map, out);
	table(&t);
	html_voices(sc, map, out);
	legend(sc, out);
	buf_printf(out, "</main>\n<footer>%s</footer>\n",
		words_line(sc, "Made by Wend from input %s. Times are UTC.", map->input_hash).p);
}

bool draw_html(struct scope *sc, const struct map *map, struct buf *out)
{
	return html_page(sc, map, &(struct html_links){ .style = { 0 } }, out);
}

bool html_page(struct scope *sc, const struct map *map, const struct html_links *links, struct buf *out)
{
	struct font *font = font_open(sc);

	if (!font)
		return false;
	struct layout_want want = { .stages = map->stages.n, .no_notes = true, .no_header = true };
	struct scene *scene = layout_map(sc, font, map, want);
	head(sc, links, out, scene->title);
	body(sc, map, scene, links, out);
	script(links, out);
	buf_puts(out, "</body>\n</html>\n");
	font_close(font);
	return buf_ok(out, "the page");
}
