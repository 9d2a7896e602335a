/* What a survey's columns are: ratings, texts, options, choices. */
#include "formats/survey_parts.h"

#include <ctype.h>

#include "formats/survey_words.h"

enum { DIFFERENT = 200, NAME_LETTERS = 80 };

/* What stands in a question's column in the first rows. */
struct look {
	struct names *answers;
	struct str at[DIFFERENT];
	size_t counts[DIFFERENT];
	size_t n, words, mails;
	bool more; /* different answers than are kept */
};

static size_t words_in(struct str text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		n += (unsigned char)text.p[i] > ' ' && (i == 0 || (unsigned char)text.p[i - 1] <= ' ');
	return n;
}

static bool is_mail(struct str s)
{
	const char *at = memchr(s.p, '@', s.n);

	return at && at > s.p && !memchr(s.p, ' ', s.n) && memchr(at, '.', (size_t)(s.p + s.n - at));
}

static void look_at(struct scope *sc, const struct table *t, int column, struct look *look)
{
	*look = (struct look){ .answers = names_new(sc) };
	for (size_t i = 0; i < table_samples(t); i++) {
		struct str value = table_sample_at(t, i, column);
		if (!value.p)
			continue;
		look->n++;
		look->words += words_in(value);
		look->mails += is_mail(value);
		uint32_t code = names_find(look->answers, value);
		if (code == NAMES_NONE && names_count(look->answers) == DIFFERENT) {
			look->more = true;
			continue;
		}
		code = names_add(look->answers, value);
		look->at[code] = value;
		look->counts[code]++;
	}
}

static size_t different(const struct look *look)
{
	return names_count(look->answers) + look->more;
}

/* --- names --------------------------------------------------------------------------------------- */

/* "Q2", "QID14_TEXT", "G01Q02": a number that the tool gave, which tells people nothing. */
static bool is_opaque(struct str code)
{
	bool digit = false;

	if (str_ends(code, STR("_TEXT")))
		code.n -= 5;
	for (size_t i = 0; i < code.n; i++) {
		digit |= isdigit((unsigned char)code.p[i]) != 0;
		if (!isdigit((unsigned char)code.p[i]) && !strchr("QGSVIDqgsvid_.[]#", code.p[i]))
			return false;
	}
	return digit || !code.n;
}

/* "How easy was it to return your order? (1-7)": "How easy was it to return your order" */
static struct str short_text(struct survey *s, struct str text)
{
	const char *open = str_ends(text, STR(")")) ? memrchr(text.p, '(', text.n) : NULL;

	if (open && open > text.p && open + 1 < text.p + text.n && isdigit((unsigned char)open[1]))
		text = str_trim(str_sub(text, 0, (size_t)(open - text.p)));
	while (text.n && strchr("?:.,;* ", text.p[text.n - 1]))
		text.n--;
	return str_short(s->sc, text, NAME_LETTERS);
}

static struct str stem_name(struct survey *s, const struct survey_question *q)
{
	struct str code = q->stem.n ? q->stem : q->code;

	if (code.n && (!is_opaque(code) || !q->text.n))
		return code;
	return short_text(s, q->text);
}

static struct str name_of(struct survey *s, const struct survey_question *q)
{
	struct str stem = stem_name(s, q), option = str_short(s->sc, q->option, NAME_LETTERS);

	if (!option.n)
		return q->code.n && str_equal(stem, q->stem) ? q->code : stem;
	return str_of(scope_printf(s->sc, "%.*s: %.*s", STR_ARG(stem), STR_ARG(option)));
}

static struct str distinct(struct survey *s, struct names *taken, struct str name)
{
	struct str tried = name.n ? name : STR("question");

	for (int i = 2; names_find(taken, tried) != NAMES_NONE; i++)
		tried = str_of(scope_printf(s->sc, "%.*s (%d)", STR_ARG(name), i));
	names_add(taken, tried);
	return tried;
}

static struct str asked_of(struct survey *s, const struct survey_question *q)
{
	if (!q->option.n || !q->text.n)
		return q->text;
	return str_of(scope_printf(s->sc, "%.*s [%.*s]", STR_ARG(q->text), STR_ARG(q->option)));
}

/* --- kinds --------------------------------------------------------------------------------------- */

static bool is_one(struct survey *s, struct str answer, const char *words)
{
	struct str plain = survey_plain(s->room, str_sub(answer, 0, 40));

	return !memchr(plain.p, ' ', plain.n) && survey_says(plain, words);
}

