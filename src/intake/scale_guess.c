/* Ratings: how a column of numbers is read as answers on a scale. */
#include "intake/mapping_parts.h"

#include <math.h>
#include <stdio.h>

static const char asks_for_nps[] = "nps|netpro|recommend*|polec*|рекоменд*|promoter*";

/* Google's reviews have their stars in words. */
static const char *const star_words[] = { "zero", "one", "two", "three", "four", "five" };

bool rating_read(struct str text, double *out)
{
	if (str_number(text, out))
		return true;
	const char *comma = text.n && text.n < 24 ? memchr(text.p, ',', text.n) : NULL;
	if (comma) {
		char room[24];
		memcpy(room, text.p, text.n);
		room[comma - text.p] = '.';
		return str_number((struct str){ room, text.n }, out);
	}
	for (size_t i = 0; i < COUNT_OF(star_words) && text.n < 6; i++) {
		if (str_same(text, str_of(star_words[i]))) {
			*out = (double)i;
			return true;
		}
	}
	return false;
}

/* "(1-7)", "1 to 5", "0-10" in the column's own name; SCALE_NONE where it names none. */
static enum scale scale_in_name(const struct words *words)
{
	for (size_t i = 0; i + 1 < words->n; i++) {
		size_t to = i + 1;
		if (to + 1 < words->n &&
			words_have(&(struct words){ .at = { words->at[to] }, .n = 1 }, "to|do|до"))
			to++;
		char name[16];
		enum scale scale;
		if (words->at[i].n > 2 || words->at[to].n > 3)
			continue;
		int n = snprintf(
			name, sizeof name, "%.*s-%.*s", STR_ARG(words->at[i]), STR_ARG(words->at[to]));
		if (n > 0 && scale_find((struct str){ name, (size_t)n }, &scale))
			return scale;
	}
	return SCALE_NONE;
}

static enum scale scale_below_zero(const struct look *look)
{
	if (look->low >= -1 && look->high <= 1)
		return SCALE_POLARITY;
	return look->low >= -2 && look->high <= 2 ? SCALE_FEELING : SCALE_NONE;
}

static enum scale scale_from_zero(const struct look *look, struct rater *rater)
{
	bool whole = look->integers == look->numbers;

	if (look->high <= 1)
		return SCALE_0_1;
	if (look->high <= 5 || (look->high == 6 && whole)) {
		rater->zero_is_none = true;
		rater->six_is_none = look->high == 6;
		return SCALE_1_5;
	}
	if (look->high <= 10)
		return SCALE_0_10;
	return look->high <= 100 ? SCALE_0_100 : SCALE_NONE;
}

static enum scale scale_from_one(const struct look *look)
{
	static const enum scale by_high[] = { SCALE_1_5, SCALE_1_5, SCALE_1_5, SCALE_1_5, SCALE_1_5,
		SCALE_1_5, SCALE_1_6, SCALE_1_7, SCALE_1_10, SCALE_1_10, SCALE_1_10 };

	if (look->high <= 10)
		return by_high[(int)ceil(look->high)];
	return look->high <= 100 ? SCALE_0_100 : SCALE_NONE;
}

bool rater_guess(struct column *column)
{
	const struct look *look = &column->look;
	struct rater *rater = &column->rater;

	if (!look->numbers)
		return false;
	enum scale named = scale_in_name(&column->words);
	if (named != SCALE_NONE)
		rater->scale = named;
	else if (words_have(&column->words, asks_for_nps) && look->low >= 0 && look->high <= 10)
		rater->scale = SCALE_NPS;
	else if (look->low < 0)
		rater->scale = scale_below_zero(look);
	else
		rater->scale = look->low < 1 ? scale_from_zero(look, rater) : scale_from_one(look);
	return rater->scale != SCALE_NONE;
}

void rater_give(struct column *column, enum scale scale)
{
	const struct look *look = &column->look;
	bool one_to_five = scale == SCALE_1_5 && look->integers == look->numbers;

	column->rater = (struct rater){ .scale = scale,
		.given = true,
		.zero_is_none = one_to_five && look->zeros,
		.six_is_none = one_to_five && look->sixes };
}

bool rater_take(struct rater *rater, struct str text, double *rating)
{
	if (!rating_read(text, rating)) {
		rater->unreadable++;
		return false;
	}
	if (rater->zero_is_none && *rating == 0) {
		rater->zeros++;
		return false;
	}
	if (rater->six_is_none && *rating == 6) {
		rater->sixes++;
		return false;
	}
	if (!scale_holds(rater->scale, *rating)) {
		rater->outside++;
		rater->example = *rating;
		return false;
	}
	rater->answers++;
	return true;
}

static void remark_of_guess(const struct mapping *m, const struct column *c)
{
	const struct rater *r = &c->rater;

	if (r->six_is_none)
		remark(m,
			"\"%.*s\" has 0 to 6: read as 1 to 5 with 0 (%llu) and 6 (%llu) as no answer; --scale 0-6 takes all",
			STR_ARG(c->name), (unsigned long long)r->zeros, (unsigned long long)r->sixes);
	else if (r->zero_is_none)
		remark(m,
			"\"%.*s\" has 0 to 5: read as 1 to 5 with 0 (%llu) as no answer; --scale 0-5 takes all",
			STR_ARG(c->name), (unsigned long long)r->zeros);
	else if (r->scale == SCALE_0_10)
		remark(m, "\"%.*s\" is read as 0 to 10: --scale nps if it asks for recommending",
			STR_ARG(c->name));
	else if (r->scale == SCALE_1_6)
		remark(m, "\"%.*s\" is read as 1 to 6: --scale 1-5 if 6 means no answer, 1-7 if it goes to 7",
			STR_ARG(c->name));
	else
		remark(m, "\"%.*s\" is read as a rating, %s (--scale changes it)", STR_ARG(c->name),
			scale_label(r->scale));
}

void rater_remarks(const struct mapping *m, const struct column *c)
{
	const struct rater *r = &c->rater;

	if (!r->given)
		remark_of_guess(m, c);
	if (r->outside)
		remark(m,
			"%llu values of \"%.*s\" lie outside %s (%g, say): read as no answer (--scale changes it)",
			(unsigned long long)r->outside, STR_ARG(c->name), scale_label(r->scale), r->example);
	if (r->unreadable)
		remark(m, "%llu values of \"%.*s\" are no numbers: read as no answer",
			(unsigned long long)r->unreadable, STR_ARG(c->name));
}
