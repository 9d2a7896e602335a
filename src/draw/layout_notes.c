#include "draw/layout.h"

#include <math.h>

enum { COLUMNS = 3, GAP = 40, MOST = 620, HEAD = 30, LINE = 20, BETWEEN = 6 };

/* A column of sentences below the map: findings, remarks, what is not on it. */
struct note {
	const char *title;
	const struct str *lines;
	size_t n;
};

static struct note unsorted_of(struct layout *l)
{
	const struct map *map = l->map;
	size_t n = map->unsorted.largest.n;
	struct str *lines = NEW_ARRAY(l->sc, struct str, n + 1);

	lines[0] = words_line(l->sc, "Other: %s of %s",
		words_plural(l->sc, map->unsorted.events, "event", "events").p,
		words_plural(l->sc, map->unsorted.kinds, "kind", "kinds").p);
	for (size_t i = 0; i < n; i++)
		lines[i + 1] = words_line(l->sc, "%.*s · %s", STR_ARG(map->unsorted.largest.at[i].name),
			words_count(l->sc, map->unsorted.largest.at[i].events).p);
	return (struct note){ said(l->sc, "Not on the map"), lines, map->unsorted.events ? n + 1 : 0 };
}

static size_t notes_of(struct layout *l, struct note *notes)
{
	const struct map *map = l->map;
	const struct note all[COLUMNS] = {
		{ said(l->sc, "What stands out"), map->findings.at, map->findings.n },
		{ said(l->sc, "To know when reading"), map->remarks.at, map->remarks.n },
		unsorted_of(l),
	};
	size_t n = 0;

	for (size_t i = 0; i < COLUMNS; i++)
		if (all[i].n)
			notes[n++] = all[i];
	return n;
}

static double column_of(const struct layout *l, size_t n)
{
	double room = l->scene->width - 2 * MARGIN - (double)(n - 1) * GAP;

	return fmin(room / (double)n, MOST);
}

static struct fit line_of(struct layout *l, struct str text, double width)
{
	return font_fit(l->sc, l->font, said_again(l->sc, text),
		(struct fit_want){ .width = width - 18,
			.size = 13.5,
			.smallest = 12.5,
			.lines = FIT_LINES,
			.face = FACE_REGULAR });
}

/* Gives the height; draws only if told to. */
static double flow_note(struct layout *l, const struct note *note, struct box at, bool draw)
{
	double y = at.y + HEAD;

	if (draw)
		scene_text(l->scene, at.x, at.y + 6, str_of(note->title),
			(struct type){ 16, FACE_BOLD, INK, ANCHOR_START, false });
	for (size_t i = 0; i < note->n; i++) {
		struct fit fit = line_of(l, note->lines[i], at.w);
		if (draw)
			scene_rect(l->scene, (struct box){ at.x, y - 7.5, 6, 6 }, 3,
				(struct paint){ .fill = GOOD });
		for (size_t k = 0; k < fit.n; k++, y += LINE)
			if (draw)
				scene_text(l->scene, at.x + 18, y, fit.lines[k],
					(struct type){ fit.size, FACE_REGULAR, INK, ANCHOR_START, false });
		y += BETWEEN;
	}
	return y - at.y;
}

double notes_height(struct layout *l)
{
	struct note notes[COLUMNS];
	size_t n = notes_of(l, notes);
	double most = 0;

	for (size_t i = 0; i < n; i++)
		most = fmax(most, flow_note(l, &notes[i], (struct box){ 0, 0, column_of(l, n), 0 }, false));
	return n ? most + 24 : 0;
}

void notes_draw(struct layout *l, double top)
{
	struct note notes[COLUMNS];
	size_t n = notes_of(l, notes);

	for (size_t i = 0; i < n; i++) {
		double w = column_of(l, n);
		scene_open(l->scene, (struct group){ .title = str_of(notes[i].title) });
		flow_note(l, &notes[i], (struct box){ MARGIN + (double)i * (w + GAP), top + 16, w, 0 }, true);
		scene_close(l->scene);
	}
}
