#include "model/identifier.h"

#include <ctype.h>

static const struct {
	const char *name, *label;
	bool strong, private;
	unsigned accounts, others;
} kinds[IDENTIFIER_KINDS] = {
	[IDENTIFIER_USER] = { "user", "customer number", true, false, 1, 0 },
	[IDENTIFIER_EMAIL] = { "email", "e-mail address", true, true, 3, 0 },
	[IDENTIFIER_PHONE] = { "phone", "phone number", true, true, 1, 1 },
	[IDENTIFIER_EXTERNAL] = { "external", "number in another system", true, false, 1, 3 },
	[IDENTIFIER_ORDER] = { "order", "order number", true, false, 1, 3 },
	[IDENTIFIER_COOKIE] = { "cookie", "browser", true, false, 1, 2 },
	[IDENTIFIER_DEVICE] = { "device", "device", true, false, 1, 2 },
	[IDENTIFIER_HANDLE] = { "handle", "name on a social network", false, false, 0, 0 },
	[IDENTIFIER_VISITOR] = { "visitor", "guessed visitor", false, true, 0, 0 },
};

const char *identifier_name(enum identifier_kind kind)
{
	return kinds[kind].name;
}

const char *identifier_label(enum identifier_kind kind)
{
	return kinds[kind].label;
}

bool identifier_find(struct str name, enum identifier_kind *out)
{
	for (int i = 0; i < IDENTIFIER_KINDS; i++) {
		if (str_same(name, str_of(kinds[i].name))) {
			*out = (enum identifier_kind)i;
			return true;
		}
	}
	return false;
}

bool identifier_is_strong(enum identifier_kind kind)
{
	return kinds[kind].strong;
}

bool identifier_is_private(enum identifier_kind kind)
{
	return kinds[kind].private;
}

unsigned identifier_accounts(enum identifier_kind kind)
{
	return kinds[kind].accounts;
}

unsigned identifier_others(enum identifier_kind kind)
{
	return kinds[kind].others;
}

/* --- what names nobody --------------------------------------------------------------------------- */

#define W(literal)                                                                                           \
	{                                                                                                    \
		literal, sizeof(literal) - 1                                                                 \
	}

/* Whole values, small letters. */
static const struct str nobody[] = {
	W("null"),
	W("undefined"),
	W("none"),
	W("nil"),
	W("nan"),
	W("n/a"),
	W("na"),
	W("n.a."),
	W("-"),
	W("--"),
	W("0"),
	W("-1"),
	W("guest"),
	W("anonymous"),
	W("anon"),
	W("unknown"),
	W("not set"),
	W("(not set)"),
	W("[object object]"),
	W("true"),
	W("false"),
	W("test"),
	W("admin"),
	W("user"),
	W("customer"),
	W("no"),
	W("brak"),
	W("gość"),
	W("gosc"),
	W("нет"),
	W("гость"),
	W("неизвестно"),
	W("anonymous user"),
	W("unknown speaker"),
	W("00000000-0000-0000-0000-000000000000"),
	W("distinct_id"),
	W("distinctid"),
	W("email"),
	W("id"),
	W("empty"),
	W("default"),
	W("not_authenticated"),
	W("anonymous_id"),
	W("anonymousid"),
};

/* What stands before the @ of addresses that several people read, or nobody. */
static const struct str shared_mailboxes[] = {
	W("info"),
	W("noreply"),
	W("no-reply"),
	W("no_reply"),
	W("donotreply"),
	W("do-not-reply"),
	W("admin"),
	W("administrator"),
	W("postmaster"),
	W("mailer-daemon"),
	W("support"),
	W("help"),
	W("helpdesk"),
	W("sales"),
	W("office"),
	W("contact"),
	W("hello"),
	W("team"),
	W("billing"),
	W("invoices"),
	W("accounting"),
	W("webmaster"),
	W("abuse"),
	W("marketing"),
	W("newsletter"),
	W("shop"),
	W("store"),
	W("orders"),
	W("service"),
	W("feedback"),
	W("reply"),
	W("bounce"),
	W("bounces"),
	W("test"),
	W("biuro"),
	W("sklep"),
	W("kontakt"),
	W("pomoc"),
	W("sekretariat"),
	W("zamowienia"),
	W("faktury"),
	W("ksiegowosc"),
	W("bok"),
	W("zakaz"),
	W("pochta"),
	W("zakazy"),
};

/* In none of these words does the number of bytes depend on the letters' case. */
static bool is_listed(struct str value, const struct str *list, size_t n)
{
	unsigned char first = value.n ? (unsigned char)value.p[0] : 0;

	if (first >= 'A' && first <= 'Z')
		first |= 0x20;
	for (size_t i = 0; i < n; i++)
		if (value.n == list[i].n && (first >= 0x80 || first == (unsigned char)list[i].p[0]) &&
			str_same(value, list[i]))
			return true;
	return false;
}

