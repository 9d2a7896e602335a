/* What the names of promises, events and questions have in common. */
#include "answer/gaps_private.h"

#include <ctype.h>

#include "formats/survey_scale.h"
#include "formats/survey_words.h"

static const char promised_words[] =
	"expect*|estimat*|promis*|planned|schedul*|deadline|due|eta|oczekiw*|planowan*|obiecan*|przewidywan*|szacowan*|"
	"ожида*|планов*|планир*|запланир*|обещ*|предполаг*";

/* Words that stand in many names and say nothing of what is promised. */
static const char empty_words[] =
	"order|orders|zamowien*|заказ*|customer*|klient*|клиент*|user*|date|dates|time|times|timestamp|datetime|at|on|of|by|"
	"for|the|to|day|days|data|daty|czas|czasu|termin*|godzina|dzien|dnia|дата|даты|время|срок*|день|id|no|number|item|"
	"items|product*|produkt*|товар*|first|last|status|order_id|utc|local|event|step";

/* What such events are about did not come true by them. */
static const char undone_words[] =
	"fail*|cancel*|complain*|problem*|attempt*|delay*|late|lost|return*|refund*|review*|rating*|survey*|chosen|choose|"
	"choice|select*|option*|change*|request*|question*|reklamac*|anulow*|opozn*|zwrot*|zwroc*|opini*|ankiet*|wybran*|"
	"wybor*|zmian*|отмен*|жалоб*|задерж*|опозд*|возвра*|отзыв*|выбор*|выбран*|измен*";

/* Words of one thing that do not begin alike. */
static const char *const families[] = {
	"deliver*|arriv*|eta|dostaw*|dostarcz*|dorecz*|достав*|вруч*",
	"ship*|dispatch*|sent|send*|wysyl*|wysl*|nadan*|отправ*|отгру*",
	"pickup*|pick*|collect*|odbior*|odebr*|odbier*|забра*|самовывоз*",
	"pay*|paid|platn*|oplac*|zaplac*|zaplat*|оплат*|оплач*",
	"clos*|won|zamkn*|zamyka*|закры*",
	"resol*|solv*|fix*|repair*|rozwiaz*|napraw*|реш*|ремонт*|исправ*",
	"answer*|repl*|respon*|odpowied*|ответ*",
	"install*|montaz*|zamontow*|instal*|установ*|монтаж*",
	"finish*|complet*|done|ready|zakoncz*|ukoncz*|gotow*|realiz*|zrealiz*|заверш*|готов*|выполн*",
	"start*|begin*|began|rozpocz*|начал*|начин*",
	"activ*|aktyw*|актив*",
};

/* What a question may have more than its other half. */
static const char filling_words[] =
	"wobec|wzgledem|od|z|ze|do|w|we|na|o|ocena|oceny|ocen|оценка|оцените|от|к|с|по|в|level|poziom|уровень|rating|score|"
	"with|from|on|in|at|would|should|will|think|how|rate|please|my";

static bool is_one_of(struct str word, const char *patterns)
{
	return survey_says(word, patterns);
}

/* camelCase has no blanks that survey_plain could see. */
static struct str spaced(struct scope *sc, struct str name)
{
	struct buf *out = buf_new(sc, 4000);

	for (size_t i = 0; i < name.n && i < 1000; i++) {
		bool begins = i && isupper((unsigned char)name.p[i]) && islower((unsigned char)name.p[i - 1]);
		if (begins)
			buf_putc(out, ' ');
		buf_putc(out, name.p[i] == '_' ? ' ' : name.p[i]);
	}
	return buf_str(out);
}

void gap_words(struct scope *sc, struct str name, struct gap_words *out)
{
	struct buf *room = buf_new(sc, 1 << 14);
	struct str rest = str_copy(sc, survey_plain(room, spaced(sc, name)));

	out->n = 0;
	while (rest.p && out->n < GAP_WORDS) {
		struct str word = str_cut(&rest, ' ');
		if (word.n)
			out->at[out->n++] = word;
	}
}

/* How many letters two words begin with alike. */
static size_t alike(struct str a, struct str b)
{
	size_t i = 0, k = 0, n = 0;

	while (i < a.n && k < b.n && str_next(a, &i) == str_next(b, &k))
		n++;
	return n;
}

bool gap_word_same(struct str a, struct str b)
{
	enum { STEM = 5, SHORT = 4, ENDING = 2, ADDED = 3 };
	size_t x = str_letters(a), y = str_letters(b), shorter = x < y ? x : y, longer = x < y ? y : x;
	size_t n = alike(a, b);

	if (str_equal(a, b))
		return true;
	for (size_t i = 0; i < COUNT_OF(families); i++)
		if (is_one_of(a, families[i]) && is_one_of(b, families[i]))
			return true;
	if (n >= SHORT && n == shorter && longer - n <= ADDED)
		return true;
	return n >= STEM && n + ENDING >= shorter;
}

