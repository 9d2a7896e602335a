/* What the words before a colon say: who speaks, and whether it is the one who asks. */
#include <unicode/uchar.h>

#include "formats/talk.h"

enum { NAME_MOST = 60 /* bytes */, WORDS_MOST = 4 };

/* Small letters; a word of a name, or for the short ones the whole of it. */
static const char asks[] =
	"interviewer|moderator|moderatorka|host|facilitator|researcher|interviewerin|prowadzący|"
	"prowadząca|prowadzacy|prowadzaca|ankieter|ankieterka|badacz|badaczka|модератор|интервьюер|"
	"ведущий|ведущая|исследователь|анкетёр|анкетер";
static const char asks_short[] = "er|iv|int|i|q|mod";
static const char answers[] =
	"speaker|interviewee|participant|respondent|customer|uczestnik|uczestniczka|rozmówca|"
	"rozmówczyni|badany|badana|respondentka|klient|klientka|участник|участница|респондент|"
	"спикер|клиент|unknown";
/* How sentences begin that have a colon behind their first words. */
static const char no_names[] =
	"well|yes|no|note|so|and|but|example|question|answer|remember|also|ok|okay|first|second|"
	"third|finally|because|like|tak|nie|no więc|więc|czyli|przykład|pytanie|odpowiedź|uwaga|"
	"na przykład|да|нет|ну|вопрос|ответ|пример|например|итак|то есть|kind|language|http|https";

static bool one_of(struct str word, const char *words)
{
	struct str rest = str_of(words);

	while (rest.p)
		if (str_same(str_cut(&rest, '|'), word))
			return true;
	return false;
}

/* The next word of letters and digits; p NULL: no more. */
static struct str next_word(struct str name, size_t *at)
{
	size_t from = name.n, i = *at;

	while (i < name.n) {
		size_t before = i;
		bool letter = u_isalnum((UChar32)str_next(name, &i));
		if (letter && from == name.n)
			from = before;
		if (!letter && from < name.n) {
			*at = i;
			return str_sub(name, from, before);
		}
	}
	*at = name.n;
	return from < name.n ? str_sub(name, from, name.n) : (struct str){ 0 };
}

static bool has_word_of(struct str name, const char *words)
{
	struct str word;

	for (size_t at = 0; (word = next_word(name, &at)).p;)
		if (one_of(word, words))
			return true;
	return false;
}

bool talk_is_interviewer(struct str name)
{
	name = str_trim(name);
	return name.n && name.n < 200 && (one_of(name, asks_short) || has_word_of(name, asks));
}

/* Each word of a name begins with a capital letter, a digit, or a letter of a script without capitals. */
static bool is_capital(struct str name)
{
	struct str word;
	int n = 0;

	for (size_t at = 0; (word = next_word(name, &at)).p; n++) {
		size_t i = 0;
		if (n == WORDS_MOST || u_islower((UChar32)str_next(word, &i)))
			return false;
	}
	return n > 0;
}

static bool is_name(struct str name)
{
	size_t i = 0;

	if (!name.n || name.n > NAME_MOST || !u_isalpha((UChar32)str_next(name, &i)))
		return false;
	for (size_t k = 0; k < name.n; k++)
		if (memchr(",;!?\"<>=/{}|", name.p[k], 12))
			return false;
	if (one_of(name, no_names))
		return false;
	return is_capital(name) || talk_is_interviewer(name) || has_word_of(name, answers);
}

bool talk_speaker(struct str line, struct str *name, struct str *rest)
{
	const char *colon;

	line = str_trim(line);
	colon = line.n ? memchr(line.p, ':', line.n) : NULL;
	if (!colon || (colon + 1 < line.p + line.n && colon[1] != ' ' && colon[1] != '\t'))
		return false;
	*name = str_trim(str_sub(line, 0, (size_t)(colon - line.p)));
	*rest = str_trim(str_sub(line, (size_t)(colon - line.p) + 1, line.n));
	return is_name(*name);
}

/* Up to `most` digits from `at` on. */
static size_t digits(struct str text, size_t at, size_t most, int64_t *value)
{
	size_t n = 0;

	for (*value = 0; n < most && at + n < text.n && text.p[at + n] >= '0' && text.p[at + n] <= '9'; n++)
		*value = *value * 10 + (text.p[at + n] - '0');
	return n;
}

static int64_t fraction(struct str text, size_t *at)
{
	int64_t value;
	size_t n;

	if (*at >= text.n || (text.p[*at] != '.' && text.p[*at] != ','))
		return 0;
	n = digits(text, *at + 1, 6, &value);
	*at += n ? n + 1 : 0;
	for (; n && n < 6; n++)
		value *= 10;
	return n ? value : 0;
}

bool talk_clock(struct str *text, int64_t *us)
{
	struct str s = str_trim(*text);
	int64_t seconds = 0, part;
	size_t at = digits(s, 0, 4, &seconds), n;
	int groups = 1;

	while (at && groups < 3 && at < s.n && s.p[at] == ':') {
		n = digits(s, at + 1, 2, &part);
		if (n != 2 || part > 59)
			return false;
		seconds = seconds * 60 + part;
		at += 3;
		groups++;
	}
	if (groups < 2)
		return false;
	*us = seconds * 1000000 + fraction(s, &at);
	*text = str_sub(s, at, s.n);
	return at == s.n || !memchr("0123456789:-/", s.p[at], 13);
}
