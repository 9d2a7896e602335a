#include "draw/layout.h"

#include <math.h>

enum { PANEL_W = 452, PANEL_H = 118, TITLE_SIZE = 30, LINE = 22, TEXT_SIZE = 14, NAMES = 132 };

struct header {
	double width; /* of the text at the left */
	struct fit title;
	struct fit lines[HEADER_LINES];
	const char *names[HEADER_LINES]; /* before each line: "Goal" */
	size_t n;
};

static void add_line(struct layout *l, struct header *h, struct header_line line)
{
	h->names[h->n] = line.name;
	h->lines[h->n++] = font_fit(l->sc, l->font, line.text,
		(struct fit_want){ .width = h->width - NAMES,
			.size = TEXT_SIZE,
			.smallest = TEXT_SIZE - 1,
			.lines = 2,
			.face = FACE_REGULAR });
}

static struct str persona_line(struct scope *sc, const struct map *map)
{
	struct buf *b = buf_new(sc, 1 << 16);

	for (size_t i = 0; i < map->personas.n; i++) {
		buf_puts(b, !i ? "" : map->curves.n ? "; " : ", ");
		buf_str_add(b, map_persona_name(map, i));
	}
	if (!str_empty(map->scenario))
		buf_printf(b, "%s%.*s", buf_len(b) ? " · " : "", STR_ARG(map->scenario));
	return buf_str(b);
}

static struct str goal_line(struct scope *sc, const struct map *map)
{
	if (!map->goal_name.p && !map->goal_is_case)
		return str_of(said(sc, "none set: what counts as reaching it is not known"));
	struct str name = map->goal_name.p ? map->goal_name : str_of(said(sc, "the case ends"));
	return words_line(sc, "%.*s · %s", STR_ARG(name), words_goal(sc, map).p);
}

static struct str evidence_line(struct scope *sc, const struct map *map)
{
	return words_line(sc, "%s · %s · %s", words_period(sc, map->from_us, map->to_us, map->events).p,
		words_plural(sc, map->customers, "customer", "customers").p,
		words_plural(sc, map->events, "event", "events").p);
}

/* Each source with its newest day where that differs from the map's: what is stale shows. */
static struct str sources_line(struct scope *sc, const struct map *map)
{
	struct buf *b = buf_new(sc, 1 << 16);

	for (size_t i = 0; i < map->sources.n; i++) {
		const struct map_source *s = &map->sources.at[i];
		buf_puts(b, i ? " · " : "");
		buf_str_add(b, words_line(sc, "%s %s, newest %s", said(sc, source_name(s->source)),
				       words_source(sc, s).p, words_date(sc, s->newest_us).p));
	}
	return buf_str(b);
}

size_t header_lines(struct scope *sc, const struct map *map, struct header_line *lines)
{
	const struct header_line all[HEADER_LINES] = { { "Persona", persona_line(sc, map) },
		{ "Goal", goal_line(sc, map) }, { "Evidence", evidence_line(sc, map) },
		{ "Sources", sources_line(sc, map) }, { "Owner", map->owner } };
	size_t n = 0;

	for (size_t i = 0; i < HEADER_LINES; i++)
		if (!str_empty(all[i].text))
			lines[n++] = (struct header_line){ said(sc, all[i].name), all[i].text };
	return n;
}

const char *header_state(struct scope *sc, const struct map *map)
{
	static const char *const states[MAP_STATES] = { "Customer journey map, as it is now",
		"Customer journey map, as it is planned", "Customer journey map, as it should become" };

	return said(sc, states[map->state]);
}

static struct header header_of(struct layout *l)
{
	struct header_line lines[HEADER_LINES];
	size_t n = header_lines(l->sc, l->map, lines);
	struct header h = { .width = l->scene->width - 2 * MARGIN - PANEL_W - 40 };

	h.width = fmin(h.width, 1100);
	h.title = font_fit(l->sc, l->font, l->scene->title,
		(struct fit_want){ .width = h.width,
			.size = TITLE_SIZE,
			.smallest = 20,
			.lines = 2,
			.face = FACE_BOLD });
	for (size_t i = 0; i < n; i++)
		add_line(l, &h, lines[i]);
	return h;
}

static double text_height(const struct header *h)
{
	double y = 22 + (double)h->title.n * layout_leading(h->title.size) + 8;

	for (size_t i = 0; i < h->n; i++)
		y += (double)h->lines[i].n * LINE;
	return y;
}

double header_height(struct layout *l)
{
	struct header h = header_of(l);

	return fmax(text_height(&h), PANEL_H + 12);
}

