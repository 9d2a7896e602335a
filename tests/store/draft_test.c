/* The shared draft: what merges, what conflicts, what is undone, and that nothing is ever lost. */
#include "../operations.h"
#include "store/draft.h"

static struct scope sc;
static struct documents *docs;

static void open_with(const char *map)
{
	struct definition *def;

	sc = (struct scope){ 0 };
	docs = documents_open(&sc, NULL, LITE_MEMORY);
	def = definition_of(&sc, map);
	assert_true(documents_put_map(&sc, docs,
		&(struct saved_map){ .id = def->id,
			.title = STR("Buying"),
			.text = definition_to_json(&sc, def),
			.author = STR("wend"),
			.written_us = 1 },
		0));
}

static int begin(void **state)
{
	(void)state;
	open_with(operations_map);
	return 0;
}

static int end(void **state)
{
	(void)state;
	documents_close(docs);
	scope_close(&sc);
	return 0;
}

static bool edit(const char *author, int64_t seen, const char *text, struct draft_change *change)
{
	struct draft_edit e = { .map = STR("m"), .author = str_of(author), .now_us = 5 };

	*LIST_ADD(&sc, &e.ops) = operation_of(&sc, text);
	e.ops.at[0].seen = seen;
	return draft_edit(&sc, docs, &e, change);
}

static void edited(const char *author, int64_t seen, const char *text, int64_t revision)
{
	struct draft_change change;

	if (!edit(author, seen, text, &change))
		fail_msg("%s", sc.why);
	assert_int_equal(change.revision, revision);
}

static int64_t newest(void)
{
	return documents_map(&sc, docs, STR("m"))->revision;
}

#define CELL(at, text) "{\"op\":\"set_cell\",\"at\":\"" at "\",\"lane\":\"needs\",\"text\":\"" text "\"}"

static void different_parts_merge(void **state)
{
	struct draft_change change;

	(void)state;
	edited("anna", 1, CELL("cart", "A"), 2);
	edited("bo", 1, CELL("home", "B"), 3);
	edited("anna", 2, "{\"op\":\"rename_touchpoint\",\"at\":\"home\",\"name\":\"Start\"}", 4);
	edited("bo", 1, "{\"op\":\"move_stage\",\"at\":\"buy\",\"before\":\"look\"}", 5);
	assert_true(edit("bo", 1, "{\"op\":\"set_map\",\"field\":\"title\",\"value\":\"New\"}", &change));
	assert_str(change.draft->title, "New");
	assert_str(change.draft->stages.at[0].id, "buy");
	assert_str(definition_touchpoint(change.draft, 2)->name, "Start");
	assert_int_equal(change.draft->cells.n, 3);
	assert_str(documents_map(&sc, docs, STR("m"))->author, "bo");
}

static void the_same_part_is_a_conflict_with_both_texts(void **state)
{
	struct draft_change change;

	(void)state;
	edited("anna", 1, CELL("home", "Hers"), 2);
	edited("anna", 2, CELL("cart", "Other"), 3);
	assert_false(edit("bo", 1, CELL("home", "His"), &change));
	assert_fault(&sc, FAULT_CONFLICT, "needs of \"home\" was changed meanwhile by anna (revision 2)");
	assert_int_equal(change.conflicts.n, 1);
	assert_int_equal(change.conflicts.at[0].operation, 0);
	assert_str(change.conflicts.at[0].seen, "[]");
	assert_str(change.conflicts.at[0].theirs, "[{\"basis\":\"assumed\",\"text\":\"Hers\"}]");
	assert_str(change.conflicts.at[0].yours, "[{\"basis\":\"assumed\",\"text\":\"His\"}]");
	assert_str(change.conflicts.at[0].author, "anna");
	assert_int_equal(change.conflicts.at[0].revision, 2);
	assert_null(change.draft);
	scope_forgive(&sc);
	assert_int_equal(newest(), 3);
	edited("bo", 3, CELL("home", "His"), 4);
}

static void what_was_removed_is_a_conflict(void **state)
{
	struct draft_change change;

	(void)state;
	edited("anna", 1, "{\"op\":\"remove_touchpoint\",\"at\":\"mail\"}", 2);
	assert_false(edit("bo", 1, CELL("mail", "His"), &change));
	assert_int_equal(sc.fault, FAULT_CONFLICT);
	assert_null(change.conflicts.at[0].theirs.p);
	assert_str(change.conflicts.at[0].yours, "[{\"basis\":\"assumed\",\"text\":\"His\"}]");
}

