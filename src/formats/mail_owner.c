#include "formats/mail_owner.h"

#include "base/names.h"
#include "formats/mime.h"
#include "formats/mime_words.h"

enum { ADDRESSES = 60 /* of one mail */ };

struct count {
	unsigned mails, received; /* in how many it was, in how many as a recipient */
	size_t last;              /* the mail that was counted last, from 1 */
	size_t last_received;
};

struct mail_owners {
	struct scope *sc;
	struct names *names;
	LIST(struct count) counts; /* by name */
	size_t mails;
};

static const char *const headers[] = { "Delivered-To", "X-Original-To", "To", "Cc", "From" };

static const char public_domains[] =
	" gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com yahoo.co.uk ymail.com icloud.com "
	"me.com mac.com aol.com proton.me protonmail.com gmx.com gmx.net gmx.de web.de mail.com fastmail.com zoho.com "
	"wp.pl o2.pl onet.pl op.pl vp.pl poczta.onet.pl onet.eu interia.pl interia.eu gazeta.pl tlen.pl poczta.fm "
	"go2.pl mail.ru bk.ru inbox.ru list.ru internet.ru yandex.ru yandex.com ya.ru rambler.ru ";

static struct str domain_of(struct str address)
{
	const char *at = address.n ? memrchr(address.p, '@', address.n) : NULL;

	return at ? str_sub(address, (size_t)(at - address.p) + 1, address.n) : (struct str){ 0 };
}

static bool is_public(struct str domain)
{
	char word[64] = " ";

	if (domain.n > sizeof word - 3)
		return false;
	memcpy(word + 1, domain.p, domain.n);
	word[domain.n + 1] = ' ';
	return str_has(STR(public_domains), (struct str){ word, domain.n + 2 });
}

static struct str key_of(struct str address)
{
	struct str domain = domain_of(address);

	return is_public(domain) ? address : domain;
}

struct mail_owners *mail_owners_new(struct scope *sc)
{
	struct mail_owners *o = NEW(sc, struct mail_owners);

	o->sc = sc;
	o->names = names_new(sc);
	return o;
}

static void count(struct mail_owners *o, struct str key, bool received)
{
	uint32_t code = names_add(o->names, key);

	while (o->counts.n <= code)
		*LIST_ADD(o->sc, &o->counts) = (struct count){ 0 };
	struct count *c = &o->counts.at[code];
	c->mails += c->last != o->mails;
	c->received += received && c->last_received != o->mails;
	c->last = o->mails;
	c->last_received = received ? o->mails : c->last_received;
}

void mail_owners_count(struct mail_owners *o, struct str head)
{
	struct scope mine = { 0 };
	struct str address;

	o->mails++;
	for (size_t i = 0; i < COUNT_OF(headers); i++) {
		struct str rest = mime_raw(&mine, head, headers[i]);
		bool received = i + 1 < COUNT_OF(headers);
		for (int n = 0; n < ADDRESSES && mime_address(&mine, &rest, &address); n++)
			count(o, key_of(address), received);
	}
	scope_close(&mine);
}

static bool goes_before(const struct mail_owners *o, size_t a, size_t b)
{
	const struct count *x = &o->counts.at[a], *y = &o->counts.at[b];
	bool own_x = !memchr(names_at(o->names, (uint32_t)a).p, '@', names_at(o->names, (uint32_t)a).n);
	bool own_y = !memchr(names_at(o->names, (uint32_t)b).p, '@', names_at(o->names, (uint32_t)b).n);

	if (x->mails != y->mails)
		return x->mails > y->mails;
	return own_x != own_y ? own_x : x->received > y->received;
}

struct str mail_owners_ours(const struct mail_owners *o)
{
	size_t best = 0;

	for (size_t i = 1; i < o->counts.n; i++)
		if (goes_before(o, i, best))
			best = i;
	return o->counts.n ? names_at(o->names, (uint32_t)best) : (struct str){ 0 };
}

bool mail_is_ours(struct str ours, struct str address)
{
	struct str domain = domain_of(address);

	if (!ours.n)
		return false;
	if (memchr(ours.p, '@', ours.n))
		return str_equal(ours, address);
	return str_equal(ours, domain) ||
	       (str_ends(domain, ours) && domain.n > ours.n && domain.p[domain.n - ours.n - 1] == '.');
}
