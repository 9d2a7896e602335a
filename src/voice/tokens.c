#include "voice/tokens.h"

#include <ctype.h>
#include <stdlib.h>
#include <unicode/utf8.h>

#include "base/names.h"
#include "voice/fold.h"
#include "voice/smile.h"

enum { WORD = 96 /* bytes of a word that are compared */, LETTER = 4 };

struct reading {
	struct tokens *t;
	struct str text;
	size_t at;
	unsigned open; /* brackets */
};

/* --- memory that is used again ------------------------------------------------------------------------ */

static void *more(void *old, size_t size)
{
	void *p = realloc(old, size);

	if (!p)
		abort(); /* as scope_alloc: out of memory ends the process */
	return p;
}

/* The words hang on the buffer by their place until everything is read, as it may move. */
static char *folded_room(struct tokens *t)
{
	if (t->n_folded + WORD + LETTER > t->room_folded) {
		t->room_folded = t->room_folded * 2 + 4096;
		t->folded = more(t->folded, t->room_folded);
	}
	return t->folded + t->n_folded;
}

static struct token *add(struct reading *r, enum token_kind kind, size_t from, size_t n_word)
{
	struct tokens *t = r->t;

	if (t->n == t->room) {
		t->room = t->room * 2 + 64;
		t->at = more(t->at, t->room * sizeof *t->at);
	}
	struct token *token = &t->at[t->n++];
	*token = (struct token){
		.from = (uint32_t)from, .to = (uint32_t)r->at, .kind = (uint8_t)kind, .word = { NULL, n_word }
	};
	t->n_folded += n_word;
	return token;
}

static void hang_words(struct tokens *t)
{
	const char *p = t->folded;

	for (size_t i = 0; i < t->n; i++) {
		struct token *token = &t->at[i];
		token->word.p = "";
		if (!token->word.n)
			continue;
		token->word.p = p;
		token->hash = hash_str(token->word, 0);
		p += token->word.n;
	}
}

/* --- words -------------------------------------------------------------------------------------------- */

struct spelling {
	char *out;
	size_t n;
	uint32_t last;
	unsigned repeated, capitals, small;
	uint8_t flags;
};

static size_t put_letter(char *out, uint32_t c)
{
	int32_t n = 0;

	if (c < 0x80) {
		*out = (char)c;
		return 1;
	}
	U8_APPEND_UNSAFE((uint8_t *)out, n, c);
	return (size_t)n;
}

static void spell(struct spelling *s, uint32_t letter)
{
	uint32_t c = fold_letter(letter);

	if (!c)
		return;
	if (c != letter)
		s->capitals++;
	else
		s->small++;
	if (letter >= '0' && letter <= '9')
		s->flags |= TOKEN_DIGITS;
	s->repeated = c == s->last ? s->repeated + 1 : 1;
	s->last = c;
	if (s->repeated > 2 && !(s->flags & TOKEN_DIGITS)) {
		s->flags |= TOKEN_LONG;
		return;
	}
	if (s->n < WORD)
		s->n += put_letter(s->out + s->n, c);
}

/* An apostrophe inside a word, in any of its shapes: its length, or 0. */
static size_t apostrophe_at(struct str text, size_t at)
{
	if (text.p[at] == '\'')
		return 1;
	return at + 3 <= text.n && !memcmp(text.p + at, "\xe2\x80\x99", 3) ? 3 : 0;
}

static bool letter_at(struct str text, size_t at)
{
	return at < text.n && fold_class(str_next(text, &at)) == FOLD_LETTER;
}

static void read_word(struct reading *r)
{
	struct spelling s = { .out = folded_room(r->t) };
	size_t from = r->at, next = from;

	for (; next < r->text.n; r->at = next) {
		uint32_t c = str_next(r->text, &next);
		enum fold_class class = fold_class(c);
		if (class == FOLD_LETTER) {
			spell(&s, c);
			continue;
		}
		if (class == FOLD_NOTHING)
			continue;
		size_t n = apostrophe_at(r->text, r->at);
		if (!n || !letter_at(r->text, r->at + n))
			break;
		spell(&s, '\'');
		next = r->at + n;
	}
	if (s.capitals >= 3 && s.small == 0)
		s.flags |= TOKEN_LOUD;
	if (s.n)
		add(r, TOKEN_WORD, from, s.n)->flags = s.flags;
}

/* --- what is no word ---------------------------------------------------------------------------------- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void to_blank(struct reading *r)
{
	while (r->at < r->text.n && !is_blank(r->text.p[r->at]))
		r->at++;
}

static bool starts_address(const struct reading *r)
{
	struct str rest = str_sub(r->text, r->at, r->text.n);

	return (rest.p[0] == 'h' &&
		       (str_starts(rest, STR("http://")) || str_starts(rest, STR("https://")))) ||
	       (rest.p[0] == 'w' && str_starts(rest, STR("www.")));
}

/* A word that turns out to be a mail's address goes again, with what follows. */
static void drop_mail(struct reading *r)
{
	struct tokens *t = r->t;
	size_t from = r->at;

	while (t->n && t->at[t->n - 1].to == from && t->at[t->n - 1].kind != TOKEN_SMILE) {
		from = t->at[t->n - 1].from;
		t->n_folded -= t->at[--t->n].word.n;
	}
	to_blank(r);
}