static void a_list_is_made_whole_or_not_at_all(void **state)
{
	struct draft_edit e = { .map = STR("m"), .author = STR("bo"), .now_us = 5 };
	struct draft_change change;

	(void)state;
	edited("anna", 1, CELL("home", "Hers"), 2);
	*LIST_ADD(&sc, &e.ops) = operation_of(&sc, CELL("cart", "His"));
	*LIST_ADD(&sc, &e.ops) = operation_of(&sc, CELL("home", "His"));
	e.ops.at[0].seen = e.ops.at[1].seen = 1;
	assert_false(draft_edit(&sc, docs, &e, &change));
	assert_int_equal(sc.fault, FAULT_CONFLICT);
	assert_int_equal(change.conflicts.at[0].operation, 1);
	scope_forgive(&sc);
	assert_int_equal(newest(), 2);
	/* the second sees what the first did: their own list is no conflict */
	e.ops.at[0] = operation_of(&sc, CELL("home", "One"));
	e.ops.at[1] = operation_of(&sc, CELL("home", "Two"));
	e.ops.at[0].seen = e.ops.at[1].seen = 2;
	assert_true(draft_edit(&sc, docs, &e, &change));
	assert_int_equal(change.revision, 3);
}

static void what_cannot_be_is_refused(void **state)
{
	struct draft_change change;
	struct draft_edit e = { .map = STR("other"), .author = STR("bo") };

	(void)state;
	assert_false(edit("bo", 0, CELL("home", "x"), &change));
	assert_fault(&sc, FAULT_INVALID, "operations[1] does not say which revision");
	scope_forgive(&sc);
	assert_false(edit("bo", 9, CELL("home", "x"), &change));
	assert_fault(&sc, FAULT_NOT_FOUND, "has no revision 9: it has 1 to 1");
	scope_forgive(&sc);
	assert_false(edit("", 1, CELL("home", "x"), &change));
	assert_fault(&sc, FAULT_INVALID, "the author is empty");
	scope_forgive(&sc);
	assert_false(edit("bo", 1, "{\"op\":\"remove_touchpoint\",\"at\":\"order\"}", &change));
	assert_fault(&sc, FAULT_INVALID, "goal");
	scope_forgive(&sc);
	assert_false(draft_edit(&sc, docs, &e, &change));
	assert_fault(&sc, FAULT_NOT_FOUND, "there is no map \"other\"");
	scope_forgive(&sc);
	assert_int_equal(newest(), 1);
}

static void one_list_sees_few_revisions(void **state)
{
	struct draft_edit e = { .map = STR("m"), .author = STR("bo"), .now_us = 5 };
	struct draft_change change;

	(void)state;
	for (int i = 1; i <= 40; i++) {
		edited("anna", i, i % 2 ? CELL("home", "A") : CELL("home", "B"), i + 1);
		*LIST_ADD(&sc, &e.ops) = operation_of(&sc, CELL("cart", "x"));
		e.ops.at[i - 1].seen = i;
	}
	assert_false(draft_edit(&sc, docs, &e, &change));
	assert_fault(&sc, FAULT_LIMIT, "saw more than 32 revisions");
	scope_forgive(&sc);
	e.ops.n = 30;
	assert_true(draft_edit(&sc, docs, &e, &change));
	assert_int_equal(change.revision, 42);
}

static void no_change_is_no_revision(void **state)
{
	(void)state;
	edited("bo", 1, "{\"op\":\"set_map\",\"field\":\"title\",\"value\":\"Buying\"}", 1);
	assert_int_equal(newest(), 1);
}

/* --- undo --- */

static bool undo(const char *author, int64_t revision, struct draft_change *change)
{
	struct draft_edit e = { .map = STR("m"), .author = str_of(author), .now_us = 6 };

	return draft_undo(&sc, docs, &e, revision, change);
}

static void ones_own_change_is_undone(void **state)
{
	struct draft_change change;
	struct str before = documents_map(&sc, docs, STR("m"))->text;

	(void)state;
	edited("anna", 1, "{\"op\":\"remove_touchpoint\",\"at\":\"mail\"}", 2);
	edited("bo", 2, CELL("home", "His"), 3);
	assert_true(undo("anna", 2, &change));
	assert_int_equal(change.revision, 4);
	assert_true(definition_find(change.draft, STR("mail")) >= 0);
	assert_true(undo("bo", 3, &change));
	assert_str(documents_map(&sc, docs, STR("m"))->text, before.p);
}

