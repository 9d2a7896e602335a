#include "voice/stem_pl.h"

#include "base/names.h"
#include "voice/stem_pl_private.h"

enum { LETTERS = 26, LEAST = 3 /* letters of a word that is cut */, TAIL = 8 /* bytes */, PREFIXES = 8 };

/* An ending as it lies at a word's end, the last letter highest: one comparison of numbers finds it. */
struct tail {
	uint64_t bytes, mask;
	const struct ending *ending;
	size_t n, n_put;
};

/* Endings by their last letter, the longest first. */
struct tails {
	struct tail *of[LETTERS];
	size_t n[LETTERS];
};

/* Most of what is asked for is not there: `lengths` says so at once, by the first letters and the length. */
struct dictionary {
	struct names *forms;
	LIST(struct str) stems; /* by the code of the form */
	uint32_t lengths[LETTERS * LETTERS];
};

struct prefixes {
	struct prefix {
		struct str text, put;
	} at[PREFIXES];
	size_t n;
};

struct stem_pl {
	struct tails endings, formants;
	struct tail *shapes;
	struct dictionary words, verbs, roots;
	struct prefixes prefixes[LETTERS]; /* by the first letter; the last of each is the empty one */
};

/* --- the tables, made ready ---------------------------------------------------------------------------- */

static struct tail tail_of(const struct ending *ending)
{
	struct tail tail = { .ending = ending, .n = strlen(ending->text), .n_put = strlen(ending->put) };

	for (size_t i = 0; i < tail.n; i++) {
		size_t shift = 8 * (TAIL - tail.n + i);
		tail.bytes |= (uint64_t)(uint8_t)ending->text[i] << shift;
		tail.mask |= (uint64_t)0xff << shift;
	}
	return tail;
}

/* Keeps the order of the tables among those of one length. */
static void add_tail(struct scope *sc, struct tails *tails, const struct ending *ending)
{
	struct tail tail = tail_of(ending);
	size_t letter = (size_t)(ending->text[tail.n - 1] - 'a'), n = tails->n[letter]++, i = n;
	struct tail *of = scope_grow(sc, tails->of[letter], n, n + 1, sizeof *of);

	for (; i > 0 && of[i - 1].n < tail.n; i--)
		of[i] = of[i - 1];
	of[i] = tail;
	tails->of[letter] = of;
}

static void add_group(struct scope *sc, struct tails *tails, struct ending_group group)
{
	for (size_t i = 0; i < group.n; i++)
		add_tail(sc, tails, &group.at[i]);
}

static size_t place_of(struct str form)
{
	return (size_t)(form.p[0] - 'a') * LETTERS + (size_t)(form.p[1] - 'a');
}

static uint32_t bit_of(struct str form)
{
	return 1u << (form.n < 31 ? form.n : 31);
}

static void add_forms(struct scope *sc, struct dictionary *d, const struct stem_pl_forms *row)
{
	struct str rest = str_of(row->forms);

	while (rest.p) {
		struct str form = str_cut(&rest, ' ');
		d->lengths[place_of(form)] |= bit_of(form);
		if (names_add(d->forms, form) == d->stems.n)
			*LIST_ADD(sc, &d->stems) = *row->stem ? str_of(row->stem) : form;
	}
}

static void fill(struct scope *sc, struct dictionary *d, struct stem_pl_list list)
{
	d->forms = names_new(sc);
	for (size_t i = 0; i < list.n; i++)
		add_forms(sc, d, &list.at[i]);
}

static void add_prefix(struct stem_pl *pl, char letter, struct stem_pl_prefix prefix)
{
	struct prefixes *of = &pl->prefixes[letter - 'a'];

	of->at[of->n++] = (struct prefix){ str_of(prefix.text), str_of(prefix.put) };
}

