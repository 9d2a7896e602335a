#include "formats/survey_scale.h"

#include <ctype.h>

#include "formats/survey_words.h"

enum { ENOUGH = 20 /* answers, to judge a scale by those that nobody gave */ };

/* --- words --------------------------------------------------------------------------------------- */

static bool is_word_letter(uint32_t c)
{
	if (c < 0x80)
		return isalnum((int)c);
	return c >= 0xC0 && !(c >= 0x2000 && c < 0x2070) && !(c >= 0x3000 && c < 0x3040);
}

struct str survey_plain(struct buf *room, struct str text)
{
	bool gap = false;

	buf_cut(room, 0);
	for (size_t i = 0; i < text.n && buf_len(room) < 1000;) {
		uint32_t c = str_next(text, &i);
		if (c == '\'' || c == 0x2019) /* don't */
			continue;
		bool letter = is_word_letter(c);
		if (letter && gap && buf_len(room))
			buf_putc(room, ' ');
		if (letter)
			buf_letter(room, str_bare_letter(c));
		gap = !letter;
	}
	return buf_str(room);
}

static bool says(struct str plain, struct str pattern)
{
	bool open = str_ends(pattern, STR("*"));
	const char *at = plain.p, *end = plain.p + plain.n;

	pattern.n -= open;
	while ((at = memmem(at, (size_t)(end - at), pattern.p, pattern.n)) != NULL) {
		const char *behind = at + pattern.n;
		if ((at == plain.p || at[-1] == ' ') && (open || behind == end || *behind == ' '))
			return true;
		at++;
	}
	return false;
}

bool survey_says(struct str plain, const char *patterns)
{
	struct str rest = str_of(patterns);

	while (rest.p)
		if (says(plain, str_cut(&rest, '|')))
			return true;
	return false;
}

/* The whole text is one of the patterns. */
static bool is_one_of(struct str plain, const char *patterns)
{
	struct str rest = str_of(patterns);

	while (rest.p) {
		struct str pattern = str_cut(&rest, '|');
		bool open = str_ends(pattern, STR("*"));
		pattern.n -= open;
		if (open ? str_starts(plain, pattern) : str_equal(plain, pattern))
			return true;
	}
	return false;
}

/* --- numbers ------------------------------------------------------------------------------------- */

/* What may stand between a number and what it means: "5 - Very good", "5 (very good)", "5: ...", "5 stars". */
static bool is_label(struct str s)
{
	while (s.n && strchr(" \t\n-:(=.,/", s.p[0]))
		s = str_sub(s, 1, s.n);
	if (s.n >= 3 && (str_starts(s, STR("\u2013")) || str_starts(s, STR("\u2014"))))
		s = str_trim(str_sub(s, 3, s.n));
	return s.n && !isdigit((unsigned char)s.p[0]);
}

static bool leading_number(struct str s, double *out)
{
	size_t n = 0;

	while (n < s.n && n < 4 && isdigit((unsigned char)s.p[n]))
		n++;
	bool apart = n < s.n && !isalpha((unsigned char)s.p[n]);
	return n && n < 4 && apart && is_label(str_sub(s, n, s.n)) && str_number(str_sub(s, 0, n), out);
}

/* "Extremely likely - 10", "Very good (5)" */
static bool trailing_number(struct str s, double *out)
{
	if (str_ends(s, STR(")")))
		s.n--;
	size_t from = s.n;
	while (from && isdigit((unsigned char)s.p[from - 1]))
		from--;
	if (from == s.n || s.n - from > 3)
		return false;
	struct str before = str_trim(str_sub(s, 0, from));
	return before.n && strchr("-(:=", before.p[before.n - 1]) && str_number(str_sub(s, from, s.n), out);
}

static bool number_of(struct str s, double *out)
{
	char room[24];

	s = str_trim(s);
	if (!s.n || s.n > 200)
		return false;
	if (str_number(s, out))
		return true;
	const char *comma = s.n < sizeof room ? memchr(s.p, ',', s.n) : NULL;
	if (comma) {
		memcpy(room, s.p, s.n);
		room[comma - s.p] = '.';
		if (str_number((struct str){ room, s.n }, out))
			return true;
	}
	return leading_number(s, out) || trailing_number(s, out);
}

/* "(1-7)", "1 to 5", "od 0 do 10" in the question. */
static enum scale scale_named(struct str plain)
{
	struct str before = { 0 }, word;
	char name[16];
	enum scale scale;

	for (struct str rest = plain; rest.p;) {
		word = str_cut(&rest, ' ');
		if (is_one_of(word, "to|do|до|and|i|и"))
			continue;
		bool number = word.n && word.n <= 3 && isdigit((unsigned char)word.p[0]);
		if (number && before.n) {
			memcpy(name, before.p, before.n);
			name[before.n] = '-';
			memcpy(name + before.n + 1, word.p, word.n);
			if (scale_find((struct str){ name, before.n + 1 + word.n }, &scale))
				return scale;
		}
		before = number ? word : (struct str){ 0 };
	}
	return SCALE_NONE;
}

