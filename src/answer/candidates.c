#include "answer/candidates.h"

#include <stdlib.h>

#include "base/buf.h"
#include "insight/words.h"

/* --- pages --------------------------------------------------------------------------------------- */

enum { LEVELS = 8 };

struct branch {
	uint32_t children;
};

struct generalising {
	struct scope *sc;
	struct names *seen; /* "parent/child" that was counted */
	struct names *parents;
	LIST(struct branch) branches; /* by parent */
	struct buf *key;
};

static struct branch *branch_of(struct generalising *g, struct str parent)
{
	uint32_t code = names_add(g->parents, parent);

	while (g->branches.n <= code)
		*LIST_ADD(g->sc, &g->branches) = (struct branch){ 0 };
	return &g->branches.at[code];
}

/* The address up to its `level`-th segment, and that segment. */
static bool split(struct str page, size_t level, struct str *parent, struct str *segment, struct str *rest)
{
	size_t at = 0;

	for (size_t i = 0; i <= level; i++) {
		const char *slash = at < page.n ? memchr(page.p + at, '/', page.n - at) : NULL;
		if (!slash)
			return false;
		at = (size_t)(slash - page.p) + 1;
	}
	*parent = str_sub(page, 0, at);
	*rest = str_sub(page, at, page.n);
	*segment = str_cut(rest, '/');
	return segment->n > 0;
}

static struct str with_star(struct generalising *g, struct str parent, struct str rest)
{
	buf_cut(g->key, 0);
	buf_str_add(g->key, parent);
	buf_putc(g->key, '*');
	if (rest.p) {
		buf_putc(g->key, '/');
		buf_str_add(g->key, rest);
	}
	return str_copy(g->sc, buf_str(g->key));
}

/* Level by level from the front, so that a segment's parent is settled before its own children are counted. */
static void generalise_level(struct generalising *g, struct str *pages, size_t n, size_t level)
{
	struct str parent, segment, rest;

	for (size_t i = 0; i < n; i++) {
		if (!split(pages[i], level, &parent, &segment, &rest))
			continue;
		struct str child = str_sub(pages[i], 0, parent.n + segment.n);
		uint32_t before = names_count(g->seen);
		if (names_add(g->seen, child) == before)
			branch_of(g, parent)->children++;
	}
	for (size_t i = 0; i < n; i++)
		if (split(pages[i], level, &parent, &segment, &rest) &&
			branch_of(g, parent)->children > CANDIDATE_PAGES && !str_equal(segment, STR("*")))
			pages[i] = with_star(g, parent, rest);
}

static struct str *general_pages(struct scope *sc, const struct dictionary *d)
{
	struct generalising g = {
		.sc = sc, .seen = names_new(sc), .parents = names_new(sc), .key = buf_new(sc, 1 << 20)
	};
	struct str *pages = NEW_ARRAY(sc, struct str, d->n + 1);

	for (uint32_t k = 0; k < d->n; k++)
		pages[k] = d->kinds[k].page;
	for (size_t level = 0; level < LEVELS; level++)
		generalise_level(&g, pages, d->n, level);
	return pages;
}

/* --- reach --------------------------------------------------------------------------------------- */

static int by_reach(const void *x, const void *y)
{
	const struct candidate_touchpoint *a = x, *b = y;

	if (a->reach != b->reach)
		return a->reach > b->reach ? -1 : 1;
	return str_compare(a->name, b->name);
}

#define NO_CANDIDATE UINT32_MAX

/* What systems note about a customer is nothing that the customer does: it stays beside the map, unless there is
 * nothing else. */
static bool is_bookkeeping(const struct kind *kind)
{
	static const char *const names[] = { "identify", "group", "alias", "consent_given",
		"consent_withdrawn" };

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (str_equal(kind->event, str_of(names[i])))
			return true;
	return false;
}

static bool all_bookkeeping(const struct dictionary *d)
{
	for (uint32_t k = 0; k < d->n; k++)
		if (!is_bookkeeping(&d->kinds[k]))
			return false;
	return true;
}

/* Each kind's candidate as a matching of its own, so that the one walk serves here too. */
static uint64_t walk_reach(
	struct scope *sc, struct study *study, const uint32_t *of_kind, struct candidates *c)
{
	uint32_t n = (uint32_t)c->at.n, *first = NEW_ARRAY(sc, uint32_t, study->dictionary->n + 1);
	struct candidate *list = NEW_ARRAY(sc, struct candidate, study->dictionary->n + 1);

