#include "base/json.h"
#include "base/when.h"
#include "cli/pick.h"
#include "cli/say.h"
#include "cli/table.h"
#include "cli/voice.h"
#include "store/judged.h"

/* --- findings --------------------------------------------------------------------------------------------- */

struct judging {
	struct scope *sc;
	struct voice_desk v;
	struct listened *heard;
	const struct voice_finding
		*lost; /* verdicts on what is not found at present: their keys and nothing else */
	size_t n_lost;
};

static bool is_found(const struct judging *g, struct str key)
{
	for (size_t p = 0; p <= g->heard->voices->n; p++) {
		const struct voice_place *at = &g->heard->voices->at[p];
		for (size_t i = 0; i < at->findings.n; i++)
			if (str_equal(at->findings.at[i].key, key))
				return true;
		for (size_t i = 0; i < at->rejected.n; i++)
			if (str_equal(at->rejected.at[i].key, key))
				return true;
	}
	return false;
}

/* A pattern that was rejected often finds nothing any more: what was said of it can still be taken back. */
static bool find_lost(struct judging *g)
{
	LIST(struct voice_finding) lost = { 0 };
	struct judged_verdict *verdicts;
	size_t n;

	if (!judged_verdicts(g->sc, g->v.desk.ws->documents, g->v.desk.definition->id, &verdicts, &n))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!is_found(g, verdicts[i].finding) &&
			voice_kind_of_key(verdicts[i].finding) != VOICE_KINDS)
			*LIST_ADD(g->sc, &lost) = (struct voice_finding){ .key = verdicts[i].finding,
				.id = voice_finding_id(g->sc, verdicts[i].finding),
				.kind = voice_kind_of_key(verdicts[i].finding),
				.confirmed = verdicts[i].confirmed };
	g->lost = lost.at;
	g->n_lost = lost.n;
	return true;
}

static bool judging_open(struct scope *sc, const struct arguments *args, bool words, struct judging *g)
{
	*g = (struct judging){ .sc = sc };
	if (!voice_desk_open(sc, args, words, &g->v))
		return false;
	g->heard = listen_to(sc, g->v.desk.study, g->v.desk.definition, g->v.kit, NULL);
	return g->heard && find_lost(g);
}

static struct str place_name(const struct judging *g, size_t place)
{
	return place < g->heard->voices->n ? definition_touchpoint(g->v.desk.definition, place)->name
	       : place == SIZE_MAX         ? STR("not found now")
					   : STR("off the map");
}

/* By id or name; without --touchpoint every one is. */
static bool wanted(const struct judging *g, size_t place)
{
	struct str name = arg_text(&g->v.args, "touchpoint");

	return !name.p || str_same(name, place_name(g, place)) ||
	       (place < g->heard->voices->n &&
		       str_same(name, definition_touchpoint(g->v.desk.definition, place)->id));
}

static void finding_row(
	struct judging *g, struct table *t, size_t place, const struct voice_finding *f, const char *state)
{
	table_cell(t, f->id);
	table_cell(t, str_short(g->sc, terminal_text(g->sc, place_name(g, place)), 22));
	table_cell(t, str_of(voice_kind_name(f->kind)));
	table_cell(t, f->theme.p ? str_short(g->sc, terminal_text(g->sc, f->theme), 22) : STR("·"));
	table_cell(t, count_words(g->sc, f->customers));
	table_cell(t, str_of(state));
	table_cell(t, f->n_quotes ? str_short(g->sc, terminal_text(g->sc, f->quotes[0].text), 44) : STR("·"));
}

typedef void (*finding_fn)(
	struct judging *g, void *to, size_t place, const struct voice_finding *f, const char *state);

/* Those that were found by patterns, the rejected last of each touchpoint. */
static size_t each_finding(struct judging *g, finding_fn fn, void *to)
{
	size_t n = 0;

	for (size_t p = 0; p <= g->heard->voices->n; p++) {
		const struct voice_place *at = &g->heard->voices->at[p];
		for (size_t i = 0; wanted(g, p) && i < at->findings.n; i++)
			if (voice_is_proposed(at->findings.at[i].kind)) {
				fn(g, to, p, &at->findings.at[i],
					at->findings.at[i].confirmed ? "confirmed" : "proposed");
				n++;
			}
		for (size_t i = 0; wanted(g, p) && i < at->rejected.n; i++, n++)
			fn(g, to, p, &at->rejected.at[i], "rejected");
	}
	for (size_t i = 0; !arg_text(&g->v.args, "touchpoint").p && i < g->n_lost; i++, n++)
		fn(g, to, SIZE_MAX, &g->lost[i], g->lost[i].confirmed ? "confirmed once" : "rejected once");
	return n;
}

