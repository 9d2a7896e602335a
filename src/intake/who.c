#include "intake/who.h"

#include "base/buf.h"
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

static void add(struct who *who, const struct secret *secret, enum identifier_kind kind, struct str value)
{
	char hash[SECRET_HASH];

	if (!value.p)
		return;
	value = identifier_clean(&who->sc, kind, value);
	if (!value.p || value.p[0] == IDENTITY_MARK)
		return;
	who->clear[who->n] = value;
	if (identifier_is_private(kind)) {
		secret_hash(secret, value, hash);
		value = (struct str){ hash, SECRET_HASH - 1 };
	}
	who->keys[who->n] = key_of(who, kind, value);
	who->kinds[who->n++] = kind;
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
	scope_close(&who->sc);
	who->n = 0;
}
