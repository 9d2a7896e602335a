#include "answer/judging.h"

#include "answer/said.h"

/* --- findings --------------------------------------------------------------------------------------------- */

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
static bool find_lost(struct scope *sc, struct judging *g)
{
	LIST(struct voice_finding) lost = { 0 };
	struct judged_verdict *verdicts;
	size_t n;

	if (!judged_verdicts(sc, g->study->ws->documents, g->definition->id, &verdicts, &n))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!is_found(g, verdicts[i].finding) &&
			voice_kind_of_key(verdicts[i].finding) != VOICE_KINDS)
			*LIST_ADD(sc, &lost) = (struct voice_finding){ .key = verdicts[i].finding,
				.id = voice_finding_id(sc, verdicts[i].finding),
				.kind = voice_kind_of_key(verdicts[i].finding),
				.confirmed = verdicts[i].confirmed };
	g->lost = lost.at;
	g->n_lost = lost.n;
	return true;
}

bool judging_open(struct scope *sc, struct study *study, const struct definition *def, struct voice_kit *kit,
	struct judging *g)
{
	*g = (struct judging){
		.definition = def, .study = study, .heard = listen_to(sc, study, def, kit, NULL)
	};
	return g->heard && find_lost(sc, g);
}

struct str judging_place(const struct judging *g, size_t place)
{
	return place < g->heard->voices->n ? definition_touchpoint(g->definition, place)->name
	       : place == SIZE_MAX         ? STR("not found now")
					   : STR("off the map");
}

/* By id or name; without a touchpoint every one is. */
static bool wanted(const struct judging *g, size_t place, struct str name)
{
	return !name.p || str_same(name, judging_place(g, place)) ||
	       (place < g->heard->voices->n &&
		       str_same(name, definition_touchpoint(g->definition, place)->id));
}

size_t judging_each(const struct judging *g, struct str touchpoint, judging_fn fn, void *to)
{
	size_t n = 0;

	for (size_t p = 0; p <= g->heard->voices->n; p++) {
		const struct voice_place *at = &g->heard->voices->at[p];
		for (size_t i = 0; wanted(g, p, touchpoint) && i < at->findings.n; i++)
			if (voice_is_proposed(at->findings.at[i].kind)) {
				fn(to, p, &at->findings.at[i],
					at->findings.at[i].confirmed ? "confirmed" : "proposed");
				n++;
			}
		for (size_t i = 0; wanted(g, p, touchpoint) && i < at->rejected.n; i++, n++)
			fn(to, p, &at->rejected.at[i], "rejected");
	}
	for (size_t i = 0; !touchpoint.p && i < g->n_lost; i++, n++)
		fn(to, SIZE_MAX, &g->lost[i], g->lost[i].confirmed ? "confirmed once" : "rejected once");
	return n;
}

/* A touchpoint that is not there is said so, and not that nothing was found. */
bool judging_knows(struct scope *sc, const struct judging *g, struct str name)
{
	bool found = !name.p;

	for (size_t p = 0; p <= g->heard->voices->n && !found; p++)
		found = wanted(g, p, name);
	return found || scope_fail(sc, FAULT_NOT_FOUND, "there is no touchpoint \"%.*s\" on the map \"%.*s\"",
				STR_ARG(name), STR_ARG(g->definition->id));
}

struct finding_search {
	struct str id;
	const struct voice_finding *found;
	bool several; /* of two keys one id came */
};

static void look_at(void *to, size_t place, const struct voice_finding *f, const char *state)
{
	struct finding_search *s = to;

	(void)place, (void)state;
	if (!str_equal(f->id, s->id) && !str_equal(f->key, s->id))
		return;
	s->several |= s->found && !str_equal(s->found->key, f->key);
	s->found = f;
}

const struct voice_finding *judging_find(struct scope *sc, const struct judging *g, struct str id)
{
	struct finding_search s = { .id = id };

	(void)judging_each(g, (struct str){ 0 }, look_at, &s);
	if (s.several)
		return scope_fail(sc, FAULT_CONFLICT,
			"two findings are called \"%.*s\": their keys, which --json shows, tell them apart",
			STR_ARG(id));
	return s.found ? s.found
		       : scope_fail(sc, FAULT_NOT_FOUND,
				 "there is no finding \"%.*s\" here: wend voice findings lists them",
				 STR_ARG(id));
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

bool judging_correct(struct scope *sc, struct study *study, const struct definition *def,
	const struct correction *c, struct judged_label labels[static 2], size_t *n)
{
	const struct touchpoint *t = c->touchpoint.p ? known_touchpoint(sc, def, c->touchpoint) : NULL;
	struct said_list *said = said_read(sc, study, def, NULL);
	const struct said *s = said ? find_text(sc, said, c->text) : NULL;

	*n = 0;
	if (!s || (c->touchpoint.p && !t) || (c->feeling.p && !known_feeling(sc, c->feeling)))
		return false;
	if (c->feeling.p)
		labels[(*n)++] =
			(struct judged_label){ s->id, STR("feeling"), c->feeling, c->author, c->now_us };
	if (t)
		labels[(*n)++] =
			(struct judged_label){ s->id, STR("touchpoint"), t->id, c->author, c->now_us };
	return true;
}

bool judging_text(
	struct scope *sc, struct study *study, const struct definition *def, struct str id, uint64_t *text)
{
	struct said_list *said = said_read(sc, study, def, NULL);
	const struct said *s = said ? find_text(sc, said, id) : NULL;

	*text = s ? s->id : 0;
	return s != NULL;
}