struct range {
	double low, high;
	size_t numbers, none, said;
	size_t on_named; /* on the scale that the question names */
};

static struct range range_of(struct buf *room, enum scale named, const struct survey_answers *answers)
{
	struct range r = { 0 };

	for (size_t i = 0; i < answers->n; i++) {
		double x;
		r.said += answers->counts[i];
		if (survey_is_no_answer(room, answers->at[i])) {
			r.none += answers->counts[i];
		} else if (number_of(answers->at[i], &x)) {
			r.low = r.numbers && r.low < x ? r.low : x;
			r.high = r.numbers && r.high > x ? r.high : x;
			r.numbers += answers->counts[i];
			r.on_named += named != SCALE_NONE && scale_holds(named, x) ? answers->counts[i] : 0;
		}
	}
	return r;
}

/* --- the scale of numbers ------------------------------------------------------------------------ */

static enum scale scale_from_zero(const struct range *r)
{
	bool enough = r->numbers >= ENOUGH;

	if (r->high <= 1) /* no and yes */
		return SCALE_NONE;
	if (enough && r->high <= 5)
		return SCALE_0_5;
	return r->high <= 10 ? SCALE_0_10 : r->high <= 100 ? SCALE_0_100 : SCALE_NONE;
}

static enum scale scale_from_one(const struct range *r, bool effort)
{
	if (r->high <= 5 && (!effort || r->numbers >= ENOUGH))
		return SCALE_1_5;
	return r->high <= 7     ? SCALE_1_7
	       : r->high <= 10  ? SCALE_1_10
	       : r->high <= 100 ? SCALE_0_100
				: SCALE_NONE;
}

static enum scale scale_of_numbers(struct str question, enum scale named, const struct range *r)
{
	bool nps = survey_says(question, survey_nps_words);

	if (named != SCALE_NONE && r->on_named * 2 >= r->numbers)
		return named == SCALE_0_10 && nps ? SCALE_NPS : named;
	if (!nps &&
		(!survey_says(question, survey_rating_words) || survey_says(question, survey_count_words)))
		return SCALE_NONE;
	if (nps && r->low >= 0 && r->high <= 10 && (r->high > 5 || r->numbers < ENOUGH))
		return SCALE_NPS;
	if (r->low < 0)
		return r->low >= -2 && r->high <= 2 ? SCALE_FEELING : SCALE_NONE;
	return r->low < 1 ? scale_from_zero(r)
			  : scale_from_one(r, survey_says(question, survey_effort_words));
}

/* --- the scale of words -------------------------------------------------------------------------- */

static int step_of(struct str plain, const char *const *steps, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_one_of(plain, steps[i]))
			return (int)i + 1;
	return 0;
}

static size_t hits_of(struct buf *room, const struct survey_worded *row, const struct survey_answers *answers)
{
	size_t hits = 0;

	for (size_t i = 0; i < answers->n; i++)
		if (answers->at[i].n < 200 && step_of(survey_plain(room, answers->at[i]), row->steps, row->n))
			hits += answers->counts[i];
	return hits;
}

static bool worded_find(struct buf *room, bool asks, const struct survey_answers *answers,
	const struct range *r, struct survey_scale *out)
{
	size_t most = 0;

	for (size_t i = 0; i < survey_n_worded; i++) {
		const struct survey_worded *row = &survey_worded[i];
		size_t hits = row->only_asked && !asks ? 0 : hits_of(room, row, answers);
		if (hits <= most)
			continue;
		most = hits;
		*out = (struct survey_scale){ row->n == 7 ? SCALE_1_7 : SCALE_1_5, row->steps, row->n };
	}
	return most && (most + r->none) * 10 >= r->said * 9;
}

/* --- both ---------------------------------------------------------------------------------------- */

bool survey_is_no_answer(struct buf *room, struct str answer)
{
	return answer.n < 100 && is_one_of(survey_plain(room, answer), survey_none_words);
}

bool survey_asks_for_rating(struct buf *room, struct str question)
{
	struct str plain = survey_plain(room, question);

	return survey_says(plain, survey_nps_words) || survey_says(plain, survey_rating_words);
}

bool survey_scale_find(
	struct buf *room, struct str question, const struct survey_answers *answers, struct survey_scale *out)
{
	enum scale named = scale_named(survey_plain(room, question));
	struct range r = range_of(room, named, answers);

	*out = (struct survey_scale){ 0 };
	if (r.numbers && (r.numbers + r.none) * 10 >= r.said * 9) {
		out->scale = scale_of_numbers(survey_plain(room, question), named, &r);
		return out->scale != SCALE_NONE;
	}
	return worded_find(room, survey_asks_for_rating(room, question), answers, &r, out);
}

bool survey_rate(struct buf *room, const struct survey_scale *scale, struct str answer, double *rating)
{
	int step;

	if (!scale->steps)
		return number_of(answer, rating) && scale_holds(scale->scale, *rating);
	step = answer.n < 200 ? step_of(survey_plain(room, answer), scale->steps, scale->n_steps) : 0;
	*rating = step;
	return step > 0;
}