	for (uint32_t k = 0; k < study->dictionary->n; k++) {
		first[k + 1] = first[k] + (of_kind[k] != NO_CANDIDATE);
		list[first[k]].touchpoint = (uint16_t)of_kind[k];
	}
	struct matching matching = { study->dictionary->n, first, list };
	struct walk_rules rules = { .matching = &matching,
		.touchpoints = n,
		.goal = GOAL_NONE,
		.silence_s = study->trail->silence_s,
		.idle_s = IDLE_S,
		.now_us = study->trail->to_us };
	const struct stats *s = stats_count(sc, study->trail, &rules,
		&(struct walk_wish){ .unit = UNIT_JOURNEYS },
		&(struct stats_ask){ .tables = STATS_TOUCHPOINTS, .dictionary = study->dictionary, .n = n });
	for (uint32_t i = 0; i < n; i++)
		c->at.at[i].reach = s->at[i].journeys;
	return s->journeys;
}

static void drop_rare(struct candidates *c)
{
	size_t all = c->at.n;

	qsort(c->at.at, c->at.n, sizeof *c->at.at, by_reach);
	while (c->at.n > CANDIDATES_MOST || (c->at.n > 1 && c->at.at[c->at.n - 1].reach * 100 < c->journeys))
		c->at.n--;
	c->rare = all - c->at.n;
}

static bool by_page(const struct words *words, const struct kind *kind)
{
	struct words_say say = words_read(words, kind->event);

	return kind->page.p && say.page_view;
}

/* Letter case makes no difference in a match; of its spellings the last in the order of bytes (the small letters)
 * stays, whichever came first. */
static void keep_spelling(struct str *kept, struct str other)
{
	if (str_compare(*kept, other) < 0)
		*kept = other;
}

struct gathering {
	struct scope *sc;
	struct candidates *c;
	struct names *names;   /* of the candidates, letter case ignored */
	struct names *matches; /* what a match says, letter case ignored */
	LIST(size_t) places;   /* of each match among its candidate's; past the ceiling: SIZE_MAX */
	struct buf *key;
};

static void add_match(struct gathering *g, uint32_t candidate, struct match match)
{
	struct candidate_touchpoint *c = &g->c->at.at[candidate];
	uint32_t before = names_count(g->matches);

	buf_cut(g->key, 0);
	buf_add(g->key, &candidate, sizeof candidate);
	buf_str_add(g->key, match.page);
	buf_putc(g->key, 0);
	buf_str_add(g->key, str_fold(g->sc, match.event));
	uint32_t code = names_add(g->matches, buf_str(g->key));
	if (code == before) {
		bool room = c->matches.n < DEFINITION_MATCHES;
		*LIST_ADD(g->sc, &g->places) = room ? c->matches.n : SIZE_MAX;
		if (room)
			*LIST_ADD(g->sc, &c->matches) = match;
	} else if (g->places.at[code] != SIZE_MAX)
		keep_spelling(&c->matches.at[g->places.at[code]].event, match.event);
}

/* A match knows a `*` at its end alone: what a template with one inside gathers is named page by page. */
static struct str page_to_match(struct str template, struct str page)
{
	const char *star = memchr(template.p, '*', template.n);

	return star && star + 1 < template.p + template.n ? page : template;
}

/* The candidate of this kind, made where it is new. */
static uint32_t gather(struct gathering *g, const struct kind *kind, struct str page)
{
	struct str name = page.p ? page : kind->event;
	uint32_t before = names_count(g->names), code = names_add(g->names, str_fold(g->sc, name));

	if (code == before)
		*LIST_ADD(g->sc, &g->c->at) =
			(struct candidate_touchpoint){ .name = name, .is_page = page.p, .is_asked = true };
	g->c->at.at[code].is_asked &= kind->source == SOURCE_SURVEY || kind->source == SOURCE_INTERVIEW;
	keep_spelling(&g->c->at.at[code].name, name);
	add_match(g, code,
		(struct match){ .event = kind->event,
			.page = page.p ? page_to_match(page, kind->page) : (struct str){ 0 } });
	return code;
}

struct candidates *candidates_find(struct scope *sc, struct study *study)
{
	const struct dictionary *d = study->dictionary;
	const struct words *words = words_new(sc);
	struct candidates *c = NEW(sc, struct candidates);
	struct gathering g = { .sc = sc,
		.c = c,
		.names = names_new(sc),
		.matches = names_new(sc),
		.key = buf_new(sc, 1 << 20) };
	struct str *pages = general_pages(sc, d);
	uint32_t *of_kind = NEW_ARRAY(sc, uint32_t, d->n + 1);

	bool all = all_bookkeeping(d);
	for (uint32_t k = 0; k < d->n; k++) {
		of_kind[k] = NO_CANDIDATE;
		if (!all && is_bookkeeping(&d->kinds[k]))
			continue;
		of_kind[k] =
			gather(&g, &d->kinds[k], by_page(words, &d->kinds[k]) ? pages[k] : (struct str){ 0 });
		if (of_kind[k] >= TOUCH_MAX)
			return scope_fail(sc, FAULT_LIMIT, "more than %d different events", TOUCH_MAX);
	}
	c->journeys = walk_reach(sc, study, of_kind, c);
	drop_rare(c);
	return c;
}
