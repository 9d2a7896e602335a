#include "cli/people.h"

#include "cli/figures.h"
#include "cli/say.h"
#include "cli/table.h"
#include "insight/interval.h"

enum { WIDE = 60 /* letters of a cell */ };

/* --- the map and the study ------------------------------------------------------------------------- */

static bool open_people(struct papers_desk *desk, struct str persona, struct people *people)
{
	struct scope *sc = desk->sc;

	*people = (struct people){ .sc = sc, .docs = desk->ws->documents };
	if (!people_map(people, arg_text(desk->args, "map"), persona))
		return false;
	struct progress *progress = progress_new(sc, "counting");
	people->study = study_open(sc, desk->ws, progress_step, progress);
	progress_end(progress);
	if (people->study || sc->fault != FAULT_NOT_FOUND)
		return people->study != NULL;
	people->why = people_fault(sc);
	return true;
}

/* --- all of them --------------------------------------------------------------------------------- */

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

static bool list_table(struct people *p, struct papers_desk *d, const struct people_kind *kind,
	const struct paper *papers, size_t n)
{
	const char *const head[] = { paper_kind_name(d->kind), "name", "customers", "share", kind->extra_head,
		"revision", "by" };
	struct table *t = table_new(d->sc, "llrllrl", head, COUNT_OF(head));

	for (size_t i = 0; i < n; i++) {
		const void *paper = paper_read(d->sc, papers[i].kind, DOCUMENT_JSON, papers[i].body);
		const char *why = NULL;
		if (!paper)
			return false;
		const struct members_rule *rule = people_rule(p, papers[i].kind, paper, &why);
		struct people_size size = people_size(p, rule, why);
		list_row(d, &papers[i], kind->extra(d, paper), &size, t);
	}
	table_write(t, d->out);
	return true;
}

bool people_list(struct papers_desk *d, const struct people_kind *kind, const struct paper *papers, size_t n)
{
	struct people people;
	bool ok = open_people(d, (struct str){ 0 }, &people);

	if (ok && arg_flag(d->args, "json"))
		ok = tell_people(&people, d->kind, papers, n, d->out);
	else if (ok)
		ok = list_table(&people, d, kind, papers, n);
	study_close(people.study);
	return ok;
}

/* --- one of them --------------------------------------------------------------------------------- */

static bool show_text(
	struct people *p, struct papers_desk *d, const struct people_kind *kind, const struct paper *paper)
{
	const void *read = paper_read(d->sc, paper->kind, DOCUMENT_JSON, paper->body);
	const char *why = NULL;

	if (!read)
		return false;
	const struct members_rule *rule = people_rule(p, paper->kind, read, &why);
	papers_head(d, paper);
	kind->write(d, read);
	people_facts_text(p, rule, why, d->out);
	return true;
}

bool people_show(struct papers_desk *d, const struct people_kind *kind, const struct paper *paper)
{
	struct people people;
	bool ok = open_people(d, paper->id, &people);

	if (ok && arg_flag(d->args, "json"))
		ok = tell_one_of_people(&people, paper, d->out);
	else if (ok)
		ok = show_text(&people, d, kind, paper);
	study_close(people.study);
	return ok;
}
