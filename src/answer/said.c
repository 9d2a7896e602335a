#include "answer/said.h"

#include <math.h>
#include <stdlib.h>

#include "store/judged.h"

/* --- events with a text --------------------------------------------------------------------------------- */

struct said_event {
	int64_t import, row, part;
	uint32_t kind;
	float feeling;
	uint8_t scale;
};

struct reading {
	struct scope *sc;
	struct study *study;
	const uint64_t *members;
	LIST(struct said_event) events; /* by import, row, part */
	LIST(struct said) said;
	uint64_t *speakers; /* customers who said something */
	uint8_t *kinds;     /* [kinds]: some of its events have a text */
};

static bool read_events(struct reading *r)
{
	struct duck_rows *rows = duck_ask(r->sc, evidence_duck(r->study->ws->evidence),
		"SELECT import, row, part, kind, rating, scale FROM event WHERE said ORDER BY import, row, part",
		0, NULL);

	if (!rows)
		return false;
	while (duck_next(rows)) {
		bool rated = !duck_null(rows, 4) && !duck_null(rows, 5);
		uint8_t scale = rated ? (uint8_t)duck_int(rows, 5) : SCALE_NONE;
		*LIST_ADD(r->sc, &r->events) = (struct said_event){ duck_int(rows, 0), duck_int(rows, 1),
			duck_int(rows, 2), (uint32_t)duck_int(rows, 3),
			rated ? (float)scale_feeling((enum scale)scale, duck_number(rows, 4)) : NAN, scale };
	}
	return duck_done(r->sc, rows);
}

static int by_place(const void *x, const void *y)
{
	const struct said_event *a = x, *b = y;

	if (a->import != b->import)
		return a->import < b->import ? -1 : 1;
	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	return (a->part > b->part) - (a->part < b->part);
}

static bool wanted(const struct reading *r, uint32_t customer)
{
	return customer < r->study->trail->customers && (!r->members || trail_has_bit(r->members, customer));
}

static bool take(struct scope *sc, void *to, const struct feedback *f)
{
	struct reading *r = to;
	struct said_event key = { .import = f->import, .row = (int64_t)f->row, .part = f->part };
	const struct said_event *e =
		r->events.n ? bsearch(&key, r->events.at, r->events.n, sizeof key, by_place) : NULL;
	uint32_t customer = evidence_person(&r->study->persons, f->customer);

	(void)sc;
	if (!e || e->kind >= r->study->dictionary->n || !wanted(r, customer))
		return true;
	struct str text = str_copy(r->sc, f->text);
	*LIST_ADD(r->sc, &r->said) = (struct said){ .text = text,
		.id = judged_text(text),
		.time_us = f->time_us,
		.customer = customer,
		.kind = e->kind,
		.touchpoint = -1,
		.feeling = e->feeling,
		.scale = e->scale,
		.import = f->import,
		.row = f->row,
		.part = f->part };
	r->speakers[customer / 64] |= 1ull << (customer % 64);
	r->kinds[e->kind] = 1;
	return true;
}

/* --- where it was said ---------------------------------------------------------------------------------- */

/* An event as the walk met it: what its text is found by. */
struct met {
	uint32_t customer, kind;
	int64_t second;
	uint16_t touchpoint;
};

struct meeting {
	struct reading *r;
	LIST(struct met) met;
};

static void meet(void *to, const struct journey *j)
{
	struct meeting *m = to;

	for (size_t i = 0; i < j->n; i++) {
		uint32_t kind = part_kind(j->part, j->events[i]);
		if (m->r->kinds[kind])
			*LIST_ADD(m->r->sc, &m->met) = (struct met){ j->customer, kind,
				part_second(j->part, j->events[i]), j->touch[i] };
	}
}

static int by_moment(const void *x, const void *y)
{
	const struct met *a = x, *b = y;

	if (a->customer != b->customer)
		return a->customer < b->customer ? -1 : 1;
	if (a->second != b->second)
		return a->second < b->second ? -1 : 1;
	return (a->kind > b->kind) - (a->kind < b->kind);
}

static bool place(struct reading *r, const struct definition *def)
{
	struct study_rules *rules = study_rules(r->sc, r->study, def);
	struct meeting meeting = { .r = r };

	if (!rules)
		return false;
	trail_walk(r->study->trail, &rules->walk,
		&(struct walk_wish){ .unit = UNIT_JOURNEYS, .customers = r->speakers, .workers = 1 }, meet,
		&meeting);
	if (meeting.met.n)
		qsort(meeting.met.at, meeting.met.n, sizeof *meeting.met.at, by_moment);
	for (size_t i = 0; i < r->said.n; i++) {
		struct said *s = &r->said.at[i];
		struct met key = { s->customer, s->kind, trail_seconds(s->time_us), 0 };
		const struct met *found =
			meeting.met.n ? bsearch(&key, meeting.met.at, meeting.met.n, sizeof key, by_moment)
				      : NULL;
		if (found && found->touchpoint < rules->walk.touchpoints)
			s->touchpoint = found->touchpoint;
	}
	return true;
}

static int by_time(const void *x, const void *y)
{
	const struct said *a = x, *b = y;

	if (a->time_us != b->time_us)
		return a->time_us < b->time_us ? -1 : 1;
	int order = str_compare(a->text, b->text);
	return order ? order : (a->customer > b->customer) - (a->customer < b->customer);
}

struct said_list *said_read(
	struct scope *sc, struct study *study, const struct definition *def, const uint64_t *members)
{
	struct reading r = { .sc = sc, .study = study, .members = members };
	struct said_list *list = NEW(sc, struct said_list);

	r.speakers = NEW_ARRAY(sc, uint64_t, study->trail->customers / 64 + 1);
	r.kinds = NEW_ARRAY(sc, uint8_t, study->dictionary->n + 1);
	if (!read_events(&r) || !documents_feedback(sc, study->ws->documents, take, &r))
		return NULL;
	if (r.said.n)
		qsort(r.said.at, r.said.n, sizeof *r.said.at, by_time);
	if (def && !place(&r, def))
		return NULL;
	*list = (struct said_list){ r.said.at, r.said.n };
	return list;
}

enum polarity polarity_of_rating(uint8_t scale, float feeling)
{
	float good = scale == SCALE_NPS ? 1.5f : .5f, bad = scale == SCALE_NPS ? .5f : -.5f;

	return feeling > good ? POLARITY_POSITIVE : feeling < bad ? POLARITY_NEGATIVE : POLARITY_NEUTRAL;
}
