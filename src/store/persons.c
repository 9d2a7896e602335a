#include "store/persons.h"

#include <stdlib.h>

/* The levels, from the account down; what is on none of them joins nothing. */
static const uint8_t levels[IDENTIFIER_KINDS] = {
	[IDENTIFIER_USER] = 1,
	[IDENTIFIER_EMAIL] = 2,
	[IDENTIFIER_EXTERNAL] = 3,
	[IDENTIFIER_PHONE] = 4,
	[IDENTIFIER_ORDER] = 4,
	[IDENTIFIER_COOKIE] = 5,
	[IDENTIFIER_DEVICE] = 5,
};

enum { LEVELS = 6 };

struct finding {
	struct scope *sc;
	const struct persons_input *in;
	uint32_t *parent;     /* of the persons found so far */
	uint32_t *above;      /* roots as they were before the level at hand */
	bool *has_account;    /* by root: one of its identifiers is a number of the company's own */
	uint32_t *cluster;    /* of identifiers of one level, by their own links */
	uint64_t *neighbours; /* by identifier, where its links begin in `ends` */
	uint32_t *ends;
	bool *shared; /* by identifier: found on a level before */
	struct persons *out;
};

static unsigned level_of(const struct finding *f, uint32_t code)
{
	return levels[f->in->kinds[code]];
}

/* --- union and find ------------------------------------------------------------------------------ */

static uint32_t root(uint32_t *parent, uint32_t i)
{
	while (parent[i] != i)
		i = parent[i] = parent[parent[i]];
	return i;
}

/* The smaller code leads, so that the order of the links leaves no trace. */
static void join(uint32_t *parent, uint32_t a, uint32_t b)
{
	a = root(parent, a);
	b = root(parent, b);
	if (a < b)
		parent[b] = a;
	else
		parent[a] = b;
}

/* --- links by identifier ------------------------------------------------------------------------- */

static uint64_t *neighbours_build(struct finding *f, struct scope *sc)
{
	const struct persons_input *in = f->in;
	uint64_t *at = NEW_ARRAY(sc, uint64_t, (size_t)in->n + 2), *first;

	for (size_t i = 0; i < in->n_links; i++) {
		at[in->links[i].a + 1]++;
		at[in->links[i].b + 1]++;
	}
	for (uint32_t c = 0; c < in->n; c++)
		at[c + 1] += at[c];
	first = NEW_ARRAY(sc, uint64_t, (size_t)in->n + 2);
	memcpy(first, at, ((size_t)in->n + 1) * sizeof *at);
	f->ends = NEW_ARRAY(sc, uint32_t, 2 * in->n_links + 1);
	for (size_t i = 0; i < in->n_links; i++) {
		f->ends[at[in->links[i].a]++] = in->links[i].b;
		f->ends[at[in->links[i].b]++] = in->links[i].a;
	}
	return first;
}

/* --- the persons that a group of one level would join -------------------------------------------- */

struct roots {
	uint32_t at[16];
	size_t n;
	bool more; /* than fit: more than any kind may have */
};

static void roots_add(struct roots *r, uint32_t code)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->at[i] == code)
			return;
	if (r->n < COUNT_OF(r->at))
		r->at[r->n++] = code;
	else
		r->more = true;
}

/* Of the levels above; what is shared there says nothing of anybody. */
static void roots_of(struct finding *f, uint32_t code, struct roots *r)
{
	unsigned level = level_of(f, code);

	for (uint64_t i = f->neighbours[code]; i < f->neighbours[code + 1]; i++) {
		unsigned other = level_of(f, f->ends[i]);
		if (other && other < level && !f->shared[f->ends[i]])
			roots_add(r, f->above[f->ends[i]]);
	}
}

/* How many persons with and without a number of their own one may stand beside. */
struct may {
	unsigned accounts, others;
};

static struct may may_of(const struct finding *f, uint32_t code)
{
	enum identifier_kind kind = (enum identifier_kind)f->in->kinds[code];

	return (struct may){ identifier_accounts(kind), identifier_others(kind) };
}

static void may_widen(struct may *may, struct may other)
{
	may->accounts = other.accounts > may->accounts ? other.accounts : may->accounts;
	may->others = other.others > may->others ? other.others : may->others;
}

/* An e-mail address and other systems' numbers are looked at before there is anybody without a number. */
static bool is_shared(const struct finding *f, const struct roots *r, struct may may)
{
	unsigned accounts = 0;

	for (size_t i = 0; i < r->n; i++)
		accounts += f->has_account[r->at[i]];
	return r->more || accounts > may.accounts || r->n - accounts > may.others;
}

static void take(struct finding *f, uint32_t code, const struct roots *r)
{
	for (size_t i = 0; i < r->n; i++)
		join(f->parent, code, r->at[i]);
}

/* --- one level ----------------------------------------------------------------------------------- */

struct group { /* identifiers of one level that stand together by their own links */
	uint32_t *codes;
	size_t n;
};

static int by_cluster(const void *a, const void *b, void *to)
{
	const struct finding *f = to;
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	if (f->cluster[x] != f->cluster[y])
		return f->cluster[x] < f->cluster[y] ? -1 : 1;
	return (x > y) - (x < y);
}

static void group_alone(struct finding *f, uint32_t code)
{
	struct roots r = { 0 };

	roots_of(f, code, &r);
	f->shared[code] = is_shared(f, &r, may_of(f, code));
	if (f->shared[code])
		*LIST_ADD(f->sc, &f->out->shared) = code;
	else
		take(f, code, &r);
}

