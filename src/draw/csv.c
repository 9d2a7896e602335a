#include "draw/draw.h"
#include "draw/words.h"

/* A cell that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers. */
static bool is_formula(struct str text)
{
	double number;

	return text.n && strchr("=+-@\t\r", text.p[0]) && !str_number(text, &number);
}

static void text(struct buf *out, struct str s)
{
	buf_putc(out, '"');
	if (is_formula(s))
		buf_putc(out, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_putc(out, '"');
		buf_putc(out, s.p[i]);
	}
	buf_putc(out, '"');
}

static void count(struct buf *out, uint64_t n)
{
	if (count_is_told(n))
		buf_printf(out, ",%llu", (unsigned long long)n);
	else
		buf_putc(out, ',');
}

static void number(struct buf *out, bool known, double x)
{
	buf_putc(out, ',');
	if (known)
		buf_number(out, x, 10);
}

static void estimate(struct buf *out, const struct estimate *e)
{
	number(out, e->known, e->value);
	number(out, e->known, e->low);
	number(out, e->known, e->high);
	count(out, e->n);
}

static void duration(struct buf *out, const struct duration *d)
{
	number(out, d->known, d->median_s);
	number(out, d->known, d->low_s);
	number(out, d->known, d->high_s);
	number(out, d->known, d->p95_s);
	count(out, d->n);
}

static const char header[] =
	"number,stage,id,touchpoint,channel,goal,critical,strongest,weakest,customers,journeys,"
	"reach,reach_low,reach_high,reach_n,visits,events,repeats,returns,entries,arrivals,exits,departures,"
	"drop_off,drop_off_low,drop_off_high,drop_off_n,conversion,conversion_low,conversion_high,conversion_n,"
	"dwell_median_s,dwell_low_s,dwell_high_s,dwell_p95_s,dwell_n,"
	"time_on_median_s,time_on_low_s,time_on_high_s,time_on_p95_s,time_on_n,"
	"feeling,feeling_low,feeling_high,feeling_n,scale,nps,nps_low,nps_high,nps_n,evidence";

static void figures(struct buf *out, const struct map_figures *f)
{
	const uint64_t counts[] = { f->visits, f->events, f->repeats, f->returns, f->entries, f->arrivals,
		f->exits, f->departures };

	count(out, f->customers);
	count(out, f->journeys);
	estimate(out, &f->reach);
	for (size_t i = 0; i < COUNT_OF(counts); i++)
		count(out, counts[i]);
	estimate(out, &f->drop_off);
	estimate(out, &f->conversion);
	duration(out, &f->dwell);
	duration(out, &f->time_on);
	estimate(out, &f->feeling);
	buf_putc(out, ',');
	text(out, f->scale);
	estimate(out, &f->nps);
	count(out, f->evidence);
}

static void point(struct buf *out, const struct map_point *p)
{
	count(out, p->journeys);
	number(out, p->reach.known, p->reach.value);
	estimate(out, &p->feeling);
}

static void row(struct buf *out, const struct map *map, size_t i)
{
	const struct map_touchpoint *t = &map->touchpoints.at[i];
	const bool marks[] = { t->is_goal, t->figures.critical, t->strongest, t->weakest };

	buf_printf(out, "%zu,", i + 1);
	text(out, map->stages.at[t->stage].name);
	buf_putc(out, ',');
	text(out, t->id);
	buf_putc(out, ',');
	text(out, t->name);
	buf_putc(out, ',');
	if (t->own)
		text(out, t->own->key);
	else
		buf_puts(out, channel_key(t->channel));
	for (size_t k = 0; k < COUNT_OF(marks); k++)
		count(out, marks[k]);
	figures(out, &t->figures);
	for (size_t k = 0; k < map->sums.n; k++)
		if (map->sums.at[k].touchpoints)
			number(out, map->sums.at[k].at[i].rows > 0, map->sums.at[k].at[i].amount);
	for (size_t k = 0; k < map->curves.n; k++)
		point(out, &map->curves.at[k].at[i]);
	buf_puts(out, "\r\n");
}

/* Six columns a persona, where there are several. */
static void curve_names(struct scope *sc, struct buf *out, const struct map *map)
{
	static const char *const columns[] = { "journeys", "reach", "feeling", "feeling low", "feeling high",
		"feeling n" };

	for (size_t k = 0; k < map->curves.n; k++)
		for (size_t c = 0; c < COUNT_OF(columns); c++) {
			buf_putc(out, ',');
			text(out, words_line(sc, "%.*s: %s", STR_ARG(map->curves.at[k].name), columns[c]));
		}
}

/* A column a line of sums that stands at a touchpoint. */
static void sum_names(struct scope *sc, struct buf *out, const struct map *map)
{
	for (size_t k = 0; k < map->sums.n; k++) {
		if (!map->sums.at[k].touchpoints)
			continue;
		buf_putc(out, ',');
		text(out, words_sum_name(sc, &map->sums.at[k]));
	}
}

bool draw_csv(struct scope *sc, const struct map *map, struct buf *out)
{
	buf_puts(out, header);
	sum_names(sc, out, map);
	curve_names(sc, out, map);
	buf_puts(out, "\r\n");
	for (size_t i = 0; i < map->touchpoints.n; i++)
		row(out, map, i);
	return buf_ok(out, "the table");
}