/* All answers say that this option was chosen, or was not. */
static bool is_option(struct survey *s, const struct survey_question *q, const struct look *look)
{
	struct str label = q->option.n ? q->option : q->text;
	bool named = false, ticked = q->option.n > 0 && !look->more;

	for (size_t i = 0; i < names_count(look->answers); i++) {
		bool same = str_same(look->at[i], label);
		named |= same;
		ticked &= same || is_one(s, look->at[i], survey_yes_words) ||
			  is_one(s, look->at[i], survey_no_words);
	}
	if (named && label.n && names_count(look->answers) == 1)
		return true;
	return look->n && ticked && (named || !survey_asks_for_rating(s->room, asked_of(s, q)));
}

static bool is_text(struct survey *s, const struct survey_question *q, const struct look *look)
{
	struct str plain = survey_plain(s->room, q->option.n ? q->option : q->text.n ? q->text : q->code);
	bool repeated = look->n >= 20 && different(look) * 5 < look->n && !look->more;

	bool sentences = look->words >= look->n * 4, asked = survey_says(plain, survey_text_words);

	if (q->open)
		return true;
	/* Who is asked what could be better may say the same as many others, in a sentence. */
	if (q->closed || !look->n || (repeated && !(asked && sentences)))
		return false;
	if (asked)
		return true;
	return look->n >= 5 && sentences && (look->more || different(look) * 2 >= look->n);
}

/* By its header: who answers, and where they live. */
static bool is_personal(struct survey *s, const struct survey_question *q)
{
	struct str header = q->option.n ? q->option : q->text.n ? q->text : q->code;

	struct str plain = survey_plain(s->room, header);

	return survey_says(plain, survey_person_words) ||
	       (words_in(header) <= 4 && !survey_says(plain, survey_text_words) && table_is_personal(header));
}

static bool is_rated(struct survey *s, struct survey_item *it, const struct look *look)
{
	const struct survey_answers answers = { look->at, look->counts, names_count(look->answers) };
	struct str code = it->q.code.n && !is_opaque(it->q.code) ? it->q.code : STR("");
	struct str question = str_of(scope_printf(s->sc, "%.*s %.*s", STR_ARG(code), STR_ARG(it->asked)));

	return look->n && !look->more && survey_scale_find(s->room, question, &answers, &it->scale);
}

static enum survey_kind kind_of(struct survey *s, struct survey_item *it, const struct look *look)
{
	static const struct survey_column mail = { NULL, SURVEY_PUT, FACT_EMAIL, NULL };

	if (look->n && look->mails * 10 >= look->n * 8) {
		it->admin = &mail;
		return SURVEY_OTHER;
	}
	if (!it->q.property && !it->q.open && is_option(s, &it->q, look))
		return SURVEY_OPTION;
	if (!it->q.property && !it->q.open && is_rated(s, it, look))
		return SURVEY_RATED;
	return !it->q.property && is_text(s, &it->q, look) ? SURVEY_TEXT : SURVEY_CHOICE;
}

/* --- options of one question --------------------------------------------------------------------- */

static bool same_stem(const struct survey_item *a, const struct survey_item *b)
{
	return str_equal(a->q.text, b->q.text) && str_equal(a->q.stem, b->q.stem);
}

/* Each option knows the first of its question; one that nobody chose in the first rows is known by its neighbours. */
static void options_group(struct survey *s, const bool *said)
{
	int last = SURVEY_NONE;

	for (size_t i = 0; i < s->n; i++) {
		struct survey_item *it = &s->items[i];
		bool joins = last != SURVEY_NONE && !it->admin && same_stem(it, &s->items[last]);
		if (it->kind == SURVEY_CHOICE && !said[i] && it->q.option.n && joins)
			it->kind = SURVEY_OPTION;
		if (it->kind != SURVEY_OPTION)
			continue;
		it->group = joins ? s->items[last].group : (int)i;
		if (joins)
			s->items[last].next = (int)i;
		last = (int)i;
	}
}

/* Of two scales of numbers the one that has room for both. */
static void scales_widen(struct survey_item *a, struct survey_item *b)
{
	double more = scale_high(a->scale.scale) - scale_high(b->scale.scale);

	if (more == 0)
		more = scale_low(b->scale.scale) - scale_low(a->scale.scale);
	if (more > 0)
		b->scale = a->scale;
	else
		a->scale = b->scale;
}

static bool has_numbers(const struct survey_item *it)
{
	return it->kind == SURVEY_RATED && !it->scale.steps;
}

