#include "voice/language_private.h"

enum { WORD_MOST = 32 }; /* letters of a word that are looked at */

/* Evidence, in eighths of a bit; found by trying a few values of each on real texts (docs/voice.md says
 * which). */
enum {
	OFTEN = 44,       /* a word that the tongue is full of */
	SELDOM = 34,      /* one of its other words */
	MISSING = 36,     /* a letter that its alphabet lacks */
	EXPECTED = 24,    /* the three languages are what mostly comes */
	WORST = 75,       /* what one word says against a tongue */
	SURE = 6,         /* by how much the best must be before the next */
	EXPECTED_RU = 40, /* more: its neighbours share most of its words */
};

struct scan {
	const struct language_tables *tables;
	struct str text;
	size_t at;
	uint64_t key; /* of the word so far; see WORD_KNOWN */
	uint8_t word[WORD_MOST + 1];
	unsigned letters; /* of the word */
	uint16_t missing;
	bool spoilt; /* digits, or part of an address: no word */
	int32_t sums[SCRIPTS][LANES];
	unsigned written[SCRIPTS], foreign; /* letters; those of frequent words twice */
};

/* --- words -------------------------------------------------------------------------------------------- */

static void add_known(int16_t *sum, const struct language_slot *slot)
{
	for (unsigned lanes = slot->often; lanes; lanes &= lanes - 1)
		sum[__builtin_ctz(lanes)] = OFTEN;
	for (unsigned lanes = (unsigned)(slot->seldom & ~slot->often); lanes; lanes &= lanes - 1)
		sum[__builtin_ctz(lanes)] = SELDOM;
}

static void add_pairs(int16_t *sum, const struct scan *s)
{
	uint8_t last = 0;

	for (unsigned i = 0; i <= s->letters; i++) {
		uint8_t code = i < s->letters ? s->word[i] : 0;
		const int8_t *row = s->tables->pairs[last][code];
		for (size_t k = 0; k < LANES; k++)
			sum[k] = (int16_t)(sum[k] + row[k]);
		last = code;
	}
}

static void take_missing(int16_t *sum, uint16_t missing)
{
	for (unsigned lanes = missing; lanes; lanes &= lanes - 1)
		sum[__builtin_ctz(lanes)] = (int16_t)(sum[__builtin_ctz(lanes)] - MISSING);
}

/* One word, a name perhaps, must not outweigh a sentence: it speaks against a tongue only so much. */
static void add_word(int32_t *sums, const int16_t *sum)
{
	int16_t best = sum[0];

	for (size_t k = 1; k < LANES; k++)
		best = sum[k] > best ? sum[k] : best;
	for (size_t k = 0; k < LANES; k++)
		sums[k] += sum[k] > best - WORST ? sum[k] : best - WORST;
}

/* "ahahaha", "мммммм": more than twice as many letters as different ones. */
static bool is_laughter(const struct scan *s)
{
	uint64_t seen = 0;

	for (unsigned i = 0; i < s->letters; i++)
		seen |= 1ull << s->word[i];
	return s->letters > 2 * (unsigned)__builtin_popcountll(seen);
}

static void judge_word(struct scan *s)
{
	enum script script = s->word[0] >= CYRILLIC_A ? CYRILLIC : LATIN;
	int16_t sum[LANES] = { 0 };
	const struct language_slot *known =
		s->letters <= WORD_KNOWN ? language_known(s->tables, s->key) : NULL;

	s->written[script] += known && known->often ? 2 * s->letters : s->letters;
	if (known)
		add_known(sum, known);
	else if (s->letters == 1 || is_laughter(s))
		return;
	else
		add_pairs(sum, s);
	take_missing(sum, s->missing);
	add_word(s->sums[script], sum);
}

static void end_word(struct scan *s)
{
	if (s->letters && !s->spoilt)
		judge_word(s);
	s->key = 0;
	s->letters = 0;
	s->missing = 0;
	s->spoilt = false;
}

