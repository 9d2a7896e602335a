#include "answer/members.h"

#include "base/buf.h"
#include "model/condition_io.h"

static const struct definition nowhere; /* no touchpoint: what is named is an event */

/* --- rules --------------------------------------------------------------------------------------- */

static void *read_paper(struct scope *sc, const struct paper *paper)
{
	return paper ? paper_read(sc, paper->kind, DOCUMENT_JSON, paper->body) : NULL;
}

static bool segment_rule(struct scope *sc, struct documents *docs, struct str name, struct members_rule *out)
{
	const struct segment *segment = read_paper(sc, papers_find(sc, docs, PAPER_SEGMENT, name));

	if (segment)
		*out = (struct members_rule){ segment->id, segment->name, segment->rule, { 0 } };
	return segment != NULL;
}

bool members_persona_rule(
	struct scope *sc, struct documents *docs, const struct persona *persona, struct members_rule *out)
{
	struct members_rule from;

	*out = (struct members_rule){ persona->id, persona->name, persona->rule, { 0 } };
	if (!persona->segment.p)
		return true;
	if (!segment_rule(sc, docs, persona->segment, &from))
		return false;
	out->rule = from.rule;
	out->segment = from.name;
	return true;
}

bool members_rule(struct scope *sc, struct documents *docs, enum paper_kind kind, struct str name,
	struct members_rule *out)
{
	if (kind == PAPER_SEGMENT)
		return segment_rule(sc, docs, name, out);
	const struct persona *persona = read_paper(sc, papers_find(sc, docs, PAPER_PERSONA, name));
	return persona && members_persona_rule(sc, docs, persona, out);
}

/* --- members ------------------------------------------------------------------------------------- */

uint64_t *members_of(
	struct scope *sc, struct study *study, const struct definition *def, const struct members_rule *rule)
{
	uint64_t *members = where_members(sc, study, def ? def : &nowhere, rule->rule);

	if (members)
		return members;
	enum fault fault = sc->fault;
	const char *why = scope_printf(sc, "%s", sc->why);
	scope_forgive(sc);
	return scope_fail(sc, fault, "the rule of \"%.*s\": %s", STR_ARG(rule->id), why);
}

uint64_t members_count(const struct study *study, const uint64_t *members)
{
	uint64_t n = 0;

	for (uint32_t c = 0; c < study->trail->customers; c++) {
		struct history h = trail_history(study->trail, c);
		n += h.to > h.from && (!members || trail_has_bit(members, c));
	}
	return n;
}

const uint64_t *members_both(
	struct scope *sc, const struct study *study, const uint64_t *a, const uint64_t *b)
{
	size_t words = study->trail->customers / 64 + 1;
	uint64_t *both;

	if (!a || !b)
		return a ? a : b;
	both = NEW_ARRAY(sc, uint64_t, words);
	for (size_t w = 0; w < words; w++)
		both[w] = a[w] & b[w];
	return both;
}

/* --- what --where takes ---------------------------------------------------------------------------- */

static const struct {
	const char *before;
	enum paper_kind kind;
} named[] = { { "segment:", PAPER_SEGMENT }, { "persona:", PAPER_PERSONA } };

static bool named_rule(
	struct scope *sc, struct documents *docs, size_t i, struct str name, struct members_rule *out)
{
	if (!members_rule(sc, docs, named[i].kind, name, out))
		return false;
	return out->rule ||
	       scope_fail(sc, FAULT_INVALID,
		       "nobody can tell who belongs to the persona \"%.*s\": give it a rule or a segment",
		       STR_ARG(out->id));
}

static uint64_t *named_members(struct scope *sc, struct study *study, const struct definition *def, size_t i,
	struct str name, struct str *words)
{
	struct members_rule rule;

	if (!named_rule(sc, study->ws->documents, i, name, &rule))
		return NULL;
	*words = str_of(scope_printf(sc, "belongs to the %s \"%.*s\" (%.*s)", paper_kind_name(named[i].kind),
		STR_ARG(rule.name), STR_ARG(condition_words(sc, rule.rule))));
	return members_of(sc, study, def, &rule);
}

uint64_t *members_where(struct scope *sc, struct study *study, const struct definition *def, struct str text,
	struct str *words)
{
	struct str trimmed = str_trim(text);

	for (size_t i = 0; i < COUNT_OF(named); i++)
		if (str_starts(trimmed, str_of(named[i].before)))
			return named_members(sc, study, def, i,
				str_trim(str_sub(trimmed, strlen(named[i].before), trimmed.n)), words);
	struct condition *c = condition_from_text(sc, text);
	if (!c)
		return NULL;
	*words = condition_words(sc, c);
	return where_members(sc, study, def ? def : &nowhere, c);
}

/* --- a map's personas ------------------------------------------------------------------------------- */

struct counting {
	struct scope *sc;
	struct study *study;
	const struct definition *def;
	struct map_members *out;
};