/* All of a group become one person's where they stand beside few enough; else each is looked at alone. */
static void group_settle(struct finding *f, const struct group *g)
{
	struct roots r = { 0 };
	struct may may = { 0 };

	for (size_t i = 0; i < g->n; i++) {
		may_widen(&may, may_of(f, g->codes[i]));
		roots_of(f, g->codes[i], &r);
	}
	if (is_shared(f, &r, may)) {
		for (size_t i = 0; i < g->n; i++)
			group_alone(f, g->codes[i]);
		return;
	}
	for (size_t i = 0; i < g->n; i++) {
		join(f->parent, g->codes[0], g->codes[i]);
		take(f, g->codes[i], &r);
	}
}

/* The identifiers of a level that stand in some link, those that are linked among themselves side by side. */
static size_t level_codes(struct finding *f, struct scope *sc, unsigned level, uint32_t **codes)
{
	const struct persons_input *in = f->in;
	LIST(uint32_t) list = { 0 };

	for (size_t i = 0; i < in->n_links; i++)
		if (level_of(f, in->links[i].a) == level && level_of(f, in->links[i].b) == level)
			join(f->cluster, in->links[i].a, in->links[i].b);
	for (uint32_t c = 0; c < in->n; c++) {
		if (level_of(f, c) != level || f->neighbours[c] == f->neighbours[c + 1])
			continue;
		f->cluster[c] = root(f->cluster, c);
		*LIST_ADD(sc, &list) = c;
	}
	if (list.n)
		qsort_r(list.at, list.n, sizeof *list.at, by_cluster, f);
	*codes = list.at;
	return list.n;
}

/* All of a level is decided by what was known before it, so that nothing depends on who is looked at first. */
static void level_settle(struct finding *f, unsigned level)
{
	struct scope mine = { 0 };
	uint32_t *codes;
	size_t n = level_codes(f, &mine, level, &codes);

	for (uint32_t c = 0; n && c < f->in->n; c++) {
		f->above[c] = root(f->parent, c);
		f->has_account[f->above[c]] |= level_of(f, c) == 1;
	}
	for (size_t i = 0, k; i < n; i = k) {
		for (k = i + 1; k < n && f->cluster[codes[k]] == f->cluster[codes[i]];)
			k++;
		group_settle(f, &(struct group){ codes + i, k - i });
	}
	scope_close(&mine);
}

/* --- too many ------------------------------------------------------------------------------------ */

struct size {
	uint32_t all, accounts;
};

/* Whoever swallows strangers is taken apart again, and said. */
static void swallowers_free(struct finding *f)
{
	const struct persons_input *in = f->in;
	uint32_t most = in->most ? in->most : PERSONS_MOST;
	uint32_t accounts = in->most_accounts ? in->most_accounts : PERSONS_ACCOUNTS;
	struct scope mine = { 0 };
	struct size *sizes = NEW_ARRAY(&mine, struct size, (size_t)in->n + 1);

	for (uint32_t c = 0; c < in->n; c++) {
		struct size *size = &sizes[root(f->parent, c)];
		size->all++;
		size->accounts += level_of(f, c) >= 1 && level_of(f, c) <= 3;
	}
	for (uint32_t c = 0; c < in->n; c++)
		f->out->person[c] = root(f->parent, c);
	for (uint32_t c = 0; c < in->n; c++) {
		const struct size *size = &sizes[f->out->person[c]];
		if (size->all <= most && size->accounts <= accounts)
			continue;
		if (f->out->person[c] == c)
			*LIST_ADD(f->sc, &f->out->swallowed) = c;
		f->out->person[c] = c;
	}
	scope_close(&mine);
}

static void wished_join(struct finding *f)
{
	uint32_t *person = f->out->person;

	for (size_t i = 0; i < f->in->n_wished; i++)
		join(person, f->in->wished[i].a, f->in->wished[i].b);
	for (uint32_t c = 0; f->in->n_wished && c < f->in->n; c++)
		person[c] = root(person, c);
}

static uint32_t *each_alone(struct scope *sc, uint32_t n)
{
	uint32_t *own = NEW_ARRAY(sc, uint32_t, (size_t)n + 1);

	for (uint32_t i = 0; i < n; i++)
		own[i] = i;
	return own;
}

struct persons *persons_find(struct scope *sc, const struct persons_input *input)
{
	struct scope mine = { 0 };
	struct finding f = { .sc = sc, .in = input, .out = NEW(sc, struct persons) };

	f.parent = each_alone(&mine, input->n);
	f.cluster = each_alone(&mine, input->n);
	f.above = each_alone(&mine, input->n);
	f.shared = NEW_ARRAY(&mine, bool, (size_t)input->n + 1);
	f.has_account = NEW_ARRAY(&mine, bool, (size_t)input->n + 1);
	f.out->person = each_alone(sc, input->n);
	f.neighbours = neighbours_build(&f, &mine);
	for (size_t i = 0; i < input->n_links; i++)
		if (level_of(&f, input->links[i].a) == 1 && level_of(&f, input->links[i].b) == 1)
			join(f.parent, input->links[i].a, input->links[i].b);
	for (unsigned level = 2; level < LEVELS; level++)
		level_settle(&f, level);
	swallowers_free(&f);
	wished_join(&f);
	scope_close(&mine);
	return f.out;
}
