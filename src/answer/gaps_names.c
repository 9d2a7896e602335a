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

static uint32_t families_of(struct str word)
{
	uint32_t of = 0;

	for (size_t i = 0; i < COUNT_OF(families); i++)
		of |= is_one_of(word, families[i]) ? UINT32_C(1) << i : 0;
	return of;
}

static struct gap_word word_of(struct str text)
{
	return (struct gap_word){ text, str_letters(text), families_of(text) };
}

/* delivery, delivered; dostawa, dostarczono */
static bool is_same(const struct gap_word *a, const struct gap_word *b)
{
	enum { STEM = 5, SHORT = 4, ENDING = 2, ADDED = 3 };
	size_t shorter = a->letters < b->letters ? a->letters : b->letters,
	       longer = a->letters + b->letters - shorter;

	if ((a->families & b->families) || str_equal(a->text, b->text))
		return true;
	size_t n = alike(a->text, b->text);
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

struct read_words {
	struct gap_word at[GAP_WORDS];
	size_t n;
};

static struct read_words read_words(struct scope *sc, struct str name)
{
	struct read_words out = { .n = 0 };
	struct gap_words words;

	gap_words(sc, name, &words);
	for (; out.n < words.n; out.n++)
		out.at[out.n] = word_of(words.at[out.n]);
	return out;
}

static bool has_word(const struct read_words *words, const struct gap_word *word)
{
	for (size_t i = 0; i < words->n; i++)
		if (is_same(&words->at[i], word))
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
	struct read_words what = read_words(sc, promise), came = read_words(sc, event);
	size_t n = 0;

	for (size_t i = 0; i < came.n; i++)
		if (is_one_of(came.at[i].text, promised_words) ||
			(is_one_of(came.at[i].text, undone_words) && !has_word(&what, &came.at[i])))
			return 0;
	for (size_t i = 0; i < what.n; i++)
		n += is_what(what.at[i].text) && has_word(&came, &what.at[i]);
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

/* "E1", "servqual p 07": which item, of what; number 0: no such name. */
static struct gap_item item_of(struct scope *sc, const struct gap_words *words, char letter)
{
	struct gap_item item = { .number = 0 };

	for (size_t i = 0; i < words->n && i <= COUNT_OF(item.of); i++) {
		struct str w = words->at[i];
		bool alone = w.n == 1 && w.p[0] == letter && i + 1 < words->n;
		struct str digits = alone ? words->at[i + 1] : str_sub(w, 1, w.n);
		item.n_of = i;
		if (w.p[0] == letter && digits.n && digits.n <= 2 && str_integer(digits, &item.number) &&
			item.number > 0)
			break;
		item.number = 0;
	}
	for (size_t i = 0; item.number && i < item.n_of; i++)
		item.of[i] = str_copy(sc, words->at[i]);
	return item;
}

/* SERVQUAL's items are worded apart: the number tells them. */
static bool is_item_pair(const struct gap_item *e, const struct gap_item *p)
{
	if (!e->number || e->number != p->number || e->n_of != p->n_of)
		return false;
	for (size_t i = 0; i < e->n_of; i++)
		if (!str_equal(e->of[i], p->of[i]))
			return false;
	return true;
}

/* What is left without the words that say which half it is. */
static void take_bare(struct scope *sc, const struct gap_words *words, struct gap_question *out)
{
	out->bare = NEW_ARRAY(sc, struct gap_word, words->n + 1);
	for (size_t i = 0; i < words->n; i++) {
		struct str word = words->at[i];
		bool e = is_one_of(word, survey_expected_words),
		     p = is_one_of(word, survey_experienced_words);
		out->expects |= e;
		out->experienced |= p;
		if (!e && !p && !is_one_of(word, survey_filling_words) && !is_one_of(word, filling_words))
			out->bare[out->n++] = word_of(str_copy(sc, word));
	}
}

void gap_question(struct scope *sc, struct str name, struct gap_question *out)
{
	struct scope mine = { 0 };
	struct gap_words words;

	gap_words(&mine, name, &words);
	*out = (struct gap_question){ .rates = rates(&words) };
	out->expected = item_of(sc, &words, 'e');
	out->perceived = item_of(sc, &words, 'p');
	take_bare(sc, &words, out);
	scope_close(&mine);
}

bool gap_may_expect(const struct gap_question *q)
{
	return q->expected.number || q->expects;
}

bool gap_questions_pair(const struct gap_question *e, const struct gap_question *p)
{
	if (is_item_pair(&e->expected, &p->perceived))
		return true;
	if (!e->expects || p->expects || e->n != p->n || (!e->n && !p->experienced && !p->rates))
		return false;
	for (size_t i = 0; i < e->n; i++)
		if (!is_same(&e->bare[i], &p->bare[i]))
			return false;
	return true;
}