static void what_changed_since_is_not_undone(void **state)
{
	struct draft_change change;

	(void)state;
	edited("anna", 1, CELL("home", "Hers"), 2);
	edited("bo", 2, CELL("home", "His"), 3);
	assert_false(undo("anna", 2, &change));
	assert_fault(&sc, FAULT_CONFLICT, "needs of \"home\" was changed meanwhile by bo (revision 3)");
	scope_forgive(&sc);
	assert_true(undo("bo", 3, &change));
	assert_false(undo("bo", 3, &change)); /* twice */
	assert_int_equal(sc.fault, FAULT_CONFLICT);
	scope_forgive(&sc);
	assert_false(undo("bo", 2, &change));
	assert_fault(&sc, FAULT_DENIED, "revision 2 was written by anna");
	scope_forgive(&sc);
	assert_false(undo("wend", 1, &change));
	assert_fault(&sc, FAULT_INVALID, "how the map began");
	scope_forgive(&sc);
	assert_false(undo("bo", 44, &change));
	assert_fault(&sc, FAULT_NOT_FOUND, "has no revision 44");
}

static void a_revision_comes_back_as_the_newest(void **state)
{
	struct draft_edit e = { .map = STR("m"), .author = STR("bo"), .now_us = 6 };
	struct draft_change change;
	struct draft_revision *list;
	size_t n;

	(void)state;
	edited("anna", 1, CELL("home", "Hers"), 2);
	struct draft_revision *first = draft_revision(&sc, docs, STR("m"), 1);
	assert_true(draft_restore(&sc, docs, &e, first->map.text, &change));
	assert_int_equal(change.revision, 3);
	assert_str(documents_map(&sc, docs, STR("m"))->text, first->map.text.p);
	assert_true(draft_revisions(&sc, docs, STR("m"), 1, &list, &n));
	assert_int_equal(n, 2);
	assert_true(str_has(list[0].operations, STR("\"set_cell\"")));
	assert_true(str_has(list[1].operations, STR("\"set_cells\"")));
	assert_null(first->operations.p);
	assert_false(draft_restore(&sc, docs, &e, STR("{\"map\":\"other\",\"stages\":[]}"), &change));
	assert_fault(&sc, FAULT_INVALID, "the map is called \"m\", not \"other\"");
}

/* --- two editors at once --- */

enum { EDITORS = 2, ROUNDS = 60, STEPS = 40 };

/* Whatever is done: an edit that was taken is the map before with the operation made on it, one that was not leaves
 * everything as it was, and what each revision was stays. */
static void no_edit_is_ever_lost(void **state)
{
	static const char *const names[EDITORS] = { "anna", "bo" };
	unsigned taken[OPERATION_KINDS] = { 0 }, conflicts = 0;
	uint64_t seed = 991;

	for (int round = 0; round < ROUNDS; round++) {
		int64_t seen[EDITORS] = { 1, 1 };
		end(state);
		begin(state);
		for (int step = 0; step < STEPS; step++) {
			size_t who = test_random(&seed) % EDITORS;
			struct draft_edit e = { .map = STR("m"), .author = str_of(names[who]) };
			struct saved_map *before = documents_map(&sc, docs, STR("m"));
			struct draft_change change;
			*LIST_ADD(&sc, &e.ops) = random_operation(&sc, &seed);
			e.ops.at[0].seen = seen[who];
			bool ok = draft_edit(&sc, docs, &e, &change);
			enum fault fault = sc.fault;
			scope_forgive(&sc);
			struct saved_map *after = documents_map(&sc, docs, STR("m"));
			if (test_random(&seed) % 3 == 0)
				seen[who] = after->revision;
			if (!ok) {
				conflicts += fault == FAULT_CONFLICT;
				assert_int_equal(change.conflicts.n > 0, fault == FAULT_CONFLICT);
				assert_int_equal(after->revision, before->revision);
				assert_str(after->text, before->text.p);
				continue;
			}
			struct definition *by_hand = operation_apply(
				&sc, definition_from_text(&sc, DOCUMENT_JSON, before->text), e.ops.at, 1);
			assert_str(after->text, definition_to_json(&sc, by_hand).p);
			assert_str(draft_revision(&sc, docs, STR("m"), before->revision)->map.text,
				before->text.p);
			taken[e.ops.at[0].kind]++;
		}
	}
	assert_true(conflicts > 50);
	for (int k = 0; k < OPERATION_KINDS; k++)
		if (!taken[k])
			fail_msg("%s was never taken", operation_name((enum operation_kind)k));
}

