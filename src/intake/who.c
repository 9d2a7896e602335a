#include "intake/who.h"

#include "base/buf.h"
#include "base/names.h"
#include "store/identity.h"

/* A hash is short; what is not hashed may be of any length. */
static struct str key_of(struct who *who, enum identifier_kind kind, struct str value)
{
	char *p = who->room[who->n];

	if (kind == IDENTIFIER_USER)
		return value;
	if (value.n + 2 > WHO_KEY)
		p = scope_alloc(&who->sc, value.n + 2, 1);
	p[0] = IDENTITY_MARK;
	p[1] = (char)('a' + (int)kind);
	memcpy(p + 2, value.p, value.n);
	return (struct str){ p, value.n + 2 };
}

static void push(struct who *who, enum identifier_kind kind, struct str clear, struct str value)
{
	who->clear[who->n] = clear;
	who->keys[who->n] = key_of(who, kind, value);
	who->kinds[who->n++] = kind;
}

static struct who_kept *kept_of(struct who *who, enum identifier_kind kind, struct str given)
{
	return &who->kept[hash_str(given, (uint64_t)kind) % WHO_KEPT];
}

static bool is_kept(const struct who_kept *k, enum identifier_kind kind, struct str given)
{
	return k->n == given.n && given.n && k->kind == kind && memcmp(k->given, given.p, given.n) == 0;
}

static void keep(struct who_kept *k, enum identifier_kind kind, struct str given, const char *hash)
{
	k->n = 0;
	if (given.n > WHO_GIVEN)
		return;
	k->kind = (uint8_t)kind;
	k->n = (uint8_t)given.n;
	memcpy(k->given, given.p, given.n);
	memcpy(k->hash, hash, SECRET_HASH);
}

/* Hashing takes as long as reading the line that it stands in. */
static void add_private(
	struct who *who, const struct secret *secret, enum identifier_kind kind, struct str given)
{
	struct who_kept *k = kept_of(who, kind, given);
	struct str clean = given;
	char hash[SECRET_HASH];

	if (!is_kept(k, kind, given)) {
		clean = identifier_clean(&who->sc, kind, given);
		if (!clean.p)
			return;
		if (kind == IDENTIFIER_VISITOR)
			secret_hash_quick(secret, clean, hash);
		else
			secret_hash(secret, clean, hash);
		keep(k, kind, given, hash);
		push(who, kind, clean, (struct str){ hash, SECRET_HASH - 1 });
		return;
	}
	push(who, kind, clean, (struct str){ k->hash, SECRET_HASH - 1 });
}

bool who_is_address(struct str value)
{
	struct scope mine = { 0 };

	if (!memchr(value.p, '@', value.n))
		return false;
	bool address = identifier_clean(&mine, IDENTIFIER_EMAIL, value).p != NULL;
	scope_close(&mine);
	return address;
}

static void add(struct who *who, const struct secret *secret, enum identifier_kind kind, struct str given)
{
	if (!given.p)
		return;
	/* Some systems' numbers of a customer are their addresses. */
	if (kind == IDENTIFIER_USER && who_is_address(given))
		kind = IDENTIFIER_EMAIL;
	if (identifier_is_private(kind)) {
		add_private(who, secret, kind, given);
		return;
	}
	struct str clean = identifier_clean(&who->sc, kind, given);
	if (clean.p && clean.p[0] != IDENTITY_MARK)
		push(who, kind, clean, clean);
}

void who_find(struct who *who, const struct secret *secret, const struct intake_event *e)
{
	who->n = 0;
	for (int kind = 0; kind < IDENTIFIER_KINDS; kind++)
		add(who, secret, (enum identifier_kind)kind, e->ids[kind]);
	add(who, secret, IDENTIFIER_USER, e->alias);
}

void who_clear(struct who *who)
{
	if (who->sc.blocks)
		scope_close(&who->sc);
	who->n = 0;
}
