#include "formats/veil.h"

enum { WORD = 24 };

/* --- names of what shows who somebody is --------------------------------------------------------- */

/* Keys in small letters without marks between their words: "First Name", first_name and firstName are one. */
static const struct str words[] = { KEY("email"), KEY("mail"), KEY("emailaddress"), KEY("phone"),
	KEY("phonenumber"), KEY("mobile"), KEY("telephone"), KEY("firstname"), KEY("lastname"),
	KEY("fullname"), KEY("surname"), KEY("username"), KEY("street"), KEY("street1"), KEY("street2"),
	KEY("streetaddress"), KEY("address"), KEY("address1"), KEY("address2"), KEY("addressline1"),
	KEY("addressline2"), KEY("postalcode"), KEY("postcode"), KEY("zip"), KEY("zipcode"), KEY("birthday"),
	KEY("birthdate"), KEY("dateofbirth"), KEY("password"), KEY("pesel"), KEY("tel"), KEY("personname"),
	KEY("customername"), KEY("contactname"), KEY("billingname"), KEY("shippingname") };

/* The same at the end of a longer key: billing_email, customerPhone. */
static const struct str endings[] = { KEY("email"), KEY("emailaddress"), KEY("phone"), KEY("phonenumber"),
	KEY("firstname"), KEY("lastname"), KEY("fullname"), KEY("street") };

/* What names somebody only where a person is described. */
static const struct str of_people[] = { KEY("name"), KEY("nickname"), KEY("avatar"), KEY("middlename"),
	KEY("displayname"), KEY("login") };

static bool among(const struct str *list, size_t n, struct str word)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].n == word.n && word.n && list[i].p[0] == word.p[0] &&
			memcmp(list[i].p, word.p, word.n) == 0)
			return true;
	return false;
}

/* false: the key is longer than any of the words; then only its end is there. */
static struct str bare(struct str key, char out[static WORD])
{
	size_t from = WORD;

	for (size_t i = key.n; i > 0 && from > 0; i--) {
		unsigned char c = (unsigned char)key.p[i - 1];
		if (c != '_' && c != '-' && c != ' ' && c != '$')
			out[--from] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
	}
	return (struct str){ out + from, WORD - from };
}

bool veil_is_private(struct str key, bool of_person)
{
	char room[WORD];
	struct str word = bare(key, room);

	if (among(words, COUNT_OF(words), word) || (of_person && among(of_people, COUNT_OF(of_people), word)))
		return true;
	for (size_t i = 0; i < COUNT_OF(endings); i++) {
		struct str end = endings[i];
		if (word.n >= end.n && memcmp(word.p + word.n - end.n, end.p, end.n) == 0)
			return true;
	}
	return false;
}

/* --- e-mail addresses ---------------------------------------------------------------------------- */

bool veil_is_email(struct str text)
{
	const char *at = text.n ? memchr(text.p, '@', text.n) : NULL, *end = at ? text.p + text.n : NULL;

	return at && at > text.p && text.n <= 254 && memchr(at, '.', (size_t)(end - at)) &&
	       !memchr(text.p, ' ', text.n) && !memchr(text.p, '/', text.n);
}

static bool has_email(struct str text)
{
	return memchr(text.p, '@', text.n) || (memchr(text.p, '%', text.n) && str_has(text, STR("%40")));
}

static bool ends_address(char c)
{
	return strchr(" \t\r\n<>()[]\"',;:=&?/", c) != NULL;
}

/* The bytes of the sign at `i`: in the addresses of pages it may be written %40. */
static size_t sign_at(struct str text, size_t i)
{
	if (text.p[i] == '@')
		return 1;
	return text.p[i] == '%' && str_starts(str_sub(text, i, i + 3), STR("%40")) ? 3 : 0;
}

static size_t veil_emails(char *p, size_t n)
{
	struct str text = { p, n };
	size_t from = 0, out = 0; /* not copied yet */

	for (size_t i = 0; i < n; i++) {
		size_t sign = sign_at(text, i);
		if (!sign || i == from || ends_address(p[i - 1]))
			continue;
		size_t start = i, end = i + sign;
		while (start > from && !ends_address(p[start - 1]))
			start--;
		while (end < n && !ends_address(p[end]))
			end++;
		memmove(p + out, p + from, start - from);
		out += start - from;
		size_t veil = end - start < 3 ? end - start : 3;
		memcpy(p + out, "...", veil);
		out += veil;
		from = end;
		i = end - 1;
	}
	memmove(p + out, p + from, n - from);
	return out + n - from;
}

/* --- addresses of pages -------------------------------------------------------------------------- */

static bool has_query(struct str text)
{
	return memchr(text.p, '?', text.n) && memchr(text.p, '=', text.n) && !memchr(text.p, ' ', text.n);
}

/* The end of what begins at `from` and has none of these. */
static size_t span(struct str text, size_t from, const char *ends)
{
	size_t i = from;

	while (i < text.n && !strchr(ends, text.p[i]))
		i++;
	return i;
}

/* "?tel=600100200&a=1": what has a name that says whose it is. */
static size_t veil_query(char *p, size_t n)
{
	struct str text = { p, n };
	size_t out = span(text, 0, "?"), i = out;

	while (i < n) {
		size_t sign = span(text, i + 1, "=&;#"), end = span(text, sign, "&;#");
		bool private = veil_is_private(str_sub(text, i + 1, sign), false) && end > sign + 3;
		size_t kept = private ? sign + 1 : end;
		memmove(p + out, p + i, kept - i);
		out += kept - i;
		if (private) {
			memcpy(p + out, "...", 3);
			out += 3;
		}
		i = end;
	}
	return out;
}

/* ------------------------------------------------------------------------------------------------- */

bool veil_is_needed(struct str text)
{
	return text.n && (has_email(text) || has_query(text));
}

size_t veil(char *p, size_t n)
{
	n = veil_emails(p, n);
	return has_query((struct str){ p, n }) ? veil_query(p, n) : n;
}