static void draw_text(struct layout *l, const struct header *h, double top)
{
	struct str kind = l->want.sheets > 1
				  ? words_line(l->sc, "%s  ·  sheet %zu of %zu", header_state(l->sc, l->map),
					    l->want.sheet, l->want.sheets)
				  : str_of(header_state(l->sc, l->map));
	const char *colour = l->map->state == MAP_CURRENT ? GOOD : FUTURE;
	double y = top + 12;

	scene_text(
		l->scene, MARGIN, y, kind, (struct type){ 13, FACE_SEMIBOLD, colour, ANCHOR_START, false });
	y = layout_lines(l, MARGIN, y + h->title.size + 6, &h->title,
		    (struct type){ 0, FACE_BOLD, INK, ANCHOR_START, false }) -
	    layout_leading(h->title.size) + 32;
	for (size_t i = 0; i < h->n; i++) {
		scene_text(l->scene, MARGIN, y, str_of(h->names[i]),
			(struct type){ TEXT_SIZE, FACE_SEMIBOLD, INK, ANCHOR_START, false });
		for (size_t k = 0; k < h->lines[i].n; k++, y += LINE)
			scene_text(l->scene, MARGIN + NAMES, y, h->lines[i].lines[k],
				(struct type){
					h->lines[i].size, FACE_REGULAR, INK_MUTED, ANCHOR_START, false });
	}
}

struct key {
	const char *name, *colour;
	uint64_t n;
};

static size_t keys_of(const struct map *map, struct key *keys)
{
	size_t n = 0;
	bool goal = map->goal_name.p || map->goal_is_case;

	if (goal)
		keys[n++] = (struct key){ "reached the goal", GOOD_MUCH, map->journeys.converted };
	keys[n++] = (struct key){ map->has_cases && !goal ? "ended" : "left", BAD, map->journeys.left };
	keys[n++] = (struct key){ "still open", "#9AA3B2", map->journeys.open };
	if (map->journeys.answered)
		keys[n++] = (struct key){ "only answered", "#C7B9E0", map->journeys.answered };
	return n;
}

static bool all_told(const struct key *keys, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!count_is_told(keys[i].n))
			return false;
	return true;
}

static void draw_share_bar(struct layout *l, struct box box, const struct key *keys, size_t n)
{
	double total = 0, x = box.x;

	for (size_t i = 0; i < n; i++)
		total += (double)keys[i].n;
	scene_rect(l->scene, box, 0, (struct paint){ .fill = TRACK });
	if (!all_told(keys, n))
		return;
	for (size_t i = 0; i < n && total > 0; i++) {
		double w = box.w * (double)keys[i].n / total;
		double drawn = fmax(w - (i + 1 < n ? 2 : 0), 0);
		scene_rect(l->scene, (struct box){ x, box.y, drawn, box.h }, 0,
			(struct paint){ .fill = keys[i].colour });
		x += w;
	}
}

/* Gives how wide it was.  Where there are four the share stands beside the number, or they would be wider than the panel. */
static double draw_key(struct layout *l, double x, double y, const struct key *key, double total, bool beside)
{
	bool told = total > 0 && count_is_told(key->n);
	struct str share = told ? words_share(l->sc, (double)key->n / total) : STR("–");
	struct str number = words_count(l->sc, key->n);
	struct type small = { 12, FACE_REGULAR, INK_MUTED, ANCHOR_START, false };
	struct type type =
		count_is_told(key->n) ? (struct type){ 15, FACE_SEMIBOLD, INK, ANCHOR_START, false } : small;
	struct str under = beside ? str_of(said(l->sc, key->name))
				  : words_line(l->sc, "%s · %s", said(l->sc, key->name), share.p);
	double wide = font_width(l->font, number, type.size, type.face);

	scene_rect(l->scene, (struct box){ x, y - 11, 11, 11 }, 2, (struct paint){ .fill = key->colour });
	scene_text(l->scene, x + 18, y, number, type);
	if (beside && told) {
		scene_text(l->scene, x + 18 + wide + 5, y, share, small);
		wide += 5 + font_width(l->font, share, small.size, small.face);
	}
	scene_text(l->scene, x + 18, y + 17, under, small);
	return 18 + fmax(wide, font_width(l->font, under, small.size, small.face));
}

static double told_total(const struct map *map)
{
	return count_is_told(map->journeys.total) ? (double)map->journeys.total : 0;
}

static void draw_panel(struct layout *l, double top)
{
	struct key keys[4];
	size_t n = keys_of(l->map, keys);
	double x = l->scene->width - MARGIN - PANEL_W, total = told_total(l->map);
	struct str journeys = words_count(l->sc, l->map->journeys.total);
	double w = font_width(l->font, journeys, 34, FACE_BOLD);

	scene_open(l->scene, (struct group){ .title = str_of(said(l->sc, "Key figures")) });
	scene_rect(l->scene, (struct box){ x, top, PANEL_W, PANEL_H }, 10, (struct paint){ .fill = PANEL });
	scene_text(l->scene, x + 20, top + 44, journeys,
		(struct type){ 34, FACE_BOLD, INK, ANCHOR_START, false });
	scene_text(l->scene, x + 28 + w, top + 44,
		str_of(words_counted(l->sc, l->map->journeys.total, "journey", "journeys")),
		(struct type){ 15, FACE_REGULAR, INK_MUTED, ANCHOR_START, false });
	draw_share_bar(l, (struct box){ x + 20, top + 58, PANEL_W - 40, 12 }, keys, n);
	double at = x + 20;
	for (size_t i = 0; i < n; i++)
		at += draw_key(l, at, top + 92, &keys[i], total, n > 3) + (n > 3 ? 12 : 24);
	scene_close(l->scene);
}

void header_draw(struct layout *l, double top)
{
	struct header h = header_of(l);

	draw_text(l, &h, top);
	draw_panel(l, top);
}
