#include "draw/said.h"

#include <stdlib.h>

#include "base/buf.h"
#include "draw/said_match.h"

/* --- words ------------------------------------------------------------------------------------------------ */

static int by_english(const void *key, const void *row)
{
	return strcmp(key, ((const struct said_row *)row)->english);
}

const char *said_in(const struct said_row *row, enum speech speech)
{
	return speech == SPEECH_EN ? row->english : speech == SPEECH_PL ? row->polish : row->russian;
}

const char *said(struct scope *sc, const char *english)
{
	if (sc->speech == SPEECH_EN)
		return english;
	const struct said_row *row = bsearch(english, said_rows, said_rows_n, sizeof *said_rows, by_english);
	return row ? said_in(row, sc->speech) : english;
}

/* --- numbers ---------------------------------------------------------------------------------------------- */

enum { GROUPED_PL = 5, GROUPED = 4 }; /* from so many digits on thousands stand apart */

#define NBSP "\xc2\xa0"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The whole part without its commas. */
static struct str digits_of(struct scope *sc, struct str whole)
{
	struct buf *b = buf_new(sc, whole.n + 1);

	for (size_t i = 0; i < whole.n; i++)
		if (is_digit(whole.p[i]))
			buf_putc(b, whole.p[i]);
	return buf_str(b);
}

struct str said_number(struct scope *sc, struct str number)
{
	if (sc->speech == SPEECH_EN)
		return number;
	struct buf *b = buf_new(sc, 2 * number.n + 16);
	size_t sign = said_sign(number);
	struct str part = str_sub(number, sign, number.n), digits = digits_of(sc, str_cut(&part, '.'));

	if (sign)
		buf_str_add(
			b, sign == 1 && number.p[0] == '-' ? STR("\xe2\x88\x92") : str_sub(number, 0, sign));
	bool apart = digits.n >= (sc->speech == SPEECH_PL ? GROUPED_PL : GROUPED);
	for (size_t i = 0; i < digits.n; i++) {
		if (apart && i && (digits.n - i) % 3 == 0)
			buf_puts(b, NBSP);
		buf_putc(b, digits.p[i]);
	}
	if (part.p)
		buf_printf(b, ",%.*s", STR_ARG(part));
	return buf_str(b);
}

/* --- forms ------------------------------------------------------------------------------------------------ */

enum form { ONE, FEW, MANY, OTHER };

/* As Unicode's CLDR has it for Polish and Russian. */
static enum form form_of(struct scope *sc, struct str number)
{
	size_t sign = said_sign(number);
	struct str part = str_sub(number, sign, number.n), digits = digits_of(sc, str_cut(&part, '.'));
	int last = digits.n ? digits.p[digits.n - 1] - '0' : 0;
	int before = digits.n > 1 ? digits.p[digits.n - 2] - '0' : 0;

	if (part.p)
		return OTHER;
	if (!digits.n)
		return MANY;
	if (last == 1 && (sc->speech == SPEECH_PL ? digits.n == 1 : before != 1))
		return ONE;
	return last >= 2 && last <= 4 && before != 1 ? FEW : MANY;
}

struct str said_pick(struct scope *sc, struct str number, struct str forms)
{
	enum form want = form_of(sc, number);
	struct str second = { 0 }, form = { 0 };

	for (int i = ONE; forms.p; i++) {
		form = str_cut(&forms, '|');
		if (i == (int)want)
			return form;
		if (i == FEW)
			second = form;
	}
	return second.p ? second : form;
}

const char *said_form(struct scope *sc, struct str number, const char *one, const char *many)
{
	if (sc->speech == SPEECH_EN)
		return str_equal(number, STR("1")) ? one : many;
	const char *forms = said(sc, many);
	return forms == many ? many : str_c(sc, said_pick(sc, number, str_of(forms)));
}