/* A letter that is repeated more than twice is written twice. */
static void add_code(struct scan *s, uint8_t code)
{
	unsigned n = s->letters;

	if (n >= WORD_MOST || (n >= 2 && s->word[n - 1] == code && s->word[n - 2] == code))
		return;
	s->word[s->letters++] = code;
	s->key = s->key << LETTER_BITS | code;
}

/* A word in two scripts is two words: "iPhone'ом". */
static void add_letter(struct scan *s, const struct language_letter *letter)
{
	if (s->letters && (s->word[0] >= CYRILLIC_A) != (letter->code >= CYRILLIC_A))
		end_word(s);
	add_code(s, letter->code);
	s->missing |= letter->missing;
}

/* --- what is no word ---------------------------------------------------------------------------------- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static void skip_to_blank(struct scan *s)
{
	while (s->at < s->text.n && !is_blank(s->text.p[s->at]))
		s->at++;
}

static bool follows(const struct scan *s, struct str what)
{
	return s->at + what.n <= s->text.n && memcmp(s->text.p + s->at, what.p, what.n) == 0;
}

static bool letter_follows(const struct scan *s)
{
	unsigned char c = s->at < s->text.n ? (unsigned char)s->text.p[s->at] : ' ';

	return c >= 0x80 || s->tables->letters[c].kind == LETTER_PLAIN;
}

/* "&amp;" and its like, left by pages. */
static void skip_entity(struct scan *s)
{
	size_t end = s->at;

	while (end < s->text.n && end < s->at + 8 &&
		s->tables->letters[s->text.p[end] & 0x7f].kind == LETTER_PLAIN)
		end++;
	if (end > s->at && end < s->text.n && s->text.p[end] == ';')
		s->at = end + 1;
}

static bool is_www(const struct scan *s)
{
	return s->letters == 2 && s->word[0] == 'w' - 'a' + 1 && s->word[1] == s->word[0];
}

/* The part before the @ of a mail's address, of which the first word has been read. */
static bool mail_follows(const struct scan *s)
{
	enum { LOCAL_PART = 64 };

	for (size_t at = s->at; at < s->text.n && at < s->at + LOCAL_PART; at++) {
		char c = s->text.p[at];
		if (c == '@')
			return true;
		if (is_blank(c) || c == ',' || c == ':' || c == '!' || c == '?')
			return false;
	}
	return false;
}

static bool is_address(const struct scan *s, char c)
{
	if (c == '.' && is_www(s))
		return true;
	if (c == ':')
		return follows(s, STR("//"));
	return c == '@' || ((c == '.' || c == '-' || c == '_' || c == '+') && s->letters && mail_follows(s));
}

/* A mark in ASCII: the end of a word, or of what only looked like one. */
static void read_mark(struct scan *s, char c)
{
	if (c == '\'' && s->letters && letter_follows(s)) {
		add_code(s, APOSTROPHE);
		return;
	}
	bool address = is_address(s, c);
	s->spoilt |= address;
	end_word(s);
	if (address || c == '#')
		skip_to_blank(s);
	else if (c == '&')
		skip_entity(s);
}

/* --- the text ----------------------------------------------------------------------------------------- */

static void read_far(struct scan *s, uint32_t c)
{
	enum letter_kind kind = language_far_letter(c);

	if (c == 0x2019 && s->letters && letter_follows(s)) {
		add_code(s, APOSTROPHE);
		return;
	}
	if (c >= 0x1e00 && c < 0x1f00) { /* Latin letters with two marks: Vietnamese */
		s->foreign++;
		return;
	}
	if (kind == LETTER_NOTHING)
		return;
	end_word(s);
	if (kind == LETTER_FOREIGN)
		s->foreign += c < 0x3041 ? 1 : 2; /* a sign is more than a letter */
}

