#include "tell/preview.h"

#include "base/json.h"

static void tell_role(struct json *j, const struct mapped_column *c)
{
	json_text(j, "role", str_of(role_name(c->role)));
	json_text(j, "why", c->why);
	json_text(j, "event", c->event);
	json_text(j, "shape", c->shape);
	json_text(j, "scale", str_of(scale_name(c->scale)));
}

/* `role` NULL: nothing is known of it. */
static void tell_column(struct json *j, const struct preview_column *c, const struct mapped_column *role)
{
	json_open(j, NULL, '{');
	json_text(j, "name", c->name);
	if (role)
		tell_role(j, role);
	json_count(j, "filled", c->filled);
	json_open(j, "values", '[');
	for (size_t i = 0; i < c->n_values; i++)
		json_text(j, NULL, c->values[i]);
	json_close(j, ']');
	json_close(j, '}');
}

static void tell_event(struct json *j, const struct preview_event *e)
{
	struct scope sc = { 0 };
	bool read = !e->why.p;

	json_open(j, NULL, '{');
	json_count(j, "row", e->row);
	json_text(j, "why", e->why);
	json_text(j, "who", e->who);
	json_text(j, "time", read ? when_iso(&sc, e->time_us) : (struct str){ 0 });
	json_bool(j, "time_assumed", e->time_assumed);
	json_text(j, "event", e->event);
	json_number(j, "rating", e->has_rating, e->rating);
	json_text(j, "scale", e->has_rating ? str_of(scale_name(e->scale)) : (struct str){ 0 });
	json_text(j, "text", e->text);
	json_text(j, "page", e->page);
	json_text(j, "channel", e->channel);
	json_number(j, "value", e->has_value, (double)e->value_minor / 100);
	json_text(j, "currency", e->currency);
	json_close(j, '}');
	scope_close(&sc);
}

void tell_preview(const struct import_preview *p, struct buf *out)
{
	struct json j = { .out = out };

	json_open(&j, NULL, '{');
	json_text(&j, "file", p->file);
	json_bool(&j, "known", p->known);
	json_count(&j, "rows", p->rows);
	json_text(&j, "remark", p->remark);
	json_open(&j, "columns", '[');
	for (size_t i = 0; i < p->n_columns; i++)
		tell_column(&j, &p->columns[i], i < p->n_roles ? &p->roles[i] : NULL);
	json_close(&j, ']');
	json_open(&j, "events", '[');
	for (size_t i = 0; i < p->events.n; i++)
		tell_event(&j, &p->events.at[i]);
	json_close(&j, ']');
	json_close(&j, '}');
}