static void add_prefixes(struct stem_pl *pl)
{
	for (size_t i = 0; i < stem_pl_prefix_count; i++)
		add_prefix(pl, *stem_pl_prefixes[i].text, stem_pl_prefixes[i]);
	for (char letter = 'a'; letter <= 'z'; letter++)
		add_prefix(pl, letter, (struct stem_pl_prefix){ "", "" });
}

struct stem_pl *stem_pl_open(struct scope *sc)
{
	struct stem_pl *pl = NEW(sc, struct stem_pl);

	for (size_t i = 0; i < stem_pl_ending_groups; i++)
		add_group(sc, &pl->endings, stem_pl_endings[i]);
	add_group(sc, &pl->formants, stem_pl_formants);
	pl->shapes = NEW_ARRAY(sc, struct tail, stem_pl_shapes.n);
	for (size_t i = 0; i < stem_pl_shapes.n; i++)
		pl->shapes[i] = tail_of(&stem_pl_shapes.at[i]);
	fill(sc, &pl->words, stem_pl_words);
	fill(sc, &pl->verbs, stem_pl_verbs);
	fill(sc, &pl->roots, stem_pl_roots);
	add_prefixes(pl);
	return pl;
}

/* --- a word --------------------------------------------------------------------------------------------- */

struct stemming {
	char *p; /* the room; TAIL blanks lie before it */
	size_t n;
	enum ending_kind kind;
};

static uint64_t tail_at(const struct stemming *s)
{
	uint64_t tail = 0;

	for (size_t i = 0; i < TAIL; i++)
		tail |= (uint64_t)(uint8_t)s->p[(ptrdiff_t)s->n - TAIL + (ptrdiff_t)i] << (8 * i);
	return tail;
}

static bool has_vowel(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (memchr("aeiouy", p[i], 6))
			return true;
	return false;
}

/* What is left must have enough letters to be told from other words, and a vowel. */
static bool can_cut(const struct stemming *s, const struct tail *tail)
{
	size_t left = s->n - tail->n;

	return s->n >= tail->n && left + tail->n_put >= tail->ending->least &&
	       (has_vowel(s->p, left) || has_vowel(tail->ending->put, tail->n_put));
}

static void cut(struct stemming *s, const struct tail *tail)
{
	s->n -= tail->n;
	memcpy(s->p + s->n, tail->ending->put, tail->n_put);
	s->n += tail->n_put;
}

static const struct tail *find_tail(const struct stemming *s, const struct tails *tails, unsigned kinds)
{
	uint64_t bytes = tail_at(s);
	size_t letter = (size_t)(s->p[s->n - 1] - 'a');
	const struct tail *of = tails->of[letter];

	for (size_t i = 0; i < tails->n[letter]; i++)
		if ((bytes & of[i].mask) == of[i].bytes && (of[i].ending->kind & kinds) && can_cut(s, &of[i]))
			return &of[i];
	return NULL;
}

static bool may_have(const struct dictionary *d, struct str form)
{
	return form.n >= 2 && d->lengths[place_of(form)] & bit_of(form);
}

static bool find_form(const struct dictionary *d, struct str form, struct str *stem)
{
	uint32_t code = may_have(d, form) ? names_find(d->forms, form) : NAMES_NONE;

	if (code == NAMES_NONE)
		return false;
	*stem = d->stems.at[code];
	return true;
}

/* "przy" and "szla" to "przyjsc". */
static bool find_verb(const struct stem_pl *pl, struct str word, char *room, struct str *out)
{
	const struct prefixes *prefixes = &pl->prefixes[word.p[0] - 'a'];
	struct str stem;

	for (size_t i = 0; i < prefixes->n; i++) {
		struct str prefix = prefixes->at[i].text, put = prefixes->at[i].put;
		if (!str_starts(word, prefix) ||
			!find_form(&pl->verbs, str_sub(word, prefix.n, word.n), &stem))
			continue;
		memcpy(room, put.p, put.n);
		memcpy(room + put.n, stem.p, stem.n);
		*out = (struct str){ room, put.n + stem.n };
		return true;
	}
	return false;
}

