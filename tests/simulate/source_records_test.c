#include "simulate/source_records.h"

#include "base/names.h"
#include "test.h"

enum { PEOPLE = 1500, MOST = 400 };

static bool across_systems(int kind)
{
	return kind == IDENTIFIER_USER || kind == IDENTIFIER_EMAIL || kind == IDENTIFIER_PHONE ||
	       kind == IDENTIFIER_ORDER;
}

/* As it is compared over all files; p NULL: it names nobody. */
static struct str compared(
	struct scope *sc, const struct source_given *g, int kind, const struct source_record *r)
{
	struct str value = identifier_clean(sc, (enum identifier_kind)kind, g->id[kind]);

	if (!value.p || across_systems(kind))
		return value.p ? str_of(scope_printf(sc, "%d/%.*s", kind, STR_ARG(value))) : value;
	return str_of(
		scope_printf(sc, "%d/%d/%.*s", kind, (int)source_touchpoints[r->at].file, STR_ARG(value)));
}

struct all {
	struct scope sc;
	struct person people[PEOPLE];
	struct source_records records;
	size_t first[PEOPLE + 1];
};

static int all_open(void **state)
{
	struct all *all = calloc(1, sizeof *all);

	assert_non_null(all);
	for (uint32_t i = 0; i < PEOPLE; i++) {
		person_make(&all->sc, 5, i, PEOPLE, &all->people[i]);
		all->first[i] = all->records.n;
		source_records_of(&all->sc, 5, &all->people[i], &all->records);
		source_claims(&all->sc, &all->people[i], all->records.at + all->first[i],
			all->records.n - all->first[i]);
	}
	all->first[PEOPLE] = all->records.n;
	*state = all;
	return 0;
}

static int all_close(void **state)
{
	struct all *all = *state;

	scope_close(&all->sc);
	free(all);
	return 0;
}

/* What is given as one customer's alone stands beside no other; what is shared does, or beside two accounts. */
static void strong_identifiers_are_one_customers(void **state)
{
	struct all *all = *state;
	struct names *names = names_new(&all->sc);
	uint32_t *owner = NEW_ARRAY(&all->sc, uint32_t, all->records.n * IDENTIFIER_KINDS);
	size_t shared = 0;

	for (size_t i = 0; i < all->records.n; i++) {
		const struct source_record *r = &all->records.at[i];
		struct source_given g;
		source_given(&all->sc, &all->people[r->person], r, &g);
		for (int kind = 0; kind < IDENTIFIER_KINDS; kind++) {
			struct str value = compared(&all->sc, &g, kind, r);
			if (!value.p || !identifier_is_strong((enum identifier_kind)kind))
				continue;
			uint32_t before = names_count(names), name = names_add(names, value);
			if (name == before)
				owner[name] = r->person;
			else if (owner[name] != r->person && !g.shared[kind])
				fail_msg("%.*s is of %u and of %u", STR_ARG(value), owner[name], r->person);
			shared += owner[name] != r->person;
		}
	}
	assert_true(shared > 100);
}

/* An identifier that is shared stands beside more accounts than one of its kind may: it can be told. */
static void what_is_shared_can_be_told(void **state)
{
	struct all *all = *state;
	struct names *names = names_new(&all->sc);
	struct {
		bool shared;
		struct str user[8];
		size_t n;
	} *seen = scope_alloc(&all->sc, all->records.n, sizeof *seen);

	for (size_t i = 0; i < all->records.n; i++) {
		const struct source_record *r = &all->records.at[i];
		const struct person *p = &all->people[r->person];
		struct source_given g;
		source_given(&all->sc, p, r, &g);
		for (int kind = IDENTIFIER_EMAIL; kind < IDENTIFIER_KINDS; kind++) {
			struct str value = compared(&all->sc, &g, kind, r);
			struct str user = identifier_clean(&all->sc, IDENTIFIER_USER, g.id[IDENTIFIER_USER]);
			size_t k = 0;
			if (!value.p || !identifier_is_strong((enum identifier_kind)kind))
				continue;
			uint32_t name = names_add(names, value);
			seen[name].shared |= g.shared[kind] && p->kind != PERSON_TWICE;
			while (k < seen[name].n && !str_equal(seen[name].user[k], user))
				k++;
			if (user.p && k == seen[name].n && k < COUNT_OF(seen[name].user))
				seen[name].user[seen[name].n++] = user;
		}
	}
	for (uint32_t name = 0; name < names_count(names); name++) {
		enum identifier_kind kind = (enum identifier_kind)(names_at(names, name).p[0] - '0');
		bool many = seen[name].n > identifier_accounts(kind);
		if (seen[name].shared && !many)
			fail_msg("%.*s is shared and stands beside %zu accounts",
				STR_ARG(names_at(names, name)), seen[name].n);
		if (many && !seen[name].shared && kind != IDENTIFIER_PHONE)
			fail_msg("%.*s is one's alone and stands beside %zu accounts",
				STR_ARG(names_at(names, name)), seen[name].n);
	}
}

