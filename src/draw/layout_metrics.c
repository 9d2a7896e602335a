#include "draw/layout.h"

enum { LINE = 23, TOP = 14, BOTTOM = 16 };

static struct str visits(struct scope *sc, const struct map_figures *f)
{
	return figures_never_counted(f) ? words_none(sc, 0) : words_count(sc, f->visits);
}

static struct str span(struct scope *sc, const struct duration *d)
{
	return d->known ? words_span(sc, d->median_s) : words_none(sc, d->n);
}

static struct str dwell(struct scope *sc, const struct map_figures *f)
{
	return span(sc, &f->dwell);
}

static struct str time_on(struct scope *sc, const struct map_figures *f)
{
	return span(sc, &f->time_on);
}

static struct str comes_back(struct scope *sc, const struct map_figures *f)
{
	if (!f->visits || !count_is_told(f->visits) || !count_is_told(f->returns))
		return words_none(sc, f->visits && count_is_told(f->visits) ? f->returns : f->visits);
	return words_share(sc, (double)f->returns / (double)f->visits);
}

static struct str converts(struct scope *sc, const struct map_figures *f)
{
	return f->conversion.known ? words_share(sc, f->conversion.value) : words_none(sc, f->conversion.n);
}

static struct str recommend(struct scope *sc, const struct map_figures *f)
{
	return f->nps.known ? words_signed(sc, f->nps.value) : words_none(sc, f->nps.n);
}

static bool always(const struct map_figures *f)
{
	(void)f;
	return true;
}

static bool has_time_on(const struct map_figures *f)
{
	return f->time_on.known;
}

static bool has_conversion(const struct map_figures *f)
{
	return f->conversion.known;
}

static bool has_nps(const struct map_figures *f)
{
	return f->nps.known;
}

/* A line each; one that no touchpoint has is left out. */
static const struct metric_line {
	const char *name;
	struct str (*words)(struct scope *, const struct map_figures *);
	bool (*has)(const struct map_figures *);
} metrics[] = {
	{ "Visits", visits, always },
	{ "Until the next step", dwell, always },
	{ "Time on it", time_on, has_time_on },
	{ "Visits that come back", comes_back, always },
	{ "Reach the goal after", converts, has_conversion },
	{ "NPS", recommend, has_nps },
};

static bool shown(const struct map *map, const struct metric_line *metric)
{
	for (size_t i = 0; i < map->touchpoints.n; i++)
		if (metric->has(&map->touchpoints.at[i].figures))
			return true;
	return false;
}

static size_t most_next(const struct map *map)
{
	size_t most = 0;

	for (size_t i = 0; i < map->touchpoints.n; i++)
		most = map->touchpoints.at[i].n_next > most ? map->touchpoints.at[i].n_next : most;
	return most;
}

double metrics_measure(struct layout *l, struct row *row)
{
	size_t n = most_next(l->map);

	(void)row;
	for (size_t i = 0; i < COUNT_OF(metrics); i++)
		n += shown(l->map, &metrics[i]);
	n += map_sums_shown(l->map);
	return l->map->touchpoints.n ? 34 + TOP + (double)n * LINE + BOTTOM - 22 : 0;
}

/* What is not known, or not told, is muted. */
static bool is_none(struct layout *l, struct str text)
{
	struct str fewer = str_of(said(l->sc, "fewer than\xc2\xa0%llu"));
	struct str start = str_cut(&fewer, '%');

	return str_equal(text, str_of(said(l->sc, "no data"))) ||
	       str_equal(text, str_of(said(l->sc, "not shown"))) || str_starts(text, start);
}

static void draw_value(struct layout *l, size_t i, double y, struct str text)
{
	bool none = is_none(l, text);

	scene_text(l->scene, layout_x(l, i) + PAD, y, text,
		(struct type){ none ? 12 : 13.5, none ? FACE_REGULAR : FACE_MEDIUM, none ? INK_MUTED : INK,
			ANCHOR_START, false });
}

static void draw_metric(struct layout *l, const struct metric_line *metric, double y)
{
	scene_text(l->scene, MARGIN, y, str_of(said(l->sc, metric->name)),
		(struct type){ 12, FACE_REGULAR, INK_MUTED, ANCHOR_START, false });
	for (size_t i = l->first; i < l->first + l->count; i++)
		draw_value(l, i, y, metric->words(l->sc, &layout_at(l, i)->figures));
}

static void draw_sums(struct layout *l, const struct map_sums *line, double y)
{
	struct type muted = { 12, FACE_REGULAR, INK_MUTED, ANCHOR_START, false };

	scene_text(l->scene, MARGIN, y, font_cut(l->sc, l->font, line->name, LABEL - PAD, 12, FACE_REGULAR),
		muted);
	for (size_t i = l->first; i < l->first + l->count; i++) {
		struct str text = line->at[i].rows ? words_sum(l->sc, line, &line->at[i])
						   : str_of(said(l->sc, "no data"));
		draw_value(l, i, y, font_cut(l->sc, l->font, text, l->column - 2 * PAD, 13.5, FACE_MEDIUM));
	}
}

static struct str next_name(struct layout *l, const struct map_next *next)
{
	if (next->touchpoint == MAP_EXIT)
		return str_of(said(l->sc, "the end"));
	if (next->touchpoint < 0)
		return str_of(said(l->sc, "off the map"));
	return layout_at(l, (size_t)next->touchpoint)->name;
}

/* "→ 5 Cart   62 %": the name is cut, the numbers never. */
static void draw_next(struct layout *l, size_t i, const struct map_next *next, double y)
{
	double x = layout_x(l, i) + PAD, right = layout_x(l, i) + l->column - PAD;
	struct type muted = { 12, FACE_REGULAR, INK_MUTED, ANCHOR_START, false };
	struct str share = words_share(l->sc, next->share);
	struct str number = next->touchpoint < 0 ? STR("") : words_line(l->sc, "%d ", next->touchpoint + 1);
	double name = x + 18 + font_width(l->font, number, 12, FACE_REGULAR);
	double room = right - name - font_width(l->font, share, 12, FACE_SEMIBOLD) - 6;

	scene_drawing(l->scene, "M2 12 L20 12 M13 5 L20 12 L13 19", x, y - 10, 12,
		(struct paint){ .stroke = NEUTRAL, .width = 1.4 });
	scene_text(l->scene, x + 18, y, number, muted);
	scene_text(l->scene, name, y, font_cut(l->sc, l->font, next_name(l, next), room, 12, FACE_REGULAR),
		muted);
	scene_text(l->scene, right, y, share, (struct type){ 12, FACE_SEMIBOLD, INK, ANCHOR_END, false });
}

void metrics_draw(struct layout *l, struct row *row, double top)
{
	double y = top + 34 + TOP;

	(void)row;
	for (size_t i = 0; i < COUNT_OF(metrics); i++) {
		if (!shown(l->map, &metrics[i]))
			continue;
		draw_metric(l, &metrics[i], y);
		y += LINE;
	}
	for (size_t k = 0; k < map_sums_shown(l->map); k++, y += LINE)
		draw_sums(l, &l->map->sums.at[k], y);
	if (most_next(l->map))
		scene_text(l->scene, MARGIN, y, str_of(said(l->sc, "Goes next to")),
			(struct type){ 12, FACE_REGULAR, INK_MUTED, ANCHOR_START, false });
	for (size_t i = l->first; i < l->first + l->count; i++)
		for (size_t k = 0; k < layout_at(l, i)->n_next; k++)
			draw_next(l, i, &layout_at(l, i)->next[k], y + (double)k * LINE);
}
