#include "voice/language_private.h"

#include <math.h>
#include <pthread.h>
#include <unicode/uchar.h>

#include "voice/fold.h"

static struct language_tables tables;

/* --- letters ------------------------------------------------------------------------------------------ */

/* Letters that not all who write the script have. A plain Latin letter is never held against anybody, as
 * there are names and brands, but q, v and x, which no Polish word has. */
/* clang-format off */
static const struct {
	enum tongue tongue;
	const char *letters;
} alphabets[] = {
	{ TONGUE_EN, "qvx" },
	{ TONGUE_PL, "ąćęłńóśźż" },
	{ TONGUE_PT, "qvxàáâãçéêíóôõúü" },
	{ TONGUE_ES, "qvxáéíñóúü" },
	{ TONGUE_FR, "qvxàâçèéêëîïôùûüœæÿ" },
	{ TONGUE_IT, "qvxàèéìíòóù" },
	{ TONGUE_DE, "qvxäöüß" },
	{ TONGUE_NL, "qvxéèëïöüĳ" },
	{ TONGUE_CS, "qvxáäčďéěíĺľňóôŕřšťúůýž" },
	{ TONGUE_LT, "vxąčęėįšųūž" },
	{ TONGUE_TR, "vâçğıİîöşûü" },
	{ TONGUE_RO, "vxăâîșşțţ" },
	{ TONGUE_HU, "vxáéíóöőúüű" },
	{ TONGUE_SV, "qvxåäöéøæ" },
	{ TONGUE_FI, "qvxäöå" },
	{ TONGUE_HR, "vxčćđšž" },
	{ TONGUE_RU, "ёийщъыэьюя" },
	{ TONGUE_UK, "ийщьюяіїєґ" },
	{ TONGUE_BE, "ёйыэьюяіў" },
	{ TONGUE_BG, "ийщъьюя" },
	{ TONGUE_SR, "иђјљњћџѓќѕ" },
};
/* clang-format on */

static uint8_t code_of(uint32_t bare)
{
	if (bare >= 'a' && bare <= 'z')
		return (uint8_t)(bare - 'a' + 1);
	if (bare >= 0x430 && bare <= 0x44f)
		return (uint8_t)(bare - 0x430 + CYRILLIC_A);
	if (bare == 0x456 || bare == 0x457 || bare == 0x454) /* і ї є */
		return (uint8_t)(bare == 0x454 ? CYRILLIC_MORE + 2 : CYRILLIC_MORE + (bare - 0x456));
	return bare >= 0x400 ? LETTER_CODES - 1 : 'e' - 'a' + 1; /* æ, þ: their mark tells, not their place */
}

static bool is_foreign(uint32_t c)
{
	return c >= 0x370 && c < 0x400;
}

static struct language_letter look_letter(uint32_t c)
{
	uint32_t bare = fold_letter(c);

	if (c >= '0' && c <= '9')
		return (struct language_letter){ .kind = LETTER_DIGIT };
	if (c == 0xad || (c >= 0x300 && c < 0x370))
		return (struct language_letter){ .kind = LETTER_NOTHING };
	if (fold_class(c) != FOLD_LETTER || bare == 0 || c == 0xaa || c == 0xba || (c >= 0xb2 && c < 0xc0))
		return (struct language_letter){ .kind = LETTER_BREAK };
	if (is_foreign(c))
		return (struct language_letter){ .kind = LETTER_FOREIGN };
	bool all = c < 0x80 || (c >= 0x410 && c < 0x450);
	return (struct language_letter){ LETTER_PLAIN, code_of(bare), all ? 0 : UINT16_MAX };
}

static bool has_letter(struct str letters, uint32_t c)
{
	uint32_t small = (uint32_t)u_tolower((UChar32)c);

	for (size_t at = 0; at < letters.n;) {
		uint32_t letter = str_next(letters, &at);
		if (letter == small || letter == c)
			return true;
	}
	return false;
}

static uint16_t lane_bit(enum tongue tongue)
{
	return (uint16_t)(1u << (tongue % LANES));
}

static uint16_t lanes_with(uint32_t c)
{
	bool cyrillic = c >= 0x400;
	uint16_t lanes = 0;

	for (size_t i = 0; i < COUNT_OF(alphabets); i++)
		if ((alphabets[i].tongue >= TONGUE_RU) == cyrillic &&
			has_letter(str_of(alphabets[i].letters), c))
			lanes |= lane_bit(alphabets[i].tongue);
	return lanes;
}

static void fill_letters(void)
{
	for (uint32_t c = 0; c < LETTER_TABLE; c++) {
		struct language_letter *letter = &tables.letters[c];
		*letter = look_letter(c);
		uint16_t lanes = letter->kind == LETTER_PLAIN ? lanes_with(c) : 0;
		if (lanes || letter->missing)
			letter->missing = (uint16_t)~lanes;
	}
}

/* First letters of blocks and whether words are written in them. All that lies between the Cyrillic
 * letters and the general marks is other people's script. */
