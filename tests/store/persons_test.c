/* Persons against a slow reference that does what persons.h says with sets and no care for time. */
#include "store/persons.h"

#include <time.h>

#include "test.h"

enum { MOST = 60, MOST_LINKS = 200 };

/* --- the reference ------------------------------------------------------------------------------- */

struct slow {
	const struct persons_input *in;
	uint32_t person[MOST], was[MOST];
	bool shared[MOST], alone[MOST];
};

static unsigned level(const struct slow *s, uint32_t code)
{
	switch (s->in->kinds[code]) {
	case IDENTIFIER_USER:
		return 1;
	case IDENTIFIER_EMAIL:
		return 2;
	case IDENTIFIER_EXTERNAL:
		return 3;
	case IDENTIFIER_PHONE:
	case IDENTIFIER_ORDER:
		return 4;
	case IDENTIFIER_COOKIE:
	case IDENTIFIER_DEVICE:
		return 5;
	default:
		return 9; /* weak: beside nobody */
	}
}

static bool linked(const struct slow *s, uint32_t a, uint32_t b)
{
	for (size_t i = 0; i < s->in->n_links; i++)
		if ((s->in->links[i].a == a && s->in->links[i].b == b) ||
			(s->in->links[i].a == b && s->in->links[i].b == a))
			return true;
	return false;
}

static void repaint(uint32_t *person, uint32_t n, uint32_t a, uint32_t b)
{
	uint32_t low = person[a] < person[b] ? person[a] : person[b],
		 high = person[a] < person[b] ? person[b] : person[a];

	for (uint32_t c = 0; c < n; c++)
		person[c] = person[c] == high ? low : person[c];
}

struct beside { /* persons of the levels above, with a number of the company's own and without */
	unsigned accounts, others;
};

static bool has_number(const struct slow *s, uint32_t person)
{
	for (uint32_t c = 0; c < s->in->n; c++)
		if (s->was[c] == person && level(s, c) == 1)
			return true;
	return false;
}

/* That the members of a group stand beside. */
static struct beside beside(const struct slow *s, const bool *member, uint32_t like)
{
	bool seen[MOST] = { 0 };
	struct beside n = { 0 };

	for (uint32_t c = 0; c < s->in->n; c++)
		for (uint32_t o = 0; member[c] && o < s->in->n; o++) {
			if (level(s, o) >= level(s, like) || s->shared[o] || !linked(s, c, o) ||
				seen[s->was[o]])
				continue;
			seen[s->was[o]] = true;
			has_number(s, s->was[o]) ? n.accounts++ : n.others++;
		}
	return n;
}

static void widen(const struct slow *s, uint32_t code, struct beside *may)
{
	unsigned accounts = identifier_accounts((enum identifier_kind)s->in->kinds[code]),
		 others = identifier_others((enum identifier_kind)s->in->kinds[code]);

	may->accounts = accounts > may->accounts ? accounts : may->accounts;
	may->others = others > may->others ? others : may->others;
}

static bool too_wide(struct beside n, struct beside may)
{
	return n.accounts > may.accounts || n.others > may.others;
}

static void take_in(struct slow *s, const bool *member)
{
	for (uint32_t c = 0; c < s->in->n; c++)
		for (uint32_t o = 0; member[c] && o < s->in->n; o++)
			if (level(s, o) < level(s, c) && !s->shared[o] && linked(s, c, o))
				repaint(s->person, s->in->n, c, o);
}

/* All that hang together by links of one level, grown until nothing is added. */
static void group_of(const struct slow *s, uint32_t code, bool *member)
{
	bool grown = true;

	memset(member, 0, MOST);
	member[code] = true;
	while (grown) {
		grown = false;
		for (uint32_t c = 0; c < s->in->n; c++)
			for (uint32_t o = 0; o < s->in->n; o++)
				if (member[c] && !member[o] && level(s, o) == level(s, c) && linked(s, c, o))
					grown = member[o] = true;
	}
}

static void one_alone(struct slow *s, uint32_t c, bool *shared)
{
	bool own[MOST] = { 0 };
	struct beside may = { 0 };

	own[c] = true;
	widen(s, c, &may);
	if (too_wide(beside(s, own, c), may))
		shared[c] = true;
	else
		take_in(s, own);
}