static bool any_says(struct scope *sc, struct str name, const char *patterns)
{
	struct gap_words words;

	gap_words(sc, name, &words);
	for (size_t i = 0; i < words.n; i++)
		if (is_one_of(words.at[i], patterns))
			return true;
	return false;
}

bool gap_says_promised(struct scope *sc, struct str name)
{
	return any_says(sc, name, promised_words);
}

bool gap_says_expected(struct scope *sc, struct str name)
{
	return any_says(sc, name, survey_expected_words);
}

static bool has_word(const struct gap_words *words, struct str word)
{
	for (size_t i = 0; i < words->n; i++)
		if (gap_word_same(words->at[i], word))
			return true;
	return false;
}

/* "eta" says both that it is promised and what. */
static bool is_what(struct str word)
{
	return !is_one_of(word, empty_words) &&
	       (!is_one_of(word, promised_words) || str_equal(word, STR("eta")));
}

size_t gap_fulfils(struct scope *sc, struct str promise, struct str event)
{
	struct gap_words what, came;
	size_t n = 0;

	gap_words(sc, promise, &what);
	gap_words(sc, event, &came);
	for (size_t i = 0; i < came.n; i++)
		if (is_one_of(came.at[i], promised_words) ||
			(is_one_of(came.at[i], undone_words) && !has_word(&what, came.at[i])))
			return 0;
	for (size_t i = 0; i < what.n; i++)
		n += is_what(what.at[i]) && has_word(&came, what.at[i]);
	return n;
}

/* --- questions ----------------------------------------------------------------------------------- */

/* "rating", "ocena": the other half where nothing else is named. */
static bool rates(const struct gap_words *words)
{
	for (size_t i = 0; i < words->n; i++)
		if (is_one_of(words->at[i], "rating|score|rate|ocen*|оцен*"))
			return true;
	return false;
}

/* "E1", "servqual p 07": which item, of what; false: no such name. */
static bool is_item(const struct gap_words *words, char letter, int64_t *number, size_t *at)
{
	for (size_t i = 0; i < words->n && i < 3; i++) {
		struct str w = words->at[i];
		bool alone = w.n == 1 && w.p[0] == letter && i + 1 < words->n;
		struct str digits = alone ? words->at[i + 1] : str_sub(w, 1, w.n);
		*at = i;
		if (w.p[0] == letter && digits.n && digits.n <= 2 && str_integer(digits, number) &&
			*number > 0)
			return true;
	}
	return false;
}

bool gap_may_expect(struct scope *sc, struct str name)
{
	struct gap_words words;
	int64_t number;
	size_t at;

	gap_words(sc, name, &words);
	return is_item(&words, 'e', &number, &at) || gap_says_expected(sc, name);
}

/* SERVQUAL's items are worded apart: the number tells them. */
static bool is_item_pair(const struct gap_words *e, const struct gap_words *p)
{
	int64_t expected, perceived;
	size_t before, behind;

	if (!is_item(e, 'e', &expected, &before) || !is_item(p, 'p', &perceived, &behind) ||
		expected != perceived || before != behind)
		return false;
	for (size_t i = 0; i < before; i++)
		if (!str_equal(e->at[i], p->at[i]))
			return false;
	return true;
}

/* What is left without the words that say which half it is. */
static struct gap_words bare(const struct gap_words *words, bool *expects, bool *experienced)
{
	struct gap_words out = { .n = 0 };

	*expects = *experienced = false;
	for (size_t i = 0; i < words->n; i++) {
		struct str word = words->at[i];
		bool e = is_one_of(word, survey_expected_words),
		     p = is_one_of(word, survey_experienced_words);
		*expects |= e;
		*experienced |= p;
		if (!e && !p && !is_one_of(word, survey_filling_words) && !is_one_of(word, filling_words))
			out.at[out.n++] = word;
	}
	return out;
}

bool gap_questions_pair(struct scope *sc, struct str expected, struct str actual)
{
	struct gap_words a, b;
	bool a_expects, b_expects, a_experienced, b_experienced;

	gap_words(sc, expected, &a);
	gap_words(sc, actual, &b);
	if (is_item_pair(&a, &b))
		return true;
	struct gap_words x = bare(&a, &a_expects, &a_experienced), y = bare(&b, &b_expects, &b_experienced);
	if (!a_expects || b_expects || x.n != y.n || (!x.n && !b_experienced && !rates(&b)))
		return false;
	for (size_t i = 0; i < x.n; i++)
		if (!gap_word_same(x.at[i], y.at[i]))
			return false;
	return true;
}
