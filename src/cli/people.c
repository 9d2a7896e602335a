#include "cli/people.h"

#include "base/json.h"
#include "cli/figures.h"
#include "cli/say.h"
#include "cli/table.h"
#include "insight/interval.h"
#include "model/definition_io.h"
#include "tell/estimate.h"

enum { WIDE = 60 /* letters of a cell */ };

/* --- the map and the study ------------------------------------------------------------------------- */

static bool names_persona(const struct definition *def, struct str persona)
{
	for (size_t i = 0; persona.p && i < def->personas.n; i++)
		if (str_equal(def->personas.at[i], persona))
			return true;
	return false;
}

/* The first is taken where none is for the persona. */
static bool choose_map(struct people *p, struct str persona)
{
	struct scope *sc = p->desk->sc;
	struct saved_map *maps;
	size_t n;

	if (!documents_maps(sc, p->desk->ws->documents, &maps, &n))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct definition *def = definition_from_text(sc, DOCUMENT_JSON, maps[i].text);
		if (!def)
			return false;
		if (!p->definition || names_persona(def, persona))
			p->definition = def;
		if (names_persona(def, persona))
			break;
	}
	return true;
}

static bool find_map(struct people *p, struct str persona)
{
	struct str id = arg_text(p->desk->args, "map");
	struct scope *sc = p->desk->sc;

	if (!id.p)
		return choose_map(p, persona);
	const struct saved_map *map = documents_map(sc, p->desk->ws->documents, id);
	p->definition = map ? definition_from_text(sc, DOCUMENT_JSON, map->text) : NULL;
	return p->definition != NULL;
}

static bool open_people(struct papers_desk *desk, struct str persona, struct people *people)
{
	struct scope *sc = desk->sc;

	*people = (struct people){ .desk = desk };
	if (!find_map(people, persona))
		return false;
	struct progress *progress = progress_new(sc, "counting");
	people->study = study_open(sc, desk->ws, progress_step, progress);
	progress_end(progress);
	if (people->study || sc->fault != FAULT_NOT_FOUND)
		return people->study != NULL;
	people->why = scope_printf(sc, "%s", sc->why);
	scope_forgive(sc);
	return true;
}

/* --- who ----------------------------------------------------------------------------------------- */

/* The fault in words, and forgotten: the rest can be shown. */
const char *people_fault(struct scope *sc)
{
	const char *why = scope_printf(sc, "%s", sc->why);

	scope_forgive(sc);
	return why;
}

const struct members_rule *people_persona_rule(struct papers_desk *desk, const void *paper, const char **why)
{
	const struct persona *persona = paper;
	struct members_rule *rule = NEW(desk->sc, struct members_rule);

	if (!members_persona_rule(desk->sc, desk->ws->documents, persona, rule)) {
		*why = people_fault(desk->sc);
		return NULL;
	}
	if (!rule->rule)
		*why = "nobody can tell who belongs to it: it has no rule and no segment";
	return rule->rule ? rule : NULL;
}

struct people_size {
	struct estimate share;
	uint64_t n;
	const char *why; /* it is not known; NULL: it is */
};

static struct people_size size_of(struct people *p, const struct members_rule *rule, const char *why)
{
	struct scope *sc = p->desk->sc;
	struct people_size size = { .why = rule ? p->why : why };

	if (size.why)
		return size;
	const uint64_t *members = members_of(sc, p->study, p->definition, rule);
	if (!members) {
		size.why = people_fault(sc);
		return size;
	}
	size.n = members_count(p->study, members);
	size.share = estimate_share(size.n, members_count(p->study, NULL));
	return size;
}

/* --- all of them --------------------------------------------------------------------------------- */

static void size_json(const struct people_size *size, struct buf *out)
{
	buf_puts(out, "\"customers\":");
	if (size->why) {
		buf_puts(out, "null,\"share\":null,\"why\":");
		json_quote(out, str_of(size->why));
		return;
	}
	buf_printf(out, "%llu,\"share\":", (unsigned long long)size->n);
	tell_estimate(out, &size->share);
}

static void list_json(struct papers_desk *d, const struct paper *paper, const struct members_rule *rule,
	const struct people_size *size)
{
	papers_json_head(d, paper);
	buf_puts(d->out, ",\"who\":");
	json_quote(d->out, rule ? condition_words(d->sc, rule->rule) : (struct str){ 0 });
	buf_puts(d->out, ",");
	size_json(size, d->out);
	buf_puts(d->out, "}");
}

static void list_row(struct papers_desk *d, const struct paper *paper, struct str extra,
	const struct people_size *size, struct table *t)
{
	struct str why = str_short(d->sc, terminal_text(d->sc, str_of(size->why)), WIDE);

	table_cell(t, terminal_text(d->sc, paper->id));
	table_cell(t, terminal_text(d->sc, paper->title));
	table_cell(t, size->why ? STR("-") : count_words(d->sc, size->n));
	table_cell(t, size->why ? why : share_words(d->sc, &size->share));
	table_cell(t, str_short(d->sc, terminal_text(d->sc, extra), WIDE));
	table_printf(t, "%lld", (long long)paper->revision);
	table_cell(t, terminal_text(d->sc, paper->author));
}

/* t NULL: as JSON. */
static bool each(struct people *p, const struct people_kind *kind, const struct paper *papers, size_t n,
	struct table *t)
{
	struct papers_desk *d = p->desk;

	for (size_t i = 0; i < n; i++) {
		const void *paper = paper_read(d->sc, papers[i].kind, DOCUMENT_JSON, papers[i].body);
		const char *why = NULL;
		if (!paper)
			return false;
		const struct members_rule *rule = kind->rule(d, paper, &why);
		struct people_size size = size_of(p, rule, why);
		if (t)
			list_row(d, &papers[i], kind->extra(d, paper), &size, t);
		else
			buf_puts(d->out, i ? "," : "");
		if (!t)
			list_json(d, &papers[i], rule, &size);
	}
	return true;
}

bool people_list(struct papers_desk *d, const struct people_kind *kind, const struct paper *papers, size_t n)
{
	const char *const head[] = { paper_kind_name(d->kind), "name", "customers", "share", kind->extra_head,
		"revision", "by" };
	bool json = arg_flag(d->args, "json");
	struct table *t = json ? NULL : table_new(d->sc, "llrllrl", head, COUNT_OF(head));
	struct people people;

	if (json)
		buf_printf(d->out, "{\"%s\":[", paper_kind_plural(d->kind));
	bool ok = open_people(d, (struct str){ 0 }, &people) && each(&people, kind, papers, n, t);
	study_close(people.study);
	if (json)
		buf_puts(d->out, "]}\n");
	else
		table_write(t, d->out);
	return ok;
}

/* --- one of them --------------------------------------------------------------------------------- */

bool people_show(struct papers_desk *d, const struct people_kind *kind, const struct paper *paper)
{
	const void *read = paper_read(d->sc, paper->kind, DOCUMENT_JSON, paper->body);
	const char *why = NULL;
	struct people people;

	if (!read)
		return false;
	bool ok = open_people(d, paper->id, &people);
	const struct members_rule *rule = ok ? kind->rule(d, read, &why) : NULL;
	if (ok && arg_flag(d->args, "json")) {
		papers_json_head(d, paper);
		people_facts_json(&people, rule, why);
		buf_puts(d->out, "}\n");
	} else if (ok) {
		papers_head(d, paper);
		kind->write(d, read);
		people_facts_text(&people, rule, why);
	}
	study_close(people.study);
	return ok;
}
