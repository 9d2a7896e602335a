#include "tell/scores.h"

#include <math.h>

#include "base/json.h"
#include "base/when.h"
#include "tell/estimate.h"

enum { DIGITS = 12 };

static void json_change(const struct scores_cell *cell, struct buf *out)
{
	const struct score_change *c = &cell->change;

	buf_puts(out, ",\"change\":");
	if (!c->known) {
		buf_puts(out, "null");
		return;
	}
	buf_puts(out, "{\"against\":");
	json_quote(out, cell->against);
	buf_puts(out, ",\"value\":");
	buf_number(out, c->value, DIGITS);
	buf_puts(out, ",\"low\":");
	buf_number(out, c->low, DIGITS);
	buf_puts(out, ",\"high\":");
	buf_number(out, c->high, DIGITS);
	buf_puts(out, ",\"p\":");
	buf_number(out, c->tested ? c->p : NAN, DIGITS);
	buf_printf(out, ",\"significant\":%s}", cell->significant ? "true" : "false");
}

static void json_cell(
	struct scope *sc, const struct scores_answer *a, const struct scores_cell *cell, struct buf *out)
{
	buf_puts(out, "{");
	if (a->per != PERIOD_NONE) {
		buf_puts(out, "\"period\":");
		json_quote(out, cell->period);
		buf_puts(out, ",\"to\":");
		json_quote(out, cell->to);
		buf_puts(out, ",\"from\":");
		json_quote(out, when_date(sc, cell->from_s * 1000000));
		buf_puts(out, ",");
	}
	buf_printf(out, "\"answers\":%llu,\"few\":%s,\"score\":", (unsigned long long)cell->answers,
		scores_few(cell) ? "true" : "false");
	tell_estimate(out, &cell->value);
	if (a->per != PERIOD_NONE)
		json_change(cell, out);
	buf_puts(out, "}");
}

static void json_line(
	struct scope *sc, const struct scores_answer *a, const struct scores_line *l, struct buf *out)
{
	buf_puts(out, "{\"place\":");
	json_quote(out, l->place_id);
	buf_puts(out, ",\"label\":");
	json_quote(out, l->place);
	buf_puts(out, ",\"question\":");
	json_quote(out, l->question);
	buf_printf(out, ",\"scale\":\"%s\",\"score\":\"%s\",\"words\":", scale_name(l->scale),
		score_name(l->score));
	json_quote(out, score_words(sc, l->score, l->scale));
	buf_printf(out, ",\"segment\":%zu", l->segment);
	if (l->score == SCORE_SUS)
		buf_printf(out, ",\"benchmark\":%d,\"incomplete\":%llu", SUS_BENCHMARK,
			(unsigned long long)l->incomplete);
	buf_puts(out, ",\"cells\":[");
	for (size_t i = 0; i < l->cells.n; i++) {
		buf_puts(out, i ? "," : "");
		json_cell(sc, a, &l->cells.at[i], out);
	}
	buf_puts(out, "]}");
}

const char *scores_by_name(enum scores_by by)
{
	static const char *const names[] = { "touchpoint", "source", "event" };

	return names[by];
}

void tell_scores(
	struct scope *sc, const struct scores_answer *a, const struct scores_said *said, struct buf *out)
{
	buf_printf(out, "{\"by\":\"%s\",\"per\":", scores_by_name(said->by));
	json_quote(out, a->per != PERIOD_NONE ? str_of(period_word(a->per)) : (struct str){ 0 });
	buf_puts(out, ",\"unit\":\"customers\",\"segments\":[");
	for (size_t i = 0; said->where && i < a->n_segments; i++) {
		buf_puts(out, i ? ",{\"where\":" : "{\"where\":");
		json_quote(out, said->where[i]);
		buf_printf(out, ",\"customers\":%llu}", (unsigned long long)said->customers[i]);
	}
	buf_printf(out, "],\"tested\":%zu,\"significant\":%zu,\"lines\":[", a->tested, a->significant);
	for (size_t i = 0; i < a->lines.n; i++) {
		buf_puts(out, i ? "," : "");
		json_line(sc, a, &a->lines.at[i], out);
	}
	buf_puts(out, "],\"without\":[");
	for (size_t i = 0; i < a->without.n; i++) {
		buf_puts(out, i ? "," : "");
		json_quote(out, a->without.at[i]);
	}
	buf_puts(out, "]}\n");
}