static void one_level(struct slow *s, unsigned at)
{
	bool shared[MOST] = { 0 };

	memcpy(s->was, s->person, sizeof s->was);
	for (uint32_t c = 0; c < s->in->n; c++) {
		bool member[MOST];
		struct beside may = { 0 };
		if (level(s, c) != at)
			continue;
		group_of(s, c, member);
		for (uint32_t o = 0; o < s->in->n; o++)
			if (member[o])
				widen(s, o, &may);
		if (too_wide(beside(s, member, c), may)) {
			one_alone(s, c, shared);
			continue;
		}
		for (uint32_t o = 0; o < s->in->n; o++)
			if (member[o])
				repaint(s->person, s->in->n, c, o);
		take_in(s, member);
	}
	for (uint32_t c = 0; c < s->in->n; c++)
		s->shared[c] |= shared[c];
}

static void too_many(struct slow *s)
{
	memcpy(s->was, s->person, sizeof s->was);
	for (uint32_t c = 0; c < s->in->n; c++) {
		uint32_t all = 0, named = 0;
		for (uint32_t o = 0; o < s->in->n; o++) {
			all += s->was[o] == s->was[c];
			named += s->was[o] == s->was[c] && level(s, o) <= 3;
		}
		if (all > s->in->most || named > s->in->most_accounts)
			s->person[c] = c;
	}
}

static void slow_find(struct slow *s, const struct persons_input *in)
{
	*s = (struct slow){ .in = in };
	for (uint32_t c = 0; c < in->n; c++)
		s->person[c] = c;
	for (size_t i = 0; i < in->n_links; i++)
		if (level(s, in->links[i].a) == 1 && level(s, in->links[i].b) == 1)
			repaint(s->person, in->n, in->links[i].a, in->links[i].b);
	for (unsigned at = 2; at <= 5; at++)
		one_level(s, at);
	too_many(s);
	for (size_t i = 0; i < in->n_wished; i++)
		repaint(s->person, in->n, in->wished[i].a, in->wished[i].b);
}

/* --- against it ---------------------------------------------------------------------------------- */

struct case_made {
	uint8_t kinds[MOST];
	struct link links[MOST_LINKS], wished[4];
	struct persons_input in;
};

static void make_case(struct case_made *c, uint64_t *luck)
{
	uint32_t n = 2 + (uint32_t)(test_random(luck) >> 8) % (MOST - 2);
	size_t links = (size_t)(test_random(luck) >> 8) % (2 * n < MOST_LINKS ? 2 * n : MOST_LINKS);

	for (uint32_t i = 0; i < n; i++)
		c->kinds[i] = (uint8_t)((test_random(luck) >> 8) % IDENTIFIER_KINDS);
	for (size_t i = 0; i < links; i++) {
		uint64_t r = test_random(luck) >> 8;
		c->links[i] = (struct link){ (uint32_t)(r % n), (uint32_t)(r / 1000 % n) };
	}
	for (size_t i = 0; i < COUNT_OF(c->wished); i++) {
		uint64_t r = test_random(luck) >> 8;
		c->wished[i] = (struct link){ (uint32_t)(r % n), (uint32_t)(r / 1000 % n) };
	}
	c->in = (struct persons_input){ .kinds = c->kinds,
		.n = n,
		.links = c->links,
		.n_links = links,
		.wished = c->wished,
		.n_wished = (test_random(luck) >> 8) % 3 ? 0 : COUNT_OF(c->wished),
		.most = 4 + (uint32_t)(test_random(luck) >> 8) % 30,
		.most_accounts = 2 + (uint32_t)(test_random(luck) >> 8) % 11 };
}

static void the_rules_as_they_are_written(void **state)
{
	static struct case_made c;
	static struct slow slow;
	uint64_t luck = 20260302;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct scope sc = { 0 };
		make_case(&c, &luck);
		slow_find(&slow, &c.in);
		struct persons *p = persons_find(&sc, &c.in);
		size_t shared = 0;
		for (uint32_t i = 0; i < c.in.n; i++) {
			if (p->person[i] != slow.person[i])
				fail_msg("round %d: %u is %u's, should be %u's", round, i, p->person[i],
					slow.person[i]);
			shared += slow.shared[i];
		}
		assert_int_equal(p->shared.n, shared);
		for (size_t i = 0; i < p->shared.n; i++)
			assert_true(slow.shared[p->shared.at[i]]);
		scope_close(&sc);
	}
}

