#include "intake/mapping_parts.h"

#include "base/buf.h"

#include <unicode/uchar.h>

enum { EVENT_LETTERS = 80, WORD_BYTES = 4096 };

static bool is_word_letter(uint32_t c)
{
	return u_isalnum((UChar32)c) || u_charType((UChar32)c) == U_NON_SPACING_MARK;
}

/* camelCase: before a capital that follows a small letter, and before the last capital of "IDNumber". */
static bool begins_word(struct str name, size_t at, uint32_t before, uint32_t c)
{
	if (!before || !u_isupper((UChar32)c))
		return false;
	if (u_islower((UChar32)before))
		return true;
	size_t next = at;
	str_next(name, &next);
	return u_isupper((UChar32)before) && next < name.n && u_islower((UChar32)str_next(name, &next));
}

static void word_end(struct scope *sc, struct buf *word, struct words *out)
{
	if (buf_len(word) && out->n < NAME_WORDS)
		out->at[out->n++] = str_copy(sc, buf_str(word));
	buf_cut(word, 0);
}

/* letter: how each is written in the words */
static void split(struct scope *sc, struct str name, uint32_t (*letter)(uint32_t), struct words *out)
{
	struct buf *word = buf_new(sc, WORD_BYTES);
	uint32_t before = 0;

	out->n = 0;
	for (size_t i = 0; i < name.n;) {
		size_t at = i;
		uint32_t c = str_next(name, &i);
		if (!is_word_letter(c) || begins_word(name, at, before, c))
			word_end(sc, word, out);
		if (is_word_letter(c))
			buf_letter(word, letter(c));
		before = c;
	}
	word_end(sc, word, out);
}

void name_words(struct scope *sc, struct str name, struct words *out)
{
	split(sc, name, str_bare_letter, out);
}

static uint32_t small_letter(uint32_t c)
{
	return (uint32_t)u_tolower((UChar32)c);
}

void name_words_spelled(struct scope *sc, struct str name, struct words *out)
{
	split(sc, name, small_letter, out);
}

static bool word_fits(struct str word, struct str pattern)
{
	if (str_ends(pattern, STR("*")))
		return str_starts(word, str_sub(pattern, 0, pattern.n - 1));
	return str_equal(word, pattern);
}

bool words_have(const struct words *words, const char *patterns)
{
	struct str rest = str_of(patterns);

	while (rest.p) {
		struct str pattern = str_cut(&rest, '|');
		for (size_t i = 0; i < words->n; i++)
			if (word_fits(words->at[i], pattern))
				return true;
	}
	return false;
}

struct str name_clean(struct scope *sc, struct str name)
{
	struct buf *out = buf_new(sc, WORD_BYTES);
	bool gap = false;

	name = str_trim(name);
	while (name.n && strchr("*#_-. ", name.p[0]))
		name = str_sub(name, 1, name.n);
	for (size_t i = 0; i < name.n; i++) {
		bool blank = (unsigned char)name.p[i] <= ' ';
		if (blank && !gap)
			buf_putc(out, ' ');
		if (!blank)
			buf_putc(out, name.p[i]);
		gap = blank;
	}
	return str_short(sc, str_trim(buf_str(out)), EVENT_LETTERS);
}

/* Words that say how the file came about, not what is in it. */
static const char about_files[] =
	"csv|tsv|json|ndjson|xlsx|txt|gz|zip|export|exported|final|data|dataset|dump|copy|tmp|file|upload|test|dev|train";

struct str stem_clean(struct scope *sc, struct str file_name)
{
	struct buf *out = buf_new(sc, WORD_BYTES);
	struct words words, spelled;

	for (size_t i = file_name.n; i > 0; i--) {
		if (file_name.p[i - 1] == '/' || file_name.p[i - 1] == '\\') {
			file_name = str_sub(file_name, i, file_name.n);
			break;
		}
	}
	name_words(sc, file_name, &words);
	name_words_spelled(sc, file_name, &spelled);
	for (size_t i = 0; i < words.n; i++) {
		struct words one = { .at = { words.at[i] }, .n = 1 };
		if (words_have(&one, about_files) || (words.at[i].p[0] >= '0' && words.at[i].p[0] <= '9'))
			continue;
		if (buf_len(out))
			buf_putc(out, ' ');
		buf_str_add(out, spelled.n == words.n ? spelled.at[i] : words.at[i]);
	}
	return buf_len(out) > 1 ? str_short(sc, buf_str(out), EVENT_LETTERS) : (struct str){ 0 };
}