static bool meet(struct scope *sc, const struct person *p, const struct source_record *a,
	const struct source_record *b)
{
	struct source_given x, y;

	source_given(sc, p, a, &x);
	source_given(sc, p, b, &y);
	for (int kind = 0; kind < IDENTIFIER_KINDS; kind++) {
		struct str v = compared(sc, &x, kind, a), w = compared(sc, &y, kind, b);
		if (identifier_is_strong((enum identifier_kind)kind) && v.p && w.p && !x.shared[kind] &&
			!y.shared[kind] && str_equal(v, w))
			return true;
	}
	return false;
}

/* Histories in the most obvious way: numbers run down along all pairs that meet, until nothing changes. */
static void check_histories(const struct person *p, const struct source_record *r, size_t n)
{
	struct scope sc = { 0 };
	size_t label[MOST];
	bool changed = true;

	assert_true(n < MOST);
	for (size_t i = 0; i < n; i++)
		label[i] = i;
	while (changed) {
		changed = false;
		for (size_t i = 0; i < n; i++)
			for (size_t k = 0; k < i; k++)
				if (label[i] != label[k] && meet(&sc, p, &r[i], &r[k])) {
					label[i] = label[k] = label[i] < label[k] ? label[i] : label[k];
					changed = true;
				}
	}
	for (size_t i = 0; i < n; i++) {
		assert_true((r[i].claim > 0) == meet(&sc, p, &r[i], &r[i]));
		for (size_t k = 0; k < i; k++)
			if (r[i].claim && r[k].claim)
				assert_true((r[i].claim == r[k].claim) == (label[i] == label[k]));
	}
	scope_close(&sc);
}

static void histories_are_what_identifiers_join(void **state)
{
	struct all *all = *state;

	for (uint32_t i = 0; i < PEOPLE; i += 7)
		check_histories(
			&all->people[i], all->records.at + all->first[i], all->first[i + 1] - all->first[i]);
}

static void every_kind_of_customer_is_there(void **state)
{
	struct all *all = *state;
	size_t kinds[PERSON_KINDS] = { 0 }, pairs[PERSON_PAIRS] = { 0 }, many = 0;

	for (uint32_t i = 0; i < PEOPLE; i++) {
		const struct person *p = &all->people[i];
		uint8_t most = 0;
		kinds[p->kind]++;
		pairs[p->pair]++;
		assert_int_equal(all->people[i ^ 1].pair, p->pair);
		assert_true((p->pair == PAIR_COMPUTER) == p->device[0].shared);
		assert_true(!p->device[1].shared && all->first[i + 1] > all->first[i]);
		if (p->pair == PAIR_COMPUTER)
			assert_true(str_equal(p->device[0].ga, all->people[i ^ 1].device[0].ga));
		if (p->pair == PAIR_PHONE)
			assert_true(str_equal(p->phone, all->people[i ^ 1].phone));
		if (p->pair == PAIR_NAME)
			assert_true(str_equal(p->name, all->people[i ^ 1].name));
		for (size_t k = all->first[i]; k < all->first[i + 1]; k++)
			most = all->records.at[k].claim > most ? all->records.at[k].claim : most;
		many += most > 1;
	}
	for (size_t i = 0; i < PERSON_KINDS; i++)
		assert_true(kinds[i] > 20);
	for (size_t i = 0; i < PERSON_PAIRS; i++)
		assert_true(pairs[i] > 20);
	assert_true(many > 100);
}

static void the_tables_make_sense(void **state)
{
	uint32_t starts = 0;

	(void)state;
	for (size_t i = 0; i < SOURCE_POINTS; i++) {
		const struct source_touchpoint *t = &source_touchpoints[i];
		uint32_t sum = 0;
		assert_true(t->id && t->event && t->file < SOURCE_FILES);
		for (size_t m = 0; m < SOURCE_MOVES; m++) {
			sum += t->moves[m].chance;
			assert_true(!t->moves[m].chance ||
				    (t->moves[m].to != i && t->moves[m].to < SOURCE_STEPS));
		}
		assert_true(sum <= 1000 && (i < SOURCE_STEPS || (sum == 0 && t->start == 0)));
		if (t->later)
			assert_true(8 * t->typical_s < DWELL_LATER_S);
		starts += t->start;
	}
	assert_int_equal(starts, 1000);
	assert_true((int)SOURCE_POINTS <= (int)CHAIN_STATES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_tables_make_sense),
		cmocka_unit_test(every_kind_of_customer_is_there),
		cmocka_unit_test(strong_identifiers_are_one_customers),
		cmocka_unit_test(what_is_shared_can_be_told),
		cmocka_unit_test(histories_are_what_identifiers_join),
	};

	return cmocka_run_group_tests_name("source_records", tests, all_open, all_close);
}
