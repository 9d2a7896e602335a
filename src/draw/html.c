#include "draw/html.h"

#include "draw/draw.h"
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

static void head(const struct html_links *links, struct buf *out, struct str title)
{
	buf_puts(out, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
	text_in(out, "title", title);
	style(links, out);
	buf_puts(out, "</head>\n");
}

static void key(struct scope *sc, struct buf *out, const char *name, uint64_t n)
{
	buf_printf(out, "<div><dt>%s</dt><dd>%s</dd></div>", name, words_count(sc, n).p);
}

static void goal(struct scope *sc, const struct map *map, struct buf *out)
{
	if (!map->goal_name.p && !map->goal_is_case) {
		buf_puts(out, "<p>No goal is set: what counts as reaching it is not known.</p>\n");
		return;
	}
	buf_puts(out, "<p>Goal: <b><bdi>");
	xml_text(out, map->goal_name.p ? map->goal_name : STR("the case ends"));
	buf_puts(out, "</bdi></b>");
	buf_printf(out, ", %s.</p>\n", words_goal(sc, map).p);
}

/* With the letter of its curve, and of how many customers that is, where it has one. */
static struct str persona(struct scope *sc, const struct map *map, size_t i)
{
	const struct map_curve *curve = map_persona_curve(map, i);

	if (!curve)
		return words_line(sc, "Persona: %.*s", STR_ARG(map->personas.at[i]));
	return words_line(sc, "Persona %c: %.*s (%s)", 'A' + (int)(curve - map->curves.at),
		STR_ARG(curve->name), words_plural(sc, curve->customers, "customer", "customers").p);
}

static void lead(struct scope *sc, const struct map *map, struct str title, struct buf *out)
{
	buf_puts(out, "<header>\n");
	text_in(out, "h1", title);
	for (size_t i = 0; i < map->personas.n; i++)
		text_in(out, "p", persona(sc, map, i));
	goal(sc, map, out);
	buf_puts(out, "<dl class=\"keys\">");
	key(sc, out, "journeys", map->journeys.total);
	if (map->goal_name.p || map->goal_is_case)
		key(sc, out, "reached the goal", map->journeys.converted);
	key(sc, out, "left", map->journeys.left);
	key(sc, out, "still open", map->journeys.open);
	key(sc, out, "customers", map->customers);
	key(sc, out, "events", map->events);
	buf_printf(out, "<div><dt>evidence</dt><dd>%s</dd></div></dl>\n</header>\n",
		words_period(sc, map->from_us, map->to_us, map->events).p);
}

static void sentences(struct buf *out, const char *title, const struct str *list, size_t n)
{
	if (!n)
		return;
	buf_printf(out, "<section><h2>%s</h2><ul>\n", title);
	for (size_t i = 0; i < n; i++)
		text_in(out, "li", list[i]);
	buf_puts(out, "</ul></section>\n");
}

static void unsorted(struct scope *sc, const struct map *map, struct buf *out)
{
	if (!map->unsorted.events)
		return;
	buf_printf(out, "<section><h2>Not on the map</h2><p>Other: %s of %s</p><ul>\n",
		words_plural(sc, map->unsorted.events, "event", "events").p,
		words_plural(sc, map->unsorted.kinds, "kind", "kinds").p);
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

static void legend(struct buf *out)
{
	buf_puts(out, "<section><h2>Legend</h2><dl class=\"terms\">\n");
	for (size_t i = 0; i < COUNT_OF(terms); i++)
		buf_printf(out, "<dt><b>%s</b></dt><dd>%s</dd>\n", terms[i][0], terms[i][1]);
	buf_puts(out, "</dl></section>\n");
}

/* Without a script: page.css shows the map in full size, or, where the box is not ticked, as small as the page is wide. */
static void sizes(const struct html_links *links, struct buf *out)
{
	buf_puts(out, "<input type=\"checkbox\" id=\"full\" checked><label for=\"full\">Full size</label>\n");
	if (links->picture.p)
		buf_printf(out, "<a class=\"picture\" href=\"%.*s\">Open the picture</a>\n",
			STR_ARG(links->picture));
}

static void body(struct scope *sc, const struct map *map, const struct scene *scene,
	const struct html_links *links, struct buf *out)
{
	buf_puts(out, "<body>\n<a class=\"skip\" href=\"#numbers\">To the table</a>\n");
	lead(sc, map, scene->title, out);
	buf_puts(out, "<main>\n");
	sizes(links, out);
	buf_puts(out, "<figure id=\"map\" tabindex=\"0\" aria-label=\"The map as a picture\">\n");
	svg_write(scene, (struct svg_want){ .inside = true }, out);
	buf_puts(out, "</figure>\n<div class=\"notes\">\n");
	sentences(out, "What stands out", map->findings.at, map->findings.n);
	sentences(out, "To know when reading", map->remarks.at, map->remarks.n);
	unsorted(sc, map, out);
	buf_puts(out, "</div>\n<section><h2 id=\"numbers\">The map as a table</h2>\n"
		      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"numbers\">\n");
	html_table(sc, map, links, out);
	buf_puts(out, "</div></section>\n");
	html_voices(sc, map, out);
	legend(out);
	buf_printf(out, "</main>\n<footer>Made by Wend from input %s. Times are UTC.</footer>\n",
		map->input_hash);
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
	struct layout_want want = { .stages = map->stages.n, .no_notes = true };
	struct scene *scene = layout_map(sc, font, map, want);
	head(links, out, scene->title);
	body(sc, map, scene, links, out);
	script(links, out);
	buf_puts(out, "</body>\n</html>\n");
	font_close(font);
	return buf_ok(out, "the page");
}
