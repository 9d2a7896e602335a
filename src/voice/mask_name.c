/* The part of mask.h that knows names: by what stands before them, and the frequent ones by themselves. */
#include "voice/mask_private.h"

#include <unicode/uchar.h>

#include "voice/fold.h"

enum { WORD = 48, NAMES_MOST = 5, LETTER = 4 };

struct word {
	size_t from, to;
	bool capital;
	char folded[WORD + LETTER];
	size_t n; /* 0: none, or one too long for a name */
};

static struct str folded_of(const struct word *w)
{
	return (struct str){ w->folded, w->n };
}

/* Numbers are not of a name, and are looked at by themselves. */
static bool is_letter(uint32_t c)
{
	return c != 0xfffd && fold_class(c) == FOLD_LETTER && !u_isdigit((UChar32)c);
}

static bool letter_at(struct str text, size_t at)
{
	return at < text.n && is_letter(str_next(text, &at));
}

static void fold_into(struct word *w, uint32_t letter)
{
	uint32_t c = fold_letter(letter);

	if (!c)
		return;
	if (w->n > WORD - LETTER) {
		w->n = WORD;
		return;
	}
	if (c < 0x80)
		w->folded[w->n++] = (char)c;
	else if (c < 0x800) {
		w->folded[w->n++] = (char)(0xc0 | c >> 6);
		w->folded[w->n++] = (char)(0x80 | (c & 0x3f));
	} else
		w->n = WORD; /* no name of ours */
}

/* A hyphen or an apostrophe between two letters belongs to the word. */
static size_t joint_at(struct str text, size_t at)
{
	size_t n = text.p[at] == '-' || text.p[at] == '\''                       ? 1
		   : at + 3 <= text.n && !memcmp(text.p + at, "\xe2\x80\x99", 3) ? 3
										 : 0;

	return n && letter_at(text, at + n) ? n : 0;
}

static struct word word_at(struct str text, size_t at)
{
	struct word w = { .from = at, .to = at };

	for (size_t next = at; next < text.n; w.to = next) {
		uint32_t c = str_next(text, &next);
		size_t joint;
		if (is_letter(c)) {
			if (w.to == at)
				w.capital = u_isupper((UChar32)c);
			fold_into(&w, c);
		} else if (w.to > at && (joint = joint_at(text, w.to))) {
			fold_into(&w, joint == 1 ? (uint32_t)text.p[w.to] : '\'');
			next = w.to + joint;
		} else
			break;
	}
	w.n = w.n > WORD - LETTER ? 0 : w.n;
	return w;
}

static size_t skip(struct str text, size_t at, const char *bytes)
{
	while (at < text.n && text.p[at] && strchr(bytes, text.p[at]))
		at++;
	return at;
}

/* The word behind blanks only; `to` is `from` where there is none. */
static struct word word_behind(struct str text, size_t at, const char *blanks)
{
	size_t from = skip(text, at, blanks);

	return from > at ? word_at(text, from) : (struct word){ .from = at, .to = at };
}

static bool is_initial(struct str text, const struct word *w)
{
	return w->capital && w->to < text.n && text.p[w->to] == '.' && w->n && str_letters(folded_of(w)) == 1;
}

/* "Anna-Maria" and "Anna's" are known by their first part. */
static bool is_known(const struct word *w)
{
	struct str name = folded_of(w);
	size_t n = 0;

	while (n < name.n && name.p[n] != '-' && name.p[n] != '\'')
		n++;
	return w->capital && n && mask_is_first_name(str_sub(name, 0, n));
}

static bool may_be_name(const struct word *w)
{
	return w->capital && mask_address(folded_of(w)) != MASK_ADDRESS_NOBODY;
}

/* Where the names end that follow each other from `at`, at most `most` of them; `at` when there are none. */
static size_t names_end(struct str text, size_t at, size_t most)
{
	struct word w = word_at(text, at);
	size_t end = at;

	for (size_t i = 0; i < most && w.to > w.from; i++) {
		bool particle = i && !w.capital && mask_address(folded_of(&w)) == MASK_ADDRESS_PARTICLE;
		if (!particle && !may_be_name(&w))
			break;
		bool initial = is_initial(text, &w);
		end = particle ? end : w.to + initial;
		w = word_behind(text, w.to + initial, " \t");
	}
	return end;
}

