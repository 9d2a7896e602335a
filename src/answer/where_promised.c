/* { promised: NAME, kept: ... }: customers whose promise was kept, or broken, in any of their cases. */
#include "answer/gaps.h"
#include "answer/where_private.h"
#include "base/buf.h"

/* By the property that promises, the event that fulfils it, or the touchpoint where it does. */
static bool is_meant(struct asking *a, const struct gap_line *line, struct str name)
{
	const struct touchpoint *t =
		line->at.touchpoint < 0 ? NULL : definition_touchpoint(a->def, (size_t)line->at.touchpoint);

	return str_same(line->at.expected, name) || str_same(line->at.actual, name) ||
	       (t && (str_same(t->id, name) || str_same(t->name, name)));
}

static void take(const struct gap_line *line, bool kept, uint64_t *out)
{
	for (size_t i = 0; i < line->n_outcomes; i++)
		if (line->outcomes[i].state == (kept ? GAP_KEPT : GAP_BROKEN))
			where_set(out, line->outcomes[i].customer);
}

static void *not_promised(struct asking *a, const struct gaps *gaps, struct str name)
{
	struct buf *known = buf_new(a->sc, 300);

	for (size_t i = 0; i < gaps->lines.n; i++)
		buf_printf(known, "%s%.*s", i ? ", " : "", STR_ARG(gaps->lines.at[i].at.actual));
	return scope_fail(a->sc, FAULT_NOT_FOUND, "no time is promised for \"%.*s\"; %s%.*s",
		STR_ARG(str_short(a->sc, name, 60)),
		gaps->lines.n ? "there are promises for: " : "there is no promise here at all (wend gaps)",
		STR_ARG(buf_str(known)));
}

uint64_t *where_promise(struct asking *a, const struct condition *c)
{
	struct gaps *gaps = study_gaps(a->sc, a->study, a->def, &(struct gaps_wish){ .promises_only = true });
	uint64_t *out = where_none(a);
	bool any = false;

	for (size_t i = 0; gaps && i < gaps->lines.n; i++) {
		if (!is_meant(a, &gaps->lines.at[i], c->name))
			continue;
		any = true;
		take(&gaps->lines.at[i], c->kept, out);
	}
	if (!gaps)
		return NULL;
	return any ? out : not_promised(a, gaps, c->name);
}
