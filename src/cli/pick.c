#include "cli/pick.h"

#include "answer/where.h"
#include "model/condition_io.h"

bool pick_customers(struct scope *sc, const struct arguments *args, struct desk *desk, uint64_t **members,
	struct str *words)
{
	struct str text = arg_text(args, "where");

	*members = NULL;
	*words = (struct str){ 0 };
	if (!text.p)
		return true;
	struct condition *c = condition_from_text(sc, text);
	if (!c)
		return false;
	*members = where_members(sc, desk->study, desk->definition, c);
	*words = condition_words(sc, c);
	return *members != NULL;
}
