#include "intake/preview.h"

static struct str piece_of(struct scope *sc, struct str text, size_t letters)
{
	return text.p ? str_copy(sc, str_short(sc, str_trim(text), letters)) : text;
}

/* --- columns ----------------------------------------------------------------------------------------------- */

static void note_value(struct scope *sc, struct preview_column *c, struct str value)
{
	if (str_empty(value))
		return;
	c->filled++;
	if (c->n_values == PREVIEW_VALUES)
		return;
	value = piece_of(sc, value, PREVIEW_VALUE);
	for (size_t i = 0; i < c->n_values; i++)
		if (str_equal(c->values[i], value))
			return;
	c->values[c->n_values++] = value;
}

struct import_preview *preview_columns(
	struct scope *sc, const struct names *columns, const struct record *sample, size_t n_sample)
{
	struct import_preview *p = NEW(sc, struct import_preview);
	size_t n = names_count(columns);
	struct preview_column *c = NEW_ARRAY(sc, struct preview_column, n + 1);

	for (size_t i = 0; i < n; i++)
		c[i].name = names_at(columns, (uint32_t)i);
	for (size_t r = 0; r < n_sample; r++)
		for (size_t i = 0; i < n && i < sample[r].n; i++)
			note_value(sc, &c[i], sample[r].values[i]);
	p->columns = c;
	p->n_columns = n;
	p->rows = n_sample;
	return p;
}

void preview_roles(struct import_preview *p, const struct mapping *m)
{
	p->roles = mapping_columns(m, &p->n_roles);
}

/* --- events ------------------------------------------------------------------------------------------------ */

static struct str who_of(const struct intake_event *e)
{
	for (size_t i = 0; i < IDENTIFIER_KINDS; i++)
		if (e->ids[i].p)
			return e->ids[i];
	return (struct str){ 0 };
}

/* What the mapping hands over is valid until its next record. */
static void note_event(struct scope *sc, struct import_preview *p, const struct intake_event *e)
{
	if (p->events.n < PREVIEW_EVENTS)
		*LIST_ADD(sc, &p->events) = (struct preview_event){
			.row = e->row,
			.who = piece_of(sc, who_of(e), PREVIEW_VALUE),
			.event = piece_of(sc, e->event, PREVIEW_VALUE),
			.page = piece_of(sc, e->page, PREVIEW_VALUE),
			.channel = piece_of(sc, e->channel, PREVIEW_VALUE),
			.text = piece_of(sc, e->text, PREVIEW_TEXT),
			.currency = piece_of(sc, e->currency, PREVIEW_VALUE),
			.time_us = e->time_us,
			.time_assumed = e->time_assumed,
			.value_minor = e->value_minor,
			.has_value = e->has_value,
			.has_rating = e->has_rating,
			.rating = e->rating,
			.scale = e->scale,
		};
}

static void note_record(
	struct scope *sc, struct import_preview *p, struct mapping *m, const struct record *record)
{
	struct intake_events events;
	char why[256];

	if (mapping_apply(m, record, &events, why))
		for (size_t i = 0; i < events.n; i++)
			note_event(sc, p, &events.at[i]);
	else
		*LIST_ADD(sc, &p->events) =
			(struct preview_event){ .row = record->row, .why = str_copy(sc, str_of(why)) };
}

/* By a twin: what it counts is nobody's. */
void preview_events(struct scope *sc, struct import_preview *p, struct mapping *m,
	const struct record *sample, size_t n_sample)
{
	struct mapping *twin = mapping_twin(sc, m);

	for (size_t i = 0; i < n_sample && i < PREVIEW_ROWS && p->events.n < PREVIEW_EVENTS; i++)
		note_record(sc, p, twin, &sample[i]);
}
