#include "base/json.h"
#include "base/when.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"
#include "store/evidence_change.h"

static const struct option options[] = { OPTION_WORKSPACE, OPTION_JSON };

#define DAY_US INT64_C(86400000000)

static bool read_rule(struct scope *sc, struct str text, enum source_kind *source, int64_t *span_us)
{
	struct str rest = text, name = str_trim(str_cut(&rest, '='));

	rest = str_trim(rest);
	if (!rest.n || !source_find(name, source))
		return scope_fail(sc, FAULT_INVALID,
			"\"%.*s\" is no SOURCE=TIME, as in web=400d or support=none (the kinds of source: wend help import)",
			STR_ARG(text));
	*span_us = 0;
	if (str_same(rest, STR("none")) || (when_span(rest, span_us) && *span_us >= DAY_US))
		return true;
	return scope_fail(sc, FAULT_INVALID,
		"\"%.*s\" is no time to keep evidence for: a day at least, as in 400d or 52w", STR_ARG(rest));
}

/* All are read before the first is set: what is refused changes nothing. */
static bool set_rules(struct scope *sc, const struct arguments *args, struct workspace *ws)
{
	size_t n = args->plain.n;
	enum source_kind *sources = NEW_ARRAY(sc, enum source_kind, n + 1);
	int64_t *spans_us = NEW_ARRAY(sc, int64_t, n + 1);

	for (size_t i = 0; i < n; i++)
		if (!read_rule(sc, args->plain.at[i], &sources[i], &spans_us[i]))
			return false;
	for (size_t i = 0; i < n; i++)
		if (!evidence_set_retention(sc, ws->evidence, sources[i], spans_us[i]))
			return false;
	return true;
}

static void as_text(struct scope *sc, const int64_t *spans, uint64_t removed, struct buf *out)
{
	static const char *const head[] = { "source", "kept for" };
	struct table *t = table_new(sc, "ll", head, COUNT_OF(head));

	for (int i = 0; i < SOURCE_KINDS; i++) {
		table_cell(t, str_of(source_name((enum source_kind)i)));
		if (spans[i])
			table_printf(t, "%lld days", (long long)(spans[i] / DAY_US));
		else
			table_cell(t, STR("ever"));
	}
	table_write(t, out);
	if (removed)
		buf_printf(out, "%.*s events were older and are gone.\n", STR_ARG(count_words(sc, removed)));
}

static void as_json(const int64_t *spans, uint64_t removed, struct buf *out)
{
	buf_printf(out, "{\"removed\":%llu,\"days\":{", (unsigned long long)removed);
	for (int i = 0, n = 0; i < SOURCE_KINDS; i++)
		if (spans[i])
			buf_printf(out, "%s\"%s\":%lld", n++ ? "," : "", source_name((enum source_kind)i),
				(long long)(spans[i] / DAY_US));
	buf_puts(out, "}}\n");
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct workspace *ws = workspace_open(sc, arg_workspace(args), WORKSPACE_WRITE);
	struct buf *out = buf_new(sc, 1 << 20);
	int64_t spans[SOURCE_KINDS];
	uint64_t removed = 0;
	bool ok = ws && set_rules(sc, args, ws) &&
		  (!args->plain.n || (evidence_expire(sc, ws->evidence, clock_us(), &removed) &&
					     workspace_clean(sc, ws))) &&
		  evidence_retention(sc, ws->evidence, spans);

	workspace_close(ws);
	if (!ok)
		return false;
	arg_flag(args, "json") ? as_json(spans, removed, out) : as_text(sc, spans, removed, out);
	return say_out(sc, out);
}

const struct command command_retention = {
	.name = "retention",
	.use = "[SOURCE=TIME...] [-w DIR] [--json]",
	.help = "how long evidence is kept, by kind of source",
	.more = "wend retention web=400d support=none keeps web analytics for 400 days and support for ever.  What is older is"
		" removed at once and after each import.",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 100,
	.run = run,
};
