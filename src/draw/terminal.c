#include <math.h>

#include "draw/draw.h"
#include "draw/terminal_cell.h"
#include "draw/words.h"
#include "map/look.h"

enum {
	COLUMNS_LEAST = 80,
	COLUMNS_MOST = 200,
	COLUMNS_TEXT = 100,
	NAME_LEAST = 12,
	NUMBER = 4,
	SMALL_N = 30
};

/* A sign a channel, one column wide. */
static const char *const signs[CHANNELS] = {
	[CHANNEL_OTHER] = "·",
	[CHANNEL_WEBSITE] = "◎",
	[CHANNEL_APP] = "▯",
	[CHANNEL_EMAIL] = "✉",
	[CHANNEL_PHONE] = "☎",
	[CHANNEL_CHAT] = "❝",
	[CHANNEL_STORE] = "⌂",
	[CHANNEL_SOCIAL] = "♥",
	[CHANNEL_ADS] = "⚑",
	[CHANNEL_POST] = "▣",
	[CHANNEL_SURVEY] = "✓",
	[CHANNEL_OFFICE] = "♟",
	[CHANNEL_PARTNER] = "∞",
};

#define BOLD "\x1b[1m"
#define DIM "\x1b[2m"
#define BLUE "\x1b[34m"
#define ORANGE "\x1b[33m"
#define PLAIN "\x1b[0m"

enum field { FIELD_SHARE, FIELD_N, FIELD_LEAVING, FIELD_DWELL, FIELD_FEELING, FIELDS };

static const char *const field_names[FIELDS] = { "reach", "n", "leaving (95 %)", "until next", "feeling" };

struct line { /* what a touchpoint says in each column */
	struct str fields[FIELDS];
};

struct term {
	struct scope *sc;
	const struct map *map;
	struct buf *out;
	bool colour;
	size_t columns, name, bar, scale;
	size_t widths[FIELDS];
	struct line *lines;
};

static void code(struct term *t, const char *escape)
{
	if (t->colour)
		buf_puts(t->out, escape);
}

static void styled(struct term *t, const char *escape, struct str text, size_t columns)
{
	code(t, escape);
	cell_put(t->out, text, columns);
	code(t, PLAIN);
}

static struct str leaving(struct scope *sc, const struct map_figures *f)
{
	const char *mark = f->critical ? " ▲" : "";

	if (!f->drop_off.known)
		return words_none(sc, f->drop_off.n);
	return words_line(sc, "%s (%s)%s", words_share(sc, f->drop_off.value).p,
		words_interval(sc, &f->drop_off).p, mark);
}

/* Blue and round is good, orange and pointed is bad; hollow: fewer than 30 rated. */
static const char *marker(const struct estimate *e)
{
	bool small = e->n < SMALL_N;

	if (e->value > 0.25)
		return small ? "○" : "●";
	if (e->value >= -0.25)
		return small ? "□" : "■";
	return small ? "▽" : "▼";
}

/* "··┼●· +0.4": the scale from -2 to +2 with the mark on it. */
static struct str feeling(struct term *t, const struct estimate *e)
{
	struct buf *b = buf_new(t->sc, 200);
	size_t half = t->scale / 2;

	if (!e->known)
		return words_none(t->sc, e->n);
	double at = (fmax(fmin(e->value, 2), -2) + 2) / 4 * (double)(t->scale - 1);
	for (size_t i = 0; i < t->scale; i++)
		buf_puts(b, i == (size_t)lround(at) ? marker(e) : i == half ? "┼" : "─");
	buf_printf(b, " %s", words_feeling(t->sc, e->value).p);
	return buf_str(b);
}

static struct line line_of(struct term *t, const struct map_figures *f)
{
	struct line line = { { f->reach.known ? words_share(t->sc, f->reach.value)
					      : words_none(t->sc, f->reach.n),
		words_count(t->sc, f->journeys), leaving(t->sc, f),
		f->dwell.known ? words_span(t->sc, f->dwell.median_s) : words_none(t->sc, f->dwell.n),
		feeling(t, &f->feeling) } };

	return line;
}