/* A slow obvious model of cells and names: a text in each of a few places, and all of what each ever was. */
static const char *const places[] = { "home", "cart", "order", "mail" };
enum { PLACES = 4, FACETS = 2 /* needs, name */, MODEL_STEPS = 120 };

struct model {
	unsigned text[MODEL_STEPS + 2][PLACES][FACETS]; /* by revision */
	int64_t newest;
};

static const char *facet_operation(size_t place, size_t facet, unsigned text)
{
	return facet ? scope_printf(&sc, "{\"op\":\"rename_touchpoint\",\"at\":\"%s\",\"name\":\"x%u\"}",
			       places[place], text)
		     : scope_printf(&sc,
			       "{\"op\":\"set_cell\",\"at\":\"%s\",\"lane\":\"gains\",\"text\":\"x%u\"}",
			       places[place], text);
}

static bool model_edit(struct model *m, int64_t seen, size_t place, size_t facet, unsigned text)
{
	if (m->text[seen][place][facet] != m->text[m->newest][place][facet])
		return false;
	if (m->text[m->newest][place][facet] == text)
		return true;
	memcpy(m->text[m->newest + 1], m->text[m->newest], sizeof m->text[0]);
	m->text[++m->newest][place][facet] = text;
	return true;
}

static void assert_as_model(const struct model *m)
{
	struct definition *def =
		definition_from_text(&sc, DOCUMENT_JSON, documents_map(&sc, docs, STR("m"))->text);

	assert_int_equal(newest(), m->newest);
	for (size_t p = 0; p < PLACES; p++) {
		unsigned cell = m->text[m->newest][p][0], name = m->text[m->newest][p][1];
		struct str got = { 0 };
		for (size_t c = 0; c < def->cells.n; c++)
			if (str_equal(def->cells.at[c].at, str_of(places[p])) &&
				str_equal(def->cells.at[c].lane, STR("gains")))
				got = def->cells.at[c].text;
		assert_str(got, cell ? scope_printf(&sc, "x%u", cell) : "");
		if (name)
			assert_str(definition_touchpoint(def, (size_t)definition_find(def, str_of(places[p])))
					   ->name,
				scope_printf(&sc, "x%u", name));
	}
}

static void the_same_as_a_slow_obvious_model(void **state)
{
	uint64_t seed = 4711;
	unsigned refused = 0, merged = 0;

	for (int round = 0; round < 10; round++) {
		struct model m = { .newest = 1 };
		int64_t seen[EDITORS] = { 1, 1 };
		end(state);
		begin(state);
		for (int step = 0; step < MODEL_STEPS; step++) {
			size_t who = test_random(&seed) % EDITORS, place = test_random(&seed) % PLACES,
			       facet = test_random(&seed) % FACETS;
			unsigned text = 1 + (unsigned)(test_random(&seed) % 3);
			struct draft_change change;
			bool late = seen[who] < m.newest,
			     want = model_edit(&m, seen[who], place, facet, text);
			bool got = edit(
				who ? "bo" : "anna", seen[who], facet_operation(place, facet, text), &change);
			if (got != want)
				fail_msg("%s", got ? "it was taken" : sc.why);
			if (!got)
				assert_int_equal(sc.fault, FAULT_CONFLICT);
			scope_forgive(&sc);
			assert_int_equal(newest(), m.newest);
			refused += !got;
			merged += got && late;
			if (!got || test_random(&seed) % 4 == 0)
				seen[who] = m.newest;
		}
		assert_as_model(&m);
	}
	assert_true(refused > 50 && merged > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(different_parts_merge, begin, end),
		cmocka_unit_test_setup_teardown(the_same_part_is_a_conflict_with_both_texts, begin, end),
		cmocka_unit_test_setup_teardown(what_was_removed_is_a_conflict, begin, end),
		cmocka_unit_test_setup_teardown(a_list_is_made_whole_or_not_at_all, begin, end),
		cmocka_unit_test_setup_teardown(what_cannot_be_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(one_list_sees_few_revisions, begin, end),
		cmocka_unit_test_setup_teardown(no_change_is_no_revision, begin, end),
		cmocka_unit_test_setup_teardown(ones_own_change_is_undone, begin, end),
		cmocka_unit_test_setup_teardown(what_changed_since_is_not_undone, begin, end),
		cmocka_unit_test_setup_teardown(a_revision_comes_back_as_the_newest, begin, end),
		cmocka_unit_test_setup_teardown(no_edit_is_ever_lost, begin, end),
		cmocka_unit_test_setup_teardown(the_same_as_a_slow_obvious_model, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
