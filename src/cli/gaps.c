#include "cli/desk.h"
#include "cli/gaps_out.h"
#include "cli/pick.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/wishes.h"

/* clang-format off */
static const struct option options[] = {
	{ "map", 0, OPTION_TEXT, "ID", "the map whose touchpoints they are (else as wend map has it)", NULL },
	{ "where", 0, OPTION_TEXT, "CONDITION", "only these customers: country=PL, {did: cart, at_least: 2}, segment:ID, ...", NULL },
	{ "goal", 0, OPTION_TEXT, "NAME", "the goal of the map that the journeys are cut by", NULL },
	OPTION_WORKSPACE,
	OPTIONS_WISHES,
	OPTION_JSON,
};
/* clang-format on */

static bool answer(struct scope *sc, const struct arguments *args, struct desk *desk, struct buf *out)
{
	struct gaps_said said;
	uint64_t *members;
	struct str where;

	if (!pick_customers(sc, args, desk, &members, &where) ||
		!gaps_say(sc, desk->study, desk->definition, members, where, &said))
		return false;
	arg_flag(args, "json") ? tell_gaps(&said, out) : gaps_as_tables(sc, &said, out);
	return true;
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct arguments named = pick_map(sc, args);
	struct buf *out = buf_new(sc, 16 << 20);
	struct desk desk = { 0 };
	bool ok = desk_open(sc, &named, &desk) && answer(sc, &named, &desk, out);

	desk_close(&desk);
	return ok && say_out(sc, out);
}

const struct command command_gaps = {
	.name = "gaps",
	.use = "[FILE...] [--map ID] [--where CONDITION] [--json]",
	.help = "what customers expected against what they got",
	.more = "Promised times against the events that fulfil them, ratings of what was expected against what was"
		" experienced, planned steps against those that happened; and how those rate whose promise was kept, and"
		" those whose was broken. Pairs are found by their names; expected: of a touchpoint on the map names them.",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 10000,
	.run = run,
};