static void measure(struct term *t)
{
	size_t used = NUMBER + 2 + 2, n = t->map->touchpoints.n;

	t->lines = NEW_ARRAY(t->sc, struct line, n + 1);
	for (size_t k = 0; k < FIELDS; k++)
		t->widths[k] = cell_width(str_of(field_names[k]));
	for (size_t i = 0; i < n; i++) {
		t->lines[i] = line_of(t, &t->map->touchpoints.at[i].figures);
		for (size_t k = 0; k < FIELDS; k++) {
			size_t w = cell_width(t->lines[i].fields[k]);
			t->widths[k] = w > t->widths[k] ? w : t->widths[k];
		}
	}
	for (size_t k = 0; k < FIELDS; k++)
		used += t->widths[k] + 1;
	size_t rest = t->columns > used + NAME_LEAST ? t->columns - used : NAME_LEAST;
	t->bar = rest < NAME_LEAST + 8 ? 0 : rest / 4 > 16 ? 16 : rest / 4;
	t->name = rest - t->bar - (t->bar > 0);
	if (t->name > 56)
		t->name = 56;
}

/* Eighths of a column: ▏▎▍▌▋▊▉█. */
static void bar(struct term *t, double share)
{
	static const char *const parts[] = { "·", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
	size_t eighths = (size_t)lround(fmax(fmin(share, 1), 0) * (double)t->bar * 8);

	code(t, BLUE);
	for (size_t i = 0; i<t->bar; i++, eighths = eighths> 8 ? eighths - 8 : 0)
		buf_puts(t->out, eighths >= 8 ? "█" : parts[eighths]);
	code(t, PLAIN);
	buf_puts(t->out, t->bar ? " " : "");
}

static void table_head(struct term *t)
{
	code(t, DIM);
	cell_left(t->out, STR(""), NUMBER);
	cell_left(t->out, STR("touchpoint"), t->name + 3);
	cell_left(t->out, STR(""), t->bar + (t->bar > 0));
	for (size_t k = 0; k < FIELDS; k++) {
		if (k <= FIELD_N)
			cell_right(t->out, str_of(field_names[k]), t->widths[k]);
		else
			cell_put(t->out, str_of(field_names[k]), t->widths[k]);
		if (k > FIELD_N && k + 1 < FIELDS)
			cell_left(t->out, STR(""), t->widths[k] - cell_width(str_of(field_names[k])));
		buf_puts(t->out, k + 1 < FIELDS ? " " : "");
	}
	code(t, PLAIN);
	buf_putc(t->out, '\n');
}

static const char *field_colour(const struct map_figures *f, size_t field)
{
	if (field == FIELD_LEAVING && f->critical)
		return ORANGE;
	if (field == FIELD_FEELING && f->feeling.known && fabs(f->feeling.value) > 0.25)
		return f->feeling.value > 0 ? BLUE : ORANGE;
	return "";
}

static void touchpoint(struct term *t, size_t i)
{
	const struct map_touchpoint *p = &t->map->touchpoints.at[i];
	struct str name = p->is_goal ? words_line(t->sc, "%.*s ⚐", STR_ARG(p->name)) : p->name;

	cell_right(t->out, words_line(t->sc, "%zu", i + 1), NUMBER - 1);
	buf_putc(t->out, ' ');
	cell_left(t->out, name, t->name);
	buf_printf(t->out, " %s ", signs[map_look(p).symbol]);
	bar(t, p->figures.reach.known ? p->figures.reach.value : 0);
	for (size_t k = 0; k < FIELDS; k++) {
		struct str text = t->lines[i].fields[k];
		code(t, field_colour(&p->figures, k));
		if (k <= FIELD_N)
			cell_right(t->out, text, t->widths[k]);
		else if (k + 1 < FIELDS)
			cell_left(t->out, text, t->widths[k]);
		else
			cell_put(t->out, text, t->widths[k]);
		code(t, field_colour(&p->figures, k)[0] ? PLAIN : "");
		buf_putc(t->out, k + 1 < FIELDS ? ' ' : '\n');
	}
}

static const char *const letters[MAP_CURVES] = { "A", "B", "C", "D", "E", "F" };

/* Under a touchpoint a row a persona that comes there, in the same columns. */
static void persona_row(struct term *t, size_t persona, size_t i)
{
	const struct map_curve *c = &t->map->curves.at[persona];
	const struct map_figures f = {
		.journeys = c->at[i].journeys, .reach = c->at[i].reach, .feeling = c->at[i].feeling
	};
	struct line line = line_of(t, &f);
	size_t gap = t->widths[FIELD_LEAVING] + t->widths[FIELD_DWELL] + 2;

	if (!f.journeys)
		return;
	code(t, DIM);
	buf_printf(t->out, "%*s", (int)NUMBER, "");
	cell_left(t->out, words_line(t->sc, " %s %.*s", letters[persona], STR_ARG(c->name)), t->name);
	buf_puts(t->out, "   ");
	bar(t, f.reach.value);
	code(t, PLAIN);
	cell_right(t->out, line.fields[FIELD_SHARE], t->widths[FIELD_SHARE]);
	buf_putc(t->out, ' ');
	cell_right(t->out, line.fields[FIELD_N], t->widths[FIELD_N]);
	buf_printf(t->out, " %*s", (int)gap, "");
	code(t, field_colour(&f, FIELD_FEELING));
	cell_put(t->out, line.fields[FIELD_FEELING], t->widths[FIELD_FEELING]);
	code(t, field_colour(&f, FIELD_FEELING)[0] ? PLAIN : "");
	buf_putc(t->out, '\n');
}

static void stage(struct term *t, const struct map_stage *s)
{
	const struct map_figures *f = &s->figures;
	size_t used = cell_width(s->name) + 2;
	struct str about = words_line(t->sc, "reached by %s%s%s",
		f->reach.known ? words_share(t->sc, f->reach.value).p : words_none(t->sc, f->reach.n).p,
		f->drop_off.known ? ", leaving " : "",
		f->drop_off.known ? words_share(t->sc, f->drop_off.value).p : "");

	buf_putc(t->out, '\n');
	styled(t, BOLD, s->name, t->columns - 4);
	if (used + 8 < t->columns) {
		buf_puts(t->out, "  ");
		styled(t, DIM, about, t->columns - used);
	}
	buf_putc(t->out, '\n');
	for (size_t i = s->first; i < s->first + s->count; i++) {
		touchpoint(t, i);
		for (size_t k = 0; k < t->map->curves.n; k++)
			persona_row(t, k, i);
	}
}

static void line(struct term *t, struct str text)
{
	cell_wrap(t->out, "", 0, text, t->columns);
}

static struct str goal(struct term *t)
{
	const struct map *map = t->map;
	struct scope *sc = t->sc;

	if (!map->goal_name.p && !map->goal_is_case)
		return STR("Goal: none set");
	struct str name = map->goal_name.p ? map->goal_name : STR("the case ends");
	return words_line(sc, "Goal: %.*s, %s", STR_ARG(name), words_goal(sc, map).p);
}

static struct str sources(struct term *t)
{
	struct buf *b = buf_new(t->sc, 1 << 12);

	for (size_t i = 0; i < t->map->sources.n; i++)
		buf_printf(b, "%s%s", i ? ", " : "", source_name(t->map->sources.at[i].source));
	return buf_str(b);
}

static void head(struct term *t)
{
	const struct map *map = t->map;
	struct scope *sc = t->sc;
	bool converts = map->goal_name.p || map->goal_is_case;

	styled(t, BOLD, str_empty(map->title) ? STR("Customer journey map") : map->title, t->columns);
	buf_putc(t->out, '\n');
	for (size_t i = 0; i < map->personas.n; i++)
		line(t, words_line(sc, "Persona: %.*s", STR_ARG(map_persona_name(map, i))));
	line(t, goal(t));
	line(t, words_line(sc, "%s of %s, %s, %s (%s)",
			words_plural(sc, map->journeys.total, "journey", "journeys").p,
			words_plural(sc, map->customers, "customer", "customers").p,
			words_plural(sc, map->events, "event", "events").p,
			words_period(sc, map->from_us, map->to_us, map->events).p, sources(t).p));
	line(t, words_line(sc, "%s%s%s left, %s still open%s",
			converts ? words_count(sc, map->journeys.converted).p : "",
			converts ? " reached the goal, " : "", words_count(sc, map->journeys.left).p,
			words_count(sc, map->journeys.open).p,
			!map->journeys.answered ? ""
						: words_line(sc, ", %s only answered",
							  words_count(sc, map->journeys.answered).p)
							  .p));
	buf_putc(t->out, '\n');
	table_head(t);
}

static void sentences(struct term *t, const char *title, const struct str *list, size_t n)
{
	if (!n)
		return;
	buf_putc(t->out, '\n');
	styled(t, BOLD, str_of(title), t->columns);
	buf_putc(t->out, '\n');
	for (size_t i = 0; i < n; i++)
		cell_wrap(t->out, "• ", 2, list[i], t->columns);
}

/* What the letters of the rows mean. */
static void personas(struct term *t)
{
	struct str lines[MAP_CURVES];

	for (size_t k = 0; k < t->map->curves.n; k++) {
		const struct map_curve *c = &t->map->curves.at[k];
		lines[k] = words_line(t->sc, "%s: %.*s, %s, %s", letters[k], STR_ARG(c->name),
			words_plural(t->sc, c->customers, "customer", "customers").p,
			words_plural(t->sc, c->journeys, "journey", "journeys").p);
	}
	sentences(t, "Rows with a letter: of this persona's journeys alone", lines, t->map->curves.n);
}

/* "Views: Cart 1,240, Product page 830": a line of sums with where it stands. */
static struct str sums_line(struct term *t, const struct map_sums *line)
{
	struct buf *b = buf_new(t->sc, 1 << 20);
	size_t n = 0;

	buf_str_add(b, line->name);
	for (size_t i = 0; i < t->map->touchpoints.n; i++)
		if (line->at[i].rows)
			buf_printf(b, "%s%.*s %s", n++ ? ", " : ": ", STR_ARG(t->map->touchpoints.at[i].name),
				words_sum(t->sc, line, &line->at[i]).p);
	return buf_str(b);
}

static void sums(struct term *t)
{
	size_t n = map_sums_shown(t->map), more = map_sums_more(t->map);
	struct str lines[MAP_SUMS + 1];

	for (size_t k = 0; k < n; k++)
		lines[k] = sums_line(t, &t->map->sums.at[k]);
	if (more)
		lines[n] = words_line(t->sc, "and %zu more", more);
	sentences(t, "Sums that sources report of many", lines, n + (more > 0));
}

static void unsorted(struct term *t)
{
	const struct map *map = t->map;
	struct buf *b = buf_new(t->sc, 1 << 16);

	if (!map->unsorted.events)
		return;
	buf_printf(b, "Other: %s of %s", words_plural(t->sc, map->unsorted.events, "event", "events").p,
		words_plural(t->sc, map->unsorted.kinds, "kind", "kinds").p);
	for (size_t i = 0; i < map->unsorted.largest.n; i++)
		buf_printf(b, "%s%.*s %s", i ? ", " : ": ", STR_ARG(map->unsorted.largest.at[i].name),
			words_count(t->sc, map->unsorted.largest.at[i].events).p);
	struct str text = buf_str(b);
	sentences(t, "Not on the map", &text, 1);
}

static void own_channels(struct term *t, struct buf *b)
{
	const struct map *map = t->map;

	for (size_t i = 0; i < map->touchpoints.n; i++) {
		const struct map_channel *own = map->touchpoints.at[i].own;
		bool seen = own == NULL;
		for (size_t k = 0; k < i && !seen; k++)
			seen = map->touchpoints.at[k].own &&
			       str_equal(map->touchpoints.at[k].own->key, own->key);
		if (!seen)
			buf_printf(b, "%s\xc2\xa0%.*s  ", signs[own->symbol],
				STR_ARG(str_short(t->sc, own->name, 60)));
	}
}

static void legend(struct term *t)
{
	struct buf *b = buf_new(t->sc, 2000);
	bool seen[CHANNELS] = { false };

	for (size_t i = 0; i < t->map->touchpoints.n; i++)
		if (!t->map->touchpoints.at[i].own)
			seen[t->map->touchpoints.at[i].channel] = true;
	for (int c = 0; c < CHANNELS; c++)
		if (seen[c])
			buf_printf(b, "%s\xc2\xa0%s  ", signs[c], channel_name((enum channel)c));
	own_channels(t, b);
	buf_puts(b, "⚐\xc2\xa0goal  ▲\xc2\xa0"
		    "critical  ●\xc2\xa0good  ■\xc2\xa0neutral  ▼\xc2\xa0"
		    "bad  "
		    "○\xc2\xa0□\xc2\xa0▽\xc2\xa0"
		    "fewer\xc2\xa0than\xc2\xa0"
		    "30\xc2\xa0rated");
	buf_putc(t->out, '\n');
	code(t, DIM);
	line(t, buf_str(b));
	code(t, PLAIN);
}

bool draw_terminal(struct scope *sc, const struct map *map, unsigned columns, bool colour, struct buf *out)
{
	struct term t = { .sc = sc, .map = map, .out = out, .colour = colour, .columns = columns };

	if (t.columns < COLUMNS_LEAST)
		t.columns = COLUMNS_LEAST;
	if (t.columns > COLUMNS_MOST)
		t.columns = COLUMNS_MOST;
	t.scale = t.columns < 110 ? 5 : 9;
	measure(&t);
	head(&t);
	for (size_t s = 0; s < map->stages.n; s++)
		stage(&t, &map->stages.at[s]);
	personas(&t);
	sums(&t);
	sentences(&t, "What stands out", map->findings.at, map->findings.n);
	sentences(&t, "To know when reading", map->remarks.at, map->remarks.n);
	unsorted(&t);
	legend(&t);
	return buf_ok(out, "the text");
}

bool draw_text(struct scope *sc, const struct map *map, struct buf *out)
{
	return draw_terminal(sc, map, COLUMNS_TEXT, false, out);
}