/* Other codes for the same identifiers, other places for the same links: the same people. */
static void order_leaves_no_trace(void **state)
{
	static struct case_made c, other;
	uint64_t luck = 99;

	(void)state;
	for (int round = 0; round < 1500; round++) {
		struct scope sc = { 0 };
		uint32_t to[MOST];
		make_case(&c, &luck);
		for (uint32_t i = 0; i < c.in.n; i++) {
			uint32_t at = (uint32_t)(test_random(&luck) >> 8) % (i + 1);
			to[i] = to[at];
			to[at] = i;
		}
		other = c;
		for (uint32_t i = 0; i < c.in.n; i++)
			other.kinds[to[i]] = c.kinds[i];
		for (size_t i = 0; i < c.in.n_links; i++) {
			size_t at = (size_t)(test_random(&luck) >> 8) % (i + 1);
			other.links[i] = other.links[at];
			other.links[at] = (struct link){ to[c.links[i].b], to[c.links[i].a] };
		}
		for (size_t i = 0; i < COUNT_OF(c.wished); i++)
			other.wished[COUNT_OF(c.wished) - 1 - i] =
				(struct link){ to[c.wished[i].a], to[c.wished[i].b] };
		other.in.kinds = other.kinds;
		other.in.links = other.links;
		other.in.wished = other.wished;
		struct persons *p = persons_find(&sc, &c.in), *q = persons_find(&sc, &other.in);
		for (uint32_t i = 0; i < c.in.n; i++)
			for (uint32_t k = 0; k < i; k++)
				assert_int_equal(
					p->person[i] == p->person[k], q->person[to[i]] == q->person[to[k]]);
		assert_int_equal(p->shared.n, q->shared.n);
		assert_int_equal(p->swallowed.n, q->swallowed.n);
		scope_close(&sc);
	}
}

/* --- what it is for ------------------------------------------------------------------------------ */

/* Kinds as letters (u e p x o c d h v), links and wishes as pairs of places; the person of each by place. */
static const struct story {
	const char *what, *kinds, *links, *wished, *want, *shared;
} stories[] = {
	{ "a customer with an address and a browser", "uec", "01 02", "", "000", "" },
	{ "anonymous first, known later", "cu", "01", "", "00", "" },
	{ "two numbers with one address", "uue", "02 12", "", "000", "" },
	{ "three numbers with one address", "uuue", "03 13 23", "", "0000", "" },
	{ "four: the address is shared", "uuuue", "04 14 24 34", "", "01234", "4" },
	{ "a family's phone", "uup", "02 12", "", "012", "2" },
	{ "two addresses' phone", "eep", "02 12", "", "012", "2" },
	{ "a customer's phone with an address of nobody's", "uep", "02 12", "", "000", "" },
	{ "a browser of two addresses", "eec", "02 12", "", "000", "" },
	{ "a browser of three addresses", "eeec", "03 13 23", "", "0123", "3" },
	{ "a browser of a customer and two addresses", "ueec", "03 13 23", "", "0000", "" },
	{ "the phone of one person with two addresses", "ueep", "01 02 13 23", "", "0000", "" },
	{ "a browser in a library", "uuuc", "03 13 23", "", "0123", "3" },
	{ "a device of two", "uud", "02 12", "", "012", "2" },
	{ "a chain of other names", "uuuu", "01 12 23", "", "0000", "" },
	{ "two browsers of an order", "occ", "01 02", "", "000", "" },
	{ "a family's phone and browsers seen with nothing but it", "uupcc", "02 12 23 24", "", "01234",
		"2" },
	{ "a browser beside one person and a family's phone", "uupc", "02 12 03 23", "", "0120", "2" },
	{ "weak names join nothing", "uhvc", "01 02 13 23", "", "0123", "" },
	{ "people know better: over a shared phone", "uup", "02 12", "02 12", "000", "2" },
	{ "people know better: strangers", "uc", "", "01", "00", "" },
	{ "a browser and a device of one account", "ucd", "01 12", "", "000", "" },
	{ "another system's number of two", "uux", "02 12", "", "012", "2" },
};

static uint8_t kind_of(char letter)
{
	static const char letters[] = "uepxocdhv";

	return (uint8_t)(strchr(letters, letter) - letters);
}

static size_t pairs(const char *text, struct link *links)
{
	size_t n = 0;

	for (; strlen(text) >= 2; text += text[2] ? 3 : 2)
		links[n++] = (struct link){ (uint32_t)(text[0] - '0'), (uint32_t)(text[1] - '0') };
	return n;
}

