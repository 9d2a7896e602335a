#include <math.h>
#include <stdlib.h>

#include "insight/interval.h"
#include "insight/voices_inside.h"

enum { REST = 1 << VOICE_THEMES /* instead of themes: those that have none, beside others that do */ };

/* --- which clauses ---------------------------------------------------------------------------------------- */

static uint32_t group_of(const struct voices *v, const struct voice_clause *c, enum voice_kind kind)
{
	uint32_t place = c->touchpoint < 0 ? (uint32_t)v->n : (uint32_t)c->touchpoint;

	return place * VOICE_KINDS + kind;
}

static int by_customer(const void *x, const void *y)
{
	const struct finding_entry *a = x, *b = y;

	if (a->customer != b->customer)
		return a->customer < b->customer ? -1 : 1;
	if (a->clause != b->clause)
		return a->clause < b->clause ? -1 : 1;
	return (a->group > b->group) - (a->group < b->group);
}

static int by_group(const void *x, const void *y)
{
	const struct finding_entry *a = x, *b = y;

	return a->group != b->group ? (a->group < b->group ? -1 : 1) : by_customer(x, y);
}

static void collect(struct finding_work *f)
{
	LIST(struct finding_entry) list = { 0 };

	for (uint32_t i = 0; i < f->in->n_clauses; i++)
		for (int k = 0; k < VOICE_KINDS; k++) {
			const struct voice_clause *c = &f->in->clauses[i];
			if (voices_is(c, (enum voice_kind)k))
				*LIST_ADD(f->sc, &list) =
					(struct finding_entry){ group_of(f->v, c, (enum voice_kind)k),
						f->in->texts[c->text].customer, i, 0 };
		}
	f->entries = list.at;
	f->n = list.n;
	if (list.n)
		qsort(list.at, list.n, sizeof *list.at, by_customer);
}

/* --- findings --------------------------------------------------------------------------------------------- */

static double depth_of(const struct voice_clause *c, enum voice_kind kind)
{
	double score = kind == VOICE_GAIN ? (double)c->score : -(double)c->score;

	return score > 0 ? score : 0;
}

/* How many customers, how deep: one value a customer, the mean of their clauses. */
static double count(const struct finding_work *f, const struct finding_entry *e, size_t n,
	enum voice_kind kind, uint8_t themes, struct voice_finding *out)
{
	int64_t sum = 0;

	for (size_t i = 0, k; i < n; i = k) {
		double depth = 0, clauses = 0;
		bool unmet = false;
		uint32_t text = UINT32_MAX;
		for (k = i; k < n && e[k].customer == e[i].customer; k++) {
			const struct voice_clause *c = &f->in->clauses[e[k].clause];
			if (themes && !(e[k].themes & themes))
				continue;
			out->texts += c->text != text;
			text = c->text;
			depth += depth_of(c, kind);
			unmet |= c->score < 0;
			clauses++;
		}
		if (clauses <= 0)
			continue;
		out->clauses += (uint64_t)clauses;
		out->customers++;
		out->unmet += kind == VOICE_EXPECTATION && unmet;
		sum += lround(depth / clauses * 1000);
	}
	return out->customers ? (double)sum / 1000 / (double)out->customers : 0;
}

static const struct voice_verdict *verdict_of(const struct voices_input *in, struct str key)
{
	for (size_t i = 0; i < in->n_verdicts; i++)
		if (str_equal(in->verdicts[i].key, key))
			return &in->verdicts[i];
	return NULL;
}

/* "need/delivery/1f..." of a theme, "need/delivery" of all, "need/delivery/-" of those without a theme beside themes. */
static struct str key_of(const struct finding_work *f, uint32_t group, const struct theme *theme, bool rest)
{
	size_t place = group / VOICE_KINDS;
	struct str id = place < f->in->n_touchpoints ? f->in->touchpoints[place] : STR("-");
	const char *kind = voice_kind_key((enum voice_kind)(group % VOICE_KINDS));

	if (theme)
		return str_of(scope_printf(
			f->sc, "%s/%.*s/%016llx", kind, STR_ARG(id), (unsigned long long)theme->key));
	return str_of(scope_printf(f->sc, "%s/%.*s%s", kind, STR_ARG(id), rest ? "/-" : ""));
}

static bool rejects(const struct finding_work *f, uint32_t group, const struct theme *theme, bool rest)
{
	const struct voice_verdict *verdict = verdict_of(f->in, key_of(f, group, theme, rest));

	return verdict && !verdict->confirmed;
}

/* The patterns of the lexicon by which it was found, each once. */
static void note_entries(struct finding_work *f, const uint32_t *clauses, size_t n, struct voice_finding *out)
{
	LIST(struct str) list = { 0 };

	for (size_t i = 0; i < n && list.n < VOICE_ENTRIES; i++) {
		const struct voice_clause *c = &f->in->clauses[clauses[i]];
		const struct lexicon *l = f->in->lexicons[f->in->texts[c->text].language];
		if (c->entry == LEXICON_NONE || !l)
			continue;
		struct str text = lexicon_entry_text(f->sc, lexicon_entry(l, c->entry));
		size_t k = 0;
		while (k < list.n && !str_equal(list.at[k], text))
			k++;
		if (k == list.n)
			*LIST_ADD(f->sc, &list) = text;
	}
	out->entries = list.at;
	out->n_entries = list.n;
}

