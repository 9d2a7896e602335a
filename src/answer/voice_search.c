#include "answer/voice_search.h"

#include <stdlib.h>

#include "base/buf.h"
#include "voice/stem.h"
#include "voice/tokens.h"

enum { FORMS = 4 /* letters of a beginning that may be marked */ };

struct voice_query {
	struct scope *sc;
	struct stemmer *stemmer;
	struct str words[SEARCH_WORDS];            /* folded */
	struct str stems[SEARCH_WORDS][LANGUAGES]; /* in each language */
	size_t n;
	struct tokens tokens;
	uint64_t looked;
	LIST(uint64_t) ids; /* of the texts that have them */
};

static struct str stem(struct voice_query *q, enum language language, struct str word)
{
	bool known = language == LANGUAGE_EN || language == LANGUAGE_PL || language == LANGUAGE_RU;

	return known ? stem_word(q->stemmer, language, word) : word;
}

static bool read_words(struct voice_query *q, struct str words)
{
	tokens_read(&q->tokens, words);
	for (size_t i = 0; i < q->tokens.n; i++) {
		if (q->tokens.at[i].kind != TOKEN_WORD)
			continue;
		if (q->n == SEARCH_WORDS)
			return scope_fail(q->sc, FAULT_LIMIT, "a search has at most %d words", SEARCH_WORDS);
		q->words[q->n] = str_copy(q->sc, q->tokens.at[i].word);
		for (int l = 0; l < LANGUAGES; l++)
			q->stems[q->n][l] = str_copy(q->sc, stem(q, (enum language)l, q->words[q->n]));
		q->n++;
	}
	return q->n > 0 || scope_fail(q->sc, FAULT_INVALID, "there is no word to look for in \"%.*s\"",
				   STR_ARG(str_short(q->sc, words, 60)));
}

/* --- the index ------------------------------------------------------------------------------------------- */

static size_t common(struct str a, struct str b)
{
	size_t i = 0, k = 0, n = 0;

	while (i < a.n && k < b.n && str_next(a, &i) == str_next(b, &k))
		n++;
	return n;
}

/* What all forms of the word begin with: what it has in common with each of its stems, and a letter less, as the last
 * one may change (ręka, ręce; ждать, ждала). */
static struct str beginning(const struct voice_query *q, size_t i)
{
	size_t keep = str_letters(q->words[i]), at = 0;

	for (int l = LANGUAGE_EN; l <= LANGUAGE_RU; l++) {
		size_t n = common(q->words[i], q->stems[i][l]);
		keep = n < keep ? n : keep;
	}
	keep = keep > 3 ? keep - 1 : keep > 1 ? keep : 1;
	for (size_t k = 0; k < keep; k++)
		(void)str_next(q->words[i], &at);
	return str_sub(q->words[i], 0, at);
}

/* Letters that the index knows as letters of their own, and a query has without their marks. */
static const struct {
	const char *bare, *marked;
} own_letters[] = { { "l", "ł" }, { "е", "ё" } };

static const char *marked_at(struct str text, size_t at, size_t *n)
{
	for (size_t i = 0; i < COUNT_OF(own_letters); i++)
		if (str_starts(str_sub(text, at, text.n), str_of(own_letters[i].bare))) {
			*n = strlen(own_letters[i].bare);
			return own_letters[i].marked;
		}
	return NULL;
}

/* One form of it: the k-th of such letters is marked where bit k says so.  How many there are. */
static size_t add_form(struct buf *b, struct str start, unsigned form)
{
	size_t letters = 0, n;

	for (size_t i = 0; i < start.n;) {
		const char *marked = letters < FORMS ? marked_at(start, i, &n) : NULL;
		if (marked && form >> letters++ & 1) {
			buf_puts(b, marked);
			i += n;
		} else {
			buf_putc(b, start.p[i] == '"' ? ' ' : start.p[i]);
			i++;
		}
	}
	return letters;
}

static void add_forms(struct scope *sc, struct buf *b, struct str start)
{
	size_t letters = add_form(buf_new(sc, 1 << 12), start, 0);

	for (unsigned form = 0; form < 1u << letters; form++) {
		buf_puts(b, form ? " OR \"" : "(\"");
		(void)add_form(b, start, form);
		buf_puts(b, "\"*");
	}
	buf_putc(b, ')');
}

struct str voice_query_expression(struct voice_query *q)
{
	struct buf *b = buf_new(q->sc, 1 << 16);

	for (size_t i = 0; i < q->n; i++) {
		buf_puts(b, i ? " AND " : "");
		add_forms(q->sc, b, beginning(q, i));
	}
	return buf_str(b);
}

