#include "base/when.h"
#include "draw/draw.h"
#include "base/json.h"
#include "draw/json_gaps.h"
#include "draw/json_voice.h"
#include "draw/words.h"

/* docs/map-schema.json says what each name means; both change together. */

static void estimate(struct json *j, const char *name, const struct estimate *e)
{
	json_open(j, name, '{');
	json_number(j, "value", e->known, e->value);
	json_told(j, "n", e->n);
	json_number(j, "low", e->known, e->low);
	json_number(j, "high", e->known, e->high);
	json_close(j, '}');
}

static void duration(struct json *j, const char *name, const struct duration *d)
{
	json_open(j, name, '{');
	json_number(j, "median_s", d->known, d->median_s);
	json_number(j, "low_s", d->known, d->low_s);
	json_number(j, "high_s", d->known, d->high_s);
	json_number(j, "p95_s", d->known, d->p95_s);
	json_told(j, "n", d->n);
	json_close(j, '}');
}

static void feeling(struct json *j, const struct estimate *e, struct str scale)
{
	json_open(j, "feeling", '{');
	json_number(j, "value", e->known, e->value);
	json_told(j, "n", e->n);
	json_number(j, "low", e->known, e->low);
	json_number(j, "high", e->known, e->high);
	json_text(j, "scale", scale);
	json_close(j, '}');
}

static void reach(struct json *j, uint64_t customers, uint64_t journeys, const struct estimate *share)
{
	json_open(j, "reach", '{');
	json_told(j, "customers", customers);
	json_told(j, "journeys", journeys);
	estimate(j, "share", share);
	json_close(j, '}');
}

static void figures(struct json *j, const struct map_figures *f)
{
	reach(j, f->customers, f->journeys, &f->reach);
	json_told(j, "visits", f->visits);
	json_told(j, "events", f->events);
	json_told(j, "repeats", f->repeats);
	json_told(j, "returns", f->returns);
	json_told(j, "entries", f->entries);
	json_told(j, "arrivals", f->arrivals);
	json_told(j, "exits", f->exits);
	json_told(j, "departures", f->departures);
	estimate(j, "drop_off", &f->drop_off);
	json_bool(j, "critical", f->critical);
	estimate(j, "conversion", &f->conversion);
	duration(j, "dwell", &f->dwell);
	duration(j, "time_on", &f->time_on);
	feeling(j, &f->feeling, f->scale);
	if (f->nps.known)
		estimate(j, "nps", &f->nps);
	json_told(j, "evidence", f->evidence);
}

static void events(struct json *j, const char *name, const struct map_event *list, size_t n)
{
	json_open(j, name, '[');
	for (size_t i = 0; i < n; i++) {
		json_open(j, NULL, '{');
		json_text(j, "name", list[i].name);
		json_told(j, "events", list[i].events);
		json_close(j, '}');
	}
	json_close(j, ']');
}

