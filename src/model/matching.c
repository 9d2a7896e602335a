#include "model/matching.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

enum { PARTS = 5, MASKS = 1 << PARTS };

/* A match made ready: its texts folded, its place in the order known. */
struct rule {
	struct str text[PARTS]; /* folded; without the last `*` where the part is a prefix */
	uint8_t named, prefix;  /* a bit a part */
	uint8_t n_named;
	size_t letters;
	uint32_t order; /* in the map */
	uint32_t next;  /* exact ones: the next with the same texts, + 1; 0 is the end */
	struct candidate candidate;
};

/* The kinds' parts, each distinct text folded once. */
struct texts {
	struct names *raw, *folded;
	LIST(uint32_t) code; /* in `folded`, by code in `raw` */
};

struct work {
	struct scope *sc; /* memory that ends with the work */
	struct texts texts;
	LIST(struct rule) exact;
	LIST(struct rule) patterns; /* in the order of precedence */
	struct names *keys;         /* of exact rules */
	LIST(uint32_t) heads;       /* by code of keys: the first rule, + 1 */
	bool masks[MASKS];          /* the sets of parts that exact rules name */
	LIST(const struct rule *) hits;
};

/* Simple folding, as str_same compares; it lengthens UTF-8 at most threefold. */
static struct str fold(struct scope *sc, struct str s)
{
	uint8_t *p = scope_alloc(sc, s.n * 3 + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n;) {
		UChar32 c = (unsigned char)s.p[i];
		if (c < 0x80) {
			p[n++] = (uint8_t)(c >= 'A' && c <= 'Z' ? c + 32 : c);
			i++;
			continue;
		}
		c = u_foldCase((UChar32)str_next(s, &i), U_FOLD_CASE_DEFAULT);
		U8_APPEND_UNSAFE(p, n, (uint32_t)c);
	}
	return (struct str){ (const char *)p, n };
}

static struct str match_part(const struct match *match, int part)
{
	const struct str parts[PARTS] = { match->source, match->event, match->page, match->channel,
		match->campaign };

	return parts[part];
}

static struct str kind_part(const struct kind *kind, int part)
{
	const struct str parts[PARTS] = { str_of(source_name(kind->source)), kind->event, kind->page,
		kind->channel, kind->campaign };

	return parts[part];
}

/* Code of the folded text: what has none is the empty text. */
static uint32_t text_code(struct work *w, struct str text)
{
	uint32_t code = names_add(w->texts.raw, text);

	if (code == w->texts.code.n)
		*LIST_ADD(w->sc, &w->texts.code) = names_add(w->texts.folded, fold(w->sc, text));
	return w->texts.code.at[code];
}

static bool names_one_kind(const struct match *match)
{
	for (int part = 0; part < PARTS; part++)
		if (!match_part(match, part).p)
			return false;
	return true;
}

static struct rule rule_make(struct work *w, const struct match *match)
{
	bool literal = names_one_kind(match);
	struct rule rule = { 0 };

	for (int part = 0; part < PARTS; part++) {
		struct str text = match_part(match, part);
		if (!text.p)
			continue;
		rule.named |= (uint8_t)(1u << part);
		rule.n_named++;
		if (!literal && str_ends(text, STR("*"))) {
			rule.prefix |= (uint8_t)(1u << part);
			text.n--;
		}
		rule.letters += str_letters(text);
		rule.text[part] = fold(w->sc, text);
	}
	return rule;
}

/* What exact rules are found by: the set of parts and their texts' codes. */
struct rule_key {
	uint32_t mask, code[PARTS];
};

static struct str key_text(const struct rule_key *key)
{
	return (struct str){ (const char *)key, sizeof *key };
}

static void exact_add(struct work *w, struct rule rule)
{
	struct rule_key key = { .mask = rule.named };

	for (int part = 0; part < PARTS; part++)
		if (rule.named & (1u << part))
			key.code[part] = names_add(w->texts.folded, rule.text[part]);
	uint32_t code = names_add(w->keys, key_text(&key));
	if (code == w->heads.n)
		*LIST_ADD(w->sc, &w->heads) = 0;
	rule.next = w->heads.at[code];
	*LIST_ADD(w->sc, &w->exact) = rule;
	w->heads.at[code] = (uint32_t)w->exact.n;
	w->masks[rule.named] = true;
}

static bool candidate_make(
	struct scope *sc, const struct definition *def, size_t index, struct candidate *out)
{
	const struct touchpoint *touchpoint = definition_touchpoint(def, index);
	int at = -1;

	if (touchpoint->when != WHEN_ALWAYS) {
		at = definition_find(def, touchpoint->when_at);
		if (at < 0)
			return scope_fail(sc, FAULT_INVALID,
				"touchpoint \"%.*s\": when names \"%.*s\", "
				"the id of no touchpoint",
				STR_ARG(touchpoint->id), STR_ARG(touchpoint->when_at));
	}
	*out = (struct candidate){ (uint16_t)index, (uint8_t)touchpoint->when, (uint16_t)(at < 0 ? 0 : at),
		0 };
	return true;
}

