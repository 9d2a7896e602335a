#include "cli/pick.h"

#include "answer/members.h"
#include "base/when.h"

bool pick_customers(struct scope *sc, const struct arguments *args, struct desk *desk, uint64_t **members,
	struct str *words)
{
	struct str text = arg_text(args, "where");

	*members = NULL;
	*words = (struct str){ 0 };
	if (!text.p)
		return true;
	*members = members_where(sc, desk->study, desk->definition, text, words);
	return *members != NULL;
}

struct arguments pick_map(struct scope *sc, const struct arguments *args)
{
	struct arguments out = *args;
	struct str map = arg_text(args, "map");

	if (!map.p)
		return out;
	out.plain.at = NEW_ARRAY(sc, struct str, args->plain.n + 1);
	for (size_t i = 0; i < args->plain.n; i++)
		out.plain.at[i] = args->plain.at[i];
	out.plain.at[out.plain.n++] = map;
	out.plain.room = out.plain.n;
	return out;
}

bool pick_unit(struct scope *sc, const struct arguments *args, enum unit *unit)
{
	struct str text = arg_text(args, "unit");

	*unit = UNIT_JOURNEYS;
	if (!text.p)
		return true;
	for (int u = 0; u < UNITS; u++) {
		if (str_same(text, str_of(unit_name((enum unit)u)))) {
			*unit = (enum unit)u;
			return true;
		}
	}
	return scope_fail(sc, FAULT_INVALID, "there is no unit \"%.*s\": journeys, customers or sessions",
		STR_ARG(text));
}

bool pick_number(struct scope *sc, const struct arguments *args, const char *option, int64_t most, int64_t *n)
{
	struct str text = arg_text(args, option);

	if (text.p && (!str_integer(text, n) || *n < 1 || *n > most))
		return scope_fail(
			sc, FAULT_INVALID, "--%s is a number from 1 to %lld", option, (long long)most);
	return true;
}

bool pick_span(struct scope *sc, struct str text, int64_t *us)
{
	if (when_span(text, us) && *us > 0)
		return true;
	return scope_fail(
		sc, FAULT_INVALID, "\"%.*s\" is not a time: write it as 7d, 12h or 1h30m", STR_ARG(text));
}