static void as_row(
	struct judging *g, void *to, size_t place, const struct voice_finding *f, const char *state)
{
	finding_row(g, to, place, f, state);
}

static void as_table(struct judging *g, struct buf *out)
{
	static const char *const head[] = { "finding", "touchpoint", "kind", "theme", "by", "state",
		"as in" };
	struct table *t = table_new(g->sc, "llllrll", head, COUNT_OF(head));

	if (!each_finding(g, as_row, t)) {
		buf_puts(out, "Nothing was found by patterns here.\n");
		return;
	}
	table_write(t, out);
	buf_puts(out,
		"wend voice confirm FINDING or wend voice reject FINDING says whether it is so; both teach.\n");
}

static void as_object(
	struct judging *g, void *to, size_t place, const struct voice_finding *f, const char *state)
{
	struct json *j = to;

	json_open(j, NULL, '{');
	json_text(j, "id", f->id);
	json_text(j, "key", f->key);
	json_text(j, "touchpoint", place_name(g, place));
	json_text(j, "kind", str_of(voice_kind_key(f->kind)));
	json_text(j, "theme", f->theme);
	json_count(j, "customers", f->customers);
	json_text(j, "state", str_of(state));
	json_text(j, "quote", f->n_quotes ? f->quotes[0].text : (struct str){ 0 });
	json_close(j, '}');
}

static void as_json(struct judging *g, struct buf *out)
{
	struct json j = { .out = out };

	json_open(&j, NULL, '[');
	(void)each_finding(g, as_object, &j);
	json_close(&j, ']');
	buf_putc(out, '\n');
}

/* A touchpoint that is not there is said so, and not that nothing was found. */
static bool touchpoint_ok(struct judging *g)
{
	struct str name = arg_text(&g->v.args, "touchpoint");
	bool found = !name.p;

	for (size_t p = 0; p <= g->heard->voices->n && !found; p++)
		found = wanted(g, p);
	return found ||
	       scope_fail(g->sc, FAULT_NOT_FOUND, "there is no touchpoint \"%.*s\" on the map \"%.*s\"",
		       STR_ARG(name), STR_ARG(g->v.desk.definition->id));
}

bool voice_findings(struct scope *sc, const struct arguments *args)
{
	struct judging g;
	struct buf *out = buf_new(sc, 16 << 20);
	bool ok = judging_open(sc, args, false, &g) && touchpoint_ok(&g);

	if (ok)
		arg_flag(args, "json") ? as_json(&g, out) : as_table(&g, out);
	voice_desk_close(&g.v);
	return ok && say_out(sc, out);
}

/* --- confirming and rejecting ------------------------------------------------------------------------------ */

static struct str author_of(const struct arguments *args)
{
	struct str author = arg_text(args, "author");

	return author.p ? author : login_name();
}

struct finding_search {
	struct str id;
	const struct voice_finding *found;
	bool several; /* of two keys one id came */
};

static void look_at(
	struct judging *g, void *to, size_t place, const struct voice_finding *f, const char *state)
{
	struct finding_search *s = to;

	(void)g, (void)place, (void)state;
	if (!str_equal(f->id, s->id) && !str_equal(f->key, s->id))
		return;
	s->several |= s->found && !str_equal(s->found->key, f->key);
	s->found = f;
}

static const struct voice_finding *find(struct judging *g, struct str id)
{
	struct finding_search s = { .id = id };

	(void)each_finding(g, look_at, &s);
	if (s.several)
		return scope_fail(g->sc, FAULT_CONFLICT,
			"two findings are called \"%.*s\": their keys, which --json shows, tell them apart",
			STR_ARG(id));
	return s.found ? s.found
		       : scope_fail(g->sc, FAULT_NOT_FOUND,
				 "there is no finding \"%.*s\" here: wend voice findings lists them",
				 STR_ARG(id));
}

