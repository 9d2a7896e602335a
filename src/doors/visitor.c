#include "doors/visitor.h"

static const char *const keys[VISITORS] = {
	[VISITOR_NOBODY] = "nobody",
	[VISITOR_SYSTEM] = "system",
	[VISITOR_USER] = "user",
	[VISITOR_TOKEN] = "token",
	[VISITOR_SHARE] = "share",
};

const char *visitor_key(enum visitor_kind kind)
{
	return keys[kind];
}

bool visitor_find(struct str key, enum visitor_kind *kind)
{
	for (size_t i = 0; i < VISITORS; i++)
		if (str_equal(key, str_of(keys[i]))) {
			*kind = (enum visitor_kind)i;
			return true;
		}
	return false;
}

struct visitor visitor_system(void)
{
	return (struct visitor){
		.kind = VISITOR_SYSTEM, .rank = RANK_ADMIN, .grants = GRANTS_ALL, .name = STR("command line")
	};
}

bool visitor_needs(struct scope *sc, const struct visitor *by, enum grant grant)
{
	if (by->grants & grant)
		return true;
	struct str missing = grants_words(sc, grant);

	if (by->kind == VISITOR_USER)
		return scope_fail(sc, FAULT_DENIED,
			"as %s you may not do this: it asks for \"%.*s\"; an admin can change your role",
			rank_key(by->rank), STR_ARG(missing));
	if (by->kind == VISITOR_TOKEN)
		return scope_fail(sc, FAULT_DENIED,
			"this token may not do this: it has no scope \"%.*s\", or its user's role does not",
			STR_ARG(missing));
	return scope_fail(sc, FAULT_DENIED, "%s",
		by->kind == VISITOR_SHARE ? "a share link shows one map and nothing else" : "sign in first");
}

bool visitor_in_person(struct scope *sc, const struct visitor *by)
{
	return by->kind == VISITOR_USER || by->kind == VISITOR_SYSTEM ||
	       scope_fail(sc, FAULT_DENIED, "%s",
		       by->kind == VISITOR_TOKEN ? "a token may not do this: sign in with your password"
						 : "sign in first");
}