/* Behind a title: further titles and roles stay, then names. */
static struct mask_found behind_title(struct str text, struct word title, enum mask_address address)
{
	const char *blanks = address == MASK_ADDRESS_CLOSING ? " \t\r\n,.!-" : " \t";
	bool closing = address == MASK_ADDRESS_CLOSING;
	struct word w = title;

	for (int i = 0; i < NAMES_MOST; i++) {
		bool stop = !closing && w.to < text.n && text.p[w.to] == '.';
		if (!stop && w.n == 1) /* "p." */
			break;
		w = word_behind(text, w.to + stop, blanks);
		address = mask_address(folded_of(&w));
		if (address == MASK_ADDRESS_TITLE || address == MASK_ADDRESS_CAPITAL ||
			address == MASK_ADDRESS_ROLE)
			continue;
		size_t end = w.to > w.from && w.capital ? names_end(text, w.from, 3) : w.from;
		if (end > w.from)
			return (struct mask_found){ w.from, end, end, MASK_NAME };
		break;
	}
	return (struct mask_found){ .end = title.to, .kind = MASK_NOTHING };
}

static struct mask_found behind_greeting(struct str text, struct word greeting)
{
	struct word w = word_behind(text, greeting.to, " \t,");

	if (!is_known(&w))
		return (struct mask_found){ .end = greeting.to, .kind = MASK_NOTHING };
	size_t end = names_end(text, w.from, 2);
	return (struct mask_found){ w.from, end, end, MASK_NAME };
}

/* A known first name and what follows, or words that end in one of a father: "Иванов Иван Иванович". */
static struct mask_found full_name(struct str text, struct word w)
{
	struct word second = word_behind(text, w.to, " \t"), third = word_behind(text, second.to, " \t");
	bool known = is_known(&w);
	struct mask_found nothing = { .end = w.to, .kind = MASK_NOTHING };

	if (!w.capital || second.to == second.from)
		return nothing;
	bool fathers = second.capital && mask_is_patronymic(folded_of(&second));
	bool later = second.capital && third.capital && mask_is_patronymic(folded_of(&third));
	bool particle =
		!second.capital && third.capital && mask_address(folded_of(&second)) == MASK_ADDRESS_PARTICLE;
	if (!fathers && !later && !(known && (may_be_name(&second) || particle)))
		return nothing;
	bool more = fathers || later || particle || is_known(&second) || is_initial(text, &second);
	size_t end = names_end(text, w.from, more ? 3 : 2);
	return (struct mask_found){ w.from, end, end, MASK_NAME };
}

static struct mask_found behind_who(struct str text, struct word before)
{
	struct word w = word_behind(text, before.to, " \t");

	if (w.to == w.from || !mask_says_who(folded_of(&before), folded_of(&w)))
		return (struct mask_found){ .end = before.to, .kind = MASK_NOTHING };
	struct word name = word_behind(text, w.to, " \t:-");
	size_t end = name.to > name.from && name.capital ? names_end(text, name.from, 3) : name.from;
	if (end == name.from)
		return (struct mask_found){ .end = before.to, .kind = MASK_NOTHING };
	return (struct mask_found){ name.from, end, end, MASK_NAME };
}

struct mask_found mask_name_at(struct str text, size_t at)
{
	struct word w = word_at(text, at);
	enum mask_address address = w.n ? mask_address(folded_of(&w)) : MASK_ADDRESS_NONE;
	struct mask_found found = { .end = w.to, .kind = MASK_NOTHING };

	if (w.n == 0)
		return found;
	if (address == MASK_ADDRESS_TITLE || address == MASK_ADDRESS_CLOSING ||
		(address == MASK_ADDRESS_CAPITAL && w.capital))
		found = behind_title(text, w, address);
	else if (address == MASK_ADDRESS_GREETING)
		found = behind_greeting(text, w);
	else if (w.capital)
		found = full_name(text, w);
	return found.kind == MASK_NOTHING ? behind_who(text, w) : found;
}
