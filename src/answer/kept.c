#include "answer/kept.h"

#include "answer/first.h"
#include "insight/given.h"
#include "model/definition_io.h"

struct keeping {
	struct scope *sc;
	struct study *study;
	struct documents *docs;
	const struct kept_wish *wish;
	struct kept *kept;
	struct definition *definition;
	enum speech speech; /* of the names on it */
};

/* With what goes with it, or not at all. */
static bool write(struct keeping *k, const struct saved_map *map)
{
	const struct kept_wish *wish = k->wish;

	if (!documents_begin(k->sc, k->docs))
		return false;
	if (documents_put_map(k->sc, k->docs, map, map->revision - 1) &&
		(!wish->also || wish->also(k->sc, k->docs, map, wish->also_to)) &&
		documents_commit(k->sc, k->docs))
		return true;
	documents_rollback(k->docs);
	return false;
}

static bool keep(struct keeping *k, struct str author, int64_t seen)
{
	struct str text = definition_to_json(k->sc, k->definition);
	struct saved_map map = { .id = k->definition->id,
		.title = k->definition->title,
		.text = text,
		.author = author,
		.revision = seen + 1,
		.written_us = k->wish->now_us };

	if (k->wish->never)
		return true;
	k->kept->changed = true;
	k->kept->revision = map.revision;
	return text.p && write(k, &map);
}

static struct str author_of(const struct keeping *k)
{
	return k->wish->goal.p ? k->wish->author : STR(KEPT_PROPOSER);
}

static uint64_t made_of_now(const struct keeping *k)
{
	return k->wish->live ? study_sum_of_most(k->study) : study_sum(k->study);
}

static bool note(struct keeping *k)
{
	struct proposal_note made = { made_of_now(k), str_of(speech_code(k->speech)) };

	return k->wish->goal.p || k->wish->never ||
	       documents_note_proposal(k->sc, k->docs, k->definition->id, &made);
}

static bool refresh(struct keeping *k, const struct saved_map *doc)
{
	k->definition = study_first(k->sc, k->study,
		&(struct first_wish){
			.id = doc->id, .title = doc->title, .goal = k->wish->goal, .speech = k->speech });
	struct str text = k->definition ? definition_to_json(k->sc, k->definition) : (struct str){ 0 };

	return text.p && (str_equal(text, doc->text) || keep(k, author_of(k), doc->revision)) && note(k);
}

/* Of the same evidence it would be the same again. */
static bool still_holds(struct keeping *k, const struct saved_map *doc, bool *holds)
{
	struct proposal_note made;

	if (!documents_proposal(k->sc, k->docs, doc->id, &made))
		return false;
	k->speech = speech_or_english(made.language);
	*holds = !k->wish->goal.p && (made.made_of == made_of_now(k) || made.made_of == study_sum(k->study));
	return true;
}

static bool use(struct keeping *k, const struct saved_map *doc)
{
	bool holds = true;

	k->kept->revision = doc->revision;
	if (str_equal(doc->author, STR(KEPT_PROPOSER)) && !still_holds(k, doc, &holds))
		return false;
	if (!holds)
		return refresh(k, doc);
	k->definition = definition_from_text(k->sc, DOCUMENT_JSON, doc->text);
	if (!k->definition)
		return false;
	return !k->wish->goal.p || (study_set_goal(k->sc, k->definition, k->wish->goal) &&
					   keep(k, k->wish->author, doc->revision));
}

static bool make(struct keeping *k, struct str id, struct str title)
{
	k->speech = k->wish->speech;
	k->definition = study_first(k->sc, k->study,
		&(struct first_wish){ .id = id, .title = title, .goal = k->wish->goal, .speech = k->speech });
	return k->definition && keep(k, author_of(k), 0) && note(k);
}

static struct str title_of(const struct keeping *k)
{
	return k->wish->title.p ? k->wish->title : given(k->wish->speech, GIVEN_MAP);
}

static bool is_taken(const struct saved_map *maps, size_t n, struct str id, struct str title)
{
	for (size_t i = 0; i < n; i++)
		if (str_equal(maps[i].id, id) || str_same(maps[i].title, title))
			return true;
	return false;
}

/* "first-map-2", "Customer journey 2": the first number that is nobody's. */
static bool make_another(struct keeping *k, const struct saved_map *maps, size_t n)
{
	struct str id = STR(KEPT_FIRST), title = title_of(k);

	for (size_t no = 2; is_taken(maps, n, id, title); no++) {
		id = str_of(scope_printf(k->sc, "%s-%zu", KEPT_FIRST, no));
		title = str_of(scope_printf(k->sc, "%.*s %zu", STR_ARG(title_of(k)), no));
	}
	return make(k, id, title);
}

static bool choose(struct keeping *k)
{
	struct saved_map *maps, *doc;
	size_t n;

	if (k->wish->id.p) {
		doc = documents_map(k->sc, k->docs, k->wish->id);
		return doc && use(k, doc);
	}
	if (!documents_maps(k->sc, k->docs, &maps, &n))
		return false;
	if (k->wish->another)
		return make_another(k, maps, n);
	return n ? use(k, &maps[0]) : make(k, STR(KEPT_FIRST), title_of(k));
}

struct definition *kept_definition(
	struct scope *sc, struct study *study, const struct kept_wish *wish, struct kept *kept)
{
	struct keeping k = {
		.sc = sc, .study = study, .docs = study->ws->documents, .wish = wish, .kept = kept
	};

	*kept = (struct kept){ 0 };
	return choose(&k) ? k.definition : NULL;
}
