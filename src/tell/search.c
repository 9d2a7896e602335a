#include "tell/search.h"

#include <math.h>

#include "base/json.h"
#include "base/when.h"
#include "insight/voices.h"
#include "voice/mask.h"

/* What somebody corrected it to. */
static void tell_corrected(
	const struct search_told *t, const struct said *s, struct json *j, const char *name, struct str task)
{
	const struct judged_label *label = judged_find(t->found->labels, t->found->n_labels, s->id, task);

	json_text(j, name, label ? label->label : (struct str){ 0 });
}

static void tell_said(struct scope *sc, const struct search_told *t, const struct said *s, struct json *j)
{
	json_open(j, NULL, '{');
	json_text(j, "id", voice_text_id(sc, s->id));
	json_text(j, "text", t->written ? s->text : mask_text(sc, s->text));
	json_text(j, "time", when_iso(sc, s->time_us));
	json_text(j, "source", str_of(source_name(t->study->dictionary->kinds[s->kind].source)));
	json_text(j, "touchpoint",
		s->touchpoint >= 0 ? definition_touchpoint(t->definition, (size_t)s->touchpoint)->id
				   : (struct str){ 0 });
	json_number(j, "rating", !isnan(s->feeling), (double)s->feeling);
	tell_corrected(t, s, j, "corrected_feeling", STR("feeling"));
	tell_corrected(t, s, j, "corrected_touchpoint", STR("touchpoint"));
	json_close(j, '}');
}

void tell_search(struct scope *sc, const struct search_told *t, struct buf *out)
{
	struct json j = { .out = out };

	json_open(&j, NULL, '{');
	json_count(&j, "texts", t->found->all);
	json_count(&j, "customers", t->found->customers);
	json_bool(&j, "complete", !t->found->cut);
	json_open(&j, "found", '[');
	for (size_t i = t->from; i < t->to; i++)
		tell_said(sc, t, t->found->at[i], &j);
	json_close(&j, ']');
	if (t->paged)
		json_text(&j, "next", t->next);
	json_close(&j, '}');
	buf_putc(out, '\n');
}
