#include "tell/compare.h"

#include "base/json.h"
#include "base/when.h"

static void estimate(struct json *j, const char *name, const struct estimate *e)
{
	json_open(j, name, '{');
	json_number(j, "value", e->known, e->value);
	json_count(j, "n", e->n);
	json_number(j, "low", e->known, e->low);
	json_number(j, "high", e->known, e->high);
	json_close(j, '}');
}

static void line(struct json *j, const struct compared *l)
{
	const struct difference *d = &l->difference;

	json_open(j, NULL, '{');
	json_text(j, "touchpoint", l->at);
	json_text(j, "name", l->name);
	json_text(j, "what", str_of(measure_name(l->measure)));
	json_text(j, "unit", str_of(measure_unit(l->measure)));
	estimate(j, "before", &l->before);
	estimate(j, "after", &l->after);
	json_open(j, "difference", '{');
	json_number(j, "value", d->known, d->value);
	json_number(j, "low", d->known, d->low);
	json_number(j, "high", d->known, d->high);
	json_number(j, "p", l->tested, l->p);
	json_close(j, '}');
	json_text(j, "verdict", str_of(verdict_name(l->verdict)));
	json_close(j, '}');
}

static void side(struct scope *sc, struct json *j, const char *name, const struct compare_side *s)
{
	bool any = s->measures->journeys > 0;
	const struct str none = { 0 };

	json_open(j, name, '{');
	json_text(j, "name", s->name);
	json_count(j, "customers", s->measures->customers);
	json_count(j, "journeys", s->measures->journeys);
	json_text(j, "from", any ? when_iso(sc, s->measures->from_s * 1000000) : none);
	json_text(j, "to", any ? when_iso(sc, s->measures->to_s * 1000000) : none);
	json_close(j, '}');
}

void tell_compare(struct scope *sc, const struct compare_said *said, struct buf *out)
{
	struct json j = { .out = out };

	json_open(&j, NULL, '{');
	json_text(&j, "map", said->map);
	side(sc, &j, "before", &said->sides[0]);
	side(sc, &j, "after", &said->sides[1]);
	json_count(&j, "tested", said->comparison->tested);
	json_count(&j, "significant", said->comparison->significant);
	json_bool(&j, "overlap", said->overlap);
	json_open(&j, "lines", '[');
	for (size_t i = 0; i < said->comparison->lines.n; i++)
		line(&j, &said->comparison->lines.at[i]);
	json_close(&j, ']');
	json_open(&j, "remarks", '[');
	for (size_t i = 0; i < said->comparison->remarks.n; i++)
		json_text(&j, NULL, said->comparison->remarks.at[i]);
	json_close(&j, ']');
	json_close(&j, '}');
	buf_putc(out, '\n');
}