/* "0000-0000", "----": no letter and no other digit. */
static bool is_filler(struct str value)
{
	for (size_t i = 0; i < value.n; i++) {
		unsigned char c = (unsigned char)value.p[i];
		if (c >= 0x80 || isalpha(c) || (isdigit(c) && c != '0'))
			return false;
	}
	return true;
}

/* --- as it is compared --------------------------------------------------------------------------- */

static bool has_any(struct str s, const char *bytes)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] && strchr(bytes, s.p[i]))
			return true;
	return false;
}

static struct str clean_email(struct scope *sc, struct str value)
{
	struct str small, box, domain;

	if (str_ends(value, STR(">"))) { /* Ewa <ewa@example.test> */
		const char *open = memrchr(value.p, '<', value.n);
		if (open)
			value = str_sub(value, (size_t)(open - value.p) + 1, value.n - 1);
	}
	small = str_fold(sc, str_trim(value));
	while (str_starts(small, STR("mailto:")))
		small = str_trim(str_sub(small, 7, small.n));
	domain = small;
	box = str_cut(&domain, '@');
	if (!domain.p || !box.n || !memchr(domain.p, '.', domain.n) || memchr(domain.p, '@', domain.n) ||
		has_any(small, " \t\r\n,;<>\"()") || small.n > 254)
		return (struct str){ 0 };
	return !is_listed(box, shared_mailboxes, COUNT_OF(shared_mailboxes)) ? small : (struct str){ 0 };
}

/* 4.86007E+10: spreadsheets write many phones alike so, and the rest of the digits is gone. */
static bool is_rounded(struct str value)
{
	const char *e = value.n ? memchr(value.p, 'E', value.n) : NULL;

	return e && e > value.p && isdigit((unsigned char)e[-1]) && e + 1 < value.p + value.n && e[1] == '+';
}

/* Digits; 00 in front is a plus, .0 behind is a spreadsheet's.  Short numbers without a country stay as they are: two
 * of them are the same only where they are written alike. */
static struct str clean_phone(struct scope *sc, struct str value)
{
	if (is_rounded(value))
		return (struct str){ 0 };
	if (str_starts(value, STR("tel:")))
		value = str_sub(value, 4, value.n);
	if (str_ends(value, STR(".0")))
		value = str_sub(value, 0, value.n - 2);
	char *p = scope_alloc(sc, value.n + 2, 1);
	size_t n = 0, digits = 0;

	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] == '+' && n == 0)
			p[n++] = '+';
		else if (isdigit((unsigned char)value.p[i]))
			p[n++] = value.p[i];
		else if (isalpha((unsigned char)value.p[i]))
			break; /* "ext. 12" */
	}
	struct str out = { p, n };
	if (str_starts(out, STR("00"))) {
		out = str_sub(out, 1, out.n);
		p[1] = '+';
	}
	digits = out.n - str_starts(out, STR("+"));
	return digits >= 6 && digits <= 15 && !is_filler(out) ? out : (struct str){ 0 };
}

static struct str clean_order(struct scope *sc, struct str value)
{
	(void)sc;
	while (str_starts(value, STR("#")))
		value = str_trim(str_sub(value, 1, value.n));
	return value.n ? value : (struct str){ 0 };
}

static struct str (*const cleaners[IDENTIFIER_KINDS])(struct scope *sc, struct str value) = {
	[IDENTIFIER_EMAIL] = clean_email,
	[IDENTIFIER_PHONE] = clean_phone,
	[IDENTIFIER_ORDER] = clean_order,
};

/* What stands behind the system's name: "ga4/null" names nobody either. */
static struct str own_part(enum identifier_kind kind, struct str value)
{
	bool system = kind != IDENTIFIER_USER && kind != IDENTIFIER_EMAIL && kind != IDENTIFIER_PHONE &&
		      kind != IDENTIFIER_ORDER;
	const char *slash = system && value.n ? memchr(value.p, '/', value.n) : NULL;

	return slash ? str_sub(value, (size_t)(slash - value.p) + 1, value.n) : value;
}

static bool names_nobody(enum identifier_kind kind, struct str value)
{
	struct str own = own_part(kind, value);

	return !own.n || is_filler(own) || is_listed(own, nobody, COUNT_OF(nobody));
}

struct str identifier_clean(struct scope *sc, enum identifier_kind kind, struct str value)
{
	value = str_trim(value);
	if (names_nobody(kind, value))
		return (struct str){ 0 };
	if (!cleaners[kind])
		return value;
	value = cleaners[kind](sc, value);
	return !names_nobody(kind, value) ? value : (struct str){ 0 }; /* "#null" */
}
