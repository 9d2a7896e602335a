#include "cli/rows.h"
#include "cli/say.h"
#include "cli/version.h"
#include "tell/versions.h"

/* clang-format off */
static const struct option options[] = {
	OPTION_WORKSPACE,
	{ "note", 0, OPTION_TEXT, "TEXT", "what this version is about", NULL },
	{ "state", 0, OPTION_TEXT, "STATE", "current, planned or future (else as the draft says)", "current planned future" },
	{ "author", 0, OPTION_TEXT, "NAME", "who publishes it (else the name that you are logged in by)", NULL },
	OPTION_JSON,
};
/* clang-format on */

static bool read_state(struct scope *sc, const struct arguments *args, struct published *v, bool *has_state)
{
	struct str text = arg_text(args, "state");

	*has_state = text.p != NULL;
	for (int s = 0; s < MAP_STATES; s++) {
		v->state = (enum map_state)s;
		if (!text.p || str_same(text, str_of(map_state_name(v->state))))
			return true;
	}
	return scope_fail(
		sc, FAULT_INVALID, "there is no state \"%.*s\": current, planned or future", STR_ARG(text));
}

static bool make(struct scope *sc, const struct arguments *args, struct desk *desk, struct published *v)
{
	struct str note = arg_text(args, "note");
	struct publish_wish wish = {
		.version = v, .remarks = desk->remarks.at, .n_remarks = desk->remarks.n
	};

	v->note = note.p ? note : STR("");
	v->author = version_author(args);
	v->published_us = clock_us();
	if (!read_state(sc, args, v, &wish.has_state))
		return false;
	const struct saved_map *draft = documents_map(sc, desk->ws->documents, desk->definition->id);
	return draft && publish(sc, desk->study, draft, &wish);
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct arguments now = version_now(sc, args, args->plain.at[0]);
	struct buf *out = buf_new(sc, 1 << 20);
	struct desk desk = { 0 };
	struct published v = { 0 };
	bool ok = desk_open(sc, &now, &desk) && make(sc, args, &desk, &v);

	desk_close(&desk);
	if (!ok)
		return false;
	if (arg_flag(args, "json"))
		tell_published(sc, &v, out);
	else
		buf_printf(out,
			"Published: \"%.*s\" is version %lld (revision %lld). wend map %.*s@%lld shows it.\n",
			STR_ARG(v.map), (long long)v.no, (long long)v.revision, STR_ARG(v.map),
			(long long)v.no);
	return say_out(sc, out);
}

const struct command command_publish = {
	.name = "publish",
	.use = "MAP [--note TEXT] [--state STATE] [--author NAME] [-w DIR] [--json]",
	.help = "freeze a map with all its numbers as a version",
	.more = "A version never changes: neither edits nor new evidence touch it.  It keeps no words of customers, only"
		" where they stand: who is erased later is gone from it too.  wend history lists versions, wend map MAP@N"
		" shows one, wend compare says what changed.",
	.options = options,
	.n_options = COUNT_OF(options),
	.min_plain = 1,
	.max_plain = 1,
	.run = run,
};