static bool rules_add(struct scope *sc, struct work *w, const struct definition *def, size_t index)
{
	const struct touchpoint *touchpoint = definition_touchpoint(def, index);
	struct candidate candidate = { 0 };

	if (!candidate_make(sc, def, index, &candidate))
		return false;
	for (size_t i = 0; i < touchpoint->matches.n; i++) {
		struct rule rule = rule_make(w, &touchpoint->matches.at[i]);
		if (!rule.named)
			continue;
		rule.order = (uint32_t)(w->exact.n + w->patterns.n);
		rule.candidate = candidate;
		rule.candidate.match = (uint16_t)i;
		if (rule.prefix)
			*LIST_ADD(w->sc, &w->patterns) = rule;
		else
			exact_add(w, rule);
	}
	return true;
}

/* Negative: a goes first.  Both are exact or both are patterns. */
static int rule_compare(const struct rule *a, const struct rule *b)
{
	if (!a->prefix && a->n_named != b->n_named)
		return b->n_named - a->n_named;
	if (a->letters != b->letters)
		return a->letters > b->letters ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

static int pattern_order(const void *a, const void *b)
{
	return rule_compare(a, b);
}

static int hit_order(const void *a, const void *b)
{
	return rule_compare(*(const struct rule *const *)a, *(const struct rule *const *)b);
}

/* The exact rules that hold, in the order of precedence. */
static void hits_find(struct work *w, const uint32_t code[PARTS])
{
	w->hits.n = 0;
	for (uint32_t mask = 1; mask < MASKS; mask++) {
		struct rule_key key = { .mask = mask };
		if (!w->masks[mask])
			continue;
		for (int part = 0; part < PARTS; part++)
			key.code[part] = mask & (1u << part) ? code[part] : 0;
		uint32_t found = names_find(w->keys, key_text(&key));
		uint32_t rule = found == NAMES_NONE ? 0 : w->heads.at[found];
		for (; rule; rule = w->exact.at[rule - 1].next)
			*LIST_ADD(w->sc, &w->hits) = &w->exact.at[rule - 1];
	}
	if (w->hits.n > 1)
		qsort(w->hits.at, w->hits.n, sizeof *w->hits.at, hit_order);
}

static bool pattern_holds(const struct rule *rule, const struct str text[PARTS])
{
	for (int part = 0; part < PARTS; part++) {
		if (!(rule->named & (1u << part)))
			continue;
		if (rule->prefix & (1u << part)) {
			if (text[part].n == 0 || !str_starts(text[part], rule->text[part]))
				return false;
		} else if (!str_equal(text[part], rule->text[part])) {
			return false;
		}
	}
	return true;
}

struct candidates {
	struct candidate *at;
	size_t n, room;
};

/* true: nothing can come after it. */
static bool candidate_add(struct scope *sc, struct candidates *all, size_t from, struct candidate candidate)
{
	for (size_t i = from; i < all->n; i++)
		if (all->at[i].touchpoint == candidate.touchpoint)
			return false;
	*LIST_ADD(sc, all) = candidate;
	return candidate.when == WHEN_ALWAYS;
}

static void kind_match(struct scope *sc, struct work *w, const struct kind *kind, struct candidates *all)
{
	uint32_t code[PARTS];
	struct str text[PARTS];
	size_t from = all->n;

	for (int part = 0; part < PARTS; part++) {
		code[part] = text_code(w, kind_part(kind, part));
		text[part] = names_at(w->texts.folded, code[part]);
	}
	hits_find(w, code);
	for (size_t i = 0; i < w->hits.n; i++)
		if (candidate_add(sc, all, from, w->hits.at[i]->candidate))
			return;
	for (size_t i = 0; i < w->patterns.n; i++)
		if (pattern_holds(&w->patterns.at[i], text) &&
			candidate_add(sc, all, from, w->patterns.at[i].candidate))
			return;
}

static bool rules_make(struct scope *sc, struct work *w, const struct definition *def)
{
	size_t n = definition_touchpoints(def);

	w->texts.raw = names_new(w->sc);
	w->texts.folded = names_new(w->sc);
	w->keys = names_new(w->sc);
	for (size_t i = 0; i < n; i++)
		if (!rules_add(sc, w, def, i))
			return false;
	if (w->patterns.n)
		qsort(w->patterns.at, w->patterns.n, sizeof *w->patterns.at, pattern_order);
	return true;
}

struct matching *matching_make(
	struct scope *sc, const struct definition *def, const struct dictionary *dictionary)
{
	struct scope inner = { 0 };
	struct work w = { .sc = &inner };
	struct candidates all = { 0 };
	struct matching *m = NULL;

	if (rules_make(sc, &w, def)) {
		uint32_t *first = NEW_ARRAY(sc, uint32_t, (size_t)dictionary->n + 1);
		for (uint32_t k = 0; k < dictionary->n; k++) {
			kind_match(sc, &w, &dictionary->kinds[k], &all);
			first[k + 1] = (uint32_t)all.n;
		}
		m = NEW(sc, struct matching);
		*m = (struct matching){ dictionary->n, first, all.at };
	}
	scope_close(&inner);
	return m;
}

int matching_simple(const struct matching *m, uint32_t kind)
{
	if (m->first[kind] == m->first[kind + 1])
		return MATCH_UNSORTED;
	const struct candidate *candidate = &m->candidates[m->first[kind]];
	return candidate->when == WHEN_ALWAYS ? candidate->touchpoint : MATCH_DEPENDS;
}