/* --- texts ------------------------------------------------------------------------------------------------ */

/* Snowball leaves Russian verbs with two stems that differ in their last letter: ждат, ждал. */
static bool same_stem(enum language language, struct str a, struct str b)
{
	enum { LEAST = 4, LETTER = 2 };

	if (str_equal(a, b))
		return true;
	return language == LANGUAGE_RU && a.n == b.n && a.n >= LEAST * LETTER &&
	       memcmp(a.p, b.p, a.n - LETTER) == 0;
}

static bool has_word(struct voice_query *q, enum language language, struct str want)
{
	for (size_t i = 0; i < q->tokens.n; i++)
		if (q->tokens.at[i].kind == TOKEN_WORD &&
			same_stem(language, stem(q, language, q->tokens.at[i].word), want))
			return true;
	return false;
}

/* What does not tell its language may be any. */
bool voice_query_fits(struct voice_query *q, struct str text)
{
	enum language language = language_of(text);

	tokens_read(&q->tokens, text);
	for (size_t i = 0; i < q->n; i++) {
		bool found = false;
		for (int l = LANGUAGE_EN; l <= LANGUAGE_OTHER && !found; l++)
			if (language == LANGUAGE_UNDECIDED || language == (enum language)l)
				found = has_word(q, (enum language)l, q->stems[i][l]);
		if (!found)
			return false;
	}
	return true;
}

static bool look(struct scope *sc, void *to, const struct feedback *f)
{
	struct voice_query *q = to;

	(void)sc;
	q->looked++;
	if (voice_query_fits(q, f->text))
		*LIST_ADD(q->sc, &q->ids) = judged_text(f->text);
	return true;
}

static int by_id(const void *x, const void *y)
{
	const uint64_t *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

static int by_customer(const void *x, const void *y)
{
	const uint32_t *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

/* How many they are, of which some come several times. */
static uint64_t different(uint32_t *customers, size_t n)
{
	uint64_t count = 0;

	if (n)
		qsort(customers, n, sizeof *customers, by_customer);
	for (size_t i = 0; i < n; i++)
		count += i == 0 || customers[i] != customers[i - 1];
	return count;
}

static void collect(struct voice_query *q, const struct said_list *said, size_t most, struct voice_found *out)
{
	uint32_t *customers = NEW_ARRAY(q->sc, uint32_t, said->n + 1);

	if (q->ids.n)
		qsort(q->ids.at, q->ids.n, sizeof *q->ids.at, by_id);
	out->at = NEW_ARRAY(q->sc, const struct said *, most + 1);
	for (size_t i = said->n; i-- > 0;) {
		const struct said *s = &said->at[i];
		if (!q->ids.n || !bsearch(&s->id, q->ids.at, q->ids.n, sizeof s->id, by_id))
			continue;
		if (out->n < most)
			out->at[out->n++] = s;
		customers[out->all++] = s->customer;
	}
	out->customers = different(customers, out->all);
}

void voice_found_keep(struct scope *sc, struct voice_found *found, int touchpoint)
{
	uint32_t *customers = NEW_ARRAY(sc, uint32_t, found->n + 1);
	size_t n = 0;

	found->cut |= found->all > found->n;
	for (size_t i = 0; i < found->n; i++)
		if (found->at[i]->touchpoint == touchpoint) {
			customers[n] = found->at[i]->customer;
			found->at[n++] = found->at[i];
		}
	found->n = n;
	found->all = n;
	found->customers = different(customers, n);
}

struct voice_query *voice_query_open(struct scope *sc, struct str words)
{
	struct voice_query *q = NEW(sc, struct voice_query);

	q->sc = sc;
	q->stemmer = stemmer_open();
	if (read_words(q, words))
		return q;
	voice_query_close(q);
	return NULL;
}

void voice_query_close(struct voice_query *q)
{
	if (!q)
		return;
	stemmer_close(q->stemmer);
	tokens_close(&q->tokens);
}

struct voice_found *voice_search(
	struct scope *sc, struct study *study, const struct definition *def, struct str words, size_t most)
{
	struct voice_found *out = NEW(sc, struct voice_found);
	struct voice_query *q = voice_query_open(sc, words);
	struct said_list *said = q ? said_read(sc, study, def, NULL) : NULL;
	bool ok = said && judged_labels(sc, study->ws->documents, &out->labels, &out->n_labels) &&
		  documents_search(sc, study->ws->documents, voice_query_expression(q), SEARCH_LOOK, look, q);

	if (ok) {
		collect(q, said, most, out);
		out->cut = q->looked == SEARCH_LOOK;
	}
	voice_query_close(q);
	return ok ? out : NULL;
}