static bool judge(struct scope *sc, const struct arguments *args, bool confirmed)
{
	struct judging g;
	const struct voice_finding *f = NULL;

	if (args->plain.n != 2)
		return scope_fail(sc, FAULT_INVALID, "which finding: wend voice findings lists them");
	bool ok = judging_open(sc, args, true, &g) && (f = find(&g, args->plain.at[1])) &&
		  judged_put_verdict(sc, g.v.desk.ws->documents,
			  &(struct judged_verdict){ .map = g.v.desk.definition->id,
				  .finding = f->key,
				  .confirmed = confirmed,
				  .author = author_of(args),
				  .written_us = clock_us(),
				  .entries = f->entries,
				  .n_entries = f->n_entries });
	if (ok)
		fprintf(stderr, "%s: %.*s.\n", confirmed ? "Confirmed" : "Rejected",
			STR_ARG(terminal_text(sc, f->key)));
	voice_desk_close(&g.v);
	return ok;
}

bool voice_confirm(struct scope *sc, const struct arguments *args)
{
	return judge(sc, args, true);
}

bool voice_reject(struct scope *sc, const struct arguments *args)
{
	return judge(sc, args, false);
}

/* --- correcting a text ------------------------------------------------------------------------------------- */

static const struct said *find_text(struct scope *sc, const struct said_list *said, struct str id)
{
	const struct said *found = NULL;

	for (size_t i = 0; i < said->n; i++) {
		if (!str_equal(voice_text_id(sc, said->at[i].id), id))
			continue;
		if (found && found->id != said->at[i].id)
			return scope_fail(sc, FAULT_CONFLICT, "two texts are called \"%.*s\"", STR_ARG(id));
		found = &said->at[i];
	}
	return found ? found
		     : scope_fail(sc, FAULT_NOT_FOUND,
			       "there is no text \"%.*s\": wend voice search shows the ids of texts",
			       STR_ARG(id));
}

static bool put(struct scope *sc, const struct arguments *args, struct voice_desk *v, const struct said *s,
	const char *task, struct str label)
{
	if (!judged_put_label(sc, v->desk.ws->documents,
		    &(struct judged_label){ .text = s->id,
			    .task = str_of(task),
			    .label = label,
			    .author = author_of(args),
			    .written_us = clock_us() }))
		return false;
	fprintf(stderr, "Corrected: %s %.*s.\n", task, STR_ARG(terminal_text(sc, label)));
	return true;
}

static bool known_feeling(struct scope *sc, struct str feeling)
{
	for (int i = 0; i < POLARITIES; i++)
		if (str_equal(feeling, str_of(polarity_key((enum polarity)i))))
			return true;
	return scope_fail(sc, FAULT_INVALID, "there is no feeling \"%.*s\": negative, neutral, positive",
		STR_ARG(feeling));
}

static const struct touchpoint *known_touchpoint(
	struct scope *sc, const struct definition *def, struct str name)
{
	for (size_t t = 0; t < definition_touchpoints(def); t++) {
		const struct touchpoint *at = definition_touchpoint(def, t);
		if (str_same(at->id, name) || str_same(at->name, name))
			return at;
	}
	return scope_fail(sc, FAULT_NOT_FOUND, "there is no touchpoint \"%.*s\" on the map \"%.*s\"",
		STR_ARG(name), STR_ARG(def->id));
}

static bool correct(struct scope *sc, const struct arguments *args, struct voice_desk *v)
{
	struct str feeling = arg_text(args, "feeling"), at = arg_text(args, "touchpoint");
	const struct touchpoint *t = at.p ? known_touchpoint(sc, v->desk.definition, at) : NULL;
	struct said_list *said = said_read(sc, v->desk.study, v->desk.definition, NULL);
	const struct said *s = said ? find_text(sc, said, args->plain.at[1]) : NULL;

	return s && (!at.p || t) && (!feeling.p || known_feeling(sc, feeling)) &&
	       (!feeling.p || put(sc, args, v, s, "feeling", feeling)) &&
	       (!t || put(sc, args, v, s, "touchpoint", t->id));
}

bool voice_correct(struct scope *sc, const struct arguments *args)
{
	struct voice_desk v = { 0 };

	if (args->plain.n != 2 || (!arg_text(args, "feeling").p && !arg_text(args, "touchpoint").p))
		return scope_fail(sc, FAULT_INVALID,
			"wend voice correct TEXT --feeling negative|neutral|positive or --touchpoint T");
	bool ok = voice_desk_open(sc, args, true, &v) && correct(sc, args, &v);
	voice_desk_close(&v);
	return ok;
}
