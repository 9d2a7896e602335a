/* tokens - a text as words, smileys and the marks between them, each with its place in bytes.
 *
 *	struct tokens tokens = { 0 };
 *	tokens_read(&tokens, STR("Dostawa była SUPER!!! :-)"));      // dostawa, byla, super, end, :)
 *	tokens_close(&tokens);                                       // its memory is used again until then
 *
 * Words are folded: small letters, without the marks that people leave out (ż is z, ё is е, é is e), letters that
 * are repeated more than twice cut to two.  Addresses of pages and mails, @names and zero-width characters are no
 * words.  One pass, linear in the text; a text is never changed, and any bytes will do.
 */
#pragma once

#include "base/str.h"

enum token_kind {
	TOKEN_WORD,  /* letters and digits, with apostrophes inside */
	TOKEN_SMILE, /* an emoji or an emoticon, in its plainest form: ":)" for ":-)))", "))" for ")))))" */
	TOKEN_END,   /* . ! ? ; … or a line's end */
	TOKEN_COMMA, /* any other mark: , : - ( ) " */
};

enum token_flag {
	TOKEN_LOUD = 1,   /* three capitals or more, and no small letter */
	TOKEN_LONG = 2,   /* a letter was repeated more than twice */
	TOKEN_DIGITS = 4, /* has a digit */
	TOKEN_CALL = 8,   /* TOKEN_END with a ! */
	TOKEN_ASK = 16,   /* TOKEN_END with a ? */
	TOKEN_LINE = 32,  /* TOKEN_END with a line's end */
};

struct token {
	struct str word;   /* of words and smileys; lives until the next tokens_read */
	uint64_t hash;     /* of the word */
	uint32_t from, to; /* bytes of the text */
	uint8_t kind, flags;
};

/* At most this many bytes of a text are looked at, and the rest is said to be left out. */
enum { TOKENS_TEXT = 16 << 20 };

struct tokens {
	struct str text;
	struct token *at;
	size_t n, room;
	char *folded;
	size_t n_folded, room_folded;
	bool cut; /* the text was longer than TOKENS_TEXT */
};

void tokens_read(struct tokens *tokens, struct str text);
void tokens_close(struct tokens *tokens);

/* One word as tokens_read would fold it, for whoever compares with words: lexicons, patterns, searches. */
struct str tokens_fold(struct scope *sc, struct str word);
