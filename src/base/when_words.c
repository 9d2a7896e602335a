/* The shapes with a month in letters: server logs, ctime, mail, and what programs show to people. */
#include "base/when_parts.h"

#include <unicode/uchar.h>

/* Names in full, so that every beginning of three letters or more is an abbreviation of one. */
static const char *const months[12] = {
	"january stycznia styczeń styczen января январь",
	"february lutego luty февраля февраль",
	"march marca marzec марта март",
	"april kwietnia kwiecień kwiecien апреля апрель",
	"may maja maj мая май",
	"june czerwca czerwiec июня июнь",
	"july lipca lipiec июля июль",
	"august sierpnia sierpień sierpien августа август",
	"september września wrzesnia wrzesień wrzesien сентября сентябрь",
	"october października pazdziernika październik pazdziernik октября октябрь",
	"november listopada listopad ноября ноябрь",
	"december grudnia grudzień grudzien декабря декабрь",
};

static const char weekdays[] = "monday tuesday wednesday thursday friday saturday sunday "
			       "poniedziałek wtorek środa czwartek piątek sobota niedziela "
			       "понедельник вторник среда четверг пятница суббота воскресенье "
			       "pn wt śr czw pt sob nd ndz пн вт ср чт пт сб вс";

/* Small words that people put between the parts. */
static const char fillers[] = "r roku г года of at o w в godz the st nd rd th";

/* Lower case into `out`; false when the word is longer than any that is known. */
static bool fold(struct str word, char out[static 64], struct str *folded)
{
	size_t n = 0;

	for (size_t i = 0; i < word.n;) {
		uint32_t c = (uint32_t)u_tolower((UChar32)str_next(word, &i));
		if (n + 2 > 64 || c > 0x7ff)
			return false;
		if (c < 0x80) {
			out[n++] = (char)c;
		} else {
			out[n++] = (char)(0xc0 | c >> 6);
			out[n++] = (char)(0x80 | (c & 0x3f));
		}
	}
	*folded = (struct str){ out, n };
	return true;
}

/* Whether it is one of the words, or begins one with three letters or more. */
static bool one_of(const char *words, struct str word, bool short_too)
{
	struct str rest = str_of(words);

	short_too = short_too && str_letters(word) >= 3;
	while (rest.p) {
		struct str one = str_cut(&rest, ' ');
		if (str_equal(one, word) || (short_too && str_starts(one, word)))
			return true;
	}
	return false;
}

int when_month(struct str word)
{
	char room[64];
	struct str w;

	if (!fold(word, room, &w))
		return 0;
	for (int i = 0; i < 12; i++)
		if (one_of(months[i], w, true))
			return i + 1;
	return 0;
}

static bool says_nothing(struct str word)
{
	char room[64];
	struct str w;

	return fold(word, room, &w) && (one_of(weekdays, w, true) || one_of(fillers, w, false));
}

static bool is_letter(const struct when_cursor *c)
{
	unsigned char b = c->p < c->end ? (unsigned char)*c->p : 0;

	return b >= 0x80 || (unsigned)((b | 0x20) - 'a') < 26;
}

static struct str word_take(struct when_cursor *c)
{
	struct str word = { c->p, 0 };

	while (is_letter(c))
		c->p++;
	word.n = (size_t)(c->p - word.p);
	return word;
}

/* [02/Mar/2026:10:15:00 +0100], the brackets may be missing */
bool when_read_log(struct str text, enum when_order order, struct when_parts *parts)
{
	struct when_cursor c = { text.p, text.p + text.n };

	(void)order;
	bool bracket = when_take(&c, '[');
	if (!when_digits(&c, 1, 2, &parts->day) || !when_take(&c, '/'))
		return false;
	parts->month = when_month(word_take(&c));
	if (!parts->month || !when_take(&c, '/') || when_digits(&c, 4, 4, &parts->year) != 4 ||
		!when_take(&c, ':') || !when_clock(&c, parts))
		return false;
	when_skip_blanks(&c);
	if (c.p < c.end && *c.p != ']' && !when_offset(&c, parts))
		return false;
	return (!bracket || when_take(&c, ']')) && c.p == c.end;
}

static bool number_part(struct when_cursor *c, struct when_parts *parts)
{
	struct when_cursor at = *c;
	int value = 0, digits = when_digits(c, 1, 4, &value);

	if (c->p < c->end && *c->p == ':' && !parts->has_time) {
		*c = at;
		return when_clock(c, parts);
	}
	if (digits <= 2 && !parts->day) {
		parts->day = value;
		parts->month_first = parts->month != 0;
		return value > 0;
	}
	if (parts->year || digits == 1 || digits == 3)
		return false;
	parts->year = digits == 2 ? when_century(value) : value;
	parts->year_last = parts->has_time;
	return true;
}

static bool word_part(struct when_cursor *c, struct when_parts *parts)
{
	struct when_cursor at = *c;

	if (parts->has_time && when_half(c, parts) && !is_letter(c))
		return true;
	*c = at;
	struct str word = word_take(c);
	int month = when_month(word);
	if (month && !parts->month) {
		parts->month = month;
		return true;
	}
	if (says_nothing(word))
		return true;
	*c = at;
	return parts->has_time && !parts->has_zone && when_offset(c, parts);
}

static bool sign_part(struct when_cursor *c, struct when_parts *parts)
{
	if (parts->has_time && !parts->has_zone)
		return when_offset(c, parts);
	c->p++;
	return !parts->has_time;
}

/* Numbers and words in any order, each part once; a comment in brackets behind the zone says nothing new. */
static bool parts_in_words(struct str text, struct when_parts *parts)
{
	struct when_cursor c = { text.p, text.p + text.n };
	bool ok = text.n <= 80;

	while (ok && c.p < c.end) {
		if (strchr(" ,.\t", *c.p))
			c.p++;
		else if ((unsigned)(*c.p - '0') < 10)
			ok = number_part(&c, parts);
		else if (*c.p == '+' || *c.p == '-')
			ok = sign_part(&c, parts);
		else if (*c.p == '(' && parts->has_zone)
			ok = c.end[-1] == ')', c.p = c.end;
		else
			ok = word_part(&c, parts);
	}
	return ok && parts->year && parts->month && parts->day;
}

bool when_read_ctime(struct str text, enum when_order order, struct when_parts *parts)
{
	(void)order;
	return parts_in_words(text, parts) && parts->month_first && parts->year_last;
}

bool when_read_mail(struct str text, enum when_order order, struct when_parts *parts)
{
	(void)order;
	return parts_in_words(text, parts) && !parts->month_first && parts->has_zone && !parts->year_last;
}

bool when_read_words(struct str text, enum when_order order, struct when_parts *parts)
{
	(void)order;
	return parts_in_words(text, parts);
}