static void read_end(struct reading *r)
{
	size_t from = r->at;
	uint8_t flags = 0;

	for (; r->at < r->text.n && memchr(".!?;\n\r", r->text.p[r->at], 6); r->at++)
		flags |= (uint8_t)(r->text.p[r->at] == '!'    ? TOKEN_CALL
				   : r->text.p[r->at] == '?'  ? TOKEN_ASK
				   : r->text.p[r->at] == '\n' ? TOKEN_LINE
							      : 0);
	add(r, TOKEN_END, from, 0)->flags = flags;
}

/* "3.5" and "example.com" are no ends. */
static bool is_end(const struct reading *r)
{
	char c = r->text.p[r->at];

	if (c == '.')
		return !(r->at && letter_at(r->text, r->at + 1) &&
			 isalnum((unsigned char)r->text.p[r->at - 1]) && !is_blank(r->text.p[r->at + 1]));
	return c == '!' || c == '?' || c == ';' || c == '\n';
}

static bool read_smile(struct reading *r)
{
	size_t from = r->at, n;
	size_t length = smile_at(r->text, r->at, r->open, folded_room(r->t), &n);

	if (!length)
		return false;
	if (r->text.p[from] == ')')
		r->open = 0; /* it has more brackets than were open */
	r->at += length;
	add(r, TOKEN_SMILE, from, n);
	return true;
}

/* "[REDACTED]", "[laughs]": what somebody wrote into the text, not what was said; "&amp;": a mark, spelt out.  Up to
 * where it ends; 0: it is none. */
static size_t aside(const struct reading *r)
{
	char first = r->text.p[r->at], last = first == '[' ? ']' : ';';
	size_t most = first == '[' ? 40 : 8, i = r->at + 1;

	if (first != '[' && first != '&')
		return 0;
	while (i < r->text.n && i - r->at < most && r->text.p[i] != last && r->text.p[i] != '\n' &&
		(first == '[' || isalnum((unsigned char)r->text.p[i]) || r->text.p[i] == '#'))
		i++;
	return i < r->text.n && r->text.p[i] == last && i > r->at + 1 ? i + 1 - r->at : 0;
}

/* Brackets are one mark as often as they follow each other. */
static void read_brackets(struct reading *r)
{
	size_t from = r->at, n = smile_run(r->text, from);

	if (r->text.p[from] == '(')
		r->open += (unsigned)n;
	else
		r->open -= n < r->open ? (unsigned)n : r->open;
	r->at += n;
	add(r, TOKEN_COMMA, from, 0);
}

static void read_mark(struct reading *r)
{
	size_t from = r->at, length = aside(r);
	char c = r->text.p[from];

	if (c == '(' || c == ')') {
		read_brackets(r);
		return;
	}
	r->at += length ? length : 1;
	add(r, TOKEN_COMMA, from, 0);
}

static void read_ascii(struct reading *r)
{
	char c = r->text.p[r->at];

	if (is_blank(c) && c != '\n')
		r->at++;
	else if (c == '@' && r->at && letter_at(r->text, r->at - 1))
		drop_mail(r);
	else if (c == '@')
		to_blank(r);
	else if (read_smile(r))
		return;
	else if (is_end(r))
		read_end(r);
	else
		read_mark(r);
}

/* Beyond ASCII: emoji and the ellipsis matter, the rest are marks. */
static void read_other(struct reading *r, uint32_t c, size_t next)
{
	size_t from = r->at;
	enum fold_class class = fold_class(c);

	r->at = next;
	if (class == FOLD_SMILE)
		add(r, TOKEN_SMILE, from, put_letter(folded_room(r->t), c));
	else if (c == 0x2026)
		add(r, TOKEN_END, from, 0);
	else if (class == FOLD_OTHER && c != 0xa0)
		add(r, TOKEN_COMMA, from, 0);
}

static void read_one(struct reading *r)
{
	size_t next = r->at;
	uint32_t c = str_next(r->text, &next);

	if (fold_class(c) == FOLD_LETTER) {
		if (starts_address(r))
			to_blank(r);
		else
			read_word(r);
	} else if (c < 0x80)
		read_ascii(r);
	else
		read_other(r, c, next);
}

void tokens_read(struct tokens *tokens, struct str text)
{
	tokens->cut = text.n > TOKENS_TEXT;
	tokens->text = tokens->cut ? str_sub(text, 0, TOKENS_TEXT) : text;
	tokens->n = tokens->n_folded = 0;
	struct reading r = { tokens, tokens->text, 0, 0 };
	while (r.at < r.text.n)
		read_one(&r);
	hang_words(tokens);
}

void tokens_close(struct tokens *tokens)
{
	free(tokens->at);
	free(tokens->folded);
	*tokens = (struct tokens){ 0 };
}

struct str tokens_fold(struct scope *sc, struct str word)
{
	struct tokens t = { 0 };
	struct str folded = { "", 0 };

	tokens_read(&t, word);
	if (t.n)
		folded = str_copy(sc, t.at[0].word);
	tokens_close(&t);
	return folded;
}
