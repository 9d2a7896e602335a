#include "map/cells_voice.h"

#include "base/buf.h"
#include "base/when.h"

#define NB "\xc2\xa0"

/* Which lane a kind of finding stands in. */
static const struct {
	enum lane lane;
	const char *words;
} rows[VOICE_KINDS] = {
	[VOICE_PAIN] = { LANE_PAINS, "Hurts" },
	[VOICE_EFFORT] = { LANE_PAINS, "Costs effort:" },
	[VOICE_BARRIER] = { LANE_PAINS, "Are stopped:" },
	[VOICE_LEAVING] = { LANE_PAINS, "Say they leave:" },
	[VOICE_GAIN] = { LANE_GAINS, "Delights" },
	[VOICE_NEED] = { LANE_NEEDS, "Ask for something:" },
	[VOICE_DOUBT] = { LANE_THOUGHTS, "Doubt:" },
	[VOICE_THOUGHT] = { LANE_THOUGHTS, "Think aloud:" },
	[VOICE_EXPECTATION] = { LANE_EXPECTED, "Expected something:" },
};

enum { FEW = 10 };

void map_hear(struct map_touchpoint *t, const struct voices *voices, size_t index)
{
	if (!voices || !voices->at[index].customers)
		return;
	t->voice = &voices->at[index];
	if (t->figures.feeling.known || !t->voice->feeling.known || t->voice->feeling.n < MAP_WORDS_ENOUGH)
		return;
	t->figures.feeling = t->voice->feeling;
	t->figures.scale = MAP_BY_WORDS;
}

static const char *per_cent(struct scope *sc, double share)
{
	return scope_printf(sc, share > 0 && share < .095 ? "%.1f" : "%.0f", share * 100);
}

/* "12 % of 240 (9–16 %)"; of few, how many: "3 of 240" */
static const char *share_words(struct scope *sc, const struct voice_place *p, const struct voice_sum *sum)
{
	const struct estimate *e = &sum->share;

	if (p->few || sum->customers < FEW)
		return scope_printf(sc, "%llu of %llu%s", (unsigned long long)sum->customers,
			(unsigned long long)p->customers, p->few ? " interviewed" : "");
	return scope_printf(sc, "%s" NB "%% of %llu (%s–%s" NB "%%)", per_cent(sc, e->value),
		(unsigned long long)e->n, per_cent(sc, e->low), per_cent(sc, e->high));
}

/* Of 0 to 1, in a word: what the page says too (ui/src/views/map/said.ts). */
static const char *how_bad(double depth)
{
	return depth >= .75 ? "badly" : depth >= .5 ? "clearly" : "mildly";
}

/* "Hurts 12 % of 240 (9–16 %), badly: courier · late parcel" */
static struct str cell_words(
	struct scope *sc, const struct voice_place *p, enum voice_kind kind, bool confirmed)
{
	const struct voice_sum *sum = &p->kinds[kind];
	struct buf *b = buf_new(sc, 4096);
	const char *between = ": ";

	buf_printf(b, "%s %s", rows[kind].words, share_words(sc, p, sum));
	if (kind == VOICE_PAIN)
		buf_printf(b, ", %s", how_bad(sum->depth));
	if (sum->unmet && count_is_told(sum->unmet))
		buf_printf(b, ", %llu of them got something else", (unsigned long long)sum->unmet);
	for (size_t i = 0; i < p->findings.n; i++) {
		const struct voice_finding *f = &p->findings.at[i];
		if (f->kind != kind || !f->theme.p)
			continue;
		buf_printf(b, "%s%.*s", between, STR_ARG(f->theme));
		between = " · ";
	}
	if (voice_is_proposed(kind) && !confirmed)
		buf_puts(b, " (proposed)");
	return buf_str(b);
}

static void add_quote(struct scope *sc, const struct voice_finding *f, struct map_cell *cell)
{
	const struct voice_quote *q = &f->quotes[0];

	if (cell->quote.p || !f->n_quotes)
		return;
	cell->quote = str_of(scope_printf(sc, "“%.*s”", STR_ARG(q->text)));
	cell->said = str_of(
		scope_printf(sc, "%s, %.*s", source_name(q->source), STR_ARG(when_date(sc, q->time_us))));
}

/* One cell a kind: its themes together, and the best quote of the first that has one. */
static void add_kind(
	struct scope *sc, const struct voice_place *p, enum voice_kind kind, struct map_cells *cells)
{
	struct map_cell cell = { .basis = BASIS_INFERRED };
	bool any = false;

	for (size_t i = 0; i < p->findings.n; i++) {
		const struct voice_finding *f = &p->findings.at[i];
		if (f->kind != kind)
			continue;
		any = true;
		if (voice_basis(f) == BASIS_REPORTED)
			cell.basis = BASIS_REPORTED;
		add_quote(sc, f, &cell);
	}
	if (!any)
		return;
	cell.text = cell_words(sc, p, kind, cell.basis == BASIS_REPORTED);
	*LIST_ADD(sc, &cells->cells) = cell;
}

void map_fill_voices(struct scope *sc, struct map *map)
{
	for (size_t k = 0; k < map->lanes.n; k++)
		for (size_t i = 0; map->lanes.at[k].cells && i < map->touchpoints.n; i++)
			for (int kind = 0; map->touchpoints.at[i].voice && kind < VOICE_KINDS; kind++)
				if (rows[kind].lane == map->lanes.at[k].lane)
					add_kind(sc, map->touchpoints.at[i].voice, (enum voice_kind)kind,
						&map->lanes.at[k].cells[i]);
}