static void add_finding(struct finding_work *f, const struct finding_entry *e, size_t n,
	const struct theme *theme, uint8_t themes, size_t room)
{
	size_t place = e->group / VOICE_KINDS;
	struct voice_place *p = &f->v->at[place];
	struct voice_finding out = { .kind = (enum voice_kind)(e->group % VOICE_KINDS) };
	uint32_t *clauses = NEW_ARRAY(f->sc, uint32_t, n + 1);
	size_t n_clauses = 0;

	out.key = key_of(f, e->group, theme, themes == REST);
	out.id = voice_finding_id(f->sc, out.key);
	out.theme = theme ? theme->form : (struct str){ 0 };
	themes = themes == REST ? 0 : themes;
	const struct voice_verdict *verdict = verdict_of(f->in, out.key);
	bool rejected = verdict && !verdict->confirmed;
	out.confirmed = verdict && verdict->confirmed;
	out.depth = count(f, e, n, out.kind, themes, &out);
	if (!out.customers)
		return;
	out.share = estimate_share(out.customers, p->customers);
	out.severity = out.share.value * out.depth;
	for (size_t i = 0; i < n; i++)
		if (!themes || (e[i].themes & themes))
			clauses[n_clauses++] = e[i].clause;
	if (voice_is_proposed(out.kind))
		note_entries(f, clauses, n_clauses, &out);
	voices_quote(f->sc, f->in, clauses, n_clauses, p, room, &out);
	if (rejected)
		*LIST_ADD(f->sc, &p->rejected) = out;
	else
		*LIST_ADD(f->sc, &p->findings) = out;
}

/* What has no theme; of proposals too, so that there is nothing that nobody could confirm. */
static void add_rest(struct finding_work *f, const struct finding_entry *e, size_t n, bool themed)
{
	struct finding_entry *rest = NEW_ARRAY(f->sc, struct finding_entry, n + 1);
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (!themed || !e[i].themes)
			rest[kept++] = e[i];
	if (kept)
		add_finding(f, rest, kept, NULL, themed ? REST : 0, themed ? 2 : VOICE_QUOTES);
}

/* The clauses of the kind that people have not rejected with all of their findings. */
static size_t standing(
	const struct finding_work *f, const struct finding_entry *e, size_t n, struct finding_entry *out)
{
	const struct theme_list *best = &f->best[e->group];
	enum voice_kind kind = (enum voice_kind)(e->group % VOICE_KINDS);
	bool rest = !rejects(f, e->group, NULL, best->n > 0);
	uint8_t themes = 0;
	size_t kept = 0;

	for (size_t t = 0; t < best->n; t++)
		themes |= (uint8_t)(rejects(f, e->group, &best->at[t], false) ? 0 : 1u << t);
	for (size_t i = 0; i < n; i++)
		if (!voice_is_proposed(kind) || (e[i].themes ? (e[i].themes & themes) != 0 : rest))
			out[kept++] = e[i];
	return kept;
}

static void sum_up(struct finding_work *f, const struct finding_entry *e, size_t n)
{
	struct voice_place *p = &f->v->at[e->group / VOICE_KINDS];
	enum voice_kind kind = (enum voice_kind)(e->group % VOICE_KINDS);
	struct voice_sum *sum = &p->kinds[kind];
	struct voice_finding all = { 0 };
	struct finding_entry *kept = NEW_ARRAY(f->sc, struct finding_entry, n + 1);

	n = standing(f, e, n, kept);
	sum->depth = count(f, kept, n, kind, 0, &all);
	sum->customers = all.customers;
	sum->unmet = all.unmet;
	sum->share = estimate_share(all.customers, p->customers);
	sum->severity = sum->share.value * sum->depth;
}

static void add_group(struct finding_work *f, const struct finding_entry *e, size_t n)
{
	const struct theme_list *best = &f->best[e->group];

	sum_up(f, e, n);
	for (size_t t = 0; t < best->n; t++)
		add_finding(f, e, n, &best->at[t], (uint8_t)(1u << t), t ? 1 : VOICE_QUOTES + 1 - best->n);
	if (!best->n || voice_is_proposed((enum voice_kind)(e->group % VOICE_KINDS)))
		add_rest(f, e, n, best->n > 0);
}

void voices_find(struct scope *sc, struct voices *v, const struct voices_input *in)
{
	struct finding_work *f = NEW(sc, struct finding_work);

	*f = (struct finding_work){ .sc = sc, .v = v, .in = in, .reading = { .text = UINT32_MAX } };
	f->themes = themes_open(0);
	collect(f);
	voices_theme(f);
	if (f->n)
		qsort(f->entries, f->n, sizeof *f->entries, by_group);
	for (size_t i = 0, k; i < f->n; i = k) {
		for (k = i; k < f->n && f->entries[k].group == f->entries[i].group; k++)
			;
		add_group(f, f->entries + i, k - i);
	}
	themes_close(f->themes);
	tokens_close(&f->reading.tokens);
}