/* `to` is a touchpoint's id; null where the journey goes off the map or ends, which `kind` tells. */
static void next(struct json *j, const struct map *map, const struct map_touchpoint *t)
{
	json_open(j, "next", '[');
	for (size_t i = 0; i < t->n_next; i++) {
		int to = t->next[i].touchpoint;
		json_open(j, NULL, '{');
		json_text(j, "kind", str_of(to == MAP_EXIT ? "exit" : to < 0 ? "unsorted" : "touchpoint"));
		struct str id = { 0 };
		if (to >= 0)
			id = map->touchpoints.at[to].id;
		json_text(j, "to", id);
		json_told(j, "count", t->next[i].count);
		json_number(j, "share", true, t->next[i].share);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void sum(struct json *j, struct scope *sc, const struct map_sum *s)
{
	json_number(j, "amount", s->rows > 0, s->amount);
	json_told(j, "rows", s->rows);
	if (s->rows) {
		json_text(j, "from", when_iso(sc, s->from_us));
		json_text(j, "to", when_iso(sc, s->to_us));
	}
}

static void sum_name(struct json *j, const struct map_sums *line)
{
	json_text(j, "name", line->name);
	json_text(j, "currency", line->currency);
	json_text(j, "way", str_of(metric_way_name(line->way)));
}

/* Only where the map has any: of touchpoint i. */
static void sums_at(struct json *j, struct scope *sc, const struct map *map, size_t i)
{
	if (!map->sums.n)
		return;
	json_open(j, "sums", '[');
	for (size_t k = 0; k < map->sums.n; k++) {
		if (!map->sums.at[k].at[i].rows)
			continue;
		json_open(j, NULL, '{');
		sum_name(j, &map->sums.at[k]);
		sum(j, sc, &map->sums.at[k].at[i]);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void sums(struct json *j, struct scope *sc, const struct map *map)
{
	if (!map->sums.n)
		return;
	json_open(j, "sums", '[');
	for (size_t k = 0; k < map->sums.n; k++) {
		json_open(j, NULL, '{');
		sum_name(j, &map->sums.at[k]);
		json_told(j, "touchpoints", map->sums.at[k].touchpoints);
		json_open(j, "elsewhere", '{');
		sum(j, sc, &map->sums.at[k].elsewhere);
		json_close(j, '}');
		json_close(j, '}');
	}
	json_close(j, ']');
}

/* Only where the touchpoint has any; the map's stand in the order of its touchpoints. */
static void gaps_at(struct json *j, const struct map *map, size_t i)
{
	bool any = false;

	for (size_t k = 0; k < map->gaps.n; k++) {
		if ((size_t)map->gaps.at[k].touchpoint != i)
			continue;
		if (!any)
			json_open(j, "gaps", '[');
		any = true;
		json_open(j, NULL, '{');
		json_gap(j, &map->gaps.at[k]);
		json_close(j, '}');
	}
	if (any)
		json_close(j, ']');
}

static void texts(struct json *j, const char *name, const struct str *list, size_t n)
{
	json_open(j, name, '[');
	for (size_t i = 0; i < n; i++)
		json_text(j, NULL, list[i]);
	json_close(j, ']');
}

/* Only of a channel that the company has in its library. */
static void own_channel(struct json *j, const struct map_channel *own)
{
	json_open(j, "channel_own", '{');
	json_text(j, "key", own->key);
	json_text(j, "name", own->name);
	json_text(j, "colour", str_of(own->colour));
	json_text(j, "symbol", str_of(channel_key(own->symbol)));
	json_close(j, '}');
}

static void touchpoint(struct json *j, struct scope *sc, const struct map *map, size_t i)
{
	const struct map_touchpoint *t = &map->touchpoints.at[i];

	json_open(j, NULL, '{');
	json_text(j, "id", t->id);
	json_text(j, "name", t->name);
	json_text(j, "stage", map->stages.at[t->stage].name);
	json_text(j, "stage_id", map->stages.at[t->stage].id);
	json_text(j, "channel", str_of(channel_key(t->channel)));
	json_text(j, "channel_words", t->channel_words);
	if (t->own)
		own_channel(j, t->own);
	json_text(j, "owner", str_of(owner_name(t->owner)));
	json_text(j, "when", t->when);
	if (t->leads_to.n)
		texts(j, "leads_to", t->leads_to.at, t->leads_to.n);
	json_bool(j, "goal", t->is_goal);
	json_bool(j, "moment_of_truth", t->moment_of_truth);
	json_bool(j, "answers", t->answers);
	json_bool(j, "strongest", t->strongest);
	json_bool(j, "weakest", t->weakest);
	figures(j, &t->figures);
	events(j, "event_names", t->events.at, t->events.n);
	next(j, map, t);
	sums_at(j, sc, map, i);
	gaps_at(j, map, i);
	json_voice_place(j, sc, "voice", t->voice);
	json_close(j, '}');
}

static void stages(struct json *j, const struct map *map)
{
	json_open(j, "stages", '[');
	for (size_t i = 0; i < map->stages.n; i++) {
		const struct map_stage *s = &map->stages.at[i];
		json_open(j, NULL, '{');
		json_text(j, "id", s->id);
		json_text(j, "name", s->name);
		json_text(j, "why", s->why);
		json_told(j, "first", s->first);
		json_told(j, "count", s->count);
		figures(j, &s->figures);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void attachments(struct json *j, const struct attached_list *list)
{
	json_open(j, "attachments", '[');
	for (size_t i = 0; i < list->n; i++) {
		json_open(j, NULL, '{');
		json_text(j, "id", list->at[i].id);
		json_text(j, "name", list->at[i].name);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void cell(struct json *j, const struct map_cell *cell)
{
	json_text(j, "text", cell->text);
	json_text(j, "basis", str_of(basis_name(cell->basis)));
	if (cell->written)
		json_bool(j, "written", true);
	if (cell->stage.p)
		json_text(j, "stage", cell->stage);
	if (cell->attachments.n)
		attachments(j, &cell->attachments);
	if (cell->quote.p)
		json_text(j, "quote", cell->quote);
	if (cell->said.p)
		json_text(j, "said", cell->said);
}

static void cells(struct json *j, const struct map *map, const struct map_lane *lane)
{
	json_open(j, "cells", '[');
	for (size_t i = 0; lane->cells && i < map->touchpoints.n; i++) {
		for (size_t k = 0; k < lane->cells[i].cells.n; k++) {
			json_open(j, NULL, '{');
			json_text(j, "at", map->touchpoints.at[i].id);
			cell(j, &lane->cells[i].cells.at[k]);
			json_close(j, '}');
		}
	}
	json_close(j, ']');
}

static void lanes(struct json *j, const struct map *map)
{
	json_open(j, "lanes", '[');
	for (size_t i = 0; i < map->lanes.n; i++) {
		json_open(j, NULL, '{');
		json_text(j, "lane", str_of(lane_key(map->lanes.at[i].lane)));
		cells(j, map, &map->lanes.at[i]);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void curve(struct json *j, const struct map *map, const struct map_curve *c)
{
	json_open(j, NULL, '{');
	json_text(j, "persona", c->persona);
	json_text(j, "name", c->name);
	json_told(j, "customers", c->customers);
	json_told(j, "journeys", c->journeys);
	json_open(j, "points", '[');
	for (size_t i = 0; i < map->touchpoints.n; i++) {
		const struct map_point *p = &c->at[i];
		json_open(j, NULL, '{');
		json_text(j, "at", map->touchpoints.at[i].id);
		reach(j, p->customers, p->journeys, &p->reach);
		feeling(j, &p->feeling, p->scale);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_close(j, '}');
}

/* Only of a map for several personas. */
static void curves(struct json *j, const struct map *map)
{
	if (!map->curves.n)
		return;
	json_open(j, "curves", '[');
	for (size_t i = 0; i < map->curves.n; i++)
		curve(j, map, &map->curves.at[i]);
	json_close(j, ']');
}

static void sources(struct json *j, struct scope *sc, const struct map *map)
{
	json_open(j, "sources", '[');
	for (size_t i = 0; i < map->sources.n; i++) {
		json_open(j, NULL, '{');
		json_text(j, "source", str_of(source_name(map->sources.at[i].source)));
		json_told(j, "events", map->sources.at[i].events);
		if (map->sources.at[i].notes)
			json_told(j, "notes", map->sources.at[i].notes);
		json_text(j, "newest", when_iso(sc, map->sources.at[i].newest_us));
		json_close(j, '}');
	}
	json_close(j, ']');
}

static bool has_goal(const struct map *map)
{
	return map->goal_name.p || map->goal_is_case;
}

static void identity(struct json *j, const struct map *map)
{
	json_text(j, "format", STR("wend-map"));
	json_told(j, "format_version", 1);
	json_text(j, "input_hash", str_of(map->input_hash));
	json_text(j, "id", map->id);
	json_text(j, "title", map->title);
	json_text(j, "scenario", map->scenario);
	json_text(j, "owner", map->owner);
	if (map->review.p)
		json_text(j, "review", map->review);
	texts(j, "personas", map->personas.at, map->personas.n);
	json_text(j, "state", str_of(map_state_name(map->state)));
	json_text(j, "goal", map->goal_name);
	json_text(j, "goal_why", map->goal_why);
	json_bool(j, "goal_is_case", map->goal_is_case);
}

static void evidence(struct json *j, struct scope *sc, const struct map *map)
{
	const struct str none = { 0 };

	json_open(j, "period", '{');
	json_text(j, "from", map->events ? when_iso(sc, map->from_us) : none);
	json_text(j, "to", map->events ? when_iso(sc, map->to_us) : none);
	json_close(j, '}');
	json_open(j, "silence_limit", '{');
	json_number(j, "seconds", true, (double)map->silence_us / 1e6);
	json_bool(j, "auto", map->silence_auto);
	json_bool(j, "learnt", map->silence_learnt);
	json_close(j, '}');
	json_bool(j, "cases", map->has_cases);
	sources(j, sc, map);
	json_told(j, "customers", map->customers);
	json_told(j, "events", map->events);
	json_told(j, "quarantined", map->quarantined);
}

static void journeys(struct json *j, const struct map *map)
{
	json_open(j, "journeys", '{');
	json_told(j, "total", map->journeys.total);
	if (has_goal(map))
		json_told(j, "converted", map->journeys.converted);
	else
		json_number(j, "converted", false, 0);
	json_told(j, "left", map->journeys.left);
	json_told(j, "open", map->journeys.open);
	json_told(j, "answered", map->journeys.answered);
	json_close(j, '}');
	json_open(j, "variants", '{');
	json_told(j, "distinct", map->variants.distinct);
	json_told(j, "commonest", map->variants.commonest);
	json_close(j, '}');
	estimate(j, "conversion", &map->conversion);
	estimate(j, "drop_off", &map->drop_off);
}

static void unsorted(struct json *j, const struct map *map)
{
	json_open(j, "unsorted", '{');
	json_told(j, "events", map->unsorted.events);
	json_told(j, "visits", map->unsorted.visits);
	json_told(j, "journeys", map->unsorted.journeys);
	json_told(j, "kinds", map->unsorted.kinds);
	events(j, "largest", map->unsorted.largest.at, map->unsorted.largest.n);
	json_close(j, '}');
}

bool draw_json(struct scope *sc, const struct map *map, struct buf *out)
{
	struct json j = { .out = out, .exact = true };

	json_open(&j, NULL, '{');
	identity(&j, map);
	evidence(&j, sc, map);
	journeys(&j, map);
	stages(&j, map);
	json_open(&j, "touchpoints", '[');
	for (size_t i = 0; i < map->touchpoints.n; i++)
		touchpoint(&j, sc, map, i);
	json_close(&j, ']');
	curves(&j, map);
	lanes(&j, map);
	json_voice_totals(&j, "voice", map->voices);
	sums(&j, sc, map);
	if (map->plan) {
		json_open(&j, "plan", '{');
		json_plan(&j, map->plan);
		json_close(&j, '}');
	}
	unsorted(&j, map);
	texts(&j, "findings", map->findings.at, map->findings.n);
	texts(&j, "remarks", map->remarks.at, map->remarks.n);
	json_close(&j, '}');
	buf_putc(out, '\n');
	return buf_ok(out, "the map's JSON");
}