static const struct {
	uint32_t from;
	enum letter_kind kind;
} blocks[] = {
	{ 0x0, LETTER_FOREIGN },
	{ 0x200b, LETTER_NOTHING },
	{ 0x2010, LETTER_BREAK },
	{ 0x2c00, LETTER_FOREIGN },
	{ 0x2e00, LETTER_BREAK },
	{ 0x3041, LETTER_FOREIGN },
	{ 0xd800, LETTER_BREAK },
	{ 0xf900, LETTER_FOREIGN },
	{ 0xfe00, LETTER_NOTHING },
	{ 0xfe10, LETTER_BREAK },
	{ 0xfe70, LETTER_FOREIGN },
	{ 0xfeff, LETTER_NOTHING },
	{ 0xff00, LETTER_BREAK },
	{ 0xff66, LETTER_FOREIGN },
	{ 0xffe0, LETTER_BREAK },
	{ 0x20000, LETTER_FOREIGN },
	{ 0x40000, LETTER_BREAK },
};

enum letter_kind language_far_letter(uint32_t letter)
{
	size_t i = COUNT_OF(blocks) - 1;

	while (blocks[i].from > letter)
		i--;
	return blocks[i].kind;
}

/* --- words -------------------------------------------------------------------------------------------- */

/* The slot that holds the key, or the empty one where it belongs: there are far more slots than words. */
static size_t slot_of(const struct language_slot *slots, uint64_t key)
{
	size_t at = (size_t)((key * 0x9e3779b97f4a7c15ull) >> (64 - WORD_SLOT_BITS));

	while (slots[at].key && slots[at].key != key)
		at = (at + 1) % WORD_SLOTS;
	return at;
}

const struct language_slot *language_known(const struct language_tables *t, uint64_t key)
{
	const struct language_slot *slot = &t->slots[slot_of(t->slots, key)];

	return slot->key ? slot : NULL;
}

enum { SPELT = 32 };

static size_t spell(struct str word, uint8_t *codes)
{
	size_t n = 0;

	for (size_t at = 0; at < word.n && n < SPELT;) {
		uint32_t c = str_next(word, &at);
		if (c == '\'')
			codes[n++] = APOSTROPHE;
		else if (c < LETTER_TABLE && tables.letters[c].kind == LETTER_PLAIN)
			codes[n++] = tables.letters[c].code;
	}
	return n;
}

/* What is counted of each tongue's words. */
static struct {
	uint16_t pair[TONGUES][LETTER_CODES][LETTER_CODES];
	uint16_t first[TONGUES][LETTER_CODES], letter[TONGUES][LETTER_CODES], all[TONGUES];
} counts;

static void count_pairs(enum tongue tongue, const uint8_t *codes, size_t n)
{
	uint8_t last = 0;

	for (size_t i = 0; i <= n; i++) {
		uint8_t code = i < n ? codes[i] : 0;
		counts.pair[tongue][last][code]++;
		counts.first[tongue][last]++;
		counts.letter[tongue][code]++;
		counts.all[tongue]++;
		last = code;
	}
}

static void add_word(enum tongue tongue, struct str word, bool often)
{
	uint8_t codes[SPELT];
	size_t n = spell(word, codes);
	uint64_t key = 0;

	if (tongue < TONGUES && n)
		count_pairs(tongue, codes, n);
	if (n == 0 || n > WORD_KNOWN)
		return;
	for (size_t i = 0; i < n; i++)
		key = key << LETTER_BITS | codes[i];
	struct language_slot *slot = &tables.slots[slot_of(tables.slots, key)];
	slot->key = key;
	if (tongue == TONGUES)
		slot->often = slot->seldom = 0;
	else if (often)
		slot->often |= lane_bit(tongue);
	else
		slot->seldom |= lane_bit(tongue);
}

static void add_words(enum tongue tongue, struct str words, bool often)
{
	while (words.p)
		add_word(tongue, str_cut(&words, ' '), often);
}

/* --- letter pairs ------------------------------------------------------------------------------------- */

/* How likely `b` follows `a`: as counted, beside a few more pairs that go by how frequent `b` is at all. */
static float chance(enum tongue tongue, size_t a, size_t b)
{
	const float few = 6, letters = 28;
	float alone = (float)(counts.letter[tongue][b] + 1) / ((float)counts.all[tongue] + letters);

	return ((float)counts.pair[tongue][a][b] + few * alone) / ((float)counts.first[tongue][a] + few);
}

static void fill_pair(size_t a, size_t b, enum tongue from, enum tongue to, float weight)
{
	float mean = 0;

	for (enum tongue t = from; t < to; t++)
		mean += chance(t, a, b) / (float)(to - from);
	for (enum tongue t = from; t < to; t++) {
		float bits = log2f(chance(t, a, b) / mean) * BIT;
		tables.pairs[a][b][t % LANES] = (int8_t)lrintf(weight * fmaxf(-40, fminf(40, bits)));
	}
}

/* The Slavic tongues in Cyrillic letters are too near each other for pairs to tell much: their letters and
 * words do. */
static void fill_pairs(void)
{
	for (size_t a = 0; a < LETTER_CODES; a++)
		for (size_t b = 0; b < LETTER_CODES; b++)
			if (a >= CYRILLIC_A || b >= CYRILLIC_A)
				fill_pair(a, b, TONGUE_RU, TONGUES, .25f);
			else
				fill_pair(a, b, TONGUE_EN, TONGUE_RU, 1);
}

static void fill(void)
{
	fill_letters();
	for (const struct language_words *row = language_words; row->often; row++) {
		add_words(row->tongue, str_of(row->often), true);
		add_words(row->tongue, str_of(row->words), false);
	}
	fill_pairs();
}

const struct language_tables *language_tables(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, fill);
	return &tables;
}
