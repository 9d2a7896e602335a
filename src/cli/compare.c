#include "answer/period.h"
#include "cli/compare_out.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/version.h"
#include "model/definition_io.h"

/* clang-format off */
static const struct option options[] = {
	OPTION_WORKSPACE,
	{ "period", 0, OPTION_TEXT, "PERIOD", "the journeys that start in it: 2026, 2026-Q1, 2026-03, 2026-W10, A..B", NULL },
	{ "and", 0, OPTION_TEXT, "PERIOD", "against those that start in this one", NULL },
	{ "all", 0, OPTION_FLAG, NULL, "what did not change, too", NULL },
	OPTION_JSON,
};
/* clang-format on */

struct side {
	struct str map;
	int64_t no; /* of the version; 0: the map as it is now */
	bool has_period;
	int64_t from_s, to_s;
};

/* --- what is compared --- */

static bool two_versions(struct scope *sc, const struct arguments *args, struct side *a, struct side *b)
{
	if (!published_name(sc, args->plain.at[0], &a->map, &a->no))
		return false;
	b->map = a->map;
	if (args->plain.n > 1 && !published_name(sc, args->plain.at[1], &b->map, &b->no))
		return false;
	if (!str_equal(a->map, b->map))
		return scope_fail(sc, FAULT_INVALID,
			"\"%.*s\" and \"%.*s\" are two maps: two states of one are compared", STR_ARG(a->map),
			STR_ARG(b->map));
	return a->no || b->no ||
	       scope_fail(sc, FAULT_INVALID,
		       "nothing to compare with: give a version, %.*s@1, or two periods, --period A --and B",
		       STR_ARG(a->map));
}

static bool two_periods(struct scope *sc, const struct arguments *args, struct side *a, struct side *b)
{
	struct str first = arg_text(args, "period"), second = arg_text(args, "and");

	if (!first.p || !second.p)
		return scope_fail(sc, FAULT_INVALID,
			"two periods are compared: --period A --and B, as 2026-03 and 2026-04");
	if (args->plain.n > 1 || !published_name(sc, args->plain.at[0], &a->map, &a->no))
		return scope_fail(sc, FAULT_INVALID, "periods are compared on one map");
	if (a->no)
		return scope_fail(sc, FAULT_INVALID,
			"a version's numbers are of all its journeys: periods are compared on the map as it is now");
	b->map = a->map;
	a->has_period = b->has_period = true;
	return period_read(sc, first, &a->from_s, &a->to_s) && period_read(sc, second, &b->from_s, &b->to_s);
}

/* --- its numbers --- */

static struct measures *take(struct scope *sc, struct desk *desk, const struct side *s)
{
	if (!s->no)
		return publish_measures(sc, desk->study, desk->definition, s->has_period, s->from_s, s->to_s);
	const struct published *v = published_get(sc, desk->ws->documents, s->map, s->no);
	return v ? measures_read(sc, v->measures) : NULL;
}

static bool open_desk(
	struct scope *sc, const struct arguments *args, const struct side sides[2], struct desk *desk)
{
	if (!sides[0].no || !sides[1].no) {
		struct arguments now = version_now(sc, args, sides[0].map);
		return desk_open(sc, &now, desk);
	}
	desk->ws = workspace_open(sc, arg_workspace(args), WORKSPACE_WRITE);
	return desk->ws != NULL;
}

static struct str name_of(struct scope *sc, const struct arguments *args, const struct side *s, bool second)
{
	if (s->has_period)
		return arg_text(args, second ? "and" : "period");
	return s->no ? str_of(scope_printf(sc, "%.*s@%lld", STR_ARG(s->map), (long long)s->no)) : STR("now");
}

static bool answer(
	struct scope *sc, const struct arguments *args, const struct side sides[2], struct compare_said *said)
{
	struct desk desk = { 0 };
	bool ok = open_desk(sc, args, sides, &desk);

	for (size_t i = 0; ok && i < 2; i++) {
		struct measures *m = take(sc, &desk, &sides[i]);
		ok = m != NULL;
		said->sides[i] = (struct compare_side){ name_of(sc, args, &sides[i], i > 0), m };
	}
	/* a version's names are its own copies; those of now live in the scope as well */
	desk_close(&desk);
	if (ok)
		said->comparison = compare(sc, said->sides[0].measures, said->sides[1].measures);
	return ok;
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct buf *out = buf_new(sc, 64u << 20);
	struct side sides[2] = { 0 };
	bool periods = arg_text(args, "period").p || arg_text(args, "and").p;
	struct compare_said said = { .all = arg_flag(args, "all") };

	if (!(periods ? two_periods(sc, args, &sides[0], &sides[1])
		      : two_versions(sc, args, &sides[0], &sides[1])) ||
		!answer(sc, args, sides, &said))
		return false;
	said.map = sides[0].map;
	said.overlap = !periods && (!sides[0].no || !sides[1].no);
	arg_flag(args, "json") ? tell_compare(sc, &said, out) : compare_as_table(sc, &said, out);
	return say_out(sc, out);
}

const struct command command_compare = {
	.name = "compare",
	.use = "MAP@N [MAP@M or MAP] or MAP --period A --and B [--all] [-w DIR] [--json]",
	.help = "what changed between two versions, a version and now, two periods",
	.more = "Touchpoint by touchpoint, paired by their ids: how many come, leave, how they rate and feel, how long they"
		" stay, each difference with its 95 % interval.  All are corrected together for their number, and a"
		" difference too small to matter is none.  A journey belongs to the period in which it starts.",
	.options = options,
	.n_options = COUNT_OF(options),
	.min_plain = 1,
	.max_plain = 2,
	.run = run,
};