/* The parts of one question stand on one scale, though nobody gave one of them the highest. */
static void scales_align(struct survey *s)
{
	for (size_t i = 1; i < s->n; i++)
		if (has_numbers(&s->items[i]) && has_numbers(&s->items[i - 1]) && s->items[i].q.option.n &&
			same_stem(&s->items[i], &s->items[i - 1]))
			scales_widen(&s->items[i - 1], &s->items[i]);
	for (size_t i = s->n; i-- > 1;)
		if (has_numbers(&s->items[i]) && has_numbers(&s->items[i - 1]) && s->items[i].q.option.n &&
			same_stem(&s->items[i], &s->items[i - 1]))
			scales_widen(&s->items[i - 1], &s->items[i]);
}

static void personal_drop(struct survey *s)
{
	for (size_t i = 0; i < s->n; i++) {
		struct survey_item *it = &s->items[i];
		if ((it->kind != SURVEY_TEXT && it->kind != SURVEY_CHOICE) || !is_personal(s, &it->q))
			continue;
		it->kind = SURVEY_OTHER;
		facts_remark(s->f, "names, addresses and telephone numbers that were asked for are left out");
	}
}

/* A column that is called like the only answer in it is an option of a question that the file does not name. */
static void option_settle(struct survey_item *it)
{
	if (it->kind != SURVEY_OPTION || it->q.option.n)
		return;
	it->q.option = it->q.text;
	it->q.text = (struct str){ 0 };
}

static void names_give(struct survey *s)
{
	struct names *taken = names_new(s->sc);
	int rating = SURVEY_NONE;

	for (size_t i = 0; i < s->n; i++) {
		struct survey_item *it = &s->items[i];
		struct str stem = it->kind == SURVEY_OPTION ? stem_name(s, &it->q) : name_of(s, &it->q);
		it->follows = rating;
		if (it->kind == SURVEY_OPTION && it->group != (int)i)
			continue;
		if (it->kind != SURVEY_OTHER)
			it->name = distinct(
				s, taken, it->kind == SURVEY_OPTION && !stem.n ? STR("choices") : stem);
		if (it->kind == SURVEY_RATED)
			rating = (int)i;
	}
}

void survey_settle(struct survey *s, struct table *t)
{
	bool *said = NEW_ARRAY(s->sc, bool, s->n + 1);

	for (size_t i = 0; i < s->n; i++) {
		struct survey_item *it = &s->items[i];
		struct scope mine = { 0 };
		struct look look;
		it->kind = SURVEY_OTHER;
		if (it->admin || it->q.drop)
			continue;
		it->asked = asked_of(s, &it->q);
		look_at(&mine, t, (int)i, &look);
		said[i] = look.n > 0;
		it->kind = kind_of(s, it, &look);
		option_settle(it);
		scope_close(&mine);
	}
	scales_align(s);
	options_group(s, said);
	personal_drop(s);
	names_give(s);
	for (size_t i = 0; i < s->n; i++)
		if (s->items[i].admin && s->items[i].admin->role == SURVEY_PUT)
			*LIST_ADD(s->sc, &s->persons) = (int)i;
}

/* --- expected and experienced -------------------------------------------------------------------- */

/* The question without the words that say which of the two it is, and without those that go with them. */
static struct str bare_question(struct survey *s, const struct survey_item *it, bool *expects)
{
	struct buf *out = buf_new(s->sc, 2000);
	struct str plain = survey_plain(s->room, it->asked.n ? it->asked : it->q.code);

	*expects = survey_says(plain, survey_expected_words);
	for (struct str rest = plain; rest.p;) {
		struct str word = str_cut(&rest, ' ');
		if (survey_says(word, survey_expected_words) || survey_says(word, survey_experienced_words) ||
			survey_says(word, survey_filling_words))
			continue;
		buf_str_add(out, word);
		buf_putc(out, ' ');
	}
	buf_puts(out, it->scale.steps ? it->scale.steps[0] : "numbers");
	return buf_str(out);
}

void survey_pair(struct survey *s)
{
	struct names *bare = names_new(s->sc);
	int *seen[2] = { NEW_ARRAY(s->sc, int, s->n + 1), NEW_ARRAY(s->sc, int, s->n + 1) };
	bool expects;

	for (size_t i = 0; i < s->n; i++) {
		if (s->items[i].kind != SURVEY_RATED)
			continue;
		uint32_t code = names_add(bare, bare_question(s, &s->items[i], &expects));
		if (seen[expects][code]) /* the first of those that are worded alike */
			continue;
		seen[expects][code] = (int)i + 1;
		int expected = seen[1][code] - 1, experienced = seen[0][code] - 1;
		if (expected < 0 || experienced < 0)
			continue;
		if (has_numbers(&s->items[expected]))
			scales_widen(&s->items[expected], &s->items[experienced]);
		s->items[experienced].expected = expected;
		s->items[expected].is_expected = true;
	}
}
