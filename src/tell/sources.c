#include "tell/sources.h"

#include "base/when.h"

void tell_source_begin(struct scope *sc, struct json *j, const struct live_source *s)
{
	json_open(j, NULL, '{');
	json_count(j, "id", (uint64_t)s->id);
	json_text(j, "name", s->name);
	json_text(j, "kind", str_of(source_name(s->kind)));
	json_text(j, "key", s->key);
	json_text(j, "webhook", s->webhook);
	json_open(j, "origins", '[');
	for (size_t i = 0; i < s->n_origins; i++)
		json_text(j, NULL, s->origins[i]);
	json_close(j, ']');
	json_bool(j, "disabled", s->disabled);
	json_text(j, "made", when_iso(sc, s->made_us));
}

void tell_source(struct scope *sc, struct json *j, const struct live_source *s)
{
	tell_source_begin(sc, j, s);
	json_close(j, '}');
}
