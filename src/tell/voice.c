#include "tell/voice.h"

#include "base/json.h"
#include "base/when.h"
#include "draw/json_voice.h"

static const int64_t MONTH_US = 30 * INT64_C(86400000000);

/* The newest month beside the one before, or the newer half of what is not that long. */
static void periods(struct voice_told *t, int64_t last_us, const struct listened *heard)
{
	int64_t from = INT64_MAX, to = INT64_MIN;

	for (size_t i = 0; i < heard->n_texts; i++) {
		from = heard->texts[i].time_us < from ? heard->texts[i].time_us : from;
		to = heard->texts[i].time_us > to ? heard->texts[i].time_us : to;
	}
	if (!heard->n_texts)
		return;
	t->span_us = (to - from) / 2 < MONTH_US ? (to - from) / 2 : MONTH_US;
	if (last_us)
		t->span_us = last_us;
	t->from_us = to - t->span_us + 1;
}

bool voice_tell(struct scope *sc, struct study *study, const struct definition *def, struct voice_kit *kit,
	const struct study_wish *whom, int64_t last_us, struct voice_told *t)
{
	struct listened *heard = listen_to(sc, study, def, kit, whom->customers);
	struct study_wish wish = *whom;

	*t = (struct voice_told){ .kit = kit };
	if (!heard)
		return false;
	if (wish.has_period)
		heard = listen_within(sc, heard, wish.from_s, wish.to_s);
	wish.heard = heard;
	periods(t, last_us, heard);
	t->map = study_map(sc, study, def, &wish);
	t->changes = voices_changes(sc, &heard->input, t->from_us, t->span_us);
	return t->map != NULL;
}

struct str voice_told_place(const struct voice_told *t, const struct voice_change *c)
{
	return c->touchpoint == VOICE_EVERYWHERE ? STR("everywhere")
	       : c->touchpoint < 0               ? STR("off the map")
						 : t->map->touchpoints.at[c->touchpoint].name;
}

static void json_changes(struct scope *sc, const struct voice_told *t, struct json *j)
{
	json_open(j, "new", '{');
	json_text(j, "from", when_iso(sc, t->from_us));
	json_number(j, "seconds", true, (double)t->span_us / 1e6);
	json_count(j, "texts_now", t->changes.texts_now);
	json_count(j, "texts_before", t->changes.texts_before);
	json_count(j, "compared", t->changes.looked_at);
	json_open(j, "changes", '[');
	for (size_t i = 0; i < t->changes.n; i++) {
		const struct voice_change *c = &t->changes.at[i];
		json_open(j, NULL, '{');
		json_text(j, "form", c->form);
		json_text(j, "touchpoint", voice_told_place(t, c));
		json_count(j, "now", c->now);
		json_count(j, "before", c->before);
		json_number(j, "log_odds", true, c->log_odds);
		json_number(j, "p", true, c->p);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_close(j, '}');
}

void tell_voice(struct scope *sc, const struct voice_told *t, struct buf *out)
{
	struct json j = { .out = out };
	const struct voices *voices = t->map->voices; /* NULL: nobody has said anything */

	json_open(&j, NULL, '{');
	json_text(&j, "map", t->map->id);
	json_voice_totals(&j, "voice", voices);
	json_open(&j, "models", '{');
	for (int i = LANGUAGE_EN; i <= LANGUAGE_RU; i++)
		if (t->kit->ear.models[i]) {
			const struct model_trial *trial = &model_facts(t->kit->ear.models[i])->trial;
			json_open(&j, language_key((enum language)i), '{');
			json_count(&j, "n", trial->n);
			json_number(&j, "accuracy", trial->n > 0, trial->accuracy);
			json_number(&j, "macro_f1", trial->n > 0, trial->macro_f1);
			json_close(&j, '}');
		}
	json_close(&j, '}');
	json_open(&j, "touchpoints", '[');
	for (size_t i = 0; i < t->map->touchpoints.n; i++) {
		json_open(&j, NULL, '{');
		json_text(&j, "id", t->map->touchpoints.at[i].id);
		json_text(&j, "name", t->map->touchpoints.at[i].name);
		json_voice_place(&j, sc, "voice", t->map->touchpoints.at[i].voice);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_voice_place(&j, sc, "elsewhere", voices ? &voices->at[voices->n] : NULL);
	json_changes(sc, t, &j);
	json_close(&j, '}');
	buf_putc(out, '\n');
}