static void add_remark(struct counting *c, const char *text)
{
	*LIST_ADD(c->sc, &c->out->remarks) = str_of(text);
}

/* A persona that nobody wrote a document of: its name alone stands on the map. */
static bool find_persona(struct counting *c, struct str name, struct members_rule *rule, bool *there)
{
	struct documents *docs = c->study->ws->documents;
	struct paper *papers;
	size_t n;

	*there = false;
	if (!papers_list(c->sc, docs, PAPER_PERSONA, &papers, &n))
		return false;
	for (size_t i = 0; i < n && !*there; i++)
		*there = str_equal(papers[i].id, name) || str_same(papers[i].title, name);
	return !*there || members_rule(c->sc, docs, PAPER_PERSONA, name, rule);
}

/* Named twice, by its id and by its name: it is one. */
static bool is_taken(const struct counting *c, struct str id)
{
	for (size_t i = 0; i < c->out->personas.n; i++)
		if (str_equal(c->out->personas.at[i].id, id))
			return true;
	return false;
}

static bool add_persona(struct counting *c, struct str name)
{
	struct members_rule rule;
	bool there;

	if (!find_persona(c, name, &rule, &there))
		return false;
	if (!there)
		add_remark(c,
			scope_printf(c->sc,
				"nobody wrote down who \"%.*s\" is: no persona has this id or name, and it narrows nothing",
				STR_ARG(name)));
	else if (!rule.rule)
		add_remark(c,
			scope_printf(c->sc,
				"the persona \"%.*s\" has no rule that tells who belongs to it, and narrows nothing",
				STR_ARG(rule.name)));
	if (!there || !rule.rule || is_taken(c, rule.id))
		return true;
	const uint64_t *members = members_of(c->sc, c->study, c->def, &rule);
	if (!members)
		return false;
	*LIST_ADD(c->sc, &c->out->personas) =
		(struct map_member){ rule.id, rule.name, members, members_count(c->study, members) };
	return true;
}

static const uint64_t *join(struct counting *c)
{
	size_t words = c->study->trail->customers / 64 + 1;
	uint64_t *all = NEW_ARRAY(c->sc, uint64_t, words);

	for (size_t i = 0; i < c->out->personas.n; i++)
		for (size_t w = 0; w < words; w++)
			all[w] |= c->out->personas.at[i].customers[w];
	return all;
}

/* "counted for First-time buyers: 312 of 1204 customers"; of several, each with its own. */
static void remark_counted(struct counting *c)
{
	struct map_members *m = c->out;
	struct buf *names = buf_new(c->sc, 1 << 16);

	for (size_t i = 0; i < m->personas.n; i++) {
		const struct map_member *one = &m->personas.at[i];
		buf_printf(names, "%s%.*s", i ? ", " : "", STR_ARG(one->name));
		if (m->personas.n > 1)
			buf_printf(names, " (%llu)", (unsigned long long)one->n);
	}
	add_remark(c, scope_printf(c->sc, "counted for %.*s: %llu of %llu customers", STR_ARG(buf_str(names)),
			      (unsigned long long)members_count(c->study, m->customers),
			      (unsigned long long)members_count(c->study, NULL)));
}

/* Customers of more than one of them. */
static uint64_t shared(struct counting *c)
{
	uint64_t n = 0;

	for (uint32_t i = 0; i < c->study->trail->customers; i++) {
		struct history h = trail_history(c->study->trail, i);
		size_t of = 0;
		for (size_t p = 0; p < c->out->personas.n; p++)
			of += trail_has_bit(c->out->personas.at[p].customers, i);
		n += of > 1 && h.to > h.from;
	}
	return n;
}

static void remark_several(struct counting *c)
{
	size_t n = c->out->personas.n;
	uint64_t both = shared(c);

	if (n < 2)
		return;
	add_remark(c,
		scope_printf(c->sc,
			"each persona has a feeling curve of its own%s; everything else is counted over all of"
			" them together",
			n > MAP_CURVES ? scope_printf(c->sc, " (the first %d of %zu)", MAP_CURVES, n) : ""));
	if (both)
		add_remark(c,
			scope_printf(c->sc,
				"%llu customer%s to more than one of the personas and %s in each of their curves",
				(unsigned long long)both, both == 1 ? " belongs" : "s belong",
				both == 1 ? "is" : "are"));
}

struct map_members *map_members(struct scope *sc, struct study *study, const struct definition *def)
{
	struct map_members *out = NEW(sc, struct map_members);
	struct counting c = { sc, study, def, out };

	for (size_t i = 0; i < def->personas.n; i++)
		if (!add_persona(&c, def->personas.at[i]))
			return NULL;
	if (!out->personas.n)
		return out;
	out->customers = join(&c);
	remark_counted(&c);
	remark_several(&c);
	return out;
}