static void read_near(struct scan *s, uint32_t c)
{
	const struct language_letter *letter = &s->tables->letters[c];

	if (letter->kind == LETTER_PLAIN)
		add_letter(s, letter);
	else if (letter->kind == LETTER_DIGIT)
		s->spoilt = true;
	else if (letter->kind == LETTER_FOREIGN)
		s->foreign++;
	else if (letter->kind == LETTER_BREAK && c < 0x80)
		read_mark(s, (char)c);
	else if (letter->kind == LETTER_BREAK)
		end_word(s);
}

static uint32_t next_letter(struct scan *s)
{
	const unsigned char *p = (const unsigned char *)s->text.p + s->at;

	if (*p < 0x80) {
		s->at++;
		return *p;
	}
	if (*p >= 0xc2 && *p < 0xe0 && s->at + 1 < s->text.n && (p[1] & 0xc0) == 0x80) {
		s->at += 2;
		return (uint32_t)(*p & 0x1f) << 6 | (p[1] & 0x3f);
	}
	return str_next(s->text, &s->at);
}

static void read_text(struct scan *s)
{
	while (s->at < s->text.n) {
		uint32_t c = next_letter(s);
		if (c < LETTER_TABLE)
			read_near(s, c);
		else
			read_far(s, c);
	}
	end_word(s);
}

/* --- the answer --------------------------------------------------------------------------------------- */

static int32_t best_of(const int32_t *sums, size_t from, size_t to)
{
	int32_t best = sums[from];

	for (size_t i = from + 1; i < to; i++)
		best = sums[i] > best ? sums[i] : best;
	return best;
}

static enum language best_latin(const int32_t *sums)
{
	int32_t en = sums[TONGUE_EN] + EXPECTED, pl = sums[TONGUE_PL] + EXPECTED;
	int32_t other = best_of(sums, TONGUE_PT, LATIN_LANES);

	if (en >= pl + SURE && en >= other + SURE)
		return LANGUAGE_EN;
	if (pl >= en + SURE && pl >= other + SURE)
		return LANGUAGE_PL;
	return other >= en + SURE && other >= pl + SURE ? LANGUAGE_OTHER : LANGUAGE_UNDECIDED;
}

static enum language best_cyrillic(const int32_t *sums)
{
	return sums[TONGUE_RU % LANES] + EXPECTED_RU >= best_of(sums, 1, CYRILLIC_LANES) ? LANGUAGE_RU
											 : LANGUAGE_OTHER;
}

/* Russian names the things of the world in Latin letters, and hardly anybody else names any in Cyrillic
 * ones: so these weigh three times as much. */
static enum language answer(const struct scan *s)
{
	unsigned latin = s->written[LATIN], cyrillic = s->written[CYRILLIC] * 3;

	if (s->foreign > latin && s->foreign > cyrillic)
		return LANGUAGE_OTHER;
	if (cyrillic + latin == 0)
		return LANGUAGE_UNDECIDED;
	enum language l = cyrillic > latin ? LANGUAGE_UNDECIDED : best_latin(s->sums[LATIN]);
	return l == LANGUAGE_UNDECIDED && cyrillic ? best_cyrillic(s->sums[CYRILLIC]) : l;
}

enum language language_of(struct str text)
{
	struct scan s = { .tables = language_tables() };

	s.text = str_sub(text, 0, text.n < LANGUAGE_TEXT ? text.n : LANGUAGE_TEXT);
	read_text(&s);
	return answer(&s);
}

/* --- keys --------------------------------------------------------------------------------------------- */

static const char *const keys[LANGUAGES] = {
	[LANGUAGE_UNDECIDED] = "undecided",
	[LANGUAGE_EN] = "en",
	[LANGUAGE_PL] = "pl",
	[LANGUAGE_RU] = "ru",
	[LANGUAGE_OTHER] = "other",
};

const char *language_key(enum language language)
{
	return keys[language];
}

bool language_find(struct str key, enum language *out)
{
	for (enum language l = LANGUAGE_EN; l <= LANGUAGE_RU; l++)
		if (str_equal(key, str_of(keys[l]))) {
			*out = l;
			return true;
		}
	return false;
}