static void stories_end_well(void **state)
{
	(void)state;
	for (size_t s = 0; s < COUNT_OF(stories); s++) {
		struct scope sc = { 0 };
		uint8_t kinds[10];
		struct link links[20], wished[20];
		uint32_t n = (uint32_t)strlen(stories[s].kinds);
		char got[12] = "";
		for (uint32_t i = 0; i < n; i++)
			kinds[i] = kind_of(stories[s].kinds[i]);
		struct persons *p = persons_find(&sc, &(struct persons_input){ .kinds = kinds,
							      .n = n,
							      .links = links,
							      .n_links = pairs(stories[s].links, links),
							      .wished = wished,
							      .n_wished = pairs(stories[s].wished, wished) });
		for (uint32_t i = 0; i < n; i++)
			got[i] = (char)('0' + p->person[i]);
		if (strcmp(got, stories[s].want) != 0 || p->shared.n != strlen(stories[s].shared) ||
			(p->shared.n && p->shared.at[0] != (uint32_t)(stories[s].shared[0] - '0')))
			fail_msg("%s: got %s, %zu shared", stories[s].what, got, p->shared.n);
		scope_close(&sc);
	}
}

/* Exactly as many as may be are joined; one more, and each is alone and the whole is said once. */
static void caps(void **state)
{
	(void)state;
	for (uint32_t n = PERSONS_MOST; n <= PERSONS_MOST + 1; n++) {
		struct scope sc = { 0 };
		uint8_t *kinds = NEW_ARRAY(&sc, uint8_t, n);
		struct link *links = NEW_ARRAY(&sc, struct link, n);
		for (uint32_t i = 1; i < n; i++) {
			kinds[i] = IDENTIFIER_COOKIE;
			links[i - 1] = (struct link){ 0, i };
		}
		struct persons *p = persons_find(&sc,
			&(struct persons_input){ .kinds = kinds, .n = n, .links = links, .n_links = n - 1 });
		assert_int_equal(p->swallowed.n, n > PERSONS_MOST);
		assert_int_equal(p->person[n - 1], n > PERSONS_MOST ? n - 1 : 0);
		scope_close(&sc);
	}
	for (uint32_t n = PERSONS_ACCOUNTS; n <= PERSONS_ACCOUNTS + 1; n++) {
		struct scope sc = { 0 };
		uint8_t kinds[PERSONS_ACCOUNTS + 1] = { 0 };
		struct link links[PERSONS_ACCOUNTS + 1];
		for (uint32_t i = 1; i < n; i++)
			links[i - 1] = (struct link){ i - 1, i };
		struct persons *p = persons_find(&sc,
			&(struct persons_input){ .kinds = kinds, .n = n, .links = links, .n_links = n - 1 });
		assert_int_equal(p->swallowed.n, n > PERSONS_ACCOUNTS);
		scope_close(&sc);
	}
}

/* --- time ---------------------------------------------------------------------------------------- */

static double seconds(uint32_t n, bool hub)
{
	struct scope sc = { 0 };
	uint8_t *kinds = NEW_ARRAY(&sc, uint8_t, n);
	struct link *links = NEW_ARRAY(&sc, struct link, n), *wished = NEW_ARRAY(&sc, struct link, n);
	struct timespec began, ended;
	uint64_t luck = 5;

	for (uint32_t i = 0; i < n; i++) {
		kinds[i] = (uint8_t)((test_random(&luck) >> 8) % IDENTIFIER_KINDS);
		links[i] = (struct link){ hub ? 0 : (uint32_t)((test_random(&luck) >> 8) % n), i };
		wished[i] = (struct link){ i, i / 2 };
	}
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &began);
	struct persons *p = persons_find(&sc, &(struct persons_input){ .kinds = kinds,
						      .n = n,
						      .links = links,
						      .n_links = n,
						      .wished = wished,
						      .n_wished = n });
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ended);
	assert_int_equal(p->person[n - 1], 0);
	scope_close(&sc);
	return (double)(ended.tv_sec - began.tv_sec) + (double)(ended.tv_nsec - began.tv_nsec) / 1e9;
}

/* Eight times as many take no sixty times as long; a hundred thousand no second. */
static void time_is_nearly_linear(void **state)
{
	(void)state;
	for (int hub = 0; hub < 2; hub++) {
		double few = seconds(100000, hub), many = seconds(800000, hub);
		print_message("# 100,000 links: %.3f s, 800,000: %.3f s\n", few, many);
		assert_true(few < 1);
		assert_true(many < 25 * few + 0.5);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_rules_as_they_are_written),
		cmocka_unit_test(order_leaves_no_trace),
		cmocka_unit_test(stories_end_well),
		cmocka_unit_test(caps),
		cmocka_unit_test(time_is_nearly_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