/* "najszybsza" to "szybsza", but "najem" stays. */
static struct str without_most(struct str word)
{
	static const char *const degrees[] = { "ej", "sza", "sze", "szy", "si", "szego", "szej", "szym",
		"szych", "szymi", "szemu" };

	if (word.n < 7 || !str_starts(word, STR("naj")))
		return word;
	for (size_t i = 0; i < COUNT_OF(degrees); i++)
		if (str_ends(word, str_of(degrees[i])))
			return str_sub(word, 3, word.n);
	return word;
}

/* The last vowel was cut off before a j: "kolei" is of "kolej". */
static void mend_j(struct stemming *s)
{
	if (s->kind == ENDING_SOFT && s->n > 2 && memchr("aeou", s->p[s->n - 1], 3))
		s->p[s->n++] = 'j';
}

static void cut_ending(const struct stem_pl *pl, struct stemming *s)
{
	const struct tail *tail = find_tail(s, &pl->endings, ENDING_ANY);

	s->kind = ENDING_NONE;
	if (!tail)
		return;
	s->kind = (enum ending_kind)tail->ending->kind;
	cut(s, tail);
	mend_j(s);
}

/* Before a soft ending c is of t, as in "minucie"; ahead of the formants, as "-ac" is one. */
static void harden(struct stemming *s, char last)
{
	if (s->p[s->n - 1] == 'c' && s->kind == ENDING_SOFT && (s->n > 3 || last == 'e'))
		s->p[s->n - 1] = 't';
}

/* Until a listed root is met, which is then the stem. */
static bool cut_formants(const struct stem_pl *pl, struct stemming *s, struct str *stem)
{
	const struct tail *tail;

	while ((tail = find_tail(s, &pl->formants, s->kind)) != NULL) {
		cut(s, tail);
		s->kind = ENDING_SOFT;
		if (find_form(&pl->roots, (struct str){ s->p, s->n }, stem))
			return true;
	}
	return false;
}

static void reshape(const struct stem_pl *pl, struct stemming *s)
{
	for (size_t i = 0; i < stem_pl_shapes.n; i++) {
		const struct tail *tail = &pl->shapes[i];
		if ((tail_at(s) & tail->mask) == tail->bytes && (tail->ending->kind & s->kind) &&
			can_cut(s, tail))
			cut(s, tail);
	}
}

/* What is listed with its ending off. */
static bool find_root(const struct stem_pl *pl, const struct stemming *s, char *room, struct str *stem)
{
	struct str now = { s->p, s->n };

	return find_form(&pl->roots, now, stem) || (s->kind != ENDING_NONE && find_verb(pl, now, room, stem));
}

static struct str stem_of(const struct stem_pl *pl, struct str word, char *room)
{
	struct stemming s = { .p = room + TAIL, .n = word.n };
	struct str stem;

	memset(room, ' ', TAIL);
	memcpy(s.p, word.p, word.n);
	cut_ending(pl, &s);
	if (find_root(pl, &s, room + STEM_PL_ROOM / 2, &stem))
		return stem;
	harden(&s, word.p[word.n - 1]);
	if (cut_formants(pl, &s, &stem))
		return stem;
	reshape(pl, &s);
	return (struct str){ s.p, s.n };
}

static bool is_plain(struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if (word.p[i] < 'a' || word.p[i] > 'z')
			return false;
	return word.n >= LEAST && word.n <= STEM_PL_WORD;
}

struct str stem_pl_word(const struct stem_pl *pl, struct str folded, char *room)
{
	struct str stem;

	if (folded.n > STEM_PL_WORD || !is_plain(folded))
		return folded;
	if (find_form(&pl->words, folded, &stem) || find_verb(pl, folded, room, &stem))
		return stem;
	struct str word = without_most(folded);
	return word.n < folded.n && find_form(&pl->words, word, &stem) ? stem : stem_of(pl, word, room);
}
